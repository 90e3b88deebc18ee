"""Builds everything in order and passes it on. `python -m ui.main --practice-sample` tries it without any risk."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.errors import AppError, SettingsError
from app.system import settings as stored
from app.system.paths import DataDir, writable
from ui.kit.theme import Mode, Theme, load_fonts
from ui.program.collector import Collector
from ui.program.faults import Faults
from ui.program.instance import Instance
from ui.program.language import Language
from ui.window.window import TITLE, Window

if TYPE_CHECKING:
    import argparse

    from app.practice import Scenario
    from app.system.support import News
    from app.worker import Worker
    from ui.bridge import Bridge
    from ui.session.accounts import Accounts
    from ui.sheet.reading import Reading
    from ui.upload.work import Work
    from ui.window.pieces import Pieces

CLOSING = 15  # seconds for calls in flight and helper processes to end
log = logging.getLogger(__name__)


def options(arguments: Sequence[str]) -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(prog="mophic-window", description=TITLE)
    parser.add_argument("file", nargs="?", type=Path, help="a sheet to open")
    parser.add_argument("--practice", action="store_true", help="sign in to the practice server")
    parser.add_argument("--practice-sample", action="store_true", help="the same, with a fresh sheet loaded")
    parser.add_argument("--data-dir", type=Path, help="journal, settings and logs")
    parser.add_argument("--lang", choices=("th", "en"))
    parser.add_argument("--self-test", action="store_true", help="book the sample on the practice server and end")
    return parser.parse_args(arguments)


class Program(QObject):
    """The pieces of one running window, made in order, ended in reverse. What the first look does not need (the calls'
    thread, the work, most screens) is made when the window asks for it: see `Window.complete`."""

    worker: Worker
    bridge: Bridge
    accounts: Accounts
    reading: Reading
    work: Work

    def __init__(
        self, app: QApplication, data: DataDir, lang: str | None = None, scenario: Scenario | None = None
    ) -> None:
        super().__init__(app)
        self._ended = False
        self._collector = Collector(self)
        self.data = data
        self._file = data.root / "settings.json"
        self.settings, self.settings_readable = stored.load(self._file)
        if lang is not None:
            self.settings = self.settings.changed(language=lang)
        app.setApplicationName(TITLE)
        load_fonts()
        self.language = Language(app)
        self.language.use(self.settings.language)
        self.theme = Theme(app, Mode(self.settings.theme))
        self.faults = Faults(self)
        self._scenario = scenario
        self.window = Window(self.theme, self.settings, self._make_pieces)
        self.faults.met.connect(self._tell_fault)
        self.window.setting_changed.connect(self._change)
        self.window.tour_wanted.connect(self.tour)
        self.window.support_wanted.connect(self._save_support)
        self.window.export_wanted.connect(self._export)
        self.window.import_wanted.connect(self._import)

    def __getattr__(self, name: str) -> Any:
        if name in ("worker", "bridge", "accounts", "reading", "work"):
            self.window.complete()
            return self.__dict__[name]
        raise AttributeError(name)

    def _make_pieces(self) -> Pieces:
        from app.worker import Worker
        from ui.bridge import Bridge
        from ui.session.accounts import Accounts
        from ui.sheet.reading import Reading
        from ui.upload.work import make_work
        from ui.window.pieces import Pieces

        self.worker = Worker()
        self.bridge = Bridge(self.worker, self)
        self.bridge.fault.connect(self.faults.note)
        self.accounts = Accounts(self.data, self.settings.keep_days, self._scenario)
        self.reading = Reading(self.data.practice)
        self._use_key_file()
        self.work = make_work(self.accounts, self.reading, self.bridge, self)
        self.worker.start()
        return Pieces(self.work, self.bridge, self.data, self)

    def warm(self) -> None:
        """Once the window stands: what is slow to load, the log, and the news."""
        from app.system import log as our_log

        if self._ended:
            return
        self.window.complete()
        our_log.start(self.data)
        log.info("started, settings readable: %s", self.settings_readable)
        self.bridge.call(self._load_libraries(), self._collector.settle, _nothing)
        if self.settings.update_url:
            self.bridge.call(self._ask_news(), self._tell_news, _nothing)

    async def _load_libraries(self) -> None:
        """What the first sign-in and the first sheet will need, while the clerk is still typing."""
        import app.booking.desk  # noqa: F401

        await self.reading.warm()

    # --- starting in practice mode ---

    def practise(self, *, sample: bool) -> None:
        """Sign in to the practice server; `sample`: a fresh one, with a fresh sheet loaded."""
        from ui.session.accounts import Credentials

        if sample:
            self.work.session.signed_in.connect(self._load_sample)
        self.window.login.choose_practice()
        self.window.login.show_busy(True)
        self.work.session.sign_in(None, Credentials("", "", ""), self.settings.cap, fresh=sample)

    def _load_sample(self) -> None:
        self.work.session.signed_in.disconnect(self._load_sample)
        self.work.sheet.load_sample()

    def tour(self) -> None:
        """The tour walks through practice mode; the real server is never taken for it."""
        self._change("window", {"tour": True})
        server = self.work.session.server
        if server is None:
            self.practise(sample=True)
        elif server.practice and self.work.idle:
            self.work.sheet.load_sample()
        else:
            return
        self.window.tour.begin()

    # --- settings ---

    def _change(self, name: str, value: Any) -> None:
        """A setting counts at once and is kept; one that can't be used is told and changes nothing."""
        try:
            self.settings = self.settings.changed(**self._values(name, value))
        except SettingsError as error:
            self.window.options.tell_wrong(name, error)
            return
        self._apply(name)
        self._save()

    def _values(self, name: str, value: Any) -> dict[str, Any]:
        if name == "account":
            return {"facility": value.facility, "user": value.user, "remember": value.remember}
        if name == "window":
            return {"window": {**self.settings.window, **value}}
        return {name: value}

    def _apply(self, name: str) -> None:
        if name == "language":
            self.language.use(self.settings.language)
        if name == "theme":
            self.theme.use(Mode(self.settings.theme))
        if name == "key_file":
            self._use_key_file()
        self.window.take_settings(self.settings)

    def _use_key_file(self) -> None:
        self.accounts.key_file = Path(self.settings.key_file) if self.settings.key_file else None

    def _save(self) -> None:
        with suppress(AppError):  # a read-only profile: the choice holds until the program ends
            stored.save(self.settings, self._file)

    def _export(self, out: Path) -> None:
        try:
            stored.export(self.settings, out)
        except AppError as error:
            self.window.options.tell_wrong("", error)
        else:
            self.window.options.tell_saved("settings_exported", out)

    def _import(self, path: Path) -> None:
        """A file may name another server: that is asked as it is in the settings themselves."""
        try:
            taken = stored.take_over(self.settings, path)
        except AppError as error:
            self.window.options.tell_wrong("", error)
            return
        if taken.server_url != self.settings.server_url:
            self.window.ask_server(partial(self._take_over, taken, path), taken.server_url)
        else:
            self._take_over(taken, path)

    def _take_over(self, taken: stored.Settings, path: Path) -> None:
        self.settings = taken
        for name in ("language", "theme"):
            self._apply(name)
        self._save()
        self.window.options.tell_saved("settings_taken", path)

    # --- support ---

    def save_support_file(self, out: Path) -> Path:
        """Raises EnvironmentProblem."""
        from app.system.support import save_support_file

        return save_support_file(self.data, out)

    def _save_support(self, out: Path) -> None:
        try:
            self.window.options.tell_saved("support_saved", self.save_support_file(out))
        except AppError as error:
            self.window.options.tell_wrong("", error)

    def _tell_fault(self, error: Exception) -> None:
        if not self._ended:
            self.window.tell_fault(error, self.save_support_file)

    async def _ask_news(self) -> News | None:
        from app.system.support import news

        return await news(self.settings.update_url, Path(self.settings.ca_file) if self.settings.ca_file else None)

    def _tell_news(self, news: News | None) -> None:
        if news is not None:
            from app.system.support import version

            self.window.tell_news(version=news.version, mine=version(), page=news.page)

    def end(self) -> None:
        """In reverse order; once."""
        if self._ended:
            return
        self._ended = True
        self._change("window", self.window.geometry_to_keep())
        self.window.hide()
        if "worker" in self.__dict__:
            self._end_work()
        self.language.end()
        self._collector.stop()

    async def _close(self) -> None:
        """The calls first."""
        await self.accounts.close()
        await self.reading.close()

    def _end_work(self) -> None:
        self.bridge.stop()
        with suppress(TimeoutError, AppError):  # the journal holds everything; nothing is lost by going now
            self.worker.submit(self._close()).result(timeout=CLOSING)
        self.worker.close()


def _nothing(_answer: object) -> None:
    """Warming up tells nothing: what is missing is told when it is used."""


def data_folder(wanted: Path | None) -> tuple[DataDir, Path | None]:
    """Where the data lies; the second is that place again if it is a stand-in for a folder that can't be written."""
    asked = DataDir(wanted) if wanted else DataDir.own()
    if writable(asked.root):
        return asked, None
    data = DataDir.default()
    return data, data.root


def run(app: QApplication, chosen: argparse.Namespace) -> int:
    data, stand_in = data_folder(chosen.data_dir)
    first = Instance(data.root)
    if not chosen.self_test and not first.is_first(str(chosen.file.absolute()) if chosen.file else ""):
        return 0
    program = Program(app, data, chosen.lang)
    program.faults.install()
    program.window.show()
    first.called.connect(program.window.come_forward)
    program.window.tell_start(settings_readable=program.settings_readable, stand_in=stand_in)
    if chosen.self_test:
        from ui.program.selftest import SelfTest

        code = SelfTest(program, data.root).run()
    else:
        QTimer.singleShot(0, program.warm)
        _begin(program, chosen)
        code = app.exec()
    program.end()
    program.faults.end()
    first.end()
    return code


def _begin(program: Program, chosen: argparse.Namespace) -> None:
    if chosen.practice or chosen.practice_sample:
        program.practise(sample=chosen.practice_sample)
    elif chosen.file:
        program.window.open_file(chosen.file.absolute())


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = options(sys.argv[1:] if arguments is None else arguments)
    return run(QApplication(sys.argv[:1]), chosen)


if __name__ == "__main__":
    sys.exit(main())
