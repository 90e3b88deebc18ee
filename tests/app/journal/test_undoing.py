"""A batch whose undo was broken off: the journal knows it, so that it is gone on with and nothing of it is booked."""

from __future__ import annotations

from datetime import date

from app.domain.values import Appointment, State
from app.journal.batches import Journal, Source

HERE = "09999"
CIDS = ("8123456789014", "8123456789022", "1101700230705")
ROWS = [Appointment(number, cid, date(2027, 6, 14), 8) for number, cid in enumerate(CIDS, start=2)]


def booked(journal: Journal, source: Source) -> int:
    batch = journal.add_batch(HERE, "clerk", source, [(row, State.PLANNED, "", None) for row in ROWS])
    for row in ROWS[:2]:
        assert journal.claim(batch, row.row) is None
        journal.mark(batch, row.row, State.BOOKED, slot_id=row.row, verified=True)
    journal.mark(batch, 4, State.SKIPPED, "already_booked")
    return batch


def test_an_undo_that_did_not_end_is_unfinished_until_nothing_of_it_stands(journal: Journal) -> None:
    batch = booked(journal, Source("a.xlsx"))
    assert not journal.info(batch).open
    journal.undone.begin(batch)
    journal.undone.begin(batch)  # gone on with
    info = journal.info(batch)
    assert (info.undoing, info.open, info.to_cancel, info.may_stand) == (True, True, 2, 2), "not whom it skipped"
    journal.mark(batch, 2, State.CANCELLING)
    assert (journal.info(batch).to_cancel, journal.info(batch).may_stand) == (1, 2), "one is in doubt"
    journal.mark(batch, 2, State.CANCELLED)
    journal.mark(batch, 3, State.BOOKED, "booked_by_citizen", verified=True)
    assert not journal.info(batch).open, "who booked anew keeps it, and says so"
    journal.undone.end(batch)
    assert not journal.info(batch).undoing


def test_the_same_sheet_never_goes_on_with_an_undo(journal: Journal) -> None:
    batch = booked(journal, Source("a.xlsx"))
    journal.undone.begin(batch)
    assert journal.find_unfinished(HERE, ROWS) is None
    journal.plan_again(batch, (State.SKIPPED,))  # the clerk's Retry
    assert not journal.info(batch).undoing
    assert journal.find_unfinished(HERE, ROWS) == batch


def test_a_list_has_its_own_way_back_and_a_forgotten_batch_leaves_nothing(journal: Journal) -> None:
    batch = booked(journal, Source("a.xlsx", purpose="cancel_list"))
    journal.undone.begin(batch)
    assert not journal.info(batch).undoing
    journal.remove([batch])
    assert journal.store.db.execute("SELECT 1 FROM meta WHERE substr(name, 1, 7)='undoing'").fetchone() is None
