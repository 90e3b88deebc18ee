"""What a run that nobody watched left to a person is said at the window's start, until it was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.commands.exit_codes import ExitCode
from app.system import attention
from app.system.attention import Attention
from app.system.paths import DataDir
from app.thai import thai_now
from app.wording import WORDS
from ui.program.program import Program


def test_it_stands_until_somebody_has_read_it(
    make_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot
) -> None:
    attention.leave(DataDir(tmp_path), Attention(thai_now(), "not_all", 3))
    notice = make_program().window.notice
    assert "ยังไม่ได้จอง 3 แถว" in notice.words.text()
    again = make_program()
    assert not again.window.notice.isHidden()
    qtbot.mouseClick(again.window.notice.second, Qt.MouseButton.LeftButton)
    assert again.window.notice.isHidden()
    assert attention.waiting(DataDir(tmp_path)) is None


def test_it_leads_to_the_history(make_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot) -> None:
    attention.leave(DataDir(tmp_path), Attention(thai_now(), "unfinished", 2))
    program = make_program()
    qtbot.mouseClick(program.window.notice.action, Qt.MouseButton.LeftButton)
    assert program.pages.shown == "history"
    assert attention.waiting(DataDir(tmp_path)) is None


def test_every_outcome_that_needs_a_person_has_a_sentence() -> None:
    notes = [Attention(thai_now(), code.outcome, rows) for code in ExitCode if code.needs_person for rows in (0, 3)]
    assert [note.code for note in notes if note.code not in WORDS] == []


def test_a_note_that_can_not_be_read_says_nothing(make_program: Callable[..., Program], tmp_path: Path) -> None:
    (tmp_path / attention.NAME).write_text("[{", "utf-8")
    assert make_program().window.notice.isHidden()
