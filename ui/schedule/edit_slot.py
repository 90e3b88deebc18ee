"""Changing one slot, or removing it where nobody sits in it. Practice server; the real one does it on the Dashboard."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.values import TimeSlot
from ui.calendar.hours import span
from ui.kit import text
from ui.kit.basic import Button, label, line
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.schedule.periods import MOST, number_box
from ui.schedule.timetable import Timetable


class EditSlot(Question):
    """Never below the seats taken: the box begins there."""

    def __init__(self, theme: Theme, parent: QWidget, timetable: Timetable, slot: TimeSlot) -> None:
        super().__init__(theme, parent, "pencil", "")
        self._timetable, self._slot = timetable, slot
        words = fill(self.tr("Change the slot %1"), f"{text.day(slot.date)} {span(slot)}")
        self.head.setText(words)
        self.setWindowTitle(words)
        self.seats = number_box(max(slot.taken, 1), MOST, max(slot.seats, 1), self.tr("Number of slots"))
        seats = line(gap=2 * GAP)
        seats.addWidget(label("strong", self.tr("Number of slots")))
        seats.addWidget(self.seats)
        seats.addStretch(1)
        self.body.addLayout(seats)
        if slot.taken:
            self.say(self.tr("%n seat(s) are taken; fewer can't be set.", "", slot.taken), "muted")
        self.open_to_api = QCheckBox(self.tr("Open to booking from the MOPH-IC API"))
        self.open_to_api.setChecked(slot.open_to_api)
        self.locked = QCheckBox(self.tr("Confirm the slot booking (citizens can't change it)"))
        self.locked.setChecked(bool(slot.locked))
        self.remove = Button(theme, "trash-2", "danger")
        self.remove.say(self.tr("Remove the slot"))
        self.remove.setVisible(not slot.taken)
        for part in (self.open_to_api, self.locked):
            self.body.addWidget(part)
        removing = line()
        removing.addWidget(self.remove)
        removing.addStretch(1)
        self.body.addLayout(removing)
        self.yes.say(self.tr("Save"))
        self.remove.clicked.connect(self._remove)
        self.accepted.connect(self._save)

    def _save(self) -> None:
        self._timetable.edit(self._slot, self.seats.value(), self.open_to_api.isChecked(), self.locked.isChecked())

    def _remove(self) -> None:
        self._timetable.delete(self._slot)
        self.reject()
