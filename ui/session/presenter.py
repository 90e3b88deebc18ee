"""The login page over the session: who signs in, who is shown at the top, and how one signs out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.domain.address import Server
from app.errors import AppError
from app.system.paths import clerks_folder
from app.system.settings import Settings
from ui.session.login import LoginScreen
from ui.session.session import Session

if TYPE_CHECKING:
    from ui.session.accounts import Credentials


class SigningIn(QObject):
    login_wanted = Signal()  # the page is to be shown
    account_given = Signal(str, str, bool)  # facility, user, and whether the password is to be remembered, too
    key_file_chosen = Signal(str)

    def __init__(self, login: LoginScreen, session: Session, settings: Callable[[], Settings]) -> None:
        super().__init__(login)
        self._login, self._session, self._settings = login, session, settings
        login.asked.connect(self._sign_in)
        login.password_wanted.connect(session.ask_password)
        login.key_file_wanted.connect(self._choose_key_file)
        session.signed_in.connect(self._signed_in)
        session.failed.connect(self._not_signed_in)
        session.password_found.connect(login.take_password)

    def _sign_in(self, server: Server | None, who: Credentials, session_only: bool) -> None:
        self._login.show_busy(True)
        if server is not None:
            self.account_given.emit(who.facility, who.user, who.remember)
        settings = self._settings()
        self._session.sign_in(server, who, settings.cap, settings.ca_file, session_only=session_only)

    def practise(self, *, fresh: bool) -> None:
        """Sign in to the practice server in this program."""
        from ui.session.accounts import Credentials

        self._login.choose_practice()
        self._login.show_busy(True)
        self._session.sign_in(None, Credentials("", "", ""), self._settings().cap, fresh=fresh)

    def _signed_in(self) -> None:
        self._login.show_busy(False)
        self._login.password.clear()

    def _not_signed_in(self, error: AppError) -> None:
        self._login.show_busy(False)
        self.login_wanted.emit()
        self._login.show_error(error)

    def _choose_key_file(self) -> None:
        """Where the computer keeps no key. A file that is there is used as it is, never written over."""
        options = QFileDialog.Option.DontConfirmOverwrite
        title = self.tr("Choose or make a key file")
        path, _ = QFileDialog.getSaveFileName(
            self._login, title, str(clerks_folder() / "mophic.key"), "*", options=options
        )
        if path:
            self.key_file_chosen.emit(path)
            self._login.try_key_file()
