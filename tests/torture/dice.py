"""What may go wrong in a run of the torture: every fault of the practice server, with what it needs to end in time.

A value in a list is drawn. Never late in both witnesses, the day's schedule and the person's record, for longer than
`SETTLE`: no client could tell then. What strikes by chance (no `times`) strikes a part of the calls, so that asking
again helps.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any

from app.practice.world.spelling import SPELLINGS

Line = dict[str, Any]
CONFIRM = "ConfirmAppointmentSlot"
SCHEDULE, PERSON = "GetHospitalSlotConfirmScheduleByDate", "ImmunizationTarget"
_FULL = {"MessageCode": 501, "Message": "Slot เต็มแล้ว"}
_REFUSED = json.dumps({"result": None, **_FULL})
_NOT_DONE = {"fault": "answered", "action": CONFIRM, "effect": False, "times": 1}
_SAID = {**_NOT_DONE, "status": 200, "type": "json"}


def _spelled(what: str, *actions: str) -> Line:
    return {"fault": "spelled", "action": list(actions), what: list(SPELLINGS[what])}


# The name of a die, as the table of faults met shows it -> a line of a scenario.
DICE: dict[str, Line] = {
    "latency": {"fault": "latency", "seconds": 0.05, "up_to": 0.6},
    "error before": {"fault": "error_before", "action": ["*", CONFIRM]},
    "error after": {"fault": "error_after", "action": CONFIRM},
    "error, booked 1 s later": {"fault": "error_after", "action": CONFIRM, "late_seconds": 1.0},
    "dropped before": {"fault": "drop_before", "action": ["*", CONFIRM]},
    "dropped after": {"fault": "drop_after", "action": CONFIRM},
    "dropped, booked 1.2 s later": {"fault": "drop_after", "action": CONFIRM, "late_seconds": 1.2},
    "reset before": {"fault": "reset_before", "action": CONFIRM},
    "reset after": {"fault": "reset_after", "action": CONFIRM},
    "truncated": {"fault": "truncated", "action": ["*", CONFIRM]},
    "captive portal": {"fault": "html_page", "action": CONFIRM, "times": 2},
    "no JSON": {"fault": "wrong_json", "action": CONFIRM},
    "wrong types": {"fault": "wrong_types", "action": CONFIRM},
    "token expired": {"fault": "expired_token"},
    "throttled": {"fault": "throttled", "plain": [True, False]},
    "429": {"fault": "too_many", "action": CONFIRM, "retry_after": 1, "times": 3},
    "429, odd wait": {
        "fault": "too_many",
        "action": CONFIRM,
        "retry_after": ["²", "9" * 400, "10000000000", "Wed, 21 Oct 2099 07:28:00 GMT"],
        "times": 1,
    },
    "blocked": {"fault": "terminated", "action": CONFIRM, "block_seconds": 0.5, "times": 1},
    "blocked at the sign-in": {
        "fault": "terminated",
        "action": "get_moph_access_token",
        "block_seconds": 0.5,
        "times": 1,
    },
    "slow drip": {"fault": "slow_drip", "action": CONFIRM, "seconds": 0.005, "bytes": 20},
    "huge answer": {"fault": "huge_body", "action": CONFIRM, "times": 1},
    "redirected": {"fault": "redirect", "action": CONFIRM, "times": 1},
    "server's clock": {"fault": "clock", "seconds": [-7200, 7200]},
    "schedule paged": {"fault": "paged", "action": SCHEDULE, "rows": [0, 3]},
    "schedule 20 s late": {"fault": "late", "action": SCHEDULE, "seconds": 20},
    "record 1.5 s late": {"fault": "late", "action": PERSON, "seconds": 1.5},
    "all 1.5 s late": {"fault": "late", "seconds": 1.5},
    "another node": {"fault": "other_node", "seconds": 1.5},
    "schedule cached": {"fault": "cached", "action": SCHEDULE, "seconds": 20},
    "odd times": _spelled("time", SCHEDULE, PERSON),
    "odd dates": _spelled("date", SCHEDULE, PERSON),
    "odd facility codes": _spelled("hospital_code", SCHEDULE, PERSON),
    "odd ids": _spelled("cid", SCHEDULE),
    "odd slot ids": _spelled("slot_id", CONFIRM, SCHEDULE, PERSON),
    "odd MessageCode": _spelled("code", CONFIRM),
    "hostile names": {
        "fault": "words",
        "field": ["hospital_name", "first_name"],
        "text": "<img src='//host/x'>\x1b[2J\u202e\ud83d",
    },
    "done, 2xx": {"fault": "answered", "action": CONFIRM, "status": [201, 202, 204], "times": 2},
    "done, 4xx": {"fault": "answered", "action": CONFIRM, "status": [408, 409, 499], "times": 2},
    "done, a page": {"fault": "answered", "action": CONFIRM, "status": [403, 404, 405], "times": 1},
    "done, 401 407 429": {
        "fault": "answered",
        "action": CONFIRM,
        "status": [401, 407, 429],
        "retry_after": "1",
        "times": 2,
    },
    "not done, a page": {**_NOT_DONE, "status": [403, 404, 405]},
    "not done, refused within result": {**_SAID, "body": json.dumps({"result": _FULL, "MessageCode": 200})},
    "not done, odd MessageCode": {
        **_SAID,
        "body": [json.dumps({"result": None, **_FULL, "MessageCode": code}) for code in (501.0, "E501", "501")],
    },
    "not done, half an emoji": {**_NOT_DONE, "status": 501, "type": "json", "body": '{"Message": "\\ud83d"}'},
    "not done, said booked": {**_NOT_DONE, "status": 200, "type": "same"},
    "gateway repeats": {"fault": "repeated", "action": CONFIRM, "sends": [2, 3], "times": 2},
    "gateway repeats later": {"fault": "repeated", "action": CONFIRM, "late_seconds": 0.5, "times": 2},
    "gzip": {"fault": "encoded", "layers": 1},
    "gzip, gzip": {"fault": "encoded", "action": CONFIRM, "layers": 2, "times": 2},
    "gzip bomb": {"fault": "encoded", "action": SCHEDULE, "layers": 2, "bytes": 50_000_000, "times": 1},
    "two answers": {"fault": "two_answers", "action": CONFIRM, "times": 2},
    "two answers, a no": {"fault": "two_answers", "action": CONFIRM, "times": 1, "body": _REFUSED},
}


def roll(rng: random.Random, name: str) -> Line:
    """The die's line for this run: what stands in lists is drawn, and how often it strikes."""
    line = {"action": "*", **DICE[name]}
    line = {field: rng.choice(value) if isinstance(value, list) else value for field, value in line.items()}
    often = rng.uniform(0.02, 0.25)
    # Every call meets the sign-in and the look-ups too.
    return {**line, "probability": round(often / 3 if line["action"] == "*" else often, 3)}


def lies_booked(names: Iterable[str]) -> bool:
    """Whether the server may say "booked" and not book: then a row may stay in doubt, as long as that is told."""
    return any(DICE[name].get("status") == 200 for name in names)
