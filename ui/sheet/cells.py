"""What the keyboard does to the chosen cells, as in a spreadsheet: copied, pasted into, filled down, cleared. Nothing
here changes a cell: what is wanted is told, in one step, and the rows come back checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication

from app.domain.values import masked
from ui.kit.copying import copy_cells
from ui.sheet.cell_words import CellWords
from ui.sheet.chosen import Block, Cell, Laid, block_of, chosen_in, lay
from ui.sheet.columns import COLUMNS, PLACES

if TYPE_CHECKING:
    from ui.sheet.rows import Rows

Edits = Mapping[tuple[int, str], object]
Words = Callable[[], str]


class Cells(QObject):
    """`wanted`: (file row, field) -> what the cell is to hold. `told`: a tone and what is to be said, in the language
    of the moment."""

    wanted = Signal(object)
    told = Signal(str, object)

    def __init__(self, table: Rows) -> None:
        super().__init__(table)
        self._table, self._model, self._say = table, table.rows, CellWords(self)

    # --- copying ---

    def copy(self) -> None:
        """The chosen cells as they are shown; ids stay masked."""
        self._copy(self._seen)

    def copy_whole(self) -> None:
        """The same with whole ids, which is said."""
        rows = self._copy(self._whole)
        ids = PLACES["cid"] in chosen_in(self._table).columns
        if rows:
            self.told.emit("info", lambda: self._say.copied(rows) if ids else self._say.copied_no_ids())

    def _copy(self, show: Callable[[int, int], str]) -> int:
        chosen = chosen_in(self._table)
        cells = set(chosen.cells()) if len(chosen.parts) > 1 else None  # None: all of the one part
        copied = [
            [show(spot, column) if cells is None or (spot, column) in cells else "" for column in chosen.columns]
            for spot in chosen.spots
        ]
        if copied:
            copy_cells(copied)
        return len(copied)

    def _seen(self, spot: int, column: int) -> str:
        return self._model.seen(spot, column)[0]

    def _whole(self, spot: int, column: int) -> str:
        lines, place = self._model.lines, self._model.place_at(spot)
        if COLUMNS[column].field != "cid" or place is None:
            return self._seen(spot, column)
        appointment, row = lines.appointments[place], lines.numbers[place]
        return appointment.cid if appointment else str(lines.understood(row, "cid") or lines.read(row, "cid"))

    # --- changing ---

    def paste(self) -> None:
        block, chosen = block_of(QGuiApplication.clipboard().text()), chosen_in(self._table)
        if not block or self._refused():
            return
        if not chosen.parts:
            self._tell(self._say.choose)
        elif _has_headings(block):
            self._tell(self._say.headings)
        elif chosen.whole_rows and len(chosen.shown) > 1 and len(block) == len(block[0]) == 1:
            self._tell(self._say.whole_rows)
        elif len(block) * len(block[0]) > 1 and not chosen.is_block:
            self._tell(self._say.no_block)
        else:
            laid = lay(block, chosen, self._model.rowCount())
            self._change(laid.cells, self._say.pasted, laid)

    def fill_down(self) -> None:
        """The first of the chosen rows into those below it; into a single one what stands above it."""
        chosen = chosen_in(self._table)
        if not chosen.parts or self._refused():
            return
        spots = chosen.spots if len(chosen.spots) > 1 else [chosen.spots[0] - 1, chosen.spots[0]]
        if spots[0] < 0:
            return
        if chosen.whole_rows and len(chosen.shown) > 1:
            self._tell(self._say.whole_rows)
            return
        first = {column: self._held(spots[0], column) for column in chosen.columns}
        self._change({cell: first[cell[1]] for cell in chosen.cells() if cell[0] != spots[0]}, self._say.filled)

    def clear(self) -> None:
        chosen = chosen_in(self._table)
        if not chosen.parts or self._refused():
            return
        if chosen.whole_rows and len(chosen.shown) > 1:
            self._tell(self._say.clear_rows)
        else:
            self._change(dict.fromkeys(chosen.cells(), ""), self._say.cleared)

    def take_typed(self) -> None:
        """What is still being typed is in its cell from now on."""
        editor = QApplication.focusWidget()
        if editor is not None and self._table.viewport().isAncestorOf(editor):
            self._table.commitData(editor)
            self._table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def tell_fixed(self) -> None:
        """Why the cell that the keyboard is at can't be typed into."""
        index = self._table.currentIndex()
        if not index.isValid() or self._model.takes(index.row(), index.column()) or self._refused():
            return
        column, row = index.column(), self._model.lines.numbers[self._model.place_at(index.row()) or 0]
        self._tell(lambda: self._say.held_rows([row]) if COLUMNS[column].field else self._say.fixed([column]))

    def _held(self, spot: int, column: int) -> object:
        place = self._model.place_at(spot)
        return "" if place is None else self._model.lines.cell(self._model.lines.numbers[place], COLUMNS[column].field)

    def _change(self, cells: Mapping[Cell, object], say: Callable[[int], str], laid: Laid | None = None) -> None:
        """Those that may take a value get theirs; of the others it is said why not."""
        laid = laid or Laid()
        edits: dict[tuple[int, str], object] = {}
        fixed, held, hidden_ids = dict[int, None](), dict[int, None](), 0
        for (spot, column), value in cells.items():
            place = self._model.place_at(spot)
            assert place is not None
            row = self._model.lines.numbers[place]
            if not COLUMNS[column].field:
                fixed[column] = None
            elif not self._model.takes(spot, column):
                held[row] = None
            elif COLUMNS[column].field == "cid" and _is_masked(value):
                hidden_ids += 1
            elif value != self._held(spot, column):
                edits[row, COLUMNS[column].field] = value
        count = len(edits)

        def words() -> str:
            told = [say(count)] if count else []
            told += [self._say.fixed(fixed)] if fixed else []
            told += [self._say.held_rows(list(held))] if held else []
            told += [self._say.masked(hidden_ids)] if hidden_ids else []
            told += self._say.over(laid)
            return " ".join(told) or self._say.held()

        whole = count == len(cells) and not laid.rows_over and not laid.columns_over
        self.told.emit("info" if whole else "warn", words)
        if edits:
            self.wanted.emit(edits)

    # --- what is said ---

    def _tell(self, words: Words) -> None:
        self.told.emit("warn", words)

    def _refused(self) -> bool:
        """Whether no cell may be changed now; it is said why."""
        if self._model.can_edit and self._model.lines.checked is not None:
            return False
        self._tell(lambda: self._say.locked(self._model.lines))
        return True


def _is_masked(value: object) -> bool:
    """1-xxxx-xxxx0-00-0, as the window shows an id."""
    return isinstance(value, str) and "x" in value and masked("0" * 13).translate(_DIGITS) == value.translate(_DIGITS)


_DIGITS = str.maketrans("0123456789", "0000000000")


def _has_headings(block: Block) -> bool:
    """Rows of people with what stands over them, which are no cells of this sheet."""
    from app.sheets.cells.headers import field_of

    named = [match for cell in block[0] if (match := field_of(cell)).sure and match.field]
    return len(block) > 1 and len(named) > 1
