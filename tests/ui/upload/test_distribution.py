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
from ui.program.program import Program
from ui.sheet.choosing import ColumnsQuestion
from ui.upload.distribution import DistributeQuestion

LEFT = Qt.MouseButton.LeftButton
FIRST, SECOND = today() + timedelta(days=2), today() + timedelta(days=3)
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
    assert "ไม่มีช่วงเวลาว่างระหว่าง" in question.left.text()
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
