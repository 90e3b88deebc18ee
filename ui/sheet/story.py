"""The whole story of a row: what was read, how it was understood, what was sent, what came back, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.domain.values import Appointment, Outcome, State, masked
from app.wording import OTHER_HOUR, remedies, say, server_words
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.theme import GAP, Theme
from ui.sheet.columns import reason
from ui.sheet.lines import Lines
from ui.sheet.mend import MendCell
from ui.sheet.status import LEFT_OUT, SET_ASIDE, status_word

if TYPE_CHECKING:
    from app.journal.batches import Entry

# A row in one of these states was, or may have been, on its way to the server.
SENT = (State.SENDING, State.BOOKED, State.REFUSED, State.UNKNOWN, State.CANCELLING, State.CANCELLED)


class RowStory(QScrollArea):
    """`decided`: file row, and whether the clerk found it booked. `mended`: file row, field, what was typed. `fixed`:
    the problem whose offered mend is taken. `left_out`: file row, and whether it is to be left out."""

    decided = Signal(int, bool)
    move_wanted = Signal(int)  # file row of somebody with another hour of the day: to the sheet's hour
    leave_wanted = Signal(int)  # or left as it is
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
        self.cells: list[MendCell] = []
        self.hows: list[Button] = []
        self.booked.clicked.connect(self._is_booked)
        self.again.clicked.connect(self._send_again)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def show_row(
        self, lines: Lines, place: int | None, *, can_decide: bool, can_mend: bool = False, server: str = ""
    ) -> None:
        """`server`: where the batch was sent."""
        if lines is not self._lines:
            self._stays = set()
        self._lines, self._place, self._can_decide, self._can_mend = lines, place, can_decide, can_mend
        self._server = server
        self._entry = None
        self._show()

    def show_entry(self, entry: Entry | None) -> None:
        """What the journal holds of the row that is shown, a moment later."""
        if entry is None or self._place is None or self._lines.numbers[self._place] != entry.appointment.row:
            return
        self._entry = entry
        self._show()

    @property
    def can_decide(self) -> bool:
        return self._can_decide

    @property
    def place(self) -> int | None:
        return self._place

    def words(self) -> str:
        """All that is told, as text."""
        page = self.widget()
        return "\n".join(part.text() for part in page.findChildren(QLabel) if part.text()) if page else ""

    def _show(self) -> None:
        for button in (self.booked, self.again, self.leave, self.shift, self.stay):
            button.setParent(None)
        self.cells, self.hows = [], []
        page = QWidget()
        page.setProperty("kind", "page")
        self._layout = column(page, margin=2 * GAP, gap=6)
        if self._place is None or self._place >= len(self._lines):
            self._layout.addWidget(label("muted", self.tr("Choose a row to see its whole story."), wrap=True))
        else:
            self._tell(self._place)
        self._layout.addStretch(1)
        self.setWidget(page)

    def _tell(self, place: int) -> None:
        row = self._lines.numbers[place]
        status = status_word(self._lines.statuses[place])
        title = self.tr("Row %1").replace("%1", text.number(row))
        self._layout.addWidget(label("heading", f"{title}  ·  {status}"))
        self._tell_problems(row)
        self._tell_outcome(row)
        appointment = self._lines.appointments[place]
        if appointment is not None:
            self._tell_sent(appointment, self._lines.outcomes.get(row))
            self._tell_appointment(appointment)
        self._tell_mends(row)
        self._tell_cells(row)

    def _tell_problems(self, row: int) -> None:
        if row in self._lines.aside:
            self._layout.addWidget(label("", reason(self._lines, self._lines.places[row]), wrap=True))
        buttons = None
        for problem in self._lines.problems.get(row, ()):
            cell = MendCell(self._theme, problem, self._lines.read(row, problem.column), can_mend=self._can_mend)
            cell.mended.connect(self._cell_mended)
            cell.fixed.connect(self.fixed)
            self.cells.append(cell)
            self._layout.addWidget(cell)
            words = server_words(problem.code, str(problem.params.get("detail") or ""))
            self._fact(self.tr("The server's words"), words)
            buttons = self._offer_help(problem.code)
        if self._can_mend:
            (buttons or self._line_of_buttons()).addWidget(self.leave)
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

    def _tell_sent(self, appointment: Appointment, outcome: Outcome | None) -> None:
        """What went over the line for this row, if anything."""
        if outcome is None:
            return
        self._head(self.tr("What was sent"))
        if outcome.state not in SENT or outcome.code == OTHER_HOUR:
            self._layout.addWidget(label("", self.tr("Nothing was sent for this row."), wrap=True))
            return
        when = f"{text.day(appointment.date)} {text.hour(appointment.hour)}"
        words = self.tr("Appointment of %1 for %2, dose %3")
        words = words.replace("%1", masked(appointment.cid)).replace("%2", when)
        self._layout.addWidget(label("", words.replace("%3", str(appointment.dose)), wrap=True))
        self._fact(self.tr("To"), self._server)
        if (entry := self._entry) is not None:
            self._fact(self.tr("When"), text.moment_exact(entry.sent_at) if entry.sent_at else "")
            self._fact(self.tr("Times sent"), text.number(entry.tries) if entry.tries > 1 else "")
            self._fact(self.tr("Verified"), self.tr("seen in the server's schedule") if entry.verified else "")

    def _tell_mends(self, row: int) -> None:
        mends = self._lines.mends(row)
        if not mends:
            return
        self._head(self.tr("What you mended"))
        for field, before, after in mends:
            if field == "cid":
                before, after = masked(before), masked(after)
            self._fact(text.field_word(field), f"“{before}” → “{after}”")

    def _tell_outcome(self, row: int) -> None:
        outcome = self._lines.outcomes.get(row)
        if outcome is None:
            return
        self._head(self.tr("What happened"))
        if outcome.code:
            words = say(outcome.code, text.lang(), row=row, detail=outcome.detail)
            self._layout.addWidget(label("", words, wrap=True))
        if outcome.state is State.UNKNOWN and self._can_decide:
            self._ask()
        if outcome.code == OTHER_HOUR and self._can_decide and row not in self._stays:
            self._offer_move()
        if outcome.at is not None:
            self._fact(self.tr("When"), text.moment_exact(outcome.at))
        if outcome.slot_id is not None:
            self._fact(self.tr("Slot number"), str(outcome.slot_id))
        self._fact(self.tr("The server's words"), server_words(outcome.code, outcome.detail))
        self._offer_help(outcome.code)

    def _offer_move(self) -> None:
        self.shift.say(self.tr("Move to the new hour"))
        self.stay.say(self.tr("Leave as it is"))
        buttons = self._line_of_buttons()
        buttons.addWidget(self.shift)
        buttons.addWidget(self.stay)

    def _shift(self) -> None:
        if self._place is not None:
            self.move_wanted.emit(self._lines.numbers[self._place])

    def _stay(self) -> None:
        if self._place is not None:
            row = self._lines.numbers[self._place]
            self._stays.add(row)
            self.leave_wanted.emit(row)
            self._show()

    def _ask(self) -> None:
        """Nobody but the clerk can tell: the facts stand around these two buttons."""
        notice = label("strong", self.tr("Look this person up on the Dashboard, then decide:"), wrap=True)
        self._layout.addWidget(notice)
        self.booked.say(self.tr("It is booked"))
        self.again.say(self.tr("Send again"))
        buttons = self._line_of_buttons()
        buttons.addWidget(self.booked)
        buttons.addWidget(self.again)

    def _tell_appointment(self, appointment: Appointment) -> None:
        self._head(self.tr("How the row was understood"))
        self._fact(text.field_word("cid"), masked(appointment.cid))
        self._fact(text.field_word("person_name"), appointment.person_name)
        self._fact(text.field_word("appointment_date"), text.day(appointment.date))
        self._fact(text.field_word("appointment_time"), text.hour(appointment.hour))
        self._fact(text.field_word("dose"), str(appointment.dose))
        self._fact(text.field_word("mobile_phone"), appointment.mobile_phone)
        self._fact(text.field_word("note"), appointment.note)

    def _tell_cells(self, row: int) -> None:
        cells = self._lines.read_all(row)
        if not cells:
            return
        self._head(self.tr("What stands in the file"))
        for header, value in cells:
            self._fact(header, value)

    def _line_of_buttons(self) -> FlowLayout:
        buttons = FlowLayout()
        self._layout.addLayout(buttons)
        return buttons

    def _offer_help(self, code: str) -> FlowLayout:
        """The way to the help's page about it, where there is one, in a line that others may stand in, too."""
        buttons = self._line_of_buttons()
        if code not in remedies.codes():
            return buttons
        how = Button(self._theme, "circle-question-mark", "flat")
        how.say(self.tr("How to mend"), self.tr("The help's page about this problem"))
        how.setProperty("code", code)
        how.clicked.connect(self._how)
        buttons.addWidget(how)
        self.hows.append(how)
        return buttons

    def _how(self) -> None:
        self.help_wanted.emit(self.sender().property("code"))

    def _head(self, words: str) -> None:
        self._layout.addSpacing(GAP)
        self._layout.addWidget(label("strong", words))

    def _fact(self, name: str, value: str) -> None:
        if not value:
            return
        words = label("muted", name, wrap=True)
        words.setFixedWidth(130)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        told = label("", value, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = line(gap=GAP)
        row.addWidget(words)
        row.addWidget(told, 1)
        self._layout.addLayout(row)

    def _decide(self, booked: bool) -> None:
        if self._place is not None:
            self.decided.emit(self._lines.numbers[self._place], booked)

    def _is_booked(self) -> None:
        self._decide(True)

    def _send_again(self) -> None:
        self._decide(False)
