"""Rows set aside, and questions a sheet asks, on the command line: what is told, and who reaches the server's books."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from app.booking.desk import open_journal
from app.commands.everything import app
from app.domain.address import server_at
from app.domain.values import Appointment, State
from app.journal.batches import Source
from app.journal.mends import SheetPlace
from app.practice import PracticeServer
from app.practice.world.people import made_up_people
from app.sheets import mends
from app.sheets.check import check, recheck
from app.sheets.columns import settle
from app.sheets.files import read
from app.system.paths import DataDir
from app.thai import thai_date, today
from tests.commandline import account
from tests.commandline import mophic as typed
from tests.ui.sheets import workbook
from tests.world import either_days, rows_for, server_with, weekdays, write_sheet

PEOPLE = [person.cid for person in made_up_people(12)]
DAY = weekdays(1)[0]
HEADERS = ["เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันที่นัด", "เวลานัด", "เข็มที่", "หมายเหตุ"]


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    monkeypatch.setattr("app.system.log.start", lambda _data: None)
    with server_with() as server:
        yield server


def person(number: int, note: str = "", dose: object = 1, day: date = DAY) -> list[object]:
    return [PEOPLE[number], f"นายคน ที่{number}", thai_date(day), "09:00", dose, note]


def sheet(folder: Path, *rows: list[object], hidden: tuple[int, ...] = ()) -> Path:
    book = Workbook()
    for row in [HEADERS, *rows]:
        book.worksheets[0].append(row)
    for number in hidden:
        book.worksheets[0].row_dimensions[number].hidden = True
    book.save(folder / "นัด.xlsx")
    return folder / "นัด.xlsx"


def mophic(*words: object) -> Result:
    return CliRunner().invoke(app, list(map(str, words)), input="practice\n")


def upload(server: PracticeServer, folder: Path, path: Path, *options: str) -> Result:
    return mophic("upload", path, *account(server, folder), "--lang", "en", *options)


def booked(server: PracticeServer) -> list[str]:
    return [one["cid"] for one in server.state()["bookings"]]


def test_what_is_set_aside_is_named_and_turns_no_exit_code(tmp_path: Path, practice: PracticeServer) -> None:
    rows = [person(0), person(1), person(2, "ยกเลิก"), ["", "", "", "09:00", 1, ""], ["รวม 3 คน"]]
    path = sheet(tmp_path, *rows, hidden=(3,))
    said = "4 rows set aside: 1 the sheet says: cancelled, 1 hidden or filtered out in Excel, 1 a total, 1 nobody in it"
    for ran in (mophic("validate", path, "--lang", "en"), upload(practice, tmp_path, path)):
        assert ran.exit_code == 0
        assert said in ran.stdout
        assert "4  The sheet says: cancelled: ยกเลิก" in ran.stdout
    assert booked(practice) == [PEOPLE[0]]


def test_the_sums_hold_every_row_once(tmp_path: Path) -> None:
    rows = [person(0), person(1), person(2, dose=""), person(3, "เสียชีวิต"), ["รวม 3 คน"]]
    ran = mophic("validate", sheet(tmp_path, *rows, hidden=(3,)), "--json")
    told: dict[str, Any] = json.loads(ran.stdout)
    assert ran.exit_code == 1
    assert (told["rows"], told["ready"], told["with_problems"]) == (5, 1, 1)
    assert told["set_aside"] == {"total": 1, "dead": 1, "hidden": 1}
    assert told["columns"]["cid"] == {"column": "A", "header": "เลขประจำตัวประชาชน"}
    assert told["sheets_not_read"] == []


def test_a_reason_or_a_row_is_taken_in(tmp_path: Path, practice: PracticeServer) -> None:
    path = sheet(tmp_path, person(0), person(1), person(2, "ยกเลิก"), person(3, "ยกเลิก"), hidden=(3,))
    assert upload(practice, tmp_path, path, "--take-in", "hidden", "--take-in", "5").exit_code == 0
    assert set(booked(practice)) == {PEOPLE[0], PEOPLE[1], PEOPLE[3]}
    assert mophic("validate", path, "--take-in", "x").exit_code == 2
    assert mophic("validate", path, "--take-in", "99").exit_code == 2


def test_a_blank_dose_is_answered_once_for_all(tmp_path: Path, practice: PracticeServer) -> None:
    path = sheet(tmp_path, person(0), person(1, dose=""), person(2, dose=""))
    asked = mophic("validate", path, "--lang", "en")
    assert asked.exit_code == 1
    assert "--dose-for-blank 1" in asked.stdout
    assert upload(practice, tmp_path, path, "--dose-for-blank", "1").exit_code == 0
    assert len(booked(practice)) == 3


def test_days_that_excel_may_have_swapped_are_asked_before_anything(tmp_path: Path, practice: PracticeServer) -> None:
    (soon,) = either_days(1)
    rows = [person(0), person(1)]
    for row in rows:
        row[2] = date(soon.year + 543, soon.month, soon.day)
    path = sheet(tmp_path, *rows)
    asked = upload(practice, tmp_path, path)
    assert asked.exit_code == 2
    assert "--dates as-read" in asked.stderr
    assert not booked(practice)
    assert upload(practice, tmp_path, path, "--dates", "as-read").exit_code == 0
    assert {one["date"] for one in practice.state()["bookings"]} == {soon.isoformat()}


def test_written_days_that_could_be_two_are_asked_before_anything(tmp_path: Path, practice: PracticeServer) -> None:
    (soon,) = either_days(1)
    rows = [person(0), person(1)]
    for row in rows:
        row[2] = f"{soon.month}/{soon.day}/{soon.year}"
    path = sheet(tmp_path, *rows)
    asked = upload(practice, tmp_path, path)
    assert asked.exit_code == 2
    assert "--dates swapped" in asked.stderr
    assert mophic("validate", path).exit_code == 2
    assert not booked(practice)
    assert upload(practice, tmp_path, path, "--dates", "swapped").exit_code == 0
    assert {one["date"] for one in practice.state()["bookings"]} == {soon.isoformat()}


def test_past_rows_that_were_booked_from_here_turn_no_exit_code(tmp_path: Path, practice: PracticeServer) -> None:
    past = today() - timedelta(days=20)
    path = sheet(tmp_path, person(0, day=past), person(1, day=past), person(2))
    with open_journal(server_at(practice.url), DataDir(tmp_path / "data")) as journal:
        steps = [(Appointment(2 + n, PEOPLE[n], past, 9), State.BOOKED, "", 5 + n) for n in (0, 1)]
        journal.add_batch(practice.facility, practice.user, Source("เดิม.xlsx", ""), steps)
    ran = upload(practice, tmp_path, path)
    assert ran.exit_code == 0, ran.output
    assert "2 rows set aside: 2 past, and booked before" in ran.stdout
    assert booked(practice) == [PEOPLE[2]]


def test_what_was_fixed_in_the_window_is_asked_about_and_used_or_left(tmp_path: Path) -> None:
    """A row that the clerk left out there is booked here by nobody's slip."""
    rows = [row for row in rows_for(40) if row.hour == 9][:3]
    file = write_sheet(tmp_path / "list.xlsx", rows)
    raw = read(file)
    checked = check(raw, settle(raw), facility=None, today=today())
    done = recheck(checked, {(3, "appointment_time"): "10:00"}, left_out={4})
    with server_with() as practice:
        journal = open_journal(server_at(practice.url), DataDir(tmp_path / "data"))
        place = SheetPlace(practice.facility, raw.digest, raw.path.absolute(), raw.sheet)
        journal.mends.keep(place, mends.packed(mends.of(done, checked.dates)))
        journal.close()
        words = ["upload", file, *account(practice, tmp_path), "--yes", "--json", "--lang", "en"]

        look = ["validate", file, "--server", practice.url, "--facility", practice.facility, "--json", "--lang", "en"]
        only = typed(*look, "--data-dir", tmp_path / "data")
        assert (only.code, only.lines[-1]["fixes_kept"]) == (0, 2)
        assert "2 fixes of list.xlsx made in the window" in only.err
        assert typed(*look, "--data-dir", tmp_path / "another").lines[-1]["fixes_kept"] == 0

        asked = typed(*words, stdin=practice.password)
        assert (asked.code, asked.lines[-1]["error"], practice.state()["bookings"]) == (2, "fixes_kept", [])
        assert "2 fixes of list.xlsx made in the window" in asked.err
        assert typed(*words, "--fixes", "perhaps", stdin=practice.password).lines[-1]["error"] == "fixes_unknown"
        used = typed(*words, "--fixes", "use", stdin=practice.password)
        assert used.code == 0
        assert {(one["cid"], int(one["hour"])) for one in practice.state()["bookings"]} == {
            (rows[0].cid, 9),
            (rows[1].cid, 10),
        }
        left = typed(*words, "--fixes", "leave", stdin=practice.password)
        assert rows[2].cid in {one["cid"] for one in practice.state()["bookings"]}
        assert left.code == 1  # row 3 has 10:00 of that day by now


def test_an_id_put_in_in_the_window_is_compared_with_its_rows_name_before_it_is_booked(tmp_path: Path) -> None:
    """A wrong digit is another citizen: the window asks, and so does the command."""
    someone, other, foreign, plain = made_up_people(4)
    table = [[one.cid, weekdays(1)[0], "09:00", one.full_name] for one in (someone, other, foreign, plain)]
    table[0][0] = table[2][0] = "1234567890123"  # whose check digit is wrong
    table[2][3] = "Somchai Jaidee"
    file = workbook(tmp_path / "list.xlsx", table, ("เลขประจำตัวประชาชน", "วันที่นัด", "เวลานัด", "ชื่อ-สกุล"))
    raw = read(file)
    checked = check(raw, settle(raw), facility=None, today=today())

    def fixed(practice: PracticeServer, **cids: str) -> None:
        done = recheck(checked, {(int(row.removeprefix("row")), "cid"): cid for row, cid in cids.items()})
        place = SheetPlace(practice.facility, raw.digest, raw.path.absolute(), raw.sheet)
        with open_journal(server_at(practice.url), DataDir(tmp_path / "data")) as journal:
            journal.mends.keep(place, mends.packed(mends.of(done, checked.dates)))

    with server_with() as practice:
        words = ["upload", file, *account(practice, tmp_path), "--yes", "--json", "--lang", "en"]
        fixed(practice, row2=made_up_people(6)[5].cid, row4=foreign.cid)
        asked = typed(*words, "--fixes", "use", stdin=practice.password)
        assert (asked.code, asked.lines[-1]["error"], practice.state()["bookings"]) == (2, "fixes_untold", [])
        assert "In 1 row of list.xlsx (rows 4)" in asked.err
        assert practice.state()["calls"]["by_action"]["ImmunizationTarget"] == 2, "these ids alone are looked up"
        ran = typed(*words, "--fixes", "use-all", stdin=practice.password)
        assert ran.code == 1
        assert ran.rows[2]["code"] == "name_differs"
        assert {one["cid"] for one in practice.state()["bookings"]} == {other.cid, foreign.cid, plain.cid}
        fixed(practice, row2=someone.cid)
        typed(*words, "--fixes", "use", stdin=practice.password)
        assert someone.cid in {one["cid"] for one in practice.state()["bookings"]}, "it is the row's own person"
