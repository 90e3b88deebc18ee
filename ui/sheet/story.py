"""The whole story of a row: what was read, how it was understood, what was sent, what came back, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from app.domain.values import OTHER_HOUR, State
from app.wording import say
from ui.kit import text
from ui.kit.basic import Button
from ui.kit.slices import in_turn
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.kit.translated import Translated
from ui.sheet.columns import reason
from ui.sheet.lines import Lines
from ui.sheet.mend import MendCell
from ui.sheet.sheet import LARGE
from ui.sheet.status import LEFT_OUT, SET_ASIDE, status_word
from ui.sheet.story_page import AT_ONCE, USUAL, StoryPage

if TYPE_CHECKING:
    from app.journal.batches import Entry


class RowStory(Translated, QScrollArea):
    """`decided`: file row, and whether the clerk found it booked. `mended`: file row, field, what was typed. `fixed`:
    the problem whose offered mend is taken. `left_out`: file row, and whether it is to be left out."""

    decided = Signal(int, bool)
    move_wanted = Signal(int)  # file row of somebody with another hour of the day: to the sheet's hour
    leave_wanted = Signal(int)  # or left as it is
    both_wanted = Signal(int)  # file row of somebody with two appointments on that day: look at both
    mended = Signal(int, str, str)
    fixed = Signal(object)
    left_out = Signal(int, bool)
    help_wanted = Signal(str)  # a problem's code

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = Lines()
        self._place: int | None = None
        self._can_decide = self._can_mend = False
        self._server = ""
        self._entry: Entry | None = None
        self._stays: set[int] = set()  # rows of these lines that the clerk left as they are
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.booked = Button(theme, "circle-check")
        self.again = Button(theme, "send")
        self.leave = Button(theme, "ban", "flat")
        self.leave.clicked.connect(self._leave_out)
        self.shift, self.stay = Button(theme, "arrow-right"), Button(theme, kind="flat")
        self.shift.clicked.connect(self._shift)
        self.stay.clicked.connect(self._stay)
        self.both = Button(theme, "calendar-days")
        self.both.clicked.connect(self._look_at_both)
        self.cells: list[MendCell] = []
        self.page = StoryPage(theme)
        self.page.help_wanted.connect(self.help_wanted)
        self.setWidget(self.page)
        self.booked.clicked.connect(self._is_booked)
        self.again.clicked.connect(self._send_again)
        self.retranslate()

    def show_row(
        self, lines: Lines, place: int | None, *, can_decide: bool, can_mend: bool = False, server: str = ""
    ) -> None:
        """`server`: where the batch was sent."""
        if lines is not self._lines:
            self._stays = set()
        if place != self._place:
            self.verticalScrollBar().setValue(0)
        self._lines, self._place, self._can_decide, self._can_mend = lines, place, can_decide, can_mend
        self._server = server
        self._entry = None
        if len(lines) > LARGE:
            in_turn(True, *[self.page.make_ready] * (USUAL // AT_ONCE))
        self.retranslate()

    def show_entry(self, entry: Entry | None) -> None:
        """What the journal holds of the row that is shown, a moment later."""
        if entry is None or self._place is None or self._lines.numbers[self._place] != entry.appointment.row:
            return
        self._entry = entry
        self.retranslate()

    @property
    def can_decide(self) -> bool:
        return self._can_decide

    @property
    def place(self) -> int | None:
        return self._place

    def retranslate(self) -> None:
        self.cells = []
        self.page.begin()
        if self._place is None or self._place >= len(self._lines):
            self.page.say(self.tr("Choose a row to see its whole story."), "muted")
        else:
            self._tell(self._place)
        self.page.end()

    def _tell(self, place: int) -> None:
        row = self._lines.numbers[place]
        lines = self._lines
        status = status_word(lines.statuses[place], in_batch=lines.batch is not None, purpose=lines.purpose)
        title = fill(self.tr("Row %1"), text.number(row))
        self.page.title(f"{title}  ·  {status}")
        self._tell_problems(row)
        self._tell_outcome(row)
        appointment = self._lines.appointments[place]
        if appointment is not None:
            if (outcome := self._lines.outcomes.get(row)) is not None:
                self.page.tell_sent(appointment, outcome, self._entry, self._server)
            self.page.tell_appointment(appointment)
        self.page.tell_file(self._lines, row)

    def _tell_problems(self, row: int) -> None:
        if row in self._lines.aside:
            self.page.say(reason(self._lines, self._lines.places[row]))
        buttons = None
        for problem in self._lines.problems.get(row, ()):
            cell = MendCell(self._theme, problem, self._lines.read(row, problem.column), can_mend=self._can_mend)
            cell.mended.connect(self._cell_mended)
            cell.fixed.connect(self.fixed)
            self.cells.append(cell)
            self.page.add(cell)
            buttons = self.page.server_words(problem.code, str(problem.params.get("detail") or ""))
        if self._can_mend:
            (buttons or self.page.buttons()).add(self.leave)
            is_out = self._is_left_out()
            self.leave.say(self.tr("Take this row in again") if is_out else self.tr("Leave this row out"))
            self.leave.set_icon("undo-2" if is_out else "ban")

    def _is_left_out(self) -> bool:
        """By the clerk, or set aside: in any case it can be taken in."""
        return self._place is not None and self._lines.statuses[self._place] in (LEFT_OUT, SET_ASIDE)

    def _cell_mended(self, field: str, typed: str) -> None:
        if self._place is not None:
            self.mended.emit(self._lines.numbers[self._place], field, typed)

    def _leave_out(self) -> None:
        if self._place is not None:
            self.left_out.emit(self._lines.numbers[self._place], not self._is_left_out())

    def _tell_outcome(self, row: int) -> None:
        outcome = self._lines.outcomes.get(row)
        if outcome is None:
            return
        self.page.head(self.tr("What happened"))
        if outcome.code:
            self.page.say(say(outcome.code, text.lang(), row=row, detail=outcome.detail))
        if outcome.state is State.UNKNOWN and self._can_decide:
            self._ask()
        if outcome.code == OTHER_HOUR and self._can_decide and row not in self._stays:
            self._offer_move()
        if outcome.hours_too_many and self._can_decide:
            self.both.say(self.tr("Look at both appointments"))
            self.page.buttons(self.both)
        if outcome.at is not None:
            self.page.fact(self.tr("When"), text.moment_exact(outcome.at))
        if outcome.slot_id is not None:
            self.page.fact(self.tr("Slot number"), str(outcome.slot_id))
        self.page.server_words(outcome.code, outcome.detail)

    def _offer_move(self) -> None:
        self.shift.say(self.tr("Move to the new hour"))
        self.stay.say(self.tr("Leave as it is"))
        self.page.buttons(self.shift, self.stay)

    def _look_at_both(self) -> None:
        if self._place is not None:
            self.both_wanted.emit(self._lines.numbers[self._place])

    def _shift(self) -> None:
        if self._place is not None:
            self.move_wanted.emit(self._lines.numbers[self._place])

    def _stay(self) -> None:
        if self._place is not None:
            row = self._lines.numbers[self._place]
            self._stays.add(row)
            self.leave_wanted.emit(row)
            self.retranslate()

    def _ask(self) -> None:
        """Nobody but the clerk can tell: the facts stand around these two buttons."""
        self.page.say(self.tr("Look this person up on the Dashboard, then decide:"), "strong")
        self.booked.say(self.tr("It is booked"))
        self.again.say(self.tr("Send again"))
        self.page.buttons(self.booked, self.again)

    def _decide(self, booked: bool) -> None:
        if self._place is not None:
            self.decided.emit(self._lines.numbers[self._place], booked)

    def _is_booked(self) -> None:
        self._decide(True)

    def _send_again(self) -> None:
        self._decide(False)
