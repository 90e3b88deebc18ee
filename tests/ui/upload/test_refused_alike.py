"""The server refuses row after row for one reason: the window pauses, says why, and offers what helps."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.values import State
from app.practice import Scenario
from tests.ui.conftest import WAIT
from tests.ui.upload.test_doubt import book
from tests.ui.upload.test_upload import state
from tests.world import rows_for
from ui.program.program import Program

LEFT = Qt.MouseButton.LeftButton
ROWS = 60  # more than are under way at once on a slow machine


def strangers(
    program: Program, qtbot: QtBot, folder: Path, *, registrable: bool = False, known: int = 0, hour: int | None = None
) -> Program:
    """People of whom `known` are on the target list; `registrable`: their sheet has what registering needs; `hour`: of
    all of them."""
    table = (made := Workbook()).worksheets[0]
    table.append(["เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด", *(["วันเกิด"] if registrable else [])])
    for row in rows_for(ROWS):
        table.append(
            [row.cid, row.person_name, row.date, f"{hour or row.hour:02d}:00", *(["5/3/2520"] if registrable else [])]
        )
    made.save(folder / "ใหม่.xlsx")
    program.pieces.accounts._scenario = Scenario.parse({"settings": {"made_up_people": known}})
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(folder / "ใหม่.xlsx")
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    book(program, qtbot)
    return program


def test_the_batch_is_paused_the_overview_names_the_reason_and_the_clerk_may_go_on(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    strangers(program, qtbot, tmp_path, registrable=False)
    upload, counts = program.pages.upload, program.work.sheet.lines.counts
    notice, waiting = upload.notice, counts[State.PLANNED]
    assert waiting > 0
    # With those that were under way when the twentieth came.
    assert re.match("พักการจองไว้ก่อน: ระบบไม่รับจอง 2[0-9] แถวด้วยเหตุผลเดียวกัน", notice.words.text())
    assert "ไม่พบผู้นี้ในกลุ่มเป้าหมาย" in notice.words.text()
    assert "วันเกิด" in notice.details.text(), "why these people can't be registered from here"
    assert f"ยังไม่ได้ส่ง {waiting} แถว" in notice.details.text()
    assert [button.text() for button in (notice.action, notice.second, notice.third)] == [
        "ดูแถวที่ระบบไม่รับจอง",
        "จองต่อโดยไม่พักอีก",
        "หยุด",
    ]
    (card,) = upload.summary.reasons.cards
    assert card.words().startswith(f"{counts[State.REFUSED]} แถว  ·  ไม่พบผู้นี้ในกลุ่มเป้าหมาย\nกรุณาขึ้นทะเบียนก่อน")
    assert "not_a_target" not in card.words()

    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(notice.second, LEFT)
    assert counts[State.REFUSED] == ROWS
    assert notice.words.text() == f"ระบบไม่รับจอง {ROWS} แถว"
    assert not notice.third.isVisibleTo(notice)


def test_the_people_are_registered_those_not_sent_too_and_then_booked(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    strangers(program, qtbot, tmp_path, registrable=True)
    upload = program.pages.upload
    assert upload.notice.action.text() == "ขึ้นทะเบียนคนเหล่านี้…"
    assert not upload.register.isVisibleTo(upload), "said once"
    qtbot.mouseClick(upload.notice.action, LEFT)
    qtbot.waitUntil(lambda: upload.register.asking.dialog is not None, timeout=WAIT)
    with qtbot.waitSignal(upload.register.registered, timeout=WAIT):
        qtbot.mouseClick(upload.register.asking.dialog.yes, LEFT)
        assert upload.register.notice.words.text().startswith("กำลังขึ้นทะเบียน")
        assert upload.register.isVisibleTo(upload), "what goes on, not that the batch is paused"
        assert not upload.notice.isVisibleTo(upload)
    assert not upload.notice.isVisibleTo(upload)
    assert upload.register.notice.action.text() == "ส่งแถวที่ไม่สำเร็จอีกครั้ง"
    qtbot.mouseClick(upload.register.notice.action, LEFT)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(program.pages.asking.dialog.yes, LEFT)
    assert len(state(program)["bookings"]) == ROWS  # type: ignore[arg-type]


def test_stopped_and_opened_again_it_says_why_and_continue_goes_on_at_the_first_press(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """Rows that a killed program left on their way are in doubt as soon as the batch stands there."""
    strangers(program, qtbot, tmp_path, registrable=False)
    notice = program.pages.upload.notice
    qtbot.mouseClick(notice.third, LEFT)
    assert notice.words.text().startswith("หยุดแล้ว")
    desk, batch = program.work.session.desk, program.work.sheet.batch
    assert desk is not None
    assert batch is not None
    refused = program.work.sheet.lines.counts[State.REFUSED]
    left = next(one.row for one in desk.outcomes(batch).values() if one.state is State.PLANNED)
    desk.journal.claim(batch, left)
    with qtbot.waitSignal(program.work.reopening.paused, timeout=WAIT):
        program.work.reopening.open(desk.history()[0])
    assert notice.words.text().startswith("พักการจองไว้ก่อน")
    lines = program.work.sheet.lines
    assert (lines.counts[State.SENDING], lines.group("unknown"), lines.outcomes[left].code) == (
        0,
        1,
        "stopped_in_flight",
    )
    assert sum(map(lines.group, ("ready", "booked", "refused", "unknown"))) == ROWS
    with qtbot.waitSignal(program.work.run.finished, timeout=WAIT):
        program.work.reopening.go_on(desk.history()[0])
    assert program.work.sheet.lines.counts[State.REFUSED] >= refused + 20
    assert program.work.sheet.lines.counts[State.SENDING] == 0


def test_another_hour_is_chosen_for_those_refused_and_those_not_sent(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """There is no slot at noon. Nothing of them is left to the first batch once the mended sheet is booked."""
    strangers(program, qtbot, tmp_path, known=ROWS, hour=12)
    notice, lines = program.pages.upload.notice, program.work.sheet.lines
    first = lines.batch
    assert lines.counts[State.REFUSED] < ROWS
    assert notice.action.text() == "เลือกเวลาอื่น"
    with qtbot.waitSignal(program.work.unbooked.opened, timeout=WAIT) as opened:
        qtbot.mouseClick(notice.action, LEFT)
    assert len(opened.args[0]) == ROWS
    lines = program.work.sheet.lines
    assert (len(lines), program.work.mending.can_mend) == (ROWS, True)
    desk = program.work.session.desk
    assert desk is not None
    assert first is not None
    assert desk.journal.info(first).open, "until the mended rows are booked, the first batch may still be gone on with"
