"""The second look at an old .xls, record by record ([MS-XLS] 2.1.4) inside its container ([MS-CFB]): how big the fast
reader's table would be, hidden rows and columns, error cells, which the reader hides.

All of it must be understood before the reader may see it, which believes what it says of sizes and chains."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from app.errors import SheetError
from app.sheet.look import bounded
from app.sheet.scan import Look
from app.sheet.xlsb import ERROR_TEXTS

_SHORTEST_TEXT = 3  # bytes of a shared text: its length and its flags
_TEXTS = 0xFC
_SECTOR_COUNTS = (40, 44, 64, 72)  # where the header counts the sectors of directory, tables and their list
_BOUND_SHEET, _END, _BEGIN = 0x85, 0x0A, 0x809
_ROW, _COLUMNS, _FORMULA, _BOOL_OR_ERROR = 0x208, 0x7D, 0x06, 0x205
_VALUES = {0x203, 0xFD, 0x204, 0x27E, 0xBD, 0xD6, _FORMULA, _BOOL_OR_ERROR, 2, 3, 4, 5}  # the last: of Excel 2
_DIMENSIONS = 0x200
_TWO, _WORD = struct.Struct("<HH"), struct.Struct("<H")
_LAST_SECTOR = 0xFFFFFFFA  # from here on: marks, no sectors
_NOT_A_NUMBER = b"\xff\xff"  # the end of a formula's result that is none


def look(data: bytes, file: str, most_rows: int) -> dict[str, Look]:
    """Sheet name -> what its records say. Raises SheetError: rows_too_many, sheet_too_wide; file_damaged, also where it
    says it has more sectors or texts than it has bytes, or where its sectors run in a circle: the reader would make
    room for all of them, and be ended by the system. The reader opens all sheets at once: one too big is too many."""
    try:
        if _says_too_much(data):
            raise ValueError("sectors beyond the file")
        container = _Container(data)
        stream = container.stream("Workbook", "Book")
        if container.is_endless or _texts(stream) * _SHORTEST_TEXT > len(stream):
            raise ValueError("sizes beyond the file")
        return {name: bounded(_sheet(stream, at), most_rows) for name, at in _sheets(stream)}
    except (struct.error, IndexError, ValueError, KeyError) as error:
        raise SheetError("file_damaged", repr(error), file=file) from None


def _says_too_much(data: bytes) -> bool:
    """Whether the header counts more sectors than the file holds."""
    size = 1 << min(_WORD.unpack_from(data, 30)[0], 31)
    return any(struct.unpack_from("<I", data, at)[0] * size > len(data) + size for at in _SECTOR_COUNTS)


def _texts(stream: bytes) -> int:
    found = (struct.unpack_from("<I", content, 4)[0] for kind, content in _records(stream, 0) if kind == _TEXTS)
    return max(found, default=0)


class _Container:
    """A file of sectors with a table of chains and a directory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, self._mini_shift = _TWO.unpack_from(data, 30)
        if not (7 <= shift <= 16 and 4 <= self._mini_shift <= 12):
            raise ValueError("sectors beyond the file")
        self._size = 1 << shift
        tables = [*struct.unpack_from("<109I", data, 76)]
        directory, self._cutoff, mini_table = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        further = struct.unpack_from("<I", data, 68)[0]
        for _ in range(len(data) // self._size):
            if further >= _LAST_SECTOR:
                break
            *more, further = struct.unpack(f"<{self._size // 4}I", self._sector(further))
            tables += more
        tables = [number for number in tables if number < _LAST_SECTOR]
        if len(set(tables)) < len(tables):
            raise ValueError("a table twice")
        self._next = self._numbers(b"".join(self._sector(number) for number in tables))
        self._entries = self._chain(directory)
        self._mini_next = self._numbers(self._chain(mini_table)) if mini_table < _LAST_SECTOR else ()
        self._mini = self._chain(struct.unpack_from("<I", self._entries, 116)[0]) if self._mini_next else b""

    def _sector(self, number: int) -> bytes:
        sector = self._data[(number + 1) * self._size : (number + 2) * self._size]
        return sector.ljust(self._size, b"\0")  # the last one may be cut short

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _walk(first, self._next)))

    @property
    def is_endless(self) -> bool:
        """Whether something in it claims to be longer than the file."""
        starts = range(0, len(self._entries) - 127, 128)
        sizes = (struct.unpack_from("<I", self._entries, at + 120)[0] for at in starts if self._entries[at + 66])
        return any(size > len(self._data) for size in sizes)

    def stream(self, *names: str) -> bytes:
        """The first stream of one of these names. Raises KeyError."""
        wanted = tuple(name.encode("utf-16-le") + b"\0\0" for name in names)
        for at in range(0, len(self._entries), 128):
            if self._entries[at : at + 64].startswith(wanted):
                first, size = struct.unpack_from("<II", self._entries, at + 116)
                if size >= self._cutoff:
                    return self._chain(first)[:size]
                step = 1 << self._mini_shift
                return b"".join(self._mini[n * step : (n + 1) * step] for n in _walk(first, self._mini_next))[:size]
        raise KeyError(*names)


def _walk(first: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain. Raises ValueError where it runs in a circle."""
    for _ in range(len(table) + 1):
        if first >= len(table):
            return
        yield first
        first = table[first]
    raise ValueError("sectors in a circle")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content, to the end of the part that begins here; charts inside it are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = _TWO.unpack_from(stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        if depth <= 0:
            return
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, content in _records(stream, 0):
        if kind == _BOUND_SHEET:
            count, wide = content[6], content[7] & 1
            name = content[8 : 8 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
            yield name, struct.unpack_from("<I", content)[0]


def _sheet(stream: bytes, at: int) -> Look:
    found = Look(last_column=0)
    for kind, content in _records(stream, at):
        if kind in _VALUES:
            row, column = _TWO.unpack_from(content)
            last = _WORD.unpack_from(content, len(content) - 2)[0] if kind == 0xBD else column
            found.last_row, found.last_column = max(found.last_row, row), max(found.last_column, last)
            if (error := _error(kind, content)) is not None:
                found.errors[row, column] = ERROR_TEXTS.get(error, "#N/A")
        elif kind == _DIMENSIONS:  # how much room the reader makes
            first, rows, left, columns = struct.unpack_from("<IIHH", content)
            if first > rows or left > columns:
                raise ValueError("dimensions below zero")
            found.last_row, found.last_column = max(found.last_row, rows - 1), max(found.last_column, columns - 1)
        elif kind == _ROW and content[12] & 0x20:
            found.hidden_rows.add(_WORD.unpack_from(content)[0])
        elif kind == _COLUMNS and content[8] & 1:
            first, end = _TWO.unpack_from(content)
            found.hidden_columns.append((first, min(end, 255)))
    return found


def _error(kind: int, content: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and content[7]:
        return content[6]
    return content[8] if kind == _FORMULA and content[12:14] == _NOT_A_NUMBER and content[6] == 2 else None
