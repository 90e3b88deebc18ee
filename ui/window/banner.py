"""The striped banner that makes practice mode impossible to overlook."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.system.paths import APP
from ui.kit.theme import Theme, font, icons
from ui.kit.translated import Translated

STRIPE = 18.0  # px


class PracticeBanner(Translated, QWidget):
    """With it, the title says so: the task bar shows nothing else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self.words = self.tr("Practice mode: made-up people, no message is sent to anyone")
        self.setAccessibleName(self.words)
        self.update()
        if self.isVisibleTo(self.window()):
            self.tell(True)

    def tell(self, practice: bool) -> None:
        word = self.tr("Practice")
        self.setVisible(practice)
        self.window().setWindowTitle(f"{APP} ({word})" if practice else APP)

    def sizeHint(self) -> QSize:
        return QSize(600, self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.practice.ground))
        painter.setFont(font(weight=QFont.Weight.DemiBold))
        width = painter.fontMetrics().horizontalAdvance(self.words) + 34
        left = (self.width() - width) / 2
        self._paint_stripes(painter, left - 24, left + width + 24)
        mark = icons("flask-conical", colours.practice.ink, 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, self.height() / 2 - 9), mark)
        painter.setPen(QColor(colours.practice.ink))
        painter.drawText(QRectF(left + 30, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self.words)
        painter.end()

    def _paint_stripes(self, painter: QPainter, start: float, end: float) -> None:
        """Left and right of the words, which stay on a plain ground."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.practice_stripe))
        height = float(self.height())
        for number in range(int(self.width() / (2 * STRIPE)) + 2):
            x = number * 2 * STRIPE
            if x + height + STRIPE > start and x < end:
                continue
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x, height),
                        QPointF(x + STRIPE, height),
                        QPointF(x + STRIPE + height, 0),
                        QPointF(x + height, 0),
                    ]
                )
            )
