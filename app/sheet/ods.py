"""Before the fast reader makes a table of an .ods: how big it would be. One tag can repeat a filled cell
sixteen thousand times, and its row a million times."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from app.errors import SheetError
from app.sheet.file import File
from app.sheet.look import CHUNK, MOST_CELLS

_VALUE = "office:value-type"


class _Sizes:
    """Counts the cells that repeating makes, sheet by sheet."""

    def __init__(self, most_rows: int) -> None:
        self.most_rows = most_rows
        self.row = self.rows_here = self.cells_here = self.widest = 0
        self.filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.row = self.widest = 0
        elif name == "table:table-row":
            self.rows_here, self.cells_here, self.filled = _count(attributes, "table:number-rows-repeated"), 0, False
        elif name in ("table:table-cell", "table:covered-table-cell"):
            times = _count(attributes, "table:number-columns-repeated")
            self.cells_here += times
            if _VALUE in attributes:
                self.filled, self.widest = True, max(self.widest, self.cells_here)

    def end(self, name: str) -> None:
        if name != "table:table-row":
            return
        self.row += self.rows_here
        if self.filled and self.row > self.most_rows:
            raise SheetError("rows_too_many", rows=self.row, most=self.most_rows)
        if self.filled and self.row * self.widest > MOST_CELLS:
            raise SheetError("sheet_too_wide", rows=self.row, columns=self.widest)


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def bounds(file: File, most_rows: int) -> None:
    """Raises SheetError where the table would be too big or the XML is broken."""
    sizes = _Sizes(most_rows)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = sizes.start, sizes.end

    def refuse(*_: object) -> None:
        raise SheetError("file_damaged", "document type", file=file.path.name)

    parser.StartDoctypeDeclHandler = refuse
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive, archive.open("content.xml") as part:
            while chunk := part.read(CHUNK):
                parser.Parse(chunk, False)
    except SheetError:
        raise
    except Exception as error:  # expat's, zlib's and zipfile's own: all mean the same to the clerk
        raise SheetError("file_damaged", str(error)[:300], file=file.path.name) from None
