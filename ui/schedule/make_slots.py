"""Making slots: from a template over a range of days, by hand on one day, and changing one (guide 2.1.2)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QInputDialog, QLayout, QSpinBox, QVBoxLayout, QWidget

from app.errors import AppError
from app.thai import today
from app.wording import say, say_error
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.theme import GAP, Theme
from ui.schedule.periods import Periods, Weekdays, number_box
from ui.schedule.timetable import Timetable, Wanted

if TYPE_CHECKING:
    from app.schedule.timetable import SlotPlan, Template

SOON = 350  # ms without a change, and the preview is asked for
SHOWN = 3  # left-out days named one by one
DOSES = 9


class MakeSlots(Question):
    """Both ways of the guide: over days from a template, or `by_hand` on one. `export_wanted`, `print_wanted`: plan."""

    export_wanted = Signal(object)
    print_wanted = Signal(object)
    dashboard_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget, timetable: Timetable, *, by_hand: bool) -> None:
        super().__init__(theme, parent, "calendar-days", "")
        self._timetable, self._by_hand = timetable, by_hand
        self.plan: SlotPlan | None = None
        self._known: tuple[Template, ...] = ()
        self.setMinimumWidth(900)
        words = self.tr("Add slots on one day") if by_hand else self.tr("Make the timetable from a template")
        self.head.setText(words)
        self.setWindowTitle(words)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)
        self._build()
        self._wire()
        timetable.ask_templates(text.lang())

    # --- building ---

    def _build(self) -> None:
        theme = self.theme
        if not self._timetable.sites.practice:
            self.warn("warn", say("slots_plan_only", text.lang(), url="cvp1.moph.go.th/dashboard"))
        self.template = QComboBox()
        self.template.setPlaceholderText(self.tr("Choose a template"))
        self.keep, self.drop = Button(theme, "save", "flat"), Button(theme, "trash-2", "flat")
        self.keep.say(self.tr("Keep as…"), self.tr("Keep these hours as a template of your own"))
        self.drop.say(self.tr("Remove"), self.tr("Remove this template of yours"))
        self.periods, self.weekdays = Periods(theme), Weekdays()
        self.first, self.last = DayField(theme, today()), DayField(theme, today())
        self.dose = number_box(1, DOSES, self._timetable.days.dose or 1, self.tr("Dose"))
        self.holidays = self._tick(self.tr("Leave out public holidays"), on=not self._by_hand)
        self.hourly = self._tick(self.tr("One slot an hour"), on=True)
        self.open_to_api = self._tick(self.tr("Open to booking from the MOPH-IC API"), on=True)
        self.locked = self._tick(self.tr("Confirm the slot booking (citizens can't change it)"), on=False)
        self.told = Notice(theme)
        self._grid()
        self._buttons()

    def _tick(self, words: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(on)
        made.toggled.connect(self._later)
        return made

    def _grid(self) -> None:
        """Two columns, so that it fits on a small screen: the day's hours, and the days."""
        choose = line()
        choose.addWidget(self.template, 1)
        choose.addWidget(self.keep)
        choose.addWidget(self.drop)
        left = column(gap=GAP // 2)
        self._line(left, self.tr("Template"), choose)
        self._line(left, self.tr("Hours and seats"), self.periods)
        for box in (self.hourly, self.open_to_api, self.locked):
            left.addWidget(box)
        left.addStretch(1)
        right = column(gap=GAP // 2)
        if self._by_hand:
            self._line(right, self.tr("Day"), self.first)
            self.last.hide()
            self.weekdays.hide()
            self.holidays.hide()
        else:
            days = line(gap=2 * GAP)
            days.addWidget(self.first)
            days.addWidget(self.last)
            self._line(right, self.tr("Days, from – to"), days)
            self._line(right, self.tr("On"), self.weekdays)
            right.addWidget(self.holidays)
        self._line(right, self.tr("Dose"), self.dose)
        right.addStretch(1)
        both = line(gap=4 * GAP)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.body.addLayout(both)
        self.body.addWidget(self.told)

    @staticmethod
    def _line(box: QVBoxLayout, words: str, field: QWidget | QLayout) -> None:
        box.addWidget(label("strong", words))
        if isinstance(field, QSpinBox):
            box.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        elif isinstance(field, QWidget):
            box.addWidget(field)
        else:
            box.addLayout(field)

    def _buttons(self) -> None:
        self.export, self.printer, self.dashboard = (
            Button(self.theme, "file-spreadsheet"),
            Button(self.theme, "printer"),
            Button(self.theme, "globe"),
        )
        self.export.say(self.tr("Save plan to Excel…"))
        self.printer.say(self.tr("Print…"))
        self.dashboard.say(self.tr("Open the Dashboard"))
        extra = line()
        for button in (self.export, self.printer, self.dashboard):
            extra.addWidget(button)
        extra.addStretch(1)
        self.body.addLayout(extra)
        self.dashboard.setVisible(not self._timetable.sites.practice)
        self.yes.setVisible(self._timetable.sites.practice)
        self.yes.say(self.tr("Save") if self._by_hand else self.tr("Make the timetable"))
        self.no.say(self.tr("Cancel") if self._timetable.sites.practice else self.tr("Close"))
        self._show_plan(None)

    def _wire(self) -> None:
        timetable = self._timetable
        timetable.templates_told.connect(self._take_templates)
        timetable.planned.connect(self._show_plan)
        timetable.plan_failed.connect(self._failed)
        timetable.template_kept.connect(self._kept)
        timetable.template_dropped.connect(self._dropped)
        timetable.exported.connect(self._exported)
        self.template.activated.connect(self._use_template)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)
        for part in (self.periods, self.weekdays, self.first, self.last):
            part.changed.connect(self._later)
        self.dose.valueChanged.connect(self._later)
        self.export.clicked.connect(self._export)
        self.printer.clicked.connect(self._print)
        self.dashboard.clicked.connect(self.dashboard_wanted)
        self.accepted.connect(self._create)

    # --- templates ---

    def _take_templates(self, templates: tuple[Template, ...]) -> None:
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
        from app.schedule.timetable import Period

        if self._by_hand:
            self.periods.show_periods([Period(8, 9, 10)])
            self._later()
        else:
            self.template.setCurrentIndex(0)
            self._use_template()

    def _show_own(self) -> None:
        from app.schedule.templates import standard

        name = self.template.currentText()
        self.drop.setEnabled(bool(name) and name not in {one.name for one in standard(text.lang())})

    def _use_template(self) -> None:
        if not 0 <= self.template.currentIndex() < len(self._known):
            return
        one = self._known[self.template.currentIndex()]
        self.periods.show_periods(one.periods)
        for box, on in ((self.hourly, one.hourly), (self.open_to_api, one.open_to_api), (self.locked, one.locked)):
            box.setChecked(on)
        self._show_own()
        self._later()

    def _read(self, name: str) -> Template:
        """Raises InputError."""
        from app.schedule.timetable import Template

        flags = (self.open_to_api.isChecked(), self.locked.isChecked(), self.hourly.isChecked())
        return Template(name, self.periods.read(), *flags)

    def _keep(self) -> None:
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(self.tr("Keep as a template"))
        asked.setLabelText(self.tr("Name of the template"))
        asked.textValueSelected.connect(self.keep_as)
        asked.open()

    def keep_as(self, name: str) -> None:
        try:
            template = self._read(name.strip())
        except AppError as error:
            self._say("bad", say_error(error, text.lang()))
            return
        self._timetable.keep_template(template)

    def _drop(self) -> None:
        self._timetable.drop_template(self.template.currentText())

    # --- the preview ---

    def _later(self) -> None:
        self.plan = None
        self.yes.setEnabled(False)
        self._soon.start()

    def _ask(self) -> None:
        last = self.first.day if self._by_hand else self.last.day
        if self.first.day is None or last is None:
            self._say("warn", self.tr("Type both days, such as 5/11/2569."))
            return
        try:
            template = self._read(self.template.currentText() or "-")
        except AppError as error:
            self._say("bad", say_error(error, text.lang()))
            return
        days = frozenset(range(7)) if self._by_hand else self.weekdays.read()
        skip = self.holidays.isChecked() and not self._by_hand
        self._timetable.preview(Wanted(template, self.first.day, last, self.dose.value(), days, skip), text.lang())

    def _show_plan(self, plan: SlotPlan | None) -> None:
        self.plan = plan
        some = plan is not None and bool(plan.create)
        for button in (self.yes, self.export, self.printer):
            button.setEnabled(some)
        if plan is None:
            return
        if not some:
            self._say("warn", self.tr("Nothing to make: choose other hours or another day."), self._left(plan))
            return
        sums = {"slots": len(plan.create), "days": len(plan.days), "seats": plan.seats}
        self._say("info", say("slots_planned", text.lang(), **sums), self._left(plan))

    def _say(self, tone: str, words: str, details: str = "") -> None:
        self.told.tell(tone, words, details)
        layout = self.layout()
        if layout is not None and self.isVisible():
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @staticmethod
    def _left(plan: SlotPlan) -> str:
        """What gets nothing, and why."""
        lang = text.lang()
        lines = [
            f"{text.day(one.date)}: {say(f'left_{one.code}', lang, name=one.name)}"
            for one in plan.left_out
            if one.code != "past"
        ]
        lines += [
            f"{text.day(one.wanted.date)} {text.hour(one.wanted.hour)}: "
            + say("left_clash", lang, first=f"{one.there.hour:02d}:00", last=f"{one.there.end_hour:02d}:00")
            for one in plan.clashes
        ]
        more = [f"… +{len(lines) - SHOWN}"] if len(lines) > SHOWN else []
        return "\n".join([*lines[:SHOWN], *more])

    def _failed(self, error: AppError) -> None:
        self._say("bad", say_error(error, text.lang()), error.detail)

    def _kept(self, name: str) -> None:
        self._say("good", say("template_kept", text.lang(), name=name))
        self._timetable.ask_templates(text.lang())
        self.template.setCurrentText(name)

    def _dropped(self, name: str) -> None:
        self._say("good", say("template_dropped", text.lang(), name=name))
        self._timetable.ask_templates(text.lang())

    def _exported(self, out: Path) -> None:
        self._say("good", say("plan_saved", text.lang(), path=str(out)))

    # --- what is done with it ---

    def _create(self) -> None:
        if self.plan is not None:
            self._timetable.create(self.plan)

    def _export(self) -> None:
        self.export_wanted.emit(self.plan)

    def _print(self) -> None:
        self.print_wanted.emit(self.plan)
