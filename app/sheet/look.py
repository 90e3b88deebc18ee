"""The second look at an .xlsx: what the fast reader hides.

Number formats that prove a lost zero, error cells, formulas nobody computed, hidden rows and columns; and,
before the reader makes a table of it, how big that table would be: one cell in the last corner of a sheet
would make it 17 thousand million cells.

A quick scan of the raw bytes (`app.sheet.scan`) does it for the spelling that Excel, LibreOffice and openpyxl write;
any other is parsed here, three times slower. expat expands no external entity, and a document type, without which
there is no entity at all, is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from app.errors import SheetError
from app.sheet.scan import Look, Styles, column_number, scan

CHUNK = 2**18
MOST_CELLS = 24_000_000  # of the rectangle around all filled cells: 0.8 GiB in the reader
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of a workbook that concern us."""

    parts: Mapping[str, str]  # sheet name -> path in the package
    hidden: frozenset[str]
    since_1904: bool
    formats: Styles
    main: str = "xl/workbook.xml"  # where these parts are in the package
    styles: str = "xl/styles.xml"


class Package:
    """An .xlsx opened for looking. Raises SheetError where its XML is broken."""

    def __init__(self, data: bytes, name: str) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._name = name
        self.book = self._read_book()

    def look(self, sheet: str, most_rows: int) -> Look:
        """Raises SheetError: rows_too_many, file_damaged."""
        part = self.book.parts.get(sheet)
        if part is None:
            return Look()
        look = scan(self._chunks(part), most_rows, self.book.formats)
        if look is None:
            parser = _SheetParser(self.book.formats, most_rows)
            self._parse(part, parser.parser)
            look = parser.finish()
        return look

    def _chunks(self, part: str) -> Iterator[bytes]:
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError) as error:
            raise SheetError("file_damaged", str(error), file=self._name) from None
        except Exception as error:  # zlib.error and what other unpackers raise
            if type(error).__module__ in ("zlib", "lzma", "bz2", "_lzma"):
                raise SheetError("file_damaged", str(error), file=self._name) from None
            raise

    def _parse(self, part: str, parser: expat.XMLParserType) -> None:
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            for chunk in self._chunks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as error:
            raise SheetError("file_damaged", str(error)[:300], file=self._name) from None

    def _refuse(self, *_: object) -> None:
        raise SheetError("file_damaged", "document type", file=self._name)

    def _tags(self, part: str) -> list[tuple[str, Attributes]]:
        """All start tags of a small part, prefixes taken off; none where the part is missing."""
        found: list[tuple[str, Attributes]] = []
        if part not in self._zip.namelist():
            return found
        parser = expat.ParserCreate()

        def start(name: str, attributes: Attributes) -> None:
            found.append((_local(name), {_local(key): value for key, value in attributes.items()}))
            if len(found) > 2_000_000:
                raise SheetError("file_too_big", file=self._name)

        parser.StartElementHandler = start
        self._parse(part, parser)
        return found

    def _read_book(self) -> Book:
        main, targets = "xl/workbook.xml", {}
        for name, attributes in self._tags("_rels/.rels"):
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                main = attributes.get("Target", main).lstrip("/")
        folder, file = posixpath.split(main)
        for name, attributes in self._tags(f"{folder}/_rels/{file}.rels"):
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                targets[attributes.get("Id", "")] = attributes
        parts, hidden, since_1904 = {}, set(), False
        for name, attributes in self._tags(main):
            if name == "workbookPr":
                since_1904 = attributes.get("date1904", "0") in ("1", "true")
            elif name == "sheet":
                target = targets.get(attributes.get("id", ""), {}).get("Target", "")
                parts[attributes.get("name", "")] = _inside(folder, target)
                if attributes.get("state", "visible") != "visible":
                    hidden.add(attributes.get("name", ""))
        found = (t.get("Target", "") for t in targets.values() if t.get("Type", "").endswith("/styles"))
        styles = _inside(folder, next(found, "styles.xml"))
        texts = next(
            (t.get("Target", "") for t in targets.values() if t.get("Type", "").endswith("/sharedStrings")), ""
        )
        tags = self._tags(styles)
        formats = Styles(
            _widths(tags), _struck(tags), self._struck_texts(_inside(folder, texts)) if texts else frozenset()
        )
        return Book(parts, frozenset(hidden), since_1904, formats, main, styles)

    def _struck_texts(self, part: str) -> frozenset[int]:
        """Numbers of the shared texts in which every run of letters is struck through."""
        if part not in self._zip.namelist() or not any(b"strike" in chunk for chunk in self._chunks(part)):
            return frozenset()
        parser = expat.ParserCreate()
        found: set[int] = set()
        number, struck, runs = -1, 0, 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal number, struck, runs
            name = _local(name)
            if name == "si":
                number, struck, runs = number + 1, 0, 0
            elif name == "t":
                runs += 1
            elif name == "strike" and attributes.get("val", "1") in ("1", "true"):
                struck += 1

        def end(name: str) -> None:
            if _local(name) == "si" and runs and struck >= runs:
                found.add(number)

        parser.StartElementHandler, parser.EndElementHandler = start, end
        self._parse(part, parser)
        return frozenset(found)


def bounded(look: Look, most_rows: int) -> Look:
    """Raises SheetError where the reader's table would be too big: rows_too_many, sheet_too_wide."""
    if look.last_row >= most_rows:
        raise SheetError("rows_too_many", rows=look.last_row + 1, most=most_rows)
    if (look.last_row + 1) * (look.last_column + 1) > MOST_CELLS:
        raise SheetError("sheet_too_wide", rows=look.last_row + 1, columns=look.last_column + 1)
    return look


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _inside(folder: str, target: str) -> str:
    """A part's path; one that climbs out of the package names no part of it."""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


_PADS = re.compile(r"0[0 \-]*0")
_NO_DIGITS = re.compile(r"\[[^\]]*\]|\"|\\(?=[ \-])")


def _widths(tags: list[tuple[str, Attributes]]) -> tuple[int, ...]:
    """Per cell format, the digits its number format pads to: `00000`, and Excel's own Thai id format
    `0-0000-00000-00-0`."""
    formats: dict[str, int] = {}
    widths: list[int] = []
    inside = False
    for name, attributes in tags:
        if name == "numFmt":
            code = _NO_DIGITS.sub("", attributes.get("formatCode", "")).partition(";")[0]
            formats[attributes.get("numFmtId", "")] = code.count("0") if _PADS.fullmatch(code) else 0
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            widths.append(formats.get(attributes.get("numFmtId", ""), 0))
    return tuple(widths)


_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


def _struck(tags: list[tuple[str, Attributes]]) -> frozenset[int]:
    """The cell formats whose font is struck through."""
    fonts: set[int] = set()
    found: set[int] = set()
    section, font, number = "", -1, -1
    for name, attributes in tags:
        if name in _SECTIONS:
            section = name
        elif section == "fonts" and name == "font":
            font += 1
        elif section == "fonts" and name == "strike" and attributes.get("val", "1") in ("1", "true"):
            fonts.add(font)
        elif section == "cellXfs" and name == "xf":
            number += 1
            if attributes.get("fontId", "0") in map(str, fonts):
                found.add(number)
    return frozenset(found)


_DIGITS = "0123456789"


class _SheetParser:
    """Collects a Look from a sheet's XML, tag by tag. Kept flat: it runs two million times on a large sheet."""

    def __init__(self, formats: Styles, most_rows: int) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self._handlers = {
            "c": self._cell,
            "v": self._value,
            "is": self._value,
            "t": self._run,
            "strike": self._strike,
            "f": self._formula,
            "row": self._new_row,
            "col": self._new_columns,
        }
        self._look = Look(last_column=0)
        self._styles = {str(style): width for style, width in enumerate(formats.widths) if width}
        self._struck = {str(style) for style in formats.struck}
        self._struck_texts = {str(number) for number in formats.struck_texts}
        self._most_rows = most_rows
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._row_text = ""
        self._hidden = False
        self._text: list[str] | None = None
        self._cells = self._runs = self._struck_runs = 0
        self._type, self._width = "n", 0
        self._text_at = (0, 0)

    def finish(self) -> Look:
        if self._text is not None:
            self._end_text()
        return self._look

    def _start(self, name: str, attributes: Attributes) -> None:
        handler = self._handlers.get(name) or self._handlers.get(_local(name))
        if handler is not None:
            handler(attributes)

    def _new_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isascii() and number.isdigit() else self._row + 1
        self._column, self._row_text = -1, str(self._row + 1)
        self._hidden = attributes.get("hidden", "0") in ("1", "true")

    def _new_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden", "0") in ("1", "true"):
            try:
                self._look.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
            except (KeyError, ValueError):
                return

    def _cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            letters = attributes["r"].rstrip(_DIGITS)
            column = self._columns.get(letters)
            if column is None:
                if not (letters.isascii() and letters.isalpha() and len(letters) < 4):
                    raise ValueError("a cell that is nowhere")
                column = self._columns[letters] = column_number(letters.upper())
            self._column = column
            if attributes["r"][len(letters) :] != self._row_text:
                self._elsewhere(attributes["r"][len(letters) :])
        else:
            self._column += 1
        if self._text is not None:
            self._end_text()
        self._type, self._runs, self._struck_runs = attributes.get("t", "n"), 0, 0
        self._width = self._styles.get(attributes.get("s", "0"), 0) if self._styles else 0
        if self._struck and attributes.get("s", "0") in self._struck:
            self._look.struck.add((self._row, self._column))
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise SheetError("rows_too_many", rows=self._row + 1, most=self._most_rows)

    def _elsewhere(self, row: str) -> None:
        """A cell that says it is in another row than the row says: the reader believes the cell, and counts on past
        what it can count."""
        if not (row.isascii() and row.isdigit() and len(row) < 8 and int(row)):
            raise ValueError("a cell that is nowhere")
        self._row, self._row_text = int(row) - 1, row

    def _value(self, _: Attributes) -> None:
        look = self._look
        if self._row > look.last_row:
            look.last_row = self._row
            if self._row >= self._most_rows:
                raise SheetError("rows_too_many", rows=self._row + 1, most=self._most_rows)
        if self._column > look.last_column:
            look.last_column = self._column
        if self._hidden:
            look.hidden_rows.add(self._row)
        if self._width and self._type == "n":
            look.padded.append((self._row, self._column, self._width))
        elif self._type == "e" or (self._type == "s" and self._struck_texts):
            self._text = []
            self._text_at = (self._row, self._column)
            self.parser.CharacterDataHandler = self._text.append

    def _end_text(self) -> None:
        text = "".join(self._text or ()).strip()
        if self._type == "e":
            self._look.errors[self._text_at] = text[:20] or "#N/A"
        elif text in self._struck_texts:
            self._look.struck.add(self._text_at)
        self.parser.CharacterDataHandler = None
        self._text = None

    def _run(self, _: Attributes) -> None:
        """Letters in the cell; struck through as a whole where every run of them is."""
        self._runs += 1
        if self._struck_runs >= self._runs:
            self._look.struck.add((self._row, self._column))
        elif self._struck_runs:
            self._look.struck.discard((self._row, self._column))

    def _strike(self, attributes: Attributes) -> None:
        self._struck_runs += attributes.get("val", "1") in ("1", "true")

    def _formula(self, _: Attributes) -> None:
        if self._type != "str":
            self._look.formulas.append((self._row, self._column))
