"""Rows set aside: never booked unasked, never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.domain.values import REASONS, Outcome, Severity, State
from app.errors import InputError
from app.sheets import aside
from app.sheets.check import Checked, known_booked, recheck
from app.sheets.files import from_text, read
from app.sheets.offers import dose_for_blank, filled_from_above
from app.workbooks import write_result
from tests.app.sheets.aside_rows import HEADERS, blocked, booked, checked_of, cid, pasted, person, reasons, sheet

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


@settings(max_examples=300)
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


@settings(max_examples=200)
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


# --- what the rows above offer ---


def test_a_merged_cell_is_offered_to_the_rows_below_it(tmp_path: Path) -> None:
    book = Workbook()
    table = [HEADERS, person(1), person(2), person(3), person(4)]
    table[2][2] = table[2][3] = table[3][2] = table[3][3] = None  # type: ignore[index]
    table[4][2] = ""  # type: ignore[index]
    for row in table:
        book.worksheets[0].append(list(row))
    for area in ("C2:C4", "D2:D4"):
        book.worksheets[0].merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    before = checked_of(read(tmp_path / "a.xlsx"))
    offered = [(p.row, p.column, p.code, p.fix) for p in before.problems]
    assert offered == [
        (3, "appointment_date", "cell_merged", "2026-11-05"),
        (3, "appointment_time", "cell_merged", "08:00"),
        (4, "appointment_date", "cell_merged", "2026-11-05"),
        (4, "appointment_time", "cell_merged", "08:00"),
        (5, "appointment_date", "date_missing", None),  # it stands once, but nothing says that it is meant below
    ]
    after = recheck(before, filled_from_above(before.problems))
    assert (booked(after), blocked(after)) == ([2, 3, 4], {5})


def test_a_ditto_mark_and_a_day_above_are_offered() -> None:
    rows = [person(1), person(2), ["วันที่ 8/12/2569", "", "", "", "", ""], person(3)]
    rows[1][2], rows[3][2] = "〃", ""
    before = pasted(*rows)
    assert [(p.row, p.code, p.fix) for p in before.problems if p.severity is Severity.ERROR] == [
        (3, "cell_ditto", "2026-11-05"),
        (5, "cell_day_above", "8/12/2569"),
    ]
    assert reasons(before) == {4: "aside_day"}
    after = recheck(before, filled_from_above(before.problems))
    assert [(a.row, a.date) for a in after.appointments] == [
        (2, date(2026, 11, 5)),
        (3, date(2026, 11, 5)),
        (5, date(2026, 12, 8)),
    ]


def test_a_day_line_that_cant_be_read_ends_the_day_above_it() -> None:
    rows = [person(1), person(2), person(3)]
    for row in rows:
        row[2] = ""
    lines = [[text, "", "", "", "", ""] for text in ("วันจันทร์ที่ 14 ธันวาคม 2569", "วันที่ 15-16 ธ.ค. 69", "วันพุธ")]
    before = pasted(lines[0], rows[0], lines[1], rows[1], lines[2], rows[2])
    assert [(p.row, p.code, p.fix is None) for p in before.problems if p.severity is Severity.ERROR] == [
        (3, "cell_day_above", False),
        (5, "date_missing", True),
        (7, "date_missing", True),
    ]


def test_a_blank_dose_is_asked_and_one_answer_is_for_all() -> None:
    headers = [*HEADERS, "เข็มที่"]
    before = pasted([*person(1), 2], [*person(2), ""], [*person(3), "NULL"], [*person(4), "อะไร"], headers=headers)
    assert [(p.row, p.code, p.fix) for p in before.problems] == [
        (3, "dose_missing", 1),
        (4, "dose_missing", 1),
        (5, "dose_unreadable", 1),
    ]
    assert booked(before) == [2, 5]
    after = recheck(before, dose_for_blank(before.problems, 3))
    assert [(a.row, a.dose) for a in after.appointments] == [(2, 2), (3, 3), (4, 3), (5, 3)]


# --- the calendar ---


def test_an_hour_of_today_that_is_over_is_a_problem() -> None:
    rows = [person(1), person(2), person(3)]
    for row, hour in zip(rows, ("08:00", "15:00", "16:00"), strict=True):
        row[2], row[3] = "2026-10-01", hour
    before = checked_of(sheet(*rows), hour=16)
    assert [(p.row, p.code) for p in before.problems] == [(2, "time_past"), (3, "time_past")]
    assert booked(before) == [4]
    after = recheck(before, {(2, "appointment_time"): "17:00"})
    assert (booked(after), blocked(after)) == ([2, 4], {3})


def test_rows_on_day_after_day_are_said_once() -> None:
    rows = [person(number) for number in range(1, 17)]
    for number, row in enumerate(rows):
        row[2] = (date(2026, 11, 2) + timedelta(number)).isoformat()
    before = checked_of(sheet(*rows))
    assert [(p.row, p.code, p.params) for p in before.problems] == [(2, "dates_dragged", {"last": 17, "count": 16})]
    assert len(before.appointments) == 16
    assert recheck(before, {(9, "appointment_date"): "2026-11-02"}).problems == ()


def test_past_rows_that_were_booked_are_set_aside() -> None:
    rows = [person(1), person(2), person(3)]
    rows[0][2] = rows[1][2] = "2026-09-01"
    before = checked_of(sheet(*rows))
    assert [(a.row, a.cid, a.date, a.hour) for a in before.past] == [
        (2, cid(1), date(2026, 9, 1), 8),
        (3, cid(2), date(2026, 9, 1), 8),
    ]
    after = known_booked(before, [2])
    assert (reasons(after), blocked(after), booked(after)) == ({2: "aside_past_booked"}, {3}, [4])
    mended = recheck(after, {(2, "appointment_date"): "2026-11-05"})
    assert (reasons(mended), booked(mended)) == ({}, [2, 4])


def test_a_row_to_take_in_must_be_there() -> None:
    aside.refuse_no_row(["hidden", "12"], range(2, 13))
    with pytest.raises(InputError) as caught:
        aside.refuse_no_row(["12", "99"], range(2, 13))
    assert (caught.value.code, caught.value.params["wish"]) == ("take_in_unknown", "99")


@pytest.mark.parametrize(
    ("alone", "reason"),
    [
        (2, "aside_total"),
        ("2", "aside_total"),
        ("โทร 0 2590 1493", "aside_explained"),
        ("ผู้ประสานงาน นางสมศรี โทร. 081-234-5678", "aside_explained"),
        ("Tel. 02 590 1493", "aside_explained"),
        (1990, ""),
        ("199000000001", ""),
        (f"โทรถาม {cid(3)}", ""),
    ],
)
def test_what_stands_alone_under_the_last_person_is_nobody(alone: object, reason: str) -> None:
    under = checked_of(sheet(person(1), person(2), ["", alone, "", "", "", ""]))
    assert reasons(under) == ({4: reason} if reason else {})
    assert (blocked(under), booked(under)) == (set() if reason else {4}, [2, 3])


def test_a_person_without_an_id_stays_one_whatever_stands_beside_the_name() -> None:
    under = checked_of(sheet(person(1), ["", "", "", "", "นาย ก ข (ติดต่อ อบต.)", ""]))
    assert (reasons(under), blocked(under)) == ({}, {3})


@pytest.mark.parametrize(
    "line", ["โทร 081-234-5678", "0812345678", "ผู้ติดต่อ: นางสมศรี (แม่)", "ที่อยู่ 12/3 ม.4 ต.ฝึก อ.หัด", "อาการแพ้: ยาเพนนิซิลิน"]
)
def test_a_line_under_a_name_that_tells_more_of_the_person_is_no_person(line: str) -> None:
    """The count told is the count a person makes: two."""
    under = ["", "", "", "", line, ""]
    checked = checked_of(sheet(person(1), under, person(2), under, under))
    assert reasons(checked) == dict.fromkeys((3, 5, 6), "aside_details")
    assert (blocked(checked), booked(checked)) == (set(), [2, 4])


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", "", "นางแดง ใจดี", ""],  # a person whose id is missing
        ["", "", "", "", "ชื่อ: นายดำ ใจดี", ""],
        ["", "", "2026-11-05", "08:00", "โทร 081-234-5678", ""],  # somebody has this hour
        ["", "081-234-5678", "", "", "นางแดง", ""],
    ],
)
def test_a_line_that_may_be_a_person_stays_one(row: list[object]) -> None:
    assert blocked(checked_of(sheet(person(1), row, person(2)))) == {3}


@pytest.mark.parametrize(
    ("header", "no"),
    [("ยืนยันนัด", "N"), ("ยินยอมฉีดวัคซีน", "ไม่"), ("Confirmed (Y/N)", "no"), ("มาได้", "✗"), ("จะมาหรือไม่", "N")],
)
def test_who_said_no_below_a_header_that_asks_for_a_yes_is_set_aside(header: str, no: str) -> None:
    rows = [[*person(number), said] for number, said in enumerate(("Y", no, ""), 1)]
    checked = pasted(*rows, headers=(*HEADERS, header))
    assert (reasons(checked), booked(checked)) == ({3: "aside_status"}, [2, 4])


@pytest.mark.parametrize(("header", "who"), [("ความสัมพันธ์", "ผู้รับวัคซีน"), ("Relation", "patient")])
def test_who_only_brings_somebody_is_set_aside_where_a_column_says_who_is_who(header: str, who: str) -> None:
    rows = [[*person(number), said] for number, said in enumerate((who, "มารดา", "อสม. ผู้พามา", who), 1)]
    checked = pasted(*rows, headers=(*HEADERS, header))
    assert (reasons(checked), booked(checked)) == ({3: "aside_status", 4: "aside_status"}, [2, 5])
    family = [[*person(number), said] for number, said in enumerate(("มารดา", "บุตร"), 1)]
    assert booked(pasted(*family, headers=(*HEADERS, header))) == [2, 3], "of each to the head of a household"


@pytest.mark.parametrize("total", ["ผลรวม", "จำนวนทั้งหมด", "Subtotal", "Totals", "รวมทั้งสิ้น"])
def test_the_row_of_totals_of_an_excel_table_is_nobody(total: str) -> None:
    assert reasons(pasted(person(1), [total, "", "", "", "", 1])) == {3: "aside_total"}
