"""The page that a row's story is told on, and all of it that is only told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.values import Appointment, Outcome, State, masked
from app.wording import OTHER_HOUR, remedies, server_words
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.lines import Lines

if TYPE_CHECKING:
    from app.journal.batches import Entry

# A row in one of these states was, or may have been, on its way to the server.
SENT = (State.SENDING, State.BOOKED, State.REFUSED, State.UNKNOWN, State.CANCELLING, State.CANCELLED)


class StoryPage(QWidget):
    help_wanted = Signal(str)  # a problem's code

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._theme = theme
        self._layout = column(self, margin=2 * GAP, gap=6)
        self.hows: list[Button] = []

    # --- the parts of a page ---

    def words(self) -> str:
        """All that is told, as text."""
        return "\n".join(part.text() for part in self.findChildren(QLabel) if part.text())

    def add(self, part: QWidget) -> None:
        self._layout.addWidget(part)

    def say(self, words: str, kind: str = "") -> None:
        self.add(label(kind, words, wrap=True))

    def end(self) -> None:
        self._layout.addStretch(1)

    def head(self, words: str) -> None:
        self._layout.addSpacing(GAP)
        self.add(label("strong", words))

    def fact(self, name: str, value: str) -> None:
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

    def buttons(self, *buttons: Button) -> FlowLayout:
        row = FlowLayout()
        self._layout.addLayout(row)
        for button in buttons:
            row.addWidget(button)
        return row

    def server_words(self, code: str, detail: str) -> FlowLayout:
        """What the server said, and the way to the help's page about it, where there is one, in a line that others
        may stand in, too."""
        self.fact(self.tr("The server's words"), server_words(code, detail))
        row = self.buttons()
        if code in remedies.codes():
            how = Button(self._theme, "circle-question-mark", "flat")
            how.say(self.tr("How to fix"), self.tr("The help's page about this problem"))
            how.setProperty("code", code)
            how.clicked.connect(self._how)
            row.addWidget(how)
            self.hows.append(how)
        return row

    def _how(self) -> None:
        self.help_wanted.emit(self.sender().property("code"))

    # --- what is only told ---

    def tell_sent(self, appointment: Appointment, outcome: Outcome, entry: Entry | None, server: str) -> None:
        """What went over the line for this row, if anything."""
        self.head(self.tr("What was sent"))
        if outcome.state not in SENT or outcome.code == OTHER_HOUR:
            self.say(self.tr("Nothing was sent for this row."))
            return
        when = f"{text.day(appointment.date)} {text.hour(appointment.hour)}"
        words = self.tr("Appointment of %1 for %2, dose %3")
        self.say(fill(words, masked(appointment.cid), when, appointment.dose))
        self.fact(self.tr("To"), server)
        if entry is not None:
            self.fact(self.tr("When"), text.moment_exact(entry.sent_at) if entry.sent_at else "")
            self.fact(self.tr("Times sent"), text.number(entry.tries) if entry.tries > 1 else "")
            self.fact(self.tr("Verified"), self.tr("seen in the server's schedule") if entry.verified else "")

    def tell_appointment(self, appointment: Appointment) -> None:
        self.head(self.tr("How the row was understood"))
        self.fact(text.field_word("cid"), masked(appointment.cid))
        self.fact(text.field_word("person_name"), appointment.person_name)
        self.fact(text.field_word("appointment_date"), text.day(appointment.date))
        self.fact(text.field_word("appointment_time"), text.hour(appointment.hour))
        self.fact(text.field_word("dose"), str(appointment.dose))
        self.fact(text.field_word("mobile_phone"), appointment.mobile_phone)
        self.fact(text.field_word("note"), appointment.note)

    def tell_file(self, lines: Lines, row: int) -> None:
        """The mends, and the row as it stands in the file."""
        if mends := lines.mends(row):
            self.head(self.tr("What you fixed"))
        for field, before, after in mends:
            if field == "cid":
                before, after = masked(before), masked(after)
            self.fact(text.field_word(field), f"“{before}” → “{after}”")
        if cells := lines.read_all(row):
            self.head(self.tr("What stands in the file"))
        for header, value in cells:
            self.fact(header, value)
