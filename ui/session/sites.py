"""At which place of the facility the clerk works: the facility itself, or one of its field sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.values import FieldSite
from app.errors import AppError
from ui.bridge import Bridge
from ui.session.session import Session

if TYPE_CHECKING:
    from app.booking.desk import Desk


class Sites(QObject):
    """`site` None: the facility itself. `sites`: those the server named, as far as they are known."""

    changed = Signal()  # another place, other places to choose from, or nobody is signed in

    def __init__(self, session: Session, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self._bridge = session, bridge
        self.site: FieldSite | None = None
        self.sites: tuple[FieldSite, ...] = ()
        session.signed_in.connect(self._signed_in)
        session.signed_out.connect(self._forget)

    @property
    def desk(self) -> Desk | None:
        """The desk of the chosen place."""
        desk = self.session.desk
        return desk if desk is None or self.site is None else desk.at(self.site)

    @property
    def practice(self) -> bool:
        return self.session.practice

    def choose_site(self, site: FieldSite | None) -> None:
        self.site = site
        self.changed.emit()

    def _signed_in(self) -> None:
        self._forget()
        if self.session.desk is not None:
            self._bridge.call(self.session.desk.field_sites(), self._know, self._no_sites)

    def _know(self, sites: tuple[FieldSite, ...]) -> None:
        self.sites = sites
        self.changed.emit()

    def _no_sites(self, _error: AppError) -> None:
        """The real host's answer can't be read: there is only the facility itself then."""

    def _forget(self) -> None:
        self.site, self.sites = None, ()
        self.changed.emit()
