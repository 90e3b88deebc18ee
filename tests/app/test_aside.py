"""Rows set aside: never booked unasked, never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.domain.values import REASONS, Outcome, Severity, State, check_digit
from app.errors import InputError
from app.sheets import aside
from app.sheets.check import Checked, check, known_booked, recheck
from app.sheets.columns import settle
from app.sheets.files import from_text, read
from app.sheets.files.model import RawSheet
from app.sheets.offers import dose_for_blank, filled_from_above
from app.workbooks import write_result

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


# --- what the rows themselves say ---


def pasted(*rows: Sequence[object], headers: Sequence[str] = HEADERS) -> Checked:
    return checked_of(from_text("\n".join("\t".join(map(str, row)) for row in [headers, *rows])))


def test_rows_that_say_cancelled_dead_moved_or_done() -> None:
    rows = [
        person(1, "ยกเลิก ผู้ป่วยไม่สะดวก"),
        person(2, "แม่เสียชีวิต"),
        person(3, "เลื่อนเป็น 14/12"),
        person(4, "ฉีดแล้ว"),
        person(5, "เลื่อนมาจาก 1/11"),
        person(6, "ยังไม่ยกเลิก"),
        person(7),
    ]
    rows[6][4] = "นางเจ็ด สมมุติ (เสียชีวิต)"
    checked = pasted(*rows)
    assert [(each.row, each.reason, each.words) for each in checked.aside] == [
        (2, "aside_cancelled", "ยกเลิก ผู้ป่วยไม่สะดวก"),
        (3, "aside_dead", "แม่เสียชีวิต"),
        (4, "aside_moved", "เลื่อนเป็น 14/12"),
        (5, "aside_done", "ฉีดแล้ว"),
        (8, "aside_dead", "นางเจ็ด สมมุติ (เสียชีวิต)"),
    ]
    assert booked(checked) == [6, 7]
    assert booked(recheck(checked, {}, take_in={"aside_dead"})) == [3, 6, 7, 8]


@pytest.mark.parametrize("header", ["สถานะ", "Status", "ผลการติดต่อ", "แถวลอย"])
def test_a_status_in_any_column(header: str) -> None:
    headers = [*HEADERS, header]
    checked = pasted([*person(1), "ยกเลิก"], [*person(2), "นัดแล้ว"], [*person(3), "เสียชีวิต"], headers=headers)
    assert reasons(checked) == {2: "aside_cancelled", 4: "aside_dead"}


def test_a_comment_on_a_cell_speaks_too() -> None:
    checked = checked_of(sheet(person(1), person(2), comments={3: "ยกเลิก ผู้ป่วยเสียชีวิต"}))
    assert reasons(checked) == {3: "aside_cancelled"}


def test_our_own_result_is_no_status_of_the_clerks() -> None:
    headers = [*HEADERS, "สถานะการจอง"]
    rows = [[*person(n), word] for n, word in enumerate(("จองแล้ว", "ระบบไม่รับจอง", "ยกเลิกนัดแล้ว"), 1)]
    assert reasons(pasted(*rows, headers=headers)) == {4: "aside_cancelled"}


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("ญาติแจ้งว่าผู้ป่วยเสียแล้ว", "dead"),
        ("passed away", "dead"),
        ("ฉีดที่ รพ.สต. แล้ว 20/11", "done"),
        ("ฉีดไปแล้ว 20/11", "done"),
        ("ฉีดไปแล้ว 3 พ.ย.", "done"),
        ("already vaccinated", "done"),
        ("ไม่ต้องการฉีด", "cancelled"),
        ("ไม่เอา", "cancelled"),
        ("please do not book", "cancelled"),
        ("ห้ามจอง", "cancelled"),
        ("ตั้งครรภ์ ให้รอ", "cancelled"),
        ("ไม่สะดวก", "cancelled"),
        ("no show", "cancelled"),
        ("D/C 3/11", "cancelled"),
        ("จำหน่าย", "cancelled"),
        ("moved to BKK", "moved"),
        ("โอนไป รพ.อื่น", "moved"),
        ("ออกจากพื้นที่แล้ว", "moved"),
        ("เปลี่ยนเป็น 16/12/69", "moved"),
        ("เปลี่ยนวันเป็น 20/12", "moved"),
        ("ขอเปลี่ยนเป็นบ่าย", "moved"),
        ("นัดใหม่ 16 ธ.ค.", "moved"),
        ("ขอมา 16/12 แทน", "moved"),
        ("new date 16/12/2026", "moved"),
    ],
)
def test_more_words_of_a_note_that_say_no(note: str, reason: str) -> None:
    assert reasons(pasted(person(1, note))) == {2: f"aside_{reason}"}


@pytest.mark.parametrize(
    "note",
    [
        "ฉีดไปแล้ว 2 เข็ม",
        "ฉีดแล้ว 1 ครั้ง",
        "ยังไม่ได้ฉีด",
        "ฉีดที่ รพ. เข็ม 1 แล้ว",
        "โทรศัพท์เสียแล้ว",
        "ให้รอหน้าห้อง 3",
        "ไม่ต้องการรถเข็น",
        "ไม่สะดวกเดิน ใช้รถเข็น",
        "เปลี่ยนเป็นเบอร์ญาติ",
        "ยกเลิกแล้วนัดใหม่ 5/11",
        "ขอมาวันนี้แทน",
        "ยืนยันตามนัดใหม่ 5/11",
        "ตัวอย่างเลือดส่งแล้ว",
        "not moved to BKK",
    ],
)
def test_what_only_sounds_like_a_no_is_booked(note: str) -> None:
    assert booked(pasted(person(1, note))) == [2]


def test_another_day_in_a_column_without_a_header() -> None:
    rows = [[*person(1), "เลื่อนเป็น 16/12"], [*person(2), "โทรแล้ว"], [*person(3), "โอนไป รพ.อื่น"]]
    assert reasons(pasted(*rows, headers=[*HEADERS, ""])) == {2: "aside_moved", 4: "aside_moved"}


def test_a_word_behind_stars_beside_a_name() -> None:
    row = person(1)
    row[4] = "นายหนึ่ง สมมุติ ***ย้ายที่อยู่"
    assert reasons(pasted(row)) == {2: "aside_moved"}


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("ยกเลิก", "cancelled"),
        ("ยกเลิก (Y/N)", "cancelled"),
        ("cancelled?", "cancelled"),
        ("ไม่มา", "cancelled"),
        ("เสียชีวิต", "dead"),
        ("วันที่เสียชีวิต", "dead"),
        ("Date of death", "dead"),
    ],
)
def test_a_tick_below_a_header_that_is_a_status(header: str, reason: str) -> None:
    ticks = ["/", "Y", "✓", "x", "1", "20/11/2569", "N", "no", "-", "0", "ไม่", ""]
    checked = pasted(*([*person(n), tick] for n, tick in enumerate(ticks, 1)), headers=[*HEADERS, header])
    assert reasons(checked) == dict.fromkeys(range(2, 8), f"aside_{reason}")
    assert checked.aside[0].words == f"{header}: /"
    assert len(booked(recheck(checked, {}, take_in={f"aside_{reason}"}))) == len(ticks)


@pytest.mark.parametrize("header", ["เลื่อนนัด", "ฉีดแล้ว", "มา/ไม่มา", "ยืนยัน"])
def test_a_day_or_a_number_below_another_header_says_nothing(header: str) -> None:
    assert booked(pasted([*person(1), "20/11/2569"], [*person(2), "1"], headers=[*HEADERS, header])) == [2, 3]


def test_a_line_between_the_rows_speaks_for_those_below_it_down_to_the_next() -> None:
    def line(text: str) -> list[str]:
        return [text, "", "", "", "", ""]

    before = pasted(
        person(1),
        line("รายที่ขอยกเลิก"),
        person(2),
        line("วันที่ 8/12/2569"),
        person(3),
        line("*** ด้านล่างนี้ฉีดแล้ว ไม่ต้องจอง ***"),
        person(4),
        line("หมู่ 5 บ้านเหนือ"),
        person(5),
        line("เสียชีวิต"),
        person(6),
    )
    people = {row: reason for row, reason in reasons(before).items() if row in (2, 4, 6, 8, 10, 12)}
    assert people == {4: "aside_cancelled", 6: "aside_cancelled", 8: "aside_done", 12: "aside_dead"}
    assert booked(before) == [2, 10]
    assert booked(recheck(before, {}, take_in={"aside_cancelled"})) == [2, 4, 6, 10]


@pytest.mark.parametrize(
    ("title", "name", "reason"),
    [
        ("รายชื่อผู้ที่ยกเลิกนัด", "นัด", "aside_cancelled"),
        ("CANCELLED APPOINTMENTS", "Sheet", "aside_cancelled"),
        ("โรงพยาบาลสมมุติ", "ยกเลิกนัด", "aside_cancelled"),
        ("โรงพยาบาลสมมุติ", "เสียชีวิต", "aside_dead"),
        ("หากต้องการยกเลิกนัด โทร 02-000-0000", "นัด", ""),
        ("รายชื่อผู้ที่ฉีดแล้ว นัดครั้งต่อไป", "นัด", ""),
        ("ตารางนัด (เลื่อนมาจาก พ.ย.)", "นัด", ""),
    ],
)
def test_a_title_or_the_name_of_the_sheet_speaks_for_all_rows(
    tmp_path: Path, title: str, name: str, reason: str
) -> None:
    book = Workbook()
    book.worksheets[0].title = name
    for row in [[title], [], list(HEADERS), person(1), person(2)]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    checked = checked_of(read(tmp_path / "a.xlsx"))
    assert reasons(checked) == (dict.fromkeys((4, 5), reason) if reason else {})
    assert booked(recheck(checked, {}, take_in={reason})) == [4, 5]
    if reason:
        assert checked.aside[0].words in (title, name)


def test_a_word_over_columns_of_a_header_of_two_lines_is_no_title(tmp_path: Path) -> None:
    book = Workbook()
    for row in [
        [*["" for _ in HEADERS], "ยกเลิก", ""],
        [*HEADERS, "วันที่", "เหตุผล"],
        [*person(1), "", ""],
        [*person(2), "", ""],
    ]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    assert booked(checked_of(read(tmp_path / "a.xlsx"))) == [3, 4]


def test_rows_that_show_how_to_fill_the_sheet() -> None:
    rows = [person(number) for number in range(1, 10)]
    rows[0][0], rows[1][0] = "ตัวอย่าง", "ex."
    rows[2][4], rows[3][4] = "ตัวอย่าง ทดสอบ", "นางสาวตัวอย่าง ใจดี"
    rows[4][5] = "ตัวอย่างการกรอก ลบแถวนี้ก่อนส่ง"
    rows[5][4], rows[6][5] = "ทดสอบ ระบบ", "test"
    rows[7][5] = "ทดสอบภูมิแพ้ก่อนฉีด"
    checked = pasted(*rows)
    assert reasons(checked) == dict.fromkeys(range(2, 9), "aside_example")
    assert booked(checked) == [9, 10]


def test_a_status_code_unlike_most_rows_is_not_booked_unasked() -> None:
    rows = [[*person(number), code] for number, code in enumerate(("1", "1", "2", "1", ""), 1)]
    checked = pasted(*rows, headers=[*HEADERS, "สถานะ"])
    assert (reasons(checked), checked.aside[0].words) == ({4: "aside_status"}, "สถานะ: 2")
    assert booked(recheck(checked, {}, take_in={"aside_status"})) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("header", ["สถานะสมรส", "สถานภาพ", "ห้อง"])
def test_codes_of_something_else_are_no_status(header: str) -> None:
    rows = [[*person(number), code] for number, code in enumerate(("1", "1", "2"), 1)]
    assert booked(pasted(*rows, headers=[*HEADERS, header])) == [2, 3, 4]


def test_two_codes_of_which_neither_is_usual_are_not_told_apart() -> None:
    rows = [[*person(number), code] for number, code in enumerate(("1", "2"), 1)]
    assert booked(pasted(*rows, headers=[*HEADERS, "สถานะ"])) == [2, 3]


# --- rows with nobody in them ---


def test_rows_with_nobody_in_them() -> None:
    checked = pasted(
        ["", "(13 หลัก)", "(วว/ดด/ปปปป)", "(ชั่วโมงเต็ม)", "บังคับ", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["running no", "cid", "appointment_date", "appointment_time", "name", "note"],
        ["", "ตัวอย่าง 1234567890123", "1/1/2569", "08:00", "นาย ก ข", ""],
        person(1),
        [2, "", "", "", "", ""],
        [3, "", "2026-11-05", "08:00", "", ""],
        ["รวม 1 คน", "", "", "", "", ""],
        person(4),
        [5, "-", "-", "-", "-", ""],
    )
    assert reasons(checked) == {
        2: "aside_explained",
        3: "aside_explained",
        4: "aside_heading",
        5: "aside_example",
        7: "aside_nobody",
        8: "aside_nobody",
        9: "aside_total",
        11: "aside_nobody",
    }
    assert (booked(checked), checked.problem_rows) == ([6, 10], 0)


@pytest.mark.parametrize(
    "row",
    [
        [2, "", "2026-11-05", "08:00", "ค ง", "หมายเหตุ รอเลขบัตร"],
        [2, "รอเลข 13 หลัก", "2026-11-05", "08:00", "ค ง", ""],
        [2, "", "", "", "นาย ค ง", ""],
        [2, "199000000", "", "", "", ""],
        [2, "AB1234567", "2026-11-05", "08:00", "", ""],
    ],
)
def test_who_may_be_a_person_is_a_problem_and_never_nobody(row: Sequence[object]) -> None:
    checked = pasted(person(1), row)
    assert (checked.aside, blocked(checked)) == ((), {3})


def test_a_signature_with_a_name_in_brackets() -> None:
    rows = [
        person(1),
        ["รวม", 1, "", "", "", ""],
        ["", "", "", "ผู้จัดทำ ......", "", ""],
        ["", "", "", "( นาง ก ข )", "", ""],
    ]
    assert reasons(pasted(*rows)) == {3: "aside_total", 4: "aside_signature", 5: "aside_signature"}


def test_a_row_of_a_databases_nothing_is_no_row() -> None:
    nothing = ["NULL", "\\N", "0000-00-00", "00:00:00", "(null)", "\x1a"]
    assert list(pasted(person(1), nothing, person(2)).sheet.numbers) == [2, 4]


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
