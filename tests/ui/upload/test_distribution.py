"""People without an hour, over the free hours, in the window: proposed, put into the rows, undone, booked."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.booking.distribute import Place, Proposal
from app.practice import Scenario, made_up_people
from app.thai import today
from tests.ui.conftest import WAIT
from tests.ui.sheet.test_cells import shown
from tests.ui.sheets import HEADERS, thai_day, workbook
from tests.ui.upload.test_doubt import book
from tests.ui.upload.test_upload import state
from tests.world import plain_days
from ui.program.program import Program
from ui.sheet.choosing import ColumnsQuestion
from ui.upload.distribution import DistributeQuestion

LEFT = Qt.MouseButton.LeftButton
FIRST, SECOND = plain_days(2, today() + timedelta(days=2))
PEOPLE = made_up_people(12)
HOURS = [(FIRST, 9, 3), (FIRST, 10, 2), (SECOND, 13, 2)]


def practise(program: Program, qtbot: QtBot, hours: list[tuple[date, int, int]]) -> None:
    """On a practice server with these hours alone: day, hour, seats."""
    slots = [{"date": day.isoformat(), "hour": hour, "seats": seats} for day, hour, seats in hours]
    program.pieces.accounts._scenario = Scenario.parse({"settings": {"made_up_people": 12}, "slots": slots})
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)


def asked(program: Program, qtbot: QtBot) -> DistributeQuestion:
    """The question, with its proposal."""
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, DistributeQuestion), timeout=WAIT)
    question = program.pages.asking.dialog
    assert isinstance(question, DistributeQuestion)
    question.first.set_day(FIRST)
    question.last.set_day(SECOND)
    qtbot.waitUntil(lambda: question._proposal is not None, timeout=WAIT)
    return question


def hours_of(program: Program) -> list[tuple[date, int] | None]:
    lines = program.work.sheet.lines
    return [(row.date, row.hour) if row is not None else None for row in lines.appointments]


def test_a_sheet_without_day_and_hour_is_distributed_changed_undone_and_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    practise(program, qtbot, HOURS)
    table = [[one.cid, one.full_name, "0811111111" if at in (0, 7) else ""] for at, one in enumerate(PEOPLE[:8])]
    program.work.sheet.load(workbook(tmp_path / "a.xlsx", table, (*HEADERS[:2], HEADERS[5])))
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    columns = program.pages.asking.dialog
    assert isinstance(columns, ColumnsQuestion)
    for field in ("appointment_date", "appointment_time"):
        columns.asked[field].options[-5].button.click()
    qtbot.mouseClick(columns.yes, LEFT)

    question = asked(program, qtbot)
    assert question.head.text() == "จัด 8 คนลงช่วงเวลาว่าง"
    assert question.told.words.text() == "เสนอเวลาให้ 7 จาก 8 คน เหลือที่ยังไม่ได้เวลา 1 คน"
    assert "เต็มแล้ว" in question.left.text()
    assert question._asked is not None
    question.show_proposal(question._asked, Proposal({row: Place(FIRST, 9) for row in question._rows}))
    assert question.told.words.text() == "เสนอเวลาให้ครบ 8 คน", "nobody is left over, and nothing is said of nobody"
    question.families.setChecked(True)
    qtbot.waitUntil(lambda: question._proposal is not None, timeout=WAIT)
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(question.yes, LEFT)
    got = hours_of(program)
    assert got[0] == got[7] == (FIRST, 9), "one phone, one hour"
    assert Counter(got) == {(FIRST, 9): 3, (FIRST, 10): 2, (SECOND, 13): 2, None: 1}
    assert shown(program, "reason")[0] == "เสนอจากช่วงเวลาที่ว่าง แก้ไขได้ก่อนกด Start"

    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.take_back()
    assert hours_of(program) == [None] * 8
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.do_again()
    row = program.work.sheet.lines.numbers[0]
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.mend_cell(row, "appointment_time", "10:00")
    assert shown(program, "reason")[0] == "", "an hour of the clerk's own is no proposal any more"
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.take_back()

    book(program, qtbot)
    held: Any = state(program)["bookings"]
    assert Counter((one["date"], one["hour"]) for one in held) == {
        (FIRST.isoformat(), 9): 3,
        (FIRST.isoformat(), 10): 2,
        (SECOND.isoformat(), 13): 2,
    }


def test_rows_refused_for_a_full_hour_get_the_next_free_one(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practise(program, qtbot, HOURS)
    table = [[one.cid, one.full_name, thai_day(FIRST), "09:00", 1, ""] for one in PEOPLE[:6]]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "a.xlsx", table))
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    book(program, qtbot)
    (card,) = program.pages.upload.summary.reasons.cards
    assert card.next_hour.text() == "ช่วงเวลาว่างถัดไปให้ 3 คนนี้…"
    qtbot.mouseClick(card.next_hour, LEFT)
    question = asked(program, qtbot)
    assert question.head.text() == "จัด 3 คนลงช่วงเวลาว่าง"
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        qtbot.mouseClick(question.yes, LEFT)
    book(program, qtbot)
    held: Any = state(program)["bookings"]
    assert Counter((one["date"], one["hour"]) for one in held) == {
        (FIRST.isoformat(), 9): 3,
        (FIRST.isoformat(), 10): 2,
        (SECOND.isoformat(), 13): 1,
    }


def test_without_a_sign_in_it_is_said_what_is_needed(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [[one.cid, one.full_name, "", "", 1, ""] for one in PEOPLE[:3]]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "a.xlsx", table))
    card = next(one for one in program.pages.upload.problems.items if one.group.first.code == "time_missing")
    qtbot.mouseClick(card.distribute, LEFT)
    question = program.pages.asking.dialog
    assert question is not None
    assert "Login" in question.area.page.findChildren(type(question.head))[0].text()


def opened(program: Program, qtbot: QtBot, file: Path) -> DistributeQuestion:
    """The sheet, its columns as they are proposed, and the question with its proposal."""
    program.work.sheet.load(file)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, ColumnsQuestion), timeout=WAIT)
    columns = program.pages.asking.dialog
    assert isinstance(columns, ColumnsQuestion)
    assert columns.yes.isEnabled(), "days of the own are no day of an appointment: that they wait is proposed"
    qtbot.mouseClick(columns.yes, LEFT)
    return asked(program, qtbot)


def test_a_span_a_person_is_enough_and_every_row_is_told(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practise(program, qtbot, HOURS)
    old, one = thai_day(today() - timedelta(days=9)), thai_day(FIRST)
    table: list[list[Any]] = [[each.cid, each.full_name, one, one, ""] for each in PEOPLE[:6]]
    table[1][2:4] = [thai_day(SECOND), one]
    table[2][2:4] = [old, old]
    table[3][0] = "123"
    table[4][4] = "ยกเลิก"
    headers = (*HEADERS[:2], "ตั้งแต่วันที่", "ถึงวันที่", "หมายเหตุ")
    question = opened(program, qtbot, workbook(tmp_path / "a.xlsx", table, headers))
    assert question.head.text() == "จัด 4 คนลงช่วงเวลาว่าง"
    assert question.own_days.text() == "แต่ละคนได้เฉพาะวันที่อยู่ในช่วงของตนเอง อ่านจากคอลัมน์: C ตั้งแต่วันที่, D ถึงวันที่"
    back, over = question.left.text().split("\n")
    assert back.startswith("•  1 แถว (3): วันแรกที่มาได้ (")
    assert over.startswith("•  1 แถว (4): วันสุดท้ายที่มาได้ (")
    wrong, which, aside = question.others.text().split("\n")
    assert wrong.startswith("ไม่ได้จัดเวลาให้ 1 แถว")
    assert which.startswith("•  1 แถว (5): เลขประจำตัวประชาชน")
    assert aside.startswith("กันไว้ไม่จอง 1 แถว")


def shown_of(question: DistributeQuestion) -> list[object]:
    """What of a proposal is in sight, or can be taken."""
    parts = (question.table, question.left)
    return [part for part in parts if part.isVisible()] + [question.yes] * question.yes.isEnabled()


def test_a_proposal_always_belongs_to_what_is_shown(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    practise(program, qtbot, HOURS)
    table = [[one.cid, one.full_name, "", "", 1, ""] for one in PEOPLE[:4]]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "a.xlsx", table))
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    card = next(one for one in program.pages.upload.problems.items if one.group.first.code == "time_missing")
    qtbot.mouseClick(card.distribute, LEFT)
    question = asked(program, qtbot)
    assert question.table.isVisible()

    question.first.set_day(today() - timedelta(days=9))
    assert shown_of(question) == [], "at once"
    question.last.set_day(today() - timedelta(days=8))
    qtbot.waitUntil(lambda: "ผ่านไปแล้ว" in question.told.words.text(), timeout=WAIT)
    assert shown_of(question) == []

    question = asked(program, qtbot)
    proposal, rows = question._proposal, program.work.sheet.lines.numbers
    assert proposal is not None
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        program.work.mending.mend_cell(rows[0], "cid", "123")
    assert question._proposal is None
    assert question.head.text() == "จัด 3 คนลงช่วงเวลาว่าง"
    assert "(2): เลขประจำตัวประชาชน" in question.others.text()
    program.work.distributing.take(proposal)
    assert hours_of(program) == [None] * 4, "hours that were proposed to other rows go into none"
    qtbot.waitUntil(lambda: question._proposal is not None, timeout=WAIT)
    assert rows[0] not in question._proposal.places

    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "b.xlsx", table[:2]))
    assert program.pages.asking.dialog is not question, "of another sheet it is none"
