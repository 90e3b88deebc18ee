"""Settings: what a change does, what can't be used, what travels in a file, and what never does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionSpinBox
from pytestqt.qtbot import QtBot

from app.domain.address import REAL_SERVER
from app.practice import FACILITY, PASSWORD, USER, PracticeServer
from tests.ui.conftest import WAIT
from ui.program.program import Program
from ui.settings.fields import Number
from ui.settings.screen import SettingsScreen


@pytest.fixture
def options(program: Program) -> SettingsScreen:
    program.pages.show("settings")
    return program.pages.settings


def kept(program: Program) -> dict[str, object]:
    found: dict[str, object] = json.loads((program.data.root / "settings.json").read_text(encoding="utf-8"))
    return found


def test_the_address_is_locked_until_the_warning_is_read(
    program: Program, options: SettingsScreen, qtbot: QtBot
) -> None:
    assert options.server.isReadOnly()
    qtbot.mouseClick(options.unlock, Qt.MouseButton.LeftButton)
    question = program.pages.asking.dialog
    assert question is not None
    assert question.head.text() == "เปลี่ยนที่อยู่ระบบ?"
    question.reject()
    assert options.server.isReadOnly()
    qtbot.mouseClick(options.unlock, Qt.MouseButton.LeftButton)
    question = program.pages.asking.dialog
    assert question is not None
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert not options.server.isReadOnly()
    options.server.clear()
    qtbot.keyClicks(options.server, "https://mophic.hospital.example/")
    qtbot.keyClick(options.server, Qt.Key.Key_Return)
    assert program.settings.server_url == "https://mophic.hospital.example"
    assert options.server.isReadOnly()
    assert program.window.login._server.url == "https://mophic.hospital.example"
    assert program.window.login.address.text() == "ระบบ: https://mophic.hospital.example"
    qtbot.mouseClick(options.reset, Qt.MouseButton.LeftButton)
    assert program.settings.server_url == REAL_SERVER.url


def test_larger_letters_act_at_once_and_are_kept(program: Program, options: SettingsScreen, qtbot: QtBot) -> None:
    table, title = program.pages.upload.table, options.title
    before = title.fontMetrics().height(), table.fontMetrics().height(), table.verticalHeader().defaultSectionSize()
    options.text_size.setFocus()
    qtbot.keyClick(options.text_size, Qt.Key.Key_End)
    assert options.text_size.currentText() == "150 %"
    assert kept(program)["text_size"] == 150
    after = title.fontMetrics().height(), table.fontMetrics().height(), table.verticalHeader().defaultSectionSize()
    assert all(new >= 1.3 * old for new, old in zip(after, before, strict=True))
    qtbot.keyClick(options.text_size, Qt.Key.Key_Home)
    assert kept(program)["text_size"] == 100
    assert table.verticalHeader().defaultSectionSize() == before[2]


@pytest.mark.parametrize(
    "address", ["mophic", "http://elsewhere.example", "https://[", "https://name:word@x.example", ""]
)
def test_an_address_that_cannot_be_used_changes_nothing(
    program: Program, options: SettingsScreen, address: str
) -> None:
    options.unlock_server()
    options.server.setText(address)
    options.server.editingFinished.emit()
    assert program.settings.server_url == REAL_SERVER.url
    assert options.told.words.text().startswith("ที่อยู่นี้ใช้ไม่ได้")
    assert options.server.property("wrong") is True


def test_an_address_with_a_path_is_told_what_to_type(program: Program, options: SettingsScreen) -> None:
    options.unlock_server()
    options.server.setText("https://CVP1.moph.go.th:443/api")
    options.server.editingFinished.emit()
    assert program.settings.server_url == REAL_SERVER.url
    assert options.told.words.text().endswith("กรุณาใส่เพียง https://cvp1.moph.go.th")
    assert options.server.property("wrong") is True


def test_a_newer_version_is_looked_for_unless_it_says_no_and_its_address_is_looked_at(
    program: Program, options: SettingsScreen
) -> None:
    assert program.settings.updates
    options.updates.click()
    assert kept(program)["updates"] is False
    options.news.setText("ftp://x")
    options.news.editingFinished.emit()
    assert program.settings.update_url == ""
    options.news.setText("https://news.example/mophic.json")
    options.news.editingFinished.emit()
    assert kept(program)["update_url"] == "https://news.example/mophic.json"
    assert not options.told.isVisible()


def test_settings_travel_without_a_person(program: Program, options: SettingsScreen, tmp_path: Path) -> None:
    program.preferences.settings = program.settings.changed(
        facility="99001", user="somchai", remember=True, cap=11, theme="dark", recent_files=("/home/somchai/a.xlsx",)
    )
    out = tmp_path / "ตั้งค่า.json"
    options.export_wanted.emit(out)
    text = out.read_text(encoding="utf-8")
    for personal in ("somchai", "99001", "password", "recent"):
        assert personal not in text
    assert options.told.words.text() == f"บันทึกการตั้งค่าแล้ว: {out}"
    program.preferences.change("cap", 3)
    program.preferences.change("theme", "light")
    options.import_wanted.emit(out)
    assert (program.settings.cap, program.settings.theme, program.settings.user) == (11, "dark", "somchai")
    assert options.cap.value() == 11
    assert program.theme.dark
    assert kept(program)["cap"] == 11


def test_a_file_with_another_server_asks_first(program: Program, options: SettingsScreen, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"cap": 7, "server_url": "https://elsewhere.example"}')
    options.import_wanted.emit(path)
    question = program.pages.asking.dialog
    assert question is not None
    said = [part.text() for part in question.findChildren(QLabel)]
    assert "ที่อยู่ใหม่: https://elsewhere.example" in said
    question.reject()
    assert program.settings.server_url == REAL_SERVER.url
    assert program.settings.cap != 7
    options.import_wanted.emit(path)
    question = program.pages.asking.dialog
    assert question is not None
    question.yes.click()
    assert (program.settings.server_url, program.settings.cap) == ("https://elsewhere.example", 7)
    assert program.window.login.address.text() == "ระบบ: https://elsewhere.example"


@pytest.mark.parametrize("text", ["", "[]", '{"cap": 99}', '{"language": "fr"}'])
def test_a_file_that_is_no_settings_file_changes_nothing(
    program: Program, options: SettingsScreen, tmp_path: Path, text: str
) -> None:
    before = program.settings
    path = tmp_path / "x.json"
    path.write_text(text)
    options.import_wanted.emit(path)
    assert program.settings == before
    assert options.told.isVisible()
    assert "Traceback" not in options.told.words.text()


@pytest.mark.parametrize("name", ["cap", "keep_days"])
def test_a_number_pressed_or_typed_by_hand_is_on_disk_at_once(
    program: Program, options: SettingsScreen, qtbot: QtBot, name: str
) -> None:
    box: Number = getattr(options, name)
    options.ensureWidgetVisible(box)
    asked = QStyleOptionSpinBox()
    box.initStyleOption(asked)
    arrows = QStyle.SubControl
    before = box.value()
    for arrow, value in ((arrows.SC_SpinBoxDown, before - 1), (arrows.SC_SpinBoxUp, before)):
        place = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, asked, arrow, box).center()
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=place)
        assert kept(program)[name] == value
    box.selectAll()
    qtbot.keyClicks(box, "12")
    assert kept(program)[name] == before, "half typed is no number"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert kept(program)[name] == 12
    program.preferences.change("language", "en")
    qtbot.waitUntil(lambda: options.title.text() == "Settings", timeout=WAIT)
    assert (box.value(), kept(program)[name]) == (12, 12)


def test_the_sound_switch_and_the_choices_pressed_by_hand_are_on_disk_at_once(
    program: Program, options: SettingsScreen, qtbot: QtBot
) -> None:
    for value in (True, False):
        qtbot.mouseClick(options.sound, Qt.MouseButton.LeftButton, pos=QPoint(8, options.sound.height() // 2))
        assert kept(program)["sound"] is value
    qtbot.keyClick(options.theme, Qt.Key.Key_End)
    assert (kept(program)["theme"], program.theme.dark) == ("dark", True)
    qtbot.keyClick(options.language, Qt.Key.Key_End)
    assert kept(program)["language"] == "en"
    qtbot.waitUntil(lambda: options.sound.text() == "Play a sound", timeout=WAIT)
    assert options.theme.currentText() == "Dark", "said anew, the choice stands"
    assert options.keep_days.text() == "90 days"


def test_the_wheel_changes_no_number_in_passing(program: Program, options: SettingsScreen) -> None:
    options.language.setFocus()
    before = options.cap.value()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(options.cap, wheel)
    assert options.cap.value() == before


def test_a_support_file_is_saved_and_told(program: Program, options: SettingsScreen, tmp_path: Path) -> None:
    options.support_wanted.emit(tmp_path / "s.zip")
    assert (tmp_path / "s.zip").is_file()
    assert "s.zip" in options.told.words.text()


def test_a_key_file_stands_in_for_the_keyring(
    make_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot
) -> None:
    """The test's computer has no keyring: sign in with a key file, then find the same records with it."""
    with PracticeServer() as server:
        program = make_program()
        login = program.window.login
        from app.domain.address import Server

        login._server = Server(server.url, practice=False)
        for field, words in ((login.facility, FACILITY), (login.user, USER), (login.password, PASSWORD)):
            field.setText(words)
        login.remember.setChecked(True)
        with qtbot.waitSignal(program.work.session.failed, timeout=WAIT):
            login.submit()
        assert login.error.second.text() == "เลือกไฟล์กุญแจ…"
        program.preferences.change("key_file", str(tmp_path / "กุญแจ.key"))
        with qtbot.waitSignal(program.work.session.signed_in, timeout=WAIT):
            login.try_key_file()
        assert (tmp_path / "กุญแจ.key").is_file()
        assert kept(program)["key_file"] == str(tmp_path / "กุญแจ.key")
        program.end()
