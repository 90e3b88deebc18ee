"""What is wrong in the sheet as the clerk's work list: a line a kind, with how many and the first of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.domain import Problem, Severity
from ui import text
from ui.columns import sentence
from ui.theme import GAP, Theme, Tone, font, icons
from ui.widgets.basic import column, label

TONES = {Severity.ERROR: "problem", Severity.WARNING: "warn", Severity.INFO: "info"}
ICONS = {Severity.ERROR: "triangle-alert", Severity.WARNING: "circle-alert", Severity.INFO: "info"}
ORDER = list(TONES)


def kinds(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Alike problems together: errors first, then the most frequent."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.column), []).append(problem)
    return sorted(groups.values(), key=lambda group: (ORDER.index(group[0].severity), -len(group)))


class Kind(QPushButton):
    """One kind; pressing it shows its rows alone."""

    def __init__(self, theme: Theme, problems: list[Problem]) -> None:
        super().__init__()
        self._theme = theme
        self.problems = problems
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        first = self.problems[0]
        rows = self.tr("%n row(s)", "", len({problem.row for problem in self.problems}))
        self.title = f"{text.field_word(first.column)}  ·  {rows}"
        self.sample = sentence(first)
        self.setAccessibleName(f"{self.title}: {self.sample}")
        self.updateGeometry()

    def _text_height(self, width: int) -> int:
        box = self.fontMetrics().boundingRect(0, 0, max(80, width - 62), 2000, Qt.TextFlag.TextWordWrap, self.sample)
        return box.height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().height() + self._text_height(width) + 26

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        severity = self.problems[0].severity
        tone: Tone = getattr(colours, TONES[severity])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.focus if strong else colours.line), 2 if strong else 1))
        painter.setBrush(QColor(colours.selection.ground if self.isChecked() else colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.drawPixmap(14, 14, icons(ICONS[severity], tone.ink, 20, self.devicePixelRatioF()))
        painter.setPen(QColor(tone.ink))
        painter.setFont(font(weight=QFont.Weight.DemiBold))
        height = painter.fontMetrics().height()
        painter.drawText(
            QRectF(46, 11, self.width() - 58, height),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip,
            self.title,
        )
        painter.setFont(font())
        painter.setPen(QColor(colours.text))
        box = QRectF(46, 13 + height, self.width() - 60, self.height() - height - 20)
        painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip, self.sample)
        painter.end()


class ProblemList(QScrollArea):
    """`chosen`: the file rows of a kind, or None for all rows."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.items: list[Kind] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        self._layout = column(page, margin=GAP, gap=GAP)
        self._empty = label("muted", wrap=True)
        self._layout.addWidget(self._empty)
        self._layout.addStretch(1)
        self.setWidget(page)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._empty.setText(self.tr("No problems: every row of the sheet can be booked."))
        for item in self.items:
            item.retranslate()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        for item in self.items:
            item.deleteLater()
        self.items = [Kind(self._theme, group) for group in kinds(problems)]
        for place, item in enumerate(self.items):
            item.clicked.connect(self._clicked)
            self._layout.insertWidget(place, item)
        self._empty.setVisible(not self.items)

    def let_go(self) -> None:
        for item in self.items:
            item.setChecked(False)

    def _clicked(self) -> None:
        chosen = self.sender()
        for item in self.items:
            if item is not chosen:
                item.setChecked(False)
        assert isinstance(chosen, Kind)
        rows = frozenset(problem.row for problem in chosen.problems) if chosen.isChecked() else None
        self.chosen.emit(rows)
