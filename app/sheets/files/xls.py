"""The second look at an old .xls, record by record ([MS-XLS] 2.1.4; BIFF5 of Excel 5 and 95 alike): how big the fast
reader's table would be, hidden rows and columns, merged and struck cells, notes; error cells, which the reader hides,
and texts beside the shared ones, which it misreads."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from app.errors import SheetError
from app.sheets.files.cfb import Container, says_too_much, wrapped
from app.sheets.files.crypt import opened
from app.sheets.files.look import bounded
from app.sheets.files.scan import Look
from app.sheets.files.styles import left_of
from app.sheets.files.xls_texts import crossed_texts
from app.sheets.files.xlsb import ERROR_TEXTS

_SHORTEST_TEXT = 3  # bytes of a shared text: its length and its flags
_TEXTS, _PASSWORD, _CODE_PAGE, _FONT, _FORMAT = 0xFC, 0x2F, 0x42, 0x31, 0xE0
_BOUND_SHEET, _END, _BEGIN = 0x85, 0x0A, 0x809
_ROW, _COLUMNS, _FORMULA, _BOOL_OR_ERROR, _TEXT, _SOME_NUMBERS, _MERGED = 0x208, 0x7D, 0x06, 0x205, 0x204, 0xBD, 0xE5
_SHARED_TEXT, _RICH_TEXT = 0xFD, 0xD6  # the second: of Excel 5 and 95
_VALUES = {
    0x203,
    _SHARED_TEXT,
    _TEXT,
    0x27E,
    _SOME_NUMBERS,
    _RICH_TEXT,
    _FORMULA,
    _BOOL_OR_ERROR,
    2,
    3,
    4,
    5,
}  # the last: of Excel 2
_DIMENSIONS = 0x200
_NOTE, _OBJECT, _OBJECT_TEXT, _CONTINUED = 0x1C, 0x5D, 0x1B6, 0x3C
_OF_NOTES = {_NOTE, _OBJECT, _OBJECT_TEXT, _CONTINUED}
_NO_ROW = 0xFFFF
_TWO, _WORD = struct.Struct("<HH"), struct.Struct("<H")
_NOT_A_NUMBER = b"\xff\xff"  # the end of a formula's result that is none
_BIFF8 = 0x0600
LAST_COLUMN = 255  # IV
_STRUCK = 0x08  # of a font
_NO_FONT = 4  # fonts count 0 to 3, 5 …: [MS-XLS] 2.5.129
_THAI = "cp874"
_WIDE = struct.pack("<H", 1200)  # the code page of texts in two bytes, the only one since Excel 97
_CODE_PAGES = {1200: "utf-16-le", 367: "ascii", 10000: "mac-roman", 32768: "mac-roman", 32769: "cp1252"}


@dataclass(slots=True)
class _Book:
    """What the records before the sheets say."""

    version: int
    encoding: str = _THAI  # of texts before Excel 97; what writes none is written here
    fonts: list[bool] = field(default_factory=list)  # struck through?
    formats: list[int] = field(default_factory=list)  # per cell format: its font
    sheets: list[tuple[str, int]] = field(default_factory=list)  # name, where its records begin
    page_at: int = 0  # where the stream says its code page
    texts: int = 0  # how many shared ones there are said to be
    shared: list[bytes] = field(default_factory=list)  # their record, and those that continue it
    crossed: dict[int, str] = field(default_factory=dict)  # number of a shared text -> what is not struck through

    @property
    def struck(self) -> frozenset[int]:
        """The cell formats whose font is struck through."""
        fonts = self.struck_fonts
        return frozenset(n for n, font in enumerate(self.formats) if font in fonts)

    @property
    def struck_fonts(self) -> frozenset[int]:
        return frozenset(n + (n >= _NO_FONT) for n, struck in enumerate(self.fonts) if struck)


class Looked(NamedTuple):
    data: bytes  # for the reader: the file, or what was in it without its encryption
    sheets: list[tuple[str, Look]]  # in their order


def look(data: bytes, file: str, most_rows: int) -> Looked:
    """The sheets in their order and what their records say. Raises SheetError: rows_too_many, sheet_too_wide;
    file_encrypted; file_damaged, also where it says it has more sectors or texts than it has bytes, or where its
    sectors run in a circle: the reader would make room for all of them, and be ended by the system. The reader opens
    all sheets at once: one too big is too many."""
    try:
        if says_too_much(data):
            raise ValueError("sectors beyond the file")
        container = Container(data)
        stream = container.stream("Workbook", "Book")
        if container.is_endless:
            raise ValueError("sizes beyond the file")
        if any(kind == _PASSWORD for kind, _ in _records(stream, 0)):
            plain = opened(stream)
            if plain is None:
                raise SheetError("file_encrypted", file=file)
            data, stream = wrapped(plain), plain
        elif not container.has("Workbook", "Book"):  # in other letters: the reader would not find it
            data = wrapped(stream)
        book = _book(stream)
        if book.page_at and book.version >= _BIFF8 and stream[book.page_at : book.page_at + 2] != _WIDE:
            data = wrapped(stream[: book.page_at] + _WIDE + stream[book.page_at + 2 :])  # the reader would mix both
        if book.texts * _SHORTEST_TEXT > len(stream):
            raise ValueError("texts beyond the file")
        return Looked(data, [(name, bounded(_sheet(stream, at, book), most_rows)) for name, at in book.sheets])
    except (struct.error, IndexError, ValueError, KeyError) as error:
        raise SheetError("file_damaged", repr(error), file=file) from None


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


def _book(stream: bytes) -> _Book:
    book = _Book(_WORD.unpack_from(stream, 4)[0])
    at, before = 0, 0
    for kind, content in _records(stream, 0):
        if kind == _TEXTS or (kind == _CONTINUED and before == _TEXTS):
            book.shared.append(content)
        before = before if kind == _CONTINUED else kind
        if kind == _CODE_PAGE:
            book.page_at = at + 4
            book.encoding = _encoding(_WORD.unpack_from(content)[0])
        elif kind == _FONT:
            book.fonts.append(bool(content[2] & _STRUCK))
        elif kind == _FORMAT:
            book.formats.append(_WORD.unpack_from(content)[0])
        elif kind == _TEXTS:
            book.texts = max(book.texts, struct.unpack_from("<I", content, 4)[0])
        elif kind == _BOUND_SHEET:
            book.sheets.append((_text(content[6:], book, 1), struct.unpack_from("<I", content)[0]))
        at += 4 + _TWO.unpack_from(stream, at)[1]
    with suppress(IndexError, ValueError):  # texts cut short: the reader says so, where it needs them
        book.crossed = crossed_texts(book.shared, book.struck_fonts)
    return book


def _encoding(page: int) -> str:
    name = _CODE_PAGES.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return _THAI
    return name


def _text(content: bytes, book: _Book, size: int) -> str:
    """A text with its length before it in `size` bytes; since Excel 97 with flags between them."""
    count, rest = int.from_bytes(content[:size], "little"), content[size:]
    if book.version < _BIFF8:
        return rest[:count].decode(book.encoding, "replace")
    wide = rest[0] & 1
    return rest[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet(stream: bytes, at: int, book: _Book) -> Look:
    found = Look(last_column=0)
    struck, notes = book.struck, _Notes(book)
    for kind, content in _records(stream, at):
        if kind in _OF_NOTES:
            notes.take(kind, content)
            continue
        if kind in _VALUES:
            _value(found, kind, content, book, struck)
        elif kind == _DIMENSIONS:  # how much room the reader makes
            _dimensions(found, content)
        elif kind == _ROW and (content[12] & 0x20 or (content[12] & 0x40 and not _WORD.unpack_from(content, 6)[0])):
            found.hidden_rows.add(_WORD.unpack_from(content)[0])
        elif kind == _COLUMNS and content[8] & 1:
            first, end = _TWO.unpack_from(content)
            found.hidden_columns.append((first, min(end, LAST_COLUMN)))
        elif kind == _MERGED:
            count = min(_WORD.unpack_from(content)[0], (len(content) - 2) // 8)
            found.merges += [struct.unpack_from("<HHHH", content, 2 + 8 * number) for number in range(count)]
    found.comments.update(notes.said())
    return found


class _Notes:
    """The notes on cells. Since Excel 97 a note names a drawn object, whose text stands in the records behind it."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self._objects: list[tuple[int, int]] = []  # row, its object
        self._texts: dict[int, str] = {}  # object -> text
        self._said: dict[int, str] = {}  # row -> text, of before Excel 97
        self._object = self._missing = self._row = 0

    def take(self, kind: int, content: bytes) -> None:
        if kind == _NOTE:
            self._note(content)
        elif kind == _OBJECT and len(content) >= 8:
            self._object, self._missing = _WORD.unpack_from(content, 6)[0], 0
        elif kind == _OBJECT_TEXT:
            self._missing = _WORD.unpack_from(content, 10)[0]  # letters, in the records that continue it
        elif kind == _CONTINUED and self._missing and content:
            wide = content[0] & 1
            text = content[1 : 1 + self._missing * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
            self._texts[self._object] = self._texts.get(self._object, "") + text
            self._missing -= len(text)

    def _note(self, content: bytes) -> None:
        row = _WORD.unpack_from(content)[0]
        if self._book.version >= _BIFF8:
            self._objects.append((row, _WORD.unpack_from(content, 6)[0]))
        elif row != _NO_ROW:
            self._row, text = row, content[6:].decode(self._book.encoding, "replace")
            self._said[row] = f"{self._said.get(row, '')} {text}"
        else:  # a long note goes on
            self._said[self._row] = self._said.get(self._row, "") + content[6:].decode(self._book.encoding, "replace")

    def said(self) -> dict[int, str]:
        """Row from 0 -> what the notes on its cells say."""
        found = dict(self._said)
        for row, drawn in self._objects:
            found[row] = f"{found.get(row, '')} {self._texts.get(drawn, '')}"
        return {row: words for row, text in found.items() if (words := " ".join(text.split()))}


def _dimensions(found: Look, content: bytes) -> None:
    first, rows, left, columns = struct.unpack_from("<IIHH" if len(content) > 10 else "<HHHH", content)
    if first > rows or left > columns:
        raise ValueError("dimensions below zero")
    found.last_row, found.last_column = max(found.last_row, rows - 1), max(found.last_column, columns - 1)


def _value(found: Look, kind: int, content: bytes, book: _Book, struck: frozenset[int]) -> None:
    row, column = _TWO.unpack_from(content)
    several = kind == _SOME_NUMBERS
    last = _WORD.unpack_from(content, len(content) - 2)[0] if several else column
    if max(last, column) > LAST_COLUMN:
        raise ValueError("a cell that is nowhere")
    found.last_row, found.last_column = max(found.last_row, row), max(found.last_column, last)
    if (error := _error(kind, content)) is not None:
        found.errors[row, column] = ERROR_TEXTS.get(error, "#N/A")
    elif kind == _TEXT:
        found.texts[row, column] = _text(content[6:], book, 2)
    if (left := _left(kind, content, book)) is not None:
        found.leave((row, column), left)
    if struck:
        formats = range(4, len(content) - 6, 6) if several else (4,)
        for number, at in enumerate(formats):
            if _WORD.unpack_from(content, at)[0] in struck:
                found.struck.add((row, column + number))


def _left(kind: int, content: bytes, book: _Book) -> str | None:
    """What is left of a text that is struck through, wholly or in part; None of any other cell."""
    if kind == _SHARED_TEXT:
        return book.crossed.get(struct.unpack_from("<I", content, 6)[0]) if book.crossed else None
    if kind != _RICH_TEXT or book.version >= _BIFF8:
        return None
    count = _WORD.unpack_from(content, 6)[0]  # of Excel 5: places and fonts are one byte each
    letters = content[8 : 8 + count].decode(book.encoding, "replace").encode("utf-16-le")
    fonts = content[9 + count : 9 + count + 2 * content[8 + count]]
    return left_of(letters, b"".join(bytes((byte, 0)) for byte in fonts), book.struck_fonts)


def _error(kind: int, content: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and content[7]:
        return content[6]
    return content[8] if kind == _FORMULA and content[12:14] == _NOT_A_NUMBER and content[6] == 2 else None
