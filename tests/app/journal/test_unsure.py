"""Days whose schedule was found to hide something are known as long as the batch is that found it out."""

from __future__ import annotations

from datetime import date

from app.domain.values import Appointment, State
from app.journal.batches import Journal, Source
from app.journal.unsure import Why

DAY, LATER = date(2027, 6, 14), date(2027, 6, 15)
KEY = bytes(range(32))


def batch_of(journal: Journal, facility: str) -> int:
    row = Appointment(2, "8123456789014", DAY, 8)
    return journal.add_batch(facility, "clerk", Source("a.xlsx"), [(row, State.PLANNED, "", None)])


def test_whoever_books_that_day_at_that_facility_knows_it_until_the_batch_is_removed() -> None:
    with Journal(None, KEY) as journal:
        first, second, elsewhere = (batch_of(journal, facility) for facility in ("99001", "99001", "99002"))
        journal.unsure.note(first, [DAY, LATER], Why.BLIND)
        journal.unsure.note(first, [DAY], Why.BLIND)
        journal.unsure.note(first, [DAY], Why.OTHERS)
        journal.unsure.note(elsewhere, [DAY], Why.CAUGHT)
        assert journal.unsure.of("99001") == {DAY: {Why.BLIND, Why.OTHERS}, LATER: {Why.BLIND}}
        assert [journal.unsure.met_others(batch) for batch in (first, second)] == [True, False]
        journal.remove([first])
        assert journal.unsure.of("99001") == {}


def test_what_was_shown_to_be_over_is_over_at_that_facility_until_others_are_met_again() -> None:
    with Journal(None, KEY) as journal:
        first, second, elsewhere = (batch_of(journal, facility) for facility in ("99001", "99001", "99002"))
        journal.unsure.note(first, [DAY, LATER], Why.OTHERS)
        journal.unsure.note(first, [LATER], Why.BLIND)
        journal.unsure.note(elsewhere, [DAY], Why.OTHERS)
        journal.unsure.note(second, [DAY, LATER], Why.OVER)
        assert journal.unsure.of("99001") == {LATER: {Why.BLIND}}, "what hid something once is not believed again"
        assert journal.unsure.of("99002") == {DAY: {Why.OTHERS}}
        assert journal.unsure.met_others(first)
        journal.unsure.note(first, [DAY], Why.OTHERS)
        assert journal.unsure.of("99001") == {DAY: {Why.OTHERS}, LATER: {Why.BLIND}}
