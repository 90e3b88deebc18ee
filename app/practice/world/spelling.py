"""How else a server might write what it tells: odd times, years, codes and ids. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from app.domain.values import check_digit

HUGE = 2**64  # added to a slot id, it no longer fits where most programs keep numbers
_GONE = object()  # the field is left out

Spelling = Callable[[str], object]


def _day(form: str, years: int = 0, days: int = 0) -> Spelling:
    def spell(text: str) -> object:
        day = date.fromisoformat(text) + timedelta(days=days)
        return day.strftime(form).replace("YYYY", f"{day.year + years:04d}")

    return spell


def _wrong_check(cid: str) -> str:
    return f"{cid[:12]}{(check_digit(cid[:12]) + 1) % 10}"


# What is spelled -> the name of a spelling in a scenario -> that spelling of the text the server usually tells.
SPELLINGS: Mapping[str, Mapping[str, Spelling]] = {
    "time": {  # of "08:00:00"
        "0800": lambda text: text[:2] + text[3:5],
        "8": lambda text: str(int(text[:2])),
        "8.00": lambda text: f"{int(text[:2])}.{text[3:5]}",
        "08:00:00.000": lambda text: f"{text}.000",
        "08:00-09:00": lambda text: f"{text[:5]}-{int(text[:2]) + 1:02d}:00",
        "2026-07-07T08:00:00": lambda text: f"2026-07-07T{text}",
        "number": lambda text: int(text[:2]),
        "unreadable": lambda _: "ช่วงเช้า",
        "absent": lambda _: _GONE,
    },
    "date": {  # of "2026-07-07"
        "buddhist": _day("YYYY-%m-%d", years=543),
        "d/m/y": _day("%d/%m/YYYY"),
        "buddhist d/m/y": _day("%d/%m/YYYY", years=543),
        "with time": _day("YYYY-%m-%dT00:00:00"),
        "utc": _day("YYYY-%m-%dT17:00:00.000Z", days=-1),
        "compact": _day("YYYY%m%d"),
        "unreadable": lambda _: "วันอังคาร",
        "absent": lambda _: _GONE,
    },
    "hospital_code": {  # of "99001"
        "padded": lambda text: f" {text}   ",
        "number": int,
        "no zero": lambda text: text.lstrip("0"),
        "nine digits": lambda text: text.zfill(9),
        "absent": lambda _: _GONE,
    },
    "cid": {  # of 13 digits
        "masked": lambda text: f"{text[:1]}xxxxxxxx{text[9:12]}x",
        "masked by F": lambda text: f"FFFFFFFFFFF{text[11:]}",
        "masked by digits": lambda text: f"{text[:1]}00000000{text[9:]}",
        "short": lambda text: text[8:],
        "wrong check digit": _wrong_check,
        "dashes": lambda text: "-".join((text[:1], text[1:5], text[5:10], text[10:12], text[12:])),
        "number": int,
        "absent": lambda _: _GONE,
    },
    "slot_id": {  # of a Number
        "huge": lambda text: int(text) + HUGE,
        "text": str,
        "absent": lambda _: _GONE,
    },
    "code": {  # of MessageCode: a Number that is the HTTP status
        "text": str,
        "decimal": float,
        "decimal text": lambda text: f"{text}.0",
        "E": lambda text: f"E{text}",
        "absent": lambda _: _GONE,
    },
}
_FIELDS: Mapping[str, str] = {
    "appointment_time": "time",
    "time_start": "time",
    "time_finish": "time",
    "appointment_date": "date",
    "date": "date",
    "hospital_code": "hospital_code",
    "cid": "cid",
    "hospital_appointment_slot_id": "slot_id",
    "MessageCode": "code",
}


def respelled(value: object, chosen: Callable[[str], str]) -> object:
    """`value` with every field of a known name written as `chosen(what)` names it ("" = as it is), all the way down."""
    if isinstance(value, list):
        return [respelled(part, chosen) for part in value]
    if not isinstance(value, Mapping):
        return value
    spelled = {name: _spelled(name, part, chosen) for name, part in value.items()}
    return {name: part for name, part in spelled.items() if part is not _GONE}


def _spelled(name: str, value: object, chosen: Callable[[str], str]) -> object:
    what = _FIELDS.get(name, "")
    how = chosen(what) if what else ""
    plain = isinstance(value, (str, int)) and value != ""
    return SPELLINGS[what][how](str(value)) if how and plain else respelled(value, chosen)
