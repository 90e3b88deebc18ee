"""What stands still says why and how long; what is left of moves is named as the sheet it is of."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.domain.values import Appointment, Outcome, State
from app.events import Phase, Waiting
from app.journal.batches import BatchInfo, Source
from app.journal.rows import Entry
from app.thai import thai_now, today
from tests.ui.conftest import WAIT
from ui.program.program import Program
from ui.sheet.columns import reason
from ui.sheet.lines import moves_left, of_entries
from ui.upload.words import Result, more_unfinished, unfinished_words

ROW = Appointment(2, "8123456789014", today(), 9, 1, "นางสาว สมมุติ ทดสอบ")
INFO = BatchInfo(5, thai_now(), "99001", "u", Source("300คน แก้ไข.xlsx"), {State.NOT_SENT: 13, State.SKIPPED: 16})


def test_a_wait_for_what_was_cancelled_says_why_and_counts_down(sample: Program, qtbot: QtBot) -> None:
    notice, run = sample.pages.upload.notice, sample.work.run
    run.waits.emit(Waiting(1, tuple(range(22)), 48, leaving=True))
    assert notice.words.text() == "ส่งการยกเลิก 22 นัดแล้ว กำลังตรวจสอบว่าระบบยกเลิกจริง"
    assert "อีกไม่เกิน 0:48 นาที" in notice.details.text()
    assert "ไม่มีการส่งซ้ำ" in notice.details.text()
    qtbot.waitUntil(lambda: "0:47" in notice.details.text(), timeout=WAIT)
    run.phase.emit("settling")
    assert notice.isVisible(), "each look is of the same wait"
    run.hear([Phase(1, "cancelling")])
    assert not notice.isVisible()


def test_a_short_wait_is_not_told(sample: Program) -> None:
    before = sample.pages.upload.notice.words.text()
    sample.work.run.waits.emit(Waiting(1, (2,), 1))
    assert sample.pages.upload.notice.words.text() == before


def test_moves_that_are_left_are_said_with_the_sheets_name(sample: Program) -> None:
    _, facts = unfinished_words(replace(INFO, to_move=13))
    assert "300คน แก้ไข.xlsx" in facts
    assert facts.endswith("คนที่รอเลื่อนมาเวลาในไฟล์: 13")


def test_of_several_unfinished_works_all_are_named(sample: Program) -> None:
    others = [replace(INFO, id=number, source=Source(f"ชุด {number}.xlsx")) for number in range(4)]
    assert more_unfinished(others[:1]) == "ยังมีงานที่ค้างอีกในประวัติ: “ชุด 0.xlsx”"
    assert more_unfinished(others).endswith("“ชุด 2.xlsx”, …")


def entries(*told: tuple[State, str]) -> list[Entry]:
    return [Entry(replace(ROW, row=place), Outcome(place, state, code)) for place, (state, code) in enumerate(told, 2)]


def test_rows_that_wait_for_a_move_are_gone_on_with_and_say_so(sample: Program) -> None:
    lines = of_entries(
        entries(
            (State.SKIPPED, "moved"),
            (State.NOT_SENT, "to_move"),
            (State.NOT_SENT, "move_in_doubt"),
            (State.SKIPPED, "move_has_both"),
            (State.NOT_SENT, "not_sent"),
        )
    )
    lines.batch = 1
    assert moves_left(lines) == [3, 4, 5]
    assert Result().words(lines).endswith("ยังเลื่อนไม่เสร็จ 2 แถว ยังไม่ส่ง 1 แถว")
    assert "ยังไม่ทราบผล" in reason(lines, 2)
    lines.moves_now = True
    assert reason(lines, 2) == "เลื่อนมาเวลาใหม่", "nothing is unknown of what is just being done"
    lines.purpose = "move_list"
    assert moves_left(lines) == [], "a list goes on with its own"


def test_one_move_is_said_to_be_one_and_not_a_booking_and_a_cancelling(sample: Program) -> None:
    lines = of_entries(entries((State.CANCELLED, ""), (State.BOOKED, "")))
    lines.purpose = "move"
    assert Result().words(lines) == "เลื่อนนัดแล้ว 1 แถว"
