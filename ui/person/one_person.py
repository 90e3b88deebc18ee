"""One person as the page knows them: found, looked up, booked, moved, cancelled, with a queue card."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.values import Appointment, Booking, Person, QueueCard
from app.errors import Declined
from app.events import Emit
from app.people import person
from ui.bridge import Bridge
from ui.calendar.days import Days
from ui.session.calls import Calls
from ui.session.sites import Sites
from ui.session.under_way import UnderWay, What


class OnePerson(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    found = Signal(object)  # tuple of Person
    person_told = Signal(object)  # Person, or None: not on the target list
    unread = Signal(object)  # AppError: nobody was found or looked up
    result = Signal(object)  # app.people.person.PersonResult: what became of a change
    card_taken = Signal(object)  # str: the queue card's number
    card_given_back = Signal(object)  # int
    held = Signal(object)  # Paused: the change waits; None: it goes on
    failed = Signal(object)  # AppError: the change was not made

    def __init__(self, sites: Sites, under_way: UnderWay, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sites = sites
        self.calls = Calls(sites, under_way, bridge, self)
        self.days = Days(self.calls, self)
        self._asked = 0  # the newest question for a person; older answers are dropped
        self.calls.held.connect(self.held)

    # --- asking ---

    def search(self, words: str) -> None:
        self.calls.read(lambda desk: person.search(desk, words), self.found.emit, self.unread.emit)

    def ask(self, cid: str) -> None:
        self._asked += 1
        self.calls.read(lambda desk: _look_up(desk, cid), partial(self._told, self._asked), self.unread.emit)

    def _told(self, asked: int, found: Person | None) -> None:
        if asked == self._asked:
            self.person_told.emit(found)

    # --- changing: the clerk was asked ---

    def book(self, appointment: Appointment) -> None:
        """**Messages the citizen at once.**"""
        self._change(What.BOOKING, lambda desk, *how: person.book(desk, appointment, *how))

    def cancel(self, found: Person, booking: Booking) -> None:
        self._change(What.CANCELLING, lambda desk, *how: person.cancel(desk, found, booking, *how))

    def move(self, found: Person, booking: Booking, day: date, hour: int) -> None:
        """**Messages the citizen at once.**"""
        self._change(What.MOVING, lambda desk, *how: person.move(desk, found, booking, day, hour, *how))

    def _change(
        self, what: What, work: Callable[[Desk, Control, Emit], Coroutine[Any, Any, person.PersonResult]]
    ) -> None:
        self.calls.change(what, work, self.result.emit, self.failed.emit)

    def take_card(self, cid: str) -> None:
        self._change_card(What.BOOKING, lambda desk: person.take_card(desk, cid), self.card_taken.emit)

    def give_back_card(self, cid: str) -> None:
        self._change_card(What.CANCELLING, lambda desk: person.give_back_card(desk, cid), self.card_given_back.emit)

    def _change_card(
        self, what: What, work: Callable[[Desk], Coroutine[Any, Any, QueueCard]], told: Callable[[str], None]
    ) -> None:
        self.calls.change(
            what,
            lambda desk, _control, _emit: work(desk),
            lambda card: told(card.shown),
            self.failed.emit,
        )


async def _look_up(desk: Desk, cid: str) -> Person | None:
    """None: not on the target list."""
    try:
        return await person.look_up(desk, cid)
    except Declined as error:
        if error.code != "not_a_target":
            raise
        return None
