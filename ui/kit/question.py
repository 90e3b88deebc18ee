"""One shape for every question: a headline, the facts, and buttons that say what they do.

Dialogs are opened, never executed in a loop of their own: the window and a running batch go on behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QScrollArea, QWidget

from app.domain.address import Server
from ui.kit.basic import Button, Picture, column, label, line
from ui.kit.notice import Notice
from ui.kit.theme import GAP, Theme
from ui.sheet.charts import HourTable, PerHour

MOST_ROWS = 8  # row numbers named one by one


class Question(QDialog):
    """`said_yes` where the clerk agreed; closing it any other way is a no."""

    said_yes = Signal()

    def __init__(self, theme: Theme, parent: QWidget, icon: str, headline: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self.setWindowTitle(headline)
        self.theme = theme
        self.yes = Button(theme, "check", "primary")
        self.no = Button(theme)
        self.no.say(self.tr("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.accepted.connect(self.said_yes)
        self.head = label("title", headline, wrap=True)
        top = line(gap=2 * GAP)
        top.addWidget(Picture(theme, icon, "primary", 32), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1)
        self.body = column(gap=GAP)
        self.buttons = buttons = line(gap=GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = column(self, margin=3 * GAP, gap=2 * GAP)
        layout.addLayout(top)
        layout.addLayout(self.body)
        layout.addSpacing(GAP)
        layout.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its wrapped words need, which Qt reckons too low by itself."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def warn_of_second_days(self, rows: Sequence[int]) -> None:
        """Rows of people who would have two."""
        if rows:
            # No %n: a plural that is told for a subclass finds no translation, as Qt puts the number in all the same.
            words = self.tr("Seem to have an appointment on another day already, this is one more: %1 (rows %2)")
            listed = ", ".join(map(str, rows[:MOST_ROWS])) + (" …" if len(rows) > MOST_ROWS else "")
            self.warn("warn", words.replace("%1", str(len(rows))).replace("%2", listed))

    def say(self, words: str, kind: str = "") -> None:
        self.body.addWidget(label(kind, words, wrap=True))

    def warn(self, tone: str, words: str) -> None:
        notice = Notice(self.theme)
        notice.tell(tone, words)
        self.body.addWidget(notice)


class ChangeServer(Question):
    """`address`: the new one, where it is known already."""

    def __init__(self, theme: Theme, parent: QWidget, address: str = "") -> None:
        super().__init__(theme, parent, "server", self.tr("Change the server's address?"))
        self.warn("bad", self.tr("Whoever runs that server receives the password and the citizen IDs you send it."))
        self.say(self.tr("Change it only where the Ministry or your IT person has given you another address."))
        if address:
            self.say(self.tr("New address: %1").replace("%1", address))
        self.yes.say(self.tr("Change the address"))
        self.yes.set_kind("danger")


class ClearHistory(Question):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "trash-2", self.tr("Clear the history on this computer?"))
        self.warn("bad", self.tr("Unfinished batches are forgotten, too. Appointments on the server stand."))
        self.yes.say(self.tr("Clear personal data"))
        self.yes.set_kind("danger")


class ConfirmStart(Question):
    """Before the first message goes out: how many people, on which days and hours, on which server."""

    def __init__(self, theme: Theme, parent: QWidget, server: Server, per_hour: PerHour) -> None:
        count = sum(per_hour.values())
        super().__init__(theme, parent, "message-square", "")
        self.moves: QCheckBox | None = None
        if server.practice:
            headline = self.tr("Book %n practice appointment(s)?", "", count)
        else:
            headline = self.tr("Message %n citizen(s) now?", "", count)
        self.head.setText(headline)
        self.setWindowTitle(headline)
        if server.practice:
            self.warn("warn", self.tr("Practice mode: made-up people, no message is sent to anyone."))
        else:
            self.warn(
                "info",
                self.tr(
                    "%n citizen(s) get a message at once through LINE and the Mor Prom app. It can't be taken back.",
                    "",
                    count,
                ),
            )
        table = HourTable(theme)
        table.show_counts(per_hour)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(table)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedHeight(min(table.sizeHint().height() + 4, 320))
        self.say(self.tr("Appointments per day and hour"), "strong")
        self.body.addWidget(area)
        self.say(self.tr("Server: %1").replace("%1", server.url), "muted")
        self.no.say(self.tr("Not yet"))
        self.yes.say(self.tr("Book %n person(s)", "", count))

    def note(self, skipped: int, blocked: int, problems: int) -> None:
        """What is left out, and why."""
        notes = (
            (skipped, self.tr("%n row(s) are booked already and are skipped.", "", skipped)),
            (blocked, self.tr("%n row(s) have another appointment on the same day and are not sent.", "", blocked)),
            (problems, self.tr("%n row(s) with problems are left out.", "", problems)),
        )
        for count, words in notes:
            if count:
                self.say(words)

    def offer_move(self, words: str, people: int) -> None:
        """`people` have another hour of the day; they stay as they are unless the clerk ticks that they are moved."""
        self.warn("warn", words)
        self.moves = QCheckBox(self.tr("Move these %n person(s) to the sheet's hour after the booking", "", people))
        self.body.addWidget(self.moves)

    def note_aside(self, words: str) -> None:
        """The rows that are set aside, with their reasons; "" where there are none."""
        if words:
            self.say(words)

    def caution(self, short: int, again: Sequence[int]) -> None:
        """What may not be meant. `again`: rows of people who have another day already."""
        if short:
            words = self.tr("For %n row(s) there seem to be too few free seats; the server may refuse them.", "", short)
            self.warn("warn", words)
        self.warn_of_second_days(again)


class FileChanged(Question):
    """`said_yes`: read it again. `kept`: go on with what was read. `gone`: there is nothing to be read any more."""

    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget, name: str, mends: int, *, gone: bool) -> None:
        words = (
            self.tr("The file is not there any more") if gone else self.tr("The file was changed after it was loaded")
        )
        super().__init__(theme, parent, "file-spreadsheet", words)
        self.say(name, "strong")
        if gone:
            self.say(self.tr("It was moved, renamed or can't be opened. The rows shown here are as it was loaded."))
        else:
            self.say(self.tr("The rows shown here are no longer those of the file. Which ones shall be booked?"))
        if mends and not gone:
            self.warn("warn", self.tr("Reading it again takes back what you mended or left out here."))
        self.keep = Button(theme, "check")
        self.keep.say(self.tr("Book what is shown"))
        self.keep.clicked.connect(self._keep)
        self.no.say(self.tr("Back"))
        self.yes.say(self.tr("Read the file again"))
        self.yes.set_icon("rotate-ccw")
        self.yes.setHidden(gone)
        self.buttons.insertWidget(self.buttons.indexOf(self.yes), self.keep)

    def _keep(self) -> None:
        self.reject()
        self.kept.emit()


class PasswordAgain(Question):
    """The session ended in mid-batch; it goes on from the same row."""

    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, user: str, words: str) -> None:
        super().__init__(theme, parent, "key-round", "")
        self.head.setText(self.tr("Please sign in again"))
        self.setWindowTitle(self.head.text())
        self.say(words)
        self.say(self.tr("Username: %1").replace("%1", user), "muted")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password"))
        self.password.setPlaceholderText(self.tr("Password"))
        self.body.addWidget(self.password)
        self.yes.say(self.tr("Login"))
        self.accepted.connect(self._typed)
        self.password.setFocus()

    def _typed(self) -> None:
        self.typed.emit(self.password.text())
