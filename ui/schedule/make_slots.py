"""Making slots: from a template over a range of days, by hand on one day, and changing one (guide 2.1.2)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from app.errors import AppError
from app.thai import example_day, today
from app.wording import say, say_error
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.theme import GAP, Theme, scaled
from ui.schedule.periods import Weekdays, number_box
from ui.schedule.template_box import TemplateBox
from ui.schedule.timetable import Timetable, Wanted

if TYPE_CHECKING:
    from app.schedule.timetable import SlotPlan

SOON = 350  # ms without a change, and the preview is asked for
TOLD = 20  # lines of what is left out that its tooltip holds
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
        self.setMinimumWidth(scaled(960))
        words = self.tr("Add slots on one day") if by_hand else self.tr("Make the timetable from a template")
        self.head.setText(words)
        self.setWindowTitle(words)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)
        self._build()
        self._wire()

    # --- building ---

    def _build(self) -> None:
        theme = self.theme
        if not self._timetable.sites.practice:
            self.warn("warn", say("slots_plan_only", text.lang(), url="cvp1.moph.go.th/dashboard"))
        self.hours = TemplateBox(theme, self._timetable, by_hand=self._by_hand)
        self.periods, self.weekdays = self.hours.periods, Weekdays()
        self.first, self.last = DayField(theme, today()), DayField(theme, today())
        self.dose = number_box(1, DOSES, self._timetable.days.dose or 1, self.tr("Dose"))
        self.holidays = QCheckBox(self.tr("Leave out public holidays"))
        self.holidays.setChecked(not self._by_hand)
        self.holidays.toggled.connect(self._later)
        self.told = Notice(theme)
        self._grid()
        self._buttons()

    def _grid(self) -> None:
        """The day's hours and beside them the days, so that it fits on a low screen; on a narrow one below them."""
        days_of = QWidget()
        right = column(days_of, gap=GAP // 2)
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
        both = FlowLayout(gap=4 * GAP)
        self.hours.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        both.addWidget(self.hours)
        both.addWidget(days_of)
        both.setAlignment(days_of, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both)
        self.staying.addWidget(self.told)

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
        timetable.planned.connect(self._show_plan)
        timetable.plan_failed.connect(self._failed)
        timetable.exported.connect(self._exported)
        self.hours.said.connect(self._say)
        for part in (self.hours, self.weekdays, self.first, self.last):
            part.changed.connect(self._later)
        self.dose.valueChanged.connect(self._later)
        self.export.clicked.connect(self._export)
        self.printer.clicked.connect(self._print)
        self.dashboard.clicked.connect(self.dashboard_wanted)
        self.accepted.connect(self._create)

    # --- the preview ---

    def _later(self) -> None:
        self.plan = None
        self.yes.setEnabled(False)
        self._soon.start()

    def _ask(self) -> None:
        last = self.first.day if self._by_hand else self.last.day
        if self.first.day is None or last is None:
            self._say("warn", text.fill(self.tr("Type both days, such as %1."), example_day()))
            return
        try:
            template = self.hours.read(self.hours.template.currentText() or "-")
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
            self._say("warn", self.tr("Nothing to make: choose other hours or another day."), *self._left(plan))
            return
        sums = {"slots": len(plan.create), "days": len(plan.days), "seats": plan.seats}
        self._say("info", say("slots_planned", text.lang(), **sums), *self._left(plan))

    def _say(self, tone: str, words: str, details: str = "", whole: str = "") -> None:
        """`whole`: all of the details, for the tooltip."""
        self.told.tell(tone, words, details)
        self.told.setToolTip(text.tip(whole))

    @staticmethod
    def _left(plan: SlotPlan) -> tuple[str, str]:
        """What gets nothing, and why: the first with how many more, as the days above are to stay in sight; and all."""
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
        brief = " ".join([*lines[:1], *([f"… +{len(lines) - 1}"] if len(lines) > 1 else [])])
        more = [f"… +{len(lines) - TOLD}"] if len(lines) > TOLD else []
        return brief, "\n".join([*lines[:TOLD], *more])

    def _failed(self, error: AppError) -> None:
        self._say("bad", say_error(error, text.lang()), error.detail)

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
