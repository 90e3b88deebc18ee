"""The timetable as its page knows it: months and days, templates, plans of slots, and slots made and changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.booking.desk import Desk
from app.domain.values import TimeSlot
from app.schedule import templates, timetable, workbook
from app.schedule.timetable import SlotPlan, Template
from app.system.paths import DataDir
from app.wording import Lang
from ui.bridge import Bridge
from ui.calendar.days import Days
from ui.session.calls import Calls
from ui.session.sites import Sites
from ui.session.under_way import UnderWay, What


@dataclass(frozen=True)
class Wanted:
    """What the template dialog asks for."""

    template: Template
    first: date
    last: date
    dose: int
    weekdays: frozenset[int]  # 0 = Monday
    skip_holidays: bool


class Timetable(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    outdated = Signal()  # something was booked elsewhere in the window: what was read may stand no more
    planned = Signal(object)  # SlotPlan: the preview
    templates_told = Signal(object)  # tuple of Template
    template_kept = Signal(str)  # its name
    template_dropped = Signal(str)  # its name
    exported = Signal(object)  # Path of the plan as a workbook
    plan_failed = Signal(object)  # AppError: no preview, templates or workbook
    saved = Signal(str, object)  # slots_made, slot_saved, slots_deleted: a key of `wording`, and its params
    failed = Signal(object)  # AppError: nothing was saved

    def __init__(
        self, sites: Sites, under_way: UnderWay, bridge: Bridge, data: DataDir, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.sites, self._bridge, self._data = sites, bridge, data
        self.calls = Calls(sites, under_way, bridge, self)
        self.days = Days(self.calls, self)

    # --- templates ---

    def ask_templates(self, lang: Lang) -> None:
        """The clerk's own, then the standard ones."""

        def told(own: tuple[Template, ...]) -> None:
            self.templates_told.emit((*own, *templates.standard(lang)))

        self._bridge.call(asyncio.to_thread(templates.load, self._data), told, self.plan_failed.emit)

    def keep_template(self, template: Template) -> None:
        keeping = asyncio.to_thread(templates.keep, self._data, template)
        self._bridge.call(keeping, lambda _: self.template_kept.emit(template.name), self.plan_failed.emit)

    def drop_template(self, name: str) -> None:
        dropping = asyncio.to_thread(templates.drop, self._data, name)
        self._bridge.call(dropping, lambda _: self.template_dropped.emit(name), self.plan_failed.emit)

    # --- plans ---

    def preview(self, wanted: Wanted, lang: Lang) -> None:
        """What the template would make there: told by `planned`."""
        self.calls.read(partial(_plan, wanted, lang), self.planned.emit, self.plan_failed.emit)

    def export(self, plan: SlotPlan, out: Path, lang: Lang) -> None:
        """The plan as a workbook. The clerk was asked before about overwriting."""
        self.calls.read(
            lambda desk: asyncio.to_thread(workbook.write, out, plan, desk.account, lang, overwrite=True),
            lambda _: self.exported.emit(out),
            self.plan_failed.emit,
        )

    # --- slots; on the real server they are made and changed on the Dashboard ---

    def create(self, plan: SlotPlan) -> None:
        sums = {"slots": len(plan.create), "days": len(plan.days), "seats": plan.seats}
        self._save(lambda desk: timetable.create(desk, plan), "slots_made", sums)

    def edit(self, slot: TimeSlot, seats: int, open_to_api: bool, locked: bool) -> None:
        def change(desk: Desk) -> Coroutine[Any, Any, None]:
            return timetable.edit(desk, slot.slot_id, seats=seats, open_to_api=open_to_api, locked=locked)

        self._save(change, "slot_saved", {})

    def delete(self, slot: TimeSlot) -> None:
        self._save(lambda desk: timetable.delete(desk, [slot.slot_id]), "slots_deleted", {"count": 1})

    def _save(self, work: Callable[[Desk], Coroutine[Any, Any, Any]], code: str, params: Mapping[str, int]) -> None:
        self.calls.change(
            What.SAVING,
            lambda desk, _control, _emit: work(desk),
            lambda _: self.saved.emit(code, params),
            self.failed.emit,
        )


async def _plan(wanted: Wanted, lang: Lang, desk: Desk) -> SlotPlan:
    there = await timetable.existing(desk, wanted.first, wanted.last, wanted.dose)
    skip = wanted.skip_holidays
    days = await asyncio.to_thread(timetable.thai_holidays, wanted.first, wanted.last, lang) if skip else {}
    return timetable.from_template(
        wanted.template, wanted.first, wanted.last, wanted.dose, wanted.weekdays, there, days
    )
