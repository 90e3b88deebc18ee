"""The program of one window: makes its parts, joins them, ends them."""

from __future__ import annotations

import logging
import sys
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain.address import server_at
from app.system.paths import APP, DataDir
from app.system.settings import Settings
from ui.kit.theme import Mode, Theme, load_fonts
from ui.program.collector import Collector
from ui.program.faults import Faults
from ui.program.language import Language
from ui.settings.preferences import Preferences
from ui.window.window import Window

if TYPE_CHECKING:
    from app.practice import Scenario
    from ui.program.handed_over import HandedOver
    from ui.program.practice import Practice
    from ui.session.presenter import SigningIn
    from ui.upload.work import Work
    from ui.window.leaving import Leaving
    from ui.window.pages import Pages
    from ui.window.pieces import Pieces

TURN = 0.0001  # s that another thread keeps the interpreter when the window wants it, some hundred times a picture
CLOSING = 15  # seconds for calls in flight and helper processes to end
log = logging.getLogger(__name__)


class Program(QObject):
    """The parts of one running window, made in order, ended in reverse. What the first look does not need (the calls'
    thread, the state, the pages) is made by `complete`, or when it is first asked for."""

    def __init__(
        self,
        app: QApplication,
        data: DataDir,
        lang: str | None = None,
        scenario: Scenario | None = None,
        office: str = "",
    ) -> None:
        """`office`: the address of an office's database, for this time."""
        super().__init__(app)
        sys.setswitchinterval(TURN)
        self._app = app
        self._ended = False
        self._collector = Collector(self)
        self.data = data
        self.office = office
        self.scenario = scenario  # what the practice server in this program holds and does wrong
        self.preferences = Preferences(data.root / "settings.json", lang, self)
        app.setApplicationName(APP)
        load_fonts()
        self.language = Language(app)
        self.language.use(self.settings.language)
        self.theme = Theme(app, Mode(self.settings.theme), self.settings.text_size)
        self.faults = Faults(self)
        self.faults.met.connect(self._tell_fault)
        self.window = Window(self.theme, self.preferences)
        self.preferences.changed.connect(self._apply)

    @property
    def settings(self) -> Settings:
        return self.preferences.settings

    # --- made later ---

    @cached_property
    def pieces(self) -> Pieces:
        from ui.window.pieces import make_pieces

        made = make_pieces(self.data, self.settings.keep_days, self.scenario, self.faults.note, self)
        self._use_key_file(made)
        made.accounts.settings, made.accounts.office = lambda: self.settings, self.office
        made.accounts.last_used = lambda: (server_at(self.settings.server_url), self.settings.facility)
        return made

    @property
    def work(self) -> Work:
        return self.pieces.work

    @cached_property
    def pages(self) -> Pages:
        from ui.program.before_sign_in import BeforeSignIn
        from ui.program.left_alone import LeftAlone
        from ui.window.pages import Pages

        made = Pages(self.theme, self.window, self.pieces, self.preferences, self.save_support_file)
        BeforeSignIn(self.window, self.work)
        alone = LeftAlone(self.window.notice, self.data, self.window)
        alone.history_wanted.connect(partial(made.show, "history"))
        alone.look()
        self.window.dropped.connect(self._dropped)
        self.window.takes_files = lambda: self.work.idle
        return made

    @cached_property
    def signing_in(self) -> SigningIn:
        from ui.session.presenter import SigningIn

        made, session = SigningIn(self.window.login, self.work.session, lambda: self.settings), self.work.session
        made.login_wanted.connect(self.pages.show_login)
        made.account_given.connect(self.preferences.remember_account)
        made.key_file_chosen.connect(partial(self.preferences.change, "key_file"))
        session.signed_in.connect(self._signed_in)
        session.signed_out.connect(self._signed_out)
        self.window.bar.sign_out_wanted.connect(self._sign_out)
        return made

    @cached_property
    def leaving(self) -> Leaving:
        from ui.window.leaving import Leaving
        from ui.window.out_first import OutFirst
        from ui.window.shutting_down import ShuttingDown

        made = Leaving(self.theme, self.window, self.pieces, self.pages.asking.ask)
        ShuttingDown(self._app, self.window, made, self.work)
        self.window.may_close = self._may_close
        OutFirst(self.theme, self.window, self.pages, self.pieces, made)
        return made

    @cached_property
    def practice(self) -> Practice:
        from ui.program.practice import Practice

        return Practice(self.theme, self.window, self.pages, self.work, self.signing_in, self.preferences)

    def complete(self) -> None:
        """All that the first look did not need; once."""
        if "practice" in self.__dict__:
            return
        for part in (self.pages, self.signing_in, self.leaving, self.practice):
            assert part is not None
        self.window.login.look_for_password()

    def warm(self) -> None:
        """Once the window stands: what is slow to load, the log, and the news."""
        import asyncio

        from app.system import log as our_log
        from app.system.incomplete import of_resources

        if self._ended:
            return
        self.complete()
        our_log.start(self.data)
        log.info("started, settings readable: %s", self.preferences.readable)
        self.pieces.bridge.call(self.pieces.load_libraries(), self._collector.settle, _nothing)
        self.pieces.bridge.call(asyncio.to_thread(of_resources), self.window.tell_incomplete, _nothing)
        self.pages.newest.look()

    # --- files ---

    def practise(self, *, sample: bool, file: Path | None = None) -> None:
        """`file`: a sheet that is opened once the practice server has let us in."""
        self.complete()
        self.practice.begin(sample=sample, file=file)

    @cached_property
    def handed_over(self) -> HandedOver:
        from ui.program.handed_over import HandedOver

        made = HandedOver(self.window.handed_over, self.work.under_way, lambda: self.work.idle, self)
        made.wanted.connect(self._dropped)
        return made

    def open_file(self, path: Path) -> None:
        """A sheet the program was started with. While anything runs, or is asked, it waits, and that is said."""
        self.complete()
        if self.work.idle and QApplication.activeModalWidget() is None:
            self.pages.show("book")
            self.work.sheet.load(path)
        else:
            self.handed_over.wait(path)

    def called_again(self, file: str) -> None:
        """The program was started a second time, perhaps with a sheet."""
        self.window.come_forward()
        if file:
            self.open_file(Path(file))

    def _dropped(self, files: list[Path]) -> None:
        self.pages.show("book")
        self.pages.page.files.open_files(files)

    # --- signing in and out ---

    def _signed_in(self) -> None:
        session = self.work.session
        self.window.show_account(session.account, session.server)
        self.pages.show("book")
        self.pages.upload.load.setFocus()

    def _signed_out(self) -> None:
        self.window.show_account(None, None)
        self.pages.show("book")

    def _sign_out(self) -> None:
        """A batch is asked about and stopped; what takes a moment is waited for, and that is said."""
        if not self.leaving.may("sign_out", self._sign_out):
            return
        if self.work.idle:
            self.work.session.sign_out()
        else:
            self.pages.upload.not_now.sign_out()

    # --- settings ---

    def _apply(self, name: str) -> None:
        if name == "language":
            self.language.use(self.settings.language)
        if name == "theme":
            self.theme.use(Mode(self.settings.theme))
        if name == "text_size":
            self.theme.use_text_size(self.settings.text_size)
        if name == "key_file":
            self._use_key_file(self.pieces)

    def _use_key_file(self, pieces: Pieces) -> None:
        pieces.accounts.key_file = Path(self.settings.key_file) if self.settings.key_file else None

    # --- faults, the end ---

    def save_support_file(self, out: Path) -> Path:
        """Raises EnvironmentProblem."""
        from app.system.support import save_support_file

        return save_support_file(self.data, out)

    def _tell_fault(self, error: Exception) -> None:
        if not self._ended:
            self.window.tell_fault(error, self.save_support_file)

    def _may_close(self) -> bool:
        return self.leaving.may("close", self.window.close)

    def end(self) -> None:
        """In reverse order; once."""
        if self._ended:
            return
        self._ended = True
        self.preferences.keep_window(**self.window.geometry_to_keep())
        self.window.hide()
        if "pieces" in self.__dict__:
            self.pieces.end(CLOSING)
        self.language.end()
        self._collector.stop()


def _nothing(_answer: object) -> None:
    """Warming up tells nothing: what is missing is told when it is used."""
