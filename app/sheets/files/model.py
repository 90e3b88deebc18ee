"""A table as it stood in the user's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.domain.values import Appointment, Outcome, SetAside
from app.sheets.cells.text import Cell

Row = Sequence[Cell]

# The template's example row. A row that holds both is never taken for a person; the mark alone is an error.
EXAMPLE_CID = "1999999999999"  # made up: no province has the number 99
EXAMPLE_MARK = "ตัวอย่าง - แถวนี้จะไม่ถูกจอง"


def letter(column: int) -> str:
    """0 -> A, 26 -> AA: as the spreadsheet names it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_example(row: Row) -> bool:
    return EXAMPLE_CID in row and EXAMPLE_MARK in row


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet of a workbook, for the picker."""

    name: str
    rows: int  # with anything in them, headers included
    hidden: bool
    usable: bool  # has a header row with a person, a day or a time in it
    preview: tuple[tuple[str, ...], ...]  # the first rows as text
    people: int = 0  # rows that hold a right citizen id
    shared: int = 0  # people of another sheet that isn't hidden, too


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet of the same file that was not read."""

    name: str
    people: int  # rows that hold a right citizen id
    hidden: bool = False
    shared: int = 0  # people of the sheet that was read, too
    unread: int = 0  # of those who may be meant for another day or hour there: nothing tells


class Elsewhere(NamedTuple):
    """An appointment of somebody on another sheet of the file, or in another list of the sheet."""

    sheet: str
    row: int
    date: date
    hour: int
    booked_too: bool = False  # both sheets are booked, one after the other


class Told(NamedTuple):
    """A day or an hour that stands once, as its own cell would hold it."""

    cell: str | date
    row: int  # where it stands; 0: in the sheet's name
    text: str  # the whole line


class Standing(NamedTuple):
    """What lines say of the rows below `row`, down to the next."""

    row: int
    day: Told | None
    hour: Told | None

    @property
    def says(self) -> bool:
        """Whether the line itself says it, and does not only end what stood above it."""
        return any(told is not None and told.row == self.row for told in (self.day, self.hour))


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Headers and every filled row that is no header. Cells are plain values or a `Flaw`; a blank cell is "".

    Columns count from the file's own column A; `numbers` holds each row's own row number, ascending. Nothing is
    dropped here: rows that the layout shows to be nobody (totals, repeated headers …) are named in `aside`."""

    path: Path
    sheet: str
    headers: tuple[str, ...]
    header_row: int  # the last line of the header, counted as the file counts
    numbers: Sequence[int]
    rows: Sequence[Row]
    format: str = "xlsx"  # the format found, not the name's ending
    since_1904: bool = False
    hidden_rows: frozenset[int] = frozenset()  # row numbers, those with data only
    struck_rows: frozenset[int] = frozenset()  # row numbers: the person, the day or the hour is struck through
    comments: Mapping[int, str] = field(default_factory=dict)  # row number -> what the notes on its cells say
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first and last row number, first and last column from 0
    booked_rows: frozenset[int] = frozenset()  # row numbers: past, and booked from here, as the journal knows
    hidden_columns: tuple[str, ...] = ()  # headers
    hidden_sheets: tuple[str, ...] = ()  # those with data
    others: tuple[OtherSheet, ...] = ()  # sheets not read that hold people
    aside: tuple[SetAside, ...] = ()  # by row: what the layout alone shows to be no person's row
    said_above: tuple[SetAside, ...] = ()  # people's rows of which a title, a line above or the sheet's name says so
    months: frozenset[int] = frozenset()  # that the sheet's name or a line above the header names
    standing: tuple[Standing, ...] = ()  # by row: days and hours that stand once for the rows below
    restored: Mapping[tuple[int, int], str] = field(default_factory=dict)  # (row number, column) -> as stored: "1234"
    crossed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(row number, column) -> the cell with what is struck through in it; the cell itself is what is left."""
    digest: bytes = b""  # of the file as it was read
    further: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Columns that only a block further down has -> the file's column, and the row number of their heading."""
    moved: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Row number -> for each column the column of the file it came from (-1: none), in a block further down."""
    absent: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Row number -> the columns that its block has not."""
    part: range | None = None  # the columns of a list that stands beside others in its sheet: `sheet` is Sheet1!E:G
    free: int | None = None  # the first column that may be written to, where that isn't right of this list
    also: tuple[RawSheet, ...] = ()  # of the others that aren't hidden the rows with people of this one
    elsewhere: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)  # by id, as `also` tells
    refused: Mapping[int, tuple[Appointment, Outcome]] = field(default_factory=dict)  # row number -> sent once, why not

    @property
    def tab(self) -> str:
        """The name of the sheet in its workbook."""
        return self.sheet if self.part is None else self.sheet.rpartition("!")[0]
