"""จองรายบุคคล: find a person, see who it is, book, cancel or move one appointment (guide 2.2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.values import Appointment, Person
from app.wording import say
from ui.kit import text
from ui.kit.basic import Button, column, frame, label, line
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.person.card import PersonCard
from ui.person.found import Found
from ui.person.notices import PersonNotices
from ui.person.one_person import OnePerson
from ui.person.questions import PersonQuestions
from ui.person.seat_card import SeatCard
from ui.targets.registering import Registering


class PersonScreen(Translated, QWidget):
    """`registering`: of this page alone. `history_wanted`: a change is in doubt, Continue is there."""

    history_wanted = Signal()

    def __init__(self, theme: Theme, person: OnePerson, registering: Registering) -> None:
        super().__init__()
        self._person, self._sites = person, person.sites
        self._asked_cid = ""
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.notices = PersonNotices(theme, person, registering, self)
        self.notice = self.notices.notice
        self.words = QLineEdit()
        self.look = Button(theme, "search")
        self.list = Found()
        self.card = PersonCard(theme)
        self.nobody = label("muted", wrap=True)
        self.register = Button(theme, "user-plus")
        self.seat = SeatCard(theme, person.sites, person.days)
        self.month, self.hours = self.seat.month, self.seat.hours
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
        self._order_buttons(move_first=False)
        both = line(gap=2 * GAP)
        both.addWidget(left, 1)
        both.addWidget(self.seat, 1)
        layout = column(self, margin=3 * GAP, gap=int(1.5 * GAP))
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addWidget(self.notice)
        layout.addLayout(both, 1)
        for part in (self.nobody, self.register):
            part.hide()  # until the server has told

    def _wire(self) -> None:
        person, session = self._person, self._sites.session
        person.calls.changed.connect(self._show_state)
        session.signed_out.connect(self.forget)
        session.signed_in_again.connect(self._again)
        person.found.connect(self._take_found)
        person.person_told.connect(self._take_person)
        self.notices.settled.connect(self._again)
        self.notices.history_wanted.connect(self.history_wanted)
        self.asks.agreed.connect(self.notices.hush)
        self.words.returnPressed.connect(self.search)
        self.look.clicked.connect(self.search)
        self.list.chosen.connect(self._look_up)
        self.register.clicked.connect(self._ask_register)
        self.card.booking_chosen.connect(self._show_buttons)
        self.card.cancel_wanted.connect(self.asks.cancel)
        self.card.card_wanted.connect(self.asks.take_card)
        self.card.card_back_wanted.connect(self.asks.give_back_card)
        self.seat.chosen.connect(self._show_buttons)
        self.book.clicked.connect(self._ask_book)
        self.shift.clicked.connect(self._ask_move)

    # --- words ---

    def retranslate(self) -> None:
        self.title.setText(self.tr("Book one person"))
        self.look.say(self.tr("Find"))
        self.words.setAccessibleName(self.tr("Citizen ID or name"))
        self.register.say(self.tr("Register on the target list…"))
        self.nobody.setText(say("not_a_target", text.lang()))
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
        self.seat.load()
        self.words.setFocus()
        super().showEvent(event)

    def forget(self) -> None:
        """Nobody is signed in: nobody's facts stay on the screen."""
        self.words.clear()
        self.list.show_people(())
        self.seat.forget_wish()
        self.notices.hush()
        self._take_person(None)
        self.nobody.hide()
        self.register.hide()

    def _show_state(self) -> None:
        self._say_by_practice()
        signed_in = self._sites.desk is not None
        for part in (self.words, self.look):
            part.setEnabled(signed_in)
        self._show_buttons()

    def _show_buttons(self) -> None:
        free, ahead, booking = self._person.calls.free, self.seat.ahead, self.card.booking
        self.card.set_free(free)
        self.book.setEnabled(free and ahead and self.card.person is not None)
        self._order_buttons(move_first=self._has_one_ahead)
        self.shift.setVisible(booking is not None or self._has_one_ahead)
        self.shift.setEnabled(free and ahead and booking is not None)
        when = text.hour(self.hours.now.slot.hour) if self.hours.now is not None else ""
        if self._has_one_ahead:
            words = fill(self.tr("One more at %1"), when) if when else self.tr("One more")
            self.book.say(words, self.tr("Besides the appointment that stands"))
        else:
            self.book.say(fill(self.tr("Book at %1"), when) if when else self.tr("Book"))
        self.shift.say(fill(self.tr("Move to %1"), when) if when else self.tr("Move"))

    @property
    def _has_one_ahead(self) -> bool:
        """Here: whoever chooses another day for this person most often means to move it."""
        return self.card.has_one_ahead

    def _order_buttons(self, *, move_first: bool) -> None:
        """The main one stands last, and is the only one in colour."""
        quiet, main = (self.book, self.shift) if move_first else (self.shift, self.book)
        if self.seat.buttons.indexOf(main) > self.seat.buttons.indexOf(quiet) >= 0:
            return
        for button, kind in ((quiet, ""), (main, "primary")):
            button.set_kind(kind)
            self.seat.buttons.addWidget(button)

    # --- finding ---

    def search(self) -> None:
        words = self.words.text().strip()
        plain = words.replace("-", "").replace(" ", "")
        if not words:
            return
        self.notices.hush()
        if plain.isdigit() and len(plain) == 13:
            self._show_found(())
            self._look_up(plain)
        else:
            self._person.search(words)

    def show_person(self, cid: str) -> None:
        """From the timetable, or from a row of a sheet."""
        self.words.setText(cid)
        self._look_up(cid)

    def prepare(self, day: date, hour: int, dose: int) -> None:
        """From the timetable: a free seat was chosen, now who sits there?"""
        self.seat.wish(day, hour, dose)
        self.words.setFocus()

    def _look_up(self, cid: str) -> None:
        if cid != self._asked_cid:
            self._take_person(None, known=True)
        self._asked_cid = cid
        self._person.ask(cid)

    def _take_found(self, people: Sequence[Person]) -> None:
        self._show_found(people)
        if not people:
            self.notices.tell_nobody()

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
        if person is not None and self.seat.wished:
            (self.shift if self._has_one_ahead else self.book).setFocus()

    # --- asking before anything is done ---

    def _ask_book(self) -> None:
        person, hour = self.card.person, self.hours.now
        if person is not None and hour is not None:
            dose = hour.slot.dose or self.seat.dose.dose or 1
            name, phone = person.full_name, person.mobile_phone
            self.asks.book(person, Appointment(1, person.cid, self.seat.day, hour.slot.hour, dose, name, phone))

    def _ask_move(self) -> None:
        person, booking, hour = self.card.person, self.card.booking, self.hours.now
        if person is not None and booking is not None and hour is not None:
            self.asks.move(person, booking, self.seat.day, hour.slot.hour)

    def _ask_register(self) -> None:
        self.asks.register(self._asked_cid)

    def _again(self) -> None:
        """The person and the day as they stand now."""
        self.seat.forget_wish()
        if self._asked_cid:
            self._person.ask(self._asked_cid)
        self.seat.load()
