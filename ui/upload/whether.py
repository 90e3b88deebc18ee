"""What may not be meant, asked beside a question's buttons: without its tick those rows are held back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from app.wording import ranges
from ui.kit.notice import Action, Notice
from ui.kit.question import MOST_ROWS, Question
from ui.kit.text import fill, tip
from ui.upload.doubtful_days import DoubtfulDays


class Whether(QObject):
    """What it is about stands among the facts; its box stays in sight, and says enough by itself: each gives it."""

    def __init__(self, dialog: Question) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def days(self, days: DoubtfulDays, action: Action, *, in_sight: bool) -> QCheckBox:
        """`in_sight`: the days themselves stay there, too, as a typing mistake is seen by them."""
        words = fill(self.tr("%n row(s) on days that may not be meant: %1", "", len(days.rows)), days.named)
        if in_sight:
            notice = Notice(self._dialog.theme)
            self._dialog.staying.addWidget(notice)
            notice.tell("warn", words, "", action)
            self._dialog.say(self._without(), "muted")
        else:
            self._dialog.warn("warn", f"{words}\n{self._without()}", action)
        return self._box(self.tr("Book these days, too (%n row(s))", "", len(days.rows)))

    def held_days(self, rows: Sequence[int], action: Action) -> QCheckBox:
        """Held back before, for their days."""
        words = self.tr("%n row(s) were held back, as their day may not be meant: rows %1", "", len(rows))
        self._tell(words, rows, action)
        return self._box(self.tr("Book the days that may not be meant, too (%n row(s))", "", len(rows)))

    def second_days(self, rows: Sequence[int], action: Action) -> QCheckBox:
        """Of people who have another day already."""
        words = self.tr("%n person(s) seem to have an appointment on another day already: rows %1", "", len(rows))
        self._tell(words, rows, action)
        return self._box(self.tr("Book %n person(s) with another day, too: one more appointment each", "", len(rows)))

    def _tell(self, words: str, rows: Sequence[int], action: Action) -> None:
        self._dialog.warn("warn", f"{fill(words, ranges(rows, MOST_ROWS))}\n{self._without()}", action)

    def _without(self) -> str:
        return self.tr("Without a tick these are held back; the others are booked.")

    def _box(self, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setToolTip(tip(self._without()))
        self._dialog.staying.addWidget(box)
        return box


def ticked(box: QCheckBox | None) -> bool:
    """Where nothing was asked nothing is held back."""
    return box is None or box.isChecked()
