"""The corrected copy of a sheet, at other days: whoever has an appointment on another day gets none more unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.practice import PracticeServer
from app.thai import show_date
from tests.commandline import Ran, account, mophic
from tests.journeys.test_by_list import DAY, OTHER, PEOPLE, held, people_sheet, place, rows


class Clerk:
    """Three people of one sheet, booked, at a command line; then the copy with other days for the first two."""

    def __init__(self, practice: PracticeServer, folder: Path) -> None:
        self.practice, self.folder = practice, folder
        self.words = [*account(practice, folder), "--yes", "--settle", "0.2"]
        assert self.upload(self.sheet("นัด.xlsx", [DAY] * 3)).code == 0
        self.copy = self.sheet("นัดแก้.xlsx", [OTHER, OTHER, DAY, OTHER])

    def sheet(self, name: str, days: list[object], dose: int = 1) -> Path:
        table = [[row.cid, row.person_name, day, "09:00", dose] for row, day in zip(rows(len(days)), days, strict=True)]
        return people_sheet(self.folder / name, table, "ชื่อ-สกุล", "วันที่นัด", "เวลานัด", "เข็มที่")

    def upload(self, file: Path, *words: object) -> Ran:
        return mophic("upload", file, "--json", *words, *self.words, "--lang", "en", stdin="practice\n")

    def people(self, day: object) -> set[str]:
        return {cid for cid, at, _ in held(self.practice) if at == str(day)}


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    with place() as practice:
        yield Clerk(practice, tmp_path)


def test_a_second_day_is_held_back_and_said_and_booked_where_it_is_meant(clerk: Clerk) -> None:
    report = clerk.folder / "r.json"
    ran = clerk.upload(clerk.copy, "--report", report)
    assert clerk.people(OTHER) == {PEOPLE[3].cid}, "who has no day yet is booked; nobody gets two by --yes"
    assert ran.code == 1
    assert "2 people seem to have an appointment on another day already and are held back (rows 2-3)" in ran.err
    assert "--both-days" in ran.err
    assert [ran.rows[row]["code"] for row in (2, 3)] == ["second_day"] * 2
    assert json.loads(report.read_text("utf-8"))["needs_person"]
    said = mophic("upload", clerk.copy, *clerk.words, "--lang", "en", stdin="practice\n").out
    assert f"seems to have an appointment here on {show_date(DAY, 'en')} already, so this row was held back" in said
    again = clerk.upload(clerk.copy)
    assert (again.code, clerk.people(OTHER)) == (1, {PEOPLE[3].cid}), "nor by the next night's run"
    meant = clerk.upload(clerk.copy, "--both-days")
    assert meant.code == 0
    assert clerk.people(OTHER) == {PEOPLE[at].cid for at in (0, 1, 3)}


def test_a_retry_does_not_send_them_unasked(clerk: Clerk) -> None:
    report = clerk.folder / "r.json"
    clerk.upload(clerk.copy, "--report", report)
    (batch,) = json.loads(report.read_text("utf-8"))["batches"]
    words = (batch, "--retry-failed", *clerk.words, "--lang", "en")
    ran = mophic("resume", *words, stdin="practice\n")
    assert clerk.people(OTHER) == {PEOPLE[3].cid}
    assert "held back (rows 2-3)" in ran.err
    assert mophic("resume", "--both-days", *words, stdin="practice\n").code == 0
    assert clerk.people(OTHER) == {PEOPLE[at].cid for at in (0, 1, 3)}


def test_a_dry_run_says_the_same_of_several_sheets_too(clerk: Clerk) -> None:
    ran = clerk.upload(clerk.copy, "--dry-run")
    assert ran.code == 1
    told = [json.loads(line) for line in ran.out.splitlines() if '"plan"' in line]
    assert {one["row"]: one["plan"] for one in told} == {2: "hold_back", 3: "hold_back", 4: "skip", 5: "book"}
    one, other = clerk.sheet("ก.xlsx", [DAY] * 5), clerk.sheet("ข.xlsx", [DAY, DAY, DAY, OTHER, OTHER])
    both = mophic("upload", one, other, "--dry-run", "--json", *clerk.words, "--lang", "en", stdin="practice\n")
    told = [json.loads(line) for line in both.out.splitlines() if '"plan"' in line]
    assert [line["plan"] for line in told if line["sheet"].startswith("ข")] == ["skip"] * 3 + ["hold_back"] * 2
    assert "--both-days" in both.out


def test_another_dose_is_said_and_booked(clerk: Clerk) -> None:
    ran = clerk.upload(clerk.sheet("เข็มสอง.xlsx", [OTHER] * 2, dose=2))
    assert "another dose" in ran.err + ran.out
    assert "held back" not in ran.err + ran.out


def test_one_person_gets_no_second_day_unasked_either(clerk: Clerk) -> None:
    """`--yes` never means: twice."""
    words = (PEOPLE[0].cid, "--date", OTHER.isoformat(), "--hour", "9", *clerk.words, "--lang", "en")
    ran = mophic("book", *words, stdin="practice\n")
    assert ran.code == 2, "nothing was sent"
    assert f"has an appointment on {show_date(DAY, 'en')} 09:00 already" in ran.err
    assert clerk.people(OTHER) == set()
    assert mophic("book", "--both-days", *words, stdin="practice\n").code == 0
    assert clerk.people(OTHER) == {PEOPLE[0].cid}


def test_of_two_days_in_one_sheet_the_second_is_held_back_unless_both_are_meant(clerk: Clerk) -> None:
    new = PEOPLE[5]
    table = [[new.cid, new.full_name, day, "09:00", 1] for day in (DAY, OTHER)]
    twice = people_sheet(clerk.folder / "สองวัน.xlsx", table, "ชื่อ-สกุล", "วันที่นัด", "เวลานัด", "เข็มที่")
    ran = clerk.upload(twice)
    assert (ran.code, [ran.rows[row]["outcome"] for row in (2, 3)]) == (1, ["booked", "held_back"])
    assert (new.cid in clerk.people(DAY), new.cid in clerk.people(OTHER)) == (True, False)
    assert "Row 3: row 2 books this person on" in ran.err + ran.out
    assert clerk.upload(twice, "--both-days").code == 0
    assert new.cid in clerk.people(OTHER)
