"""People without an hour, over the free hours: a proposal that is a sheet, and is then booked like any sheet."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.practice import PracticeServer, Scenario, made_up_people
from app.sheets.cells.holidays import name_of
from app.thai import show_date, today
from tests.commandline import account, mophic
from tests.world import any_day, either_days, plain_days

PEOPLE = made_up_people(40)
FIRST, SECOND = plain_days(2, today() + timedelta(days=3))
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
        assert ran.summary == {"proposed": 5, "left": 1, "has_hour": 0, "invalid": 0, "set_aside": 0}
        assert practice.state()["bookings"] == [], "nobody is booked by it"
        note = load_workbook(out).worksheets[0].cell(6, 8).value
        assert "เต็มแล้ว" in str(note)

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
        assert {row: (line["outcome"], line.get("hour"), line.get("code")) for row, line in ran.rows.items()} == {
            2: ("proposed", 10, None),
            3: ("has_hour", 8, None),
            4: ("proposed", 9, None),
            5: ("invalid", None, "cid_length"),
        }, "the seat of row 3 is not given away, and no row is missing"
        assert ran.summary == {"proposed": 2, "left": 0, "has_hour": 1, "invalid": 1, "set_aside": 0}
        assert ran.code == 1
        told = mophic(
            "distribute", file, *SPAN, "--out", tmp_path / "c.xlsx", *words[:-1], "--lang", "en", stdin="practice\n"
        )
        assert "Row 5: the citizen ID has 3 digits" in told.out
        assert "something else is wrong with this row." in told.out
        assert "One row has its day and hour already and is left as it is." in told.out
        note = load_workbook(tmp_path / "c.xlsx").worksheets[0].cell(5, 8).value
        assert "3 digits" in str(note)
        checked = mophic("validate", tmp_path / "b.xlsx", "--json").lines[0]
        assert (checked["ready"], checked["with_problems"]) == (3, 1)


def next_day(weekday: int) -> date:
    """The next one of that weekday, a week ahead at least."""
    day = any_day(7)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while plain_days(3, day)[0] != day:  # a public holiday is not used unasked
        day += timedelta(days=7)
    return day


@pytest.mark.parametrize(("headers", "blank"), [(("จากวันที่", "ถึงวันที่"), ()), (("from", "to"), ("วันที่นัด", "เวลานัด"))])
def test_spans_of_days_are_all_that_is_needed(tmp_path: Path, headers: tuple[str, str], blank: tuple[str, ...]) -> None:
    """A span a person, no appointment's day, no hour; or columns for them that are blank."""
    monday, saturday = next_day(0), next_day(5)
    spans: list[tuple[Any, Any]] = [
        (monday, monday),
        (monday + timedelta(days=1), ""),
        ("", monday),
        (today() - timedelta(days=30), today() - timedelta(days=25)),
        (monday + timedelta(days=2), monday + timedelta(days=1)),
        (monday + timedelta(days=90), ""),
        ("", any_day(1)),
        (saturday, saturday + timedelta(days=1)),
        ("ต้นเดือนหน้า", ""),
        (monday + timedelta(days=2), monday + timedelta(days=2)),
    ]
    rows = [[one.cid, one.full_name, *span] for one, span in zip(PEOPLE, spans, strict=False)]
    file = people_sheet(tmp_path / "a.xlsx", rows, *headers, *blank)
    first, last = any_day(2), monday + timedelta(days=21)
    with place((monday, 9, 2), (monday + timedelta(days=1), 9, 3), (monday + timedelta(days=2), 9, 0)) as practice:
        words = account(practice, tmp_path)
        days = ["--from", first.isoformat(), "--to", last.isoformat()]
        ran = mophic("distribute", file, *days, "--out", tmp_path / "b.xlsx", *words, "--json", stdin="practice\n")
        assert {row: line.get("date", line.get("code")) for row, line in ran.rows.items()} == {
            2: monday.isoformat(),
            3: (monday + timedelta(days=1)).isoformat(),
            4: monday.isoformat(),
            5: "span_over",
            6: "span_backwards",
            7: "span_later",
            8: "span_earlier",
            9: "no_hours_weekend",
            10: "span_unreadable",
            11: "no_free_hour",
        }
        assert ran.lines[-1]["own_days"] == [f"C {headers[0]}", f"D {headers[1]}"]
        more = ["--column", "date=-", "--column", "time=-", "--lang", "en"]
        told = mophic("distribute", file, *days, *more, "--out", tmp_path / "c.xlsx", *words, stdin="practice\n")
        assert told.code == 1
        assert f"Everybody gets one of the own days, read from: C {headers[0]}, D {headers[1]}." in told.out
        gone = show_date(today() - timedelta(days=25), "en")
        assert f"Row 5: The last day ({gone}) is past. Correct the days of this row." in told.out
        assert "Row 6: The first day (" in told.out


def test_rows_that_stand_apart_are_told_even_where_nobody_waits(tmp_path: Path) -> None:
    rows = [["123", "ก", "", ""], [PEOPLE[1].cid, "ข", "", "ยกเลิก"]]
    file = people_sheet(tmp_path / "a.xlsx", rows, "เวลานัด", "หมายเหตุ")
    with place((FIRST, 9, 2)) as practice:
        words = [*account(practice, tmp_path), "--lang", "en"]
        ran = mophic("distribute", file, *SPAN, "--out", tmp_path / "b.xlsx", *words, stdin="practice\n")
        assert ran.code == 2
        assert "Row 2: the citizen ID has 3 digits" in ran.out
        assert "- 1 row set aside" in ran.out
        ran = mophic("distribute", file, *SPAN, "--out", tmp_path / "b.xlsx", *words, "--json", stdin="practice\n")
        assert ran.outcomes == {2: "invalid", 3: "set_aside"}
        assert ran.lines[-1]["error"] == "nobody_waits"


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


def test_who_has_another_day_and_holidays_are_left_out_unless_it_is_said(tmp_path: Path) -> None:
    """Booked from here on a day outside the span; and a public holiday with open hours within it."""
    holiday = next(day for number in range(2, 400) if name_of(day := today() + timedelta(days=number)))
    later = plain_days(1, holiday + timedelta(days=1))[0]
    after = plain_days(1, later + timedelta(days=1))[0]
    people = [[one.cid, one.full_name] for one in PEOPLE[:3]]
    file = people_sheet(tmp_path / "a.xlsx", people)
    had = people_sheet(tmp_path / "b.xlsx", [[*people[0], after, "08:00"]], "วันที่นัด", "เวลานัด")
    with place((holiday, 8, 9), (later, 9, 2), (after, 8, 1)) as practice:
        words = [*account(practice, tmp_path), "--lang", "en"]
        assert mophic("upload", had, *words, "--json", stdin="practice\n").summary["booked"] == 1
        span = ["--from", holiday.isoformat(), "--to", later.isoformat()]

        def distribute(name: str, *more: str) -> Any:
            return mophic("distribute", file, *span, "--out", tmp_path / name, *words, *more, stdin="practice\n")

        ran = distribute("1.xlsx", "--json")
        assert {row: (line.get("date"), line.get("code")) for row, line in ran.rows.items()} == {
            2: (None, "has_other_day"),
            3: (later.isoformat(), None),
            4: (later.isoformat(), None),
        }
        assert ran.lines[-1]["holidays"] == [holiday.isoformat()]
        assert show_date(after, "en") in ran.rows[2]["message"]
        assert f"nobody is put there: {show_date(holiday, 'en')} (" in ran.err
        both = distribute("2.xlsx", "--json", "--both-days", "--holidays")
        assert {line.get("date") for line in both.rows.values()} == {holiday.isoformat()}
        assert both.lines[-1]["holidays"] == []


def test_own_days_that_can_be_read_in_two_ways_are_asked_about_once(tmp_path: Path) -> None:
    days = either_days(3)
    written = [f"{day.day}/{day.month}/{day.year}" for day in days]
    rows = [[one.cid, one.full_name, day, day] for one, day in zip(PEOPLE, written, strict=False)]
    file = people_sheet(tmp_path / "a.xlsx", rows, "from", "to")
    with place(*((day, 9, 2) for day in days)) as practice:
        words = [*account(practice, tmp_path), "--lang", "en", "--holidays"]
        span = ["--from", days[0].isoformat(), "--to", (days[0] + timedelta(days=80)).isoformat()]
        ran = mophic("distribute", file, *span, "--out", tmp_path / "1.xlsx", *words, stdin="practice\n")
        assert ran.out.count("can be read in two ways") == 1
        assert "(2-4)" in ran.out
        said = [*words, "--dates", "as-read", "--json"]
        ran = mophic("distribute", file, *span, "--out", tmp_path / "2.xlsx", *said, stdin="practice\n")
        assert [line.get("date") for line in ran.rows.values()] == [day.isoformat() for day in days]


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
