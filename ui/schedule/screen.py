"""ตารางเวลารับผู้ป่วยฉีดวัคซีน: the month, the day by hour, who sits where, and new slots (guide 2.1, 2.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.domain.values import Booking
from app.errors import AppError
from app.thai import today
from app.wording import say
from ui.calendar.day_field import MonthBar
from ui.calendar.dose_box import DoseBox
from ui.calendar.hours import Hours, Seats
from ui.calendar.month import Month
from ui.calendar.site_box import SiteBox
from ui.kit import text
from ui.kit.basic import Button, ToolButton, column, frame, label, line
from ui.kit.flow_layout import Flow
from ui.kit.html import Paper
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.theme import GAP, NARROW, Theme
from ui.schedule.edit_slot import EditSlot
from ui.schedule.make_slots import MakeSlots
from ui.schedule.timetable import Timetable

if TYPE_CHECKING:
    from app.schedule.timetable import DayPlan, HourPlan, SlotPlan

DASHBOARD = "https://cvp1.moph.go.th/dashboard/"


class ScheduleScreen(QWidget):
    """`book_wanted`: a free seat was chosen (day, hour, dose). `person_wanted`: a citizen id."""

    book_wanted = Signal(object, int, int)
    person_wanted = Signal(str)

    def __init__(self, theme: Theme, timetable: Timetable) -> None:
        super().__init__()
        self._theme, self._timetable, self._sites = theme, timetable, timetable.sites
        self.plan: DayPlan | None = None
        self.dialog: Question | None = None
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
        self._build_day()
        self._lay_out()
        self._wire()
        self.retranslate()
        self._show_state()

    def _build_day(self) -> None:
        theme = self._theme
        self.day_name = label("heading")
        self.empty = label("muted", wrap=True)
        self.empty.hide()  # until the server has told
        self.more = label("small", wrap=True)
        self.hours = Hours(theme)
        self.seats = Seats()
        self.seats_name = label("strong")
        self.book = Button(theme, "calendar-check", "primary")
        self.person = Button(theme, "user")
        self.edit = Button(theme, "pencil")

    def _lay_out(self) -> None:
        top = Flow()
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
        self.split.addWidget(self._day_card())
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([580, 580])  # whole names among the seats, at the commonest width
        layout: QVBoxLayout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self.split, 1)

    def _day_card(self) -> QWidget:
        card = frame("card")
        box = column(card, margin=2 * GAP)
        head = line()
        head.addWidget(self.day_name, 1)
        head.addWidget(self.edit)
        box.addLayout(head)
        box.addWidget(self.empty)
        box.addWidget(self.hours, 5)
        box.addWidget(self.more)
        box.addWidget(self.seats_name)
        box.addWidget(self.seats, 5)
        box.addStretch(0)  # takes the room of a day without hours
        buttons = line()
        buttons.addStretch(1)
        buttons.addWidget(self.person)
        buttons.addWidget(self.book)
        box.addLayout(buttons)
        return card

    def _wire(self) -> None:
        timetable, days, session = self._timetable, self._timetable.days, self._sites.session
        timetable.calls.changed.connect(self._show_state)
        session.signed_in.connect(self.load)
        session.signed_in_again.connect(self.load)
        timetable.outdated.connect(self.load)
        days.month_told.connect(self._take_month)
        days.month_failed.connect(self._no_month)
        days.day_told.connect(self._take_day)
        days.day_failed.connect(self._unread)
        timetable.saved.connect(self._saved)
        timetable.failed.connect(self._failed)
        self.bar.turned.connect(self._turn)
        self.month.turned.connect(self._turn)
        self.month.chosen.connect(self._choose_day)
        self.now.clicked.connect(self._go_today)
        self.dose.activated.connect(self._choose_dose)
        self.site.activated.connect(self._choose_site)
        self.reload.clicked.connect(self.load)
        self.from_template.clicked.connect(self._ask_template)
        self.by_hand.clicked.connect(self._ask_by_hand)
        self.hours.chosen.connect(self._show_seats)
        self.seats.chosen.connect(self._show_buttons)
        self.seats.wanted.connect(self._seat_wanted)
        self.book.clicked.connect(self._book)
        self.person.clicked.connect(self._person)
        self.edit.clicked.connect(self._ask_edit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < NARROW
        self.split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        super().resizeEvent(event)

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._show_state()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Vaccination timetable"))
        self.now.say(self.tr("Today"))
        self.reload.name(self.tr("Load again"))
        self.from_template.say(self.tr("Timetable from template…"))
        self.by_hand.say(self.tr("Add…"), self.tr("Add slots on one day by hand"))
        self.book.say(self.tr("Book this seat"))
        self.person.say(self.tr("Show the person"))
        self.edit.say(self.tr("Change slot…"))
        self.empty.setText(self.tr("No slots on this day. Press “Add…” to make some."))
        self._show_day_words()
        self._show_sums()
        self._show_notes()

    def _show_day_words(self) -> None:
        self.day_name.setText(text.day(self.month.day))
        hour = self.hours.now
        self.seats_name.setText(
            self.tr("Seats at %1").replace("%1", text.hour(hour.slot.hour)) if hour is not None else ""
        )

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
            self._take_day(None)
        elif self._was_out:
            self.notice.hide()
            self.load()
        self._was_out = not signed_in
        self._show_buttons()

    def _tell_signed_out(self) -> None:
        self.notice.tell("info", self.tr("Sign in to see the timetable."))

    def _take_month(self, year: int, month: int, totals: Mapping[date, object]) -> None:
        if (year, month) == (self.month.year, self.month.month):
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
            self.tr("This month: %1 free, %2 booked")
            .replace("%1", text.number(free))
            .replace("%2", text.number(booked) if known else "?")
        )

    def _take_day(self, plan: DayPlan | None) -> None:
        if plan is not None and plan.date != self.month.day:
            return
        self.plan = plan
        self.hours.show_day(plan)
        some = plan is not None and bool(plan.hours)
        self.empty.setVisible(plan is not None and not some)
        for part in (self.hours, self.seats, self.seats_name):
            part.setVisible(some)
        self._show_notes()
        self._show_day_words()
        self._show_buttons()

    def _show_notes(self) -> None:
        """What the server did not tell of the day."""
        plan, notes = self.plan, []
        if plan is not None and plan.without_hour:
            notes.append(say("booked_without_hour", text.lang(), count=len(plan.without_hour)))
        if plan is not None and not plan.readable:
            notes.append(say("schedule_unreadable", text.lang()))
        self.more.setText("\n".join(notes))
        self.more.setVisible(bool(notes))

    def _show_seats(self, hour: HourPlan | None) -> None:
        self.seats.show_slot(hour)
        self._show_day_words()
        self._show_buttons()

    def _show_buttons(self) -> None:
        hour, one = self.hours.now, self.seats.now
        self.book.setEnabled(self._timetable.calls.free and one is None and self.hours.bookable(self.month.day))
        self.person.setEnabled(one is not None)
        can_edit = self._sites.practice and hour is not None and hour.slot.slot_id > 0
        self.edit.setVisible(can_edit)
        self.edit.setEnabled(self._timetable.calls.free)

    # --- choosing ---

    def _turn(self, year: int, month: int) -> None:
        self.bar.show_month(year, month)
        self.month.show_month(year, month)
        self._show_sums()
        if self._sites.desk is not None:
            self._timetable.days.ask_month(year, month)
        self._choose_day(self.month.day)

    def _choose_day(self, day: date) -> None:
        self._show_day_words()
        if self._sites.desk is not None:
            self._timetable.days.ask_day(day)

    def _go_today(self) -> None:
        self.month.choose(today())

    def _choose_dose(self) -> None:
        self.month.show_month(self.month.year, self.month.month)
        self.load()

    def _choose_site(self) -> None:
        self._sites.choose_site(self.site.site)
        self.load()

    def _seat_wanted(self, one: Booking | None) -> None:
        if one is not None:
            self._person()
        elif self.book.isEnabled():
            self._book()

    def _book(self) -> None:
        hour = self.hours.now
        if hour is not None:
            self.book_wanted.emit(self.month.day, hour.slot.hour, hour.slot.dose or self._timetable.days.dose or 1)

    def _person(self) -> None:
        if (one := self.seats.now) is not None:
            self.person_wanted.emit(one.cid)

    # --- making and changing ---

    def _ask_template(self) -> None:
        self._open(MakeSlots(self._theme, self, self._timetable, by_hand=False))

    def _ask_by_hand(self) -> None:
        dialog = MakeSlots(self._theme, self, self._timetable, by_hand=True)
        dialog.first.set_day(max(self.month.day, today()))
        self._open(dialog)

    def _ask_edit(self) -> None:
        hour = self.hours.now
        if hour is not None:
            self._open(EditSlot(self._theme, self, self._timetable, hour.slot))

    def _open(self, dialog: Question) -> None:
        self.dialog = dialog
        if isinstance(dialog, MakeSlots):
            dialog.export_wanted.connect(self._export)
            dialog.print_wanted.connect(self._print)
            dialog.dashboard_wanted.connect(self._dashboard)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _saved(self, code: str, params: Mapping[str, object]) -> None:
        self.notice.tell_wide(partial(self._tell, "good", code, params))
        self.load()

    def _failed(self, error: AppError) -> None:
        self.notice.tell_wide(partial(self._tell_error, error))

    def _no_month(self, error: AppError) -> None:
        self._unread(error)
        self.month.show_month(self.month.year, self.month.month, {})
        self._show_sums()

    def _unread(self, error: AppError) -> None:
        """Told to whoever looks; it is asked anew when the page is shown."""
        if self.isVisible():
            self.notice.keep_telling(partial(self._tell_error, error))

    def _tell_error(self, error: AppError) -> None:
        self._tell("bad", error.code, error.params, error.detail)

    def _tell(self, tone: str, code: str, params: Mapping[str, object], detail: str = "") -> None:
        self.notice.tell(tone, say(code, text.lang(), **params), detail)

    # --- the plan on paper ---

    def _export(self, plan: SlotPlan) -> None:
        name = self.tr("timetable-plan.xlsx")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save plan to Excel"), name, "Excel (*.xlsx)")
        if path:
            self._timetable.export(plan, Path(path), text.lang())

    def _print(self, plan: SlotPlan) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer, self._printed = QPrinter(QPrinter.PrinterMode.HighResolution), plan
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_now)
        dialog.show()

    def _print_now(self) -> None:
        from app.schedule.workbook import page

        account = self._sites.session.account
        if account is not None:
            document = Paper()
            document.setHtml(page(self._printed, account, text.lang()))
            document.print_(self._printer)

    def _dashboard(self) -> None:
        QDesktopServices.openUrl(QUrl(DASHBOARD))
