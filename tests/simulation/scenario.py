"""What one seed chooses: rows, lies, faults, moments, and what the clerks do. Every part can be taken out (shrinking)
without changing what chance decides for the others: nothing is drawn in sequence, all is hashed from names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b

from app.domain import Appointment, check_digit

FIRST_DAY = date(2026, 12, 1)  # today, as simulations begin: see `clock.EPOCH`
HOURS = (8, 9, 10, 11, 13, 14, 15)
SAID = "inside E501 501.0 lie full said_booked 201 202 204 408 409 499 401 401many 429 429:2 429:45 429:² 429:9 407 500"
HEARD = "502page 503 504page 403page 404page 405page html302 html garbage cut half slow terminated 501jwt"
ANSWERS = (SAID + " " + HEARD).split()
ONLY_READ = (
    "500 502page 503 504page 404page 401 401many 429:2 429:45 html garbage cut half slow terminated full".split()
)
SPELLINGS = ("", "", "0800", "8", "number", "dots", "words", "buddhist", "slashes", "padded", "code_number")
MASKS = ("", "", "", "x", "zeros", "nines", "short")


def roll(*names: object) -> float:
    """A number in [0, 1) that belongs to these names."""
    return int.from_bytes(blake2b("|".join(map(str, names)).encode(), digest_size=7).digest(), "big") / 2**56


@dataclass(frozen=True)
class Lies:
    """How the server tells what it holds. Seconds, or a spelling."""

    schedule_lag: tuple[float, ...] = (0.0,)  # one a node: what is younger is not shown
    record_lag: tuple[float, ...] = (0.0,)
    first_rows: int = 0  # the schedule is paged: more are not shown
    cached: float = 0.0  # the schedule may be this old
    mask: str = ""
    lean: bool = False  # the schedule holds cid and slot id alone (SEEN)
    schedule_spelling: str = ""
    record_spelling: str = ""
    no_schedule: bool = False
    repeats: str = "takes"  # a second confirm of one person: takes, refuses_hour, refuses_day
    cancel: str = "honest"  # honest, deaf (says OK, does nothing), text (no booking, with 200)
    seats: int = 99  # an hour

    @property
    def schedule_is_true(self) -> bool:
        told = (self.schedule_lag, self.first_rows, self.cached, self.mask, self.lean, self.schedule_spelling)
        return told == ((0.0,), 0, 0.0, "", False, "") and not self.no_schedule


@dataclass(frozen=True)
class Fault:
    """Calls of one kind are now and then answered so; `done`: after they had their effect."""

    call: str  # confirm, cancel, read, token, connect
    answer: str
    share: float
    done: bool = False
    start: float = 0.0
    end: float = 1e9

    def __str__(self) -> str:
        when = f", {self.start:.0f}-{self.end:.0f} s" if self.end < 1e9 else ""
        return f"{self.share:.0%} of {self.call}: {'done, ' * self.done}{self.answer}{when}"


@dataclass(frozen=True)
class Moment:
    """Something happens to a PC or a window: pause, go_on, stop, clock, sleep, elsewhere (somebody cancels)."""

    at: float
    what: str
    pc: int = 0
    amount: float = 0.0

    def __str__(self) -> str:
        return f"{self.at:.0f} s PC {'ABC'[self.pc]}: {self.what} {self.amount:.0f}"


@dataclass(frozen=True)
class Window:
    """One clerk's window: what is done one after the other, and before which step it is killed each time."""

    pc: int
    start: float
    acts: tuple[str, ...]  # upload, copy, resume, undo, retry, decide, wait, long_wait
    deaths: tuple[int, ...] = ()

    def __str__(self) -> str:
        killed = f", killed before steps {', '.join(map(str, self.deaths))}" if self.deaths else ""
        return f"PC {'ABC'[self.pc]} at {self.start:.0f} s: {', '.join(self.acts)}{killed}"


@dataclass(frozen=True)
class Scenario:
    seed: int
    rows: tuple[Appointment, ...]
    moved: frozenset[int] = frozenset()  # rows with another hour in the corrected copy
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
    token_life: float = 12 * 3600.0
    latency: float = 0.1

    @property
    def copy(self) -> tuple[Appointment, ...]:
        """The corrected sheet: some people at another hour."""
        return tuple(replace(row, hour=16 if row.row in self.moved else row.hour) for row in self.rows)

    def smaller(self) -> Iterator[Scenario]:
        """Everything that can be left out, the largest parts first."""
        size = len(self.rows)
        while size >= 1:
            for start in range(0, len(self.rows), size):
                if rest := self.rows[:start] + self.rows[start + size :]:
                    yield replace(self, rows=rest)
            size //= 2
        for name in ("faults", "moments", "windows"):
            parts = getattr(self, name)
            for place in range(len(parts)):
                if name != "windows" or len(parts) > 1:
                    yield replace(self, **{name: parts[:place] + parts[place + 1 :]})
        for place, window in enumerate(self.windows):
            less = [replace(window, deaths=window.deaths[:-1])] if window.deaths else []
            acts = window.acts
            less += [replace(window, acts=acts[:n] + acts[n + 1 :]) for n in range(len(acts)) if len(acts) > 1]
            for one in less:
                yield replace(self, windows=self.windows[:place] + (one,) + self.windows[place + 1 :])
        plain, lies = Lies(), self.lies
        for name in Lies.__dataclass_fields__:
            if getattr(lies, name) != getattr(plain, name):
                yield replace(self, lies=replace(lies, **{name: getattr(plain, name)}))
        for name in ("before", "other", "strangers"):
            if getattr(self, name):
                yield replace(self, **{name: frozenset()})


def scenario(seed: int, pcs: int = 1) -> Scenario:
    rng = random.Random(seed)
    rows = _rows(rng)
    numbers = [row.row for row in rows]

    def some(chance: float, share: float) -> frozenset[int]:
        return frozenset(n for n in numbers if rng.random() < share) if rng.random() < chance else frozenset()

    before = some(0.25, 0.2)
    return Scenario(
        seed,
        rows,
        moved=some(1.0, 0.3),
        before=before,
        other=some(0.15, 0.15) - before,
        strangers=some(0.15, 0.1),
        lies=_lies(rng),
        faults=_faults(rng),
        moments=_moments(rng, pcs),
        windows=_windows(rng, pcs),
        cap=rng.choice((5, 20, 28)),
        patience=rng.choice((None, 120.0)),
        can_ask=rng.random() < 0.7,
        token_life=rng.choice((12 * 3600.0, 12 * 3600.0, 100.0)),
        latency=rng.choice((0.05, 0.2, 1.5)),
    )


def _rows(rng: random.Random) -> tuple[Appointment, ...]:
    days = [FIRST_DAY + timedelta(days=n) for n in rng.sample((0, 3, 4, 5), rng.choice((1, 1, 2, 3)))]
    made: dict[str, Appointment] = {}
    for number in range(2, 2 + rng.choice((5, 8, 12, 12, 20, 40))):
        twelve = f"{rng.choice('0134')}{rng.randrange(10**11):011d}"
        cid = f"{twelve}{check_digit(twelve)}"
        day = rng.choice(days)
        hour = rng.choice(HOURS) if day != FIRST_DAY else rng.choice((10, 11, 13, 15))
        made[cid] = Appointment(number, cid, day, hour)
    return tuple(made.values())


def _lies(rng: random.Random) -> Lies:
    """The schedule lies in any way, or the person's record does; never both for longer than half a minute."""
    free = Lies(
        repeats=rng.choice(("takes", "takes", "refuses_hour", "refuses_day")),
        cancel=rng.choice(("honest", "honest", "honest", "deaf", "text")),
        seats=rng.choice((99, 99, 99, 3)),
        lean=rng.random() < 0.3,
        no_schedule=rng.random() < 0.1,
    )
    nodes = rng.choice((1, 1, 2, 3))
    match rng.randrange(4):
        case 0 | 1:
            return replace(
                free,
                schedule_lag=tuple(rng.choice((0.0, 0.0, 5.0, 30.0, 60.0)) for _ in range(nodes)),
                record_lag=tuple(rng.choice((0.0, 0.0, 2.0, 20.0)) for _ in range(nodes)),
                first_rows=rng.choice((0, 0, 0, 3, 10)),
                cached=rng.choice((0.0, 0.0, 0.0, 20.0, 60.0)),
                mask=rng.choice(MASKS),
                schedule_spelling=rng.choice(SPELLINGS),
            )
        case 2:
            return replace(
                free,
                no_schedule=False,
                record_lag=tuple(rng.choice((0.0, 20.0, 90.0)) for _ in range(nodes)),
                record_spelling=rng.choice(SPELLINGS),
            )
    return replace(free, schedule_spelling=rng.choice(SPELLINGS), record_spelling=rng.choice(SPELLINGS))


def _faults(rng: random.Random) -> tuple[Fault, ...]:
    found = []
    for _ in range(rng.choice((0, 1, 2, 3, 5))):
        call = rng.choice(("confirm", "confirm", "confirm", "cancel", "read", "read", "token", "connect"))
        share = rng.choice((0.03, 0.1, 0.3))
        if call == "connect":
            fault = Fault(call, rng.choice(("refused", "silent", "idle")), share)
        elif call in ("read", "token"):
            fault = Fault(call, rng.choice(ONLY_READ), share)
        elif rng.random() < 0.2:
            fault = Fault(call, "gateway", share, done=True)
        else:
            fault = Fault(call, rng.choice(ANSWERS), share, done=rng.random() < 0.6)
        if rng.random() < 0.25:  # a storm: nothing else for a while
            start = rng.uniform(0, 8)
            fault = replace(fault, share=1.0, start=start, end=start + rng.choice((1.0, 5.0, 40.0)))
        found.append(fault)
    return tuple(found)


def _moments(rng: random.Random, pcs: int) -> tuple[Moment, ...]:
    found: list[Moment] = []
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        at, pc = rng.choice((rng.uniform(0, 4), rng.uniform(0, 90))), rng.randrange(pcs)
        match rng.choice(("pause", "pause", "stop", "clock", "clock", "sleep", "elsewhere")):
            case "pause":
                found += [Moment(at, "pause", pc), Moment(at + rng.choice((0.3, 20.0, 400.0)), "go_on", pc)]
            case "stop":
                found += [Moment(at + n, "stop", pc) for n in range(rng.choice((1, 2)))]
            case "clock":
                found.append(Moment(at, "clock", pc, rng.choice((-1, 1)) * rng.choice((70, 3700, 86400, 20 * 86400))))
            case "sleep":
                found.append(Moment(at, "sleep", pc, rng.choice((8.0, 70.0, 1500.0))))
            case other:
                found.append(Moment(at, other, pc, rng.random()))
    return tuple(sorted(found, key=lambda moment: moment.at))


def _windows(rng: random.Random, pcs: int) -> tuple[Window, ...]:
    found = []
    for pc in range(pcs):
        acts = ["upload"]
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            if rng.random() < 0.4:
                acts.append(rng.choice(("wait", "wait", "wait", "long_wait")))
            acts.append(rng.choice(("upload", "upload", "copy", "resume", "undo", "retry", "decide")))
        deaths = tuple(int(10 ** rng.uniform(1.3, 3.6)) for _ in range(rng.choice((0, 0, 1, 1, 2, 4))))
        found.append(Window(pc, rng.choice((0.0, 1.0, 5.0, 10.0)) if pc else 0.0, tuple(acts), deaths))
        if rng.random() < 0.25:
            second = rng.choice(("upload", "copy", "copy", "resume"))
            found.append(Window(pc, rng.choice((0.0, 0.5, 3.0, 30.0)), (second,)))
    return tuple(found)
