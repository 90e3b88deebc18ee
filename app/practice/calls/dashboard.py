"""What only the Dashboard can do on the real system, and the truth about this server: all under /practice."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from app.practice.calls.messages import outbox
from app.practice.world.faults import FaultPlan, read_fault
from app.practice.world.json_input import Node
from app.practice.world.scenario import FACILITY, Hour, read_citizen, read_hours, read_login
from app.practice.world.store import ACTIVE
from app.practice.world.world import World, put_facility, put_hours, put_people

_EDITABLE = ("seats", "dose", "open_to_api", "confirm_locked")


class Clash(Exception):
    """The change would lose a booking or make two slots of one hour and dose; nothing was changed."""

    def __init__(self, code: str, slot: str) -> None:
        self.code = code
        self.slot = slot
        super().__init__(code)


def state(world: World) -> dict[str, object]:
    """The truth: who is booked, how often the server was called, who was blocked, what citizens received."""
    rows = world.store.rows(
        "SELECT cid, facility AS hospital_code, date, hour, id AS slot_id, by_citizen FROM booking"
        f" WHERE {ACTIVE} ORDER BY id"
    )
    fields = ("cid", "hospital_code", "date", "hour", "slot_id")
    return {
        "bookings": [{field: row[field] for field in fields} for row in rows],
        "calls": world.gate.counts(),
        "blocks": world.gate.blocks,
        "outbox": outbox(world.store),
        "booked_by_citizens": [row["slot_id"] for row in rows if row["by_citizen"]],
        "cancelled": [
            dict(row)
            for row in world.store.rows(
                "SELECT cid, facility AS hospital_code, date, hour, id AS slot_id, cancelled_at FROM booking"
                f" WHERE NOT ({ACTIVE}) ORDER BY id"
            )
        ],
        "blocked_for_seconds": round(world.gate.blocked_for(), 3),
        "faults_struck": dict(world.faults.struck),
        "faults_met": list(world.faults.strikes),
        "redirects_followed": world.redirects_followed,
        "repeated_seats": list(world.repeated_seats),
    }


def slots(world: World, query: Mapping[str, str]) -> list[dict[str, object]]:
    """Every slot of a facility between two days, closed ones too, with its seats taken."""
    first = query.get("from") or world.now().date().isoformat()
    rows = world.store.rows(
        f"SELECT *, (SELECT count(*) FROM booking WHERE slot = slot.id AND {ACTIVE}) AS taken FROM slot"
        " WHERE facility = ? AND date >= ? AND date <= ? ORDER BY date, hour, dose",
        query.get("hospital_code") or FACILITY,
        first,
        query.get("to") or date.max.isoformat(),
    )
    return [
        {
            "slot_id": row["id"],
            "hospital_code": row["facility"],
            "date": row["date"],
            "hour": row["hour"],
            "end_hour": row["end_hour"],
            "dose": row["dose"],
            "seats": row["seats"],
            "taken": row["taken"],
            "open_to_api": bool(row["open_to_api"]),
            "confirm_locked": bool(row["confirm_locked"]),
        }
        for row in rows
    ]


def change_slots(world: World, body: object) -> dict[str, object]:
    """`{"create": […], "edit": […], "delete": […]}`, all or nothing. Raises SettingsError for a field, Clash for
    what the slots do not allow: never below the seats taken, never two of one dose that overlap."""
    node = Node.of(body)
    node.only(("create", "edit", "delete"))
    create = [hour for item in node.nodes("create") for hour in read_hours(item, world.now().date())]
    edit = node.nodes("edit")
    delete = node.wholes("delete", 0, 10**9) if "delete" in node.value else ()
    with world.store.change() as db:
        for slot in delete:
            _delete(db, slot)
        for item in edit:
            _edit(db, item)
        for hour in create:
            _create(db, hour)
    return {"created": len(create), "edited": len(edit), "deleted": len(delete)}


def _create(db: sqlite3.Connection, hour: Hour) -> None:
    overlap = db.execute(
        "SELECT 1 FROM slot WHERE facility = ? AND date = ? AND dose = ? AND hour < ? AND end_hour > ?",
        (hour.facility, hour.date.isoformat(), hour.dose, hour.end_hour, hour.hour),
    )
    if overlap.fetchone():
        raise Clash("slot_overlaps", f"{hour.date} {hour.hour:02d}:00")
    put_facility(db, hour.facility, f"หน่วยบริการ {hour.facility} (ข้อมูลสมมุติ)")
    put_hours(db, [hour])


def _edit(db: sqlite3.Connection, item: Node) -> None:
    item.only(("slot_id", *_EDITABLE))
    slot = item.whole("slot_id", None, 0, 10**9)
    row = db.execute("SELECT * FROM slot WHERE id = ?", (slot,)).fetchone()
    if row is None:
        raise Clash("slot_unknown", str(slot))
    seats = item.whole("seats", row["seats"], 0, 10_000)
    if seats < _taken(db, slot):
        raise Clash("seats_below_taken", str(slot))
    try:
        db.execute(
            "UPDATE slot SET seats = ?, dose = ?, open_to_api = ?, confirm_locked = ? WHERE id = ?",
            (
                seats,
                item.whole("dose", row["dose"], 1, 20),
                item.flag("open_to_api", bool(row["open_to_api"])),
                item.flag("confirm_locked", bool(row["confirm_locked"])),
                slot,
            ),
        )
    except sqlite3.IntegrityError as error:
        raise Clash("slot_overlaps", str(slot)) from error


def _delete(db: sqlite3.Connection, slot: int) -> None:
    if _taken(db, slot):
        raise Clash("seats_below_taken", str(slot))
    if not db.execute("DELETE FROM slot WHERE id = ?", (slot,)).rowcount:
        raise Clash("slot_unknown", str(slot))


def _taken(db: sqlite3.Connection, slot: int) -> int:
    row = db.execute(f"SELECT count(*) FROM booking WHERE slot = ? AND {ACTIVE}", (slot,)).fetchone()
    return int(row[0])


def change_people(world: World, body: object) -> dict[str, object]:
    """`{"people": […]}` as in a scenario: new ones, or new facts about known ones."""
    people = [read_citizen(item) for item in Node.of(body).nodes("people")]
    with world.store.change() as db:
        put_people(db, people, world.now().date())
    return {"people": len(people)}


def change_accounts(world: World, body: object) -> dict[str, object]:
    """`{"accounts": […]}` as in a scenario; a known account gets the password and its tokens stop."""
    logins = [read_login(item) for item in Node.of(body).nodes("accounts")]
    for login in logins:
        world.set_login(login)
    return {"accounts": len(logins)}


def change_faults(world: World, body: object) -> dict[str, object]:
    """`{"faults": […], "seed": n}` takes the place of the faults so far, and heals what they broke."""
    node = Node.of(body)
    node.only(("faults", "seed"))
    faults = [read_fault(item) for item in node.nodes("faults")]
    world.faults = FaultPlan(faults, node.whole("seed", world.settings.seed, 0, 2**63 - 1))
    world.cached.clear()
    world.login_refused = False
    world.tokens.refuse_all = False
    return {"faults": len(faults)}


def people(world: World) -> list[dict[str, object]]:
    rows = world.store.rows("SELECT * FROM person ORDER BY rowid")
    return [{**dict(row), **{flag: bool(row[flag]) for flag in ("line", "app", "on_target")}} for row in rows]


def describe(world: World) -> dict[str, object]:
    """What runs here, for whoever asks."""
    return {"practice": True, "settings": asdict(world.settings)}
