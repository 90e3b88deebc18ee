"""What the messages page asks of the server and sends: one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.domain.values import FieldSite
from app.errors import AppError, SignInNeeded
from ui.bridge import Bridge, Emit, Told
from ui.session.session import Session
from ui.session.under_way import Lane, UnderWay, What

if TYPE_CHECKING:
    from app.messages.sending import Messenger

Done = Callable[[Any], None]
Failed = Callable[[AppError], None]


class MessageCalls(QObject):
    """`app.messages` is imported when it is used, on purpose: the first window must not wait for it."""

    went_wrong = Signal()  # the register may differ from what is shown

    def __init__(self, session: Session, under_way: UnderWay, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self._under_way, self._bridge = session, under_way, bridge
        self.done = 0  # people looked up so far
        self.control = Control()

    @property
    def free(self) -> bool:
        return self.session.desk is not None and not self.busy

    @property
    def busy(self) -> bool:
        return not self._under_way.free(Lane.MESSAGES)

    @property
    def sending(self) -> bool:
        return self._under_way.what(Lane.MESSAGES) is What.SENDING

    def messenger(self, site: FieldSite | None = None) -> Messenger:
        """Somebody is signed in. `site`: at this field site, not at the facility itself."""
        from app.messages.sending import Messenger

        desk = self.session.desk
        assert desk is not None
        return Messenger(desk if site is None else desk.at(site))

    def read(self, work: Callable[[Messenger], Coroutine[Any, Any, Any]], done: Done, failed: Failed) -> None:
        """Beside whatever runs; nothing while nobody is signed in."""
        if self.session.desk is not None:
            self._bridge.call(work(self.messenger()), done, partial(self._unread, failed))

    def ask(self, work: Callable[[Messenger], Coroutine[Any, Any, Any]], done: Done, failed: Failed) -> None:
        """Nothing happens while something else runs."""
        if self.free:
            self._begin(What.ASKING)
            self._bridge.call(work(self.messenger()), partial(self._ended, done), partial(self._not, failed))

    def send(
        self,
        work: Callable[[Messenger, Control, Emit], Coroutine[Any, Any, Any]],
        told: Told,
        done: Done,
        failed: Failed,
    ) -> None:
        """Nothing happens while something else runs."""
        if self.free:
            self._begin(What.SENDING)
            sending = partial(work, self.messenger(), self.control)
            self._bridge.run(sending, told, partial(self._ended, done), partial(self._not, failed))

    def stop(self) -> None:
        self.control.stop()

    def reach(self, done: int) -> None:
        self.done = done  # a number: safe from the calls' thread

    def _begin(self, what: What) -> None:
        self.done, self.control = 0, Control()
        self._under_way.begin(Lane.MESSAGES, what, self.stop)

    def _ended(self, then: Callable[[Any], None], answer: Any) -> None:
        self._under_way.end(Lane.MESSAGES)
        then(answer)

    def _not(self, failed: Failed, error: AppError) -> None:
        self._under_way.end(Lane.MESSAGES)
        self.went_wrong.emit()
        self._unread(failed, error)

    def _unread(self, failed: Failed, error: AppError) -> None:
        failed(error)
        if isinstance(error, SignInNeeded):
            self.session.password_wanted.emit()
