"""The text of a cell as a person sees it, freed of what nobody sees: odd spaces, zero-width marks, Thai digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_WIDE_DIGITS = "".join(map(chr, range(0xFF10, 0xFF1A)))
_SPACES = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNSEEN = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

_TABLE = str.maketrans(
    {
        **{digit: str(value) for value, digit in enumerate(THAI_DIGITS)},
        **{digit: str(value) for value, digit in enumerate(_WIDE_DIGITS)},
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_UNSEEN, ""),
        **dict.fromkeys(_DASHES, "-"),
        "：": ":",
        "／": "/",
        "．": ".",
    }
)
# What a database writes for nothing; a dash is a clerk's own mark and may mean something in a name.
_NOTHING = ("null", "(null)", "<null>", "[null]", "\\n", "none", "nan", "nat", "<na>", "undefined", "n/a", "#n/a", "na")
_NO_DAY = ("0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "0/0/0000", "00-00-0000")
BLANK_MARKS = frozenset(
    spelt for mark in (*_NOTHING, *_NO_DAY) for spelt in (mark, mark.upper(), mark.title(), mark.capitalize())
) | {"NaN", "NaT", "-nan"}
_INVISIBLE = _SPACES + " " + _UNSEEN + "".join(map(chr, range(0x20)))  # also the Ctrl-Z that ends a file of DOS
_TEXT_MARKS = ("'", "\u2018", "\u2019", "`")
_RUNS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that has no value to read: an error value such as #N/A, or a formula nobody has computed yet."""

    kind: Literal["error", "no_value"]
    text: str = ""

    def __str__(self) -> str:
        return self.text


ERROR_TEXTS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"))  # errors, as text

Cell: TypeAlias = str | float | int | date | datetime | time | timedelta | Flaw


def clean(text: str) -> str:
    """One line, single spaces, Western digits, plain dashes. NFKC is no help: it takes ำ apart."""
    text = text.translate(_TABLE).strip()
    if text.startswith(_TEXT_MARKS):  # by which a clerk tells Excel "this is text"; a chat program bends it
        text = text[1:].lstrip()
    return _RUNS.sub(" ", text) if "  " in text else text


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing: no text at all, nothing that is seen, or a database's word for nothing."""
    return cell == "" or (isinstance(cell, str) and ((bare := cell.strip(_INVISIBLE)) == "" or bare in BLANK_MARKS))


def one_spelling(thai: str) -> str:
    """Thai that looks the same, written the same: two เ for แ, and nikhahit with sara aa for ำ."""
    return thai.replace("เเ", "แ").replace("ํา", "ำ")


def shown(cell: object) -> str:
    """A cell as text: what a message quotes and an input box starts with."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return "" if cell is None else str(cell)
