"""`--json`: stdout belongs to a program. Every line of it is JSON, of what was done and of why it was not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from app.booking.desk import open_journal
from app.commands.everything import app
from app.domain.address import Server
from app.domain.values import Appointment, State, masked
from app.journal.batches import Source
from app.practice import PracticeServer
from app.practice.world.people import made_up_people
from app.system.paths import DataDir
from app.wording import say
from tests.commandline import account
from tests.world import server_with, weekdays

BOOKED, FREE = (person.cid for person in made_up_people(2))
STRANGER = "1990000000001"
DAY = weekdays(1)[0]
SATURDAY = DAY + timedelta(days=(5 - DAY.weekday()) % 7)
NEW = ["--name", "นางสาวใหม่ มาก", "--birth-date", "31/1/2523"]
NEWS = ["--title", "แจ้งข่าว", "--text", "ปิดวันหยุด"]


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    """BOOKED has an appointment at 9; the commands run in this process, which keeps no log."""
    monkeypatch.setattr("app.system.log.start", lambda _data: None)
    with server_with() as server:
        wish = {"cid": BOOKED, "do": "book", "date": DAY.isoformat(), "hour": 9}
        httpx.post(server.url + "/practice/citizens", json=wish).raise_for_status()
        yield server


def run(
    server: PracticeServer, folder: Path, words: Sequence[str], password: str = "practice"
) -> tuple[int, list[Any]]:
    """Exit code and every line of stdout, read as JSON."""
    signed = [] if words[:2] == ["slots", "template"] else account(server, folder)[:-2]
    if words[:2] == ["message", "status"]:
        signed = ["--server", server.url, "--facility", server.facility]
    done = CliRunner().invoke(
        app, [*words, *signed, "--data-dir", str(folder / "data"), "--json"], input=f"{password}\n"
    )
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["slots", "month", f"{DAY:%Y-%m}"], {"dose": 1}),
        (["slots", "day", DAY.isoformat()], {"readable": True}),
        (["slots", "template", "เช้า", "--hours", "8-9=1"], {}),
        (["slots", "create", "--from", SATURDAY.isoformat(), "--hours", "8-10=5"], {"created": 2}),
        (
            ["book", FREE, "--date", DAY.isoformat(), "--hour", "9"],
            {"outcome": "booked", "error": "", "cid": masked(FREE)},
        ),
        (["cancel", BOOKED, "--yes"], {"outcome": "cancelled"}),
        (["move", BOOKED, "--to-hour", "11"], {"outcome": "moved"}),
        (["message", "send", *NEWS, "--slot", DAY.isoformat()], {"people": 1}),
        (["message", "status"], {"allowance": {"facility": "99001", "left": 5, "next_at": None}}),
        (["target", "show", BOOKED], {"cid": masked(BOOKED)}),
        (["target", "show", BOOKED, "--ids", "whole"], {"cid": BOOKED}),
        (["target", "register", "--cid", STRANGER, *NEW], {"outcome": "registered", "cid": masked(STRANGER)}),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_what_was_done(practice: PracticeServer, tmp_path: Path, words: list[str], told: dict[str, Any]) -> None:
    code, lines = run(practice, tmp_path, words)
    assert code == 0
    assert told.items() <= lines[0].items()
    assert not any(line.get("error") for line in lines)


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["slots", "month", "x"], 2, "day_unreadable"),
        (["slots", "day", "x"], 2, "day_unreadable"),
        (["slots", "template", "เช้า", "--hours", "8-9"], 2, "period_unreadable"),
        (["slots", "create", "--from", SATURDAY.isoformat()], 2, "template_or_hours"),
        (["book", "123", "--date", DAY.isoformat(), "--hour", "9"], 2, "cid_not_13"),
        (["cancel", FREE, "--yes"], 2, "booking_not_found"),
        (["move", FREE, "--to-hour", "11"], 2, "booking_not_found"),
        (["message", "send", *NEWS], 2, "audience_empty"),
        (["message", "status", "99"], 2, "no_such_message"),
        (["target", "show", STRANGER], 5, "not_a_target"),
        (["target", "register"], 2, "person_or_sheet"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_why_it_was_not(practice: PracticeServer, tmp_path: Path, words: list[str], code: int, error: str) -> None:
    ended, lines = run(practice, tmp_path, words)
    assert (ended, lines[-1]["error"]) == (code, error)
    assert lines[-1]["message"] not in ("", error), "a sentence, not the code"


def test_a_refused_sign_in_and_a_server_that_is_not_there(practice: PracticeServer, tmp_path: Path) -> None:
    words = ["slots", "month"]
    code, lines = run(practice, tmp_path, words, password="wrong")
    assert (code, lines) == (3, [{"error": "sign_in_refused", "message": say("sign_in_refused", "th")}])
    practice.stop()
    code, lines = run(practice, tmp_path, words)
    assert (code, [line["error"] for line in lines]) == (5, ["offline"])


def test_rows_of_a_sheet_that_can_not_be_registered_are_lines_too(practice: PracticeServer, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["cid", "ชื่อ-สกุล", "วันเกิด"], [STRANGER, "นางสาวใหม่ มาก", "31/1/2523"], ["123", "นายก ข", "31/1/2523"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "คน.xlsx")
    code, lines = run(practice, tmp_path, ["target", "register", str(tmp_path / "คน.xlsx")])
    assert code == 1
    assert [(line["row"], line["outcome"]) for line in lines[:-1]] == [(3, "invalid"), (2, "registered")]
    assert lines[-1]["summary"]["invalid"] == 1


def test_resume_of_a_move_that_was_killed_and_ends_well_is_0(practice: PracticeServer, tmp_path: Path) -> None:
    """The old appointment is cancelled: that is what was asked for, nothing "not sent"."""
    with open_journal(Server(practice.url, practice=True), DataDir(tmp_path / "data")) as journal:
        old = Appointment(1, BOOKED, DAY, 9)
        steps = [(old, State.BOOKED, "", None), (replace(old, row=2, hour=11), State.PLANNED, "", None)]
        journal.add_batch(practice.facility, practice.user, Source("", rows=2, purpose="move"), steps)
    code, lines = run(practice, tmp_path, ["resume", "--yes"])
    assert code == 0
    assert lines[-1]["outcome"] == "moved"
    assert {(one["cid"], one["hour"]) for one in practice.state()["bookings"]} == {(BOOKED, 11)}
