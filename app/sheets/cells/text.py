"""What a cell holds: a value, a flaw, nothing; and the text of it that a person sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from app.text import ODD_SPACES, UNSEEN

# What a database writes for nothing; a dash is a clerk's own mark and may mean something in a name.
_NOTHING = ("null", "(null)", "<null>", "[null]", "\\n", "none", "nan", "nat", "<na>", "undefined", "n/a", "#n/a", "na")
_NO_DAY = ("0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "0/0/0000", "00-00-0000")
BLANK_MARKS = frozenset(
    spelt for mark in (*_NOTHING, *_NO_DAY) for spelt in (mark, mark.upper(), mark.title(), mark.capitalize())
) | {"NaN", "NaT", "-nan"}
_INVISIBLE = ODD_SPACES + " " + UNSEEN + "".join(map(chr, range(0x20)))  # also the Ctrl-Z that ends a file of DOS


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that has no value to read: an error value such as #N/A, or a formula nobody has computed yet."""

    kind: Literal["error", "no_value"]
    text: str = ""

    def __str__(self) -> str:
        return self.text


ERROR_TEXTS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"))  # errors, as text

Cell: TypeAlias = str | float | int | date | datetime | time | timedelta | Flaw


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing: no text at all, nothing that is seen, or a database's word for nothing."""
    return cell == "" or (isinstance(cell, str) and ((bare := cell.strip(_INVISIBLE)) == "" or bare in BLANK_MARKS))


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
