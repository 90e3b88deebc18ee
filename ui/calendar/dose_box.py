"""Which dose: a filter of the timetable."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from ui.kit.text import fill
from ui.kit.translated import Translated

DOSES = (1, 2, 3, 4, 5)


class DoseBox(Translated, QComboBox):
    """`dose`: the chosen one; None = all, which only the practice server can be asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # in every language
        self._all = False
        self._fill(1)

    def retranslate(self) -> None:
        self._fill(self.dose)

    @property
    def dose(self) -> int | None:
        found: int | None = self.currentData()
        return found

    def choose(self, dose: int | None) -> None:
        self.setCurrentIndex(max(0, self.findData(dose)))

    def offer_all(self, offer: bool) -> None:
        if offer is not self._all:
            self._all = offer
            self._fill(self.dose or 1)

    def _fill(self, dose: int | None) -> None:
        self.clear()
        self.setAccessibleName(self.tr("Dose"))
        if self._all:
            self.addItem(self.tr("All doses"), None)
        for number in DOSES:
            self.addItem(fill(self.tr("Dose %1"), number), number)
        self.choose(dose)
