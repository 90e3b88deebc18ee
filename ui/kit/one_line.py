"""One place for all a page has to say: its room stays, so that nothing below moves when something is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.kit.basic import Button, column, line
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

Weight = Callable[[], int]
LABEL = 7  # px a label has above and below its letters: see the style sheet


class OneLine(Translated, QWidget):
    """Shows the weightiest of those that stand (are not hidden); the others wait behind a button. Each is asked for its
    weight; of two the same the one that came last is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._weights: dict[QWidget, Weight] = {}
        self._holders: dict[QWidget, QWidget] = {}
        self._came: list[QWidget] = []  # those that stand, the last one last
        self._wanted: QWidget | None = None  # the clerk asked for it
        self._reserved = False
        self.more = Button(theme, "chevrons-right", "flat")
        self.more.clicked.connect(self._show_next)
        self._line = line(self, gap=GAP)
        self._line.addWidget(self.more)
        theme.changed.connect(self._keep_room)
        self.retranslate()
        self._choose()

    def add(self, part: QWidget, weight: Weight) -> None:
        holder = QWidget()
        column(holder).addWidget(part)
        self._line.insertWidget(len(self._holders), holder, 1)
        self._weights[part], self._holders[part] = weight, holder
        if not part.isHidden():
            self._came.append(part)
        part.installEventFilter(self)
        self._choose()

    def reserve(self, reserved: bool) -> None:
        """Keep the room of a sentence and what it adds below, even when nothing is said."""
        self._reserved = reserved
        self._keep_room()

    def retranslate(self) -> None:
        self._say_more()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent) and isinstance(watched, QWidget):
            self._came = [part for part in self._came if part is not watched]
            if event.type() is QEvent.Type.ShowToParent:
                self._came.append(watched)
            self._choose()
        return False

    def choose_anew(self) -> None:
        """One of them says something else now."""
        self._wanted = None
        self._choose()

    @property
    def shown(self) -> QWidget | None:
        if self._wanted in self._came:
            return self._wanted
        heavy = sorted(self._came, key=lambda part: self._weights[part]())
        return heavy[-1] if heavy else None

    def _choose(self) -> None:
        shown = self.shown
        for part, holder in self._holders.items():
            holder.setVisible(part is shown)
        self._say_more()
        self._keep_room()

    def _say_more(self) -> None:
        others = len(self._came) - 1
        self.more.setVisible(others > 0)
        self.more.say(fill(self.tr("%1 more"), others), self.tr("Show what else there is to say"))

    def _show_next(self) -> None:
        shown = self.shown
        if shown is not None:
            self._wanted = self._came[self._came.index(shown) - 1]
            self._choose()

    def _keep_room(self) -> None:
        room = 2 * (self.fontMetrics().height() + LABEL) + GAP if self._reserved else 0
        self.setMinimumHeight(room)
        self.setVisible(self._reserved or bool(self._came))
