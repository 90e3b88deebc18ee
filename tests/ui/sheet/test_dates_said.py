"""How dates are meant is asked once for several files that ask the same."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, person, workbook
from tests.world import either_days
from ui.program.program import Program


def test_an_answer_counts_for_the_files_that_wait_and_can_be_taken_back(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet, mending = program.work.sheet, program.work.mending

    def file(name: str, first: int) -> Path:
        days = [f"{day.day}/{day.month}/{day.year}" for day in either_days(3)]
        table = [[person(first + at), "", day, "09:00", 1, ""] for at, day in enumerate(days)]
        return workbook(tmp_path / name, table, HEADERS)

    with qtbot.waitSignal(sheet.loaded, timeout=WAIT):
        program.work.waiting.load([file("a.xlsx", 1), file("b.xlsx", 11)])
    assert not program.work.layout.dates_confirmed
    assert "ไฟล์ที่รออยู่" in program.pages.upload.asks.dates.details.text()
    with qtbot.waitSignal(sheet.mended, timeout=WAIT):
        mending.settle_dates(swapped=True)
    days = [row.date for row in sheet.lines.bookable]
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    with qtbot.waitSignal(sheet.mended, timeout=WAIT):
        program.work.waiting.load_next()
    assert program.work.layout.dates_confirmed, "the same is not asked twice"
    assert [row.date for row in sheet.lines.bookable] == days
    with qtbot.waitSignal(sheet.mended, timeout=WAIT):
        mending.take_back()
    assert not program.work.layout.dates_confirmed, "what is taken back is not answered by itself again"
