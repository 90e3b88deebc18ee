"""People without an hour, over the free hours: a proposal that is a sheet, and is then booked like any sheet."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.practice import PracticeServer, Scenario, made_up_people
from app.thai import today
from tests.commandline import account, mophic

PEOPLE = made_up_people(40)
FIRST, SECOND = today() + timedelta(days=3), today() + timedelta(days=4)
SPAN = ["--from", FIRST.isoformat(), "--to", SECOND.isoformat()]


def place(*hours: tuple[date, int, int]) -> PracticeServer:
    """A world with these hours alone: day, hour, seats."""
    slots = [{"date": day.isoformat(), "hour": hour, "seats": seats} for day, hour, seats in hours]
    return PracticeServer(scenario=Scenario.parse({"settings": {"made_up_people": 40}, "slots": slots}))


def people_sheet(path: Path, rows: list[list[Any]], *headers: str) -> Path:
    book = Workbook()
    table = book.worksheets[0]
    table.append(["เลขประจำตัวประชาชน", "ชื่อ-สกุล", *headers])
    for row in rows:
        table.append(row)
    book.save(path)
    return path


def test_people_without_day_or_hour_are_proposed_written_and_booked(tmp_path: Path) -> None:
    rows = [[one.cid, one.full_name, "0811111111" if at in (1, 5) else ""] for at, one in enumerate(PEOPLE[:6])]
    file = people_sheet(tmp_path / "รายชื่อ.xlsx", rows, "เบอร์โทร")
    with place((FIRST, 8, 1), (FIRST, 9, 2), (SECOND, 13, 2)) as practice:
        words = [*account(practice, tmp_path), "--json"]
        out = tmp_path / "เสนอ.xlsx"
        ran = mophic("distribute", file, *SPAN, "--families", "--out", out, *words, stdin="practice\n")
        assert ran.code == 1, "one is left over"
        told = {row: line.get("hour") for row, line in ran.rows.items()}
        assert told == {2: 8, 3: 9, 7: 9, 4: 13, 5: 13, 6: None}, "the family keeps one hour"
        assert ran.rows[6]["code"] == "no_free_hour"
        assert ran.summary == {"proposed": 5, "left": 1, "invalid": 0}
        assert practice.state()["bookings"] == [], "nobody is booked by it"
        note = load_workbook(out).worksheets[0].cell(6, 8).value
        assert "ไม่มีช่วงเวลาว่าง" in str(note)

        booked = mophic("upload", out, *words, stdin="practice\n")
        assert (booked.summary["booked"], booked.summary["invalid"]) == (5, 1)
        state: Any = practice.state()
        assert Counter((one["date"], one["hour"]) for one in state["bookings"]) == {
            (FIRST.isoformat(), 8): 1,
            (FIRST.isoformat(), 9): 2,
            (SECOND.isoformat(), 13): 2,
        }

        again = mophic("distribute", file, *SPAN, "--out", tmp_path / "b.xlsx", *words, stdin="practice\n")
        assert Counter(line["code"] for line in again.rows.values()) == {"has_appointment": 5, "no_free_hour": 1}


def test_a_day_of_the_own_and_hours_that_stand_are_kept(tmp_path: Path) -> None:
    rows = [
        [PEOPLE[0].cid, "ก", FIRST, ""],
        [PEOPLE[1].cid, "ข", FIRST, "08:00"],
        [PEOPLE[2].cid, "ค", SECOND, ""],
        ["123", "ง", SECOND, ""],
    ]
    file = people_sheet(tmp_path / "a.xlsx", rows, "วันที่นัด", "เวลานัด")
    with place((FIRST, 8, 1), (FIRST, 10, 1), (SECOND, 9, 5)) as practice:
        words = [*account(practice, tmp_path), "--json"]
        ran = mophic("distribute", file, *SPAN, "--out", tmp_path / "b.xlsx", *words, stdin="practice\n")
        assert {row: (line["date"], line["hour"]) for row, line in ran.rows.items()} == {
            2: (FIRST.isoformat(), 10),
            4: (SECOND.isoformat(), 9),
        }, "the seat of row 3 is not given away"
        assert ran.summary["invalid"] == 1
        assert ran.code == 0
        checked = mophic("validate", tmp_path / "b.xlsx", "--json").lines[0]
        assert (checked["ready"], checked["with_problems"]) == (3, 1)


def test_the_people_of_a_full_hour_get_the_next_free_one(tmp_path: Path) -> None:
    rows = [[one.cid, one.full_name, FIRST, "09:00"] for one in PEOPLE[:4]]
    file = people_sheet(tmp_path / "a.xlsx", rows, "วันที่นัด", "เวลานัด")
    with place((FIRST, 8, 9), (FIRST, 9, 2), (FIRST, 11, 1), (SECOND, 8, 1)) as practice:
        words = [*account(practice, tmp_path), "--json"]
        ran = mophic("upload", file, *words, stdin="practice\n")
        assert (ran.summary["booked"], ran.summary["refused"]) == (2, 2)
        out = tmp_path / "อีกครั้ง.xlsx"
        found = mophic("distribute", "--batch", 1, *SPAN, "--out", out, *words, stdin="practice\n")
        assert sorted((line["date"], line["hour"]) for line in found.rows.values()) == [
            (FIRST.isoformat(), 11),
            (SECOND.isoformat(), 8),
        ], "after the hour that was full, not before"
        assert mophic("upload", out, *words, stdin="practice\n").summary["booked"] == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--from", "2020-01-01", "--to", "2020-01-02"], "days_over"),
        (["--from", SECOND.isoformat(), "--to", FIRST.isoformat()], "range_backwards"),
        (["--from", FIRST.isoformat(), "--to", (FIRST + timedelta(days=200)).isoformat()], "range_too_long"),
    ],
)
def test_days_that_cannot_be_are_said(tmp_path: Path, words: list[str], code: str) -> None:
    file = people_sheet(tmp_path / "a.xlsx", [[PEOPLE[0].cid, "ก"]])
    ran = mophic("distribute", file, *words, "--out", tmp_path / "b.xlsx", "--practice", "--json")
    assert ran.code == 2
    assert ran.lines[-1]["error"] == code
