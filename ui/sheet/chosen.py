"""The cells that are chosen in the table, and where a copied block of cells goes among them: as in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO

from PySide6.QtWidgets import QTableView

from app.text import harmless

Block = Sequence[Sequence[str]]
Cell = tuple[int, int]  # the table's row (`spot`), and its column


@dataclass(frozen=True)
class Chosen:
    """`parts`: rows that follow each other, and in them the columns from left to right. `shown`: all columns that are
    not hidden, likewise."""

    parts: tuple[tuple[range, tuple[int, ...]], ...]
    shown: tuple[int, ...]

    @cached_property
    def spots(self) -> list[int]:
        return sorted(set[int]().union(*(rows for rows, _ in self.parts)))

    @cached_property
    def columns(self) -> list[int]:
        """Those in which at least one cell is chosen, from left to right."""
        chosen = set[int]().union(*(columns for _, columns in self.parts))
        return [column for column in self.shown if column in chosen]

    @property
    def whole_rows(self) -> bool:
        return bool(self.parts) and all(len(columns) == len(self.shown) for _, columns in self.parts)

    @property
    def is_block(self) -> bool:
        """Whether nothing is left out between the first cell and the last."""
        spots, left, right = self.spots, self.shown.index(self.columns[0]), self.shown.index(self.columns[-1])
        size = (spots[-1] - spots[0] + 1) * (right - left + 1)
        return size == sum(len(rows) * len(columns) for rows, columns in self.parts)

    def cells(self) -> Iterator[Cell]:
        """Row by row in each part."""
        return ((spot, column) for rows, columns in self.parts for spot in rows for column in columns)


def shown_in(table: QTableView) -> tuple[int, ...]:
    """The columns that are not hidden, from left to right."""
    header = table.horizontalHeader()
    places = (header.logicalIndex(place) for place in range(header.count()))
    return tuple(column for column in places if not table.isColumnHidden(column))


def chosen_in(table: QTableView) -> Chosen:
    """Where nothing is chosen: the cell that the keyboard is at, if any."""
    shown = shown_in(table)
    parts = [
        (range(part.top(), part.bottom() + 1), tuple(c for c in shown if part.left() <= c <= part.right()))
        for part in table.selectionModel().selection().toList()
    ]
    current = table.currentIndex()
    if not parts and current.isValid():
        parts = [(range(current.row(), current.row() + 1), (current.column(),))]
    return Chosen(tuple(part for part in parts if part[1]), shown)


@dataclass(frozen=True)
class Laid:
    """What each cell gets; and of the block the rows and columns for which there is no room."""

    cells: dict[Cell, str] = field(default_factory=dict)
    rows_over: int = 0
    columns_over: int = 0


def block_of(clipboard: str) -> Block:
    """The cells that a spreadsheet puts on the clipboard: tabs between them, quotes around those with a line's end in
    them. All lines are of one length; none where nothing is written."""
    text = clipboard.replace("\r\n", "\n").replace("\r", "\n")
    try:
        lines = list(csv.reader(StringIO(text), delimiter="\t"))
    except csv.Error:  # longer than any cell is
        lines = [line.split("\t") for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    cells = [[_as_it_was(cell.strip()) for cell in line] + [""] * (width - len(line)) for line in lines]
    return cells if any(map(any, cells)) else []


def _as_it_was(cell: str) -> str:
    """Without the mark that kept a cell of ours from running as a formula where it was pasted."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def lay(block: Block, chosen: Chosen, rows: int) -> Laid:
    """One value goes into every chosen cell. A block goes where the chosen cells begin, as often as it fits into them
    whole. `rows`: how many are shown."""
    height, width = len(block), len(block[0])
    if height == width == 1:
        return Laid(dict.fromkeys(chosen.cells(), block[0][0]))
    top, left = chosen.spots[0], chosen.shown.index(chosen.columns[0])
    tall, wide = _filled(height, len(chosen.spots)), _filled(width, len(chosen.columns))
    room_down, room_right = rows - top, len(chosen.shown) - left
    cells = {
        (top + y, chosen.shown[left + x]): block[y % height][x % width]
        for y in range(min(tall, room_down))
        for x in range(min(wide, room_right))
    }
    return Laid(cells, max(0, tall - room_down), max(0, wide - room_right))


def _filled(size: int, room: int) -> int:
    """How much of the room is filled by something of this size, put there again and again; at least once."""
    return room if room > size and room % size == 0 else size
