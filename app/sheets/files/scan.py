"""A quick scan of a worksheet's raw XML, in the spelling all common programs use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.sheets.files.styles import Styles


@dataclass(slots=True)
class Look:
    """What a sheet's XML says beyond its values. Rows and columns count from 0."""

    last_row: int = -1  # of the filled cells
    last_column: int = 25
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: list[tuple[int, int]] = field(default_factory=list)  # that give no text
    padded: list[tuple[int, int, int]] = field(default_factory=list)  # row, column, width of 00000
    struck: set[tuple[int, int]] = field(default_factory=set)  # cells whose font is struck through, blank ones too
    comments: dict[int, str] = field(default_factory=dict)  # by row
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # first and last row, first and last column
    texts: dict[tuple[int, int], str] = field(default_factory=dict)  # cells the reader misreads
    unstruck: dict[tuple[int, int], str] = field(default_factory=dict)  # what is left of cells struck through in part
    is_odd: bool = False  # spelt so that the reader may miss some of it

    def leave(self, place: tuple[int, int], left: str) -> None:
        """Of a cell struck through, wholly ("") or in part."""
        if left:
            self.unstruck[place] = left
        else:
            self.struck.add(place)


_ROW = re.compile(rb'<row r="(\d{1,7})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_HIDDEN = re.compile(rb' hidden="(1|true|0|false)"')
_FIRST, _LAST = re.compile(rb' min="(\d{1,5})"'), re.compile(rb' max="(\d{1,5})"')
# Far cells; also one whose reference lies, under a row of another number, is believed by the reader.
_FAR = re.compile(rb'<c r="(?:([A-Z]{2,3})(\d{1,7})"|[A-Z](\d{6,7})"|(?![A-Z]\d{1,5}"))')  # or no reference at all
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*? t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)')
_VALUED = re.compile(rb"(?:</f>|<f[^>]*/>)<v>[^<]")
_MERGED = re.compile(rb'<mergeCell\b[^>]*? ?ref="([A-Za-z0-9$:]{1,30})"')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_FORMULA_ONLY = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>'
)
# Comments, CDATA, document types; prefixed tags; UTF-16; letters struck through one by one; attributes spelt otherwise.
_UNUSUAL = (b"<!", b":c", b":row", b"\0", b"<strike", b' ="', b'= "', b"<v ")
_RARE = ((b"'", b"='"), (b"&", b'="&'))  # one byte is found ten times as quickly as two
# Rows of no height are told apart by the parser: its own, or that of all rows that say none.
_NO_HEIGHT = re.compile(rb"\bht=\"[+-]?[0.]")
_NO_DEFAULT_HEIGHT = re.compile(rb'\bzeroHeight="(?!0"|false")')
_BLANKS = (b"\n", b"\r", b"\t", b"> <")
_BETWEEN_TAGS = re.compile(rb">\s+</?(?:c|v|f|is|row)\b")
_STYLE_LAST = re.compile(rb' t="[A-Za-z]+" s="')
_END = b"</sheetData>"
_LONGEST_ROW = 2**23  # bytes
_ZEROS, _FOREIGN = bytes.maketrans(b"123456789", b"0" * 9), bytes(range(0x80, 0x100))
_ROWS, _CELLS, _NEXT = b"<row ", b"<c ", b'r="A0"'  # what stands before each of them, and how another one begins


def scan(chunks: Iterator[bytes], most_rows: int, styles: Styles) -> Look | None:
    """The look at a sheet; None where it is spelt otherwise: parse it.
    Stops early where there are more than `most_rows` rows."""
    look = Look()
    padded = _padded_pattern(styles.widths)
    struck = _struck_patterns(styles)
    last = 0
    after: list[bytes] = []
    for text, ended in _whole_rows(chunks, after):
        if text is None:
            return None
        kinds = _kinds(text)
        if not _usual(kinds) and not _usual(text):
            return None
        far = _FAR.findall(text) if _FAR.search(kinds) else []
        if (b"", b"", b"") in far:
            return None
        last = _scan_rows(look, text, last, far)
        if not _scan_marks(look, text, kinds):
            return None
        if padded is not None:
            look.padded += _padded(padded, text, styles.widths)
        for pattern in struck:
            look.struck.update(place for found in pattern.finditer(text) if (place := _place(text, found.start())))
        if ended or look.last_row > most_rows:
            break
    look.merges = merged(b"".join([*after, *_until_merged(after, chunks)]))
    return look


def _until_merged(first: list[bytes], chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What follows the table further on, as far as merged cells can stand in it."""
    chunk = b"".join(first)
    while first and not any(mark in chunk for mark in (b"<pageMargins", b"</mergeCells", b"</worksheet")):
        chunk = next(chunks, b"</worksheet")
        yield chunk


def merged(xml: bytes) -> list[tuple[int, int, int, int]]:
    """The merged ranges: first and last row, first and last column, from 0. Whole columns and rows are left out."""
    return [found for text in _MERGED.findall(xml) if (found := range_of(text.decode())) is not None]


def range_of(text: str) -> tuple[int, int, int, int] | None:
    """A1:B2 as first and last row, first and last column, from 0; None for one cell, whole rows and whole columns."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    return int(top) - 1, int(bottom) - 1, column_number(left), column_number(right)


def _whole_rows(chunks: Iterator[bytes], after: list[bytes]) -> Iterator[tuple[bytes | None, bool]]:
    """The text cut before a row, and whether the table has ended; None for a row too long to be one. What follows the
    table in its last chunk is put into `after`."""
    rest = b""
    for chunk in chunks:
        text, end, beyond = (rest + chunk).partition(_END)
        if end:
            after.append(beyond)
            yield text, True
            return
        cut = text.rfind(b"<row")
        if cut <= 0:
            rest = text
            if len(rest) > _LONGEST_ROW:
                yield None, True
                return
        else:
            rest = text[cut:]
            yield text[:cut], False
    yield rest, True


def _kinds(text: bytes) -> bytes:
    """Every kind of row and of cell in a text once: its digits are zeros, no letter but English ones is left. A sheet
    has a hundred thousand rows of some dozen kinds, and what is no one's spelling is nobody's."""
    head, *rows = text.translate(_ZEROS, _FOREIGN).split(_ROWS)
    head, *cells = _ROWS.join([head, *dict.fromkeys(rows), _NEXT]).split(_CELLS)
    return _CELLS.join([head, *dict.fromkeys(cells), _NEXT])


def _usual(text: bytes) -> bool:
    """Whether these tags are spelt as every common program spells them."""
    if any(byte in text and mark in text for byte, mark in _RARE):
        return False
    if any(mark in text for mark in _UNUSUAL) or _STYLE_LAST.search(text):
        return False
    if any(blanks in text for blanks in _BLANKS) and _BETWEEN_TAGS.search(text):
        return False
    cells = text.count(b"<c") - text.count(b"<col")  # <cols> and <col> are the only others before the end
    return cells == text.count(b'<c r="') and text.count(b"<row") == text.count(b'<row r="')


def _scan_rows(look: Look, text: bytes, last: int, far: list[tuple[bytes, bytes, bytes]]) -> int:
    """Find the last filled row and column; the number of the last row at all."""
    filled = text.rfind(b"</v>")
    for end in (b"</is>", b"</t>"):
        filled = max(filled, text.rfind(end, max(filled, 0)))
    if filled >= 0:
        before = text.rfind(b"<row r=", 0, filled)
        look.last_row = (_row_number(text, before) if before >= 0 else last) - 1
    for letters in {letters for letters, _, _ in far if letters}:
        look.last_column = max(look.last_column, column_number(letters.decode()))
    for row in {row or far_row for _, row, far_row in far}:
        look.last_row = max(look.last_row, int(row) - 1)
    at = text.rfind(b"<row r=")
    return _row_number(text, at) if at >= 0 else last


def _scan_marks(look: Look, text: bytes, kinds: bytes) -> bool:
    """Hidden rows and columns, error cells, formulas without a value. False where some are spelt otherwise."""
    return (
        not _has_rows_of_no_height(text, kinds)
        and (b"hidden" not in kinds or _scan_hidden(look, text))
        and (b't="e"' not in kinds or _scan_errors(look, text))
        and (b"<f" not in kinds or _have_values(kinds) or _scan_formulas(look, text))
    )


def _has_rows_of_no_height(text: bytes, kinds: bytes) -> bool:
    low = b'ht="' in kinds and any(
        mark in text for mark in (b'ht="0', b'ht=".', b'ht="-', b'ht="+')
    )  # customHeight, too
    return (low and _NO_HEIGHT.search(text) is not None) or (
        b"zeroHeight" in kinds and _NO_DEFAULT_HEIGHT.search(text) is not None
    )


def _scan_hidden(look: Look, text: bytes) -> bool:
    all_found = list(_HIDDEN.finditer(text))
    for found in all_found:
        start = text.rfind(b"<", 0, found.start())
        if found[1] in (b"0", b"false"):
            continue
        if row := _ROW.match(text, start):
            look.hidden_rows.add(int(row[1]) - 1)
        elif text.startswith(b"<col ", start):
            tag = text[start : text.find(b">", start)]
            if (first := _FIRST.search(tag)) and (end := _LAST.search(tag)):
                look.hidden_columns.append((int(first[1]) - 1, int(end[1]) - 1))
    return len(all_found) == text.count(b"hidden")


def _scan_errors(look: Look, text: bytes) -> bool:
    errors = _ERROR.findall(text)
    for letters, row, value in errors:
        look.errors[int(row) - 1, column_number(letters.decode())] = value.decode("utf-8", "replace")[:20] or "#N/A"
    return len(errors) == text.count(b't="e"')


def _have_values(kinds: bytes) -> bool:
    return _FORMULA_ONLY.search(kinds) is None and len(_VALUED.findall(kinds)) == kinds.count(b"<f")


def _scan_formulas(look: Look, text: bytes) -> bool:
    formulas = _FORMULA_ONLY.findall(text)
    for letters, row, attributes in formulas:
        if b't="str"' not in attributes:
            look.formulas.append((int(row) - 1, column_number(letters.decode())))
    return len(formulas) + len(_VALUED.findall(text)) == text.count(b"<f")


def _padded_pattern(widths: tuple[int, ...]) -> re.Pattern[bytes] | None:
    """Finds numbers shorter than their format pads them to, and no others."""
    styles = "|".join(str(style) for style, width in enumerate(widths) if width)
    longest = max(widths, default=0) - 1
    if not styles:
        return None
    return re.compile(
        rf' s="({styles})"(?: t="n")?>'.encode()
        + rf"(?:<f[^>]*>[^<]*</f>)?<v>(\d{{1,{longest}}}+)(?:\.0*)?</v>".encode()
    )


def _struck_patterns(styles: Styles) -> list[re.Pattern[bytes]]:
    """Find the cells of a struck format, and those that show a struck text."""
    found = []
    if styles.struck:
        found.append(f' s="(?:{"|".join(map(str, sorted(styles.struck)))})"')
    if styles.struck_texts:
        found.append(f' t="s"[^>]*><v>(?:{"|".join(map(str, sorted(styles.struck_texts)))})</v>')
    return [re.compile(pattern.encode()) for pattern in found]


def _padded(pattern: re.Pattern[bytes], text: bytes, widths: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    for found in pattern.finditer(text):
        width = widths[int(found[1])]
        if len(found[2]) < width and (place := _place(text, found.start())):
            yield *place, width


def _place(text: bytes, inside: int) -> tuple[int, int] | None:
    """Row and column of the cell in whose tag a place of the text is; None where that is another tag, or none."""
    start = text.rfind(b"<", 0, inside)
    match = _CELL.match(text, start)
    if match is None or text.find(b">", start, inside) >= 0:
        return None
    return int(match[2]) - 1, column_number(match[1].decode())


def _row_number(text: bytes, at: int) -> int:
    match = _ROW.match(text, at)
    return int(match[1]) if match else 0


def column_number(letters: str) -> int:
    """A -> 0, AA -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
