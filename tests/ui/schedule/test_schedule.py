"""The timetable on the screen: what the clerk reads, what the practice server holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QListView, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.address import Server
from app.domain.values import TimeSlot
from app.schedule.timetable import DayTotal, Hour
from app.sheets.cells.holidays import name_of
from tests.ui.kit.test_theme import TEXT, contrast
from tests.ui.slots_world import DAY, PEOPLE, Desk, desk
from ui.calendar.hours import SEAT_COLUMNS, HourModel
from ui.calendar.month import DEEPER, FULL, PALE, Month
from ui.kit.table import ListModel
from ui.kit.theme import DARK, LIGHT, Colours, Theme
from ui.schedule.edit_slot import EditSlot
from ui.schedule.make_slots import MakeSlots
from ui.schedule.screen import ScheduleScreen

SATURDAYS = (DAY + timedelta(days=(5 - DAY.weekday()) % 7 + 7 * week) for week in range(2))
SATURDAY = next(day for day in SATURDAYS if name_of(day) is None)  # a day without slots


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    with desk(qapp, qtbot, theme, tmp_path) as made:
        yield made


def screen_of(at: Desk) -> ScheduleScreen:
    """On DAY."""
    screen = ScheduleScreen(at.theme, at.pieces.timetable)
    at.show(screen)
    screen.month.choose(DAY)
    at.wait(lambda: not screen.month.loading and screen.day.plan is not None and screen.day.plan.date == DAY)
    return screen


def dialog_of(at: Desk, screen: ScheduleScreen) -> MakeSlots:
    dialog = screen.making.asking.dialog
    assert isinstance(dialog, MakeSlots)
    at.wait(lambda: dialog.periods.lines)
    return dialog


def test_a_month_without_slots_sends_nobody_away_from_the_next_one(at: Desk) -> None:
    """On the last days of a month its slots may be over, and the next month's stand."""
    screen = screen_of(at)
    far = DAY + timedelta(days=400)
    screen.month.choose(far)
    at.wait(lambda: not screen.month.loading and screen.day.plan is not None and screen.day.plan.date == far)
    assert screen.sums.text() == "This month has no slots. Look at the next month, or create the timetable."


def test_a_month_shows_seats_and_a_day_who_sits_there(at: Desk) -> None:
    at.citizen_books(0, DAY, 9)
    at.citizen_books(1, DAY, 9)
    screen = screen_of(at)
    assert screen.month.words_of(DAY) == "68 free, 2 booked"
    assert screen.month.words_of(SATURDAY) == "no slots"
    assert "2 booked" in screen.sums.text()
    assert [screen.day.hours.hours.index(place).data() for place in range(2)] == [
        "08:00–09:00 0 of 10 booked dose 1",
        "09:00–10:00 2 of 10 booked dose 1",
    ]
    screen.day.hours.setCurrentIndex(screen.day.hours.hours.index(1))
    seats = screen.day.seats.seats
    names = [seats.index(row, 1).data() for row in range(3)]
    assert names == [PEOPLE[0].full_name, PEOPLE[1].full_name, "free"]
    assert seats.index(0, 3).data() == "the citizen"
    assert PEOPLE[0].cid not in seats.index(0, 2).data()
    assert screen.day.seats.currentIndex().row() == 2, "the first free seat is chosen"


def test_a_free_seat_is_booked_and_a_taken_one_shows_the_person(at: Desk, qtbot: QtBot) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at)
    with qtbot.waitSignal(screen.book_wanted) as wanted:
        qtbot.mouseClick(screen.day.book, Qt.MouseButton.LeftButton)
    assert wanted.args == [DAY, 8, 1]
    screen.day.seats.selectRow(0)
    assert not screen.day.book.isEnabled()
    with qtbot.waitSignal(screen.person_wanted) as shown:
        qtbot.mouseClick(screen.day.person, Qt.MouseButton.LeftButton)
    assert shown.args == [PEOPLE[0].cid]


def test_the_keyboard_walks_the_month(at: Desk, qtbot: QtBot) -> None:
    screen = screen_of(at)
    screen.month.setFocus()
    qtbot.keyClick(screen.month, Qt.Key.Key_Right)
    assert screen.month.day == DAY + timedelta(days=1)
    qtbot.keyClick(screen.month, Qt.Key.Key_Down)
    assert screen.month.day == DAY + timedelta(days=8)
    qtbot.keyClick(screen.month, Qt.Key.Key_PageUp)
    before = DAY.replace(day=1) - timedelta(days=1)
    assert (screen.bar.year, screen.bar.month) == (before.year, before.month)
    at.wait(lambda: not screen.month.loading)
    assert "free" in screen.month.accessibleDescription() or "no slots" in screen.month.accessibleDescription()
    box = screen.month.box(before.replace(day=15))
    qtbot.mouseClick(screen.month, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert screen.month.day.month == screen.month.month


def test_a_template_makes_the_timetable(at: Desk, qtbot: QtBot) -> None:
    screen = screen_of(at)
    qtbot.mouseClick(screen.from_template, Qt.MouseButton.LeftButton)
    dialog = dialog_of(at, screen)
    assert [(one.first.value(), one.last.value()) for one in dialog.periods.lines] == [(8, 12), (13, 16)]
    dialog.first.field.setText("")
    qtbot.keyClicks(dialog.first.field, f"{SATURDAY.day}/{SATURDAY.month}/{SATURDAY.year + 543}")
    dialog.last.set_day(SATURDAY)
    dialog.holidays.setChecked(False)
    at.wait(lambda: dialog.plan is not None)
    assert not dialog.yes.isEnabled(), "Saturday is not ticked"
    dialog.weekdays.boxes[5].setChecked(True)
    at.wait(lambda: dialog.plan is not None and dialog.plan.create)
    assert dialog.told.words.text() == "Planned: hours 7, days 1, seats in all 70 (nothing is made on the server yet)."
    assert at.made(SATURDAY) == []
    with qtbot.waitSignal(at.pieces.timetable.saved):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert [one[:2] for one in at.made(SATURDAY)] == [(hour, 10) for hour in (8, 9, 10, 11, 13, 14, 15)]
    assert screen.notice.words.text() == "Made: hours 7, days 1, seats in all 70."
    at.wait(lambda: screen.month.words_of(SATURDAY) == "70 free, 0 booked")


def test_what_is_left_out_takes_one_line_and_is_all_in_its_tooltip(at: Desk, qtbot: QtBot) -> None:
    """Line after line of it would push the days of the dialog out of sight."""
    screen = screen_of(at)
    qtbot.mouseClick(screen.from_template, Qt.MouseButton.LeftButton)
    dialog = dialog_of(at, screen)
    dialog.first.set_day(DAY)
    dialog.last.set_day(DAY + timedelta(days=1))
    dialog.holidays.setChecked(False)
    for box in dialog.weekdays.boxes:
        box.setChecked(True)
    at.wait(lambda: dialog.plan is not None and len(dialog.plan.clashes) > 3)
    told, plan = dialog.told.details.text(), dialog.plan
    assert plan is not None
    assert "\n" not in told
    assert told.endswith(f" … +{len(plan.clashes) + len(plan.left_out) - 1}")
    assert "There is a slot 10:00 to 11:00 already" in dialog.told.toolTip()


def test_by_hand_says_what_clashes_and_makes_the_rest(at: Desk, qtbot: QtBot) -> None:
    screen = screen_of(at)
    qtbot.mouseClick(screen.by_hand, Qt.MouseButton.LeftButton)
    dialog = dialog_of(at, screen)
    (line,) = dialog.periods.lines
    line.first.setValue(11)
    line.last.setValue(13)
    line.seats.setValue(4)
    at.wait(lambda: dialog.plan is not None and dialog.plan.clashes)
    assert "There is a slot 11:00 to 12:00 already" in dialog.told.details.text()
    with qtbot.waitSignal(at.pieces.timetable.saved):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert (12, 4, 0) in at.made(DAY)


def test_own_templates_are_kept_and_removed(at: Desk, qtbot: QtBot) -> None:
    screen = screen_of(at)
    qtbot.mouseClick(screen.from_template, Qt.MouseButton.LeftButton)
    dialog = dialog_of(at, screen)
    dialog.periods.lines[0].seats.setValue(33)
    dialog.hours.keep_as("My Monday")
    at.wait(lambda: dialog.hours.template.findText("My Monday") >= 0)
    assert "My Monday" in (at.folder / "templates.json").read_text(encoding="utf-8")
    dialog.hours.template.setCurrentText("My Monday")
    dialog.hours.use()
    assert dialog.periods.lines[0].seats.value() == 33
    assert dialog.hours.drop.isEnabled()
    qtbot.mouseClick(dialog.hours.drop, Qt.MouseButton.LeftButton)
    at.wait(lambda: dialog.hours.template.findText("My Monday") < 0)
    dialog.periods.lines[1].first.setValue(9)
    dialog.hours.keep_as("Overlap")
    assert dialog.told.words.text() == "The template's hours overlap at 09:00. Change them so that they don't."


def test_the_real_host_is_told_before_and_gets_a_plan_instead(at: Desk, qtbot: QtBot) -> None:
    screen = screen_of(at)
    work = at.pieces.work
    assert work.session.desk is not None
    work.session.desk.server = Server(at.practice.url, practice=False)
    work.under_way.changed.emit()
    assert screen.day.edit.isHidden()
    assert screen.dose.itemText(0) == "Dose 1"
    qtbot.mouseClick(screen.by_hand, Qt.MouseButton.LeftButton)
    dialog = dialog_of(at, screen)
    assert dialog.yes.isHidden()
    assert dialog.dashboard.isVisible()
    dialog.first.set_day(SATURDAY)
    at.wait(lambda: dialog.plan is not None and dialog.plan.create)
    out = at.folder / "plan.xlsx"
    with qtbot.waitSignal(at.pieces.timetable.exported):
        assert dialog.plan is not None
        at.pieces.timetable.export(dialog.plan, out, "en")
    assert len(list(load_workbook(out).worksheets[0].iter_rows())) == 1 + len(dialog.plan.create)
    assert str(out) in dialog.told.words.text()
    at.pieces.timetable.create(dialog.plan)
    at.wait(lambda: screen.notice.isVisible())
    assert "On the real system this is done on the Dashboard" in screen.notice.words.text()
    assert at.made(SATURDAY) == []
    dialog.reject()


def test_a_slot_is_changed_but_not_below_the_seats_taken(at: Desk, qtbot: QtBot) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at)
    qtbot.mouseClick(screen.day.edit, Qt.MouseButton.LeftButton)
    dialog = screen.making.asking.dialog
    assert isinstance(dialog, EditSlot)
    assert dialog.seats.minimum() == 1
    assert dialog.remove.isHidden()
    dialog.seats.setValue(3)
    dialog.locked.setChecked(True)
    with qtbot.waitSignal(at.pieces.timetable.saved):
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert at.made(DAY)[0] == (8, 3, 1)
    at.wait(lambda: "booking confirmed" in screen.day.hours.hours.index(0).data())
    screen.day.hours.setCurrentIndex(screen.day.hours.hours.index(1))
    qtbot.mouseClick(screen.day.edit, Qt.MouseButton.LeftButton)
    dialog = screen.making.asking.dialog
    assert isinstance(dialog, EditSlot)
    with qtbot.waitSignal(at.pieces.timetable.saved):
        qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert [one[0] for one in at.made(DAY)] == [8, 10, 11, 13, 14, 15]


def test_a_field_site_has_its_own_timetable(at: Desk) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at)
    screen.site.setCurrentIndex(1)
    screen._choose_site()
    at.wait(lambda: screen.month.words_of(DAY) == "70 free, 0 booked")
    screen.site.setCurrentIndex(0)
    screen._choose_site()
    at.wait(lambda: screen.month.words_of(DAY) == "69 free, 1 booked")


def test_after_signing_out_nobody_is_shown(at: Desk) -> None:
    at.citizen_books(0, DAY, 8)
    screen = screen_of(at)
    at.pieces.work.session.sign_out()
    assert screen.day.seats.seats.rowCount() == 0
    assert screen.day.hours.hours.rowCount() == 0
    assert screen.notice.words.text() == "Sign in to see the timetable."


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_on_the_heat_map_can_be_read(colours: Colours) -> None:
    tints = {
        "taken": (colours.primary, PALE + DEEPER, (colours.text, colours.muted)),
        "full": (colours.bad.ink, FULL, (colours.text, colours.muted, colours.bad.ink)),
    }
    for name, (tint, alpha, inks) in tints.items():
        pairs = zip(QColor(tint).getRgbF()[:3], QColor(colours.surface).getRgbF()[:3], strict=True)
        ground = QColor.fromRgbF(*(over * alpha + under * (1 - alpha) for over, under in pairs)).name()
        for ink in inks:
            assert contrast(ink, ground) >= TEXT, (name, ink)


def test_models_are_sound(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    slot = TimeSlot(DAY, 8, 9, 1, 3, 0)
    hours, seats = HourModel(), ListModel(SEAT_COLUMNS)
    hours.show_hours((Hour(slot, ()),))
    seats.show((None,) * 3)
    for model, view in ((hours, QListView()), (seats, QTableView())):
        qtbot.addWidget(view)
        view.setModel(model)
        qtmodeltester.check(model)


def test_a_month_that_is_not_known_is_not_guessed(theme: Theme, qtbot: QtBot) -> None:
    month = Month(theme)
    qtbot.addWidget(month)
    month.show_month(DAY.year, DAY.month, {DAY: DayTotal(DAY, 4, None)})
    assert month.words_of(DAY).endswith("booked not known") or "ไม่ทราบ" in month.words_of(DAY)
