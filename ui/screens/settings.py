"""The few settings. A change counts at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QScrollArea, QSpinBox, QWidget

from app.settings import Settings
from ui.theme import GAP, Theme
from ui.widgets.basic import Button, column, frame, label, line
from ui.widgets.notice import Notice

HIGHEST_CAP = 28


class SettingsScreen(QScrollArea):
    """`changed`: the name of a setting and its new value."""

    changed = Signal(str, object)
    clear_wanted = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.title = label("title")
        self.language = QComboBox()
        self.theme = QComboBox()
        self.cap = QSpinBox()
        self.cap.setRange(1, HIGHEST_CAP)
        self.keep_days = QSpinBox()
        self.keep_days.setRange(1, 3650)
        self.sound = QCheckBox()
        self.clear = Button(theme, "trash-2", "danger")
        self.told = Notice(theme)
        self._names = [label("strong") for _ in range(5)]
        self._hints = [label("small", wrap=True) for _ in range(5)]
        self._privacy = label("heading")
        self._privacy_words = label("muted", wrap=True)
        self._lay_out()
        self.retranslate()
        self.show_settings(settings)
        self.language.activated.connect(self._language)
        self.theme.activated.connect(self._theme)
        self.cap.editingFinished.connect(self._cap)
        self.keep_days.editingFinished.connect(self._keep)
        self.sound.toggled.connect(self._sound)
        self.clear.clicked.connect(self.clear_wanted)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("kind", "page")
        layout = column(page, margin=3 * GAP, gap=2 * GAP)
        card = frame("card")
        form = QFormLayout(card)
        form.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
        form.setHorizontalSpacing(4 * GAP)
        form.setVerticalSpacing(2 * GAP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        fields = (self.language, self.theme, self.cap, self.keep_days, self.sound)
        for name, field, hint in zip(self._names, fields, self._hints, strict=True):
            name.setBuddy(field)
            field.setMinimumWidth(220)
            box = column(gap=2)
            box.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
            box.addWidget(hint)
            form.addRow(name, box)
        private = frame("card")
        inner = column(private, margin=3 * GAP, gap=GAP)
        inner.addWidget(self._privacy)
        inner.addWidget(self._privacy_words)
        inner.addWidget(self.told)
        bottom = line()
        bottom.addWidget(self.clear)
        bottom.addStretch(1)
        inner.addLayout(bottom)
        layout.addWidget(self.title)
        layout.addWidget(card)
        layout.addWidget(private)
        layout.addStretch(1)
        page.setMaximumWidth(860)
        self.setWidget(page)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Settings"))
        names = (
            self.tr("Language"),
            self.tr("Appearance"),
            self.tr("Calls a second"),
            self.tr("Keep records for"),
            self.tr("When a batch ends"),
        )
        hints = (
            "",
            self.tr("Follows Windows unless you choose otherwise."),
            self.tr("The server blocks the whole hospital above 30. Lower is safer; 28 is the most."),
            self.tr("Finished batches are forgotten after this time."),
            "",
        )
        for name, hint, words, small in zip(self._names, self._hints, names, hints, strict=True):
            name.setText(words)
            hint.setText(small)
            hint.setVisible(bool(small))
        self._fill(self.language, [("ไทย", "th"), ("English", "en")])
        themes = [(self.tr("As the system"), "system"), (self.tr("Light"), "light"), (self.tr("Dark"), "dark")]
        self._fill(self.theme, themes)
        self.keep_days.setSuffix(" " + self.tr("days"))
        self.sound.setText(self.tr("Play a sound"))
        for field, words in zip((self.language, self.theme, self.cap, self.keep_days), names, strict=False):
            field.setAccessibleName(words)
        self._privacy.setText(self.tr("Personal data"))
        self._privacy_words.setText(
            self.tr("Clears the history with every name and ID on this computer. Appointments on the server stand.")
        )
        self.clear.say(self.tr("Clear personal data…"))

    @staticmethod
    def _fill(box: QComboBox, items: list[tuple[str, str]]) -> None:
        """Words anew, the choice kept."""
        chosen = box.currentData()
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def show_settings(self, settings: Settings) -> None:
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.cap.setValue(settings.cap)
        self.keep_days.setValue(settings.keep_days)
        self.sound.setChecked(settings.sound)

    def tell_cleared(self, remaining: int) -> None:
        words = self.tr("Personal data is cleared.")
        if remaining:
            words += " " + self.tr("%n running batch(es) remain.", "", remaining)
        self.told.tell("good" if not remaining else "warn", words)

    def _language(self) -> None:
        self.changed.emit("language", self.language.currentData())

    def _theme(self) -> None:
        self.changed.emit("theme", self.theme.currentData())

    def _cap(self) -> None:
        self.changed.emit("cap", self.cap.value())

    def _keep(self) -> None:
        self.changed.emit("keep_days", self.keep_days.value())

    def _sound(self, on: bool) -> None:
        self.changed.emit("sound", on)
