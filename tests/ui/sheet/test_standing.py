"""A sheet whose day stands once over its people, in the window: one question a line, one press."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, rows, thai_day, workbook
from tests.world import weekdays
from ui.main import Program


def test_the_day_of_a_line_is_asked_once_and_one_press_takes_it(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [[row[0], row[1], *row[3:]] for row in rows(4)]
    headers = [HEADERS[0], HEADERS[1], *HEADERS[3:]]
    days = [thai_day(day) for day in weekdays(2)]
    first = [f"วันที่ {days[0]}", *[""] * (len(headers) - 1)]
    second = [f"วันที่ {days[1]}", *[""] * (len(headers) - 1)]
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(tmp_path / "a.xlsx", [first, *table[:2], second, *table[2:]], headers=headers))
    cards = [card for card in program.pages.upload.problems.items if card.group.first.code == "cell_day_above"]
    assert [card.group.rows for card in cards] == [(3, 4), (6, 7)]
    assert f"วันที่นัดของ 2 แถวนี้ (แถว 3-4): แถว 2 บอกว่า “วันที่ {days[0]}”" in cards[0].show_rows.sample
    with qtbot.waitSignal(program.work.sheet.mended, timeout=WAIT):
        cards[0].fix.click()
    assert [line.row for line in program.work.sheet.lines.appointments if line] == [3, 4]


def test_once_all_that_failed_is_left_out_the_result_is_the_next_step(few: Program, qtbot: QtBot) -> None:
    few.work.sheet.lines.batches = (1,)  # it was booked as far as it could be
    with qtbot.waitSignal(few.work.sheet.mended, timeout=WAIT):
        few.work.mending.leave_out(few.work.sheet.lines.numbers)
    assert few.pages.upload.notice.words.text() == "ไม่เหลือแถวที่ต้องจอง ขั้นต่อไป: กด “บันทึกผล”"
