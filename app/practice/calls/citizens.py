"""Citizens of the practice world use หมอพร้อม themselves: see, book, change, cancel (/practice/citizens).

By the rules of the guide: a citizen may take any slot, one that is not open to the API too, and may not change one
whose booking the facility has confirmed (ยืนยันการจอง Slot).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.practice.calls import booking, slots
from app.practice.calls.booking import Seat, Wish
from app.practice.world.json_input import Node
from app.practice.world.scenario import FACILITY, read_cid
from app.practice.world.store import ACTIVE
from app.practice.world.world import World


def of(world: World, query: Mapping[str, str]) -> dict[str, object]:
    """One person's next dose and appointments, each with `locked`: whether only the facility may change it."""
    cid = query.get("cid", "")
    locked = {
        row["id"]: bool(row["confirm_locked"])
        for row in world.store.rows(
            f"SELECT booking.id, confirm_locked FROM booking JOIN slot ON slot.id = slot WHERE cid = ? AND {ACTIVE}",
            cid,
        )
    }
    held = slots.appointments(world.store, "cid = ?", cid)
    last = world.store.one("SELECT coalesce(max(dose), 0) AS dose FROM vaccination WHERE cid = ?", cid)
    assert last is not None
    return {
        "cid": cid,
        "next_dose": 1 + int(last["dose"]),
        "appointments": [{**one, "locked": locked[int(str(one["hospital_appointment_slot_id"]))]} for one in held],
    }


def change(world: World, body: object) -> dict[str, object]:
    """`{"cid", "do": "book" | "move" | "cancel", "slot_id", "date", "hour", "hospital_code"}`.

    Raises SettingsError for a field, Refused by the same rules as for staff (and booking_locked)."""
    node = Node.of(body)
    node.only(("cid", "do", "slot_id", "date", "hour", "hospital_code"))
    wanted = node.text("do", None, ("book", "move", "cancel"))
    cid, facility, now = read_cid(node), node.text("hospital_code", FACILITY), world.now()
    seat = None if wanted == "book" else Seat(node.whole("slot_id", None, 0, 10**9), cid, facility)
    if wanted == "cancel" and seat is not None:
        booking.cancel(world.store, seat, now)
        return {"slot_id": None}
    wish = Wish(cid, facility, node.days("date", now.date())[0], node.whole("hour", None, 0, 23))
    if seat is None:
        return {"slot_id": booking.book(world, wish, now)}
    return {"slot_id": booking.change(world, seat, wish, now)}
