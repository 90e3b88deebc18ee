"""The way between the screens: a narrow column of pictures with a word each, at the left of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from ui.kit.basic import column
from ui.kit.text import tip
from ui.kit.theme import GAP, ICON, Theme, scaled
from ui.kit.translated import Translated

ICONS = {
    "book": "calendar-check",
    "schedule": "calendar-days",
    "person": "user",
    "messages": "message-square",
    "history": "history",
    "settings": "settings",
    "help": "circle-question-mark",
}
LOW = ("history", "settings", "help")  # at the lower end
WIDTH = 108  # px
LOWEST = 56  # px a button has at least where its word has room, with the gap to the next


class RailButton(QToolButton):
    """A picture over a word; the chosen one stands on the colour of a selection. `key`: the shortcut the tooltip names,
    where another than its own leads here, too."""

    def __init__(self, theme: Theme, icon: str, shortcut: str, key: str = "") -> None:
        super().__init__()
        self._theme, self._icon_name, self._shortcut, self._key = theme, icon, shortcut, key or shortcut
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(ICON + 2, ICON + 2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.recolour)
        self.toggled.connect(self.recolour)
        self.recolour()

    def say(self, words: str) -> None:
        self.setText(words)
        self.setShortcut(self._shortcut)  # a new text clears it in Qt
        self.setAccessibleName(words)
        self.setToolTip(tip(f"{words} ({self._key})"))

    def recolour(self) -> None:
        colours = self._theme.colours
        self.setIcon(self._theme.icon(self._icon_name, colours.selection.ink if self.isChecked() else colours.muted))


class Rail(Translated, QFrame):
    """`wanted`: the name of a page."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        theme.scales(self.setFixedWidth, WIDTH)
        self._group = QButtonGroup(self)
        self.pages: dict[str, RailButton] = {}
        layout = column(self, margin=GAP // 2, gap=2)
        for place, page in enumerate(pages):
            if page in LOW and not any(low in self.pages for low in LOW):
                layout.addStretch(1)
            button = RailButton(theme, ICONS[page], f"Ctrl+{place + 1}", "F1" if page == "help" else "")
            self._group.addButton(button)
            self.pages[page] = button
            layout.addWidget(button)
        self.pages[pages[0]].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the words alone, of more use to a newcomer than pictures: half of both is the worst."""
        under = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        low = event.size().height() < len(self.pages) * scaled(LOWEST) + GAP
        for button in self.pages.values():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly if low else under)
        super().resizeEvent(event)

    def retranslate(self) -> None:
        words = {
            "book": self.tr("Appointments"),
            "schedule": self.tr("Schedule"),
            "person": self.tr("One person"),
            "messages": self.tr("Messages"),
            "history": self.tr("History"),
            "settings": self.tr("Settings"),
            "help": self.tr("Help"),
        }
        for page, button in self.pages.items():
            button.say(words[page])

    def show_page(self, page: str) -> None:
        self.pages[page].setChecked(True)

    @property
    def shown(self) -> str:
        return next(page for page, button in self.pages.items() if button.isChecked())

    def _clicked(self) -> None:
        self.wanted.emit(self.shown)
