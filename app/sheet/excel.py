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
from app.sheet.look import MOST_CELLS, Package, bounded
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
    restored: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: set[tuple[int, int, int, int]] = field(default_factory=set)  # top, bottom, left, right


class Workbook:
    """A file opened for reading, whatever its format. Use as a context manager; every failure is a SheetError."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._excel: pandas.ExcelFile | None = None
        self._book: Any = None  # calamine's own workbook, which has no types
        self._package: Package | None = None
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
        self._open()

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

    def _open(self) -> None:
        # pandas takes half a second to import: only who reads a workbook pays. It picks and opens the reader; its
        # DataFrame would double the time and memory, so the rows are taken from the reader itself.
        import pandas

        try:
            self._excel = pandas.ExcelFile(io.BytesIO(self.file.data), engine="calamine")
            self._book = self._excel.book
            metadata = self._book.sheets_metadata
        except BaseException as error:
            raise self._translated(error) from None
        tables = [each for each in metadata if _member(each.typ) == "WorkSheet"]
        self._infos = [(each.name, _member(each.visible) != "Visible") for each in tables]

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
        look = self._package.look(sheet, MOST_ROWS) if self._package else self._looks.get(sheet, Look())
        bounded(look, MOST_ROWS)
        try:
            # skip_empty_area=False: a cell keeps the row and column the user sees.
            book_sheet = self._book.get_sheet_by_name(sheet)
            cells: list[list[Cell]] = book_sheet.to_python(skip_empty_area=False)
            merges = book_sheet.merged_cell_ranges or ()  # only .xlsx and .xls tell
        except BaseException as error:
            raise self._translated(error) from None
        if len(cells) > MOST_ROWS:
            raise SheetError("rows_too_many", rows=len(cells), most=MOST_ROWS)
        table = _looked_at(cells, look)
        table.merges = {(top, bottom, left, right) for (top, left), (bottom, right) in merges}
        return table


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
    table = Table(cells, hidden_rows=look.hidden_rows)
    width = max(map(len, cells), default=0)
    for row_cells in cells:
        if len(row_cells) < width:  # the reader's blank rows above a table that begins further down
            row_cells += [""] * (width - len(row_cells))
    for first, last in look.hidden_columns:
        table.hidden_columns.update(range(first, min(last + 1, width)))
    _lengthen(cells, width, look)
    height = len(cells)
    for (row, column), text in look.errors.items():
        if 0 <= row < height and 0 <= column < width:
            cells[row][column] = Flaw("error", text)
    for row, column in look.formulas:
        if 0 <= row < height and 0 <= column < width and cells[row][column] == "":
            cells[row][column] = Flaw("no_value")
    for row, column, zeros in look.padded:
        if 0 <= row < height and 0 <= column < width:
            _restore(table, row, column, zeros)
    return table


def _lengthen(cells: list[list[Cell]], width: int, look: Look) -> None:
    """Rows at the end of nothing but formulas that nobody computed, of which the fast reader knows nothing."""
    last = max((row for row, column in look.formulas if column < width), default=-1)
    cells += [[""] * width for _ in range(last + 1 - len(cells))]


def _restore(table: Table, row: int, column: int, width: int) -> None:
    """1234 in a cell of format 00000 is 01234: the format proves the zero."""
    number = table.cells[row][column]
    if isinstance(number, float) and number.is_integer() and 0 <= number < 10**width:
        stored = str(int(number))
        if len(stored) < width:
            table.cells[row][column] = stored.zfill(width)
            table.restored[row, column] = stored
