"""Rows that are set aside: filled, but not booked unless the clerk takes them in. One mechanism for all reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain import REASONS, SetAside
from app.errors import InputError
from app.sheet.model import RawSheet

Edits = Mapping[tuple[int, str], object]  # (row number, field) -> the cell as the clerk mended it
TakenIn = Collection[str | int]  # reasons, and rows, that the clerk wants booked all the same

_WEIGHT = {reason: weight for weight, reason in enumerate(REASONS)}


def found_in(raw: RawSheet, columns: Mapping[str, int], edits: Edits, places: Sequence[int]) -> list[SetAside]:
    """Every reason of the rows at these places, by row and weight, whatever the clerk has taken in."""
    found = list(raw.aside)
    found += [SetAside(row, "aside_hidden") for row in raw.hidden_rows]
    found += [SetAside(row, "aside_struck") for row in raw.struck_rows]
    if len(places) < len(raw.rows):
        here = {raw.numbers[place] for place in places}
        found = [each for each in found if each.row in here]
    return sorted(found, key=_by_row)


def _by_row(each: SetAside) -> tuple[int, int]:
    return each.row, _WEIGHT[each.reason]


def standing(found: Iterable[SetAside], taken_in: TakenIn) -> dict[int, SetAside]:
    """Row -> the reason for which it stays aside, of the reasons `found`, by row and weight."""
    left: dict[int, SetAside] = {}
    for each in found:
        if each.reason not in taken_in and each.row not in taken_in:
            left.setdefault(each.row, each)
    return left


def asked_for(wishes: Iterable[str]) -> frozenset[str | int]:
    """What is taken in, as a command line says it: `hidden`, or a row number. Raises InputError take_in_unknown."""
    taken: set[str | int] = set()
    for wish in wishes:
        reason = f"aside_{wish.strip().lower().removeprefix('aside_').replace('-', '_')}"
        if wish.strip().isascii() and wish.strip().isdigit():
            taken.add(int(wish))
        elif reason in _WEIGHT:
            taken.add(reason)
        else:
            known = ", ".join(reason.removeprefix("aside_") for reason in REASONS)
            raise InputError("take_in_unknown", wish=wish, known=known)
    return frozenset(taken)
