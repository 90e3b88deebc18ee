"""Everything without a mouse, and told to those who hear instead of see."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from ui.kit.theme import Mode
from ui.program.program import Program
from ui.window.window import PAGES

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QTabBar)
CTRL = Qt.KeyboardModifier.ControlModifier
ROOT = Path(__file__).resolve().parents[3]


def walk(program: Program, qtbot: QtBot) -> list[QWidget]:
    """Where Tab leads, from the first control on, once round."""
    window = program.window
    window.activateWindow()
    seen: list[QWidget] = []
    for _ in range(150):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    return seen


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def must_reach(page: QWidget) -> list[QWidget]:
    return [
        part
        for part in page.findChildren(QWidget)
        if isinstance(part, CONTROLS)
        and part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_control_and_each_has_a_name(sample: Program, qtbot: QtBot, page: str) -> None:
    sample.pages.show(page)
    must_be_walkable(sample, qtbot)


def must_be_walkable(program: Program, qtbot: QtBot) -> None:
    reached = walk(program, qtbot)
    page = program.window.room.currentWidget()
    missed = [part for part in must_reach(page) if part not in reached and part.focusProxy() not in reached]
    assert [name_of(part) or repr(part) for part in missed] == []
    nameless = [part for part in reached if not name_of(part)]
    assert nameless == []


@pytest.mark.parametrize("practice", [False, True])
def test_tab_reaches_every_control_of_the_login(program: Program, qtbot: QtBot, practice: bool) -> None:
    if practice:
        program.window.login.choose_practice()
    must_be_walkable(program, qtbot)


def test_tab_reaches_every_problem_and_its_mends(with_problems: Program, qtbot: QtBot) -> None:
    upload = with_problems.pages.upload
    assert upload.panel.currentWidget() is upload.problems
    must_be_walkable(with_problems, qtbot)
    upload.seen.show_group("problems")
    assert upload.panel.currentWidget() is upload.story
    must_be_walkable(with_problems, qtbot)


def test_focus_can_be_seen_on_every_control(with_problems: Program, qtbot: QtBot) -> None:
    """In both colours: a control with the focus looks other than the same without it."""
    window = with_problems.window
    window.activateWindow()
    unseen = []
    for mode in (Mode.LIGHT, Mode.DARK):
        with_problems.theme.use(mode)
        for page in PAGES:
            with_problems.pages.show(page)
            QCoreApplication.processEvents()
            assert window.isActiveWindow(), f"{page} opened a window of its own for a moment"
            for part in must_reach(window):
                part.clearFocus()
                without = part.grab().toImage()
                part.setFocus(Qt.FocusReason.TabFocusReason)
                if part.grab().toImage() == without:
                    unseen.append(f"{mode} {page}: {name_of(part) or part!r}")
    assert unseen == []


def test_tab_goes_round_in_a_question_and_begins_where_nothing_happens(sample: Program, qtbot: QtBot) -> None:
    sample.work.start.start()
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    question = sample.pages.asking.dialog
    assert question is not None
    question.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is question.no, timeout=WAIT)
    qtbot.keyClick(question.no, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is question.yes
    assert name_of(question) == "จองนัดหมาย 60 คน (โหมดฝึกหัด)?"


def test_what_is_told_is_said_aloud_once(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    notice = sample.pages.upload.notice
    for seconds in range(3):
        notice.tell("warn", "ระบบพักการใช้งานจากที่อยู่นี้ชั่วคราว", f"อีก {seconds} วินาที")
    notice.tell("good", "จองสำเร็จ 60 คน")
    assert said == ["ระบบพักการใช้งานจากที่อยู่นี้ชั่วคราว", "จองสำเร็จ 60 คน"]


def test_login_is_walked_from_code_to_button(program: Program, qtbot: QtBot) -> None:
    form = program.window.login
    form.facility.setFocus()
    order = [form.facility, form.user, form.password, form.remember, form.login]
    walked = [QApplication.focusWidget()]
    for _ in order[1:]:
        qtbot.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == order


def test_start_by_keyboard(sample: Program, qtbot: QtBot) -> None:
    sample.window.activateWindow()
    qtbot.waitUntil(lambda: sample.pages.upload.start.isEnabled())
    qtbot.keyClick(sample.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
    question = sample.pages.asking.dialog
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)
    assert sample.work.sheet.batch is None


def test_ctrl_c_copies_rows_without_ids(sample: Program, qtbot: QtBot) -> None:
    table = sample.pages.upload.table
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == 60
    first = sample.work.sheet.lines.bookable[0]
    assert first.person_name in copied[0]
    assert "พร้อมจอง" in copied[0]
    assert first.cid not in copied[0]


def test_the_window_stands_before_the_heavy_libraries_load() -> None:
    """Half a second of pandas and httpx must not come between the click and the window."""
    code = (
        "import sys, tempfile, pathlib\n"
        "from app.system.paths import DataDir\n"
        "from ui.kit.theme import application\n"
        "from ui.program.program import Program\n"
        "app = application([])\n"
        "program = Program(app, DataDir(pathlib.Path(tempfile.mkdtemp())))\n"
        "program.window.show()\n"
        "app.processEvents()\n"
        "names = 'pandas python_calamine openpyxl httpx starlette uvicorn cryptography keyring truststore filelock'\n"
        "names += ' psycopg numpy tomllib logging.handlers holidays asyncio ssl sqlite3'\n"
        "names += ' multiprocessing ui.upload.screen app.domain.values'\n"
        "heavy = set(names.split()) & set(sys.modules)\n"
        "program.end()\n"
        "print(sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_progress_is_announced_in_tenths(qtbot: QtBot, make_program: Callable[..., Program]) -> None:
    from ui.upload.progress import Progress

    bar = make_program().pages.upload.runbar
    told: list[int] = []
    progress = Progress()
    progress.start(200, 0, 0.0)
    bar.start()
    for done in range(201):
        progress.reach(done, done / 10)
        before = bar._told
        bar.show_progress(progress)
        told += [bar._told] if bar._told != before else []
    assert told == list(range(1, 11))
    assert bar.bar.accessibleName() == "200 จาก 200 แถว"


def test_the_number_of_a_page_leads_there_from_any_kind_of_field(sample: Program, qtbot: QtBot) -> None:
    """A new text takes a button's shortcut away in Qt: the pages had none since their first name."""
    window, tried = sample.window, set()
    window.activateWindow()
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    for place, page in enumerate(PAGES):
        key = Qt.Key(Qt.Key.Key_1 + place)
        sample.pages.show(page)
        for part in must_reach(window.room.currentWidget()):
            if type(part) in tried:
                continue
            tried.add(type(part))
            part.setFocus()
            qtbot.keyClick(part, Qt.Key.Key_6 if page != "settings" else Qt.Key.Key_5, CTRL)
            qtbot.waitUntil(lambda page=page: sample.pages.shown != page)  # type: ignore[misc]
            qtbot.keyClick(window, key, CTRL)
            qtbot.waitUntil(lambda page=page: sample.pages.shown == page)  # type: ignore[misc]
    assert len(tried) > 8


def test_enter_presses_the_button_that_has_the_focus(sample: Program, qtbot: QtBot) -> None:
    """In a dialog it always did; a clerk who walks by Tab presses Enter everywhere."""
    window, upload = sample.window, sample.pages.upload
    window.activateWindow()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        for button in (upload.panel_button, window.bar.dark, window.rail.pages["help"], upload.start):
            pressed = QSignalSpy(button, SIGNAL("clicked()"))
            sample.pages.show("book")
            window.activateWindow()  # a system does it when a dialog closes; the offscreen platform not always
            qtbot.waitUntil(lambda one=button: one.isEnabled() and window.isActiveWindow(), timeout=WAIT)  # type: ignore[misc]
            button.setFocus()
            qtbot.keyClick(button, key)
            assert pressed.count() == 1, name_of(button)
        qtbot.waitUntil(lambda: sample.pages.asking.dialog is not None, timeout=WAIT)
        question = sample.pages.asking.dialog
        assert question is not None
        qtbot.keyClick(question, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: sample.pages.asking.dialog is None)


def test_enter_signs_in_from_every_field_of_the_login(program: Program, qtbot: QtBot) -> None:
    form = program.window.login
    for field in (form.facility, form.user, form.password, form.remember):
        form._edited()
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert form.error.isVisible(), name_of(field)
