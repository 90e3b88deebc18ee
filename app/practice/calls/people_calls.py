"""People: the target list, vaccinations, queue cards, field sites and the look-up tables."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import date

from app.practice.calls import slots
from app.practice.calls.messages import Message
from app.practice.world.assumed import Refused
from app.practice.world.store import ACTIVE, Row, Store
from app.practice.world.world import PROVINCE, Account

GENDERS = {1: "ชาย", 2: "หญิง"}
# 1 and the risk types up to 307 are the manual's (SEEN); the other numbers, and what most are called, are ASSUMED.
PERSON_TYPES = {
    1: "บุคลากรทางการแพทย์",
    2: "เจ้าหน้าที่ด่านหน้า",
    3: "ผู้มีโรคประจำตัว",
    4: "ประชาชนทั่วไป",
    5: "ผู้สูงอายุ 60 ปีขึ้นไป",
}
RISK_TYPES = {
    101: "แพทย์และพยาบาล",
    102: "บุคลากรอื่นของสถานพยาบาล",
    201: "เจ้าหน้าที่ที่มีโอกาสสัมผัสผู้ป่วย",
    301: "โรคทางเดินหายใจเรื้อรัง",
    302: "โรคหัวใจและหลอดเลือด",
    303: "โรคไตวายเรื้อรัง",
    304: "โรคหลอดเลือดสมอง",
    305: "โรคอ้วน",
    306: "โรคมะเร็ง",
    307: "โรคเบาหวาน",
    401: "ไม่มีโรคประจำตัว",
}
_USUAL_TYPE, _USUAL_RISK = 4, 401
MANUFACTURERS = {1: "AstraZeneca", 6: "Pfizer", 7: "Sinovac", 8: "Sinopharm", 9: "Moderna"}
# The tables' names are ASSUMED.
TABLES: dict[str, dict[int, str]] = {
    "gender": GENDERS,
    "person_type": PERSON_TYPES,
    "person_risk_type": RISK_TYPES,
    "vaccine_manufacturer": MANUFACTURERS,
}
# SEEN: ids and gender are Number, codes, dates and phones are String, and senders that mix them up are refused.
_NUMBERS = ("gender", "person_type_id", "person_risk_type_id")
_MUST = ("cid", "prefix", "first_name", "last_name", "birth_date", "gender")


def target(store: Store, cid: str, shown: str) -> dict[str, object]:
    """What `ImmunizationTarget` tells of a person. Someone not on the list: an empty `person` (INFERRED).
    `shown`: the moment of the last booking or cancellation that is told."""
    row = store.one("SELECT * FROM person WHERE cid = ? AND on_target", cid)
    booked = slots.appointments(store, "cid = ?", cid, shown=shown)
    given = _vaccinations(store, cid)
    return {
        "person": _person(row) if row else {},
        "confirm_appointment_slot_count": len(booked),
        "confirm_appointment_slot": booked,
        "vaccine_history_count": len(given),
        "vaccine_history": given,
        "vaccine_certificate": [],
        "lab_test_results": [],
        "queue_status": _queue_status(store, cid),
    }


def _person(row: Row) -> dict[str, object]:
    person: dict[str, object] = {
        "cid": row["cid"],
        "prefix": row["prefix"],
        "first_name": row["first_name"],
        "last_name": row["last_name"],
        "birth_date": row["birth_date"],
        "gender": row["gender"],
        "gender_name": GENDERS[row["gender"]],
        "person_type_id": _USUAL_TYPE,
        "person_risk_type_id": _USUAL_RISK,
        "need_vaccine": "Y",
        "person_need_vaccine": "Y",
        "vaccine_eligible": "Y",
        "mobile_phone": row["mobile_phone"],
        "hospital_province_code": PROVINCE,
        "hospital_province_name": "จังหวัดสมมุติ",
        "conflict_hospital_count": 0,
        "conflict_hospital": [],
        "eligible_hospital": [],
        "domicile_hospital": [],
    }
    more: dict[str, object] = json.loads(row["more"])
    told = person | more
    names = {"person_type": PERSON_TYPES, "person_risk_type": RISK_TYPES}
    return told | {f"{table}_name": known.get(_number(told[f"{table}_id"]), "") for table, known in names.items()}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _vaccinations(store: Store, cid: str) -> list[dict[str, object]]:
    rows = store.rows(
        "SELECT vaccination.*, name FROM vaccination JOIN facility ON code = facility WHERE cid = ? ORDER BY dose",
        cid,
    )
    return [
        {
            "immunization_datetime": f"{row['date']}T09:00:00",
            "vaccine_name": "วัคซีนฝึกหัด",
            "vaccine_plan_no": row["dose"],
            "hospital_code": row["facility"],
            "hospital_name": row["name"],
            "province_name": "จังหวัดสมมุติ",
            "lot_number": f"LOT{row['dose']:03d}",
            "serial_no": "",
            "expiration_date": None,
            "appointment": [],
            "aefi_followup": [],
        }
        for row in rows
    ]


def history(store: Store, cid: str) -> dict[str, object]:
    """`patient` with its visits, and that there is a certificate, is SEEN in what public clients read."""
    given = _vaccinations(store, cid)
    row = store.one("SELECT first_name, last_name, birth_date FROM person WHERE cid = ?", cid)
    return {
        "cid": cid,
        "vaccine_history_count": len(given),
        "vaccine_history": given,
        "vaccine_certificate": [{"vaccine_plan_no": one["vaccine_plan_no"]} for one in given],
        "patient": {**dict(row), "visit": [_visit(cid, one) for one in given]} if row else None,
    }


def _visit(cid: str, given: Mapping[str, object]) -> dict[str, object]:
    injected = {
        "immunization_datetime": given["immunization_datetime"],
        "vaccine_code": "",
        "vaccine_ref_name": f"{given['vaccine_name']} [{MANUFACTURERS[1]}]",
        "vaccine_plan_no": given["vaccine_plan_no"],
        "lot_number": given["lot_number"],
        "vaccine_expiration_date": given["expiration_date"],
        "vaccine_serial_no": given["serial_no"],
        "practitioner_name": "",
    }
    return {
        "visit_guid": _guid(cid, given["vaccine_plan_no"]),
        "visit_datetime": given["immunization_datetime"],
        "hospital_code": given["hospital_code"],
        "hospital_name": given["hospital_name"],
        "visit_immunization": [injected],
    }


def _guid(cid: str, dose: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{cid}/{dose}")).upper()


def injected_on(store: Store, facility: str, day: date) -> list[dict[str, object]]:
    """Who got a vaccine at this facility on a day (SEEN MAN p.36). The ids come masked by a long run of F and their
    last two digits; how long a run is ASSUMED."""
    rows = store.rows(
        "SELECT cid, dose, prefix, first_name, last_name FROM vaccination JOIN person USING (cid)"
        " WHERE facility = ? AND vaccination.date = ? ORDER BY cid",
        facility,
        day.isoformat(),
    )
    return [
        {
            "visit_guid": _guid(row["cid"], row["dose"]),
            "cid": f"{'F' * 32}:{row['cid'][-2:]}",
            "hn": "",
            "patient_name": f"{row['prefix']}{row['first_name']} {row['last_name']}".strip(),
            "immunization_datetime": f"{day.isoformat()}T09:00:00",
            "vaccine_code": "",
            "vaccine_plan_no": row["dose"],
            "vaccine_manufacturer_id": 1,
        }
        for row in rows
    ]


def lookup(table: str) -> list[dict[str, object]]:
    """A table, or the tables' names (SEEN MAN p.26-27, that no name lists them; how is ASSUMED)."""
    if not table:
        return [{"table_name": name} for name in TABLES]
    if table not in TABLES:
        raise Refused("table_unknown", table)
    return [{f"{table}_id": number, f"{table}_name": name} for number, name in TABLES[table].items()]


def field_sites(store: Store, where: str, value: str) -> list[dict[str, object]]:
    """Shape ASSUMED."""
    rows = store.rows(f"SELECT * FROM facility WHERE {where} ORDER BY code", value)
    return [
        {
            "hospital_code": row["code"],
            "hospital_name": row["name"],
            "province_code": row["province_code"],
            "main_hospital_code": row["field_of"],
        }
        for row in rows
    ]


def take_queue_card(account: Account, cid: str, facility: str, manufacturer: int | None) -> dict[str, object]:
    """One card a person and facility (ASSUMED)."""
    store = account.world.store
    with store.change() as db:
        if not db.execute("SELECT 1 FROM person WHERE cid = ? AND on_target", (cid,)).fetchone():
            raise Refused("not_a_target")
        held = db.execute(f"SELECT 1 FROM queue WHERE cid = ? AND facility = ? AND {ACTIVE}", (cid, facility))
        if held.fetchone():
            raise Refused("queue_exists")
        db.execute(
            "INSERT INTO queue (cid, facility, manufacturer, at) VALUES (?, ?, ?, ?)",
            (cid, facility, manufacturer, account.now.isoformat(timespec="seconds")),
        )
    return _queue_status(store, cid) or {}


def cancel_queue_card(account: Account, cid: str, facility: str, card: int) -> None:
    with account.world.store.change() as db:
        gone = db.execute(
            f"UPDATE queue SET cancelled_at = ? WHERE id = ? AND cid = ? AND facility = ? AND {ACTIVE}",
            (account.now.isoformat(timespec="seconds"), card, cid, facility),
        )
        if not gone.rowcount:
            raise Refused("queue_none")


def _queue_status(store: Store, cid: str) -> dict[str, object] | None:
    """The person's newest card, or None. Its keys, and that a field site's has a number of its own, are SEEN (MAN
    p.45); how that number looks is ASSUMED."""
    row = store.one(
        "SELECT queue.*, name, field_of, (SELECT count(*) FROM queue AS earlier WHERE earlier.facility = queue.facility"
        " AND earlier.id <= queue.id) AS place FROM queue JOIN facility ON code = facility"
        f" WHERE cid = ? AND {ACTIVE} ORDER BY queue.id DESC",
        cid,
    )
    if row is None:
        return None
    return {
        "hospital_person_queue_id": row["id"],
        "hospital_code": row["facility"],
        "hospital_name": row["name"],
        "queue_no": row["place"],
        "field_queue_no": f"F{row['place']:03d}" if row["field_of"] else "",
        "vaccine_manufacturer_id": row["manufacturer"],
        "vaccine_manufacturer_name": MANUFACTURERS.get(row["manufacturer"], ""),
        "queue_datetime": row["at"],
    }


def _entry(body: object, field: str) -> object:
    if not isinstance(body, Mapping) or not body.get(field):
        raise Refused("param_missing", field)
    return body[field]


def _text(body: object, field: str) -> str:
    value = _entry(body, field)
    if not isinstance(value, str):
        raise Refused("param_wrong", field)
    return value


def _targets(account: Account, body: object) -> list[object]:
    account.may_use(_text(_entry(body, "hospital"), "hospital_code"))
    targets = body.get("target") if isinstance(body, Mapping) else None
    if not isinstance(targets, list) or not targets:
        raise Refused("target_empty")
    return targets


def register_targets(account: Account, body: object, good_cid: Callable[[str], str]) -> list[dict[str, object]]:
    """`SendImmunizationTarget`: puts people on the list, all or none. The answer's shape is ASSUMED."""
    people = [_read_target(entry, good_cid) for entry in _targets(account, body)]
    with account.world.store.change() as db:
        for person, more in people:
            db.execute(
                "INSERT INTO person VALUES (:cid, :prefix, :first_name, :last_name, :birth_date, :gender,"
                " :mobile_phone, 0, 0, 1, :more) ON CONFLICT (cid) DO UPDATE SET (prefix, first_name, last_name,"
                " birth_date, gender, mobile_phone, on_target, more) = (excluded.prefix, excluded.first_name,"
                " excluded.last_name, excluded.birth_date, excluded.gender, excluded.mobile_phone, 1, excluded.more)",
                {**person, "more": json.dumps(more, ensure_ascii=False)},
            )
    return [{"cid": person["cid"], "MessageCode": 200, "Message": "OK"} for person, _ in people]


def _read_target(entry: object, good_cid: Callable[[str], str]) -> tuple[dict[str, object], dict[str, object]]:
    """The person's own fields, and the others as they came."""
    for field in _MUST:
        _entry(entry, field)
    assert isinstance(entry, Mapping)
    for field, value in entry.items():
        number = isinstance(value, int) and not isinstance(value, bool)
        if value is not None and number != (field in _NUMBERS):
            raise Refused("param_wrong", str(field))
    good_cid(entry["cid"])
    if entry["gender"] not in GENDERS:
        raise Refused("param_wrong", "gender")
    try:
        date.fromisoformat(entry["birth_date"])
    except ValueError:
        raise Refused("param_wrong", "birth_date") from None
    person = {field: entry[field] for field in _MUST} | {"mobile_phone": entry.get("mobile_phone") or ""}
    return person, {field: value for field, value in entry.items() if field not in person}


def read_message(account: Account, body: object, good_cid: Callable[[str], str]) -> Message:
    """The body of `SendMessageTarget`; raises Refused naming the field."""
    targets = _targets(account, body)
    if not all(isinstance(cid, str) for cid in targets):
        raise Refused("param_wrong", "target")
    url = body.get("message_confirm_url", "") if isinstance(body, Mapping) else ""
    return Message(
        ref_code=_text(body, "message_ref_code"),
        title=_text(body, "message_title"),
        html=_text(body, "message_content_html"),
        url=str(url or ""),
        targets=tuple(good_cid(str(cid)) for cid in targets),
    )
