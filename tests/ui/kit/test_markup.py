"""What others wrote is shown letter by letter: a sheet, a server, a file's name never becomes HTML that Qt would fetch
a file for (`<img src="//host/…">` calls that host on Windows)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtGui import Qt as Markup
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.errors import AppError, EnvironmentProblem
from app.practice import PracticeServer, Scenario
from app.system.newest import News
from tests.ui.conftest import WAIT
from tests.ui.sheets import HEADERS, thai_day, workbook_of
from tests.world import weekdays
from ui.kit.basic import Elided
from ui.kit.html import Html, Paper
from ui.kit.text import tip
from ui.phones.phone import Bubble, PhoneView, Shown
from ui.program.program import Program

EVIL = '<img src="//host.example/x.png">'  # what every foreign place says here
FACILITY, NAME = f"{EVIL}โรงพยาบาล", f"{EVIL}ใจดี"
UI = Path(__file__).resolve().parents[3] / "ui"


def rendered(words: str) -> bool:
    """Whether Qt would take these words for HTML, with a foreign tag alive in it."""
    return Markup.mightBeRichText(words) and "<img" in words


def places(part: QWidget) -> Iterator[tuple[str, str]]:
    """Where each kind of foreign words would be rendered: what it is, and the words."""
    name = f"{type(part).__name__}"
    yield f"tooltip of {name}", part.toolTip()
    yield f"what's this of {name}", part.whatsThis()
    yield f"status tip of {name}", part.statusTip()
    for action in part.actions():
        yield f"tooltip of an action of {name}", action.toolTip()
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from in_model(name, part.model())


def width(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()  # a list's own can't be asked


def in_model(name: str, model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.StatusTipRole)
    for role in roles:
        for column in range(width(model)):
            yield f"head {column} of {name}", str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(model.rowCount(), 80)):
                words = model.index(row, column, QModelIndex()).data(role)
                yield f"{role.name} of {name} at {row}, {column}", str(words or "")


class Walk:
    """Looks at every widget there is; remembers in how many places the foreign words stood at all."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.seen: dict[str, int] = {}

    def look(self, where: str) -> None:
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()
        before = self.seen.get(where, 0)
        for part in QApplication.allWidgets():
            self._look_at(where, part)
        assert self.seen.get(where, 0) > before, f"{where}: nothing foreign is shown, so nothing was tried"

    def _look_at(self, where: str, part: QWidget) -> None:
        if isinstance(part, QLabel):
            self._count(where, part.text())
            plain = part.textFormat() is Qt.TextFormat.PlainText
            if part.text() and not plain:
                self.wrong.append(f"{where}: {type(part).__name__} “{part.text()[:60]}” is not plain")
        if isinstance(part, QTextEdit) and not isinstance(part, Html):
            self.wrong.append(f"{where}: a {type(part).__name__} that may fetch")
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            for row in range(min(part.model().rowCount(), 80)):
                for column in range(width(part.model())):
                    self._count(where, str(part.model().index(row, column).data() or ""))
        for place, words in places(part):
            self._count(where, words)
            if rendered(words):
                self.wrong.append(f"{where}: {place}: {words[:80]}")

    def _count(self, where: str, words: str) -> None:
        if "host.example" in words:
            self.seen[where] = self.seen.get(where, 0) + 1


@pytest.fixture
def walk() -> Walk:
    return Walk()


def hostile_server() -> PracticeServer:
    """Every name of it is markup; so are its refusals."""
    people = [
        {"cid": cid, "first_name": NAME, "last_name": "<b>x</b>", "prefix": EVIL, "mobile_phone": EVIL, "line": True}
        for cid in IDS
    ]
    fault = {
        "fault": "wrong_json",
        "action": "ConfirmAppointmentSlot",
        "at": [2, 3],
        "effect": False,
        "body": '{"MessageCode": 501, "Message": "<img src=//host.example/x.png no", "result": {}}',
    }
    settings = {"timetable": True}
    server = PracticeServer(scenario=Scenario.parse({"people": people, "faults": [fault], "settings": settings}))
    with server.world.store.change() as db:
        db.execute("UPDATE facility SET name = ?", (FACILITY,))
        db.execute("UPDATE account SET name = ?", (NAME,))
    return server


def ids(count: int) -> list[str]:
    from app.domain.values import check_digit

    twelve = [f"199{number:09d}" for number in range(1, count + 1)]
    return [one + str(check_digit(one)) for one in twelve]


IDS = ids(6)
DAY = weekdays(1)[0]
HEADED = (*HEADERS, "หมายเหตุ", f"{EVIL}ตึก", "รหัสหน่วยบริการ")


def hostile_sheet(folder: Path) -> Path:
    """Good rows whose free cells are markup, and bad ones whose wrong cells are."""
    good = [[cid, NAME, thai_day(DAY), "09:00", 1, f"{EVIL}1", EVIL, EVIL, ""] for cid in IDS]
    bad = [
        [EVIL, NAME, thai_day(DAY), "09:00", 1, "", EVIL, EVIL, ""],
        [IDS[0][:-1] + EVIL, NAME, thai_day(DAY), "09:00", 1, "", EVIL, EVIL, ""],
        [IDS[1], NAME, EVIL, "09:00", 1, "", EVIL, EVIL, ""],
        [IDS[2], NAME, thai_day(DAY), EVIL, 1, "", EVIL, EVIL, ""],
        [IDS[3], NAME, thai_day(DAY), "09:00", EVIL, "", EVIL, EVIL, ""],
        [IDS[4], NAME, thai_day(DAY), "09:00", 1, "", EVIL, EVIL, EVIL],
    ]
    evil = '<img src="host.example">x<b>.xlsx'  # a file's name holds no slash, and on Windows none of these signs
    name = "a.xlsx" if sys.platform == "win32" else evil
    return workbook_of(folder / name, {'<img src="host.ex': [HEADED, *good, *bad]})


@pytest.fixture
def hostile(make_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Program:
    program = make_program()
    program.pieces.accounts._practice = hostile_server()
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and bool(program.pieces.sites.sites), timeout=WAIT)
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.sheet.load(hostile_sheet(tmp_path))
    return program


def each_row(program: Program, walk: Walk, where: str) -> None:
    table = program.pages.upload.table
    for spot in range(table.rows.rowCount()):
        table.choose(spot)
        walk.look(where)


def test_a_sheet_and_its_run(hostile: Program, qtbot: QtBot, walk: Walk) -> None:
    upload, work = hostile.pages.upload, hostile.work
    walk.look("top bar and loaded sheet")
    each_row(hostile, walk, "story")
    for tab in range(upload.panel.count()):
        upload.panel.setCurrentIndex(tab)
        walk.look(f"panel {tab}")
    menu = upload.bar.load_menu()
    assert rendered("<img src=x>")
    walk.look("recent files")
    menu.deleteLater()
    upload.mapping.all_wanted.emit()
    walk.look("columns question")
    assert hostile.pages.asking.dialog is not None
    hostile.pages.asking.dialog.reject()
    qtbot.mouseClick(upload.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hostile.pages.asking.dialog is not None, timeout=WAIT)
    walk.look("before the start")
    dialog = hostile.pages.asking.dialog
    with qtbot.waitSignal(work.run.finished, timeout=WAIT):
        dialog.accept()
    assert any("host.example" in outcome.detail for outcome in work.sheet.lines.outcomes.values()), (
        "the server's own words"
    )
    each_row(hostile, walk, "story of a row that was sent")
    history(hostile, qtbot, walk)
    assert walk.wrong == []


def history(program: Program, qtbot: QtBot, walk: Walk) -> None:
    program.pages.show("history")
    qtbot.waitUntil(lambda: program.pages.history.model.rowCount() == 1, timeout=WAIT)
    info = program.pages.history.model.items[0]
    with qtbot.waitSignal(program.work.batches.listed, timeout=WAIT):
        program.work.batches.set_comment(info, EVIL)
    program.pages.page.questions.ask_undo(info)
    walk.look("history and the question before undo")
    assert program.pages.asking.dialog is not None
    program.pages.asking.dialog.reject()
    program.pages.page.questions.ask_continue(info)
    walk.look("the question before going on")
    program.pages.asking.dialog.reject()
    program.pages.history.tell_exported(Path(EVIL))
    program.pages.history.tell_error(AppError("journal_broken", EVIL, path=EVIL))
    with qtbot.waitSignal(program.work.sheet.loaded, timeout=WAIT):
        program.work.reopening.open(info)
    each_row(program, walk, "story from the history")


def test_one_person_and_the_timetable(hostile: Program, qtbot: QtBot, walk: Walk) -> None:
    one = hostile.pieces.one_person
    hostile.pages.show("person")
    page = hostile.pages.person
    page.prepare(DAY, 9, 1)
    page.words.setText(IDS[0])
    page.search()
    qtbot.waitUntil(lambda: page.card.person is not None and page.hours.now is not None, timeout=WAIT)
    page._ask_book()
    walk.look("person and the question before booking")
    assert page.asks.asking.dialog is not None
    with qtbot.waitSignal(one.result, timeout=WAIT):
        page.asks.asking.dialog.accept()
    qtbot.waitUntil(lambda: page.card.booking is not None, timeout=WAIT)
    page.card.cancel.click()
    walk.look("person with an appointment")
    page.asks.asking.dialog.reject()
    one.search(NAME[:5])
    page.asks.register(IDS[5])
    walk.look("people found, and registering")
    page.asks.asking.dialog.reject()
    one.failed.emit(AppError("refused", EVIL))
    walk.look("a failure told")
    hostile.pages.show("schedule")
    schedule = hostile.pages.schedule
    schedule.month.choose(DAY)
    qtbot.waitUntil(lambda: schedule.day.plan is not None and schedule.day.plan.date == DAY, timeout=WAIT)
    schedule.day.hours.setCurrentIndex(schedule.day.hours.hours.index(1))
    walk.look("timetable")
    assert walk.wrong == []


def test_messages_and_phones(hostile: Program, qtbot: QtBot, walk: Walk) -> None:
    hostile.pages.show("messages")
    page = hostile.pages.messages
    page.write_new()
    page.messages.recipients.add_sheet()
    qtbot.waitUntil(lambda: len(page.messages.people) > 0, timeout=WAIT)
    page.compose.text.title.setText(EVIL)
    page.compose.text.text.setPlainText(f"{EVIL} {{name}}")
    page.compose.text.url.setText("https://host.example/?a=<img>")
    walk.look("writing a message")
    page._ask_send()
    walk.look("the question before sending")
    assert page.asking.dialog is not None
    with qtbot.waitSignal(page.messages.ended, timeout=WAIT):
        page.asking.dialog.accept()
    page.show_register()
    page.messages.ask_register()
    qtbot.waitUntil(lambda: page.register.model.rowCount() == 1, timeout=WAIT)
    page.register.choose_first()
    walk.look("register of messages")
    page.show_phones()
    qtbot.waitUntil(lambda: bool(page.phones.model.shown), timeout=WAIT)
    page.phones.choose(IDS[0])
    qtbot.waitUntil(lambda: page.phones._phone is not None, timeout=WAIT)
    walk.look("phones")
    assert walk.wrong == []


def test_settings_files_and_faults(hostile: Program, qtbot: QtBot, walk: Walk, tmp_path: Path) -> None:
    window = hostile.window
    hostile.pages.show("settings")
    hostile.pages.settings.form_values = None  # nothing of it is kept
    hostile.pages.settings.show_settings(
        hostile.settings.changed(ca_file=f"/tmp/{EVIL}", key_file=f"/tmp/{EVIL}", recent_files=(f"/tmp/{EVIL}",))
    )
    hostile.pages.settings.tell_saved("settings_exported", Path(f"/tmp/{EVIL}"))
    walk.look("settings")
    window.tell_start(settings_readable=False, stand_in=Path(f"/tmp/{EVIL}"))
    walk.look("start")
    hostile.pages.newest.tell(News(EVIL, EVIL, {}))
    walk.look("news")
    hostile.pages.sharing._ask_server(lambda: None, f"http://{EVIL}")
    walk.look("another server")
    assert hostile.pages.asking.dialog is not None
    hostile.pages.asking.dialog.reject()
    window.login.show_error(EnvironmentProblem("result_locked", EVIL, path=EVIL))
    walk.look("sign-in refused")
    hostile.work.sheet.sheet_wanted.emit(two_sheets(hostile, tmp_path))
    walk.look("which sheet")
    hostile.pages.asking.dialog.reject()
    window.tell_fault(RuntimeError(EVIL), hostile.save_support_file)
    walk.look("a fault of our own")
    window._fault.reject()  # type: ignore[union-attr]
    hostile.work.sheet.failed.emit(AppError("read_failed", EVIL, file=EVIL))
    walk.look("a file that can't be read")
    assert walk.wrong == []


def two_sheets(program: Program, folder: Path) -> object:
    from ui.sheet.opening import WhichSheet

    path = workbook_of(folder / "two.xlsx", {'<img src="host.ex': [[EVIL, "host.example"]], "b": [HEADERS]})
    return WhichSheet(path, program.pieces.reading.reader().sheets(path))


# --- where HTML is meant ---


@pytest.fixture
def red(tmp_path: Path) -> Path:
    """A picture that would be seen."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(tmp_path / "red.png"))
    return tmp_path / "red.png"


def is_red(image: QImage) -> bool:
    return any(
        image.pixelColor(x, y) == QColor("red") for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


def with_pictures(red: Path) -> str:
    address = red.as_uri()
    return (
        f'<p>x<img src="{red}" width="40" height="40"><img src="{address}"></p><table background="{address}"><tr>'
        f'<td style="background-image:url({address})">a b c</td></tr></table>'
        f'<link rel="stylesheet" href="{address}.css">'
    )


def test_a_messages_html_fetches_no_file(qtbot: QtBot, theme, red: Path) -> None:  # type: ignore[no-untyped-def]
    phone = PhoneView(theme, "app")
    qtbot.addWidget(phone)
    phone.show_messages([Shown("x", "x", with_pictures(red))])
    phone.resize(320, 500)
    phone.show()
    assert phone.findChild(Bubble) is not None
    QCoreApplication.processEvents()
    assert not is_red(phone.grab().toImage())


def test_a_printed_page_fetches_no_file(qapp: QApplication, red: Path) -> None:
    def drawn(document: QTextDocument) -> QImage:
        from PySide6.QtGui import QPainter

        document.setHtml(with_pictures(red))
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        document.drawContents(painter)
        painter.end()
        return image

    assert is_red(drawn(QTextDocument())), "Qt's own would"
    assert not is_red(drawn(Paper()))


# --- so that it stays so ---


def test_a_tip_is_shown_as_it_is_written(qapp: QApplication) -> None:
    assert tip("ธรรมดา & <ไทย>") == "ธรรมดา & <ไทย>"
    assert not rendered(tip(EVIL))
    document = QTextDocument()
    document.setHtml(tip(f"a < b &lt; {EVIL}\nc"))
    assert document.toPlainText() == f"a < b &lt; {EVIL}\nc"


def test_a_line_that_ends_in_dots_is_plain(qapp: QApplication, red: Path) -> None:
    words = Elided()
    words.set_words(f'<img src="{red}">')
    assert words.sizeHint().height() < 40, "not as high as the picture"
    words.deleteLater()


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


SHOWS_MARKUP = {"QLabel", "QTextBrowser", "QTextEdit", "QTextDocument", "QMessageBox", "QErrorMessage", "QWhatsThis"}


def test_nobody_makes_what_could_show_markup() -> None:
    """Labels come from `basic.label`, HTML is shown by `widgets.html`, every tooltip goes through `text.tip`."""
    wrong = []
    for path in sorted(UI.rglob("*.py")):
        for name, node in calls(path):
            where = f"{path.relative_to(UI)}:{node.lineno}"
            if name in SHOWS_MARKUP and path.name not in ("basic.py", "html.py"):
                wrong.append(f"{where}: {name}")
            if name in ("setToolTip", "setWhatsThis", "setStatusTip") and not is_safe(node.args[0]):
                wrong.append(f"{where}: {name}")
            if name == "showText" and not is_safe(node.args[1]):
                wrong.append(f"{where}: {name}")
    assert wrong == []


def is_safe(words: ast.expr) -> bool:
    """`tip(…)`, or our own words with nothing put in."""
    if not isinstance(words, ast.Call):
        return False
    name = words.func.attr if isinstance(words.func, ast.Attribute) else getattr(words.func, "id", "")
    return name in ("tip", "tr")
