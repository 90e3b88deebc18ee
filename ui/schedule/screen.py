"""ตารางเวลารับผู้ป่วยฉีดวัคซีน: the month, the day by hour, who sits where, and new slots (guide 2.1, 2.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.errors import AppError
from app.thai import today
from app.wording import say
from ui.calendar.day_field import MonthBar
from ui.calendar.dose_box import DoseBox
from ui.calendar.month import Month
from ui.calendar.site_box import SiteBox
from ui.kit import text
from ui.kit.basic import Button, ToolButton, column, frame, label, line
from ui.kit.flow_layout import FlowLayout
from ui.kit.notice import Notice
from ui.kit.question import Asking
from ui.kit.text import fill
from ui.kit.theme import GAP, NARROW, Theme, scaled
from ui.kit.translated import Translated
from ui.schedule.day_card import DayCard
from ui.schedule.day_list import DayListDialog
from ui.schedule.listing import Listing
from ui.schedule.making import Making
from ui.schedule.timetable import Timetable

if TYPE_CHECKING:
    from app.schedule.timetable import Day


class ScheduleScreen(Translated, QWidget):
    """`book_wanted`: a free seat was chosen (day, hour, dose). `person_wanted`: a citizen id.
    `remind_wanted`: the first and the last day of a list."""

    book_wanted = Signal(object, int, int)
    person_wanted = Signal(str)
    remind_wanted = Signal(object)
    everybody_wanted = Signal(object, object)  # the desk of the chosen place, and a day of which all are to be moved

    def __init__(self, theme: Theme, timetable: Timetable) -> None:
        super().__init__()
        self._theme, self._timetable, self._sites = theme, timetable, timetable.sites
        self.listing, self.asking = Listing(timetable.calls, self), Asking(self)
        self._was_out = False  # nobody was signed in at the last look
        self.title = label("title")
        self.notice = Notice(theme)
        self.bar = MonthBar(theme)
        self.now = Button(theme, "", "flat")
        self.dose, self.site = DoseBox(), SiteBox()
        self.reload = ToolButton(theme, "refresh-cw", "F5")
        self.from_template = Button(theme, "calendar-days", "primary")
        self.by_hand = Button(theme, "plus")
        self.month = Month(theme)
        self.sums = label("muted")
        self.day = DayCard(theme, timetable)
        self.making = Making(theme, timetable, self)
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        top = FlowLayout()
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top.addWidget(self.title)
        for part in (self.site, self.dose, self.reload, self.by_hand, self.from_template):
            top.addWidget(part)
        turning = line()
        turning.addWidget(self.bar, 1)
        turning.addWidget(self.now)
        left = frame("card")
        box = column(left, margin=2 * GAP)
        box.addLayout(turning)
        box.addWidget(self.month, 1)
        box.addWidget(self.sums)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(2 * GAP)
        self.split.addWidget(left)
        self.split.addWidget(self.day)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([580, 580])  # whole names among the seats, at the commonest width
        layout: QVBoxLayout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self.split, 1)

    def _wire(self) -> None:
        timetable, days, session = self._timetable, self._timetable.days, self._sites.session
        timetable.calls.changed.connect(self._show_state)
        session.signed_in.connect(self.load)
        session.signed_in_again.connect(self.load)
        timetable.outdated.connect(self.load)
        days.month_told.connect(self._take_month)
        days.month_failed.connect(self._no_month)
        days.day_told.connect(self._take_day)
        days.day_failed.connect(self._no_day)
        timetable.saved.connect(self._saved)
        timetable.failed.connect(self._failed)
        self.bar.turned.connect(self._turn)
        self.month.turned.connect(self._turn)
        self.month.chosen.connect(self._choose_day)
        self.now.clicked.connect(lambda: self.month.choose(today()))
        self.dose.activated.connect(self._choose_dose)
        self.site.activated.connect(self._choose_site)
        self.reload.clicked.connect(self.load)
        self.from_template.clicked.connect(self.making.from_template)
        self.by_hand.clicked.connect(lambda: self.making.by_hand(self.month.day))
        self.day.book_wanted.connect(self.book_wanted)
        self.day.person_wanted.connect(self.person_wanted)
        self.day.edit_wanted.connect(self.making.edit)
        self.day.list_wanted.connect(self._show_list)
        self.day.everybody_wanted.connect(lambda day: self.everybody_wanted.emit(self._sites.desk, day))

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < scaled(NARROW)
        self.split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        super().resizeEvent(event)

    # --- words ---

    def retranslate(self) -> None:
        self.title.setText(self.tr("Vaccination timetable"))
        self.now.say(self.tr("Today"))
        self.reload.name(self.tr("Load again"))
        self.from_template.say(self.tr("Timetable from template…"))
        self.by_hand.say(self.tr("Add…"), self.tr("Add slots on one day by hand"))
        self._show_sums()
        self._show_state()

    # --- what stands ---

    def showEvent(self, event: QShowEvent) -> None:
        self.load()
        super().showEvent(event)

    def load(self) -> None:
        """Ask for the month and the day anew, where anybody looks."""
        if self._sites.desk is None or not self.isVisible():
            return
        if not self.month._totals:
            self.month.show_month(self.month.year, self.month.month)
            self._show_sums()
        self._timetable.days.dose = self.dose.dose
        self._timetable.days.ask_month(self.month.year, self.month.month)
        self._timetable.days.ask_day(self.month.day)

    def _show_state(self) -> None:
        signed_in = self._sites.desk is not None
        self.dose.offer_all(self._sites.practice)
        self.site.offer(self._sites.session.account, self._sites.sites, self._sites.site)
        for part in (self.from_template, self.by_hand, self.reload):
            part.setEnabled(signed_in)
        if not signed_in:
            self.notice.keep_telling(self._tell_signed_out)
            self.month.show_month(self.month.year, self.month.month, {})
            self.day.show_plan(None)
        elif self._was_out:
            self.notice.hide()
            self.load()
        self._was_out = not signed_in
        self.day.show_buttons()

    def _tell_signed_out(self) -> None:
        self.notice.tell("info", self.tr("Sign in to see the timetable."))

    def _take_month(self, year: int, month: int, totals: Mapping[date, object]) -> None:
        if (year, month) == (self.month.year, self.month.month):
            self.notice.is_read("month")
            self.month.show_month(year, month, totals)  # type: ignore[arg-type]
            self._show_sums()

    def _show_sums(self) -> None:
        totals = self.month._totals.values()
        if self.month.loading:
            self.sums.setText(self.tr("Loading…"))
            return
        if not totals:
            self.sums.setText(say("no_slots_in_month", text.lang()) if self._sites.desk else "")
            return
        free, booked = sum(one.free or 0 for one in totals), sum(one.booked or 0 for one in totals)
        known = all(one.booked is not None for one in totals)
        self.sums.setText(
            fill(self.tr("This month: %1 free, %2 booked"), text.number(free), text.number(booked) if known else "?")
        )

    def _take_day(self, plan: Day) -> None:
        if plan.date == self.month.day:
            self.notice.is_read("day")
            self.day.show_plan(plan)

    # --- choosing ---

    def _turn(self, year: int, month: int) -> None:
        self.bar.show_month(year, month)
        self.month.show_month(year, month)
        self._show_sums()
        if self._sites.desk is not None:
            self._timetable.days.ask_month(year, month)
        self._choose_day(self.month.day)

    def _choose_day(self, day: date) -> None:
        self.day.name_day(day)
        if self._sites.desk is not None:
            self._timetable.days.ask_day(day)

    def _show_list(self, day: date) -> None:
        dialog = DayListDialog(self._theme, self, self.listing, day)
        dialog.remind_wanted.connect(self.remind_wanted)
        self.asking.ask(dialog)

    def _choose_dose(self) -> None:
        self.month.show_month(self.month.year, self.month.month)
        self.load()

    def _choose_site(self) -> None:
        self._sites.choose_site(self.site.site)
        self.load()

    # --- what came of it ---

    def _saved(self, code: str, params: Mapping[str, object]) -> None:
        self.notice.tell_wide(partial(self._tell, "good", code, params))
        self.load()

    def _failed(self, error: AppError) -> None:
        self.notice.tell_wide(partial(self._tell_error, error))

    def _no_day(self, error: AppError) -> None:
        self._unread("day", error)

    def _no_month(self, error: AppError) -> None:
        self._unread("month", error)
        self.month.show_month(self.month.year, self.month.month, {})
        self._show_sums()

    def _unread(self, what: str, error: AppError) -> None:
        """Told to whoever looks; it is asked anew when the page is shown."""
        if self.isVisible():
            self.notice.tell_unread(what, partial(self._tell_error, error))

    def _tell_error(self, error: AppError) -> None:
        self._tell("bad", error.code, error.params, error.detail)

    def _tell(self, tone: str, code: str, params: Mapping[str, object], detail: str = "") -> None:
        self.notice.tell(tone, say(code, text.lang(), **params), detail)
