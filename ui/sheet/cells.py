"""What the keyboard does to the chosen cells, as in a spreadsheet: copied, pasted into, filled down, cleared. Nothing
here changes a cell: what is wanted is told, in one step, and the rows come back checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.values import masked
from ui.kit.copying import copy_cells
from ui.kit.text import fill
from ui.sheet.chosen import Block, Cell, Laid, block_of, chosen_in, lay
from ui.sheet.columns import COLUMNS

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
        self._table, self._model = table, table.rows

    # --- copying ---

    def copy(self) -> None:
        """The chosen cells as they are shown; ids stay masked."""
        self._copy(lambda spot, column: str(self._model.index(spot, column).data()))

    def copy_whole(self) -> None:
        """The same with whole ids, which is said."""
        rows = self._copy(self._whole)
        if rows:
            self.told.emit("info", lambda: self._say_copied(rows))

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

    def _whole(self, spot: int, column: int) -> str:
        lines, place = self._model.lines, self._model.place_at(spot)
        if COLUMNS[column].field != "cid" or place is None:
            return str(self._model.index(spot, column).data())
        appointment, row = lines.appointments[place], lines.numbers[place]
        return appointment.cid if appointment else str(lines.understood(row, "cid") or lines.read(row, "cid"))

    def _say_copied(self, rows: int) -> str:
        return self.tr("%n row(s) copied with whole citizen IDs: whoever pastes them sees the IDs.", "", rows)

    # --- changing ---

    def paste(self) -> None:
        block, chosen = block_of(QGuiApplication.clipboard().text()), chosen_in(self._table)
        if not block or self._refused():
            return
        if not chosen.parts:
            self._tell(self._say_choose)
        elif _has_headings(block):
            self._tell(self._say_headings)
        elif chosen.whole_rows and len(chosen.shown) > 1 and len(block) == len(block[0]) == 1:
            self._tell(self._say_whole_rows)
        elif len(block) * len(block[0]) > 1 and not chosen.is_block:
            self._tell(self._say_no_block)
        else:
            laid = lay(block, chosen, self._model.rowCount())
            self._change(laid.cells, self._say_pasted, laid)

    def fill_down(self) -> None:
        """The first of the chosen rows into those below it; into a single one what stands above it."""
        chosen = chosen_in(self._table)
        if not chosen.parts or self._refused():
            return
        spots = chosen.spots if len(chosen.spots) > 1 else [chosen.spots[0] - 1, chosen.spots[0]]
        if spots[0] < 0:
            return
        if chosen.whole_rows and len(chosen.shown) > 1:
            self._tell(self._say_whole_rows)
            return
        first = {column: self._held(spots[0], column) for column in chosen.columns}
        self._change({cell: first[cell[1]] for cell in chosen.cells() if cell[0] != spots[0]}, self._say_filled)

    def clear(self) -> None:
        chosen = chosen_in(self._table)
        if not chosen.parts or self._refused():
            return
        if chosen.whole_rows and len(chosen.shown) > 1:
            self._tell(self._say_clear_rows)
        else:
            self._change(dict.fromkeys(chosen.cells(), ""), self._say_cleared)

    def tell_fixed(self) -> None:
        """Why the cell that the keyboard is at can't be typed into."""
        index = self._table.currentIndex()
        if index.isValid() and not self._model.takes(index.row(), index.column()) and not self._refused():
            column = index.column()
            self._tell(lambda: self._say_fixed([column]))

    def _held(self, spot: int, column: int) -> object:
        place = self._model.place_at(spot)
        return "" if place is None else self._model.lines.cell(self._model.lines.numbers[place], COLUMNS[column].field)

    def _change(self, cells: Mapping[Cell, object], say: Callable[[int], str], laid: Laid | None = None) -> None:
        """Those that may take a value get theirs; of the others it is said why not."""
        laid = laid or Laid()
        edits: dict[tuple[int, str], object] = {}
        fixed, hidden_ids = dict[int, None](), 0
        for (spot, column), value in cells.items():
            if not self._model.takes(spot, column):
                fixed[column] = None
            elif COLUMNS[column].field == "cid" and _is_masked(value):
                hidden_ids += 1
            elif value != self._held(spot, column):
                place = self._model.place_at(spot)
                assert place is not None
                edits[self._model.lines.numbers[place], COLUMNS[column].field] = value
        count = len(edits)

        def words() -> str:
            told = [say(count)] if count else []
            told += [self._say_fixed(fixed)] if fixed else []
            told += [self._say_masked(hidden_ids)] if hidden_ids else []
            told += self._say_over(laid)
            return " ".join(told) or self.tr("These cells hold that already.")

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
        self._tell(self._say_locked)
        return True

    def _say_locked(self) -> str:
        lines = self._model.lines
        if lines.batch is not None:
            return self.tr("These rows are a batch already: their cells stay as they were sent.")
        return self.tr("Cells can be changed when this is done.")

    def _say_choose(self) -> str:
        return self.tr("Choose the cell to paste into first. Whole rows as a new sheet: Paste rows (Ctrl+Shift+V).")

    def _say_headings(self) -> str:
        return self.tr("Rows with headings were copied. To open them as a new sheet: Paste rows (Ctrl+Shift+V).")

    def _say_whole_rows(self) -> str:
        return self.tr("Whole rows are chosen. Choose the cells that this is for.")

    def _say_clear_rows(self) -> str:
        return self.tr("Whole rows are chosen. Choose the cells to clear, or leave the rows out.")

    def _say_no_block(self) -> str:
        return self.tr("Choose cells beside each other, or the one cell where the copied ones begin.")

    def _say_fixed(self, columns: Iterable[int]) -> str:
        names = ", ".join(COLUMNS[column].title() for column in columns)
        return fill(self.tr("The program writes this itself: %1."), names)

    def _say_masked(self, count: int) -> str:
        return self.tr("%n ID(s) were copied masked and not pasted: copy with whole IDs.", "", count)

    def _say_over(self, laid: Laid) -> list[str]:
        rows, columns = laid.rows_over, laid.columns_over
        told = [self.tr("For %n copied row(s) there is no row here.", "", rows)] if rows else []
        return told + ([self.tr("For %n copied column(s) there is no column here.", "", columns)] if columns else [])

    def _say_pasted(self, count: int) -> str:
        return self.tr("Pasted into %n cell(s).", "", count)

    def _say_filled(self, count: int) -> str:
        return self.tr("%n cell(s) filled down.", "", count)

    def _say_cleared(self, count: int) -> str:
        return self.tr("%n cell(s) cleared.", "", count)


def _is_masked(value: object) -> bool:
    """1-xxxx-xxxx0-00-0, as the window shows an id."""
    return isinstance(value, str) and "x" in value and masked("0" * 13).translate(_DIGITS) == value.translate(_DIGITS)


_DIGITS = str.maketrans("0123456789", "0000000000")


def _has_headings(block: Block) -> bool:
    """Rows of people with what stands over them, which are no cells of this sheet."""
    from app.sheets.cells.headers import field_of

    named = [match for cell in block[0] if (match := field_of(cell)).sure and match.field]
    return len(block) > 1 and len(named) > 1
