"""HTML where it is meant: a message as its app shows it, a page to print. Nothing is fetched for it, from nowhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser


def nothing_for(kind: int) -> object:
    """What stands for a thing that HTML names. No picture at all is not enough: Qt then looks for the file itself."""
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return None
    blank = QImage(1, 1, QImage.Format.Format_ARGB32)
    blank.fill(Qt.GlobalColor.transparent)
    return blank


class Html(QTextBrowser):
    """As high as what it shows."""

    _written = ""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("background: transparent;")
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing_for(kind)

    def setHtml(self, html: str) -> None:
        self._written = html
        super().setHtml(html)

    def changeEvent(self, event: QEvent) -> None:
        """A link keeps the colour of the palette it was read with."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._written:
            super().setHtml(self._written)

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 2)


class Paper(QTextDocument):
    """What is printed."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing_for(kind)
