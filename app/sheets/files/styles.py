"""What the cell formats of an .xlsx say that concerns us: zeros a number is shown with, fonts that strike through."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

Tag = tuple[str, dict[str, str]]  # a start tag: its name without prefix, its attributes

_PADS = re.compile(r"0[0 \-]*0")
_NO_DIGITS = re.compile(r"\[[^\]]*\]|\"|\\(?=[ \-])")
_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


@dataclass(frozen=True, slots=True)
class Styles:
    widths: tuple[int, ...] = ()  # per cell format: number of zeros it pads to, 0 = it does not
    struck: frozenset[int] = frozenset()  # cell formats whose font is struck through
    struck_texts: frozenset[int] = frozenset()  # numbers of the shared texts of which every letter is
    unstruck_texts: Mapping[int, str] = field(default_factory=dict)  # what is left of those struck through in part


def is_on(attributes: dict[str, str], name: str = "val", default: str = "1") -> bool:
    """Whether a switch is on; `<strike/>` alone says yes."""
    return attributes.get(name, default) in ("1", "true", "on")


def padded_widths(code: str) -> int:
    """The digits a number format pads to: `00000`, and Excel's own Thai id format `0-0000-00000-00-0`; 0 = none."""
    plain = _NO_DIGITS.sub("", code).partition(";")[0]
    return plain.count("0") if _PADS.fullmatch(plain) else 0


class Runs:
    """The runs of letters of one text, of which some may be struck through."""

    def __init__(self) -> None:
        self._runs: list[tuple[bool, list[str]]] = []

    def begin(self, *, is_struck: bool) -> list[str]:
        """A run: what is added to the list that is given back are its letters."""
        self._runs.append((is_struck, []))
        return self._runs[-1][1]

    @property
    def left(self) -> str | None:
        """The letters that stand, "" where all that says anything is struck through; None where nothing is."""
        if not any(struck and "".join(letters).strip() for struck, letters in self._runs):
            return None
        kept = " ".join("".join("".join(letters) for struck, letters in self._runs if not struck).split())
        return kept if any(map(str.isalnum, kept)) else ""


def left_of(letters: bytes, fonts: bytes, struck: Set[int]) -> str | None:
    """What is left of a text of Excel's binary formats, as `Runs.left` has it. `letters`: two bytes each; `fonts`: for
    each run the place of its first letter and its font, two bytes each; `struck`: the fonts that strike through. Before
    the first run the text has the font of its cell."""
    runs = [*struct.iter_unpack("<HH", fonts)]
    if struck.isdisjoint(font for _, font in runs):
        return None
    found, places = Runs(), [place for place, _ in runs]
    pieces = zip(
        [0, *places], [*places, len(letters) // 2], [False, *(font in struck for _, font in runs)], strict=True
    )
    for first, end, is_struck in pieces:
        found.begin(is_struck=is_struck).append(letters[2 * first : 2 * end].decode("utf-16-le", "replace"))
    return found.left


def styles_of(
    tags: Sequence[Tag],
    struck_texts: frozenset[int] = frozenset(),
    unstruck_texts: Mapping[int, str] | None = None,
) -> Styles:
    """From the tags of a styles part, in their order."""
    formats: dict[str, int] = {}
    fonts: set[str] = set()
    widths: list[int] = []
    struck: set[int] = set()
    section, font = "", -1
    for name, attributes in tags:
        if name in _SECTIONS:
            section = name
        elif name == "numFmt" and section != "dxfs":
            formats[attributes.get("numFmtId", "")] = padded_widths(attributes.get("formatCode", ""))
        elif section == "fonts" and name == "font":
            font += 1
        elif section == "fonts" and name == "strike" and is_on(attributes):
            fonts.add(str(font))
        elif section == "cellXfs" and name == "xf":
            if attributes.get("fontId", "0") in fonts:
                struck.add(len(widths))
            widths.append(formats.get(attributes.get("numFmtId", ""), 0))
    return Styles(tuple(widths), frozenset(struck), struck_texts, unstruck_texts or {})
