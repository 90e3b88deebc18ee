"""The picture of a sheet or batch: outcomes, why rows were not booked, and people per day and hour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit.basic import column, label
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.sheet.charts import HourTable, OutcomeBar
from ui.sheet.lines import Lines
from ui.sheet.reasons import ReasonList


class Summary(Translated, QScrollArea):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = Lines()
        self._of = self._lines  # that `reasons` were made of …
        self._known: tuple[int | None, int] = (None, 0)  # … and how much was told of them by then
        self._waits = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = OutcomeBar(theme)
        self.hours = HourTable(theme, narrow=True)
        self.reasons = ReasonList(theme)
        self._heads = [label("strong"), label("strong")]
        page = QWidget()
        page.setProperty("kind", "page")
        layout = column(page, margin=2 * GAP, gap=GAP)
        for head, picture in zip(self._heads, (self.bar, self.hours), strict=True):
            layout.addWidget(head)
            layout.addWidget(picture)
            layout.addSpacing(GAP)
        layout.insertWidget(3, self.reasons)
        layout.addStretch(1)
        self.setWidget(page)
        self.retranslate()

    def retranslate(self) -> None:
        self._heads[0].setText(self.tr("All rows"))
        self._heads[1].setText(self.tr("People per day and hour"))
        self.reasons.retranslate()

    def show_lines(self, lines: Lines) -> None:
        """Who comes when: booked rows, and those that still will be. A row that is refused comes out."""
        self._lines = lines
        self._waits = not self.isVisible()  # nobody looks: it is reckoned when somebody does
        if not self._waits:
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        if self._waits:
            self._waits = False
            self._show()
        super().showEvent(event)

    def _show(self) -> None:
        self.bar.show_lines(self._lines)
        self.hours.show_counts({when: people for when, people in self._lines.coming.items() if people > 0})

    def show_state(self, *, runs: bool, can_register: bool, can_mend: bool) -> None:
        """What can be done about rows that were not booked. While a batch `runs` nobody walks through its rows."""
        known = (self._lines.batch, self._lines.told)
        if not runs and (self._of is not self._lines or known != self._known):
            self._of, self._known = self._lines, known
            self.reasons.show_lines(self._lines)
        self.reasons.allow(can_register=can_register and not runs, can_mend=can_mend)
