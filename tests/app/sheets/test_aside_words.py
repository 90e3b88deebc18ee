"""What the rows themselves say, and rows with nobody in them: set aside with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.values import SetAside
from app.sheets.check import recheck
from app.sheets.files import read
from tests.app.sheets.aside_rows import HEADERS, blocked, booked, checked_of, pasted, person, reasons, sheet

# --- what the rows themselves say ---


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


@pytest.mark.parametrize("header", ["ประวัติแพ้ยา", "โรคประจำตัว", "แพ้ยา/อาหาร", "Drug allergy"])
def test_what_a_patient_denies_is_no_refusal(header: str) -> None:
    rows = [[*person(1), "ปฏิเสธ"], [*person(2), "แพ้ยา"], [*person(3), "เสียชีวิต"]]
    assert reasons(pasted(*rows, headers=[*HEADERS, header])) == {4: "aside_dead"}


def test_a_doubt_in_a_note_is_set_aside_with_its_words_and_one_press_takes_it_in() -> None:
    notes = ("นัดแล้วกับ รพ.อื่น", "แพ้ยา", "ไม่แพ้ยา", "ติดต่อไม่ได้", "ติดต่อได้", "รอโทร")
    checked = pasted(*(person(number, note) for number, note in enumerate(notes, 1)))
    assert [(each.row, each.reason, each.words) for each in checked.aside] == [
        (2, "aside_elsewhere", "นัดแล้วกับ รพ.อื่น"),
        (3, "aside_unfit", "แพ้ยา"),
        (5, "aside_undecided", "ติดต่อไม่ได้"),
        (7, "aside_undecided", "รอโทร"),
    ]
    assert booked(checked) == [4, 6]
    assert booked(recheck(checked, {}, take_in={"aside_undecided"})) == [4, 5, 6, 7]


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
        ("รายชื่อสำรอง คลินิกวัคซีน", "นัด", "aside_waiting"),
        ("รายชื่อนัด", "สำรอง", "aside_waiting"),
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


@pytest.mark.parametrize("legend", ["หมายเหตุ: * = ยกเลิกนัด", "หมายเหตุ  * หมายถึง ยกเลิก, ** ผู้ป่วยต้องนำบัตรมา"])
def test_a_mark_means_what_the_line_below_the_table_says(legend: str) -> None:
    rows = [person(1), person(2, "*"), person(3), person(4, "**"), [legend, "", "", "", "", ""]]
    rows[2][4] = "*นาย ก ข"
    marked = checked_of(sheet(*rows, aside=(SetAside(6, "aside_signature", legend),)))
    assert {row: reason for row, reason in reasons(marked).items() if row < 6} == {
        3: "aside_cancelled",
        4: "aside_cancelled",
    }
    assert booked(marked) == [2, 5]


def test_a_mark_nobody_explains_as_cancelled_is_a_mark() -> None:
    legend = "หมายเหตุ: * = ผู้ป่วยนั่งรถเข็น"
    rows = [person(1), person(2, "*"), [legend, "", "", "", "", ""]]
    assert booked(checked_of(sheet(*rows, aside=(SetAside(4, "aside_signature", legend),)))) == [2, 3]
