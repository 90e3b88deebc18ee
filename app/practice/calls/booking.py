"""Seats: taking one and giving it back. Each change is one transaction, the citizen's message within it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.practice.world.assumed import Refused
from app.practice.world.people import made_up_people
from app.practice.world.rules import Held, SlotFacts, booking_text, choose_slot, held_already
from app.practice.world.store import ACTIVE, ALL, STOOD, Row, Store
from app.practice.world.world import World, put_people


@dataclass(frozen=True, slots=True)
class Wish:
    """Someone wants a seat."""

    cid: str
    facility: str
    date: date
    hour: int
    user: str = ""  # who books it; "" = the citizen
    known: str = ALL  # the moment of the last booking or cancellation that the rules know of


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that someone holds and gives back."""

    number: int  # hospital_appointment_slot_id
    cid: str
    facility: str
    user: str = ""  # who cancels; "" = the citizen, who can't where the slot is confirm_locked (guide 2.1)


def book(world: World, wish: Wish, now: datetime) -> int:
    """Takes the seat and writes the citizen's message; returns the hospital_appointment_slot_id. Raises Refused."""
    with world.store.change() as db:
        return _book(db, world, wish, now)


def _book(db: sqlite3.Connection, world: World, wish: Wish, now: datetime) -> int:
    person = db.execute("SELECT * FROM person WHERE cid = ? AND on_target", (wish.cid,)).fetchone()
    if person is None:
        raise Refused("not_a_target")
    if (wish.date, wish.hour) < (now.date(), now.hour):
        raise Refused("slot_past")
    stands = held_already(_held(db, wish), wish.hour, world.settings.repeat)
    if stands is not None:
        return stands
    slot = choose_slot(_slots(db, wish), next_dose(db, wish.cid), by_citizen=not wish.user)
    return _take(db, wish, slot, person, now)


def _held(db: sqlite3.Connection, wish: Wish) -> list[Held]:
    rows = db.execute(
        f"SELECT id, hour FROM booking WHERE cid = ? AND facility = ? AND date = ? AND {STOOD} ORDER BY id",
        (wish.cid, wish.facility, wish.date.isoformat(), wish.known, wish.known),
    )
    return [Held(row["id"], row["hour"]) for row in rows]


def _slots(db: sqlite3.Connection, wish: Wish) -> list[SlotFacts]:
    rows = db.execute(
        f"SELECT *, (SELECT count(*) FROM booking WHERE slot = slot.id AND {ACTIVE}) AS taken FROM slot"
        " WHERE facility = ? AND date = ? AND hour = ? ORDER BY dose",
        (wish.facility, wish.date.isoformat(), wish.hour),
    )
    return [SlotFacts(r["id"], r["dose"], r["seats"], r["taken"], bool(r["open_to_api"])) for r in rows]


def next_dose(db: sqlite3.Connection, cid: str) -> int:
    return 1 + int(db.execute("SELECT coalesce(max(dose), 0) FROM vaccination WHERE cid = ?", (cid,)).fetchone()[0])


def _take(db: sqlite3.Connection, wish: Wish, slot: SlotFacts, person: Row, now: datetime) -> int:
    at = now.isoformat(timespec="milliseconds")
    seat = db.execute(
        "INSERT INTO booking (slot, cid, facility, date, hour, dose, by_citizen, user, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            slot.slot_id,
            wish.cid,
            wish.facility,
            wish.date.isoformat(),
            wish.hour,
            slot.dose,
            not wish.user,
            wish.user,
            at,
        ),
    ).lastrowid
    place = db.execute("SELECT name FROM facility WHERE code = ?", (wish.facility,)).fetchone()["name"]
    name = f"{person['first_name']} {person['last_name']}".strip()
    db.execute(
        "INSERT INTO outbox (kind, cid, channels, title, text, html, url, at, booking)"
        " VALUES ('booking', ?, ?, 'แจ้งนัดหมายรับวัคซีน', ?, '', '', ?, ?)",
        (
            wish.cid,
            channels(person),
            booking_text(name, place, wish.date, wish.hour, slot.dose),
            at,
            seat,
        ),
    )
    return int(seat or 0)


def channels(person: Row) -> str:
    """Where this person is registered, comma separated: nothing reaches the others (guide 2.3)."""
    return ",".join(name for name in ("line", "app") if person[name])


def cancel(store: Store, seat: Seat, now: datetime) -> None:
    """Gives the seat back. Raises Refused where this person does not hold it at this facility. ASSUMED: no message."""
    with store.change() as db:
        _cancel(db, seat, now)


def _cancel(db: sqlite3.Connection, seat: Seat, now: datetime) -> None:
    row = db.execute(
        "SELECT confirm_locked FROM booking JOIN slot ON slot.id = booking.slot"
        f" WHERE booking.id = ? AND cid = ? AND booking.facility = ? AND {ACTIVE}",
        (seat.number, seat.cid, seat.facility),
    ).fetchone()
    if row is None:
        raise Refused("booking_none")
    if row["confirm_locked"] and not seat.user:
        raise Refused("booking_locked")
    db.execute(
        "UPDATE booking SET cancelled_at = ?, cancelled_by = ? WHERE id = ?",
        (now.isoformat(timespec="milliseconds"), seat.user, seat.number),
    )


def change(world: World, seat: Seat, wish: Wish, now: datetime) -> int:
    """Another day or hour for a seat that is held, all or nothing; the new seat's number. Raises Refused."""
    with world.store.change() as db:
        _cancel(db, seat, now)
        return _book(db, world, wish, now)


def take_by_others(world: World, wish: Wish, seats: int, now: datetime) -> int:
    """Strangers book before the caller does: `seats` of the slot the caller would get, or all that are left where it
    is 0. They are new people, so they never stand in the caller's own list. Returns how many seats went."""
    with world.store.change() as db:
        try:
            slot = choose_slot(_slots(db, wish), next_dose(db, wish.cid))
        except Refused:
            return 0
        free = slot.seats - slot.taken
        wanted = min(seats or free, free)
        known = db.execute("SELECT count(*) FROM person").fetchone()[0]
        strangers = made_up_people(wanted, seed=1_000_000 + known)
        put_people(db, strangers, now.date())
        for stranger in strangers:
            person = db.execute("SELECT * FROM person WHERE cid = ?", (stranger.cid,)).fetchone()
            _take(db, replace(wish, cid=stranger.cid, user=""), slot, person, now)
        return wanted


def vanish(store: Store, cid: str) -> None:
    with store.change() as db:
        db.execute("UPDATE person SET on_target = 0 WHERE cid = ?", (cid,))
