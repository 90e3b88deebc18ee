"""Elements found in the XML of a workbook by places in its text, in one walk however hostile the text is: no pattern
here looks for a beginning that an end must follow."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ASIDE = re.compile("<[!?]")
_ASIDES = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))


class NotSpliced(Exception):
    """The workbook is spelt in a way that nothing can be added to safely."""


class Element(NamedTuple):
    """Places in the text; `inside` begins after the start tag, `tail` where the end tag does; both `end` for <x/>."""

    prefix: str  # of its tags, as `x:`
    start: int
    attributes: str  # as written, between the name and the end of the start tag
    inside: int
    tail: int
    end: int

    @property
    def empty(self) -> bool:
        return self.inside == self.end


def masked(text: str) -> str:
    """The text with blanks for comments, CDATA and instructions: what stands in them is no element, and every place
    stays what it was. Raises NotSpliced where one does not end, or there is a document type."""
    pieces: list[str] = []
    at = 0
    while (found := _ASIDE.search(text, at)) is not None:
        start = found.start()
        begin, end = next((pair for pair in _ASIDES if text.startswith(pair[0], start)), ("", ""))
        stop = text.find(end, start + len(begin)) if begin else -1
        if stop < 0:
            raise NotSpliced("comment")
        pieces += (text[at:start], " " * (stop + len(end) - start))
        at = stop + len(end)
    return "".join(pieces) + text[at:] if pieces else text


def element(text: str, name: str, prefix: str | None = None) -> Element | None:
    """The first element of this name in a masked text. `prefix` None: any. Raises NotSpliced where it has no end."""
    opening = _opening(name, prefix).search(text)
    if opening is None:
        return None
    stop = text.find(">", opening.end())
    if stop < 0:
        raise NotSpliced(name)
    inside = stop + 1
    if text[stop - 1] == "/":
        return Element(opening[1], opening.start(), text[opening.end() : stop - 1], inside, inside, inside)
    closing = f"</{opening[1]}{name}"
    tail = text.find(closing, inside)
    end = text.find(">", tail) + 1 if tail >= 0 else 0
    if end <= 0 or text[tail + len(closing) : end - 1].strip():
        raise NotSpliced(name)
    return Element(opening[1], opening.start(), text[opening.end() : stop], inside, tail, end)


@lru_cache(maxsize=64)
def _opening(name: str, prefix: str | None) -> re.Pattern[str]:
    before = r"(?:\w{1,32}:)?" if prefix is None else re.escape(prefix)
    return re.compile(rf"<({before}){name}(?=[\s/>])", re.ASCII)
