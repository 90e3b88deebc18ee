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
from enum import StrEnum
from typing import Any

from app.domain.values import Account, Booking, Delivery, FieldSite, Injected, Person, QueueCard, Slot, TimeSlot
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
from app.mophic.fields import (
    clean,
    is_said,
    lowered,
    read_cid,
    read_date,
    read_facility,
    read_hour,
    read_id,
    read_number,
)

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


class Said(StrEnum):
    """What an answer to a call says of it where it was no refusal. None of it is proof: look."""

    DONE = "done"  # an envelope with both statuses 200 (SEEN as success)
    TEXT = "text"  # some other text, which may mean anything


# Statuses after which the call may have been done: a proxy or a server gave up on it, or something was accepted.
UNCLEAR_STATUS = (408, 409, 499)
# A proxy, or a network that wants a sign-in on a page of its own (RFC 6585), answered: the server did not.
ON_THE_WAY = (407, 511)
# Neither refusal nor success: they concern the sign-in, the pace or the way, and the body may be anything.
_ASIDE = (401, 407, 429)
_NO_NUMBER = -1  # a MessageCode stands there and is none


def result_of(answer: Answer) -> Any:
    """What a successful call brought; anything else raises the error that tells the fate of the call.

    Success is HTTP 200 and MessageCode 200 (SEEN); where there is no MessageCode, `result` alone stands for it (SEEN).
    A refusal is one only where an envelope says it: everything else is doubt.
    Some calls put their refusal into `result` (SEEN for UpdateImmunization).
    """
    body = _bare(answer.body)
    if is_terminated(body):  # SEEN once
        raise Blocked()
    if answer.status == 511 or _is_page(answer.status, body):
        raise ServiceChanged("html_page", clean(body))
    if 300 <= answer.status < 400:
        raise ServiceChanged("redirected")
    value = _parsed(body)
    envelope = lowered(value) if isinstance(value, dict) else {}
    understood = "result" in envelope or _code(envelope) is not None
    message = clean(envelope.get("message") if envelope else body)
    if failure := _failure(answer.status, _code(envelope), message, answer.retry_after, understood=understood):
        raise failure
    if not understood:
        raise ServiceChanged("not_understood", clean(body))
    result = envelope.get("result")
    inside = lowered(result) if isinstance(result, dict) else {}
    message = clean(inside.get("message"))
    if failure := _failure(200, _code(inside), message, answer.retry_after, understood=True):
        raise failure
    return result


def _failure(status: int, code: int | None, message: str, retry_after: float, *, understood: bool) -> AppError | None:
    """What HTTP status and MessageCode (None: there is none) say together; None: success. A refusal is one where both
    are: HTTP 501 with a MessageCode of 200 contradicts itself."""
    words = message.lower()
    if 429 in (status, code) or "too many request" in words:  # SEEN in the field, with 401
        return Throttled(detail=message, retry_after=retry_after)
    if 401 in (status, code) or "jwt expire" in words:  # SEEN; the sister API says it with 501
        return TokenRefused(detail=message)
    if status == 407:
        return NotSent("proxy_sign_in")
    if status == 200 and code in (None, 200):
        return None
    worse = code if status == 200 and code is not None else status
    if understood and _is_refusal(worse) and (code is None or _is_refusal(code)):
        return Declined(refusal_code(message), message)
    trouble = (500 <= worse < 600 and worse != 501) or (status >= 500 and not understood)
    return Uncertain("server_trouble" if trouble else "unclear_answer", message)


def _is_refusal(number: int) -> bool:
    """501 is how the host refuses (SEEN). ASSUMED: 4xx too, and a MessageCode that is no HTTP status at all."""
    return (400 <= number < 500 and number not in (407, *UNCLEAR_STATUS)) or number == 501 or number >= 600


def _is_page(status: int, body: str) -> bool:
    """A page where an answer is due: a captive portal or a proxy speaks, not the server. A page with 5xx is the
    gateway's own, and no sign that the way is shut."""
    may_be_portal = 200 <= status < 300 or (400 <= status < 500 and status not in (*_ASIDE, *UNCLEAR_STATUS))
    return may_be_portal and body.startswith("<")


def is_terminated(body: str) -> bool:
    """The address is blocked (SEEN once, as the whole body)."""
    return body[:40].strip(' "\ufeff\r\n\t').lower() == "terminated" and len(body.strip()) <= 12


def _code(fields: Mapping[str, Any]) -> int | None:
    """MessageCode; None where there is none, `_NO_NUMBER` where it can't be read. "E501" can be no success."""
    told = fields.get("messagecode")
    if not is_said(told):
        return None
    if (number := read_number(told)) is not None:
        return number
    lettered = re.fullmatch(r"[A-Za-z]{1,10}[ _-]?([45][0-9]{2})", str(told).strip()[:20])
    return int(lettered[1]) if lettered else _NO_NUMBER


def refusal_code(message: str) -> str:
    return next((code for words, code in REFUSALS if re.search(words, message, re.IGNORECASE)), "refused")


def _bare(body: str) -> str:
    return body.strip().lstrip("\ufeff").lstrip()


def _parsed(body: str) -> Any:
    """The JSON value of a body, without half characters; None where it is none."""
    try:
        value = json.loads(body)
        return _whole(value) if "\\ud" in body.lower() else value
    except (ValueError, RecursionError):
        return None


def _whole(value: Any) -> Any:
    """A surrogate without its other half can be neither stored nor shown."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def read_cancelled(answer: Answer) -> Said:
    """What the server says of a Cancel that it did not refuse. SEEN tantee/vaccine-api, whose caller ignores the
    answer, that may be plain text: so whether a seat was given back is never told by it. Raises like `result_of`."""
    body = _bare(answer.body)
    if answer.status == 200 and body[:1] not in ("{", "<") and not is_terminated(body):
        return Said.TEXT
    return Said.TEXT if is_said(_odd(result_of(answer))) else Said.DONE


# Words that ASSUMED mean no more than "done" where they are a whole `result`.
_DONE_WORDS = ("ok", "success", "successful", "done", "true", "200", "สำเร็จ", "บันทึกสำเร็จ", "เรียบร้อย")


def _odd(result: Any) -> Any:
    """What stands in a `result` and is neither nothing nor a word for "done"; "" where nothing such does."""
    if result is True or result in (None, "", [], {}):
        return ""
    if isinstance(result, int) and result > 0 and not 400 <= result < 600:
        return ""  # a count, or the number of the seat: nobody says no by it
    return "" if isinstance(result, str) and result.strip().lower() in _DONE_WORDS else result


def read_token(body: str) -> str:
    """The bare JWT (SEEN); a BOM, white space or quotes around it are tolerated. "" where it is none."""
    token = _bare(body).strip('"').strip()
    return token if re.fullmatch(r"eyJ[\w-]+\.[\w-]+\.[\w-]*", token) else ""


def read_claims(token: str) -> dict[str, Any]:
    """The token's claims, unverified: the server checks its own token, we only read its times and names."""
    part = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
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
        scopes=_scopes(client.get("scope") or claims.get("scope")),
    )


def _scopes(told: Any) -> frozenset[str]:
    """[{"code": "IMMUNIZATION_SLOT:3"}, …] (SEEN), or plain texts; the level behind the colon means nothing to us."""
    items = told if isinstance(told, list) else []
    codes = (one.get("code") if isinstance(one, dict) else one for one in items)
    return frozenset(name for code in codes if (name := clean(code).partition(":")[0].strip().upper()))


def facility_of(claims: Mapping[str, Any]) -> str:
    """The facility the token is for, "" where it does not say."""
    inside = claims.get("client")
    client = inside if isinstance(inside, dict) else claims
    return read_facility(client.get("hospital_code"))


def lifetime(claims: Mapping[str, Any]) -> float:
    """Seconds from `iat` to `exp`; 12 hours (SEEN) where the token does not say."""
    issued, ends = read_number(claims.get("iat")), read_number(claims.get("exp"))
    return float(ends - issued) if issued is not None and ends is not None and ends > issued else 12 * 3600.0


def read_slots(result: Any) -> tuple[Slot, ...]:
    """ASSUMED shape; advisory (a caller must work when it cannot be read)."""
    slots = []
    for item in _items(result):
        hour = read_hour(item.get("time_start"))
        if hour is None or (left := read_number(item.get("available_slot"))) is None:
            raise ServiceChanged("not_understood", clean(item))
        end = read_hour(item.get("time_finish"))
        slot_id = read_id(item.get("hospital_appointment_slot_id")) or 0
        dose = read_number(item.get("dose")) or 1
        slots.append(Slot(slot_id, hour, end if end is not None else hour + 1, left, dose))
    return tuple(slots)


def read_month(result: Any) -> dict[date, int]:
    """Seats left by day. ASSUMED shape (the 2024 API's)."""
    days: dict[date, int] = {}
    for item in _items(result):
        day, left = read_date(item.get("date")), read_number(item.get("available_slot"))
        if day is None or left is None:
            raise ServiceChanged("not_understood", clean(item))
        days[day] = days.get(day, 0) + left
    return days


def read_booking(item: Mapping[str, Any], cid: str = "") -> Booking:
    """One `confirm_appointment_slot` item (SEEN) or one line of the day's schedule (cid and slot id SEEN).
    `cid`: whom the answer is about, where the item itself names nobody readable."""
    fields = lowered(item)
    said = {name: fields.get(key) for name, key in _TOLD.items()}
    day, hour, facility = read_date(said["date"]), read_hour(said["hour"]), read_facility(said["facility"])
    read = {"date": day, "hour": hour, "facility": facility or None}
    return Booking(
        cid=read_cid(fields.get("cid")) or cid,
        slot_id=read_id(fields.get("hospital_appointment_slot_id")),
        date=day,
        hour=hour,
        dose=read_number(fields.get("dose")),
        facility=facility,
        by_citizen=fields.get("appointment_type") == "หมอพร้อม",  # SEEN
        facility_name=clean(fields.get("hospital_name")),
        person_name=_name(fields),
        mobile_phone=clean(fields.get("mobile_phone")),
        unclear=frozenset(name for name, value in read.items() if value is None and is_said(said[name])),
    )


# Where a booking's day, hour and place stand (SEEN MAN p.44).
_TOLD = {"date": "appointment_date", "hour": "appointment_time", "facility": "hospital_code"}


def _name(fields: Mapping[str, Any]) -> str:
    """A person's name: `patient_name` of who was injected (SEEN MAN p.36), `person_name` of a schedule's line
    (ASSUMED), or its parts."""
    if whole := clean(fields.get("person_name")) or clean(fields.get("patient_name")):
        return whole
    first = clean(fields.get("prefix")) + clean(fields.get("first_name"))
    return f"{first} {clean(fields.get('last_name'))}".strip()


def read_schedule(result: Any, day: date | None = None) -> tuple[Booking, ...]:
    """The lines of a day's schedule; an id that can't be read (masked, short, a wrong check digit) is "". Raises
    ServiceChanged where lines name no person at all, or another day than `day`: that is not the schedule asked for."""
    items = list(_items(result))
    if any("cid" not in item for item in items):
        raise ServiceChanged("not_understood", "schedule without cid")
    bookings = tuple(read_booking(item) for item in items)
    if any(day and booking.date not in (None, day) for booking in bookings):
        raise ServiceChanged("not_understood", "schedule of another day")
    return bookings


def read_confirmed(result: Any, cid: str, day: date, hour: int) -> Booking:
    """The seat that Confirm gave. ASSUMED one item; where it names no seat the day's schedule tells it later.
    Raises Uncertain where it says something else than "done": another person, day or hour, or words."""
    items = result if isinstance(result, list) else [result]
    if not any(is_said(_odd(item)) for item in items):
        return Booking(cid, None)
    if not all(isinstance(item, dict) and _is_seat(lowered(item)) for item in items):
        raise Uncertain("unclear_answer", clean(result))
    seats = [read_booking(item, cid) for item in items]
    ours = [seat for seat in seats if seat.cid == cid and seat.date in (None, day) and seat.hour in (None, hour)]
    if not ours:
        raise Uncertain("unclear_answer", clean(result))
    return ours[0] if len(ours) == 1 else Booking(cid, None)


def _is_seat(fields: Mapping[str, Any]) -> bool:
    """Whether a lowered item tells of a seat and complains of nothing."""
    told = any(is_said(fields.get(key)) for key in ("hospital_appointment_slot_id", *_TOLD.values()))
    complains = any(fields.get(key) for key in ("error", "errors", "err", "exception"))
    complains = complains or is_said(_odd(fields.get("message")))
    return told and not complains and fields.get("success") not in (False, 0, "false", "N")


def read_person(result: Any, cid: str) -> Person | None:
    """Someone on the target list; None where `person` is absent or empty (INFERRED: not on the list).

    Bookings are kept even then, so they can be told to exist: a caller that only wants them asks `read_bookings`.
    """
    fields = lowered(result) if isinstance(result, dict) else {}
    raw = fields.get("person")
    if not isinstance(raw, dict) or not raw:
        return None
    person = lowered(raw)
    bookings = read_bookings(result, cid)  # first: it sees whether the answer is about this person
    eligible = person.get("vaccine_eligible")
    history = fields.get("vaccine_history")
    return Person(
        cid=read_cid(person.get("cid")) or cid,
        prefix=clean(person.get("prefix")),
        first_name=clean(person.get("first_name")),
        last_name=clean(person.get("last_name")),
        birth_date=read_date(person.get("birth_date")),
        mobile_phone=clean(person.get("mobile_phone")),
        eligible=None if eligible is None else str(eligible).upper() in ("Y", "1", "TRUE"),
        bookings=bookings,
        vaccinations=tuple(one for one in history if isinstance(one, dict)) if isinstance(history, list) else (),
        gender=read_number(person.get("gender")),
        person_type=clean(person.get("person_type_name")),
        risk_type=clean(person.get("person_risk_type_name")),
        facility_name=clean(person.get("hospital_name")),
        queue=read_queue_card(fields.get("queue_status")),
    )


def read_queue_card(status: Any) -> QueueCard | None:
    """`queue_status` of a person: one card (its keys are SEEN MAN p.45), or a list with the newest first (ASSUMED)."""
    card = status[0] if isinstance(status, list) and status else status
    if not isinstance(card, dict):
        return None
    fields = lowered(card)
    if (number := read_number(fields.get("hospital_person_queue_id"))) is None:
        return None
    return QueueCard(
        card_id=number,
        facility=read_facility(fields.get("hospital_code")),
        facility_name=clean(fields.get("hospital_name")),
        number=read_number(fields.get("queue_no")),
        manufacturer=read_number(fields.get("vaccine_manufacturer_id")),
        at=clean(fields.get("queue_datetime")),
        field_number=clean(fields.get("field_queue_no")),
        manufacturer_name=clean(fields.get("vaccine_manufacturer_name")),
    )


def read_table(result: Any, table: str) -> dict[str, int]:
    """A look-up table as name -> number (the keys `…_id` and `…_name` are SEEN of one table). What has none is left
    out."""
    numbers = ((clean(one.get(f"{table}_name")), read_number(one.get(f"{table}_id"))) for one in _items(result))
    return {name: number for name, number in numbers if name and number is not None}


def read_sites(result: Any) -> tuple[FieldSite, ...]:
    """Field sites (the call is SEEN, its answer's shape ASSUMED). A line without a facility code is left out."""
    sites = (
        FieldSite(read_facility(one.get("hospital_code")), clean(one.get("hospital_name"))) for one in _items(result)
    )
    return tuple(site for site in sites if site.code)


def read_bookings(result: Any, cid: str) -> tuple[Booking, ...]:
    """A person's appointments at any facility. Raises ServiceChanged where the answer is about somebody else, or does
    not say whether there are any: what isn't said is not "none"."""
    fields = lowered(result) if isinstance(result, dict) else {}
    person = lowered(fields["person"]) if isinstance(fields.get("person"), dict) else {}
    count = read_number(fields.get("confirm_appointment_slot_count"))
    raw = fields.get("confirm_appointment_slot")
    known = "person" in fields and not person  # not on the target list (INFERRED): nothing can be booked
    if raw is None and count != 0 and not known and "confirm_appointment_slot" not in fields:
        raise ServiceChanged("not_understood", clean(result))
    bookings = tuple(read_booking(item, cid) for item in _items(raw))
    about = {read_cid(person.get("cid")), *(booking.cid for booking in bookings)} - {"", cid}
    if about or (count or 0) > len(bookings):
        raise ServiceChanged("not_understood", "another person" if about else "not all appointments")
    return bookings


def read_delivery(result: Any) -> Delivery:
    """Whom a message reached. Success is said by the statuses; what the answer holds is unknown, so every field may
    be missing (names ASSUMED)."""
    fields = lowered(result) if isinstance(result, dict) else {}
    missed = fields.get("not_target")
    cids = [read_cid(cid) for cid in missed] if isinstance(missed, list) else []
    app, line = read_number(fields.get("app_count")), read_number(fields.get("line_count"))
    return Delivery(app, line, tuple(cid for cid in cids if cid))


def read_injected(result: Any) -> tuple[Injected, ...]:
    """People injected on a day. Their ids come masked, a long run of F and two digits (SEEN MAN p.36): read as ""."""
    return tuple(
        Injected(read_cid(one.get("cid")), _name(one), read_number(one.get("vaccine_plan_no")))
        for one in _items(result)
    )


def _items(result: Any) -> Iterable[dict[str, Any]]:
    if result is None or result == "":
        return []
    if not isinstance(result, list) or not all(isinstance(item, dict) for item in result):
        raise ServiceChanged("not_understood", clean(result))
    return [lowered(item) for item in result]


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
            birth_date=read_date(item["birth_date"]),
            mobile_phone=clean(item["mobile_phone"]),
            gender=read_number(item["gender"]),
        )
        for item in _items(people)
        if item["on_target"]
    )
