"""An undo that the journal breaks off: what became of whom is said, and Continue finishes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.booking.batch_rows import BatchRows
from app.domain.values import Outcome, State
from app.errors import EnvironmentProblem
from tests.ui.conftest import WAIT
from tests.ui.upload.test_by_list import held, six
from ui.history.screen import STATE
from ui.program.program import Program

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def broken(program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Two of six are on their way when the office's database is gone; what brings it back."""
    six(program, qtbot, tmp_path)
    intend, left = BatchRows.intend, [2]

    async def gone(self: BatchRows, was: Outcome, state: State, code: str, **more: Any) -> None:
        if not left[0]:
            raise EnvironmentProblem("office_gone", path="db/mophic")
        left[0] -= 1
        await intend(self, was, state, code, **more)

    monkeypatch.setattr(BatchRows, "intend", gone)
    undo(program, qtbot)
    return lambda: monkeypatch.setattr(BatchRows, "intend", intend)


def undo(program: Program, qtbot: QtBot) -> None:
    history = program.pages.history
    program.pages.show("history")
    qtbot.waitUntil(lambda: program.work.idle and bool(history.model.items), timeout=WAIT)
    qtbot.waitUntil(history.undo.isEnabled, timeout=WAIT)
    qtbot.mouseClick(history.undo, LEFT)
    assert program.pages.asking.dialog is not None
    yes(program, qtbot, program.pages.asking.dialog.yes)


def yes(program: Program, qtbot: QtBot, button: Any) -> None:
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)


def test_who_is_not_cancelled_or_in_doubt_is_said_and_continue_finishes_the_undo(
    program: Program, qtbot: QtBot, broken: Callable[[], None]
) -> None:
    page = program.pages.upload
    told = f"{page.notice.words.text()}\n{page.notice.details.text()}"
    assert "แถวที่ส่งไปแล้วจะตรวจจากระบบก่อนเสมอเมื่อทำต่อ" in told
    assert "จองสำเร็จ" not in told, "nobody was booked just now"
    assert "ยังไม่ได้ยกเลิก 4 แถว" in told
    assert "ไม่ทราบผล 2 แถว" in told
    assert program.work.sheet.lines.group("booked") == 4
    assert page.notice.action.text() == "ยกเลิกต่อ"
    assert page.bar.start.isEnabled()
    broken()
    yes(program, qtbot, page.notice.action)
    assert not held(program)
    assert page.notice.words.text() == "ยกเลิกนัดแล้ว 6 แถว"


def test_continue_in_the_history_asks_in_the_words_of_an_undo_and_finishes_it(
    program: Program, qtbot: QtBot, broken: Callable[[], None]
) -> None:
    broken()
    history = program.pages.history
    program.pages.show("history")
    qtbot.waitUntil(lambda: history.model.items and history.model.items[0].undoing, timeout=WAIT)
    qtbot.waitUntil(history.go_on.isEnabled, timeout=WAIT)
    assert "ค้าง" in history.model.index(0, STATE).data()
    qtbot.mouseClick(history.go_on, LEFT)
    question = program.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "ยกเลิกนัดของงานชุดนี้ต่อ?"
    assert question.yes.text() == "ยกเลิก 6 นัด", "four stand, two may"
    yes(program, qtbot, question.yes)
    assert not held(program)
    assert not program.work.sheet.lines.undoing
