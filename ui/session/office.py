"""Who else is in the office now, and what runs there. Asked again and again while somebody is signed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError
from ui.bridge import Bridge
from ui.session.accounts import Accounts
from ui.session.session import Session

if TYPE_CHECKING:
    from app.booking.colleagues import Around, Colleagues

EVERY = 4_000  # ms


class Office(QObject):
    """Nothing is told where the journal is a file of this computer."""

    seen = Signal(object)  # Around
    away = Signal(object)  # AppError: why it can't be asked just now
    left = Signal()  # nobody is signed in, or there is no office

    def __init__(self, session: Session, accounts: Accounts, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._accounts, self._bridge = session, accounts, bridge
        self.with_batches = False  # somebody looks at the history
        self._asking: Colleagues | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.ask)
        session.signed_in.connect(self._signed_in)
        session.signed_out.connect(self._signed_out)

    @property
    def there(self) -> bool:
        return self._accounts.colleagues is not None and self._session.desk is not None

    def _signed_in(self) -> None:
        if self.there:
            self._timer.start()
            self.ask()
        else:
            self.left.emit()

    def _signed_out(self) -> None:
        self._timer.stop()
        self.left.emit()

    def ask(self) -> None:
        colleagues = self._accounts.colleagues
        if not self.there or colleagues is None or self._asking is colleagues:
            return
        self._asking = colleagues
        work = colleagues.look(batches=self.with_batches)
        self._bridge.call(work, partial(self._told, self.seen, colleagues), partial(self._told, self.away, colleagues))

    def _told(self, signal: Any, asked: Colleagues, answer: Around | AppError) -> None:
        """An answer that comes after the sign-out is nobody's."""
        self._asking = None
        if self._accounts.colleagues is asked and self.there:
            signal.emit(answer)
