"""A day to type in either era, or to pick from a small month; what was understood is told below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.thai import today
from ui.calendar.holidays import known_holidays
from ui.calendar.month import Month, month_name
from ui.kit import text
from ui.kit.basic import ToolButton, column, label, line, repolish
from ui.kit.room import kept_within
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated

ROOM = 36  # px beside the digits


class MonthBar(Translated, QWidget):
    """The name of a month between two arrows. `turned`: year, month."""

    turned = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.year, self.month = today().year, today().month
        self.back = ToolButton(theme, "chevron-left")
        self.on = ToolButton(theme, "chevron-right")
        self.name = label("heading")
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = line(self, gap=GAP // 2)
        layout.addWidget(self.back)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.on)
        self.back.clicked.connect(self._back)
        self.on.clicked.connect(self._on)
        self.retranslate()

    def retranslate(self) -> None:
        self.back.name(self.tr("Month before"))
        self.on.name(self.tr("Month after"))
        self.show_month(self.year, self.month)

    def show_month(self, year: int, month: int) -> None:
        self.year, self.month = year, month
        self.name.setText(month_name(year, month))

    def _back(self) -> None:
        self._turn(-1)

    def _on(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        year, month = divmod(self.year * 12 + self.month - 1 + by, 12)
        self.show_month(year, month + 1)
        self.turned.emit(year, month + 1)


class DayField(Translated, QWidget):
    """`changed`: another day, or None where the words are none."""

    changed = Signal(object)

    def __init__(self, theme: Theme, day: date | None = None) -> None:
        super().__init__()
        self.day = day
        self.field = QLineEdit()
        self.field.setMinimumWidth(self.fontMetrics().horizontalAdvance("30/12/2569") + ROOM)
        self.pick = ToolButton(theme, "calendar-days")
        self.hint = label("small")
        self._popup = _Popup(theme, self.field)
        box = line(gap=GAP // 2)
        box.addWidget(self.field, 1)
        box.addWidget(self.pick)
        layout = column(self, gap=2)
        layout.addLayout(box)
        layout.addWidget(self.hint)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._typed)
        self.pick.clicked.connect(self._open)
        self._popup.month.chosen.connect(self._picked)
        known_holidays().told.connect(self._show_hint)
        self.retranslate()
        if day is not None:
            self.set_day(day)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("day/month/year"))
        self.pick.name(self.tr("Pick a day"))
        if self.day is not None:
            self._write(self.day)
            self._show_hint()

    def say(self, name: str) -> None:
        self.field.setAccessibleName(name)

    def set_day(self, day: date) -> None:
        """Shown in the era of the language."""
        self._write(day)
        self._take(day)

    def write(self, words: str) -> None:
        """As if the clerk had typed it."""
        self.field.setText(words)
        self._typed(words)

    def _write(self, day: date) -> None:
        year = day.year + 543 if text.lang() == "th" else day.year
        self.field.setText(f"{day.day}/{day.month}/{year}")

    def _typed(self, words: str) -> None:
        from app.thai import DateTrouble, parse_date

        try:
            self._take(parse_date(words, today=today()))
        except DateTrouble:
            self._take(None)

    def _take(self, day: date | None) -> None:
        self.day = day
        wrong = day is None and bool(self.field.text())
        if bool(self.field.property("wrong")) != wrong:
            self.field.setProperty("wrong", wrong)
            repolish(self.field)
        self._show_hint()
        self.changed.emit(day)

    def _show_hint(self) -> None:
        words = text.day(self.day) if self.day else self.tr("not a day yet") if self.field.text() else ""
        holiday, short = known_holidays().words(self.day) if self.day else "", self.tr("public holiday")
        self.hint.setText(f"{words} · {short}" if holiday else words)  # its name may be long
        self.hint.setToolTip(text.tip(holiday))
        self.field.setAccessibleDescription(f"{words} · {holiday}" if holiday else words)

    def _open(self) -> None:
        self._popup.open_at(self.field.mapToGlobal(QPoint(0, self.field.height())), self.day or today())

    def _picked(self, day: date) -> None:
        self._popup.hide()
        self.set_day(day)
        self.field.setFocus()


class _Popup(QFrame):
    """The small month."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "card")
        self.bar = MonthBar(theme)
        self.month = Month(theme, small=True)
        layout = column(self, margin=GAP, gap=GAP // 2)
        layout.addWidget(self.bar)
        layout.addWidget(self.month)
        self.bar.turned.connect(self._turn)
        self.month.turned.connect(self._turn)

    def open_at(self, point: QPoint, day: date) -> None:
        self._turn(day.year, day.month)
        self.month.day = day
        room = self.screen().availableGeometry()
        self.move(kept_within(QRect(point, self.sizeHint()), room).topLeft())
        self.show()
        self.month.setFocus()

    def _turn(self, year: int, month: int) -> None:
        self.bar.show_month(year, month)
        self.month.show_month(year, month, {})
