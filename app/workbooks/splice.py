"""Cells put into the XML of a worksheet, right of its table, and single cells changed. Nothing else of it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.sheets.columns import letter
from app.sheets.files.scan import column_number
from app.workbooks.cells import cell_xml, utf8
from app.workbooks.marks import NotSpliced, element, masked

Cells = Sequence[tuple[object, int]]  # value and cell format, side by side
_WRITE = 2**18  # bytes a piece of the new XML has at least
_WINDOW = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Block:
    """What is put in: the same few columns in some rows. Columns count from 0, rows from 1."""

    column: int
    header_row: int
    header: Sequence[str]  # looks like the header left of it
    rows: Collection[int]
    cells: Callable[[int], Cells]  # of a row
    widths: Sequence[int]  # of the columns, in letters
    since_1904: bool = False
    changed: Mapping[int, Mapping[int, str]] = field(default_factory=dict)  # of these rows: column -> the cell's text
    marked: Callable[[int], int] = int  # the format of a changed cell -> its new one


class _Tags:
    """The patterns of a sheet whose tags have this prefix (`x:` in what some systems write)."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        p = prefix.encode()
        self.row_end, self.row_start, self.cell_start = b"</%srow>" % p, b'<%srow r="' % p, b'<%sc r="' % p
        self.data_end = b"</%ssheetData>" % p
        self.row = re.compile(rb'<%srow r="(\d{1,7})"[^>]*>' % p)
        self.cell = re.compile(rb'<%sc r="([A-Z]{1,3})\d{1,7}"' % p)
        self.cell_end = b"</%sc>" % p
        self.formula = b"<%sf" % p
        self.counts = (
            ([b"<%sc " % p, b"<%sc>" % p, b"<%sc/" % p], self.cell_start),
            ([b"<%srow " % p, b"<%srow>" % p, b"<%srow/" % p], self.row_start),
        )


_DATA = re.compile(rb"<((?:\w{1,32}:)?)sheetData>")
_SPANS = re.compile(rb' spans="[^"]*"')
_STYLE = re.compile(rb' s="(\d+)"')
_LAST_COLUMN = 16_384  # XFD
_MERGED = re.compile(rb'<(?:\w{1,32}:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MERGE_COUNT = re.compile(rb'(<(?:\w{1,32}:)?mergeCells)\s+count="\d{1,9}"')
_NO_MERGES = re.compile(rb"<((?:\w{1,32}:)?mergeCells)\s*(?:/>|>\s*</\1\s*>)")


def splice(xml: bytes, block: Block) -> list[bytes]:
    """The sheet with the block in it, in pieces. Raises NotSpliced where it is spelt otherwise than programs do."""
    begin = _DATA.search(xml)
    if begin is None:
        raise NotSpliced("sheetData")
    tags = _Tags(begin[1].decode())
    end = xml.find(tags.data_end, begin.end())
    if end < 0:
        raise NotSpliced("sheetData")
    _refuse_unusual(xml, begin.end(), end, tags)
    block = _beside_merged(block, xml[end:])
    head = _head(utf8(xml[: begin.start()]), block, tags.prefix)
    return [head.encode(), begin[0], *_rows(xml, begin.end(), end, block, tags), _apart_again(xml[end:], block)]


def _refuse_unusual(xml: bytes, at: int, end: int, tags: _Tags) -> None:
    """Every row and cell must say first where it is, and there must be no comments. Window by window: one look at
    all of a large sheet would hold up every other thread."""
    while at < end:
        stop = xml.rfind(tags.row_end, at, min(at + _WINDOW, end))
        stop = stop + len(tags.row_end) if stop >= 0 else end
        window = xml[at:stop]
        if b"<!" in window:
            raise NotSpliced("comments")
        for spellings, usual in tags.counts:
            if sum(map(window.count, spellings)) != window.count(usual):
                raise NotSpliced("references")
        at = stop


def _beside_merged(block: Block, tail: bytes) -> Block:
    """A merged cell would hide what is written under it: the block moves right of those in its way."""
    column, width = block.column, len(block.header)
    last = max(block.rows, default=block.header_row)
    for left, top, right, bottom in sorted(_MERGED.findall(tail), key=lambda found: len(found[2])):
        first, final = column_number(left.decode()), column_number(right.decode())
        if int(bottom) >= block.header_row and int(top) <= last and first < column + width and final >= column:
            column = final + 1
    if column + width > _LAST_COLUMN:
        raise NotSpliced("no column is left")
    return replace(block, column=column)


def _apart_again(tail: bytes, block: Block) -> bytes:
    """What follows the rows, without the merges of which a cell was changed: each row shows its own again."""
    if not block.changed:
        return tail
    rows = sorted(block.changed)
    gone = []
    for found in _MERGED.finditer(tail):
        first, final = column_number(found[1].decode()), column_number(found[3].decode())
        inside = rows[bisect_left(rows, int(found[2])) : bisect_right(rows, int(found[4]))]
        if any(first <= column <= final for row in inside for column in block.changed[row]):
            gone.append(found)
    for found in reversed(gone):
        end = tail.find(b">", found.end()) + 1
        if tail[end - 2 : end] != b"/>":
            raise NotSpliced("merged cells")
        tail = tail[: found.start()] + tail[end:]
    return _NO_MERGES.sub(b"", _MERGE_COUNT.sub(rb"\1", tail)) if gone else tail


def _rows(xml: bytes, at: int, end: int, block: Block, tags: _Tags) -> Iterator[bytes]:
    """The table's rows, with the block's cells in theirs."""
    wanted = {block.header_row, *block.rows}
    pieces: list[bytes] = []
    size = 0
    while (stop := xml.find(tags.row_end, at, end)) >= 0:
        start = xml.rfind(tags.row_start, at, stop)
        opening = tags.row.match(xml, start) if start >= 0 else None
        if opening is None:
            raise NotSpliced("row")
        number = int(opening[1])
        if number in wanted:
            wanted.remove(number)
            pieces += (xml[at:start], _SPANS.sub(b"", opening[0]), _row(xml[opening.end() : stop], number, block, tags))
            at = stop
        stop += len(tags.row_end)
        pieces.append(xml[at:stop])
        size += stop - at
        at = stop
        if len(pieces) > 4000 or size > _WRITE:
            yield b"".join(pieces)
            pieces, size = [], 0
    if wanted:
        raise NotSpliced("rows")
    yield b"".join(pieces) + xml[at:end]


def _row(cells: bytes, number: int, block: Block, tags: _Tags) -> bytes:
    """A row's cells with the block's among them."""
    if changes := block.changed.get(number):
        cells = _with_changes(cells, number, changes, block, tags)
    last = cells.rfind(tags.cell_start)
    found = tags.cell.match(cells, last) if last >= 0 else None
    if last >= 0 and found is None:
        raise NotSpliced("cell")
    before, after = cells, b""
    if found is not None and column_number(found[1].decode()) >= block.column:
        before, after = _apart(cells, block, tags)
    return before + _block_cells(before, number, block, tags) + after


def _with_changes(cells: bytes, number: int, changes: Mapping[int, str], block: Block, tags: _Tags) -> bytes:
    """A row's cells with some of them changed; each keeps its format, marked."""
    old = dict(_cells(cells, tags))
    new = dict(old)
    for column, text in changes.items():
        was = old.get(column, b"")
        if tags.formula in was:  # the workbook's list of formulas would name a cell that has none
            raise NotSpliced("formula")
        style = _STYLE.search(was[: was.find(b">") + 1])
        format = block.marked(int(style[1]) if style else 0)
        new[column] = (
            cell_xml(number, column, text, format, prefix=tags.prefix)
            or f'<{tags.prefix}c r="{letter(column)}{number}" s="{format}"/>'
        ).encode()
    return b"".join(new[column] for column in sorted(new))


def _apart(cells: bytes, block: Block, tags: _Tags) -> tuple[bytes, bytes]:
    """The cells left and right of the block. Those in its place are blanks with a colour, or an earlier result."""
    beyond = block.column + len(block.header)
    left, right = [], []
    for column, cell in _cells(cells, tags):
        if column < block.column:
            left.append(cell)
        elif column >= beyond:
            right.append(cell)
        elif tags.formula in cell:  # the workbook's list of formulas would name a cell that has none
            raise NotSpliced("formula")
    return b"".join(left), b"".join(right)


def _cells(cells: bytes, tags: _Tags) -> Iterator[tuple[int, bytes]]:
    """Each cell's column and XML."""
    at = 0
    while (start := cells.find(tags.cell_start, at)) >= 0:
        opening = tags.cell.match(cells, start)
        stop = cells.find(b">", start)
        if opening is None or stop < 0:
            raise NotSpliced("cell")
        if cells[stop - 1 : stop] != b"/":
            stop = cells.find(tags.cell_end, stop)
            if stop < 0:
                raise NotSpliced("cell")
            stop += len(tags.cell_end) - 1
        at = stop + 1
        yield column_number(opening[1].decode()), cells[start:at]


def _block_cells(before: bytes, number: int, block: Block, tags: _Tags) -> bytes:
    if number == block.header_row:
        at = before.rfind(tags.cell_start)
        opening = before[at : before.find(b">", at)] if at >= 0 else b""
        style = _STYLE.search(opening)
        cells: Cells = [(text, int(style[1]) if style else 0) for text in block.header]
    else:
        cells = block.cells(number)
    return "".join(
        cell_xml(number, column, value, style, prefix=tags.prefix, since_1904=block.since_1904)
        for column, (value, style) in enumerate(cells, block.column)
    ).encode()


def _head(head: str, block: Block, prefix: str) -> str:
    """What stands before the rows: how far the sheet reaches, and how wide its columns are."""
    last = letter(block.column + len(block.header) - 1)
    dimension = re.search(rf'(<{prefix}dimension ref="[A-Z]{{1,3}}\d{{1,7}}:)([A-Z]{{1,3}})(\d{{1,7}}")', masked(head))
    if dimension and column_number(dimension[2]) < block.column + len(block.header) - 1:
        head = f"{head[: dimension.start()]}{dimension[1]}{last}{dimension[3]}{head[dimension.end() :]}"
    plain = masked(head)
    columns = element(plain, "cols", prefix)
    kept = _without(plain[columns.inside : columns.tail] if columns else "", block, prefix)
    widths = [
        (column, f'<{prefix}col min="{column}" max="{column}" width="{width}" customWidth="1"/>')
        for column, width in enumerate(block.widths, block.column + 1)
    ]
    inside = "".join(xml for _, xml in sorted(kept + widths))
    whole = f"<{prefix}cols>{inside}</{prefix}cols>"
    return head[: columns.start] + whole + head[columns.end :] if columns else head + whole


def _without(columns: str, block: Block, prefix: str) -> list[tuple[int, str]]:
    """The widths of the other columns. A range that reaches over ours is cut in two."""
    first, last = block.column + 1, block.column + len(block.widths)
    kept: list[tuple[int, str]] = []
    for tag in re.findall(rf"<{prefix}col\b[^<>]*/>", columns):
        low, high = (re.search(rf'\b{name}="(\d{{1,9}})"', tag) for name in ("min", "max"))
        if low is None or high is None:
            raise NotSpliced("cols")
        for start, stop in ((int(low[1]), min(int(high[1]), first - 1)), (max(int(low[1]), last + 1), int(high[1]))):
            if start <= stop:
                again = re.sub(r'\bmin="\d+"', f'min="{start}"', tag, count=1)
                kept.append((start, re.sub(r'\bmax="\d+"', f'max="{stop}"', again, count=1)))
    return kept
