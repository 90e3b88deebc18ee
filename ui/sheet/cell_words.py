"""What is said of the keys that copy, paste, fill and clear cells: what they did, and what they can't do here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from ui.kit import text
from ui.kit.text import fill
from ui.sheet.chosen import Laid
from ui.sheet.columns import COLUMNS
from ui.sheet.lines import Lines

MOST_ROWS = 8  # named one by one


class CellWords(QObject):
    """Each a sentence in the language of the moment."""

    def copied(self, rows: int) -> str:
        return self.tr("%n row(s) copied with whole citizen IDs: whoever pastes them sees the IDs.", "", rows)

    def copied_no_ids(self) -> str:
        return self.tr("Copied as shown: no citizen ID is among the chosen cells.")

    def locked(self, lines: Lines) -> str:
        if lines.batch is not None:
            return self.tr("These rows are a batch already: their cells stay as they were sent.")
        return self.tr("Cells can be changed when this is done.")

    def choose(self) -> str:
        return self.tr("Choose the cell to paste into first. Whole rows as a new sheet: Paste rows (Ctrl+Shift+V).")

    def headings(self) -> str:
        return self.tr("Rows with headings were copied. To open them as a new sheet: Paste rows (Ctrl+Shift+V).")

    def whole_rows(self) -> str:
        return self.tr("Whole rows are chosen. Choose the cells that this is for.")

    def clear_rows(self) -> str:
        return self.tr("Whole rows are chosen. Choose the cells to clear, or leave the rows out.")

    def no_block(self) -> str:
        return self.tr("Choose cells beside each other, or the one cell where the copied ones begin.")

    def fixed(self, columns: Iterable[int]) -> str:
        names = ", ".join(COLUMNS[column].title() for column in columns)
        return fill(self.tr("Nothing can be put there, the program writes it: %1."), names)

    def held_rows(self, rows: Sequence[int]) -> str:
        """Booked, under way or in doubt."""
        named = ", ".join(map(text.number, rows[:MOST_ROWS])) + (" …" if len(rows) > MOST_ROWS else "")
        return fill(self.tr("Booked rows and rows in doubt keep their cells: row %1."), named)

    def masked(self, count: int) -> str:
        return self.tr("%n ID(s) were copied masked and not pasted: copy with whole IDs.", "", count)

    def over(self, laid: Laid) -> list[str]:
        rows, columns = laid.rows_over, laid.columns_over
        told = [self.tr("For %n copied row(s) there is no row here.", "", rows)] if rows else []
        return told + ([self.tr("For %n copied column(s) there is no column here.", "", columns)] if columns else [])

    def pasted(self, count: int) -> str:
        return self.tr("Pasted into %n cell(s).", "", count)

    def filled(self, count: int) -> str:
        return self.tr("%n cell(s) filled down.", "", count)

    def cleared(self, count: int) -> str:
        return self.tr("%n cell(s) cleared.", "", count)

    def held(self) -> str:
        return self.tr("These cells hold that already.")
