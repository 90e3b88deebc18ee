"""Finds who reads or writes the journal in a running loop without its pen. With a file that costs nothing; an office's
database may be far away, and all that the loop has to do would wait for it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from app.journal.file import JournalFile
from app.journal.pen import AtOnce


class _Watched:
    """The file's connection, which says who asks it."""

    def __init__(self, db: Any, asked: Any) -> None:
        self._db, self._asked = db, asked

    def __getattr__(self, name: str) -> Any:
        if name.startswith("execute"):
            self._asked()
        return getattr(self._db, name)


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The functions of the program that did so. What a test asks itself is not meant."""
    found, opened = set[str](), JournalFile._open

    def asked() -> None:
        if asyncio._get_running_loop() is not None and (who := _who(sys._getframe(2))):
            found.add(who)

    monkeypatch.setattr(JournalFile, "_open", lambda self, path: _Watched(opened(self, path), asked))
    yield found


def _who(frame: FrameType | None) -> str:
    """Who in the program asks the journal within this step of the loop; "": its pen, or a test."""
    who = ""
    while frame is not None and frame.f_code.co_filename != asyncio.events.__file__:
        parts, owner = Path(frame.f_code.co_filename).parts, frame.f_locals.get("self")
        if isinstance(owner, AtOnce) or "tests" in parts:
            return ""
        if not who and {"app", "ui"}.intersection(parts) and "journal" not in parts:
            who = f"{Path(*parts[-3:])}: {frame.f_code.co_name}"
        frame = frame.f_back
    return who
