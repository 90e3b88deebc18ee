"""What is changed only while nobody is signed in: a clerk who is, is asked, and signed out first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.kit.theme import Theme
from ui.settings.join_office import SignOutFirst
from ui.window.leaving import Leaving
from ui.window.pages import Pages
from ui.window.pieces import Pieces


class OutFirst(QObject):
    """Where the records are kept. What runs or would be lost is asked as at any sign-out."""

    def __init__(self, theme: Theme, window: QWidget, pages: Pages, pieces: Pieces, leaving: Leaving) -> None:
        super().__init__(leaving)
        self._theme, self._window, self._pages, self._pieces, self._leaving = theme, window, pages, pieces, leaving
        pages.sign_out_wanted.connect(self.first)

    def first(self, then: Callable[[], None]) -> None:
        """`then`: once nobody is signed in and no journal is open."""
        account = self._pieces.work.session.account
        if account is None:
            self._pieces.bridge.call(self._pieces.accounts.close_journals(), lambda _: then(), _nothing)
            return

        def go() -> None:
            if self._leaving.may("sign_out", go) and self._pieces.work.idle:
                self._pieces.work.session.sign_out()
                self._pages.show("settings")
                self.first(then)

        dialog = SignOutFirst(self._theme, self._window, account.name or account.user)
        dialog.said_yes.connect(go)
        self._pages.asking.ask(dialog)


def _nothing(_error: Any) -> None:
    """A journal that can't be closed is open no more."""
