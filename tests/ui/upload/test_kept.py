"""What a clerk did to a sheet is never lost in silence: it stays with the file, is offered again, or leaving asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.practice import made_up_people
from app.thai import thai_date
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, workbook
from tests.ui.upload.test_upload import state
from tests.world import either_days, weekdays
from ui.kit.question import Question
from ui.program.program import Program
from ui.sheet.choosing import ColumnsQuestion
from ui.sheet.columns import PLACES
from ui.sheet.kept import Offer
from ui.sheet.status import LEFT_OUT
from ui.upload.confirm_start import ConfirmStart
from ui.upload.kept_questions import KeptQuestion, Unkept

LEFT = Qt.MouseButton.LeftButton
PEOPLE = [one for one in made_up_people(60) if one.on_target][:5]
DAY, LATER = weekdays(2)
TYPED = "นายชื่อที่พิมพ์ แก้ไขแล้ว"
NAMELESS = (*HEADERS[:2], "ก", *HEADERS[3:])  # nothing says that column C holds the days


def table(people: int = 4) -> list[list[object]]:
    return [[one.cid, one.full_name, thai_date(DAY), "09:00", 1, ""] for one in PEOPLE[:people]]


def load(program: Program, qtbot: QtBot, path: Path) -> None:
    program.work.sheet.load(path)
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)


def offered(program: Program, qtbot: QtBot) -> Offer:
    qtbot.waitUntil(lambda: program.work.kept.offer is not None, timeout=WAIT)
    assert program.work.kept.offer is not None
    return program.work.kept.offer


def mend(program: Program, qtbot: QtBot, *, leave_out: bool = True) -> None:
    """A name typed anew in row 2, and row 3 left out."""
    work = program.work
    work.mending.mend_cell(2, "person_name", TYPED)
    if leave_out:
        work.mending.leave_out([3])
    wanted = LEFT_OUT if leave_out else "planned"
    qtbot.waitUntil(lambda: name_of(program, 2) == TYPED and status(program, 3) == wanted, timeout=WAIT)


def name_of(program: Program, row: int) -> str:
    lines = program.work.sheet.lines
    return lines.read(row, "person_name")


def status(program: Program, row: int) -> str:
    lines = program.work.sheet.lines
    return lines.statuses[lines.places[row]]


def question(program: Program, qtbot: QtBot, kind: type[Question]) -> Question:
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, kind) and program.work.idle, timeout=WAIT)
    assert program.pages.asking.dialog is not None
    return program.pages.asking.dialog


def words(dialog: Question) -> str:
    return "\n".join(part.text() for part in dialog.findChildren(QLabel))


def practising(program: Program, qtbot: QtBot) -> Program:
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
    return program


def test_mends_are_offered_when_the_file_is_loaded_again_and_one_press_uses_them(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    load(program, qtbot, workbook(tmp_path / "b.xlsx", table(2)))
    assert program.pages.asking.dialog is None, "they are kept: nothing to ask"
    assert program.work.kept.offer is None
    load(program, qtbot, path)
    offered(program, qtbot)
    notice = program.pages.upload.asks.kept
    assert notice.isVisibleTo(program.pages.upload)
    assert notice.words.text().startswith("มีการแก้ไข 2 รายการที่ทำไว้กับไฟล์นี้จนถึง ")
    assert name_of(program, 2) == PEOPLE[0].full_name, "nothing is used unasked"
    qtbot.mouseClick(notice.action, LEFT)
    qtbot.waitUntil(lambda: name_of(program, 2) == TYPED and status(program, 3) == LEFT_OUT, timeout=WAIT)
    assert not notice.isVisibleTo(program.pages.upload)
    program.work.mending.take_back()
    qtbot.waitUntil(lambda: name_of(program, 2) == PEOPLE[0].full_name, timeout=WAIT)


@pytest.mark.parametrize("way", ["dropped", "closed", "other_columns", "saved"])
def test_what_is_still_being_typed_is_mended_before_anything_else_happens_to_the_sheet(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    practising(program, qtbot)
    path, out = workbook(tmp_path / "a.xlsx", table()), tmp_path / "ผล.xlsx"
    other = workbook(tmp_path / "b.xlsx", table(2))
    load(program, qtbot, path)
    upload, work = program.pages.upload, program.work
    program.window.activateWindow()
    upload.table.setFocus()
    upload.table.setCurrentIndex(upload.model.index(0, PLACES["name"]))
    qtbot.keyClicks(upload.table, "x")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(TYPED)
    if way == "dropped":
        with qtbot.waitSignal(work.sheet.loaded, timeout=WAIT):
            upload.dropped.emit([other])
        load(program, qtbot, path)
    elif way == "closed":
        program.window.close()
        qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)
        program.window.show()
        load(program, qtbot, path)
    elif way == "other_columns":
        columns = {name: place for name, place in work.sheet.lines.checked.columns.items() if name != "dose"}
        with qtbot.waitSignal(work.sheet.loaded, timeout=WAIT):
            upload.mapping.chosen.emit(columns)
        assert name_of(program, 2) == TYPED
        return
    else:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
        with qtbot.waitSignal(work.saving.saved, timeout=WAIT):
            upload.save_wanted.emit()
        assert openpyxl.load_workbook(out).worksheets[0]["B2"].value == TYPED
        return
    assert offered(program, qtbot).mends.edits == {(2, "person_name"): TYPED}


@pytest.mark.parametrize("how", ["close", "sign_out"])
def test_mends_outlive_the_window_and_nothing_of_them_can_be_read_on_disk(
    make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path, how: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", table())
    first = practising(make_program(), qtbot)
    load(first, qtbot, path)
    mend(first, qtbot)
    if how == "close":
        assert first.window.close(), "nothing is asked"
        first.end()
        again = make_program()
    else:
        qtbot.mouseClick(first.window.bar.sign_out, LEFT)
        again = first
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file != path]
    assert any(file.name.startswith("journal-") for file in files)
    assert not [
        file
        for file in files
        if TYPED.encode() in file.read_bytes()
        or (path.name.encode() in file.read_bytes() and file.name.startswith("journal-"))
    ]
    practising(again, qtbot)
    load(again, qtbot, path)
    assert offered(again, qtbot).mends.count == 2
    again.work.kept.use()
    qtbot.waitUntil(lambda: name_of(again, 2) == TYPED and status(again, 3) == LEFT_OUT, timeout=WAIT)


def test_start_with_an_open_offer_books_nobody_unasked(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Row 3 was left out: it must not be booked because a press came before an answer."""
    practising(program, qtbot)
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    load(program, qtbot, path)
    offered(program, qtbot)
    qtbot.mouseClick(program.pages.upload.start, LEFT)
    dialog = question(program, qtbot, KeptQuestion)
    assert dialog.head.text() == "นำการแก้ไขที่เก็บไว้มาใช้?"
    assert "มีการแก้ไข 2 รายการที่ทำไว้กับไฟล์นี้" in words(dialog)
    qtbot.mouseClick(dialog.yes, LEFT)
    qtbot.waitUntil(lambda: status(program, 3) == LEFT_OUT, timeout=WAIT)
    assert state(program)["bookings"] == []
    qtbot.mouseClick(program.pages.upload.start, LEFT)
    confirm = question(program, qtbot, ConfirmStart)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(confirm.yes, LEFT)
    booked = {one["cid"] for one in state(program)["bookings"]}  # type: ignore[index]
    assert booked == {one.cid for one in (PEOPLE[0], *PEOPLE[2:4])}


def test_left_alone_they_stay_with_the_file_until_something_else_is_mended(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    for _ in range(2):
        load(program, qtbot, path)
        assert offered(program, qtbot).mends.count == 2
        qtbot.mouseClick(program.pages.upload.asks.kept.second, LEFT)
        assert program.work.kept.offer is None
    qtbot.mouseClick(program.pages.upload.start, LEFT)
    question(program, qtbot, ConfirmStart)


def test_what_is_mended_while_the_offer_stands_is_kept_beside_it(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    load(program, qtbot, path)
    offered(program, qtbot)
    program.work.mending.mend_cell(4, "person_name", "อีกชื่อ")
    qtbot.waitUntil(lambda: name_of(program, 4) == "อีกชื่อ", timeout=WAIT)
    load(program, qtbot, path)
    assert offered(program, qtbot).mends.count == 3


def test_a_file_changed_in_excel_gets_the_mends_that_still_fit(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practising(program, qtbot)
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    rows = table()
    rows[1][3] = "10:00"  # row 3, which was left out
    workbook(path, rows)
    load(program, qtbot, path)
    offer = offered(program, qtbot)
    assert (offer.mends.count, offer.lost) == (1, 1)
    assert "อีก 1 รายการไม่ตรงกับแถวใดแล้ว" in program.pages.upload.asks.kept.details.text()


def test_mends_made_before_signing_in_are_kept_from_then_on(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    assert not program.window.close()
    dialog = question(program, qtbot, Question)
    assert "การแก้ไข 2 ครั้งจะหายไป" in words(dialog)
    assert "ยังไม่ได้เข้าสู่ระบบ" in words(dialog)
    qtbot.mouseClick(dialog.no, LEFT)
    practising(program, qtbot)
    qtbot.waitUntil(lambda: program.work.kept.unkept(closing=True) == 0, timeout=WAIT)
    load(program, qtbot, path)
    assert offered(program, qtbot).mends.count == 2


def test_what_cannot_be_kept_is_asked_about_before_it_goes(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Pasted rows lie in no file."""
    practising(program, qtbot)
    text = "\n".join("\t".join(map(str, row)) for row in [HEADERS, *table()])
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.paste(text, "ที่วาง")
    path = workbook(tmp_path / "a.xlsx", table(2))
    mend(program, qtbot)
    program.work.sheet.load(path)
    dialog = question(program, qtbot, Unkept)
    assert dialog.head.text() == "การแก้ไข 2 รายการจะหายไป"
    assert "ไม่ได้อยู่ในไฟล์ใด" in words(dialog)
    qtbot.mouseClick(dialog.no, LEFT)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None)
    assert (name_of(program, 2), len(program.work.sheet.lines)) == (TYPED, 4)
    qtbot.mouseClick(program.window.bar.sign_out, LEFT)
    dialog = question(program, qtbot, Question)
    assert dialog.head.text() == "ออกจากระบบโดยไม่เก็บงานที่ทำค้างไว้?"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.work.session.desk is not None
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None)
    program.work.sheet.load(path)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question(program, qtbot, Unkept).yes, LEFT)
    assert len(program.work.sheet.lines) == 2
    assert program.window.close()


def test_a_journal_that_cannot_be_written_is_said_before_leaving(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table()))
    assert program.work.session.desk is not None
    journal = program.work.session.desk.journal
    assert journal.where is not None
    other = sqlite3.connect(journal.where)
    other.execute(
        "CREATE TRIGGER full BEFORE INSERT ON mend BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    mend(program, qtbot)
    qtbot.waitUntil(lambda: program.work.kept.unkept(closing=False) == 2, timeout=WAIT)
    qtbot.mouseClick(program.window.bar.sign_out, LEFT)
    assert "เขียนแฟ้มบันทึกงานไม่ได้" in words(question(program, qtbot, Question))
    other.execute("DROP TRIGGER full")
    other.close()


@pytest.mark.parametrize("how", ["escape", "cancel"])
def test_a_question_of_another_file_that_is_cancelled_brings_the_old_sheet_back_whole(
    program: Program, qtbot: QtBot, tmp_path: Path, how: str
) -> None:
    practising(program, qtbot)
    many = [[*row[:5], place] for place, row in enumerate(table(4) * 20)]
    load(program, qtbot, workbook(tmp_path / "a.xlsx", many))
    mend(program, qtbot)
    upload, work = program.pages.upload, program.work
    upload.table.verticalScrollBar().setValue(600)
    before = (work.sheet.lines, work.sheet.path, upload.table.verticalScrollBar().value(), upload.notice.words.text())
    assert before[2] == 600
    load(program, qtbot, workbook(tmp_path / "b.xlsx", table(), NAMELESS))
    dialog = question(program, qtbot, ColumnsQuestion)
    if how == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(dialog.no, LEFT)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None)
    after = (work.sheet.lines, work.sheet.path, upload.table.verticalScrollBar().value(), upload.notice.words.text())
    assert after == before
    assert not upload.notice.isHidden()
    assert work.mending.steps_back, "nor is what can be taken back forgotten"


def test_a_file_that_cannot_be_read_leaves_the_old_sheet_and_says_which_stands(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table()))
    mend(program, qtbot)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    with qtbot.waitSignal(program.work.sheet.failed, timeout=WAIT):
        program.work.sheet.load(broken)
    assert name_of(program, 2) == TYPED
    words = program.pages.upload.notice.words.text()
    assert "broken.xlsx" in words.split("“a.xlsx”")[0], "which was turned away"
    assert words.endswith("“a.xlsx” ยังเปิดอยู่")


def test_clearing_the_history_forgets_the_mends(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practising(program, qtbot)
    path = workbook(tmp_path / "a.xlsx", table())
    load(program, qtbot, path)
    mend(program, qtbot)
    load(program, qtbot, workbook(tmp_path / "b.xlsx", table(2)))
    with qtbot.waitSignal(program.work.batches.cleared, timeout=WAIT):
        program.work.batches.clear()
    load(program, qtbot, path)
    qtbot.waitUntil(lambda: program.work.kept._looked, timeout=WAIT)
    assert program.work.kept.offer is None


def test_how_dates_are_meant_is_asked_once_of_a_file(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """The answer alone changes no row: nothing is offered, it counts, and can be taken back."""
    practising(program, qtbot)
    rows = [
        [one.cid, one.full_name, f"{day:%d/%m/%Y}", "09:00", 1, ""]
        for one, day in zip(PEOPLE[:3], either_days(3), strict=True)
    ]
    path, layout = workbook(tmp_path / "a.xlsx", rows), program.work.layout
    load(program, qtbot, path)
    assert not layout.dates_confirmed
    program.work.mending.settle_dates(swapped=True)
    qtbot.waitUntil(lambda: layout.dates_confirmed and program.work.idle, timeout=WAIT)
    days = [row.date for row in program.work.sheet.lines.bookable]
    load(program, qtbot, workbook(tmp_path / "b.xlsx", table()))
    load(program, qtbot, path)
    qtbot.waitUntil(lambda: layout.dates_confirmed and program.work.kept.offer is None, timeout=WAIT)
    assert [row.date for row in program.work.sheet.lines.bookable] == days
    program.work.mending.take_back()
    qtbot.waitUntil(lambda: not layout.dates_confirmed and program.work.idle, timeout=WAIT)
