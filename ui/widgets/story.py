"""The whole story of a row: what was read, how it was understood, what was sent, what came back, when."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.domain import Appointment, Severity, State, masked
from app.wording import say
from ui import text
from ui.columns import sentence
from ui.lines import Lines
from ui.theme import GAP, Theme
from ui.widgets.basic import Button, column, label, line
from ui.widgets.notice import Notice

TONES = {Severity.ERROR: "problem", Severity.WARNING: "warn", Severity.INFO: "info"}


class RowStory(QScrollArea):
    """`decided`: file row, and whether the clerk found it booked."""

    decided = Signal(int, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = Lines()
        self._place: int | None = None
        self._can_decide = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.booked = Button(theme, "circle-check")
        self.again = Button(theme, "send")
        self.booked.clicked.connect(self._is_booked)
        self.again.clicked.connect(self._send_again)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def show_row(self, lines: Lines, place: int | None, *, can_decide: bool) -> None:
        self._lines, self._place, self._can_decide = lines, place, can_decide
        self._show()

    def words(self) -> str:
        """All that is told, as text."""
        page = self.widget()
        return "\n".join(part.text() for part in page.findChildren(QLabel) if part.text()) if page else ""

    def _show(self) -> None:
        for button in (self.booked, self.again):
            button.setParent(None)
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
        status = text.status_word(self._lines.statuses[place])
        title = self.tr("Row %1").replace("%1", text.number(row))
        self._layout.addWidget(label("heading", f"{title}  ·  {status}"))
        for problem in self._lines.problems.get(row, ()):
            notice = Notice(self._theme)
            notice.tell(TONES[problem.severity], sentence(problem))
            self._layout.addWidget(notice)
        self._tell_outcome(place, row)
        if (appointment := self._lines.appointments[place]) is not None:
            self._tell_appointment(appointment)
        self._tell_cells(row)

    def _tell_outcome(self, place: int, row: int) -> None:
        outcome = self._lines.outcomes.get(row)
        if outcome is None:
            return
        self._head(self.tr("What happened"))
        if outcome.code:
            self._layout.addWidget(label("", say(outcome.code, text.lang(), row=row), wrap=True))
        if outcome.at is not None:
            self._fact(self.tr("When"), text.moment(outcome.at))
        if outcome.slot_id is not None:
            self._fact(self.tr("Slot number"), str(outcome.slot_id))
        if outcome.detail:
            self._fact(self.tr("The server's words"), outcome.detail)
        if outcome.state is State.UNKNOWN and self._can_decide:
            self._ask()

    def _ask(self) -> None:
        """Nobody but the clerk can tell: the facts stand around these two buttons."""
        notice = label("strong", self.tr("Look this person up on the Dashboard, then decide:"), wrap=True)
        self._layout.addWidget(notice)
        self.booked.say(self.tr("It is booked"))
        self.again.say(self.tr("Send again"))
        buttons = line()
        buttons.addWidget(self.booked)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        self._layout.addLayout(buttons)

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
