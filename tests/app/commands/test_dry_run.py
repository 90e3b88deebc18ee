"""A dry run tells what the upload would do, and does nothing: the server's books and the journal say so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.booking.desk import open_journal
from app.domain.address import server_at
from app.journal.batches import Journal
from app.practice import PracticeServer
from app.system.paths import DataDir
from tests.commandline import Ran, account, mophic, sheet
from tests.world import go, office, rows_for, server_with

ROWS = rows_for(12, days=1)
DAY = ROWS[0].date


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    """Two people are booked: one at the sheet's hour, one at another hour of the day; three seats an hour are left."""
    with server_with() as server:

        async def book() -> None:
            async with office(server) as clerk:
                await clerk.book([ROWS[0], replace(ROWS[1], hour=15)])

        go(book)
        yield server


def upload(practice: PracticeServer, folder: Path, *words: object) -> Ran:
    more = ["--key-file", folder / "key", "--lang", "en", *account(practice, folder)]
    return mophic("upload", *words, *more, stdin=practice.password)


def journal(practice: PracticeServer, folder: Path) -> Journal:
    return open_journal(server_at(practice.url), DataDir(folder / "data"), key_path=folder / "key")


def test_a_dry_run_tells_the_plan_and_sends_nothing(practice: PracticeServer, tmp_path: Path) -> None:
    wrong = replace(ROWS[11], cid="1234567890123", row=13)
    file, plan = sheet(tmp_path / "a.xlsx", [*ROWS[:11], wrong]), tmp_path / "plan.xlsx"
    before = practice.state()
    ran = upload(practice, tmp_path, file, "--dry-run", "--plan", plan)
    after = practice.state()
    assert (after["bookings"], after["outbox"]) == (before["bookings"], before["outbox"])
    confirms = [state["calls"]["by_action"]["ConfirmAppointmentSlot"] for state in (before, after)]
    assert confirms[0] == confirms[1]
    with journal(practice, tmp_path) as kept:
        assert kept.history() == (), "no batch to be resumed"
    assert ran.code == 1, ran.err
    assert "would be booked: 9  booked already, would be skipped: 1  would be held back: 1  with problems: 1" in ran.out
    assert "at most 20 calls a second" in ran.out
    rows = load_workbook(plan)["Plan"]
    fates = {row[0].value: row[1].value for row in rows.iter_rows() if isinstance(row[0].value, int)}
    assert fates == {
        2: "would be skipped (booked already)",
        3: "would be held back",
        **dict.fromkeys(range(4, 13), "would be booked"),
        13: "with problems",
    }
    assert not any(row.cid in str([[cell.value for cell in line] for line in rows]) for row in ROWS)
    (seats,) = [row for row in load_workbook(plan)["Seats"].iter_rows(min_row=2, values_only=True) if row[1] == "08:00"]
    assert seats[2:] == (8, 9)


def test_a_dry_run_for_a_program(practice: PracticeServer, tmp_path: Path) -> None:
    file, plan = sheet(tmp_path / "a.xlsx", ROWS[2:]), tmp_path / "plan.csv"
    ran = upload(practice, tmp_path, file, "--dry-run", "--json", "--plan", plan)
    assert ran.code == 0, ran.err
    (told,) = [line for line in ran.lines if "calls" in line]
    assert told["summary"] == {"book": 10, "skip": 0, "hold_back": 0, "invalid": 0, "left_out": 0, "set_aside": 0}
    assert (told["short"], told["hours"][0]["free"]) == (0, 9)
    assert len(list(csv.reader(plan.read_text("utf-8-sig").splitlines()))) == 11
    real = upload(practice, tmp_path, file, "--yes", "--json")
    assert real.code == 0
    assert upload(practice, tmp_path, file, "--dry-run").out.count("would be skipped: 10") == 1


def test_too_few_seats_end_a_dry_run_with_1(tmp_path: Path) -> None:
    rows = [replace(row, hour=8) for row in ROWS]
    with server_with() as practice:
        ran = upload(practice, tmp_path, sheet(tmp_path / "a.xlsx", rows), "--dry-run")
    assert ran.code == 1
    assert "There seem to be no seats for 2" in ran.out


def test_the_calls_foretold_are_about_those_that_are_made(tmp_path: Path) -> None:
    rows = rows_for(30, days=1)
    with server_with() as practice:
        file = sheet(tmp_path / "a.xlsx", rows)
        (told,) = [line for line in upload(practice, tmp_path, file, "--dry-run", "--json").lines if "calls" in line]
        asked = practice.state()["calls"]["total"]
        assert upload(practice, tmp_path, file, "--yes", "--rate", 28).code == 0
        made = practice.state()["calls"]["total"] - 2 * asked  # the second run asks all that the first asked
    assert abs(told["calls"] - made) <= 0.1 * made, (told["calls"], made)


def test_what_can_not_go_together_is_said_before_anything_is_asked(practice: PracticeServer, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", ROWS)
    for words, said in (
        (("--plan", tmp_path / "p.xlsx"), "--plan goes with --dry-run alone."),
        (("--dry-run", "--result", tmp_path / "r.xlsx"), "use --plan instead of --result"),
        (("--dry-run", "--plan", tmp_path / "p.txt"), "end its name with .xlsx or .csv"),
    ):
        ran = upload(practice, tmp_path, file, *words)
        assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_dry_run_of_a_message_tells_to_how_many_and_that_it_went_before(
    practice: PracticeServer, tmp_path: Path
) -> None:
    to = ["--slot", DAY.isoformat(), "--title", "แจ้งข่าว", "--text", "จุดบริการย้ายไปชั้น 2"]
    more = ["--key-file", tmp_path / "key", "--lang", "en", *account(practice, tmp_path)]
    before = len(practice.state()["outbox"])
    tried = mophic("message", "send", *to, "--dry-run", *more, stdin=practice.password)
    assert (tried.code, "To 2 people." in tried.out, "Nothing was sent" in tried.err) == (0, True, True)
    assert len(practice.state()["outbox"]) == before
    assert mophic("message", "status", *more, stdin=practice.password).out.count("แจ้งข่าว") == 0
    assert mophic("message", "send", *to, "--yes", *more, stdin=practice.password).code == 0
    again = mophic("message", "send", *to, "--dry-run", *more, stdin=practice.password)
    assert again.code == 2
    assert "same" in again.err


def test_who_would_be_moved_within_the_day_is_told_so(practice: PracticeServer, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", ROWS[:3])
    ran = upload(practice, tmp_path, file, "--dry-run", "--move-same-day")
    assert ran.code == 0, ran.err
    assert "would be booked: 1  booked already, would be skipped: 1  would be moved within the day: 1" in ran.out
    assert "3  would be moved: This person has an appointment at 15:00 of the same day" in ran.out
    assert upload(practice, tmp_path, file, "--dry-run").code == 1


def test_who_stands_in_two_files_at_one_hour_is_counted_once(practice: PracticeServer, tmp_path: Path) -> None:
    first = sheet(tmp_path / "a.xlsx", ROWS[4:6])
    second = sheet(tmp_path / "b.xlsx", [replace(ROWS[5], row=2), replace(ROWS[6], row=3)])
    ran = upload(practice, tmp_path, first, second, "--dry-run")
    assert ran.code == 0, ran.err
    assert ran.out.count("would be booked: 2") == 1
    assert "would be booked: 1  booked already, would be skipped: 1" in ran.out
    assert "2  would be skipped (booked already): A sheet before this one books this person" in ran.out
