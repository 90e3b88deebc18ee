"""One value for many rows: said by the clerk for a sheet that has no column for it, or for the rows that are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import label, line
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.sheet.problem_groups import SHARED

DISTRIBUTED = SHARED[:2]  # of which each row may get one of the free ones
HOURS = [f"{hour:02d}:00" for hour in range(6, 21)]
DOSES = list(map(str, range(1, 10)))
USUAL_HOUR = "09:00"


class SameValue(QWidget):
    """The editor of a field's one value: a day, an hour or a dose. `changed`: it is another now."""

    changed = Signal()

    def __init__(self, theme: Theme, field: str, *, unsaid: bool = False) -> None:
        """`unsaid`: nothing stands in it until the clerk says it, as the rows may mean different things."""
        super().__init__()
        self.field = field
        self.day: DayField | None = None
        self.list: QComboBox | None = None
        part: QWidget
        if field == "appointment_date":
            part = self.day = DayField(theme)
            self.day.say(self._name())
            self.day.changed.connect(self.changed)
        else:
            part = self.list = QComboBox()
            self.list.addItems(HOURS if field == "appointment_time" else DOSES)
            self.list.setPlaceholderText(self.tr("Choose…"))
            self.list.setCurrentText(USUAL_HOUR)  # of doses the first stands
            if unsaid:
                self.list.setCurrentIndex(-1)
            self.list.setAccessibleName(self._name())
            self.list.currentIndexChanged.connect(self.changed)
        self.setFocusProxy(part)
        line(self, gap=0).addWidget(part)

    def _name(self) -> str:
        return fill(self.tr("%1, the same for all rows"), text.field_word(self.field))

    def value(self) -> str:
        """As the clerk would type it into each cell; "" where nothing is said yet."""
        if self.day is not None:
            return text.short_day(self.day.day) if self.day.day is not None else ""
        return self.list.currentText() if self.list is not None else ""

    def offer(self, values: Sequence[str]) -> None:
        """These alone to choose from; what was chosen already stays chosen, and is there whether it is one of them."""
        if self.list is None:
            return
        chosen = self.value()
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(sorted({*values, chosen} - {""}))
        self.list.setCurrentIndex(self.list.findText(chosen) if chosen else -1)
        self.list.blockSignals(False)

    def show_value(self, value: str) -> None:
        if self.day is not None:
            self.day.write(value)
        elif self.list is not None:
            if value and self.list.findText(value) < 0:
                self.list.addItem(value)  # another one would be put into every row
            self.list.setCurrentIndex(self.list.findText(value))


class SameQuestion(Question):
    """`given`: a field, and the value that all these rows are to have. None is proposed: the rows say different things,
    or nothing."""

    given = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget, rows: int, fields: Sequence[str] = SHARED) -> None:
        super().__init__(theme, parent, "list-checks", "")
        self.head.setText(self.tr("The same for %n row(s)", "", rows) if rows > 1 else self.tr("A value for this row"))
        self.setWindowTitle(self.head.text())
        self._rows = rows
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("What they share"))
        self.pages = QStackedWidget()
        self.values = {field: SameValue(theme, field, unsaid=True) for field in fields}
        for field, value in self.values.items():
            self.which.addItem(text.field_word(field), field)
            self.pages.addWidget(value)
            value.changed.connect(self._look)
        row = line(gap=GAP)
        row.addWidget(self.which, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.pages, 1)
        self.body.addLayout(row)
        self.body.addWidget(
            label("muted", self.tr("It is a fix of each row: it can be undone, and the file stays."), wrap=True)
        )
        self._hours = label("muted", wrap=True)  # which ones are offered
        self._hours.hide()
        self.body.addWidget(self._hours)
        self._of_timetable = False
        self.which.currentIndexChanged.connect(self._choose)
        self.accepted.connect(self._say_given)
        self._choose(0)
        self.values[self.field].setFocus()  # what is to be said; the field is known already

    @property
    def field(self) -> str:
        return str(self.which.currentData())

    def offer_hours(self, hours: Sequence[int]) -> None:
        """The hours of the timetable on the days of these rows, once the server has told them."""
        value = self.values.get("appointment_time")
        if value is None:
            return
        words = self.tr("The timetable has no hours on the days of these rows. Make them first under Timetable.")
        if hours:
            value.offer([f"{hour:02d}:00" for hour in hours])
            words = self.tr("The hours that the timetable has on the days of these rows.")
        self._hours.setText(words)
        self._of_timetable = True
        self._choose(self.which.currentIndex())

    def _choose(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        self._hours.setVisible(self._of_timetable and self.field == "appointment_time")
        self._look()

    def _look(self) -> None:
        value, one = self.values[self.field].value(), self._rows == 1
        known = self.tr("Put %1 into this row") if one else self.tr("Put %1 into these rows")
        unknown = self.tr("Put it into this row") if one else self.tr("Put it into these rows")
        self.yes.say(fill(known, value) if value else unknown)
        self.yes.setEnabled(bool(value))

    def _say_given(self) -> None:
        self.given.emit(self.field, self.values[self.field].value())
