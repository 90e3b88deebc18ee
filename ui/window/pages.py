"""The pages, each made with its state when it is first shown, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui.kit import text
from ui.kit.question import Asking
from ui.kit.theme import Theme
from ui.settings.preferences import Preferences
from ui.upload.page import UploadPage
from ui.window.newest import Newest
from ui.window.next_focus import NextFocus
from ui.window.pieces import Pieces
from ui.window.taskbar import TaskbarProgress
from ui.window.window import Window

if TYPE_CHECKING:
    from app.booking.colleagues import Around
    from app.journal.batches import BatchInfo
    from ui.help.screen import HelpScreen
    from ui.history.screen import HistoryScreen
    from ui.messages.screen import MessagesScreen
    from ui.person.screen import PersonScreen
    from ui.schedule.screen import ScheduleScreen
    from ui.settings.screen import SettingsScreen


class Pages(QObject):
    tour_wanted = Signal()
    sign_out_wanted = Signal(object)  # and what is to be done then

    def __init__(
        self,
        theme: Theme,
        window: Window,
        pieces: Pieces,
        preferences: Preferences,
        save_support_file: Callable[[Path], Path],
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._pieces, self._preferences = theme, window, pieces, preferences
        self._save_support_file = save_support_file
        self._work = pieces.work
        self.asking = Asking(window)
        self.page = UploadPage(theme, self._work, pieces.registering, pieces.bridge, preferences, window, self.asking)
        self.upload = self.page.screen
        self.upload.stepped.connect(window.steps.show_step)
        window.room.addWidget(self.upload)  # before it is shown: what it shows in the frame ends with the window
        window.foot.addWidget(self.upload.runbar)
        self.taskbar = TaskbarProgress(window, self._work)
        self.upload.show_state()
        for notice in (self.upload.notice, self.upload.register.notice):
            window.elsewhere.follow("book", notice)
        self.page.same_day.person_wanted.connect(self._show_person)
        self._work.session.password_wanted.connect(self.page.questions.ask_password)
        self._work.sheet.loaded.connect(self._sheet_loaded)
        self._work.batches.cleared.connect(self._cleared)
        pieces.office.seen.connect(window.bar.show_office)
        pieces.office.seen.connect(self._office_seen)
        pieces.office.away.connect(window.bar.show_office_away)
        pieces.office.left.connect(window.bar.hide_office)
        self._work.batches.failed.connect(self._history_failed)
        window.page_wanted.connect(self.show)
        window.help_wanted.connect(self.show_help)
        window.drop_near.connect(self.upload.empty.set_hot)
        self.upload.hovered.connect(window.drop_hint.show_near)
        self.upload.help_wanted.connect(self.show_problem)
        self.upload.login_wanted.connect(self.show_login)
        self.next_focus = NextFocus(window, self)
        self.newest = Newest(pieces, window, preferences, partial(self.show_help, "about"))

    # --- made when first asked for ---

    @cached_property
    def schedule(self) -> ScheduleScreen:
        from ui.schedule.screen import ScheduleScreen

        made = ScheduleScreen(self._theme, self._pieces.timetable)
        made.book_wanted.connect(self._book_at)
        made.person_wanted.connect(self._show_person)
        made.remind_wanted.connect(self._remind)
        made.everybody_wanted.connect(self.page.lists.ask_everybody)
        self._window.elsewhere.follow("schedule", made.notice)
        return made

    @cached_property
    def person(self) -> PersonScreen:
        from ui.person.screen import PersonScreen

        made = PersonScreen(self._theme, self._pieces.one_person, self._pieces.registering_one)
        made.history_wanted.connect(self._show_history)
        self._window.elsewhere.follow("person", made.notice)
        return made

    @cached_property
    def messages(self) -> MessagesScreen:
        from ui.messages.screen import MessagesScreen

        made = MessagesScreen(self._theme, self._pieces.messages, self._pieces.phones)
        self._window.elsewhere.follow("messages", made.notice)
        return made

    @cached_property
    def history(self) -> HistoryScreen:
        from ui.history.screen import HistoryScreen

        made, work = HistoryScreen(self._theme), self._work
        made.set_busy(not work.idle)
        made.open_wanted.connect(work.reopening.open)
        made.continue_wanted.connect(self.page.questions.ask_continue)
        made.undo_wanted.connect(self.page.questions.ask_undo)
        made.comment_wanted.connect(work.batches.set_comment)
        made.export_wanted.connect(self._export_batch)
        work.batches.listed.connect(made.show_batches)
        work.batches.exported.connect(made.tell_exported)
        work.session.signed_out.connect(made.forget)
        work.under_way.changed.connect(lambda: made.set_busy(not work.idle))
        work.batches.ask()
        return made

    @cached_property
    def settings(self) -> SettingsScreen:
        from ui.settings.office import OfficeSettings
        from ui.settings.screen import SettingsScreen
        from ui.settings.sharing import Sharing

        made = SettingsScreen(self._theme, self._preferences.settings)
        made.changed.connect(self._preferences.change)
        made.clear_wanted.connect(self._ask_clear)
        self._preferences.changed.connect(lambda: made.show_settings(self._preferences.settings))
        self._preferences.refused.connect(made.tell_wrong)
        self.office = OfficeSettings(
            self._theme, made, self._preferences, self.asking, self._window, self._pieces.bridge, self._pieces.data
        )
        self.office.sign_out_wanted.connect(self.sign_out_wanted)
        self.office.moved.connect(self._records_moved)
        self.sharing = Sharing(self._theme, made, self._preferences, self.asking, self._window, self._save_support_file)
        return made

    @cached_property
    def help(self) -> HelpScreen:
        from ui.help.screen import HelpScreen

        made = HelpScreen(self._theme)
        made.tour_wanted.connect(self.tour_wanted)
        made.tour.setEnabled(self._work.idle)  # it brings a sheet of its own
        self._work.under_way.changed.connect(lambda: made.tour.setEnabled(self._work.idle))
        made.back_wanted.connect(self.show)
        made.newest = self.newest.words
        made.look_wanted.connect(partial(self.newest.look, now=True))
        self.newest.changed.connect(made.refresh_about)
        return made

    # --- the way between them ---

    def show(self, page: str) -> None:
        """The appointments page is the login as long as nobody is signed in and no sheet is open."""
        shown = self._made(page)
        if page == "book" and self._work.session.desk is None and not len(self._work.sheet.lines):
            shown = self._window.login
        self._window.show_page(page, shown)
        self._pieces.office.with_batches = page == "history"
        if page == "history":
            self.history.show_shared(self._pieces.office.there)
            self._work.batches.ask()
        if page == "help":
            server = self._work.session.server
            self.help.offer_tour(server is None or server.practice)

    def _made(self, page: str) -> QWidget:
        match page:
            case "schedule":
                return self.schedule
            case "person":
                return self.person
            case "messages":
                return self.messages
            case "history":
                return self.history
            case "settings":
                return self.settings
            case "help":
                return self.help
        return self.upload

    @property
    def shown(self) -> str:
        """The page that stands in the window, or "login"."""
        shown = self._window.room.currentWidget()
        made = {**{name: self.__dict__.get(name) for name in self._window.rail.pages}, "book": self.upload}
        return next((name for name, page in made.items() if page is shown), "login")

    def show_login(self) -> None:
        self._window.room.setCurrentWidget(self._window.login)

    def _sheet_loaded(self) -> None:
        if len(self._work.sheet.lines) and self.shown in ("login", "history", "schedule"):
            self.show("book")

    def _show_history(self) -> None:
        self.show("history")

    def _show_person(self, cid: str) -> None:
        self.show("person")
        self.person.show_person(cid)

    def _remind(self, days: tuple[date, date]) -> None:
        """Everybody on a list of the timetable."""
        from ui.messages.reminders import Days

        self.show("messages")
        self.messages.reminding.begin(Days(*days, self._pieces.timetable.sites.site))

    def _book_at(self, day: date, hour: int, dose: int) -> None:
        """A free seat of the timetable was chosen."""
        self.show("person")
        self.person.prepare(day, hour, dose)

    def show_help(self, topic: str = "") -> None:
        """F1: about the page that is shown."""
        self.help.show_topic(topic or self.shown)
        self._open_help()

    def show_problem(self, code: str) -> None:
        """The help about one problem."""
        self.help.show_problem(code)
        self._open_help()

    def _open_help(self) -> None:
        if (page := self._window.rail.shown) != "help":
            self.help.offer_back(page)
        self.show("help")

    # --- the history ---

    def _office_seen(self, around: Around) -> None:
        """What runs on other computers, as it runs."""
        from app.booking.desk import ours

        desk = self._work.session.desk
        if around.batches is not None and desk is not None:
            self.history.show_now(ours(desk, around.batches))

    def _export_batch(self, info: BatchInfo, out: Path) -> None:
        self._work.batches.export(info, out, text.lang())

    def _history_failed(self, error: AppError) -> None:
        self.history.tell_error(error)

    def _ask_clear(self) -> None:
        from ui.history.clear_history import ClearHistory

        dialog = ClearHistory(self._theme, self._window, shared=self._pieces.office.there)
        dialog.said_yes.connect(self._work.batches.clear)
        self.asking.ask(dialog)

    def _records_moved(self) -> None:
        """Whatever of the old journal stands in the window is closed."""
        if self._work.sheet.batch is not None or self._work.sheet.lines.batches:
            self._work.sheet.close()

    def _cleared(self, remaining: int) -> None:
        self.settings.tell_cleared(remaining)
        if self._work.sheet.batch is not None or self._work.sheet.lines.batches:
            self._work.sheet.close()
        self._work.batches.ask()
