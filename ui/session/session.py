"""Who is signed in, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.address import Server
from app.domain.values import Account
from app.errors import AppError
from ui.bridge import Bridge
from ui.session.accounts import Accounts, Credentials
from ui.session.under_way import Lane, UnderWay, What

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.journal.batches import Journal


class Session(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    signed_in = Signal()
    signed_in_again = Signal()  # whatever waited goes on
    signed_out = Signal()
    password_found = Signal(str)
    password_wanted = Signal()  # the session is refused: a change waits, or a reading was in vain
    failed = Signal(object)  # AppError: not signed in
    refused_again = Signal(object)  # AppError: the password of who is signed in did not do

    def __init__(self, accounts: Accounts, under_way: UnderWay, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts, self._under_way, self._bridge = accounts, under_way, bridge
        self.desk: Desk | None = None

    @property
    def account(self) -> Account | None:
        return self.desk.account if self.desk else None

    @property
    def server(self) -> Server | None:
        return self.desk.server if self.desk else None

    @property
    def whose(self) -> tuple[str, str]:
        """Facility and server's address whose journal can be asked: of whoever is signed in, before that of whoever
        was last; "" where nobody was."""
        if self.desk is not None:
            return self.desk.account.facility, self.desk.server.url
        server, facility = self._accounts.last_used()
        return facility, server.url if server is not None else ""

    async def journal(self) -> Journal | None:
        """That journal; awaited on the calls' thread."""
        return await self._accounts.journal()

    @property
    def practice(self) -> bool:
        return self.desk is not None and self.desk.server.practice

    def sign_in(
        self,
        server: Server | None,
        who: Credentials,
        cap: int,
        ca_file: str = "",
        *,
        session_only: bool = False,
        fresh: bool = False,
    ) -> None:
        """`server` None: the practice server inside this program, with its own account."""
        self._under_way.begin(Lane.SHEET, What.SIGNING_IN)
        self._bridge.call(self._sign_in(server, who, cap, ca_file, session_only, fresh), self._is_in, self._not_in)

    async def _sign_in(
        self, server: Server | None, who: Credentials, cap: int, ca_file: str, session_only: bool, fresh: bool
    ) -> Desk:
        if server is None:
            server, who = await self._accounts.practice_login(fresh=fresh)
        return await self._accounts.sign_in(server, who, cap, ca_file, session_only)

    def _is_in(self, desk: Desk) -> None:
        self.desk = desk
        self._under_way.end(Lane.SHEET)
        self.signed_in.emit()

    def _not_in(self, error: AppError) -> None:
        self._under_way.end(Lane.SHEET)
        self.failed.emit(error)

    def sign_out(self) -> None:
        self.desk = None
        self._bridge.call(self._accounts.sign_out(), _nothing, _nothing)
        self.signed_out.emit()

    def sign_in_again(self, password: str) -> None:
        """Whatever waits goes on where it stood."""
        if self.desk is not None:
            self._bridge.call(self.desk.sign_in_again(password), self._is_in_again, self.refused_again.emit)

    def _is_in_again(self, _nothing: Any) -> None:
        self.signed_in_again.emit()

    def ask_password(self, server: Server, facility: str, user: str) -> None:
        """The one that is kept, if any: told by `password_found`."""
        work = self._accounts.saved_password(server, facility, user)
        self._bridge.call(work, self.password_found.emit, _nothing)


def _nothing(_answer: Any) -> None:
    """Nothing to tell: no keyring keeps a password, or nobody waits for the end."""
