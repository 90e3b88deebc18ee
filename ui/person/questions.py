"""The questions before anything is done for one person: who, what, and what the citizen gets to see of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.values import Appointment, Booking, Person, masked
from app.journal.rows import MOVES_ON, OLD_OVER
from app.wording import say
from ui.calendar.open_then import ask_open
from ui.kit import text
from ui.kit.must_tick import MustTick
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.person.one_person import OnePerson
from ui.targets.dialogs import RegisterPerson
from ui.targets.registering import Registering

if TYPE_CHECKING:
    from app.people.person import PersonResult


GOOD = ("booked", "found_booked", "decided_by_clerk", "cancelled", "moved", OLD_OVER)
CALM = ("already_booked", "also_other_hour", "booked_in_other_batch")


def _when(one: Booking) -> str:
    day = text.day(one.date) if one.date else "?"
    hour = text.hour(one.hour) if one.hour is not None else "?"
    return " · ".join(filter(None, (f"{day} {hour}", one.facility_name or one.facility)))


def how_it_ended(result: PersonResult) -> tuple[str, str, bool]:
    """A key of `wording`, the notice's tone, and whether Continue in the history is what comes next."""
    code = result.code
    open_ended = result.state.unfinished or code in MOVES_ON
    if open_ended or (result.error and code not in GOOD):
        return result.error or code, "warn", open_ended
    return code, "good" if code in GOOD else "info" if code in CALM else "bad", False


class PersonQuestions(QObject):
    """Each asks; a yes does it. What was asked about is done, whatever is chosen on the screen by then."""

    agreed = Signal()

    def __init__(self, theme: Theme, person: OnePerson, registering: Registering, screen: QWidget) -> None:
        super().__init__(screen)
        self._theme, self._person, self._registering, self._screen = theme, person, registering, screen
        self.asking = Asking(self)
        self._do: Callable[[], None] = self._nothing

    def book(self, person: Person, row: Appointment) -> None:
        headline = fill(self.tr("Book %1 at %2?"), text.whole_day(row.date), text.hour(row.hour))
        dialog = self._question(person, "message-square", headline, self.tr("Book this person"))
        must = MustTick(dialog)
        self._tell_standing(dialog, must, person, row)
        ask_open(must, [row.date])
        self._warn_messaged(dialog)
        self._open(dialog, partial(self._person.book, row))

    def _tell_standing(self, dialog: Question, must: MustTick, person: Person, row: Appointment) -> None:
        """Who has one would have two: the same dose is not given twice without a word of the clerk's."""
        from app.people.person import second_of, standing

        have = [_when(one) for one in standing(person)]
        if not have:
            return
        words = fill(self.tr("Has an appointment already: %1"), ", ".join(have))
        if second_of(person, row):
            two = self.tr("This is one more for the same dose; to have another day instead, move it.")
            must.ask(f"{words}\n{two}", self.tr("Book one more: both appointments then stand"))
        elif any(one.date == row.date for one in person.bookings):
            one_a_day = self.tr("Nobody is booked twice on one day: to have another hour, move it.")
            dialog.warn("warn", f"{words}\n{one_a_day}")
        else:
            both = self.tr("Both appointments then stand.")
            dialog.warn("warn", f"{words}\n{both}")

    def move(self, person: Person, booking: Booking, day: date, hour: int) -> None:
        if booking.date is None or booking.hour is None:
            return
        headline = fill(self.tr("Move to %1 at %2?"), text.whole_day(day), text.hour(hour))
        dialog = self._question(person, "message-square", headline, self.tr("Move the appointment"))
        old = f"{text.day(booking.date)} {text.hour(booking.hour)}"
        dialog.say(fill(self.tr("Appointment so far: %1"), old))
        if booking.date == day:
            dialog.say(say("move_same_day_first", text.lang()))
        else:
            dialog.say(self.tr("The new one is booked first; then the old one is cancelled."))
            ask_open(MustTick(dialog), [day])
        self._warn_messaged(dialog)
        self._open(dialog, partial(self._person.move, person, booking, day, hour))

    def cancel(self, person: Person, booking: Booking) -> None:
        if booking.date is None or booking.hour is None:
            return
        day, hour = text.whole_day(booking.date), text.hour(booking.hour)
        headline = fill(self.tr("Cancel the appointment on %1 at %2?"), day, hour)
        dialog = self._question(person, "x", headline, self.tr("Cancel the appointment"))
        dialog.say(self.tr("The person then has no appointment at this hour, and the seat is free for others."))
        dialog.no.say(self.tr("Keep it"))
        dialog.yes.set_kind("danger")
        self._open(dialog, partial(self._person.cancel, person, booking))

    def take_card(self, person: Person) -> None:
        dialog = self._question(person, "list-checks", self.tr("Take a queue card?"), self.tr("Take a queue card"))
        self._open(dialog, partial(self._person.take_card, person.cid))

    def give_back_card(self, person: Person) -> None:
        headline, yes = self.tr("Cancel the queue card?"), self.tr("Cancel the queue card")
        dialog = self._question(person, "undo-2", headline, yes)
        dialog.no.say(self.tr("Keep it"))
        dialog.yes.set_kind("danger")
        self._open(dialog, partial(self._person.give_back_card, person.cid))

    def register(self, cid: str) -> None:
        dialog = RegisterPerson(self._theme, self._screen, cid)
        dialog.asked.connect(self._register)
        self._open(dialog, self._nothing)

    def _register(self, person: object) -> None:
        self._registering.register([person])  # type: ignore[list-item]

    def _question(self, person: Person, icon: str, headline: str, yes: str) -> Question:
        dialog = Question(self._theme, self._screen, icon, headline)
        dialog.say(f"{person.full_name} · {masked(person.cid)}", "strong")
        dialog.yes.say(yes)
        return dialog

    def _warn_messaged(self, dialog: Question) -> None:
        words = self.tr("The citizen gets a message at once. It can't be taken back.")
        dialog.warn_of_messages(words, practice=self._person.sites.practice)

    def _open(self, dialog: Question, do: Callable[[], None]) -> None:
        self._do = do
        dialog.said_yes.connect(self._go)
        self.asking.ask(dialog)

    def _go(self) -> None:
        self.agreed.emit()
        self._do()

    def _nothing(self) -> None:
        """The dialog itself does it."""
