"""Takes the pictures: waits until there is something to see, and shows it in both languages, light and dark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from ui.kit.asked import asked
from ui.kit.theme import Mode
from ui.program.program import Program
from ui.session.under_way import Lane
from ui.window.window import Window

# For any one thing to happen (what is in doubt is believed absent after a minute only): so long, and so many turns of
# the event loop, of which a busy machine gives few.
PATIENCE, TURNS, TURN = 120_000, 2400, 50  # ms; turns; ms
LOOKS = (("th", Mode.LIGHT), ("th", Mode.DARK), ("en", Mode.DARK), ("en", Mode.LIGHT))


class Photographer:
    """Walks through the program as a clerk would and takes a picture wherever there is something to see."""

    def __init__(self, program: Program, folder: Path, ending: str) -> None:
        self.program = program
        self.folder = folder
        self.ending = ending
        self.taken = 0

    @property
    def window(self) -> Window:
        return self.program.window

    def wait(self, ready: Callable[[], object]) -> None:
        end, turns = QDeadlineTimer(PATIENCE), 0
        while not ready():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, TURN)
            turns += 1
            if end.hasExpired() and turns > TURNS:
                raise TimeoutError(f"after picture {self.taken}; asked: {asked() or 'nothing'}")

    def take(self, name: str) -> None:
        """The window, four times."""
        for told in self._looks():
            self._save(f"{name}-{told}", self.window)

    def take_dialog(
        self,
        name: str,
        ask: Callable[[], object],
        where: Callable[[], QDialog | None] | None = None,
        ready: Callable[[Any], object] = lambda _dialog: True,
    ) -> None:
        """A dialog speaks the language it was opened in. `where` an open one is found; `ready`: it shows all."""
        find = where or self._asked
        for told in self._looks():
            ask()
            self.wait(find)
            dialog = find()
            assert dialog is not None
            self.wait(lambda shown=dialog: ready(shown))  # type: ignore[misc]
            QCoreApplication.processEvents()
            self._save(f"{name}-{told}", dialog)
            dialog.reject()
            self.wait(lambda: find() is None)

    def _looks(self) -> Iterator[str]:
        """Thai and English, light and dark: the program looks so while the caller has the name of it. In the order that
        changes the style, which takes the longest, only twice."""
        for lang, mode in LOOKS:
            self.program.language.use(lang)
            if self.program.theme.mode is not mode:
                self.program.theme.use(mode)
            for _ in range(3):  # language and style travel by posted events
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
                QCoreApplication.processEvents()
            yield f"{lang}-{mode.value}"

    def _asked(self) -> QDialog | None:
        return self.program.pages.asking.dialog

    def _save(self, name: str, shown: QWidget) -> None:
        shown.grab().save(str(self.folder / f"{name}{self.ending}.png"))
        self.taken += 1

    def strike(self, *faults: dict[str, object]) -> None:
        """From now on the practice server does these things wrong, and no others."""
        server = self.program.work.session.server
        assert server is not None
        body, kind = json.dumps({"faults": faults}).encode(), {"Content-Type": "application/json"}
        urlopen(Request(f"{server.url}/practice/faults", body, kind), timeout=10).close()

    def press(self, button: QPushButton) -> None:
        """As the mouse does: only what can be seen and pressed."""
        if not (button.isVisible() and button.isEnabled()):
            raise RuntimeError(f"{button.text()!r} can't be pressed, after picture {self.taken}")
        button.click()

    @property
    def free(self) -> bool:
        return self.program.pieces.under_way.free(*Lane)

    def accept(self, where: Callable[[], QDialog | None]) -> None:
        self.wait(where)
        dialog = where()
        assert dialog is not None
        dialog.accept()
