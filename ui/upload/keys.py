"""The keys of the upload page that act wherever the keyboard is on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.sheet.rows import Rows
from ui.upload.actions import Actions
from ui.upload.work import Work

Parts = Sequence[tuple[QWidget, QWidget | None]]  # a part of the page, and what of it has the keyboard first


class Keys(QObject):
    """In a field for words the field's own keys come first: Qt asks it before."""

    def __init__(self, page: QWidget, search: QLineEdit, table: Rows, bar: Actions, work: Work) -> None:
        super().__init__(page)
        self._page, self._search, self._table, self._bar, self._work = page, search, table, bar, work
        self._on("Ctrl+F").connect(self._find)
        self._on("Ctrl+V").connect(self._paste)
        self._on("Ctrl+Z").connect(work.mending.take_back)
        self._on("Ctrl+Y", "Ctrl+Shift+Z").connect(work.mending.do_again)
        self._leave = QShortcut("Esc", search, context=Qt.ShortcutContext.WidgetShortcut)
        self._leave.activated.connect(self._leave_search)
        search.returnPressed.connect(table.setFocus)

    def _on(self, *keys: str) -> SignalInstance:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._page.addAction(action)
        return action.triggered

    def _find(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _leave_search(self) -> None:
        """All rows again, and the keyboard at the one that was found."""
        self._search.clear()
        self._table.setFocus()
        if self._table.currentIndex().isValid():
            self._table.scrollTo(self._table.currentIndex())

    def go_round(self, parts: Callable[[], Parts]) -> None:
        """F6, and back with Shift: as on Windows, from one part of the page to the next that can have the keyboard."""
        self._on("F6").connect(lambda: self._go(parts(), 1))
        self._on("Shift+F6").connect(lambda: self._go(parts(), -1))

    def _go(self, parts: Parts, step: int) -> None:
        has = self._page.window().focusWidget() or self._page
        now = next((spot for spot, (part, _) in enumerate(parts) if has is part or part.isAncestorOf(has)), -1)
        for away in range(1, len(parts) + 1):
            first = parts[(now + step * away) % len(parts)][1]
            if first is not None and first.isVisible() and first.isEnabled():
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _paste(self) -> None:
        """Into the cells of the open sheet; rows come in as a sheet where none is open."""
        if len(self._work.sheet.lines):
            self._table.cells.paste()
        else:
            self._bar.paste.trigger()
