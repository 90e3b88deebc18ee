"""What a sheet says of its rows: cancelled, dead, moved, done, and what only sounds like it."""

from __future__ import annotations

import pytest

from app.sheets.cells.status import KINDS, said_alone, said_beside_name, said_in_note, said_in_status, talking

SAID = [
    ("ยกเลิก", "cancelled"),
    ("ขอยกเลิก", "cancelled"),
    ("ยกเลิก ผู้ป่วยไม่สะดวก", "cancelled"),
    ("Cancelled by patient", "cancelled"),
    ("ไม่ประสงค์ฉีด", "cancelled"),
    ("เสียชีวิต", "dead"),
    ("ผป.เสียชีวิตแล้ว", "dead"),
    ("แม่เสียชีวิต", "dead"),  # whose death it is, only the clerk knows: the words are shown
    ("ถึงแก่กรรม 3 พ.ย.", "dead"),
    ("deceased", "dead"),
    ("สิ้นลมที่บ้านแล้ว", "dead"),
    ("เสียเมื่อวาน", "dead"),
    ("ญาติรับสาย แจ้งว่าเสีย", "dead"),
    ("expired 3 Nov", "dead"),
    ("ไม่ต้องลงให้ครับ ญาติโทรมา", "cancelled"),
    ("อย่าลงนัด", "cancelled"),
    ("does not want it any more", "cancelled"),
    ("entered in error", "cancelled"),
    ("ขอไปฉีดที่ รพ.อื่น", "moved"),
    ("ไปฉีดที่ รพ.ราชบุรีแทน", "moved"),
    ("ขอเป็นวันอื่น", "moved"),
    ("went to another hospital", "moved"),
    ("รับจากที่อื่นแล้ว", "done"),
    ("เลื่อนนัด", "moved"),
    ("เลื่อนเป็น 14/12", "moved"),
    ("เลื่อนจาก 1/12 เป็น 8/12", "moved"),
    ("ย้ายไป รพ.ศูนย์", "moved"),
    ("Postponed to 14/12", "moved"),
    ("ฉีดแล้ว", "done"),
    ("มารับบริการแล้ว", "done"),
    ("ได้รับวัคซีนแล้ว", "done"),
    ("ซ้ำกับแถวบน", "repeated"),
    ("ซ้ำ", "repeated"),
    ("ข้อมูลซ้ำ (ลำดับ 3)", "repeated"),
    ("ลบแถวนี้", "repeated"),
    ("duplicate of row 3", "repeated"),
    ("รับวัคซีนครบแล้ว", "done"),
    ("ฉีดครบทุกเข็มแล้ว", "done"),
    ("ไปฉีดคลินิกเอกชนแล้ว", "done"),
    ("แคนเซิล", "cancelled"),
    ("ขอแคนเซิลค่ะ", "cancelled"),
    ("ไม่ขอฉีด", "cancelled"),
    ("ขอถอนชื่อ", "cancelled"),
    ("งด", "cancelled"),
    ("patient refused", "cancelled"),
    ("refused vaccine by phone", "cancelled"),
    ("สิ้นชีวิตแล้ว", "dead"),
    ("Pt. expired 3/11", "dead"),
    ("ไม่อยู่ในพื้นที่", "moved"),
    ("moved away", "moved"),
    ("ซ้ำ ลบ", "repeated"),
    ("สำรอง", "waiting"),
    ("รายชื่อสำรอง ลำดับที่ 2", "waiting"),
    ("Waiting list", "waiting"),
]
NOT_SAID = [
    "",
    "นัดแล้ว  ",
    "โทรแล้ว",
    "ตรวจแล้ว",
    "ยืนยันแล้ว",
    "ยังไม่ยกเลิก",
    "ไม่ได้ยกเลิก",
    "not cancelled",
    "หากต้องการยกเลิกโทร 02",
    "ยกเลิกได้ที่ 02-111",
    "เลื่อนมาจาก 1/12",
    "เลื่อนนัดมาจากวันที่ 3 ธ.ค.",
    "rescheduled from 1 Dec",
    "ย้ายมาจาก รพ.สต.",
    "ย้ายเข้าใหม่",
    "ห้ามเลื่อน",
    "ยังไม่มา",
    "ยังไม่ได้ฉีด",
    "ฉีดเข็ม 1 แล้ว",
    "ฉีดแล้ว 1 เข็ม",
    "ได้รับวัคซีนแล้ว 2 เข็ม",
    "สายตายาว",
    "อยู่กับตายาย",
    "นัดซ้ำ ครั้งที่ 2",
    "ฉีดซ้ำปีละครั้ง",
    "ตรวจแล้วไม่ซ้ำ",
    "ยกเลิกนัดเดิม มาวันนี้แทน",
    "รับวัคซีนครบ 2 เข็มแล้ว นัดเข็มกระตุ้น",
    "ห้ามฉีดแขนซ้าย",
    "จะไปฉีดที่นี่",
    "เสียเวลาเดินทาง 2 ชั่วโมง",
    "รถเสียเมื่อเช้า จะมาสาย",
    "งดน้ำงดอาหาร",
    "จะไปฉีดพร้อมกันทั้งบ้าน แจ้งแล้ว",
    "เลื่อนขึ้นมาจากรายชื่อสำรอง",
]


def test_each_word_of_the_table_says_its_kind_in_a_status_and_alone_in_a_note() -> None:
    assert {word: said_in_status(word).kind for word in KINDS} == KINDS
    assert {word: said_in_note(f" {word.upper()} ").kind for word in KINDS} == KINDS


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_a_status_and_a_note_say_it(text: str, kind: str) -> None:
    assert (said_in_status(text).kind, said_in_note(text).kind) == (kind, kind)
    assert said_in_note(text).words == text


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_only_sounds_like_it_is_an_appointment(text: str) -> None:
    assert (said_in_status(text).kind, said_in_note(text).kind, said_alone(text).kind) == ("", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "ไม่มาตามนัดครั้งก่อน",
        "ไม่ขอฉีดยี่ห้อเดิม",
        "refused penicillin before",
        "พบแพทย์ expired ID card",
        "done paperwork, will come",
    ],
)
def test_a_word_that_counts_alone_does_not_count_in_a_note(text: str) -> None:
    assert said_in_note(text).kind == ""


def test_the_name_may_say_it_in_brackets() -> None:
    assert said_beside_name("นายสมชาย ใจดี (เสียชีวิต)").kind == "dead"
    assert said_beside_name("นายสมชาย ใจดี (ลูกนางแดง)").kind == ""
    assert said_beside_name("นายสมชาย ใจดี").kind == ""


def test_only_texts_with_one_of_the_words_are_read_closely() -> None:
    assert talking(["นั่งรถเข็น", "CANCELLED", "นัด\nยกเลิก", "มา"]) == ["CANCELLED", "นัด\nยกเลิก"]


def test_a_cell_that_says_of_which_row_it_is_a_repeat_says_it_in_any_column() -> None:
    assert said_alone("ซ้ำกับลำดับที่ 1").kind == "repeated"
