"""The table as a spreadsheet: pasted into, filled down, cleared, typed into, copied; undone and done again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.thai import today
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, person, rows, thai_day, workbook
from tests.ui.upload.test_upload import book, state
from tests.world import weekdays
from ui.kit import text
from ui.program.program import Program
from ui.sheet.choosing import ColumnsQuestion
from ui.sheet.columns import PLACES
from ui.sheet.model import FAULT_ROLE
from ui.sheet.same import SameQuestion

DAYS = weekdays(2, today() + timedelta(days=5))
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
Key = Qt.Key


def load(program: Program, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(path)


@pytest.fixture
def ten(program: Program, qtbot: QtBot, tmp_path: Path) -> Program:
    """Ten rows, 2 to 11, without a problem."""
    load(program, qtbot, workbook(tmp_path / "คิว.xlsx", rows(10)))
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=WAIT)
    return program


def choose(program: Program, name: str, first: int, last: int | None = None) -> None:
    """Cells of a column, from a row of the screen down to another, as Shift and the arrows do."""
    table = program.pages.upload.table
    table.setFocus()
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(table.rows.index(first, PLACES[name]), flags.ClearAndSelect)
    for spot in range(first + 1, (last if last is not None else first) + 1):
        table.selectionModel().select(table.rows.index(spot, PLACES[name]), flags.Select)


def press(program: Program, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A key that changes cells, and what comes of it."""
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.keyClick(program.pages.upload.table, key, modifier)


def clipboard(words: str) -> None:
    QApplication.clipboard().setText(words)


def hours(program: Program) -> list[int]:
    return [row.hour for row in program.work.sheet.lines.bookable]


def shown(program: Program, name: str) -> list[str]:
    model = program.pages.upload.model
    return [model.index(spot, PLACES[name]).data() for spot in range(model.rowCount())]


def told(program: Program) -> str:
    notice = program.pages.upload.notice
    return f"{notice.words.text()}\n{notice.details.text()}" if notice.isVisibleTo(notice.parentWidget()) else ""


def test_one_value_is_pasted_into_all_chosen_cells_undone_and_done_again(ten: Program, qtbot: QtBot) -> None:
    """The sheet, its mends and what was left out stay; what was pasted is one step, however many cells."""
    ten.work.mending.leave_out([3])
    qtbot.waitUntil(lambda: ten.pages.upload.chips.chips["left_out"].count == 1, timeout=WAIT)
    clipboard("10:00\r\n")
    choose(ten, "time", 4, 7)
    press(ten, qtbot, Key.Key_V, CONTROL)
    assert hours(ten) == [9, 9, 9, 10, 10, 10, 10, 9, 9]
    assert ten.work.sheet.path is not None
    assert ten.work.sheet.path.name == "คิว.xlsx"
    assert ten.pages.upload.chips.chips["left_out"].count == 1
    assert "วางแล้ว 4 ช่อง" in told(ten)
    assert "สิ่งที่แก้ไข" in ten.pages.upload.story.page.words()
    press(ten, qtbot, Key.Key_Z, CONTROL)
    assert hours(ten) == [9] * 9
    press(ten, qtbot, Key.Key_Y, CONTROL)
    assert hours(ten) == [9, 9, 9, 10, 10, 10, 10, 9, 9]
    with qtbot.waitSignal(ten.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(ten.pages.upload.problems.undo, Qt.MouseButton.LeftButton)
    assert ten.pages.upload.problems.redo.isEnabled()
    assert hours(ten) == [9] * 9


def test_a_block_is_pasted_from_the_current_cell_and_what_has_no_place_is_said(ten: Program, qtbot: QtBot) -> None:
    """Names and days; the last row of three has none here, and the fourth column is the program's own."""
    first, second = map(thai_day, DAYS[:2])
    copied = [
        ["นายก ใหม่", first, "13:00", "2", "ไม่มา"],
        ["นางข ใหม่", second, "14:00", "1", ""],
        ["นายค", second, "8", "1", ""],
    ]
    clipboard("".join("\t".join(row) + "\r\n" for row in copied))
    choose(ten, "name", 8)
    press(ten, qtbot, Key.Key_V, CONTROL)
    assert shown(ten, "name")[7:] == ["นายทดสอบ ลำดับ8", "นายก ใหม่", "นางข ใหม่"]
    assert shown(ten, "date")[8:] == [text.day(day) for day in DAYS[:2]]
    assert shown(ten, "time")[8:] == ["13:00 น.", "14:00 น."]
    assert shown(ten, "dose")[8:] == ["2", "1"]
    words = told(ten)
    assert "ใส่ค่าไม่ได้ เพราะโปรแกรมเขียนเอง: สถานะ" in words
    assert "ไม่มีแถวสำหรับที่คัดลอกมา 1 แถว" in words
    press(ten, qtbot, Key.Key_Z, CONTROL)
    assert shown(ten, "name")[8:] == ["นายทดสอบ ลำดับ9", "นายทดสอบ ลำดับ10"]


def test_what_must_not_be_pasted_is_said_and_nothing_changes(ten: Program, qtbot: QtBot) -> None:
    table, notice = ten.pages.upload.table, ten.pages.upload.notice
    before = ten.work.sheet.lines.checked

    def paste(words: str) -> str:
        clipboard(words)
        qtbot.keyClick(table, Key.Key_V, CONTROL)
        assert ten.work.sheet.lines.checked is before
        assert not ten.work.mending.busy
        return notice.words.text()

    assert "เลือกช่องที่จะวางก่อน" in paste("10:00")  # nothing is chosen yet
    choose(ten, "cid", 2)
    assert "ปิดบัง" in paste("1-xxxx-xxxx0-03-3")
    choose(ten, "status", 2)
    assert paste("จองแล้ว") == "ใส่ค่าไม่ได้ เพราะโปรแกรมเขียนเอง: สถานะ"
    table.choose(3)  # a whole row
    assert "เลือกทั้งแถว" in paste("10:00")
    choose(ten, "time", 3)
    assert "วางแถว" in paste("\t".join(HEADERS) + "\n" + "\t".join(map(str, rows(1)[0])))
    choose(ten, "time", 0)
    assert paste("09:00") != ""
    table.selectionModel().select(table.rows.index(5, PLACES["time"]), QItemSelectionModel.SelectionFlag.Select)
    assert "ติดกัน" in paste("10:00\n11:00")


def test_cells_are_filled_down_cleared_and_typed(ten: Program, qtbot: QtBot) -> None:
    table = ten.pages.upload.table
    clipboard("10:00")
    choose(ten, "time", 1)
    press(ten, qtbot, Key.Key_V, CONTROL)
    choose(ten, "time", 1, 3)
    press(ten, qtbot, Key.Key_D, CONTROL)
    assert hours(ten)[:5] == [9, 10, 10, 10, 9]
    choose(ten, "time", 4)  # a single cell takes what stands above it
    press(ten, qtbot, Key.Key_D, CONTROL)
    assert hours(ten)[:6] == [9, 10, 10, 10, 10, 9]
    press(ten, qtbot, Key.Key_Delete)
    assert shown(ten, "time")[4] == ""
    assert ten.work.sheet.lines.group("problems") == 1
    qtbot.keyClicks(table, "1")  # typing begins in the cell, Enter ends it and goes down
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "1"
    qtbot.keyClicks(editor, "1:00")
    with qtbot.waitSignal(ten.work.sheet.mended, timeout=WAIT):
        qtbot.keyClick(editor, Key.Key_Return)
        assert shown(ten, "time")[4] == "11:00"  # until it is checked
    assert shown(ten, "time")[4] == "11:00 น."
    assert (table.currentIndex().row(), table.currentIndex().column()) == (5, PLACES["time"])
    qtbot.keyClick(table, Key.Key_Return)
    assert table.currentIndex().row() == 6
    choose(ten, "reason", 6)
    qtbot.keyClicks(table, "x")
    assert told(ten).strip() == "ใส่ค่าไม่ได้ เพราะโปรแกรมเขียนเอง: ผล"
    assert table.currentIndex().row() == 6


def test_the_cell_that_is_wrong_is_marked_and_the_others_are_shown_as_read(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    table = rows(4)
    table[0][3] = "08:30"
    table[1][0] = str(table[1][0])[:12] + str((int(str(table[1][0])[12]) + 1) % 10)
    table[2][2], table[2][3] = "31 มิ.ย. 2569", "8 โมงเช้า"
    table[3][2] = f"{DAYS[0].day}/{DAYS[0].month}/{DAYS[0].year + 543}"
    load(program, qtbot, workbook(tmp_path / "คิว.xlsx", table))
    model = program.pages.upload.model
    assert shown(program, "time") == ["08:30", "09:00 น.", "08:00 น.", "09:00 น."]
    assert shown(program, "date")[2:] == ["31 มิ.ย. 2569", text.day(DAYS[0])]
    assert shown(program, "date")[0].startswith(("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."))
    assert shown(program, "cid")[:2] == [f"1-xxxx-xxxx{person(1)[9]}-{person(1)[10:12]}-{person(1)[12]}", table[1][0]]
    marked = [
        (spot, name)
        for spot in range(4)
        for name, place in PLACES.items()
        if model.index(spot, place).data(FAULT_ROLE) is not None
    ]
    assert marked == [(0, "time"), (1, "cid"), (2, "date")]
    assert "ชั่วโมงเต็ม" in model.index(0, PLACES["time"]).data(Qt.ItemDataRole.ToolTipRole)
    assert program.pages.upload.panel.tabText(1) == "ปัญหา (3)"
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=WAIT)
    program.pages.upload.table.choose(0)
    QCoreApplication.processEvents()
    assert program.window.isActiveWindow(), "the row's story was a window of its own for a moment"


def test_what_is_shown_is_copied_and_whole_ids_only_where_that_is_asked(ten: Program, qtbot: QtBot) -> None:
    table = ten.pages.upload.table
    choose(ten, "time", 1, 2)
    qtbot.keyClick(table, Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "09:00 น.\n09:00 น."
    choose(ten, "cid", 1, 2)
    qtbot.keyClick(table, Key.Key_C, CONTROL)
    assert "xxxx" in QApplication.clipboard().text()
    qtbot.keyClick(table, Key.Key_C, CONTROL | SHIFT)
    assert QApplication.clipboard().text() == f"{person(2)}\n{person(3)}"
    assert "คัดลอก 2 แถวพร้อมเลข" in told(ten)


def test_esc_leaves_the_search_for_the_row_that_was_found(ten: Program, qtbot: QtBot) -> None:
    upload = ten.pages.upload
    qtbot.keyClick(upload.table, Key.Key_F, CONTROL)
    upload.search.setText("ลำดับ7")
    assert upload.model.rowCount() == 1
    upload.table.choose(0)
    qtbot.keyClick(upload.search, Key.Key_Escape)
    assert (upload.search.text(), upload.model.rowCount()) == ("", 10)
    assert QApplication.focusWidget() is upload.table
    assert upload.table.chosen_rows() == [8]


def test_a_rows_number_chooses_the_row_and_a_click_a_cell(ten: Program, qtbot: QtBot) -> None:
    table = ten.pages.upload.table
    for name, whole in (("number", True), ("time", False)):
        box = table.visualRect(table.rows.index(2, PLACES[name]))
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        assert table.chosen_rows() == [4]
        assert table.selectionModel().isRowSelected(2) is whole
    qtbot.keyClick(table, Key.Key_Space, SHIFT)
    assert table.selectionModel().isRowSelected(2)


def test_pasted_rows_are_a_new_sheet_only_after_a_question(ten: Program, qtbot: QtBot) -> None:
    clipboard("\n".join("\t".join(map(str, row)) for row in (HEADERS, *rows(3))))
    qtbot.keyClick(ten.pages.upload.table, Key.Key_V, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: ten.pages.asking.dialog is not None, timeout=WAIT)
    question = ten.pages.asking.dialog
    assert question is not None
    assert "คิว.xlsx" in question.head.text()
    qtbot.keyClick(question, Key.Key_Escape)
    assert len(ten.work.sheet.lines) == 10
    ten.pages.upload.bar.paste.trigger()
    question = ten.pages.asking.dialog
    assert question is not None
    with qtbot.waitSignal(ten.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert len(ten.work.sheet.lines) == 3


def test_what_was_pasted_is_what_the_server_holds_and_a_batch_takes_no_more(sample: Program, qtbot: QtBot) -> None:
    sample.window.activateWindow()
    clipboard("2")
    choose(sample, "dose", 0, 4)
    sample.work.mending.leave_out([row.row for row in sample.work.sheet.lines.bookable[10:]])
    qtbot.waitUntil(lambda: len(sample.work.sheet.lines.bookable) == 10 and not sample.work.mending.busy, timeout=WAIT)
    press(sample, qtbot, Key.Key_V, CONTROL)
    wanted = {row.cid: row.hour for row in sample.work.sheet.lines.bookable}
    assert [row.dose for row in sample.work.sheet.lines.bookable][:6] == [2] * 5 + [1]
    book(sample, qtbot)
    booked = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert booked <= wanted.keys()
    sample.window.activateWindow()
    qtbot.waitUntil(sample.window.isActiveWindow, timeout=WAIT)
    choose(sample, "dose", 0)
    qtbot.keyClick(sample.pages.upload.table, Key.Key_V, CONTROL)
    assert "จองแล้ว" in told(sample)  # and stays as it is


def answer_columns(program: Program, qtbot: QtBot) -> None:
    """The question about a sheet with neither a day nor an hour: a day and ten o'clock for all rows."""
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    question = program.pages.asking.dialog
    assert isinstance(question, ColumnsQuestion)
    assert not question.yes.isEnabled()
    day, hour = question.asked["appointment_date"].value, question.asked["appointment_time"].value
    assert day is not None
    assert day.day is not None
    assert hour is not None
    assert hour.list is not None
    qtbot.keyClicks(day.day.field, f"{DAYS[0].day}/{DAYS[0].month}/{DAYS[0].year + 543}")
    qtbot.keyClicks(hour.list, "10")
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def test_a_sheet_without_day_and_hour_gets_the_same_for_all_rows(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """What the clerk says stands as a mend, can be changed, undone and booked."""
    people = [[row.cid, row.person_name] for row in sample.work.sheet.lines.bookable[:6]]
    sample.work.sheet.load(workbook(tmp_path / "a.xlsx", people, HEADERS[:2]))
    answer_columns(sample, qtbot)
    upload = sample.pages.upload
    assert (shown(sample, "date"), shown(sample, "time")) == ([text.day(DAYS[0])] * 6, ["10:00 น."] * 6)
    assert upload.mapping.fields["appointment_time"].text() == "เวลานัด: 10:00 ทุกแถว"
    upload.table.choose(0)
    assert "“” → “10:00”" in upload.story.page.words()
    entry = next(
        action
        for action in upload.mapping.fields["appointment_time"].menu_of_columns().actions()
        if action.text() == "ค่าเดียวกันทุกแถว…"
    )
    entry.trigger()
    question = sample.pages.asking.dialog
    assert isinstance(question, SameQuestion)
    assert question.head.text() == "ใช้ค่าเดียวกัน 6 แถว"
    question.values["appointment_time"].show_value("13:00")
    assert question.yes.text() == "ใส่ 13:00 ในแถวเหล่านี้"
    with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert upload.mapping.fields["appointment_time"].text() == "เวลานัด: 13:00 ทุกแถว"
    sample.work.mending.take_back()
    qtbot.waitUntil(lambda: hours(sample) == [10] * 6, timeout=WAIT)
    assert upload.mapping.fields["appointment_time"].text() == "เวลานัด: 10:00 ทุกแถว"
    book(sample, qtbot)
    booked = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert len(booked) == sample.work.sheet.lines.group("booked") > 0
    assert booked <= {cid for cid, _ in people}


def test_rows_without_an_hour_get_one_together(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """From the card of what is wrong, and for the rows that are chosen from their menu."""
    table = rows(6)
    for row in table[:3]:
        row[3] = ""
    load(program, qtbot, workbook(tmp_path / "a.xlsx", table))
    upload = program.pages.upload
    card = upload.problems.items[0]
    assert card.give.text() == "ใช้ค่าเดียวกัน 3 แถว…"
    qtbot.mouseClick(card.give, Qt.MouseButton.LeftButton)
    question = program.pages.asking.dialog
    assert isinstance(question, SameQuestion)
    assert question.focusWidget() is question.values["appointment_time"].list, "what is to be said"
    assert (question.values["appointment_time"].value(), question.yes.isEnabled()) == ("", False), "none is proposed"
    of_one = SameQuestion(program.theme, program.window, 1)
    assert of_one.head.text() == "ใส่ค่าในแถวนี้"
    of_one.deleteLater()
    question.values["appointment_time"].show_value("09:00")
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert shown(program, "time") == ["09:00 น."] * 6
    choose(program, "name", 4, 5)
    entry = next(a for a in upload.table.menus.of_rows().actions() if a.text() == "ใช้ค่าเดียวกัน 2 แถว…")
    entry.trigger()
    question = program.pages.asking.dialog
    assert isinstance(question, SameQuestion)
    question.which.setCurrentIndex(question.which.findData("dose"))
    assert not question.yes.isEnabled()
    question.values["dose"].show_value("2")
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert shown(program, "dose") == ["1"] * 4 + ["2"] * 2
    assert len(program.work.mending.steps_back) == 2


def test_after_a_batch_a_paste_reaches_the_rows_it_left_and_says_which_keep_their_cells(
    sample: Program, qtbot: QtBot
) -> None:
    """The first of four rows asks for an hour that nobody offers; one pasted over all four books it, and it alone."""
    rows_of_sample = sample.work.sheet.lines.bookable
    hour = rows_of_sample[0].hour
    sample.work.mending.leave_out([row.row for row in rows_of_sample[4:]])
    sample.work.mending.mend_cell(rows_of_sample[0].row, "appointment_time", "20:00")
    qtbot.waitUntil(lambda: len(sample.work.sheet.lines.bookable) == 4 and not sample.work.mending.busy, timeout=WAIT)
    book(sample, qtbot)
    assert shown(sample, "status")[:2] == ["ระบบไม่รับจอง", "จองแล้ว"]
    before = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    sample.window.activateWindow()
    qtbot.waitUntil(sample.window.isActiveWindow, timeout=WAIT)
    clipboard(f"{hour:02d}:00")
    choose(sample, "time", 0, 3)
    press(sample, qtbot, Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: shown(sample, "status")[0] == "พร้อมจอง" and not sample.work.mending.busy, timeout=WAIT)
    assert "วางแล้ว 1 ช่อง" in told(sample)
    kept = ", ".join(str(row.row) for row in rows_of_sample[1:4])
    assert f"แถวที่จองแล้วหรือยังไม่ทราบผลคงเดิม: แถว {kept}" in told(sample)
    assert shown(sample, "status")[1:4] == ["จองแล้ว"] * 3
    book(sample, qtbot)
    after = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert after - before == {rows_of_sample[0].cid}
    assert before <= after
    assert shown(sample, "status")[:4] == ["จองแล้ว"] * 4


@pytest.mark.parametrize("way", ["keys", "mouse"])
def test_what_is_still_being_typed_is_checked_before_anything_is_booked(
    sample: Program, qtbot: QtBot, way: str
) -> None:
    """A person's id is typed over another's and Start pressed without Enter: whoever is told is whoever is booked."""
    work, table = sample.work, sample.pages.upload.table
    sample.window.activateWindow()
    people = work.sheet.lines.bookable
    work.mending.leave_out([row.row for row in people[3:]])
    qtbot.waitUntil(lambda: len(work.sheet.lines.bookable) == 3 and not work.mending.busy, timeout=WAIT)
    before, meant = people[1].cid, people[40].cid
    with qtbot.waitSignal(work.sheet.mended, timeout=WAIT):  # else it is asked whose id that is
        work.mending.mend_cell(people[1].row, "person_name", people[40].person_name)
    choose(sample, "cid", 1)
    qtbot.keyClicks(table, meant[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, meant[1:])
    assert editor.text() == meant
    if way == "keys":
        qtbot.keyClick(editor, Key.Key_Return, CONTROL)
    else:
        qtbot.mouseClick(sample.pages.upload.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    question = sample.pages.asking.dialog
    assert question is not None
    with qtbot.waitSignal(work.run.finished, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    booked = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert meant in booked
    assert before not in booked


def test_a_sheet_mended_behind_the_question_is_asked_about_anew(sample: Program, qtbot: QtBot) -> None:
    """Whatever way a cell changed meanwhile, the plan of before is not booked."""
    work = sample.work
    people = work.sheet.lines.bookable
    work.mending.leave_out([row.row for row in people[3:]])
    qtbot.waitUntil(lambda: len(work.sheet.lines.bookable) == 3 and not work.mending.busy, timeout=WAIT)
    qtbot.mouseClick(sample.pages.upload.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    first = sample.pages.asking.dialog
    assert first is not None
    row, other = people[1].row, people[40]
    work.mending.mend({(row, "cid"): other.cid, (row, "person_name"): other.person_name})
    qtbot.mouseClick(first.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog not in (None, first), timeout=WAIT)
    assert state(sample)["bookings"] == []
    second = sample.pages.asking.dialog
    assert second is not None
    with qtbot.waitSignal(work.run.finished, timeout=WAIT):
        qtbot.mouseClick(second.yes, Qt.MouseButton.LeftButton)
    booked = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert booked == {people[0].cid, people[40].cid, people[2].cid}


def test_undo_pressed_quickly_takes_back_every_step(ten: Program, qtbot: QtBot) -> None:
    before = hours(ten)
    for hour in ("10:00", "11:00", "13:00"):
        with qtbot.waitSignal(ten.work.sheet.mended, timeout=WAIT):
            ten.work.mending.mend_cell(2, "appointment_time", hour)
    ten.pages.upload.table.setFocus()
    for _ in range(3):
        qtbot.keyClick(ten.pages.upload.table, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: hours(ten) == before, timeout=WAIT)
