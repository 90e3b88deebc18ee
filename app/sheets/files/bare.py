"""The bare records of one sheet, named .xls, that programs of before Excel 97 write (Excel 2 to 5, without a workbook
around them; Delphi's exports still do). No common reader knows them; there is little to know: text, numbers, errors.

[MS-XLS] names the records; a sheet of Excel 2 is told by its first: three bytes of format where later ones have two."""

from __future__ import annotations

import struct

from app.errors import SheetError
from app.sheets.cells.text import Cell, Flaw
from app.sheets.files.file import File
from app.sheets.files.table import MOST_ROWS, Table, number, placed
from app.sheets.files.xls import LAST_COLUMN
from app.sheets.files.xlsb import ERROR_TEXTS

_INTEGER, _NUMBER, _TEXT, _BOOL_OR_ERROR, _STRING, _RK = {2}, {3, 0x203}, {4, 0x204}, {5, 0x205}, {7, 0x207}, {0x27E}
_FORMULA = {6, 0x206, 0x406}
_ROW, _CODE_PAGE, _END, _PASSWORD = {8, 0x208}, 0x42, 0x0A, 0x2F
_OLDEST = 0x0009  # begins a sheet of Excel 2
_TWO, _WORD, _REAL = struct.Struct("<HH"), struct.Struct("<H"), struct.Struct("<d")
_MOST_CELLS = 4_000_000
_THAI = "cp874"  # where the file says nothing
_PAGES = {"cp367": "ascii", "cp32768": "mac-roman", "cp32769": "cp1252", "cp10000": "mac-roman"}


def table(file: File) -> Table:
    """Raises SheetError: file_damaged, file_encrypted, rows_too_many, sheet_too_wide."""
    try:
        return _Records(file).table
    except (struct.error, IndexError, ValueError, LookupError) as error:
        raise SheetError("file_damaged", repr(error)[:300], file=file.path.name) from None


class _Records:
    def __init__(self, file: File) -> None:
        self._cells: dict[tuple[int, int], Cell] = {}
        self._hidden: set[int] = set()
        self._encoding = _THAI
        self._formula = (0, 0)  # whose text the next record brings
        self._short = _WORD.unpack_from(file.data)[0] == _OLDEST
        at, data = 0, file.data
        while at + 4 <= len(data):
            kind, size = _TWO.unpack_from(data, at)
            content = data[at + 4 : at + 4 + size]
            if kind == _PASSWORD:
                raise SheetError("file_encrypted", file=file.path.name)
            if kind == _END:
                break
            if len(content) < size:
                raise ValueError("a record cut short")
            self._record(kind, content)
            at += 4 + size
        else:
            raise ValueError("no end")
        self.table = placed(self._cells)
        self.table.hidden_rows = self._hidden

    def _record(self, kind: int, content: bytes) -> None:
        if kind == _CODE_PAGE:
            name = f"cp{_WORD.unpack_from(content)[0]}"
            self._encoding = _PAGES.get(name, name)
        elif kind in _ROW:
            if kind > 8 and len(content) > 12 and content[12] & 0x20:
                self._hidden.add(_WORD.unpack_from(content)[0])
        elif kind in _STRING:
            self._cells[self._formula] = self._words(content, 0)
        elif (cell := self._cell(kind, content)) is not None:
            row, column = _TWO.unpack_from(content)
            if column > LAST_COLUMN:
                raise ValueError("a cell that is nowhere")
            self._cells[row, column] = cell
            self._formula = (row, column)
            if row >= MOST_ROWS or len(self._cells) > _MOST_CELLS:
                raise SheetError("rows_too_many", rows=row + 1, most=MOST_ROWS)

    def _cell(self, kind: int, content: bytes) -> Cell | None:
        at = 7 if kind < 8 and self._short else 6  # behind row, column and format
        if kind in _TEXT:
            return self._words(content, at)
        if kind in _NUMBER:
            return number(_REAL.unpack_from(content, at)[0])
        if kind in _INTEGER:
            return float(_WORD.unpack_from(content, at)[0])
        if kind in _RK:
            return _rk(content[at : at + 4])
        if kind in _BOOL_OR_ERROR:
            value, is_error = content[at], content[at + 1]
            return Flaw("error", ERROR_TEXTS.get(value, "#N/A")) if is_error else bool(value)
        return _result(content[at : at + 8]) if kind in _FORMULA else None

    def _words(self, content: bytes, at: int) -> str:
        """A text with its length before it; in Excel 2 in one byte."""
        wide = 1 if self._short else 2
        count = int.from_bytes(content[at : at + wide], "little")
        return content[at + wide : at + wide + count].decode(self._encoding, "replace")


def _result(value: bytes) -> Cell:
    """What a formula came to. A text follows in a record of its own."""
    if value[6:] != b"\xff\xff":
        return number(_REAL.unpack(value)[0])
    if value[0] == 2:
        return Flaw("error", ERROR_TEXTS.get(value[2], "#N/A"))
    return bool(value[2]) if value[0] == 1 else Flaw("no_value") if value[0] == 0 else ""


def _rk(data: bytes) -> Cell:
    """A number in four bytes: [MS-XLS] 2.5.217."""
    whole = int.from_bytes(data, "little", signed=True)
    value = float(whole >> 2) if whole & 2 else float(_REAL.unpack(b"\0\0\0\0" + struct.pack("<i", whole & ~3))[0])
    return number(value / 100 if whole & 1 else value)
