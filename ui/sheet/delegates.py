"""How cells are painted and typed into: room for Thai's upper and lower marks, the status as colour, icon and word, a
cell that is wrong, and the one that the keyboard is at."""

from __future__ import annotations

from functools import lru_cache

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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.values import Severity
from ui.kit.theme import Theme, Tone, colour, font, icons
from ui.sheet.columns import slot_number
from ui.sheet.model import TableModel
from ui.sheet.status import STATUS_LOOKS

CORNER = 8  # px of the mark in a wrong cell's corner
MARGIN = 8  # px beside the letters
EDITOR_ROOM = 20  # px beside the letters
TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn"}
STEPS = {  # key that ends typing -> where the keyboard is then: rows down, columns right
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}

KEPT = 2048  # texts that are kept as they were laid out: some screens full
# As a number: an enum's own arithmetic takes longer than all else that is done for a cell.
SELECTED = QStyle.StateFlag.State_Selected._value_
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
        colours, box = self._theme.colours, option.rect
        tone: Tone | None = None if fault is None else getattr(colours, TONES[fault.severity])
        selected, now = option.state._value_ & SELECTED, self._table.currentIndex()
        here = spot == now.row()
        if selected or tone is not None or here:
            marked = colours.raised if tone is None else tone.ground
            painter.fillRect(box, colour(colours.selection.ground if selected else marked))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, colour(colours.line))
        usual = colours.selection.ink if selected else colours.text
        self._paint_words(painter, option, spot, words, usual if tone is None else tone.ink)
        if tone is not None:
            _paint_corner(painter, box, tone)
        if here and column == now.column():
            self._paint_frame(painter, box)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, _spot: int, words: str, ink: str) -> None:
        if words:
            box, letters = option.rect, option.font
            painter.setFont(letters)
            painter.setPen(colour(ink))
            laid, high = _LAID_OUT.of(words, box.width() - 2 * MARGIN, letters)
            painter.drawStaticText(QPointF(box.left() + MARGIN, box.top() + (box.height() - 1 - high) / 2), laid)

    def _paint_frame(self, painter: QPainter, box: QRect) -> None:
        """Of the cell that the keyboard is at."""
        width = 2 if self._table.hasFocus() else 1
        painter.setPen(QPen(colour(self._theme.colours.focus), width))
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
        box = option.rect.adjusted(6, inset, -6, -inset)
        letters = font(10.5, QFont.Weight.Medium)
        laid, high = _LAID_OUT.of(words, box.width() - 35, letters)
        wide = min(box.width(), laid.size().width() + 42)
        painter.drawPixmap(
            box.topLeft(), _pill(round(wide), box.height(), tone, icon, painter.device().devicePixelRatioF())
        )
        painter.setFont(letters)
        painter.setPen(colour(tone.ink))
        painter.drawStaticText(QPointF(box.left() + 31, box.top() + (box.height() - high) / 2), laid)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(150, 36)


def _paint_corner(painter: QPainter, box: QRect, tone: Tone) -> None:
    """Seen by those, too, who tell no red from green."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone.ink))
    right, top = box.right() + 1, box.top()
    painter.drawPolygon([QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)])


class _LaidOut:
    """Lines of words as they are painted, cut where there is no more room: to lay them out takes longer than to paint
    them, and a page is painted again and again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, str], tuple[QStaticText, float]] = {}

    def of(self, words: str, width: int, letters: QFont) -> tuple[QStaticText, float]:
        """`words` in `width` px, and how high they are (px)."""
        key = words, width, letters.key()
        if (found := self._kept.get(key)) is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            found = self._kept[key] = self._lay_out(words, width, letters)
        return found

    @staticmethod
    def _lay_out(words: str, width: int, letters: QFont) -> tuple[QStaticText, float]:
        made = QStaticText()
        made.setTextFormat(Qt.TextFormat.PlainText)
        words = words.replace("\n", " ")
        made.setText(words)
        made.prepare(QTransform(), letters)
        if made.size().width() > width:
            made.setText(QFontMetrics(letters).elidedText(words, Qt.TextElideMode.ElideRight, width))
            made.prepare(QTransform(), letters)
        return made, made.size().height()


_LAID_OUT = _LaidOut()


@lru_cache(maxsize=128)
def _pill(width: int, height: int, tone: Tone, icon: str, ratio: float) -> QPixmap:
    """The ground of a status with its icon."""
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone.ground))
    painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
    painter.drawPixmap(QPointF(9, height / 2 - 8), icons(icon, tone.ink, 16, ratio))
    painter.end()
    return made
