"""The page that a row's story is told on, and all of it that is only told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.domain.stay import HELD_BACK, MOVED, told_apart
from app.domain.values import Appointment, Outcome, State, masked
from app.wording import remedies, server_words
from ui.kit import text
from ui.kit.basic import Button, Selectable, column, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.lines import Lines

if TYPE_CHECKING:
    from app.journal.batches import Entry

# A row in one of these states was, or may have been, on its way to the server.
SENT = (State.SENDING, State.BOOKED, State.REFUSED, State.UNKNOWN, State.CANCELLING, State.CANCELLED)
NAMES = 130  # px
USUAL, AT_ONCE = 18, 6  # facts of a row's story, and how many of them are made in one go
P = TypeVar("P", bound=QWidget)


class Fact(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.value = label("muted", wrap=True), Selectable()
        self.name.setFixedWidth(NAMES)
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = line(self, gap=GAP)
        row.addWidget(self.name)
        row.addWidget(self.value, 1)


class ButtonRow(QWidget):
    """`how`: the way to the help's page about a problem. What stays is not hidden between: it may have the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self.how = Button(theme, "circle-question-mark", "flat")
        self._flow.addWidget(self.how)
        self.buttons: list[Button] = []

    def add(self, button: Button) -> None:
        if button.parent() is not self:
            self._flow.addWidget(button)
        self.buttons.append(button)

    def end(self) -> None:
        for button in self.findChildren(Button):
            button.setVisible(button in self.buttons)
        self.setVisible(bool(self.buttons))


class StoryPage(QWidget):
    """Told anew for each row, from `begin` to `end`, on the labels that stand there already: a page of new ones takes
    the window longer than all else that a press or a mend brings."""

    help_wanted = Signal(str)  # a problem's code

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._theme = theme
        self._layout = column(gap=6)
        whole = column(self, margin=2 * GAP)
        whole.addLayout(self._layout)
        whole.addStretch(1)
        self._parts: list[tuple[str, QWidget]] = []  # what stands there, with its kind
        self._left: dict[str, deque[QWidget]] = {}  # of each kind, what stood there before and is not used yet
        self.hows: list[Button] = []

    def make_ready(self) -> None:
        """Some of the facts that the first row will need; called until there are enough."""
        ready = self._left.setdefault("fact", deque())
        for _ in range(min(AT_ONCE, USUAL - len(ready) - sum(kind == "fact" for kind, _ in self._parts))):
            fact = Fact()
            fact.hide()
            fact.setParent(self)
            for part in (fact.name, fact.value):
                part.ensurePolished()
            ready.append(fact)

    # --- the parts of a page ---

    def begin(self) -> None:
        for kind, part in self._parts:
            self._layout.removeWidget(part)
            if kind:
                self._left.setdefault(kind, deque()).append(part)
            else:  # of that row alone
                part.hide()
                part.deleteLater()
            if isinstance(part, ButtonRow):
                part.buttons = []
        self._parts, self.hows = [], []

    def end(self) -> None:
        for parts in self._left.values():
            for part in parts:
                part.hide()
        for row in self.findChildren(ButtonRow):
            row.end()
        for before, after in pairwise(control for _, part in self._parts for control in _controls(part)):
            QWidget.setTabOrder(before, after)

    def words(self) -> str:
        """All that is told, as text."""
        labels = (each for _, part in self._parts for each in _labels(part))
        return "\n".join(each.text() for each in labels if each.text())

    def add(self, part: QWidget) -> None:
        """Something that no other row has."""
        self._put("", part)

    def _again(self, kind: str, make: Callable[[], P]) -> P:
        left = self._left.get(kind)
        part = left.popleft() if left else make()
        self._put(kind, part)
        return part  # type: ignore[return-value]  # of one kind all are alike

    def _put(self, kind: str, part: QWidget) -> None:
        self._layout.addWidget(part)
        self._parts.append((kind, part))
        part.show()

    def title(self, words: str) -> None:
        self._again("title", lambda: label("heading")).setText(words)

    def say(self, words: str, kind: str = "") -> None:
        self._again(f"words {kind}", lambda: label(kind, wrap=True)).setText(words)

    def head(self, words: str) -> None:
        head = self._again("head", lambda: label("strong"))
        head.setContentsMargins(0, GAP + 2, 0, 4)  # as a label has them, and room above
        head.setText(words)

    def fact(self, name: str, value: str) -> None:
        if value:
            fact = self._again("fact", Fact)
            fact.name.setText(name)
            fact.value.setText(value)

    def buttons(self, *buttons: Button) -> ButtonRow:
        row = self._again("buttons", self._make_row)
        for button in buttons:
            row.add(button)
        return row

    def _make_row(self) -> ButtonRow:
        made = ButtonRow(self._theme)
        made.how.clicked.connect(self._how)
        return made

    def server_words(self, code: str, detail: str) -> ButtonRow:
        """What the server said, and the way to the help's page about it, where there is one, in a line that others
        may stand in, too."""
        self.fact(self.tr("The server's words"), server_words(code, detail))
        row = self.buttons()
        if code in remedies.codes():
            row.how.say(self.tr("How to fix"), self.tr("The help's page about this problem"))
            row.how.setProperty("code", code)
            row.add(row.how)
            self.hows.append(row.how)
        return row

    def _how(self) -> None:
        self.help_wanted.emit(self.sender().property("code"))

    # --- what is only told ---

    def tell_sent(self, appointment: Appointment, outcome: Outcome, entry: Entry | None, server: str) -> None:
        """What went over the line for this row, if anything."""
        self.head(self.tr("What was sent"))
        if told_apart(outcome) == MOVED:
            self.say(self.tr("The new hour was booked and the old appointment cancelled, by a move of its own."))
            return
        if outcome.state not in SENT or outcome.code in HELD_BACK:
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


def _labels(part: QWidget) -> list[QLabel]:
    return [part] if isinstance(part, QLabel) else part.findChildren(QLabel)


def _controls(part: QWidget) -> Sequence[QWidget]:
    if isinstance(part, ButtonRow):
        return part.buttons
    return [child for child in part.findChildren(QWidget) if isinstance(child, QAbstractButton | QLineEdit)]
