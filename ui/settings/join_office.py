"""Joining an office: four fields, and a test that says what is found before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.office import USER, read_address
from app.errors import AppError, InputError
from app.wording import say, say_error
from app.wording.office import found_lines
from ui.kit import text
from ui.kit.basic import Button, column, label, line, show_part
from ui.kit.notice import Action, Notice
from ui.kit.password import PasswordField
from ui.kit.question import Question
from ui.kit.theme import GAP, Theme
from ui.settings.fields import FileChoice

if TYPE_CHECKING:
    from app.journal.office_look import Found

CERTIFICATES = "*.pem *.crt *.cer"


@dataclass(frozen=True)
class Wish:
    """What was typed."""

    address: str
    user: str
    password: str
    passphrase: str
    again: str | None  # the passphrase a second time, where it is set here
    ca_file: str
    plain: bool  # without encryption: the warning was read


class OfficeFields(QWidget):
    """What is typed of an office. `changed`: it may be enough now, or no more."""

    changed = Signal()

    def __init__(self, theme: Theme, address: str) -> None:
        super().__init__()
        self.new = self.plain = False  # its passphrase is set here; without encryption
        self.address, self.user = QLineEdit(address), QLineEdit()
        self.password, self.passphrase, self.again = (PasswordField(theme) for _ in range(3))
        self.address.setPlaceholderText("db.hospital.go.th")
        self.ca_file = FileChoice(
            theme,
            CERTIFICATES,
            lambda: self.tr("None: the certificates of Windows are enough"),
            lambda: self.tr("Choose a certificate file"),
        )
        self.ca_file.picked.connect(self.ca_file.show_value)
        self.ca_file.show_value("")
        self._lay_out()
        self.address.textChanged.connect(self._show_user)
        self._show_user()
        for field in (self.address, self.password, self.passphrase):
            field.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        first, layout = line(gap=2 * GAP), column(self, gap=GAP)
        first.addWidget(_named(self.address, self.tr("Address of the database")), 3)
        first.addWidget(_named(self.user, self.tr("User of the database")), 2)
        layout.addLayout(first)
        layout.addWidget(_named(self.password, self.tr("Password of the database")))
        layout.addWidget(_named(self.passphrase, self.tr("Passphrase of the office")))
        self._second = _named(self.again, self.tr("The passphrase once more"))
        self._second.hide()
        layout.addWidget(self._second)
        layout.addWidget(_named(self.ca_file, self.tr("Certificate file of the database")))

    def _show_user(self) -> None:
        """Left empty, the field shows who is taken: whom the address names, else the usual one."""
        named = ""
        with suppress(InputError):  # half an address
            named = read_address(self.address.text()).user
        self.user.setPlaceholderText(named or USER)

    def ask_again(self, new: bool) -> None:
        """A new office's passphrase is typed twice."""
        self.new = new
        show_part(self._second, new)
        if new and self.passphrase.text():
            self.again.setFocus()

    def cover(self) -> None:
        for field in (self.password, self.passphrase, self.again):
            field.cover()

    @property
    def wish(self) -> Wish:
        again = self.again.text() if self.new else None
        typed = (
            self.address.text(),
            self.user.text().strip() or self.user.placeholderText(),
            self.password.text(),
            self.passphrase.text(),
        )
        return Wish(*typed, again, self.ca_file.path.text(), self.plain)


def _named(field: QWidget, words: str) -> QWidget:
    box = QWidget()
    layout, name = column(box, gap=2), label("strong", words)
    name.setBuddy(field)
    field.setAccessibleName(words)
    layout.addWidget(name)
    layout.addWidget(field)
    return box


class AtWork(QObject):
    """What is being done, and for how long by now: a database may be far away."""

    says = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.call_off: Callable[[], bool] | None = None  # while it joins; False: that is too late
        self._doing, self._since, self._clock = "", QElapsedTimer(), QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._say)

    def begin(self, words: str) -> None:
        self._doing = words
        self._since.start()
        self._clock.start()
        self.says.emit(words)

    def end(self) -> None:
        self.call_off = None
        self._clock.stop()

    def _say(self) -> None:
        self.says.emit(f"{self._doing} {text.countdown(self._since.elapsed() / 1000)}")


class JoinOffice(Question):
    """It stays until the computer has joined: what was typed can be mended."""

    test_wanted = Signal(object)  # Wish
    join_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, address: str = "") -> None:
        super().__init__(theme, parent, "monitor", "")
        self.head.setText(self.tr("Keep the records together with other computers"))
        self.setWindowTitle(self.head.text())
        self._joined = bool(address)  # and keeps the office's key: another password of the database is enough
        if self._joined:
            self.say(self.tr("Only the password has changed? Type it, and leave the passphrase empty."), "muted")
        else:
            self.say(self.tr("Your IT person makes the database and tells you the first three."), "muted")
        self.fields = OfficeFields(theme, address)
        self.body.addWidget(self.fields)
        self.told, self.test = Notice(theme, narrow=True), Button(theme, "refresh-cw")
        self.staying.addWidget(self.told)
        self.buttons.insertWidget(0, self.test)
        self.test.say(self.tr("Test"), self.tr("Say what is found there; nothing is written"))
        self.yes.say(self.tr("Join"))
        self.test.clicked.connect(self._test)
        self.at_work = AtWork(self)
        self.at_work.says.connect(partial(self._tell, "info"))
        self.fields.changed.connect(self._look)
        self._look()
        self.fields.address.setFocus()

    # --- asking ---

    def _look(self) -> None:
        self.test.setEnabled(bool(self.fields.address.text().strip()))
        enough = self.fields.passphrase.text() or (self._joined and self.fields.password.text())
        self.yes.setEnabled(self.test.isEnabled() and bool(enough))

    def _test(self) -> None:
        self._busy(self.tr("Looking…"))
        self.test_wanted.emit(self.fields.wish)

    def accept(self) -> None:
        """It closes once the computer has joined, see `joined`."""
        self.fields.cover()
        self._busy(self.tr("Joining…"))
        self.join_wanted.emit(self.fields.wish)

    def _busy(self, words: str) -> None:
        self.area.setEnabled(False)
        self.test.setEnabled(False)
        self.yes.setEnabled(False)
        self.at_work.begin(words)

    def reject(self) -> None:
        """What was begun is called off; where it writes already it is brought to its end, and said."""
        if self.at_work.call_off is None or self.at_work.call_off():
            super().reject()
            return
        self.no.setEnabled(False)
        self.at_work.begin(self.tr("It can't be cancelled any more: the computer is joining now…"))

    def _free(self) -> None:
        self.at_work.end()
        self.no.setEnabled(True)
        self.area.setEnabled(True)
        self._look()

    # --- what came of it ---

    def tell_found(self, found: Found) -> None:
        self._free()
        self.told.keep_telling(partial(self._tell_found, found))
        self.fields.ask_again(found.new)

    def _tell_found(self, found: Found) -> None:
        lines = found_lines(found, text.lang())
        self._tell(
            "warn" if found.clock_off or found.slow or found.moved or self.fields.plain else "good", "\n".join(lines)
        )

    def _tell(self, tone: str, words: str, offer: Action | None = None) -> None:
        self.told.tell(tone, words, "", offer)
        QTimer.singleShot(0, self._make_room)

    def _make_room(self) -> None:
        """What stays in sight needs its own."""
        if (layout := self.layout()) is not None:
            layout.invalidate()
            layout.activate()
        self._grow()

    def ask_second(self) -> None:
        """Join was pressed, and it is a new office."""
        self._free()
        self.fields.ask_again(True)
        words = self.tr(
            "There are no records yet: this computer is the first. Type the passphrase once more, write it down, and "
            "keep it safe: every other computer needs it."
        )
        self._tell("info", words)
        self.fields.again.setFocus()

    def tell_error(self, error: AppError) -> None:
        self._free()
        offer = None
        if error.code == "office_no_tls" and not self.fields.plain:
            offer = Action(self.tr("Go on without encryption…"), self._warn_plain)
        self._tell("bad", say_error(error, text.lang()), offer)

    def _warn_plain(self) -> None:
        words = self.tr(
            "Without encryption, whoever listens in the hospital's network sees who books how many, and could change "
            "it. Names and IDs stay sealed. Only where your IT person says so."
        )
        self._tell("warn", words, Action(self.tr("Without encryption"), self._go_plain))

    def _go_plain(self) -> None:
        self.fields.plain = True
        self._test()

    def joined(self) -> None:
        self.at_work.end()
        super().accept()


class ChangePassphrase(Question):
    """`typed`: the old one, the new one, and that once more."""

    typed = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "key-round", "")
        self.head.setText(self.tr("Change the passphrase of the office"))
        self.setWindowTitle(self.head.text())
        self.say(self.tr("Computers that have joined go on. Write the new one down and keep it safe."), "muted")
        self.old, self.new, self.again = (PasswordField(theme) for _ in range(3))
        names = self.tr("Passphrase until now"), self.tr("New passphrase"), self.tr("The new one once more")
        for field, words in zip((self.old, self.new, self.again), names, strict=True):
            name = label("strong", words)
            name.setBuddy(field)
            field.setAccessibleName(words)
            self.body.addWidget(name)
            self.body.addWidget(field)
            field.textChanged.connect(self._look)
        self.told = Notice(theme, narrow=True)
        self.staying.addWidget(self.told)
        self.yes.say(self.tr("Change the passphrase"))
        self._look()
        self.old.setFocus()

    def _look(self) -> None:
        self.yes.setEnabled(all(field.text() for field in (self.old, self.new, self.again)))

    def accept(self) -> None:
        self.yes.setEnabled(False)
        self.typed.emit(self.old.text(), self.new.text(), self.again.text())

    def tell_error(self, error: AppError) -> None:
        self._look()
        self.told.tell("bad", say_error(error, text.lang()))

    def changed(self) -> None:
        super().accept()


class LeaveOffice(Question):
    """Asked before this computer keeps its own records again."""

    def __init__(self, theme: Theme, parent: QWidget, place: str) -> None:
        super().__init__(theme, parent, "log-out", "")
        self.head.setText(self.tr("Leave the office's records?"))
        self.setWindowTitle(self.head.text())
        self.say(text.fill(self.tr("This computer then keeps its own records. What stands in %1 stands."), place))
        words = self.tr("The others no longer see what is booked from here, and this computer not what they book.")
        self.warn("bad", words)
        self.yes.say(self.tr("Leave"))
        self.yes.set_kind("danger")


class SignOutFirst(Question):
    """Where the records are kept can't change under a clerk who is signed in."""

    def __init__(self, theme: Theme, parent: QWidget, user: str) -> None:
        super().__init__(theme, parent, "log-out", "")
        self.head.setText(self.tr("Sign out first?"))
        self.setWindowTitle(self.head.text())
        words = self.tr("Where the records are kept changes only while nobody is signed in. Signed in now: %1")
        self.say(text.fill(words, user))
        self.yes.say(self.tr("Sign out"))


def said(code: str, **params: object) -> str:
    return say(code, text.lang(), **params)
