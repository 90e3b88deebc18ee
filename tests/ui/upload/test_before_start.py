"""Before the first message goes out: nothing unanswered is booked, what is left is named, what is booked is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.practice import made_up_people
from app.sheets.cells.holidays import name_of
from app.thai import thai_date, today
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, workbook_of
from tests.ui.upload.test_kept import load, mend, offered, practising, question
from tests.ui.upload.test_retry import seen
from tests.ui.upload.test_upload import state
from tests.world import either_days, weekdays
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.program.program import Program
from ui.sheet.columns import PLACES
from ui.upload.confirm_retry import ConfirmRetry
from ui.upload.confirm_start import ConfirmStart
from ui.upload.dates_question import DatesQuestion

LEFT = Qt.MouseButton.LeftButton
PEOPLE = [one for one in made_up_people(60) if one.on_target][:9]
(DAY,) = weekdays(1)


def table(people: int, start: int = 0) -> list[list[object]]:
    return [[one.cid, one.full_name, thai_date(DAY), "09:00", 1, ""] for one in PEOPLE[start : start + people]]


def press_start(program: Program, qtbot: QtBot, kind: type[Question] = ConfirmStart) -> Question:
    qtbot.mouseClick(program.pages.upload.start, LEFT)
    return question(program, qtbot, kind)


def book(program: Program, qtbot: QtBot) -> None:
    dialog = press_start(program, qtbot)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)


def told(dialog: Question) -> str:
    return "\n".join(part.text() for part in dialog.findChildren(QLabel))


def booked(program: Program) -> set[str]:
    return {one["cid"] for one in state(program)["bookings"]}  # type: ignore[index]


def test_nothing_unanswered_is_booked_and_the_question_names_how_many_and_why(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    rows = table(8)
    rows[1][4] = rows[2][4] = None  # rows 3 and 4: which dose?
    rows[3][2] = None  # row 5: which day?
    rows[0][4] = "เข็มเล็ก"  # row 2: a dose that can't be read, and of which a booking says nothing
    sheets = {"นัด": [HEADERS, *rows], "อีกแผ่น": [HEADERS, *table(1, start=8)]}
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", sheets, hidden=(7,)))
    if program.pages.asking.dialog is not None:
        qtbot.mouseClick(program.pages.asking.dialog.yes, LEFT)
        qtbot.waitUntil(lambda: program.work.idle and len(program.work.sheet.lines) > 0, timeout=WAIT)
    program.work.mending.leave_out([8])
    qtbot.waitUntil(lambda: program.work.sheet.lines.group("left_out") == 1, timeout=WAIT)
    dialog = press_start(program, qtbot)
    words = told(dialog)
    assert dialog.yes.text() == "จองนัดหมาย 3 คน"
    assert "กันไว้ไม่จอง 1 แถว: ซ่อนหรือกรองไว้ใน Excel 1 แถว" in words
    assert "ไม่จอง 3 แถวที่ยังต้องตอบหรือแก้ไข:" in words
    assert "•  2 แถว: " in words, words
    assert "(แถว 3-4)" in words
    assert "•  แถว 5: ไม่มีวันที่นัด" in words
    assert "ไม่รวมในการจองตามที่เลือกไว้ 1 แถว" in words
    assert "จอง 1 แถวตามที่อ่านได้ แต่ควรตรวจสอบก่อน:\n•  แถว 2: " in words
    assert "แผ่นงานที่มีรายชื่อแต่ยังไม่ได้เปิด: อีกแผ่น (1 คน)" in words
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)
    assert booked(program) == {PEOPLE[number].cid for number in (0, 4, 7)}


def test_somebody_with_two_days_is_one_person_who_is_messaged(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practising(program, qtbot)
    one, *others = table(3)
    second = [*one[:2], thai_date(weekdays(2)[-1]), "10:00", 2, ""]
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, one, second, *others]}))
    dialog = press_start(program, qtbot)
    assert (dialog.yes.text(), len(program.work.sheet.lines.bookable)) == ("จองนัดหมาย 3 คน", 4)


def test_a_day_that_can_be_two_days_is_asked_at_start_and_the_day_said_is_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    (day,) = either_days(1)
    other = day.replace(day=day.month, month=day.day)
    rows = table(2)
    rows[0][2] = datetime(day.year + 543, other.month, other.day)  # noqa: DTZ001 (as a cell holds it)
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, *rows]}))
    dialog = press_start(program, qtbot, DatesQuestion)
    assert isinstance(dialog, DatesQuestion)
    assert len({dialog.yes.text(), dialog.other.text()}) == 2
    assert all(any(char.isdigit() for char in button.text()) for button in (dialog.yes, dialog.other))
    qtbot.mouseClick(dialog.no, LEFT)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None)
    assert booked(program) == set()
    dialog = press_start(program, qtbot, DatesQuestion)
    assert isinstance(dialog, DatesQuestion)
    qtbot.mouseClick(dialog.other, LEFT)
    question(program, qtbot, ConfirmStart)
    assert [row.date for row in program.work.sheet.lines.bookable if row.row == 2] == [day]


def test_what_was_booked_before_is_said_when_the_file_is_loaded_and_no_server_is_asked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    load(program, qtbot, workbook_of(tmp_path / "part.xlsx", {"S": [HEADERS, *table(2)]}))
    book(program, qtbot)
    assert len(booked(program)) == 2
    practice = program.pieces.accounts._practice
    assert practice is not None
    practice.stop()  # from here on there is no way to the server
    load(program, qtbot, workbook_of(tmp_path / "whole.xlsx", {"S": [HEADERS, *table(5)]}))
    upload = program.pages.upload
    qtbot.waitUntil(lambda: program.work.known.rows == {2, 3}, timeout=WAIT)
    assert upload.notice.words.text().startswith("พร้อมจอง 5 แถว")
    assert upload.asks.known.isVisibleTo(upload)
    assert upload.asks.known.words.text().startswith("จองไว้แล้ว 2 แถว ตามบันทึกงาน")
    reasons = [upload.model.index(spot, PLACES["reason"]).data() for spot in range(5)]
    assert [bool(each) for each in reasons] == [True, True, False, False, False]
    assert reasons[0].startswith("จองไว้แล้ว ตามบันทึกงาน")
    assert upload.asks.known.action.text() == "แสดงแถวเหล่านี้"
    qtbot.mouseClick(upload.asks.known.action, LEFT)
    assert seen(program) == {2, 3}
    program.work.mending.mend_cell(2, "appointment_time", "10:00")
    qtbot.waitUntil(lambda: program.work.known.rows == {3}, timeout=WAIT)


def test_days_that_may_not_be_meant_are_named_and_booked_only_after_a_tick(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    holiday = next(day for n in range(1, 366) if name_of(day := today() + timedelta(days=n)) is not None)
    rows = table(3)
    rows[1][2] = thai_date(holiday)
    load(program, qtbot, workbook_of(tmp_path / "หยุด.xlsx", {"S": [HEADERS, *rows]}))
    dialog = press_start(program, qtbot)
    assert isinstance(dialog, ConfirmStart)
    assert f"วันนัดของ 1 แถวอาจไม่ใช่วันที่ตั้งใจ: {thai_date(holiday)}" in told(dialog)
    assert dialog.days is not None
    assert dialog.days.text() == "จองวันเหล่านี้ด้วย (1 แถว)"
    assert dialog.yes.text() == "จองนัดหมาย 2 คน", "the others"
    assert "หากไม่เลือก จะกันแถวเหล่านี้ไว้ แถวอื่นจองตามปกติ" in told(dialog)
    dialog.days.click()
    assert dialog.yes.text() == "จองนัดหมาย 3 คน"
    (notice,) = [each for each in dialog.findChildren(Notice) if "อาจไม่ใช่วันที่ตั้งใจ" in each.words.text()]
    qtbot.mouseClick(notice.action, LEFT)
    assert seen(program) == {3}
    assert program.pages.asking.dialog is None
    assert booked(program) == set()


def test_days_without_a_tick_are_held_back_and_the_others_are_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    holiday = next(day for n in range(1, 366) if name_of(day := today() + timedelta(days=n)) is not None)
    rows = table(4)
    rows[1][2] = rows[3][2] = thai_date(holiday)
    rows[3][3] = "13.75"  # no hour: not booked in any case, and so not counted among the holiday's
    load(program, qtbot, workbook_of(tmp_path / "หยุด.xlsx", {"S": [HEADERS, *rows]}))
    dialog = press_start(program, qtbot)
    assert isinstance(dialog, ConfirmStart)
    assert dialog.days is not None
    assert dialog.days.text() == "จองวันเหล่านี้ด้วย (1 แถว)"
    assert "แต่ควรตรวจสอบก่อน" not in told(dialog), "the day is asked about, and told once"
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)
    assert booked(program) == {PEOPLE[0].cid, PEOPLE[2].cid}
    lines = program.work.sheet.lines
    assert lines.statuses[lines.places[3]] == "held_back"
    reason = program.pages.upload.model.index(lines.places[3], PLACES["reason"]).data()
    assert reason.startswith("วันนัดนี้อาจไม่ใช่วันที่ตั้งใจ"), reason
    program.work.retry.ask()
    retry = question(program, qtbot, ConfirmRetry)
    assert isinstance(retry, ConfirmRetry)
    assert not retry.yes.isEnabled()
    assert retry.days is not None
    retry.days.click()
    assert retry.yes.text() == "ส่งอีกครั้ง 1 แถว"


def test_what_is_told_of_warned_rows_counts_those_alone_that_are_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    rows = table(3)
    rows[0][4] = rows[1][4] = "เข็มเล็ก"  # rows 2 and 3: a dose that can't be read, of which a booking says nothing
    rows[1][3] = "13.75"  # row 3 is not booked in any case
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"S": [HEADERS, *rows]}))
    words = told(press_start(program, qtbot))
    (warned,) = [part for part in words.split("\n") if part.startswith("จอง 1 แถวตามที่อ่านได้")]
    after = words[words.index(warned) :].split("\n")[1]
    assert after.startswith("•  แถว 2: "), after


def test_a_second_day_is_booked_only_after_a_tick_in_sight_and_its_row_says_so(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    load(program, qtbot, workbook_of(tmp_path / "นัด.xlsx", {"S": [HEADERS, *table(2)]}))
    book(program, qtbot)
    first, later = len(state(program)["bookings"]), weekdays(2)[1]  # type: ignore[arg-type]
    rows = table(3)
    for row in rows:
        row[2] = thai_date(later)
    load(program, qtbot, workbook_of(tmp_path / "แก้วัน.xlsx", {"S": [HEADERS, *rows]}))
    dialog = press_start(program, qtbot)
    assert isinstance(dialog, ConfirmStart)
    assert dialog.second is not None
    assert dialog.second.text() == "จอง 2 คนที่มีนัดวันอื่นด้วย จะมีนัดเพิ่มอีกคนละหนึ่งนัด"
    assert dialog.yes.text() == "จองนัดหมาย 1 คน"
    assert dialog.staying.indexOf(dialog.second) >= 0, "in sight, whatever the facts are scrolled to"
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, LEFT)
    assert len(state(program)["bookings"]) == first + 1  # type: ignore[arg-type]
    lines = program.work.sheet.lines
    reason = program.pages.upload.model.index(lines.places[2], PLACES["reason"]).data()
    assert f"น่าจะมีนัดที่นี่วันที่ {thai_date(DAY)} อยู่แล้ว" in reason
    program.work.retry.ask()
    retry = question(program, qtbot, ConfirmRetry)
    assert isinstance(retry, ConfirmRetry)
    assert not retry.yes.isEnabled(), "nor by a retry"
    assert retry.second is not None
    retry.second.click()
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(retry.yes, LEFT)
    assert len(state(program)["bookings"]) == first + 3  # type: ignore[arg-type]


def test_the_rows_of_a_sheet_that_its_batch_does_not_hold_are_named_in_history_with_the_way_to_them(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """History counts rows with problems; opened from there the batch shows those alone that could be sent."""
    practising(program, qtbot)
    rows = table(5)
    rows[1][3] = rows[2][3] = "13.75"
    file = workbook_of(tmp_path / "นัด.xlsx", {"S": [HEADERS, *rows]}, hidden=(6,))
    load(program, qtbot, file)
    book(program, qtbot)
    with qtbot.waitSignal(program.work.batches.listed, timeout=WAIT) as listed:
        program.work.batches.ask()
    (info,) = listed.args[0]  # type: ignore[index]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.reopening.open(info)
    upload = program.pages.upload
    rest = upload.asks.rest
    assert upload.said.shown is rest
    assert rest.words.text() == (
        "อีก 3 แถวของ “นัด.xlsx” ไม่อยู่ในงานชุดนี้ จึงไม่แสดงที่นี่: ข้อมูลไม่ถูกต้อง 2 แถว, กันไว้ไม่จองหรือไม่รวมในการจอง 1 แถว"
    )
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(rest.action, LEFT)
    assert program.work.sheet.path == file
    assert program.work.sheet.lines.group("problems") == 2
    assert program.work.sheet.lines.group("set_aside") == 1


def test_who_may_find_no_seat_is_named_and_shown_with_a_press(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practising(program, qtbot)
    rows = table(3)
    rows[2][3] = "18:00"  # nothing is open then
    load(program, qtbot, workbook_of(tmp_path / "เต็ม.xlsx", {"S": [HEADERS, *rows]}))
    dialog = press_start(program, qtbot)
    (notice,) = [each for each in dialog.findChildren(Notice) if "ที่ว่าง" in each.words.text()]
    assert notice.words.text().startswith("ที่ว่างอาจไม่พอสำหรับ 1 คน:\n•  แถว 4: วันนั้นไม่มีช่วงเวลา 18:00")
    upload = program.pages.upload
    assert upload.show_all.isHidden()
    for back in (lambda: qtbot.keyClick(upload.table, Qt.Key.Key_Escape), upload.show_all.click):
        qtbot.mouseClick(notice.action, LEFT) if program.pages.asking.dialog else upload.seen.show_rows(frozenset({4}))
        assert seen(program) == {4}
        assert upload.show_all.isVisibleTo(upload)
        back()
        assert seen(program) == {2, 3, 4}


def test_the_result_of_mended_rows_brings_no_problem_back_and_knows_who_is_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    rows = table(3)
    rows[1][3] = "08:30"
    path = workbook_of(tmp_path / "คิว.xlsx", {"S": [HEADERS, *rows]})
    before = path.read_bytes()
    load(program, qtbot, path)
    assert program.work.sheet.lines.group("problems") == 1
    program.work.mending.mend_cell(3, "appointment_time", "10")
    qtbot.waitUntil(lambda: program.work.sheet.lines.group("problems") == 0, timeout=WAIT)
    book(program, qtbot)
    out = tmp_path / "ผล.xlsx"
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "th")
    assert path.read_bytes() == before
    load(program, qtbot, out)
    lines = program.work.sheet.lines
    assert lines.problems == {}
    assert [row.hour for row in lines.bookable] == [9, 10, 9]
    qtbot.waitUntil(lambda: program.work.known.rows == {2, 3, 4}, timeout=WAIT)


def test_a_computer_without_a_network_knows_it_too_and_keeps_what_is_mended(
    make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """Nobody can sign in; the journal of who was here last is on this computer all the same."""
    first = practising(make_program(), qtbot)
    load(first, qtbot, workbook_of(tmp_path / "part.xlsx", {"S": [HEADERS, *table(2)]}))
    book(first, qtbot)
    first.preferences.remember_account("99001", "practice", False)
    first.preferences.change("server_url", "http://127.0.0.1:9")  # where nobody answers
    first.end()
    second = make_program()
    path = workbook_of(tmp_path / "whole.xlsx", {"S": [HEADERS, *table(5)]})
    load(second, qtbot, path)
    qtbot.waitUntil(lambda: second.work.known.rows == {2, 3}, timeout=WAIT)
    assert second.work.session.desk is None
    assert second.pages.upload.asks.known.words.text().startswith("จองไว้แล้ว 2 แถว ตามบันทึกงาน")
    qtbot.waitUntil(lambda: second.work.kept._looked, timeout=WAIT)
    mend(second, qtbot)
    load(second, qtbot, path)
    assert second.pages.asking.dialog is None
    assert offered(second, qtbot).mends.count == 2
    assert second.window.close()


def test_the_plan_is_saved_from_the_question_and_nothing_is_booked_by_it(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practising(program, qtbot)
    load(program, qtbot, workbook_of(tmp_path / "a.xlsx", {"นัด": [HEADERS, *table(3)]}))
    dialog = press_start(program, qtbot)
    assert isinstance(dialog, ConfirmStart)
    room = dialog.area.height()
    out = tmp_path / "plan.xlsx"
    with qtbot.waitSignal(program.work.saving.plan_saved, timeout=WAIT):
        dialog.save_wanted.emit(out)
    qtbot.waitUntil(lambda: dialog.told.isVisible() and dialog.area.height() >= room, timeout=WAIT)
    assert dialog.told.words.text() == f"บันทึกแผนแล้ว: {out}"
    rows = load_workbook(out).worksheets[0].iter_rows(values_only=True)
    assert [row[1] for row in rows if isinstance(row[0], int)] == ["จะจอง"] * 3
    assert booked(program) == set()
    assert program.work.session.desk is not None
    assert program.work.session.desk.history() == ()
    dialog.reject()
