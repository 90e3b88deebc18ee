"""What one seed chooses: rows, lies, faults, moments, and what the clerks do. Any part can be taken out (shrinking)
without changing what chance decides for the others: later choices are hashed from names, not drawn in sequence."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from itertools import chain
from typing import Any

from app.domain.values import Appointment, check_digit
from app.practice.world.faults import Fault as Line
from app.practice.world.faults import Params
from app.practice.world.rules import Repeat

FIRST_DAY = date(2026, 12, 1)  # today, as simulations begin: see `clock.EPOCH`
HOURS, OTHER_HOUR, CORRECTED_HOUR = (8, 9, 10, 11, 13, 14, 15), 12, 16
DAY = 24 * 3600.0
# Of a call that changes something (done or not, see `Fault`), and of one that does not: `ANSWERED`, or how it is lost.
ANSWERS = """inside E501 501.0 lie full said_booked 501jwt 201 202 204 408 409 499 401 401many 429 429:2 429:45 429:²
 429:9 407 500 502page 503 504page 403page 404page 405page html302 html garbage cut half slow terminated""".split()
READ_ANSWERS = """500 502page 503 504page 404page 401 401many 429:2 429:45 html garbage cut half slow terminated
 full""".split()
# Which field is written oddly, and how: `app.practice.world.spelling`.
SPELLINGS = """||time:0800|time:8|time:number|time:8.00|time:unreadable|date:buddhist|date:d/m/y|\
hospital_code:nine digits|hospital_code:number""".split("|")
MASKS = "|||cid:masked|cid:masked by digits|cid:wrong check digit|cid:short".split("|")
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


def roll(*names: object) -> float:
    """A number in [0, 1) that belongs to these names."""
    return int.from_bytes(blake2b("|".join(map(str, names)).encode(), digest_size=7).digest(), "big") / 2**56


def _line(name: str, **params: Any) -> Line:
    return Line(name, probability=1.0, params=params)


@dataclass(frozen=True)
class Lies:
    """How the server tells what it holds: seconds, or a spelling."""

    schedule_lag: tuple[float, ...] = (0.0,)  # one a node: what is younger is not shown
    record_lag: tuple[float, ...] = (0.0,)
    first_rows: int = 0  # the schedule is paged: more are not shown
    cached: float = 0.0  # the schedule may be this old
    mask: str = ""
    lean: bool = False  # the schedule holds cid and slot id alone (SEEN)
    schedule_spelling: str = ""
    record_spelling: str = ""
    no_schedule: bool = False
    repeats: Repeat = "again"  # a second confirm of one person
    cancel: str = "honest"  # deaf: says OK and does nothing; text: "no booking", with 200
    seats: int = 99  # an hour

    @property
    def latest(self) -> float:
        """Seconds; how late something may be shown."""
        return max(*self.schedule_lag, *self.record_lag, self.cached)

    @property
    def hides(self) -> bool:
        """Whether the schedule lacks somebody without showing that it can't be relied on."""
        return any(self.schedule_lag) or bool(self.first_rows or self.cached)

    @property
    def readable(self) -> bool:
        """Whether the schedule alone tells who sits where."""
        return not (self.hides or self.mask or self.schedule_spelling or self.lean or self.no_schedule)

    def told(self, action: str, latency: float, healed: bool) -> list[Line]:
        """When and how all calls are answered in this seed. `latency` in seconds."""
        found = [_line("latency", seconds=latency)]
        spellings = {SCHEDULE: (self.schedule_spelling, self.mask), RECORD: (self.record_spelling,)}.get(action, ())
        if spelled := dict(one.split(":") for one in spellings if one):
            found.append(_line("spelled", **spelled))
        if action == SCHEDULE and self.first_rows:
            found.append(_line("paged", rows=self.first_rows))
        if action == SCHEDULE and self.no_schedule:
            found.append(_line("answered", effect=False, **_json(501, message="unknown action")))
        if action == CANCEL and self.cancel != "honest" and not healed:
            found.append(_line("answered", effect=False, **_text(200, CANCELS[self.cancel])))
        return found


@dataclass(frozen=True)
class Fault:
    """Calls of one kind (confirm, cancel, read, token, connect) are now and then answered so; `done`: after they had
    their effect. Of kind way: all that are sent meanwhile arrive at its end."""

    call: str
    answer: str
    share: float
    done: bool = False
    start: float = 0.0
    end: float = 1e9

    @property
    def lines(self) -> list[Line]:
        """What a call meets that it strikes, in the practice server's words: lines of a scenario."""
        match self.answer:
            case "gateway":  # a failed GET sent again, to the next node
                return [_line("repeated")]
            case "cut":
                return [_line("reset_after" if self.done else "reset_before")]
            case "half":
                return [_line("truncated", effect=self.done)]
            case "terminated":
                return [_line("terminated", effect=self.done)]
            case "slow":  # after the client has given up
                late = _line("latency", seconds=45.0, booked_first=self.done)
                return [late] if self.done else [late, _line("answered", effect=False, **ANSWERED["lie"])]
        return [_line("answered", effect=self.done, **ANSWERED[self.answer])]


@dataclass(frozen=True)
class Moment:
    """Something happens to a PC and its windows: pause, go_on, stop, clock, sleep, restart, elsewhere (somebody else
    cancels a seat)."""

    at: float
    what: str
    pc: int = 0
    amount: float = 0.0


@dataclass(frozen=True)
class Window:
    """One clerk's window: what is done one after the other (see `Clerk.do`), and before which step it is killed each
    time it is started."""

    pc: int
    start: float
    acts: tuple[str, ...]
    deaths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scenario:
    seed: int
    rows: tuple[Appointment, ...]
    corrected: frozenset[int] = frozenset()  # rows with another hour in the corrected copy
    before: frozenset[int] = frozenset()  # rows whose person holds that very seat already, made elsewhere
    other: frozenset[int] = frozenset()  # … or another hour of that day
    strangers: frozenset[int] = frozenset()  # not on the target list
    lies: Lies = Lies()
    faults: tuple[Fault, ...] = ()
    moments: tuple[Moment, ...] = ()
    windows: tuple[Window, ...] = ()
    cap: int = 20
    patience: float | None = None
    can_ask: bool = True
    token_life: float = DAY / 2
    latency: float = 0.1

    @property
    def is_plain(self) -> bool:
        """Records tell what is so, and nothing goes wrong on the way."""
        late = any(self.lies.record_lag) or self.lies.record_spelling or self.lies.repeats != "again"
        return not (late or self.faults or self.moments or any(one.deaths for one in self.windows))

    @property
    def copy(self) -> tuple[Appointment, ...]:
        """The corrected sheet: some people at another hour."""
        return tuple(replace(row, hour=CORRECTED_HOUR if row.row in self.corrected else row.hour) for row in self.rows)


def smaller(made: Any) -> Iterator[Any]:
    """The same with something left out or as it is by default: half of a list, one of it, a part of one of it."""
    for one in fields(made):
        value = getattr(made, one.name)
        if isinstance(value, tuple) and one.default in ((), MISSING):
            less = chain(_without(value), () if one.name == "rows" else _within(value))
        elif is_dataclass(value):
            less = smaller(value)
        else:
            less = iter(() if one.default in (value, MISSING) else (one.default,))
        yield from (replace(made, **{one.name: part}) for part in less)


def _without(parts: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    size = len(parts)
    while size:
        yield from (parts[:at] + parts[at + size :] for at in range(0, len(parts), size))
        size //= 2


def _within(parts: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for at, part in enumerate(parts):
        less = smaller(part) if is_dataclass(part) else ()
        yield from ((*parts[:at], one, *parts[at + 1 :]) for one in less)


def scenario(seed: int, pcs: int = 1, most_rows: int = 99) -> Scenario:
    """`most_rows`: the sheet ends after so many. All else stays as it is."""
    rng = random.Random(seed)
    rows = _rows(rng)

    def some(chance: float, share: float) -> frozenset[int]:
        return frozenset(row.row for row in rows if rng.random() < share) if rng.random() < chance else frozenset()

    before = some(0.25, 0.2)
    drawn = Scenario(
        seed,
        rows[:most_rows],
        corrected=some(1.0, 0.3),
        before=before,
        other=some(0.15, 0.15) - before,
        strangers=some(0.15, 0.1),
        lies=_lies(rng),
        faults=tuple(_fault(rng) for _ in range(rng.choice((0, 1, 2, 3, 5)))),
        moments=_moments(rng, pcs),
        windows=_windows(rng, pcs),
        cap=rng.choice((5, 20, 28)),
        patience=rng.choice((None, 120.0)),
        can_ask=rng.random() < 0.7,
        token_life=rng.choice((DAY / 2, DAY / 2, 100.0)),
        latency=rng.choice((0.05, 0.2, 1.5)),
    )
    return _as_tried(drawn)


def _as_tried(made: Scenario) -> Scenario:
    """In some seeds, what broke when people tried it by hand. Rolled by name, so that the others stay as they were."""
    (first, *others), moments, faults, lies, seed = made.windows, made.moments, made.faults, made.lies, made.seed
    if roll(seed, "one sheet on two PCs, and a schedule that hides") < 0.05:
        return _two_pcs(made)
    if roll(seed, "held up on the way") < 0.03:
        return _way_stands_still(made)
    if roll(seed, "a corrected copy elsewhere") < 0.06 and all(one.pc == 0 for one in others):
        others.append(Window(1, 5 * roll(seed, "a bit later"), ("copy",)))
    if roll(seed, "people of the copy are moved") < 0.08:
        first = replace(first, acts=(*first.acts, "copy", "move_rows"))
    if roll(seed, "undone once stopped") < 0.06:
        first = replace(first, acts=("upload", "undo", *first.acts[1:]))
        moments = (*moments, Moment(2 + 20 * roll(seed, "stopped at"), "stop"))
    if roll(seed, "cancels of a move get lost") < 0.04:
        first, faults = replace(first, acts=(*first.acts, "move")), (Fault("cancel", "cut", 1.0), *faults)
        lies = replace(lies, repeats="again")
    moments = tuple(sorted(moments, key=lambda one: one.at))
    return replace(made, windows=(first, *others), moments=moments, faults=faults, lies=lies)


def _two_pcs(made: Scenario) -> Scenario:
    """One sheet on two PCs, a schedule that hides what is booked, and records that tell: nothing else goes wrong."""
    ways = {"mask": "cid:masked", "first_rows": 3, "cached": 90.0, "schedule_lag": (30.0,), "no_schedule": True}
    way = list(ways)[int(roll(made.seed, "how it hides") * len(ways))]
    later = (0.0, 0.3, 1.0, 3.0, 10.0)[int(roll(made.seed, "how much later") * 5)]
    windows = Window(0, 0.0, ("upload", "resume")), Window(1, later, ("upload", "wait", "wait", "wait", "resume"))
    plain: dict[str, Any] = {"faults": (), "moments": (), "strangers": frozenset(), "token_life": DAY / 2}
    return replace(made, lies=Lies(**{way: ways[way]}), windows=windows, **plain)


def _way_stands_still(made: Scenario) -> Scenario:
    """Now and then, and then delivers all at once; the server is quick, and nothing else goes wrong (of what a killed
    program had under way nobody knows that it is held up)."""
    begins = [2.0 + 5 * n + 3 * roll(made.seed, "it stands still", n) for n in range(8)]
    faults = tuple(Fault("way", "still", 1.0, False, at, at + 0.9 + roll(made.seed, "until", at)) for at in begins)
    windows = tuple(replace(one, deaths=()) for one in made.windows)
    plain: dict[str, Any] = {"moments": (), "windows": windows, "token_life": DAY / 2}
    return replace(made, faults=faults, latency=min(made.latency, 0.2), **plain)


def _rows(rng: random.Random) -> tuple[Appointment, ...]:
    days = [FIRST_DAY + timedelta(days=n) for n in rng.sample((0, 3, 4, 5), rng.choice((1, 1, 2, 3)))]
    made: dict[str, Appointment] = {}
    for number in range(2, 2 + rng.choice((5, 8, 12, 12, 20, 40))):
        twelve = f"{rng.choice('0134')}{rng.randrange(10**11):011d}"
        cid, day = f"{twelve}{check_digit(twelve)}", rng.choice(days)
        made[cid] = Appointment(number, cid, day, rng.choice(HOURS if day != FIRST_DAY else HOURS[2:]))
    return tuple(made.values())


def _lies(rng: random.Random) -> Lies:
    """The schedule lies in any way, or the person's record does; never both for longer than half a minute."""
    some = Lies(
        repeats=rng.choice(("again", "again", "refuse_hour", "refuse")),
        cancel=rng.choice(("honest", "honest", "honest", "deaf", "text")),
        seats=rng.choice((99, 99, 99, 3)),
        lean=rng.random() < 0.3,
        no_schedule=rng.random() < 0.1,
    )
    nodes = rng.choice((1, 1, 2, 3))

    def lags(*seconds: float) -> tuple[float, ...]:
        return tuple(rng.choice(seconds) for _ in range(nodes))

    spelling, other_spelling = rng.choice(SPELLINGS), rng.choice(SPELLINGS)
    match rng.randrange(4):
        case 0 | 1:
            return replace(
                some,
                schedule_lag=lags(0.0, 0.0, 5.0, 30.0, 60.0),
                record_lag=lags(0.0, 0.0, 2.0, 20.0),
                first_rows=rng.choice((0, 0, 0, 3, 10)),
                cached=rng.choice((0.0, 0.0, 0.0, 20.0, 60.0)),
                mask=rng.choice(MASKS),
                schedule_spelling=spelling,
            )
        case 2:
            record_lag = lags(0.0, 20.0, 90.0)
            return replace(some, no_schedule=False, lean=False, record_lag=record_lag, record_spelling=spelling)
    return replace(some, schedule_spelling=spelling, record_spelling=other_spelling)


def _fault(rng: random.Random) -> Fault:
    call = rng.choice(("confirm", "confirm", "confirm", "cancel", "read", "read", "token", "connect"))
    share, done = rng.choice((0.03, 0.1, 0.3)), False
    if call == "connect":
        answer = rng.choice(("refused", "silent", "idle"))
    elif call in ("read", "token"):
        answer = rng.choice(READ_ANSWERS)
    elif rng.random() < 0.2:
        answer, done = "gateway", True
    else:
        answer, done = rng.choice(ANSWERS), rng.random() < 0.6
    if rng.random() < 0.25:  # a storm: nothing else for a while
        start = rng.uniform(0, 8)
        return Fault(call, answer, 1.0, done, start, start + rng.choice((1.0, 5.0, 40.0)))
    return Fault(call, answer, share, done)


def _moments(rng: random.Random, pcs: int) -> tuple[Moment, ...]:
    found: list[Moment] = []
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        at, pc = rng.choice((rng.uniform(0, 4), rng.uniform(0, 90))), rng.randrange(pcs)
        what = rng.choice(("pause", "pause", "stop", "clock", "clock", "sleep", "restart", "elsewhere"))
        amounts = {"clock": rng.choice((-1, 1)) * rng.choice((70, 3700, 86400, 20 * 86400))}
        amounts["sleep"] = rng.choice((8.0, 70.0, 1500.0))
        found.append(Moment(at, what, pc, amounts.get(what, rng.random())))
        if what == "pause":
            found.append(Moment(at + rng.choice((0.3, 20.0, 400.0)), "go_on", pc))
        if what == "stop" and rng.random() < 0.5:  # pressed twice
            found.append(replace(found[-1], at=at + 1.0))
    return tuple(sorted(found, key=lambda moment: moment.at))


def _windows(rng: random.Random, pcs: int) -> tuple[Window, ...]:
    found = []
    for pc in range(pcs):
        acts = ["copy" if pc and rng.random() < 0.5 else "upload"]
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            if rng.random() < 0.4:
                acts.append(rng.choice(("wait", "wait", "wait", "long_wait")))
            acts.append(rng.choice(("upload", "upload", "copy", "resume", "undo", "retry", "decide", "move")))
        deaths = tuple(int(10 ** rng.uniform(1.3, 3.6)) for _ in range(rng.choice((0, 0, 1, 1, 2, 4))))
        found.append(Window(pc, rng.choice((0.0, 1.0, 5.0, 10.0)) if pc else 0.0, tuple(acts), deaths))
        if rng.random() < 0.25:
            second = rng.choice(("upload", "copy", "copy", "resume"))
            found.append(Window(pc, rng.choice((0.0, 0.5, 3.0, 30.0)), (second,)))
    return tuple(found)
