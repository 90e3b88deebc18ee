"""What a clerk did to a sheet comes back as it was, in the same file and, row by row, in one that was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from app.sheets import mends
from app.sheets.cells.dates import DateOrder
from app.sheets.check import Checked, check
from app.sheets.files.model import RawSheet

TODAY = date(2026, 11, 28)
COLUMNS = {"cid": 0, "appointment_date": 1, "appointment_time": 2}
ROWS = [
    ["1101700000018", "5 ธ.ค. 2569", "09:00"],
    ["1101700000026", "5 ธ.ค. 2569", "09:00"],
    ["1101700000034", "5 ธ.ค. 2569", "09:00"],
]


def sheet(rows: list[list[str]], start: int = 2) -> RawSheet:
    numbers = list(range(start, start + len(rows)))
    return RawSheet(Path("a.xlsx"), "Sheet1", ("cid", "date", "time"), 1, numbers, rows)


def checked(raw: RawSheet, **done: object) -> Checked:
    return check(raw, COLUMNS, facility=None, today=TODAY, **done)  # type: ignore[arg-type]


def test_what_was_done_comes_back_value_by_value() -> None:
    edits = {
        (2, "appointment_date"): date(2026, 12, 8),
        (2, "appointment_time"): time(10, 0),
        (3, "appointment_date"): datetime(2026, 12, 8, 9, 0),  # noqa: DTZ001 (as a cell holds it)
        (3, "person_name"): "นายทดสอบ",
        (4, "dose"): 2,
    }
    done = checked(sheet(ROWS), edits=edits, left_out=[4], take_in=["aside_hidden", 3])
    kept = mends.of(done, done.dates)
    assert mends.unpacked(mends.packed(kept)) == kept
    assert kept.count == 5 + 1 + 2


def test_an_answer_about_the_dates_is_kept_only_where_there_was_a_question() -> None:
    open_order = DateOrder(example="2/1/2570", proven=False)
    done = checked(sheet(ROWS), dates=replace(open_order, proven=True, order="mdy"))
    assert mends.of(done, done.dates).dates is None
    kept = mends.of(done, open_order)
    assert kept.dates == done.dates
    assert mends.unpacked(mends.packed(kept)) == kept


def test_one_value_for_all_rows_is_one_mend() -> None:
    raw = sheet([row[:2] for row in ROWS])
    edits = {(number, "appointment_time"): "09:00" for number in raw.numbers}
    done = check(raw, {"cid": 0, "appointment_date": 1}, facility=None, today=TODAY, edits=edits)
    kept = mends.of(done, done.dates)
    assert (kept.count, kept.same, kept.edits) == (1, {"appointment_time": "09:00"}, {})
    assert mends.edits_for(kept, replace(done, edits={})) == edits
    with_column = checked(sheet(ROWS))
    assert mends.edits_for(kept, with_column) == {}, "the column says it by now"


def test_a_changed_file_gets_the_mends_of_the_rows_that_stand_in_it_unchanged() -> None:
    done = checked(sheet(ROWS), edits={(2, "dose"): 2, (3, "dose"): 2}, left_out=[4])
    kept = mends.of(done, done.dates)
    moved = sheet([["x", "", ""], ROWS[0], ["1101700000026", "6 ธ.ค. 2569", "09:00"], ROWS[2]])
    fits = mends.fitted(kept, moved)
    assert fits.edits == {(3, "dose"): 2}
    assert fits.left_out == {5}
    twice = sheet([["x", "", ""], ROWS[0], ROWS[0]])
    assert mends.fitted(kept, twice).edits == {}, "which of the two is meant, nobody knows"


def test_what_was_mended_since_stays() -> None:
    old = mends.of(checked(sheet(ROWS), edits={(2, "dose"): 2, (3, "dose"): 2}), DateOrder())
    now = checked(sheet(ROWS), edits={(2, "dose"): 1})
    assert mends.edits_for(old, now) == {(3, "dose"): 2}
    assert mends.of(now, now.dates).over(old).edits == {(2, "dose"): 1, (3, "dose"): 2}


def test_a_text_of_another_kind_is_nothing() -> None:
    for text in ("", "[]", "{", '{"version":2}', '{"version":1}', '{"version":1,"edits":[[1]]}'):
        assert mends.unpacked(text) is None
    assert mends.packed(mends.Mends()) == ""


def test_one_row_that_is_not_like_all_the_others_is_kept_beside_their_one_value() -> None:
    """The same answer given again at the next loading makes room for it, and so does another one."""
    raw, columns = sheet([row[:2] for row in ROWS]), {"cid": 0, "appointment_date": 1}

    def given(hour: str, **alone: str) -> Checked:
        edits = {(number, "appointment_time"): alone.get(f"row{number}", hour) for number in raw.numbers}
        return check(raw, columns, facility=None, today=TODAY, edits=edits)

    kept = mends.of(given("09:00", row3="10:00"), given("09:00").dates)
    assert (kept.same, kept.edits) == ({"appointment_time": "09:00"}, {(3, "appointment_time"): "10:00"})
    for answer in ("09:00", "13:00"):
        assert mends.edits_for(kept, given(answer)) == {(3, "appointment_time"): "10:00"}
    assert mends.edits_for(kept, given("09:00", row3="10:00")) == {}
