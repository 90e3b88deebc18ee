"""What the journal knows of an appointment that was given up from here: of that very one, its day, its sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.given_up import GivenUp, unpacked
from app.domain.values import CANCEL, Appointment, State
from app.journal.batches import Journal, Source
from app.journal.rows import GONE
from app.thai import thai_now, today
from tests.world import any_day

HERE, FILE = "99001", "นัด.xlsx"
ROW = Appointment(1, "8123456789014", any_day(5), 9)
OTHER_HOUR = replace(ROW, row=7, hour=13)
OTHER_DAY = replace(ROW, row=8, date=ROW.date + timedelta(days=7))


def stands(journal: Journal, row: Appointment, state: State, code: str = "", source: Source | None = None) -> int:
    return journal.add_batch(HERE, "clerk", source or Source(FILE), [(row, state, code, 7)])


def cancelled_by_list(journal: Journal, row: Appointment) -> None:
    """Booked from a sheet, cancelled by a list."""
    stands(journal, row, State.CANCELLED, GONE)
    stands(journal, row, State.CANCELLED, source=Source("ขอยกเลิก.xlsx", purpose=CANCEL))


def known(journal: Journal, *rows: Appointment, name: str = FILE) -> set[int]:
    return set(journal.given_up.of(HERE, rows, name, rows))


def test_an_hour_of_that_day_and_a_day_of_that_sheet_are_asked_about(journal: Journal) -> None:
    cancelled_by_list(journal, ROW)
    assert known(journal, ROW) == {1}
    assert known(journal, OTHER_HOUR, OTHER_DAY) == {7, 8}
    assert known(journal, OTHER_HOUR, OTHER_DAY, name="ใหม่.xlsx") == {7}, "another sheet's day is a new appointment"
    how = journal.given_up.of(HERE, [OTHER_HOUR], FILE)[7]
    assert (how.was, how.purpose, how.file_name) == ((ROW.date, 9), CANCEL, "ขอยกเลิก.xlsx")
    assert journal.given_up.of(HERE, [ROW], FILE)[1].was is None
    assert known(journal, ROW, OTHER_DAY) == {1}, "the day that stands in the sheet is asked about there"
    assert known(journal, replace(OTHER_HOUR, cid="8123456789022")) == set()


def test_a_day_that_is_over_is_no_matter_of_the_next_one(journal: Journal) -> None:
    cancelled_by_list(journal, replace(ROW, date=today() - timedelta(days=1)))
    assert known(journal, OTHER_DAY) == set()


@pytest.mark.parametrize("state", [State.BOOKED, State.UNKNOWN])
def test_whoever_was_booked_since_is_not_asked_about(journal: Journal, state: State) -> None:
    cancelled_by_list(journal, ROW)
    stands(journal, replace(ROW, hour=10), state, source=Source("อื่น.xlsx"))
    assert known(journal, OTHER_HOUR, OTHER_DAY) == set()


def test_what_somebody_else_gave_up_last_is_booked(journal: Journal) -> None:
    cancelled_by_list(journal, ROW)
    stands(journal, replace(ROW, hour=10), State.CANCELLED, GONE, Source("อื่น.xlsx"))
    assert known(journal, OTHER_HOUR) == set()


def test_an_answer_counts_for_the_hour_it_was_given_for(journal: Journal) -> None:
    cancelled_by_list(journal, ROW)
    left = replace(journal.given_up.of(HERE, [OTHER_HOUR], FILE)[7], left=True)
    journal.add_batch(
        HERE,
        "clerk",
        Source(FILE),
        [(OTHER_HOUR, State.CANCELLED, left.code, None)],
        details={OTHER_HOUR.row: left.packed()},
    )
    rows = [OTHER_HOUR, replace(OTHER_HOUR, row=9, hour=14)]
    answered = {number: how.left for number, how in journal.given_up.of(HERE, rows, FILE).items()}
    assert answered == {7: True, 9: False}


def test_what_is_kept_of_it_is_read_back_and_so_is_what_an_older_version_kept() -> None:
    how = GivenUp(thai_now().replace(second=0, microsecond=0), CANCEL, FILE, was=(ROW.date, 9))
    assert unpacked(how.packed()) == how
    plain = replace(how, was=None)
    assert unpacked(plain.packed()) == plain
    assert plain.packed().count(",") == 4, "as an older version reads it, too"


def test_a_move_to_the_very_hour_gives_up_nothing_and_one_to_another_hour_does(journal: Journal) -> None:
    steps = [(ROW, State.CANCELLING, "", 7), (replace(ROW, row=2, hour=13), State.PLANNED, "", None)]
    journal.add_batch(HERE, "clerk", Source("", rows=2, purpose="move"), steps)
    rows = [OTHER_HOUR, replace(OTHER_HOUR, row=9, hour=14), replace(ROW, row=10), OTHER_DAY]
    assert set(journal.given_up.under_way(HERE, rows)) == {9, 10}
