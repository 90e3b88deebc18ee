"""Names against ids over real sockets: paced, held, stopped, never a guess; and from the command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.booking.control import Control
from app.booking.names import Asked
from app.commands.everything import app
from app.domain.values import Person
from app.errors import Declined, ServiceChanged
from app.events import Paused
from app.practice import PracticeServer
from app.practice.world.people import made_up_people
from app.sheets.cells.names import NOT_LISTED, NOT_TOLD
from app.thai import thai_date
from tests.commandline import account
from tests.ui.sheets import person, workbook
from tests.world import Office, go, office, server_with, weekdays

PEOPLE = made_up_people(120)
DAY = thai_date(weekdays(1)[0])
HEADERS = ("เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล")


async def asked(clerk: Office, cids: list[str], control: Control | None = None) -> Asked:
    return await clerk.desk.look_up_names(cids, control or Control(), clerk.events.append, lambda _done: None)


def test_a_look_up_a_person_paced_like_every_call(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, cap=20) as clerk:
                found = await asked(clerk, [one.cid for one in PEOPLE] + [person(1)])
                assert clerk.calls("ImmunizationTarget") == 121
                assert (found.left, found.error) == (0, None)
                assert found.listed.pop(person(1)) == NOT_LISTED  # type: ignore[attr-defined]
                assert {one.cid: one.full_name for one in PEOPLE} == {
                    cid: known.name for cid, known in found.listed.items()
                }
                assert practice.state()["calls"]["max_in_any_second"] <= 28
                assert practice.state()["blocks"] == 0
                assert practice.state()["bookings"] == practice.state()["outbox"] == []

    go(journey)


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "throttled", "at": [10, 11, 12]},
        {"fault": "too_many", "at": [10]},
        {"fault": "expired_token", "at": [5]},
        {"fault": "error_before", "at": [3, 4, 5, 6, 7, 8]},
        {"fault": "drop_after", "at": [7, 9]},
        {"fault": "terminated", "at": [20], "block_seconds": 0.4},
    ],
    ids=lambda fault: str(fault["fault"]),
)
def test_it_is_held_like_every_run_and_ends_with_the_same_answers(fault: dict[str, Any]) -> None:
    async def journey() -> None:
        with server_with([{**fault, "action": "ImmunizationTarget"}]) as practice:
            async with office(practice) as clerk:
                found = await asked(clerk, [one.cid for one in PEOPLE[:40]])
                assert (found.left, found.error) == (0, None)
                assert {known.found for known in found.listed.values()} == {True}
                if fault["fault"] == "terminated":
                    assert any(isinstance(event, Paused) and event.reason == "blocked" for event in clerk.events)

    go(journey)


def test_stopped_it_keeps_what_it_found_and_says_what_is_left() -> None:
    async def journey() -> None:
        slow = {"fault": "latency", "probability": 1.0, "seconds": 0.2, "action": "ImmunizationTarget"}
        with server_with([slow]) as practice:
            async with office(practice) as clerk:
                control = Control()
                task = asyncio.ensure_future(asked(clerk, [one.cid for one in PEOPLE], control))
                while clerk.calls("ImmunizationTarget") < 20:
                    await asyncio.sleep(0.02)
                control.stop()
                found = await task
                assert found.error is None
                assert 0 < len(found.listed) < 120
                assert found.left == 120 - len(found.listed)

    go(journey)


def test_a_portal_ends_it_with_its_own_word() -> None:
    async def journey() -> None:
        with server_with([{"fault": "html_page", "probability": 1.0, "action": "ImmunizationTarget"}]) as practice:
            async with office(practice) as clerk:
                found = await asked(clerk, [one.cid for one in PEOPLE[:5]])
                assert found.error is not None
                assert (found.error.code, found.left, dict(found.listed)) == ("html_page", 5, {})

    go(journey)


def test_what_is_not_understood_is_never_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal in words that nobody knows, a shape that nobody knows, and an answer about somebody else."""
    answers: dict[str, object] = {
        PEOPLE[0].cid: Declined("refused", "ระบบปรับปรุง"),
        PEOPLE[1].cid: ServiceChanged("not_understood"),
        PEOPLE[2].cid: Person(PEOPLE[3].cid, "นาย", "คนละ", "คน"),
        PEOPLE[3].cid: Declined("not_a_target", "ไม่พบในกลุ่มเป้าหมาย"),
    }

    async def answer(cid: str, _facility: str) -> Person | None:
        found = answers[cid]
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, Person)
        return found

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                monkeypatch.setattr(clerk.desk.session.client, "target", answer)
                found = await asked(clerk, list(answers))
                assert [found.listed[cid] for cid in answers] == [NOT_TOLD, NOT_TOLD, NOT_TOLD, NOT_LISTED]

    go(journey)


# --- the command line ---


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    monkeypatch.setattr("app.system.log.start", lambda _data: None)
    with server_with() as server:
        yield server


def run(server: PracticeServer, folder: Path, *words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words), *account(server, folder)], input="practice\n")


def shifted(folder: Path) -> Path:
    """Three people with each other's names, one with the own one, a stranger, and one without an id."""
    three = PEOPLE[:3]
    table = [[one.cid, DAY, "09:00", three[(place + 1) % 3].full_name] for place, one in enumerate(three)]
    table += [[PEOPLE[3].cid, DAY, "09:00", f"{PEOPLE[3].last_name}  {PEOPLE[3].first_name}"]]
    return workbook(
        folder / "a.xlsx", [*table, [person(1), DAY, "09:00", "นายใคร ไม่รู้"], ["", DAY, "09:00", "ไม่มี เลข"]], HEADERS
    )


def test_on_its_own_it_names_the_rows_and_books_nobody(practice: PracticeServer, tmp_path: Path) -> None:
    done = run(practice, tmp_path, "check-names", shifted(tmp_path), "--lang", "en")
    assert done.exit_code == 1
    assert "Checking 5 names against the target list: 5 calls, about 1 s" in done.stderr
    told = done.stdout.splitlines()
    for place in range(3):
        assert f"Row {place + 2}: on the target list this ID belongs to “{PEOPLE[place].full_name}”" in told[place]
        assert f"the sheet says “{PEOPLE[(place + 1) % 3].full_name}”" in told[place]
    assert told[3].startswith("! Row 6: this ID is not on the target list")
    assert told[4] == "5 people looked up  names differ in 3 rows  not on the target list 1  can't be compared 0"
    assert told[5].startswith("1 more row has problems of its own")
    assert practice.state()["bookings"] == []


def test_for_a_program(practice: PracticeServer, tmp_path: Path) -> None:
    done = run(practice, tmp_path, "check-names", shifted(tmp_path), "--json")
    line = json.loads(done.stdout)
    assert [(one["row"], one["code"]) for one in line["problems"]] == [
        (2, "name_differs"),
        (3, "name_differs"),
        (4, "name_differs"),
        (6, "cid_not_listed"),
    ]
    assert line["summary"] == {"asked": 5, "differs": 3, "strangers": 1, "unknown": 0, "not_asked": 1, "left": 0}


def test_rows_set_aside_are_counted_as_not_looked_up(practice: PracticeServer, tmp_path: Path) -> None:
    """Who reads that no name differs must know of how many that was not asked."""
    one, two = ([each.cid, DAY, "09:00", each.full_name] for each in PEOPLE[:2])
    some = workbook(tmp_path / "a.xlsx", [[*one, ""], [*two, "ยกเลิกนัด"]], (*HEADERS, "หมายเหตุ"))
    done = run(practice, tmp_path, "check-names", some, "--lang", "en")
    told = " ".join(done.stdout.split())
    assert "1 person looked up" in told
    assert "1 row set aside: 1 the sheet says: cancelled. Not looked up either." in told
    assert done.exit_code == 0
    every = workbook(tmp_path / "b.xlsx", [[*one, "ยกเลิกนัด"], [*two, "ยกเลิกนัด"]], (*HEADERS, "หมายเหตุ"))
    done = run(practice, tmp_path, "check-names", every, "--json")
    assert json.loads(done.stdout)["summary"]["set_aside"] == 2
    assert done.exit_code == 1, "nobody was looked up"
    assert "จึงยังไม่ได้ตรวจชื่อ" in run(practice, tmp_path, "check-names", every, "--lang", "th").stdout


def test_before_an_upload_whose_other_rows_are_booked(practice: PracticeServer, tmp_path: Path) -> None:
    done = run(practice, tmp_path, "upload", shifted(tmp_path), "--check-names", "--json")
    assert done.exit_code == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {line["row"]: (line["outcome"], line["code"]) for line in lines if "row" in line}
    assert outcomes == {
        2: ("invalid", "name_differs"),
        3: ("invalid", "name_differs"),
        4: ("invalid", "name_differs"),
        5: ("booked", ""),
        6: ("refused", "not_a_target"),
        7: ("invalid", "cid_missing"),
    }
    assert [one["cid"] for one in practice.state()["bookings"]] == [PEOPLE[3].cid]


def test_half_a_check_books_nobody(practice: PracticeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.booking.desk import Desk

    whole = Desk.look_up_names

    async def stopped(*words: object) -> Asked:
        found = await whole(*words)  # type: ignore[arg-type]
        return replace(found, left=2)

    monkeypatch.setattr(Desk, "look_up_names", stopped)
    done = run(practice, tmp_path, "upload", shifted(tmp_path), "--check-names", "--lang", "en")
    assert done.exit_code == 4
    assert "Stopped: 2 people were not looked up" in " ".join(done.stderr.split())
    assert practice.state()["bookings"] == []
