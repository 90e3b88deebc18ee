"""Dose, phone, name and facility code."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from app.values.reading import BLANK, Reading
from app.values.text import Flaw, clean, one_spelling, shown

NAME_PARTS = ("prefix", "person_name", "first_name", "last_name")  # fields, in the order a name is written
MOST_DOSES = 9
LONGEST_TEXT = 200  # characters of a name or note
PRIMARY_DOSES = 2  # ASSUMED: a booster is counted on from the two of the primary course
_DOSE_WORDS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}
_DOSE_WORD = re.compile(rf"(?:เข็ม|โดส|ครั้ง)\s*(?:ที่)?\s*({'|'.join(_DOSE_WORDS)})")
_DOSE = re.compile(r"(?:เข็ม|โดส|dose|ครั้ง|plan)?\s*(?:ที่|no\.?)?\s*(\d{1,2})(?:\.0)?", re.I)
_BOOSTER = re.compile(r"(?:เข็ม|dose)?\s*(?:ที่)?\s*(?:กระตุ้น|booster)\s*(?:เข็ม)?\s*(?:ที่)?\s*(\d)?", re.I)
_EMPTY_MARKS = {"", "-", "--", "ไม่มี", "n/a", "na", "."}
_PHONE_MARKS = str.maketrans("", "", " -.()/")


def read_dose(cell: object) -> Reading:
    """Which dose; a blank cell means the first."""
    if isinstance(cell, Flaw):
        return BLANK
    text = one_spelling(clean(shown(cell)))
    if text in _EMPTY_MARKS:
        return Reading(1)
    if match := _DOSE.fullmatch(text):
        dose = int(match[1])
        return Reading(dose) if 1 <= dose <= MOST_DOSES else Reading(code="dose_unreadable")
    if match := _DOSE_WORD.fullmatch(text):
        return Reading(_DOSE_WORDS[match[1]])
    if match := _BOOSTER.fullmatch(text):
        dose = PRIMARY_DOSES + int(match[1] or 1)
        return Reading(dose, "dose_booster", {"dose": dose}) if dose <= MOST_DOSES else Reading(code="dose_unreadable")
    return Reading(code="dose_unreadable")


def read_phone(cell: object) -> Reading:
    """A telephone number: 9 or 10 digits from 0. Booking does not send it, so nothing here blocks a row."""
    if isinstance(cell, str) and len(cell) == 10 and cell.isascii() and cell.isdigit() and cell[0] == "0":
        return Reading(cell)
    if isinstance(cell, Flaw):
        return BLANK
    text = clean(shown(cell))
    if text.lower() in _EMPTY_MARKS:
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


def read_name(cell: object) -> Reading:
    if isinstance(cell, Flaw):
        return BLANK
    if isinstance(cell, str) and cell.isprintable() and "  " not in cell and cell == cell.strip():
        return Reading(cell[:LONGEST_TEXT])  # nothing unseen in it
    return Reading(clean(shown(cell))[:LONGEST_TEXT])


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
        if text.lower() in _EMPTY_MARKS:
            return Reading("")
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            return Reading(code="facility_unreadable")
        code = text.zfill(5)
        if facility is None or code == facility:
            return Reading(code, "facility_zero" if len(text) < 5 else "", {"facility": code})
        return Reading(code="facility_other", params={"facility": facility})

    return read
