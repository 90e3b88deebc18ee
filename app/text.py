"""Text of others: freed of what nobody sees (odd spaces, zero-width marks, Thai digits), and made safe on its way to
something that would obey it (a spreadsheet, a terminal)."""

from __future__ import annotations

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_WIDE_DIGITS = "".join(map(chr, range(0xFF10, 0xFF1A)))
ODD_SPACES = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
UNSEEN = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

_TABLE = str.maketrans(
    {
        **{digit: str(value) for value, digit in enumerate(THAI_DIGITS)},
        **{digit: str(value) for value, digit in enumerate(_WIDE_DIGITS)},
        **dict.fromkeys(ODD_SPACES, " "),
        **dict.fromkeys(UNSEEN, ""),
        **dict.fromkeys(_DASHES, "-"),
        "：": ":",
        "／": "/",
        "．": ".",
    }
)
_TEXT_MARKS = ("'", "\u2018", "\u2019", "`")
_RUNS = re.compile(r" {2,}")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORMULA = re.compile(rf"[\s{UNSEEN}]*[=+\-@＝＋－＠]")  # what a spreadsheet reads as a formula's begin, wide forms too
_PLAIN = re.compile(r"\s*(?:[+\-]?\d[\d ]*(?:\.\d+)?|-)\s*", re.ASCII)  # a number, a phone, a lone dash
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # ESC, C1, bidi marks
_FAULT = re.compile(
    r"[A-Z]\w*(?:Error|Exception|Timeout)(?: \w{1,5})?", re.ASCII
)  # ReadTimeout, OperationalError 53300
_HALVES = re.compile("[\ud800-\udfff]")  # of a letter: nothing can encode them


def clean(text: str) -> str:
    """One line, single spaces, Western digits, plain dashes. NFKC is no help: it takes ำ apart."""
    text = text.translate(_TABLE).strip()
    if text.startswith(_TEXT_MARKS):  # by which a clerk tells Excel "this is text"; a chat program bends it
        text = text[1:].lstrip()
    return _RUNS.sub(" ", text) if "  " in text else text


def one_spelling(thai: str) -> str:
    """Thai that looks the same, written the same: two เ for แ, and nikhahit with sara aa for ำ."""
    return thai.replace("เเ", "แ").replace("ํา", "ำ")


def escaped(text: str) -> str:
    """Text that no spreadsheet runs as a formula, also not after it was saved as CSV."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def harmless(cell: str) -> str:
    """A cell that is pasted into a spreadsheet: one line, no formula; numbers and phones are left as they are."""
    told = _BREAKS.sub(" ", cell)
    runs = cell.startswith(FORMULA_STARTS) or _FORMULA.match(told)
    return "'" + told if runs and not _PLAIN.fullmatch(told) else told


def for_people(detail: str) -> str:
    """What a person may read of a detail: "" where it is but the name of a fault, which is the log's."""
    return "" if _FAULT.fullmatch(detail.strip()) else detail


def one_line(text: str) -> str:
    """A line that may be printed: nothing in it that a terminal acts on, turns round or breaks at."""
    return _HALVES.sub("\ufffd", _OBEYED.sub("", _BREAKS.sub(" ", text)))


def spelt_out(json: str) -> str:
    """JSON with the same letters as escapes: a program reads all of it, a terminal obeys none."""
    return re.sub(f"{_OBEYED.pattern}|{_HALVES.pattern}|[\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", json)
