"""Citizen ids. 13 digits, the last one a check digit (public rule); 8… is a foreigner's id made by MOPH-IC,
0… a person without civil registration (both SEEN, contract 1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.values import digit_is_right, digits_are_right
from app.sheets.cells.reading import BLANK, Reading
from app.sheets.cells.text import Flaw, is_blank, shown
from app.text import clean

# Excel shows a long number as 1.10170E+12; saved as text and read again it ends in zeros. Six digits survive,
# so seven are lost. One id in a million ends in six zeros by nature.
ROUNDED_ZEROS = 6
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d{1,2}", re.I)
_PASSPORT = re.compile(r"(?:passport|พาสปอร์ต|หนังสือเดินทาง)?(?:no|เลขที่)?:?[A-Z]{1,3}\d{5,9}[A-Z]?", re.I)
_MASKED = re.compile(r"(?=\d*(?:[Xx*]\d+)*[Xx*]{2})[\dXx*]+")  # one way to match: a long cell costs no more
_LETTER = re.compile(r"[A-Za-zก-ฮ]")
_SEPARATORS = str.maketrans("", "", " -./_")
_DECIMALS = re.compile(r"\.0+")  # a number that passed through CSV
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){3,4}(?:\.0+)?", re.ASCII)
# Thirteen digits among words, apart from any other digit; in the groups of the card, or in one.
_AMONG_WORDS = re.compile(r"(?<![\dA-Za-z])\d(?:[ -]?\d){12}(?!\d)", re.ASCII)
_LONGEST_WORDS = 200  # characters of a cell in which an id is looked for


def read_id(cell: object) -> Reading:
    """The 13 digits of a cell of the id column."""
    if isinstance(cell, str):
        if len(cell) == 13 and cell.isascii() and cell.isdigit():
            return _thirteen(cell, typed=True)
        return _from_text(clean(cell))
    if isinstance(cell, (float, int)):
        if 1e12 <= cell < 1e13 and (whole := int(cell)) == cell:
            return _thirteen(str(whole), typed=False)
        return _from_number(float(cell))
    if isinstance(cell, Flaw):
        return BLANK  # `check` says which flaw it is, for every column alike
    return Reading(code="cid_unreadable")


def plain_ids(cells: Sequence[object]) -> list[str] | None:
    """What `read_id` says of many cells, where each holds a right id and nothing else; None where one may not."""
    texts = [cell if type(cell) is str else repr(cell).removesuffix(".0") for cell in cells]
    whole = "".join(texts)
    if set(map(len, texts)) != {13} or not whole.isascii() or not whole.isdigit() or "0" * ROUNDED_ZEROS in whole:
        return None
    return texts if digits_are_right(texts) else None


def _thirteen(digits: str, *, typed: bool) -> Reading:
    if digits.endswith("0" * ROUNDED_ZEROS):
        right = digit_is_right(digits)
        return Reading(digits, "cid_zeros") if typed and right else Reading(code="cid_rounded")
    if digit_is_right(digits):
        return Reading(digits)
    return Reading(code="cid_check_digit")


def _from_number(number: float) -> Reading:
    if number != number or not number.is_integer() or not 0 <= number < 1e15:
        return Reading(code="cid_unreadable")
    return _counted(str(int(number)), typed=False)


def _from_text(text: str) -> Reading:
    if not text or is_blank(text):
        return Reading(code="cid_missing")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    whole, dot, rest = text.partition(".")
    if dot and whole.isascii() and whole.isdigit() and _DECIMALS.fullmatch(dot + rest):
        return _counted(whole, typed=False)
    bare = text.translate(_SEPARATORS)
    if bare.isascii() and bare.isdigit():
        return _counted(bare, typed=True)
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        return Reading(code="cid_rounded")
    if _PASSPORT.fullmatch(bare):
        return Reading(code="cid_passport")
    if _MASKED.fullmatch(bare):
        return Reading(code="cid_masked")
    return _among_words(text)


def _among_words(text: str) -> Reading:
    """One whole, right id in a cell with other words: offered, as the words may say whose it is."""
    found = {match[0].translate(_SEPARATORS) for match in _AMONG_WORDS.finditer(text[:_LONGEST_WORDS])}
    right = [digits for digits in found if digit_is_right(digits) and not digits.endswith("0" * ROUNDED_ZEROS)]
    if len(found) == len(right) == 1:
        return Reading(code="cid_among_words", fix=right[0])
    return Reading(code="cid_unreadable")


def _counted(digits: str, *, typed: bool) -> Reading:
    """Digits only; the number of them may be wrong."""
    if len(digits) == 13:
        return _thirteen(digits, typed=typed)
    if len(digits) < 13 and digits.endswith("0" * ROUNDED_ZEROS):
        return Reading(code="cid_rounded")
    if len(digits) == 12:  # never padded silently: offered, the stronger where the check digit agrees
        padded = "0" + digits
        code = "cid_lost_zero" if digit_is_right(padded) else "cid_twelve"
        return Reading(code=code, fix=padded if code == "cid_lost_zero" else None)
    if len(digits) in (9, 10) and digits.lstrip("0")[:1] in "689":
        return Reading(code="cid_is_phone")
    return Reading(code="cid_length", params={"count": len(digits)})


def looks_like_id(cell: object) -> bool:
    """Whether a cell holds a right citizen id, however it is written (to tell columns apart by content). Asked of
    every cell of a sheet: what is too short, or has a letter in it, is told at once."""
    if isinstance(cell, str) and (len(cell) < 13 or _LETTER.search(cell)):
        return False
    return read_id(cell if not isinstance(cell, bool) else shown(cell)).value is not None
