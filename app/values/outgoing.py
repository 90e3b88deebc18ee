"""Text of others on its way to something that would obey it: a spreadsheet, a terminal."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_RUNS = re.compile(r"\s*[=+\-@＝＋－＠]")  # what a spreadsheet reads as a formula's begin, wide forms too
_PLAIN = re.compile(r"\s*(?:[+\-]?\d[\d ]*(?:\.\d+)?|-)\s*", re.ASCII)  # a number, a phone, a lone dash
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # ESC, C1, bidi marks
_HALVES = re.compile("[\ud800-\udfff]")  # of a letter: nothing can encode them


def escaped(text: str) -> str:
    """Text that no spreadsheet runs as a formula, also not after it was saved as CSV."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def harmless(cell: str) -> str:
    """A cell that is pasted into a spreadsheet: one line, no formula; numbers and phones are left as they are."""
    told = _BREAKS.sub(" ", cell)
    runs = cell.startswith(FORMULA_STARTS) or _RUNS.match(told)
    return "'" + told if runs and not _PLAIN.fullmatch(told) else told


def one_line(text: str) -> str:
    """A line that may be printed: nothing in it that a terminal acts on, turns round or breaks at."""
    return _HALVES.sub("\ufffd", _OBEYED.sub("", _BREAKS.sub(" ", text)))


def spelt_out(json: str) -> str:
    """JSON with the same letters as escapes: a program reads all of it, a terminal obeys none."""
    return re.sub(f"{_OBEYED.pattern}|{_HALVES.pattern}|[\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", json)
