"""XML Spreadsheet 2003, mostly named .xls: what many report programs write, and Excel itself saves. No common reader
knows it. All that is known of it: Microsoft's "XML Spreadsheet Reference" (2001)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from xml.parsers import expat

from app.errors import SheetError
from app.sheets.cells.text import Cell, Flaw
from app.sheets.files.file import File
from app.sheets.files.styles import Runs, padded_widths
from app.sheets.files.table import Table, number, placed
from app.sheets.files.text import decode

_MOST_CELLS = 4_000_000
_WIDEST = 16_384
_CHUNK = 2**18  # letters
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_CLOCK = (1899, 12, 31)  # a time of day is a moment of that day


class _Parser:
    """Collects the cells of each worksheet, tag by tag."""

    def __init__(self, most_rows: int) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.tables: dict[str, Table] = {}
        self._handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "Cell": self._new_cell,
            "Data": self._new_data,
            "Row": self._new_row,
            "Column": self._new_column,
            "Comment": self._new_comment,
            "Worksheet": self._new_sheet,
            "Style": self._new_style,
            "Font": self._new_font,
            "NumberFormat": self._new_format,
            "S": lambda _: self._cross(1),
            "Visible": lambda _: self._begin_text(""),
        }
        self._most_rows = most_rows
        self._styles: dict[str, bool] = {}  # style -> whether it strikes through
        self._widths: dict[str, int] = {}  # style -> digits its number format pads to
        self._style = ""
        self._cells: dict[tuple[int, int], Cell] = {}
        self._marks = Table([])  # of the worksheet that is open
        self._name = ""
        self._row = self._column = self._next_row = self._next_column = self._columns = 0
        self._row_style = self._cell_style = ""
        self._kind = ""  # of the data that is open
        self._is_note = False
        self._text: list[str] = []
        self._runs = Runs()
        self._crossing = 0  # tags that are open and strike through
        self._count = 0

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        attributes = {key.rpartition(":")[2]: value for key, value in given.items()}
        if (handler := self._handlers.get(name)) is not None:
            handler(attributes)

    def _new_data(self, attributes: dict[str, str]) -> None:
        self._begin_text(attributes.get("Type", "String"))

    def _new_comment(self, _: dict[str, str]) -> None:
        self._is_note = True
        self._begin_text("")

    def _new_sheet(self, attributes: dict[str, str]) -> None:
        self._name, self._cells, self._marks = attributes.get("Name", ""), {}, Table([])
        self._next_row = self._columns = 0

    def _new_style(self, attributes: dict[str, str]) -> None:
        self._style, parent = attributes.get("ID", ""), attributes.get("Parent", "")
        self._styles[self._style] = self._styles.get(parent, False)
        self._widths[self._style] = self._widths.get(parent, 0)

    def _new_font(self, attributes: dict[str, str]) -> None:
        if "StrikeThrough" in attributes and not self._name:
            self._styles[self._style] = attributes["StrikeThrough"] == "1"

    def _new_format(self, attributes: dict[str, str]) -> None:
        if not self._name:
            self._widths[self._style] = padded_widths(attributes.get("Format", ""))

    def _begin_text(self, kind: str) -> None:
        self._kind, self._text, self._runs, self._crossing = kind, [], Runs(), 0
        self.parser.CharacterDataHandler = self._write

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._runs.begin(is_struck=self._crossing > 0).append(text)

    def _cross(self, step: int) -> None:
        self._crossing = max(0, self._crossing + step)

    def _new_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes.get("Index"), self._next_row + 1) - 1
        span = _number(attributes.get("Span"), 0)
        self._next_row, self._next_column = self._row + 1 + span, 0
        self._row_style = attributes.get("StyleID", "")
        if attributes.get("Hidden") == "1" or attributes.get("Height") in ("0", "0.0"):
            self._marks.hidden_rows.update(range(self._row, min(self._row + span + 1, self._most_rows)))

    def _new_column(self, attributes: dict[str, str]) -> None:
        first = _number(attributes.get("Index"), self._columns + 1) - 1
        self._columns = first + 1 + min(_number(attributes.get("Span"), 0), _WIDEST)
        if attributes.get("Hidden") == "1":
            self._marks.hidden_columns.update(range(first, min(self._columns, _WIDEST)))

    def _new_cell(self, attributes: dict[str, str]) -> None:
        self._column = _number(attributes.get("Index"), self._next_column + 1) - 1
        across, down = _number(attributes.get("MergeAcross"), 0), _number(attributes.get("MergeDown"), 0)
        self._next_column = self._column + 1 + across
        if across or down:
            self._marks.merges.append((self._row, self._row + down, self._column, self._column + across))
        self._cell_style = attributes.get("StyleID", "") or self._row_style
        if self._styles.get(self._cell_style, False):
            self._marks.struck.add((self._row, self._column))
        self._count += 1
        if self._row >= self._most_rows or self._count > _MOST_CELLS:
            raise SheetError("rows_too_many", rows=self._row + 1, most=self._most_rows)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "S":
            self._cross(-1)
        if name == "Data" and self._is_note:
            return
        if name in ("Data", "Comment", "Visible"):
            text = "".join(self._text)
            self.parser.CharacterDataHandler = None
            if name == "Data":
                self._end_cell(text)
            elif name == "Visible":
                self._marks.is_hidden = "Hidden" in text
            else:
                self._is_note = False
                words = f"{self._marks.comments.get(self._row, '')} {text}"
                self._marks.comments[self._row] = " ".join(words.split())
        elif name == "Worksheet":
            self._end_sheet()

    def _end_cell(self, text: str) -> None:
        if not text or self._column >= _WIDEST:
            return
        if left := self._runs.left:
            self._marks.crossed[self._row, self._column], text = " ".join(text.split()), left
        elif left is not None:
            self._marks.struck.add((self._row, self._column))
        value = _value(self._kind, text)
        width = self._widths.get(self._cell_style, 0)
        if width and isinstance(value, float) and value.is_integer() and 0 <= value < 10 ** (width - 1):
            self._marks.restored[self._row, self._column] = str(int(value))
            value = str(int(value)).zfill(width)
        self._cells[self._row, self._column] = value

    def _end_sheet(self) -> None:
        self.tables[self._name] = replace(self._marks, cells=placed(self._cells).cells)
        self._name = ""


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else default


def _value(kind: str, text: str) -> Cell:
    """A cell as other formats give it. What its kind can't be stays text, and is told as such."""
    if kind == "Error":
        return Flaw("error", text.strip()[:20] or "#N/A")
    try:
        if kind == "Number":
            return number(float(text))
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip())
            return _moment(moment) if moment.tzinfo is None else text
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text


def _moment(moment: datetime) -> date | time | datetime:
    """A day, a time of day, or both."""
    if (moment.year, moment.month, moment.day) == _CLOCK:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def tables_of(file: File, most_rows: int) -> dict[str, Table]:
    """The worksheets in their order. Raises SheetError: rows_too_many, sheet_too_wide, file_damaged."""
    parser = _Parser(most_rows)

    def refuse(*_: object) -> None:
        raise SheetError("file_damaged", "document type", file=file.path.name)

    parser.parser.StartDoctypeDeclHandler = refuse
    text = _DECLARED.sub("", decode(file), count=1)  # which says an encoding that it no longer has
    try:
        for start in range(0, len(text), _CHUNK):
            parser.parser.Parse(text[start : start + _CHUNK].encode("utf-8", "replace"), False)
        parser.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, MemoryError) as error:
        raise SheetError("file_damaged", str(error)[:300], file=file.path.name) from None
    return parser.tables
