"""Several files in the window: planned together, one yes for all of them, one summary at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.values import Appointment
from tests.ui.conftest import WAIT
from tests.ui.upload.test_upload import state
from tests.world import rows_for, write_sheet
from ui.program.program import Program
from ui.upload.confirm_start import ConfirmStart
from ui.upload.series_summary import SeriesSummary

ROWS = rows_for(9, days=2)


@pytest.fixture
def signed_in(program: Program, qtbot: QtBot) -> Program:
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None, timeout=WAIT)
    return program


def open_all(program: Program, qtbot: QtBot, folder: Path, *sheets: Sequence[Appointment]) -> ConfirmStart:
    """Dropped together, on another page; the question before Start."""
    files = [write_sheet(folder / f"{name}.xlsx", rows) for name, rows in zip("abc", sheets, strict=False)]
    program.pages.show("settings")
    program.window.dropped.emit(files)
    work = program.work
    qtbot.waitUntil(lambda: len(work.sheet.lines) > 0 and work.together.is_settled and work.idle, timeout=WAIT)
    qtbot.mouseClick(program.pages.upload.start, Qt.MouseButton.LeftButton)
    return asked(program, qtbot)


def asked(program: Program, qtbot: QtBot) -> ConfirmStart:
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, ConfirmStart), timeout=WAIT)
    dialog = program.pages.asking.dialog
    assert isinstance(dialog, ConfirmStart)
    return dialog


def held(program: Program) -> Counter[str]:
    return Counter(str(one["cid"]) for one in state(program)["bookings"])  # type: ignore[index]


def test_one_yes_books_all_of_them_and_one_summary_tells_of_all(
    signed_in: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    again = replace(ROWS[0], hour=15)  # stands in the first file at another hour of that day
    dialog = open_all(signed_in, qtbot, tmp_path, ROWS[:3], [*ROWS[3:5], again], ROWS[5:])
    work, pages = signed_in.work, signed_in.pages
    assert dialog.head.text() == "จองนัดหมาย 2 คน (โหมดฝึกหัด)?", "who has two hours of one day is booked at neither"
    assert dialog.others is not None
    assert dialog.others.text() == "จองอีก 2 ไฟล์หรือแผ่นงานที่รออยู่ต่อกันไปด้วย"
    assert not dialog.others.isChecked()
    dialog.others.setChecked(True)
    assert dialog.yes.text() == "จองนัดหมาย 8 คน"
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: work.series.over, timeout=WAIT)
    assert held(signed_in) == Counter({row.cid: 1 for row in ROWS[1:]})
    summed = pages.upload.asks.summed
    assert pages.upload.said.shown is summed
    assert summed.words.text() == "ดำเนินการครบทั้ง 3 ไฟล์หรือแผ่นงานแล้ว จองแล้ว 8 แถว ข้อมูลไม่ถูกต้อง ไม่ได้ส่ง 2 แถว"
    qtbot.mouseClick(summed.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(pages.asking.dialog, SeriesSummary), timeout=WAIT)
    summary = pages.asking.dialog
    assert isinstance(summary, SeriesSummary)
    pages.page.summing.save(summary, tmp_path / "สรุป.xlsx")
    (table,) = load_workbook(tmp_path / "สรุป.xlsx").worksheets
    told = [row[:3] for row in table.iter_rows(min_row=2, values_only=True)]
    assert told == [("a.xlsx", 3, 2), ("b.xlsx", 3, 2), ("c.xlsx", 4, 4), ("รวมทั้งหมด", 10, 8)]


def test_a_sheet_where_nothing_can_be_sent_is_not_jumped_to_and_the_one_before_stays(
    signed_in: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """The file between has only a row that can't be booked: what is wrong with the first would be gone from sight."""
    broken = replace(ROWS[8], cid="1234567890128")
    dialog = open_all(signed_in, qtbot, tmp_path, [*ROWS[:2], replace(ROWS[2], hour=12)], [broken])
    assert dialog.others is None, "there is nothing to be booked after this one"
    dialog.reject()
    work = signed_in.work
    dialog = open_all(signed_in, qtbot, tmp_path, [*ROWS[:2], replace(ROWS[2], hour=12)], [broken], ROWS[3:5])
    assert dialog.others is not None
    dialog.others.setChecked(True)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sum(held(signed_in).values()) == 4 and work.idle, timeout=WAIT)
    assert work.sheet.path == tmp_path / "c.xlsx"
    assert [request.name for request in work.waiting.requests] == ["b.xlsx"]


def test_what_became_of_the_sheet_before_is_told_and_its_result_is_kept_and_it_can_be_opened(
    signed_in: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    refused = replace(ROWS[2], hour=12)  # lunch: no slot
    dialog = open_all(signed_in, qtbot, tmp_path, [*ROWS[:2], refused], ROWS[3:5])
    assert dialog.others is not None
    dialog.others.setChecked(True)
    write_sheet(tmp_path / "b.xlsx", ROWS[3:7])  # meanwhile: two more than were agreed to
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    work, pages = signed_in.work, signed_in.pages
    qtbot.waitUntil(lambda: work.sheet.path == tmp_path / "b.xlsx", timeout=WAIT)
    asked(signed_in, qtbot).reject()
    summed = pages.upload.asks.summed
    qtbot.waitUntil(lambda: pages.upload.said.shown is summed, timeout=WAIT)
    assert summed.words.text().startswith("ก่อนหน้านี้: จองแล้ว 2 แถว ระบบไม่รับจอง 1 ")
    result = tmp_path / "a-ผลการจอง.xlsx"
    qtbot.waitUntil(result.exists, timeout=WAIT)
    assert summed.details.text() == f"ผลอยู่ข้างไฟล์เดิม: {result.name}"
    qtbot.mouseClick(summed.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(pages.asking.dialog, SeriesSummary), timeout=WAIT)
    summary = pages.asking.dialog
    assert isinstance(summary, SeriesSummary)
    with qtbot.waitSignal(work.sheet.loaded, timeout=WAIT):
        qtbot.mouseClick(summary.look, Qt.MouseButton.LeftButton)
    assert work.sheet.path == tmp_path / "a.xlsx"


def test_whoever_was_not_in_the_plan_is_asked_for_anew(signed_in: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """The second file was changed while the first one was booked."""
    dialog = open_all(signed_in, qtbot, tmp_path, ROWS[:3], [*ROWS[3:5], ROWS[2]])
    assert dialog.others is not None
    dialog.others.setChecked(True)
    assert dialog.yes.text() == "จองนัดหมาย 5 คน", "whoever stands in both files counts once"
    write_sheet(tmp_path / "b.xlsx", ROWS[3:7])
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: signed_in.work.sheet.path == tmp_path / "b.xlsx", timeout=WAIT)
    second = asked(signed_in, qtbot)
    assert second.yes.text() == "จองนัดหมาย 4 คน"
    assert sum(held(signed_in).values()) == 3, "nobody of the second file before that yes"
    second.reject()


def test_without_the_tick_each_file_waits_for_its_own_start(signed_in: Program, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_all(signed_in, qtbot, tmp_path, ROWS[:3], ROWS[3:5])
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: signed_in.work.run.last is not None and signed_in.work.idle, timeout=WAIT)
    assert signed_in.work.sheet.path == tmp_path / "a.xlsx"
    assert [request.name for request in signed_in.work.waiting.requests] == ["b.xlsx"]
    assert not signed_in.work.series.over


def test_the_same_rows_in_the_next_file_were_agreed_to_with_the_first_and_stop_nothing(
    signed_in: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However late the records say which of them are booked: Start asks the server itself."""

    async def knows_nobody(*_asked: object) -> dict[int, object]:
        return {}

    monkeypatch.setattr("ui.sheet.known._known_here", knows_nobody)
    dialog = open_all(signed_in, qtbot, tmp_path, ROWS[:3], [*ROWS[3:5], *ROWS[:2]], ROWS[5:])
    assert dialog.others is not None
    dialog.others.setChecked(True)
    assert dialog.yes.text() == "จองนัดหมาย 9 คน"
    told = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "2 แถว: คนนี้อยู่ในแผ่นงาน b.xlsx · Sheet แถว 4-5 ด้วย วันและเวลาเดียวกัน จะจองเพียงครั้งเดียว (แถว 2-3)" in told
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: signed_in.work.series.over, timeout=WAIT)
    assert held(signed_in) == Counter({row.cid: 1 for row in ROWS})


def test_where_it_asks_again_the_tick_stays_and_without_it_the_end_says_who_is_still_to_be_booked(
    signed_in: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """The second file was changed while the first one was booked; the third is as it was agreed to."""
    dialog = open_all(signed_in, qtbot, tmp_path, ROWS[:2], ROWS[2:4], ROWS[6:])
    assert dialog.others is not None
    dialog.others.setChecked(True)
    write_sheet(tmp_path / "b.xlsx", ROWS[2:6])
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    work, pages = signed_in.work, signed_in.pages
    qtbot.waitUntil(lambda: work.sheet.path == tmp_path / "b.xlsx", timeout=WAIT)
    second = asked(signed_in, qtbot)
    assert second.others is not None
    assert second.others.isChecked(), "of the third nothing new is to be said"
    assert second.yes.text() == "จองนัดหมาย 7 คน"
    second.others.setChecked(False)
    qtbot.mouseClick(second.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sum(held(signed_in).values()) == 6 and work.idle, timeout=WAIT)
    assert [request.name for request in work.waiting.requests] == ["c.xlsx"]
    words = "จองสำเร็จ 4 คน ยังเหลือที่ต้องจอง: c.xlsx (3 คน)"
    shown = pages.upload.said.shown
    assert shown is pages.upload.notice, "not what became of the first, where all went well"
    assert shown.words.text() == words
    assert shown.tone == "warn"
    work.waiting.drop()
    assert pages.upload.notice.words.text() == "จองสำเร็จ 4 คน"


def test_of_people_who_were_not_agreed_to_the_tick_is_off(signed_in: Program, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_all(signed_in, qtbot, tmp_path, ROWS[:2], ROWS[2:4], ROWS[6:8])
    series, ahead = signed_in.work.series, signed_in.work.start.ahead
    assert not series.agreed(ahead)
    series.promise()
    series.stop()
    assert series.agreed(ahead)
    assert series.agreed(ahead[1:])
    series.promise()
    more = replace(ahead[1].plan, steps=ahead[0].plan.steps + ahead[1].plan.steps)
    assert not series.agreed([ahead[0], ahead[1]._replace(plan=more)])
    series.promise_nothing()
    assert not series.agreed(ahead)
    dialog.reject()
