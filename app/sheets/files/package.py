"""The parts of an .xlsx, found as their own links say; and the same workbook spelt plainly for the fast reader.

Programs name parts with backslashes, in capitals, in other folders, write UTF-16 or CDATA. The reader guesses where
parts are, so what it read might not be what was looked at. Where anything is odd it gets a package made here, of the
very parts that were looked at. expat expands no external entity, and a document type, without which there is no
entity at all, is refused."""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from app.errors import SheetError
from app.sheets.files.colours import coloured_formats
from app.sheets.files.look import CHUNK, SheetParser, local
from app.sheets.files.scan import Look, scan
from app.sheets.files.styles import Runs, Styles, Tag, is_on, styles_of

_MOST_TAGS = 2_000_000  # of a part that is no sheet
_MOST_REWRITTEN = 128 * 2**20  # bytes of a part that is spelt plainly anew
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_BOOK, _SHARED, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"  # where the reader looks
_UTF_8 = (None, "utf-8", "us-ascii", "ascii")


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of a workbook that concern us, by their names in the package."""

    parts: Mapping[str, str]  # sheet name -> part
    lost: tuple[str, ...]  # sheets whose part is not there
    hidden: frozenset[str]
    since_1904: bool
    formats: Styles
    main: str = _BOOK
    styles: str = _STYLES
    texts: str = ""  # the part of shared texts
    is_odd: bool = False  # the reader would look for some part elsewhere, or read it otherwise


class Package:
    """An .xlsx opened for looking. Raises SheetError where its XML is broken."""

    def __init__(self, data: bytes, name: str) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._name = name
        self._members: dict[str, list[str]] = {}  # as the reader compares names -> as they are
        for member in self._zip.namelist():
            self._members.setdefault(_plain(member), []).append(member)
        self._odd = False
        self.book = self._read_book()

    def look(self, sheet: str, most_rows: int) -> Look:
        """Raises SheetError: sheet_unknown where its part isn't there, rows_too_many, file_damaged."""
        part = self.book.parts.get(sheet)
        if part is None:
            raise SheetError("sheet_unknown", sheet=sheet)
        usual = _is_utf8(next(self._chunks(part), b"")[:200]) and not self.book.formats.unstruck_texts
        look = scan(self._chunks(part), most_rows, self.book.formats) if usual else None
        if look is None:
            parser = SheetParser(self.book.formats, most_rows)
            self._parse(part, parser.parser)
            look = parser.finish()
            look.is_odd = self._is_odd(part)
        look.comments = self._comments(part)
        return look

    def coloured(self, sheet: str) -> dict[str, frozenset[int]]:
        """Colour -> numbers of the rows with a cell of that colour, counted from 1. Read for itself, as few sheets have
        a legend of colours."""
        formats = coloured_formats(self._tags(self._member(self.book.styles)))
        by_format = {number: colour for colour, numbers in formats.items() for number in numbers}
        found: dict[str, set[int]] = {}
        row = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row
            if local(name) == "row":
                number = attributes.get("r", "")
                row = int(number) if number.isdigit() and len(number) < 8 else row + 1
            elif local(name) == "c" and (colour := by_format.get(attributes.get("s", ""))):
                found.setdefault(colour, set()).add(row)

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        if by_format:
            self._parse(self.book.parts[sheet], parser)
        return {colour: frozenset(rows) for colour, rows in found.items()}

    # --- parts ---

    def _member(self, part: str) -> str | None:
        """The name of a part as it is in the package; None where it is missing."""
        found = self._members.get(_plain(part), [])
        if len(found) > 1:
            raise SheetError("file_damaged", f"a part twice: {part}"[:200], file=self._name)
        return found[0] if found else None

    def _chunks(self, part: str) -> Iterator[bytes]:
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError) as error:
            raise SheetError("file_damaged", str(error), file=self._name) from None
        except Exception as error:  # zlib.error and what other unpackers raise
            if type(error).__module__ in ("zlib", "lzma", "bz2", "_lzma"):
                raise SheetError("file_damaged", str(error), file=self._name) from None
            raise

    def _parse(self, part: str, parser: expat.XMLParserType) -> None:
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            for chunk in self._chunks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last: an encoding nobody knows
            raise SheetError("file_damaged", str(error)[:300], file=self._name) from None

    def _refuse(self, *_: object) -> None:
        raise SheetError("file_damaged", "document type", file=self._name)

    def _tags(self, part: str | None) -> list[Tag]:
        """All start tags of a small part, prefixes taken off; none where the part is missing."""
        found: list[Tag] = []
        if part is None:
            return found
        parser = expat.ParserCreate()

        def start(name: str, attributes: dict[str, str]) -> None:
            found.append((local(name), {local(key): value for key, value in attributes.items()}))
            if len(found) > _MOST_TAGS:
                raise SheetError("file_too_big", file=self._name)

        parser.StartElementHandler = start
        self._parse(part, parser)
        return found

    def _links(self, part: str) -> list[dict[str, str]]:
        """The relationships of a part, those inside the package."""
        folder, file = posixpath.split(_slashes(part))
        tags = self._tags(self._member(posixpath.join(folder, "_rels", f"{file}.rels")))
        return [a for name, a in tags if name == "Relationship" and a.get("TargetMode") != "External"]

    def _target(self, part: str, link: Mapping[str, str]) -> str | None:
        """The part a relationship of `part` leads to: seen from its folder, or, as some write it, from the top."""
        target = unquote(_slashes(link.get("Target", "")))
        if not target:
            return None
        if target.startswith("/"):
            return self._member(target)
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(_slashes(part)), target))
        return self._member(inside) or self._member(posixpath.normpath(target))

    # --- the workbook ---

    def _read_book(self) -> Book:
        main = next((self._target("", a) for a in self._links("") if _kind(a) == "officeDocument"), None)
        main = main or self._member(_BOOK)
        if main is None:
            raise SheetError("file_damaged", "no workbook", file=self._name)
        links = self._links(main)
        styles = self._linked(main, links, "styles") or self._member(_STYLES) or ""
        texts = self._linked(main, links, "sharedStrings") or self._member(_SHARED) or ""
        self._odd = main != _BOOK or styles not in ("", _STYLES) or texts not in ("", _SHARED)
        self._odd = self._odd or "xl/_rels/workbook.xml.rels" not in self._zip.namelist()
        tags = self._tags(main)
        sheets = {attributes.get("name", ""): attributes for name, attributes in tags if name == "sheet"}
        if len({name.lower() for name in sheets}) < sum(name == "sheet" for name, _ in tags):
            raise SheetError("file_damaged", "a sheet's name twice", file=self._name)
        by_id = {link.get("Id", ""): link for link in links}
        parts, lost = self._sheets(main, {name: by_id.get(sheet.get("id", ""), {}) for name, sheet in sheets.items()})
        self._odd = self._odd or any(self._is_odd(part) for part in (main, styles, texts) if part)
        return Book(
            parts=parts,
            lost=lost,
            hidden=frozenset(name for name, sheet in sheets.items() if sheet.get("state", "visible") != "visible"),
            since_1904=any(name == "workbookPr" and is_on(found, "date1904", "0") for name, found in tags),
            formats=styles_of(self._tags(styles or None), *self._struck_texts(texts)),
            main=main,
            styles=styles or _STYLES,
            texts=texts,
            is_odd=self._odd,
        )

    def _linked(self, main: str, links: list[dict[str, str]], kind: str) -> str | None:
        """The part of a kind that the workbook leads to."""
        return next((self._target(main, link) for link in links if _kind(link) == kind), None)

    def _sheets(self, main: str, links: Mapping[str, dict[str, str]]) -> tuple[dict[str, str], tuple[str, ...]]:
        """The parts of the worksheets by name, and the names of those whose part isn't there."""
        parts: dict[str, str] = {}
        lost: list[str] = []
        for name, link in links.items():
            part = self._target(main, link)
            if part is None:
                lost.append(name)
            elif _kind(link) in ("worksheet", ""):
                parts[name] = part
                self._odd = self._odd or part != _as_read(link.get("Target", ""))
        return parts, tuple(lost)

    def _is_odd(self, part: str) -> bool:
        """Whether the XML is spelt so that the reader misses some of it: CDATA, comments, another encoding."""
        first = True
        for chunk in self._chunks(part):
            if b"<!" in chunk or (first and not _is_utf8(chunk[:200])):
                return True
            first = False
        return False

    def _struck_texts(self, part: str) -> tuple[frozenset[int], dict[int, str]]:
        """Numbers of the shared texts that are struck through, and what is left of those that are so in part."""
        if not part or not any(b"strike" in chunk for chunk in self._chunks(part)):
            return frozenset(), {}
        parser = expat.ParserCreate()
        left: dict[int, str] = {}
        number, is_struck, is_spoken, runs = -1, False, False, Runs()

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal number, is_struck, is_spoken, runs
            name = local(name)
            if name == "si":
                number, is_struck, is_spoken, runs = number + 1, False, False, Runs()
            elif name in ("r", "rPh"):
                is_struck, is_spoken = False, name == "rPh"
            elif name == "strike":
                is_struck = is_on(attributes)
            elif name == "t" and not is_spoken:
                parser.CharacterDataHandler = runs.begin(is_struck=is_struck).append

        def end(name: str) -> None:
            if local(name) == "t":
                parser.CharacterDataHandler = None
            elif local(name) == "si" and (kept := runs.left) is not None:
                left[number] = kept

        parser.StartElementHandler, parser.EndElementHandler = start, end
        self._parse(part, parser)
        whole = frozenset(number for number, kept in left.items() if not kept)
        return whole, {number: kept for number, kept in left.items() if kept}

    def _comments(self, sheet: str) -> dict[int, str]:
        """Row from 0 -> what the notes on its cells say."""
        found: dict[int, list[str]] = {}
        for link in self._links(sheet):
            part = self._target(sheet, link) if _kind(link) == "comments" else None
            if part is not None:
                self._parse(part, _comment_parser(found))
        return {row: " ".join("".join(words).split()) for row, words in found.items()}

    # --- for the reader ---

    def plain(self) -> bytes:
        """The same workbook as a package of the usual names, its sheets' cells and nothing else: no size, no merged
        cells, and `#N/A` for every error, over which the reader may stumble."""
        packed = io.BytesIO()
        numbers = {sheet: number for number, sheet in enumerate(self.book.parts, 1)}
        sheets = "".join(
            f'<sheet name={quoteattr(sheet)} sheetId="{n}" r:id="rId{n}"'
            + (' state="hidden"/>' if sheet in self.book.hidden else "/>")
            for sheet, n in numbers.items()
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers.values()
        )
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            book = f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="{_BOOK}"/>'
            date = f'<workbookPr date1904="{int(self.book.since_1904)}"/>'
            archive.writestr(
                _BOOK, f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{date}<sheets>{sheets}</sheets></workbook>'
            )
            archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_ROOT}">{links}</Relationships>')
            archive.writestr("_rels/.rels", f'<Relationships xmlns="{_ROOT}">{book}</Relationships>')
            archive.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
            if self._member(self.book.styles):
                archive.writestr(_STYLES, self._spelt_plainly(self.book.styles))
            if self.book.texts:
                archive.writestr(_SHARED, self._spelt_plainly(self.book.texts))
            for sheet, n in numbers.items():
                archive.writestr(f"xl/worksheets/sheet{n}.xml", self._spelt_plainly(self.book.parts[sheet]))
        return packed.getvalue()

    def _spelt_plainly(self, part: str) -> str:
        if self._zip.getinfo(part).file_size > _MOST_REWRITTEN:
            raise SheetError("file_too_big", file=self._name)
        writer = _Writer()
        self._parse(part, writer.parser)
        return "".join(writer.out)


def _kind(link: Mapping[str, str]) -> str:
    return link.get("Type", "").rpartition("/")[2]


def _slashes(name: str) -> str:
    return name.replace("\\", "/")


def _plain(name: str) -> str:
    """As names of parts are compared: no backslashes, no capitals, from the top."""
    return _slashes(name).lstrip("/").lower()


def _as_read(target: str) -> str:
    """Where the reader looks for a sheet."""
    return target[1:] if target.startswith("/xl/") else target if target.startswith("xl/") else f"xl/{target}"


_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def _is_utf8(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        return False
    said = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
    return said is None or said[1].decode().lower() in _UTF_8


def _comment_parser(found: dict[int, list[str]]) -> expat.XMLParserType:
    """Puts the texts of notes where their cells are, by row."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if local(name) == "comment":
            digits = attributes.get("ref", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$").replace("$", "")
            row = int(digits) - 1 if digits.isascii() and digits.isdigit() and len(digits) < 8 else -1
            words = found.setdefault(row, [])
            words.append(" ")
            parser.CharacterDataHandler = lambda text: words.append(text) if inside else None
        elif local(name) == "t":
            inside = True

    def end(name: str) -> None:
        nonlocal inside
        if local(name) == "t":
            inside = False

    parser.StartElementHandler, parser.EndElementHandler = start, end
    return parser


class _Writer:
    """Writes XML anew as every program spells it: UTF-8, no prefixes, no CDATA, double quotes."""

    _LEFT_OUT = ("dimension", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "extLst", "dxfs")

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._letters
        self.out: list[str] = []
        self._skipped = 0  # depth inside what is left out
        self._is_error = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if self._skipped or name in self._LEFT_OUT:
            self._skipped += 1
            return
        if name == "c":
            self._is_error = attributes.get("t") == "e"
        said = "".join(
            f" {key if key == 'xml:space' else local(key)}={quoteattr(value)}"
            for key, value in attributes.items()
            if not key.startswith("xmlns")
        )
        self.out.append(f"<{name}{said}>" if self.out else f'<{name} xmlns="{_MAIN}">')

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if self._is_error and local(name) == "v":
            self.out.append("#N/A")
        self.out.append(f"</{local(name)}>")

    def _letters(self, text: str) -> None:
        if not self._skipped and not (self._is_error and text.strip()):
            self.out.append(escape(text))
