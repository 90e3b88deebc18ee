"""Wire to domain values, in one place. Lenient in what it reads; a shape it does not know is an error, never a guess.

Marks as in the contract: SEEN, INFERRED, ASSUMED. Everything ASSUMED about answers stands in this file.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import Account, Booking, Delivery, FieldSite, Injected, Person, QueueCard, Slot, TimeSlot
from app.errors import (
    AppError,
    Blocked,
    Declined,
    NotSent,
    ServiceChanged,
    Throttled,
    TokenRefused,
    Uncertain,
)

DETAIL_LENGTH = 300  # of the server's untrusted words we keep

# ASSUMED: the real texts are unknown. A match only picks a better sentence; no match is a plain refusal.
REFUSALS: tuple[tuple[str, str], ...] = (
    (r"ครั้งต่อชั่วโมง|per hour", "message_limit"),
    (r"ยืนยันการจอง", "booking_locked"),
    (r"ไม่พบการจอง|no booking", "no_booking"),
    (r"เต็ม|\bfull\b", "slot_full"),
    (r"ไม่เปิด.*API|not open", "slot_not_open"),
    (r"ไม่(พบ|มี).*(ตาราง|slot)|no slot", "no_slot"),
    (r"จอง.*แล้ว|มีนัด|already", "already_booked"),
    (r"กลุ่มเป้าหมาย|not.*target", "not_a_target"),
    (r"หน่วยบริการไม่ตรง|facility", "facility_mismatch"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, bounded in size."""

    status: int
    body: str
    retry_after: float = 0.0


def clean(text: object) -> str:
    """The server's words as plain text of one line, bounded."""
    flat = re.sub(r"\s+", " ", re.sub(r"<[^>]*>|[\x00-\x1f\x7f]", " ", str(text or ""))).strip()
    return flat[:DETAIL_LENGTH]


def result_of(answer: Answer) -> Any:
    """What a successful call brought; anything else raises the error that tells the fate of the call.

    Success is HTTP 200 and MessageCode 200 (SEEN); where there is no MessageCode, `result` alone stands for it (SEEN).
    """
    body = answer.body.strip().lstrip("\ufeff")
    if body == "terminated":  # SEEN once
        raise Blocked()
    if answer.status == 200 and body.startswith("<"):
        raise ServiceChanged("html_page", clean(body))
    if 300 <= answer.status < 400:
        raise ServiceChanged("redirected")
    envelope = _envelope(body)
    code = _int(envelope.get("messagecode")) if envelope else None
    message = clean(envelope.get("message") if envelope else body)
    worst = code if answer.status == 200 and code is not None else answer.status
    if worst != 200:
        raise _failure(worst, message, answer.retry_after, understood=envelope is not None)
    if envelope is None or (code is None and "result" not in envelope):
        raise ServiceChanged("not_understood", clean(body))
    return envelope.get("result")


def _failure(status: int, message: str, retry_after: float, *, understood: bool) -> AppError:
    if status == 429 or (status == 401 and "too many" in message.lower()):  # SEEN in the field
        return Throttled(detail=message, retry_after=retry_after)
    if status == 401 or "jwt expire" in message.lower():  # SEEN; the sister API says it with 501
        return TokenRefused(detail=message)
    if status == 407:
        return NotSent("proxy_sign_in")
    if 400 <= status < 500 or (status == 501 and understood):
        return Declined(refusal_code(message), message)
    if status >= 500:
        return Uncertain("server_trouble", message)
    # ASSUMED: any other MessageCode is a refusal.
    return Declined(refusal_code(message), message)


def refusal_code(message: str) -> str:
    return next((code for words, code in REFUSALS if re.search(words, message, re.IGNORECASE)), "refused")


def _envelope(body: str) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return lowered(value) if isinstance(value, dict) else None


def lowered(value: Mapping[str, Any]) -> dict[str, Any]:
    """Keys are read without case (SEEN: senders differ)."""
    return {str(key).lower(): item for key, item in value.items()}


def read_token(body: str) -> str:
    """The bare JWT (SEEN); a BOM, white space or quotes around it are tolerated. "" where it is none."""
    token = body.strip().lstrip("\ufeff").strip().strip('"').strip()
    return token if re.fullmatch(r"eyJ[\w-]+\.[\w-]+\.[\w-]*", token) else ""


def read_claims(token: str) -> dict[str, Any]:
    """The token's claims, unverified: the server checks its own token, we only read its times and names."""
    part = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def read_account(claims: Mapping[str, Any], facility: str, user: str) -> Account:
    inside = claims.get("client")
    client = inside if isinstance(inside, dict) else claims  # either place is SEEN
    return Account(
        facility=facility,
        user=user,
        name=clean(client.get("name")),
        facility_name=clean(client.get("hospital_name")),
    )


def facility_of(claims: Mapping[str, Any]) -> str:
    """The facility the token is for, "" where it does not say."""
    inside = claims.get("client")
    client = inside if isinstance(inside, dict) else claims
    return str(client.get("hospital_code") or "")


def lifetime(claims: Mapping[str, Any]) -> float:
    """Seconds from `iat` to `exp`; 12 hours (SEEN) where the token does not say."""
    issued, ends = _int(claims.get("iat")), _int(claims.get("exp"))
    return float(ends - issued) if issued is not None and ends is not None and ends > issued else 12 * 3600.0


def read_slots(result: Any) -> tuple[Slot, ...]:
    """ASSUMED shape; advisory (a caller must work when it cannot be read)."""
    slots = []
    for item in _items(result):
        hour = _hour(item.get("time_start"))
        if hour is None or (left := _int(item.get("available_slot"))) is None:
            raise ServiceChanged("not_understood", clean(item))
        end = _hour(item.get("time_finish"))
        slot_id = _int(item.get("hospital_appointment_slot_id")) or 0
        slots.append(Slot(slot_id, hour, end if end is not None else hour + 1, left, _int(item.get("dose")) or 1))
    return tuple(slots)


def read_month(result: Any) -> dict[date, int]:
    """Seats left by day. ASSUMED shape (the 2024 API's)."""
    days: dict[date, int] = {}
    for item in _items(result):
        day, left = _date(item.get("date")), _int(item.get("available_slot"))
        if day is None or left is None:
            raise ServiceChanged("not_understood", clean(item))
        days[day] = days.get(day, 0) + left
    return days


def read_booking(item: Mapping[str, Any], cid: str = "") -> Booking:
    """One `confirm_appointment_slot` item (SEEN) or one line of the day's schedule (cid and slot id SEEN)."""
    fields = lowered(item)
    return Booking(
        cid=_cid(fields.get("cid")) or cid,
        slot_id=_int(fields.get("hospital_appointment_slot_id")),
        date=_date(fields.get("appointment_date")),
        hour=_hour(fields.get("appointment_time")),
        dose=_int(fields.get("dose")),
        facility=str(fields.get("hospital_code") or ""),
        by_citizen=fields.get("appointment_type") == "หมอพร้อม",  # SEEN
        facility_name=clean(fields.get("hospital_name")),
        person_name=_name(fields),
        mobile_phone=clean(fields.get("mobile_phone")),
    )


def _name(fields: Mapping[str, Any]) -> str:
    """A person's name where a schedule line has one (ASSUMED: `person_name`, or its parts)."""
    if whole := clean(fields.get("person_name")):
        return whole
    first = clean(fields.get("prefix")) + clean(fields.get("first_name"))
    return f"{first} {clean(fields.get('last_name'))}".strip()


def read_schedule(result: Any) -> tuple[Booking, ...]:
    bookings = tuple(read_booking(item) for item in _items(result))
    if any(not booking.cid for booking in bookings):
        raise ServiceChanged("not_understood", "schedule without cid")
    return bookings


def read_confirmed(result: Any, cid: str) -> Booking:
    """The seat that Confirm gave. ASSUMED one item; where it can't be read the day's schedule tells the seat later."""
    item = result[0] if isinstance(result, list) and result else result
    return read_booking(item, cid) if isinstance(item, dict) else Booking(cid, None)


def read_person(result: Any, cid: str) -> Person | None:
    """Someone on the target list; None where `person` is absent or empty (INFERRED: not on the list).

    Bookings are kept even then, so they can be told to exist: a caller that only wants them asks `read_bookings`.
    """
    fields = lowered(result) if isinstance(result, dict) else {}
    raw = fields.get("person")
    if not isinstance(raw, dict) or not raw:
        return None
    person = lowered(raw)
    eligible = person.get("vaccine_eligible")
    history = fields.get("vaccine_history")
    return Person(
        cid=_cid(person.get("cid")) or cid,
        prefix=clean(person.get("prefix")),
        first_name=clean(person.get("first_name")),
        last_name=clean(person.get("last_name")),
        birth_date=_date(person.get("birth_date")),
        mobile_phone=clean(person.get("mobile_phone")),
        eligible=None if eligible is None else str(eligible).upper() in ("Y", "1", "TRUE"),
        bookings=read_bookings(result, cid),
        vaccinations=tuple(history) if isinstance(history, list) else (),
        gender=_int(person.get("gender")),
        person_type=clean(person.get("person_type_name")),
        risk_type=clean(person.get("person_risk_type_name")),
        facility_name=clean(person.get("hospital_name")),
        queue=read_queue_card(fields.get("queue_status")),
    )


def read_queue_card(status: Any) -> QueueCard | None:
    """`queue_status` of a person (the field is SEEN, its shape ASSUMED: one card, or a list with the newest first)."""
    card = status[0] if isinstance(status, list) and status else status
    if not isinstance(card, dict):
        return None
    fields = lowered(card)
    if (number := _int(fields.get("hospital_person_queue_id"))) is None:
        return None
    return QueueCard(
        card_id=number,
        facility=str(fields.get("hospital_code") or ""),
        facility_name=clean(fields.get("hospital_name")),
        number=_int(fields.get("queue_no")),
        manufacturer=_int(fields.get("vaccine_manufacturer_id")),
        at=clean(fields.get("confirm_datetime")),
    )


def read_sites(result: Any) -> tuple[FieldSite, ...]:
    """Field sites (the call is SEEN, its answer's shape ASSUMED). A line without a facility code is left out."""
    sites = (
        FieldSite(str(item.get("hospital_code") or ""), clean(item.get("hospital_name"))) for item in _items(result)
    )
    return tuple(site for site in sites if re.fullmatch(r"[0-9]{5}", site.code))


def read_bookings(result: Any, cid: str) -> tuple[Booking, ...]:
    """A person's appointments at any facility."""
    if not isinstance(result, dict):
        raise ServiceChanged("not_understood", clean(result))
    raw = lowered(result).get("confirm_appointment_slot")
    if raw is None and lowered(result).get("person") is None and "confirm_appointment_slot_count" not in result:
        raise ServiceChanged("not_understood", clean(result))
    return tuple(read_booking(item, cid) for item in _items(raw if raw is not None else []))


def read_delivery(result: Any) -> Delivery:
    """Whom a message reached. Success is said by the statuses; what the answer holds is unknown, so every field may
    be missing (names ASSUMED). Some calls put a refusal into `result` (SEEN for UpdateImmunization)."""
    fields = lowered(result) if isinstance(result, dict) else {}
    if (code := _int(fields.get("messagecode"))) not in (None, 200):
        message = clean(fields.get("message")) or str(code)
        raise Declined(refusal_code(message), message)
    missed = fields.get("not_target")
    cids = [_cid(cid) for cid in missed] if isinstance(missed, list) else []
    return Delivery(_int(fields.get("app_count")), _int(fields.get("line_count")), tuple(cid for cid in cids if cid))


def read_injected(result: Any) -> tuple[Injected, ...]:
    """People injected on a day. Their ids come masked (SEEN MAN p.36): such a one is read as ""."""
    return tuple(
        Injected(_cid(item.get("cid")), _name(item), _int(item.get("vaccine_plan_no"))) for item in _items(result)
    )


def _items(result: Any) -> Iterable[dict[str, Any]]:
    if result is None or result == "":
        return []
    if not isinstance(result, list) or not all(isinstance(item, dict) for item in result):
        raise ServiceChanged("not_understood", clean(result))
    return [lowered(item) for item in result]


def _int(value: Any) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        return int(str(value).strip())
    except ValueError:
        return None


def _cid(value: Any) -> str:
    """13 digits. A Number (SEEN) has lost the zeros it began with."""
    text = str(value).strip() if value is not None and not isinstance(value, bool) else ""
    return text.zfill(13) if text.isascii() and text.isdigit() and len(text) <= 13 else ""


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _hour(value: Any) -> int | None:
    """The hour of "08:00:00" (SEEN), "8" or 8."""
    match = re.match(r"\s*(\d{1,2})(?::|\.|\s*$)", str(value))
    hour = int(match.group(1)) if match else None
    return hour if hour is not None and hour < 24 else None


# --- the practice server's Dashboard: our own shapes ---


def read_timetable(slots: Any) -> tuple[TimeSlot, ...]:
    return tuple(
        TimeSlot(
            date=date.fromisoformat(item["date"]),
            hour=item["hour"],
            end_hour=item["end_hour"],
            dose=item["dose"],
            seats=item["seats"],
            taken=item["taken"],
            slot_id=item["slot_id"],
            open_to_api=item["open_to_api"],
            locked=item["confirm_locked"],
        )
        for item in _items(slots)
    )


def read_citizens(people: Any) -> tuple[Person, ...]:
    return tuple(
        Person(
            cid=item["cid"],
            prefix=clean(item["prefix"]),
            first_name=clean(item["first_name"]),
            last_name=clean(item["last_name"]),
            birth_date=_date(item["birth_date"]),
            mobile_phone=clean(item["mobile_phone"]),
            gender=_int(item["gender"]),
        )
        for item in _items(people)
        if item["on_target"]
    )
