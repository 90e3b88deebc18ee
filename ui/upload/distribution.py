"""Over the free hours: from which day to which, the proposal to be looked at, and its hours put into the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QRadioButton, QScrollArea, QWidget

from app.booking.distribute import Proposal
from app.domain.values import Problem, SetAside, State
from app.errors import AppError
from app.sheets.cells.holidays import named
from app.thai import show_date, today
from app.wording import ranges, say, say_aside, say_bare, say_error, say_in_row
from app.wording.hours import two_ways, why_left
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import column, label, line
from ui.kit.notice import Notice
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.charts import HourTable
from ui.sheet.distributing import Wanted
from ui.upload.work import Work

USUAL_DAYS = 14
SOON = 400  # ms after the last change until the server is asked
HIGHEST = 260  # px of the table of hours
MOST_KINDS = 6  # reasons told one by one


@dataclass(frozen=True)
class Rows:
    """The rows of the sheet that the clerk means, by what can be done for them."""

    waiting: tuple[int, ...]  # row numbers: these get an hour
    wrong: tuple[Problem, ...] = ()  # what keeps a row out, one a row
    aside: tuple[SetAside, ...] = ()
    has_hour: int = 0
    own_days: tuple[str, ...] = ()  # the columns that tell on which days each may come


class DistributeQuestion(Question):
    """`wanted`: a proposal is to be made; `taken`: this one goes into the rows."""

    wanted = Signal(object)  # Wanted
    taken = Signal(object)  # Proposal

    def __init__(self, theme: Theme, parent: QWidget, rows: Rows, *, families: bool) -> None:
        super().__init__(theme, parent, "calendar-days", "")
        self.setMinimumWidth(680)
        self._asked: Wanted | None = None
        self._proposal: Proposal | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)
        self.first, self.last = DayField(theme), DayField(theme)
        self.families = QCheckBox(self.tr("Keep people with one phone number or one house together"))
        self.families.setVisible(families and len(rows.waiting) > 1)
        self.both_days = QCheckBox(self.tr("Also people with an appointment on another day"))
        self.holidays = QCheckBox(self.tr("Use public holidays, too"))
        for box in (self.both_days, self.holidays):  # shown once a proposal has left somebody, or a day, out for it
            box.hide()
        self.two_ways = label("strong", "", wrap=True)
        self.as_read, self.swapped = QRadioButton(), QRadioButton()
        for part in (self.two_ways, self.as_read, self.swapped):  # shown once a day of the own was read in two ways
            part.hide()
        self.table = HourTable(theme)
        self._area = QScrollArea()
        self.own_days = label("muted", "", wrap=True)
        self.left = label("", wrap=True)
        self.others = label("", wrap=True)
        self.told = Notice(theme)
        self._lay_out()
        for field, day in (
            (self.first, today() + timedelta(days=1)),
            (self.last, today() + timedelta(days=USUAL_DAYS)),
        ):
            field.set_day(day)
            field.changed.connect(self._changed)
        for box in (self.families, self.both_days, self.holidays):
            box.toggled.connect(self._changed)
        for answer in (self.as_read, self.swapped):
            answer.clicked.connect(self._changed)
        self.accepted.connect(self._take)
        self.show_rows(rows)

    def _lay_out(self) -> None:
        days = line(gap=2 * GAP)
        for name, field in ((self.tr("From"), self.first), (self.tr("To"), self.last)):
            field.say(name)
            box = column(gap=2)
            box.addWidget(label("strong", name))
            box.addWidget(field)
            days.addLayout(box, 1)
        self.body.addLayout(days)
        self.body.addWidget(self.own_days)
        choices: tuple[QWidget, ...] = (self.families, self.both_days, self.holidays)
        for part in (*choices, self.two_ways, self.as_read, self.swapped):
            self.body.addWidget(part)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.table)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.hide()
        self.left.hide()
        self.body.addWidget(self._area)
        self.body.addWidget(self.left)
        self.body.addWidget(self.others)
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

    def show_rows(self, rows: Rows) -> None:
        """For whom an hour is looked for, now; what was proposed for others is none any more."""
        self._rows = rows.waiting
        self.head.setText(self.tr("Free hours for %n person(s)", "", len(rows.waiting)))
        self.setWindowTitle(self.head.text())
        columns = ", ".join(rows.own_days)
        self.own_days.setText(say("own_days_kept", text.lang(), columns=columns) if columns else "")
        self.own_days.setVisible(bool(columns))
        self.others.setText("\n".join(self._other_words(rows)))
        self.others.setVisible(bool(self.others.text()))
        self._changed()

    def _changed(self) -> None:
        """Nothing of the proposal before stays in sight."""
        self._asked = self._proposal = None
        self.yes.setEnabled(False)
        self._area.hide()
        self.left.hide()
        self.told.tell("info", self.tr("Asking which hours are free…"))
        self._soon.start()

    def _ask(self) -> None:
        if self.first.day is None or self.last.day is None:
            self.told.tell("info", self.tr("From which day to which?"))
            return
        said = self.swapped.isChecked() if self.as_read.isChecked() or self.swapped.isChecked() else None
        self._asked = Wanted(
            self._rows,
            self.first.day,
            self.last.day,
            self.families.isChecked(),
            both_days=self.both_days.isChecked(),
            holidays=self.holidays.isChecked(),
            swapped=said,
        )
        self.wanted.emit(self._asked)

    def show_error(self, asked: Wanted, error: AppError) -> None:
        if asked is self._asked:
            self.told.tell("bad", say_error(error, text.lang()), error.detail)

    def show_proposal(self, asked: Wanted, proposal: Proposal) -> None:
        """An answer to what was asked before the last change is none."""
        if asked is not self._asked:
            return
        self._proposal = proposal
        for box, wanted in (
            (self.both_days, any(why.code == "has_other_day" for why in proposal.left.values())),
            (self.holidays, bool(proposal.holidays)),
        ):
            box.setVisible(wanted or box.isChecked())
        self._ask_two_ways(proposal)
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

    def _ask_two_ways(self, proposal: Proposal) -> None:
        """Days of the own that can be read in two ways: once for all of them. What was answered stays in sight."""
        if not proposal.two_ways:
            return
        about = two_ways([asdict(each) for each in proposal.two_ways], text.lang())
        self.two_ways.setText(say("span_two_ways", text.lang(), **about))
        for answer, day in ((self.as_read, about["first"]), (self.swapped, about["last"])):
            answer.setText(fill(self.tr("%1 is meant, and so in all rows"), day))
        for part in (self.two_ways, self.as_read, self.swapped):
            part.show()

    def _left_words(self, proposal: Proposal) -> list[str]:
        """Who is left over, a line a reason; days that could not be read."""
        kinds: dict[str, list[int]] = {}
        for row, why in proposal.left.items():
            if why.code == "span_either":
                continue  # asked above
            kinds.setdefault(why_left(lang=text.lang(), **asdict(why)), []).append(row)
        told = self._by_reason(kinds)
        if proposal.unread:
            days = ", ".join(show_date(day, text.lang()) for day in proposal.unread)
            told.append(say("seats_unread", text.lang(), days=days))
        if proposal.holidays:
            days = ", ".join(named(proposal.holidays, text.lang()))
            told.append(say("holidays_unused", text.lang(), days=days, count=len(proposal.holidays)))
        return told

    def _other_words(self, rows: Rows) -> list[str]:
        """The rows for which no hour is looked for: every one of them is counted."""
        lang, told = text.lang(), list[str]()
        if rows.wrong:
            kinds: dict[str, list[int]] = {}
            for problem in rows.wrong:
                kinds.setdefault(say_bare(problem, lang), []).append(problem.row)
            told = [say("not_distributed", lang, count=len(rows.wrong)), *self._by_reason(kinds)]
        if rows.has_hour:
            told.append(say("have_their_hour", lang, count=rows.has_hour))
        if aside := say_aside(rows.aside, lang):
            told.append(aside)
        return told

    def _by_reason(self, kinds: Mapping[str, Sequence[int]]) -> list[str]:
        told = [
            "•  " + self.tr("%n row(s)", "", len(rows)) + f" ({ranges(rows, MOST_KINDS)}): {words}"
            for words, rows in list(kinds.items())[:MOST_KINDS]
        ]
        if (more := len(kinds) - MOST_KINDS) > 0:
            told.append("•  " + self.tr("%n more reason(s)", "", more))
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
        self._open: DistributeQuestion | None = None
        self._chosen: tuple[int, ...] = ()  # rows for which the open question is asked; none: all that wait
        self._of: object = None  # the rows of which it is asked
        work.sheet.mended.connect(self._changed)
        work.sheet.loaded.connect(self._changed)
        work.sheet.loaded.connect(self._reopened)

    def ask(self, rows: Sequence[int] = ()) -> None:
        """For these rows (none: all that wait for an hour)."""
        work = self._work
        if not work.mending.can_mend:
            return
        found = self._rows(rows)
        if not found.waiting or not work.distributing.possible:
            self._say_why("nobody_waits" if work.session.desk is not None else "sign_in_for_hours", found)
            return
        dialog = DistributeQuestion(self._theme, self._window, found, families=work.distributing.families)
        dialog.wanted.connect(work.distributing.ask)
        work.distributing.proposed.connect(dialog.show_proposal)
        work.distributing.failed.connect(dialog.show_error)
        dialog.taken.connect(work.distributing.take)
        self._open, self._chosen, self._of = dialog, tuple(rows), self._sheet_now()
        dialog.finished.connect(self._closed)
        self._asking.ask(dialog)

    def _rows(self, rows: Sequence[int]) -> Rows:
        work = self._work
        lines, distributing = work.sheet.lines, work.distributing
        waiting = distributing.waiting()
        able = {row.row for row in lines.bookable}.union(waiting)
        chosen = tuple(row for row in rows or waiting if row in able and lines.may_mend(row))
        wrong = tuple(distributing.kept_out(rows or None).values())
        if rows or lines.checked is None:
            return Rows(chosen, wrong, own_days=distributing.own_days())
        return Rows(chosen, wrong, lines.checked.aside, len(lines.checked.appointments), distributing.own_days())

    def _sheet_now(self) -> object:
        """The rows of the file that stands in the window."""
        checked = self._work.sheet.lines.checked
        return checked.sheet.rows if checked is not None else None

    def _changed(self) -> None:
        """Under an open question the rows were changed: it is asked anew, of what is shown now. Of another sheet's it
        is none."""
        if self._open is None:
            return
        rows = self._rows(self._chosen)
        if rows.waiting and self._sheet_now() is self._of:
            self._open.show_rows(rows)
        else:
            self._open.reject()

    def _closed(self) -> None:
        self._open = self._of = None

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

    def _say_why(self, code: str, rows: Rows) -> None:
        dialog = Question(self._theme, self._window, "calendar-days", self.tr("Free hours"))
        dialog.say(say(code, text.lang()))
        for problem in rows.wrong[:MOST_KINDS]:
            dialog.say("•  " + say_in_row(problem, text.lang()))
        dialog.no.hide()
        dialog.yes.say(self.tr("Close"))
        self._asking.ask(dialog)
