"""The menus of the table: what can be done with the chosen rows, and which columns are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.kit.text import literal
from ui.kit.theme import Theme
from ui.sheet.columns import COLUMNS, change_words, may_hide
from ui.sheet.status import LEFT_OUT, SET_ASIDE

if TYPE_CHECKING:
    from ui.sheet.rows import Rows


class Menus(QObject):
    undo_wanted = Signal()
    redo_wanted = Signal()
    distribute_wanted = Signal(object)  # file rows that are to get a free hour
    same_wanted = Signal(object, str)  # file rows that are to have one value; "": of a field to be chosen

    def __init__(self, theme: Theme, table: Rows) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table
        self.steps = (0, 0)  # mends that can be taken back, and done again
        for widget, ask in ((table, self._ask_rows), (table.horizontalHeader(), self._ask_columns)):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(ask)

    def _ask_rows(self, point: QPoint) -> None:
        self.of_rows().popup(self._table.viewport().mapToGlobal(point))

    def _ask_columns(self, point: QPoint) -> None:
        self.of_columns().popup(self._table.horizontalHeader().mapToGlobal(point))

    def of_rows(self) -> QMenu:
        """What can be done with the chosen rows."""
        menu = self._new()
        cells = self._table.cells
        self._key(self._action(menu, "copy", self.tr("Copy"), cells.copy), "Ctrl+C")
        self._key(
            self._action(menu, "copy", self.tr("Copy with whole IDs, not masked"), cells.copy_whole), "Ctrl+Shift+C"
        )
        everything = self._action(menu, "list-checks", self.tr("Select all"), self._table.selectAll)
        self._key(everything, "Ctrl+A")
        menu.addSeparator()
        self._action(menu, "info", self.tr("Show the row's story"), self._table.story_wanted)
        if self._table.rows.can_edit:
            self._add_mends(menu)
        menu.addSeparator()
        self._add_columns(menu.addMenu(self._theme.icon("columns-3"), self.tr("Columns")))
        return menu

    def _new(self) -> QMenu:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add_mends(self, menu: QMenu) -> None:
        table = self._table
        lines = table.rows.lines
        rows = list(filter(lines.may_mend, table.chosen_rows()))
        edit = self._action(menu, "pencil", self.tr("Fix this cell"), self._edit_cell)
        self._key(edit, "F2")
        edit.setEnabled(bool(table.rows.flags(table.currentIndex()) & Qt.ItemFlag.ItemIsEditable))
        self._key(self._action(menu, "clipboard", self.tr("Paste into the chosen cells"), table.cells.paste), "Ctrl+V")
        self._key(self._action(menu, "download", self.tr("Fill down"), table.cells.fill_down), "Ctrl+D")
        self._key(self._action(menu, "x", self.tr("Clear the chosen cells"), table.cells.clear), "Delete")
        words = self.tr("The same for %n row(s)…", "", len(rows)) if len(rows) != 1 else self.tr("Put in a value…")
        self._action(menu, "list-checks", words, self._give_chosen)
        words = self.tr("A free hour for %n row(s)…", "", len(rows))
        self._action(menu, "calendar-days", words, self._distribute_chosen)
        for steps, icon, words, wanted, key in (
            (self.steps[0], "undo-2", self.tr("Undo"), self.undo_wanted, "Ctrl+Z"),
            (self.steps[1], "redo-2", self.tr("Redo"), self.redo_wanted, "Ctrl+Y"),
        ):
            if steps:
                self._key(self._action(menu, icon, words, wanted), key)
        if fixes := lines.fixes(rows):
            self._action(menu, "wrench", literal(change_words(fixes)), self._fix_chosen)
        out = [row for row in rows if lines.statuses[lines.places[row]] in (LEFT_OUT, SET_ASIDE)]
        if len(out) < len(rows):
            self._action(menu, "ban", self.tr("Leave out %n row(s)", "", len(rows) - len(out)), self._leave_out_chosen)
        if out:
            self._action(menu, "undo-2", self.tr("Take in %n row(s) again", "", len(out)), self._take_in_chosen)

    def _action(self, menu: QMenu, icon: str, words: str, do: Callable[[], None] | SignalInstance) -> QAction:
        action = menu.addAction(self._theme.icon(icon), words)
        action.triggered.connect(do)
        return action

    @staticmethod
    def _key(action: QAction, key: str) -> None:
        """Which key does the same: shown only, as the table hears it."""
        action.setShortcut(QKeySequence(key))

    def _edit_cell(self) -> None:
        self._table.edit(self._table.currentIndex())

    def _give_chosen(self) -> None:
        self.same_wanted.emit(self._table.chosen_rows(), "")

    def _distribute_chosen(self) -> None:
        self.distribute_wanted.emit(self._table.chosen_rows())

    def _fix_chosen(self) -> None:
        self._table.fix_wanted.emit(self._table.chosen_rows())

    def _leave_out_chosen(self) -> None:
        self._table.leave_out_wanted.emit(self._table.chosen_rows())

    def _take_in_chosen(self) -> None:
        self._table.take_in_wanted.emit(self._table.chosen_rows())

    def of_columns(self) -> QMenu:
        menu = self._new()
        self._add_columns(menu)
        return menu

    def _add_columns(self, menu: QMenu) -> None:
        """Also in the rows' menu, where the keyboard reaches them."""
        for place, column in enumerate(COLUMNS):
            action = menu.addAction(column.title())
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(place))
            action.setEnabled(may_hide(place))
            action.setData(place)
            action.triggered.connect(self._column_toggled)
        menu.addSeparator()
        menu.addAction(self.tr("All as at first")).triggered.connect(self._table.reset_columns)

    def _column_toggled(self, shown: bool) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._table.show_column(action.data(), shown)
