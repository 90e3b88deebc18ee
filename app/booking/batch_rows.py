"""The rows of one batch while somebody works on it: read from the journal, marked in it, and told of."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, TypeVar, Unpack

from app.booking.flow import Flow, once_back
from app.booking.patience import Ask
from app.clock import Moment
from app.domain.values import STOPPED_IN_FLIGHT, Appointment, Outcome, State
from app.events import Emit, Phase, RowChanged, Waiting
from app.journal.batches import Entry, Hold, Journal, RowMovedOn
from app.journal.rows import Marked, without
from app.journal.store import Change
from app.thai import today

T = TypeVar("T")

SAID_NO = "said_no"  # the server refused the row: no more than its word, until somebody looked
AT_ONCE = 16  # look-ups of single people side by side
DOUBTFUL = tuple(state for state in State if state.doubtful)


class BatchRows:
    """What a run may touch of its batch."""

    def __init__(
        self, journal: Journal, batch: int, emit: Emit, flow: Flow, only: Collection[int] | None = None
    ) -> None:
        """`only`: the numbers of the rows that this run touches; None: all."""
        self._journal = journal
        self._batch = batch
        self._emit = emit
        self._flow = flow
        self._only = only
        self._known: dict[int, Outcome] = {}  # what whoever listens knows of each row
        self._under_way: set[int] = set()  # rows that may have left, of which nothing was told since
        self._lost: frozenset[int] = frozenset()  # rows whose person a move has left without an appointment

    async def begin(self) -> None:
        """Also learns whom of those that wait a move has left without an appointment: what fails for them says that,
        too. A move's own rows tell how it stands by themselves."""
        self._known = {one.row: one for one in await self.ask(self._journal.outcomes, self._batch)}
        if self._only is None and (waiting := await self.entries(State.PLANNED, State.NOT_SENT)):
            facility = (await self.ask(self._journal.info, self._batch)).facility
            rows = [entry.appointment for entry in waiting]
            self._lost = await self.ask(self._journal.given_up.lost, facility, rows)

    async def end(self) -> None:
        """Tell what another window has made of rows meanwhile: a booking that it found to be gone, see
        `Journal.release`. Rows that wait to be sent have no news."""
        for one in await self.ask(self._journal.outcomes, self._batch):
            known = self._known.get(one.row)
            if one.row in self and one.state not in (State.PLANNED, State.SENDING, known.state if known else None):
                self._tell(one)

    def leave_in_doubt(self) -> Mapping[int, Outcome]:
        """Nothing more is done: whatever left, and whose fate could not be written, is told as not known. All rows as
        this run knows them, whatever the journal says by now; none, where it could not even be asked at first."""
        for number in sorted(self._under_way):
            self._tell(Outcome(number, State.UNKNOWN, STOPPED_IN_FLIGHT))
        return self._known

    def __contains__(self, number: int) -> bool:
        return self._only is None or number in self._only

    async def ask(self, ask: Callable[..., T], *about: Any) -> T:
        """The journal, which may be far away; asked again once it is back. Raises Stopped."""
        return await once_back(self._flow, partial(self._journal.pen.ask, partial(ask, *about)))

    async def entries(self, *states: State, numbers: Collection[int] | None = None) -> Sequence[Entry]:
        """Rows in these states, in the file's order; of `numbers` alone, where they are given."""
        chosen = self._only if numbers is None else [number for number in numbers if number in self]
        numbers = None if chosen is None else frozenset(chosen)
        return await self.ask(self._journal.entries, self._batch, states, numbers)

    async def unverified(self) -> Mapping[int, Moment | None]:
        """See `Journal.unverified`."""
        found = await self.ask(self._journal.unverified, self._batch)
        return {number: sent for number, sent in found.items() if number in self}

    async def damaged(self, *states: State) -> Sequence[int]:
        """Rows in these states that can't be read any more."""
        return [number for number in await self.ask(self._journal.damaged, self._batch, states) if number in self]

    async def refused_unseen(self, lacked: Collection[int]) -> Sequence[Entry]:
        """What the server refused and nobody looked at since, and who is on no target list by this run's calls
        (`lacked`: the numbers of their rows)."""
        said_no = [entry for entry in await self.entries(State.UNKNOWN) if entry.outcome.code == SAID_NO]
        refused = [entry for entry in await self.entries(State.REFUSED) if entry.tries]  # by the server itself
        return [*said_no, *(entry for entry in refused if entry.outcome.row in lacked)]

    async def is_planned(self, number: int) -> bool:
        return await self.ask(self._journal.state, self._batch, number) is State.PLANNED

    async def plan_again(self, *states: State, number: int | None = None) -> None:
        """See `Journal.plan_again`. `number`: that row alone."""
        rows = self._only if number is None else (number,)
        await self.ask(self._journal.plan_again, self._batch, states, rows)
        for one in self._known.values():
            if one.state in states and (rows is None or one.row in rows):
                self._known[one.row] = Outcome(one.row, State.PLANNED)

    async def holds(self, facility: str, rows: Sequence[Appointment]) -> Mapping[int, tuple[Hold, ...]]:
        """See `Journal.holds`."""
        return await self.ask(self._journal.holds, facility, rows) if rows else {}

    async def given_back(
        self, facility: str, rows: Sequence[Appointment], within: float
    ) -> Mapping[int, frozenset[int | None]]:
        """See `People.given_back`."""
        return await self.ask(self._journal.given_back, facility, rows, within) if rows else {}

    async def booked_later(self, facility: str, cids: Collection[str]) -> Mapping[str, frozenset[date]]:
        """The days from today on for which a later batch booked these people, see `People.booked_ahead`."""
        return await self.ask(self._journal.booked_ahead, facility, cids, today(), self._batch) if cids else {}

    async def is_run(self, batch: int) -> bool:
        """Whether somebody, on whatever PC, runs that batch now."""
        return bool((await self.ask(self._journal.info, batch)).held_by)

    async def release(self, facility: str, row: Appointment) -> None:
        """See `Journal.release`."""
        await self.ask(self._journal.release, facility, row)

    def age(self, moment: Moment | None) -> float | None:
        """Seconds since then; None where that can't be told."""
        return moment.until(self._journal.now()) if moment is not None else None

    async def claim(self, number: int, leaving: int | None) -> Hold | None:
        """See `Journal.claim`; OfficeAway where it can't be written now: then it is not, or is taken back."""
        made = partial(self._journal.changes.claim, self._batch, number, leaving)
        changes = made() if leaving is None else await self._journal.pen.ask(made)  # that hour is looked up first
        if (taken := await self._journal.pen.claim(*changes)) is None:
            self._under_way.add(number)
        return taken

    def mark(self, number: int, state: State, code: str = "", **more: Unpack[Marked]) -> None:
        """See `Journal.mark`; written behind, in this order. What another window has made of the row meanwhile stands,
        and is told."""
        if number in self._lost:
            code, more["detail"] = without(state, code, more.get("detail", ""))
        self._journal.pen.put(self._marking(number, state, code, **more), self._tell, self._flow.fail)

    async def intend(self, was: Outcome, state: State, code: str, **more: Unpack[Marked]) -> None:
        """The same, but written when this returns; OfficeAway where it can't be: then it is not, or is taken back."""
        undo = self._journal.changes.mark(self._batch, was.row, was.state, was.code)
        self._tell(await self._journal.pen.claim(self._marking(was.row, state, code, **more), undo))

    def _marking(self, number: int, state: State, code: str, **more: Unpack[Marked]) -> Change[Outcome]:
        change = self._journal.changes.mark(self._batch, number, state, code, **more)

        def read(found: Sequence[Any] | None) -> Outcome:
            try:
                return change.read(found)
            except RowMovedOn:
                return next(one for one in self._journal.outcomes(self._batch) if one.row == number)

        return replace(change, read=read)

    def _tell(self, outcome: Outcome) -> None:
        self._known[outcome.row] = outcome
        self._under_way.discard(outcome.row)
        self._emit(RowChanged(self._batch, outcome))

    def phase(self, name: str) -> None:
        self._emit(Phase(self._batch, name))

    def waits(self, entries: Sequence[Entry], seconds: float) -> None:
        """The server does not show these yet, or may still show what was given back."""
        for leaving in (False, True):
            rows = [one.outcome.row for one in entries if (one.outcome.state is State.CANCELLING) is leaving]
            if rows:
                self._emit(Waiting(self._batch, tuple(rows), math.ceil(seconds), leaving))


def groups(entries: Sequence[Entry], size: int = AT_ONCE) -> Iterable[Sequence[Entry]]:
    return (entries[start : start + size] for start in range(0, len(entries), max(1, size)))


def days_of(entries: Iterable[Entry]) -> Sequence[date]:
    return sorted({entry.appointment.date for entry in entries})


@asynccontextmanager
async def held(journal: Journal, batch: int, who: str, ask: Ask) -> AsyncIterator[None]:
    """See `Journal.hold`."""
    stack, has = ExitStack(), list[int]()

    def take() -> None:
        if not has:  # it may be asked again though it was held: the answer alone came too late
            stack.enter_context(journal.hold(batch, who))
            has.append(batch)

    try:
        await ask(take)
        yield
    finally:
        await journal.pen.end(stack.close, batch)


def holder(user: str) -> str:
    """Who runs a batch, as another window tells it."""
    return f"{user} · {platform.node()} · {os.getpid()}"
