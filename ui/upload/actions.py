"""The guide's three buttons, what belongs beside them, and the menu of ways to get a sheet in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.stay import MOVING
from app.domain.values import CANCEL, MOVE, State
from ui.kit.basic import Button, ToolButton, line
from ui.kit.text import literal, tip
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.upload.work import Work


class Actions(Translated, QWidget):
    """Which of them make sense is said by `show_state`; one is the next at a time."""

    recent_wanted = Signal(object)  # Path
    forget_wanted = Signal()
    paste_wanted = Signal()
    list_wanted = Signal(str)  # a list by which appointments are cancelled or moved: the kind, see `by_list`

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._recent: tuple[Path, ...] = ()
        self._goes_on = self._undoes = False  # Start continues a batch, or its undo
        self._signed_in = False
        self.login = Button(theme, "log-in", shortcut="Ctrl+L")
        self.load = Button(theme, "file-spreadsheet", shortcut="Ctrl+O")
        self.more = ToolButton(theme, "chevron-down", "Alt+Down")
        self.template = Button(theme, "file-down", "flat")
        self.start = Button(theme, "play", shortcut="Ctrl+Return")
        self.retry = Button(theme, "rotate-ccw", shortcut="Ctrl+R")
        self.save = Button(theme, "save", shortcut="Ctrl+S")
        self.paste = QAction(self)
        self.paste.setShortcut("Ctrl+Shift+V")
        self.addAction(self.paste)
        self.more.clicked.connect(self._open_menu)
        self.paste.triggered.connect(self.paste_wanted)
        row = line(self, gap=GAP)
        for part in (self.login, self.load, self.more, self.template, self.start):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.retry)
        row.addWidget(self.save)
        self.retranslate()

    def retranslate(self) -> None:
        # Login, Load Excel and Start are the guide's own words, the same in both languages.
        self.login.say(self.tr("Login"), self.tr("Sign in"))
        self.load.say(self.tr("Load Excel"), self.tr("Choose the sheet of appointments"))
        self.more.name(self.tr("Recent files, paste from Excel"))
        self.template.say(self.tr("Download template"), self.tr("An empty workbook with the right columns"))
        self._name_start()
        self.retry.say(self.tr("Retry failed"), self.tr("Send the rows once more that were refused or not sent"))
        self.save.say(self.tr("Save result"), self.tr("A copy of your workbook with the result of each row"))
        self.paste.setText(self.tr("Paste rows from Excel"))

    def _name_start(self) -> None:
        """Of a batch that stands there is one way to go on, and it is called so."""
        if self._undoes:
            self.start.say(self.tr("Continue"), self.tr("Cancel the appointments of this batch that still stand"))
        elif self._goes_on:
            self.start.say(self.tr("Continue"), self.tr("Send what is left; rows that are booked are not sent again"))
        else:
            self.start.say(self.tr("Start"), self.tr("Book every row that is ready; you are asked once more"))

    # --- room ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Without what may go."""
        hint = super().minimumSizeHint()
        hint.setWidth(self._needed() - sum(self._wide(part) for part in self._may_go()))
        return hint

    def _fit(self) -> None:
        """Where the window is too narrow, the template goes into the menu, and a Login that is done goes, too."""
        short = self._needed() - self.width()
        for part in (self.template, self.login):
            part.setHidden(short > 0 and part in self._may_go())
            short -= self._wide(part)

    def _may_go(self) -> tuple[Button, ...]:
        return (self.template,) if self.login.isEnabled() else (self.template, self.login)

    def _needed(self) -> int:
        """The width (px) of all that has its place now."""
        always = (self.login, self.load, self.more, self.template, self.start)
        return sum(map(self._wide, always)) + sum(self._wide(p) for p in (self.retry, self.save) if not p.isHidden())

    @staticmethod
    def _wide(part: QWidget) -> int:
        return part.sizeHint().width() + GAP

    # --- ways to get a sheet in ---

    def show_recent(self, files: Sequence[Path]) -> None:
        self._recent = tuple(files)

    def load_menu(self) -> QMenu:
        menu = QMenu(self)
        self.paste.setIcon(self._theme.icon("copy"))
        menu.addAction(self.paste)
        if self.template.isHidden():
            menu.addAction(self.template.icon(), self.template.text()).triggered.connect(self.template.click)
        menu.addSeparator()
        for kind, icon, words in (
            (CANCEL, "undo-2", self.tr("Cancel appointments by a list…")),
            (MOVE, "arrow-right", self.tr("Move appointments by a list…")),
        ):
            action = menu.addAction(self._theme.icon(icon), words)
            action.setEnabled(self._signed_in)
            action.triggered.connect(partial(self.list_wanted.emit, kind))
        menu.addSeparator()
        heading = menu.addAction(self.tr("Recent files") if self._recent else self.tr("No recent files yet"))
        heading.setEnabled(False)
        for path in self._recent:
            action = menu.addAction(
                self._theme.icon("file-spreadsheet"), literal(f"{path.name}  ·  {path.parent.name}")
            )
            action.setToolTip(tip(str(path)))
            action.setData(path)
            action.triggered.connect(self._recent_chosen)
        if self._recent:
            menu.addSeparator()
            menu.addAction(self.tr("Forget these files")).triggered.connect(self.forget_wanted)
        menu.setToolTipsVisible(True)
        return menu

    def _open_menu(self) -> None:
        menu = self.load_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.load.mapToGlobal(QPoint(0, self.load.height())))

    def _recent_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.recent_wanted.emit(action.data())

    # --- which make sense ---

    def show_state(self, work: Work) -> None:
        self.login.setEnabled(work.session.desk is None and work.idle)
        for part in (self.load, self.more, self.paste, self.template):
            part.setEnabled(work.idle)
        self._signed_in = work.session.desk is not None
        self.start.setEnabled(work.start.possible)
        self._goes_on = work.sheet.batch is not None and work.start.possible
        self._undoes = self._goes_on and work.sheet.lines.undoing
        self._name_start()
        counts = work.sheet.lines.counts
        left = counts[State.PLANNED] + counts[MOVING]  # those first, by Continue
        batch = work.sheet.batch is not None and not work.run.running
        self.retry.setVisible(batch and not left and work.sheet.lines.failed > 0)
        self.retry.setEnabled(work.idle)
        self.save.setVisible(work.sheet.batch is not None or bool(work.sheet.lines.batches))
        self.save.setEnabled(work.idle)
        self._mark_primary(work)
        self._fit()

    @property
    def next(self) -> Button | None:
        """What most likely comes next."""
        ways = (self.start, self.save, self.load, self.login)
        return next((button for button in ways if button.isVisible() and button.isEnabled()), None)

    def _mark_primary(self, work: Work) -> None:
        """One clear button at a time."""
        first: Button | None = self.load
        if work.session.desk is None:
            first = self.login
        elif work.run.last is not None and work.run.last.alike is not None:
            first = None  # the notice's: what helps against refusals
        elif work.start.possible and (
            work.sheet.lines.unsent or work.sheet.lines.undoing
        ):  # rows in doubt alone are the clerk's: Start only looks once more
            first = self.start
        elif work.run.last is not None and self.save.isVisibleTo(self):
            first = self.save if not work.sheet.lines.counts[State.UNKNOWN] else None  # the notice's: decide
        for button in (self.login, self.load, self.start, self.save):
            button.set_kind("primary" if button is first and work.idle else "")
