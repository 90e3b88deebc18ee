"""The clerk's work list: what is wrong, mended in place or all at once, taken back, left out, saved."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, person, rows, workbook
from tests.ui.upload.test_upload import book, state
from ui.program.program import Program
from ui.sheet import reading
from ui.sheet.columns import FIELD_PLACES
from ui.sheet.lines import Lines
from ui.sheet.problems import Card

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def broken(program: Program, qtbot: QtBot, tmp_path: Path) -> Program:
    """Ten rows: in 2, 5 and 8 half past eight, in 3 a wrong id, in 10 the same person as in 9."""
    table = rows(9)
    for place in (0, 3, 6):
        table[place][3] = "08:30"
    table[1][0] = str(table[1][0])[:12] + str((int(str(table[1][0])[12]) + 1) % 10)
    table.append(list(table[7]))
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "คิว.xlsx", table))
    return program


def card(program: Program, code: str) -> Card:
    return next(item for item in program.pages.upload.problems.items if item.group.first.code == code)


def mended(program: Program, qtbot: QtBot):  # type: ignore[no-untyped-def]
    return qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT)


def notice(program: Program) -> str:
    return program.pages.upload.notice.words.text()


def test_the_list_counts_rows_of_each_kind(broken: Program) -> None:
    upload = broken.pages.upload
    assert [item.show_rows.title for item in upload.problems.items] == [
        "เวลานัด  ·  3 แถว",
        "เลขประจำตัวประชาชน  ·  1 แถว",
        "เลขประจำตัวประชาชน  ·  1 แถว",
    ]
    assert upload.panel.tabText(1) == "ปัญหา (5)"
    assert notice(broken) == "พร้อมจอง 5 แถว อีก 5 แถวข้อมูลไม่ถูกต้อง จะยังไม่ส่งจนกว่าจะแก้ไข"


def test_every_kind_shows_its_whole_sentence(broken: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Also in the second sheet: a button's own height is what it was before it knew its width."""
    table = rows(4)
    table[0][3], table[1][0], table[2][2] = "ช่วงเช้า", "1.10170E+12", "31 มิ.ย. 2569"
    broken.pages.show("book")
    broken.window.resize(1366, 720)
    with qtbot.waitSignal(broken.work.sheet.loaded, timeout=WAIT):
        broken.work.sheet.load(workbook(tmp_path / "อื่น.xlsx", table))
    items = broken.pages.upload.problems.items
    assert len(items) == 3
    qtbot.waitUntil(lambda: all(item.show_rows.width() < 400 for item in items), timeout=WAIT)
    for item in items:
        needed = item.show_rows.heightForWidth(item.show_rows.width())
        qtbot.waitUntil(lambda item=item, needed=needed: item.show_rows.height() >= needed, timeout=WAIT)


def test_a_kind_leads_to_its_first_row_and_cell(broken: Program, qtbot: QtBot) -> None:
    upload = broken.pages.upload
    qtbot.mouseClick(card(broken, "time_minutes").show_rows, LEFT)
    assert upload.model.rowCount() == 3
    assert upload.table.currentIndex().row() == 0
    assert upload.table.currentIndex().column() == FIELD_PLACES["appointment_time"]


def test_the_whole_hour_is_taken_for_all_rows_in_one_step_and_taken_back(broken: Program, qtbot: QtBot) -> None:
    fix = card(broken, "time_minutes").fix
    assert fix.text() == "เปลี่ยนเป็น 08:00"
    with mended(broken, qtbot):
        qtbot.mouseClick(fix, LEFT)
    assert {row.row: row.hour for row in broken.work.sheet.lines.bookable if row.row in (2, 5, 8)} == {2: 8, 5: 8, 8: 8}
    assert notice(broken).startswith("พร้อมจอง 8 แถว อีก 2 แถวข้อมูลไม่ถูกต้อง")
    upload = broken.pages.upload
    assert "แก้ไขในโปรแกรมแล้ว 3 ช่อง ไฟล์เดิมไม่เปลี่ยนแปลง" in upload.problems._notes.text()
    with mended(broken, qtbot):
        qtbot.mouseClick(upload.problems.undo, LEFT)
    assert len(broken.work.sheet.lines.bookable) == 5
    assert not upload.problems.undo.isVisibleTo(upload)
    assert card(broken, "time_minutes").group.rows == (2, 5, 8)


def test_a_cell_is_mended_in_the_table(broken: Program, qtbot: QtBot) -> None:
    """F2, type, Enter; the row is checked at once."""
    upload = broken.pages.upload
    spot = 1  # row 3 of the file
    upload.table.choose(spot, "cid")
    upload.table.edit(upload.table.currentIndex())
    editor = upload.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert len(editor.text()) == 13  # to be mended it must be seen whole
    editor.setText(person(500))
    with mended(broken, qtbot):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert next(row.cid for row in broken.work.sheet.lines.bookable if row.row == 3) == person(500)
    assert upload.model.index(spot, FIELD_PLACES["cid"]).data().startswith("1-xxxx")
    assert upload.table.currentIndex().row() == spot + 1  # Enter goes down
    qtbot.keyClick(upload.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert upload.table.currentIndex().row() == spot
    words = upload.story.page.words()
    assert "สิ่งที่แก้ไข" in words
    assert person(500) not in words


def test_a_mend_of_a_sheet_that_was_closed_meanwhile_costs_the_next_sheet_none(
    broken: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer comes late; two mends of the new sheet are then under way, one after the other."""
    work = broken.work
    gates = [Event(), Event()]
    waiting = iter(gates)

    async def slow(*parts: Any) -> Lines:
        if (gate := next(waiting, None)) is not None:
            await asyncio.to_thread(gate.wait)
        return await reading.mend(*parts)

    monkeypatch.setattr("ui.sheet.mending.mend", slow)
    work.mending.mend_cell(2, "appointment_time", "09:00")
    work.sheet.close()
    with qtbot.waitSignal(work.sheet.loaded, timeout=WAIT):
        work.sheet.load(workbook(tmp_path / "อื่น.xlsx", rows(3)))
    work.mending.mend_cell(2, "appointment_time", "10:00")
    gates[0].set()
    with qtbot.waitSignal(work.session.password_found, timeout=WAIT):  # whatever was answered before has arrived
        broken.pieces.bridge.call(
            reading.let_go(Lines()), lambda _: work.session.password_found.emit(""), lambda _: None
        )
    work.mending.mend_cell(3, "appointment_time", "11:00")
    gates[1].set()
    qtbot.waitUntil(lambda: not work.mending.busy, timeout=WAIT)
    hours = {row.row: row.hour for row in work.sheet.lines.bookable}
    assert (hours[2], hours[3]) == (10, 11)


def test_a_name_in_several_columns_is_mended_as_one(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    headers = (HEADERS[0], "คำนำหน้า", "ชื่อ", "นามสกุล", *HEADERS[2:4])
    table = [[row[0], "นาย", "ทดสอบ", f"ลำดับ{n}", *row[2:4]] for n, row in enumerate(rows(3), 1)]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "คิว.xlsx", table, headers))
    upload = program.pages.upload
    upload.table.choose(1, "person_name")
    assert upload.table.currentIndex().data() == "นายทดสอบ ลำดับ2"
    upload.table.edit(upload.table.currentIndex())
    editor = upload.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "นายทดสอบ ลำดับ2"
    editor.setText("นางสาวทดลอง ลำดับสอง")
    with mended(program, qtbot):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    names = [row.person_name for row in program.work.sheet.lines.bookable]
    assert names == ["นายทดสอบ ลำดับ1", "นางสาวทดลอง ลำดับสอง", "นายทดสอบ ลำดับ3"]
    upload.table.choose(1)
    assert "“นายทดสอบ ลำดับ2” → “นางสาวทดลอง ลำดับสอง”" in upload.story.page.words()


def test_a_cell_is_mended_beside_its_problem(broken: Program, qtbot: QtBot) -> None:
    upload = broken.pages.upload
    upload.seen.show_group("problems")
    cell = upload.story.cells[0]
    assert cell.cell is not None
    assert cell.cell.text() == "08:30"
    assert cell.fix is not None
    assert cell.fix.text() == "เปลี่ยนเป็น 08:00"
    cell.cell.setText("13:00")
    with mended(broken, qtbot):
        qtbot.mouseClick(cell.mend, LEFT)
    assert next(row.hour for row in broken.work.sheet.lines.bookable if row.row == 2) == 13
    assert "“08:30” → “13:00”" in upload.story.page.words()
    assert "แถว 2  ·  พร้อมจอง" in upload.story.page.words()


def test_what_is_still_wrong_is_said_again(broken: Program, qtbot: QtBot) -> None:
    upload = broken.pages.upload
    upload.seen.show_group("problems")
    cell = upload.story.cells[0]
    assert cell.cell is not None
    cell.cell.setText("เช้า")
    with mended(broken, qtbot):
        qtbot.keyClick(cell.cell, Qt.Key.Key_Return)
    assert "“เช้า” ไม่ได้บอกว่ากี่โมง" in upload.story.page.words()
    assert len(broken.work.sheet.lines.bookable) == 5


def test_rows_are_left_out_and_taken_in_again(broken: Program, qtbot: QtBot) -> None:
    upload = broken.pages.upload
    with mended(broken, qtbot):
        qtbot.mouseClick(card(broken, "duplicate_row").leave_out, LEFT)
    assert upload.chips.chips["left_out"].accessibleName() == "ไม่รวมในการจอง 1"
    upload.seen.show_group("left_out")
    assert upload.model.rowCount() == 1
    assert "แถว 11  ·  ไม่รวม" in upload.story.page.words()
    assert upload.story.leave.text() == "นำแถวนี้กลับมาจอง"
    with mended(broken, qtbot):
        qtbot.mouseClick(upload.story.leave, LEFT)
    assert upload.chips.chips["left_out"].count == 0
    assert card(broken, "duplicate_row").group.rows == (11,)


def test_the_menu_of_rows_mends_and_leaves_out(broken: Program, qtbot: QtBot) -> None:
    table = broken.pages.upload.table
    table.selectAll()
    words = [action.text() for action in table.menus.of_rows().actions() if action.text()]
    assert words == [
        "คัดลอก",
        "คัดลอกพร้อมเลขประจำตัวครบทุกหลัก (ไม่ปิดเลข)",
        "เลือกทั้งหมด",
        "ดูรายละเอียดของแถว",
        "แก้ไขช่องนี้",
        "วางลงในช่องที่เลือก",
        "คัดลอกลงล่าง",
        "ล้างช่องที่เลือก",
        "ใช้ค่าเดียวกัน 10 แถว…",
        "หาช่วงเวลาว่างให้ 10 แถว…",
        "เปลี่ยนเป็น 08:00",
        "ไม่จอง 10 แถว",
        "คอลัมน์",
    ]
    entry = next(action for action in table.menus.of_rows().actions() if action.text() == "เปลี่ยนเป็น 08:00")
    with mended(broken, qtbot):
        entry.trigger()
    assert len(broken.work.sheet.lines.bookable) == 8


def test_quick_mends_do_not_overtake_each_other(broken: Program, qtbot: QtBot) -> None:
    for row in (2, 5, 8):
        broken.work.mending.mend_cell(row, "appointment_time", "10:00")
    qtbot.waitUntil(lambda: len(broken.work.sheet.lines.bookable) == 8, timeout=WAIT)
    assert len(broken.work.mending.steps_back) == 3


def test_problem_rows_are_saved_as_a_workbook_that_loads_again(
    broken: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "แก้.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    with qtbot.waitSignal(broken.work.saving.saved, timeout=WAIT):
        qtbot.mouseClick(broken.pages.upload.problems.save, LEFT)
    assert notice(broken) == f"บันทึกแล้ว: {out}"
    with qtbot.waitSignal(broken.work.sheet.loaded, timeout=WAIT):
        broken.work.sheet.load(out)
    assert len(broken.work.sheet.lines) == 5


def test_what_was_mended_is_booked_and_no_row_left_out(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """The server holds what the clerk saw, and nothing of the rows that were left out."""
    rows_of_sample = sample.work.sheet.lines.bookable
    first, second = rows_of_sample[0], rows_of_sample[1]
    sample.work.mending.mend_cell(first.row, "dose", "2")
    sample.work.mending.leave_out([second.row])
    qtbot.waitUntil(lambda: len(sample.work.sheet.lines.bookable) == 59 and not sample.work.mending.busy, timeout=WAIT)
    book(sample, qtbot)
    booked = {one["cid"] for one in state(sample)["bookings"]}  # type: ignore[index]
    assert second.cid not in booked
    assert len(booked) + sample.work.sheet.lines.group("refused") == 59
    assert sample.window.steps.current == 4 or sample.work.sheet.lines.group("refused")


def test_edits_and_left_out_rows_survive_signing_in(broken: Program, qtbot: QtBot) -> None:
    broken.work.mending.mend_cell(2, "appointment_time", "10:00")
    broken.work.mending.leave_out([3])
    qtbot.waitUntil(lambda: len(broken.work.sheet.lines.bookable) == 6 and not broken.work.mending.busy, timeout=WAIT)
    broken.practise(sample=False)
    qtbot.waitUntil(lambda: broken.work.session.desk is not None and broken.work.idle, timeout=WAIT)
    assert len(broken.work.sheet.lines.bookable) == 6
    assert broken.pages.upload.chips.chips["left_out"].count == 1


def test_nothing_is_mended_in_a_batch(sample: Program, qtbot: QtBot) -> None:
    book(sample, qtbot)
    upload = sample.pages.upload
    assert not upload.model.flags(upload.model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    sample.work.mending.mend_cell(2, "dose", "2")
    assert not sample.work.mending.busy
    assert not upload.mapping.isVisibleTo(upload)


def test_the_story_tells_what_was_sent_and_when(sample: Program, qtbot: QtBot) -> None:
    book(sample, qtbot)
    upload = sample.pages.upload
    upload.table.choose(4)
    qtbot.waitUntil(lambda: "พบในตารางนัดของระบบแล้ว" in upload.story.page.words(), timeout=WAIT)
    words = upload.story.page.words()
    appointment = sample.work.sheet.lines.appointments[4]
    assert appointment is not None
    assert "สิ่งที่ส่งไป" in words
    assert f"เข็มที่ {appointment.dose}" in words
    assert sample.work.session.server is not None
    assert sample.work.session.server.url in words
    assert HEADERS[0] not in words or appointment.cid not in words


def test_widths_columns_and_order_are_remembered(make_program, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    first = make_program()
    first.practise(sample=True)
    qtbot.waitUntil(lambda: len(first.work.sheet.lines) == 60 and first.work.idle, timeout=WAIT)
    table = first.pages.upload.table
    entry = next(action for action in table.menus.of_columns().actions() if action.text() == "เบอร์โทรศัพท์")
    entry.trigger()
    table.setColumnWidth(2, 222)
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    with qtbot.waitSignal(table.arranged, timeout=WAIT):
        pass
    first.end()

    second = make_program().pages.upload.table
    assert second.columnWidth(2) == 222
    assert not second.isColumnHidden(FIELD_PLACES["mobile_phone"])
    assert second.horizontalHeader().sortIndicatorSection() == 3
    assert second.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_a_broken_arrangement_is_passed_over(broken: Program) -> None:
    table = broken.pages.upload.table
    before = table.columnWidth(2)
    table.arrange({"widths": {"name": "wide", "cid": -5, "nobody": 90}, "hidden": ["status", 7], "sort": ["x"]})
    assert table.columnWidth(2) == before
    assert not table.isColumnHidden(FIELD_PLACES["cid"])
