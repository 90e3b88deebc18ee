"""One place for all a page has to say: its room stays, so that nothing below moves when something is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.basic import Button, column, line
from ui.kit.notice import Notice
from ui.kit.text import fill, literal
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

Weight = Callable[[], int]
LONGEST = 560  # px of a line of the list
LABEL = 7  # px a label has above and below its letters: see the style sheet


class OneLine(Translated, QWidget):
    """Shows the weightiest of those that stand (are not hidden); the others wait behind a button. Each is asked for its
    weight; of two the same the one that came last is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._weights: dict[QWidget, Weight] = {}
        self._holders: dict[QWidget, QWidget] = {}
        self._came: list[QWidget] = []  # those that stand, the last one last
        self._says: dict[QWidget, Notice] = {}
        self._wanted: QWidget | None = None  # the clerk asked for it
        self._reserved = self._low = False
        self.list: QMenu | None = None  # of those that wait, when it was opened last
        self.more = Button(theme, "chevrons-right", "flat")
        self.more.clicked.connect(self._show_more)
        self._line = line(self, gap=GAP)
        self._line.addWidget(self.more)
        theme.changed.connect(self._keep_room)
        self.retranslate()
        self._choose()

    def add(self, part: QWidget, weight: Weight, notice: Notice | None = None) -> None:
        """`notice`: what of the part says it, where it is none itself."""
        if (says := part if isinstance(part, Notice) else notice) is not None:
            self._says[part] = says
            says.told.connect(self._choose)
        holder = QWidget()
        column(holder).addWidget(part)
        self._line.insertWidget(len(self._holders), holder, 1)
        self.more.setParent(None)  # Tab comes to it last, too: it stands to the right of them all
        self._line.addWidget(self.more)
        self._weights[part], self._holders[part] = weight, holder
        if not part.isHidden():
            self._came.append(part)
        part.installEventFilter(self)
        self._choose()

    def reserve(self, reserved: bool) -> None:
        """Keep the room of a sentence and what it adds below, even when nothing is said."""
        self._reserved = reserved
        self._keep_room()

    def pack(self, low: bool) -> None:
        """Where the screen is low the room of the sentence alone is kept."""
        self._low = low
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

    @property
    def button(self) -> QWidget | None:
        """What helps against what is shown."""
        says = self._says.get(self.shown) if self.shown is not None else None
        return says.action if says is not None and not says.action.isHidden() else None

    def _choose(self) -> None:
        shown = self.shown
        for part, holder in self._holders.items():
            holder.setVisible(part is shown)
        self._say_more()
        self._keep_room()

    @property
    def _others(self) -> list[QWidget]:
        """Those that wait, the weightiest first."""
        waiting = [part for part in self._came if part is not self.shown]
        return sorted(waiting, key=lambda part: self._weights[part](), reverse=True)

    def _words(self, part: QWidget) -> str:
        return self._says[part].words.text() if part in self._says else part.accessibleName()

    def _say_more(self) -> None:
        """The tooltip tells the others themselves."""
        others = self._others
        self.more.setVisible(bool(others))
        told = [self.tr("Show what else there is to say"), *("•  " + self._words(part) for part in others)]
        self.more.say(fill(self.tr("%1 more"), len(others)), "\n".join(told))

    def _show_more(self) -> None:
        """The other one, or a list of them where they are several."""
        others = self._others
        if len(others) == 1:
            self._show(others[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for part in others:
            words = self.fontMetrics().elidedText(self._words(part), Qt.TextElideMode.ElideRight, LONGEST)
            menu.addAction(literal(words)).triggered.connect(partial(self._show, part))
        self.list = menu
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _show(self, part: QWidget) -> None:
        self._wanted = part
        self._choose()

    def _keep_room(self) -> None:
        lines = 1 if self._low else 2
        room = lines * (self.fontMetrics().height() + LABEL) + GAP if self._reserved else 0
        self.setMinimumHeight(room)
        self.setVisible(self._reserved or bool(self._came))
