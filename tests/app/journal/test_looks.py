"""What was seen of a day is kept for the next look, sealed, and goes with the rest."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from app.journal import forgetting
from app.journal.batches import Journal
from app.journal.looks import Seen
from app.thai import thai_now

DAY = date(2026, 12, 8)
SEEN = (Seen("1101700000018", 9, "นางสาวสมมุติ"), Seen("3101700000016", None, ""))


def test_the_last_look_at_a_day_is_kept_for_its_facility_alone(journal: Journal) -> None:
    journal.looks.keep("99001", DAY, SEEN[:1])
    journal.looks.keep("99001", DAY, SEEN)
    look = journal.looks.last("99001", DAY)
    assert look is not None
    assert look.seats == SEEN
    assert journal.looks.last("99002", DAY) is None
    assert journal.looks.last("99001", DAY + timedelta(days=1)) is None


def test_looks_are_forgotten_with_the_rest_and_leave_no_trace(file_journal: Journal, path: Path) -> None:
    file_journal.looks.keep("99001", DAY, SEEN)
    everything = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert not any(word.encode() in everything for word in ("1101700000018", "นางสาวสมมุติ", "2026-12-08"))
    file_journal.looks.forget_before(thai_now().date())
    assert file_journal.looks.last("99001", DAY) is not None
    forgetting.keep(file_journal, -1)
    assert file_journal.looks.last("99001", DAY) is None
    file_journal.looks.keep("99001", DAY, SEEN)
    forgetting.clear(file_journal)
    assert file_journal.looks.last("99001", DAY) is None


def test_a_damaged_look_marks_nobody(journal: Journal) -> None:
    journal.looks.keep("99001", DAY, SEEN)
    with journal._store.change():
        journal._db.execute("UPDATE look SET sealed=?", (b"x" * 60,))
    assert journal.looks.last("99001", DAY) is None
