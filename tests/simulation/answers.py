"""A seed's lies and faults as the practice server knows them: lines of a scenario (`app.practice.world.faults`)."""

from __future__ import annotations

import json
from typing import Any

from app.practice.world.faults import Fault as Line
from app.practice.world.faults import Params
from tests.simulation.scenario import Fault, Lies

FULL, HELD = "คิวเต็มแล้ว", "ผู้รับบริการมีนัดแล้ว"
CONFIRM, CANCEL, RECORD = "ConfirmAppointmentSlot", "CancelAppointmentSlot", "ImmunizationTarget"
SCHEDULE = "GetHospitalSlotConfirmScheduleByDate"


def _json(status: int, code: Any = None, message: str = "ไม่สำเร็จ", result: Any = None) -> Params:
    body = {"result": result, "MessageCode": code or status, "Message": message}
    return {"status": status, "type": "json", "body": json.dumps(body, ensure_ascii=False)}


def _text(status: int, body: str, retry_after: str = "", kind: str = "text") -> Params:
    return {"status": status, "type": kind, "body": body, "retry_after": retry_after}


# What hides whether something was done: the parameters of `answered`.
ANSWERED: dict[str, Params] = {
    "inside": _json(200, 200, "OK", {"MessageCode": 501, "Message": FULL}),
    "E501": _json(200, "E501", FULL),
    "501.0": _json(200, 501.0, FULL),
    "lie": _json(200, 200, "OK", [{}]),
    "full": _json(501, 501, FULL),
    "said_booked": _json(501, 501, HELD),
    "501jwt": _json(501, 501, "JWT Expire"),
    "204": _text(204, ""),
    "401": _text(401, "Unauthorized"),
    "401many": _text(401, "Too Many Request per minute"),
    "html": _text(200, "<!DOCTYPE html><html><body><h1>Welcome to our WiFi</h1></body></html>", kind="html"),
    "html302": _text(302, ""),
    "garbage": _text(200, '{"result": [{"cid"', kind="json"),
    **{f"{status}": _json(status) for status in (201, 202, 408, 409, 499, 500, 503)},
    **{f"{status}page": {"status": status} for status in (403, 404, 405, 502, 504)},
    "407": {"status": 407},
    **{f"429{after and ':'}{after}": _text(429, "Too Many Requests", after) for after in ("", "2", "45", "²")},
    "429:9": _text(429, "Too Many Requests", "9" * 400),
}
CANCELS = {"deaf": "OK", "text": "ไม่พบการจอง"}
CLEAR_REFUSALS = ("inside", "E501", "501.0", "full", "409")


def lines(fault: Fault) -> list[Line]:
    """What a call meets that this fault strikes."""
    match fault.answer:
        case "gateway":  # a failed GET sent again, to the next node
            return [_line("repeated")]
        case "cut":
            return [_line("reset_after" if fault.done else "reset_before")]
        case "half":
            return [_line("truncated", effect=fault.done)]
        case "terminated":
            return [_line("terminated", effect=fault.done)]
        case "slow":  # after the client has given up
            late = _line("latency", seconds=45.0, booked_first=fault.done)
            return [late] if fault.done else [late, _line("answered", effect=False, **ANSWERED["lie"])]
    return [_line("answered", effect=fault.done, **ANSWERED[fault.answer])]


def told(lies: Lies, action: str, latency: float, healed: bool) -> list[Line]:
    """When and how all calls are answered in this seed. `latency` in seconds."""
    found = [_line("latency", seconds=latency)]
    spellings = {SCHEDULE: (lies.schedule_spelling, lies.mask), RECORD: (lies.record_spelling,)}.get(action, ())
    if spelled := dict(one.split(":") for one in spellings if one):
        found.append(_line("spelled", **spelled))
    if action == SCHEDULE and lies.first_rows:
        found.append(_line("paged", rows=lies.first_rows))
    if action == SCHEDULE and lies.no_schedule:
        found.append(_line("answered", effect=False, **_json(501, message="unknown action")))
    if action == CANCEL and lies.cancel != "honest" and not healed:
        found.append(_line("answered", effect=False, **_text(200, CANCELS[lies.cancel])))
    return found


def _line(name: str, **params: Any) -> Line:
    return Line(name, probability=1.0, params=params)
