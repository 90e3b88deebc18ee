"""More than one table in a sheet, one under the other: each block of people is read by its own header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.sheets.cells.headers import field_of
from app.sheets.cells.text import Cell
from app.sheets.files import header
from app.sheets.files.header import Header
from app.sheets.files.model import Row

_SCORE = 11  # of a header further down: an id and something else of ours


class Blocks(NamedTuple):
    """Rows as the first header has them. `headings`: the places of further headers among the rows; `moved`: place of a
    row -> for each column of the table the column of the file it came from (-1: none); `further`: column that only a
    further block has -> its column in the file, and the place of its heading; `absent`: place of a row -> the columns
    that its block has not."""

    texts: tuple[str, ...]
    rows: Sequence[Row]
    headings: tuple[int, ...] = ()
    moved: dict[int, tuple[int, ...]] = {}  # noqa: RUF012 - never changed
    further: dict[int, tuple[int, int]] = {}  # noqa: RUF012 - likewise
    absent: dict[int, frozenset[int]] = {}  # noqa: RUF012 - likewise


def aligned(rows: Sequence[Row], found: Header) -> Blocks:
    """The rows under a header, those under a further header moved into the columns of the first."""
    headings = [
        (place, header.with_whose(header.texts_of(rows[place]), rows, place, place)) for place in _headings(rows, found)
    ]
    if not headings:
        return Blocks(found.texts, rows)
    texts = list(found.texts)
    first = headings[0][0]
    free = {column for column, text in enumerate(texts) if not text and all(row[column] == "" for row in rows[:first])}
    blocks = [(range(first), tuple(-1 if column in free else column for column in range(len(texts))))]
    ends = [place for place, _ in headings[1:]] + [len(rows)]
    further: dict[int, tuple[int, int]] = {}
    for (place, own), end in zip(headings, ends, strict=True):
        known = len(texts)
        sources = _sources(texts, own, free, rows[place + 1 : end])
        further.update({column: (sources[column], place) for column in range(known, len(texts))})
        blocks.append((range(place + 1, end), sources))
    width = len(texts)
    places = tuple(place for place, _ in headings)
    absent = {place: missing for block, sources in blocks if (missing := _absent(sources, width)) for place in block}
    moved = {
        place: sources + (-1,) * (width - len(sources))
        for block, sources in blocks[1:]
        if sources != tuple(range(len(sources)))
        for place in block
    }
    if width == len(found.texts) and not moved:
        return Blocks(tuple(texts), rows, places, absent=absent)
    same = tuple(range(width))
    laid = [_laid(row, moved.get(place, same)) for place, row in enumerate(rows)]
    return Blocks(tuple(texts), laid, places, moved, further, absent)


def _absent(sources: Sequence[int], width: int) -> frozenset[int]:
    return frozenset(column for column in range(width) if column >= len(sources) or sources[column] < 0)


def _laid(row: Row, sources: tuple[int, ...]) -> list[Cell]:
    return [row[source] if 0 <= source < len(row) else "" for source in sources]


def _headings(rows: Sequence[Row], found: Header) -> list[int]:
    """Rows that are a header of people, too. A person's row is told at once by its id or its digits."""
    cid = next((column for column, text in enumerate(found.texts) if field_of(text).field == "cid"), None)
    if cid is None:
        return [place for place, row in enumerate(rows) if header.score_of(row) >= _SCORE]
    return [
        place
        for place, row in enumerate(rows)
        if isinstance(cell := row[cid], str) and not cell[:1].isdigit() and header.score_of(row) >= _SCORE
    ]


def _sources(texts: list[str], own: Sequence[str], free: set[int], rows: Sequence[Row]) -> tuple[int, ...]:
    """For each column of the table the column of the block that holds it. Columns that only the block has are added to
    the table: where they stand, if nothing stood there before."""
    sources = [-1] * len(texts)
    left = [column for column, text in enumerate(own) if text]
    for alike in (_same_text, _same_field, _both_names):
        for column, text in enumerate(texts):
            if (
                sources[column] < 0
                and text
                and (source := next((c for c in left if alike(own[c], text)), None)) is not None
            ):
                sources[column] = source
                left.remove(source)
    for column in left:
        if column in free:
            free.discard(column)
            texts[column], sources[column] = own[column], column
        else:
            texts.append(own[column])
            sources.append(column)
    used = set(sources)
    return tuple(
        column if source < 0 and column not in used and _goes_on(texts[column], own, column, rows) else source
        for column, source in enumerate(sources)
    )


def _goes_on(text: str, own: Sequence[str], column: int, rows: Sequence[Row]) -> bool:
    """Whether a column that the block has no heading for is the table's all the same: it is none's, or has cells."""
    return not text or (column < len(own) and not own[column] and any(row[column] != "" for row in rows))


def _same_text(one: str, other: str) -> bool:
    return one == other


def _same_field(one: str, other: str) -> bool:
    match = field_of(one)
    return bool(match.field) and match.field == field_of(other).field and not match.kind and not field_of(other).kind


def _both_names(one: str, other: str) -> bool:
    """ชื่อ and person_name: the same, where the name stands in one column."""
    fields = {field_of(one).field, field_of(other).field}
    return fields == {"person_name", "first_name"}
