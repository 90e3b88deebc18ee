"""Over the free hours: from which day to which, the proposal to be looked at, and its hours put into the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from app.booking.distribute import Proposal
from app.domain.values import State
from app.errors import AppError
from app.thai import show_date, today
from app.wording import ranges, say, say_error
from app.wording.hours import why_left
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import column, label, line
from ui.kit.notice import Notice
from ui.kit.question import Asking, Question
from ui.kit.theme import GAP, Theme
from ui.sheet.charts import HourTable
from ui.sheet.distributing import Wanted
from ui.upload.work import Work

USUAL_DAYS = 14
SOON = 400  # ms after the last change until the server is asked
HIGHEST = 260  # px of the table of hours
MOST_KINDS = 6  # reasons told one by one


class DistributeQuestion(Question):
    """`wanted`: a proposal is to be made; `taken`: this one goes into the rows."""

    wanted = Signal(object)  # Wanted
    taken = Signal(object)  # Proposal

    def __init__(self, theme: Theme, parent: QWidget, rows: Sequence[int], *, families: bool) -> None:
        super().__init__(theme, parent, "calendar-days", "")
        self.setMinimumWidth(680)
        self.head.setText(self.tr("Free hours for %n person(s)", "", len(rows)))
        self.setWindowTitle(self.head.text())
        self._rows = tuple(rows)
        self._asked: Wanted | None = None
        self._proposal: Proposal | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)
        self.first, self.last = DayField(theme), DayField(theme)
        self.families = QCheckBox(self.tr("Keep people with one phone number or one house together"))
        self.families.setVisible(families and len(rows) > 1)
        self.table = HourTable(theme)
        self._area = QScrollArea()
        self.left = label("", wrap=True)
        self.told = Notice(theme)
        self._lay_out()
        for field, day in (
            (self.first, today() + timedelta(days=1)),
            (self.last, today() + timedelta(days=USUAL_DAYS)),
        ):
            field.set_day(day)
            field.changed.connect(self._changed)
        self.families.toggled.connect(self._changed)
        self.accepted.connect(self._take)
        self._changed()

    def _lay_out(self) -> None:
        days = line(gap=2 * GAP)
        for name, field in ((self.tr("From"), self.first), (self.tr("To"), self.last)):
            field.say(name)
            box = column(gap=2)
            box.addWidget(label("strong", name))
            box.addWidget(field)
            days.addLayout(box, 1)
        self.body.addLayout(days)
        self.body.addWidget(self.families)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.table)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.hide()
        self.left.hide()
        self.body.addWidget(self._area)
        self.body.addWidget(self.left)
        self.staying.addWidget(self.told)
        self.staying.addWidget(
            label(
                "muted",
                self.tr("A proposal: each hour can be changed before Start. Nobody is booked by it."),
                wrap=True,
            )
        )
        self.yes.say(self.tr("Put these hours into the rows"))

    # --- asking ---

    def _changed(self) -> None:
        self._asked = self._proposal = None
        self.yes.setEnabled(False)
        self._soon.start()

    def _ask(self) -> None:
        if self.first.day is None or self.last.day is None:
            self.told.tell("info", self.tr("From which day to which?"))
            return
        self._asked = Wanted(self._rows, self.first.day, self.last.day, self.families.isChecked())
        self.told.tell("info", self.tr("Asking which hours are free…"))
        self.wanted.emit(self._asked)

    def show_error(self, asked: Wanted, error: AppError) -> None:
        if asked is self._asked:
            self.told.tell("bad", say_error(error, text.lang()), error.detail)

    def show_proposal(self, asked: Wanted, proposal: Proposal) -> None:
        """An answer to what was asked before the last change is none."""
        if asked is not self._asked:
            return
        self._proposal = proposal
        per_hour = proposal.per_hour()
        self.table.show_counts(per_hour)
        self._area.setVisible(bool(per_hour))
        self._area.setFixedHeight(min(self.table.sizeHint().height() + 4, HIGHEST))
        self.left.setText("\n".join(self._left_words(proposal)))
        self.left.setVisible(bool(self.left.text()))
        count, left = len(proposal.places), len(self._rows) - len(proposal.places)
        code = "hours_proposed" if left else "hours_proposed_all"
        words = say(code, text.lang(), count=count, total=len(self._rows), left=left)
        self.told.tell("warn" if left else "good", words)
        self.yes.setEnabled(count > 0)

    def _left_words(self, proposal: Proposal) -> list[str]:
        """Who is left over, a line a reason; days that could not be read."""
        kinds: dict[str, list[int]] = {}
        for row, why in proposal.left.items():
            words = why_left(why.code, text.lang(), first=why.first, last=why.last, row=why.row)
            kinds.setdefault(words, []).append(row)
        told = [
            "•  " + self.tr("%n row(s)", "", len(rows)) + f": {words} ({ranges(rows, MOST_KINDS)})"
            for words, rows in list(kinds.items())[:MOST_KINDS]
        ]
        if (more := len(kinds) - MOST_KINDS) > 0:
            told.append("•  " + self.tr("%n more reason(s)", "", more))
        if proposal.unread:
            days = ", ".join(show_date(day, text.lang()) for day in proposal.unread)
            told.append(say("seats_unread", text.lang(), days=days))
        return told

    def _take(self) -> None:
        if self._proposal is not None:
            self.taken.emit(self._proposal)


class Distribution(QObject):
    """Who asks, and for which rows."""

    def __init__(self, theme: Theme, work: Work, window: QWidget, asking: Asking) -> None:
        super().__init__(window)
        self._theme, self._work, self._window, self._asking = theme, work, window, asking
        self._again: frozenset[int] = frozenset()  # rows of a batch that is to be a sheet again first
        work.unbooked.opened.connect(self._reopened)
        work.sheet.loaded.connect(self._reopened)

    def ask(self, rows: Sequence[int] = ()) -> None:
        """For these rows (none: all that wait for an hour)."""
        work = self._work
        if not work.mending.can_mend:
            return
        waiting = work.distributing.waiting()
        able = {row.row for row in work.sheet.lines.bookable}.union(waiting)
        chosen = [row for row in rows or waiting if row in able and work.sheet.lines.may_mend(row)]
        if not chosen or not work.distributing.possible:
            self._say_why("nobody_waits" if work.session.desk is not None else "sign_in_for_hours")
            return
        dialog = DistributeQuestion(self._theme, self._window, chosen, families=work.distributing.families)
        dialog.wanted.connect(work.distributing.ask)
        work.distributing.proposed.connect(dialog.show_proposal)
        work.distributing.failed.connect(dialog.show_error)
        dialog.taken.connect(work.distributing.take)
        self._asking.ask(dialog)

    def ask_again(self, rows: Sequence[int]) -> None:
        """The next free hour for rows of a batch that ended: it is made a sheet again first, with what was not sent."""
        self._again = frozenset(rows)
        if self._work.sheet.batch is None:
            self._reopened()
        elif self._work.sheet.lines.counts[State.PLANNED]:
            self._work.unbooked.open_all()
        else:
            self._work.unbooked.open()

    def _reopened(self, *_rows: object) -> None:
        rows, self._again = self._again, frozenset()
        if rows and self._work.sheet.batch is None:
            self.ask(sorted(rows.intersection(self._work.sheet.lines.places)))

    def _say_why(self, code: str) -> None:
        dialog = Question(self._theme, self._window, "calendar-days", self.tr("Free hours"))
        dialog.say(say(code, text.lang()))
        dialog.no.hide()
        dialog.yes.say(self.tr("Close"))
        self._asking.ask(dialog)
