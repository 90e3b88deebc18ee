"""Trying without any risk: the practice server in this program, its sheet of made-up people, the tour through it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ui.help.tour import Tour
from ui.kit.theme import Theme
from ui.session.presenter import SigningIn
from ui.settings.preferences import Preferences
from ui.upload.screen import UploadScreen
from ui.upload.work import Work
from ui.window.pages import Pages
from ui.window.window import Window


class Practice(QObject):
    def __init__(
        self,
        theme: Theme,
        window: Window,
        pages: Pages,
        work: Work,
        signing_in: SigningIn,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._work, self._signing_in, self._preferences, self._pages = work, signing_in, preferences, pages
        self._sample_wanted = False  # once the practice server has let us in
        self._file_wanted: Path | None = None  # the same
        work.session.signed_in.connect(self._signed_in)
        work.session.failed.connect(self._not_signed_in)
        self.tour = self._make_tour(theme, window, pages.upload)
        window.login.tour_wanted.connect(self.begin_tour)
        pages.tour_wanted.connect(self.begin_tour)

    def _make_tour(self, theme: Theme, window: Window, upload: UploadScreen) -> Tour:
        targets = {
            "banner": lambda: window.banner,
            "steps": lambda: window.steps if window.steps.isVisible() else window.bar.steps,
            "table": lambda: upload.table,
            "start": lambda: upload.start,
            "notice": lambda: upload.notice,
            "save": lambda: upload.save,
            "help": lambda: window.rail.pages["help"],
        }
        made = Tour(theme, window, targets)
        self._work.sheet.loaded.connect(lambda: made.sheet_loaded(len(self._work.sheet.lines)))
        self._work.run.finished.connect(made.batch_finished)
        for part in (self._work.session, self._work.sheet, self._work.start, self._work.run):
            part.failed.connect(made.leave)
        self._work.session.signed_out.connect(made.leave)
        return made

    def begin(self, *, sample: bool, file: Path | None = None) -> None:
        """Sign in to the practice server; `sample`: a fresh one, with a fresh sheet loaded; `file`: with this one. Not
        while anything runs."""
        if self._work.idle:
            self._sample_wanted, self._file_wanted = sample, file
            self._signing_in.practise(fresh=sample)

    def _signed_in(self) -> None:
        sample, file = self._sample_wanted, self._file_wanted
        self._not_signed_in()
        if sample:
            self._work.sheet.load_sample()
        elif file is not None:
            self._work.sheet.load(file)

    def _not_signed_in(self) -> None:
        """The next sign-in is another wish: made-up people do not come into it."""
        self._sample_wanted, self._file_wanted = False, None

    def begin_tour(self) -> None:
        """The tour walks through practice mode; the real server is never taken for it."""
        server = self._work.session.server
        if not self._work.idle or (server is not None and not server.practice):
            return
        self._preferences.keep_window(tour=True)
        self._pages.show("book")  # what the cards speak of stands there, wherever the tour was asked for
        if server is None:
            self.begin(sample=True)
        else:
            self._work.sheet.load_sample()
        self.tour.begin()
