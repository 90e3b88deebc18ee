"""The hours and seats of a day, and the days of a week, to be set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from ui.kit import text
from ui.kit.basic import Button, ToolButton, column, label, line
from ui.kit.theme import GAP, Theme

if TYPE_CHECKING:
    from app.schedule.timetable import Period

MOST = 10_000  # seats


class HourBox(QSpinBox):
    """08:00, as an hour is written everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setSuffix(":00")

    def textFromValue(self, value: int) -> str:
        return f"{value:02d}"


def number_box(low: int, high: int, value: int, name: str, box: QSpinBox | None = None) -> QSpinBox:
    box = QSpinBox() if box is None else box
    box.setRange(low, high)
    box.setValue(value)
    box.setAccessibleName(name)
    box.setMinimumWidth(96)
    box.lineEdit().setTextMargins(GAP, 0, 0, 0)  # the style sheet's padding does not reach it
    return box


class PeriodLine(QWidget):
    """From, to, seats; a button that takes the line away."""

    changed = Signal()
    gone = Signal()

    def __init__(self, theme: Theme, hour: int, end_hour: int, seats: int) -> None:
        super().__init__()
        self.first = number_box(0, 23, hour, self.tr("From hour"), HourBox())
        self.last = number_box(1, 24, end_hour, self.tr("To hour"), HourBox())
        self.seats = number_box(1, MOST, seats, self.tr("Number of slots"))
        self.remove = ToolButton(theme, "x")
        self.remove.name(self.tr("Remove these hours"))
        layout = line(self)
        for part in (self.first, label("", "–"), self.last, label("muted", self.tr("seats")), self.seats, self.remove):
            layout.addWidget(part)
        layout.addStretch(1)
        for box in (self.first, self.last, self.seats):
            box.valueChanged.connect(self.changed)
        self.remove.clicked.connect(self.gone)


class Periods(QWidget):
    """The stretches of a day."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: list[PeriodLine] = []
        self._box = column(gap=GAP // 2)
        self.add = Button(theme, "plus", "flat")
        self.add.say(self.tr("Add hours"))
        layout = column(self, gap=GAP // 2)
        layout.addLayout(self._box)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._add)

    def show_periods(self, periods: Sequence[Period]) -> None:
        for one in list(self.lines):
            self._drop(one)
        for period in periods:
            self._append(period.hour, period.end_hour, period.seats)

    def read(self) -> tuple[Period, ...]:
        """Raises InputError period_wrong, seats_wrong."""
        from app.schedule.timetable import Period

        return tuple(Period(one.first.value(), one.last.value(), one.seats.value()) for one in self.lines)

    def _append(self, hour: int, end_hour: int, seats: int) -> None:
        made = PeriodLine(self._theme, hour, end_hour, seats)
        made.changed.connect(self.changed)
        made.gone.connect(self._gone)
        self.lines.append(made)
        self._box.addWidget(made)

    def _add(self) -> None:
        end = self.lines[-1].last.value() if self.lines else 8
        seats = self.lines[-1].seats.value() if self.lines else 10
        self._append(min(end, 23), min(end + 1, 24), seats)
        self.lines[-1].first.setFocus()
        self.changed.emit()

    def _gone(self) -> None:
        gone = self.sender()
        assert isinstance(gone, PeriodLine)
        self._drop(gone)
        self.changed.emit()

    def _drop(self, one: PeriodLine) -> None:
        self.lines.remove(one)
        self._box.removeWidget(one)
        one.hide()
        one.deleteLater()


class Weekdays(QWidget):
    """จ. อ. พ. … as boxes to tick."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        thai = text.lang() == "th"
        names = text.THAI_DAYS if thai else text.ENGLISH_DAYS
        self.boxes = [QCheckBox(name if thai else name[:2]) for name in names]
        layout = line(self, gap=GAP // 2)
        for number in range(text.first_weekday() - 7, text.first_weekday()):  # as the calendar has them
            box = self.boxes[number]
            box.setAccessibleName(names[number])
            box.setChecked(number % 7 < 5)
            box.toggled.connect(self.changed)
            layout.addWidget(box)
        layout.addStretch(1)

    def read(self) -> frozenset[int]:
        return frozenset(number for number, box in enumerate(self.boxes) if box.isChecked())
