"""The second look at a worksheet of an .xlsx: what the fast reader hides.

Error cells, formulas nobody computed, hidden rows and columns, cells struck through, number formats that prove a lost
zero; and, before the reader makes a table of it, how big that table would be: one cell in the last corner of a sheet
would make it 17 thousand million cells.

A quick scan of the raw bytes (`scan.py`) does it for the spelling that Excel, LibreOffice and openpyxl write;
any other is parsed here, three times slower.
"""

from __future__ import annotations

from xml.parsers import expat

from app.errors import SheetError
from app.sheets.files.scan import Look, column_number, range_of
from app.sheets.files.styles import Runs, Styles, is_on

CHUNK = 2**18  # bytes unpacked at a time
PIXEL = 0.75  # points: a lower row is not shown
MOST_CELLS = 12_000_000  # of the rectangle around all filled cells: 0.9 GB in the reader (an .xls of 15.7 million: 1.2)
MOST_COLUMNS = 16_384  # of a sheet in any spreadsheet; only a damaged file says more
Attributes = dict[str, str]


def bounded(look: Look, most_rows: int) -> Look:
    """Raises SheetError where the reader's table would be too big: rows_too_many, sheet_too_wide."""
    if look.last_row >= most_rows:
        raise SheetError("rows_too_many", rows=look.last_row + 1, most=most_rows)
    not_too_wide(look.last_row + 1, look.last_column + 1)
    return look


def not_too_wide(rows: int, columns: int) -> None:
    """Raises SheetError sheet_too_wide."""
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise SheetError("sheet_too_wide", rows=rows, columns=columns)


def local(name: str) -> str:
    """A tag's name without its prefix."""
    return name.rpartition(":")[2]


def _height(written: str) -> float | None:
    """A row's own height in points, where it says one."""
    try:
        return float(written) if written else None
    except ValueError:
        return None


_DIGITS = "0123456789"


_AFTER = ("mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "pageMargins", "extLst")


class SheetParser:
    """Collects a Look from a sheet's XML, tag by tag. Kept flat: it runs two million times on a large sheet."""

    def __init__(self, formats: Styles, most_rows: int) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self._handlers = {
            "c": self._cell,
            "v": self._value,
            "is": self._value,
            "r": self._letters,
            "rPh": self._spoken,
            "t": self._run,
            "strike": self._strike,
            "f": self._formula,
            "row": self._new_row,
            "sheetFormatPr": self._default_row,
            "col": self._new_columns,
            "mergeCell": self._merge,
            **dict.fromkeys(_AFTER, self._end_table),
        }
        self._look = Look(last_column=0)
        self._styles = {str(style): width for style, width in enumerate(formats.widths) if width}
        self._struck = {str(style) for style in formats.struck}
        left = {**dict.fromkeys(formats.struck_texts, ""), **formats.unstruck_texts}
        self._texts_left = {str(number): kept for number, kept in left.items()}
        self._most_rows = most_rows
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._row_text = ""
        self._hidden = self._hidden_unless_high = False
        self._text: list[str] | None = None
        self._cells = 0
        self._runs: Runs | None = None  # of the letters in the cell
        self._is_struck = self._is_spoken = False
        self._type, self._width = "n", 0
        self._text_at = (0, 0)

    def finish(self) -> Look:
        if self._text is not None:
            self._end_text()
        if self._runs is not None:
            self._end_runs()
        return self._look

    def _start(self, name: str, attributes: Attributes) -> None:
        handler = self._handlers.get(name) or self._handlers.get(local(name))
        if handler is not None:
            handler(attributes)

    def _end_table(self, _: Attributes) -> None:
        """Behind the cells, tags of the same names mean something else."""
        self._handlers = {"mergeCell": self._merge}

    def _merge(self, attributes: Attributes) -> None:
        if (found := range_of(attributes.get("ref", ""))) is not None:
            self._look.merges.append(found)

    def _new_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isascii() and number.isdigit() else self._row + 1
        self._column, self._row_text = -1, str(self._row + 1)
        height = _height(attributes.get("ht", ""))
        self._hidden = (
            attributes.get("hidden", "0") in ("1", "true")
            or (height is not None and height < PIXEL)
            or (height is None and self._hidden_unless_high)
        )

    def _default_row(self, attributes: Attributes) -> None:
        self._hidden_unless_high = attributes.get("zeroHeight", "0") in ("1", "true")

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
        if self._runs is not None:
            self._end_runs()
        self._type = attributes.get("t", "n")
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
        elif self._type == "e" or (self._type == "s" and self._texts_left):
            self._text = []
            self._text_at = (self._row, self._column)
            self.parser.CharacterDataHandler = self._text.append

    def _end_text(self) -> None:
        text = "".join(self._text or ()).strip()
        if self._type == "e":
            self._look.errors[self._text_at] = text[:20] or "#N/A"
        elif text in self._texts_left:
            self._look.leave(self._text_at, self._texts_left[text])
        self.parser.CharacterDataHandler = None
        self._text = None

    def _letters(self, _: Attributes) -> None:
        if self._runs is None:
            self._runs, self._text_at = Runs(), (self._row, self._column)
        self._is_struck = self._is_spoken = False

    def _spoken(self, _: Attributes) -> None:
        """How letters are read aloud: none of the cell's own."""
        self._is_spoken = True

    def _run(self, _: Attributes) -> None:
        if self._runs is not None and not self._is_spoken:
            self.parser.CharacterDataHandler = self._runs.begin(is_struck=self._is_struck).append

    def _strike(self, attributes: Attributes) -> None:
        self._is_struck = is_on(attributes)

    def _end_runs(self) -> None:
        if self._runs is not None and (left := self._runs.left) is not None:
            self._look.leave(self._text_at, left)
        self.parser.CharacterDataHandler, self._runs = None, None

    def _formula(self, _: Attributes) -> None:
        if self._type != "str":
            self._look.formulas.append((self._row, self._column))
