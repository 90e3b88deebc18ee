"""What a clerk meets when not everything goes well: doubt, refusals, unfinished batches, a lost sign-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.booking.control import Control
from app.domain.values import State
from app.journal.batches import BatchInfo, Source
from app.people import person
from app.practice import PASSWORD, Scenario
from app.thai import thai_now
from tests.ui.conftest import FEW, WAIT, practise
from tests.ui.upload.test_upload import start, state
from tests.world import weekdays
from ui.program.program import Program
from ui.session.password_again import PasswordAgain
from ui.upload.confirm_retry import ConfirmRetry

CONFIRM = "ConfirmAppointmentSlot"
SCHEDULE = "GetHospitalSlotConfirmScheduleByDate"


def world(program: Program, qtbot: QtBot, *faults: dict[str, Any], rows: int = FEW) -> Program:
    """The sample, on a practice server that does these things wrong."""
    program.pieces.accounts._scenario = Scenario.parse({"faults": list(faults)})
    return practise(program, qtbot, rows)


def book(program: Program, qtbot: QtBot) -> None:
    dialog = start(program, qtbot)
    if dialog.days is not None:  # a day may be a holiday, whenever the tests run
        dialog.days.setChecked(True)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def lost(*calls: int) -> tuple[dict[str, Any], ...]:
    """The answers to these calls are lost, and after that nobody can be asked about them."""
    return (
        {"fault": "drop_after", "action": CONFIRM, "at": list(calls)},
        {"fault": "wrong_json", "action": "ImmunizationTarget", "probability": 1},
        {"fault": "wrong_json", "action": SCHEDULE, "at": list(range(17, 200))},  # 16: before and while rows are sent
    )


def in_doubt(program: Program, qtbot: QtBot) -> Program:
    world(program, qtbot, *lost(7))
    book(program, qtbot)
    return program


@pytest.mark.usefixtures("looks_again_soon")
def test_a_row_in_doubt_is_for_the_clerk_to_decide(program: Program, qtbot: QtBot) -> None:
    in_doubt(program, qtbot)
    upload = program.pages.upload
    assert upload.notice.words.text() == "จองสำเร็จ 11 คน ไม่ทราบผล 1 แถว"
    qtbot.mouseClick(upload.notice.action, Qt.MouseButton.LeftButton)
    assert upload.model.rowCount() == 1
    words = upload.story.page.words()
    assert "ค้นหาผู้นี้ใน Dashboard แล้วเลือก:" in words
    place = upload.model.place_at(0)
    assert place is not None
    appointment = program.work.sheet.lines.appointments[place]
    assert appointment is not None
    assert appointment.person_name in words
    qtbot.mouseClick(upload.story.booked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.work.sheet.lines.counts[State.UNKNOWN] == 0, timeout=WAIT)
    assert program.work.sheet.lines.group("booked") == 12
    assert len(state(program)["bookings"]) == 12
    assert len(state(program)["outbox"]) == 12


@pytest.mark.usefixtures("looks_again_soon")
def test_the_next_row_in_doubt_comes_up(program: Program, qtbot: QtBot) -> None:
    world(program, qtbot, *lost(7, 9))
    book(program, qtbot)
    upload = program.pages.upload
    assert upload.notice.words.text() == "จองสำเร็จ 10 คน ไม่ทราบผล 2 แถว"
    assert upload.notice.action.property("kind") == "primary"
    assert upload.start.property("kind") == upload.save.property("kind") == ""  # one clear button at a time
    qtbot.mouseClick(upload.notice.action, Qt.MouseButton.LeftButton)
    first = upload.story.place
    qtbot.mouseClick(upload.story.booked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.work.sheet.lines.counts[State.UNKNOWN] == 1, timeout=WAIT)
    assert upload.notice.words.text() == "จองสำเร็จ 11 คน ไม่ทราบผล 1 แถว"
    assert upload.story.place not in (None, first)
    assert "ค้นหาผู้นี้ใน Dashboard แล้วเลือก:" in upload.story.page.words()
    qtbot.mouseClick(upload.story.booked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.work.sheet.lines.counts[State.UNKNOWN] == 0, timeout=WAIT)
    assert upload.notice.words.text() == "จองสำเร็จ 12 คน"
    assert upload.save.property("kind") == "primary"


@pytest.mark.usefixtures("looks_again_soon")
def test_saved_results_say_where_and_what_is_left(
    program: Program, qtbot: QtBot, tmp_path: Path, opened: list[str]
) -> None:
    in_doubt(program, qtbot)
    notice, out = program.pages.upload.notice, tmp_path / "ผล.xlsx"
    with qtbot.waitSignal(program.work.saving.saved, timeout=WAIT):
        program.work.saving.result(out, "th")
    assert notice.words.text() == f"บันทึกแล้ว: {out}"
    assert notice.details.text() == "จองสำเร็จ 11 คน ไม่ทราบผล 1 แถว"
    qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert opened == [str(out)]
    qtbot.mouseClick(notice.second, Qt.MouseButton.LeftButton)
    assert program.pages.upload.model.rowCount() == 1


def test_after_stop_the_next_step_is_to_go_on(program: Program, qtbot: QtBot) -> None:
    world(program, qtbot, {"fault": "person_vanished", "action": CONFIRM, "at": [1]}, rows=60)
    qtbot.mouseClick(start(program, qtbot).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.work.sheet.lines.counts[State.REFUSED] == 1, timeout=WAIT)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.run.stop()
    notice = program.pages.upload.notice
    assert notice.words.text().startswith("หยุดแล้ว")
    assert notice.action.text() == "ดูแถวที่ระบบไม่รับจอง"
    assert program.pages.upload.start.text() == "ทำต่อ"
    assert program.pages.upload.start.property("kind") == "primary"
    assert program.pages.upload.retry.isHidden(), "what was never sent comes first"


def book_another_day(program: Program, number: int) -> None:
    """As from another window: the person of this row gets the next weekday."""
    desk, lines = program.work.session.desk, program.work.sheet.lines
    appointment = lines.appointments[lines.places[number]]
    assert desk is not None
    assert appointment is not None
    later = replace(appointment, date=weekdays(2, appointment.date)[1])
    program.pieces.bridge.worker.submit(person.book(desk, later, Control(), lambda _event: None)).result(30)


def test_refused_rows_say_why_and_can_be_sent_again(program: Program, qtbot: QtBot) -> None:
    world(program, qtbot, {"fault": "person_vanished", "action": CONFIRM, "at": [3, 9]})
    book(program, qtbot)
    upload = program.pages.upload
    assert upload.notice.words.text() == "จองสำเร็จ 10 คน ระบบไม่รับจอง 2 แถว"
    qtbot.mouseClick(upload.notice.action, Qt.MouseButton.LeftButton)
    assert upload.model.rowCount() == 2
    assert "กลุ่มเป้าหมาย" in upload.model.index(0, 7).data()
    qtbot.mouseClick(upload.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    question = program.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "ส่งอีกครั้ง 2 แถว?"
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def test_a_retry_says_who_got_another_day_meanwhile(program: Program, qtbot: QtBot) -> None:
    world(program, qtbot, {"fault": "seat_taken", "action": CONFIRM, "at": [3, 9]})
    book(program, qtbot)
    upload = program.pages.upload
    qtbot.mouseClick(upload.notice.action, Qt.MouseButton.LeftButton)
    row = upload.model.index(0, 0).data()
    book_another_day(program, int(row))
    qtbot.mouseClick(upload.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    question = program.pages.asking.dialog
    assert question is not None
    words = " ".join(part.text() for part in question.findChildren(QLabel))
    assert f"1 คนน่าจะมีนัดวันอื่นอยู่แล้ว: แถว {row}" in words
    assert isinstance(question, ConfirmRetry)
    assert question.leaving == {int(row)}
    assert question.yes.text() == "ส่งอีกครั้ง 1 แถว", "the other one"
    question.reject()


def test_a_block_shows_a_countdown_and_goes_on_by_itself(program: Program, qtbot: QtBot) -> None:
    world(program, qtbot, {"fault": "terminated", "action": CONFIRM, "at": [5], "block_seconds": 1.0})
    dialog = start(program, qtbot)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: program.work.run.paused is not None and program.work.run.paused.reason == "blocked", timeout=WAIT
    )
    notice = program.pages.upload.notice
    assert notice.words.text().startswith("ระบบพักการใช้งานจากที่อยู่นี้ชั่วคราว")
    assert notice.details.text().startswith("จะทำต่อเองในอีก 0:0")
    qtbot.waitUntil(lambda: program.work.run.last is not None, timeout=2 * WAIT)
    assert notice.words.text() == "จองสำเร็จ 12 คน"
    assert len(state(program)["outbox"]) == 12


def the_new_password_is_good(program: Program) -> None:
    assert program.work.session.server is not None
    url, headers = program.work.session.server.url + "/practice/faults", {"Content-Type": "application/json"}
    with urlopen(Request(url, b'{"faults": []}', headers), timeout=10) as answer:
        assert answer.status == 200


def test_a_lost_sign_in_asks_for_the_password_and_goes_on_from_the_same_row(program: Program, qtbot: QtBot) -> None:
    """The token ends in mid-batch and the password that was typed is refused: the clerk types the new one."""
    world(
        program,
        qtbot,
        {"fault": "expired_token", "action": CONFIRM, "at": [5]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    )
    qtbot.mouseClick(start(program, qtbot).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, PasswordAgain), timeout=WAIT)
    question = program.pages.asking.dialog
    assert isinstance(question, PasswordAgain)
    assert question.head.text() == "กรุณาเข้าสู่ระบบอีกครั้ง"
    assert question.password.echoMode() is QLineEdit.EchoMode.Password
    assert len(state(program)["bookings"]) < 12
    notice = program.pages.upload.notice
    assert notice.action.text() == "Login"
    qtbot.keyClicks(question.password, "wrong")
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.pages.asking.dialog not in (None, question), timeout=WAIT)
    again = program.pages.asking.dialog
    assert isinstance(again, PasswordAgain)
    assert again.password.text() == ""
    again.reject()
    for page in ("history", "help"):  # opened while it waits, one after the other
        program.pages.show(page)
        line = program.window.elsewhere
        assert (line.isVisible(), line.words.text()) == (True, notice.words.text()), page
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    again = program.pages.asking.dialog
    assert isinstance(again, PasswordAgain)
    program.pages.show("book")
    assert not line.isVisible(), "the page itself tells it"
    the_new_password_is_good(program)
    qtbot.keyClicks(again.password, PASSWORD)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(again.yes, Qt.MouseButton.LeftButton)
    assert notice.words.text() == "จองสำเร็จ 12 คน"
    assert len(state(program)["bookings"]) == 12
    assert len(state(program)["outbox"]) == 12


def test_a_sound_at_the_end_where_it_is_wanted(few: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[bool] = []
    flashed: list[object] = []
    monkeypatch.setattr(QApplication, "beep", lambda: rung.append(True))
    monkeypatch.setattr(QApplication, "alert", lambda window: flashed.append(window))
    book(few, qtbot)
    assert rung == []
    assert flashed == [few.window]  # its button in the task bar, should another window stand before it
    few.preferences.change("sound", True)
    few.work.sheet.load_sample()
    qtbot.waitUntil(lambda: few.work.sheet.batch is None and few.work.idle, timeout=WAIT)
    with qtbot.waitSignal(few.work.run.finished, timeout=WAIT):
        few.work.start.start()  # all are booked: nothing is asked
    assert rung == [True]


def test_the_pc_is_kept_awake_while_a_batch_runs(few: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    @contextmanager
    def awake(_reason: str) -> Iterator[None]:
        seen.append(f"awake, {len(state(few)['bookings'])} booked")
        yield
        seen.append(f"may sleep, {len(state(few)['bookings'])} booked")

    monkeypatch.setattr("ui.upload.run.awake", awake)
    book(few, qtbot)
    assert seen == ["awake, 0 booked", "may sleep, 12 booked"]


def test_a_sheet_that_another_computer_is_at_is_left_to_it_and_how_far_that_is_is_said(
    few: Program, qtbot: QtBot
) -> None:
    """Nobody is asked to go on with what goes on."""
    desk, rows, theirs = few.work.session.desk, few.work.sheet.lines.bookable, ExitStack()
    assert desk is not None
    journal = desk.journal

    async def begin() -> None:
        steps = [(row, State.PLANNED if n else State.BOOKED, "", None) for n, row in enumerate(rows)]
        batch = journal.add_batch(desk.account.facility, "somsri", Source("a.xlsx", rows=len(rows)), steps)
        theirs.enter_context(journal.hold(batch, "somsri · PC-2 · 7"))

    few.pieces.bridge.worker.submit(begin()).result()
    few.work.start.start()
    notice = few.pages.upload.notice
    qtbot.waitUntil(lambda: "somsri · PC-2 · 7" in notice.words.text(), timeout=WAIT)
    assert f"ขณะนี้จองแล้ว 1 จาก {FEW} แถว ที่นี่จึงไม่ได้ทำอะไร" in notice.words.text()
    assert few.pages.asking.dialog is None
    assert state(few)["bookings"] == []


def test_of_several_unfinished_works_the_sheet_is_named_first_and_the_others_counted(
    program: Program, qtbot: QtBot
) -> None:
    """A program killed while it moved a sheet's people leaves the sheet, and some of their moves."""
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
    sheet = BatchInfo(4, thai_now(), "99001", "u", Source("300คน.xlsx"), {State.PLANNED: 12})
    moves = [
        replace(sheet, id=number, source=Source("", purpose="move"), counts={State.UNKNOWN: 1}) for number in (5, 6)
    ]
    program.work.batches.listed.emit((*moves, sheet))
    details = program.pages.upload.notice.details.text()
    assert details.startswith("“300คน.xlsx” เมื่อ ")
    assert details.endswith("เหลือ 12 แถว\nในประวัติยังมีงานที่ค้างอีก 2 งาน")


def test_an_unfinished_batch_is_offered_at_the_next_start(
    make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """Stopped half-way, closed, started again: no workbook is needed."""
    from app.practice.sample import write_sample

    first = make_program()
    first.practise(sample=False)
    qtbot.waitUntil(lambda: first.work.session.desk is not None and first.work.idle, timeout=WAIT)
    sheet = write_sample(tmp_path / "คิววัคซีน.xlsx")
    with qtbot.waitSignal(first.work.sheet.loaded, timeout=WAIT):
        first.work.sheet.load(sheet)
    dialog = start(first, qtbot)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first.work.sheet.lines.group("booked") > 3, timeout=WAIT)
    with qtbot.waitSignal(first.work.run.finished, timeout=WAIT):
        first.work.run.stop()
    booked = first.work.sheet.lines.group("booked")
    assert 3 < booked < 60
    first.end()
    sheet.unlink()

    second = make_program()
    second.practise(sample=False)
    notice = second.pages.upload.notice
    qtbot.waitUntil(notice.isVisible, timeout=WAIT)
    assert notice.words.text() == "ทำงานที่ค้างต่อ?"
    assert notice.details.text().startswith("“คิววัคซีน.xlsx” เมื่อ ")
    assert notice.details.text().endswith(f"เหลือ {60 - booked} แถว")
    with qtbot.waitSignal(second.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert second.work.sheet.lines.group("booked") == 60
    assert len(state(second)["bookings"]) == 60
    assert len(state(second)["outbox"]) == 60
