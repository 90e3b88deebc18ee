"""What a clerk reads when the program met a bug: what is safe, what to do next. Never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.system.incomplete import of_import
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import Button
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.settings.support import choose_place

Save = Callable[[Path], Path]


class CrashDialog(Question):
    """`save` writes the support file to a path and returns it, or raises AppError."""

    def __init__(self, theme: Theme, parent: QWidget, error: BaseException, save: Save) -> None:
        super().__init__(theme, parent, "wrench", "")
        self._save = save
        self.head.setText(self.tr("Something went wrong in the program"))
        self.setWindowTitle(self.head.text())
        if isinstance(error, ImportError):  # a file of the program is gone
            self.say(say_error(of_import(error), text.lang()))
        else:
            self.say(say("bug", text.lang()))
        self.say(fill(self.tr("Kind of fault: %1"), type(error).__name__), "small")
        self.told = Notice(theme)
        self.body.addWidget(self.told)
        self.keep = Button(theme, "save")
        self.keep.say(self.tr("Save support file…"))
        self.keep.clicked.connect(self._choose)
        self.buttons.insertWidget(0, self.keep)
        self.yes.say(self.tr("Close"))
        self.no.hide()

    def _choose(self) -> None:
        if (out := choose_place(self)) is not None:
            self.save_to(out)

    def save_to(self, out: Path) -> None:
        try:
            saved = self._save(out)
        except AppError as error:
            self.told.tell("bad", say_error(error, text.lang()))
        else:
            self.told.tell("good", say("support_saved", text.lang(), path=str(saved)))
