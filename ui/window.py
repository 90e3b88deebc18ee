"""The main window: the bar, the rail of pages, the practice banner, the steps, and the screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from app.address import server_at
from app.domain import Server
from app.errors import AppError
from app.paths import resources
from app.settings import Settings
from ui import text
from ui.screens.login import LoginScreen
from ui.theme import GAP, Theme
from ui.widgets.banner import PracticeBanner
from ui.widgets.basic import column, line
from ui.widgets.notice import Notice
from ui.widgets.rail import Rail
from ui.widgets.steps import Steps
from ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from ui.core import Credentials
    from ui.screens.help import HelpScreen
    from ui.screens.history import HistoryScreen
    from ui.screens.settings import SettingsScreen
    from ui.screens.upload import UploadScreen
    from ui.telling import Teller
    from ui.tour import Tour
    from ui.widgets.crash import CrashDialog, Save
    from ui.work import Work

TITLE = "MOPH IC Appointment Confirm"
WANTED = QSize(1320, 840)  # where the screen has room for it
SMALLEST = QSize(900, 560)
FRAME = QSize(16, 48)  # px the system's own title bar and borders take
PAGES = ("book", "history", "settings", "help")
LATER = ("work", "upload", "history", "options", "help", "teller", "tour", "screens")


class Window(QMainWindow):
    """`setting_changed` (name, value) and `closed` are for whoever made the window.

    Only what the first look needs is made at once. The rest comes with `complete`, once the window stands, or when it
    is first asked for.
    """

    setting_changed = Signal(str, object)
    tour_wanted = Signal()
    completed = Signal()
    closed = Signal()

    work: Work
    upload: UploadScreen
    history: HistoryScreen
    options: SettingsScreen
    help: HelpScreen
    teller: Teller
    tour: Tour
    screens: dict[str, QWidget]

    def __init__(self, theme: Theme, settings: Settings, make_work: Callable[[], Work]) -> None:
        super().__init__()
        self.theme, self.settings = theme, settings
        self._make_work = make_work
        self._whole = False
        self._fault: CrashDialog | None = None
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
        self.setAcceptDrops(True)
        self._build()
        self._lay_out()
        self._take_size()
        self.login.fill(settings.facility, settings.user, remember=settings.remember)

    # --- making ---

    def _build(self) -> None:
        theme, settings = self.theme, self.settings
        self.bar = TopBar(theme)
        self.banner = PracticeBanner(theme)
        self.banner.hide()
        self.steps = Steps(theme)
        self.login = LoginScreen(theme, server_at(settings.server_url))
        self.login.offer_tour("tour" not in settings.window)
        self.rail = Rail(theme, PAGES)
        self.notice = Notice(theme)
        self.notice.action.clicked.connect(self.notice.hide)
        self.bar.language_wanted.connect(self._switch_language)
        self.bar.theme_wanted.connect(self._switch_theme)
        self.bar.sign_out_wanted.connect(self._sign_out)
        self.rail.wanted.connect(self.show_page)
        self.login.asked.connect(self._sign_in)
        self.login.password_wanted.connect(self._ask_password)
        self.login.tour_wanted.connect(self.tour_wanted)
        self.login.key_file_wanted.connect(self._choose_key_file)
        self._help_key = QAction(self)
        self._help_key.setShortcut("F1")
        self._help_key.triggered.connect(self.show_help)
        self.addAction(self._help_key)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.login)
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
        beside = column(right, gap=0)
        beside.addWidget(self.notice)
        beside.addWidget(self.head)
        beside.addWidget(self.pages, 1)
        self.setCentralWidget(whole)

    def __getattr__(self, name: str) -> Any:
        """What `complete` makes is there for whoever asks."""
        if name in LATER and not self._whole:
            self.complete()
            return getattr(self, name)
        raise AttributeError(name)

    def complete(self) -> None:
        """Make the other screens and what they work with; once."""
        if self._whole:
            return
        self._whole = True
        from ui.screens.help import HelpScreen
        from ui.screens.history import HistoryScreen
        from ui.screens.settings import SettingsScreen
        from ui.screens.upload import UploadScreen
        from ui.telling import Teller
        from ui.tour import Tour

        theme = self.theme
        self.work = self._make_work()
        self.upload = UploadScreen(theme, self.work, self.steps)
        self.history = HistoryScreen(theme)
        self.options = SettingsScreen(theme, self.settings)
        self.help = HelpScreen(theme)
        self.teller = Teller(theme, self.work, self.upload, self)
        self.screens = {
            "book": self.upload,
            "history": self.history,
            "settings": self.options,
            "help": self.help,
        }
        for page in self.screens.values():
            self.pages.addWidget(page)
        self.tour = Tour(theme, self)
        self._wire()
        self.login.look_for_password()
        self.completed.emit()

    def _wire(self) -> None:
        work = self.work
        self.help.tour_wanted.connect(self.tour_wanted)
        self.upload.login_wanted.connect(self._show_login)
        self.history.open_wanted.connect(self._open_batch)
        self.history.continue_wanted.connect(self.teller.ask_continue_batch)
        self.history.undo_wanted.connect(self.teller.ask_undo)
        self.options.changed.connect(self.setting_changed)
        self.options.clear_wanted.connect(self._ask_clear)
        self.options.server_wanted.connect(self._ask_server)
        work.signed_in.connect(self._signed_in)
        work.signed_out.connect(self._signed_out)
        work.failed.connect(self._failed)
        work.changed.connect(self._changed)
        work.loaded.connect(self._loaded)
        work.password_found.connect(self.login.take_password)
        work.history.connect(self.history.show_batches)
        work.cleared.connect(self._cleared)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._whole:
            self.teller.retranslate()
        super().changeEvent(event)

    # --- size and place ---

    def _room(self) -> QSize:
        """What the screen has for the window's inside."""
        return self.screen().availableGeometry().size() - FRAME

    def _take_size(self) -> None:
        """As it was left, where it still fits the screen; else as wanted, never larger than the screen."""
        room = self._room()
        self.setMinimumSize(SMALLEST.boundedTo(room))
        kept = self.settings.window.get("geometry")
        if isinstance(kept, str) and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            room = self._room()  # it may be another screen's now
            self.resize(self.size().boundedTo(room))
        else:
            self.resize(WANTED.boundedTo(room))

    def geometry_to_keep(self) -> dict[str, str]:
        """For `Settings.window`."""
        return {"geometry": bytes(self.saveGeometry().toBase64().data()).decode()}

    def come_forward(self, file: str) -> None:
        """The program was started a second time, perhaps with a sheet."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if file:
            self.open_file(Path(file))

    # --- pages ---

    def show_page(self, page: str) -> None:
        """The appointments page is the login as long as nobody is signed in and no sheet is open."""
        shown = self.screens[page]
        if page == "book" and self.work.desk is None and not len(self.work.lines):
            shown = self.login
        self.pages.setCurrentWidget(shown)
        self.head.setVisible(page == "book")
        self.rail.show_page(page)
        if page == "history":
            self.work.ask_history()

    def show_help(self) -> None:
        """F1: about the page that is shown."""
        shown = self.pages.currentWidget()
        topic = next((page for page, screen in self.screens.items() if screen is shown), "login")
        self.help.show_topic(topic)
        self.show_page("help")

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
        self.help.offer_tour(server is None or server.practice)
        self.show_page("book")
        self.upload.load.setFocus()

    def _signed_out(self) -> None:
        self.banner.hide()
        self.bar.show_account(None, None)
        self.help.offer_tour(True)
        self.history.show_batches(())
        self.show_page("book")

    def _ask_password(self, server: Server, facility: str, user: str) -> None:
        self.work.ask_password(server, facility, user)

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
            self.show_page("book")

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
            self.open_file(Path(files[0]))

    def open_file(self, path: Path) -> None:
        """A sheet that was dropped, or that the program was started with; not while anything runs."""
        if not self.work.busy:
            self.show_page("book")
            self.work.load(path)

    # --- settings ---

    def _switch_language(self) -> None:
        self.setting_changed.emit("language", "en" if text.lang() == "th" else "th")

    def _switch_theme(self) -> None:
        self.setting_changed.emit("theme", "light" if self.theme.dark else "dark")

    def take_settings(self, settings: Settings) -> None:
        if settings.server_url != self.settings.server_url:
            self.login.use_server(server_at(settings.server_url))
        self.settings = settings
        if self._whole:
            self.options.show_settings(settings)
        self.login.offer_tour("tour" not in settings.window)

    def _choose_key_file(self) -> None:
        """Where the computer keeps no key. A file that is there is used as it is, never written over."""
        options = QFileDialog.Option.DontConfirmOverwrite
        title = self.tr("Choose or make a key file")
        path, _ = QFileDialog.getSaveFileName(self, title, "mophic.key", "*", options=options)
        if path:
            self.setting_changed.emit("key_file", path)
            self.login.try_key_file()

    def _ask_server(self) -> None:
        from ui.widgets.dialogs import Question

        dialog = Question(self.theme, self, "server", self.tr("Change the server's address?"))
        dialog.warn("bad", self.tr("Whoever runs that server receives the password and the citizen IDs you send it."))
        dialog.say(self.tr("Change it only where the Ministry or your IT person has given you another address."))
        dialog.yes.say(self.tr("Change the address"))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(self.options.unlock_server)
        self.teller.open(dialog)

    def _ask_clear(self) -> None:
        from ui.widgets.dialogs import Question

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

    # --- what concerns the program as a whole ---

    def tell_start(self, *, settings_readable: bool, folder_as_wanted: bool) -> None:
        """What was not as usual when the program started; it starts all the same."""
        from app.wording import say

        told = []
        if not settings_readable:
            told.append(say("settings_broken", text.lang()))
        if not folder_as_wanted:
            told.append(self.tr("The data folder can't be written to, so records are kept in the usual place."))
        if told:
            self.notice.tell("warn", " ".join(told), action=self.tr("Close"))

    def tell_news(self, **facts: str) -> None:
        from app.wording import say

        self.notice.tell("info", say("newer_version", text.lang(), **facts), action=self.tr("Close"))

    def tell_fault(self, error: BaseException, save: Save) -> None:
        """A bug of ours; a second one while the first is being told is in the log alone."""
        if self._fault is None:
            from ui.widgets.crash import CrashDialog

            self._fault = CrashDialog(self.theme, self, error, save)
            self._fault.finished.connect(self._fault_told)
            self._fault.open()

    def _fault_told(self) -> None:
        self._fault = None

    # --- closing ---

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._whole or not self.work.running:
            event.accept()
            self.closed.emit()
            return
        from ui.widgets.dialogs import Question

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
