"""Which column is read as what: shown where something about it is open, else folded behind a button."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from ui.kit.basic import ToolButton
from ui.sheet.mapping import MappingBar
from ui.upload.work import Work


class Folding(QObject):
    """`button`: shows and hides the bar."""

    def __init__(self, work: Work, bar: MappingBar, button: ToolButton) -> None:
        super().__init__(bar)
        self._work, self._bar, self._button = work, bar, button
        self.columns: Mapping[str, int] | None = None  # that are shown
        button.setCheckable(True)
        button.toggled.connect(self.show_state)

    def show_sheet(self) -> None:
        """Another sheet, or other columns of it."""
        self.show_columns()
        self._button.setChecked(not self._bar.certain)

    def show_columns(self) -> None:
        """The same, with other values; what the clerk folded or opened stays so."""
        lines = self._work.sheet.lines
        if (checked := lines.checked) is not None:
            self.columns = checked.columns
            self._bar.show_mapping(checked.sheet, checked.columns, self._work.sheet.sheets, lines.shared)

    def show_state(self) -> None:
        bar, lines = self._bar, self._work.sheet.lines
        mapped = lines.checked is not None and lines.batch is None and not lines.batches
        for part in (bar, bar.sheet):
            part.setEnabled(self._work.mending.can_mend)
        self._button.setVisible(mapped)
        bar.setVisible(mapped and self._button.isChecked())
        bar.sheet.setVisible(mapped and bar.several)
