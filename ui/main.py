"""Builds everything in order and passes it on. `python -m ui.main --practice-sample` tries it without any risk."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import settings as stored
from app.errors import AppError
from app.paths import DataDir
from app.worker import Worker
from ui.bridge import Bridge
from ui.core import Core, Credentials
from ui.language import Language
from ui.theme import Mode, Theme, load_fonts
from ui.window import TITLE, Window
from ui.work import Work

if TYPE_CHECKING:
    from app.practice import Scenario

CLOSING = 15  # seconds for calls in flight and helper processes to end


def options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mophic-window", description=TITLE)
    parser.add_argument("--practice", action="store_true", help="sign in to the practice server")
    parser.add_argument("--practice-sample", action="store_true", help="the same, with a fresh sheet loaded")
    parser.add_argument("--data-dir", type=Path, help="journal, settings and logs")
    parser.add_argument("--lang", choices=("th", "en"))
    return parser.parse_args(arguments)


class Program(QObject):
    """The pieces of one running window, made in order, ended in reverse."""

    def __init__(
        self, app: QApplication, data: DataDir, lang: str | None = None, scenario: Scenario | None = None
    ) -> None:
        super().__init__(app)
        self._file = data.file("settings.json")
        self.settings, _ = stored.load(self._file)
        if lang is not None:
            self.settings = self.settings.changed(language=lang)
        app.setApplicationName(TITLE)
        load_fonts()
        self.language = Language(app)
        self.language.use(self.settings.language)
        self.theme = Theme(app, Mode(self.settings.theme))
        self.worker = Worker()
        self.bridge = Bridge(self.worker, self)
        self.core = Core(data, self.settings.keep_days, scenario)
        self.work = Work(self.core, self.bridge, self)
        self.window = Window(self.theme, self.work, self.settings)
        self.window.setting_changed.connect(self._change)
        self.worker.start()

    def warm(self) -> None:
        """Once the window stands."""
        self.bridge.call(self.core.warm(), _nothing, _nothing)

    def practise(self, *, sample: bool) -> None:
        """Sign in to the practice server; `sample`: a fresh one, with a fresh sheet loaded."""
        if sample:
            self.work.signed_in.connect(self._load_sample)
        self.window.login.choose_practice()
        self.window.login.show_busy(True)
        self.work.sign_in(None, Credentials("", "", ""), self.settings.cap, fresh=sample)

    def _load_sample(self) -> None:
        self.work.signed_in.disconnect(self._load_sample)
        self.work.load_sample()

    def _change(self, name: str, value: Any) -> None:
        """A setting counts at once and is kept."""
        if name == "account":
            self.settings = self.settings.changed(facility=value.facility, user=value.user, remember=value.remember)
        else:
            self.settings = self.settings.changed(**{name: value})
        if name == "language":
            self.language.use(value)
        if name == "theme":
            self.theme.use(Mode(value))
        self.window.take_settings(self.settings)
        try:
            stored.save(self.settings, self._file)
        except AppError:
            return  # a read-only profile: the choice holds until the program ends

    def end(self) -> None:
        self.bridge.stop()
        self.window.hide()
        with suppress(TooSlow, AppError):  # the journal holds everything; nothing is lost by going now
            self.worker.submit(self.core.close()).result(timeout=CLOSING)
        self.worker.close()
        self.language.end()


def _nothing(_answer: object) -> None:
    """Warming up tells nothing: what is missing is told when it is used."""


def main(arguments: Sequence[str] | None = None) -> int:
    multiprocessing.freeze_support()
    chosen = options(sys.argv[1:] if arguments is None else arguments)
    app = QApplication(sys.argv[:1])
    data = DataDir(chosen.data_dir) if chosen.data_dir else DataDir.default()
    program = Program(app, data, chosen.lang)
    program.window.show()
    QTimer.singleShot(0, program.warm)
    if chosen.practice or chosen.practice_sample:
        program.practise(sample=chosen.practice_sample)
    code = app.exec()
    program.end()
    return code


if __name__ == "__main__":
    sys.exit(main())
