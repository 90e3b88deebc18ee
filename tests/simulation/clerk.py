"""What the clerks do, at the desk that both front ends use."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.values import OTHER_HOUR, Appointment, State
from app.errors import AppError, InputError
from app.events import Emit, Event, Finished, Paused, RowChanged
from app.journal.batches import Source
from app.people import person, same_day
from app.practice.world.scenario import PASSWORD
from tests.simulation.clock import Program
from tests.simulation.scenario import CORRECTED_HOUR

if TYPE_CHECKING:
    from tests.simulation.world import Office

Work = Callable[[int, Control, Emit], Awaitable[Finished]]


class Clerk:
    """One start of the program."""

    def __init__(self, office: Office, program: Program, desk: Desk) -> None:
        self.office, self.program, self.desk, self.judge = office, program, desk, office.judge
        self.heard: dict[tuple[int, int], tuple[State, float]] = {}
        self.moving: dict[tuple[int, int], tuple[Appointment, Appointment]] = {}  # rows of a sheet: from, to

    def tell(self, words: str) -> None:
        self.office.world.tell(self.program.name, words)

    async def do(self, act: str) -> None:
        """Most acts are about the newest batch."""
        desk, made, newest = self.desk, self.office.scenario, [info.id for info in self.desk.history()[:1]]
        match act:
            case "upload" | "copy":
                await self._upload(made.rows if act == "upload" else made.copy)
            case "resume":
                for info in desk.history():
                    if info.open:
                        await self._run(info.id, desk.run)
                        await self._move_rows(info.id, same_day.waiting(desk, info.id))
            case "decide":
                self._decide()
        for batch in newest:
            match act:
                case "retry":
                    desk.retry_failed(batch)
                    await self._run(batch, desk.run)
                case "undo":
                    await self._run(batch, desk.undo)
                case "move":
                    await self._move(desk.entries(batch)[0].appointment)
                case "move_rows":
                    refused = {one.outcome.row for one in desk.entries(batch) if one.outcome.code == OTHER_HOUR}
                    await self._move_rows(batch, refused)

    async def _upload(self, rows: Sequence[Appointment]) -> None:
        if (earlier := self.desk.unfinished(rows)) is not None:
            return await self._run(earlier.id, self.desk.run)
        with self._reached() as control:
            began = self.office.loop.time()
            plan = await self.desk.plan(rows, control, emit=self._hear)
        for step in plan.steps:
            self.judge.left_out(step.appointment, step, began)
        self.program.plans = frozenset((row.cid, row.date.isoformat(), row.hour) for row in plan.to_book)
        batch = self.desk.save(plan, Source("นัด.xlsx", rows=len(rows)))
        self.tell(f"batch {batch}: {dict(Counter(f'{step.state} {step.code}' for step in plan.steps))}")
        return await self._run(batch, self.desk.run)

    @contextmanager
    def _reached(self) -> Iterator[Control]:
        """Pause and stop reach this run meanwhile."""
        reached = self.program.pc, Control()
        self.office.controls.append(reached)
        try:
            yield reached[1]
        finally:
            self.office.controls.remove(reached)

    async def _run(self, batch: int, work: Work) -> None:
        self.heard.clear()
        undo = work == self.desk.undo or self.desk.journal.undone.has(batch)  # broken off: gone on with
        self.program.moves = self.desk.journal.info(batch).source.purpose == "move" and not undo
        try:
            with self._reached() as control:
                finished = await work(batch, control, self._hear)
        except InputError as error:
            self.tell(f"batch {batch}: {error.code}")
        else:
            self.judge.run(self.desk.journal, finished, self.heard, undo)

    def _hear(self, event: Event) -> None:
        words = f"{event}"
        match event:
            case RowChanged(batch, outcome):
                self.heard[batch, outcome.row] = outcome.state, self.office.loop.time()
                if places := self.moving.get((batch, outcome.row)):
                    self.judge.moved(*places, outcome.code, outcome.state)
                words = f"row {outcome.row} of batch {batch}: {outcome.state} {outcome.code}"
            case Paused(_, reason):
                words = f"held: {reason}"
                if reason == "sign_in_needed" and self.desk.timing.can_ask:
                    self.office.loop.call_later(20.0, self._sign_in_again)
        self.tell(words)

    def _sign_in_again(self) -> None:
        async def sign_in() -> None:
            try:
                await self.desk.sign_in_again(PASSWORD)
            except AppError:
                self.office.loop.call_later(60.0, self._sign_in_again)

        self.office.loop.graveyard.append(asyncio.ensure_future(sign_in()))

    def _decide(self) -> None:
        """The clerk looks at the Dashboard, which tells the truth, and says what is so."""
        for info in self.desk.history():
            for entry in self.desk.journal.entries(info.id, (State.UNKNOWN,)) if not info.held_by else ():
                booked = any(seat.stands for seat in self.judge.seats(entry.appointment))
                self.desk.journal.decide(info.id, entry.outcome.row, booked=booked)
                self.tell(f"row {entry.outcome.row} of batch {info.id}: clerk says {booked}")

    async def _move(self, row: Appointment) -> None:
        """One person gets another hour, or (every second one) another day."""
        wanted = replace(row, date=row.date + timedelta(days=row.row % 2), hour=CORRECTED_HOUR)
        self.program.moves = True
        try:
            found = await person.look_up(self.desk, row.cid)
            booking = person.pick(self.desk, found, row.date, row.hour)
            with self._reached() as control:
                to = wanted.date, wanted.hour
                result = await person.move(self.desk, found, booking, *to, control, self._hear)
        except InputError as error:
            self.tell(f"move: {error.code}")
        else:
            self.judge.moved(row, wanted, result.code, result.state)

    async def _move_rows(self, batch: int, rows: Collection[int]) -> None:
        """Whoever of a sheet has another hour of the day gets the sheet's hour; Continue ends what is left of it."""
        for row in (one.appointment for one in self.desk.entries(batch) if one.outcome.row in rows):
            for old in self.judge.other_hours(row)[:1]:
                self.moving[batch, row.row] = replace(row, hour=old.hour), row
        if rows:
            self.program.moves = True
            with self._reached() as control:
                await same_day.move_rows(self.desk, batch, rows, control, self._hear)
