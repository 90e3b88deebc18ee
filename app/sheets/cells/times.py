"""A cell of the time column. Slots are hourly at the finest (SEEN, contract 1): only whole hours book."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from app.sheets.cells.reading import BLANK, Reading
from app.sheets.cells.text import Flaw, is_blank
from app.text import clean, one_spelling
from app.thai import instant

_ZERO_YEAR = 1904  # a date up to it is a time alone: Excel's day zero
MIDNIGHT = "time_midnight"
EARLY, LATE = 6, 20  # an hour outside this is believed, but said
_HALF_WORD = r"[ap](?:\.?m\.?)?|ก่อนเที่ยง|หลังเที่ยง|ก\.?\s?ท\.?|ล\.?\s?ท\.?"
_UNIT = r"(?:นาฬิกา|น\.?|hrs?\.?|h)?"
_CLOCK = re.compile(
    rf"(?:เวลา)?\s*(\d{{1,2}})(?:\s?[:.,]\s?(\d{{1,2}})(?:[:.](\d{{2}})(?:\.\d+)?)?)?\s*({_HALF_WORD})?\s*{_UNIT}",
    re.I,
)
_COMPACT = re.compile(rf"(?:เวลา)?\s*(\d{{2}})(\d{{2}})\s*{_UNIT}", re.I)
_FRACTION = re.compile(r"0?\.\d+(?:[eE]-\d+)?", re.ASCII)
_RANGE = re.compile(r"\s*(?:-|~|ถึง|\bto\b)\s*", re.I)
_HALF_AT_END = re.compile(rf"\s*({_HALF_WORD})\s*{_UNIT}$", re.I)
_AFTER_DATE = re.compile(r".*\d{2,4}[ ,t]\s*(?:เวลา\s*)?-?\s*(\d{1,2}[:.]\d{2}.*|\d{1,2}\s?น\.?)", re.I)
_WORDS = {"เที่ยง": 12, "เที่ยงวัน": 12, "บ่ายโมง": 13, "บ่ายหนึ่งโมง": 13, "noon": 12, "เที่ยงตรง": 12}
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด"), 1)
}
_PART = r"เช้า|สาย|เที่ยง|บ่าย|เย็น|morning|afternoon|noon"
_PARTS = {"เช้า": "เช้า", "สาย": "เช้า", "morning": "เช้า"}  # the others are of the afternoon
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*((?:ช่วง|ตอน|ภาค|รอบ)?\s*(?:{_PART}|{_HALF_WORD}))\s*[)\]]", re.I)
_PART_AT_END = re.compile(rf"(\d.*?)\s*(?:ช่วง|ตอน|ภาค|รอบ)?\s*({_PART})", re.I)  # 09:00 น. (เช้า)
_AFTER_NOON = re.compile(rf"บ่าย\s*({'|'.join(list(_NUMBER_WORDS)[:5])})")  # บ่ายสอง
_SPOKEN = re.compile(r"(เช้า|บ่าย)?\s*(\d{1,2}|[ก-๙]+?)\s*(?:โมง|ทุ่ม)\s*(?:ตรง)?\s*(เช้า|เย็น)?")
_LEAD = re.compile(r"^(?:ช่วงเวลา|รอบเวลา|ช่วง|รอบ)\s*(?=\d{1,2}\s?[:.]\s?\d{2})")
_HALF_DAY = re.compile(r"(?:ช่วง|ตอน|รอบ)?\s*(เช้า|บ่าย)\s*(\d.*)")
_ROUND = re.compile(r"รอบ\s*(?:เช้า|บ่าย)\s*\d{1,2}")  # the second round of the afternoon, or two o'clock
_TWO_CLOCKS = re.compile(r"(\d{1,2}[:.]\d{2})[ ,]\s*(\d{1,2}(?:[:.]\d{2}|\s?น).*)")
_VAGUE = re.compile(r"(?:ช่วง|ตอน|ภาค|รอบ|ครึ่งวัน)?\s*(?:เช้า|สาย|บ่าย|เย็น|ค่ำ|morning|afternoon|am|pm)", re.I)


def read_time(cell: object) -> Reading:
    """The hour (1-23) of a cell of the time column."""
    if isinstance(cell, str):
        text = one_spelling(clean(cell))
        return _from_instant(text) or _afternoon(_from_text(text), _half(text))
    if isinstance(cell, datetime):
        return _afternoon(_from_datetime(cell), "")
    if isinstance(cell, time):
        return _afternoon(_clock(cell.hour, cell.minute, cell.second + cell.microsecond / 1e6), "")
    if isinstance(cell, timedelta):
        return _from_days(cell)
    if isinstance(cell, date):
        return _days_counted(cell) or Reading(code="time_is_date")
    if isinstance(cell, (float, int)):
        return _afternoon(_from_number(float(cell)), "")
    return BLANK if isinstance(cell, Flaw) else Reading(code="time_unreadable")


def clock_of(cell: object) -> str:
    """The hour and minute beside the day in one cell, "15:30"; "" where there is none. Midnight is how a system writes
    none, and of a moment in UTC it is told by itself."""
    if isinstance(cell, datetime):
        return f"{cell.hour:02d}:{cell.minute:02d}" if cell.time() != time() and cell.year > _ZERO_YEAR else ""
    text = one_spelling(clean(cell)) if isinstance(cell, str) and len(cell) > 9 else ""
    match = _AFTER_DATE.fullmatch(text) if text and instant(text) is None else None
    if match is None:
        return ""
    reading = read_time(match[1])
    if reading.code == "time_minutes":
        return match[1]
    return f"{reading.value:02d}:00" if reading.value else ""


def _from_instant(text: str) -> Reading | None:
    """2026-12-08T01:00:00.000Z is 08:00 here."""
    moment = instant(text)
    if moment is None:
        return None
    reading = _clock(moment.hour, moment.minute, moment.second)
    if reading.code or "+07" in text:
        return reading
    return reading._replace(code="time_utc", params={"hour": f"{moment.hour:02d}:00"})


def _from_days(length: timedelta) -> Reading:
    days = length / timedelta(days=1)
    if days >= 1 and days == int(days) <= 23:  # see `_days_counted`; with the format [h]:mm it is a length
        return Reading(code="time_shows_zero", params={"hour": f"{int(days):02d}:00"}, fix=f"{int(days):02d}:00")
    return _afternoon(_from_fraction(days), "")


def _half(text: str) -> str:
    """Which half of the day a text names at its end; "" for none."""
    match = _HALF_AT_END.search(text)
    return _half_word(match[1]) if match else ""


def _half_word(word: str) -> str:
    return "am" if word[0].lower() in "aก" else "pm"


def _from_datetime(cell: datetime) -> Reading:
    if counted := _days_counted(cell):
        return counted
    if cell.year <= 1904:  # a time alone: Excel's day zero
        return _clock(cell.hour, cell.minute, cell.second)
    if cell.time() == time():  # how a system writes no hour
        return Reading(code="time_is_date")
    return _clock(cell.hour, cell.minute, cell.second + cell.microsecond / 1e6)


def _days_counted(cell: date) -> Reading | None:
    """A 9 typed into a cell whose format is h:mm is the ninth day of 1900 to Excel, which shows 0:00."""
    if cell.year != 1900 or cell.month != 1:
        return None
    is_whole = not isinstance(cell, datetime) or cell.time() == time()
    if is_whole and 1 <= cell.day <= 23:
        return Reading(code="time_shows_zero", params={"hour": f"{cell.day:02d}:00"}, fix=f"{cell.day:02d}:00")
    return Reading(code="time_unreadable")


def _clock(hour: int, minute: int, second: float = 0) -> Reading:
    """Seconds are a spreadsheet's rounding (07:59:59.997 is eight) or a system's habit; minutes count."""
    if second >= 30:
        minute += 1
    if minute == 60:
        hour, minute = hour + 1, 0
    if (hour, minute) == (24, 0) or (hour == 0 and 0 <= minute < 60):
        return Reading(code=MIDNIGHT)  # of no clinic: a 0 that stands for none, a cell that lost its hour
    if not (0 <= hour <= 23 and 0 <= minute < 60):
        return Reading(code="time_unreadable")
    if minute:
        return Reading(code="time_minutes", params={"hour": f"{hour:02d}:00"}, fix=f"{hour:02d}:00")
    if EARLY <= hour <= LATE:
        return Reading(hour)
    return Reading(hour, "time_unusual", {"hour": f"{hour:02d}:00"})


def _afternoon(reading: Reading, half: str) -> Reading:
    """One to five o'clock in a clinic is the afternoon, and twelve at night is noon: asked, as the cell says else."""
    hour = reading.value
    if reading.code == "time_minutes" and not half and 1 <= (early := int(str(reading.fix)[:2])) <= 5:
        return reading._replace(params={"hour": f"{early + 12:02d}:00"}, fix=f"{early + 12:02d}:00")
    hour = 0 if reading.code == MIDNIGHT and half == "am" else hour
    if hour == 0 or (reading.code == "time_unusual" and not half and 1 <= hour <= 5):
        meant = f"{hour + 12:02d}:00"
        return Reading(code="time_afternoon", params={"hour": f"{hour:02d}:00", "meant": meant}, fix=meant)
    return reading


def _from_fraction(days: float) -> Reading:
    minutes = round(days * 24 * 60)
    if not 0 <= minutes < 24 * 60:
        return Reading(code="time_unreadable")
    return _clock(*divmod(minutes, 60))


def _from_number(number: float) -> Reading:
    if number != number or number < 0:
        return Reading(code="time_unreadable")
    if 0 < number < 1:
        return _from_fraction(number)
    if number < 24:  # 8, 8.0; 8.3 is how someone types half past eight
        hour, minute = divmod(round(number * 100), 100)
        return _clock(hour, min(minute, 59))
    if 100 <= number < 2400 and number.is_integer():  # 830, 1300
        return _clock(*divmod(int(number), 100))
    if 20_000 <= number < 300_000:  # a date and time whose cell lost its format
        return _from_fraction(number % 1) if number % 1 else Reading(code="time_is_date")
    return Reading(code="time_unreadable")


def _from_text(text: str) -> Reading:
    if not text or is_blank(text):
        return Reading(code="time_missing")
    if text in _WORDS:
        return Reading(_WORDS[text])
    if _FRACTION.fullmatch(text):  # of a day, passed through CSV; nobody is booked at 25 past midnight
        return _from_fraction(float(text))
    text = _LEAD.sub("", text, count=1) if text[0] in "รช" else text
    if match := _CLOCK.fullmatch(text):
        return _from_clock(match)
    if match := _COMPACT.fullmatch(text):
        return _clock(int(match[1]), int(match[2]))
    if match := _TWO_CLOCKS.fullmatch(text):  # 08.00 16.00: not a date and its time
        return _from_range(match[1], match[2])
    ends = _RANGE.split(text)
    if len(ends) == 2 and all(ends):
        half = _HALF_DAY.fullmatch(text)  # of both ends: บ่าย 1.00-2.00
        return _from_half_day(half[1], _from_text(half[2])) if half else _from_range(*ends)
    if match := _AFTER_DATE.fullmatch(text):
        reading = _from_text(match[1])
        return Reading(code="time_is_date") if reading.code == MIDNIGHT else reading  # see `clock_of`
    return _from_words(text)


def _from_words(text: str) -> Reading:
    if text.endswith("ครึ่ง"):
        return _half_past(text.removesuffix("ครึ่ง").rstrip())
    if match := _SPOKEN.fullmatch(text):
        return _from_spoken(match)
    if _ROUND.fullmatch(text):
        return Reading(code="time_vague")
    if match := _HALF_DAY.fullmatch(text):
        return _from_half_day(match[1], _from_text(match[2]))
    if match := _AFTER_NOON.fullmatch(text):
        return Reading(12 + _NUMBER_WORDS[match[1]])
    if match := _PART_AT_END.fullmatch(text):
        return _from_half_day(_PARTS.get(match[2].lower(), "บ่าย"), _from_text(match[1]))
    if (bare := _IN_BRACKETS.sub(r" \1", text)) != text:
        return _from_text(bare)
    if _VAGUE.fullmatch(text):
        return Reading(code="time_vague")
    return Reading(code="time_unreadable")


def _from_clock(match: re.Match[str]) -> Reading:
    hour, minute, second = int(match[1]), int((match[2] or "0").ljust(2, "0")), int(match[3] or 0)
    half = _half_word(match[4]) if match[4] else ""
    if half and not 1 <= hour <= 12:
        half = "" if half == "pm" and hour > 12 else half  # "13:00 PM" says the same twice
        if half:
            return Reading(code="time_unreadable")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _clock(hour, minute, second)


def _from_range(start: str, end: str) -> Reading:
    """08.00-09.00 is one slot; 08.00-12.00 is a session, and which hour of it must be said."""
    first, last = _from_text(start), _from_text(end)
    if half := _HALF_AT_END.search(end):  # 1-2 pm; but of 11-1 pm only the second is
        shared = _from_text(start + half[0])
        first = shared if (shared.value or 24) < (last.value or 0) else first
    if first.value is None:
        return first if first.code in ("time_minutes", MIDNIGHT) else Reading(code="time_unreadable")
    if last.value is None and last.code != "time_minutes":
        return Reading(code="time_unreadable")
    length = (last.value if last.value is not None else int(str(last.fix)[:2]) + 1) - first.value
    if length == 1:
        return first
    if length < 1:
        return Reading(code="time_unreadable")
    return Reading(code="time_range", params={"hour": f"{first.value:02d}:00"}, fix=f"{first.value:02d}:00")


def _half_past(text: str) -> Reading:
    """9 โมงครึ่ง"""
    hour = None if text.endswith("ครึ่ง") else _from_text(text).value
    return _clock(hour, 30) if hour is not None else Reading(code="time_unreadable")


def _from_half_day(half: str, said: Reading) -> Reading:
    """เช้า 8.00 น., บ่าย 2, ช่วงเช้า 08.00-12.00: the clock must fit the half of the day."""
    hour = said.value if said.value is not None else int(str(said.fix)[:2]) if said.fix else None
    if hour is None:
        return said
    if half == "เช้า":
        if hour < EARLY:  # more likely a round or a queue than an hour of the night
            return Reading(code="time_vague")
        return said if hour < 12 else Reading(code="time_contradicts")
    if 1 <= hour <= 5:
        later = f"{hour + 12:02d}:00"
        return Reading(hour + 12) if said.value is not None else said._replace(params={"hour": later}, fix=later)
    return said if hour >= 12 else Reading(code="time_contradicts")


def _from_spoken(match: re.Match[str]) -> Reading:
    """8 โมง, 9 โมงเช้า, บ่าย 2 โมง, 4 โมงเย็น, สิบโมง. An evening's ทุ่ม is after any clinic hour."""
    before, word, after = match[1], match[2], match[3]
    number = int(word) if word.isdigit() else _NUMBER_WORDS.get(word, 0)
    if "ทุ่ม" in match[0]:
        return Reading(code="time_unreadable")
    if before == "บ่าย" and 1 <= number <= 5:
        return Reading(number + 12)
    if after == "เย็น" and 3 <= number <= 6:
        return Reading(number + 12)
    if before != "บ่าย" and after != "เย็น" and 6 <= number <= 11:
        return Reading(number)
    return Reading(code="time_vague")
