"""The second look at an .ods: how big the fast reader's table would be (one tag can repeat a filled cell sixteen
thousand times, and its row a million times), hidden rows and columns, error cells, which the reader hides."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from app.errors import SheetError
from app.sheet.file import File
from app.sheet.look import CHUNK, MOST_CELLS
from app.sheet.scan import Look

_VALUE, _KIND = "office:value-type", "calcext:value-type"
_HIDDEN = ("collapse", "filter")


class _Parser:
    """Collects a Look per table, tag by tag."""

    def __init__(self, most_rows: int) -> None:
        self.most_rows = most_rows
        self.looks: dict[str, Look] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._look = Look(last_column=0)
        self._row = self._columns = self._repeated = self._cells = 0
        self._filled = self._hidden = False
        self._errors: list[int] = []  # columns of this row
        self._text: list[str] | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self._repeated, self._cells, self._filled = _count(attributes, "table:number-rows-repeated"), 0, False
            self._hidden, self._errors = attributes.get("table:visibility") in _HIDDEN, []
        elif name == "table:table-column":
            times = _count(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility") in _HIDDEN:
                self._look.hidden_columns.append((self._columns, self._columns + times - 1))
            self._columns += times
        elif name == "table:table":
            self._look = self.looks[attributes.get("table:name", "")] = Look(last_column=0)
            self._row = self._columns = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        times = _count(attributes, "table:number-columns-repeated")
        if _VALUE in attributes:
            self._filled = True
            self._look.last_column = max(self._look.last_column, self._cells + times - 1)
            if attributes.get(_KIND) == "error":
                self._errors.append(self._cells)
                self._text = []
                self.parser.CharacterDataHandler = self._text.append
        self._cells += times

    def _end(self, name: str) -> None:
        if name == "table:table-cell" and self._text is not None:
            text = "".join(self._text).strip()[:20] or "#N/A"
            self._look.errors[self._row, self._errors[-1]] = text
            self._text, self.parser.CharacterDataHandler = None, None
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
        if self._row * (look.last_column + 1) > MOST_CELLS:
            raise SheetError("sheet_too_wide", rows=self._row, columns=look.last_column + 1)
        if self._hidden:
            look.hidden_rows.update(range(first, self._row))
        for column in self._errors if self._repeated > 1 else ():
            text = look.errors[first, column]
            look.errors.update({(row, column): text for row in range(first, self._row)})


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit()):
        return 1
    return int(text) if len(text) < 10 else 10**9


def look(file: File, most_rows: int) -> dict[str, Look]:
    """Sheet name -> what its XML says. Raises SheetError where the table would be too big or the XML is broken."""
    sizes = _Parser(most_rows)

    def refuse(*_: object) -> None:
        raise SheetError("file_damaged", "document type", file=file.path.name)

    sizes.parser.StartDoctypeDeclHandler = refuse
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive, archive.open("content.xml") as part:
            while chunk := part.read(CHUNK):
                sizes.parser.Parse(chunk, False)
        sizes.parser.Parse(b"", True)  # the reader would wait for ever for the end of one that is cut short
    except SheetError:
        raise
    except Exception as error:  # expat's, zlib's and zipfile's own: all mean the same to the clerk
        raise SheetError("file_damaged", str(error)[:300], file=file.path.name) from None
    return sizes.looks
