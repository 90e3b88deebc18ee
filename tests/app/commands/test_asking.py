"""A command asks only where somebody would answer; the Task Scheduler's runs end with a sentence instead of waiting."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.booking.control import Control
from app.commands import asking, options, running
from app.commands.asking import somebody_there, typed_line
from app.commands.options import Where
from app.commands.terminal import Terminal
from app.errors import InputError
from app.events import Emit
from app.system.paths import version
from tests.commandline import mophic


class Chair:
    """A standard input; `sits`: whether it says that somebody is there."""

    def __init__(self, sits: bool) -> None:
        self._sits = sits

    def isatty(self) -> bool:
        return self._sits

    def fileno(self) -> int:
        return 0


class Closed(Chair):
    def isatty(self) -> bool:
        raise ValueError("I/O operation on closed file")


def test_no_standard_input_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for nobody in (None, Closed(True), Chair(False)):
        monkeypatch.setattr(sys, "stdin", nobody)
        assert not somebody_there()
    monkeypatch.setattr(sys, "stdin", None)
    assert typed_line() == ""


def test_windows_nul_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Chair(True))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(asking, "_is_console", lambda _number: False)
    assert not somebody_there()


@pytest.mark.parametrize("chair", [None, Chair(True)])
def test_with_yes_no_password_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chair: Chair | None
) -> None:
    def asked(*_words: object, **_more: object) -> str:
        raise AssertionError("it would wait for ever")

    monkeypatch.setattr(sys, "stdin", chair)
    monkeypatch.setattr(options.typer, "prompt", asked)
    monkeypatch.setattr(options.vault, "saved_password", lambda *_: None)
    where = Where.of(tmp_path, None, True)
    who = (where, False, "https://127.0.0.1:1", "10001", "somchai", False)
    with pytest.raises(InputError, match="password_missing"), options.login(*who, may_ask=False):
        pass


@pytest.mark.parametrize("chair", [None, io.StringIO(), io.StringIO("\r\n")])
def test_no_password_on_stdin_is_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chair: io.StringIO | None
) -> None:
    monkeypatch.setattr(sys, "stdin", chair)
    who = (Where.of(tmp_path, None, True), False, "https://127.0.0.1:1", "10001", "somchai", True)
    with pytest.raises(InputError, match="password_missing"), options.login(*who):
        pass


def test_the_pc_stays_awake_while_the_command_line_books(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def awake(reason: str) -> Iterator[None]:
        told.append(f"+{reason}")
        yield
        told.append(f"-{reason}")

    async def work(_control: Control, _emit: Emit) -> None:
        told.append("books")

    monkeypatch.setattr(running, "awake", awake)
    asyncio.run(running.watched(Terminal("th", as_json=True), 1, 2, work))
    assert told == ["+booking appointments", "books", "-booking appointments"]


def test_the_version_is_told() -> None:
    ran = mophic("--version")
    assert ran.code == 0
    assert ran.out == f"mophic {version()}\n"
