"""Columns that this program has itself written into a workbook: known by their exact names, side by side, as a result
or a sheet of problem rows has them. They are nobody's cid, day or hour, and what they say is our word, not the
hospital's. One such name alone may be anybody's column."""

from __future__ import annotations

from collections.abc import Sequence

from app.wording.results import ALL_TITLES
from app.wording.sheet import PROBLEM_TITLES

_PROBLEM = (PROBLEM_TITLES["reason"], PROBLEM_TITLES["row"])


def first_of_result(headers: Sequence[str]) -> int | None:
    """Where the four columns of a result begin."""
    return next((first for titles in ALL_TITLES for first in _starts(headers, titles)), None)


def columns_of_ours(headers: Sequence[str]) -> frozenset[int]:
    """Every column of ours."""
    return frozenset(
        column
        for titles in (*ALL_TITLES, _PROBLEM)
        for first in _starts(headers, titles)
        for column in range(first, first + len(titles))
    )


def _starts(headers: Sequence[str], titles: Sequence[tuple[str, str]]) -> Sequence[int]:
    """All of one language or the other: a result may be written in either."""
    width = len(titles)
    wanted = [tuple(pair[lang] for pair in titles) for lang in (0, 1)]
    return [first for first in range(len(headers) - width + 1) if tuple(headers[first : first + width]) in wanted]
