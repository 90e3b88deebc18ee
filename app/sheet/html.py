"""Tables of a web page: what many hospital systems write and name .xls. Every cell is text, as it is shown."""

from __future__ import annotations

from html.parser import HTMLParser

from app.errors import SheetError
from app.sheet.file import File
from app.sheet.text import decode

_MOST_CELLS = 4_000_000  # all tables together; a hospital's year is half of it
_WIDEST, _TALLEST = 1000, 10_000  # spans
_CHUNK = 2**16  # letters
_BREAKS = ("br", "p", "div", "li")


class _Table:
    """Rows of text. A cell that reaches over others stands in its first place, as a merged cell does."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.words: list[str] | None = None  # of the cell that is open
        self._covered: dict[int, int] = {}  # column -> rows it is still covered from above
        self._columns = self._lines = 1
        self._number = ""

    def new_row(self) -> None:
        self.end_row()
        self.rows.append([])

    def end_row(self) -> None:
        self.end_cell()
        beyond = len(self.rows[-1]) if self.rows else 0
        self._covered = {
            column: left - (column >= beyond) for column, left in self._covered.items() if left > (column >= beyond)
        }

    def new_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.words = []
        self._columns = _span(attributes.get("colspan"), _WIDEST)
        self._lines = _span(attributes.get("rowspan"), _TALLEST)
        self._number = attributes.get("x:num") or ""  # Excel's own: the number as it is stored

    def end_cell(self) -> None:
        """Put the cell that is open into its row, behind those covered from above."""
        if self.words is None:
            return
        row = self.rows[-1]
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append("")
        if self._lines > 1:
            self._covered |= dict.fromkeys(range(len(row), len(row) + self._columns), self._lines - 1)
        row += [self._number or " ".join("".join(self.words).split()), *[""] * (self._columns - 1)]
        self.words = None


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


class _Parser(HTMLParser):
    """All tables of a page, those inside others included."""

    def __init__(self, most_rows: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._most_rows, self._cells, self._unshown = most_rows, 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag in ("script", "style"):
            self._unshown = tag
        elif self._open:
            self._inside(self._open[-1], tag, dict(attrs))

    def _inside(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.new_row()
            if len(table.rows) > self._most_rows:
                raise SheetError("rows_too_many", rows=len(table.rows), most=self._most_rows)
        elif tag in ("td", "th"):
            table.new_cell(attributes)
            self._cells += _span(attributes.get("colspan"), _WIDEST)
            if self._cells > _MOST_CELLS:
                raise SheetError("rows_too_many", rows=len(table.rows), most=self._most_rows)
        elif tag in _BREAKS and table.words is not None:
            table.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unshown:
            self._unshown = ""
        elif self._open and tag == "table":
            self._open.pop().end_row()
        elif self._open and tag in ("tr", "td", "th"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unshown and (words := self._open[-1].words) is not None:
            words.append(data)


def tables_of(file: File, most_rows: int) -> list[list[list[str]]]:
    """The tables that hold anything, as rows of text. Raises SheetError."""
    parser = _Parser(most_rows)
    text = decode(file)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        parser.close()
    except SheetError:
        raise
    except Exception as error:  # the parser's own, on what is no HTML at all
        raise SheetError("file_damaged", repr(error)[:300], file=file.path.name) from None
    for table in parser.tables:
        table.end_cell()
    return [table.rows for table in parser.tables if any(any(row) for row in table.rows)]
