"""The timetable, one person's booking and the target list as the screens know them. Screens watch its signals.

Imports inside functions on purpose, as in `core`: the first window must not wait for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.domain.values import Appointment, Booking, FieldSite, Person, TimeSlot
from app.errors import AppError
from app.events import Event, Finished, Paused, Resumed
from app.system.paths import DataDir
from app.wording import Lang
from ui.bridge import Bridge
from ui.session.under_way import Lane, What
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.people.targets import NewPerson, Registered
    from app.schedule.timetable import SlotPlan, Template
    from app.sheets.check import Checked


@dataclass(frozen=True)
class Wanted:
    """What the template dialog asks for."""

    template: Template
    first: date
    last: date
    dose: int
    weekdays: frozenset[int]  # 0 = Monday
    skip_holidays: bool


@dataclass(frozen=True)
class Aside:
    """What a change made here tells: the batch on the upload screen has nothing to do with it."""

    event: Event | Registered


class Slots(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()  # who is signed in, the site, or whether something runs
    month_told = Signal(int, int, object)  # year, month, {date: DayTotal}
    day_told = Signal(object)  # DayPlan
    planned = Signal(object)  # SlotPlan: the preview
    templates_told = Signal(object)  # tuple of Template
    done = Signal(str, object)  # a code of `wording` and its params
    found = Signal(object)  # tuple of Person
    person_told = Signal(object)  # Person, or None: not on the target list
    result = Signal(object)  # single.Result
    registering = Signal(int, int)  # people done, of how many
    registered = Signal(object)  # tuple of Registered
    readable = Signal(object, object)  # people and problems of a sheet
    held = Signal(object)  # Paused: the change waits, for the network or for a sign-in; None: it goes on
    failed = Signal(str, object)  # what was tried, AppError

    def __init__(self, work: Work, bridge: Bridge, data: DataDir, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work, self._bridge, self._data = work, bridge, data
        self.site: FieldSite | None = None
        self.sites: tuple[FieldSite, ...] = ()
        self.dose: int | None = 1
        self._control = Control()
        self._to_register = (0, 0)  # people done, of how many
        self._asked = self._asked_person = 0  # the newest questions; older answers are dropped
        bridge.events.connect(self._take)
        work.session.signed_in.connect(self._signed_in)
        work.session.signed_out.connect(self._signed_out)
        work.under_way.changed.connect(self.changed)

    # --- who and where ---

    @property
    def desk(self) -> Desk | None:
        """The desk of the chosen place: the facility, or one of its field sites."""
        desk = self.work.session.desk
        return desk if desk is None or self.site is None else desk.at(self.site)

    @property
    def practice(self) -> bool:
        return self.work.session.server is not None and self.work.session.server.practice

    @property
    def busy(self) -> What | None:
        """Booking, cancelling, moving, registering, saving: one change at a time."""
        return self.work.under_way.what(Lane.SERVER)

    @property
    def free(self) -> bool:
        """Nothing is being changed, by us or by a batch."""
        return self.desk is not None and self.work.under_way.free(Lane.SHEET, Lane.SERVER)

    def _signed_in(self) -> None:
        self.site, self.sites = None, ()
        self.changed.emit()
        if self.work.session.desk is not None:
            self._bridge.call(self.work.session.desk.field_sites(), self._know_sites, self._no_sites)

    def _know_sites(self, sites: tuple[FieldSite, ...]) -> None:
        self.sites = sites
        self.work.under_way.changed.emit()  # messages can be sent to those booked there

    def _no_sites(self, _error: AppError) -> None:
        """The real host's answer can't be read: there is only the facility itself then."""

    def _signed_out(self) -> None:
        self.site, self.sites = None, ()
        self.changed.emit()

    def choose_site(self, site: FieldSite | None) -> None:
        self.site = site
        self.changed.emit()

    # --- asking ---

    def _ask(self, what: str, work: Callable[[Desk], Coroutine[Any, Any, Any]], told: Callable[[Any], None]) -> None:
        """Read from the server, while nobody waits for a change."""
        desk = self.desk
        if desk is not None:
            self._bridge.call(work(desk), told, lambda error: self.failed.emit(what, error))

    def ask_month(self, year: int, month: int) -> None:
        self._asked += 1
        asked, dose = self._asked, self.dose

        async def look(desk: Desk) -> Any:
            from app.schedule import timetable as schedule

            return await schedule.month(desk, year, month, dose)

        def told(days: Any) -> None:
            if asked == self._asked:
                self.month_told.emit(year, month, days)

        self._ask("month", look, told)

    def ask_day(self, day: date) -> None:
        dose = self.dose

        async def look(desk: Desk) -> Any:
            from app.schedule import timetable as schedule

            return await schedule.day(desk, day, dose)

        self._ask("day", look, self.day_told.emit)

    def search(self, words: str) -> None:
        async def look(desk: Desk) -> Any:
            from app.people import person as single

            return await single.search(desk, words)

        self._ask("search", look, self.found.emit)

    def ask_person(self, cid: str) -> None:
        async def look(desk: Desk) -> Person | None:
            from app.errors import Declined
            from app.people import person as single

            try:
                return await single.person(desk, cid)
            except Declined as error:
                if error.code != "not_a_target":
                    raise
                return None

        self._asked_person += 1
        asked = self._asked_person

        def told(person: Person | None) -> None:
            if asked == self._asked_person:
                self.person_told.emit(person)

        self._ask("person", look, told)

    # --- plans of slots ---

    def ask_templates(self, lang: Lang) -> None:
        async def read() -> tuple[Template, ...]:
            from app.schedule import templates

            own = await asyncio.to_thread(templates.load, self._data)
            return (*own, *templates.standard(lang))

        self._bridge.call(read(), self.templates_told.emit, lambda error: self.failed.emit("templates", error))

    def keep_template(self, template: Template) -> None:
        async def keep() -> None:
            from app.schedule import templates

            await asyncio.to_thread(templates.keep, self._data, template)

        self._change_templates(keep(), "template_kept", template.name)

    def drop_template(self, name: str) -> None:
        async def drop() -> None:
            from app.schedule import templates

            await asyncio.to_thread(templates.drop, self._data, name)

        self._change_templates(drop(), "template_dropped", name)

    def _change_templates(self, work: Coroutine[Any, Any, None], code: str, name: str) -> None:
        self._bridge.call(
            work, lambda _: self.done.emit(code, {"name": name}), lambda error: self.failed.emit("templates", error)
        )

    def preview(self, wanted: Wanted, lang: Lang) -> None:
        """What the template would make there: told by `planned`."""

        async def plan(desk: Desk) -> SlotPlan:
            from app.schedule import timetable as schedule

            there = await schedule.existing(desk, wanted.first, wanted.last, wanted.dose)
            skip = wanted.skip_holidays
            days = await asyncio.to_thread(schedule.thai_holidays, wanted.first, wanted.last, lang) if skip else {}
            return schedule.from_template(
                wanted.template, wanted.first, wanted.last, wanted.dose, wanted.weekdays, there, days
            )

        self._ask("plan", plan, self.planned.emit)

    def create(self, plan: SlotPlan) -> None:
        """Practice only."""

        async def make(desk: Desk) -> None:
            from app.schedule import timetable as schedule

            await schedule.create(desk, plan)

        sums = {"slots": len(plan.create), "days": len(plan.days), "seats": plan.seats}
        self._change("saving", make, lambda _: self.done.emit("slots_made", sums))

    def edit(self, slot: TimeSlot, seats: int, open_to_api: bool, locked: bool) -> None:
        async def change(desk: Desk) -> None:
            from app.schedule import timetable as schedule

            await schedule.edit(desk, slot.slot_id, seats=seats, open_to_api=open_to_api, locked=locked)

        self._change("saving", change, lambda _: self.done.emit("slot_saved", {}))

    def delete(self, slot: TimeSlot) -> None:
        async def change(desk: Desk) -> None:
            from app.schedule import timetable as schedule

            await schedule.delete(desk, [slot.slot_id])

        self._change("saving", change, lambda _: self.done.emit("slots_deleted", {"count": 1}))

    def export(self, plan: SlotPlan, out: Path, lang: Lang) -> None:
        """The plan as a workbook. The clerk was asked before about overwriting."""

        async def write(desk: Desk) -> None:
            from app.schedule import workbook as slot_workbook

            await asyncio.to_thread(slot_workbook.write, out, plan, desk.account, lang, overwrite=True)

        self._ask("export", write, lambda _: self.done.emit("plan_saved", {"path": str(out)}))

    # --- one person ---

    def book(self, appointment: Appointment) -> None:
        """**Messages the citizen at once**: the clerk was asked."""

        async def work(desk: Desk) -> Any:
            from app.people import person as single

            return await single.book(desk, appointment, self._control, self._tell)

        self._change("booking", work, self.result.emit)

    def cancel(self, person: Person, booking: Booking) -> None:
        async def work(desk: Desk) -> Any:
            from app.people import person as single

            return await single.cancel(desk, person, booking, self._control, self._tell)

        self._change("cancelling", work, self.result.emit)

    def move(self, person: Person, booking: Booking, day: date, hour: int) -> None:
        async def work(desk: Desk) -> Any:
            from app.people import person as single

            return await single.move(desk, person, booking, day, hour, self._control, self._tell)

        self._change("moving", work, self.result.emit)

    def take_card(self, cid: str) -> None:
        async def work(desk: Desk) -> Any:
            from app.people import person as single

            card = await single.take_card(desk, cid)
            return card.number or card.card_id

        self._change("booking", work, lambda number: self.done.emit("card_taken", {"number": number}))

    def give_back_card(self, cid: str) -> None:
        async def work(desk: Desk) -> Any:
            from app.people import person as single

            card = await single.give_back_card(desk, cid)
            return card.number or card.card_id

        self._change("cancelling", work, lambda number: self.done.emit("card_cancelled", {"number": number}))

    # --- registering ---

    def register(self, people: Sequence[NewPerson], at: Desk | None = None) -> None:
        """`at`: not the chosen place but this one."""

        async def work(desk: Desk) -> Any:
            from app.people import targets as register

            return await register.register(desk, people, self._tell, self._control)

        self._to_register = (0, len(people))
        self._change("registering", work, self.registered.emit, at)

    def read_people(self, checked: Checked, only: Sequence[int]) -> None:
        """The sheet's people as the target list wants them: told by `readable`."""

        async def read() -> Any:
            from app.people import targets as register

            return await asyncio.to_thread(register.people_of_checked, checked, only)

        self._bridge.call(
            read(), lambda both: self.readable.emit(*both), lambda error: self.failed.emit("register", error)
        )

    # --- changing ---

    def _change(
        self,
        busy: str,
        work: Callable[[Desk], Coroutine[Any, Any, Any]],
        done: Callable[[Any], None],
        at: Desk | None = None,
    ) -> None:
        desk = at or self.desk
        if desk is None or not self.free:
            return
        self._control = Control()
        self.work.under_way.begin(Lane.SERVER, What(busy), self.stop)

        def ended(answer: Any) -> None:
            self._end()
            done(answer)
            self.work.batches.ask()

        def went_wrong(error: AppError) -> None:
            self._end()
            self.failed.emit(busy, error)

        self._bridge.call(work(desk), ended, went_wrong)

    def _end(self) -> None:
        self.work.under_way.end(Lane.SERVER)

    def stop(self) -> None:
        """Leave the change as it is; what is in doubt is looked up by Continue in the history."""
        self._control.stop()

    def _tell(self, event: Event | Registered) -> None:
        """Called on the worker's thread."""
        self._bridge.worker.emit(Aside(event))  # type: ignore[arg-type]

    def _take(self, events: list[Any]) -> None:
        for aside in events:
            if isinstance(aside, Aside):
                if isinstance(aside.event, Paused):
                    self.held.emit(aside.event)
                elif isinstance(aside.event, Resumed | Finished):
                    self.held.emit(None)
                elif self.busy == "registering":
                    done, people = self._to_register
                    self._to_register = (done + 1, people)
                    self.registering.emit(*self._to_register)
