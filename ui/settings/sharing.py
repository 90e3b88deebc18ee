"""Files that the settings page writes and reads: settings for other computers, and the support file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.system.settings import Settings
from ui.kit.question import Asking
from ui.kit.theme import Theme
from ui.settings.change_server import ChangeServer
from ui.settings.preferences import Preferences
from ui.settings.screen import SettingsScreen


class Sharing(QObject):
    def __init__(
        self,
        theme: Theme,
        page: SettingsScreen,
        preferences: Preferences,
        asking: Asking,
        window: QWidget,
        save_support_file: Callable[[Path], Path],
    ) -> None:
        super().__init__(page)
        self._theme, self._page, self._preferences, self._asking = theme, page, preferences, asking
        self._window, self._save_support_file = window, save_support_file
        page.support_wanted.connect(self._save_support)
        page.export_wanted.connect(self._export)
        page.import_wanted.connect(self.take_over)
        page.server_wanted.connect(partial(self._ask_server, page.unlock_server, ""))

    def _save_support(self, out: Path) -> None:
        try:
            self._page.tell_saved("support_saved", self._save_support_file(out))
        except AppError as error:
            self._page.tell_wrong("", error)

    def _export(self, out: Path) -> None:
        try:
            self._preferences.export(out)
        except AppError as error:
            self._page.tell_wrong("", error)
        else:
            self._page.tell_saved("settings_exported", out)

    def take_over(self, path: Path) -> None:
        """A file may name another server: that is asked as it is in the settings themselves."""
        try:
            taken = self._preferences.read(path)
        except AppError as error:
            self._page.tell_wrong("", error)
            return
        if taken.server_url != self._preferences.settings.server_url:
            self._ask_server(partial(self._take_over, taken, path), taken.server_url)
        else:
            self._take_over(taken, path)

    def _take_over(self, taken: Settings, path: Path) -> None:
        self._preferences.take_over(taken)
        self._page.tell_saved("settings_taken", path)

    def _ask_server(self, go_on: Callable[[], None], address: str) -> None:
        """Another server is never taken without this question; `address`: the new one, where it is known already."""
        dialog = ChangeServer(self._theme, self._window, address)
        dialog.said_yes.connect(go_on)
        self._asking.ask(dialog)
