"""What the clerk prefers, kept in one file. Whoever shows a setting, or lives by it, listens."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, SettingsError
from app.system import settings
from app.system.settings import Settings


class Preferences(QObject):
    changed = Signal(str)  # the name of a setting
    refused = Signal(str, object)  # a name, and why its value can't be used: SettingsError

    def __init__(self, file: Path, lang: str | None = None, parent: QObject | None = None) -> None:
        """`lang`: for this time, whatever the file says."""
        super().__init__(parent)
        self._file = file
        self.settings, self.readable = settings.load(file)
        if lang is not None:
            self.settings = self.settings.changed(language=lang)

    def change(self, name: str, value: Any) -> None:
        """A setting counts at once and is kept; one that can't be used is told and changes nothing."""
        self._change(name, {name: value})

    def remember_account(self, facility: str, user: str, remember: bool) -> None:
        self._change("account", {"facility": facility, "user": user, "remember": remember})

    def keep_office(self, **values: Any) -> None:
        """Which database holds the records: `office`, `office_ca`, `office_plain`."""
        self._change("office", values)

    def keep_window(self, **kept: Any) -> None:
        """What belongs to this window alone: its size, the table's columns, that the tour was seen."""
        self._change("window", {"window": {**self.settings.window, **kept}})

    def _change(self, name: str, values: dict[str, Any]) -> None:
        try:
            self.settings = self.settings.changed(**values)
        except SettingsError as error:
            self.refused.emit(name, error)
            return
        self.changed.emit(name)
        self._save()

    def _save(self) -> None:
        with suppress(AppError):  # a read-only profile: the choice holds until the program ends
            settings.save(self.settings, self._file)

    # --- a file for other computers ---

    def export(self, out: Path) -> None:
        """Raises EnvironmentProblem."""
        settings.export(self.settings, out)

    def read(self, path: Path) -> Settings:
        """These settings as a file of another computer has them. Raises SettingsError."""
        return settings.take_over(self.settings, path)

    def take_over(self, taken: Settings) -> None:
        self.settings = taken
        for name in ("language", "theme"):
            self.changed.emit(name)
        self._save()
