"""How a move stands, and what it tells the row of the list that it was made for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.booking.list_moves import Leaving, with_leaving
from app.booking.move import NEW, OLD, begun, stand, tell_back
from app.domain.values import MOVE, Appointment, State
from app.journal.batches import Journal, Source
from app.journal.rows import HAS_BOTH, OLD_OVER
from tests.world import KEY

WHO = ("99001", "clerk")
BEFORE = Appointment(1, "1997966549721", date(2026, 12, 8), 9)
AFTER = replace(BEFORE, row=2, hour=11)


def with_both(journal: Journal) -> tuple[int, int]:
    """A list of one person whose old appointment could not be cancelled, and that person's move."""
    row = with_leaving(replace(AFTER, row=5), Leaving(BEFORE.date, BEFORE.hour))
    waits = journal.add_batch(*WHO, Source("m.xlsx", purpose=MOVE), [(row, State.SKIPPED, HAS_BOTH, 8)])
    source = Source("", str(waits), rows=2, purpose="move")
    move = journal.add_batch(*WHO, source, [(BEFORE, State.BOOKED, "", 7), (AFTER, State.PLANNED, "", None)])
    assert journal.claim(move, NEW, BEFORE.hour) is None
    journal.mark(move, NEW, State.BOOKED, slot_id=8, verified=True)
    journal.mark(move, OLD, State.CANCELLING)
    journal.mark(move, OLD, State.BOOKED, "cancel_failed")
    return waits, move


def test_a_move_is_unfinished_while_both_appointments_stand_and_so_is_its_list() -> None:
    with Journal(None, KEY) as journal:
        both = with_both(journal)
        assert [(journal.info(one).open, journal.info(one).unfinished) for one in both] == [(True, 1)] * 2
        assert begun(journal, WHO[0]) == {AFTER.key: both[1]}
        tell_back(journal, both[1])
        (told,) = journal.outcomes(both[0])
        assert (told.state, told.code) == (State.SKIPPED, HAS_BOTH)


@pytest.mark.parametrize(
    ("row", "state", "code", "told"),
    [
        (OLD, State.CANCELLED, "", (State.BOOKED, "moved")),
        (OLD, State.BOOKED, OLD_OVER, (State.BOOKED, OLD_OVER)),
        (NEW, State.CANCELLED, "", (State.REFUSED, "not_moved")),
    ],
)
def test_where_one_is_left_both_are_ended_whoever_ended_the_move(
    row: int, state: State, code: str, told: tuple[State, str]
) -> None:
    with Journal(None, KEY) as journal:
        waits, move = with_both(journal)
        if state is State.CANCELLED:
            journal.mark(move, row, State.CANCELLING)
        journal.mark(move, row, state, code)
        assert stand(journal, move).code == told[1]
        tell_back(journal, move)
        (outcome,) = journal.outcomes(waits)
        assert (outcome.state, outcome.code) == told
        assert not any(info.open for info in journal.history())
