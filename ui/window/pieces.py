"""The state of the pages: what all need at once, the rest made with the page that shows it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.system.paths import DataDir
from ui.bridge import Bridge
from ui.messages.messages import Messages
from ui.session.sites import Sites
from ui.targets.registering import Registering
from ui.upload.work import Work

if TYPE_CHECKING:
    from ui.person.one_person import OnePerson
    from ui.schedule.timetable import Timetable


class Pieces:
    def __init__(self, work: Work, bridge: Bridge, data: DataDir, parent: QObject) -> None:
        self.bridge, self._data, self._parent = bridge, data, parent
        self.work, self.under_way = work, work.under_way
        self.sites = Sites(work.session, bridge, parent)
        self.messages = Messages(work, bridge, parent)
        self.sites.changed.connect(self.messages.changed)  # to those booked at a field site, too
        self.registering = self._make_registering()  # those of the open sheet

    def _make_registering(self) -> Registering:
        return Registering(self.sites, self.under_way, self.bridge, self._parent)

    @cached_property
    def one_person(self) -> OnePerson:
        from ui.person.one_person import OnePerson

        made = OnePerson(self.sites, self.under_way, self.bridge, self._parent)
        made.result.connect(self.work.batches.ask)
        return made

    @cached_property
    def registering_one(self) -> Registering:
        """Of the page for one person."""
        return self._make_registering()

    @cached_property
    def timetable(self) -> Timetable:
        from ui.schedule.timetable import Timetable

        made = Timetable(self.sites, self.under_way, self.bridge, self._data, self._parent)
        self.work.run.finished.connect(made.outdated)
        self.one_person.result.connect(made.outdated)
        return made
