"""The history: a comment is kept sealed, a batch is exported, a single person's change has its word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.values import State
from app.errors import EnvironmentProblem, InputError
from app.journal.batches import BatchInfo, Journal, Source
from app.sheets import files
from app.thai import thai_now
from tests.ui.conftest import WAIT
from tests.ui.upload.test_upload import book
from tests.world import KEY
from ui.history.screen import COMMENT, HistoryScreen
from ui.kit.theme import Theme
from ui.program.program import Program


@pytest.fixture
def history(few: Program, qtbot: QtBot) -> HistoryScreen:
    book(few, qtbot)
    few.pages.show("history")
    screen = few.pages.history
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1, timeout=WAIT)
    return screen


def test_a_comment_is_typed_and_kept(few: Program, history: HistoryScreen, qtbot: QtBot) -> None:
    QAbstractItemModelTester(history.model)
    qtbot.mouseClick(history.comment, Qt.MouseButton.LeftButton)
    editor = history.table.viewport().findChild(QLineEdit)
    assert editor is not None
    with qtbot.waitSignal(few.work.batches.listed, timeout=WAIT):
        qtbot.keyClicks(editor, "  call Khun Somsri  ")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert history.model.index(0, COMMENT).data() == "call Khun Somsri"
    assert history.chosen is not None  # the choice stays where it was
    with qtbot.waitSignal(few.work.batches.listed, timeout=WAIT):
        few.work.batches.ask()
    assert history.model.items[0].source.comment == "call Khun Somsri"
    assert history.model.items[0].source.file_name == "รายชื่อฝึกหัด.xlsx"


def test_a_comment_lies_sealed_on_disk(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.db", KEY) as journal:
        batch = journal.add_batch("99001", "clerk", Source("a.xlsx", "Sheet1", 3, 1, purpose="single"), [])
        journal.set_comment(batch, "โทรหาคุณสมศรี")
        assert journal.info(batch).source == Source("a.xlsx", "Sheet1", 3, 1, "โทรหาคุณสมศรี", "single")
        with pytest.raises(InputError):
            journal.set_comment(99, "x")
    for file in tmp_path.iterdir():
        assert "สมศรี".encode() not in file.read_bytes()


def test_only_the_comment_can_be_typed_into(history: HistoryScreen) -> None:
    editable = [
        column
        for column in range(history.model.columnCount())
        if history.model.flags(history.model.index(0, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert editable == [COMMENT]
    assert not history.model.setData(history.model.index(0, 2), "other.xlsx")


def test_a_batch_is_exported(few: Program, history: HistoryScreen, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "ผล.xlsx"
    with qtbot.waitSignal(few.work.batches.exported, timeout=WAIT):
        history.export_wanted.emit(history.chosen, out)
    assert history.told.words.text() == f"บันทึกแล้ว: {out}"
    rows = files.read(out).rows
    assert sum("จองแล้ว" in map(str, row) for row in rows) == 12


def test_an_export_that_cannot_be_written_is_told(
    few: Program, history: HistoryScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(few.work.batches.failed, timeout=WAIT):
        history.export_wanted.emit(history.chosen, tmp_path / "missing" / "x.xlsx")
    assert "x.xlsx" in history.told.words.text()
    assert history.told.isVisible()


def test_why_the_office_can_not_be_asked_is_said_until_it_answers_again(theme: Theme, qtbot: QtBot) -> None:
    screen = HistoryScreen(theme)
    qtbot.addWidget(screen)
    for ends in (lambda: screen.show_batches(()), lambda: screen.show_now(()), screen.forget):
        screen.tell_error(EnvironmentProblem("office_read_only", path="db/mophic"))
        assert "db/mophic" in screen.told.words.text()
        assert not screen.told.isHidden()
        ends()
        assert screen.told.isHidden()
    screen.tell_error(EnvironmentProblem("result_locked", path="x.xlsx"))
    screen.show_now(())
    assert not screen.told.isHidden(), "of a workbook the office tells nothing"


def test_what_is_on_its_way_in_a_batch_that_runs_is_not_called_unknown(theme: Theme, qtbot: QtBot) -> None:
    screen = HistoryScreen(theme)
    qtbot.addWidget(screen)
    counts = {State.SENDING: 4, State.CANCELLING: 2, State.UNKNOWN: 1, State.PLANNED: 3}
    left = BatchInfo(5, thai_now(), "99001", "u", Source("a.xlsx"), counts)
    screen.show_batches((left, replace(left, id=4, held_by="u · PC-1 · 7")))
    told = [(screen.model.index(row, 7).data(), screen.model.index(row, 8).data()) for row in (0, 1)]
    assert told == [("7", "3"), ("1", "3")]
