"""The second look at an .xlsb, record by record ([MS-XLSB] 2.1.4): how big the fast reader's table would be (one far
cell, and the memory it asks for ends the process), hidden rows and columns, notes; error cells, which the reader
hides."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from typing import NamedTuple

from app.errors import SheetError
from app.sheets.files.scan import Look
from app.sheets.files.styles import left_of

_ROW, _COLUMNS, _SHEET, _MERGED = 0, 60, 156, 176
_FONT, _FORMAT, _BEGIN_FORMATS, _END_FORMATS = 43, 47, 617, 618
_NOTE, _NOTE_TEXT = 635, 637  # BrtBeginComment, BrtCommentText
_STRUCK = 0x08  # of a font
_STYLES, _SHARED = "xl/styles.bin", "xl/sharedStrings.bin"  # where the reader looks
_SHARED_ONE, _SHARED_TEXT, _RICH_TEXT = 19, 7, 62  # BrtSSTItem; BrtCellIsst, BrtCellRString
_HAS_RUNS = 0x01  # of a text: letters of several fonts
_VALUES = {2, 4, 5, 6, 7, 8, 9, 10, 62}  # cells with a value: BrtCellRk … BrtCellSt, BrtFmla…, BrtCellRString
_ERRORS = {3, 11}  # BrtCellError, BrtFmlaError
ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_TWO = struct.Struct("<II")
_LINK = re.compile(rb"<Relationship\b[^>]*>")
_BROKEN = (struct.error, IndexError, ValueError, KeyError, OSError, EOFError, RuntimeError, zipfile.BadZipFile)


def look(data: bytes, name: str, most_rows: int) -> dict[str, Look]:
    """Sheet name -> what its records say, up to the first row too many. Raises SheetError(file_damaged)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            fonts, struck = _struck(package)
            crossing = _Crossing(fonts, struck, _crossed_texts(package, fonts))
            looks = {sheet: _records(package.read(part), most_rows, crossing) for sheet, part in _parts(package)}
            for sheet, part in _parts(package):
                looks[sheet].comments.update(_comments(package, part))
            return looks
    except Exception as error:
        if isinstance(error, _BROKEN) or type(error).__module__ in ("zlib", "lzma", "bz2", "_lzma"):
            raise SheetError("file_damaged", str(error)[:300], file=name) from None
        raise


def _comments(package: zipfile.ZipFile, sheet: str) -> dict[int, str]:
    """Row from 0 -> what the notes on its cells say."""
    folder, name = posixpath.split(sheet)
    links, known = f"{folder}/_rels/{name}.rels", set(package.namelist())
    found: dict[int, str] = {}
    for tag in _LINK.findall(package.read(links)) if links in known else ():
        target = re.search(rb'\bTarget="([^"]*)"', tag)
        if not target or not re.search(rb'\bType="[^"]*/comments"', tag):
            continue
        path = target[1].decode()
        part = path[1:] if path.startswith("/") else posixpath.normpath(f"{folder}/{path}")
        data, at, row = package.read(part) if part in known else b"", 0, 0
        while at < len(data):
            kind, start, at = _next(data, at)
            if kind == _NOTE:
                row = int.from_bytes(data[start + 4 : start + 8], "little")
            elif kind == _NOTE_TEXT:
                found[row] = " ".join([*found.get(row, "").split(), *_wide(data, start + 1)[0].split()])
    return found


def _parts(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names of the sheets and of their parts."""
    targets: dict[str, str] = {}
    for tag in _LINK.findall(package.read("xl/_rels/workbook.bin.rels")):
        own, target = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
        if own and target:
            path = target[1].decode()
            targets[own[1].decode()] = path[1:] if path.startswith("/") else posixpath.normpath(f"xl/{path}")
    found: list[tuple[str, str]] = []
    book, at = package.read("xl/workbook.bin"), 0
    known = set(package.namelist())
    while at < len(book):
        kind, start, at = _next(book, at)
        if kind == _SHEET:
            link, after = _wide(book, start + 8)
            sheet, _ = _wide(book, after)
            if targets.get(link, "").endswith(".bin") and targets[link] in known:
                found.append((sheet, targets[link]))
    return found


class _Crossing(NamedTuple):
    """What strikes through."""

    fonts: frozenset[int]
    formats: frozenset[int]  # of cells
    texts: dict[int, str]  # number of a shared text -> what is left of it

    def left(self, kind: int, content: bytes) -> str | None:
        """What is left of a text that is struck through, wholly or in part; None of any other cell."""
        if kind == _SHARED_TEXT and self.texts:
            return self.texts.get(int.from_bytes(content[8:12], "little"))
        return _left(content[8:], self.fonts) if kind == _RICH_TEXT and self.fonts else None


def _left(content: bytes, fonts: frozenset[int]) -> str | None:
    """Of a text as `RichStr` holds it: flags, letters, runs of fonts."""
    if not content[0] & _HAS_RUNS:
        return None
    end = 5 + 2 * int.from_bytes(content[1:5], "little")
    runs = int.from_bytes(content[end : end + 4], "little")
    return left_of(content[5:end], content[end + 4 : end + 4 + 4 * runs], fonts)


def _crossed_texts(package: zipfile.ZipFile, fonts: frozenset[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    data, at, number = package.read(_SHARED) if fonts and _SHARED in package.namelist() else b"", 0, 0
    while at < len(data):
        kind, start, at = _next(data, at)
        if kind == _SHARED_ONE:
            if (left := _left(data[start:at], fonts)) is not None:
                found[number] = left
            number += 1
    return found


def _struck(package: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    """The fonts that strike through, and the cell formats that have them."""
    if _STYLES not in package.namelist():
        return frozenset(), frozenset()
    data, at, inside = package.read(_STYLES), 0, False
    fonts: list[bool] = []
    formats: list[int] = []
    while at < len(data):
        kind, start, at = _next(data, at)
        if kind == _FONT:
            fonts.append(bool(data[start + 2] & _STRUCK))
        elif kind in (_BEGIN_FORMATS, _END_FORMATS):
            inside = kind == _BEGIN_FORMATS
        elif kind == _FORMAT and inside:
            formats.append(int.from_bytes(data[start + 4 : start + 6], "little"))
    crossing = frozenset(number for number, struck in enumerate(fonts) if struck)
    return crossing, frozenset(number for number, font in enumerate(formats) if font in crossing)


def _wide(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(struct.unpack_from("<I", data, at)[0])
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _next(data: bytes, at: int) -> tuple[int, int, int]:
    """A record's kind, where its content begins and where it ends. Kind and size are in 7-bit pieces."""
    kind = data[at]
    at += 1
    if kind & 0x80:
        kind = kind & 0x7F | data[at] << 7
        at += 1
    size = shift = 0
    while True:
        piece = data[at]
        at += 1
        size |= (piece & 0x7F) << shift
        shift += 7
        if piece < 0x80 or shift > 21:
            return kind, at, at + size


def _records(data: bytes, most_rows: int, crossing: _Crossing) -> Look:
    found = Look(last_column=0)
    at, row, hidden, size = 0, 0, False, len(data)
    while at < size:
        kind, start, at = _next(data, at)
        if kind == _ROW:
            row, flags = int.from_bytes(data[start : start + 4], "little"), data[start + 11]
            hidden = bool(flags & 0x10 or (flags & 0x20 and not any(data[start + 8 : start + 10])))  # or of no height
        elif kind in _VALUES or kind in _ERRORS:
            _value(found, kind, data[start:at], row, crossing)
            if row >= most_rows:
                return found
            if hidden:
                found.hidden_rows.add(row)
        elif kind == _MERGED:
            found.merges.append(struct.unpack_from("<IIII", data, start))
        elif kind == _COLUMNS and data[start + 16] & 1:
            first, last = _TWO.unpack_from(data, start)
            found.hidden_columns.append((first, min(last, 16_383)))
    return found


def _value(found: Look, kind: int, content: bytes, row: int, crossing: _Crossing) -> None:
    column = int.from_bytes(content[:4], "little")
    found.last_row, found.last_column = max(found.last_row, row), max(found.last_column, column)
    if crossing.formats and int.from_bytes(content[4:7], "little") in crossing.formats:
        found.struck.add((row, column))
    if crossing.fonts and (left := crossing.left(kind, content)) is not None:
        found.leave((row, column), left)
    if kind in _ERRORS:
        found.errors[row, column] = ERROR_TEXTS.get(content[8], "#N/A")
