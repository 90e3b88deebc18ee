"""A line that says what is going on and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.text import for_people
from ui.kit.basic import Button, Picture, column, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.theme import RADIUS, Theme, Tone
from ui.kit.translated import Translated

ICONS = {
    "good": "circle-check",
    "info": "info",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "problem": "triangle-alert",
}


class Action(NamedTuple):
    """A button: what it says, and what it does."""

    words: str
    do: Callable[[], object]


class Notice(Translated, QFrame):
    """Hidden until it has something to say. `details`: the server's own words, as plain small print. `narrow`: where it
    stands there is no room for words and buttons in one line."""

    told = Signal()  # it says something else now, or the same in another language, or nothing more
    renewed = Signal()  # it says something else now, not only in another language or a second later
    wide = Signal()  # what came of a change was told: it concerns whoever looks at another page, too

    def __init__(self, theme: Theme, *, narrow: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.tone = "info"
        self._again: Callable[[], None] | None = None
        self._same = False  # what is told now stands there already, perhaps in another language
        self._unread: tuple[str, Callable[[], None]] | None = None
        self._waits: Callable[[], None] | None = None
        self._does: dict[Button, Callable[[], object]] = {}
        self.picture = Picture(theme, "info", "info", 22)
        self.words = label("strong", wrap=True)
        self.details = label("", wrap=True)
        self.action = Button(theme)
        self.second, self.third = Button(theme, kind="flat"), Button(theme, kind="flat")
        self.copy = QAction(self)  # no words to be marked by the mouse: Qt cuts the first line's high marks in such
        self.copy.triggered.connect(self._copy)
        self.addAction(self.copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        texts = column(gap=0)
        texts.addWidget(self.words)
        texts.addWidget(self.details)
        layout = line(self, gap=12)
        layout.setContentsMargins(14, 4, 8, 4)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(texts, 1)
        if narrow:
            buttons = FlowLayout()
            texts.addLayout(buttons)
        for button in (self.third, self.second, self.action):
            (buttons if narrow else layout).addWidget(button)
            button.clicked.connect(self._pressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as high as its words wrap
        theme.changed.connect(self._recolour)
        self.hide()

    def retranslate(self) -> None:
        if self._again is not None and not self.isHidden():
            self.keep_telling(self._again)

    def keep_telling(self, tell: Callable[[], None]) -> None:
        """`tell` says it here by `self.tell`: now, and again in another language as long as it stands."""
        self._same = not self.isHidden() and tell == self._again
        tell()
        self._again, self._same = tell, False

    def tell_wide(self, tell: Callable[[], None], *, waits: bool = False) -> None:
        """`keep_telling`, of a change: see `Elsewhere`. `waits`: it stands still as long as this is told."""
        self._waits = tell if waits else None
        self.keep_telling(tell)
        self.wide.emit()

    @property
    def waits(self) -> bool:
        """Whether it says that something stands still: whoever opens another page later is to see that, too."""
        return not self.isHidden() and self._waits is not None and self._waits == self._again

    def tell_unread(self, what: str, tell: Callable[[], None]) -> None:
        """`keep_telling`, until `what` could be read after all: see `is_read`."""
        self.keep_telling(tell)
        self._unread = what, tell

    def is_read(self, what: str) -> None:
        """That it could not be read is true no more."""
        if self._unread is not None and self._unread == (what, self._again):
            self.hush()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if not visible:
            self.told.emit()

    def tell(
        self,
        tone: str,
        words: str,
        details: str = "",
        action: Action | None = None,
        second: Action | None = None,
        third: Action | None = None,
    ) -> None:
        """Say it; a button shows where it has something to do."""
        self.tone, self._again = tone, None
        if words != self.words.text() or self.isHidden():  # not at each second of a countdown
            self._announce(words)
        self.words.setText(words)
        self.copy.setText(self.tr("Copy"))
        self.details.setText(for_people(details))
        self.details.setVisible(bool(self.details.text()))
        self._does.clear()
        for button, given in ((self.action, action), (self.second, second), (self.third, third)):
            button.setVisible(given is not None)
            button.set_kind("" if button is self.action or third is not None else "flat")
            if given is not None:
                button.say(given.words)
                self._does[button] = given.do
        self.setAccessibleName(words)
        self._recolour()
        self.show()
        self.told.emit()
        if not self._same:
            self.renewed.emit()

    def _announce(self, words: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 204 names: not before the window stands

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def close_word(self) -> Action:
        """For words that need nothing else."""
        return Action(self.tr("Close"), self.hide)

    def hush(self) -> None:
        """Nothing stands any more, in no language."""
        self._again = None
        self.hide()

    @property
    def telling(self) -> Callable[[], None] | None:
        """What says it again."""
        return self._again

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and (do := self._does.get(button)) is not None:
            do()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(filter(None, (self.words.text(), self.details.text()))))

    def _recolour(self) -> None:
        tone: Tone = getattr(self._theme.colours, self.tone)
        self.picture.set_icon(ICONS.get(self.tone, "info"), self.tone)
        for part in (self.words, self.details):
            palette = part.palette()
            palette.setColor(palette.ColorRole.WindowText, QColor(tone.ink))
            part.setPalette(palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tone: Tone = getattr(self._theme.colours, self.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()


class Elsewhere(Notice):
    """The window's own line: what a page has to say of a change while another page is shown. Its buttons are that
    page's. `wanted`: the page."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pages: dict[Notice, str] = {}
        self._of: Notice | None = None
        self._shown = ""

    def follow(self, page: str, notice: Notice) -> None:
        self._pages[notice] = page
        notice.wide.connect(self._take)
        notice.told.connect(self._follow)

    def page_shown(self, page: str) -> None:
        self._shown = page
        if self._of is not None and self._pages[self._of] == page:
            self._let_go()
        if self._of is None:
            self._of = next((notice for notice, of in self._pages.items() if of != page and notice.waits), None)
            self._tell()

    def _take(self) -> None:
        notice = self.sender()
        assert isinstance(notice, Notice)
        if self._pages[notice] != self._shown and not notice.isHidden():
            self._of = notice
            self._tell()

    def _follow(self) -> None:
        if self._of is None or self.sender() is not self._of:
            return
        if self._of.isHidden():
            self._let_go()
        else:
            self._tell()

    def _tell(self) -> None:
        """As the page does; where that has a button to spare, the way to the page."""
        if (of := self._of) is None:
            return
        close, page = Action(self.tr("Close"), self._let_go), Action(self.tr("Show page"), self._show_page)
        action = Action(of.action.words(), of.action.click) if of.action.isVisibleTo(of) else close
        second = Action(of.second.words(), of.second.click) if of.second.isVisibleTo(of) else page
        self.tell(of.tone, of.words.text(), of.details.text(), action, second)

    def _show_page(self) -> None:
        if self._of is not None:
            self.wanted.emit(self._pages[self._of])

    def _let_go(self) -> None:
        self._of = None
        self.hide()
