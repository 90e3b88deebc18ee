"""Reminders from the command line: what citizens' phones received, and nobody twice for one appointment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.values import masked
from app.practice import PracticeServer
from app.practice.world.scenario import Scenario
from app.thai import thai_date, today
from tests.commandline import Ran, account, mophic
from tests.world import go, office, rows_for

TODAY = today()
TOMORROW = TODAY + timedelta(days=1)
ROWS = [replace(row, date=TOMORROW, hour=8 + row.row % 2) for row in rows_for(6, days=1)]
SLOTS = [{"date": ["+1", "+2"], "hour": [8, 9, 10, 11, 13, 14, 15], "seats": 40}]


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Midnight may come while tests run."""
    monkeypatch.setattr("app.commands.remind.today", lambda: TODAY)


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    told = {"settings": {"made_up_people": 400}, "slots": SLOTS}
    with PracticeServer(scenario=Scenario.parse(told, TODAY)) as server:
        book(server, ROWS)
        yield server


def book(server: PracticeServer, rows: list[Any]) -> None:
    async def work() -> None:
        async with office(server) as clerk:
            await clerk.book(rows)

    go(work)


def remind(practice: PracticeServer, folder: Path, *words: object) -> Ran:
    more = ["--key-file", folder / "key", "--lang", "en", *account(practice, folder)]
    return mophic("message", "remind", *words, *more, stdin=practice.password)


def told(practice: PracticeServer) -> dict[str, list[str]]:
    """Id -> the texts of the messages it was told, bookings aside."""
    outbox: Any = practice.state()["outbox"]
    found: dict[str, list[str]] = {}
    for entry in outbox:
        if entry["kind"] == "message":
            found.setdefault(entry["cid"], []).append(str(entry))
    return found


def test_everybody_of_tomorrow_is_reminded_once_with_day_hour_and_place(
    practice: PracticeServer, tmp_path: Path
) -> None:
    tried = remind(practice, tmp_path, "--dry-run")
    assert (tried.code, told(practice)) == (0, {}), tried.err
    assert "To 6 people." in tried.out
    assert "2 different texts take 2 calls" in tried.out
    assert tried.out.count("แจ้งเตือนนัดรับวัคซีน") == 3, "a preview of three"
    ran = remind(practice, tmp_path, "--yes")
    assert ran.code == 0, ran.err
    texts = told(practice)
    assert {row.cid for row in ROWS} == set(texts)
    for row in ROWS:
        (text,) = texts[row.cid]
        assert thai_date(TOMORROW) in text
        assert f"{row.hour:02d}:00" in text
    again = remind(practice, tmp_path, "--yes")
    assert (again.code, told(practice)) == (0, texts)
    assert "Sent a reminder of this appointment already, not again: 4" in again.err
    assert "it did not reach 2" in again.err
    unreached = [row for row in ROWS if masked(row.cid) in again.err]
    assert len(unreached) == 2, "who is to be rung up is named"
    assert "There is nobody to remind." in again.err


def test_who_came_since_and_who_moved_is_reminded_and_the_others_only_where_asked(
    practice: PracticeServer, tmp_path: Path
) -> None:
    text = ("--title", "เตือนนัด", "--text", "{ชื่อ} {day} {hour} {place}")
    assert remind(practice, tmp_path, *text, "--yes", "--wait", "--dry-run").code == 0
    assert remind(practice, tmp_path, "--title", "ก", "--text", "{วันที่}", "--yes").code == 0
    new = [replace(ROWS[0], row=2 + number, cid=row.cid) for number, row in enumerate(rows_for(8, days=1)[6:])]
    book(practice, new)
    later = remind(practice, tmp_path, "--title", "ก", "--text", "{วันที่}", "--yes", "--json")
    assert later.code == 0
    assert {"remind": 2, "reminded": 4, "missed": 2, "waiting": 0, "unsure": 0} in later.lines
    assert {len(texts) for texts in told(practice).values()} == {1}
    assert remind(practice, tmp_path, "--title", "ก", "--text", "{วันที่}", "--yes", "--again").code == 0
    assert {len(texts) for texts in told(practice).values()} == {2}


def test_more_texts_than_an_hour_takes_are_said_before_and_the_rest_waits(
    practice: PracticeServer, tmp_path: Path
) -> None:
    words = ("--title", "เตือนนัด", "--text", "นัด {name} {hour}", "--yes")
    tried = remind(practice, tmp_path, *words, "--dry-run")
    assert "6 different texts take 6 calls, but 5 of 5 are left this hour" in tried.out
    assert "Calls needed without {time} and {name} in the text: 1." in tried.err
    ran = remind(practice, tmp_path, *words)
    assert ran.code == 4
    assert len(told(practice)) == 5
    again = remind(practice, tmp_path, *words)
    assert "not again: 4" in again.err
    assert "it did not reach 1" in again.err
    assert "not surely reminded yet: 1" in again.err, "the one that waits is no one's to be reminded by another message"


def test_what_is_not_certain_is_not_reminded_and_ends_with_1(practice: PracticeServer, tmp_path: Path) -> None:
    masked = {"fault": "spelled", "action": "GetHospitalSlotConfirmScheduleByDate", "cid": "masked", "probability": 1}
    httpx.post(practice.url + "/practice/faults", json={"faults": [masked], "seed": 1})
    ran = remind(practice, tmp_path, "--yes")
    assert (ran.code, told(practice)) == (1, {})
    assert "Not sent to 6" in ran.err
