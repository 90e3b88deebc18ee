"""The clock of Thailand, dates as people there write them, and how we write them back."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NamedTuple

from app.text import clean, one_spelling

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")  # unchanged since 1920; needs no file that could be lost
_BY_THE_SUN = timezone(timedelta(hours=6, minutes=42, seconds=4))  # before: programs write an hour as one of 1899

Order = Literal["dmy", "mdy"]
Lang = Literal["th", "en"]

ERA = 543  # พ.ศ. = ค.ศ. + 543
LEAP = 2000  # a year that has every day
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


def thai_now() -> datetime:
    """Now in Thailand, where the appointments are; without a zone, as the journal holds it."""
    return datetime.now(BANGKOK).replace(tzinfo=None)


def thai_time(seconds: float) -> datetime:
    """The same of a moment in seconds since 1970."""
    return datetime.fromtimestamp(seconds, BANGKOK).replace(tzinfo=None)


def today() -> date:
    """The date in Thailand."""
    return thai_now().date()


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
# A moment with its distance from Greenwich: what a browser or a web service writes for a day it holds as midnight here.
_OFFSET = r"(?P<zone>z|(?:gmt|utc)?\s?[+-]\d{2}:?\d{2}|gmt|utc)"
_CLOCK_PARTS = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_INSTANT = re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})[t ]\s?{_CLOCK_PARTS}\s?{_OFFSET}", re.I)
_BROWSER = re.compile(  # Mon Dec 07 2026 00:00:00 GMT+0700 (Indochina Time)
    rf"(?:[a-z]{{3}},?\s)?(?:(?P<name>[a-z]{{3}})\s(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s(?P<name2>[a-z]{{3}})),?\s(?P<y>\d{{4}})\s"
    rf"{_CLOCK_PARTS}\s{_OFFSET}(?:\s\(.*\))?",
    re.I,
)
_WEEKDAY_WORDS = {
    **{word: day for day, word in enumerate(("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์"))},
    **{word: day for day, word in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}
_SHORT = {short.rstrip("."): day for day, short in enumerate(SHORT_WEEKDAYS)}
_SHORT_WORDS = "|".join(sorted(_SHORT, key=len, reverse=True))
_WEEKDAY = re.compile(
    rf"({'|'.join(sorted(_WEEKDAY_WORDS, key=len, reverse=True))})"
    rf"|^(?:วัน)?({_SHORT_WORDS})\.\s?(?:ที่\s?)?\d|[(\[]\s?({_SHORT_WORDS})\.?\s?[)\]]$",
    re.I,
)
_WEEKDAY_AFTER = re.compile(r"\s*[(\[]\s*(?:วัน)?\s*(?:[ก-๙]+|[a-z]+)\.?\s*[)\]]$", re.I)  # 7 ธันวาคม 2569 (จันทร์)
_ANY_ERA = r"(?:(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|b\.?e\.?|a\.?d\.?)\s*)?"
_ANY_YEAR = rf"{_ANY_ERA}(?:\d{{4}}|\d{{2}})"
_WITHIN = re.compile(  # a date among other words, its weekday with it
    r"(?:(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)\s*(?:ที่)?\s*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?<!\d)"
    rf"(?:(?<!-)\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!-)|(?<!-)\d{{1,2}}\s?([-/.])\s?\d{{1,2}}\s?\1\s?{_ANY_YEAR}(?![-.:]\d)|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s?[-/., ]?\s?(?:เดือน)?\s?(?:{_NAMES})\.?\s?[-/., ]?\s?(?:ปี)?\s?{_ANY_YEAR}|"
    rf"(?:{'|'.join(ENGLISH_MONTHS)})\s\d{{1,2}},?\s\d{{4}})(?!\d)",
    re.I,
)
_NO_YEAR = re.compile(
    rf"(?P<d>\d{{1,2}})\s?[-/. ]\s?(?:(?P<m>\d{{1,2}})|(?P<name>{_NAMES})\.?)"
    rf"|(?P<name2>{_NAMES})\.?\s(?P<d2>\d{{1,2}})",
    re.I,
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

    Raises DateTrouble: date_unreadable, date_impossible (31 June), date_year, date_no_year (7/12)."""
    if (moment := instant(text)) is not None:
        return moment.date()
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


def instant(text: str) -> datetime | None:
    """A moment written with its distance from Greenwich, as a clock in Thailand showed it then; None for other texts.
    2026-12-07T17:00:00.000Z is midnight of 8 December here."""
    if len(text) < 16 or ":" not in text:
        return None
    text = clean(text)
    match = _INSTANT.fullmatch(text)
    found = match or _BROWSER.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["m"]) if match else _NUMBERS.get((parts["name"] or parts["name2"]).lower(), 0)
    try:
        moment = datetime(
            int(parts["y"]) - (ERA if int(parts["y"]) >= FIRST_BUDDHIST else 0),
            month,
            int(parts["d"] or parts["d2"]),
            int(parts["hour"]),
            int(parts["minute"]),
            int(parts["second"] or 0),
            tzinfo=_zone(parts["zone"]),
        )
        return moment.astimezone(_BY_THE_SUN if moment.year < 1920 else BANGKOK).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _zone(written: str) -> timezone:
    digits = re.sub(r"\D", "", written)
    if not digits:
        return UTC
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if "-" in written else away)


def weekday_said(text: str) -> int | None:
    """The weekday that a written date names (0 = Monday), where it names one."""
    match = _WEEKDAY.search(one_spelling(clean(text)))
    if match is None:
        return None
    return _WEEKDAY_WORDS[match[1].lower()] if match[1] else _SHORT[match[2] or match[3]]


def without_year(text: str, today: date) -> date | None:
    """The next such day of a date whose year is missing (7/12); None where it is no such date."""
    match = _NO_YEAR.fullmatch(_bare(text))
    if match is None:
        return None
    day, month = _day_and_month(match)
    for year in (today.year, today.year + 1):
        try:
            if (found := date(year, month, day)) >= today:
                return found
        except ValueError:
            continue
    return None


def days_within(text: str) -> list[tuple[int, int]]:
    """Where whole dates stand in a text, among other words."""
    return [match.span() for match in _WITHIN.finditer(text)]


def _bare(text: str) -> str:
    """A written date without the weekday before or after it."""
    text = one_spelling(clean(text))
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    return _WEEKDAY_AFTER.sub("", text) if text.endswith((")", "]")) and _WEEKDAY.search(text) else text


def take_apart(text: str) -> Parts:
    """The numbers of a written date. Raises DateTrouble: date_unreadable; date_no_year, or date_impossible where such a
    day is in no year, either (32/1)."""
    text = _bare(text)
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
    if match := _NO_YEAR.fullmatch(text):
        raise DateTrouble("date_no_year" if _in_some_year(*_day_and_month(match)) else "date_impossible")
    raise DateTrouble("date_unreadable")


def _day_and_month(match: re.Match[str]) -> tuple[int, int]:
    """Of a date without a year."""
    day, name = int(match["d"] or match["d2"]), match["name"] or match["name2"]
    return day, int(match["m"]) if match["m"] else _NUMBERS[name.lower()]


def _in_some_year(day: int, month: int) -> bool:
    month, day = (day, month) if month > 12 >= day else (month, day)
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(LEAP, month)[1]


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
    """Whether this written date is another day in the other order: 5/11/2569. Not 5/11/1026, of a year that is none: it
    is a day in neither."""
    try:
        parts = take_apart(text)
        gregorian(parts.year, parts.era, date(LEAP, 1, 1))  # two digits are a year whenever that is
    except DateTrouble:
        return False
    first, second = parts.first, parts.second
    return not parts.fixed and first != second and min(first, second) >= 1 and max(first, second) <= 12


def months_of(text: str) -> tuple[int, int] | None:
    """The month of a written date where the day comes first, and where the month does; None where it is the same day in
    either order, or no date."""
    if not order_matters(text):
        return None
    parts = take_apart(text)
    return parts.second, parts.first


def months_named(text: str) -> set[int]:
    """The months that a line names: ประจำเดือน ธันวาคม 2569, 8 ธ.ค. 69, December 2026."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    return {
        number
        for number, names in enumerate(zip(MONTHS, SHORT_MONTHS, ENGLISH_MONTHS, strict=True), 1)
        if names[0] in text or names[1] in text or names[2].lower() in words
    }


def is_gregorian(text: str, today: date) -> bool:
    """Whether a written date counts its years as the Gregorian calendar does: 5/11/2026."""
    try:
        parts = take_apart(text)
        return (gregorian(parts.year, parts.era, today) - int(parts.year)) % 100 == 0
    except DateTrouble:
        return False


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


def example_date() -> date:
    """A day of next month: an example that is over would be copied all the same."""
    return (today().replace(day=28) + timedelta(days=7)).replace(day=5)


def example_day() -> str:
    """The same as clerks write it (5/11/2569)."""
    day = example_date()
    return f"{day.day}/{day.month}/{day.year + ERA}"


def show_date(day: date, lang: Lang) -> str:
    """A date for the screen; Thai pages in พ.ศ., English ones in the Gregorian year."""
    return thai_date(day) if lang == "th" else f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"
