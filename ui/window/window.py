"""The window's frame: the bar, the rail of pages, the practice banner, the steps, and the room of the page.

Nothing here needs more than Qt, the settings and the theme, so that it stands at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QPushButton, QScrollArea, QStackedWidget, QToolButton, QWidget

from app.domain.address import Server, server_at
from app.system.paths import APP, resources
from ui.kit import text
from ui.kit.basic import column, line
from ui.kit.dropping import DropHint, files_of, take_copies
from ui.kit.notice import Elsewhere, Notice
from ui.kit.room import free_room
from ui.kit.theme import GAP, Theme
from ui.session.login import LoginScreen
from ui.settings.preferences import Preferences
from ui.window.banner import PracticeBanner
from ui.window.rail import Rail
from ui.window.steps import Steps
from ui.window.topbar import TopBar

if TYPE_CHECKING:
    from app.domain.values import Account
    from app.errors import AppError
    from ui.window.crash import CrashDialog, Save

WANTED = QSize(1440, 860)  # where the screen has room for it
SMALLEST = QSize(900, 560)
LOW = 560  # px; a window that is lower has no room for the steps at large
FILE, CHECKING, DONE = 1, 2, 4  # steps: see `Steps`
PAGES = ("book", "schedule", "person", "messages", "history", "settings", "help")


class Room(QStackedWidget):
    """As small as the page that is shown lets it be, not as the largest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        return layout.minimumHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0


class Window(QMainWindow):
    """Lays out, keeps its size, and tells what concerns the program as a whole. It knows no page but the login.

    `may_close`: asked before it closes; it may put a question and close the window itself after the answer."""

    page_wanted = Signal(str)
    help_wanted = Signal()
    dropped = Signal(list)  # Paths
    drop_near = Signal(bool)  # files are held over the window
    focus_lost = Signal()  # what had it is hidden or disabled
    closed = Signal()

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.theme, self._preferences = theme, preferences
        self.may_close: Callable[[], bool] = _always
        self.takes_files: Callable[[], bool] = _always
        self._fault: CrashDialog | None = None
        self._page = PAGES[0]
        self.setWindowTitle(APP)
        self.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
        self.setAcceptDrops(True)
        self._build()
        self._lay_out()
        settings = preferences.settings
        self.login.fill(settings.facility, settings.user, remember=settings.remember)  # and there is the focus
        self._take_size()

    def _build(self) -> None:
        theme, settings = self.theme, self._preferences.settings
        self.steps = Steps(theme)
        self.bar = TopBar(theme, self.steps)
        change = self._preferences.change
        self.bar.language_wanted.connect(lambda: change("language", "en" if text.lang() == "th" else "th"))
        self.bar.theme_wanted.connect(lambda: change("theme", "light" if theme.dark else "dark"))
        self.banner = PracticeBanner(theme)
        self.banner.hide()
        self.login = LoginScreen(theme, server_at(settings.server_url))
        self.login.offer_tour("tour" not in settings.window)
        self._server_url = settings.server_url
        self._preferences.changed.connect(self._follow)
        self.rail = Rail(theme, PAGES)
        self.notice, self.handed_over = Notice(theme), Notice(theme)
        self.elsewhere = Elsewhere(theme)
        self.steps.shown.connect(self._show_steps)
        self.rail.wanted.connect(self.page_wanted)
        self.elsewhere.wanted.connect(self.page_wanted)
        help_key = QAction(self)
        help_key.setShortcut("F1")
        help_key.triggered.connect(self.help_wanted)
        self.addAction(help_key)

    def _lay_out(self) -> None:
        self.room = Room()
        area = QScrollArea()  # a page that is larger than a small screen can be scrolled to its end
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.room)
        self.head = QWidget()
        head = column(self.head)
        head.setContentsMargins(3 * GAP, GAP, 3 * GAP, 0)
        head.addWidget(self.steps)
        whole, right = QWidget(), QWidget()
        layout = column(whole, gap=0)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        sides = line(gap=0)
        sides.addWidget(self.rail)
        sides.addWidget(right, 1)
        layout.addLayout(sides, 1)
        self.foot = column(gap=0)  # what runs, whichever page is shown
        layout.addLayout(self.foot)
        self._beside = beside = column(right, gap=0)
        beside.addWidget(self.notice)
        beside.addWidget(self.handed_over)
        beside.addWidget(self.elsewhere)
        beside.addWidget(self.head)
        beside.addWidget(area, 1)
        self.setCentralWidget(whole)
        self.drop_hint = DropHint(self.theme, right)
        self.drop_near.connect(self.drop_hint.show_near)
        self.room.addWidget(self.login)  # last: with each new parent it would be dressed anew

    def _follow(self) -> None:
        """What the login shows of the settings."""
        settings = self._preferences.settings
        if settings.server_url != self._server_url:
            self._server_url = settings.server_url
            self.login.use_server(server_at(settings.server_url))
        self.login.offer_tour("tour" not in settings.window)

    def show_page(self, page: str, shown: QWidget) -> None:
        """`shown`: the page's widget, or the login in its place."""
        if self.room.indexOf(shown) < 0:
            self.room.addWidget(shown)
        self._page = page
        self._show_steps()
        self._beside.activate()  # a page that is shown has its place already: it would jump by the steps' height
        self.room.setCurrentWidget(shown)
        self.rail.show_page(page)
        self.elsewhere.page_shown(page)

    def show_account(self, account: Account | None, server: Server | None) -> None:
        """Who is signed in, and whether it is practice."""
        practice = server is not None and server.practice
        self.banner.tell(practice)
        self.bar.show_account(account, server)

    # --- the keyboard ---

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt asks for Tab, and when what has the focus vanishes. That one is not for the next in line: it may be Sign
        out. See `NextFocus`."""
        has = self.focusWidget()
        if has is None or has is self or (has.isVisibleTo(self) and has.isEnabledTo(self)):
            return super().focusNextPrevChild(forward)
        has.clearFocus()
        self.focus_lost.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does and as in every dialog."""
        has = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and isinstance(has, QPushButton | QToolButton) and has.hasFocus():
            has.click()
        else:
            super().keyPressEvent(event)

    # --- size and place ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_steps()

    def _show_steps(self) -> None:
        """At large until they are understood: folded into the bar once a sheet stands, which needs the room, on a low
        screen, and from the first batch on that was booked on this computer."""
        steps, known = self.steps, "steps" in self._preferences.settings.window
        if steps.current == DONE and not known:
            self._preferences.keep_window(steps=True)
        folded = known or steps.current >= CHECKING or bool(steps.note(FILE)) or self.height() < LOW
        self.head.setVisible(self._page == "book" and not folded)
        self.bar.fold_steps(self._page == "book" and folded)

    def _room(self) -> QSize:
        return free_room(self)

    def _take_size(self) -> None:
        """As it was left, where it still fits the screen; else as wanted, never larger than the screen."""
        room = self._room()
        self.setMinimumSize(SMALLEST.boundedTo(room))
        kept = self._preferences.settings.window.get("geometry")
        if isinstance(kept, str) and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            room = self._room()  # it may be another screen's now
            self.resize(self.size().boundedTo(room))
        else:
            self.resize(WANTED.boundedTo(room))

    def geometry_to_keep(self) -> dict[str, str]:
        """For `Settings.window`."""
        return {"geometry": bytes(self.saveGeometry().toBase64().data()).decode()}

    # --- what concerns the program as a whole ---

    def tell_start(self, *, settings_readable: bool, stand_in: Path | None = None) -> None:
        """What was not as usual when the program started; it starts all the same. `stand_in`: where the data lies
        instead of in a folder that can't be written to."""
        if stand_in is not None or not settings_readable:
            self.notice.keep_telling(partial(self._tell_start, settings_readable, stand_in))

    def _tell_start(self, settings_readable: bool, stand_in: Path | None) -> None:
        from app.wording import say

        told = []
        if not settings_readable:
            told.append(say("settings_broken", text.lang()))
        if stand_in is not None:
            told.append(say("data_stand_in", text.lang(), folder=stand_in))
        self.notice.tell("warn", " ".join(told), action=self.notice.close_word())

    def tell_incomplete(self, problem: AppError | None) -> None:
        """A file without which the window shows less than it should."""
        if problem is not None:
            self.notice.keep_telling(partial(self._tell_incomplete, problem))

    def _tell_incomplete(self, problem: AppError) -> None:
        from app.wording import say_error

        self.notice.tell("bad", say_error(problem, text.lang()), action=self.notice.close_word())

    def tell_fault(self, error: BaseException, save: Save) -> None:
        """A bug of ours; a second one while the first is being told is in the log alone."""
        if self._fault is None:
            from ui.window.crash import CrashDialog

            self._fault = CrashDialog(self.theme, self, error, save)
            self._fault.finished.connect(self._fault_told)
            self._fault.open()

    def _fault_told(self) -> None:
        self._fault = None

    # --- files, the second start, the end ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.takes_files() and take_copies(event):
            self.drop_near.emit(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_copies(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_near.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_near.emit(False)
        if (files := files_of(event)) and take_copies(event):
            self.dropped.emit(files)

    def come_forward(self) -> None:
        """The program was started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        event.accept()
        self.closed.emit()


def _always() -> bool:
    return True
