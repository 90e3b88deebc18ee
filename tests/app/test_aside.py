"""Rows set aside: never booked unasked, never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app import aside
from app.check import Checked, check, recheck
from app.columns import settle
from app.domain import REASONS, Outcome, Severity, State, check_digit
from app.errors import InputError
from app.sheet import from_text, read
from app.sheet.model import RawSheet
from app.workbook import write_result

TODAY = date(2026, 10, 1)
HEADERS = ("ลำดับ", "cid", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล", "หมายเหตุ")


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def person(number: int, note: str = "") -> list[object]:
    return [number, cid(number), "2026-11-05", "08:00", f"คน ที่{number}", note]


def sheet(*rows: Sequence[object], **more: object) -> RawSheet:
    return RawSheet(Path("a.xlsx"), "นัด", HEADERS, 1, range(2, len(rows) + 2), rows, **more)  # type: ignore[arg-type]


def checked_of(raw: RawSheet, **more: object) -> Checked:
    return check(raw, settle(raw), facility=None, today=TODAY, **more)  # type: ignore[arg-type]


def reasons(checked: Checked) -> dict[int, str]:
    return {each.row: each.reason for each in checked.aside}


def booked(checked: Checked) -> list[int]:
    return [appointment.row for appointment in checked.appointments]


def blocked(checked: Checked) -> set[int]:
    return {problem.row for problem in checked.problems if problem.severity is Severity.ERROR}


# --- one mechanism ---


def test_hidden_rows_are_not_booked_until_they_are_taken_in() -> None:
    raw = sheet(person(1), person(2), person(3), hidden_rows=frozenset({3, 4}))
    before = checked_of(raw)
    assert booked(before) == [2]
    assert reasons(before) == {3: "aside_hidden", 4: "aside_hidden"}
    assert (before.problem_rows, before.problems) == (0, ())
    assert booked(recheck(before, {}, take_in={4})) == [2, 4]
    after = recheck(before, {}, take_in={"aside_hidden"})
    assert (booked(after), after.aside) == ([2, 3, 4], ())
    assert reasons(recheck(after, {}, take_in=())) == reasons(before)
    assert booked(checked_of(raw, take_in={"aside_hidden"})) == [2, 3, 4]


def test_a_row_with_two_reasons_stays_aside_for_the_other() -> None:
    raw = sheet(person(1), person(2), hidden_rows=frozenset({3}), struck_rows=frozenset({3}))
    before = checked_of(raw)
    assert reasons(before) == {3: "aside_struck"}
    after = recheck(before, {}, take_in={"aside_struck"})
    assert reasons(after) == {3: "aside_hidden"}
    assert booked(recheck(before, {}, take_in={3})) == [2, 3]


def test_a_row_set_aside_blocks_no_twin() -> None:
    raw = sheet(person(1), person(1), hidden_rows=frozenset({2}))
    before = checked_of(raw)
    assert (booked(before), before.problems) == ([3], ())
    after = recheck(before, {}, take_in={"aside_hidden"})
    assert (booked(after), blocked(after)) == ([2], {3})


def test_a_row_left_out_by_the_clerk_is_not_set_aside_as_well() -> None:
    raw = sheet(person(1), person(2), hidden_rows=frozenset({3}))
    before = checked_of(raw)
    after = recheck(recheck(before, {}, take_in={3}), {}, left_out=[3])
    assert (booked(after), after.left_out, after.aside) == ([2], {3}, ())


def test_people_above_the_header_are_named(tmp_path: Path) -> None:
    book = Workbook()
    for row in [["ทะเบียนวัคซีน"], [1, cid(9), "หนึ่ง"], [], list(HEADERS), person(1)]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    checked = checked_of(read(tmp_path / "a.xlsx"))
    assert (booked(checked), reasons(checked)) == ([5], {2: "aside_above_header"})


def test_what_is_taken_in_on_a_command_line() -> None:
    assert aside.asked_for(["hidden", "12", "aside_struck", "above-header"]) == {
        "aside_hidden",
        12,
        "aside_struck",
        "aside_above_header",
    }
    with pytest.raises(InputError) as caught:
        aside.asked_for(["ซ่อน"])
    assert caught.value.code == "take_in_unknown"
    assert "hidden" in str(caught.value.params["known"])


# --- every filled row is in one place ---

CELLS: Mapping[str, list[object]] = {
    "ลำดับ": ["", 1.0, "2", "รวม", "หมายเหตุ: โทร"],
    "cid": ["", cid(1), cid(2), cid(3), "x", "1.10170E+12", "NULL", "13 หลัก"],
    "วันที่นัด": ["", "2026-11-05", "13/11/2569", "5/11", "2026-09-01", "NULL", "วว/ดด/ปปปป"],
    "เวลานัด": ["", "08:00", "08:30", "9", "บ่าย"],
    "ชื่อ-สกุล": ["", "นาง หนึ่ง", "รวมทั้งสิ้น 3 คน", "ลงชื่อ .......", "-"],
    "หมายเหตุ": ["", "ยกเลิก", "เสียชีวิต", "เลื่อนมาจาก 1/11", "ตัวอย่าง", "หมายเหตุ ไม่มีบัตร"],
}
ROWS = st.lists(
    st.one_of(
        st.tuples(*(st.sampled_from(cells) for cells in CELLS.values())).map(list),
        st.just(list(HEADERS)),
        st.builds(person, st.integers(1, 4), st.sampled_from(["", "ยกเลิกนัด", "โทรแล้ว"])),
    ),
    min_size=1,
    max_size=10,
)
NUMBERS = st.frozensets(st.integers(2, 11), max_size=3)
TAKEN = st.frozensets(st.one_of(st.sampled_from(REASONS), st.integers(2, 11)), max_size=3)


def in_one_place(checked: Checked) -> None:
    places = Counter(
        [
            *booked(checked),
            *blocked(checked),
            *(each.row for each in checked.aside),
            *checked.left_out,
        ]
    )
    assert places == Counter(checked.sheet.numbers)
    assert checked.rows == len(checked.sheet.numbers)
    assert checked.problem_rows == len(blocked(checked))


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, hidden=NUMBERS, struck=NUMBERS, out=NUMBERS, taken=TAKEN, again=TAKEN)
def test_every_filled_row_is_in_exactly_one_place(
    rows: list[list[object]],
    hidden: frozenset[int],
    struck: frozenset[int],
    out: frozenset[int],
    taken: frozenset[str | int],
    again: frozenset[str | int],
) -> None:
    numbers = frozenset(range(2, len(rows) + 2))
    raw = sheet(*rows, hidden_rows=hidden & numbers, struck_rows=struck & numbers)
    before = checked_of(raw, take_in=taken, left_out=out)
    in_one_place(before)
    after = recheck(before, {}, take_in=again)
    in_one_place(after)
    whole = checked_of(raw, take_in=again, left_out=out, dates=before.dates)
    assert (after.appointments, after.aside, after.reasons) == (whole.appointments, whole.aside, whole.reasons)
    assert blocked(after) == blocked(whole)


@settings(max_examples=200, deadline=None)
@given(rows=ROWS)
def test_no_filled_row_of_a_file_is_lost(rows: list[list[object]]) -> None:
    lines = [list(HEADERS), person(4), *rows]
    raw = from_text("\n".join("\t".join(map(str, line)) for line in lines))
    filled = [number for number, line in enumerate(lines, 1) if set(map(str, line)) - {"", "NULL"}]
    assert list(raw.numbers) == filled[1:]
    in_one_place(checked_of(raw))


# --- where it is told ---


def test_the_result_names_what_was_set_aside(tmp_path: Path) -> None:
    book = Workbook()
    for row in [["ทะเบียน"], [7, cid(7), "เหนือหัว"], list(HEADERS), person(1), person(2), ["รวม 2 คน"]]:
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[5].hidden = True
    book.save(tmp_path / "a.xlsx")
    checked = checked_of(read(tmp_path / "a.xlsx"))
    outcomes = {4: Outcome(4, State.BOOKED, slot_id=5)}
    told = load_workbook(write_result(checked, outcomes, tmp_path / "out.xlsx"))
    first = [[cell.value for cell in row[6:9]] for row in told.worksheets[0].iter_rows(min_row=2, max_row=6)]
    assert first == [
        ["กันไว้ไม่จอง", None, "อยู่เหนือหัวตาราง: 7 · เหนือหัว"],
        ["สถานะการจอง", "เลขที่นัด (slot)", "เหตุผล"],
        ["จองแล้ว", 5, None],
        ["กันไว้ไม่จอง", None, "ซ่อนหรือกรองไว้ใน Excel"],
        ["กันไว้ไม่จอง", None, "แถวยอดรวม: รวม 2 คน"],
    ]
    facts = {row[0].value: row[1].value for row in told.worksheets[1].iter_rows()}
    assert (facts["กันไว้ไม่จอง"], facts["ซ่อนหรือกรองไว้ใน Excel"], facts["แถวยอดรวม"]) == (3, 1, 1)
    assert facts["อยู่เหนือหัวตาราง"] == 1
