"""The rows of one batch while somebody works on it: read from the journal, marked in it, and told of."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Unpack

from app.clock import Moment
from app.domain.values import Outcome, State
from app.events import Emit, Phase, RowChanged, Waiting
from app.journal.batches import Entry, Journal, RowMovedOn
from app.journal.rows import Marked

AT_ONCE = 16  # look-ups of single people side by side
DOUBTFUL = tuple(state for state in State if state.doubtful)


class BatchRows:
    """What a run may touch of its batch."""

    def __init__(self, journal: Journal, batch: int, emit: Emit, only: Collection[int] | None = None) -> None:
        """`only`: the numbers of the rows that this run touches; None: all."""
        self._journal = journal
        self._batch = batch
        self._emit = emit
        self._only = only
        self._known: dict[int, State] = {}  # what whoever listens knows of each row

    def begin(self) -> None:
        self._known = {one.row: one.state for one in self._journal.outcomes(self._batch)}

    def end(self) -> None:
        """Tell what another window has made of rows meanwhile: a booking that it found to be gone, see
        `Journal.release`. Rows that wait to be sent have no news."""
        for one in self._journal.outcomes(self._batch):
            if one.row in self and one.state not in (State.PLANNED, self._known.get(one.row)):
                self._tell(one)

    def __contains__(self, number: int) -> bool:
        return self._only is None or number in self._only

    def entries(self, *states: State, numbers: Collection[int] | None = None) -> Sequence[Entry]:
        """Rows in these states, in the file's order; of `numbers` alone, where they are given."""
        chosen = self._only if numbers is None else [number for number in numbers if number in self]
        return self._journal.entries(self._batch, states, None if chosen is None else frozenset(chosen))

    def unverified(self) -> Mapping[int, Moment | None]:
        """See `Journal.unverified`."""
        return {number: sent for number, sent in self._journal.unverified(self._batch).items() if number in self}

    def damaged(self, *states: State) -> Sequence[int]:
        """Rows in these states that can't be read any more."""
        return [number for number in self._journal.damaged(self._batch, states) if number in self]

    def unseen(self, but: str) -> Sequence[Entry]:
        """Booked rows that were sent and not seen yet. `but`: the code of those that never will be."""
        booked = (entry for entry in self.entries(State.BOOKED) if entry.tries and not entry.verified)
        return [entry for entry in booked if entry.outcome.code != but]

    def sent_and_refused(self) -> Sequence[Entry]:
        """Rows that the server itself refused."""
        return [entry for entry in self.entries(State.REFUSED) if entry.tries]

    def planned_on(self, day: date) -> Sequence[Entry]:
        return [entry for entry in self.entries(State.PLANNED) if entry.appointment.date == day]

    def mark(self, number: int, state: State, code: str = "", **more: Unpack[Marked]) -> None:
        """See `Journal.mark`. What another window has made of the row meanwhile stands, and is told."""
        try:
            known = self._journal.mark(self._batch, number, state, code, **more)
        except RowMovedOn:
            known = next(one for one in self._journal.outcomes(self._batch) if one.row == number)
        self._tell(known)

    def plan_again(self, number: int) -> None:
        """A row that was taken for booked already is to be booked after all."""
        self._journal.plan_again(self._batch, (State.SKIPPED,), (number,))
        self._known[number] = State.PLANNED

    def _tell(self, outcome: Outcome) -> None:
        self._known[outcome.row] = outcome.state
        self._emit(RowChanged(self._batch, outcome))

    def phase(self, name: str) -> None:
        self._emit(Phase(self._batch, name))

    def waits(self, entries: Sequence[Entry], seconds: float) -> None:
        """The server does not show these yet."""
        self._emit(Waiting(self._batch, tuple(entry.outcome.row for entry in entries), math.ceil(seconds)))


def groups(entries: Sequence[Entry], size: int = AT_ONCE) -> Iterable[Sequence[Entry]]:
    return (entries[start : start + size] for start in range(0, len(entries), max(1, size)))


def days_of(entries: Iterable[Entry]) -> Sequence[date]:
    return sorted({entry.appointment.date for entry in entries})
