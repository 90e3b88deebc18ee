"""Dates as people in Thailand write them, and how we write them back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from app.values.text import clean, one_spelling

Order = Literal["dmy", "mdy"]
Lang = Literal["th", "en"]

ERA = 543  # พ.ศ. = ค.ศ. + 543
FIRST_BUDDHIST = 2400  # no appointment is in the Gregorian year 2400, none in the Buddhist year 2399

MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
WEEKDAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
SHORT_WEEKDAYS = ["จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."]
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MISSPELT = {
    "กุมภาพันธุ์": 2,
    "กุมภาพัน": 2,
    "กุมพาพันธ์": 2,
    "เมษายาน": 4,
    "พฤษภา": 5,
    "พฤกษภาคม": 5,
    "พฤศภาคม": 5,
    "มิถุนา": 6,
    "กรกฏาคม": 7,
    "กรกฎา": 7,
    "กรกฏา": 7,
    "สิงหา": 8,
    "กันยา": 9,
    "ตุลา": 10,
    "พฤศจิกา": 11,
    "พฤษจิกายน": 11,
    "พฤจิกายน": 11,
    "ธันวา": 12,
    "มกรา": 1,
    "กุมภา": 2,
    "มีนา": 3,
    "เมษา": 4,
}


def _month_numbers() -> dict[str, int]:
    numbers = dict(_MISSPELT)
    bare = [short.replace(".", "") for short in SHORT_MONTHS]
    hasty = [short.rstrip(".") for short in SHORT_MONTHS]  # พ.ย
    spaced = [short.replace(".", ". ").rstrip(". ") for short in SHORT_MONTHS]  # พ. ย.
    for names in (MONTHS, SHORT_MONTHS, bare, hasty, spaced):
        numbers.update({name: number for number, name in enumerate(names, 1)})
    for number, name in enumerate(ENGLISH_MONTHS, 1):
        numbers.update({name.lower(): number, name[:3].lower(): number})
    return {**numbers, "sept": 9}


_NUMBERS = _month_numbers()
_NAMES = "|".join(re.escape(name) for name in sorted(_NUMBERS, key=len, reverse=True))
_LEAD = re.compile(
    r"(?:นัด|เมื่อ)?\s*(?:วัน)?\s*"
    r"(?:(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์|จ\.|อ\.|พฤ\.|พ\.(?!ศ)|ศ\.|ส\.|อา\.|"
    r"mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)?\s*,?\s*(?:ที่|ที)?\s*:?\s*",
    re.I,
)
_ERA_WORD = r"(?:(?P<era>พ\.?\s?ศ\.?|พุทธศักราช|ค\.?\s?ศ\.?|b\.?e\.?|a\.?d\.?)\s*)?"
_HALF = r"(?:น\.?|a\.?m\.?|p\.?m\.?|z|[+-]\d{2}:?\d{2})?"
_CLOCK = rf"\d{{1,2}}[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?\s*{_HALF}"  # no second date: 5.11.69-12.11.69
_TAIL = rf"\s*(?:t|,|-|เวลา)?\s*(?:{_CLOCK}(?:\s*-\s*{_CLOCK})?|\d{{1,2}}\s?น\.?)?"
_YMD = re.compile(rf"(?P<y>\d{{4}})\s?[-/. ]\s?(?P<m>\d{{1,2}})\s?[-/. ]\s?(?P<d>\d{{1,2}})(?:(?!\d){_TAIL})", re.I)
_DMY = re.compile(
    rf"(?P<d>\d{{1,2}})\s?[-/. ]\s?(?P<m>\d{{1,2}})\s?[-/. ]\s?{_ERA_WORD}(?P<y>\d{{4}}|\d{{2}})(?:(?!\d){_TAIL})", re.I
)
_NAMED = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?[-/., ]?\s?(?:เดือน)?\s?(?P<name>{_NAMES})\.?\s?[-/., ]?\s?(?:ปี)?\s?"
    rf"{_ERA_WORD}(?P<y>\d{{4}}|\d{{2}})(?:(?!\d){_TAIL})",
    re.I,
)
_FORM = re.compile(  # as printed forms have it: วันที่ ... เดือน ... พ.ศ. ...
    rf"(?P<d>\d{{1,2}})\s?เดือน(?:ที่)?\s?(?P<m>\d{{1,2}})\s?(?:ปี)?\s?{_ERA_WORD}(?P<y>\d{{4}}|\d{{2}})(?:(?!\d){_TAIL})",
    re.I,
)
_NAMED_FIRST = re.compile(
    rf"(?P<name>{_NAMES})\.?\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s(?P<y>\d{{4}})(?:(?!\d){_TAIL})", re.I
)
_COMPACT = re.compile(rf"(?P<all>\d{{8}})(?:(?!\d){_TAIL})", re.I)


class DateTrouble(ValueError):
    """A text that is no date we dare to take; `code` is a key of `wording`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Parts(NamedTuple):
    """The numbers of a date as written. `first` and `second` may be day and month or month and day."""

    first: int
    second: int
    year: str
    era: str  # "พ" or "ค" where the text says which
    fixed: bool  # day and month can't be mixed up: ISO, or the month is a word


def parse_date(text: str, *, order: Order = "dmy", today: date) -> date:
    """A date in either era, by numbers or words. `today` decides what a two-digit year means.

    Raises DateTrouble: date_unreadable, date_impossible (31 June), date_year."""
    parts = take_apart(text)
    day, month = parts.first, parts.second
    if not parts.fixed and order == "mdy":
        day, month = month, day
    if not parts.fixed and month > 12 >= day:  # 11/25/2026 can only be one thing
        day, month = month, day
    try:
        return date(gregorian(parts.year, parts.era, today), month, day)
    except DateTrouble:
        raise
    except ValueError:
        raise DateTrouble("date_impossible") from None


def take_apart(text: str) -> Parts:
    """The numbers of a written date. Raises DateTrouble("date_unreadable")."""
    text = one_spelling(clean(text))
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    if match := _YMD.fullmatch(text):
        return Parts(int(match["d"]), int(match["m"]), match["y"], "", fixed=True)
    if match := _DMY.fullmatch(text):
        return Parts(int(match["d"]), int(match["m"]), match["y"], _era(match["era"]), fixed=False)
    if match := _FORM.fullmatch(text):
        return Parts(int(match["d"]), int(match["m"]), match["y"], _era(match["era"]), fixed=True)
    if match := _NAMED.fullmatch(text):
        return Parts(int(match["d"]), _NUMBERS[match["name"].lower()], match["y"], _era(match["era"]), fixed=True)
    if match := _NAMED_FIRST.fullmatch(text):
        return Parts(int(match["d"]), _NUMBERS[match["name"].lower()], match["y"], "", fixed=True)
    if match := _COMPACT.fullmatch(text):
        return _compact(match["all"])
    raise DateTrouble("date_unreadable")


def _era(word: str | None) -> str:
    if not word:
        return ""
    return "พ" if word[0].lower() in "พb" else "ค"


def _compact(digits: str) -> Parts:
    """20261105 and 25691105 as hospital systems write them, 05112569 as people do."""
    if 1900 <= int(digits[:4]) < FIRST_BUDDHIST + 300 and 1 <= int(digits[4:6]) <= 12:
        return Parts(int(digits[6:]), int(digits[4:6]), digits[:4], "", fixed=True)
    return Parts(int(digits[:2]), int(digits[2:4]), digits[4:], "", fixed=False)


def gregorian(written: str, era: str, today: date) -> int:
    """The Gregorian year of a written one. Two digits mean the era in which the year is near today."""
    year = int(written)
    if len(written) == 2:
        buddhist, plain = 2500 + year - ERA, 2000 + year
        if era:
            return buddhist if era == "พ" else plain
        return plain if abs(plain - today.year) < abs(buddhist - today.year) else buddhist
    if era == "พ" or (not era and year >= FIRST_BUDDHIST):
        year -= ERA
    if not 1900 <= year < FIRST_BUDDHIST:
        raise DateTrouble("date_year")
    return year


def order_evidence(text: str) -> Order | None:
    """Which order of day and month a written date proves, if it does."""
    try:
        parts = take_apart(text)
    except DateTrouble:
        return None
    if parts.fixed or (parts.first > 12) == (parts.second > 12):
        return None
    return "dmy" if parts.first > 12 else "mdy"


def order_matters(text: str) -> bool:
    """Whether this written date is another day in the other order: 5/11/2569."""
    try:
        parts = take_apart(text)
    except DateTrouble:
        return False
    return not parts.fixed and parts.first != parts.second and max(parts.first, parts.second) <= 12


def from_buddhist_cell(day: date) -> date:
    """A date cell that holds a Buddhist year (2569 taken for Gregorian). Raises DateTrouble where that day
    does not exist: 29 February 2572 is a day to Excel, but 2029 is no leap year."""
    if day.year < FIRST_BUDDHIST:
        return day
    try:
        return day.replace(year=day.year - ERA)
    except ValueError:
        raise DateTrouble("date_impossible") from None


def from_serial(number: float, *, since_1904: bool = False) -> date | None:
    """The day a spreadsheet means by a bare number, where it can only be a day near our time (1954-2119, or
    the same years counted as Buddhist ones); None otherwise."""
    days = int(number) + (1462 if since_1904 else 0)
    if not (20_000 <= days < 80_000 or 218_000 <= days < 279_000):
        return None
    return from_buddhist_cell(date(1899, 12, 30) + timedelta(days=days))


def thai_date(day: date) -> str:
    """5 พ.ย. 2569"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year + ERA}"


def show_date(day: date, lang: Lang) -> str:
    """A date for the screen; Thai pages in พ.ศ., English ones in the Gregorian year."""
    return thai_date(day) if lang == "th" else f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"


def thai_weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
