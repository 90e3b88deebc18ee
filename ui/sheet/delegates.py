"""How cells are painted and typed into: room for Thai's upper and lower marks, the status as colour, icon and word, a
cell that is wrong, and the one that the keyboard is at."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.values import Severity
from ui.kit.theme import Theme, Tone, font, icons
from ui.sheet.model import FAULT_ROLE, STATUS_ROLE
from ui.sheet.status import STATUS_LOOKS

CORNER = 8  # px of the mark in a wrong cell's corner, which those see who tell no red from green
EDITOR_ROOM = 20  # px beside the letters
TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn"}
STEPS = {  # key that ends typing -> where the keyboard is then: rows down, columns right
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}

# As numbers: an enum's own arithmetic takes longer than all else that is done for a cell.
FOCUSED, SELECTED = QStyle.StateFlag.State_HasFocus.value, QStyle.StateFlag.State_Selected.value
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """`left`: typing has ended by a key that leads on: rows down, columns right."""

    left = Signal(int, int)

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    # --- painting ---

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if option.state.value & FOCUSED:  # the frame is our own
            option.state &= ~QStyle.StateFlag.State_HasFocus
        if (tone := self._tone(index)) is not None:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, QColor(tone.ink))

    def _tone(self, index: Index) -> Tone | None:
        fault = index.data(FAULT_ROLE)
        return None if fault is None else getattr(self._theme.colours, TONES[fault.severity])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone = self._tone(index)
        self._paint_ground(painter, option, index, tone)
        super().paint(painter, option, index)
        self._paint_marks(painter, option, index, tone)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tone: Tone | None = None
    ) -> None:
        """A cell that is wrong, and the row that the keyboard is in. The ground of chosen cells is the view's."""
        if option.state.value & SELECTED:
            return
        if tone is not None:
            painter.fillRect(option.rect, QColor(tone.ground))
        elif index.row() == self._table.currentIndex().row():
            painter.fillRect(option.rect, QColor(self._theme.colours.raised))

    def _paint_marks(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tone: Tone | None = None
    ) -> None:
        is_current = index == self._table.currentIndex()
        if tone is None and not is_current:
            return
        box: QRect = option.rect
        painter.save()
        if tone is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.ink))
            right, top = box.right() + 1, box.top()
            painter.drawPolygon([QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)])
        if is_current:
            width = 2 if self._table.hasFocus() else 1
            painter.setPen(QPen(QColor(self._theme.colours.focus), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = width / 2
            painter.drawRect(QRectF(box).adjusted(inset, inset, -inset, -inset - 1))
        painter.restore()

    # --- typing ---

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setProperty("kind", "cell")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As large as the cell, and wider where what stands in it is longer."""
        needed = editor.fontMetrics().horizontalAdvance(str(index.data(Qt.ItemDataRole.EditRole))) + EDITOR_ROOM
        room = self._table.viewport().width() - option.rect.left()
        box = QRect(option.rect)
        box.setWidth(max(box.width(), min(needed, room)))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab to the right, with Shift the other way, as in a spreadsheet."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QWidget):
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                back = step[0] and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.left.emit(-step[0] if back else step[0], step[1])
                return True
        return super().eventFilter(editor, event)


class StatusDelegate(CellDelegate):
    """A pill in the status' tone."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._paint_ground(painter, option, index)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        tone_name, icon = STATUS_LOOKS[index.data(STATUS_ROLE)]
        tone: Tone = getattr(self._theme.colours, tone_name)
        word = str(index.data(Qt.ItemDataRole.DisplayRole))
        inset = 5 if option.rect.height() > 30 else 2
        box = QRectF(option.rect).adjusted(6, inset, -6, -inset)
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
        self._paint_marks(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(150, 36)
