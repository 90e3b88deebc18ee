"""Workbooks to tables of plain values. The only reader of workbooks beside `app.workbook`, which writes them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any

from app.errors import SheetError
from app.sheet import html, ods, xls, xlsb
from app.sheet.file import File
from app.sheet.look import MOST_CELLS, bounded
from app.sheet.package import Package
from app.sheet.scan import Look
from app.sheet.text import rows_of
from app.values.text import Cell, Flaw

if TYPE_CHECKING:
    import pandas

MOST_ROWS = 200_000  # of one file; a hospital's year


@dataclass(slots=True)
class Table:
    """All cells of a sheet from A1 on, row lists of one width."""

    cells: list[list[Cell]]
    hidden_rows: set[int] = field(default_factory=set)  # from 0
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)  # cells whose text is struck through
    restored: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)  # row -> what the notes on its cells say
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # first and last row, first and last column


class Workbook:
    """A file opened for reading, whatever its format. Use as a context manager; every failure is a SheetError."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._excel: pandas.ExcelFile | None = None
        self._book: Any = None  # calamine's own workbook, which has no types
        self._package: Package | None = None
        self._is_plain = False  # the reader has a package made anew
        self._looks: Mapping[str, Look] = {}  # by sheet, of formats that are looked at whole
        self._texts: dict[str, list[list[str]]] = {}  # by sheet, of formats that are nothing but text
        if file.kind in ("text", "pasted", "html"):
            self._texts = _texts(file)
            self._infos = [(name, False) for name in self._texts]
            return
        if file.kind in ("xlsx", "xlsm"):
            self._package = Package(file.data, file.path.name)
        elif file.kind == "ods":
            self._looks = ods.look(file, MOST_ROWS)
        elif file.kind == "xlsb":
            self._looks = xlsb.look(file.data, file.path.name, MOST_ROWS)
        elif file.kind == "xls":
            self._looks = xls.look(file.data, file.path.name, MOST_ROWS)
        if self._package is not None and self._package.book.is_odd:
            self._open_plain()
            return
        try:
            self._open(self.file.data)
        except SheetError as error:
            if self._package is None or error.code != "file_damaged":
                raise
            self._open_plain()

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._excel is not None:
            self._excel.close()

    @property
    def sheets(self) -> list[tuple[str, bool]]:
        """Name and whether it is hidden, in the workbook's order."""
        return self._infos

    @property
    def since_1904(self) -> bool:
        return self._package is not None and self._package.book.since_1904

    def _open_plain(self) -> None:
        """Give the reader the same workbook spelt plainly, without what it stumbles over or might read otherwise."""
        assert self._package is not None
        self._is_plain = True
        self._open(self._package.plain())

    def _open(self, data: bytes) -> None:
        # pandas takes half a second to import: only who reads a workbook pays. It picks and opens the reader; its
        # DataFrame would double the time and memory, so the rows are taken from the reader itself.
        import pandas

        try:
            self._excel = pandas.ExcelFile(io.BytesIO(data), engine="calamine")
            self._book = self._excel.book
            metadata = self._book.sheets_metadata
        except BaseException as error:
            raise self._translated(error) from None
        tables = [each for each in metadata if _member(each.typ) == "WorkSheet"]
        self._infos = [(each.name, _member(each.visible) != "Visible") for each in tables]
        if self._package is not None:
            known = {name for name, _ in self._infos}
            self._infos += [(name, False) for name in self._package.book.lost if name not in known]

    def _translated(self, error: BaseException) -> BaseException:
        """Whatever the reader throws, a panic of its Rust code included, means a file it can't read."""
        if isinstance(error, (SheetError, KeyboardInterrupt, SystemExit)):
            return error
        name = type(error).__name__
        if name == "PasswordError" or "password" in str(error).lower():
            return SheetError("file_encrypted", file=self.file.path.name)
        if isinstance(error, MemoryError):
            return SheetError("file_too_big", file=self.file.path.name)
        return SheetError("file_damaged", f"{name}: {error}"[:300], file=self.file.path.name)

    def table(self, sheet: str) -> Table:
        """Every cell of a sheet. Raises SheetError: rows_too_many, sheet_too_wide, file_damaged."""
        if sheet in self._texts:
            return _text_table(self._texts[sheet])
        look = self._package.look(sheet, MOST_ROWS) if self._package else self._looks.get(sheet)
        if look is None:  # its size, hidden rows and error cells would be unknown
            raise SheetError("sheet_unknown", sheet=sheet)
        bounded(look, MOST_ROWS)
        if look.is_odd and not self._is_plain:
            self._open_plain()
        cells = self._cells(sheet)
        if len(cells) > MOST_ROWS:
            raise SheetError("rows_too_many", rows=len(cells), most=MOST_ROWS)
        return _looked_at(cells, look)

    def _cells(self, sheet: str) -> list[list[Cell]]:
        try:
            # skip_empty_area=False: a cell keeps the row and column the user sees.
            cells: list[list[Cell]] = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except BaseException as error:
            told = self._translated(error)
            if self._package is None or self._is_plain or getattr(told, "code", "") != "file_damaged":
                raise told from None
            self._open_plain()
            return self._cells(sheet)
        return cells


def _texts(file: File) -> dict[str, list[list[str]]]:
    """The tables of a file of text, by the name of the sheet they stand for."""
    if file.kind == "pasted":
        return {file.path.name: rows_of(file, MOST_ROWS)}
    if file.kind == "text":
        return {file.path.stem: rows_of(file, MOST_ROWS)}
    tables = html.tables_of(file, MOST_ROWS)
    return {f"{file.path.stem} ({n})" if n > 1 else file.path.stem: rows for n, rows in enumerate(tables, 1)}


def _text_table(rows: list[list[str]]) -> Table:
    if len(rows) > MOST_ROWS:
        raise SheetError("rows_too_many", rows=len(rows), most=MOST_ROWS)
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise SheetError("sheet_too_wide", rows=len(rows), columns=width)
    return Table([[*row, *[""] * (width - len(row))] for row in rows])


def _member(value: object) -> str:
    """The name of one of calamine's enum members, which are no Python enums."""
    return str(value).rpartition(".")[2]


def _looked_at(cells: list[list[Cell]], look: Look) -> Table:
    """Put back what the fast reader left out."""
    table = Table(cells, look.hidden_rows, struck=look.struck, comments=look.comments, merges=look.merges)
    width = max(map(len, cells), default=0)
    for row_cells in cells:
        if len(row_cells) < width:  # the reader's blank rows above a table that begins further down
            row_cells += [""] * (width - len(row_cells))
    for first, last in look.hidden_columns:
        table.hidden_columns.update(range(first, min(last + 1, width)))
    height = len(cells)
    known: dict[tuple[int, int], Cell] = {**look.texts, **{at: Flaw("error", text) for at, text in look.errors.items()}}
    for (row, column), cell in known.items():
        if 0 <= row < height and 0 <= column < width:
            cells[row][column] = cell
    for row, column in look.formulas:
        if 0 <= row < height and 0 <= column < width and cells[row][column] == "":
            cells[row][column] = Flaw("no_value")
    for row, column, zeros in look.padded:
        if 0 <= row < height and 0 <= column < width:
            _restore(table, row, column, zeros)
    return table


def _restore(table: Table, row: int, column: int, width: int) -> None:
    """1234 in a cell of format 00000 is 01234: the format proves the zero."""
    number = table.cells[row][column]
    if isinstance(number, float) and number.is_integer() and 0 <= number < 10**width:
        stored = str(int(number))
        if len(stored) < width:
            table.cells[row][column] = stored.zfill(width)
            table.restored[row, column] = stored
