"""What the server tells about slots and appointments. Field names and shapes: SEEN unless marked."""

from __future__ import annotations

from datetime import date, timedelta

from app.practice.world.assumed import BY_CITIZEN, BY_STAFF
from app.practice.world.rules import hour_text
from app.practice.world.store import ACTIVE, ALL, STOOD, Row, Store


def appointment(row: Row) -> dict[str, object]:
    """One `confirm_appointment_slot` item (SEEN); `row` is a booking with its facility's `hospital_name`."""
    where = {"hospital_code": row["facility"], "hospital_name": row["hospital_name"]}
    return {"hospital_appointment_slot_id": row["id"]} | _seat(row) | where


def _seat(row: Row) -> dict[str, object]:
    return {
        "appointment_date": row["date"],
        "appointment_time": hour_text(row["hour"]),
        "appointment_type": BY_CITIZEN if row["by_citizen"] else BY_STAFF,
        "dose": row["dose"],
    }


def appointments(store: Store, where: str, *values: str | int, shown: str = ALL) -> list[dict[str, object]]:
    """`shown`: the moment of the last booking or cancellation that is told."""
    rows = store.rows(
        "SELECT booking.*, facility.name AS hospital_name FROM booking JOIN facility ON code = facility"
        f" WHERE {STOOD} AND {where} ORDER BY date, hour, booking.id",
        shown,
        shown,
        *values,
    )
    return [appointment(row) for row in rows]


def free_by_day(store: Store, facility: str, year: int, month: int, dose: int | None) -> list[dict[str, object]]:
    """Days of a month with slots open to the API and the seats left in them (shape ASSUMED)."""
    first = date(year, month, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    rows = store.rows(
        "SELECT date, sum(seats - taken) AS free FROM (SELECT slot.*, (SELECT count(*) FROM booking"
        f" WHERE slot = slot.id AND {ACTIVE}) AS taken FROM slot WHERE facility = ? AND date >= ? AND date < ?"
        " AND open_to_api AND (? IS NULL OR dose = ?)) GROUP BY date ORDER BY date",
        facility,
        first.isoformat(),
        after.isoformat(),
        dose,
        dose,
    )
    return [{"date": row["date"], "available_slot": row["free"]} for row in rows]


def free_by_hour(store: Store, facility: str, day: date, dose: int | None) -> list[dict[str, object]]:
    """The hours of a day that are open to the API, with the seats left in each (shape ASSUMED)."""
    rows = store.rows(
        f"SELECT *, seats - (SELECT count(*) FROM booking WHERE slot = slot.id AND {ACTIVE}) AS free FROM slot"
        " WHERE facility = ? AND date = ? AND open_to_api AND (? IS NULL OR dose = ?) ORDER BY hour, dose",
        facility,
        day.isoformat(),
        dose,
        dose,
    )
    return [
        {
            "hospital_appointment_slot_id": row["id"],
            "time_start": hour_text(row["hour"]),
            "time_finish": hour_text(row["end_hour"]),
            "available_slot": row["free"],
            "dose": row["dose"],
        }
        for row in rows
    ]


def booked_on(store: Store, facility: str, day: date, lean: bool, shown: str) -> list[dict[str, object]]:
    """Everybody booked on a day. SEEN: `cid` and `hospital_appointment_slot_id`; the other fields are ASSUMED."""
    rows = store.rows(
        "SELECT booking.*, prefix, first_name, last_name, mobile_phone FROM booking JOIN person USING (cid)"
        f" WHERE {STOOD} AND facility = ? AND date = ? ORDER BY hour, booking.id",
        shown,
        shown,
        facility,
        day.isoformat(),
    )
    return [_scheduled(row, lean) for row in rows]


def _scheduled(row: Row, lean: bool) -> dict[str, object]:
    seen: dict[str, object] = {"cid": row["cid"], "hospital_appointment_slot_id": row["id"]}
    if lean:
        return seen
    return seen | _seat(row) | {name: row[name] for name in ("prefix", "first_name", "last_name", "mobile_phone")}


def log_of(store: Store, cid: str) -> list[dict[str, object]]:
    """What happened to a person's bookings, oldest first (shape ASSUMED)."""
    rows = store.rows(
        "SELECT booking.*, facility.name AS hospital_name FROM booking JOIN facility ON code = facility WHERE cid = ?",
        cid,
    )
    events = [("confirm", row["at"], row["user"], row) for row in rows]
    events += [("cancel", row["cancelled_at"], row["cancelled_by"], row) for row in rows if row["cancelled_at"]]
    return [
        {"log_datetime": at, "action": action, "login": user, **appointment(row)}
        for action, at, user, row in sorted(events, key=lambda event: (event[1], event[3]["id"]))
    ]
