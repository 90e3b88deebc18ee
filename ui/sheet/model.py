"""One table model over `COLUMNS` and `Lines`. It sorts and filters by a list of places, so 100,000 rows stay quick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.values import Outcome, Problem
from ui.kit.text import tip
from ui.sheet.columns import COLUMNS, REASON, STATUS, Column, sentence
from ui.sheet.lines import GROUPS, Lines

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY, EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
FAULT_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the Problem of a cell that is wrong, or None
SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
TYPED_INTO = SHOWN | Qt.ItemFlag.ItemIsEditable
ANSWERED = frozenset((DISPLAY, EDIT, FAULT_ROLE, int(Qt.ItemDataRole.ToolTipRole)))


class TableModel(QAbstractTableModel):
    """`counted` tells that a status or the rows changed; `edited`: file row, field, what the clerk typed."""

    counted = Signal()
    edited = Signal(int, str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lines = Lines()
        self._order: Sequence[int] = range(0)  # a mere range, where nothing is filtered or sorted
        self._spots: dict[int, int] | None = None  # place -> row on the screen; None: in the order of the file
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._groups: frozenset[str] = frozenset()
        self._rows: frozenset[int] | None = None
        self._searched = ""
        self._typed: dict[tuple[int, str], str] = {}  # file row, field -> what was typed and is being checked
        self.can_edit = False

    # --- content ---

    def show_lines(self, lines: Lines) -> None:
        """Show other rows; the filter is gone, the sorting stays."""
        self.beginResetModel()
        self.lines = lines
        self._typed.clear()
        self._groups, self._rows, self._searched = frozenset(), None, ""
        self._set_order(self._wanted())
        self.endResetModel()
        self.counted.emit()

    def show_mended(self, lines: Lines) -> None:
        """The same sheet after a mend: filter, order and what is chosen stay, as far as it is still there."""
        order = self._order
        self.lines = lines
        edits = lines.checked.edits if lines.checked is not None else {}
        self._typed = {key: typed for key, typed in self._typed.items() if edits.get(key) != typed}
        wanted = self._wanted()
        if self._groups and len(order) > len(wanted):  # a row that is mended now does not vanish under the clerk's eyes
            wanted = order
        if wanted != order:
            self._move_to(wanted)
        if wanted:
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(COLUMNS) - 1))
        self.counted.emit()

    def forget_typed(self) -> None:
        """It could not be checked: the cells are as they were."""
        if self._typed:
            self._typed.clear()
            self.retranslate()

    def show_outcomes(self, outcomes: Iterable[Outcome]) -> int | None:
        """The lines have taken these outcomes; the screen row of the last one that is shown."""
        places = (self.lines.places.get(outcome.row) for outcome in outcomes)
        spots = [spot for place in places if place is not None and (spot := self._spot_at(place)) is not None]
        if spots:
            self.dataChanged.emit(self.index(min(spots), STATUS), self.index(max(spots), REASON))
        self.counted.emit()
        return spots[-1] if spots else None

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, len(COLUMNS) - 1))

    # --- order ---

    @property
    def groups(self) -> frozenset[str]:
        return self._groups

    def filter(self, groups: Iterable[str] = (), rows: frozenset[int] | None = None, needle: str = "") -> None:
        """Show only rows of these chips, of these file rows, with these words in them; nothing given: all."""
        self._groups, self._rows, self._searched = frozenset(groups), rows, needle.strip().lower()
        self._reorder()

    def refresh_filter(self) -> None:
        """Rows that changed their status meanwhile come and go."""
        if self._groups or self._sorted[0] == STATUS:
            self._reorder()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order)
        self._reorder()

    def place_at(self, row: int) -> int | None:
        """The place among the lines of a row on the screen."""
        return self._order[row] if 0 <= row < len(self._order) else None

    def _spot_at(self, place: int) -> int | None:
        if self._spots is not None:
            return self._spots.get(place)
        spot = bisect_left(self._order, place)
        return spot if spot < len(self._order) and self._order[spot] == place else None

    def _wanted(self) -> Sequence[int]:
        lines = self.lines
        order: Sequence[int] = range(len(lines))
        if self._groups:
            wanted = {status for group in self._groups for status in GROUPS[group]}
            statuses = lines.statuses
            order = [place for place in order if statuses[place] in wanted]
        if self._rows is not None:
            order = [place for place in order if lines.numbers[place] in self._rows]
        if self._searched:
            order = [place for place in order if self._searched in lines.search_text[place]]
        column, direction = self._sorted
        if self._is_plain():
            return order
        key = COLUMNS[column].key
        return sorted(order, key=lambda place: key(lines, place), reverse=direction is Qt.SortOrder.DescendingOrder)

    def _is_plain(self) -> bool:
        """Sorted as the file is."""
        column, direction = self._sorted
        return not 0 <= column < len(COLUMNS) or (column == 0 and direction is Qt.SortOrder.AscendingOrder)

    def _set_order(self, order: Sequence[int]) -> None:
        self._order = order
        self._spots = None if self._is_plain() else {place: spot for spot, place in enumerate(order)}

    def _reorder(self) -> None:
        order = self._wanted()
        if order != self._order:
            self._move_to(order)

    def _move_to(self, order: Sequence[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        places = [self._order[index.row()] for index in old]
        self._set_order(order)
        spots = zip(old, map(self._spot_at, places), strict=True)
        new = [QModelIndex() if spot is None else self.index(spot, index.column()) for index, spot in spots]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # --- what is painted ---

    def seen(self, row: int, column: int) -> tuple[str, Problem | None]:
        """What a cell of the screen shows, and what is wrong with it. Asked of each cell that is painted."""
        place, of = self._order[row], COLUMNS[column]
        number = self.lines.numbers[place]
        if (typed := self._typed.get((number, of.field))) is not None:
            return typed, None  # of what was typed nothing is known yet
        return of.show(self.lines, place), self.lines.fault(number, of.field) if of.field else None

    # --- what Qt asks ---

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ANSWERED or not index.isValid():  # most of what is asked for each cell that is painted
            return None
        words, fault = self.seen(index.row(), index.column())
        if role == DISPLAY:
            return words
        if role == FAULT_ROLE:
            return fault
        place, column = self._order[index.row()], COLUMNS[index.column()]
        row = self.lines.numbers[place]
        if role == EDIT:
            return self._typed.get((row, column.field), self.lines.read(row, column.field))
        return _tip(self.lines, place, column, fault)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Asked of each cell that is chosen or painted: both answers are made once."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return TYPED_INTO if self.takes(index.row(), index.column()) else SHOWN

    def takes(self, row: int, column: int) -> bool:
        """Whether a cell of the screen may be given another value."""
        lines = self.lines
        if not self.can_edit or not COLUMNS[column].field or lines.checked is None:
            return False
        place = self.place_at(row)
        return place is not None and lines.may_mend(lines.numbers[place])

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What was typed is told, and the row comes back checked; until then the cell shows what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.can_edit:
            return False
        typed = str(value).strip()
        if typed == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        row, name = self.lines.numbers[self._order[index.row()]], COLUMNS[index.column()].field
        self._typed[row, name] = typed  # shown until it is checked
        self.edited.emit(row, name, typed)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _tip(lines: Lines, place: int, column: Column, fault: Problem | None) -> str | None:
    """What is wrong with a cell, and what has no room in it."""
    if fault is not None:
        return tip(sentence(fault))
    return (tip(column.show(lines, place)) or None) if column.stretches else None
