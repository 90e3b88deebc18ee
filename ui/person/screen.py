"""จองรายบุคคล: find a person, see who it is, book, cancel or move one appointment (guide 2.2.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.values import Appointment, Person
from app.errors import AppError
from app.events import Paused
from app.wording import say, server_words
from ui.calendar.day_field import MonthBar
from ui.calendar.dose_box import DoseBox
from ui.calendar.hours import Hours
from ui.calendar.month import Month
from ui.kit import text
from ui.kit.basic import Button, column, frame, label, line
from ui.kit.notice import Notice
from ui.kit.theme import GAP, Theme
from ui.person.card import PersonCard
from ui.person.found import Found
from ui.person.one_person import OnePerson
from ui.person.questions import PersonQuestions, how_it_ended
from ui.targets.dialogs import registered_words
from ui.targets.registering import Registering

if TYPE_CHECKING:
    from app.people.person import Result
    from app.people.targets import Registered
    from app.schedule.timetable import DayPlan


class BookingScreen(QWidget):
    """`registering`: of this page alone. `history_wanted`: a change is in doubt, Continue is there."""

    history_wanted = Signal()

    def __init__(self, theme: Theme, person: OnePerson, registering: Registering) -> None:
        super().__init__()
        self._person, self._registering, self._sites = person, registering, person.sites
        self._asked_cid = ""
        self._waits = ""  # why a change of ours is held
        self._wish: tuple[date, int, int] | None = None  # from the timetable: day, hour, dose
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.notice = Notice(theme)
        self.words = QLineEdit()
        self.look = Button(theme, "search")
        self.list = Found()
        self.card = PersonCard(theme)
        self.nobody = label("muted", wrap=True)
        self.register = Button(theme, "user-plus")
        self.bar, self.month, self.hours = MonthBar(theme), Month(theme, small=True), Hours(theme)
        self.dose = DoseBox()
        self.day_name = label("heading")
        self.empty = label("muted", wrap=True)
        self.book = Button(theme, "calendar-check", "primary")
        self.shift = Button(theme, "arrow-right")
        self.asks = PersonQuestions(theme, person, registering, self)
        self._lay_out()
        self._wire()
        self.retranslate()
        self._show_state()

    # --- building ---

    def _lay_out(self) -> None:
        search = line()
        search.addWidget(self.words, 1)
        search.addWidget(self.look)
        left = frame("card")
        box = column(left, margin=2 * GAP)
        box.addLayout(search)
        box.addWidget(self.list)
        box.addWidget(self.nobody)
        box.addWidget(self.register, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.card, 1)
        right = frame("card")
        box = column(right, margin=2 * GAP)
        head = line()
        head.addWidget(self.bar, 1)
        head.addWidget(self.dose)
        box.addLayout(head)
        box.addWidget(self.month, 3)
        box.addWidget(self.day_name)
        box.addWidget(self.empty)
        box.addWidget(self.hours, 4)
        buttons = line()
        buttons.addStretch(1)
        buttons.addWidget(self.shift)
        buttons.addWidget(self.book)
        box.addLayout(buttons)
        both = line(gap=2 * GAP)
        both.addWidget(left, 1)
        both.addWidget(right, 1)
        layout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addWidget(self.notice)
        layout.addLayout(both, 1)
        for part in (self.nobody, self.register, self.empty):
            part.hide()  # until the server has told

    def _wire(self) -> None:
        self._wire_state()
        self.asks.agreed.connect(self._hush)
        self.words.returnPressed.connect(self.search)
        self.look.clicked.connect(self.search)
        self.list.chosen.connect(self._look_up)
        self.register.clicked.connect(self._ask_register)
        self.card.booking_chosen.connect(self._show_buttons)
        self.card.cancel_wanted.connect(self._ask_cancel)
        self.card.card_wanted.connect(self._ask_card)
        self.card.card_back_wanted.connect(self._ask_card_back)
        self.bar.turned.connect(self._turn)
        self.month.turned.connect(self._turn)
        self.month.chosen.connect(self._choose_day)
        self.dose.activated.connect(self._choose_dose)
        self.hours.chosen.connect(self._show_buttons)
        self.book.clicked.connect(self._ask_book)
        self.shift.clicked.connect(self._ask_move)
        self.notice.action.clicked.connect(self._act)
        self.notice.second.clicked.connect(self._stop)

    def _wire_state(self) -> None:
        person, days, session = self._person, self._person.days, self._sites.session
        person.calls.changed.connect(self._show_state)
        session.signed_out.connect(self.forget)
        session.signed_in_again.connect(self._again)
        person.found.connect(self._take_found)
        person.person_told.connect(self._take_person)
        days.month_told.connect(self._take_month)
        days.day_told.connect(self._take_day)
        for unread in (person.unread, days.month_failed, days.day_failed):
            unread.connect(self._unread)
        person.result.connect(self._take_result)
        person.card_taken.connect(partial(self._take_card, "card_taken"))
        person.card_given_back.connect(partial(self._take_card, "card_cancelled"))
        person.held.connect(self._held)
        self._registering.registered.connect(self._take_registered)
        for failed in (person.failed, self._registering.failed):
            failed.connect(self._failed)

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Book one person"))
        self.look.say(self.tr("Find"))
        self.words.setAccessibleName(self.tr("Citizen ID or name"))
        self.register.say(self.tr("Register on the target list…"))
        self.nobody.setText(say("not_a_target", text.lang()))
        self.empty.setText(self.tr("No slots on this day."))
        self._show_state()

    def _say_by_practice(self) -> None:
        """On the real host a person is found by the whole id alone: said before, not after."""
        if self._sites.practice:
            self.words.setPlaceholderText(self.tr("Citizen ID or name"))
            self.lead.setText(self.tr("Practice server: find a person by the ID, by a part of it, or by name."))
        else:
            self.words.setPlaceholderText(self.tr("Citizen ID, 13 digits"))
            self.lead.setText(say("search_by_id_only", text.lang()))

    # --- what stands ---

    def showEvent(self, event: QShowEvent) -> None:
        self._load()
        self.words.setFocus()
        super().showEvent(event)

    def forget(self) -> None:
        """Nobody is signed in: nobody's facts stay on the screen."""
        self.words.clear()
        self.list.show_people(())
        self._wish = None
        self.notice.hide()
        self._take_person(None)
        self.nobody.hide()
        self.register.hide()

    def _load(self) -> None:
        if self._sites.desk is not None and self.isVisible():
            self._person.days.dose = self.dose.dose
            self._person.days.ask_month(self.month.year, self.month.month)
            self._person.days.ask_day(self.month.day)

    def _show_state(self) -> None:
        self._say_by_practice()
        signed_in = self._sites.desk is not None
        for part in (self.words, self.look):
            part.setEnabled(signed_in)
        self._show_buttons()

    def _show_buttons(self) -> None:
        free, hour, person = self._person.calls.free, self.hours.now, self.card.person
        ahead = self.hours.bookable(self.month.day)
        self.day_name.setText(text.day(self.month.day))
        self.card.set_free(free)
        self.book.setEnabled(free and person is not None and ahead)
        self.shift.setVisible(self.card.booking is not None)
        self.shift.setEnabled(free and ahead and self.card.booking is not None)
        when = text.hour(hour.slot.hour) if hour is not None else ""
        self.book.say(self.tr("Book at %1").replace("%1", when) if when else self.tr("Book"))
        self.shift.say(self.tr("Move to %1").replace("%1", when) if when else self.tr("Move"))

    # --- finding ---

    def search(self) -> None:
        words = self.words.text().strip()
        plain = words.replace("-", "").replace(" ", "")
        if not words:
            return
        self._hush()
        if plain.isdigit() and len(plain) == 13:
            self._show_found(())
            self._look_up(plain)
        else:
            self._person.search(words)

    def show_person(self, cid: str) -> None:
        """From the timetable."""
        self.words.setText(cid)
        self._look_up(cid)

    def prepare(self, day: date, hour: int, dose: int) -> None:
        """From the timetable: a free seat was chosen, now who sits there?"""
        self._wish = (day, hour, dose)
        self.dose.choose(dose)
        self._person.days.dose = dose
        self._show_month(day)
        self.words.setFocus()

    def _show_month(self, day: date) -> None:
        self.month.day = day
        self.month.show_month(day.year, day.month)
        self.bar.show_month(day.year, day.month)
        self._load()

    def _look_up(self, cid: str) -> None:
        if cid != self._asked_cid:
            self._take_person(None, known=True)
        self._asked_cid = cid
        self._person.ask(cid)

    def _take_found(self, people: Sequence[Person]) -> None:
        self._show_found(people)
        if not people:
            self.notice.keep_telling(self._tell("nobody_found", {}, "warn", ""))

    def _show_found(self, people: Sequence[Person]) -> None:
        self.list.show_people(people)
        self.register.hide()
        self.nobody.hide()
        if len(people) == 1:
            self._look_up(people[0].cid)
            return
        self._take_person(None, known=True)
        if people:
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _take_person(self, person: Person | None, *, known: bool = False) -> None:
        """None: not on the target list. `known`: that was not the question."""
        account = self._sites.desk.account if self._sites.desk else None
        self.card.show_person(person, account.facility if account else "")
        self.nobody.setVisible(person is None and not known)
        self.register.setVisible(person is None and not known and bool(self._asked_cid))
        self._show_buttons()
        if person is not None and self._wish is not None:
            self.book.setFocus()

    # --- day and hour ---

    def _turn(self, year: int, month: int) -> None:
        self.bar.show_month(year, month)
        self.month.show_month(year, month)
        self._load()

    def _choose_day(self, _day: date) -> None:
        self._wish = None
        self._show_buttons()
        if self._sites.desk is not None:
            self._person.days.ask_day(self.month.day)

    def _choose_dose(self) -> None:
        self._wish = None
        self._load()

    def _take_month(self, year: int, month: int, totals: Mapping[date, Any]) -> None:
        if (year, month) == (self.month.year, self.month.month):
            self.month.show_month(year, month, totals)

    def _take_day(self, plan: DayPlan) -> None:
        if plan.date != self.month.day:
            return
        wished = self._wish[1] if self._wish and self._wish[0] == plan.date else None
        self.hours.show_day(plan, wished)
        self.hours.setVisible(bool(plan.hours))
        self.empty.setVisible(not plan.hours)
        self._show_buttons()

    # --- asking before anything is done ---

    def _ask_book(self) -> None:
        person, hour = self.card.person, self.hours.now
        if person is not None and hour is not None:
            dose = hour.slot.dose or self.dose.dose or 1
            name, phone = person.full_name, person.mobile_phone
            self.asks.book(person, Appointment(1, person.cid, self.month.day, hour.slot.hour, dose, name, phone))

    def _ask_move(self) -> None:
        person, booking, hour = self.card.person, self.card.booking, self.hours.now
        if person is not None and booking is not None and hour is not None:
            self.asks.move(person, booking, self.month.day, hour.slot.hour)

    def _ask_cancel(self) -> None:
        if self.card.person is not None and self.card.booking is not None:
            self.asks.cancel(self.card.person, self.card.booking)

    def _ask_card(self) -> None:
        if self.card.person is not None:
            self.asks.take_card(self.card.person)

    def _ask_card_back(self) -> None:
        if self.card.person is not None:
            self.asks.give_back_card(self.card.person)

    def _ask_register(self) -> None:
        self.asks.register(self._asked_cid)

    # --- what came of it ---

    def _tell(
        self, code: str, params: Mapping[str, object], tone: str, detail: str, action: Callable[[], str] | None = None
    ) -> Callable[[], None]:
        """For the notice to tell. `action`: the word of its button, in the language of then."""

        def tell() -> None:
            self.notice.tell(tone, say(code, text.lang(), **params), detail, action() if action else "")

        return tell

    def _stop_word(self) -> str:
        return self.tr("Stop")

    def _history_word(self) -> str:
        return self.tr("Open History")

    def _hush(self) -> None:
        self.notice.hide()

    def _take_result(self, result: Result) -> None:
        code, tone, open_ended = how_it_ended(result)
        word = self._history_word if open_ended else None
        facts, words = {"row": 1, "detail": result.detail}, server_words(result.code, result.detail)
        self.notice.tell_wide(self._tell(code, facts, tone, words, word))
        self._again()

    def _take_registered(self, done: Sequence[Registered]) -> None:
        self.notice.tell_wide(partial(self._tell_registered, done))
        self._again()

    def _tell_registered(self, done: Sequence[Registered]) -> None:
        self.notice.tell(*registered_words(done))

    def _take_card(self, code: str, number: int) -> None:
        self.notice.tell_wide(self._tell(code, {"number": number}, "good", ""))
        self._again()

    def _again(self) -> None:
        """The person and the day as they stand now."""
        self._wish = None
        if self._asked_cid:
            self._person.ask(self._asked_cid)
        self._load()

    def _held(self, paused: Paused | None) -> None:
        if paused is None:
            if self._waits:
                self._hush()
            self._waits = ""
            return
        self._waits = paused.reason
        if paused.reason == "sign_in_needed":
            self.notice.tell_wide(self._tell_signed_out)
        else:
            self.notice.tell_wide(self._tell(paused.reason, {}, "warn", "", self._stop_word))

    def _tell_signed_out(self) -> None:
        self.notice.tell("warn", say("sign_in_needed", text.lang()), "", self.tr("Login"), self._stop_word())

    def _act(self) -> None:
        if not self._person.calls.changing:
            self.history_wanted.emit()
        elif self._waits == "sign_in_needed":
            self._sites.password_wanted.emit()
        else:
            self._stop()

    def _stop(self) -> None:
        self._person.calls.stop()

    def _failed(self, error: AppError) -> None:
        self._waits = ""
        self.notice.tell_wide(self._tell_error(error))

    def _unread(self, error: AppError) -> None:
        """Told to whoever looks; it is asked anew when the page is shown. The way on for what waits stays."""
        if self.isVisible() and not self._waits:
            self.notice.keep_telling(self._tell_error(error))

    def _tell_error(self, error: AppError) -> Callable[[], None]:
        return self._tell(error.code, error.params, "bad", error.detail)
