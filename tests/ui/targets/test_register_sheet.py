"""People of the open sheet who are not on the target list are registered from it, and then booked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.values import State
from app.practice import made_up_people
from app.wording import say, say_registered
from tests.ui.conftest import WAIT
from tests.ui.sheets import person, thai_day, workbook
from tests.ui.upload.test_upload import book, state
from tests.world import weekdays
from ui.program.program import Program
from ui.targets.dialogs import RegisterMany
from ui.targets.register_sheet import RegisterSheet

HEADERS = ("เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "วันเกิด", "วันที่นัด", "เวลานัด", "เข็มที่")
KNOWN, OTHER = [one for one in made_up_people(60) if one.on_target][:2]
DAY = thai_day(weekdays(1)[0])


def row(cid: str, name: str = "ใหม่", born: str = "31/1/2523", hour: int = 9) -> list[object]:
    return [cid, "นาย", name, "มาก", born, DAY, f"{hour:02d}:00", 1]


def load(program: Program, qtbot: QtBot, path: Path, table: Sequence[Sequence[object]]) -> RegisterSheet:
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(workbook(path / "people.xlsx", table, HEADERS))
    qtbot.waitUntil(lambda: program.work.idle, timeout=WAIT)
    return program.pages.upload.register


def ask(register: RegisterSheet, qtbot: QtBot) -> RegisterMany:
    qtbot.mouseClick(register.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: register.asking.dialog is not None, timeout=WAIT)
    assert register.asking.dialog is not None
    return register.asking.dialog


def agree(program: Program, register: RegisterSheet, qtbot: QtBot) -> None:
    dialog = ask(register, qtbot)
    with qtbot.waitSignal(program.pieces.registering.registered, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def on_list(program: Program) -> dict[str, str]:
    """Name by citizen id, as the server knows them."""
    server = program.work.session.server
    assert server is not None
    people = httpx.get(f"{server.url}/practice/people", trust_env=False).json()
    return {one["cid"]: f"{one['prefix']}{one['first_name']} {one['last_name']}" for one in people if one["on_target"]}


def test_registered_first_then_booked(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [
        row(KNOWN.cid, "ผิดชื่อ"),
        row(person(1)),
        row(person(2), "สอง", hour=10),
        row("AB1234567", "ต่างชาติ"),
        row(person(3), born=""),
    ]
    register = load(sample, qtbot, tmp_path, table)
    assert register.notice.words.text().startswith("ผู้ที่ยังไม่อยู่ในกลุ่มเป้าหมาย")
    dialog = ask(register, qtbot)
    assert dialog.head.text() == "ขึ้นทะเบียนกลุ่มเป้าหมาย 3 คน?"
    words = "\n".join(part.text() for part in dialog.findChildren(QLabel))
    for number, code in ((5, "passport_first"), (6, "birth_date_missing")):
        assert say("in_row", "th", row=number, words=say(code, "th")) in words
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    assert person(1) not in on_list(sample)
    agree(sample, register, qtbot)
    sums = {"registered": 2, "was_on_list": 1, "refused": 0, "unknown": 0, "invalid": 2}
    assert register.notice.words.text() == say_registered(sums, "th")
    people = on_list(sample)
    assert (people[person(1)], people[person(2)]) == ("นายใหม่ มาก", "นายสอง มาก")
    assert people[KNOWN.cid] == KNOWN.full_name, "whoever is on the list is left as the Ministry knows them"
    book(sample, qtbot)
    assert {one["cid"] for one in state(sample)["bookings"]} == {KNOWN.cid, person(1), person(2)}  # type: ignore[index]


def test_who_was_refused_is_registered_and_sent_again(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    table = [row(KNOWN.cid), row(person(1)), row(person(2), hour=10), row(OTHER.cid, hour=12)]
    register = load(sample, qtbot, tmp_path, table)
    qtbot.mouseClick(register.notice.second, Qt.MouseButton.LeftButton)  # not now
    assert not register.isVisible()
    book(sample, qtbot)
    assert sample.work.sheet.lines.counts[State.REFUSED] == 3, "there is no slot at noon"
    qtbot.mouseClick(sample.pages.upload.said.more, Qt.MouseButton.LeftButton)  # behind what became of the batch
    assert register.isVisible()
    assert register.notice.words.text() == "ระบบไม่รับจอง 2 แถว เพราะยังไม่อยู่ในกลุ่มเป้าหมาย"
    agree(sample, register, qtbot)
    assert register.notice.action.text() == "ส่งแถวที่ไม่สำเร็จอีกครั้ง"
    assert sample.window.focusWidget() is register.notice.action, "the next step, which asks first"
    qtbot.mouseClick(register.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    question = sample.pages.asking.dialog
    assert question is not None
    with qtbot.waitSignal(sample.work.run.finished, timeout=WAIT):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert {one["cid"] for one in state(sample)["bookings"]} == {KNOWN.cid, person(1), person(2)}  # type: ignore[index]
    assert not register.isVisible()


def test_mended_cells_and_rows_left_out_count(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = person(1)[:12] + str((int(person(1)[12]) + 1) % 10)
    register = load(sample, qtbot, tmp_path, [row(wrong), row(person(2), hour=10)])
    for change in (
        lambda: sample.work.mending.mend_cell(2, "cid", person(1)),
        lambda: sample.work.mending.leave_out([3]),
    ):
        with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):
            change()
    agree(sample, register, qtbot)
    people = on_list(sample)
    assert person(1) in people
    assert person(2) not in people


def test_a_name_mended_as_one_text_is_registered_so(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """It stands for all the columns that hold a name."""
    register = load(sample, qtbot, tmp_path, [row(person(1), "ผิดชื่อ")])
    with qtbot.waitSignal(sample.work.sheet.mended, timeout=WAIT):
        sample.work.mending.mend_cell(2, "person_name", "นางสาวถูกต้อง แล้วจ้า")
    agree(sample, register, qtbot)
    assert on_list(sample)[person(1)] == "นางสาวถูกต้อง แล้วจ้า"


def test_registered_where_the_sheet_is_booked_not_at_the_site_of_another_page(
    sample: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites, desk, said = sample.pieces.sites, sample.work.session.desk, []
    assert desk is not None
    sends = desk.session.client.register

    async def listening(hospital: dict[str, str], people: list[dict[str, object]]) -> object:
        said.append(hospital["hospital_code"])
        return await sends(hospital, people)

    monkeypatch.setattr(desk.session.client, "register", listening)
    register = load(sample, qtbot, tmp_path, [row(person(1))])
    qtbot.waitUntil(lambda: bool(sites.sites), timeout=WAIT)
    sites.choose_site(sites.sites[0])
    agree(sample, register, qtbot)
    assert said == [desk.account.facility]


def test_a_sheet_without_birth_dates_offers_nothing(sample: Program) -> None:
    assert not sample.pages.upload.register.isVisible()


def test_nothing_starts_meanwhile_and_stopping_leaves_the_rest(sample: Program, qtbot: QtBot, tmp_path: Path) -> None:
    strangers = [person(number) for number in range(1, 61)]
    register = load(sample, qtbot, tmp_path, [row(cid, hour=8 + place % 4) for place, cid in enumerate(strangers)])
    dialog = ask(register, qtbot)
    upload = sample.pages.upload
    assert upload.start.isEnabled()
    with qtbot.waitSignal(sample.pieces.registering.registered, timeout=WAIT):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
        assert register.notice.words.text() == "กำลังขึ้นทะเบียนกลุ่มเป้าหมาย: 0 จาก 60 คน"
        assert not upload.start.isEnabled()
        qtbot.mouseClick(register.notice.action, Qt.MouseButton.LeftButton)
    left = sum(cid not in on_list(sample) for cid in strangers)
    assert left >= 10
    assert register.notice.words.text().startswith(say("register_stopped", "th", count=left))
    assert upload.start.isEnabled()
    sample.language.use("en")
    told = say("register_stopped", "en", count=left)
    qtbot.waitUntil(lambda: register.notice.words.text().startswith(told), timeout=WAIT)
