"""The places of an office's calls, as its database hands them out, and the thread that asks for them.

A place is a moment of the database's clock at which one call may leave. All that one statement gives away is counted in
the transaction that gives it, so however many PCs ask, no second ever holds more places than the cap.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from app import clock as clocks
from app.domain.office import OfficeAddress
from app.errors import EnvironmentProblem
from app.journal.office import _conninfo, _unfit
from app.journal.office_errors import problem_of
from app.mophic.ledger import LONGEST_BLOCK, LOWEST, RECOVERY
from app.mophic.limits import MOST_SILENCE
from app.mophic.pacing import SPACING

HORIZON = 0.45  # seconds: what lies further ahead is not given away, but for the first place of whoever asks
FURTHEST = 20.0  # seconds: that one neither
REACH = 0.01  # seconds from the answer to the first of its places
CATCHING_UP = 0.96  # of the even pace: so close may places lie where others lapsed
SET_BACK = 60.0  # seconds: places that lie further ahead show that somebody set the database's clock back
SLACK = 0.02  # seconds by which a PC's window may grow, its way being longer, after a place was given
_PATIENCE = 2  # seconds for the lock of one row, which nobody holds for longer than a statement
_AGAIN = 0.5  # seconds between two tries to tell what could not be told

_TABLE = """
CREATE TABLE IF NOT EXISTS {} (
    name TEXT PRIMARY KEY,
    places FLOAT8[] NOT NULL DEFAULT '{{}}', -- the last 64 that were given away, but for those that lapsed
    departures BIGINT NOT NULL DEFAULT 0, -- all of them
    level FLOAT8 NOT NULL DEFAULT 1, -- share of the cap allowed at level_at
    level_at FLOAT8 NOT NULL DEFAULT 0,
    closed_until FLOAT8 NOT NULL DEFAULT 0, -- the server said Retry-After
    blocked_until FLOAT8 NOT NULL DEFAULT 0
) WITH (fillfactor = 10) -- one row that is written many times a second: there is room for its next versions
"""
_NOW = "extract(epoch FROM clock_timestamp())::FLOAT8"
_SHARE = f"least(1, level + greatest(0, {{now}} - level_at) * {RECOVERY})"
# The lock comes first: whoever waited for it sees what the one before wrote, and the time after the waiting.
_LEASE = f"""
WITH locked AS MATERIALIZED (
    SELECT * FROM pace WHERE name=%(name)s FOR UPDATE
), timed AS MATERIALIZED (
    SELECT *, {_NOW} AS now FROM locked
), counted AS MATERIALIZED (
    SELECT *, least(closed_until, now + {MOST_SILENCE}) AS closed, {_SHARE.format(now="now")} AS share,
        ARRAY(SELECT one FROM unnest(places) AS one
            WHERE one <> ALL(%(lapsed)s::FLOAT8[]) AND one < now + {SET_BACK} ORDER BY one) AS before
    FROM timed
), spaced AS MATERIALIZED (
    SELECT *, cardinality(before) AS many,
        before[(SELECT count(*) FROM unnest(before) AS one WHERE one <= now) - %(cap)s + 1]
            + %(window)s - {SLACK} AS room_from,
        CASE WHEN share < 1 THEN {SPACING} / %(cap)s / share ELSE %(window)s / %(cap)s * {CATCHING_UP} END AS gap,
        now + CASE WHEN {SET_BACK} < ALL(SELECT max(one) - now FROM unnest(places) AS one)
            THEN %(window)s ELSE {REACH} END AS soonest
    FROM counted
), offered AS MATERIALIZED (
    SELECT nth, greatest(soonest, closed, before[many] + gap) + nth * gap AS even,
        before[many - %(cap)s + 1 + nth] + %(window)s AS full_until, now
    FROM spaced, generate_series(0, least(%(many)s, %(cap)s) - 1) AS nth
), given AS MATERIALIZED (
    SELECT ARRAY(SELECT greatest(even, full_until) FROM offered
        WHERE greatest(even, full_until) < now + CASE nth WHEN 0 THEN {FURTHEST} ELSE {HORIZON} END
        ORDER BY nth) AS places
)
UPDATE pace SET places = (before || given.places)[greatest(1, many + cardinality(given.places) - 63):],
    departures = pace.departures + cardinality(given.places) - cardinality(%(lapsed)s::FLOAT8[])
FROM spaced, given WHERE pace.name=%(name)s
RETURNING now, given.places, pace.level, pace.level_at, pace.closed_until, pace.blocked_until,
    coalesce(room_from, 0)
"""
_SLOWER = f"""
UPDATE pace SET level = greatest({LOWEST}, %(share)s * {_SHARE.format(now=_NOW)}),
    level_at = {_NOW} + %(silence)s, closed_until = greatest(closed_until, {_NOW} + %(silence)s)
WHERE name=%(name)s AND level_at + %(rest)s < {_NOW}
"""
_BLOCK = f"UPDATE pace SET blocked_until = greatest(blocked_until, {_NOW} + %(seconds)s) WHERE name=%(name)s"
_HELD_UP = """
UPDATE pace SET places = ARRAY(
    SELECT DISTINCT one FROM unnest(places || %(now)s::FLOAT8[]) AS one WHERE one <> ALL(%(before)s::FLOAT8[])
    ORDER BY one DESC LIMIT 64
) WHERE name=%(name)s
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What holds for all PCs of the office. Moments of the database's clock, in seconds since 1970."""

    level: float = 1.0
    level_at: float = 0.0
    closed_until: float = 0.0
    blocked_until: float = 0.0
    room_from: float = 0.0  # no sooner, whatever was given before: calls that were held up count as arriving now

    def share(self, now: float) -> float:
        return min(1.0, self.level + max(0.0, now - self.level_at) * RECOVERY)

    def closed_for(self, now: float) -> float:
        return min(MOST_SILENCE, max(0.0, self.closed_until - now))

    def blocked_for(self, now: float) -> float:
        return min(LONGEST_BLOCK, max(0.0, self.blocked_until - now))


@dataclass(frozen=True, slots=True)
class Lease:
    """An answer of the database."""

    asked: float  # ticks of this PC
    answered: float
    now: float  # of the database's clock, somewhere between those two
    places: Sequence[float]
    told: Told


@dataclass(frozen=True, slots=True)
class Wish:
    """So many places, at most `cap` of them within `window` seconds."""

    many: int
    cap: int
    window: float
    lapsed: Sequence[float] = ()  # given to this PC, and nobody left at them


@dataclass(frozen=True, slots=True)
class Change:
    """What all PCs must know. Told twice it does no harm: of two blocks the later end counts, of two places that are
    the same one."""

    statement: str = field(repr=False)
    values: dict[str, Any]

    @classmethod
    def block(cls, seconds: float) -> Change:
        return cls(_BLOCK, {"seconds": min(max(0.0, seconds), LONGEST_BLOCK)})

    @classmethod
    def slower(cls, share: float, silence: float = 0.0, rest: float = -LONGEST_BLOCK) -> Change:
        """`rest`: not where the pace was slowed within so many seconds."""
        return cls(_SLOWER, {"share": share, "silence": min(max(0.0, silence), MOST_SILENCE), "rest": rest})

    @classmethod
    def again(cls, before: Sequence[float], now: Sequence[float]) -> Change:
        """Calls that left at the places `before` arrive at `now` at the earliest: the way to the server stood still."""
        return cls(_HELD_UP, {"before": list(before), "now": list(now)})

    def after(self, earlier: Change) -> Change | None:
        """Both in one, where they can be: a database that is away is not told one by one what has happened since."""
        if not self.statement == earlier.statement == _HELD_UP:
            return None
        left = [place for place in earlier.values["now"] if place not in self.values["before"]]
        return self.again([*earlier.values["before"], *self.values["before"]], [*left, *self.values["now"]])


_NOTHING = Change("", {})  # nobody asked


class Counter:
    """Where places are asked for: a thread of its own with a connection of its own, so that the calls never wait for
    the database. `heard` and `failed` are called in that thread."""

    def __init__(
        self,
        address: OfficeAddress,
        name: str,
        heard: Callable[[Lease], None],
        failed: Callable[[EnvironmentProblem], None],
        ticks: Callable[[], float] = clocks.ticks,
    ) -> None:
        """`name`: whose pace it is."""
        self.where = address.url.rpartition("@")[2]
        self._address, self._name, self._ticks = address, name, ticks
        self._heard, self._failed = heard, failed
        self._wishes: queue.SimpleQueue[Wish | Change | None] = queue.SimpleQueue()
        self._untold: list[Change] = []
        self._connection: psycopg.Connection[Any] | None = None
        self._thread: threading.Thread | None = None

    def ask(self, wish: Wish | Change) -> None:
        self._wishes.put(wish)
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="office-pace", daemon=True)
            self._thread.start()

    def close(self, patience: float) -> None:
        """Tell what is left to be told, for so many seconds at most."""
        self._wishes.put(None)
        if self._thread is not None:
            self._thread.join(patience)

    def _serve(self) -> None:
        while True:
            try:
                wish = self._wishes.get(timeout=_AGAIN if self._untold else None)
            except queue.Empty:
                wish = _NOTHING
            if isinstance(wish, Change) and wish is not _NOTHING:
                self._note(wish)
            try:
                self._tell()
                if isinstance(wish, Wish):
                    self._heard(self._lease(wish))
            except psycopg.Error as error:
                self._hang_up()
                self._failed(problem_of(error, self.where))
            except EnvironmentProblem as error:
                self._failed(error)
            if wish is None:
                break
        self._hang_up()

    def _note(self, change: Change) -> None:
        if self._untold and (both := change.after(self._untold[-1])) is not None:
            self._untold[-1] = both
        else:
            self._untold.append(change)

    def _tell(self) -> None:
        while self._untold:
            change = self._untold[0]
            self._open().execute(change.statement.encode(), {"name": self._name, **change.values})
            del self._untold[0]

    def _lease(self, wish: Wish) -> Lease:
        connection = self._open()
        values = {"name": self._name, "many": wish.many, "cap": wish.cap, "window": wish.window}
        asked = self._ticks()
        found = connection.execute(_LEASE.encode(), {**values, "lapsed": list(wish.lapsed)}).fetchone()
        if found is None:  # somebody emptied the table
            self._hang_up()
            raise EnvironmentProblem("office_away", "no pace", path=self.where)
        now, places, *told = found
        return Lease(asked, self._ticks(), now, places, Told(*told))

    def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None

    def _open(self) -> psycopg.Connection[Any]:
        """Raises psycopg.Error, EnvironmentProblem."""
        if self._connection is None:
            self._connection = connection = psycopg.connect(_conninfo(self._address), autocommit=True)
            if (unfit := _unfit(connection)) is not None:
                self._hang_up()
                raise EnvironmentProblem(unfit, path=self.where)
            for name, value in (("search_path", f'"{self._address.schema}"'), ("lock_timeout", f"{_PATIENCE}s")):
                connection.execute("SELECT set_config(%s, %s, false)", (name, value))
            self._make_table(connection)
        return self._connection

    def _make_table(self, connection: psycopg.Connection[Any]) -> None:
        table = sql.Identifier(self._address.schema, "pace")
        name = table.as_string(connection)
        if connection.execute("SELECT to_regclass(%s)", (name,)).fetchone() == (None,):
            with connection.transaction():  # another PC may do it at the same moment
                connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (name,))
                connection.execute(sql.SQL(_TABLE).format(table))
        connection.execute("INSERT INTO pace (name) VALUES (%s) ON CONFLICT DO NOTHING", (self._name,))
