"""A web page as one sheet, as Excel makes it of one: what many hospital systems write and name .xls.

All tables one under the other, text outside them in rows of its own, so that rows count as Excel counts them (INFERRED
from pages that Excel opened; blank lines between tables are ASSUMED to take no row). Every cell is text, as it is
shown. A row that is not displayed is a hidden row; a cell over several others is a merged one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from app.errors import SheetError
from app.sheets.files.file import File
from app.sheets.files.styles import Runs
from app.sheets.files.table import Table, table_of
from app.sheets.files.text import decode

_MOST_CELLS = 4_000_000  # all tables together; a hospital's year is half of it
_WIDEST, _TALLEST = 1000, 10_000  # spans
_CHUNK = 2**16  # letters
_BREAKS = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "ul", "ol", "form", "caption"}
_UNSHOWN = {"script", "style", "title", "template", "noscript"}
_STRIKES = {"s", "del", "strike"}
_NO_END = {"br", "hr", "img", "input", "meta", "link", "col", "base", "area", "embed", "wbr", "source"}
_CELLS = {"td", "th"}
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_CLASS = re.compile(r"\.([\w-]+)\s*(?:,|$)")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_LINE_THROUGH = re.compile(r"text-(?:decoration|line-through)[\w-]*\s*:[^;]*(?:line-through|single)", re.I)
Attributes = dict[str, str | None]


class _Block:
    """Rows of text: a table, or what stands between tables. A cell over others stands in its first place."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.hidden: set[int] = set()
        self.struck: set[tuple[int, int]] = set()
        self.merges: list[tuple[int, int, int, int]] = []
        self.words: list[str] | None = None  # of the cell that is open
        self.crossed: dict[tuple[int, int], str] = {}  # cells struck through in part, with what is
        self._runs = Runs()  # of the cell that is open
        self._covered: dict[int, int] = {}  # column -> rows it is still covered from above
        self._columns = self._lines = 1
        self._number = ""

    def new_row(self, *, is_hidden: bool = False) -> None:
        self.end_row()
        if is_hidden:
            self.hidden.add(len(self.rows))
        self.rows.append([])

    def end_row(self) -> None:
        self.end_cell()
        beyond = len(self.rows[-1]) if self.rows else 0
        self._covered = {
            column: left - (column >= beyond) for column, left in self._covered.items() if left > (column >= beyond)
        }

    def new_cell(self, attributes: Attributes) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.words, self._runs = [], Runs()
        self._columns = _span(attributes.get("colspan"), _WIDEST)
        self._lines = _span(attributes.get("rowspan"), _TALLEST)
        self._number = attributes.get("x:num") or ""  # Excel's own: the number as it is stored

    def write(self, text: str, *, is_struck: bool) -> None:
        assert self.words is not None
        self.words.append(text)
        self._runs.begin(is_struck=is_struck).append(text)

    def end_cell(self) -> None:
        """Put the cell that is open into its row, behind those covered from above."""
        if self.words is None:
            return
        row, at = self.rows[-1], len(self.rows) - 1
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append("")
        if self._lines > 1:
            self._covered |= dict.fromkeys(range(len(row), len(row) + self._columns), self._lines - 1)
        if self._lines > 1 or self._columns > 1:
            self.merges.append((at, at + self._lines - 1, len(row), len(row) + self._columns - 1))
        text = " ".join("".join(self.words).split())
        if left := self._runs.left:
            self.crossed[at, len(row)], text = text, left
        elif left is not None:
            self.struck.add((at, len(row)))
        row += [self._number or text, *[""] * (self._columns - 1)]
        self.words = None


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


class _Parser(HTMLParser):
    """All blocks of a page in their order, tables inside others included."""

    def __init__(self, most_rows: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._open: list[_Block] = []
        self._between: list[str] = []
        self._most_rows, self._cells, self._unshown = most_rows, 0, ""
        self._unseen: list[str] = []  # tags that are open and not displayed
        self._crossing: list[str] = []  # tags that are open and strike through
        self._hiding: set[str] = set()  # classes that are not displayed
        self._crossers: set[str] = set()  # classes that strike through

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _UNSHOWN:
            self._unshown = tag
        elif tag == "body":
            self._between = []
        if tag not in _NO_END:
            self._note(tag, attributes)
        if tag == "table":
            self._end_words()
            self._open.append(_Block())
            self.blocks.append(self._open[-1])
        elif self._open:
            self._inside(self._open[-1], tag, attributes)
        elif tag in _BREAKS:
            self._end_words()

    def _note(self, tag: str, attributes: Attributes) -> None:
        """Keep in mind what is not displayed and what is struck through, until the tag ends."""
        if tag in ("tr", *_CELLS):  # whose ends are often left out
            self._forget("tr" if tag == "tr" else "td")
        style, classes = attributes.get("style") or "", set((attributes.get("class") or "").split())
        if "hidden" in attributes or _NOT_SHOWN.search(style) or classes & self._hiding:
            self._unseen.append(tag)
        if tag in _STRIKES or _LINE_THROUGH.search(style) or classes & self._crossers:
            self._crossing.append(tag)

    def _forget(self, tag: str) -> None:
        gone = {"td": _CELLS, "tr": {"tr", *_CELLS}}[tag]
        self._unseen = [each for each in self._unseen if each not in gone]
        self._crossing = [each for each in self._crossing if each not in gone]

    def _inside(self, table: _Block, tag: str, attributes: Attributes) -> None:
        if tag == "tr":
            table.new_row(is_hidden=bool(self._unseen))
            if len(table.rows) > self._most_rows:
                raise SheetError("rows_too_many", rows=len(table.rows), most=self._most_rows)
        elif tag in _CELLS:
            table.new_cell(attributes)
            self._cells += _span(attributes.get("colspan"), _WIDEST)
            if self._cells > _MOST_CELLS:
                raise SheetError("rows_too_many", rows=len(table.rows), most=self._most_rows)
        elif tag in _BREAKS and table.words is not None:
            table.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unshown:
            self._unshown = ""
        for noted in (self._unseen, self._crossing):
            if tag in noted:
                del noted[len(noted) - 1 - noted[::-1].index(tag) :]
        if self._open and tag == "table":
            self._open.pop().end_row()
        elif self._open and tag in ("tr", "td", "th"):
            self._open[-1].end_cell()
        elif not self._open and tag in _BREAKS:
            self._end_words()

    def handle_data(self, data: str) -> None:
        if self._unshown == "style":
            self._read_rules(data)
        if self._unshown:
            return
        if self._open:
            if self._open[-1].words is not None:
                self._open[-1].write(data, is_struck=bool(self._crossing))
        elif data.strip() and not self._unseen:
            self._between.append(data)

    def handle_comment(self, data: str) -> None:
        if self._unshown != "script" and "{" in data:  # a style sheet hidden from old programs
            self._read_rules(data)

    def _read_rules(self, text: str) -> None:
        for names, rule in _RULE.findall(text):
            if _NOT_SHOWN.search(rule):
                self._hiding.update(_CLASS.findall(names.strip()))
            if _LINE_THROUGH.search(rule):
                self._crossers.update(_CLASS.findall(names.strip()))

    def _end_words(self) -> None:
        """Text outside of tables is a row of its own."""
        words = " ".join("".join(self._between).split())
        self._between = []
        if words:
            block = _Block()
            block.rows.append([words])
            self.blocks.append(block)

    def close(self) -> None:
        super().close()
        self._end_words()


def page_of(texts: list[str], most_rows: int, name: str) -> Table:
    """Pages as one sheet, one under the other. Raises SheetError."""
    blocks: list[_Block] = []
    for text in texts:
        parser = _Parser(most_rows)
        try:
            for start in range(0, len(text), _CHUNK):
                parser.feed(text[start : start + _CHUNK])
            parser.close()
        except SheetError:
            raise
        except Exception as error:  # the parser's own, on what is no HTML at all
            raise SheetError("file_damaged", repr(error)[:300], file=name) from None
        blocks += parser.blocks
    for block in blocks:
        block.end_cell()
    return _stacked([block for block in blocks if any(any(row) for row in block.rows)])


def _stacked(blocks: list[_Block]) -> Table:
    table = table_of([row for block in blocks for row in block.rows])
    first = 0
    for block in blocks:
        table.hidden_rows.update(first + row for row in block.hidden)
        table.struck.update((first + row, column) for row, column in block.struck)
        table.crossed.update({(first + row, column): text for (row, column), text in block.crossed.items()})
        last = first + len(block.rows) - 1
        table.merges += [(first + a, min(first + b, last), c, d) for a, b, c, d in block.merges]
        first = last + 1
    return table


def tables_of(file: File, most_rows: int) -> dict[str, Table]:
    """The page as a sheet that is named like its file. Raises SheetError."""
    return {file.path.stem: page_of([decode(file)], most_rows, file.path.name)}
