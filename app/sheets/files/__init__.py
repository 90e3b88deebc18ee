"""Any sheet a clinic has, to headers and rows of plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from app.domain.values import SetAside
from app.errors import SheetError
from app.sheets.cells.headers import REQUIRED, field_of
from app.sheets.cells.ids import looks_like_id, read_id
from app.sheets.cells.text import Cell, shown
from app.sheets.files import beside, blocks, colours, header, layout, standing
from app.sheets.files.beside import Part
from app.sheets.files.excel import Workbook
from app.sheets.files.file import LARGEST_FILE, File, digest, load
from app.sheets.files.header import Header
from app.sheets.files.model import OtherSheet, RawSheet, Row, SheetInfo
from app.sheets.files.scan import column_number
from app.sheets.files.table import MOST_ROWS, Table
from app.thai import months_named

__all__ = ["MOST_ROWS", "PASTED", "OtherSheet", "RawSheet", "SheetInfo", "from_text", "read", "sheets"]

T = TypeVar("T")
PREVIEW = 8  # rows
PASTED = "ข้อมูลที่วาง"  # the name of what came from the clipboard
GOOD_HEADER = 30  # all three required columns


def sheets(path: Path) -> tuple[SheetInfo, ...]:
    """The sheets of a workbook that hold anything, for the picker; of one with lists side by side each list. Raises
    SheetError."""
    with Workbook(load(path)) as book:
        found = [(each, _info(each.table, each.name, each.hidden)) for each in _Tables(book).lists()]
        people = {each.name: _people(each) for each, info in found if info.people and not info.hidden}
        times = Counter(cid for of_one in people.values() for cid in of_one)
        several = {name: sum(times[cid] > 1 for cid in of_one) for name, of_one in people.items()}
    return tuple(replace(info, shared=several.get(info.name, 0)) for _, info in found if info.rows)


def _info(table: Table, name: str, hidden: bool) -> SheetInfo:
    found = header.find(table.cells)
    filled = [row for row in table.cells if any(row)]
    preview = tuple(tuple(shown(cell) for cell in row[:40]) for row in filled[:PREVIEW])
    people = sum(map(_holds_id, table.cells))
    return SheetInfo(name, len(filled), hidden, bool(found and found.score >= 10), preview, people)


def read(
    path: Path, sheet: str | None = None, *, header_row: int | None = None, columns: Collection[str] = ()
) -> RawSheet:
    """The table of a file. `sheet`: its name, or None for the first visible one that has the headers we need; of lists
    side by side also Sheet1!E:G. `header_row`: the row (from 1) that the clerk says the headers are in; `columns`:
    letters of columns that the clerk named, which tell one of such lists. The sheets and lists that were not read and
    hold people are named in `others`. Raises SheetError: lists_beside where one must be chosen first."""
    with Workbook(load(path)) as book:
        tables = _Tables(book)
        chosen = _list_of(tables, *_choose(tables, sheet, header_row), columns)
        hidden = tuple(other for other, is_hidden in book.sheets if is_hidden and other != chosen.sheet)
        others = _others(tables, chosen)
        here = _people(chosen) if any(not other.hidden for other, _ in others) else set()
        shared = {other.name: len(here & _people(other)) for other, _ in others if not other.hidden}
        also = _also(book, here, [other for other, _ in others if shared.get(other.name)])
        names = (OtherSheet(o.name, people, o.hidden, shared.get(o.name, 0)) for o, people in others)
        return replace(_raw(book, chosen, hidden), others=tuple(names), also=also)


class _List(NamedTuple):
    """A sheet, or one of the lists side by side in it."""

    name: str
    sheet: str
    hidden: bool
    table: Table
    part: Part | None = None

    def people(self) -> int:
        return sum(map(_holds_id, self.table.cells))


class _Tables:
    """A workbook's sheets, each read once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            self._read[name] = self.book.table(name)
        return self._read[name]

    def lists(self) -> Iterator[_List]:
        """Every sheet, each list of one that holds several. Raises SheetError."""
        for name, hidden in self.book.sheets:
            yield from self.lists_of(name, hidden)

    def lists_of(self, name: str, hidden: bool = False) -> list[_List]:
        table = self[name]
        found = beside.parts(table.cells, header.find(table.cells))
        parts = [_List(part.named(name), name, hidden, beside.cropped(table, part.columns), part) for part in found]
        return parts or [_List(name, name, hidden, table)]


def _list_of(tables: _Tables, name: str, table: Table, found: Header, columns: Collection[str]) -> _Chosen:
    """What is read of a sheet: the list that was asked for, or the only one. Raises SheetError lists_beside."""
    if (said := beside.part_named(name, [sheet for sheet, _ in tables.book.sheets])) is not None:
        sheet, wanted = said
        known = beside.parts(tables[sheet].cells, header.find(tables[sheet].cells))
        free = next((part.free for part in known if part.columns == wanted), None)
        return _Chosen(name, sheet, table, found, wanted, free)
    parts = beside.parts(table.cells, found)
    if not parts:
        return _Chosen(name, name, table, found)
    places = {column_number(each.upper()) for each in columns if each.isalpha() and each.isascii() and len(each) < 4}
    meant = [part for part in parts if part.holds(places)]
    alone = beside.cropped(table, meant[0].columns) if len(meant) == 1 else None
    if alone is None or (header_alone := header.find(alone.cells)) is None:
        lists = tables.lists_of(name)
        raise SheetError(
            "lists_beside", sheet=name, lists=", ".join(f"{each.name} ({each.people()})" for each in lists)
        )
    return _Chosen(meant[0].named(name), name, alone, header_alone, meant[0].columns, meant[0].free)


class _Chosen(NamedTuple):
    """The list to be read: the name it goes by, its sheet's, its columns where it stands beside others."""

    name: str
    sheet: str
    table: Table
    found: Header
    part: range | None = None
    free: int | None = None


def _others(tables: _Tables, chosen: _Chosen) -> list[tuple[_List, int]]:
    """The other sheets and lists with people in them, and how many. One that can't be read is passed over: nothing is
    known of it."""
    found: list[tuple[_List, int]] = []
    for sheet, hidden in tables.book.sheets:
        if sheet != chosen.sheet or chosen.part is not None:
            with suppress(SheetError):
                lists = tables.lists_of(sheet, hidden)
                found += [(each, people) for each in lists if each.name != chosen.name and (people := each.people())]
    return found


def _also(book: Workbook, here: Collection[str], others: Sequence[_List]) -> tuple[RawSheet, ...]:
    """Of the other sheets the rows with people of this one, whose ids are `here`."""
    found: list[RawSheet] = []
    for other in others:
        shared = {place + 1 for place, row in enumerate(other.table.cells) if not _ids(row).isdisjoint(here)}
        header_there = header.find(other.table.cells) if shared else None
        if header_there is not None:
            with suppress(SheetError):
                raw = _raw(book, _Chosen(other.name, other.sheet, other.table, header_there), ())
                kept = [place for place, number in enumerate(raw.numbers) if number in shared]
                found.append(replace(raw, numbers=[raw.numbers[p] for p in kept], rows=[raw.rows[p] for p in kept]))
    return tuple(found)


def _people(table: _List | _Chosen) -> set[str]:
    return set().union(*map(_ids, table.table.cells))


def _ids(row: Sequence[Cell]) -> set[str]:
    """The right ids of a row."""
    return {id_ for cell in row if cell != "" and looks_like_id(cell) and (id_ := read_id(cell).value)}


def _holds_id(row: Sequence[Cell]) -> bool:
    """Looked at quickly: what is shorter than an id is none."""
    for cell in row:
        if (len(cell) >= 13 if isinstance(cell, str) else isinstance(cell, float) and cell >= 1e12) and looks_like_id(
            cell
        ):
            return True
    return False


def from_text(text: str, name: str = PASTED) -> RawSheet:
    """The table of a range copied from a spreadsheet: lines, cells parted by tabs. `name` stands for the file and its
    sheet in all that is said of it; rows count from the first line. Raises SheetError."""
    if not text.strip():
        raise SheetError("file_empty", file=name)
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST_FILE:
        raise SheetError("file_too_big", file=name)
    with Workbook(File(Path(name), "pasted", data)) as book:
        tables = _Tables(book)
        return _raw(book, _list_of(tables, *_choose(tables, None, None), ()), ())


def _choose(tables: _Tables, sheet: str | None, header_row: int | None) -> tuple[str, Table, Header]:
    """The sheet asked for, or the best visible one: the first complete header wins at once. A hidden sheet is read
    only where it is asked for."""
    sheets = tables.book.sheets
    if sheet is not None and (part := beside.part_named(sheet, [name for name, _ in sheets])):
        table = beside.cropped(tables[part[0]], part[1])
        alone = header.at(table.cells, header_row) if header_row else header.find(table.cells)
        if alone is None:
            raise SheetError("header_missing")
        return sheet, table, alone
    if sheet is not None and sheet not in [name for name, _ in sheets]:
        raise SheetError("sheet_missing", sheet=sheet)
    names = [sheet] if sheet is not None else [name for name, hidden in sheets if not hidden]
    best: tuple[str, Table, Header] | None = None
    filled = False
    for name in names:
        table = tables[name]
        filled = filled or any(any(row) for row in table.cells)
        found = header.at(table.cells, header_row) if header_row else header.find(table.cells)
        if found and (best is None or found.score > best[2].score):
            best = (name, table, found)
        if found and found.score >= GOOD_HEADER:
            break
    if best is not None:
        return best
    hidden = [name for name, is_hidden in sheets if is_hidden and name not in names]
    usable = [name for name in hidden if header.find(tables[name].cells)]
    if usable:
        raise SheetError("sheet_hidden_only", file=tables.book.file.path.name, sheets=", ".join(usable))
    raise SheetError("header_missing" if filled else "sheet_empty", file=tables.book.file.path.name)


def _raw(book: Workbook, chosen: _Chosen, hidden_sheets: tuple[str, ...]) -> RawSheet:
    name, table, found = chosen.name, chosen.table, chosen.found
    filled = _filled(table.cells, found)
    numbers, rows = filled.numbers, filled.rows
    if len(filled.aside) == len(rows):
        raise SheetError("sheet_no_rows", sheet=name)
    hidden = frozenset(row + 1 for row in table.hidden_rows)
    titles = _titles(table, found)
    own_name = "" if book.file.format in _NAMELESS else name
    return RawSheet(
        path=book.file.path,
        sheet=name,
        headers=filled.texts,
        header_row=found.last + 1,
        numbers=numbers,
        rows=rows,
        format=book.file.format,
        since_1904=book.since_1904,
        hidden_rows=hidden.intersection(numbers) if hidden else hidden,
        struck_rows=_struck(table, found, numbers),
        comments={row + 1: text for row, text in table.comments.items() if row > found.last and text},
        merges=_merges(table, found, numbers),
        hidden_columns=tuple(found.texts[column] for column in sorted(table.hidden_columns) if found.texts[column]),
        hidden_sheets=hidden_sheets,
        aside=filled.aside,
        said_above=_said_above(book, chosen, filled, [own_name, *_texts(titles)]),
        months=frozenset().union(*(months_named(shown(text)) for text in (own_name, *_texts(titles)))),
        standing=standing.standing(own_name, titles, zip(numbers, rows, strict=True)),
        restored=_moved({place: text for place, text in table.restored.items() if place[0] > found.last}, filled.moved),
        crossed=_moved({place: text for place, text in table.crossed.items() if place[0] > found.last}, filled.moved),
        digest=digest(book.file.data),
        part=chosen.part,
        free=chosen.free,
        further=filled.further,
        moved=filled.moved,
        absent=filled.absent,
    )


def _said_above(book: Workbook, chosen: _Chosen, filled: _Filled, told: Sequence[Cell]) -> tuple[SetAside, ...]:
    """What is said of many rows at once; by a legend of the rows of one colour, where the file tells colours. `told`:
    the sheet's name and the titles. A file's own name is not among them: it tells files apart, nobody in them."""
    numbers, rows = filled.numbers, filled.rows
    lines = (row for row in rows[-_LAST:] if not layout.holds_id(row))
    below = [cell for row in lines for cell in row]
    if named := tuple(colours.legends([*told, *below])):
        people = [number for number, row in zip(numbers, rows, strict=True) if layout.holds_id(row)]
        if found := colours.said_by_colour(named, book.coloured(chosen.sheet), people):
            told = [text for text in told if not colours.is_legend(text)]
            return (*found, *layout.said_above(told, numbers, rows, filled.texts))
    return layout.said_above(told, numbers, rows, filled.texts)


_LAST = 60  # rows of a sheet among which a legend stands
_NAMELESS = ("text", "pasted", "bare", "html", "mhtml")  # whose one sheet has the file's name, or none
_GROUP = 4  # columns from the left: a word further right, straight above the header, stands over some columns only


def _titles(table: Table, found: Header) -> list[tuple[int, Row]]:
    """The lines above the table, with their row numbers; a word over some columns of a header of two lines is none."""
    above = list(enumerate(table.cells[: found.last], 1))
    lines: list[tuple[int, Row]] = [(number, row) for number, row in above[:-1] if len(row) - row.count("") <= 2]
    return lines + [(number, row[:_GROUP]) for number, row in above[-1:] if len(row) - row.count("") <= 2]


def _texts(lines: list[tuple[int, Row]]) -> list[Cell]:
    return [cell for _, row in lines for cell in row if isinstance(cell, str) and cell]


def _moved(cells: Mapping[tuple[int, int], T], moved: Mapping[int, tuple[int, ...]]) -> dict[tuple[int, int], T]:
    """What is told of single cells, by row number and the table's column. `moved`: row number -> for each column the
    column of the file it came from."""
    places = ((row + 1, column, moved.get(row + 1), cell) for (row, column), cell in cells.items())
    return {
        (row, column if sources is None else sources.index(column)): cell
        for row, column, sources, cell in places
        if sources is None or column in sources
    }


def _merges(table: Table, found: Header, numbers: Sequence[int]) -> tuple[tuple[int, int, int, int], ...]:
    """The merged cells that reach over more than one of the people's rows."""
    first, last, width = found.last + 1, numbers[-1], len(found.texts)
    return tuple(
        (top + 1, min(bottom + 1, last), left, min(right, width - 1))
        for top, bottom, left, right in sorted(table.merges)
        if first <= top < bottom and top + 1 < last and left < width
    )


_TELLING = (*REQUIRED, "person_name", "first_name")  # struck through, they say that this isn't to be booked


def _struck(table: Table, found: Header, numbers: Sequence[int]) -> frozenset[int]:
    """Numbers of the rows whose person, day or hour is struck through, or most of whose cells are."""
    if not table.struck:
        return frozenset()
    telling = {column for column, text in enumerate(found.texts) if text and field_of(text).field in _TELLING}
    of_rows: dict[int, set[int]] = {}
    for row, column in table.struck:
        of_rows.setdefault(row + 1, set()).add(column)
    return frozenset(
        number
        for number in numbers
        if number in of_rows and _is_struck(table.cells[number - 1], of_rows[number], telling)
    )


def _is_struck(cells: Row, struck: set[int], telling: set[int]) -> bool:
    filled = {column for column, cell in enumerate(cells) if cell != ""}
    return bool(filled & struck & telling) or len(filled & struck) * 2 > len(filled)


class _Filled(NamedTuple):
    """Every filled row that is not the header, in the columns of the first header."""

    texts: tuple[str, ...]
    numbers: Sequence[int]
    rows: Sequence[Row]
    aside: tuple[SetAside, ...]
    moved: Mapping[int, tuple[int, ...]]  # row number -> for each column the column of the file
    further: Mapping[int, tuple[int, int]]  # as a RawSheet has them
    absent: Mapping[int, frozenset[int]]


def _filled(cells: list[list[Cell]], found: Header) -> _Filled:
    """Numbers and cells of every filled row that is not the header, and those of them the layout sets aside. Of the
    rows above the header only those with an id are people's; the others are its title."""
    above = [(number, row) for number, row in enumerate(cells[: found.last + 1], 1) if layout.is_filled(row)]
    below = [
        (number, row) for number, row in enumerate(cells[found.last + 1 :], found.last + 2) if layout.is_filled(row)
    ]
    people = [(number, row) for number, row in above if layout.holds_id(row)]
    aside = {number: SetAside(number, "aside_above_header", layout.words_of(row)) for number, row in people}
    numbers = [number for number, _ in below]
    laid = blocks.aligned([row for _, row in below], found)
    headings = (below[place] for place in laid.headings)
    aside |= {each.row: each for each in layout.nobodys(laid.rows, numbers, [row for _, row in above], found)}
    aside |= {number: SetAside(number, "aside_heading", layout.words_of(row)) for number, row in headings}
    wider = [""] * (len(laid.texts) - len(found.texts))
    return _Filled(
        laid.texts,
        [*(number for number, _ in people), *numbers],
        [*([*row, *wider] if wider else row for _, row in people), *laid.rows],
        tuple(aside[number] for number in sorted(aside)),
        {numbers[place]: sources for place, sources in laid.moved.items()},
        {column: (source, numbers[place]) for column, (source, place) in laid.further.items()},
        {numbers[place]: columns for place, columns in laid.absent.items()},
    )
