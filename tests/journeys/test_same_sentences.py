"""Whatever command reads a sheet says the same of it, in whole sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from app.commands.everything import app
from app.practice import PracticeServer
from app.practice.world.people import made_up_people
from app.thai import thai_date, today
from app.wording import say
from tests.commandline import account
from tests.ui.sheets import person, workbook
from tests.world import server_with, weekdays

KNOWN = made_up_people(6)
DAY = weekdays(1)[0]
SUNDAY = DAY + timedelta(days=(6 - DAY.weekday()) % 7)
HEADERS = ("เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด", "เข็มที่", "ชื่อ-สกุล")


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    monkeypatch.setattr("app.system.log.start", lambda _data: None)
    with server_with() as server:
        yield server


def row(place: int, day: str = thai_date(DAY), hour: str = "09:00") -> list[object]:
    known = KNOWN[place]
    return [known.cid, day, hour, 1, known.full_name]


def with_every_kind(folder: Path) -> Path:
    table = [
        row(0),
        row(1, "31/6/2569"),
        [KNOWN[2].cid[:12], thai_date(DAY), "09:30", 1, "ไม่มีใคร"],
        row(3, hour="08.00-12.00"),
        row(0),
        row(4, "1/1/2569"),
        row(5, hour="3:00"),
    ]
    return workbook(folder / "a.xlsx", table, HEADERS)


def run(server: PracticeServer, folder: Path, *words: object) -> Result:
    signed = account(server, folder)
    return CliRunner().invoke(app, [*map(str, words), *signed], input="practice\n")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_upload_says_all_that_validate_says(practice: PracticeServer, tmp_path: Path, lang: str) -> None:
    file = with_every_kind(tmp_path)
    said = CliRunner().invoke(app, ["validate", str(file), "--lang", lang, "--facility", practice.facility])
    sentences = [line for line in said.stdout.splitlines() if line[:1] in "✗!"]
    assert len(sentences) == 7
    uploaded = run(practice, tmp_path, "upload", file, "--lang", lang)
    assert uploaded.exit_code == 1
    assert uploaded.stdout.splitlines()[: len(sentences)] == sentences
    assert "“”" not in uploaded.stdout
    assert "2569" in uploaded.stdout or lang == "en"


def test_for_a_program_upload_names_every_problem_of_a_row(practice: PracticeServer, tmp_path: Path) -> None:
    done = run(practice, tmp_path, "upload", with_every_kind(tmp_path), "--json", "--lang", "en")
    lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    kept_out = {line["row"]: line["problems"] for line in lines if line.get("outcome") == "invalid"}
    assert [problem["code"] for problem in kept_out[4]] == ["cid_twelve", "time_minutes"]
    assert kept_out[6][0]["message"] == "Row 6 repeats row 2 (same person, day and hour). Only row 2 is booked."
    assert lines[-1]["summary"]["invalid"] == 6
    validated = CliRunner().invoke(app, ["validate", str(tmp_path / "a.xlsx"), "--json", "--lang", "en"])
    assert lines[-1]["sheet"]["problems"] == json.loads(validated.stdout)["problems"]


def test_many_refusals_of_one_reason_are_one_line(practice: PracticeServer, tmp_path: Path) -> None:
    rows = [[person(number), thai_date(DAY), "09:00", 1, "ไม่มีใคร"] for number in range(1, 16)]
    file = workbook(tmp_path / "a.xlsx", [row(0), *rows], HEADERS)
    done = run(practice, tmp_path, "upload", file, "--lang", "en")
    told = [line for line in done.stdout.splitlines() if line.startswith("refused")]
    assert len(told) == 1
    assert "    15  " in told[0]
    assert say("not_a_target", "en") in told[0]
    assert "Rows: 3-17" in done.stdout
    assert "mophic target register" in done.stdout
    as_json = run(practice, tmp_path / "again", "upload", file, "--json")
    assert sum('"refused"' in line and '"row"' in line for line in as_json.stdout.splitlines()) == 15


def test_a_message_reaches_everybody_of_a_sheet_with_a_valid_id(practice: PracticeServer, tmp_path: Path) -> None:
    past = thai_date(today() - timedelta(days=20))
    table = [row(0, past), row(1, past), row(2), row(2, past), [KNOWN[3].cid[:12], past, "09:00", 1, "ไม่มีใคร"]]
    file = workbook(tmp_path / "a.xlsx", [*table, row(4, "เมื่อวาน", "บ่าย")], HEADERS)
    words = ["message", "send", "--title", "แจ้ง", "--text", "ปิดวันหยุด", "--sheet", file, "--lang", "en"]
    done = run(practice, tmp_path, *words)
    assert done.exit_code == 1, "a row without a valid id got nothing"
    assert "Row 6: the citizen ID has 12 digits" in done.stdout
    assert "The day of 3 people is past (row 2-3, 5)" in " ".join(done.stderr.split())
    reached = {entry["cid"] for entry in practice.state()["outbox"] if entry["kind"] == "message"}
    assert reached == {KNOWN[place].cid for place in (0, 1, 2, 4)}


def test_the_days_that_are_past_fill_no_placeholder_of_who_has_one_to_come(tmp_path: Path) -> None:
    from app.commands.sheets import SheetOptions, read_sheet
    from app.messages.audience import Audience, of_sheet

    past = today() - timedelta(days=20)
    table = [row(0, thai_date(past)), row(0), row(1, thai_date(past))]
    found = of_sheet(read_sheet(workbook(tmp_path / "a.xlsx", table, HEADERS), SheetOptions(), None))
    audience, _ = Audience().add(found.people)
    assert [(one.cid, one.date) for one in audience.people] == [(KNOWN[0].cid, DAY), (KNOWN[1].cid, past)]
    assert (found.past, found.nobody) == ((2, 4), ())


def test_what_keeps_people_from_being_registered_is_said_in_whole_sentences(
    practice: PracticeServer, tmp_path: Path
) -> None:
    headers = ("เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "วันเกิด")
    years = ("2490", "0/0/2490", "00/00/2490", "-/-/2490", "1947-00-00", "พ.ศ. 2490")
    table: list[list[object]] = [[person(place), "นาย", "ก", "ดี", year] for place, year in enumerate(years, 1)]
    table += [[person(10), "ดร.", "ข", "ดี", "31/1/2523"], [person(11)[:-1] + "x", "นาย", "ค", "ดี", "31/1/2523"]]
    table += [[person(12), "Mr.", "John", "Doe", "31/01/1980"], [person(13), "MRS", "Jane", "Doe", "31/01/1980"]]
    done = run(practice, tmp_path, "target", "register", workbook(tmp_path / "a.xlsx", table, headers), "--lang", "en")
    told = done.stdout.splitlines()
    for place, year in enumerate(years):
        assert told[place].startswith(f"✗ Row {place + 2}: “{year}” tells only the year of birth")
    assert told[6].startswith("✗ Row 8: The gender is not known: the title “ดร.” does not tell it.")
    assert told[7].startswith("✗ Row 9: “100000000011x” is no citizen ID.")
    assert told[8].startswith("registered 2")


def test_no_sentence_of_ours_is_made_without_its_words(tmp_path: Path) -> None:
    """That the fixture of all tests is awake."""
    from app.domain.values import Problem, Severity
    from app.wording import say_problem

    with pytest.raises(AssertionError, match="other"):
        say_problem(Problem(7, "cid", "duplicate_row", Severity.ERROR), "en")


def test_a_workbook_of_nothing_but_headers_is_said_alike(practice: PracticeServer, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    book.save(tmp_path / "a.xlsx")
    validated = CliRunner().invoke(app, ["validate", str(tmp_path / "a.xlsx"), "--lang", "en"])
    uploaded = run(practice, tmp_path, "upload", tmp_path / "a.xlsx", "--lang", "en")
    assert validated.stderr == uploaded.stderr
    assert (validated.exit_code, uploaded.exit_code) == (2, 2)
