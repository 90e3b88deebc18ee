"""The main window: what `Front` shows first, the pages, and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.address import Server, server_at
from app.errors import AppError
from app.system.settings import Settings
from ui.kit import text
from ui.kit.theme import Theme
from ui.window.front import PAGES, TITLE, Front

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo
    from ui.help.screen import HelpScreen
    from ui.help.tour import Tour
    from ui.history.screen import HistoryScreen
    from ui.kit.question import Asking
    from ui.messages.messages import Messages
    from ui.messages.screen import MessagesScreen
    from ui.person.screen import BookingScreen
    from ui.schedule.screen import ScheduleScreen
    from ui.session.accounts import Credentials
    from ui.settings.screen import SettingsScreen
    from ui.upload.screen import UploadScreen
    from ui.upload.work import Work
    from ui.window.leaving import Leaving
    from ui.window.pieces import Pieces

__all__ = ["PAGES", "TITLE", "Window"]

LATER = ("work", "pieces", "messenger", "upload", "asking", "tour", "screens")  # made by `complete`
PAGE_OF = {  # made when it is first shown
    "schedule": "schedule",
    "person": "person",
    "messages": "messages",
    "history": "history",
    "options": "settings",
    "help": "help",
}


class Window(Front):
    """`setting_changed` (name, value) and `closed` are for whoever made the window.

    Only what the first look needs is made at once. The rest comes with `complete`, once the window stands, or when it
    is first asked for; most pages when they are first shown.
    """

    tour_wanted = Signal()
    support_wanted = Signal(object)  # Path
    export_wanted = Signal(object)  # Path
    import_wanted = Signal(object)  # Path
    closed = Signal()

    work: Work
    pieces: Pieces
    messenger: Messages
    upload: UploadScreen
    asking: Asking
    tour: Tour
    leaving: Leaving
    screens: dict[str, QWidget]
    schedule: ScheduleScreen
    person: BookingScreen
    messages: MessagesScreen
    history: HistoryScreen
    options: SettingsScreen
    help: HelpScreen

    def __init__(self, theme: Theme, settings: Settings, make_pieces: Callable[[], Pieces]) -> None:
        super().__init__(theme, settings)
        self._make_pieces = make_pieces
        self._whole = False
        self._wire_front()
        self.login.fill(settings.facility, settings.user, remember=settings.remember)

    # --- making ---

    def _wire_front(self) -> None:
        self.bar.sign_out_wanted.connect(self._sign_out)
        self.rail.wanted.connect(self.show_page)
        self.elsewhere.wanted.connect(self.show_page)
        self.login.asked.connect(self._sign_in)
        self.login.password_wanted.connect(self._ask_password)
        self.login.tour_wanted.connect(self.tour_wanted)
        self.login.key_file_wanted.connect(self._choose_key_file)
        self._help_key = QAction(self)
        self._help_key.setShortcut("F1")
        self._help_key.triggered.connect(self.show_help)
        self.addAction(self._help_key)

    def __getattr__(self, name: str) -> Any:
        """What is made later is there for whoever asks."""
        if name in PAGE_OF:
            return self._page(PAGE_OF[name])
        if name in LATER and not self._whole:
            self.complete()
            return getattr(self, name)
        raise AttributeError(name)

    def complete(self) -> None:
        """Make what the first look did not need; once."""
        if self._whole:
            return
        self._whole = True
        from ui.help.tour import Tour
        from ui.kit.question import Asking
        from ui.upload.files import SheetFiles
        from ui.upload.notices import UploadNotices
        from ui.upload.questions import BatchQuestions
        from ui.upload.same_day import SameDay
        from ui.upload.screen import UploadScreen
        from ui.upload.sheet_questions import SheetQuestions
        from ui.window.leaving import Leaving

        self.pieces = self._make_pieces()
        self.work, self.messenger = self.pieces.work, self.pieces.messages
        self.upload = UploadScreen(self.theme, self.work, self.steps, self.pieces.registering, self.pieces.bridge)
        self.asking = Asking(self)
        self.questions = BatchQuestions(self.theme, self.work, self, self.asking)
        self.files = SheetFiles(self.theme, self.work, self.upload, self, self)
        same_day = SameDay(self.theme, self.work, self, self.asking.ask)
        notices = UploadNotices(self.work, self.upload, same_day, self)
        sheet = SheetQuestions(self.theme, self.work, self, self.asking)
        self.upload.start_wanted.connect(sheet.start)
        self.upload.mapping.all_wanted.connect(sheet.ask_all_columns)
        self.upload.retry_wanted.connect(self.work.run.ask_retry)
        self.upload.story.decided.connect(self.work.run.decide)
        self.upload.story.move_wanted.connect(same_day.ask_move_one)
        self.upload.story.leave_wanted.connect(same_day.leave_one)
        notices.password_wanted.connect(self.questions.ask_password)
        notices.next_wanted.connect(self.files.load_next)
        notices.ended.connect(self._batch_ended)
        self.screens = {"book": self.upload}
        self.pages.addWidget(self.upload)
        for notice in (self.upload.notice, self.upload.register.notice):
            self.elsewhere.follow("book", notice)
        self.tour = Tour(self.theme, self)
        self.leaving = Leaving(self.theme, self, self.pieces.under_way, self.asking.ask)
        self._wire()
        self.login.look_for_password()

    def _wire(self) -> None:
        work = self.work
        self.upload.login_wanted.connect(self._show_login)
        self.upload.help_wanted.connect(self.show_problem)
        work.session.signed_in.connect(self._signed_in)
        work.session.signed_out.connect(self._signed_out)
        work.session.failed.connect(self._not_signed_in)
        work.batches.failed.connect(self._history_failed)
        work.under_way.changed.connect(self._changed)
        work.sheet.loaded.connect(self._loaded)
        work.session.password_found.connect(self.login.take_password)
        work.batches.cleared.connect(self._cleared)
        self.pieces.sites.password_wanted.connect(self.questions.ask_password)

    def _page(self, page: str) -> QWidget:
        """A page, made when it is first wanted."""
        if page not in self.screens:
            makers = {
                "schedule": self._make_schedule,
                "person": self._make_person,
                "messages": self._make_messages,
                "history": self._make_history,
                "settings": self._make_settings,
                "help": self._make_help,
            }
            self.screens[page] = made = makers[page]()
            self.pages.addWidget(made)
        return self.screens[page]

    def _make_schedule(self) -> QWidget:
        from ui.schedule.screen import ScheduleScreen

        self.schedule = ScheduleScreen(self.theme, self.pieces.timetable)
        self.schedule.book_wanted.connect(self._book_at)
        self.schedule.person_wanted.connect(self._show_person)
        self.elsewhere.follow("schedule", self.schedule.notice)
        return self.schedule

    def _make_person(self) -> QWidget:
        from ui.person.screen import BookingScreen

        self.person = BookingScreen(self.theme, self.pieces.one_person, self.pieces.registering_one)
        self.person.history_wanted.connect(self._show_history)
        self.elsewhere.follow("person", self.person.notice)
        return self.person

    def _make_messages(self) -> QWidget:
        from ui.messages.screen import MessagesScreen

        self.messages = MessagesScreen(self.theme, self.messenger)
        self.elsewhere.follow("messages", self.messages.notice)
        return self.messages

    def _make_history(self) -> QWidget:
        from ui.history.screen import HistoryScreen

        self.history = made = HistoryScreen(self.theme)
        made.set_busy(not self.work.idle)
        made.open_wanted.connect(self.work.reopening.open)
        made.continue_wanted.connect(self.questions.ask_continue)
        made.undo_wanted.connect(self.questions.ask_undo)
        made.comment_wanted.connect(self.work.batches.set_comment)
        made.export_wanted.connect(self._export_batch)
        self.work.batches.listed.connect(made.show_batches)
        self.work.batches.exported.connect(made.tell_exported)
        self.work.batches.ask()
        return made

    def _make_settings(self) -> QWidget:
        from ui.settings.screen import SettingsScreen

        self.options = made = SettingsScreen(self.theme, self.settings)
        made.changed.connect(self.setting_changed)
        made.clear_wanted.connect(self._ask_clear)
        made.server_wanted.connect(self._ask_server)
        made.support_wanted.connect(self.support_wanted)
        made.export_wanted.connect(self.export_wanted)
        made.import_wanted.connect(self.import_wanted)
        return made

    def _make_help(self) -> QWidget:
        from ui.help.screen import HelpScreen

        self.help = HelpScreen(self.theme)
        self.help.tour_wanted.connect(self.tour_wanted)
        self.help.back_wanted.connect(self.show_page)
        return self.help

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
        shown = self._page(page)
        if page == "book" and self.work.session.desk is None and not len(self.work.sheet.lines):
            shown = self.login
        self.pages.setCurrentWidget(shown)
        self.head.setVisible(page == "book")
        self.rail.show_page(page)
        self.elsewhere.page_shown(page)
        if page == "history":
            self.work.batches.ask()
        if page == "help":
            server = self.work.session.server
            self.help.offer_tour(server is None or server.practice)

    def _show_history(self) -> None:
        self.show_page("history")

    def _show_person(self, cid: str) -> None:
        self.show_page("person")
        self.person.show_person(cid)

    def _book_at(self, day: date, hour: int, dose: int) -> None:
        """A free seat of the timetable was chosen."""
        self.show_page("person")
        self.person.prepare(day, hour, dose)

    def show_help(self) -> None:
        """F1: about the page that is shown."""
        shown = self.pages.currentWidget()
        topic = next((page for page, screen in self.screens.items() if screen is shown), "login")
        self.help.show_topic(topic)
        self._open_help()

    def show_problem(self, code: str) -> None:
        """The help about one problem."""
        self.help.show_problem(code)
        self._open_help()

    def _open_help(self) -> None:
        if (page := self.rail.shown) != "help":
            self.help.offer_back(page)
        self.show_page("help")

    def _show_login(self) -> None:
        self.pages.setCurrentWidget(self.login)

    # --- signing in ---

    def _sign_in(self, server: Server | None, who: Credentials, session_only: bool) -> None:
        self.login.show_busy(True)
        if server is not None:
            self.setting_changed.emit("account", who)
        self.work.session.sign_in(server, who, self.settings.cap, self.settings.ca_file, session_only=session_only)

    def _signed_in(self) -> None:
        self.login.show_busy(False)
        self.login.password.clear()
        server = self.work.session.server
        self.banner.setVisible(server is not None and server.practice)
        self.bar.show_account(self.work.session.account, server)
        self.show_page("book")
        self.upload.load.setFocus()

    def _signed_out(self) -> None:
        self.banner.hide()
        self.bar.show_account(None, None)
        if "history" in self.screens:
            self.history.show_batches(())
        self.show_page("book")

    def _ask_password(self, server: Server, facility: str, user: str) -> None:
        self.work.session.ask_password(server, facility, user)

    def _sign_out(self) -> None:
        if self.work.idle and self.leaving.may("sign_out", self._sign_out):
            self.work.session.sign_out()

    def _not_signed_in(self, error: AppError) -> None:
        self.login.show_busy(False)
        self._show_login()
        self.login.show_error(error)

    def _history_failed(self, error: AppError) -> None:
        self.history.tell_error(error)

    def _changed(self) -> None:
        if "history" in self.screens:
            self.history.set_busy(not self.work.idle)
        self.bar.sign_out.setEnabled(self.work.idle)

    # --- sheets and batches ---

    def _batch_ended(self) -> None:
        QApplication.alert(self)
        if self.settings.sound:
            QApplication.beep()

    def _loaded(self) -> None:
        if len(self.work.sheet.lines) and self.pages.currentWidget() in (self.login, self.screens.get("history")):
            self.show_page("book")

    def _export_batch(self, info: BatchInfo, out: Path) -> None:
        self.work.batches.export(info, out, text.lang())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.work.idle:
            event.acceptProposedAction()
            self.upload.empty.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.upload.empty.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.upload.empty.set_hot(False)
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.show_page("book")
            self.work.waiting.load([Path(file) for file in files])

    def open_file(self, path: Path) -> None:
        """A sheet that was dropped, or that the program was started with; not while anything runs."""
        if self.work.idle:
            self.show_page("book")
            self.work.sheet.load(path)

    # --- settings ---

    def take_settings(self, settings: Settings) -> None:
        if settings.server_url != self.settings.server_url:
            self.login.use_server(server_at(settings.server_url))
        self.settings = settings
        if self._whole and "settings" in self.screens:
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
        self.ask_server(self.options.unlock_server)

    def ask_server(self, go_on: Callable[[], None], address: str = "") -> None:
        """Another server is never taken without this question; `address`: the new one, where it is known already."""
        from ui.settings.change_server import ChangeServer

        dialog = ChangeServer(self.theme, self, address)
        dialog.said_yes.connect(go_on)
        self.asking.ask(dialog)

    def _ask_clear(self) -> None:
        from ui.history.clear_history import ClearHistory

        dialog = ClearHistory(self.theme, self)
        dialog.said_yes.connect(self.work.batches.clear)
        self.asking.ask(dialog)

    def _cleared(self, remaining: int) -> None:
        self.options.tell_cleared(remaining)
        if self.work.sheet.batch is not None:
            self.work.sheet.close()
        self.work.batches.ask()

    # --- closing ---

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._whole and not self.leaving.may("close", self.close):
            event.ignore()
            return
        event.accept()
        self.closed.emit()
