"""Dose, phone, name and facility code."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from app.sheets.cells.reading import BLANK, Reading
from app.sheets.cells.text import BLANK_MARKS, Flaw, is_blank, shown
from app.text import clean, one_spelling

NAME_PARTS = ("prefix", "person_name", "first_name", "last_name")  # fields, in the order a name is written
MOST_DOSES = 9
LONGEST_TEXT = 200  # characters of a name or note
FIRST_DOSE = 1
PRIMARY_DOSES = 2  # ASSUMED: a booster is counted on from the two of the primary course
_DOSE_WORDS = {
    "แรก": 1,
    "หนึ่ง": 1,
    "สอง": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
_UNIT = r"(?:เข็ม|โดส|ครั้ง|dose|shot|plan)"
_NUMBER = r"#?\s*(?P<number>\d{1,2})(?:\.0+)?(?:st|nd|rd|th)?"
_OF = r"(?:\s*(?:/|of|จาก)\s*\d{1,2})?"  # 2/3: the second of three
_DOSE_WORD = re.compile(
    rf"(?:{_UNIT}\s*(?:ที่)?)?\s*(?P<word>{'|'.join(sorted(_DOSE_WORDS, key=len, reverse=True))})\s*{_UNIT}?", re.I
)
_DOSE = re.compile(rf"{_UNIT}?\s*(?:ที่|no\.?)?\s*{_NUMBER}{_OF}\s*{_UNIT}?", re.I)
_BOOST = r"(?:กระตุ้น|booster)"
_BOOSTER = re.compile(rf"{_UNIT}?\s*(?:ที่)?\s*{_BOOST}\s*{_UNIT}?\s*(?:ที่)?\s*(?:{_NUMBER})?", re.I)
_DOSE_BOOSTER = re.compile(
    rf"{_UNIT}\s*(?:ที่)?\s*{_NUMBER}\s*\(?\s*(?:{_UNIT}\s*)?{_BOOST}\s*\)?", re.I
)  # เข็ม 3 (กระตุ้น)
_ONE_DOSE = re.compile(
    r"(?:เข็ม|โดส|dose)\s*(?:ที่|no\.?)?\s*(\d)(?!\d|\s*(?:[-–/,&+]|และ|ถึง|หรือ)\s*\d)", re.I
)  # HPV เข็ม 2, เข็มที่ 1 (แรกเกิด)
_EMPTY_MARKS = {"", "-", "--", "ไม่มี", "n/a", "na", "."}
_PHONE_MARKS = str.maketrans("", "", " -.()/")


def read_dose(cell: object) -> Reading:
    """Which dose. Booking does not send it (SEEN, contract 1), so a wrong word blocks nothing. A
    blank cell is a question, as the clerk has a column for it."""
    if isinstance(cell, Flaw):
        return BLANK
    text = one_spelling(clean(shown(cell)))
    if text.lower() in _EMPTY_MARKS or is_blank(text):
        return Reading(code="dose_missing", fix=FIRST_DOSE)
    if (match := _DOSE.fullmatch(text)) or (match := _DOSE_BOOSTER.fullmatch(text)):
        return _dose(int(match["number"]))
    if match := _DOSE_WORD.fullmatch(text):
        return Reading(_DOSE_WORDS[match["word"].lower()])
    if match := _BOOSTER.fullmatch(text):
        number = int(match["number"] or 1)  # กระตุ้นเข็มที่ 3 is the third; the first booster comes after the two
        dose = number if number > PRIMARY_DOSES else PRIMARY_DOSES + number
        return Reading(dose, "dose_booster", {"dose": dose}) if dose <= MOST_DOSES else _dose(0)
    numbers = set(_ONE_DOSE.findall(text)) if not re.search(_BOOST, text, re.I) else set()
    return _dose(int(numbers.pop()) if len(numbers) == 1 else 0)


def _dose(number: int) -> Reading:
    return Reading(number) if 1 <= number <= MOST_DOSES else Reading(code="dose_unreadable", fix=FIRST_DOSE)


def read_phone(cell: object) -> Reading:
    """A telephone number: 9 or 10 digits from 0. Booking does not send it, so nothing here blocks a row."""
    if isinstance(cell, str) and len(cell) == 10 and cell.isascii() and cell.isdigit() and cell[0] == "0":
        return Reading(cell)
    if isinstance(cell, Flaw):
        return BLANK
    text = clean(shown(cell))
    if text.lower() in _EMPTY_MARKS or is_blank(text):
        return Reading("")
    first = re.split(r"[,;/]| (?=0\d{8})", text)[0].removesuffix(".0")  # a number that passed through CSV
    digits = first.translate(_PHONE_MARKS)
    if digits.startswith(("+66", "66")) and len(digits) >= 10:
        digits = "0" + digits.removeprefix("+")[2:].removeprefix("0")
    if not (digits.isascii() and digits.isdigit()):
        return Reading("", "phone_unreadable")
    if len(digits) in (9, 10) and digits[0] == "0":
        return Reading(digits)
    if len(digits) in (8, 9) and digits[0] != "0":  # Excel took the zero
        return Reading("0" + digits, "phone_zero", {"phone": "0" + digits}, fix="0" + digits)
    return Reading("", "phone_unreadable")


def plain_phones(cells: Sequence[object]) -> list[str] | None:
    """What `read_phone` says of many cells, where each is ten digits from 0; None where one is not."""
    texts = [cell for cell in cells if type(cell) is str]
    whole = "".join(texts)
    if set(map(len, texts)) != {10} or len(texts) < len(cells) or not whole.isascii() or not whole.isdigit():
        return None
    return texts if not whole[::10].strip("0") else None


def read_name(cell: object) -> Reading:
    if isinstance(cell, Flaw):
        return BLANK
    if isinstance(cell, str) and cell.isprintable() and "  " not in cell and cell == cell.strip():
        return Reading("" if cell in BLANK_MARKS else cell[:LONGEST_TEXT])  # nothing unseen in it
    return Reading("" if is_blank(cell) else clean(shown(cell))[:LONGEST_TEXT])


def plain_names(cells: Sequence[object]) -> list[str] | None:
    """What `read_name` says of many cells, where each is a text as it stays; None where one may not be."""
    texts = [cell for cell in cells if type(cell) is str]
    lines = "\n".join(("", *texts, ""))
    if len(texts) < len(cells) or not "".join(texts).isprintable() or not BLANK_MARKS.isdisjoint(texts):
        return None
    unseen = any(blanks in lines for blanks in ("  ", " \n", "\n "))
    return texts if not unseen and max(map(len, texts), default=0) <= LONGEST_TEXT else None


def joined_name(parts: Mapping[str, str | None]) -> str:
    """The whole name of its parts: คำนำหน้า sticks to the name, the surname does not."""
    name = " ".join(text for part in NAME_PARTS[1:] if (text := parts.get(part)))
    prefix = parts.get("prefix")
    return name if not prefix or name.startswith(prefix) else prefix + name


def in_parts(fields: Collection[str]) -> bool:
    """Whether a name lies in more than the one column of whole names."""
    return any(part in fields for part in NAME_PARTS if part != "person_name")


def facility_reader(facility: str | None) -> Callable[[object], Reading]:
    """Reads a facility code, which must be the one that is signed in: a booking goes to no other."""

    def read(cell: object) -> Reading:
        if isinstance(cell, Flaw):
            return BLANK
        text = clean(shown(cell))
        if text.lower() in _EMPTY_MARKS or is_blank(text):
            return Reading("")
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            return Reading(code="facility_unreadable")
        code = text.zfill(5)
        if facility is None or code == facility:
            return Reading(code, "facility_zero" if len(text) < 5 else "", {"facility": code})
        return Reading(code="facility_other", params={"facility": facility})

    return read
