"""The main job at the window: what the clerk reads, what the practice server holds, what is on disk."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.values import State
from app.system import paths
from tests.ui.conftest import WAIT
from ui.program.program import Program
from ui.sheet.columns import COLUMNS
from ui.upload.confirm_start import ConfirmStart


def state(program: Program) -> dict[str, list[object]]:
    practice = program.pieces.accounts._practice
    assert practice is not None
    return practice.state()  # type: ignore[return-value]


def start(program: Program, qtbot: QtBot) -> ConfirmStart:
    """Press Start; the question that comes."""
    qtbot.mouseClick(program.pages.upload.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    dialog = program.pages.asking.dialog
    assert isinstance(dialog, ConfirmStart)
    return dialog


def book(program: Program, qtbot: QtBot) -> None:
    dialog = start(program, qtbot)
    if dialog.days is not None:  # a day may be a holiday, whenever the tests run
        dialog.days.setChecked(True)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def test_sample_stands_ready(sample: Program) -> None:
    upload = sample.pages.upload
    assert sample.window.room.currentWidget() is upload
    assert upload.notice.words.text() == "พร้อมจอง 60 แถว ขั้นต่อไป: กด Start (Ctrl+Enter)"
    assert upload.chips.chips["ready"].accessibleName() == "พร้อมจอง 60"
    assert upload.start.isEnabled()
    assert upload.start.property("kind") == "primary"
    assert upload.start.text() == "Start"
    assert "Ctrl+Return" in upload.start.toolTip()
    assert sample.window.steps.accessibleName() == "ขั้นที่ 3 จาก 4: ตรวจสอบ"


def test_practice_cannot_be_overlooked(sample: Program) -> None:
    window = sample.window
    assert window.banner.isVisible()
    assert window.banner.accessibleName() == "โหมดฝึกหัด: รายชื่อสมมุติ ไม่มีข้อความถึงผู้ใด"
    assert window.bar.badge.words == "ระบบฝึกหัด"
    assert window.bar.where.text().startswith("99001")


def test_practice_mode_has_a_sheet_to_try(program: Program, qtbot: QtBot) -> None:
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
    empty = program.pages.upload.empty
    assert empty.sample.text() == "ใช้ไฟล์ตัวอย่างฝึกหัด"
    qtbot.mouseClick(empty.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.work.sheet.lines.group("ready") == 60 and program.work.idle, timeout=WAIT)


def test_start_asks_with_numbers_and_no_means_no(sample: Program, qtbot: QtBot) -> None:
    dialog = start(sample, qtbot)
    assert dialog.head.text() == "จองนัดหมาย 60 คน (โหมดฝึกหัด)?"
    assert dialog.yes.text() == "จองนัดหมาย 60 คน"
    assert dialog.no.hasFocus() or not dialog.yes.hasFocus()  # Enter by mistake books nobody
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    assert state(sample)["bookings"] == []
    assert sample.pages.upload.start.isEnabled()


def test_books_the_sample_and_says_so(few: Program, qtbot: QtBot, tmp_path: Path) -> None:
    book(few, qtbot)
    upload = few.pages.upload
    assert upload.notice.words.text() == "จองสำเร็จ 12 คน"
    assert upload.chips.chips["booked"].accessibleName() == "จองแล้ว 12"
    assert len(state(few)["bookings"]) == 12
    assert len(state(few)["outbox"]) == 12
    assert not upload.start.isEnabled()
    assert upload.save.property("kind") == "primary"
    assert not upload.runbar.isVisible()
    with qtbot.waitSignal(few.work.saving.saved, timeout=WAIT):
        few.work.saving.result(tmp_path / "result.xlsx", "th")
    assert (tmp_path / "result.xlsx").stat().st_size > 0
    assert "result.xlsx" in upload.notice.words.text()


def test_the_same_sheet_again_books_nobody_twice(few: Program, qtbot: QtBot) -> None:
    book(few, qtbot)
    path = few.work.sheet.path
    assert path is not None
    with qtbot.waitSignal(few.work.sheet.loaded, timeout=WAIT):
        few.work.sheet.load(path)
    with qtbot.waitSignal(few.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(few.pages.upload.start, Qt.MouseButton.LeftButton)
    assert few.pages.upload.notice.words.text() == "จองไว้แล้ว ข้าม 12 แถว"
    assert len(state(few)["bookings"]) == 12
    assert len(state(few)["outbox"]) == 12


def test_pause_and_go_on(sample: Program, qtbot: QtBot) -> None:
    upload = sample.pages.upload
    dialog = start(sample, qtbot)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.work.sheet.lines.group("booked") > 3, timeout=WAIT)
    before = upload.runbar.pause.mapToGlobal(QPoint(0, 0))
    qtbot.mouseClick(upload.runbar.pause, Qt.MouseButton.LeftButton)
    assert upload.runbar.words.text().startswith("กำลังพัก รอผลของแถวที่ส่งไปแล้ว")
    qtbot.waitUntil(lambda: upload.runbar.words.text().startswith("พักไว้ กด “ทำต่อ” เมื่อพร้อม"), timeout=WAIT)
    booked = len(state(sample)["bookings"])
    assert sample.work.sheet.lines.group("booked") == booked, "paused means that nothing is on its way"
    assert upload.runbar.rate.text() == ""
    assert upload.runbar.pause.text() == "ทำต่อ"
    assert upload.notice.isHidden()
    assert upload.runbar.pause.mapToGlobal(QPoint(0, 0)) == before, "Continue is where Pause was"
    assert 0 < booked < 60
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(upload.runbar.pause, Qt.MouseButton.LeftButton)
    assert upload.notice.words.text() == "จองสำเร็จ 60 คน"


def test_asking_the_server_is_counted_and_can_be_called_off(sample: Program, qtbot: QtBot) -> None:
    upload, bar = sample.pages.upload, sample.pages.upload.runbar
    told: list[str] = []
    sample.work.run.asked.connect(lambda: told.append(bar.words.text()))
    qtbot.mouseClick(upload.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert re.fullmatch(r"กำลังตรวจสอบนัดเดิมและที่ว่างในระบบ…  ·  \d+ จาก \d+", told[0])
    assert bar.stop.text() == "ยกเลิก"
    with qtbot.waitSignal(sample.work.start.failed, timeout=WAIT):
        qtbot.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    assert sample.work.idle
    assert sample.pages.asking.dialog is None
    assert upload.start.isEnabled()
    assert sample.work.sheet.batch is None


def test_the_table_stands_still_while_the_row_that_is_sent_can_be_seen(sample: Program, qtbot: QtBot) -> None:
    """And while rows are looked at, before and after, in no order."""
    upload = sample.pages.upload
    sample.window.resize(1366, 720)
    bar = upload.table.verticalScrollBar()
    places: list[tuple[bool, int]] = []
    sample.work.run.outcomes.connect(lambda: places.append((upload.running._sends, bar.value())))
    dialog = start(sample, qtbot)
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    moves = sum(one[1] != before[1] for before, one in pairwise(places))
    assert moves < 20, "by pages, not at each of the 60 rows"
    assert len({place for sends, place in places if not sends}) <= 2


def test_stop_then_start_goes_on_with_the_rest(sample: Program, qtbot: QtBot) -> None:
    upload = sample.pages.upload
    dialog = start(sample, qtbot)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.work.sheet.lines.group("booked") > 3, timeout=WAIT)
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(upload.runbar.stop, Qt.MouseButton.LeftButton)
    booked = sample.work.sheet.lines.group("booked")
    told = f"หยุดแล้ว จองสำเร็จ {booked} คน ยังไม่ส่ง {60 - booked} แถว กด “ทำต่อ” ด้านบนเมื่อพร้อม"
    assert upload.notice.words.text() == told
    assert len(state(sample)["bookings"]) == booked
    named = [part.text() for part in sample.window.findChildren(QPushButton) if part.isVisible()]
    assert named.count("ทำต่อ") == 1, "one way to go on"
    assert upload.retry.isHidden()
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(upload.start, Qt.MouseButton.LeftButton)
    assert len(state(sample)["bookings"]) == 60
    assert len(state(sample)["outbox"]) == 60


def test_closing_while_a_batch_runs_asks(sample: Program, qtbot: QtBot) -> None:
    dialog = start(sample, qtbot)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.work.sheet.lines.group("booked") > 0, timeout=WAIT)
    assert not sample.window.close()
    question = sample.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "กำลังจองอยู่ หยุดแล้วปิดโปรแกรม?"
    with qtbot.waitSignal(sample.window.closed, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert not sample.window.isVisible()


def test_history_tells_and_undoes(few: Program, qtbot: QtBot) -> None:
    book(few, qtbot)
    window = few.window
    qtbot.mouseClick(window.rail.pages["history"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: few.pages.history.model.rowCount() == 1, timeout=WAIT)
    line = [few.pages.history.model.index(0, column).data() for column in range(11)]
    assert line[1:] == ["practice", "รายชื่อฝึกหัด.xlsx", "12", *["–"] * 6, "เสร็จแล้ว"]
    qtbot.mouseClick(few.pages.history.undo, Qt.MouseButton.LeftButton)
    question = few.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "ยกเลิกนัดของประชาชน 12 คน?"
    with qtbot.waitSignal(few.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert few.pages.upload.notice.words.text() == "ยกเลิกนัดแล้ว 12 แถว"
    assert state(few)["bookings"] == []
    assert few.work.sheet.lines.counts[State.CANCELLED] == 12


def drop(program: Program, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(200, 200)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(event)


def test_a_file_that_is_no_sheet_ends_in_a_sentence(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "photo.xlsx"
    file.write_bytes(b"\x89PNG not a workbook")
    with qtbot.waitSignal(program.work.sheet.failed, timeout=WAIT):
        drop(program, file)
    words = program.pages.upload.notice.words.text()
    assert "ไฟล์" in words
    assert "Traceback" not in words
    assert program.pages.upload.middle.currentWidget() is program.pages.upload.empty


def test_a_sheet_dropped_before_sign_in_is_checked_and_login_is_next(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    from app.practice.sample import write_sample

    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        drop(program, write_sample(tmp_path / "sheet.xlsx"))
    upload = program.pages.upload
    assert upload.notice.words.text() == "พร้อมจอง 60 แถว ขั้นต่อไป: กด Login"
    assert upload.login.property("kind") == "primary"
    assert not upload.start.isEnabled()


def test_the_story_of_a_row(few: Program, qtbot: QtBot) -> None:
    book(few, qtbot)
    upload = few.pages.upload
    upload.table.choose(4)
    words = upload.story.page.words()
    appointment = few.work.sheet.lines.appointments[4]
    assert appointment is not None
    assert "จองแล้ว" in words
    assert appointment.person_name in words
    assert appointment.cid not in words  # masked, also where the file's own cells are shown
    outcome = few.work.sheet.lines.outcomes[appointment.row]
    assert str(outcome.slot_id) in words
    reason = upload.model.index(4, [one.name for one in COLUMNS].index("reason"))
    assert reason.data() == f"เลขที่นัด {outcome.slot_id}"
    assert "Slot" not in words


def test_the_other_language_at_a_click(sample: Program, qtbot: QtBot) -> None:
    window = sample.window
    qtbot.mouseClick(window.bar.language, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.rail.pages["history"].text() == "History")
    assert sample.pages.upload.notice.words.text() == "60 rows are ready to book. Next: Start (Ctrl+Enter)."
    assert sample.pages.upload.chips.chips["ready"].accessibleName() == "Ready 60"
    assert sample.pages.upload.model.headerData(2, Qt.Orientation.Horizontal) == "Name"
    assert window.bar.badge.words == "Practice server"
    assert (sample.preferences._file).read_text().find('"language": "en"') > 0


def book_again(program: Program, qtbot: QtBot) -> None:
    """A sheet of people who are booked already: nothing is asked."""
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(program.pages.upload.start, Qt.MouseButton.LeftButton)


def test_the_result_is_offered_beside_the_clerks_own_sheet_or_in_documents(
    few: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered: list[str] = []
    documents = tmp_path / "เอกสาร"
    documents.mkdir()
    monkeypatch.setattr(paths, "documents", lambda: documents)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _window, _title, start, _kinds: (offered.append(start), ("", ""))[1]
    )
    book(few, qtbot)
    qtbot.mouseClick(few.pages.upload.save, Qt.MouseButton.LeftButton)
    few.pages.show("history")
    history = few.pages.history
    qtbot.waitUntil(lambda: history.model.rowCount() == 1, timeout=WAIT)
    history.table.selectRow(0)
    qtbot.mouseClick(history.export, Qt.MouseButton.LeftButton)
    mine = shutil.copy(few.work.sheet.path or "", tmp_path / "จันทร์.xlsx")
    with qtbot.waitSignal(few.work.sheet.loaded, timeout=WAIT):
        few.work.sheet.load(Path(mine))
    book_again(few, qtbot)
    qtbot.mouseClick(few.pages.upload.save, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(paths, "writable", lambda folder: folder != tmp_path)
    qtbot.mouseClick(few.pages.upload.save, Qt.MouseButton.LeftButton)
    practice, mine_named = "รายชื่อฝึกหัด-ผลการจอง.xlsx", "จันทร์-ผลการจอง.xlsx"
    assert offered == [
        str(documents / practice),  # not the hidden folder of the practice sheet
        str(documents / practice),  # the history knows no file
        str(tmp_path / mine_named),
        str(documents / mine_named),  # nothing can be written beside it
    ]
    assert Path(few.preferences.settings.recent_files[0]) == Path(mine)
    assert len(few.preferences.settings.recent_files) == 1, "the practice sheet is no file of the clerk's"
