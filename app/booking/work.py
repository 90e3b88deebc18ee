"""One batch of a desk at work: its source's purpose says what is to be done, its runner does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import partial

from app.booking.batch_rows import SAID_NO
from app.booking.control import Control, Timing
from app.booking.heard import to_its_end
from app.booking.list_moves import ListMoves
from app.booking.move import Move, stand, tell_back
from app.booking.patience import Patience
from app.booking.plan import free_seats
from app.booking.runner import Runner
from app.booking.seats import Schedules
from app.domain.values import Appointment, Outcome, Slot, State
from app.errors import AppError, InputError
from app.events import Emit, Finished
from app.journal.batches import Journal, RowMovedOn
from app.journal.rows import UNREADABLE
from app.mophic.session import Session
from app.mophic.wire import refusal_code


def purpose(journal: Journal, batch: int) -> str:
    """What a batch is for, see `Source`. Raises InputError batch_damaged: nobody knows whether it was to book or to
    cancel, so nothing of it is sent, nor planned again."""
    known = journal.info(batch).source.purpose
    if known == UNREADABLE:
        raise InputError("batch_damaged", batch=batch)
    return known


class BatchWork:
    def __init__(
        self,
        session: Session,
        journal: Journal,
        schedules: Schedules,
        timing: Timing,
        batch: int,
        control: Control,
        emit: Emit,
        *,
        past_refusals: bool = False,
        both_days: bool = False,
    ) -> None:
        """`past_refusals`: reasons for which rows of the batch are refused by now do not stop it again. `both_days`:
        see `Desk.run`."""
        self._session, self._journal, self._schedules, self._timing = session, journal, schedules, timing
        self._batch, self._control, self._emit = batch, control, emit
        self._past_refusals = past_refusals
        self._passed: frozenset[str] = frozenset()
        self._leaving: int | None = None  # the hour that a move takes somebody away from
        self._both_days = both_days
        self._ask = Patience(session, journal, timing, batch, control, emit).ask
        self._of_sheet = False

    async def run(self) -> Finished:
        """Of a batch whose undo was broken off, the undo. Raises InputError batch_held, and what `purpose` does."""
        known = await self._ask(partial(purpose, self._journal, self._batch))
        if (await self._ask(partial(self._journal.info, self._batch))).undoing:
            return await self.undo()
        await self._ask(self._look)
        match known:
            case "move":
                finished = await to_its_end(self._ask, self._journal, self._batch, self._emit, self._move)
                await self._tell_back()
                return finished
            case "cancel":
                finished = await self._runner(self._emit).cancel()
                await self._tell_back()
                return finished
            case "cancel_list":
                return await self._runner(self._emit).cancel()
            case "move_list":
                return await to_its_end(self._ask, self._journal, self._batch, self._emit, self._moves)
            case _:
                return await self._runner(self._emit).book()

    async def _move(self, emit: Emit) -> Finished:
        return await Move(self._journal, self._batch, self._runner_of_row, self._seats, emit, self._ask).run()

    async def _moves(self, emit: Emit) -> Finished:
        work = (self._session, self._journal, self._schedules, self._timing)
        return await ListMoves(*work, self._batch, self._control, emit, self._of_one).run()

    async def _seats(self, row: Appointment) -> tuple[Slot, ...] | None:
        return await free_seats(self._session, row.date, row.dose)

    async def _of_one(self, batch: int, emit: Emit) -> Finished:
        """One move of a list."""
        where = (self._session, self._journal, self._schedules, self._timing)
        return await BatchWork(*where, batch, self._control, emit).run()

    async def undo(self) -> Finished:
        """Cancel every booking that the batch made. Raises InputError batch_held, row_damaged."""
        known = await self._ask(partial(purpose, self._journal, self._batch))
        finished = await (await self.runner()).undo()
        if known == "move":
            await self._tell_back()
        return finished

    async def _tell_back(self) -> None:
        # A row that can't be read, or an office that stays away: the next run tells.
        with suppress(AppError, RowMovedOn):
            await self._ask(partial(tell_back, self._journal, self._batch))

    async def runner(self) -> Runner:
        """Of all rows. Raises InputError row_damaged, of a move."""
        await self._ask(self._look)
        return self._runner(self._emit)

    def _look(self) -> None:
        if self._past_refusals:
            self._passed = _reasons(self._journal.outcomes(self._batch))
        meant = self._journal.info(self._batch).source.purpose
        self._both_days = self._both_days or bool(meant)  # what is done for one person is meant
        self._of_sheet = not meant
        if meant == "move":
            self._leaving = stand(self._journal, self._batch).old.appointment.hour

    def _runner_of_row(self, row: int, emit: Emit) -> Runner:
        return self._runner(emit, (row,))

    def _runner(self, emit: Emit, rows: Collection[int] | None = None) -> Runner:
        work = (self._session, self._journal, self._batch, self._control, emit, self._timing, rows)
        return Runner(
            *work,
            schedules=self._schedules,
            leaving=self._leaving,
            passed=self._passed,
            both_days=self._both_days,
            of_sheet=self._of_sheet,
        )


def _reasons(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Why rows were refused, of those that the server refused and nobody has looked at yet as well."""
    told = (refusal_code(one.detail) if one.code == SAID_NO else one.code for one in outcomes if _is_refused(one))
    return frozenset(told)


def _is_refused(outcome: Outcome) -> bool:
    return outcome.state is State.REFUSED or (outcome.state is State.UNKNOWN and outcome.code == SAID_NO)
