"""A batch has ended and some rows were not booked: mended where they stand, they become a batch of their own."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.values import State
from tests.ui.conftest import WAIT
from tests.ui.upload.test_doubt import CONFIRM, book, lost, world
from tests.ui.upload.test_upload import start, state
from tests.world import weekdays
from ui.program.program import Program
from ui.sheet.columns import FIELD_PLACES

LEFT = Qt.MouseButton.LeftButton


def refused(program: Program, qtbot: QtBot, *more: dict[str, object]) -> Program:
    """The sample, booked but for the 3rd and the 9th that are sent."""
    world(program, qtbot, {"fault": "person_vanished", "action": CONFIRM, "at": [3, 9]}, *more)
    book(program, qtbot)
    return program


def rows_in(program: Program, status: State) -> set[int]:
    lines = program.work.sheet.lines
    return {row for row, now in zip(lines.numbers, lines.statuses, strict=True) if now == status}


def mend_failed(program: Program, qtbot: QtBot) -> None:
    qtbot.mouseClick(program.pages.upload.problems.mend_failed, LEFT)
    qtbot.waitUntil(lambda: program.work.sheet.batch is None and program.work.idle, timeout=WAIT)


def booked_in(out: Path) -> int:
    """How many rows of a result workbook are booked."""
    sheet = load_workbook(out).worksheets[0]
    status = next(cell.column for cell in sheet[1] if cell.value == "สถานะการจอง")
    return [sheet.cell(row, status).value for row in range(2, sheet.max_row + 1)].count("จองแล้ว")


def seen(program: Program) -> set[int]:
    """The file rows that the table shows."""
    model = program.pages.upload.model
    places = [model.place_at(spot) for spot in range(model.rowCount())]
    return {model.lines.numbers[place] for place in places if place is not None}


def counted(program: Program) -> set[str]:
    """The counters that are shown."""
    return {name for name, chip in program.pages.upload.chips.chips.items() if not chip.isHidden()}


def registered(program: Program) -> None:
    """Whoever was missing on the target list is on it now."""
    rows, failed = program.work.sheet.lines.appointments, rows_in(program, State.REFUSED)
    put_on_the_list(program, *(row.cid for row in rows if row is not None and row.row in failed))


def put_on_the_list(program: Program, *cids: str) -> None:
    assert program.work.session.server is not None
    found = [{"cid": cid, "on_target": True} for cid in cids]
    url, headers = program.work.session.server.url + "/practice/people", {"Content-Type": "application/json"}
    with urlopen(Request(url, json.dumps({"people": found}).encode(), headers), timeout=10) as answer:
        assert answer.status == 200


def people(program: Program) -> list[str]:
    """Of every booking on the server, one entry each."""
    return sorted(one["cid"] for one in state(program)["bookings"])  # type: ignore[index]


def test_only_the_rows_that_were_refused_are_opened_and_each_says_why(program: Program, qtbot: QtBot) -> None:
    refused(program, qtbot)
    upload, failed = program.pages.upload, rows_in(program, State.REFUSED)
    assert upload.notice.second.text() == "แก้ไขแถวที่ไม่สำเร็จ"
    assert counted(program) == {"booked", "refused"}, "what counts nothing any more has no place there"
    assert upload.problems._told.text() == "มี 2 แถวที่ยังไม่ได้จอง แก้ไขที่นี่แล้วจองใหม่ได้"
    qtbot.mouseClick(upload.notice.second, LEFT)
    qtbot.waitUntil(lambda: program.work.sheet.batch is None and program.work.idle, timeout=WAIT)
    assert seen(program) == failed
    assert len(failed) == 2
    assert upload.panel.currentWidget() is upload.problems
    assert counted(program) == {"ready", "booked"}
    told = upload.register.notice
    assert told.words.text() == "ระบบไม่รับจอง 2 แถว เพราะยังไม่อยู่ในกลุ่มเป้าหมาย"
    assert told.details.text().startswith("ไฟล์นี้ไม่มีข้อมูลที่ใช้ขึ้นทะเบียน"), "and no way that leads nowhere"
    assert upload.problems._told.text().startswith("Start จะจองเฉพาะแถวที่ยังไม่ได้จอง")
    assert program.work.sheet.lines.group("booked") == 10, "the others stand in the same table"
    (card,) = upload.problems.items
    assert card.show_rows.title == "เลขประจำตัวประชาชน  ·  2 แถว"
    assert "ไม่พบผู้นี้ในกลุ่มเป้าหมาย" in card.show_rows.sample
    qtbot.mouseClick(card.show_rows, LEFT)
    assert "ข้อความจากระบบ" in upload.story.page.words(), "the only reason where no sentence of ours knows it"


def test_mended_to_another_day_a_person_is_booked_there_alone(program: Program, qtbot: QtBot) -> None:
    """Nor does the first batch ever send the row again, whatever is pressed."""
    refused(program, qtbot)
    registered(program)
    first = program.work.sheet.batch
    mend_failed(program, qtbot)
    moved, kept = program.work.sheet.lines.bookable
    (day,) = weekdays(1, moved.date + timedelta(days=1))
    program.work.mending.mend_cell(moved.row, "appointment_date", day.isoformat())
    days = lambda: {row.row: row.date for row in program.work.sheet.lines.bookable}  # noqa: E731
    qtbot.waitUntil(lambda: days().get(moved.row) == day, timeout=WAIT)
    assert kept.row in program.work.sheet.lines.problems
    book(program, qtbot)
    assert program.work.sheet.lines.group("booked") == 12
    assert program.work.sheet.batch != first
    assert len(people(program)) == len(set(people(program))) == 12
    where = {(one["cid"], one["date"]) for one in state(program)["bookings"]}  # type: ignore[index]
    assert (moved.cid, day.isoformat()) in where
    assert (moved.cid, moved.date.isoformat()) not in where

    info = next(info for info in program.work.session.desk.history() if info.id == first)  # type: ignore[union-attr]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.reopening.open(info)
    upload = program.pages.upload
    assert not upload.retry.isVisibleTo(upload)
    assert not upload.problems.mend_failed.isVisibleTo(upload.problems)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.retry.start()
    assert len(people(program)) == len(set(people(program))) == 12
    upload.seen.show_group("refused")
    assert "แถวนี้ถูกนำไปแก้ไขและอยู่ในงานชุดใหม่แล้ว" in upload.story.page.words()


def test_a_row_that_a_second_batch_left_behind_leaves_the_first_batch_too(program: Program, qtbot: QtBot) -> None:
    """Mended wrong it waits, while the other one fails again; in the third batch both are booked, each once."""
    refused(program, qtbot)
    first = program.work.sheet.batch
    mend_failed(program, qtbot)
    waits = program.work.sheet.lines.bookable[0]
    program.work.mending.mend_cell(waits.row, "appointment_time", "08:30")
    qtbot.waitUntil(lambda: len(program.work.sheet.lines.bookable) == 1, timeout=WAIT)
    book(program, qtbot)
    assert len(people(program)) == 10
    registered(program)
    mend_failed(program, qtbot)
    assert len(seen(program)) == 2
    (day,) = weekdays(1, waits.date + timedelta(days=1))
    program.work.mending.mend(
        {(waits.row, "appointment_time"): "09:00", (waits.row, "appointment_date"): day.isoformat()}
    )
    qtbot.waitUntil(lambda: len(program.work.sheet.lines.bookable) == 2, timeout=WAIT)
    put_on_the_list(program, waits.cid)
    book(program, qtbot)
    assert len(people(program)) == 12
    info = next(info for info in program.work.session.desk.history() if info.id == first)  # type: ignore[union-attr]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.reopening.open(info)
    assert not program.pages.upload.retry.isVisibleTo(program.pages.upload)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.retry.start()
    assert len(people(program)) == len(set(people(program))) == 12


@pytest.mark.usefixtures("looks_again_soon")
def test_rows_in_doubt_stay_in_their_batch(program: Program, qtbot: QtBot) -> None:
    refused(program, qtbot, *lost(7, 11))
    doubtful, failed = rows_in(program, State.UNKNOWN), rows_in(program, State.REFUSED)
    assert len(doubtful) == 2
    first = program.work.sheet.batch
    mend_failed(program, qtbot)
    assert seen(program) == failed
    book(program, qtbot)
    entries = program.work.session.desk.entries(first)  # type: ignore[union-attr, arg-type]
    assert {entry.outcome.row for entry in entries if entry.outcome.code == "handed_over"} == failed
    assert not doubtful & {entry.outcome.row for entry in program.work.session.desk.entries(program.work.sheet.batch)}  # type: ignore
    assert len(people(program)) == len(set(people(program)))


def test_rows_with_problems_come_along_and_the_result_tells_of_every_row(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    world(program, qtbot, {"fault": "person_vanished", "action": CONFIRM, "at": [3]})
    late = program.work.sheet.lines.bookable[0].row
    program.work.mending.mend_cell(late, "appointment_time", "08:30")
    qtbot.waitUntil(lambda: len(program.work.sheet.lines.bookable) == 11, timeout=WAIT)
    book(program, qtbot)
    failed = rows_in(program, State.REFUSED)
    registered(program)
    mend_failed(program, qtbot)
    assert seen(program) == {late, *failed}
    assert program.work.sheet.lines.read(late, "appointment_time") == "08:30"
    program.work.mending.mend_cell(late, "appointment_time", "09:00")
    qtbot.waitUntil(lambda: len(program.work.sheet.lines.bookable) == 2, timeout=WAIT)
    book(program, qtbot)
    out = tmp_path / "result.xlsx"
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "th")
    assert booked_in(out) == 12


def test_a_batch_from_the_history_is_mended_without_its_file(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    refused(program, qtbot)
    registered(program)
    failed = rows_in(program, State.REFUSED)
    (info,) = program.work.session.desk.history()  # type: ignore[union-attr]
    recent = program.settings.recent_files
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.reopening.open(info)
    mend_failed(program, qtbot)
    assert seen(program) == failed
    lines = program.work.sheet.lines
    assert len(lines) == 12, "one list: what is booked stands beside them"
    assert lines.group("booked") == 10
    assert {row.row for row in lines.bookable} == failed
    assert not any(lines.may_mend(row) for row in lines.numbers if row not in failed)
    assert program.settings.recent_files == recent
    book(program, qtbot)
    assert len(people(program)) == len(set(people(program))) == 12
    out = tmp_path / "result.xlsx"
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "th")
    assert booked_in(out) == 12, "of both batches"


def test_a_row_that_moved_on_in_another_window_stops_the_new_batch(program: Program, qtbot: QtBot) -> None:
    refused(program, qtbot)
    first, desk = program.work.sheet.batch, program.work.session.desk
    assert first is not None
    assert desk is not None
    mend_failed(program, qtbot)
    desk.retry_failed(first)  # the other window
    upload = program.pages.upload
    qtbot.mouseClick(upload.start, LEFT)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    dialog = program.pages.asking.dialog
    assert dialog is not None
    with qtbot.waitSignal(program.work.start.failed, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)
    assert upload.notice.words.text().startswith("ยังไม่ได้เริ่มจอง")
    assert len(people(program)) == 10
    assert len(desk.history()) == 1


def with_a_broken_row(program: Program, qtbot: QtBot, *faults: dict[str, object]) -> int:
    """The sample, one row of which can't be booked as it stands, booked but for that."""
    world(program, qtbot, *faults)
    late = program.work.sheet.lines.bookable[0].row
    program.work.mending.mend_cell(late, "appointment_time", "08:30")
    qtbot.waitUntil(lambda: len(program.work.sheet.lines.bookable) == 11, timeout=WAIT)
    book(program, qtbot)
    return late


def cell(program: Program, row: int, field: str) -> QModelIndex:
    model = program.pages.upload.model
    return model.index(model.lines.places[row], FIELD_PLACES[field])


def test_a_row_with_a_problem_is_mended_in_the_table_once_the_others_are_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """Typed into its cell, there and then; Start books that one alone, and one result tells of both batches."""
    late = with_a_broken_row(program, qtbot)
    upload, work = program.pages.upload, program.work
    assert len(people(program)) == 11
    assert upload.notice.words.text() == "จองสำเร็จ 11 คน ข้อมูลไม่ถูกต้อง ไม่ได้ส่ง 1 แถว"
    assert upload.notice.action.text() == "แก้ไขแถวที่ไม่สำเร็จ"
    assert upload.problems._told.text() == "มี 1 แถวที่ยังไม่ได้จอง แก้ไขที่นี่แล้วจองใหม่ได้"
    assert not upload.start.isEnabled()
    booked = next(row for row in work.sheet.lines.numbers if row != late)
    assert not upload.model.flags(cell(program, booked, "appointment_time")) & Qt.ItemFlag.ItemIsEditable

    upload.table.setCurrentIndex(cell(program, late, "appointment_time"))
    upload.table.setFocus()
    qtbot.keyClick(upload.table, Qt.Key.Key_F2)
    editor = upload.table.viewport().focusWidget() or upload.table.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "10:00")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.row for row in work.sheet.lines.bookable] == [late], timeout=WAIT)
    assert work.sheet.lines.group("booked") == 11
    assert len(seen(program)) == 12
    assert upload.save.isVisibleTo(upload), "what is booked can be saved all the while"
    assert upload.names.button.isVisibleTo(upload), "an id that is typed again can be compared with its name"
    assert not upload.mapping.isVisibleTo(upload), "columns are settled once something of them is booked"
    dialog = start(program, qtbot)
    assert dialog.yes.text() == "จองนัดหมาย 1 คน"
    with qtbot.waitSignal(work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)
    assert upload.notice.words.text() == "จองสำเร็จ 12 คน"
    assert len(people(program)) == len(set(people(program))) == 12
    assert len(state(program)["outbox"]) == 12, "nobody is messaged twice"
    out = tmp_path / "result.xlsx"
    with qtbot.waitSignal(work.saving.saved, timeout=WAIT):
        work.saving.result(out, "th")
    assert booked_in(out) == 12


def test_problems_and_refusals_are_one_list(program: Program, qtbot: QtBot) -> None:
    late = with_a_broken_row(program, qtbot, {"fault": "person_vanished", "action": CONFIRM, "at": [3]})
    upload, failed = program.pages.upload, rows_in(program, State.REFUSED)
    assert upload.problems._told.text() == "มี 2 แถวที่ยังไม่ได้จอง แก้ไขที่นี่แล้วจองใหม่ได้"
    mend_failed(program, qtbot)
    assert seen(program) == {late, *failed}
    assert {row for card in upload.problems.items for row in card.group.rows} == {late, *failed}


def test_what_is_booked_is_never_mended_left_out_or_taken_back(program: Program, qtbot: QtBot) -> None:
    late = with_a_broken_row(program, qtbot)
    mending, lines = program.work.mending, program.work.sheet.lines
    booked = next(row for row in lines.numbers if row != late)
    assert not mending.steps_back, "a fix that was booked is not taken back by a press"
    mending.mend({(booked, "appointment_time"): "13:00"})
    mending.leave_out([booked])
    assert not mending.busy
    assert program.work.sheet.lines is lines
    mending.mend({(booked, "appointment_time"): "13:00", (late, "appointment_time"): "10:00"})
    qtbot.waitUntil(lambda: [row.row for row in program.work.sheet.lines.bookable] == [late], timeout=WAIT)
    assert program.work.sheet.lines.group("booked") == 11
    assert (booked, "appointment_time") not in program.work.sheet.lines.checked.edits  # type: ignore[union-attr]
    mending.take_back()
    qtbot.waitUntil(lambda: program.work.sheet.lines.bookable == [], timeout=WAIT)
    assert program.work.sheet.lines.group("booked") == 11


def test_a_doubt_is_decided_in_the_same_table_while_other_rows_are_mended(program: Program, qtbot: QtBot) -> None:
    """Sent again by the clerk's word, it goes out in its own batch, before anything new."""
    late, work = with_a_broken_row(program, qtbot), program.work
    first, desk = work.sheet.batch, work.session.desk
    assert first is not None
    assert desk is not None
    doubtful = next(row for row in work.sheet.lines.numbers if row != late)
    work.run.note([desk.journal.mark(first, doubtful, State.UNKNOWN)])  # a look that came later, and can't tell
    work.mending.mend_cell(late, "appointment_time", "10:00")
    qtbot.waitUntil(lambda: [row.row for row in work.sheet.lines.bookable] == [late], timeout=WAIT)
    assert rows_in(program, State.UNKNOWN) == {doubtful}
    with qtbot.waitSignal(work.run.outcomes, timeout=WAIT):
        work.run.decide(doubtful, booked=False)
    assert rows_in(program, State.PLANNED) == {doubtful, late}
    with qtbot.waitSignal(work.run.finished, timeout=WAIT):
        qtbot.mouseClick(program.pages.upload.start, LEFT)
    assert work.sheet.lines.held[doubtful] == first
    assert [row.row for row in work.sheet.lines.bookable] == [late]
    book(program, qtbot)
    assert len(people(program)) == len(set(people(program))) == 12
