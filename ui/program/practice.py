"""Trying without any risk: the practice server in this program, its sheet of made-up people, the tour through it."""

from __future__ import annotations

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
        self._work, self._signing_in, self._preferences = work, signing_in, preferences
        self.tour = self._make_tour(theme, window, pages.upload)
        window.login.tour_wanted.connect(self.begin_tour)
        pages.tour_wanted.connect(self.begin_tour)

    def _make_tour(self, theme: Theme, window: Window, upload: UploadScreen) -> Tour:
        targets = {
            "banner": lambda: window.banner,
            "steps": lambda: window.steps,
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

    def begin(self, *, sample: bool) -> None:
        """Sign in to the practice server; `sample`: a fresh one, with a fresh sheet loaded."""
        if sample:
            self._work.session.signed_in.connect(self._load_sample)
        self._signing_in.practise(fresh=sample)

    def _load_sample(self) -> None:
        self._work.session.signed_in.disconnect(self._load_sample)
        self._work.sheet.load_sample()

    def begin_tour(self) -> None:
        """The tour walks through practice mode; the real server is never taken for it."""
        self._preferences.keep_window(tour=True)
        server = self._work.session.server
        if server is None:
            self.begin(sample=True)
        elif server.practice and self._work.idle:
            self._work.sheet.load_sample()
        else:
            return
        self.tour.begin()
