"""A file that changed between loading and Start is seen and asked about; no day that was given up is booked."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.practice.world.people import made_up_people
from app.thai import thai_date
from tests.ui.conftest import WAIT
from tests.ui.sheets import workbook
from tests.ui.upload.test_upload import state
from tests.world import weekdays
from ui.kit.question import Question
from ui.program.program import Program
from ui.upload.confirm_start import ConfirmStart
from ui.upload.file_changed import FileChanged

PEOPLE = made_up_people(3)
OLD, NEW = weekdays(2)


def table(day: object, people: int = 3) -> list[list[object]]:
    return [[one.cid, one.full_name, thai_date(day), "09:00", 1, ""] for one in PEOPLE[:people]]  # type: ignore[arg-type]


def load(program: Program, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(path)


def press_start(program: Program, qtbot: QtBot) -> Question:
    qtbot.mouseClick(program.pages.upload.start, Qt.MouseButton.LeftButton)
    return dialog_of(program, qtbot)


def dialog_of(program: Program, qtbot: QtBot) -> Question:
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None and program.work.idle, timeout=WAIT)
    assert program.pages.asking.dialog is not None
    return program.pages.asking.dialog


def days(program: Program) -> set[str]:
    return {one["date"] for one in state(program)["bookings"]}  # type: ignore[index]


def test_the_rows_of_the_file_as_it_is_now_are_booked(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(OLD))
    load(sample, qtbot, path)
    workbook(path, table(NEW, 2))
    dialog = press_start(sample, qtbot)
    assert isinstance(dialog, FileChanged)
    assert dialog.head.text() == "ไฟล์ถูกแก้ไขหลังจากที่โหลด"
    with qtbot.waitSignal(sample.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    confirm = press_start(sample, qtbot)
    assert isinstance(confirm, ConfirmStart)
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(confirm.yes, Qt.MouseButton.LeftButton)
    assert days(sample) == {NEW.isoformat()}
    assert len(state(sample)["bookings"]) == 2


def test_the_clerk_may_go_on_with_what_was_read_and_is_asked_once(
    sample: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", table(OLD))
    load(sample, qtbot, path)
    workbook(path, table(NEW))
    dialog = press_start(sample, qtbot)
    assert isinstance(dialog, FileChanged)
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(sample.pages.asking.dialog, ConfirmStart), timeout=WAIT)
    confirm = dialog_of(sample, qtbot)
    qtbot.mouseClick(confirm.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    assert isinstance(press_start(sample, qtbot), ConfirmStart), "answered for this file as it is"
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog_of(sample, qtbot).yes, Qt.MouseButton.LeftButton)
    assert days(sample) == {OLD.isoformat()}


def test_back_books_nobody_and_a_second_change_is_asked_again(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(OLD))
    load(sample, qtbot, path)
    workbook(path, table(NEW))
    dialog = press_start(sample, qtbot)
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    assert state(sample)["bookings"] == []
    assert sample.pages.upload.start.isEnabled()
    dialog = press_start(sample, qtbot)
    assert isinstance(dialog, FileChanged)
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(sample.pages.asking.dialog, ConfirmStart), timeout=WAIT)
    qtbot.mouseClick(dialog_of(sample, qtbot).no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    workbook(path, table(NEW, 1))
    assert isinstance(press_start(sample, qtbot), FileChanged)


def test_a_file_that_was_only_saved_again_is_no_question(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(OLD))
    load(sample, qtbot, path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    book.save(path)
    assert isinstance(press_start(sample, qtbot), ConfirmStart)


def test_a_file_that_is_gone_is_said(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(OLD))
    load(sample, qtbot, path)
    path.unlink()
    dialog = press_start(sample, qtbot)
    assert isinstance(dialog, FileChanged)
    assert dialog.head.text() == "ไม่พบไฟล์นี้ในที่เดิมแล้ว"
    assert not dialog.yes.isVisible()
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(sample.pages.asking.dialog, ConfirmStart), timeout=WAIT)
