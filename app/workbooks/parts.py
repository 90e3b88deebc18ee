"""A workbook as the parts of its package: some changed, some added, every other copied as it is.

ECMA-376 part 2 (packages) and part 1, 12.3 (the parts of a workbook)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from app.errors import SheetError
from app.sheets.files.package import Book, Package
from app.workbooks.cells import utf8
from app.workbooks.marks import NotSpliced

TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = {
    "sheet": f"{_OFFICE}.spreadsheetml.worksheet+xml",
    "drawing": f"{_OFFICE}.drawing+xml",
    "chart": f"{_OFFICE}.drawingml.chart+xml",
}
PLAIN, MACROS = f"{_OFFICE}.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MAIN_TYPES = re.compile(
    rf"{re.escape(_OFFICE)}\.spreadsheetml\.(?:sheet|template)\.main\+xml"
    r"|application/vnd\.ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml"
)
_BROKEN = (KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile)
_LEVEL = 4  # of 9: half the time of zip's usual 6 for 3 % more bytes
_PAST = (1980, 1, 1, 0, 0, 0)
_MOST = 100_000  # numbers tried for a name


class Parts:
    """Holds the old package and the changes. Raises NotSpliced where the package can't be changed safely."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.book: Book = Package(data, "").book
        except (*_BROKEN, SheetError) as error:
            raise NotSpliced(repr(error)) from None
        if self.book.is_odd:
            raise NotSpliced("parts where nobody looks for them")
        self._names = self._zip.namelist()
        self._changed: dict[str, bytes | list[bytes]] = {}
        if len({name.lower() for name in self._names}) < len(self._names):
            raise NotSpliced("a name stands twice")

    @property
    def has_macros(self) -> bool:
        return any(name.lower().endswith("/vbaproject.bin") for name in self._names)

    def read(self, name: str) -> bytes:
        if (changed := self._changed.get(name)) is not None:
            return changed if isinstance(changed, bytes) else b"".join(changed)
        return self._old(name)

    def _old(self, part: str | zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(part)
        except _BROKEN as error:  # a picture that was damaged: nobody has read it before
            raise NotSpliced(repr(error)) from None

    def text(self, name: str) -> str:
        return utf8(self.read(name))

    def put(self, name: str, content: str | bytes | list[bytes]) -> None:
        """Change a part, or add one."""
        self._changed[name] = content.encode() if isinstance(content, str) else content

    def free(self, pattern: str) -> str:
        """A name nobody has: `xl/charts/chart{}.xml` -> `xl/charts/chart1.xml`."""
        taken = {name.lower() for name in (*self._names, *self._changed)}
        return _first(name for n in range(1, _MOST) if (name := pattern.format(n)).lower() not in taken)

    def add(self, name: str, kind: str, content: str | bytes) -> None:
        """A new part of a kind in CONTENT."""
        self.put(name, content)
        self._before_end(TYPES, "Types", f'<{{p}}Override PartName="/{name}" ContentType="{CONTENT[kind]}"/>')

    def relate(self, name: str, kind: str, target: str) -> str:
        """Let a part know another; the id by which it calls it."""
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self._names and relations not in self._changed:
            space = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.put(relations, f'<Relationships xmlns="{space}"></Relationships>')
        taken = set(re.findall(r'\bId="([^"]*)"', self.text(relations)))
        own = _first(own for n in range(1, _MOST) if (own := f"rId{n}") not in taken)
        link = f'<{{p}}Relationship Id="{own}" Type="{RELATIONS}/{kind}" Target="/{target}"/>'
        self._before_end(relations, "Relationships", link)
        return own

    def call(self, *, macros: bool) -> None:
        """Say in the package that it is a workbook with macros, or without: it must fit the file's ending."""
        self.put(TYPES, _MAIN_TYPES.sub(MACROS if macros else PLAIN, self.text(TYPES)))

    def _before_end(self, name: str, root: str, xml: str) -> None:
        """Add to the end of a part's root. `{p}` in the text: its prefix."""
        text = self.text(name)
        at = text.rfind("</")
        end = re.compile(rf"</((?:\w{{1,32}}:)?){root}\s*>\s*").fullmatch(text, at) if at >= 0 else None
        if end is None:
            raise NotSpliced(name)
        self.put(name, text[:at] + xml.replace("{p}", end[1]) + text[at:])

    def write(self, file: IO[bytes]) -> None:
        """The package, parts in their old order, new ones after them."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
            for info in self._zip.infolist():
                package_info = zipfile.ZipInfo(info.filename, max(info.date_time, _PAST))
                package_info.external_attr = info.external_attr
                _store(package, package_info, self._changed.get(info.filename) or self._old(info))
            for name in self._changed:
                if name not in self._names:
                    _store(package, zipfile.ZipInfo(name, _PAST), self._changed[name])


def _first(names: Iterator[str]) -> str:
    if (found := next(names, None)) is None:
        raise NotSpliced("every name is taken")
    return found


def _store(package: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes | Iterable[bytes]) -> None:
    info.compress_type = zipfile.ZIP_DEFLATED
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]
    with package.open(info, "w", force_zip64=True) as part:
        for chunk in [content] if isinstance(content, bytes) else content:
            part.write(chunk)
