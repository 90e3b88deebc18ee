"""Sentences that both front ends say: what is to be typed is said to whoever types alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

# What is typed stands in parentheses of its own: (mophic resume 3), (on the command line with --column).
COMMAND_WORDS = re.compile(r"(?<![\w-])--[a-z]|\bmophic (?:--)?[a-z]")
_IN_PARENTHESES = re.compile(rf" ?\([^()]*(?:{COMMAND_WORDS.pattern})[^()]*\)")
_GOING_ON = "mophic resume"
_CONTINUE = re.compile(r"กด “ทำต่อ”|[Pp]ress Continue")
_typed = False


@contextmanager
def for_terminal() -> Iterator[None]:
    """Within it sentences say what is to be typed, too: in a window nobody types, and nothing is said of it."""
    global _typed
    before, _typed = _typed, True
    try:
        yield
    finally:
        _typed = before


def for_reader(words: str) -> str:
    """A sentence of `WORDS` as the one who reads it needs it, see `for_terminal`."""
    return _with_going_on(words) if _typed else _without_commands(words)


@cache
def _with_going_on(words: str) -> str:
    """There is no button “Continue” where somebody types: what does the same is said beside it, once."""
    if _GOING_ON in words:
        return words
    return _CONTINUE.sub(_beside, words, count=1)


def _beside(pressed: re.Match[str]) -> str:
    typed = f"{_GOING_ON} on the command line" if pressed[0].isascii() else f"ในบรรทัดคำสั่งใช้ {_GOING_ON}"
    return f"{pressed[0]} ({typed})"


@cache
def _without_commands(words: str) -> str:
    return _IN_PARENTHESES.sub("", words)
