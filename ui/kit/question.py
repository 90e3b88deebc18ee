"""One shape for every question: a headline, the facts, and buttons that say what they do.

Dialogs are opened, never executed in a loop of their own: the window and a running batch go on behind them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.kit.basic import Button, Picture, column, label, line
from ui.kit.notice import Action, Notice
from ui.kit.room import free_room, kept_within
from ui.kit.tab_order import next_in_sight
from ui.kit.theme import GAP, Theme

Slide = QAbstractSlider.SliderAction
PAGES = {Qt.Key.Key_PageDown: Slide.SliderPageStepAdd, Qt.Key.Key_PageUp: Slide.SliderPageStepSub}
TAKEN = QLineEdit | QRadioButton | QListView  # Enter is the end of typing, or of choosing one of several
KEPT = QAbstractSpinBox | QComboBox | QCheckBox | QTableView  # there it is none
MOST_ROWS = 8  # row numbers named one by one
WIDE = 760  # px, where it is too high for the screen
LOWEST = 48  # px of the facts that are seen at least


class Body(QScrollArea):
    """The facts: as high as they are where that has room, else they scroll. `grown`: they may need more room now."""

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = QWidget()
        self.page.setProperty("kind", "page")
        self.facts = column(self.page, gap=GAP)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.page)

    def wanted(self, width: int) -> int:
        """The height (px) of all of it."""
        return (
            self.facts.totalHeightForWidth(width) if self.facts.hasHeightForWidth() else self.facts.sizeHint().height()
        )

    def sizeHint(self) -> QSize:
        """As wide as the facts; how high it is, is the question's to say."""
        return QSize(self.facts.sizeHint().width(), LOWEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.facts.minimumSize().width(), LOWEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self.page and event.type() is QEvent.Type.LayoutRequest:
            self._let_bar()
            self.grown.emit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._let_bar()
        super().resizeEvent(event)

    def _let_bar(self) -> None:
        """A scroll bar only where it is needed without one: beside it words wrap once more, for which Qt keeps it."""
        room = self.maximumViewportSize()
        fits = self.wanted(room.width()) <= room.height()
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if bar is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)


class Question(QDialog):
    """`said_yes` where the clerk agreed; closing it any other way is a no. It is never larger than the screen has room:
    the facts in `body` scroll; the headline, what is in `staying` and the buttons stay."""

    said_yes = Signal()

    def __init__(self, theme: Theme, parent: QWidget, icon: str, headline: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self.setWindowTitle(headline)
        self.theme = theme
        self._bar_room = 0  # px of its width that are the scroll bar's
        self.yes = Button(theme, "check", "primary")
        self.no = Button(theme)
        self.no.say(self.tr("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.accepted.connect(self.said_yes)
        self.head = label("title", headline, wrap=True)
        top = line(gap=2 * GAP)
        top.addWidget(Picture(theme, icon, "primary", 32), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1)
        self.area = Body()
        self.body = self.area.facts
        self.staying = column(gap=GAP)  # what must be in sight whatever the facts are scrolled to
        self.buttons = buttons = line(gap=GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = column(self, margin=3 * GAP, gap=2 * GAP)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)
        layout.addLayout(self.staying)
        layout.addLayout(buttons)
        self.area.grown.connect(self._grow)

    def setVisible(self, visible: bool) -> None:
        """As large as it will be before Qt lays it out to be shown, which it would do at each size on the way there."""
        if visible and not self.isVisible():
            self._grow()
        super().setVisible(visible)  # and Qt puts it in the middle
        self._grow()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # what stays below the facts may have more to say
            self._grow()
        return done

    def _grow(self) -> None:
        """As high as its wrapped words need now, which Qt reckons too low by itself; no larger than the screen. It
        never shrinks under the clerk's eyes."""
        lowest = self.height() if self.isVisible() else 0
        layout, room = self.layout(), free_room(self)
        if layout is None:
            return
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        width = min(max(self.width() - self._bar_room, layout.totalMinimumSize().width()), room.width())
        edges = layout.contentsMargins().left() + layout.contentsMargins().right()

        def needed(width: int) -> int:
            rest = layout.totalHeightForWidth(width) - self.area.sizeHint().height()
            return rest + max(self.area.wanted(width - edges), LOWEST)

        if (high := needed(width)) > room.height():  # wider, its words need less height
            width = min(max(width, WIDE), room.width())
            high = needed(width)
        if high > room.height():  # a scroll bar takes its part
            self._bar_room = self.area.verticalScrollBar().sizeHint().width()
        self.resize(min(width + self._bar_room, room.width()), min(max(high, lowest), room.height()))
        if self.isVisible():
            self.move(kept_within(self.frameGeometry(), self.screen().availableGeometry()).topLeft())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is seen, wherever a button or a fact was added."""
        part = next_in_sight(self, forward)
        if part is not None:
            part.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return part is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down move the facts. Enter is the yes where something was typed or chosen, and nothing
        beside a box to be ticked: Qt would press the first button it finds, a No that throws away what was typed."""
        field = self.focusWidget()
        if (slide := PAGES.get(Qt.Key(event.key()))) is not None:
            self.area.verticalScrollBar().triggerAction(slide)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or not isinstance(field, TAKEN | KEPT):
            super().keyPressEvent(event)
        elif isinstance(field, TAKEN) and self.yes.isVisible():
            self.yes.click()

    def warn_of_messages(self, words: str, *, practice: bool) -> Notice:
        """`words`: who is messaged by the yes. In practice nobody is, and nothing is said of it."""
        if practice:
            return self.warn("warn", self.tr("Practice mode: made-up people, no message is sent to anyone."))
        return self.warn("info", words)

    def say(self, words: str, kind: str = "") -> None:
        self.body.addWidget(label(kind, words, wrap=True))

    def warn(self, tone: str, words: str, action: Action | None = None) -> Notice:
        """`action`: what the clerk can do about it."""
        notice = Notice(self.theme)
        self.body.addWidget(notice)  # first: without a parent it would be shown as a window of its own
        notice.tell(tone, words, "", action)
        return notice


class Asking(QObject):
    """Holds the one open question of a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: Question | None = None

    def ask(self, dialog: Question) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.sender() is self.dialog:  # else its yes has asked the next one
            self.dialog = None
