"""Appointments cancelled and moved by a list in the window: what stands is shown, the clerk says yes, and takes it
back."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.values import State
from app.errors import EnvironmentProblem
from app.journal.batches import Journal
from app.practice import Scenario, made_up_people
from app.sheets.cells.holidays import name_of
from tests.ui.conftest import WAIT
from tests.ui.sheet.test_cells import shown
from tests.ui.sheets import thai_day, workbook
from tests.ui.upload.test_doubt import book
from tests.ui.upload.test_upload import state
from tests.world import next_holiday, weekdays
from ui.history.screen import COMMENT
from ui.program.program import Program
from ui.sheet.choosing import ColumnsQuestion
from ui.upload.list_questions import ListQuestion, WhichDay
from ui.upload.mend_list import MendList

LEFT = Qt.MouseButton.LeftButton
DAY, OTHER = weekdays(2)
PEOPLE = made_up_people(12)


def held(program: Program) -> Counter[tuple[str, str, int]]:
    told: Any = state(program)["bookings"]
    return Counter((one["cid"], one["date"], int(one["hour"])) for one in told)


def six(program: Program, qtbot: QtBot, folder: Path, *faults: dict[str, Any], other: date = OTHER) -> None:
    """Six people are booked on one day; the other day has four seats at their hour."""
    slots = [
        {"date": DAY.isoformat(), "hour": 9, "seats": 8},
        {"date": other.isoformat(), "hour": 9, "seats": 4},
    ]
    told = {"settings": {"made_up_people": 12}, "slots": slots, "faults": list(faults)}
    program.pieces.accounts._scenario = Scenario.parse(told)
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
    table = [[one.cid, one.full_name, thai_day(DAY), "09:00", 1, ""] for one in PEOPLE[:6]]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(folder / "นัด.xlsx", table))
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    book(program, qtbot)


def asked(program: Program, qtbot: QtBot) -> ListQuestion:
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, ListQuestion), timeout=WAIT)
    question = program.pages.asking.dialog
    assert isinstance(question, ListQuestion)
    return question


def words(question: ListQuestion) -> str:
    kind = type(question.head)
    return "\n".join(one.text() for one in question.area.page.findChildren(kind))


def say_yes(program: Program, qtbot: QtBot, question: ListQuestion) -> None:
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(question.yes, LEFT)


def undo_newest(program: Program, qtbot: QtBot) -> ListQuestion:
    history = program.pages.history
    program.pages.show("history")
    qtbot.waitUntil(lambda: program.work.idle and bool(history.model.items), timeout=WAIT)
    history.table.selectRow(0)
    qtbot.waitUntil(history.undo.isEnabled, timeout=WAIT)
    qtbot.mouseClick(history.undo, LEFT)
    return asked(program, qtbot)


def test_a_list_of_ids_cancels_and_is_taken_back_from_the_history(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    before = held(program)
    ids = [[PEOPLE[0].cid], [PEOPLE[1].cid], [PEOPLE[9].cid]]
    file = workbook(tmp_path / "ขอยกเลิก.xlsx", ids, ("เลขประจำตัวประชาชน",))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    action = next(one for one in program.pages.upload.bar.load_menu().actions() if one.text() == "ยกเลิกนัดตามรายชื่อ…")
    action.trigger()
    question = asked(program, qtbot)
    assert question.head.text() == "ยกเลิกนัดของประชาชน 2 คน?"
    assert "1 แถว (4): ไม่มีนัดที่นี่ในระบบ" in words(question)
    assert held(program) == before
    say_yes(program, qtbot, question)
    assert len(held(program)) == 4
    assert program.work.sheet.lines.counts[State.CANCELLED] == 2
    assert shown(program, "status") == ["ยกเลิกแล้ว", "ยกเลิกแล้ว", "คงไว้ตามเดิม"], "every row of the list"
    assert shown(program, "reason")[2] == "ไม่มีนัดที่นี่ในระบบ จึงไม่มีอะไรให้ยกเลิกหรือเลื่อน"
    assert "ยกเลิกนัดแล้ว 2" in program.pages.upload.notice.words.text()
    assert program.window.steps.title(3) == "ยกเลิกนัด"
    shown_chips = [name for name, chip in program.pages.upload.chips.chips.items() if not chip.isHidden()]
    assert shown_chips == ["held_back", "cancelled"]
    out = tmp_path / "ผล.xlsx"
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "en")
    written = load_workbook(out)
    rows = [[str(cell) for cell in row[1:]] for row in written.worksheets[0].iter_rows(values_only=True)]
    assert rows[0] == ["Cancelling status", "Slot id", "Reason", "Cancelled at"]
    assert [row[0] for row in rows[1:]] == ["Cancelled", "Cancelled", "Left as it is"], "every row of the list"
    assert written["Summary"].cell(1, 1).value == "MOPH-IC summary of cancelled appointments"

    def gone(*_: object) -> None:
        raise EnvironmentProblem("office_gone", path="db/mophic")

    with monkeypatch.context() as away, qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        away.setattr(Journal, "entries", gone)
        program.work.saving.result(tmp_path / "again.xlsx", "en")
    kept = load_workbook(tmp_path / "again.xlsx").worksheets[0].iter_rows(values_only=True)
    assert [[str(cell) for cell in row[1:]] for row in kept] == rows, (
        "as the window shows it, where no journal is there"
    )

    question = undo_newest(program, qtbot)
    assert question.head.text() == "จองนัดที่ยกเลิกไป 2 นัดอีกครั้ง?"
    say_yes(program, qtbot, question)
    assert held(program) == before


def move_everybody(program: Program, qtbot: QtBot, to: date = OTHER) -> ListQuestion:
    program.pages.show("schedule")
    schedule = program.pages.schedule
    schedule.month.choose(DAY)
    qtbot.waitUntil(
        lambda: schedule.day.everybody.isVisibleTo(schedule) and schedule.day.everybody.isEnabled(), timeout=WAIT
    )
    qtbot.mouseClick(schedule.day.everybody, LEFT)
    which = program.pages.asking.dialog
    assert isinstance(which, WhichDay)
    assert not which.yes.isEnabled()
    which.to.set_day(to)
    if (names := name_of(to)) is not None:
        qtbot.waitUntil(lambda: names[0] in which.holiday.words.text(), timeout=WAIT)
    qtbot.mouseClick(which.yes, LEFT)
    return asked(program, qtbot)


def test_who_has_both_appointments_is_said_and_continue_ends_it(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    refused = {"fault": "answered", "action": "CancelAppointmentSlot", "at": [1, 2, 3, 4], "status": 501}
    six(program, qtbot, tmp_path, {**refused, "effect": False, "type": "json", "body": '{"MessageCode": 501}'})
    say_yes(program, qtbot, move_everybody(program, qtbot))
    notice = program.pages.upload.notice
    assert notice.words.text() == "4 คนยังมีนัดเดิมอยู่ด้วย กด “ทำต่อ” เพื่อยกเลิกนัดเดิมอีกครั้ง"
    assert len(held(program)) == 10
    history = program.pages.history
    program.pages.show("history")
    qtbot.waitUntil(lambda: program.work.idle and len(history.model.items) == 2, timeout=WAIT)
    assert history.model.index(0, COMMENT - 1).data() == "ยังไม่เสร็จ: 4 คนมีสองนัด"
    assert history.model.items[0].open
    program.pages.show("book")
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(notice.action, LEFT)
    assert set(Counter(cid for cid, *_ in held(program)).values()) == {1}
    assert Counter(shown(program, "status")) == {"เลื่อนนัดแล้ว": 4, "คงไว้ตามเดิม": 2}
    program.work.batches.ask()
    qtbot.waitUntil(lambda: not any(info.open for info in history.model.items), timeout=WAIT)


def test_everybody_of_a_day_is_moved_as_far_as_there_are_seats(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    six(program, qtbot, tmp_path)
    question = move_everybody(program, qtbot)
    assert question.head.text() == "เลื่อนนัดของประชาชน 4 คน?"
    assert "เวลาใหม่ไม่มีที่ว่างพอ" in words(question)
    left = [line for line in words(question).splitlines() if line.startswith("•")]
    assert len(left) == 1
    assert sum(f"09:00 {one.full_name}" in left[0] for one in PEOPLE[:6]) == 2, "there is no file: who, not which row"
    before = held(program)
    say_yes(program, qtbot, question)
    assert program.pages.shown == "book", "its rows are seen"
    assert program.pages.upload.said.shown is program.pages.upload.notice, (
        "they are shown: nothing is to be said of them"
    )
    now = held(program)
    assert Counter((day, hour) for _, day, hour in now) == {(DAY.isoformat(), 9): 2, (OTHER.isoformat(), 9): 4}
    assert max(Counter(cid for cid, *_ in now).values()) == 1
    assert "เลื่อนนัดแล้ว" in program.pages.upload.model.index(0, 7).data()
    assert program.pages.upload.chips.chips["booked"].word == "เลื่อนนัดแล้ว"
    told = shown(program, "status")
    assert (told.count("เลื่อนนัดแล้ว"), told.count("คงไว้ตามเดิม")) == (4, 2), "those too who were left as they are"
    assert all(shown(program, "name")), "there is no file: the names are what tells them apart"
    out = tmp_path / "ผล.xlsx"
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "th")
    told = load_workbook(out).worksheets[0]
    assert told.max_row == 7, "those too who were left as they are"
    assert [cell.value for cell in told[1]][-4:] == ["สถานะการเลื่อนนัด", "เลขที่นัด (slot)", "เหตุผล", "เวลาที่เลื่อน"]

    question = undo_newest(program, qtbot)
    assert len(program.pages.history.model.items) == 2, "the list tells of its single moves: what is undone is the list"
    assert question.head.text() == "เลื่อนนัดของประชาชน 4 คน?"
    say_yes(program, qtbot, question)
    assert held(program) == before


def test_rows_of_a_list_that_were_left_stay_in_sight_are_fixed_and_tried_again(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    table = [[PEOPLE[0].cid, PEOPLE[0].full_name, thai_day(OTHER), "09:00"]]
    table += [[PEOPLE[1].cid, PEOPLE[1].full_name, thai_day(OTHER), "11:00"]]
    table += [[PEOPLE[9].cid, PEOPLE[9].full_name, thai_day(OTHER), "09:00"]]
    table += [
        [PEOPLE[2].cid, PEOPLE[2].full_name, thai_day(OTHER), "11.30"],
        ["123", PEOPLE[3].full_name, thai_day(OTHER), ""],
    ]
    headers = ("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด")
    file = workbook(tmp_path / "เลื่อน.xlsx", table, headers)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    program.pages.upload.bar.list_wanted.emit("move_list")
    question = asked(program, qtbot)
    assert question.mend.isVisible()
    say_yes(program, qtbot, question)
    assert shown(program, "number") == ["2", "3", "4", "5", "6"]
    assert shown(program, "status") == ["เลื่อนนัดแล้ว", *["คงไว้ตามเดิม"] * 2, *["ข้อมูลไม่ถูกต้อง"] * 2]
    assert all(shown(program, "reason"))
    assert shown(program, "name") == [row[1] for row in table]
    lines = program.work.sheet.lines
    assert (lines.failed, lines.unsent, lines.in_batch) == (0, 0, 1)
    notice = program.pages.upload.notice
    assert notice.words.text() == "เลื่อนนัดแล้ว 1 แถว โปรแกรมไม่ส่ง 2 แถว ข้อมูลไม่ถูกต้อง ไม่ได้ส่ง 2 แถว"
    assert notice.tone == "warn"

    assert notice.action.words() == "แก้ไขแถวที่ยังไม่ได้ทำ…"
    qtbot.mouseClick(notice.action, LEFT)
    mends = program.pages.asking.dialog
    assert isinstance(mends, MendList)
    assert [part.row for part in mends.rows] == [3, 4, 5, 6]
    assert [part.cid is not None for part in mends.rows] == [False, True, False, True]
    assert mends.edits == {}
    for place in (0, 2):
        mends.rows[place].hour.setText("9.00")
    with_id = mends.rows[3].cid
    assert with_id is not None
    with_id.setText(PEOPLE[3].cid)
    mends.rows[3].hour.setText("9")
    qtbot.mouseClick(mends.yes, LEFT)
    question = asked(program, qtbot)
    assert question.head.text() == "เลื่อนนัดของประชาชน 3 คน?"
    say_yes(program, qtbot, question)
    now = held(program)
    assert {cid for cid, day, _ in now if day == OTHER.isoformat()} == {one.cid for one in PEOPLE[:4]}
    assert max(Counter(cid for cid, *_ in now).values()) == 1
    assert shown(program, "number") == ["3", "4", "5", "6"]


def test_nobody_is_moved_to_a_public_holiday_without_a_tick(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feast = next_holiday()
    six(program, qtbot, tmp_path, other=feast)
    question = move_everybody(program, qtbot, feast)
    assert not question.yes.isEnabled(), "all of them are moved there"
    assert question.open_then is not None
    assert question.open_then.text() == "เลื่อนไปวันเหล่านี้ด้วย (4 คน)"
    question.open_then.click()
    assert question.yes.isEnabled()
    question.reject()

    table = [[PEOPLE[0].cid, thai_day(feast), ""], [PEOPLE[1].cid, thai_day(DAY), "10:00"]]
    file = workbook(tmp_path / "เลื่อน.xlsx", table, ("เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    program.pages.upload.bar.list_wanted.emit("move_list")
    question = asked(program, qtbot)
    assert question.head.text() == "เลื่อนนัดของประชาชน 1 คน?"
    assert question.open_then is not None
    assert not question.yes.isEnabled()
    question.open_then.click()
    say_yes(program, qtbot, question)
    assert held(program)[PEOPLE[0].cid, feast.isoformat(), 9] == 1


def test_whose_ids_are_meant_is_asked_in_the_window(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    table = [[PEOPLE[6 + at].cid, PEOPLE[at].cid] for at in range(2)]
    headers = ("เลขประจำตัวประชาชน มารดา", "เลขประจำตัวประชาชน บุตร")
    file = workbook(tmp_path / "a.xlsx", table, headers)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    program.pages.upload.bar.list_wanted.emit("cancel_list")
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, ColumnsQuestion), timeout=WAIT)
    columns = program.pages.asking.dialog
    assert isinstance(columns, ColumnsQuestion)
    assert set(columns.asked) == {"cid"}, "a list need have no day and no hour"
    columns.asked["cid"].options[1].button.click()
    assert columns.yes.isEnabled(), columns.wrong.text()
    qtbot.mouseClick(columns.yes, LEFT)
    question = asked(program, qtbot)
    assert question.head.text() == "ยกเลิกนัดของประชาชน 2 คน?"
    say_yes(program, qtbot, question)
    assert len(held(program)) == 4


def test_a_list_that_cannot_be_read_is_said(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six(program, qtbot, tmp_path)
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    offered: list[str] = []

    def choose(_window: object, _title: str, at: str, _kinds: str) -> tuple[str, str]:
        offered.append(at)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    program.pages.upload.bar.list_wanted.emit("cancel_list")
    assert offered == [str(tmp_path)], "where the sheet before it lay, which is a batch by now"
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    question = program.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "ทำรายการนี้ไม่ได้"
    assert program.work.idle
