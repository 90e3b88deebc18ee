"""The four steps a clerk goes through, with where they are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.text import fill, tip
from ui.kit.theme import GAP, Theme, font, icons, scaled
from ui.kit.translated import Translated

CIRCLE, SMALL = 30, 22  # px; folded
SHORTEST = 5  # letters of a file's name that are worth showing
WHOLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip  # Thai vowels reach below the font's own depth


class Steps(Translated, QWidget):
    """Sign in, load, check, book (or cancel, or move). Steps before the current one are done."""

    shown = Signal()  # the clerk stands elsewhere, or it is said in another language

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.current = 0
        self._notes = ["", "", "", ""]
        self._titles: list[str] = []
        self._purpose = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self._titles = [self.tr("Sign in"), self.tr("Load the sheet"), self.tr("Check"), self._last()]
        self._describe()

    def _last(self) -> str:
        if self._purpose:
            from app.domain.values import CANCEL, MOVE  # a dozen classes: not before the window stands

            last = {CANCEL: self.tr("Cancel appointments"), MOVE: self.tr("Move appointments")}
            return last.get(self._purpose) or self.tr("Book")
        return self.tr("Book")

    def show_step(self, current: int, notes: list[str], purpose: str = "") -> None:
        """`current` 0-4 (4: all done); a short note under each title; `purpose`: what the batch does that stands there,
        see `wording.results`."""
        self.current, self._notes, self._purpose = current, notes, purpose
        self.retranslate()

    def _describe(self) -> None:
        step = min(self.current, 3)
        self.setAccessibleName(fill(self.tr("Step %1 of 4: %2"), step + 1, self._titles[step]))
        self.update()
        self.shown.emit()

    def title(self, place: int) -> str:
        return self._titles[place]

    def note(self, place: int) -> str:
        """What is told under a title, "" for nothing."""
        return self._notes[place]

    def sizeHint(self) -> QSize:
        return QSize(600, self.fontMetrics().height() * 2 + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / 4
        for place in range(4):
            self._paint_step(painter, place, QRectF(place * width, 0, width, self.height()))
        painter.end()

    def _paint_step(self, painter: QPainter, place: int, box: QRectF) -> None:
        colours = self._theme.colours
        done, now = place < self.current, place == self.current
        centre = QPointF(box.left() + CIRCLE / 2 + 2, box.center().y())
        self._paint_circle(painter, place, centre)
        left = centre.x() + CIRCLE / 2 + 12
        room = box.right() - left - 24
        painter.setPen(QColor(colours.text if done or now else colours.muted))
        painter.setFont(font(12, QFont.Weight.DemiBold if now else QFont.Weight.Medium))
        title = painter.fontMetrics()
        note = self._notes[place]
        height = title.height() + (self.fontMetrics().height() if note else 0)
        top = box.center().y() - height / 2
        painter.drawText(QRectF(left, top, room, title.height()), WHOLE, self._titles[place])
        end = left + title.horizontalAdvance(self._titles[place])
        if note:
            painter.setPen(QColor(colours.muted))
            painter.setFont(font(10))
            small = painter.fontMetrics()
            words = small.elidedText(note, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, top + title.height(), room, small.height()), WHOLE, words)
            end = max(end, left + small.horizontalAdvance(words))
        if place < 3 and end + 12 < box.right() - 8:
            painter.setPen(QPen(QColor(colours.primary if done else colours.line), 2))
            painter.drawLine(QPointF(end + 12, centre.y()), QPointF(box.right() - 8, centre.y()))

    def _paint_circle(self, painter: QPainter, place: int, centre: QPointF) -> None:
        colours = self._theme.colours
        done, now = place < self.current, place == self.current
        circle = QRectF(centre.x() - CIRCLE / 2, centre.y() - CIRCLE / 2, CIRCLE, CIRCLE)
        painter.setPen(QPen(QColor(colours.primary if done or now else colours.edge), 2))
        painter.setBrush(QColor(colours.primary if now else colours.surface))
        painter.drawEllipse(circle)
        if done:
            mark = icons("check", colours.primary, 18, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(centre.x() - 9, centre.y() - 9), mark)
            return
        painter.setFont(font(12, QFont.Weight.DemiBold))
        painter.setPen(QColor(colours.on_primary if now else colours.muted))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(place + 1))


class FoldedSteps(QWidget):
    """The same in the bar at the top: the numbers, the title of where the clerk stands, and the file; all of it in the
    tooltip."""

    def __init__(self, theme: Theme, steps: Steps) -> None:
        super().__init__()
        self._theme, self._steps = theme, steps
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        steps.shown.connect(self._follow)
        self.hide()

    def _follow(self) -> None:
        steps = self._steps
        self.setAccessibleName(steps.accessibleName())
        lines = ("  ".join(filter(None, (f"{n + 1}. {steps.title(n)}", steps.note(n)))) for n in range(4))
        self.setToolTip(tip("\n".join(lines)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(420), self.fontMetrics().height() + 10)

    def minimumSizeHint(self) -> QSize:
        title = self._steps.title(min(self._steps.current, 3))
        return QSize(
            5 * (SMALL + GAP) + self.fontMetrics().horizontalAdvance(title) * 11 // 10, self.sizeHint().height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, left, now = self.height() / 2, 0.0, min(self._steps.current, 3)
        for place in range(4):
            self._paint_circle(painter, place, QRectF(left + 1, middle - SMALL / 2, SMALL, SMALL))
            left += SMALL + GAP
            if place == now:
                left = self._paint_words(painter, place, left)
        painter.end()

    def _paint_words(self, painter: QPainter, place: int, left: float) -> float:
        """Where the next circle begins."""
        colours, steps = self._theme.colours, self._steps
        room = self.width() - left - (3 - place) * (SMALL + GAP) - GAP
        painter.setPen(QColor(colours.text))
        painter.setFont(font(weight=QFont.Weight.DemiBold))
        title = painter.fontMetrics().elidedText(steps.title(place), Qt.TextElideMode.ElideRight, int(room))
        box = QRectF(left, 0, room, self.height())
        painter.drawText(box, WHOLE, title)
        wide = painter.fontMetrics().horizontalAdvance(title) + GAP
        painter.setPen(QColor(colours.muted))
        painter.setFont(font(10))
        file = painter.fontMetrics().elidedText(steps.note(1), Qt.TextElideMode.ElideMiddle, int(room - wide))
        file = file if len(file) > SHORTEST else ""
        painter.drawText(box.adjusted(wide, 0, 0, 0), WHOLE, file)
        return left + min(room, wide + painter.fontMetrics().horizontalAdvance(file)) + GAP

    def _paint_circle(self, painter: QPainter, place: int, circle: QRectF) -> None:
        colours, current = self._theme.colours, self._steps.current
        done, now = place < current, place == current
        painter.setPen(QPen(QColor(colours.primary if done or now else colours.edge), 1.5))
        painter.setBrush(QColor(colours.primary if now else colours.surface))
        painter.drawEllipse(circle)
        if done:
            mark = icons("check", colours.primary, 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(circle.center().x() - 7, circle.center().y() - 7), mark)
            return
        painter.setFont(font(9.5, QFont.Weight.DemiBold))
        painter.setPen(QColor(colours.on_primary if now else colours.muted))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(place + 1))
