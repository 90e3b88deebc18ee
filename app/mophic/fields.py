"""How one value of an answer is read: every spelling that can mean one thing only, and nothing that can't.

What could be two things is not read: to take it for another day, hour or person would let someone be booked twice.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from app.domain.values import digit_is_right
from app.mophic.limits import MOST_SILENCE
from app.text import clean as legible
from app.thai import ERA, FIRST_BUDDHIST, DateTrouble, take_apart

DETAIL_LENGTH = 300  # of the server's untrusted words we keep
LARGEST = 2**63 - 1  # what the journal can hold
EXACT = 2**53  # floats above leave whole numbers out
LONGEST_ID = 40  # digits
LONGEST = 80  # characters of a date or an hour: nothing longer is one

_TIME = r"(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d)(?:[:.][0-5]\d(?:[.,]\d{1,9})?)?)?"
_ZONE = r"(?P<zone>z|[+-]\d\d(?::?\d\d)?)"
_CLOCK = re.compile(
    rf"(?:\d{{4}}-\d\d-\d\d[t ])?{_TIME}\s?(?:(?P<half>[ap])\.?m\.?)?\s?(?:น\.?)?"
    rf"(?:\s?-\s?\d{{1,2}}[:.][0-5]\d(?:[:.][0-5]\d)?\s?(?:น\.?)?|(?P<zone>z|\+\d\d(?::?\d\d)?))?",
    re.I | re.A,
)
_PACKED_TIME = re.compile(r"(\d\d)([0-5]\d)([0-5]\d)?", re.A)
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?:[t ]\s*{_TIME}{_ZONE}?)?", re.I | re.A)
_ZONE_AFTER_TIME = re.compile(rf"\d[:.]\d\d.*{_ZONE}", re.I | re.A)
_WHOLE = re.compile(r"[+-]?\d{1,19}(?:\.0{1,9})?", re.A)
_LONG_ID = re.compile(rf"\d{{19,{LONGEST_ID}}}", re.A)
_UNSEEN = {"Cc", "Cs", "Cf", "Co", "Zl", "Zp"}  # controls (ESC, C1), half characters, bidi marks, line ends
_THAI_BREAKS = "\u200b\u200c\u200d"  # zero-width marks of Thai text: harmless


def is_said(value: Any) -> bool:
    """Whether something stands there at all."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def lowered(value: Mapping[str, Any]) -> dict[str, Any]:
    """Keys are read without case (SEEN: senders differ)."""
    return {str(key).lower(): item for key, item in value.items()}


def clean(text: object) -> str:
    """The server's words as plain text of one line, bounded, with nothing in it that a terminal or a screen obeys."""
    start = str(text or "")[: 20 * DETAIL_LENGTH]
    flat = re.sub(r"<[^<>]*>", " ", start)
    seen = "".join(" " if unicodedata.category(one) in _UNSEEN and one not in _THAI_BREAKS else one for one in flat)
    return re.sub(r"\s+", " ", seen).strip()[:DETAIL_LENGTH]


def read_number(value: Any) -> int | None:
    """A whole number that the journal can hold, as Number or text: 501, "501", 501.0."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str):
        text = value.strip()
        number = int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None
    elif isinstance(value, float):
        number = int(value) if math.isfinite(value) and value.is_integer() else None
    else:
        number = value
    return number if number is not None and -LARGEST <= number <= LARGEST else None


def read_id(value: Any) -> int | None:
    """The positive number by which the server knows something, as Number or text, however long: it goes back as it came
    and is never counted with. A float that large may be another number."""
    if isinstance(value, str) and _LONG_ID.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and value > EXACT:
        return None
    if isinstance(value, int) and LARGEST < value < 10**LONGEST_ID:
        return value
    return number if (number := read_number(value)) is not None and number > 0 else None


def read_wait(retry_after: str, date_header: str = "") -> float:
    """Seconds of a Retry-After header, a number or a date (counted from the answer's own Date where it has one, as
    our clock may be wrong); 0 for anything else, `MOST_SILENCE` at most."""
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return min(float(text[:12]), MOST_SILENCE) if len(text) < 10 else MOST_SILENCE
    try:
        until = parsedate_to_datetime(text).replace(tzinfo=UTC)
        now = parsedate_to_datetime(date_header).replace(tzinfo=UTC) if date_header else datetime.now(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0
    return min(max(0.0, (until - now).total_seconds()), MOST_SILENCE)


def read_cid(value: Any) -> str:
    """13 digits with their check digit; "" for what came masked, short or wrong. A Number (SEEN) has lost the zeros
    it began with: no id begins with more than two, so no short number is taken for one."""
    if isinstance(value, str):
        digits = re.sub(r"[ -]", "", legible(value[:LONGEST]))
    else:
        number = read_number(value)
        digits = str(number).zfill(13) if number is not None and number >= 10**10 else ""
    return digits if re.fullmatch(r"[0-9]{13}", digits) and digit_is_right(digits) else ""


def read_facility(value: Any) -> str:
    """5 digits: a Number has lost the zeros it began with. "" for anything else."""
    number = read_number(legible(value[:LONGEST]) if isinstance(value, str) else value)
    return f"{number:05d}" if number is not None and 0 < number < 100_000 else ""


def read_hour(value: Any) -> int | None:
    """The hour of "08:00:00" (SEEN), "8", 8, "0800", "8.00", "08.00 น.", "8:00 AM", "08:00-09:00" or a date
    with a time.

    None where it could be another one: 800 (8:00, or 800 minutes?), a time in UTC (the host writes a `Z` that it does
    not mean, SEEN, so it may be either).
    """
    if not isinstance(value, str):
        number = read_number(value)
        return number if number is not None and 0 <= number < 24 else None
    text = legible(value[:LONGEST])
    if packed := _PACKED_TIME.fullmatch(text):
        hour, rest = int(packed[1]), int((packed[2] or "0") + (packed[3] or "0"))
        return hour if hour < 24 and (hour > 0 or rest == 0) else None  # "0008": 8, or 8 minutes past midnight?
    if re.fullmatch(r"[0-9]{1,2}\.0", text):
        text = text[:-2]
    found = _CLOCK.fullmatch(text)
    if found is None or not _is_thai(found["zone"]):
        return None
    hour = int(found["h"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return hour if hour < 24 else None


def _is_thai(zone: str | None) -> bool:
    return zone is None or zone.replace(":", "") in ("+07", "+0700")


def read_date(value: Any) -> date | None:
    """The day of "2027-04-21" (SEEN), with a time or a Buddhist year (from 2400 on), 20270421, "21/04/2570" or
    "21 เม.ย. 2570". None where it could be another one: "05/04/2027", "20/4/70", an evening in UTC."""
    if not isinstance(value, str):
        number = read_number(value)
        value = str(number) if number is not None and 10**7 <= number < 10**8 else ""
    text = legible(value) if len(value) <= LONGEST else ""
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4])) if _same_day_here(found) else None
    try:
        parts = take_apart(text)
    except DateTrouble:
        return None
    if len(parts.year) != 4 or _ZONE_AFTER_TIME.fullmatch(text):
        return None
    day, month, year = parts.first, parts.second, int(parts.year)
    if parts.fixed or parts.era or year >= FIRST_BUDDHIST or day > 12 or day == month:  # nobody writes m/d in พ.ศ.
        return _day(year, month, day)
    return _day(year, day, month) if month > 12 else None


def _same_day_here(found: re.Match[str]) -> bool:
    """Whether a date and time is that day in Thailand, be it meant in UTC or, with a wrong `Z` (SEEN), in Thai time."""
    zone = (found["zone"] or "").replace(":", "").lower()
    hour = int(found["h"] or 0)
    if hour > 23:
        return False
    return zone in ("", "+07", "+0700") or (zone in ("z", "+00", "+0000", "-00", "-0000") and hour + 7 < 24)


def _day(year: int, month: int, day: int) -> date | None:
    if year >= FIRST_BUDDHIST:
        year -= ERA
    try:
        return date(year, month, day) if 1850 <= year < 2200 else None
    except ValueError:
        return None
