"""Every dialog on the screens clinics have: never larger than what is free, its buttons in sight, its body scrolls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QRadioButton, QWidget

from app.booking.distribute import Left, Place, Proposal
from app.booking.plan import Plan, Step
from app.domain.address import REAL_SERVER
from app.domain.message import Draft, Recipient
from app.domain.values import REASONS, Account, Appointment, Person, Problem, SetAside, Severity, State, TimeSlot
from app.errors import AppError
from app.journal.looks import Seen
from app.journal.office_look import Found
from app.people.by_list import Found as Standing
from app.people.by_list import ListPlan
from app.people.targets import NewPerson
from app.schedule.day_list import DayList, Line, ListedDay
from app.sheets.check import check
from app.sheets.columns import Doubt
from app.sheets.files import SheetInfo
from app.sheets.files.model import RawSheet
from app.sheets.mends import Mends
from app.system.paths import DataDir
from app.thai import thai_now
from app.wording.lists import LEFT
from tests.ui.sheets import HEADERS, person, rows
from tests.world import any_day, next_holiday
from ui.calendar.day_field import DayField
from ui.history.clear_history import ClearHistory
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.room import FRAME
from ui.kit.theme import Theme
from ui.messages.dialogs import ConfirmSend, EditPerson, PickPerson, Unreached
from ui.messages.reminding import AskDays
from ui.phones.own_seats import ChooseSeat
from ui.program.language import Language
from ui.schedule.day_list import DayListDialog
from ui.schedule.edit_slot import EditSlot
from ui.schedule.listing import Listing
from ui.schedule.make_slots import MakeSlots
from ui.schedule.template_box import TemplateName
from ui.session.password_again import PasswordAgain
from ui.settings.change_server import ChangeServer
from ui.settings.join_office import ChangePassphrase, JoinOffice, LeaveOffice, SignOutFirst
from ui.sheet.choosing import ColumnsQuestion, SheetQuestion
from ui.sheet.distributing import Wanted
from ui.sheet.doubts import SAME
from ui.sheet.kept import Offer
from ui.sheet.lines import Lines
from ui.sheet.listed import OfList
from ui.sheet.same import SameQuestion
from ui.targets.dialogs import RegisterMany, RegisterPerson
from ui.upload.by_list import Proposed
from ui.upload.confirm_retry import ConfirmRetry
from ui.upload.confirm_start import ConfirmStart
from ui.upload.dates_question import DatesQuestion
from ui.upload.distribution import DistributeQuestion, Rows
from ui.upload.doubtful_days import DoubtfulDays
from ui.upload.file_changed import FileChanged
from ui.upload.kept_questions import KeptQuestion, Unkept
from ui.upload.list_questions import ListQuestion, WhichDay
from ui.upload.mend_list import MendList
from ui.upload.new_ids import WhoseId
from ui.upload.retry import Anew
from ui.upload.series import COLUMNS, Member
from ui.upload.series_summary import SeriesSummary
from ui.window.crash import CrashDialog
from ui.window.pieces import Pieces, make_pieces

FREE = (QSize(1366, 720), QSize(1280, 672))  # px, less the taskbar: 1366 × 768, full HD at 150 %
SMALLEST = QSize(911, 480)  # 1366 × 768 at 150 %
LETTERS = (100, 125, 150)  # %
WORDS = "ข้อความสำหรับผู้มารับวัคซีนที่โรงพยาบาลทดสอบ " * 40
LIST_COLUMNS = {"cid": 0, "person_name": 1, "appointment_date": 2, "appointment_time": 3}
DAYS = [any_day(number) for number in range(12)]
DOUBTS = tuple(Doubt(field, (0, 1, 2, 3)) for field in ("cid", "appointment_date", "appointment_time"))
SHEETS = [SheetInfo(f"แผ่นที่ {number}", 120, False, True, (HEADERS,) * 6, 118) for number in range(9)]


@dataclass
class House:
    """What dialogs are handed, without a window."""

    theme: Theme
    pieces: Pieces
    language: Language
    window: QWidget


@pytest.fixture
def house(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[House]:
    parent = QObject()
    pieces = make_pieces(DataDir(tmp_path), 90, None, print, parent)
    made = House(theme, pieces, Language(qapp), QWidget())
    made.language.use("th")
    yield made
    made.window.deleteLater()
    pieces.end(5)
    made.language.end()
    parent.deleteLater()


Make = Callable[[House, QWidget], Question]


def _raw() -> RawSheet:
    table = [tuple(row) for row in rows(8)]
    return RawSheet(Path("คิว.xlsx"), "Sheet1", HEADERS, 1, range(2, 10), table)  # type: ignore[arg-type]


def _make_slots(house: House, parent: QWidget) -> Question:
    dialog = MakeSlots(house.theme, parent, house.pieces.timetable, by_hand=False)
    while len(dialog.periods.lines) < 3:
        dialog.periods.add.click()
    dialog._say("warn", WORDS[:200], "\n".join(["พฤ. 30 พ.ย. 2569: วันหยุด"] * 4))
    return dialog


def _day_list(house: House, parent: QWidget) -> Question:
    dialog = DayListDialog(house.theme, parent, Listing(house.pieces.timetable.calls), DAYS[0])
    lines = tuple(Line(day, person(n), 8 + n, "นางสาวชื่อยาวมาก นามสกุลยาวมาก", 1) for day in DAYS for n in range(8))
    gone = tuple(Seen(person(n), 9, "นายชื่อยาว นามสกุลยาว") for n in range(9))
    listed = ListedDay(DAYS[0], lines, readable=False, short=True, gone=gone, before=thai_now())
    dialog._listing.listed.emit(DayList(Account("10001", "u", "", WORDS[:90]), (listed,)))
    return dialog


def _confirm(house: House, parent: QWidget) -> Question:
    rows = [Appointment(row, person(row), DAYS[row % len(DAYS)], (8, 9, 13)[row % 3]) for row in range(2, 60)]
    plan = Plan(tuple(Step(row, State.PLANNED) for row in rows), ())
    dialog = ConfirmStart(house.theme, parent, REAL_SERVER, plan)
    dialog.note(skipped=3, blocked=1, refused=4)
    dialog.note_aside(WORDS[:200])
    dialog.note_not_booked([WORDS[:100]] * 3, [WORDS[:100]])
    dialog.offer_move(WORDS[:200], [2, 3], 2, WORDS[:200], WORDS[:200])
    dialog.ask_whether(DoubtfulDays(tuple(range(40)), ", ".join([WORDS[:30]] * 5)), list(range(1, 40, 2)))
    dialog.caution([WORDS[:90]] * 3, [1, 2, 3], 3, list(range(20)))
    dialog.offer_others([(WORDS[:40], 300)] * 12, 4, 5)
    dialog.offer_again([WORDS[:100]] * 6, [4, 5], 3)
    return dialog


def _series(house: House, parent: QWidget) -> Question:
    """A month of sheets, in which everything happened that can."""
    members = [Member(WORDS[:50], 1000, Counter(dict.fromkeys(COLUMNS, 100))) for _ in range(31)]
    dialog = SeriesSummary(house.theme, parent, members, replace(members[0], name="รวมทั้งหมด"))
    dialog.told.tell("good", WORDS[:200])
    return dialog


def _register_many(house: House, parent: QWidget) -> Question:
    new = NewPerson(person(1), "นาย", "ทดสอบ", "ระบบ", DAYS[0].replace(year=1980), 1)
    return RegisterMany(house.theme, parent, [new] * 9, [])


def _join_office(house: House, parent: QWidget) -> Question:
    dialog = JoinOffice(house.theme, parent, "db.hospital.go.th")
    dialog.tell_found(Found("db.hospital.go.th/mophic", "16.3", "TLSv1.3", "", False, 0, 0, 1, 312.0))
    return dialog


def _distribute(house: House, parent: QWidget) -> Question:
    """With a proposal over many days, and many who are left over for reasons of their own."""
    wrong = tuple(Problem(row, "cid", "cid_length", Severity.ERROR, "123", {"count": 3}) for row in range(3002, 3050))
    aside = tuple(SetAside(row, reason) for row, reason in enumerate(REASONS, 3050))
    rows = Rows(tuple(range(2, 3002)), wrong, aside, 40, ("F ตั้งแต่วันที่มาได้", "G ถึงวันที่มาได้"))
    dialog = DistributeQuestion(house.theme, parent, rows, families=True)
    asked = Wanted((), DAYS[0], DAYS[-1], families=False)
    places = {row: Place(DAYS[row % 12], 8 + row % 7) for row in range(2, 2000)}
    left = {row: Left("no_free_hour", DAYS[0], DAYS[row % 12]) for row in range(2000, 3002)}
    dialog._asked = asked
    dialog.show_proposal(asked, Proposal(places, left, tuple(DAYS)))
    return dialog


def _list(house: House, parent: QWidget) -> Question:
    """Many to be moved, and many left for every reason there is."""
    rows = []
    for number in range(2, 900):
        old = Appointment(number, person(number), DAYS[0], 8 + number % 7)
        code = LEFT[number % len(LEFT)] if number > 500 else ""
        rows.append(Standing(number, old.cid, code, old, 1, None if code else replace(old, date=DAYS[number % 12])))
    feast = next_holiday()
    rows += [replace(rows[0], row=1000 + at, wanted=replace(rows[0].standing, date=feast)) for at in range(3)]
    plan = ListPlan("move_list", tuple(rows), holidays=(feast,))
    checked = check(_raw(), LIST_COLUMNS, facility=None, today=DAYS[0])
    proposed = Proposed("move_list", WORDS[:80], plan, notes=("schedule_not_whole",), checked=checked)
    return ListQuestion(house.theme, parent, REAL_SERVER, proposed)


def _mend_list(house: House, parent: QWidget) -> Question:
    """Rows of every reason, whose ids can be read or not."""
    checked = check(_raw(), LIST_COLUMNS, facility=None, today=DAYS[0])
    left = [Standing(row, person(row), code) for row, code in zip(range(2, 8), LEFT, strict=False)]
    problems = [Problem(row, "cid", "cid_not_13", Severity.ERROR, "123") for row in range(8, 60)]
    return MendList(house.theme, parent, OfList(checked, ListPlan("move_list", tuple(left)), problems), "move_list")


def _plain(house: House, parent: QWidget) -> Question:
    dialog = Question(house.theme, parent, "x", WORDS[:100])
    dialog.say(WORDS)
    dialog.warn("bad", WORDS[:300])
    return dialog


MAYBE = Problem(
    0,
    "appointment_date",
    "date_order_assumed",
    Severity.WARNING,
    "5/11/2569",
    {"text": "5/11/2569", "date": DAYS[0], "other": DAYS[5], "th": "5 พ.ย. 2569", "en": "5 Nov 2026"},
)
PEOPLE = [Person(person(number), "นาย", "ทดสอบ", f"ลำดับ{number}") for number in range(30)]
BOOKED = [Appointment(number, person(number), DAYS[0], 9, person_name=WORDS[:60]) for number in range(2, 20)]
DIALOGS: dict[type[Question], Make] = {
    Question: _plain,
    MakeSlots: _make_slots,
    AskDays: lambda p, w: AskDays(p.theme, w),
    DayListDialog: _day_list,
    ConfirmStart: _confirm,
    ConfirmRetry: lambda p, w: ConfirmRetry(p.theme, w, 90, Anew(tuple(range(2, 60, 2)), tuple(range(3, 60, 2)))),
    SeriesSummary: _series,
    RegisterMany: _register_many,
    EditSlot: lambda p, w: EditSlot(p.theme, w, p.pieces.timetable, TimeSlot(DAYS[1], 8, 9, 1, 10, 4)),
    TemplateName: lambda p, w: TemplateName(p.theme, w),
    ClearHistory: lambda p, w: ClearHistory(p.theme, w),
    ConfirmSend: lambda p, w: ConfirmSend(p.theme, w, REAL_SERVER, 3000, Draft("หัวเรื่อง", WORDS, "https://example.org")),
    EditPerson: lambda p, w: EditPerson(p.theme, w, Recipient(person(1), "นายทดสอบ ระบบ")),
    PickPerson: lambda p, w: PickPerson(p.theme, w, PEOPLE),
    ChooseSeat: lambda p, w: ChooseSeat(p.theme, w, p.pieces.phones, "นายทดสอบ ระบบ", "10001", 1, None),
    PasswordAgain: lambda p, w: PasswordAgain(p.theme, w, "somebody", WORDS[:200]),
    ChangeServer: lambda p, w: ChangeServer(p.theme, w, "https://example.org"),
    JoinOffice: _join_office,
    ChangePassphrase: lambda p, w: ChangePassphrase(p.theme, w),
    LeaveOffice: lambda p, w: LeaveOffice(p.theme, w, "db.hospital.go.th/mophic"),
    SignOutFirst: lambda p, w: SignOutFirst(p.theme, w, "นางสาวชื่อยาวมาก นามสกุลยาวมาก"),
    ColumnsQuestion: lambda p, w: ColumnsQuestion(p.theme, w, _raw(), {"person_name": 1}, DOUBTS),
    SheetQuestion: lambda p, w: SheetQuestion(p.theme, w, "คิว.xlsx", SHEETS),
    DistributeQuestion: _distribute,
    ListQuestion: _list,
    MendList: _mend_list,
    Unreached: lambda p, w: Unreached(
        p.theme, w, [Recipient(person(number), WORDS[:60], DAYS[1], 9) for number in range(50)]
    ),
    WhichDay: lambda p, w: WhichDay(p.theme, w, DAYS[0]),
    SameQuestion: lambda p, w: SameQuestion(p.theme, w, 3000),
    RegisterPerson: lambda p, w: RegisterPerson(p.theme, w, person(1)),
    WhoseId: lambda p, w: WhoseId(p.theme, w, Lines(), [], BOOKED, others=2),
    KeptQuestion: lambda p, w: KeptQuestion(p.theme, w, Offer(Mends({(2, "cid"): person(1)}), thai_now(), lost=2)),
    Unkept: lambda p, w: Unkept(p.theme, w, 15, "unkept_unwritable"),
    DatesQuestion: lambda p, w: DatesQuestion(p.theme, w, MAYBE),
    FileChanged: lambda p, w: FileChanged(p.theme, w, "คิว.xlsx", 3, gone=False),
    CrashDialog: lambda p, w: CrashDialog(p.theme, w, AppError("bug"), lambda out: out),
}


def kinds(of: type[Question] = Question) -> Iterator[type[Question]]:
    yield of
    for kind in of.__subclasses__():
        yield from kinds(kind)


def outside(dialog: Question, free: QRect) -> Iterator[str]:
    """What of it lies outside of the free screen, and which of its buttons can't be seen whole."""
    if not free.contains(dialog.frameGeometry()):
        yield f"{dialog.frameGeometry()} of {free}"
    for place in range(dialog.buttons.count()):
        item = dialog.buttons.itemAt(place)
        button = item.widget() if item is not None else None
        if isinstance(button, QAbstractButton) and button.isVisible():
            box = QRect(button.mapTo(dialog, QPoint(0, 0)), button.size())
            whole = button.width() >= button.minimumSizeHint().width() and button.visibleRegion().boundingRect()
            if not dialog.rect().contains(box) or whole != button.rect():
                yield f"{button.text()!r} {box} of {dialog.rect()}"


def cut(dialog: Question, free: QRect) -> Iterator[str]:
    """Which of its words have less height than they need, whether its yes stands elsewhere than in all others, and
    whether it scrolls beside room that is free."""
    for words in dialog.findChildren(QLabel):
        if words.isVisible() and words.wordWrap() and words.height() < words.heightForWidth(words.width()):
            yield f"{words.text()[:40]!r} {words.height()} of {words.heightForWidth(words.width())} px"
    shown = [
        part for place in range(dialog.buttons.count()) if (part := dialog.buttons.itemAt(place).widget()) is not None
    ]
    if dialog.yes.isVisible() and shown[-1] is not dialog.yes:
        yield f"the last button is not {dialog.yes.text()!r}"
    hidden = dialog.area.verticalScrollBar().maximum()
    if hidden and dialog.height() < free.height() - FRAME.height():
        yield f"{hidden} px to be scrolled to in {dialog.height()} of {free.height()} px"


def test_every_dialog_fits_the_free_screen(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {kind for kind in kinds() if kind.__module__.startswith("ui.")}
    assert ours == set(DIALOGS), "a dialog that is never opened here"
    free = QRect()
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: free)
    wrong = {}
    for letters, lang in product(LETTERS, ("th", "en")):
        if lang == "th":
            house.theme.use_text_size(letters)
        house.language.use(lang)
        for kind, make in DIALOGS.items():
            free = QRect(QPoint(0, 0), FREE[0])
            dialog = make(house, house.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
            for size in (*FREE, *[SMALLEST] * (letters == 100)):  # the largest first
                free = QRect(QPoint(0, 0), size)
                dialog.open()
                QCoreApplication.processEvents()
                if found := [*outside(dialog, free), *cut(dialog, free)]:
                    wrong[kind.__name__, lang, letters, size.toTuple()] = found
                dialog.hide()
            dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert wrong == {}


def test_a_headline_of_two_lines_above_one_line_of_facts_is_shown_whole(house: House) -> None:
    dialog = Question(house.theme, house.window, "x", "แน่ใจหรือไม่ว่าไม่มีในทะเบียนข้อความของ Dashboard")
    dialog.warn("warn", "หากข้อความถูกส่งไปแล้ว ประชาชนอาจได้รับข้อความซ้ำ")
    dialog.open()
    QCoreApplication.processEvents()
    assert [*cut(dialog, dialog.screen().availableGeometry())] == []
    dialog.reject()


def test_an_answer_stands_beside_its_field(house: House) -> None:
    dialog = ColumnsQuestion(house.theme, house.window, _raw(), {}, (Doubt("appointment_date", (1,)),))
    dialog.open()
    QCoreApplication.processEvents()
    asked = dialog.asked["appointment_date"]
    assert asked.value is not None
    assert asked.value.day is not None
    answer, field = asked.options[SAME].button, asked.value.day.field
    middle = [part.mapTo(dialog, part.rect().center()).y() for part in (answer, field)]
    assert abs(middle[0] - middle[1]) <= 2
    dialog.reject()


def walked(dialog: Question, key: Qt.Key) -> list[QWidget]:
    """Where Tab (or with Shift) leads, once round."""
    seen: list[QWidget] = []
    while (now := dialog.focusWidget()) is not None and now not in seen:
        seen.append(now)
        shift = Qt.KeyboardModifier.ShiftModifier if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(now, key, shift)
    return seen


def opened(make: Make, house: House) -> Question:
    """With the keyboard in it."""
    dialog = make(house, house.window)
    dialog.open()
    dialog.activateWindow()
    QCoreApplication.processEvents()
    return dialog


def test_tab_goes_round_in_every_dialog_and_is_caught_nowhere(house: House) -> None:
    missed = {}
    for kind, make in DIALOGS.items():
        dialog = opened(make, house)
        for day in dialog.findChildren(DayField):
            day._popup.month.chosen.emit(DAYS[1])
        wanted = [
            part
            for part in dialog.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            if part.focusProxy() is None and part.window() is dialog and not isinstance(part, QRadioButton)
        ]  # of radio buttons Tab comes to the chosen one, the arrows to the others
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            reached = walked(dialog, key)
            if left := [part for part in wanted if part not in reached]:
                missed[kind.__name__, key.name] = left
        dialog.reject()
    assert missed == {}


def _name(part: QWidget) -> str:
    return part.text() if isinstance(part, QAbstractButton) else part.accessibleName() or type(part).__name__


def _seen_from(dialog: Question, part: QWidget) -> tuple[int, QRect]:
    """Whether it stands among the facts or below them, and its place there, however far the facts are scrolled."""
    page = dialog.area.page
    within = page if page.isAncestorOf(part) else dialog
    return int(within is dialog), QRect(part.mapTo(within, QPoint(0, 0)), part.size())


def _back(dialog: Question, before: QWidget, after: QWidget) -> bool:
    """Whether the eye goes back on the way: up, or to the left in the same line."""
    (part, one), (next_part, other) = _seen_from(dialog, before), _seen_from(dialog, after)
    if part != next_part:
        return part > next_part
    in_line = one.top() <= other.center().y() <= one.bottom() or other.top() <= one.center().y() <= other.bottom()
    return other.right() < one.left() if in_line else other.bottom() < one.top()


def _goes_back(dialog: Question, way: list[QWidget]) -> list[str]:
    """Where the walk leads up, or to the left in a line, more than the once that closes the round."""
    pairs = zip(way, way[1:] + way[:1], strict=True)
    back = [f"{_name(before)} before {_name(after)}" for before, after in pairs if _back(dialog, before, after)]
    return back if len(back) > 1 else []


def _harms(dialog: Question) -> bool:
    """Whether the keyboard begins at a button that does something."""
    first = dialog.focusWidget()
    choice = first is dialog.no or isinstance(first, QRadioButton | QCheckBox)
    return isinstance(first, QAbstractButton) and not choice and dialog.no.isVisible()


def test_tab_follows_what_is_seen_and_begins_at_what_does_no_harm(house: House) -> None:
    wrong = {}
    for kind, make in DIALOGS.items():
        dialog = opened(make, house)
        if _harms(dialog):
            wrong[kind.__name__] = ["begins at a deed"]
        elif said := _goes_back(dialog, walked(dialog, Qt.Key.Key_Tab)):
            wrong[kind.__name__] = said
        dialog.reject()
    assert wrong == {}


def test_tab_follows_what_is_seen_where_it_must_be_scrolled_to(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 911, 480))
    dialog = opened(_confirm, house)
    assert _goes_back(dialog, walked(dialog, Qt.Key.Key_Tab)) == []
    dialog.reject()


def test_what_a_low_dialog_hides_can_be_scrolled_to(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 911, 480))
    dialog = _confirm(house, house.window)
    dialog.open()
    QCoreApplication.processEvents()
    page, bar = dialog.area.page, dialog.area.verticalScrollBar()
    assert page.height() > dialog.area.viewport().height()
    assert bar.maximum() == page.height() - dialog.area.viewport().height()
    dialog.reject()


def test_a_dialog_that_scrolls_keeps_its_width(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scroll bar's part is added once, not at each look at its height."""
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 1366, 480))
    dialog = _plain(house, house.window)
    dialog.open()
    QCoreApplication.processEvents()
    before = dialog.width()
    for _ in range(3):
        dialog._grow()
    assert dialog.width() == before
    dialog.reject()


def test_an_hour_stays_in_one_line_of_a_headline(house: House) -> None:
    words = "แก้ไขช่วงเวลา จ. 30 พ.ย. 2569 08:00–09:00 น."
    dialog = Question(house.theme, house.window, "x", words)
    assert dialog.head.text() == words
    assert QLabel.text(dialog.head).endswith("08:00\u2060–\u206009:00\u00a0น.")


def test_a_dialog_grows_with_what_it_is_told_and_stays_on_the_screen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = QRect(0, 0, 1366, 720)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: free)
    dialog = Question(house.theme, house.window, "x", "?")
    dialog.open()
    QCoreApplication.processEvents()
    before = dialog.height()
    for _ in range(3):
        dialog.say(WORDS[:250])
        for _ in range(3):
            QCoreApplication.processEvents()
    assert dialog.height() > before
    before = dialog.height()
    told = Notice(house.theme)
    dialog.staying.addWidget(told)
    told.tell("warn", WORDS[:150])
    for _ in range(3):
        QCoreApplication.processEvents()
    assert dialog.height() > before
    assert [*cut(dialog, free)] == []
    for _ in range(9):
        dialog.say(WORDS[:400])
    for _ in range(3):
        QCoreApplication.processEvents()
    assert [*outside(dialog, free)] == []
    dialog.reject()
