"""The hours of a day to be made, from a template or by hand, and the clerk's own templates."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.errors import AppError
from app.schedule.templates import standard
from app.schedule.timetable import Period, Template
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.question import Question
from ui.kit.theme import GAP, Theme
from ui.schedule.periods import Periods
from ui.schedule.timetable import Timetable


class TemplateBox(QWidget):
    """`changed`: other hours. `said`: tone and sentence, for whoever has a notice."""

    changed = Signal()
    said = Signal(str, str)

    def __init__(self, theme: Theme, timetable: Timetable, *, by_hand: bool) -> None:
        super().__init__()
        self._theme, self._timetable, self._by_hand = theme, timetable, by_hand
        self._known: tuple[Template, ...] = ()
        self.template = QComboBox()
        self.template.setPlaceholderText(self.tr("Choose a template"))
        self.keep, self.drop = Button(theme, "save", "flat"), Button(theme, "trash-2", "flat")
        self.keep.say(self.tr("Keep as…"), self.tr("Keep these hours as a template of your own"))
        self.drop.say(self.tr("Remove"), self.tr("Remove this template of yours"))
        self.periods = Periods(theme)
        self.hourly = self._tick(self.tr("One slot an hour"), on=True)
        self.open_to_api = self._tick(self.tr("Open to booking from the MOPH-IC API"), on=True)
        self.locked = self._tick(self.tr("Confirm the slot booking (citizens can't change it)"), on=False)
        self._lay_out()
        self._wire()

    def _tick(self, words: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(on)
        made.toggled.connect(self.changed)
        return made

    def _lay_out(self) -> None:
        choose = line()
        choose.addWidget(self.template, 1)
        choose.addWidget(self.keep)
        choose.addWidget(self.drop)
        box = column(self, gap=GAP // 2)
        box.addWidget(label("strong", self.tr("Template")))
        box.addLayout(choose)
        box.addWidget(label("strong", self.tr("Hours and seats")))
        for part in (self.periods, self.hourly, self.open_to_api, self.locked):
            box.addWidget(part)
        box.addStretch(1)

    def _wire(self) -> None:
        timetable = self._timetable
        timetable.templates_told.connect(self._take)
        timetable.template_kept.connect(self._kept)
        timetable.template_dropped.connect(self._dropped)
        self.template.activated.connect(self.use)
        self.keep.clicked.connect(self._ask_name)
        self.drop.clicked.connect(self._drop)
        self.periods.changed.connect(self.changed)
        timetable.ask_templates(text.lang())

    # --- which there are ---

    def _take(self, templates: tuple[Template, ...]) -> None:
        chosen = self.template.currentText()
        self._known = templates
        self.template.clear()
        self.template.addItems([one.name for one in templates])
        self.template.setCurrentIndex(self.template.findText(chosen))
        if not self.periods.lines:
            self._begin()
        self._show_own()

    def _begin(self) -> None:
        """The first template; by hand, one hour."""
        if self._by_hand:
            self.periods.show_periods([Period(8, 9, 10)])
            self.changed.emit()
        else:
            self.template.setCurrentIndex(0)
            self.use()

    def _show_own(self) -> None:
        name = self.template.currentText()
        self.drop.setEnabled(bool(name) and name not in {one.name for one in standard(text.lang())})

    # --- the one in use ---

    def use(self) -> None:
        """Its hours, as chosen in the list."""
        if not 0 <= self.template.currentIndex() < len(self._known):
            return
        one = self._known[self.template.currentIndex()]
        self.periods.show_periods(one.periods)
        for box, on in ((self.hourly, one.hourly), (self.open_to_api, one.open_to_api), (self.locked, one.locked)):
            box.setChecked(on)
        self._show_own()
        self.changed.emit()

    def read(self, name: str) -> Template:
        """What stands there, under a name. Raises InputError."""
        flags = (self.open_to_api.isChecked(), self.locked.isChecked(), self.hourly.isChecked())
        return Template(name, self.periods.read(), *flags)

    # --- the clerk's own ---

    def _ask_name(self) -> None:
        asked = TemplateName(self._theme, self)
        asked.named.connect(self.keep_as)
        asked.open()

    def keep_as(self, name: str) -> None:
        try:
            template = self.read(name.strip())
        except AppError as error:
            self.said.emit("bad", say_error(error, text.lang()))
            return
        self._timetable.keep_template(template)

    def _kept(self, name: str) -> None:
        self.said.emit("good", say("template_kept", text.lang(), name=name))
        self._timetable.ask_templates(text.lang())
        self.template.setCurrentText(name)

    def _drop(self) -> None:
        self._timetable.drop_template(self.template.currentText())

    def _dropped(self, name: str) -> None:
        self.said.emit("good", say("template_dropped", text.lang(), name=name))
        self._timetable.ask_templates(text.lang())


class TemplateName(Question):
    """`named`: what the clerk's own template is called."""

    named = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "save", "")
        self.head.setText(self.tr("Keep as a template"))
        self.setWindowTitle(self.head.text())
        self.say(self.tr("Name of the template"), "strong")
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.body.addWidget(self.name)
        self.yes.say(self.tr("Keep"))
        self.yes.setEnabled(False)
        self.name.textChanged.connect(lambda words: self.yes.setEnabled(bool(words.strip())))
        self.accepted.connect(lambda: self.named.emit(self.name.text()))
        self.name.setFocus()
