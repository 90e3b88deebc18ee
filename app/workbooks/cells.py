"""Cells, rows and cell formats as the XML of a worksheet. ECMA-376 part 1, 18.3 and 18.8."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from app.sheets.cells.text import Flaw, shown
from app.sheets.columns import letter
from app.thai import FIRST_BUDDHIST
from app.wording import Lang
from app.workbooks.files import writable
from app.workbooks.marks import NotSpliced, element, masked

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's times have no zone
_DAYS_TO_1904 = 1462
_letter = lru_cache(maxsize=1024)(letter)


def cell_xml(
    row: int, column: int, value: object, style: int = 0, *, prefix: str = "", since_1904: bool = False
) -> str:
    """One cell, its text inside it; "" for no value. `column` counts from 0. `prefix`: of the sheet's tags, as `x:`."""
    if value is None or value == "":
        return ""
    where = f'{prefix}c r="{_letter(column)}{row}"' + (f' s="{style}"' if style else "")
    if isinstance(value, bool):
        return f'<{where} t="b"><{prefix}v>{value:d}</{prefix}v></{prefix}c>'
    number = _number(value, since_1904)
    if number is not None:
        return f"<{where}><{prefix}v>{number!r}</{prefix}v></{prefix}c>"
    text = escape(writable(shown(value)))
    if not text:
        return ""
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
    inside = f"<{prefix}is><{prefix}t{space}>{text}</{prefix}t></{prefix}is>"
    return f'<{where} t="inlineStr">{inside}</{prefix}c>'


def _number(value: object, since_1904: bool) -> float | None:
    """A value as a sheet's number: days since day zero, fractions of a day. None = it is text."""
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        if value.year <= 1904:  # a time alone
            return _number(value.time(), since_1904)
        days = (value.replace(tzinfo=None) - _DAY_ZERO) / timedelta(days=1)
        return days - _DAYS_TO_1904 if since_1904 else days
    if isinstance(value, date):
        return _number(datetime(value.year, value.month, value.day), since_1904)  # noqa: DTZ001
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86400
    return value / timedelta(days=1) if isinstance(value, timedelta) else None


def style_for(value: object, styles: Mapping[str, int]) -> int:
    """The format that shows a value as what it is."""
    if isinstance(value, str):
        return styles["text"]
    if isinstance(value, date) and value.year >= FIRST_BUDDHIST:
        return styles["buddhist"]
    if isinstance(value, datetime):
        return styles["time" if value.year <= 1904 else "day" if value.time() == time() else "moment"]
    if isinstance(value, date):
        return styles["day"]
    return styles["time"] if isinstance(value, (time, timedelta)) else 0


def row_xml(number: int, cells: Sequence[object], styles: Mapping[str, int]) -> str:
    """One row of values as they were read; flaws as the text they show."""
    inside = "".join(
        cell_xml(number, column, shown(value) if isinstance(value, Flaw) else value, style_for(value, styles))
        for column, value in enumerate(cells)
        if value != ""
    )
    return f'<row r="{number}">{inside}</row>'


FONTS = {"title": '<{p}b/><{p}sz val="14"/>', "bold": '<{p}b/><{p}sz val="11"/>'}
FILLS = {
    "booked": "C6EFCE",
    "skipped": "DDEBF7",
    "moved": "C6EFCE",
    "left": "FFEB9C",
    "held_back": "FFEB9C",
    "refused": "FFC7CE",
    "invalid": "FFC7CE",
    "unknown": "FFEB9C",
    "sending": "FFEB9C",
    "cancelling": "FFEB9C",
}
MENDED = "FCE4D6"  # the ground of a cell that was changed before it was booked
# Days look alike in every column, and as the program writes them: 5 พ.ย. 2569, 5 Nov 2026. The cell holds a plain date;
# 107 in its format is the Buddhist calendar, 101 the Gregorian one, 041E Thai. "buddhist": where a Buddhist year was
# typed as a Gregorian one (2569), which must not grow by 543 once more.
FORMATS: Mapping[Lang, Mapping[str, str]] = {
    "th": {
        "moment": "[$-107041E]d mmm yyyy hh:mm:ss",
        "day": "[$-107041E]d mmm yyyy",
        "buddhist": "[$-101041E]d mmm yyyy",
        "time": "hh:mm",
    },
    "en": {
        "moment": "[$-409]d mmm yyyy hh:mm:ss",
        "day": "[$-409]d mmm yyyy",
        "buddhist": "[$-409]d mmm yyyy",
        "time": "hh:mm",
    },
}
_LAST_OWN_FORMAT = 163  # ids of number formats up to here are Excel's own
_TEXT_FORMAT = 49  # "@"


class StyleSheet:
    """styles.xml, to which cell formats are added; those that are there keep their places. `lang`: in which days are
    shown. Raises NotSpliced."""

    def __init__(self, xml: bytes, lang: Lang) -> None:
        self.xml = utf8(xml)
        self._formats = FORMATS[lang]
        root = element(masked(self.xml), "styleSheet")
        if root is None or root.empty:
            raise NotSpliced("styles")
        self._prefix, self._inside = root.prefix, root.inside
        self._marked: dict[int, int] = {}

    def add(self, names: Iterable[str]) -> dict[str, int]:
        """Formats named in FONTS, FILLS, FORMATS, or "text" -> their places in the list of cell formats."""
        return {name: self._add(name) for name in names}

    def marked(self, style: int) -> int:
        """The place of a format like this one, on the ground of a mended cell. Raises NotSpliced."""
        if style not in self._marked:
            self._marked[style] = self._mark(style)
        return self._marked[style]

    def _mark(self, style: int) -> int:
        p, plain = self._prefix, masked(self.xml)
        formats = element(plain, "cellXfs", p)
        whole = plain[formats.inside : formats.tail] if formats is not None else ""
        found = re.findall(
            rf"<{p}xf(?=[\s/>])[^<>]*?/>|<{p}xf(?=[\s>])[^<>]*>(?:(?!</?{p}xf[\s>]).)*</{p}xf>", whole, re.S
        )
        if style >= len(found):
            raise NotSpliced("cellXfs")
        fill = self._append("fills", "fill", self._ground(MENDED))
        kept = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", found[style])
        return self._append("cellXfs", "xf", kept.replace(f"<{p}xf", f'<{p}xf fillId="{fill}" applyFill="1"', 1))

    def _ground(self, colour: str) -> str:
        p = self._prefix
        pattern = f'<{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/></{p}patternFill>'
        return f"<{p}fill>{pattern}</{p}fill>"

    def _add(self, name: str) -> int:
        p = self._prefix
        number, font, fill = 0, 0, 0
        if name == "text":
            number = _TEXT_FORMAT
        elif name in FONTS:
            number = _TEXT_FORMAT  # headings are texts
            font = self._append("fonts", "font", f"<{p}font>{FONTS[name].format(p=p)}</{p}font>")
        elif name in FILLS:
            fill = self._append("fills", "fill", self._ground(FILLS[name]))
        else:
            number = self._number_format(self._formats[name])
        applied = "".join(
            f' apply{what}="1"' for what, used in (("NumberFormat", number), ("Font", font), ("Fill", fill)) if used
        )
        return self._append(
            "cellXfs",
            "xf",
            f'<{p}xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"{applied}/>',
        )

    def _number_format(self, code: str) -> int:
        p = self._prefix
        if element(masked(self.xml), "numFmts", p) is None:
            self.xml = f"{self.xml[: self._inside]}<{p}numFmts></{p}numFmts>{self.xml[self._inside :]}"
        number = max(_LAST_OWN_FORMAT, *map(int, re.findall(r'numFmtId="(\d{1,9})"', self.xml))) + 1
        self._append("numFmts", "numFmt", f'<{p}numFmt numFmtId="{number}" formatCode="{code}"/>')
        return number

    def _append(self, group: str, item: str, xml: str) -> int:
        """Put one more at the end of a group; its place in it."""
        p = self._prefix
        plain = masked(self.xml)
        found = element(plain, group, p)
        if found is None:
            raise NotSpliced(group)
        inside = self.xml[found.inside : found.tail]
        place = len(re.findall(rf"<{p}{item}[\s/>]", plain[found.inside : found.tail]))
        kept = re.sub(r'\bcount="\d*"', "", found.attributes).strip()
        group_xml = f'<{p}{group} count="{place + 1}" {kept}>{inside}{xml}</{p}{group}>'
        self.xml = self.xml[: found.start] + group_xml + self.xml[found.end :]
        return place


_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']*)""")


def utf8(xml: bytes) -> str:
    """A part's text. Raises NotSpliced where it is in another encoding."""
    declared = _ENCODING.match(xml[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() != b"utf-8":
        raise NotSpliced("encoding")
    try:
        return xml.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotSpliced("encoding") from None
