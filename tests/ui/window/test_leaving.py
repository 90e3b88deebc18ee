"""Leaving while something is on its way: asked first, stopped first, and what was handed over stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.message import Draft, MessageState
from app.domain.values import Appointment
from app.people.targets import NewPerson
from app.practice import made_up_people
from app.system import shutdown
from tests.ui.conftest import WAIT
from tests.ui.sheets import person as cid_of
from tests.ui.upload.test_upload import start, state
from tests.world import weekdays
from ui.kit.question import Question
from ui.program.program import Program
from ui.session.under_way import Lane
from ui.window.shutting_down import ShuttingDown

PEOPLE = [one for one in made_up_people(60) if one.on_target][:3]


def strike(program: Program, fault: dict[str, Any]) -> None:
    server = program.work.session.server
    assert server is not None
    httpx.post(f"{server.url}/practice/faults", json={"faults": [fault]}, trust_env=False).raise_for_status()


def sending(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Three texts to three people; the first is out, the server wants a pause before the others."""
    strike(program, {"fault": "too_many", "action": "SendMessageTarget", "at": list(range(2, 30)), "retry_after": 30})
    messenger = program.pieces.messages
    file = tmp_path / "ids.txt"
    file.write_text("\n".join(one.cid for one in PEOPLE), "utf-8")
    messenger.recipients.add_file(file)
    messenger.recipients.look_up()
    qtbot.waitUntil(lambda: messenger.calls.free, timeout=WAIT)
    messenger.write(Draft("News", "เรียน {name}"))
    with qtbot.waitSignal(messenger.held, timeout=WAIT):
        messenger.send()
    qtbot.waitUntil(lambda: len(sent(program)) == 1, timeout=WAIT)


def sent(program: Program) -> list[Any]:
    return [entry for entry in state(program)["outbox"] if entry["kind"] == "message"]  # type: ignore[index]


def question(program: Program) -> Question:
    dialog = program.pages.asking.dialog
    assert dialog is not None
    return dialog


def words(dialog: Question) -> str:
    return "\n".join(part.text() for part in dialog.findChildren(QLabel))


def test_closing_while_a_message_is_sent(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    sending(sample, qtbot, tmp_path)
    assert not sample.window.close()
    dialog = question(sample)
    assert dialog.head.text() == "กำลังส่งข้อความอยู่ หยุดแล้วปิดโปรแกรม?"
    assert "ส่งเข้าระบบหมอพร้อมไปแล้วยังมีผล" in words(dialog)
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    assert sample.pieces.messages.calls.sending
    assert not sample.window.close()
    with qtbot.waitSignal(sample.window.closed, timeout=WAIT):
        qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)
    assert not sample.window.isVisible()
    assert len(sent(sample)) == 1


def test_signing_out_while_a_message_is_sent(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    sending(sample, qtbot, tmp_path)
    desk, window = sample.work.session.desk, sample.window
    assert desk is not None
    qtbot.mouseClick(window.bar.sign_out, Qt.MouseButton.LeftButton)
    dialog = question(sample)
    assert dialog.head.text() == "กำลังส่งข้อความอยู่ หยุดแล้วออกจากระบบ?"
    assert sample.work.session.desk is desk
    with qtbot.waitSignal(sample.work.session.signed_out, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert not sample.pieces.messages.calls.sending
    assert len(sent(sample)) == 1
    (info,) = desk.journal.messages.register(desk.account.facility)
    assert info.counts == {MessageState.SENT: 1, MessageState.PLANNED: 2}, "the rest waits in the register"
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)


@pytest.mark.parametrize("how", ["close", "sign_out"])
def test_leaving_while_one_person_is_booked(sample: Program, qtbot: QtBot, how: str) -> None:
    always = {"fault": "too_many", "action": "ConfirmAppointmentSlot", "probability": 1.0, "retry_after": 30}
    strike(sample, always)
    window, person = sample.window, PEOPLE[0]
    with qtbot.waitSignal(sample.pieces.one_person.held, timeout=WAIT):
        sample.pieces.one_person.book(Appointment(1, person.cid, weekdays(1)[0], 9, 1, person.full_name, ""))
    assert not sample.pages.upload.start.isEnabled(), "nor does a batch start beside it"
    if how == "close":
        assert not window.close()
    else:
        qtbot.mouseClick(window.bar.sign_out, Qt.MouseButton.LeftButton)
    assert sample.work.session.desk is not None
    assert question(sample).head.text().startswith("กำลังส่งรายการไปยังระบบอยู่")
    left = window.closed if how == "close" else sample.work.session.signed_out
    with qtbot.waitSignal(left, timeout=WAIT):
        qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)
    assert sample.pieces.under_way.free(Lane.SERVER)
    assert state(sample)["bookings"] == []


def test_leaving_while_people_are_registered_promises_no_history(sample: Program, qtbot: QtBot) -> None:
    """The history knows nothing of them."""
    one = NewPerson(cid_of(1), "นาย", "ใหม่", "มาก", date(1980, 1, 31), 1)
    sample.pieces.registering_one.register([one])
    assert not sample.window.close()
    told = words(question(sample))
    assert "ผู้ที่ขึ้นทะเบียนแล้วยังอยู่ในกลุ่มเป้าหมาย" in told
    assert "ประวัติ" not in told
    with qtbot.waitSignal(sample.window.closed, timeout=WAIT):
        qtbot.mouseClick(question(sample).yes, Qt.MouseButton.LeftButton)


def test_closing_while_a_batch_is_paused_says_so_and_back_leaves_it_paused(sample: Program, qtbot: QtBot) -> None:
    qtbot.mouseClick(start(sample, qtbot).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.work.sheet.lines.group("booked") > 0, timeout=WAIT)
    sample.work.run.pause()
    qtbot.waitUntil(lambda: sample.work.run.paused is not None, timeout=WAIT)
    assert not sample.window.close()
    dialog = sample.pages.asking.dialog
    assert dialog is not None
    assert dialog.head.text() == "พักการจองไว้ ปิดโปรแกรมหรือไม่"
    assert dialog.no.text() == "กลับ (ยังพักไว้)"
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    assert sample.work.run.control.paused
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        sample.work.run.stop()


def test_nothing_on_its_way_is_not_asked_about(sample: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sample.work.session.signed_out, timeout=WAIT):
        qtbot.mouseClick(sample.window.bar.sign_out, Qt.MouseButton.LeftButton)
    assert sample.pages.asking.dialog is None
    assert sample.window.close()


class Manager:
    """Of the user's session, which ends."""

    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Windows shows of why it waits, in order; "" once it need not."""
    told: list[str] = []
    monkeypatch.setattr(shutdown, "hold_back", lambda _window, reason: told.append(reason))
    monkeypatch.setattr(shutdown, "let_go", lambda _window: told.append(""))
    return told


def shut_down(program: Program) -> Manager:
    asked = Manager()
    (part,) = program.window.findChildren(ShuttingDown)
    part._asked(asked)  # type: ignore[arg-type]  # Qt's own can't be made
    return asked


def test_the_pc_waits_until_the_batch_is_stopped(sample: Program, qtbot: QtBot, held_back: list[str]) -> None:
    qtbot.mouseClick(start(sample, qtbot).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.work.sheet.lines.group("booked") > 0, timeout=WAIT)
    with qtbot.waitSignal(sample.window.closed, timeout=WAIT):
        left = sample.work.run.progress.total - sample.work.run.progress.done
        assert shut_down(sample).cancelled
        assert held_back == [f"กำลังจองนัดหมาย เหลือ {left} แถว"]
    assert held_back[1:] == [""]
    booked = sample.work.sheet.lines.group("booked")
    assert 0 < booked < 60
    assert not sample.work.sheet.lines.group("unknown"), "those on their way were waited for"


def test_a_pc_that_disturbs_nothing_is_not_held_back(sample: Program, held_back: list[str]) -> None:
    assert not shut_down(sample).cancelled
    assert held_back == []
    assert sample.window.isVisible(), "Qt closes it"
