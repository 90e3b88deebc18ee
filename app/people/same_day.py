"""People of a sheet who have another hour of the same day, moved to the sheet's hour.

Each is a move of its own in the history. They are moved side by side: what a server that shows late, or that
cancels nothing, makes one of them wait for, all wait for at once. Moves that a killed program left are gone on with.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Unpack

from app.booking.as_one import AsOne
from app.booking.batch_rows import AT_ONCE
from app.booking.control import Control
from app.booking.desk import Desk, patient, settle_others
from app.booking.heard import ended_by, to_its_end
from app.booking.move import begun
from app.booking.plan import staying
from app.domain.stay import Stay
from app.domain.values import OTHER_HOUR, Appointment, Outcome, State
from app.errors import AppError, EnvironmentProblem, Stopped
from app.events import Emit, Finished, RowChanged
from app.journal.rows import HAS_BOTH, MOVES_ON, OLD_OVER, Marked
from app.people import person
from app.people.person import PersonResult

MOVABLE = (State.REFUSED, State.NOT_SENT, State.SKIPPED)


def to_move(desk: Desk, batch: int) -> Mapping[int, int | None]:
    """The rows of a sheet that `move_rows` moves: whose person has another hour of the day instead, and those whose
    move was begun and not ended, with that move's batch."""
    open_moves, found = begun(desk.journal, desk.account.facility), dict[int, int | None]()
    for entry in desk.entries(batch):
        move = open_moves.get(entry.appointment.key)
        if entry.outcome.code == OTHER_HOUR or (move is not None and entry.outcome.state in MOVABLE):
            found[entry.outcome.row] = move
    return found


async def who_stays(desk: Desk, batch: int, rows: Collection[int]) -> Mapping[int, Stay]:
    """Of the rows that `move_rows` would move: whose new hour is known to be full or not to be there, by a look at the
    day's hours now. They stay where they are."""
    begun_moves = await desk.aside(partial(to_move, desk, batch))
    chosen = frozenset(row for row in rows if begun_moves.get(row, batch) is None)
    entries = await desk.aside(partial(desk.journal.entries, batch, MOVABLE, chosen))
    days = sorted({(entry.appointment.date, entry.appointment.dose) for entry in entries})
    told = await asyncio.gather(*(person.seats(desk, day, dose) for day, dose in days))
    movers = [(entry.appointment, entry.outcome.detail) for entry in entries]
    return staying(movers, dict(zip(days, told, strict=True)), Counter())


async def move_rows(desk: Desk, batch: int, rows: Collection[int], control: Control, emit: Emit) -> Finished:
    """Move the people of these rows, see `to_move`: **each is messaged at once**. Other rows are left as they are, and
    so is whoever `who_stays`. Nobody new is moved once a move has ended early."""
    tell = AsOne(emit).tell
    desk = patient(desk, batch, control, tell)
    try:
        return await _move_rows(desk, batch, rows, control, emit, tell)
    except Stopped:  # while the journal was away
        finished = Finished(batch, stopped=True)
        emit(finished)
        return finished


async def _move_rows(
    desk: Desk, batch: int, rows: Collection[int], control: Control, emit: Emit, tell: Emit
) -> Finished:
    """`tell`: what holds any of the moves."""
    begun_moves = await desk.aside(partial(to_move, desk, batch))
    chosen = frozenset(rows).intersection(begun_moves)
    entries = await desk.aside(partial(desk.journal.entries, batch, MOVABLE, chosen))
    await settle_others(desk, batch, control, tell)
    stays = await who_stays(desk, batch, chosen)
    rows_to_move = [entry.appointment for entry in entries]

    async def moves(hear: Emit) -> Finished:
        finished = await _Moves(desk, batch, control, hear, tell, begun_moves).all(rows_to_move, stays)
        hear(finished)
        return finished

    return await to_its_end(desk.aside, desk.journal, batch, emit, moves)


async def go_on(
    desk: Desk, batches: Sequence[int], control: Control, emit: Emit
) -> Mapping[int, PersonResult | AppError]:
    """End these moves, side by side: what became of each, or why it could not be gone on with."""
    gate, tell = asyncio.Semaphore(AT_ONCE), AsOne(emit).tell
    desk = patient(desk, batches[0], control, tell)
    await settle_others(desk, batches[0], control, tell)

    async def one(batch: int) -> PersonResult | AppError:
        async with gate:
            try:
                return await person.go_on(desk, batch, control, tell)
            except AppError as error:
                return error

    return dict(zip(batches, await asyncio.gather(*map(one, batches)), strict=True))


class _Moves:
    """The moves of one sheet."""

    def __init__(
        self, desk: Desk, batch: int, control: Control, emit: Emit, tell: Emit, begun_moves: Mapping[int, int | None]
    ) -> None:
        """`tell`: what holds any of them."""
        self._desk, self._batch, self._control, self._emit = desk, batch, control, emit
        self._begun = begun_moves
        self._tell = tell
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._finished = Finished(batch)
        self._lost: EnvironmentProblem | None = None  # what took the journal away

    async def all(self, rows: Sequence[Appointment], stays: Mapping[int, Stay]) -> Finished:
        """Raises EnvironmentProblem where no row can be marked any more."""
        people: defaultdict[str, list[Appointment]] = defaultdict(list)
        for row in rows:
            if (stay := stays.get(row.row)) is None:
                people[row.cid].append(row)
            else:
                await self._mark(row.row, State.REFUSED, stay.code, detail=stay.packed())
        ended = await asyncio.gather(*map(self._one, people.values()), return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error
        if self._lost is not None:
            raise self._lost
        return replace(self._finished, stopped=bool(self._control.stops))

    async def _one(self, rows: Sequence[Appointment]) -> None:
        """The rows of one person, one after the other."""
        for row in rows:
            async with self._gate:
                if self._finished.error or self._lost or self._control.stops:
                    return
                try:
                    await self._became(row, await self._moved(row))
                except Stopped:
                    return
                except EnvironmentProblem as error:
                    self._lost = self._lost or error
                except AppError as error:
                    if error.code != "batch_held":  # another window ends that move: the row stays in doubt
                        self._ended(ended_by(self._batch, error))

    async def _moved(self, row: Appointment) -> PersonResult:
        """Move whatever the person has on the row's day to the row's hour. A program killed meanwhile leaves the row
        not sent and in doubt, as nobody has looked yet how its move ended."""
        desk = self._desk
        if (move := self._begun[row.row]) is not None:
            await self._mark(row.row, State.NOT_SENT, "move_in_doubt")
            return await person.go_on(desk, move, self._control, self._tell)
        found = await person.look_up(desk, row.cid)
        if any((one.date, one.hour) == (row.date, row.hour) for one in person.own_bookings(desk, found)):
            return PersonResult(0, "already_booked", State.SKIPPED)
        booking = person.pick(desk, found, row.date)
        await self._mark(row.row, State.NOT_SENT, "move_in_doubt")
        return await person.move(desk, found, booking, row.date, row.hour, self._control, self._tell, others=False)

    async def _became(self, row: Appointment, result: PersonResult) -> None:
        """What a move makes of the sheet's row: its hour is there, or was refused, or the move's batch has to tell."""
        state, code = State.REFUSED, result.code
        if result.code in ("moved", "already_booked", HAS_BOTH, OLD_OVER):
            state = State.SKIPPED
        elif result.state.unfinished or result.code in MOVES_ON:
            state, code = State.NOT_SENT, "move_in_doubt" if result.state.doubtful else "move_unfinished"
        await self._mark(row.row, state, code, slot_id=result.slot_id, detail=result.detail)
        if result.lost:
            raise EnvironmentProblem(result.error, result.detail, **result.params)
        if result.error:
            self._ended(Finished(self._batch, error=result.error, detail=result.detail, params=result.params))

    async def _mark(self, number: int, state: State, code: str, **more: Unpack[Marked]) -> None:
        journal, batch = self._desk.journal, self._batch

        def mark() -> Outcome:
            journal.plan_again(batch, MOVABLE, (number,))
            return journal.mark(batch, number, state, code, **more)

        self._emit(RowChanged(batch, await self._desk.aside(mark)))

    def _ended(self, finished: Finished) -> None:
        if not self._finished.error:
            self._finished = finished
