"""A Thai command line speaks Thai: its sums, the fields of its columns, and what was typed wrongly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.wording.terminal import count_word
from tests.commandline import mophic, sheet
from tests.world import rows_for

LATIN = re.compile(r"\b(?!mophic\b|root\b|help\b|upload\b|history\b)[A-Za-z]{3,}")
WRONG = {
    "ไม่มีตัวเลือก --nope": ["upload", "--nope", "a.xlsx"],
    "ไม่มีคำสั่งนี้: nope": ["nope"],
    "ยังขาด SHEET…": ["upload"],
    "ค่าของ --rate ต้องอยู่ระหว่าง 1 ถึง 28": ["upload", "a.xlsx", "--rate", "99"],
    "มีคำเกินมาที่คำสั่งนี้ไม่รู้จัก: extra": ["history", "extra"],
    "ใช้ตัวเลือก --sheet ไม่ถูก: ขาดค่า หรือมีค่าเกิน": ["validate", "a.xlsx", "--sheet"],
}


@pytest.mark.parametrize("words", WRONG)
def test_what_was_typed_wrongly_is_said_in_thai(words: str) -> None:
    ran = mophic(*WRONG[words])
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first == words
    assert second.startswith("ดูวิธีใช้: ")
    assert second.endswith(" --help")


def test_in_english_it_is_as_it_was() -> None:
    ran = mophic("upload", "--lang", "en", "--nope")
    assert (ran.code, "No such option" in ran.err) == (2, True)


def test_help_and_version_are_no_errors() -> None:
    assert [mophic(*words).code for words in (["--version"], ["upload", "--help"])] == [0, 0]


def test_the_columns_have_their_thai_names(tmp_path: Path) -> None:
    ran = mophic("validate", sheet(tmp_path / "a.xlsx", rows_for(2)))
    assert "เลขประจำตัวประชาชน ← " in ran.out
    assert "cid ←" not in ran.out
    assert "cid ← " in mophic("validate", tmp_path / "a.xlsx", "--lang", "en").out


def test_the_sums_are_thai_and_json_keeps_its_keys(tmp_path: Path) -> None:
    place = ["--practice", "--facility", "99001", "--user", "practice", "--data-dir", tmp_path / "data"]
    ran = mophic("upload", sheet(tmp_path / "a.xlsx", rows_for(1)), *place[:1], *place[5:])
    last = ran.out.splitlines()[-1]
    assert last.startswith("ทั้งหมด 1  จองแล้ว "), ran.out
    assert not LATIN.search(last)
    assert {"rows", "booked"} <= mophic("upload", tmp_path / "a.xlsx", *place[:1], *place[5:], "--json").summary.keys()


@pytest.mark.parametrize("name", ["rows", "booked", "refused", "moves_unfinished", "two_seats", "set_aside", "left"])
def test_each_count_has_a_thai_word(name: str) -> None:
    assert not re.search("[a-z]", count_word(name, "th"))
    assert count_word(name, "en") == name
