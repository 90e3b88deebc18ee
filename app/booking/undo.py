"""Seats given back: a whole batch, one person's appointment, or the seats that somebody has too many.

After each call the server's books are looked at; what it answered is not believed alone (the one public caller of
CancelAppointmentSlot ignores its answer).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from app.booking.batch_rows import BatchRows
from app.booking.doubt import CANT_TELL, Doubt
from app.booking.flow import Flow
from app.booking.seats import Day, Schedules
from app.domain.values import State
from app.errors import AppError, Declined
from app.journal.batches import Entry
from app.mophic.client import Flight
from app.mophic.session import Session

ROUNDS = 4  # seats of one person and hour that are given back one after the other


class Undo:
    """Cancels what stands booked in the rows of one batch."""

    def __init__(self, session: Session, rows: BatchRows, schedules: Schedules, flow: Flow, doubt: Doubt) -> None:
        self._session = session
        self._rows = rows
        self._schedules = schedules
        self._flow = flow
        self._doubt = doubt

    async def undo(self, *, only_ours: bool) -> None:
        """Cancel, look, and cancel what is still there of the same person and hour: a repeat on the way to the server
        may have made two seats of one call. `only_ours`: what this batch booked; else whoever booked it."""
        self._rows.phase("looking")
        await self._doubt.settle()
        await self._doubt.refused()  # what was done all the same is given back too
        entries = self._booked(only_ours)
        for _ in range(ROUNDS):
            for entry in entries:
                if entry.outcome.slot_id is None:
                    await self._learn_slot(entry)
            self._rows.phase("cancelling")
            numbers = {entry.outcome.row for entry in entries}
            known = [entry for entry in self._booked(only_ours) if entry.outcome.row in numbers]
            await self._flow.send_all(known, self._cancel)
            await self._doubt.settle()
            entries = [entry for entry in self._booked(only_ours) if entry.outcome.code == "another_seat"]
            if not entries:
                return

    def _booked(self, only_ours: bool) -> Sequence[Entry]:
        return [entry for entry in self._rows.entries(State.BOOKED) if entry.tries or not only_ours]

    async def _learn_slot(self, entry: Entry) -> None:
        row = entry.appointment
        with suppress(*CANT_TELL):
            nothing = Day(row.date, self._schedules.facility, None)
            seen = await self._schedules.find(row, nothing, self._flow.patiently)
            if (slot_id := seen.slot()) is not None:
                self._rows.mark(row.row, State.BOOKED, entry.outcome.code, slot_id=slot_id, verified=True)

    async def cancel_extra(self) -> None:
        """Where somebody has two seats for one hour, give back all but the one of the lowest number: two computers
        that both do this leave one seat, not none."""
        self._rows.phase("looking")
        await self._doubt.settle()
        extra: list[tuple[Entry, int]] = []
        for entry in self._rows.entries(State.BOOKED, State.SKIPPED):
            if entry.outcome.code == "two_seats":
                extra += await self._extra_of(entry)
        self._rows.phase("cancelling")
        await self._flow.send_all(extra, self._cancel_one)
        await self._doubt.settle()

    async def _extra_of(self, entry: Entry) -> Sequence[tuple[Entry, int]]:
        row = entry.appointment
        day = await self._doubt.day_or_nothing(row.date)
        with suppress(*CANT_TELL):
            seen = await self._schedules.find(row, day, self._flow.patiently, both=True)
            if len(seen.seats) == 1 and entry.outcome.state is State.BOOKED:  # somebody else was quicker
                self._rows.mark(row.row, State.BOOKED, slot_id=seen.slot(), verified=True)
            return [(entry, slot_id) for slot_id in seen.slot_ids[1:]]
        return []

    async def _cancel(self, entry: Entry, flight: Flight) -> bool:
        if entry.outcome.slot_id is None:
            self._rows.mark(entry.outcome.row, State.BOOKED, "cancel_needs_slot")
            return False
        return await self._give_back(entry, entry.outcome.slot_id, "", flight)

    async def _cancel_one(self, extra: tuple[Entry, int], flight: Flight) -> bool:
        return await self._give_back(*extra, "extra_seat", flight)

    async def _give_back(self, entry: Entry, slot_id: int, code: str, flight: Flight) -> bool:
        """One seat's call. Whatever is answered, the row stays `cancelling` until a look tells. True: it surely had no
        effect and is to be made again."""
        row, client = entry.appointment, self._session.client
        flight.about_to_send = partial(self._intend, row.row, code, flight)
        cancel = partial(client.cancel, self._schedules.facility, row.cid, slot_id, flight)
        try:
            await self._session.call(cancel, flight)
        except AppError as error:
            self._flow.react(error)
            if isinstance(error, Declined) and error.code != "no_booking" and not code:
                self._rows.mark(row.row, State.CANCELLING, "cancel_refused", detail=error.detail)
            elif flight.intended and not flight.sent:
                self._rows.mark(row.row, State.BOOKED, entry.outcome.code)
            return not flight.sent
        except asyncio.CancelledError:
            if flight.intended and not flight.sent:
                self._rows.mark(row.row, State.BOOKED, entry.outcome.code)
            raise
        self._flow.went_well()
        return False

    def _intend(self, number: int, code: str, flight: Flight) -> None:
        """On disk before the first byte leaves."""
        if not flight.intended:
            self._rows.mark(number, State.CANCELLING, code)
            flight.intended = True
