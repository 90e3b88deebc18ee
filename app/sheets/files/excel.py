"""Workbooks to tables of plain values. The only reader of workbooks beside `app.workbooks`, which writes them."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from app.errors import SheetError
from app.sheets.cells.text import Cell, Flaw
from app.sheets.files import bare, html, mhtml, ods, spreadsheetml, xls, xlsb
from app.sheets.files.file import File
from app.sheets.files.look import bounded
from app.sheets.files.package import Package
from app.sheets.files.scan import Look
from app.sheets.files.table import MOST_ROWS, Table, table_of
from app.sheets.files.text import rows_of

if TYPE_CHECKING:
    import pandas


class Workbook:
    """A file opened for reading, whatever its format. Use as a context manager; every failure is a SheetError."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._excel: pandas.ExcelFile | None = None
        self._book: Any = None  # calamine's own workbook, which has no types
        self._package: Package | None = None
        self._is_plain = False  # the reader has a package made anew
        self._looks: Mapping[str, Look] = {}  # by sheet, of formats that are looked at whole
        self._in_order: list[tuple[str, Look]] = []  # the same, of formats whose sheets have an order
        self._tables = _own_tables(file)
        if self._tables is not None:
            self._infos = [(name, table.is_hidden) for name, table in self._tables.items()]
            return
        data = file.data
        if file.format in ("xlsx", "xlsm"):
            self._package = Package(file.data, file.path.name)
        elif file.format == "ods":
            data, self._looks = ods.look(file, MOST_ROWS)
        elif file.format == "xlsb":
            self._looks = xlsb.look(file.data, file.path.name, MOST_ROWS)
        elif file.format == "xls":
            data, self._in_order = xls.look(file.data, file.path.name, MOST_ROWS)
        if self._package is not None and self._package.book.is_odd:
            self._open_plain()
            return
        try:
            self._open(data)
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
        if len(metadata) == len(self._in_order):
            self._looks = {each.name: look for each, (_, look) in zip(metadata, self._in_order, strict=True)}
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
        if self._tables is not None:
            return self._tables[sheet]
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

    def coloured(self, sheet: str) -> Mapping[str, Collection[int]]:
        """Colour -> row numbers; nothing where the format, or our reading of it, doesn't tell."""
        return self._package.coloured(sheet) if self._package is not None else {}

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


def _own_tables(file: File) -> dict[str, Table] | None:
    """The sheets of a file that no other reader is needed for; None where one is."""
    if file.format == "pasted":
        return {file.path.name: table_of(rows_of(file, MOST_ROWS))}
    if file.format == "text":
        return {file.path.stem: table_of(rows_of(file, MOST_ROWS))}
    if file.format == "bare":
        return {file.path.stem: bare.table(file)}
    reader = {"html": html.tables_of, "mhtml": mhtml.tables_of, "xml": spreadsheetml.tables_of}.get(file.format)
    return reader(file, MOST_ROWS) if reader else None


def _member(value: object) -> str:
    """The name of one of calamine's enum members, which are no Python enums."""
    return str(value).rpartition(".")[2]


def _looked_at(cells: list[list[Cell]], look: Look) -> Table:
    """Put back what the fast reader left out."""
    table = Table(cells, hidden_rows=look.hidden_rows, struck=look.struck, comments=look.comments, merges=look.merges)
    width = max(map(len, cells), default=0)
    for row_cells in cells:
        if len(row_cells) < width:  # the reader's blank rows above a table that begins further down
            row_cells += [""] * (width - len(row_cells))
    for first, last in look.hidden_columns:
        table.hidden_columns.update(range(first, min(last + 1, width)))
    _lengthen(cells, width, look)
    height = len(cells)
    known: dict[tuple[int, int], Cell] = {**look.texts, **{at: Flaw("error", text) for at, text in look.errors.items()}}
    for (row, column), cell in known.items():
        if 0 <= row < height and 0 <= column < width:
            cells[row][column] = cell
    _cross_out(table, look)
    for row, column in look.formulas:
        if 0 <= row < height and 0 <= column < width and cells[row][column] == "":
            cells[row][column] = Flaw("no_value")
    for row, column, zeros in look.padded:
        if 0 <= row < height and 0 <= column < width:
            _restore(table, row, column, zeros)
    return table


def _cross_out(table: Table, look: Look) -> None:
    """Of cells struck through in part what is left."""
    for (row, column), left in look.unstruck.items():
        cells = table.cells[row] if 0 <= row < len(table.cells) else []
        if 0 <= column < len(cells) and isinstance(whole := cells[column], str):
            table.crossed[row, column], cells[column] = whole, left


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
