"""Before Start: how the dates of the open sheet are meant. Each answer is a press; nothing is taken for granted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit import text
from ui.kit.basic import Button
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.sheet.columns import sentence
from ui.sheet.mapping import column_words

if TYPE_CHECKING:
    from app.domain.values import Problem
    from app.sheets.check import Checked


class DateWords(QObject):
    def answers(self, asked: Problem) -> tuple[str, str]:
        """What is pressed: as they were read, or the other way round."""
        day, other = asked.params.get("date"), asked.params.get("other")
        if isinstance(day, date) and isinstance(other, date):
            return text.short_day(day), text.short_day(other)
        if asked.code == "date_order_american":
            return self.tr("That is right"), self.tr("No: day first")
        return self.tr("That is right"), self.tr("No: month first")

    def column(self, checked: Checked) -> str:
        """Which one is asked about; "" where no column holds the day."""
        place = checked.columns.get("appointment_date", -1)
        if not 0 <= place < len(checked.sheet.headers):
            return ""
        return fill(self.tr("Column: %1"), column_words(checked.sheet, place))

    def of_all(self) -> str:
        """Of several files."""
        return self.tr("The answer counts for the files that wait, too, where they ask the same.")


class DatesQuestion(Question):
    """`said_yes`: as they were read. `swapped`: day and month change places."""

    swapped = Signal()

    def __init__(self, theme: Theme, parent: QWidget, asked: Problem, where: str = "", *, of_all: bool = False) -> None:
        """`where`: which column, see `DateWords`. `of_all`: other files wait, for which the answer counts, too."""
        super().__init__(theme, parent, "calendar-days", "")
        self.head.setText(self.tr("Are the dates read correctly?"))
        self.setWindowTitle(self.head.text())
        self.say(sentence(asked))
        if where:
            self.say(where, "strong")
        if of_all:
            self.say(DateWords().of_all(), "muted")
        right, wrong = DateWords().answers(asked)
        self.yes.say(right)
        self.no.say(self.tr("Back"))
        self.other = Button(theme)
        self.other.say(wrong)
        self.other.clicked.connect(self._swap)
        self.buttons.insertWidget(self.buttons.indexOf(self.yes), self.other)

    def _swap(self) -> None:
        self.reject()
        self.swapped.emit()
