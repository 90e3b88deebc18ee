"""A sheet's cells and what is known of them beside their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite

from app.errors import SheetError
from app.sheets.cells.text import ERROR_TEXTS, Cell, Flaw
from app.sheets.files.look import not_too_wide

MOST_ROWS = 200_000  # of one file; a hospital's year


@dataclass(slots=True)
class Table:
    """All cells of a sheet from A1 on, row lists of one width. Rows and columns count from 0."""

    cells: list[list[Cell]]
    is_hidden: bool = False  # the sheet itself
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)  # cells whose text is struck through
    restored: dict[tuple[int, int], str] = field(default_factory=dict)
    crossed: dict[tuple[int, int], str] = field(default_factory=dict)  # in part: with what is struck through
    comments: dict[int, str] = field(default_factory=dict)  # row -> what the notes on its cells say
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # first and last row, first and last column


def table_of(rows: Sequence[Sequence[Cell]]) -> Table:
    """Rows of any length, filled up to one width. Raises SheetError: rows_too_many, sheet_too_wide."""
    if len(rows) > MOST_ROWS:
        raise SheetError("rows_too_many", rows=len(rows), most=MOST_ROWS)
    width = max(map(len, rows), default=0)
    not_too_wide(len(rows), width)
    return Table([[*_errors_told(row), *[""] * (width - len(row))] for row in rows])


def _errors_told(row: Sequence[Cell]) -> Sequence[Cell]:
    """The row with the errors of Excel that were written out as text: an error is an error in every format."""
    if ERROR_TEXTS.isdisjoint(row):
        return row
    return [Flaw("error", cell) if isinstance(cell, str) and cell in ERROR_TEXTS else cell for cell in row]


def number(value: float) -> Cell:
    """A number as a cell; what none can show is an error."""
    return value if isfinite(value) else Flaw("error", "#NUM!")


def placed(cells: dict[tuple[int, int], Cell]) -> Table:
    """Cells by row and column as a table. Raises SheetError: rows_too_many, sheet_too_wide."""
    height = max((row for row, _ in cells), default=-1) + 1
    width = max((column for _, column in cells), default=-1) + 1
    if height > MOST_ROWS:
        raise SheetError("rows_too_many", rows=height, most=MOST_ROWS)
    not_too_wide(height, width)
    rows: list[list[Cell]] = [[""] * width for _ in range(height)]
    for (row, column), cell in cells.items():
        rows[row][column] = cell
    return Table(rows)
