"""Whose ids a column holds was asked: the name that belongs to them is proposed with the answer, and said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.kit.basic import label
from ui.kit.text import fill
from ui.sheet.mapping import column_words

if TYPE_CHECKING:
    from app.sheets.files import RawSheet

NAMES = ("person_name", "first_name", "last_name")
NONE = -1


class NameBeside(QWidget):
    """`boxes`: where the clerk can choose otherwise. What was chosen there stays."""

    def __init__(self, raw: RawSheet, boxes: Mapping[str, QComboBox]) -> None:
        super().__init__()
        self._raw = raw
        self._boxes = {name: boxes[name] for name in NAMES if name in boxes}
        self._first = {name: box.currentData() for name, box in self._boxes.items()}
        self._shown = self._first
        self.words = label("muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        self.hide()

    def propose(self, cid: int) -> None:
        """`cid`: the column of ids, as it is answered; below 0: not yet."""
        from app.sheets.beside import names_beside

        found = names_beside(self._raw.headers, cid) if cid >= 0 else {}
        wanted = {name: found.get(name, NONE) for name in self._boxes} if found else self._first
        if wanted == self._shown:
            return
        before, self._shown = self._shown, wanted
        for name, box in self._boxes.items():
            if box.currentData() == before[name]:
                box.setCurrentIndex(box.findData(wanted[name]))
        named = ", ".join(column_words(self._raw, place) for place in found.values())
        self.words.setText(fill(self.tr("Their names are taken from: %1"), named))
        self.setVisible(bool(found))
