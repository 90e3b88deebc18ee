"""The main window: the bar, the practice banner, the steps, and the screens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.domain import Server
from app.errors import AppError
from app.paths import resources
from app.settings import Settings
from ui import text
from ui.core import Credentials
from ui.screens.history import HistoryScreen
from ui.screens.login import LoginScreen
from ui.screens.settings import SettingsScreen
from ui.screens.upload import UploadScreen
from ui.telling import Teller
from ui.theme import GAP, Theme
from ui.widgets.banner import PracticeBanner
from ui.widgets.basic import column
from ui.widgets.dialogs import Question
from ui.widgets.steps import Steps
from ui.widgets.topbar import TopBar
from ui.work import Work

TITLE = "MOPH IC Appointment Confirm"


class Window(QMainWindow):
    """`setting_changed` (name, value) and `closed` are for whoever made the window."""

    setting_changed = Signal(str, object)
    closed = Signal()

    def __init__(self, theme: Theme, work: Work, settings: Settings) -> None:
        super().__init__()
        self.theme, self.work, self.settings = theme, work, settings
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
        self.setAcceptDrops(True)
        self._build()
        self._wire()
        self.resize(QSize(1320, 840))
        self.setMinimumSize(QSize(1000, 640))
        self.login.fill(settings.facility, settings.user, remember=settings.remember)
        self._page("book")

    def _build(self) -> None:
        theme, work, settings = self.theme, self.work, self.settings
        self.bar = TopBar(theme)
        self.banner = PracticeBanner(theme)
        self.banner.hide()
        self.steps = Steps(theme)
        self.login = LoginScreen(theme, Server(settings.server_url, practice=False))
        self.upload = UploadScreen(theme, work, self.steps)
        self.history = HistoryScreen(theme)
        self.options = SettingsScreen(theme, settings)
        self.teller = Teller(theme, work, self.upload, self)
        self.pages = QStackedWidget()
        for page in (self.login, self.upload, self.history, self.options):
            self.pages.addWidget(page)
        self.head = QWidget()
        head = column(self.head)
        head.setContentsMargins(3 * GAP, GAP, 3 * GAP, 0)
        head.addWidget(self.steps)
        middle = QWidget()
        layout = column(middle, gap=0)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(self.head)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(middle)

    def _wire(self) -> None:
        work = self.work
        self.bar.page_wanted.connect(self._page)
        self.bar.language_wanted.connect(self._switch_language)
        self.bar.theme_wanted.connect(self._switch_theme)
        self.bar.sign_out_wanted.connect(self._sign_out)
        self.login.asked.connect(self._sign_in)
        self.login.password_wanted.connect(work.ask_password)
        self.upload.login_wanted.connect(self._show_login)
        self.history.open_wanted.connect(self._open_batch)
        self.history.continue_wanted.connect(self.teller.ask_continue_batch)
        self.history.undo_wanted.connect(self.teller.ask_undo)
        self.options.changed.connect(self.setting_changed)
        self.options.clear_wanted.connect(self._ask_clear)
        work.signed_in.connect(self._signed_in)
        work.signed_out.connect(self._signed_out)
        work.failed.connect(self._failed)
        work.changed.connect(self._changed)
        work.loaded.connect(self._loaded)
        work.password_found.connect(self.login.take_password)
        work.history.connect(self.history.show_batches)
        work.cleared.connect(self._cleared)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.teller.retranslate()
        super().changeEvent(event)

    # --- pages ---

    def _page(self, page: str) -> None:
        """The appointments page is the login as long as nobody is signed in and no sheet is open."""
        screens: dict[str, QWidget] = {"history": self.history, "settings": self.options}
        book = self.upload if self.work.desk is not None or len(self.work.lines) else self.login
        self.pages.setCurrentWidget(screens.get(page, book))
        self.head.setVisible(page == "book")
        self.bar.show_page(page)
        if page == "history":
            self.work.ask_history()

    def _show_login(self) -> None:
        self.pages.setCurrentWidget(self.login)

    # --- signing in ---

    def _sign_in(self, server: Server | None, who: Credentials, session_only: bool) -> None:
        self.login.show_busy(True)
        if server is not None:
            self.setting_changed.emit("account", who)
        self.work.sign_in(server, who, self.settings.cap, self.settings.ca_file, session_only=session_only)

    def _signed_in(self) -> None:
        self.login.show_busy(False)
        self.login.password.clear()
        server = self.work.server
        self.banner.setVisible(server is not None and server.practice)
        self.bar.show_account(self.work.account, server)
        self._page("book")
        self.upload.load.setFocus()

    def _signed_out(self) -> None:
        self.banner.hide()
        self.bar.show_account(None, None)
        self.history.show_batches(())
        self._page("book")

    def _sign_out(self) -> None:
        if not self.work.busy:
            self.work.sign_out()

    def _failed(self, what: str, error: AppError) -> None:
        if what == "sign_in":
            self.login.show_busy(False)
            self._show_login()
            self.login.show_error(error)

    def _changed(self) -> None:
        self.history.set_busy(bool(self.work.busy))
        self.bar.sign_out.setEnabled(not self.work.busy)

    # --- sheets and batches ---

    def _loaded(self) -> None:
        if len(self.work.lines) and self.pages.currentWidget() in (self.login, self.history):
            self._page("book")

    def _open_batch(self, info: object) -> None:
        self.work.open_batch(info)  # type: ignore[arg-type]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.work.busy:
            event.acceptProposedAction()
            self.upload.empty.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.upload.empty.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.upload.empty.set_hot(False)
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self._page("book")
            self.work.load(Path(files[0]))

    # --- settings ---

    def _switch_language(self) -> None:
        self.setting_changed.emit("language", "en" if text.lang() == "th" else "th")

    def _switch_theme(self) -> None:
        self.setting_changed.emit("theme", "light" if self.theme.dark else "dark")

    def take_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.options.show_settings(settings)

    def _ask_clear(self) -> None:
        dialog = Question(self.theme, self, "trash-2", self.tr("Clear the history on this computer?"))
        dialog.warn("bad", self.tr("Unfinished batches are forgotten, too. Appointments on the server stand."))
        dialog.yes.say(self.tr("Clear personal data"))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(self.work.clear)
        self.teller.open(dialog)

    def _cleared(self, remaining: int) -> None:
        self.options.tell_cleared(remaining)
        if self.work.batch is not None:
            self.work.close_sheet()
        self.work.ask_history()

    # --- closing ---

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.work.running:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        dialog = Question(self.theme, self, "circle-stop", self.tr("A batch is running. Stop it and close?"))
        dialog.say(self.tr("Nothing is lost: rows on their way are looked up, and you can continue at the next start."))
        dialog.no.say(self.tr("Keep running"))
        dialog.yes.say(self.tr("Stop and close"))
        dialog.said_yes.connect(self._stop_and_close)
        self.teller.open(dialog)

    def _stop_and_close(self) -> None:
        self.work.finished.connect(self._close_now)
        self.work.stop()

    def _close_now(self) -> None:
        self.close()
