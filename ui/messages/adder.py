"""Ways to add people to a message's audience (guide 3.3)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from app.system.paths import clerks_folder
from app.thai import today
from ui.calendar.day_field import DayField
from ui.calendar.site_box import SiteBox
from ui.kit.basic import Button, column, label, line
from ui.kit.one_of import OneOf
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.messages.messages import Messages

DOSES = 9
SLOT = 0  # the first way: by appointment
MINUTE = 60_000  # ms


class DoseField(QComboBox):
    """All doses, or one."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # in every language
        self.addItems([""] * (DOSES + 1))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Dose"))
        self.setItemText(0, self.tr("All doses"))
        for dose in range(1, DOSES + 1):
            self.setItemText(dose, fill(self.tr("Dose %1"), dose))

    @property
    def dose(self) -> int | None:
        return self.currentIndex() or None


class Adder(QWidget):
    """One way to add people: its fields and its button."""

    def __init__(self, theme: Theme, messages: Messages) -> None:
        super().__init__()
        self.messages = messages
        self.ways = QComboBox()
        self.ways.addItems([""] * 5)
        self._today = today()
        self.slot_day, self.slot_dose, self.site = DayField(theme, self._today), DoseField(), SiteBox()
        self.given_day, self.given_dose = DayField(theme, self._today), DoseField()
        self.slot_add, self.given_add = Button(theme, "check"), Button(theme, "check")
        self.words = QLineEdit()
        self.search_now = Button(theme, "search")
        self.upload = Button(theme, "upload")
        self.sheet = Button(theme, "file-spreadsheet")
        self.hint = label("small", wrap=True)
        ways: tuple[tuple[QWidget, ...], ...] = (
            (self.slot_day, self.slot_dose, self.slot_add),
            (self.words, self.search_now),
            (self.given_day, self.given_dose, self.given_add),
            (self.upload,),
            (self.sheet,),
        )
        self._forms = [_form(*parts) for parts in ways]
        self.forms = OneOf(*self._forms)
        layout = column(self, gap=GAP)
        layout.addWidget(self.ways)
        layout.addWidget(self.site)
        layout.addWidget(self.forms)
        layout.addWidget(self.hint)
        self.ways.currentIndexChanged.connect(self._show_form)
        self.ways.currentIndexChanged.connect(self.show_state)
        self.slot_add.clicked.connect(self._add_slot)
        self.given_add.clicked.connect(self._add_given)
        self.search_now.clicked.connect(self._search)
        self.words.returnPressed.connect(self._search)
        self.upload.clicked.connect(self._upload)
        self.sheet.clicked.connect(messages.recipients.add_sheet)
        self.minutes = QTimer(self, interval=MINUTE, timerType=Qt.TimerType.VeryCoarseTimer)
        self.minutes.timeout.connect(self._follow_today)
        self.minutes.start()

    def retranslate(self) -> None:
        self.ways.setAccessibleName(self.tr("How to add people"))
        for place, words in enumerate(
            (
                self.tr("By appointment (Slot)"),
                self.tr("Find a person"),
                self.tr("By vaccination"),
                self.tr("Upload a list"),
                self.tr("From the open Excel sheet"),
            )
        ):
            self.ways.setItemText(place, words)
        for day, dose in ((self.slot_day, self.slot_dose), (self.given_day, self.given_dose)):
            day.say(self.tr("Date"))
            dose.retranslate()
        for button in (self.slot_add, self.given_add):
            button.say(self.tr("Add to the list"))
        self.words.setPlaceholderText(
            self.tr("Citizen ID or name") if self.messages.practice else self.tr("Citizen ID, 13 digits")
        )
        self.words.setAccessibleName(self.words.placeholderText())
        self.search_now.say(self.tr("Find"))
        self.upload.say(self.tr("Choose a text file…"))
        self.sheet.say(self.tr("Add the rows of this sheet"))
        self._show_hint()

    def _follow_today(self) -> None:
        """The program is left open over night, and yesterday's people are nobody to write to by mistake: a field that
        stands at the day that was today goes on to the new one."""
        before, self._today = self._today, today()
        for field in (self.slot_day, self.given_day):
            if field.day == before != self._today:
                field.set_day(self._today)

    def _show_form(self, way: int) -> None:
        self.forms.setCurrentWidget(self._forms[way])

    def _show_hint(self) -> None:
        rows = len(self.messages.sheet.lines)
        masked_ids = "" if self.messages.practice else self.tr("MOPH-IC masks these IDs, so it may add nobody.")
        hints = (
            self.tr("Everybody with an appointment at this place on that day.")
            if self.messages.recipients.sites
            else self.tr("Everybody with an appointment at this facility on that day."),
            self.tr("A person must be on the target list."),
            self.tr("Everybody who was vaccinated at this facility on that day.") + " " + masked_ids,
            self.tr("A text file with one 13-digit citizen ID a line. Wrong lines are listed."),
            self.tr("Everybody with a valid citizen ID, past days too: %n row(s) of the Appointments page.", "", rows),
        )
        self.hint.setText(hints[self.ways.currentIndex()].strip())

    def show_state(self) -> None:
        free = self.messages.calls.free
        self.site.offer(self.messages.session.account, self.messages.recipients.sites)
        self.site.setVisible(bool(self.messages.recipients.sites) and self.ways.currentIndex() == SLOT)
        for button in (self.slot_add, self.given_add, self.search_now, self.upload):
            button.setEnabled(free)
        self.sheet.setEnabled(free and len(self.messages.sheet.lines) > 0)
        self._show_hint()

    def _add_slot(self) -> None:
        if self.slot_day.day is not None:
            self.messages.recipients.add_slot(self.slot_day.day, self.slot_dose.dose, self.site.site)

    def _add_given(self) -> None:
        if self.given_day.day is not None:
            self.messages.recipients.add_vaccinated(self.given_day.day, self.given_dose.dose)

    def _search(self) -> None:
        if self.words.text().strip() and self.search_now.isEnabled():
            self.messages.recipients.search(self.words.text())

    def _upload(self) -> None:
        title = self.tr("Choose the list of citizen IDs")
        path, _ = QFileDialog.getOpenFileName(self, title, str(clerks_folder()), "*.txt *.csv")
        if path:
            self.messages.recipients.add_file(Path(path))


def _form(*parts: QWidget) -> QWidget:
    """One way's fields in a row."""
    made = QWidget()
    row = line(made, gap=GAP)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0, Qt.AlignmentFlag.AlignTop)
    if not isinstance(parts[0], QLineEdit):
        row.addStretch(1)
    return made
