"""The practice world: its people, slots, accounts, counters and clock, made once and kept in the store."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app.practice.world.answer import Answer
from app.practice.world.assumed import Refused
from app.practice.world.faults import FaultPlan
from app.practice.world.gate import Gate
from app.practice.world.people import Citizen
from app.practice.world.scenario import (
    DAYS_AHEAD,
    FACILITY,
    FACILITY_NAMES,
    FIELD_SITE,
    FIELD_SITE_NAME,
    HOURS,
    OTHER_FACILITY,
    OTHER_USER,
    PASSWORD,
    SEATS,
    USER,
    Hour,
    Login,
    Scenario,
)
from app.practice.world.store import ALL, Store
from app.practice.world.tokens import Caller, Tokens, new_key, password_hash
from app.thai import BANGKOK

_LOGINS = (
    Login(USER, PASSWORD, FACILITY, "เจ้าหน้าที่ฝึกหัด"),
    Login(OTHER_USER, PASSWORD, OTHER_FACILITY, "เจ้าหน้าที่ฝึกหัดคนที่สอง"),
)
PROVINCE = "99"  # none has this code


class World:
    """All that one practice server knows. `clock` gives seconds since 1970, `ticks` seconds that only grow."""

    def __init__(
        self,
        db: Path | None,
        scenario: Scenario,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.scenario = scenario
        self.settings = scenario.settings
        self._clock = clock
        self.ticks = ticks
        self.store = Store(db)
        self.gate = Gate(self.settings.rate_limit, self.settings.block_seconds, self.settings.calls_per_minute, ticks)
        self._keys = threading.Lock()
        self._tokens: Tokens | None = None
        self._start()
        if self.store.meta("filled_until") is None:
            self._fill()
        self._extend_timetable()

    def _start(self) -> None:
        self.faults = FaultPlan(self.scenario.faults, self.settings.seed)
        self.login_refused = False
        self.redirects_followed = 0
        self.repeated_seats: list[int] = []  # slot ids that only a gateway's repeats made
        self.cached: dict[str, tuple[float, Answer]] = {}  # a call -> until when (ticks) which answer is repeated

    def close(self) -> None:
        self.store.close()

    def reset(self) -> None:
        """As on the first day: bookings, messages, counters, blocks and struck faults are gone."""
        self.store.empty()
        self.gate.clear()
        self._start()
        self.tokens.refuse_all = False
        self._fill()
        self._extend_timetable()

    @property
    def tokens(self) -> Tokens:
        """Made at the first sign-in, as a key costs time; kept in the store, so tokens outlive a restart."""
        with self._keys:
            if self._tokens is None:
                pem = self.store.meta("key")
                name = self.store.meta("world")
                if not pem or not name:
                    pem, name = new_key(), secrets.token_hex(4)
                    self.store.set_meta("key", pem)
                    self.store.set_meta("world", name)
                self._tokens = Tokens(pem, name)
            return self._tokens

    def now(self, skew: float = 0.0) -> datetime:
        """The server's clock, in Thai time; `skew` in seconds."""
        return datetime.fromtimestamp(self._clock() + skew, BANGKOK)

    def sign_in(self, user: str, facility: str, hashed: str) -> Caller | None:
        row = self.store.one(
            "SELECT account.*, facility.name AS facility_name FROM account JOIN facility ON code = facility"
            " WHERE user = ? AND facility = ?",
            user,
            facility,
        )
        if self.login_refused or row is None or row["password_hash"] != hashed.upper():  # case: SEEN both ways
            return None
        return Caller(user, facility, row["name"], row["facility_name"], self.settings.scopes)

    def set_login(self, login: Login) -> None:
        """A new account, or a new password: then the account's tokens stop at once."""
        with self.store.change() as db:
            put_login(db, login)
        self.tokens.revoke_all(f"{login.user}@{login.facility}")

    def _fill(self) -> None:
        today = self.now().date()
        with self.store.change() as db:
            put_facility(db, FIELD_SITE, FIELD_SITE_NAME, field_of=FACILITY)
            for login in (*_LOGINS, *self.scenario.logins):
                put_login(db, login)
            put_people(db, self.scenario.citizens(), today)
            put_hours(db, self.scenario.hours)
        self.store.set_meta("filled_until", today.isoformat())

    def _extend_timetable(self) -> None:
        """Weekdays up to DAYS_AHEAD from today that no earlier start has filled."""
        if not self.settings.timetable:
            return
        filled = date.fromisoformat(self.store.meta("filled_until") or "")
        today = self.now().date()
        first, last = max(filled, today) + timedelta(days=1), today + timedelta(days=DAYS_AHEAD)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        put_timetable([day for day in days if day.weekday() < 5], self.store)
        self.store.set_meta("filled_until", max(filled, last).isoformat())


@dataclass(slots=True)
class Vantage:
    """How the place that answers a call sees the world."""

    skew: float = 0.0  # seconds its clock is ahead
    lag: float = 0.0  # seconds that bookings and cancellations take to be shown there
    blind: bool = False  # whether its rules too see them only then
    node: int = 1  # which of the server's machines it is


@dataclass(frozen=True, slots=True)
class Account:
    """Who calls, and from which world: what every rule gets to see."""

    world: World
    caller: Caller
    now: datetime
    vantage: Vantage = field(default_factory=Vantage)

    @property
    def shown(self) -> str:
        """Bookings and cancellations up to this moment are shown to the caller."""
        lag = self.vantage.lag
        return (self.now - timedelta(seconds=lag)).isoformat(timespec="milliseconds") if lag else ALL

    @property
    def known(self) -> str:
        """Up to this moment the rules of booking know of them."""
        return self.shown if self.vantage.blind else ALL

    def may_use(self, facility: str) -> str:
        """The facility itself or one of its field sites. ASSUMED for the field sites."""
        if facility != self.caller.facility:
            row = self.world.store.one("SELECT field_of FROM facility WHERE code = ?", facility)
            if row is None or row["field_of"] != self.caller.facility:
                raise Refused("facility_mismatch")
        return facility


def put_facility(db: sqlite3.Connection, code: str, name: str, field_of: str | None = None) -> None:
    db.execute("INSERT OR IGNORE INTO facility VALUES (?, ?, ?, ?)", (code, name, PROVINCE, field_of))


def put_login(db: sqlite3.Connection, login: Login) -> None:
    name = login.facility_name or FACILITY_NAMES.get(login.facility, f"หน่วยบริการ {login.facility} (ข้อมูลสมมุติ)")
    put_facility(db, login.facility, name)
    if login.facility_name:
        db.execute("UPDATE facility SET name = ? WHERE code = ?", (name, login.facility))
    db.execute(
        "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)",
        (login.user, login.facility, login.name or login.user, password_hash(login.password)),
    )


def put_people(db: sqlite3.Connection, people: Iterable[Citizen], today: date) -> None:
    """New people, or new facts about known ones (their other facts stay)."""
    people = tuple(people)
    db.executemany(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}') ON CONFLICT (cid) DO UPDATE SET"
        " (prefix, first_name, last_name, birth_date, gender, mobile_phone, line, app, on_target) ="
        " (excluded.prefix, excluded.first_name, excluded.last_name, excluded.birth_date, excluded.gender,"
        " excluded.mobile_phone, excluded.line, excluded.app, excluded.on_target)",
        [
            (
                person.cid,
                person.prefix,
                person.first_name,
                person.last_name,
                person.birth_date.isoformat(),
                person.gender,
                person.mobile_phone,
                person.line,
                person.app,
                person.on_target,
            )
            for person in people
        ],
    )
    db.executemany(
        "INSERT OR REPLACE INTO vaccination VALUES (?, ?, ?, ?)",
        [
            (person.cid, dose, (today - timedelta(days=ago)).isoformat(), FACILITY)
            for person in people
            for dose, ago in enumerate(person.vaccinated_days_ago, start=1)
        ],
    )


def put_hours(db: sqlite3.Connection, hours: Iterable[Hour]) -> None:
    """Slots that are there already stay as they are."""
    db.executemany(
        "INSERT OR IGNORE INTO slot (facility, date, hour, end_hour, dose, seats, open_to_api, confirm_locked)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                hour.facility,
                hour.date.isoformat(),
                hour.hour,
                hour.end_hour,
                hour.dose,
                hour.seats,
                hour.open_to_api,
                hour.confirm_locked,
            )
            for hour in hours
        ],
    )


def put_timetable(days: Iterable[date], store: Store) -> None:
    """The usual slots of these days, HOURS; those that are there already stay as they are. A year of them at once: a
    practice server begins with each batch that is tried."""
    with store.change() as db:
        for facility in (FACILITY, OTHER_FACILITY, FIELD_SITE):
            db.execute(
                "INSERT OR IGNORE INTO slot (facility, date, hour, end_hour, dose, seats, open_to_api, confirm_locked)"
                " SELECT ?, day.value, hour.value, hour.value + 1, 1, ?, 1, 0 FROM json_each(?) AS day,"
                " json_each(?) AS hour ORDER BY day.key, hour.key",
                (facility, SEATS, json.dumps([day.isoformat() for day in days]), json.dumps(HOURS)),
            )


def with_settings(scenario: Scenario, **settings: float | None) -> Scenario:
    """The scenario with the settings that are given (not None)."""
    given = {name: value for name, value in settings.items() if value is not None}
    return replace(scenario, settings=replace(scenario.settings, **given))  # type: ignore[arg-type]
