"""How cells are painted: room for Thai's upper and lower marks, and the status as colour, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.theme import Theme, Tone, font, icons
from ui.sheet.model import STATUS_ROLE
from ui.sheet.status import STATUS_LOOKS

Index = QModelIndex | QPersistentModelIndex


class StatusDelegate(QStyledItemDelegate):
    """A pill in the status' tone."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        tone_name, icon = STATUS_LOOKS[index.data(STATUS_ROLE)]
        tone: Tone = getattr(self._theme.colours, tone_name)
        word = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = QRectF(option.rect).adjusted(6, 5, -6, -5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(10.5, QFont.Weight.Medium))
        box.setWidth(min(box.width(), painter.fontMetrics().horizontalAdvance(word) + 42))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        mark = icons(icon, tone.ink, 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + 9, box.center().y() - 8), mark)
        painter.setPen(QColor(tone.ink))
        painter.drawText(box.adjusted(31, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, word)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(150, 36)
