"""Who may have which seat. Pure: facts in, a slot or a refusal out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.practice.world.assumed import Refused

Repeat = Literal["refuse", "refuse_hour", "again", "same"]
_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """One hour as the Dashboard made it, and how full it is."""

    slot_id: int
    dose: int
    seats: int
    taken: int
    open_to_api: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment a person has at a facility on one day."""

    booking_id: int
    hour: int


def choose_slot(slots: Sequence[SlotFacts], next_dose: int, *, by_citizen: bool = False) -> SlotFacts:
    """The slot of one hour that a person gets. ASSUMED: where an hour has slots of several doses the person's
    next dose decides; where it has one, its dose does not matter (the call names none)."""
    if not slots:
        raise Refused("slot_none")
    usable = [slot for slot in slots if slot.open_to_api or by_citizen]
    if not usable:
        raise Refused("slot_closed")
    if len(usable) > 1:
        usable = [slot for slot in usable if slot.dose == next_dose]
    if not usable:
        raise Refused("slot_other_dose")
    if usable[0].taken >= usable[0].seats:
        raise Refused("slot_full")
    return usable[0]


def held_already(held: Sequence[Held], hour: int, repeat: Repeat) -> int | None:
    """What a person's other appointments of that day at that facility mean for one more: the booking that stands
    for this one (repeat = same), or None for "go on". ASSUMED: one appointment a person, day and facility; the
    real answer to a repeat is unknown, so a scenario may choose it (refuse_hour: the other hours of the day go)."""
    if repeat == "again":
        return None
    for booking in held:
        if booking.hour == hour:
            if repeat == "same":
                return booking.booking_id
            raise Refused("already_booked")
    if held and repeat != "refuse_hour":
        raise Refused("day_taken")
    return None


def thai_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + 543}"


def booking_text(name: str, facility: str, day: date, hour: int, dose: int) -> str:
    """What the citizen reads. The real wording is unknown: ASSUMED."""
    return f"คุณ{name} มีนัดหมายรับวัคซีนเข็มที่ {dose} วันที่ {thai_day(day)} เวลา {hour:02d}:00 น. ที่{facility}"


def hour_text(hour: int) -> str:
    """08:00:00, as answers give it (SEEN)."""
    return f"{hour:02d}:00:00"
