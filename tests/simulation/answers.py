"""What answers look like, and the seats they tell of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.practice.world.spelling import respelled

FACILITY = "09999"
FOR_GOOD = 1e18
PAGE = "<!DOCTYPE html><html><body><h1>{}</h1></body></html>"
FULL, HELD = "คิวเต็มแล้ว", "ผู้รับบริการมีนัดแล้ว"
Answer = tuple[int, str]  # HTTP status, body


def envelope(result: Any = None, code: Any = 200, message: str = "OK") -> str:
    return json.dumps({"result": result, "MessageCode": code, "Message": message}, ensure_ascii=False)


def refusal(message: str) -> Answer:
    return 501, envelope(None, 501, message)


# Answers that hide what happened.
DISGUISES: dict[str, Answer] = {
    "inside": (200, envelope({"MessageCode": 501, "Message": FULL})),
    "E501": (200, envelope(None, "E501", FULL)),
    "501.0": (200, envelope(None, 501.0, FULL)),
    "lie": (200, envelope([{}])),
    "full": refusal(FULL),
    "said_booked": refusal(HELD),
    "501jwt": refusal("JWT Expire"),
    "204": (204, ""),
    "401": (401, "Unauthorized"),
    "401many": (401, "Too Many Request per minute"),
    "407": (407, PAGE.format("Proxy Authentication Required")),
    "html302": (302, ""),
    "html": (200, PAGE.format("Welcome to our WiFi")),
    "garbage": (200, '{"result": [{"cid"'),
    "terminated": (200, "terminated"),
    **{f"{status}": (status, envelope(None, status, "ไม่สำเร็จ")) for status in (201, 202, 408, 409, 499, 500, 503)},
    **{f"{status}page": (status, PAGE.format(status)) for status in (403, 404, 405, 502, 504)},
    **dict.fromkeys(("429", "429:2", "429:45", "429:²", "429:9"), (429, "Too Many Requests")),
    **dict.fromkeys(("cut", "half", "slow"), (200, envelope([{}]))),
}
CLEAR_REFUSALS = ("inside", "E501", "501.0", "full", "409")
RETRY_AFTER = {"429:2": "2", "429:45": "45", "429:²": "²", "429:9": "9" * 400}


def whole(status: int, body: str, fault: str) -> bytes:
    """An answer as it goes over the wire."""
    data = body.encode()
    head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", "Content-Type: application/json"]
    head += ["Location: https://login.example/"] if status == 302 else []
    head += [f"Retry-After: {RETRY_AFTER[fault]}"] if fault in RETRY_AFTER else []
    return "\r\n".join([*head, "", ""]).encode() + data


@dataclass(eq=False)
class Seat:
    """One person's seat. `pc`: who caused it ("" = somebody else); `repeat`: made by a gateway's second try."""

    cid: str
    day: str
    hour: int
    number: int
    made: float
    pc: str = ""
    program: str = ""
    repeat: bool = False
    ended: float = FOR_GOOD
    given_back: bool = False  # by one of us
    lied_until: float = 0.0  # a clear refusal was answered although it was made: nobody knows before it shows

    def shown(self, now: float, lag: float) -> bool:
        return self.made <= now - lag < self.ended

    @property
    def stands(self) -> bool:
        return self.ended == FOR_GOOD


def told(seat: Seat, lean: bool = False) -> dict[str, Any]:
    """A seat as the server usually tells it."""
    whole = {"appointment_date": seat.day, "appointment_time": f"{seat.hour:02d}:00:00", "hospital_code": FACILITY}
    whole["appointment_type"] = "API" if seat.pc else "หมอพร้อม"
    return {"hospital_appointment_slot_id": seat.number} | ({} if lean else whole)


def spelled(items: object, *spellings: str) -> object:
    how = dict(one.split(":") for one in spellings if one)
    return respelled(items, lambda what: how.get(what, "")) if how else items
