"""Small pieces every screen is made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit.text import breakable, literal, tip, unbroken
from ui.kit.theme import GAP, ICON, Theme, paint_icon

HINT_ROOM = 30  # px of a field that are no letters
ROOM = 6  # px between a button's icon and its word


class Label(QLabel):
    """Painted as a whole with each new text: Qt leaves out its padding, into which marks above Thai letters reach."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.update()


class Words(Label):
    """Plain text in as many lines as it needs. `text` is what was given."""

    def __init__(self) -> None:
        super().__init__()
        self._given = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(0)  # Qt indents padded labels by half a letter

    def setText(self, text: str) -> None:
        self._given = text
        super().setText(breakable(unbroken(text)))

    def text(self) -> str:
        return self._given


class Selectable(Words):
    """Words that the mouse can select, which Qt then draws with nothing outside their lines: a vowel under the last one
    needs room there. What selecting takes is made when the mouse comes, not for each value of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) + self.fontMetrics().height() // 4

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().enterEvent(event)


def label(kind: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text only: what a server or a workbook wrote is never taken for markup."""
    if wrap:
        made: QLabel = Words()
    else:
        made = Label()
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setIndent(0)
    made.setText(text)
    if kind:
        made.setProperty("kind", kind)
    return made


def frame(kind: str) -> QFrame:
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def rule() -> QFrame:
    made = frame("rule")
    made.setFixedHeight(1)
    return made


def column(parent: QWidget | None = None, *, margin: int = 0, gap: int = GAP) -> QVBoxLayout:
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    return made


def line(parent: QWidget | None = None, *, margin: int = 0, gap: int = GAP) -> QHBoxLayout:
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    return made


def show_part(part: QWidget, shown: bool) -> None:
    """`setVisible`, without the work Qt does to show again what nobody ever hid."""
    if not shown or part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        part.setVisible(shown)


def repolish(widget: QWidget) -> None:
    """Make a changed dynamic property count in the style sheet."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Button(QPushButton):
    """A button whose icon follows the theme; its tooltip shows the shortcut."""

    def __init__(self, theme: Theme, icon: str = "", kind: str = "", shortcut: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self.setIconSize(QSize(ICON + ROOM, ICON))
        self.setProperty("kind", kind)
        if shortcut:
            self.setShortcut(shortcut)
        self._shortcut = shortcut
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._recolour)
        self._recolour()

    def set_kind(self, kind: str) -> None:
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            repolish(self)
            self._recolour()

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self._recolour()

    def say(self, text: str, more: str = "") -> None:
        """Set the words; `more`: the tooltip's. Setting a text clears a button's shortcut in Qt, so it is set again."""
        self.setText(literal(text))
        if self._shortcut:
            self.setShortcut(self._shortcut)
        words = more or text
        if self._shortcut:
            words += f" ({self.shortcut().toString(self.shortcut().SequenceFormat.NativeText)})"
        self.setToolTip(tip(words))

    def words(self) -> str:
        """What it says, as it was given."""
        return self.text().replace("&&", "&")

    def _recolour(self) -> None:
        colours = self._theme.colours
        kinds = {"primary": colours.on_primary, "danger": colours.bad.ink, "tab": colours.muted}
        if self._icon_name:
            self.setIcon(self._theme.icon(self._icon_name, kinds.get(str(self.property("kind"))), ROOM))


class ShortButton(Button):
    """Where its line is short it is a picture alone; the tooltip has its words."""

    def __init__(self, theme: Theme, icon: str, kind: str = "") -> None:
        super().__init__(theme, icon, kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * ICON + ROOM, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import (
            QStyle,
            QStyleOptionButton,
            QStylePainter,
        )  # not before the window stands: 577 names

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class ToolButton(QToolButton):
    """An icon alone, with a name for those who can't see it."""

    def __init__(self, theme: Theme, icon: str, shortcut: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._shortcut = shortcut
        self.setProperty("kind", "flat")
        self.setIconSize(QSize(ICON, ICON))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if shortcut:
            self.setShortcut(shortcut)
        theme.changed.connect(self._recolour)
        self._recolour()

    def name(self, text: str) -> None:
        self.setAccessibleName(text)
        self.setToolTip(tip(f"{text} ({self._shortcut})" if self._shortcut else text))

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self._recolour()

    def _recolour(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name))


class Picture(QLabel):
    """An icon as a picture, in a tone's ink or a colour of the palette."""

    def __init__(self, theme: Theme, icon: str, colour: str = "muted", size: int = 20) -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._size = theme, icon, colour, size
        theme.changed.connect(self._recolour)
        self._recolour()

    def set_icon(self, icon: str, colour: str) -> None:
        self._name, self._colour = icon, colour
        self._recolour()

    def _recolour(self) -> None:
        value = getattr(self._theme.colours, self._colour)
        ink = value if isinstance(value, str) else value.ink
        self.setPixmap(paint_icon(self._name, ink, self._size, self.devicePixelRatioF()))


class Elided(Label):
    """One line that ends in … where room is short; the tooltip tells it whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_words(self, words: str) -> None:
        self.setText(words)
        self.setToolTip(tip(words))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextDontClip, words)
        painter.end()


class Hinted(QLineEdit):
    """A field whose hint is as long as its room allows."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[str, ...] = ()

    def set_hints(self, *hints: str) -> None:
        """The longest first."""
        self._hints = hints
        self._fit_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        room, wide = self.width() - HINT_ROOM, self.fontMetrics().horizontalAdvance
        room, wide = self.width() - HINT_ROOM, self.fontMetrics().horizontalAdvance
        fitting = (hint for hint in self._hints if wide(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1] if self._hints else ""))
