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
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.values import Severity
from ui.kit.theme import Theme, Tone, font, icons
from ui.sheet.columns import slot_number
from ui.sheet.model import TableModel
from ui.sheet.status import STATUS_LOOKS

CORNER = 8  # px of the mark in a wrong cell's corner
MARGIN = 8  # px beside the letters
ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
EDITOR_ROOM = 20  # px beside the letters
TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn"}
STEPS = {  # key that ends typing -> where the keyboard is then: rows down, columns right
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}

# As a number: an enum's own arithmetic takes longer than all else that is done for a cell.
SELECTED = QStyle.StateFlag.State_Selected.value
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """`left`: typing has ended by a key that leads on: rows down, columns right."""

    left = Signal(int, int)

    def __init__(self, theme: Theme, table: QTableView, rows: TableModel) -> None:
        super().__init__(table)
        self._theme, self._table, self._rows = theme, table, rows

    # --- painting ---

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """All of it, in one go: by the style sheet, a page of cells takes Qt three times as long."""
        spot, column = index.row(), index.column()
        words, fault = self._rows.seen(spot, column)
        colours, box = self._theme.colours, QRect(option.rect)
        tone: Tone | None = None if fault is None else getattr(colours, TONES[fault.severity])
        selected, now = bool(option.state.value & SELECTED), self._table.currentIndex()
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or tone is not None or spot == now.row():
            marked = colours.raised if tone is None else tone.ground
            painter.setBrush(QColor(colours.selection.ground if selected else marked))
            painter.drawRect(box)
        painter.setBrush(QColor(colours.line))
        painter.drawRect(box.left(), box.bottom(), box.width(), 1)
        usual = colours.selection.ink if selected else colours.text
        self._paint_words(painter, option, spot, words, usual if tone is None else tone.ink)
        if tone is not None:
            _paint_corner(painter, box, tone)
        if spot == now.row() and column == now.column():
            self._paint_frame(painter, box)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, _spot: int, words: str, ink: str) -> None:
        box = option.rect.adjusted(MARGIN, 0, -MARGIN, -1)
        painter.setFont(option.font)
        painter.setPen(QColor(ink))
        shown = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, ONE_LINE, shown)

    def _paint_frame(self, painter: QPainter, box: QRect) -> None:
        """Of the cell that the keyboard is at."""
        width = 2 if self._table.hasFocus() else 1
        painter.setPen(QPen(QColor(self._theme.colours.focus), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRect(QRectF(box).adjusted(inset, inset, -inset, -inset - 1))

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


class ReasonDelegate(CellDelegate):
    """Of a slot the number alone, where its words have no room: it is what a clerk looks for."""

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, spot: int, words: str, ink: str) -> None:
        room = option.rect.width() - 2 * MARGIN
        if (
            words
            and option.fontMetrics.horizontalAdvance(words) > room
            and (place := self._rows.place_at(spot)) is not None
        ):
            words = slot_number(self._rows.lines, place) or words
        super()._paint_words(painter, option, spot, words, ink)


class StatusDelegate(CellDelegate):
    """A pill in the status' tone."""

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, spot: int, words: str, _ink: str) -> None:
        place = self._rows.place_at(spot)
        if place is None:
            return
        tone_name, icon = STATUS_LOOKS[self._rows.lines.statuses[place]]
        tone: Tone = getattr(self._theme.colours, tone_name)
        inset = 5 if option.rect.height() > 30 else 2
        box = QRectF(option.rect).adjusted(6, inset, -6, -inset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(10.5, QFont.Weight.Medium))
        box.setWidth(min(box.width(), painter.fontMetrics().horizontalAdvance(words) + 42))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        mark = icons(icon, tone.ink, 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + 9, box.center().y() - 8), mark)
        painter.setPen(QColor(tone.ink))
        painter.drawText(box.adjusted(31, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(150, 36)


def _paint_corner(painter: QPainter, box: QRect, tone: Tone) -> None:
    """Seen by those, too, who tell no red from green."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.ink))
    right, top = box.right() + 1, box.top()
    painter.drawPolygon([QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)])
