"""The second look at an .ods, or at the same in one file of XML (.fods): how big the fast reader's table would be (one
tag can repeat a filled cell sixteen thousand times, and its row a million times), hidden rows and columns, merged
and struck cells, notes; error cells, which the reader hides."""

from __future__ import annotations

import io
import zipfile
from typing import IO, NamedTuple
from xml.parsers import expat

from app.errors import SheetError
from app.sheets.files.file import File
from app.sheets.files.look import CHUNK, PIXEL, not_too_wide
from app.sheets.files.scan import Look
from app.sheets.files.styles import Runs

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_VALUE, _KIND = "office:value-type", "calcext:value-type"
_COLUMNS, _ROWS = "table:number-columns-repeated", "table:number-rows-repeated"
_HIDDEN = ("collapse", "filter")
_MOST_STRUCK = 1_000_000  # cells


_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}


class _Styles:
    """Which styles strike through, and which make a row too low to be shown; a style without a word of it does as its
    parent."""

    def __init__(self) -> None:
        self._said: dict[str, bool] = {}
        self._flat: set[str] = set()
        self._parents: dict[str, str] = {}
        self._name = ""

    def read(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:style":
            self._name = attributes.get("style:name", "")
            self._parents[self._name] = attributes.get("style:parent-style-name", "")
        elif name == "style:text-properties":
            line = attributes.get("style:text-line-through-style") or attributes.get("style:text-line-through-type")
            if line is not None:
                self._said[self._name] = line != "none"

        elif name == "style:table-row-properties" and _is_flat(attributes):
            self._flat.add(self._name)

    def is_flat(self, name: str) -> bool:
        return name in self._flat

    @property
    def any(self) -> bool:
        return any(self._said.values())

    def strikes(self, name: str) -> bool:
        for _ in range(20):
            if name in self._said:
                return self._said[name]
            name = self._parents.get(name, "")
        return False


class _Parser:
    """Collects a Look per table, tag by tag."""

    def __init__(self, most_rows: int, styles: _Styles) -> None:
        self.most_rows = most_rows
        self.looks: dict[str, Look] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._styles = styles
        self._look = Look(last_column=0)
        self._row = self._columns = self._repeated = self._cells = 0
        self._filled = self._hidden = False
        self._errors: list[int] = []  # columns of this row
        self._struck: list[range] = []  # columns of this row
        self._row_style = ""
        self._column_styles: list[tuple[int, str]] = []  # up to which column, which style
        self._text: list[str] | None = None
        self._note: list[str] | None = None
        self._runs: Runs | None = None  # of the cell that is open, where a style strikes through
        self._spans: list[bool] = []  # those open in it: struck through?
        self._place = range(0)  # its columns
        self._unstruck: list[tuple[range, str]] = []  # columns of this row, what is left in them

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self._repeated, self._cells, self._filled = _count(attributes, _ROWS), 0, False
            self._errors, self._struck, self._unstruck = [], [], []
            self._hidden = attributes.get("table:visibility") in _HIDDEN
            self._hidden |= self._styles.is_flat(attributes.get("table:style-name", ""))
            self._row_style = attributes.get("table:default-cell-style-name", "")
        elif name == "table:table-column":
            self._column(attributes)
        elif name == "table:table":
            self._look = self.looks[attributes.get("table:name", "")] = Look(last_column=0)
            self._row = self._columns = 0
            self._column_styles = []
        elif name == "office:annotation":
            self._note = []
            self.parser.CharacterDataHandler = self._note.append
        elif name == "text:span" and self._runs is not None:
            self._spans.append(self._styles.strikes(attributes.get("text:style-name", "")))
        elif name.startswith("style:"):
            self._styles.read(name, attributes)

    def _column(self, attributes: dict[str, str]) -> None:
        times = _count(attributes, _COLUMNS)
        if attributes.get("table:visibility") in _HIDDEN:
            self._look.hidden_columns.append((self._columns, self._columns + times - 1))
        self._columns += times
        if self._styles.any:
            self._column_styles.append((self._columns, attributes.get("table:default-cell-style-name", "")))

    def _cell(self, attributes: dict[str, str]) -> None:
        times = _count(attributes, _COLUMNS)
        if _VALUE in attributes:
            self._filled = True
            self._look.last_column = max(self._look.last_column, self._cells + times - 1)
            if attributes.get(_KIND) == "error":
                self._errors.append(self._cells)
                self._text = []
                self.parser.CharacterDataHandler = self._text.append
            if self._styles.any and self._styles.strikes(self._style(attributes)):
                self._struck.append(range(self._cells, self._cells + times))
            elif self._styles.any and self._text is None:
                self._runs, self._spans, self._place = Runs(), [], range(self._cells, self._cells + times)
                self.parser.CharacterDataHandler = self._write
        if "table:number-rows-spanned" in attributes or "table:number-columns-spanned" in attributes:
            rows, columns = (_count(attributes, f"table:number-{way}-spanned") for way in ("rows", "columns"))
            if rows > 1 or columns > 1:
                self._look.merges.append((self._row, self._row + rows - 1, self._cells, self._cells + columns - 1))
        self._cells += times

    def _write(self, text: str) -> None:
        if self._runs is not None:
            self._runs.begin(is_struck=any(self._spans)).append(text)

    def _end_runs(self) -> None:
        left = self._runs.left if self._runs is not None else None
        if left:
            self._unstruck.append((self._place, left))
        elif left is not None:
            self._struck.append(self._place)
        self._runs, self.parser.CharacterDataHandler = None, None

    def _style(self, attributes: dict[str, str]) -> str:
        """The cell's own style, or its row's, or its column's."""
        own = attributes.get("table:style-name") or self._row_style
        return own or next((style for end, style in self._column_styles if self._cells < end), "")

    def _end(self, name: str) -> None:
        if name == "table:table-cell" and self._text is not None:
            text = "".join(self._text).strip()[:20] or "#N/A"
            self._look.errors[self._row, self._errors[-1]] = text
            self._text, self.parser.CharacterDataHandler = None, None
        elif name == "office:annotation" and self._note is not None:
            words = [self._look.comments.get(self._row, ""), *self._note]
            self._look.comments[self._row] = " ".join(" ".join(words).split())
            self._note = None
            self.parser.CharacterDataHandler = self._text.append if self._text is not None else self._write
        elif name == "text:span" and self._spans:
            self._spans.pop()
        elif name == "table:table-cell" and self._runs is not None:
            self._end_runs()
        elif name == "table:table-row":
            self._end_row()

    def _end_row(self) -> None:
        look, first = self._look, self._row
        self._row += self._repeated
        if not self._filled:
            return
        look.last_row = self._row - 1
        if self._row > self.most_rows:
            raise SheetError("rows_too_many", rows=self._row, most=self.most_rows)
        not_too_wide(self._row, look.last_column + 1)
        if self._hidden:
            look.hidden_rows.update(range(first, self._row))
        for column in self._errors if self._repeated > 1 else ():
            text = look.errors[first, column]
            look.errors.update({(row, column): text for row in range(first, self._row)})
        for columns in self._struck:
            if len(look.struck) + len(columns) * self._repeated > _MOST_STRUCK:
                raise SheetError("rows_too_many", rows=self._row, most=self.most_rows)
            look.struck.update((row, column) for row in range(first, self._row) for column in columns)
        for columns, left in self._unstruck:
            look.unstruck.update({(row, column): left for row in range(first, self._row) for column in columns})


def _is_flat(attributes: dict[str, str]) -> bool:
    own = attributes.get("style:use-optimal-row-height") != "true"
    return own and _points(attributes.get("style:row-height", "")) < PIXEL


def _points(length: str) -> float:
    """A length in points; one that can't be read is long enough."""
    try:
        return float(length[:-2]) * _POINTS[length[-2:]]
    except (ValueError, KeyError):
        return PIXEL


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit()):
        return 1
    return int(text) if len(text) < 10 else 10**9


class Looked(NamedTuple):
    data: bytes  # for the reader: a package with all it asks for
    sheets: dict[str, Look]


def look(file: File, most_rows: int) -> Looked:
    """Sheet name -> what its XML says. Raises SheetError where the table would be too big or the XML is broken."""
    styles = _Styles()
    sizes = _Parser(most_rows, styles)
    try:
        if not file.data.startswith(b"PK"):
            _parse(io.BytesIO(file.data), sizes.parser, file)
            return Looked(_package(file.data), sizes.looks)
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and not archive.read("mimetype").strip().startswith(_TYPE.encode()):
                raise SheetError("file_not_sheet", file=file.path.name)
            if "styles.xml" in names:
                common = expat.ParserCreate()
                common.StartElementHandler = styles.read
                with archive.open("styles.xml") as part:
                    _parse(part, common, file)
            with archive.open("content.xml") as part:
                _parse(part, sizes.parser, file)
            data = file.data if "mimetype" in names else _package(archive.read("content.xml"))
    except SheetError:
        raise
    except Exception as error:  # expat's, zlib's and zipfile's own: all mean the same to the clerk
        raise SheetError("file_damaged", str(error)[:300], file=file.path.name) from None
    return Looked(data, sizes.looks)


def _parse(part: IO[bytes], parser: expat.XMLParserType, file: File) -> None:
    def refuse(*_: object) -> None:
        raise SheetError("file_damaged", "document type", file=file.path.name)

    parser.StartDoctypeDeclHandler = refuse
    while chunk := part.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)  # the reader would wait for ever for the end of one that is cut short


def _package(content: bytes) -> bytes:
    """What the reader takes for an .ods."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_MANIFEST}"/>')
        archive.writestr("content.xml", content)
    return packed.getvalue()
