"""The calls of `/api`: what each Action reads from its request and gives back as `result`. Raises Refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.values import check_digit
from app.practice.calls import booking, messages, people_calls, slots
from app.practice.calls.booking import Seat, Wish
from app.practice.world.assumed import Refused
from app.practice.world.spelling import HUGE
from app.practice.world.store import Store
from app.practice.world.world import Account


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose token was good."""

    account: Account
    query: Mapping[str, str]
    body: object = None

    @property
    def store(self) -> Store:
        return self.account.world.store

    def text(self, field: str, default: str | None = None) -> str:
        value = self.query.get(field, "") or default
        if not value:
            raise Refused("param_missing", field)
        return value

    def number(self, field: str, low: int, high: int) -> int:
        """Digits without a leading zero: `8`, never `08` (SEEN for slot_time and month)."""
        value = self.text(field)
        digits = value.isascii() and value.isdigit() and len(value) < 21
        if not digits or str(int(value)) != value or not low <= int(value) <= high:
            raise Refused("param_wrong", field)
        return int(value)

    def optional(self, field: str, low: int, high: int) -> int | None:
        return self.number(field, low, high) if self.query.get(field) else None

    def day(self, field: str) -> date:
        """yyyy-mm-dd, Gregorian (SEEN)."""
        value = self.text(field)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise Refused("param_wrong", field) from None
        if day.isoformat() != value:
            raise Refused("param_wrong", field)
        return day

    def cid(self) -> str:
        return good_cid(self.text("cid"))

    def facility(self, default: str | None = None) -> str:
        return self.account.may_use(self.text("hospital_code", default))


def good_cid(cid: str) -> str:
    if not (len(cid) == 13 and cid.isascii() and cid.isdigit() and int(cid[12]) == check_digit(cid[:12])):
        raise Refused("cid_invalid")
    return cid


def _month(call: Call) -> object:
    year, month = call.number("year", 2000, 2400), call.number("month", 1, 12)
    return slots.free_by_day(call.store, call.facility(), year, month, call.optional("vaccine_plan_no", 1, 20))


def _day(call: Call) -> object:
    dose = call.optional("vaccine_plan_no", 1, 20)
    return slots.free_by_hour(call.store, call.facility(), call.day("date"), dose)


def confirm_wish(call: Call) -> Wish:
    day, hour = call.day("date"), call.number("slot_time", 0, 23)
    return Wish(call.cid(), call.facility(), day, hour, call.account.caller.user, call.account.known)


def _confirm(call: Call) -> object:
    seat = booking.book(call.account.world, confirm_wish(call), call.account.now)
    return slots.appointments(call.store, "booking.id = ?", seat)[0]  # shape ASSUMED


def _cancel(call: Call) -> object:
    number = call.number("hospital_appointment_slot_id", 0, 2 * HUGE) % HUGE  # as it may have been spelled
    seat = Seat(number, call.cid(), call.facility(), call.account.caller.user)
    booking.cancel(call.store, seat, call.account.now)
    return {"hospital_appointment_slot_id": number}


def _schedule(call: Call) -> object:
    lean = call.account.world.settings.lean_schedule
    return slots.booked_on(call.store, call.facility(), call.day("date"), lean, call.account.shown)


def _log(call: Call) -> object:
    return slots.log_of(call.store, call.cid())


def _queue(call: Call) -> object:
    manufacturer = call.optional("vaccine_manufacturer_id", 0, 10**6)
    return people_calls.take_queue_card(call.account, call.cid(), call.facility(), manufacturer)


def _cancel_queue(call: Call) -> object:
    card = call.number("hospital_person_queue_id", 0, 10**9)
    people_calls.cancel_queue_card(call.account, call.cid(), call.facility(), card)
    return {"hospital_person_queue_id": card}


def _field_sites(call: Call) -> object:
    return people_calls.field_sites(call.store, "field_of = ?", call.facility())


def _province_sites(call: Call) -> object:
    return people_calls.field_sites(
        call.store, "field_of IS NOT NULL AND province_code = ?", call.text("province_code")
    )


def _target(call: Call) -> object:
    call.facility(call.account.caller.facility)
    return people_calls.target(call.store, call.cid(), call.account.shown)


def _send_target(call: Call) -> object:
    return people_calls.register_targets(call.account, call.body, good_cid)


def _send_message(call: Call) -> object:
    return messages.send(call.account, people_calls.read_message(call.account, call.body, good_cid))


def _history(call: Call) -> object:
    return people_calls.history(call.store, call.cid())


def _injected(call: Call) -> object:
    return people_calls.injected_on(call.store, call.account.caller.facility, call.day("date"))


def _citizens_slots(call: Call) -> object:
    first, last = call.day("date_start"), call.day("date_finish")
    return slots.appointments(
        call.store,
        "by_citizen AND facility = ? AND date BETWEEN ? AND ?",
        call.account.caller.facility,
        first.isoformat(),
        last.isoformat(),
    )


def _lookup(call: Call) -> object:
    return people_calls.lookup(call.query.get("table_name", ""))


Handler = Callable[[Call], object]
SLOT_RESOURCE = "ImmunizationHospitalSlot"
SLOT_ACTIONS: dict[str, Handler] = {
    "GetHospitalSlotByMonth": _month,
    "GetHospitalSlotByDate": _day,
    "ConfirmAppointmentSlot": _confirm,
    "CancelAppointmentSlot": _cancel,
    "GetHospitalSlotConfirmScheduleByDate": _schedule,
    "GetLog": _log,
    "ConfirmAppointmentQueue": _queue,
    "CancelAppointmentQueue": _cancel_queue,
    "GetFieldHospital": _field_sites,
    "GetProvinceFieldHospital": _province_sites,
}
RESOURCES: dict[tuple[str, str], Handler] = {
    ("GET", "ImmunizationTarget"): _target,
    ("POST", "SendImmunizationTarget"): _send_target,
    ("POST", "SendMessageTarget"): _send_message,
    ("GET", "ImmunizationHistory"): _history,
    ("GET", "ImmunizationList"): _injected,
    ("GET", "ImmunizationSlot"): _citizens_slots,
    ("GET", "LookupTable"): _lookup,
}


def handler(method: str, resource: str, action: str) -> Handler:
    """Who answers; raises Refused("action_unknown") for what the contract does not know."""
    found = (
        SLOT_ACTIONS.get(action) if (method, resource) == ("GET", SLOT_RESOURCE) else RESOURCES.get((method, resource))
    )
    if found is None:
        raise Refused("action_unknown", action or resource)
    return found
