"""The day's list in the window: who stands there, what is masked, what is saved and printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.values import Account, masked
from app.schedule.day_list import DayList, Line, ListedDay
from app.schedule.day_list_file import chapters, show_id
from tests.ui.slots_world import DAY, OTHER_DAY, PEOPLE, Desk, desk
from ui.kit.theme import Mode, Theme
from ui.schedule.day_list import DayListDialog
from ui.schedule.day_paper import as_pdf, draw
from ui.schedule.screen import ScheduleScreen


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    with desk(qapp, qtbot, theme, tmp_path) as made:
        yield made


def list_of(at: Desk, qtbot: QtBot) -> DayListDialog:
    """By the button of the day's card."""
    screen = ScheduleScreen(at.theme, at.pieces.timetable)
    at.show(screen)
    screen.month.choose(DAY)
    at.wait(lambda: screen.day.plan is not None and screen.day.plan.date == DAY)
    qtbot.mouseClick(screen.day.list, Qt.MouseButton.LeftButton)
    dialog = screen.asking.dialog
    assert isinstance(dialog, DayListDialog)
    at.wait(lambda: dialog.list is not None)
    return dialog


def cells(dialog: DayListDialog, column: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_who_is_booked_is_listed_masked_unless_the_clerk_wants_whole_ids(at: Desk, qtbot: QtBot) -> None:
    for number, hour in ((0, 9), (1, 8)):
        at.citizen_books(number, DAY, hour)
    dialog = list_of(at, qtbot)
    assert cells(dialog, 2) == ["08:00", "09:00"]
    assert cells(dialog, 4) == [PEOPLE[1].full_name, PEOPLE[0].full_name]
    assert cells(dialog, 3) == [masked(PEOPLE[1].cid), masked(PEOPLE[0].cid)]
    assert dialog.sums.text() == "Booked: 2"
    dialog.whole.setChecked(True)
    assert cells(dialog, 3)[0] == show_id(PEOPLE[1].cid, whole=True)


def test_who_came_since_the_last_look_is_marked_and_a_span_shows_its_days(at: Desk, qtbot: QtBot) -> None:
    at.citizen_books(0, DAY, 9)
    dialog = list_of(at, qtbot)
    assert cells(dialog, 6) == [""]
    at.citizen_books(1, DAY, 10)
    at.citizen_books(2, OTHER_DAY, 8)
    dialog._take(None)
    dialog.last.set_day(OTHER_DAY)
    at.wait(lambda: dialog.list is not None)
    assert cells(dialog, 6) == ["", "new", ""]
    assert not dialog.table.isColumnHidden(1)
    assert dialog.sums.text() == "3 people on 2 days"
    with qtbot.waitSignal(dialog.remind_wanted) as wanted:
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert wanted.args == [(DAY, OTHER_DAY)]


def test_the_list_is_saved_as_a_workbook_and_as_pages(at: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    at.citizen_books(0, DAY, 9)
    dialog = list_of(at, qtbot)
    with qtbot.waitSignal(dialog._listing.saved):
        dialog.taking.save(tmp_path / "day.xlsx")
    assert load_workbook(tmp_path / "day.xlsx").worksheets[0]["D5"].value == PEOPLE[0].full_name
    dialog.taking.save(tmp_path / "day.pdf")
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.notes.words.text() == f"The list is saved: {tmp_path / 'day.pdf'}"


def test_each_day_begins_a_page_and_every_page_is_numbered(qapp: QApplication, theme: Theme) -> None:
    lines = tuple(Line(DAY, PEOPLE[n].cid, 8 + n // 20, PEOPLE[n].full_name, 1) for n in range(70))
    days = (ListedDay(DAY, lines), ListedDay(OTHER_DAY, lines[:1]))
    pdf = as_pdf(chapters(DayList(Account("99001", "u", "", "โรงพยาบาลสมมุติ"), days), "th", whole=False))
    assert pdf.count(b"/Type /Page\n") == 4, "three pages of the first day, one of the other"


def test_a_dark_window_prints_black_letters(qapp: QApplication, theme: Theme) -> None:
    """Those of its own palette are pale: a list on white paper that nobody can read."""

    class Page(QImage):
        def newPage(self) -> None:
            raise AssertionError("one page is enough")

    line = Line(DAY, PEOPLE[0].cid, 8, PEOPLE[0].full_name, 1)
    page = Page(1000, 600, QImage.Format.Format_Grayscale8)
    page.fill(255)
    theme.use(Mode.DARK)
    told = chapters(DayList(Account("99001", "u", "", "โรงพยาบาลสมมุติ"), (ListedDay(DAY, (line,)),)), "th", whole=False)
    draw(page, told)  # type: ignore[arg-type]
    body = page.copy(0, 60, 1000, 400)
    assert sum(value < 100 for value in bytes(body.constBits())) > 200
