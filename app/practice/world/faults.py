"""What can go wrong on request: the faults a scenario may name, and when each strikes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.practice.world.json_input import Node, broken
from app.practice.world.spelling import SPELLINGS

Param = bool | int | float | str
Params = Mapping[str, Param]

# Each fault with its parameters and their usual values. What each does: docs/practice-server.md.
# They change what happens around the call; the call itself goes on.
AROUND: Mapping[str, Params] = {
    "latency": {"seconds": 1.0, "up_to": 0.0, "booked_first": False},
    "clock": {"seconds": 3600.0},
    "expired_token": {},
    "token_refused": {},
    "login_refused": {},
    "seat_taken": {"seats": 0},
    "person_vanished": {},
    "late": {"seconds": 30.0},
    "other_node": {"seconds": 5.0},
    "repeated": {"sends": 2, "late_seconds": 0.0},
}
# They change what the answer tells, one after the other; what was done stays done.
TOLD: Mapping[str, Params] = {
    "paged": {"rows": 3, "skip": 0},
    "spelled": dict.fromkeys(SPELLINGS, ""),
    "words": {"field": "Message", "text": ""},
}
# They replace the answer; the first that strikes wins.
INSTEAD: Mapping[str, Params] = {
    "error_before": {"status": 503},
    "error_after": {"status": 502, "late_seconds": 0.0},
    "drop_before": {},
    "drop_after": {"late_seconds": 0.0},
    "reset_before": {},
    "reset_after": {"late_seconds": 0.0},
    "truncated": {"effect": True},
    "html_page": {"effect": False},
    "wrong_json": {"effect": True, "body": '{"result": [}'},
    "wrong_types": {},
    "throttled": {"plain": False},
    "too_many": {"retry_after": 1},
    "terminated": {"block_seconds": 0.0, "effect": False},
    "slow_drip": {"seconds": 0.05, "bytes": 1},
    "huge_body": {"bytes": 64_000_000},
    "redirect": {"status": 302},
    "cached": {"seconds": 60.0},
    "encoded": {"layers": 1, "bytes": 0},
    "two_answers": {"body": '{"result": null, "MessageCode": 200, "Message": "OK"}'},
    "answered": {"status": 409, "effect": True, "type": "page", "body": "", "retry_after": ""},
}
FAULTS: Mapping[str, Params] = {**AROUND, **TOLD, **INSTEAD}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": ("page", "same", "json", "html", "text"),
    **{what: tuple(spellings) for what, spellings in SPELLINGS.items()},
}
_EITHER = ("retry_after",)  # a number, or whatever text a server may put there
_FIELDS = ("fault", "action", "probability", "at", "times", "after_bookings")
_BOOKING = "ConfirmAppointmentSlot"


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of a scenario's `faults`."""

    name: str
    action: str = "*"  # the call it strikes: an Action or a path's last part; * = every one
    probability: float = 0.0
    at: frozenset[int] = frozenset()  # strikes at the n-th such call, counted from 1
    times: int = 0  # strikes at most so often; 0 = no limit
    after_bookings: int = 0  # strikes only once so many bookings were asked for
    params: Mapping[str, Param] = field(default_factory=dict)

    def number(self, param: str) -> float:
        return float(self._param(param))

    def flag(self, param: str) -> bool:
        return bool(self._param(param))

    def text(self, param: str) -> str:
        return str(self._param(param))

    def _param(self, param: str) -> Param:
        return self.params.get(param, FAULTS[self.name][param])


def read_fault(node: Node) -> Fault:
    """Raises SettingsError naming the field."""
    name = node.text("fault", choices=tuple(FAULTS))
    usual = FAULTS[name]
    node.only((*_FIELDS, *usual))
    if "probability" not in node.value and "at" not in node.value:
        raise broken(node.at("probability"), "0 … 1, at: [n, …]")
    return Fault(
        name=name,
        action=node.text("action", "*"),
        probability=node.number("probability", 0.0, 0, 1),
        at=frozenset(node.wholes("at", 1, 10**9)) if "at" in node.value else frozenset(),
        times=node.whole("times", 0, 0, 10**9),
        after_bookings=node.whole("after_bookings", 0, 0, 10**9),
        params={param: _read_param(node, param, usual[param]) for param in usual if param in node.value},
    )


def _read_param(node: Node, param: str, usual: Param) -> Param:
    if isinstance(usual, bool):
        return node.flag(param, usual)
    if param in _EITHER and isinstance(node.value[param], str):
        return node.text(param)
    if param in _EITHER:
        return node.number(param, None, 0, 10**9)
    if isinstance(usual, str):
        return node.text(param, usual, _CHOICES.get(param, ()))
    if param == "status":
        return node.whole(param, None, 200, 599)
    return node.number(param, usual, -(10**9) if param == "seconds" else 0, 10**9)


class FaultPlan:
    """Which faults strike which call: repeatable for the same seed and the same order of calls."""

    def __init__(self, faults: Sequence[Fault] = (), seed: int = 1) -> None:
        self.faults = tuple(faults)
        self.struck: Counter[str] = Counter()
        self.strikes = [0] * len(self.faults)  # of each line
        self._calls = [0] * len(self.faults)
        self._bookings = 0
        self._rngs = [random.Random(f"fault {seed} {place}") for place in range(len(self.faults))]

    def strike(self, action: str) -> list[Fault]:
        """The faults that this call meets, in the scenario's order."""
        self._bookings += action == _BOOKING
        met = [place for place in range(len(self.faults)) if self._strikes_now(place, action)]
        for place in met:
            self.strikes[place] += 1
            self.struck[self.faults[place].name] += 1
        return [self.faults[place] for place in met]

    def _strikes_now(self, place: int, action: str) -> bool:
        fault = self.faults[place]
        if fault.action not in ("*", action) or self._bookings < fault.after_bookings:
            return False
        self._calls[place] += 1
        drawn = self._rngs[place].random() < fault.probability
        spent = fault.times and self.strikes[place] >= fault.times
        return not spent and (drawn or self._calls[place] in fault.at)
