"""What is asked about a list: which file, to which day, and whether all of that is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea, QWidget

from app.domain.address import Server
from app.domain.values import CANCEL, MOVE
from app.errors import AppError, Stopped
from app.text import for_people
from app.wording import say, say_error
from app.wording.lists import list_name
from ui.calendar.day_field import DayField
from ui.calendar.holidays import known_holidays
from ui.calendar.open_then import holiday_words
from ui.kit import text
from ui.kit.basic import Button, label
from ui.kit.notice import Notice
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.settings.preferences import Preferences
from ui.sheet.charts import HourTable, PerHour
from ui.sheet.choosing import ColumnsQuestion
from ui.sheet.listed import OfList
from ui.sheet.opening import WhichColumns
from ui.upload.by_list import ByList, Proposed
from ui.upload.files import FORMATS, where_sheets_lie
from ui.upload.list_left import ListLeft
from ui.upload.mend_list import MendList
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.journal.batches import BatchInfo

HIGHEST = 240  # px of the table of hours


class ListQuestion(Question):
    """What would be done with a list: how many people, when, and which rows are left as they are, and why.
    `chosen`: what of it the clerk has said yes to. `mend_wanted`: its other rows are to be fixed first."""

    mend_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget, server: Server, proposed: Proposed) -> None:
        super().__init__(theme, parent, "undo-2" if proposed.kind == CANCEL else "arrow-right", "")
        self.setMinimumWidth(640)
        self._all = proposed
        self.open_then: QCheckBox | None = None
        per_hour, people = _hours(proposed)
        self.say(fill(self.tr("List: %1"), list_name(proposed.name, text.lang())), "strong")
        if people:
            self._warn(proposed, server)
            self._show_hours(proposed.kind, per_hour)
        for code in proposed.notes:
            self.warn("warn", say(code, text.lang()))
        if proposed.plan is not None and proposed.plan.by_citizens:
            self.warn("warn", say("list_by_citizens", text.lang(), count=proposed.plan.by_citizens))
        if left := ListLeft().told(proposed.plan, proposed.problems):
            self.say(self.tr("Left as they are:"), "strong")
            self.say("\n".join(left))
        self.mend = Button(theme, "pencil")
        self.mend.say(self.tr("Fix these rows…"), self.tr("Then the list is looked at once more"))
        self.mend.clicked.connect(self._mend)
        self.buttons.insertWidget(0, self.mend)
        self.mend.setVisible(proposed.of_list is not None and proposed.of_list.can_mend)
        self._ask_holidays()
        self._count_people()

    def _mend(self) -> None:
        self.reject()
        self.mend_wanted.emit()

    @property
    def chosen(self) -> Proposed:
        """Without its tick nobody is moved to a public holiday."""
        plan = self._all.plan
        if plan is None or self.open_then is None or self.open_then.isChecked():
            return self._all
        return replace(self._all, plan=plan.without_holidays())

    def _ask_holidays(self) -> None:
        plan = self._all.plan
        if plan is None or not (people := len(plan.on_holidays)):
            return
        notice = Notice(self.theme)
        self.staying.addWidget(notice)
        without = self.tr("Without a tick these are left as they are; the others are moved.")
        words = holiday_words(plan.holidays)
        notice.tell("warn", f"{words}\n{without}" if people < len(plan.to_do) else words)
        self.open_then = QCheckBox(self.tr("Move to these days, too (%n person(s))", "", people))
        self.staying.addWidget(self.open_then)
        self.open_then.toggled.connect(self._count_people)

    def _count_people(self) -> None:
        chosen, asked = self.chosen, self.open_then is not None
        count = _hours(chosen)[1]
        self.head.setText(self._headline(self._all.kind, _people(chosen if count else self._all)))
        self.setWindowTitle(self.head.text())
        self._name_buttons(self._all.kind, count or _hours(self._all)[1], asked=asked)
        self.yes.setEnabled(count > 0)

    def _headline(self, kind: str, people: int) -> str:
        if not people:
            return self.tr("Nothing on this list can be done")
        if kind == CANCEL:
            return self.tr("Cancel the appointments of %n citizen(s)?", "", people)
        if kind == MOVE:
            return self.tr("Move the appointments of %n citizen(s)?", "", people)
        return self.tr("Book %n cancelled appointment(s) again?", "", people)

    def _warn(self, proposed: Proposed, server: Server) -> None:
        if proposed.kind == CANCEL:
            self.warn(
                "bad", self.tr("Whoever booked them: they are cancelled at once. To take it back they are booked anew.")
            )
            return
        words = self.tr("Each of them gets messages at once. They can't be taken back.")
        self.warn_of_messages(words, practice=server.practice)
        if proposed.kind == MOVE:
            self.say(self.tr("The new hour is booked first, then the old one is given up."))

    def _show_hours(self, kind: str, per_hour: PerHour) -> None:
        table = HourTable(self.theme)
        table.show_counts(per_hour)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(table)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedHeight(min(table.sizeHint().height() + 4, HIGHEST))
        self.say(self.tr("Appointments that go") if kind == CANCEL else self.tr("When they come then"), "strong")
        self.body.addWidget(area)

    def _name_buttons(self, kind: str, people: int, *, asked: bool) -> None:
        if not people and not asked:
            self.yes.hide()
            self.no.say(self.tr("Close"))
            return
        self.no.say(self.tr("Leave as they are"))
        if kind == CANCEL:
            self.yes.say(self.tr("Cancel %n appointment(s)", "", people))
            self.yes.set_kind("danger")
        elif kind == MOVE:
            self.yes.say(self.tr("Move %n person(s)", "", people))
        else:
            self.yes.say(self.tr("Book %n person(s)", "", people))


def _hours(proposed: Proposed) -> tuple[PerHour, int]:
    found = proposed.plan or proposed.again
    per_hour = found.per_hour() if found is not None else {}
    return per_hour, sum(per_hour.values())


def _people(proposed: Proposed) -> int:
    """Of whom some have more than one appointment that goes; what is booked again is counted by appointments."""
    return _hours(proposed)[1] if proposed.plan is None else len({row.cid for row in proposed.plan.to_do})


class WhichDay(Question):
    """To which day everybody of a day is moved."""

    def __init__(self, theme: Theme, parent: QWidget, day: date) -> None:
        super().__init__(theme, parent, "arrow-right", "")
        self._day = day
        self.head.setText(fill(self.tr("Move everybody of %1 to another day"), text.day(day)))
        self.setWindowTitle(self.head.text())
        self.say(
            self.tr(
                "Same hours. Who is booked, and what is free on the new day, is looked up first. You are asked again."
            )
        )
        self.to = DayField(theme)
        self.to.say(self.tr("To which day"))
        self.body.addWidget(label("strong", self.tr("To which day")))
        self.body.addWidget(self.to)
        self.yes.say(self.tr("See what can be moved"))
        self.holiday = Notice(theme)
        self.body.addWidget(self.holiday)
        self.to.changed.connect(self._look)
        known_holidays().told.connect(self._look)
        self._look()

    def _look(self) -> None:
        self.yes.setEnabled(self.to.day is not None and self.to.day != self._day)
        if self.to.day is not None and known_holidays().name(self.to.day):
            self.holiday.tell("warn", holiday_words([self.to.day]))
        else:
            self.holiday.hide()


class ListQuestions(QObject):
    def __init__(
        self, theme: Theme, work: Work, by_list: ByList, preferences: Preferences, window: QWidget, asking: Asking
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._folder: Path | None = None  # where the last list lay
        self._theme, self._work, self._window, self._asking = theme, work, window, asking
        self.by_list = by_list
        by_list.proposed.connect(self._ask)
        by_list.columns_wanted.connect(self._ask_columns)
        by_list.failed.connect(self._failed)

    def choose_file(self, kind: str) -> None:
        if not self.by_list.possible:
            return
        title = self.tr("Cancel by a list") if kind == CANCEL else self.tr("Move by a list")
        words = fill(self.tr("Sheets (%1)"), FORMATS)
        at = str(self._folder or self._work.sheet.folder or where_sheets_lie(self._preferences))
        path, _ = QFileDialog.getOpenFileName(self._window, title, at, words)
        if path:
            self._folder = Path(path).parent
            self.by_list.ask_file(Path(path), kind)

    def ask_everybody(self, desk: Desk, day: date) -> None:
        dialog = WhichDay(self._theme, self._window, day)
        dialog.said_yes.connect(lambda: self._everybody(desk, day, dialog.to.day))
        self._asking.ask(dialog)

    def _everybody(self, desk: Desk, day: date, to_day: date | None) -> None:
        if to_day is not None:
            self.by_list.ask_everybody(desk, day, to_day)

    def ask_back(self, info: BatchInfo) -> None:
        self.by_list.ask_back(info)

    def _ask(self, proposed: Proposed) -> None:
        if (server := self._work.session.server) is None:
            return
        dialog = ListQuestion(self._theme, self._window, server, proposed)
        dialog.said_yes.connect(lambda: self.by_list.do(dialog.chosen))
        if (of_list := proposed.of_list) is not None:
            dialog.mend_wanted.connect(partial(self.ask_mends, proposed.kind, of_list, None))
        self._asking.ask(dialog)

    def ask_rest(self) -> None:
        """After a run: the rows of the list that stands there which nothing was done with, once more."""
        lines = self._work.sheet.lines
        if (of_list := self._work.saving.lists.get(lines.batch or 0)) is None or not self.by_list.possible:
            return
        if of_list.can_mend:
            self.ask_mends(lines.purpose, of_list, of_list.left)
        else:
            self.by_list.ask_again(lines.purpose, of_list, {})

    def ask_mends(self, kind: str, of_list: OfList, rows: Sequence[int] | None) -> None:
        """`rows`: those that are asked about again; None: all of the list."""
        dialog = MendList(self._theme, self._window, of_list, kind)
        dialog.said_yes.connect(lambda: self.by_list.ask_again(kind, of_list, dialog.edits, rows))
        self._asking.ask(dialog)

    def _ask_columns(self, question: WhichColumns, kind: str) -> None:
        """Whose appointments, and which day, is not certain."""
        raw = question.raw
        dialog = ColumnsQuestion(self._theme, self._window, raw, question.columns, question.doubts, of_list=kind)
        dialog.chosen.connect(lambda columns, _same: self.by_list.ask_file(raw.path, kind, columns))
        self._asking.ask(dialog)

    def _failed(self, error: AppError) -> None:
        if isinstance(error, Stopped):
            return
        dialog = Question(self._theme, self._window, "triangle-alert", self.tr("That could not be done"))
        dialog.warn("bad", say_error(error, text.lang()))
        if detail := for_people(error.detail):
            dialog.say(detail, "muted")
        dialog.yes.hide()
        dialog.no.say(self.tr("Close"))
        self._asking.ask(dialog)
