"""Practice citizens as the phone screen knows them: what they received, and the seats they book and change themselves.

The real host has no call for any of it: there citizens do it in หมอพร้อม.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.values import TimeSlot
from app.thai import thai_now
from ui.bridge import Bridge
from ui.session.session import Session

if TYPE_CHECKING:
    from app.mophic.client import Client


@dataclass(frozen=True)
class Act:
    """What a citizen does in หมอพร้อม: `do` is book, move or cancel."""

    do: str
    facility: str
    date: date | None = None
    hour: int | None = None
    slot_id: int | None = None  # hospital_appointment_slot_id of the seat that is held


def offered(slots: Sequence[TimeSlot], dose: int) -> tuple[TimeSlot, ...]:
    """Slots ahead with a free seat, closed to the API or not. Of several in one hour, those for the citizen's dose."""
    now = thai_now()
    crowded = {hour for hour, count in Counter(slot.hour for slot in slots).items() if count > 1}
    return tuple(
        slot
        for slot in slots
        if slot.free
        and (slot.date, slot.hour) >= (now.date(), now.hour)
        and (slot.dose == dose or slot.hour not in crowded)
    )


class Phones(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    phones_told = Signal(object)  # list of practice citizens
    phone_told = Signal(object)  # one citizen's phone
    seats_told = Signal(object, object)  # the day, tuple of TimeSlot with a free seat
    opened = Signal()  # a message's link was tapped
    acted = Signal(object)  # the Act that the server took
    failed = Signal(object)  # AppError

    def __init__(self, session: Session, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self._bridge = session, bridge

    @property
    def practice(self) -> bool:
        return self.session.practice

    def ask_phones(self) -> None:
        self._call(lambda client: client.phones(), self.phones_told.emit)

    def ask_phone(self, cid: str) -> None:
        self._call(lambda client: client.phone(cid), self.phone_told.emit)

    def open_message(self, cid: str, number: int) -> None:
        """The citizen taps the message's link."""

        async def work(client: Client) -> Any:
            await client.open_message(cid, number)
            return await client.phone(cid)

        def opened(phone: Any) -> None:
            self.phone_told.emit(phone)
            self.opened.emit()

        self._call(work, opened)

    def ask_seats(self, facility: str, day: date, dose: int) -> None:
        """What หมอพร้อม offers a citizen on a day."""

        async def work(client: Client) -> tuple[TimeSlot, ...]:
            return offered(await client.timetable(facility, day, day), dose)

        self._call(work, lambda slots: self.seats_told.emit(day, slots))

    def act(self, cid: str, act: Act) -> None:
        """The citizen books, moves or cancels a seat."""

        async def work(client: Client) -> Any:
            await client.citizen_acts(cid, act.do, act.facility, act.slot_id, act.date, act.hour)
            return await client.phone(cid)

        def acted(phone: Any) -> None:
            self.phone_told.emit(phone)
            self.acted.emit(act)
            self.ask_phones()

        self._call(work, acted)

    def _call(self, work: Callable[[Client], Coroutine[Any, Any, Any]], told: Callable[[Any], None]) -> None:
        if self.session.desk is not None and self.practice:
            client = self.session.desk.session.client
            self._bridge.call(work(client), told, self.failed.emit)
