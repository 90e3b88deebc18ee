"""The last question before the first message goes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea, QWidget

from app.booking.holding import Held, held_back, unsaid
from app.domain.address import Server
from app.errors import AppError
from app.system.paths import clerks_folder
from app.wording import ranges, say, say_error
from ui.kit import text
from ui.kit.basic import Button
from ui.kit.notice import Action, Notice
from ui.kit.question import MOST_ROWS, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.sheet.charts import HourTable, PerHour
from ui.upload.doubtful_days import DoubtfulDays
from ui.upload.given_up import AskAgain
from ui.upload.whether import Whether, ticked

if TYPE_CHECKING:
    from app.booking.plan import Plan

MOST_SHEETS = 8  # named one by one
MOST_HOURS = 6  # with too few seats, told one by one


class Said(NamedTuple):
    """The clerk's answers to a plan. `again`: of those who were cancelled or moved from here since, None where nobody
    was asked; `held`: what is held back, as its box is not ticked; `plan`: what is booked so."""

    again: bool | None
    held: Held
    plan: Plan


class ConfirmStart(Question):
    """Before the first message goes out: how many people, on which days and hours, on which server. `save_wanted`: a
    file for the plan; `rows_wanted`: these file rows are to be seen, and nothing is booked."""

    save_wanted = Signal(object)
    rows_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, server: Server, plan: Plan) -> None:
        super().__init__(theme, parent, "message-square", "")
        self.moves: QCheckBox | None = None
        self.days: QCheckBox | None = None
        self.second: QCheckBox | None = None
        self.others: QCheckBox | None = None
        self.given_up: AskAgain | None = None
        self._plan, self._in_doubt = plan, frozenset[int]()  # rows on days that may not be meant
        self._least_high = 0  # px of the table of hours
        self._practice, self._more = server.practice, 0
        self.messaged = self.warn_of_messages("", practice=server.practice)
        self._hours, self._hours_area = HourTable(theme), QScrollArea()
        self._hours_area.setWidgetResizable(True)
        self._hours_area.setWidget(self._hours)
        self._hours_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show_hours({})
        self.say(self.tr("Appointments per day and hour"), "strong")
        self.body.addWidget(self._hours_area)
        place = self.tr("practice on this computer") if server.practice else server.url
        self.say(fill(self.tr("Server: %1"), place), "muted")
        self.save, self.told = Button(theme, "save"), Notice(theme)
        self.save.say(self.tr("Save this plan…"), self.tr("Every row with what would become of it; nothing is booked"))
        self.save.clicked.connect(self._ask_file)
        self.buttons.insertWidget(0, self.save)
        self.staying.addWidget(self.told)
        self.no.say(self.tr("Not yet"))
        self._count_people()

    def _show_hours(self, per_hour: PerHour) -> None:
        self._hours.show_counts(per_hour)
        self._hours_area.setFixedHeight(max(self._least_high, min(self._hours.sizeHint().height() + 4, 320)))

    @property
    def said(self) -> Said:
        """What is booked as the boxes stand."""
        again = None if self.given_up is None else self.given_up.said
        boxes = {"both_days": ticked(self.second), "days_meant": ticked(self.days)}
        held = unsaid(self._plan, again, days=self._in_doubt, **boxes)
        return Said(again, held, held_back(self._plan.answered(again), held))

    def _count_people(self) -> None:
        """Of this sheet, and of those after it where they are wanted."""
        too = self.others is not None and self.others.isChecked()
        plan, asked = self.said.plan, self.given_up
        count = len({row.cid for row in plan.to_book}) + (self._more if too else 0)
        alone = asked is not None and asked.alone
        if too and asked is not None and asked.said:
            count += asked.others
        if plan.per_hour() != self._hours.counts:
            self._show_hours(plan.per_hour())
        if alone:
            headline = self.tr("Book %n person(s) again?", "", count)
        elif self._practice:
            headline = self.tr("Book %n practice appointment(s)?", "", count)
        else:
            headline = self.tr("Message %n citizen(s) now?", "", count)
        if not self._practice:
            words = self.tr(
                "%n citizen(s) get a message at once through LINE and the Mor Prom app. It can't be taken back.",
                "",
                count,
            )
            self.messaged.tell("info", words)
        self.head.setText(headline)
        self.setWindowTitle(headline)
        self.yes.say(
            self.tr("Book %n person(s) again", "", count) if alone else self.tr("Book %n person(s)", "", count)
        )
        self.yes.setEnabled(count > 0)

    def offer_again(self, told: Sequence[str], rows: Sequence[int], others: int = 0) -> None:
        """People who were cancelled or moved from here since they were booked. `told`: how, a line for each way;
        `rows`: of this sheet; `others`: how many there are in the sheets that wait."""
        self.given_up = asked = AskAgain(self.theme, len(rows), others, alone=not self._plan.to_book)
        self.warn("warn", "\n".join([asked.words, *told]), self._showing(rows) if rows else None)
        if asked.leave is not None:
            self.buttons.insertWidget(self.buttons.indexOf(self.yes), asked.leave)
        else:
            self.staying.addWidget(asked.box)
        if (whole := self._plan.with_given_up) is not None:  # the table as high as with all: nothing jumps at a tick
            self._show_hours(whole.per_hour())
            self._least_high = self._hours_area.height()
        asked.changed.connect(self._count_people)
        asked.left.connect(self.accept)
        asked.changed.emit()

    # --- the sheets that wait ---

    def offer_others(self, told: Sequence[tuple[str, int]], short: int, again: int, *, agreed: bool = False) -> None:
        """The sheets that wait, each with how many it would book; `short`: how many of these find no seat as it seems,
        `again`: how many have another day already. They are booked by themselves only where the clerk ticks it; it is
        ticked where that was said with a sheet before (`agreed`)."""
        self._more = sum(count for _, count in told)
        self.others = QCheckBox(self.tr("Then book the %n sheet(s) after it, too, one after the other", "", len(told)))
        self.staying.addWidget(self.others)
        people = self.tr("%1: %2 people")
        self.say(self.tr("Planned together with the sheets that wait"), "strong")
        named = [fill(people, name, text.number(count)) for name, count in told[:MOST_SHEETS]]
        more = [f"… (+{text.number(len(told) - MOST_SHEETS)})"] if len(told) > MOST_SHEETS else []
        self.say("\n".join(f"•  {one}" for one in [*named, *more]))
        if short:
            self.warn("warn", self.tr("For %n person(s) of these there seem to be too few free seats.", "", short))
        if again:
            words = self.tr("%n person(s) of these seem to have an appointment on another day already.", "", again)
            self.warn("warn", words)
        self.say(self.tr("It stops by itself where something must be looked at or answered."), "muted")
        self.others.toggled.connect(self._count_people)
        self.others.setChecked(agreed)

    def _ask_file(self) -> None:
        start, kinds = str(clerks_folder() / self.tr("booking-plan.xlsx")), "Excel (*.xlsx);;CSV (*.csv)"
        path, kind = QFileDialog.getSaveFileName(self, self.tr("Save the plan"), start, kinds)
        if path:
            from app.workbooks.files import with_ending

            known = Path(path).suffix.lower() in (".xlsx", ".csv")
            ending = kind.partition("*")[2].rstrip(")")
            self.save_wanted.emit(Path(path) if known else with_ending(Path(path), ending))

    def tell_saved(self, out: Path) -> None:
        self.told.tell("good", say("plan_file_saved", text.lang(), path=str(out)))
        QTimer.singleShot(0, self._grow)  # once it has its room: the facts keep theirs

    def tell_not_saved(self, error: AppError) -> None:
        self.told.tell("bad", say_error(error, text.lang()), error.detail)
        QTimer.singleShot(0, self._grow)

    def note(self, skipped: int, blocked: int, refused: int) -> None:
        """What is not sent, and why; `refused`: what is, once more as it was."""
        notes = (
            (skipped, self.tr("%n row(s) are booked already and are skipped.", "", skipped)),
            (blocked, self.tr("%n row(s) have another appointment on the same day and are not sent.", "", blocked)),
            (refused, self.tr("%n row(s) that the server refused are sent once more, unchanged.", "", refused)),
        )
        for count, words in notes:
            if count:
                self.say(words)

    def offer_move(self, words: str, rows: Sequence[int], people: int, moves: str, stays: str) -> None:
        """These `rows` have another hour of the day; `people` of them stay as they are unless the clerk ticks that they
        are moved. `moves`: from which hour to which; `stays`: who can't be moved, and why, "" where there is nobody."""
        self.warn("warn", words, self._showing(rows))
        if stays:
            self.warn("warn", stays)
        if people:
            words = self.tr("After the booking move %n person(s): the old appointment is cancelled for it", "", people)
            self.moves = QCheckBox(words)
            self.body.addWidget(self.moves)
            self.say(moves)
            self.say(say("move_same_day_first", text.lang()), "muted")

    def note_aside(self, words: str) -> None:
        """The rows that are set aside, with their reasons; "" where there are none."""
        if words:
            self.say(words)

    def note_not_booked(self, told: Sequence[str], doubtful: Sequence[str]) -> None:
        """What is unanswered, wrong or left out, with how many and why; `doubtful`: what is booked all the same."""
        if told:
            self.say("\n".join(told))
        if doubtful:
            self.warn("warn", "\n".join(doubtful))

    def ask_whether(self, days: DoubtfulDays | None, second: Sequence[int]) -> None:
        """Days that may not be meant, and the rows of people who have another day already: each is held back unless the
        clerk says that it is meant."""
        asks = Whether(self)
        if days is not None:
            self._in_doubt = frozenset(days.rows)
            self.days = asks.days(days, self._showing(days.rows), in_sight=not second)
        if second:
            self.second = asks.second_days(second, self._showing(second))
        for box in (self.days, self.second):
            if box is not None:
                box.toggled.connect(self._count_people)
        self._count_people()

    def caution(self, short: Sequence[str], rows: Sequence[int], lacking: int, doses: Sequence[int] = ()) -> None:
        """What may not be meant. `short`: the hours with too few seats, in words; `rows`: of all people who want them,
        of whom so many find no seat (`lacking`); `doses`: of people who have another day for another dose."""
        if rows:
            words = self.tr("%n person(s) may find no free seat:", "", lacking)
            told = [*short[:MOST_HOURS], *(["…"] if len(short) > MOST_HOURS else [])]
            self.warn("warn", "\n".join([words, *(f"•  {one}" for one in told)]), self._showing(rows))
        if doses:
            words = self.tr("%n person(s) have another dose on another day: rows %1", "", len(doses))
            self.say(fill(words, ranges(doses, MOST_ROWS)))

    def _showing(self, rows: Sequence[int]) -> Action:
        return Action(self.tr("Show them"), partial(self._show_rows, frozenset(rows)))

    def _show_rows(self, rows: frozenset[int]) -> None:
        self.reject()
        self.rows_wanted.emit(rows)
