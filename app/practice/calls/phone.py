"""What citizens have on their phones and what the sender sees of it: the Dashboard's register of messages, who opened
one, and who got nothing as they are registered nowhere. All under /practice, as on the real system no call tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.practice.calls import citizens
from app.practice.calls.messages import link_in, outbox, plain_text
from app.practice.world.json_input import Node
from app.practice.world.scenario import FACILITY
from app.practice.world.store import Row
from app.practice.world.world import World


class NoMessage(Exception):
    """The citizen has no such message."""


def register(world: World, query: Mapping[str, str]) -> list[dict[str, object]]:
    """A facility's messages, newest first: the columns of the Dashboard's register (SEEN), and the ids behind its
    numbers. `received` counts who opened it: then the server calls message_confirm_url, where there is one (SEEN; that
    ได้รับข้อความแล้ว counts just this is ASSUMED)."""
    rows = world.store.rows(
        "SELECT message.*, account.name AS staff FROM message LEFT JOIN account USING (user, facility)"
        " WHERE facility = ? ORDER BY id DESC",
        query.get("hospital_code") or FACILITY,
    )
    return [_message(world, row) for row in rows]


def _message(world: World, row: Row) -> dict[str, object]:
    sent = world.store.rows("SELECT cid, channels, opened_at FROM outbox WHERE message = ? ORDER BY id", row["id"])
    missed = world.store.rows("SELECT cid FROM message_miss WHERE message = ? ORDER BY cid", row["id"])
    return {
        "message_ref_code": row["ref_code"],
        "app_count": sum("app" in one["channels"] for one in sent),
        "line_count": sum("line" in one["channels"] for one in sent),
        "at": row["at"],
        "updated_at": row["updated_at"],
        "title": row["title"],
        "text": plain_text(row["html"]),
        "url": link_in(row["html"]),
        "staff": row["staff"] or row["user"],
        "target_count": len(sent) + len(missed),
        "received": sum(one["opened_at"] is not None for one in sent),
        "opened": [one["cid"] for one in sent if one["opened_at"]],
        "unregistered": [one["cid"] for one in sent if not one["channels"]],
        "not_target": [one["cid"] for one in missed],
    }


def phones(world: World) -> list[dict[str, object]]:
    """Every citizen: where registered, and how many messages reached or missed the person."""
    rows = world.store.rows(
        "SELECT person.*, count(outbox.id) AS sent, coalesce(sum(channels = ''), 0) AS missed,"
        " max(outbox.at) AS last FROM person LEFT JOIN outbox USING (cid)"
        " GROUP BY person.cid ORDER BY last IS NULL, last DESC, person.rowid"
    )
    return [{**_person(row), "received": row["sent"] - row["missed"], "missed": row["missed"]} for row in rows]


def _person(row: Row) -> dict[str, object]:
    name = f"{row['prefix']}{row['first_name']} {row['last_name']}".strip()
    return {
        "cid": row["cid"],
        "name": name,
        "mobile_phone": row["mobile_phone"],
        "line": bool(row["line"]),
        "app": bool(row["app"]),
        "on_target": bool(row["on_target"]),
    }


def phone(world: World, query: Mapping[str, str]) -> dict[str, object]:
    """One citizen's phone: messages by channel as that channel shows them, appointments, next dose (see `citizens.of`).
    `person` None: unknown."""
    cid = query.get("cid", "")
    row = world.store.one("SELECT * FROM person WHERE cid = ?", cid)
    own = citizens.of(world, query)
    messages = [entry for entry in reversed(outbox(world.store, cid)) if cid]
    return {
        "person": _person(row) if row else None,
        "line": [_shown(entry, "line") for entry in messages if "line" in _channels(entry)],
        "app": [_shown(entry, "app") for entry in messages if "app" in _channels(entry)],
        "missed": sum(not _channels(entry) for entry in messages),
        "next_dose": own["next_dose"],
        "appointments": own["appointments"],
    }


def _channels(entry: Mapping[str, object]) -> list[str]:
    found = entry["channels"]
    assert isinstance(found, list)
    return found


def _shown(entry: Mapping[str, object], channel: str) -> dict[str, object]:
    """The app shows the HTML, LINE the plain text (SEEN)."""
    kept = {field: entry[field] for field in ("id", "kind", "title", "text", "url", "at", "opened_at")}
    return {**kept, "html": entry["html"] if channel == "app" else ""}


def open_message(world: World, body: object) -> dict[str, object]:
    """`{"cid": …, "id": …}`: the citizen opens the message. Raises NoMessage."""
    node = Node.of(body)
    node.only(("cid", "id"))
    with world.store.change() as db:
        opened = db.execute(
            "UPDATE outbox SET opened_at = coalesce(opened_at, ?)"
            " WHERE id = ? AND cid = ? AND kind = 'message' AND channels != '' RETURNING opened_at",
            (world.now().isoformat(timespec="milliseconds"), node.whole("id", None, 0, 10**9), node.text("cid")),
        ).fetchone()
    if opened is None:
        raise NoMessage()
    return {"opened_at": opened["opened_at"]}


def vaccinated(world: World, query: Mapping[str, str]) -> list[dict[str, object]]:
    """Who got a vaccine at a facility on a day. The Dashboard knows the ids; `/api/ImmunizationList` masks them."""
    try:
        day = date.fromisoformat(query.get("date", ""))
    except ValueError:
        return []
    rows = world.store.rows(
        "SELECT cid, dose, prefix, first_name, last_name FROM vaccination JOIN person USING (cid)"
        " WHERE facility = ? AND vaccination.date = ? ORDER BY dose, cid",
        query.get("hospital_code") or FACILITY,
        day.isoformat(),
    )
    fields = ("cid", "prefix", "first_name", "last_name")
    return [{**{name: row[name] for name in fields}, "vaccine_plan_no": row["dose"]} for row in rows]
