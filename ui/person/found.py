"""People of one name, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.domain.values import Person, masked
from ui.kit import text
from ui.kit.copying import copies
from ui.kit.translated import Translated

CID = Qt.ItemDataRole.UserRole
HIGHEST = 190  # px


class Found(Translated, QListWidget):
    """Shown where there is a choice, until one is chosen: the person needs the room. `chosen`: a citizen id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        copies(self)
        self._people: Sequence[Person] = ()
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)
        self.show_people(())
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("People found"))
        for row, one in enumerate(self._people):
            self.item(row).setText(_words(one))

    def show_people(self, people: Sequence[Person]) -> None:
        self._people = people
        self.clear()
        for one in people:
            item = QListWidgetItem(_words(one))
            item.setData(CID, one.cid)
            item.setSizeHint(QSize(100, 2 * self.fontMetrics().height() + 8))
            self.addItem(item)
        self.setFixedHeight(min(HIGHEST, len(people) * (2 * self.fontMetrics().height() + 8) + 4))
        self.setVisible(len(people) > 1)

    def _choose(self, item: QListWidgetItem) -> None:
        cid = str(item.data(CID))
        self.hide()
        self.chosen.emit(cid)


def _words(one: Person) -> str:
    born = text.short_day(one.birth_date) if one.birth_date else ""
    return f"{one.full_name}\n" + " · ".join(part for part in (masked(one.cid), born) if part)
