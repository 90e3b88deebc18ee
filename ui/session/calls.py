"""What one page asks of the server at the chosen place, and the one change of its own that may be under way."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.errors import AppError, SignInNeeded
from app.events import Finished, Paused, Resumed
from ui.bridge import Bridge, Emit
from ui.session.sites import Sites
from ui.session.under_way import Lane, UnderWay, What

if TYPE_CHECKING:
    from app.booking.desk import Desk

Failed = Callable[[AppError], None]


def _nothing(_event: Any) -> None:
    """Most changes tell of nothing but their end."""


class Calls(QObject):
    """A refused session asks for the password, whatever page is shown: see `Session.password_wanted`."""

    changed = Signal()  # who is signed in, the place, or whether something runs
    held = Signal(object)  # Paused: this page's change waits, for the network or for a sign-in; None: it goes on

    def __init__(self, sites: Sites, under_way: UnderWay, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sites, self._under_way, self._bridge = sites, under_way, bridge
        self._control: Control | None = None
        sites.changed.connect(self.changed)
        under_way.changed.connect(self.changed)

    @property
    def free(self) -> bool:
        """Nothing is being changed, by any page or by a batch."""
        return self.sites.desk is not None and self._under_way.free(Lane.SHEET, Lane.SERVER)

    @property
    def changing(self) -> bool:
        """A change of this page is under way."""
        return self._control is not None

    def read(
        self, work: Callable[[Desk], Coroutine[Any, Any, Any]], told: Callable[[Any], None], failed: Failed
    ) -> None:
        """Nothing happens while nobody is signed in."""
        if (desk := self.sites.desk) is not None:
            self._bridge.call(work(desk), told, partial(self._not, failed))

    def change(
        self,
        what: What,
        work: Callable[[Desk, Control, Emit], Coroutine[Any, Any, Any]],
        done: Callable[[Any], None],
        failed: Failed,
        *,
        told: Callable[[Any], None] = _nothing,
        at: Desk | None = None,
    ) -> None:
        """Nothing happens while another change runs. `told`: one event of it. `at`: not the chosen place but this."""
        desk = at or self.sites.desk
        if desk is None or not self.free:
            return
        self._control = control = Control()
        self._under_way.begin(Lane.SERVER, what, control.stop)
        self._bridge.run(
            partial(work, desk, control),
            partial(self._hear, told),
            partial(self._ended, done),
            partial(self._ended, partial(self._not, failed)),
        )

    def stop(self) -> None:
        """Leave the change as it is; what is in doubt is looked up by Continue in the history."""
        if self._control is not None:
            self._control.stop()

    def _ended(self, then: Callable[[Any], None], answer: Any) -> None:
        self._control = None
        self._under_way.end(Lane.SERVER)
        then(answer)

    def _not(self, failed: Failed, error: AppError) -> None:
        failed(error)
        if isinstance(error, SignInNeeded):
            self.sites.session.password_wanted.emit()

    def _hear(self, told: Callable[[Any], None], events: list[Any]) -> None:
        for event in events:
            if isinstance(event, Paused):
                self.held.emit(event)
                if event.reason == "sign_in_needed":
                    self.sites.session.password_wanted.emit()
            elif isinstance(event, Resumed | Finished):
                self.held.emit(None)
            else:
                told(event)
