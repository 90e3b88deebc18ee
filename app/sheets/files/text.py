"""Separated text: encoding, separator and quotes found, every cell left as text.

Strict about quotes: one that is never closed would take all rows below it into its cell, and nobody would miss them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Any

from app.errors import SheetError
from app.sheets.files.file import File

SEPARATORS = ",\t;|"
_SAMPLE = 64_000  # characters looked at for the separator
_LONGEST_CELL = 100_000
_AFTER_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")  # the first line, whatever ends it: old Macs write \r alone
_FORMULA_TEXT = re.compile(r'^="([^"]*)"$')  # ="0991…": how some systems keep Excel from taking the zero away
_OTHER_QUOTES = ("''", "``", "“”", "„“", "””", "‘’", "’’", "«»", "\N{FULLWIDTH QUOTATION MARK}" * 2)
_BORROWED = "\N{PRIVATE USE ONE}"  # stands for quotes that open and close differently; in no text
_ID = re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)")  # also with Thai digits
_THAI_BLOCKS = (b"\xe0\xb8", b"\xe0\xb9")  # how every Thai letter begins in UTF-8
_END_OF_FILE = b"\x1a"  # Ctrl-Z, of DOS programs


def rows_of(file: File, most: int) -> list[list[str]]:
    """The records of a text file; at most `most` + 1 of them. Raises SheetError: text_quote, text_cell_rows with the
    line in the file, from 1."""
    text = decode(_without_end(file))
    separator = "\t" if file.format == "pasted" and "\t" in text else separator_of(text)
    first = 0
    if text[:4].lower() == "sep=":  # Excel's own hint
        text, first = _AFTER_LINE.sub("", text, count=1), 1
    text, quote = _with_one_quote(text, separator)
    csv.field_size_limit(_LONGEST_CELL)
    spaced = re.search(rf"{re.escape(separator)} +{quote}", text[:_SAMPLE]) is not None
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, quotechar=quote, strict=True, skipinitialspace=spaced
    )
    return _records(reader, file, most, first, separator, formulas='="' in text)


def _without_end(file: File) -> File:
    """The file without the mark that old programs end a text with, and what they leave behind it."""
    data = file.data.rstrip(b"\0\r\n\t ")
    return file._replace(data=data.rstrip(_END_OF_FILE)) if data.endswith(_END_OF_FILE) else file


def _records(reader: Any, file: File, most: int, first: int, separator: str, *, formulas: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    begins = 0  # lines before this record
    try:
        for row in reader:
            if reader.line_num > begins + 1:
                _refuse_rows_in_cells(row, separator, file, first + begins + 1)
            begins = reader.line_num
            rows.append(row if not formulas else [_FORMULA_TEXT.sub(r"\1", cell) for cell in row])
            if len(rows) > most:
                break
    except csv.Error as error:
        code = "text_broken" if "field limit" in str(error) else "text_quote"
        raise SheetError(code, file=file.path.name, row=first + begins + 1) from None
    return rows


def _refuse_rows_in_cells(row: list[str], separator: str, file: File, line: int) -> None:
    """A cell of several lines is an address, or rows that stray quotes took in."""
    for cell in row:
        for number, part in enumerate(cell.splitlines()):
            if (_ID.search(part) and len(cell.splitlines()) > 1) or (number and part.count(separator) >= 2):
                raise SheetError("text_cell_rows", file=file.path.name, row=line)


def _with_one_quote(text: str, separator: str) -> tuple[str, str]:
    """The text and its quotation mark: another one than usual where nearly all cells of the first lines stand in it."""
    cells = [cell.strip() for line in text[:_SAMPLE].splitlines()[:50] for cell in line.split(separator)]
    filled = [cell for cell in cells if cell]
    for pair in _OTHER_QUOTES:
        opens, closes = pair[0], pair[1]
        wrapped = sum(len(cell) > 1 and cell[0] == opens and cell[-1] == closes for cell in filled)
        if wrapped * 5 >= len(filled) * 4 > 0:
            if opens == closes:
                return text, opens
            return text.replace(opens, _BORROWED).replace(closes, _BORROWED), _BORROWED
    return text, '"'


def decode(file: File) -> str:
    """UTF-8 with or without BOM, UTF-16, or Windows-874 (a superset of TIS-620), as far as it makes sense."""
    data = file.data
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return _decoded(file, encoding)
    if b"\0" in data[:2000]:
        zeros_second = data[1:2000:2].count(0) > data[0:2000:2].count(0)
        return _decoded(file, "utf-16-le" if zeros_second else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if sum(map(data.count, _THAI_BLOCKS)) * 3 > sum(byte > 127 for byte in data) // 2:
            raise SheetError("text_encoding", file=file.path.name) from None  # cut or mended by a program that erred
        return _decoded(file, "cp874")


def _decoded(file: File, encoding: str) -> str:
    try:
        text = file.data.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError("text_encoding", file=file.path.name) from None
    if text.count("\0") or sum(map(text[:2000].count, "\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11")) > 5:
        raise SheetError("file_not_sheet", file=file.path.name)
    return text


def separator_of(text: str) -> str:
    """The separator under which most of the first lines have the same number (over one) of cells."""
    if text[:4].lower() == "sep=" and text[4:5] in SEPARATORS:
        return text[4]
    sample = text[:_SAMPLE].splitlines()[:50]
    return max(SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(lines: list[str], separator: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return (0, 0)
    width = max(set(widths), key=lambda wide: (widths.count(wide) * (wide > 1), wide), default=1)
    return (widths.count(width), width) if width > 1 else (0, 0)
