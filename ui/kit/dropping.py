"""Files that are dropped, several at once, and what is shown while they are held over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ui.kit.theme import GAP, RADIUS, Theme, font, scaled
from ui.kit.translated import Translated

VEIL = 0.8  # how much of what lies below is covered


def take_copies(event: QDropEvent) -> bool:
    """The files dropped are read where they are: told a move, the file manager they come from would delete them.
    False: it offers nothing but to give them away."""
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


def files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class Dropping(QWidget):
    """`hovered`: files are held over it, or no longer. On the other screens the window takes what is dropped."""

    dropped = Signal(list)  # paths
    hovered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def takes_files(self) -> bool:
        """Whether it is a moment for files."""
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.takes_files() and take_copies(event):
            self.hovered.emit(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_copies(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hovered.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hovered.emit(False)
        if (files := files_of(event)) and take_copies(event):
            self.dropped.emit(files)


class DropHint(Translated, QWidget):
    """Lies over what stands in the window while files are held over it: what letting go will do."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self.words = self.more = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.words = self.tr("Drop here to open the file")
        self.more = self.tr("It is read where it is: nothing is moved, nothing is changed in it.")
        self.setAccessibleName(self.words)

    def show_near(self, near: bool) -> None:
        if near:
            self.setGeometry(self._over.rect())
            self.raise_()
        self.setVisible(near)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.window)
        ground.setAlphaF(VEIL)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(colours.primary), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.selection.ground))
        box = QRectF(0, 0, min(self.width() - 4 * GAP, scaled(620)), scaled(150))
        box.moveCenter(QRectF(self.rect()).center())
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(QColor(colours.selection.ink))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(font(15, QFont.Weight.DemiBold))
        painter.drawText(
            box.adjusted(GAP, 0, -GAP, -box.height() / 2), middle | Qt.AlignmentFlag.AlignBottom, self.words
        )
        painter.setFont(font())
        painter.drawText(box.adjusted(GAP, box.height() / 2 + GAP, -GAP, 0), middle, self.more)
        painter.end()
