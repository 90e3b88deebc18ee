"""Signing in: facility code, username, password; the real server or practice."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.address import REAL_SERVER, Server
from app.errors import AppError
from ui.kit import text
from ui.kit.basic import Button, Picture, column, frame, label, line, repolish, show_part
from ui.kit.notice import Action, Notice
from ui.kit.password import PasswordField
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

CARD = 460  # px


class LoginScreen(Translated, QWidget):
    """`asked`: the server (None: practice) and what was typed."""

    asked = Signal(object, object, bool)  # Server | None, Credentials, session only
    password_wanted = Signal(object, str, str)
    tour_wanted = Signal()
    key_file_wanted = Signal()  # the computer has no keyring: choose a key file, then ask again

    def __init__(self, theme: Theme, server: Server) -> None:
        super().__init__()
        self._server = server
        self._error: AppError | None = None
        self._build(theme)
        self._lay_out(theme)
        self.retranslate()
        self._switched()

    def _build(self, theme: Theme) -> None:
        self.real = Button(theme, "hospital", "tab")
        self.practice = Button(theme, "flask-conical", "tab")
        self._servers = QButtonGroup(self)
        for button in (self.real, self.practice):
            button.setCheckable(True)
            self._servers.addButton(button)
        self.real.setChecked(True)
        self._servers.buttonClicked.connect(self._switched)
        self._servers.buttonClicked.connect(self._begin)
        self.facility = QLineEdit()
        self.facility.setMaxLength(5)
        self.facility.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,5}"), self))
        self.user = QLineEdit()
        self.password = PasswordField(theme)
        self.remember = QCheckBox()
        self.login = Button(theme, "log-in", "primary")
        self.login.clicked.connect(self.submit)
        for field in (self.facility, self.user, self.password):
            field.returnPressed.connect(self.submit)
            field.textEdited.connect(self._edited)
        self.user.editingFinished.connect(self.look_for_password)
        self.error = Notice(theme, narrow=True)
        self.tour = Button(theme, "flask-conical", "flat")
        self.tour.clicked.connect(self.tour_wanted)
        self.address = label("small", wrap=True)
        self.title = label("title")
        self.lead = label("muted", wrap=True)
        self.practice_words = label("", wrap=True)
        self._names = {name: label("strong") for name in ("facility", "user", "password")}

    def _lay_out(self, theme: Theme) -> None:
        card = frame("card")
        theme.scales(card.setFixedWidth, CARD)
        inner = column(card, gap=GAP)
        inner.setContentsMargins(4 * GAP, 2 * GAP, 4 * GAP, 2 * GAP)
        head = line(gap=int(1.5 * GAP))
        head.addWidget(Picture(theme, "calendar-check", "primary", 32))
        head.addWidget(self.title, 1)
        head.addWidget(self.real)
        head.addWidget(self.practice)
        inner.addLayout(head)
        inner.addWidget(self.lead)
        self.form = QWidget()
        fields = column(self.form, gap=GAP // 2)
        account = line(gap=int(1.5 * GAP))
        account.addLayout(self._field("facility", self.facility), 2)
        account.addLayout(self._field("user", self.user), 3)
        fields.addLayout(account)
        fields.addLayout(self._field("password", self.password))
        fields.addWidget(self.remember)
        inner.addWidget(self.form)
        inner.addWidget(self.practice_words)
        inner.addWidget(self.error)
        inner.addWidget(self.login)
        inner.addWidget(self.address)
        inner.addWidget(self.tour)
        middle = line()  # not by alignment: that would give the card its preferred height, too low for two lines
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer = column(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

    def _field(self, name: str, field: QLineEdit) -> QVBoxLayout:
        """What to fill in, and below it the field."""
        self._names[name].setBuddy(field)
        box = column(gap=2)
        box.addWidget(self._names[name])
        box.addWidget(field)
        return box

    def retranslate(self) -> None:
        self.title.setText(self.tr("Sign in"))
        self.lead.setText(self.tr("With the account you use for the MOPH Immunization Center Dashboard."))
        self.real.say(self.tr("Real server"))
        self.practice.say(self.tr("Practice"))
        self._names["facility"].setText(self.tr("Facility code, 5 digits"))
        self._names["user"].setText(self.tr("Username"))
        self._names["password"].setText(self.tr("Password"))
        self.remember.setText(self.tr("Remember the sign-in on this computer"))
        self.remember.setToolTip(self.tr("The password is kept in the operating system's own safe place."))
        self.practice_words.setText(
            self.tr(
                "Try everything with made-up people. Nothing to fill in, and nobody is messaged. Press Login to begin."
            )
        )
        self.login.say(self.tr("Login"))
        self.tour.say(self.tr("First time here? Take the tour"), self.tr("Five minutes with made-up people"))
        self._show_address()
        for name, field in (("facility", self.facility), ("user", self.user), ("password", self.password)):
            field.setAccessibleName(self._names[name].text())
        if self._error is not None:
            self.show_error(self._error)
        elif self.error.isVisible():
            self._tell_wrong()

    # --- filling in ---

    def use_server(self, server: Server) -> None:
        """The address of the settings; it is shown where it is not the Ministry's."""
        self._server = server
        self._show_address()

    def _show_address(self) -> None:
        self.address.setText(fill(self.tr("Server: %1"), self._server.url))
        show_part(self.address, self._server.url != REAL_SERVER.url and self.real.isChecked())

    def offer_tour(self, offer: bool) -> None:
        show_part(self.tour, offer)

    def fill(self, facility: str, user: str, *, remember: bool) -> None:
        """What was used last time."""
        self.facility.setText(facility)
        self.user.setText(user)
        self.remember.setChecked(remember)
        self._begin()

    def choose_practice(self) -> None:
        self.practice.setChecked(True)
        self._switched()

    def take_password(self, password: str) -> None:
        if password and not self.password.text():
            self.password.setText(password)

    def look_for_password(self) -> None:
        """Ask for the one that was remembered."""
        if self.remember.isChecked() and len(self.facility.text()) == 5 and self.user.text():
            self.password_wanted.emit(self._server, self.facility.text(), self.user.text())

    def _begin(self) -> None:
        """To the first thing that is still to be done: practice asks for nothing."""
        empty = (field for field in (self.facility, self.user) if not field.text())
        (self.login if self.practice.isChecked() else next(empty, self.password)).setFocus()

    def _switched(self) -> None:
        practice = self.practice.isChecked()
        show_part(self.lead, not practice)
        show_part(self.form, not practice)
        show_part(self.practice_words, practice)
        self._show_address()
        self._edited()

    def _edited(self) -> None:
        self._error = None
        self.error.hide()
        for field in (self.facility, self.user, self.password):
            _mark(field, wrong=False)

    # --- signing in ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the tick signs in as it does in a field; a button's Enter is the button's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.remember.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        if not self.login.isEnabled():
            return
        if self.practice.isChecked():
            self._ask(session_only=False)
            return
        self._edited()
        if not self._tell_wrong():
            self._ask(session_only=False)

    def _tell_wrong(self) -> bool:
        """Say what is not filled in rightly, if anything."""
        if (wrong := self._wrong()) is None:
            return False
        field, words = wrong
        _mark(field, wrong=True)
        field.setFocus()
        self.error.tell("bad", words)
        return True

    def _wrong(self) -> tuple[QLineEdit, str] | None:
        if len(self.facility.text()) != 5:  # the field takes digits alone
            return self.facility, self.tr("The facility code must be 5 digits, for example 10001.")
        if not self.user.text().strip():
            return self.user, self.tr("Fill in the username you use for the Dashboard.")
        if not self.password.text():
            return self.password, self.tr("Fill in the password.")
        return None

    def _ask(self, *, session_only: bool) -> None:
        from ui.session.accounts import Credentials  # heavy: not before the window stands

        server = None if self.practice.isChecked() else self._server
        who = Credentials(
            self.facility.text(), self.user.text().strip(), self.password.text(), self.remember.isChecked()
        )
        self.password.cover()
        self.asked.emit(server, who, session_only)

    def _without_keyring(self) -> None:
        self.remember.setChecked(False)  # there is no safe place for a password, either
        self._ask(session_only=True)

    def try_key_file(self) -> None:
        """A key file has been chosen: go on where the missing keyring stopped."""
        self.remember.setChecked(False)
        self._edited()
        self._ask(session_only=False)

    def show_busy(self, busy: bool) -> None:
        self.login.setEnabled(not busy)
        self.form.setEnabled(not busy)
        self.login.say(self.tr("Signing in…") if busy else self.tr("Login"))

    def show_error(self, error: AppError) -> None:
        from app.wording import say_error

        self._error = error
        offer = second = None
        detail = error.detail
        words = say_error(error, text.lang())
        if error.code == "keyring_missing":
            words = self.tr("This computer has no safe place for secrets. How do you want to go on?")
            offer = Action(self.tr("Work without keeping records"), self._without_keyring)
            second = Action(self.tr("Choose a key file…"), self.key_file_wanted.emit)
            detail = ""  # the name of a keyring's error helps nobody to choose
        self.error.tell("bad", words, detail, offer, second)
        if error.code == "sign_in_refused":
            _mark(self.password, wrong=True)
            self.password.selectAll()
            self.password.setFocus()


def _mark(field: QLineEdit, *, wrong: bool) -> None:
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        repolish(field)
