"""A legend that names a colour: สีแดง = ยกเลิกนัด. The rows of that colour are meant, not the whole list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from colorsys import rgb_to_hsv
from typing import NamedTuple

from app.domain.values import SetAside
from app.sheets.cells.status import Said, said_in_note
from app.sheets.files.styles import Tag
from app.text import clean

_NAMES = {
    "red": "แดง red",
    "orange": "ส้ม orange",
    "yellow": "เหลือง yellow",
    "green": "เขียว green",
    "blue": "ฟ้า น้ำเงิน blue",
    "purple": "ม่วง purple violet",
    "pink": "ชมพู pink",
    "grey": "เทา grey gray",
}
_BY_NAME = {name: colour for colour, names in _NAMES.items() for name in names.split()}
_LEGEND = re.compile(
    rf"(?<![a-z])({'|'.join(_BY_NAME)})(?![a-z])(?:\s*\S{{0,8}})?\s*(?:=|:|หมายถึง|คือ|means)\s*([^=;,]{{2,40}})",
    re.I,
)
# Excel's old numbers of colours that clinics mark rows with.
_INDEXED = {2: "red", 10: "red", 5: "yellow", 13: "yellow", 3: "green", 11: "green", 4: "blue", 12: "blue"}
_HUES = ((15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (255, "blue"), (290, "purple"), (345, "pink"))
_PALE, _DARK = 0.12, 0.25  # of saturation and brightness: no colour to anybody's eye


class Legend(NamedTuple):
    colour: str
    said: Said


def legends(texts: Iterable[object]) -> Iterator[Legend]:
    """What these lines say of colours, where it is one of the words that set a row aside."""
    for text in texts:
        for name, words in _LEGEND.findall(clean(text)) if isinstance(text, str) and len(text) < 200 else ():
            if (said := said_in_note(words)).kind:
                yield Legend(_BY_NAME[name.lower()], said)


def is_legend(text: object) -> bool:
    return any(legends((text,)))


def hue(attributes: Mapping[str, str]) -> str:
    """The name of a colour as a styles part writes it; "" for black, white, a theme's own."""
    if (index := attributes.get("indexed", "")).isdigit():
        return _INDEXED.get(int(index), "")
    written = attributes.get("rgb", "")[-6:]
    if not re.fullmatch("[0-9a-fA-F]{6}", written):
        return ""
    red, green, blue = (int(written[place : place + 2], 16) / 255 for place in (0, 2, 4))
    angle, saturation, value = rgb_to_hsv(red, green, blue)
    if saturation < _PALE:
        return "grey" if _DARK < value < 0.9 else ""
    if value < _DARK:
        return ""
    return next((name for most, name in _HUES if angle * 360 < most), "red")


def coloured_formats(tags: Sequence[Tag]) -> dict[str, frozenset[str]]:
    """Colour -> the numbers of the cell formats whose letters or ground have it, of a styles part's tags."""
    found: dict[str, set[str]] = {}
    fonts: list[str] = []
    fills: list[str] = []
    section, formats = "", 0
    for name, attributes in tags:
        if name in ("fonts", "fills", "cellXfs", "cellStyleXfs", "borders", "dxfs", "cellStyles"):
            section = name
        elif section == "fonts" and name == "font":
            fonts.append("")
        elif section == "fonts" and name == "color" and fonts:
            fonts[-1] = hue(attributes)
        elif section == "fills" and name == "fill":
            fills.append("")
        elif section == "fills" and name == "fgColor" and fills:
            fills[-1] = hue(attributes)
        elif section == "cellXfs" and name == "xf":
            for of, listed in (("fontId", fonts), ("fillId", fills)):
                place = attributes.get(of, "0")
                colour = listed[int(place)] if place.isdigit() and int(place) < len(listed) else ""
                if colour:
                    found.setdefault(colour, set()).add(str(formats))
            formats += 1
    return {colour: frozenset(numbers) for colour, numbers in found.items()}


def said_by_colour(
    told: Sequence[Legend], coloured: Mapping[str, Collection[int]], people: Collection[int]
) -> tuple[SetAside, ...]:
    """The people's rows whose colour a legend speaks of; a colour that all of them have marks nobody. `coloured`:
    colour -> row numbers."""
    found: dict[int, SetAside] = {}
    for colour, said in told:
        rows = set(coloured.get(colour, ())) & set(people)
        if rows and len(rows) < len(people):
            found |= {row: SetAside(row, f"aside_{said.kind}", said.words) for row in rows}
    return tuple(found[row] for row in sorted(found))
