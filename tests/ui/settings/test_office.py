"""Joining an office from the settings, what the window then says of it, and leaving it again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.booking import joining
from app.booking.desk import open_journal
from app.domain.address import REAL_SERVER, Server
from app.domain.values import State
from app.journal.batches import Source
from app.practice import FACILITY
from app.system.office import named, typed
from app.system.paths import DataDir
from app.system.settings import Settings
from app.wording import say
from tests.app.journal.test_batches import ROW, add
from tests.keyrings import Memory
from tests.ui.conftest import WAIT
from ui.program.program import Program
from ui.settings.join_office import ChangePassphrase, JoinOffice
from ui.settings.screen import SettingsScreen

SECRET = "correct horse battery"
pytestmark = pytest.mark.usefixtures("memory")


@pytest.fixture(autouse=True)
def quick_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.journal.office_key.COST", {"n": 2**4, "r": 8, "p": 1})


@pytest.fixture
def hospital(database: str) -> Iterator[str]:
    """The address of a database of its own."""
    name = f"window_{secrets.token_hex(4)}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    base, _, _ = database.rpartition("/")
    yield f"{base}/{name}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def options(program: Program) -> SettingsScreen:
    program.pages.show("settings")
    return program.pages.settings


def begin(program: Program, qtbot: QtBot) -> JoinOffice:
    qtbot.mouseClick(program.pages.settings.office.join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, JoinOffice), timeout=WAIT)
    dialog = program.pages.asking.dialog
    assert isinstance(dialog, JoinOffice)
    return dialog


def press(button: object, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def told(dialog: JoinOffice, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.told.words.text(), timeout=WAIT)


def join(program: Program, qtbot: QtBot, address: str) -> None:
    dialog = begin(program, qtbot)
    dialog.fields.address.setText(f"  {address} ")
    dialog.fields.passphrase.setText(SECRET)
    press(dialog.yes, qtbot)
    told(dialog, qtbot, "พิมพ์วลีลับอีกครั้ง")
    dialog.fields.again.setText(SECRET)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: program.settings.office == address, timeout=WAIT)


def test_the_user_that_is_tried_is_the_one_that_the_field_shows(program: Program, qtbot: QtBot) -> None:
    fields = begin(program, qtbot).fields
    for address, shown in (("db.local", "mophic"), ("clerk@db.local", "clerk"), ("clerk@", "mophic")):
        fields.address.setText(address)
        assert (fields.user.placeholderText(), fields.wish.user) == (shown, shown)
    fields.user.setText(" other ")
    assert fields.wish.user == "other"


def test_the_test_says_what_is_found_and_the_first_computer_sets_the_passphrase(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str
) -> None:
    dialog = begin(program, qtbot)
    assert not dialog.test.isEnabled()
    dialog.fields.address.setText(hospital)
    assert not dialog.yes.isEnabled(), "without a passphrase"
    press(dialog.test, qtbot)
    told(dialog, qtbot, "ยังว่างอยู่ เครื่องนี้จะเป็นเครื่องแรกและเป็นผู้ตั้งวลีลับ")
    assert dialog.fields.again.isVisible()
    dialog.fields.passphrase.setText("short")
    dialog.fields.again.setText("short")
    press(dialog.yes, qtbot)
    told(dialog, qtbot, "วลีลับต้องยาวอย่างน้อย 12 ตัวอักษร")
    dialog.fields.passphrase.setText(SECRET)
    press(dialog.yes, qtbot)
    told(dialog, qtbot, "วลีลับที่พิมพ์สองครั้งไม่เหมือนกัน")
    assert program.settings.office == ""
    dialog.fields.again.setText(SECRET)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: program.settings.office == hospital, timeout=WAIT)
    assert options.office.told.words.text().startswith("ตั้งบันทึกงานร่วมที่")
    assert options.office.leave.isVisible()
    assert options.office.join.text() == "รหัสผ่าน…"
    press(options.office.test, qtbot)
    qtbot.waitUntil(lambda: "จาก 1 เครื่อง" in options.office.told.words.text(), timeout=WAIT)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://x", "ใช้ที่อยู่ฐานข้อมูล “https://x” ไม่ได้"),
        ("127.0.0.1:1", "ติดต่อฐานข้อมูลบันทึกงานร่วม 127.0.0.1:1/mophic ไม่ได้"),
    ],
)
def test_what_is_wrong_is_told_where_it_was_typed_and_stays_to_be_mended(
    program: Program, options: SettingsScreen, qtbot: QtBot, address: str, words: str
) -> None:
    dialog = begin(program, qtbot)
    dialog.fields.address.setText(address)
    dialog.fields.passphrase.setText(SECRET)
    for button in (dialog.test, dialog.yes):
        press(button, qtbot)
        told(dialog, qtbot, words)
        assert dialog.fields.address.text() == address
    assert program.settings.office == ""


def test_a_dialog_that_waits_for_the_database_says_so_and_is_cancelled_at_once(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes of it later is told to nobody, and this computer has not joined."""
    elsewhere = DataDir(program.data.root / "other")
    place = joining.Place(REAL_SERVER, elsewhere, elsewhere.root / "journal.key")
    joining.join(place, typed(REAL_SERVER, hospital), SECRET)
    answers, ended, look = threading.Event(), threading.Event(), joining.look

    def slowly(*asked: Any) -> Any:
        answers.wait(10)
        try:
            return look(*asked)
        finally:
            ended.set()

    monkeypatch.setattr(joining, "look", slowly)
    dialog = begin(program, qtbot)
    dialog.fields.address.setText(hospital)
    dialog.fields.passphrase.setText(SECRET)
    press(dialog.yes, qtbot)
    told(dialog, qtbot, "กำลังเข้าร่วม")
    told(dialog, qtbot, "0:01")  # and how long it has been at it
    assert dialog.no.isEnabled()
    with qtbot.waitSignal(dialog.rejected, timeout=WAIT):
        press(dialog.no, qtbot)
    again = begin(program, qtbot)
    answers.set()
    qtbot.waitUntil(ended.is_set, timeout=WAIT)
    qtbot.wait(500)
    assert again.told.isHidden(), "it was another one's question"
    assert program.settings.office == ""
    with psycopg.connect(hospital) as connection:
        assert connection.execute("SELECT count(*) FROM mophic.pc").fetchall() == [(1,)]


def test_what_is_being_written_is_not_cancelled_any_more_and_says_so(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins, goes_on = threading.Event(), threading.Event()

    def slowly(*_: object) -> Any:
        joins.set()
        goes_on.wait(10)
        return True

    monkeypatch.setattr(joining, "_keep_password", slowly)
    dialog = begin(program, qtbot)
    dialog.fields.address.setText(hospital)
    dialog.fields.passphrase.setText(SECRET)
    press(dialog.yes, qtbot)
    told(dialog, qtbot, "พิมพ์วลีลับอีกครั้ง")
    dialog.fields.again.setText(SECRET)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(joins.is_set, timeout=WAIT)
    press(dialog.no, qtbot)
    told(dialog, qtbot, "ยกเลิกไม่ได้แล้ว")
    assert not dialog.no.isEnabled()
    goes_on.set()
    qtbot.waitUntil(lambda: program.settings.office == hospital, timeout=WAIT)


def test_a_wrong_passphrase_is_told(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str, make_program: Callable[..., Program]
) -> None:
    join(program, qtbot, hospital)
    other = make_program(program.data.root / "other")
    other.pages.show("settings")
    dialog = begin(other, qtbot)
    dialog.fields.address.setText(hospital)
    dialog.fields.passphrase.setText("not the right one")
    press(dialog.yes, qtbot)
    told(dialog, qtbot, "วลีลับไม่ถูกต้อง")
    dialog.fields.passphrase.setText(SECRET)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: other.settings.office == hospital, timeout=WAIT)
    assert "ขณะนี้มี 2 เครื่อง" in other.pages.settings.office.told.words.text()


def test_a_copied_computer_joins_anew_where_its_sentence_says(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(program, qtbot, hospital)
    monkeypatch.setattr("app.system.pc._os_name", lambda: "another machine")
    heads = [label.text() for label in options.office.findChildren(QLabel)]
    assert "บันทึกงานร่วมของหลายเครื่อง" in heads
    way = f"ตั้งค่า > บันทึกงานร่วมของหลายเครื่อง > {options.office.join.text()} "
    assert way in say("pc_copied", "th", pc="PC-1")
    dialog = begin(program, qtbot)
    dialog.fields.passphrase.setText(SECRET)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: "ขณะนี้มี 2 เครื่อง" in options.office.told.words.text(), timeout=WAIT)


def test_a_new_password_alone_is_enough_on_a_computer_that_has_joined(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str
) -> None:
    join(program, qtbot, hospital)
    dialog = begin(program, qtbot)
    assert not dialog.yes.isEnabled()
    dialog.fields.password.setText("another")
    assert dialog.yes.isEnabled()
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is None, timeout=WAIT)
    assert "ขณะนี้มี 1 เครื่อง" in options.office.told.words.text()


def test_a_password_that_could_not_be_kept_is_told(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str, memory: Memory
) -> None:
    memory.set_password = lambda *_: None  # type: ignore[method-assign]
    program.data.root.mkdir(exist_ok=True)
    place = joining.Place(REAL_SERVER, program.data, program.data.root / "journal.key")
    joined = joining.join(place, typed(REAL_SERVER, hospital, password="secret"), SECRET)
    program.pages.office._joined((typed(REAL_SERVER, hospital), joined))
    words = options.office.told.words.text()
    assert "ไม่ได้เก็บรหัสผ่านฐานข้อมูล ต้องระบุทุกครั้ง" in words


def test_own_records_are_offered_to_be_carried_over(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str
) -> None:
    with open_journal(REAL_SERVER, DataDir(program.data.root)) as journal:
        add(journal, ROW)
    join(program, qtbot, hospital)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    question = program.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "ย้ายบันทึกงานของเครื่องนี้ไปด้วย?"
    press(question.yes, qtbot)
    qtbot.waitUntil(lambda: options.office.told.words.text().startswith("ย้ายแล้ว 1 งาน 1 แถว"), timeout=WAIT)
    (aside,) = program.data.root.glob("journal-*.db")
    assert aside.name.startswith("journal-cvp1.moph.go.th.moved-")


def test_the_passphrase_is_changed_and_the_office_left(
    program: Program, options: SettingsScreen, qtbot: QtBot, hospital: str
) -> None:
    join(program, qtbot, hospital)
    press(options.office.passphrase, qtbot)
    dialog = program.pages.asking.dialog
    assert isinstance(dialog, ChangePassphrase)
    for field, words in ((dialog.old, "wrong wrong wrong"), (dialog.new, "another horse here"), (dialog.again, "x")):
        field.setText(words)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: "ไม่เหมือนกัน" in dialog.told.words.text(), timeout=WAIT)
    dialog.again.setText(dialog.new.text())
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: "วลีลับไม่ถูกต้อง" in dialog.told.words.text(), timeout=WAIT)
    dialog.old.setText(SECRET)
    press(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: options.office.told.words.text().startswith("เปลี่ยนวลีลับแล้ว"), timeout=WAIT)
    press(options.office.leave, qtbot)
    qtbot.waitUntil(lambda: program.pages.asking.dialog is not None, timeout=WAIT)
    question = program.pages.asking.dialog
    assert question is not None
    press(question.yes, qtbot)
    qtbot.waitUntil(lambda: program.settings.office == "", timeout=WAIT)
    assert options.office.told.words.text().startswith("ออกจากบันทึกงานร่วมแล้ว")
    assert options.office.join.isVisible()


def test_who_is_signed_in_is_signed_out_first(program: Program, qtbot: QtBot) -> None:
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None, timeout=WAIT)
    program.pages.show("settings")
    press(program.pages.settings.office.join, qtbot)
    question = program.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "ออกจากระบบก่อน?"
    press(question.yes, qtbot)
    qtbot.waitUntil(lambda: isinstance(program.pages.asking.dialog, JoinOffice), timeout=WAIT)
    assert program.work.session.desk is None


def test_practice_is_kept_in_an_office_that_is_named_for_it_and_the_bar_says_how_many_there_are(
    make_program: Callable[..., Program],
    qtbot: QtBot,
    hospital: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = joining.Place(Server("http://127.0.0.1", practice=True), DataDir(tmp_path), name="practice")
    joining.join(place, typed(place.server, hospital, name="practice"), SECRET)
    program = make_program()
    program.pieces.accounts.office = hospital
    program.practise(sample=False)
    bar = program.window.bar
    qtbot.waitUntil(lambda: bar.office.isVisible(), timeout=WAIT)
    assert bar.office.accessibleName() == "บันทึกร่วม: 1 เครื่อง"
    assert "(เครื่องนี้)" in bar.office.toolTip()
    page, notice = program.pages.history, program.pages.upload.notice
    program.pages.show("history")
    assert "ทุกเครื่อง" in page.lead.text()
    office = named(Settings(), place.server, hospital, "practice")
    assert office is not None
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("app.system.pc._os_name", lambda: "another machine")
        elsewhere.setattr("app.system.pc.platform.node", lambda: "OPD-2")
        joining.join(
            joining.Place(place.server, DataDir(tmp_path / "2"), name="practice"), replace(office, new=True), SECRET
        )
        other = open_journal(place.server, DataDir(tmp_path / "2"), name="practice", office=office)
    with other:
        batch = other.add_batch(FACILITY, "somchai", Source("sheet.xlsx"), [(ROW, State.PLANNED, "", None)])
        with other.hold(batch, "somchai · OPD-2 · 99"):
            qtbot.waitUntil(lambda: len(page.model.items) == 1 and page.model.items[0].held_by != "", timeout=WAIT)
            assert [page.model.index(0, column).data() for column in (1, 10)] == [
                "somchai · OPD-2",
                "กำลังทำอยู่: somchai · OPD-2",
            ]
            assert not page.go_on.isEnabled()
            qtbot.waitUntil(lambda: bar.office.accessibleName() == "บันทึกร่วม: 2 เครื่อง", timeout=WAIT)
    program.pieces.office.ask()
    qtbot.waitUntil(lambda: page.model.items[0].held_by == "" and page.go_on.isEnabled(), timeout=WAIT)
    assert not notice.isVisibleTo(program.pages.upload), "another computer's batch is for its clerk to go on with"
    press(page.go_on, qtbot)
    question = program.pages.asking.dialog
    assert question is not None
    facts = [label.text() for label in question.area.page.findChildren(QLabel)]
    assert any("ทำจากเครื่องอื่น: OPD-2 โดย somchai" in words for words in facts)
    question.reject()
    with psycopg.connect(hospital, autocommit=True) as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'mophic%'"
        connection.execute(others)  # and it comes back
    program.pieces.office.ask()
    qtbot.waitUntil(lambda: bar.office.accessibleName() == "บันทึกร่วม: 1 เครื่อง", timeout=WAIT)
    program.work.session.sign_out()
    assert not bar.office.isVisible()
