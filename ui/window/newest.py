"""Whether there is a newer version: looked for once the window stands, told in a line and under Help > About."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.system import newest
from app.system.newest import Look, News
from app.system.paths import version
from app.wording import say
from ui.kit import text
from ui.kit.notice import Action
from ui.settings.preferences import Preferences
from ui.window.pieces import Pieces
from ui.window.window import Window


class Newest(QObject):
    """`changed`: something else is to be told."""

    changed = Signal()

    def __init__(
        self, pieces: Pieces, window: Window, preferences: Preferences, show_about: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._pieces, self._window, self._preferences = pieces, window, preferences
        self._show_about = show_about
        self.publisher = newest.publisher()
        self._looked: Look | None = None

    def look(self, *, now: bool = False) -> None:
        """On the calls' thread, beside everything else; what fails is told under About alone."""
        asking = newest.look(self._pieces.data, self._preferences.settings, self.publisher, now=now)
        self._pieces.bridge.call(asking, partial(self._looked_up, now), _silent)

    def _looked_up(self, asked: bool, looked: Look) -> None:
        self._looked = looked
        if looked.news is not None and not asked:
            self.tell(looked.news)
        self.changed.emit()

    def tell(self, news: News) -> None:
        """In a line above the page, in the language that is chosen now or later."""
        self._window.notice.keep_telling(partial(self._tell_news, news))

    def _tell_news(self, news: News) -> None:
        told = say("newer_version", text.lang(), version=news.version, mine=version(), page=news.page)
        more = Action(self.tr("What is new"), self._show_about)
        self._window.notice.tell("info", told, action=self._window.notice.close_word(), second=more)

    def words(self) -> list[str]:
        """For Help > About: what came of it, and what is new."""
        if self._looked is None:
            return []
        when, news = self._looked.when, self._looked.news
        facts = {"when": text.moment(when) if when else "", "mine": version()}
        if news is None:
            return [say(self._looked.code, text.lang(), **facts)]
        told = say("newer_version", text.lang(), version=news.version, page=news.page, **facts)
        return [told, news.new[text.lang()]]


def _silent(_error: AppError) -> None:
    """News can wait."""
