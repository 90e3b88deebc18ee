"""Signing in: what is asked for, what is told, what Enter does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.address import Server
from app.practice import FACILITY, PASSWORD, USER, PracticeServer
from tests.ui.conftest import WAIT
from ui.program.program import Program


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def login(make_program: Callable[..., Program], practice: PracticeServer) -> Program:
    """The form speaks to a practice server as if it were the real one."""
    program = make_program()
    program.window.login._server = Server(practice.url, practice=True)
    return program


def fill(program: Program, qtbot: QtBot, facility: str, user: str, password: str) -> None:
    form = program.window.login
    for field, words in ((form.facility, facility), (form.user, user), (form.password, password)):
        field.clear()
        qtbot.keyClicks(field, words)


def test_asks_for_five_digits(login: Program, qtbot: QtBot) -> None:
    form = login.window.login
    fill(login, qtbot, "99a0", "practice", "practice")
    assert form.facility.text() == "990"  # letters do not get in
    qtbot.mouseClick(form.login, Qt.MouseButton.LeftButton)
    assert form.error.words.text() == "รหัสหน่วยบริการต้องเป็นตัวเลข 5 หลัก เช่น 10001"
    assert form.facility.property("wrong") is True
    assert login.work.idle


@pytest.mark.parametrize(
    ("user", "password", "words"),
    [("", "x", "กรุณากรอกชื่อผู้ใช้ที่ใช้กับ Dashboard"), ("somebody", "", "กรุณากรอกรหัสผ่าน")],
)
def test_asks_for_what_is_missing(login: Program, qtbot: QtBot, user: str, password: str, words: str) -> None:
    fill(login, qtbot, "99001", user, password)
    qtbot.mouseClick(login.window.login.login, Qt.MouseButton.LeftButton)
    assert login.window.login.error.words.text() == words


def test_the_first_key_goes_into_the_facility_code(login: Program) -> None:
    assert login.window.focusWidget() is login.window.login.facility


def test_wrong_password_is_told_in_a_sentence(login: Program, qtbot: QtBot) -> None:
    fill(login, qtbot, FACILITY, USER, "wrong")
    with qtbot.waitSignal(login.work.session.failed, timeout=WAIT):
        qtbot.mouseClick(login.window.login.login, Qt.MouseButton.LeftButton)
    form = login.window.login
    assert form.error.words.text().startswith("เข้าสู่ระบบไม่ได้ กรุณาตรวจ")
    assert form.login.isEnabled()
    assert form.login.text() == "Login"


def test_server_away_is_told_in_a_sentence(login: Program, qtbot: QtBot) -> None:
    login.window.login._server = Server("http://127.0.0.1:9", practice=True)
    fill(login, qtbot, FACILITY, USER, PASSWORD)
    with qtbot.waitSignal(login.work.session.failed, timeout=WAIT):
        qtbot.mouseClick(login.window.login.login, Qt.MouseButton.LeftButton)
    assert login.window.login.error.words.text().startswith("ติดต่อระบบ MOPH-IC ไม่ได้")


def test_enter_signs_in_and_the_account_stays_visible(login: Program, qtbot: QtBot) -> None:
    fill(login, qtbot, FACILITY, USER, PASSWORD)
    with qtbot.waitSignal(login.work.session.signed_in, timeout=WAIT):
        qtbot.keyClick(login.window.login.password, Qt.Key.Key_Return)
    window = login.window
    assert window.room.currentWidget() is login.pages.upload
    assert window.bar.where.text().startswith(FACILITY)
    assert window.bar.who.isVisible()
    assert window.login.password.text() == ""  # not kept in the form
    assert login.pages.upload.load.property("kind") == "primary"
    assert login.pages.upload.middle.currentWidget() is login.pages.upload.empty
    assert login.pages.upload.empty.title.text() == "ลากไฟล์ Excel มาวางที่นี่"


def test_no_keyring_offers_to_work_without_records(login: Program, qtbot: QtBot) -> None:
    """A real server needs a safe place for the journal's key; this test's computer has none."""
    form = login.window.login
    form._server = Server(form._server.url, practice=False)
    fill(login, qtbot, FACILITY, USER, PASSWORD)
    with qtbot.waitSignal(login.work.session.failed, timeout=WAIT):
        qtbot.mouseClick(form.login, Qt.MouseButton.LeftButton)
    assert form.error.words.text().startswith("เครื่องนี้ไม่มีที่เก็บรหัสที่ปลอดภัย")
    with qtbot.waitSignal(login.work.session.signed_in, timeout=WAIT):
        qtbot.mouseClick(form.error.action, Qt.MouseButton.LeftButton)
    assert not login.window.banner.isVisible()
    assert login.window.bar.badge.words == "ระบบจริง"


def test_facility_and_user_are_remembered_but_never_the_password(login: Program, qtbot: QtBot) -> None:
    fill(login, qtbot, FACILITY, USER, PASSWORD)
    with qtbot.waitSignal(login.work.session.signed_in, timeout=WAIT):
        qtbot.mouseClick(login.window.login.login, Qt.MouseButton.LeftButton)
    kept = login.preferences._file.read_text()
    assert f'"facility": "{FACILITY}"' in kept
    assert login.settings.user == USER
    assert "password" not in kept.lower()


def test_practice_needs_nothing_filled_in(program: Program, qtbot: QtBot) -> None:
    form = program.window.login
    qtbot.mouseClick(form.practice, Qt.MouseButton.LeftButton)
    assert not form.form.isVisible()
    assert form.practice_words.isVisible()
    with qtbot.waitSignal(program.work.session.signed_in, timeout=WAIT):
        qtbot.mouseClick(form.login, Qt.MouseButton.LeftButton)
    assert program.window.banner.isVisible()


def test_the_eye_shows_the_password_until_it_is_sent(login: Program, qtbot: QtBot) -> None:
    form = login.window.login
    form.facility.setText(FACILITY)
    form.user.setText(USER)
    qtbot.keyClicks(form.password, "wrong")
    assert form.password.displayText() == "●" * 5
    form.password.eye.trigger()
    assert form.password.displayText() == "wrong"
    assert form.password.eye.toolTip() == "ซ่อนรหัสผ่าน (Alt+F8)"
    form.submit()
    assert form.password.displayText() == "●" * 5
    qtbot.waitUntil(lambda: form.error.isVisible(), timeout=WAIT)
