"""What the clerks do, at the desk that both front ends use."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.values import Appointment, State
from app.errors import AppError, InputError
from app.events import Emit, Event, Finished, Paused, RowChanged
from app.journal.batches import Source
from app.people import person, same_day
from app.wording import OTHER_HOUR
from tests.simulation import judge
from tests.simulation.clock import Program
from tests.simulation.scenario import CORRECTED_HOUR

if TYPE_CHECKING:
    from tests.simulation.world import Office


class Clerk:
    """One start of the program."""

    def __init__(self, office: Office, program: Program, desk: Desk) -> None:
        self.office, self.world, self.program, self.desk = office, office.world, program, desk
        self.heard: dict[tuple[int, int], tuple[State, float]] = {}
        self.moving: dict[tuple[int, int], tuple[Appointment, Appointment]] = {}  # rows of a sheet: from, to

    async def do(self, act: str) -> None:
        desk, made = self.desk, self.office.scenario
        match act:
            case "upload" | "copy":
                await self._upload(made.rows if act == "upload" else made.copy)
            case "resume":
                for info in desk.history():
                    if info.open:
                        await self._run(info.id, desk.run)
            case "retry":
                for info in desk.history()[:1]:
                    desk.retry_failed(info.id)
                    await self._run(info.id, desk.run)
            case "undo":
                for info in desk.history()[:1]:
                    await self._run(info.id, desk.undo)
            case "decide":
                self._decide()
            case "move":
                await self._move()
            case "move_rows":
                for info in desk.history()[:1]:
                    await self._move_rows(info.id)

    async def _upload(self, rows: Sequence[Appointment]) -> None:
        if (earlier := self.desk.unfinished(rows)) is not None:
            return await self._run(earlier.id, self.desk.run)
        control = Control()
        with self._reached(control):
            began = self.office.loop.time()
            plan = await self.desk.plan(rows, control, emit=self._hear)
        for step in plan.steps:
            judge.left_out(self.world, self.office.server, step.appointment, step, began)
        self.program.plans = frozenset((row.cid, row.date.isoformat(), row.hour) for row in plan.to_book)
        batch = self.desk.save(plan, Source("นัด.xlsx", rows=len(rows)))
        counts = Counter(f"{step.state} {step.code}" for step in plan.steps)
        self.world.tell(self.program.name, f"batch {batch}: {dict(counts)}")
        return await self._run(batch, self.desk.run)

    @contextmanager
    def _reached(self, control: Control) -> Iterator[None]:
        """Pause and stop reach this run meanwhile."""
        self.office.controls.append((self.program.pc, control))
        try:
            yield
        finally:
            self.office.controls.remove((self.program.pc, control))

    async def _run(self, batch: int, work: Callable[[int, Control, Emit], Awaitable[Finished]]) -> None:
        self.heard.clear()
        self.program.moves = self.desk.journal.info(batch).source.purpose == "move" and work != self.desk.undo
        control = Control()
        try:
            with self._reached(control):
                finished = await work(batch, control, self._hear)
        except InputError as error:
            self.world.tell(self.program.name, f"batch {batch}: {error.code}")
        else:
            undo = work == self.desk.undo
            judge.run(self.world, self.office.server, self.desk.journal, finished, self.heard, undo)

    def _hear(self, event: Event) -> None:
        match event:
            case RowChanged(batch, outcome):
                self.heard[batch, outcome.row] = outcome.state, self.office.loop.time()
                if places := self.moving.get((batch, outcome.row)):
                    judge.moved(self.world, self.office.server, *places, outcome.code, outcome.state)
                words = f"row {outcome.row} of batch {batch}: {outcome.state} {outcome.code}"
            case Paused(_, reason):
                words = f"held: {reason}"
                if reason == "sign_in_needed" and self.desk.timing.can_ask:
                    self.office.loop.call_later(20.0, self._sign_in_again)
            case _:
                words = f"{event}"
        self.world.tell(self.program.name, words)

    def _sign_in_again(self) -> None:
        async def sign_in() -> None:
            try:
                await self.desk.sign_in_again("password")
            except AppError:
                self.office.loop.call_later(60.0, self._sign_in_again)

        self.office.loop.graveyard.append(asyncio.ensure_future(sign_in()))

    def _decide(self) -> None:
        """The clerk looks at the Dashboard, which tells the truth, and says what is so."""
        for info in self.desk.history():
            for entry in self.desk.journal.entries(info.id, (State.UNKNOWN,)) if not info.held_by else ():
                booked = any(seat.stands for seat in judge.seats(self.office.server, entry.appointment))
                self.desk.journal.decide(info.id, entry.outcome.row, booked=booked)
                self.world.tell(self.program.name, f"row {entry.outcome.row} of batch {info.id}: clerk says {booked}")

    async def _move(self) -> None:
        """One person of the newest batch gets another hour, or (every second one) another day."""
        rows = [one.appointment for info in self.desk.history()[:1] for one in self.desk.entries(info.id)]
        for row in rows[:1]:
            day = row.date + timedelta(days=row.row % 2)
            control = Control()
            try:
                self.program.moves = True
                found = await person.look_up(self.desk, row.cid)
                booking = person.pick(self.desk, found, row.date, row.hour)
                with self._reached(control):
                    to = (day, CORRECTED_HOUR)
                    result = await person.move(self.desk, found, booking, *to, control, self._hear)
            except InputError as error:
                self.world.tell(self.program.name, f"move: {error.code}")
            else:
                wanted = replace(row, date=day, hour=CORRECTED_HOUR)
                judge.moved(self.world, self.office.server, row, wanted, result.code, result.state)

    async def _move_rows(self, batch: int) -> None:
        """Whoever of a sheet has another hour of the day gets the sheet's hour."""
        refused = [one.appointment for one in self.desk.entries(batch) if one.outcome.code == OTHER_HOUR]
        for row in refused:
            if old := next(judge.other_hours(self.office.server, row), None):
                self.moving[batch, row.row] = replace(row, hour=old.hour), row

        self.program.moves, control = True, Control()
        with self._reached(control):
            await same_day.move_rows(self.desk, batch, {row.row for row in refused}, control, self._hear)
