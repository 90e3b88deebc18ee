"""The picture of a sheet or batch: outcomes, and people per day and hour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit.basic import column, label
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.sheet.charts import HourTable, OutcomeBar
from ui.sheet.lines import Lines


class Summary(Translated, QScrollArea):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = Lines()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = OutcomeBar(theme)
        self.hours = HourTable(theme, narrow=True)
        self._heads = [label("strong"), label("strong")]
        page = QWidget()
        page.setProperty("kind", "page")
        layout = column(page, margin=2 * GAP, gap=GAP)
        for head, picture in zip(self._heads, (self.bar, self.hours), strict=True):
            layout.addWidget(head)
            layout.addWidget(picture)
            layout.addSpacing(GAP)
        layout.addStretch(1)
        self.setWidget(page)
        self.retranslate()

    def retranslate(self) -> None:
        self._heads[0].setText(self.tr("All rows"))
        self._heads[1].setText(self.tr("People per day and hour"))

    def show_lines(self, lines: Lines) -> None:
        """Who comes when: booked rows, and those that still will be. A row that is refused comes out."""
        self._lines = lines
        self.bar.show_lines(lines)
        self.hours.show_counts({when: people for when, people in lines.coming.items() if people > 0})
