"""The state of the pages: what all need at once, the rest made with the page that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from app.errors import AppError
from app.system.paths import DataDir
from app.worker import Worker
from ui.bridge import Bridge
from ui.messages.messages import Messages
from ui.phones.phones import Phones
from ui.session.accounts import Accounts
from ui.session.office import Office
from ui.session.sites import Sites
from ui.sheet.reading import Reading
from ui.targets.registering import Registering
from ui.upload.work import Work, make_work

if TYPE_CHECKING:
    from app.practice import Scenario
    from ui.person.one_person import OnePerson
    from ui.schedule.timetable import Timetable


class Losses(NamedTuple):
    mends: int = 0
    pasted: int = 0  # rows from the clipboard: there is no file to open again
    message: bool = False  # half written


class Pieces:
    def __init__(
        self, accounts: Accounts, reading: Reading, work: Work, bridge: Bridge, data: DataDir, parent: QObject
    ) -> None:
        self.accounts, self.reading = accounts, reading
        self.bridge, self.data, self._parent = bridge, data, parent
        self.work, self.under_way = work, work.under_way
        self.office = Office(work.session, accounts, bridge, parent)
        self.sites = Sites(work.session, bridge, parent)
        self.messages = Messages(work.sheet, bridge, parent)
        self.sites.changed.connect(self.messages.changed)  # to those booked at a field site, too
        self.phones = Phones(work.session, bridge, parent)
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

        made = Timetable(self.sites, self.under_way, self.bridge, self.data, self._parent)
        self.work.run.finished.connect(made.outdated)
        self.one_person.result.connect(made.outdated)
        return made

    def would_lose(self, *, closing: bool) -> Losses:
        """By leaving now: what is kept nowhere but in this window. `closing`: see `Kept.unkept`."""
        sheet = self.work.sheet
        pasted = sheet.pasted and sheet.batch is None and not sheet.lines.batches
        mends = self.work.kept.unkept(closing=closing)
        return Losses(mends, len(sheet.lines) if pasted else 0, self.messages.half_written)

    async def load_libraries(self) -> None:
        """What the first sign-in, the first sheet and each page will need, while the clerk is still typing."""
        await asyncio.to_thread(_load)
        await self.reading.warm()

    def end(self, seconds: float) -> None:
        """The calls first; they have so long."""
        self.bridge.stop()
        with suppress(TimeoutError, AppError):  # the journal holds everything; nothing is lost by going now
            self.bridge.worker.submit(self._close()).result(timeout=seconds)
        self.bridge.worker.close()

    async def _close(self) -> None:
        await self.accounts.close()
        await self.reading.close()


def make_pieces(
    data: DataDir, keep_days: int, scenario: Scenario | None, note: Callable[[BaseException], None], parent: QObject
) -> Pieces:
    """With the calls' thread running. `scenario`: see `Accounts`; `note`: hears of bugs."""
    worker = Worker()
    bridge = Bridge(worker, parent)
    bridge.fault.connect(note)
    accounts, reading = Accounts(data, keep_days, scenario), Reading(data)
    work = make_work(accounts, reading, bridge, parent)
    worker.start()
    return Pieces(accounts, reading, work, bridge, data, parent)


def _load() -> None:
    """A page's modules take as long to load as the page to make: not when it is opened."""
    import app.booking.desk  # noqa: F401
    import ui.help.screen
    import ui.history.screen
    import ui.messages.screen
    import ui.person.screen
    import ui.schedule.screen
    import ui.settings.screen  # noqa: F401
    from app.wording import remedies

    remedies.codes()
