"""Where the keyboard goes when what had it vanishes: one table, a line a state.

Qt would go on to the next control of the window, which at the end of a page is Sign out or the language: one Space more
and the clerk is out. Nothing of the bar at the top stands in this table, and nothing that sends anything by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.session.under_way import Lane, What

if TYPE_CHECKING:
    from ui.session.login import LoginScreen
    from ui.upload.screen import UploadScreen
    from ui.window.pages import Pages
    from ui.window.window import Window

Parts = Sequence[QWidget]


class NextFocus(QObject):
    """Looks whenever what had the focus vanished, and whenever something began or ended."""

    def __init__(self, window: Window, pages: Pages) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._soon = QTimer(self)  # once all has taken its new state
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.take)
        window.focus_lost.connect(self._soon.start)
        window.installEventFilter(self)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._bring_into_sight)
        pages.upload.work.under_way.changed.connect(self._soon.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From a dialog or another program the window comes back: Qt is about to give the focus to somebody."""
        if watched is self._window and event.type() is QEvent.Type.WindowActivate:
            self.take()
        return False

    def take(self) -> None:
        """Give the focus to the first part of the state that can have it, where it stands nowhere. While none can, a
        key does nothing."""
        has = self._window.focusWidget()
        if has is not None and has is not self._window and _can_have(has):
            return
        part = next(filter(_can_have, self._parts()), self._window)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard came to is seen: a scroll area cares only for a step from one part of it to the next. Not
        under the mouse, which would lose what it presses."""
        area = now.parentWidget() if now is not None and not QApplication.mouseButtons().value else None
        while area is not None and not area.isWindow():
            if isinstance(area, QScrollArea) and now is not None:
                area.ensureWidgetVisible(now)
            area = area.parentWidget()

    def _parts(self) -> Parts:
        """The table: of a page, and of the upload page's states."""
        pages, page = self._pages, self._pages.shown
        table: dict[str, Callable[[], Parts]] = {
            "login": lambda: _login(self._window.login),
            "book": lambda: _upload(pages.upload),
            "schedule": lambda: (pages.schedule.month, pages.schedule.reload),
            "person": lambda: (pages.person.words,),
            "messages": lambda: pages.messages.in_turn,
            "history": lambda: (pages.history.table,),
            "settings": lambda: (pages.settings.language,),
            "help": lambda: (pages.help.search,),
        }
        return table[page]()


def _login(form: LoginScreen) -> Parts:
    empty = (field for field in (form.facility, form.user) if not field.text())
    return (*empty, form.password, form.login)


def _upload(screen: UploadScreen) -> Parts:
    work = screen.work
    match work.under_way.what(Lane.SHEET):
        case What.LOADING:
            return (screen.table, screen.runbar.stop)  # an empty page has only Cancel
        case What.PREPARING:
            return (screen.table,)
        case What.RUNNING | What.UNDOING:
            return (screen.runbar.pause, screen.table)
    if not len(work.sheet.lines):
        return (screen.load,)
    if work.sheet.batch is not None:  # what goes on sending is never one Space away
        return (screen.save, screen.table)
    return (screen.start, screen.table)  # Start asks first


def _can_have(part: QWidget) -> bool:
    return part.isVisible() and part.isEnabled()
