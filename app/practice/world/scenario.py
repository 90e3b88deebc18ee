"""A scenario: who lives in the practice world, which hours are open, what goes wrong.

The file's format: docs/practice-server.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from app.domain.values import check_digit
from app.errors import SettingsError
from app.practice.world.faults import Fault, read_fault
from app.practice.world.json_input import Node, broken
from app.practice.world.people import Citizen, made_up_people
from app.practice.world.rules import Repeat
from app.thai import today

FACILITY, USER, PASSWORD = "99001", "practice", "practice"
OTHER_FACILITY, OTHER_USER = "99002", "practice2"
FIELD_SITE = "99101"
FACILITY_NAMES = {
    FACILITY: "โรงพยาบาลฝึกหัด (ข้อมูลสมมุติ)",
    OTHER_FACILITY: "โรงพยาบาลฝึกหัดแห่งที่สอง (ข้อมูลสมมุติ)",
}
FIELD_SITE_NAME = "หน่วยฉีดวัคซีนนอกสถานที่ (ข้อมูลสมมุติ)"  # belongs to FACILITY
HOURS = (8, 9, 10, 11, 13, 14, 15)
SEATS = 10
DAYS_AHEAD = 370
_MADE_UP = 400
SCOPES = (  # of one public token (SEEN)
    "IMMUNIZATION_VIEW:3",
    "IMMUNIZATION_PERSON_UPLOAD:3",
    "IMMUNIZATION_DASHBOARD:3",
    "IMMUNIZATION_SLOT:3",
    "IMMUNIZATION_REPORT:3",
    "IMMUNIZATION_AEFI_UPDATE:3",
)


@dataclass(frozen=True, slots=True)
class Settings:
    block_seconds: float = 1800  # SEEN
    rate_limit: int = 30  # calls in any sliding second and account, SEEN
    token_seconds: float = 43200  # 12 h, SEEN
    calls_per_minute: int = 0  # above it: 401 "Too Many Request per minute"; 0 = no such limit
    messages_per_hour: int = 5  # SEEN
    seed: int = 1  # of the faults' dice
    repeat: Repeat = "refuse"  # the same person, date and hour again: unknown on the real host
    lean_schedule: bool = False  # a day's confirm schedule holds nothing but what was SEEN
    made_up_people: int = _MADE_UP
    keep_alive_seconds: float = 75  # an idle connection is closed after; a common server's
    keep_alive_told: bool = False  # a Keep-Alive header says so
    scopes: tuple[str, ...] = SCOPES  # what a token says it may be used for; nothing is refused for the lack of one
    timetable: bool = True  # every weekday from tomorrow on, HOURS, SEATS, dose 1


@dataclass(frozen=True, slots=True)
class Hour:
    """Seats that staff opened at one hour."""

    facility: str
    date: date
    hour: int
    end_hour: int
    seats: int = SEATS
    dose: int = 1
    open_to_api: bool = True
    confirm_locked: bool = False


@dataclass(frozen=True, slots=True)
class Login:
    user: str
    password: str
    facility: str
    name: str = ""
    facility_name: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """The default is a clean world without faults."""

    settings: Settings = Settings()
    people: tuple[Citizen, ...] = ()
    hours: tuple[Hour, ...] = ()
    logins: tuple[Login, ...] = ()
    faults: tuple[Fault, ...] = ()

    @classmethod
    def load(cls, path: Path, day: date | None = None) -> Scenario:
        """Raises SettingsError: `scenario_unreadable`, or `scenario_broken` with the field and what belongs there."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError("scenario_unreadable", str(error), name=path.name) from error
        try:
            value = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            raise broken(f"line {line}", "JSON") from error
        return cls.parse(value, day)

    @classmethod
    def parse(cls, value: object, day: date | None = None) -> Scenario:
        node = Node.of(value)
        node.only(("settings", "people", "slots", "accounts", "faults"))
        start = day or today()
        return cls(
            settings=_settings(node),
            people=tuple(read_citizen(item) for item in node.nodes("people")),
            hours=tuple(hour for item in node.nodes("slots") for hour in read_hours(item, start)),
            logins=tuple(read_login(item) for item in node.nodes("accounts")),
            faults=tuple(read_fault(item) for item in node.nodes("faults")),
        )

    def citizens(self) -> tuple[Citizen, ...]:
        """Listed people, then the made-up ones."""
        listed = {person.cid for person in self.people}
        others = made_up_people(self.settings.made_up_people)
        return (*self.people, *(person for person in others if person.cid not in listed))


def _settings(root: Node) -> Settings:
    """Where the file lists people or slots, the world holds only those, unless it asks for the usual ones too."""
    node = Node.of(root.value.get("settings", {}), "settings")
    node.only(tuple(Settings.__dataclass_fields__))
    usual = Settings()
    return Settings(
        block_seconds=node.number("block_seconds", usual.block_seconds, 0.001, 10**7),
        rate_limit=node.whole("rate_limit", usual.rate_limit, 1, 10**6),
        token_seconds=node.number("token_seconds", usual.token_seconds, 1, 10**9),
        calls_per_minute=node.whole("calls_per_minute", 0, 0, 10**6),
        messages_per_hour=node.whole("messages_per_hour", usual.messages_per_hour, 1, 10**6),
        seed=node.whole("seed", usual.seed, 0, 2**63 - 1),
        repeat=cast(Repeat, node.text("repeat", "refuse", get_args(Repeat))),
        lean_schedule=node.flag("lean_schedule", False),
        made_up_people=node.whole("made_up_people", 0 if "people" in root.value else _MADE_UP, 0, 100_000),
        keep_alive_seconds=node.number("keep_alive_seconds", usual.keep_alive_seconds, 0.01, 10**6),
        keep_alive_told=node.flag("keep_alive_told", False),
        timetable=node.flag("timetable", "slots" not in root.value),
        scopes=tuple(str(scope) for scope in node.items("scopes")) if "scopes" in node.value else usual.scopes,
    )


def read_cid(node: Node) -> str:
    cid = node.text("cid")
    if not (len(cid) == 13 and cid.isascii() and cid.isdigit() and int(cid[12]) == check_digit(cid[:12])):
        raise broken(node.at("cid"), "13 digits, check digit")
    return cid


def read_citizen(node: Node) -> Citizen:
    node.only(tuple(Citizen.__dataclass_fields__))
    doses = node.wholes("vaccinated_days_ago", 0, 36500) if "vaccinated_days_ago" in node.value else ()
    return Citizen(
        cid=read_cid(node),
        prefix=node.text("prefix", ""),
        first_name=node.text("first_name", ""),
        last_name=node.text("last_name", ""),
        birth_date=node.days("birth_date", today())[0] if "birth_date" in node.value else date(1980, 1, 1),
        gender=node.whole("gender", 2, 1, 2),
        mobile_phone=node.text("mobile_phone", ""),
        line=node.flag("line", False),
        app=node.flag("app", False),
        on_target=node.flag("on_target", True),
        vaccinated_days_ago=doses,
    )


def _facility(node: Node) -> str:
    code = node.text("hospital_code", FACILITY)
    if not (len(code) == 5 and code.isascii() and code.isdigit()):
        raise broken(node.at("hospital_code"), "5 digits")
    return code


def read_hours(node: Node, start: date) -> tuple[Hour, ...]:
    """Slots for every given date and hour. Raises SettingsError naming the field."""
    fields = ("hospital_code", "date", "hour", "end_hour", "seats", "dose", "open_to_api", "confirm_locked")
    node.only(fields)
    hours = node.wholes("hour", 0, 23)
    if "end_hour" in node.value and len(hours) > 1:
        raise broken(node.at("end_hour"), "hour: one")
    return tuple(
        Hour(
            facility=_facility(node),
            date=day,
            hour=hour,
            end_hour=node.whole("end_hour", hour + 1, hour + 1, 24),
            seats=node.whole("seats", SEATS, 0, 10_000),
            dose=node.whole("dose", 1, 1, 20),
            open_to_api=node.flag("open_to_api", True),
            confirm_locked=node.flag("confirm_locked", False),
        )
        for day in node.days("date", start)
        for hour in hours
    )


def read_login(node: Node) -> Login:
    node.only(("user", "password", "hospital_code", "name", "hospital_name"))
    return Login(
        user=node.text("user"),
        password=node.text("password"),
        facility=_facility(node),
        name=node.text("name", ""),
        facility_name=node.text("hospital_name", ""),
    )
