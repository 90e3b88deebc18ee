"""Separated text: encoding and separator found, every cell left as text."""

from __future__ import annotations

import codecs
import csv
import io
import re

from app.errors import SheetError
from app.sheet.file import File

SEPARATORS = ",\t;|"
_SAMPLE = 64_000  # characters looked at for the separator
_LONGEST_CELL = 100_000
_FORMULA_TEXT = re.compile(r'^="([^"]*)"$')  # ="0991…": how some systems keep Excel from taking the zero away


def rows_of(file: File, most: int) -> list[list[str]]:
    """The records of a text file; at most `most` + 1 of them. Raises SheetError."""
    text = decode(file)
    separator = "\t" if file.kind == "pasted" and "\t" in text else separator_of(text)
    if text[:4].lower() == "sep=":  # Excel's own hint
        text = text.partition("\n")[2]
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    formulas = '="' in text
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row if not formulas else [_FORMULA_TEXT.sub(r"\1", cell) for cell in row])
            if len(rows) > most:
                break
    except csv.Error as error:
        raise SheetError("text_broken", str(error), file=file.path.name, row=len(rows) + 1) from None
    return rows


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
