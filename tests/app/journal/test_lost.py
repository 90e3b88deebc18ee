"""Whoever lost an appointment by a move is known, until something is booked for that person again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.values import Appointment, State
from app.journal.batches import Journal, Source

HERE = "99001"
OLD = Appointment(1, "8123456789014", date(2027, 6, 14), 13)
NEW = replace(OLD, row=2, hour=9)
ROW = replace(NEW, row=7)


def moved(journal: Journal, old: State, new: State, purpose: str = "move") -> int:
    steps = [(OLD, old, "", 7), (NEW, new, "slot_full", None)]
    return journal.add_batch(HERE, "clerk", Source("", rows=2, purpose=purpose), steps)


def test_who_lost_the_appointment_is_known_by_the_move_alone(journal: Journal) -> None:
    moved(journal, State.BOOKED, State.REFUSED)
    moved(journal, State.CANCELLED, State.BOOKED)
    moved(journal, State.CANCELLED, State.REFUSED, "")  # a sheet
    assert journal.given_up.lost(HERE, [ROW]) == frozenset()
    moved(journal, State.CANCELLED, State.REFUSED)
    stranger = replace(ROW, row=8, cid="8123456789022")
    assert journal.given_up.lost(HERE, [ROW, stranger, replace(ROW, row=9, hour=15)]) == {7, 9}
    assert journal.given_up.lost("99002", [ROW]) == frozenset()


def test_what_is_booked_later_ends_it(journal: Journal) -> None:
    moved(journal, State.CANCELLED, State.REFUSED)
    again = journal.add_batch(HERE, "clerk", Source("a.xlsx"), [(ROW, State.PLANNED, "", None)])
    assert journal.given_up.lost(HERE, [ROW]) == {7}
    journal.claim(again, 7)
    journal.mark(again, 7, State.BOOKED)
    assert journal.given_up.lost(HERE, [ROW]) == frozenset()
