"""An upload that nobody watches: one code for one outcome, a report, one at a time, a word where a person is needed."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from app.commands.exit_codes import ExitCode
from app.domain.values import Appointment
from app.practice import PracticeServer
from app.system import attention, notify
from app.system.paths import DataDir
from app.wording import result_name
from tests.commandline import Ran, account, mophic, sheet
from tests.world import rows_for, server_with

ROOT = Path(__file__).resolve().parents[3]
ROWS = rows_for(4, days=1)
SLIP = replace(ROWS[3], cid="1234567890123")


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with server_with() as server:
        yield server


@pytest.fixture(autouse=True)
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the desktop of this computer would show; the real one is left alone."""
    told, sender = tmp_path / "screen.txt", tmp_path / "bin" / "notify-send"
    if sys.platform == "win32":  # what it starts there is a program, and nothing but PowerShell
        show = f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(os.environ['MOPHIC_WORDS'], 'utf-8')"
        monkeypatch.setattr(notify, "command", lambda *_: [sys.executable, "-c", show])
        return told
    sender.parent.mkdir()
    sender.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{told}.tmp"; mv "{told}.tmp" "{told}"\n')
    sender.chmod(sender.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{sender.parent}{os.pathsep}{os.environ['PATH']}")
    return told


def run(practice: PracticeServer, folder: Path, rows: list[Appointment], *words: object) -> tuple[Ran, dict[str, Any]]:
    report = folder / "report.json"
    file = sheet(folder / "a.xlsx", rows)
    more = ["--yes", "--notify", "--report", report, "--key-file", folder / "key", "--lang", "en"]
    ran = mophic("upload", file, *more, *account(practice, folder), *words, stdin=practice.password)
    return ran, json.loads(report.read_text("utf-8"))


def waiting(folder: Path) -> attention.Attention | None:
    return attention.waiting(DataDir(folder / "data"))


def test_the_report_tells_every_row_and_nothing_of_a_person(practice: PracticeServer, tmp_path: Path) -> None:
    ran, told = run(practice, tmp_path, [*ROWS[:3], SLIP])
    assert (ran.code, told["exit_code"], told["outcome"]) == (1, 1, "not_all")
    assert (told["needs_person"], told["facility"], told["practice"]) == (True, practice.facility, True)
    assert told["summary"] == {
        **dict.fromkeys(("refused", "skipped", "not_sent", "unknown", "set_aside"), 0),
        "rows": 4,
        "booked": 3,
        "invalid": 1,
    }
    assert [(row["row"], row["outcome"]) for row in told["rows"]] == [
        *((number, "booked") for number in (2, 3, 4)),
        (5, "invalid"),
    ]
    assert told["rows"][3]["code"] == "cid_check_digit"
    text = json.dumps(told, ensure_ascii=False)
    assert not any(word in text for row in [*ROWS, SLIP] for word in (row.cid, row.person_name) if word)


def shown(screen: Path) -> str:
    """What stands there, waited for where the command does not wait."""
    end = time.monotonic() + 60
    while not (screen.exists() and screen.read_text("utf-8")) and time.monotonic() < end:
        time.sleep(0.05)
    return screen.read_text("utf-8")


def test_who_is_needed_is_told_on_the_screen_and_at_the_windows_next_start_until_a_run_went_well(
    practice: PracticeServer, tmp_path: Path, screen: Path
) -> None:
    assert run(practice, tmp_path, [*ROWS[:3], SLIP])[0].code == 1
    note = waiting(tmp_path)
    assert note is not None
    assert (note.outcome, note.rows) == ("not_all", 1)
    assert "did not book 1 row. Open History" in shown(screen)
    screen.unlink()
    assert run(practice, tmp_path, ROWS)[0].code == 0
    assert waiting(tmp_path) is None
    assert not screen.exists()


def test_a_second_run_ends_at_once_with_its_own_code_and_leaves_the_report(
    practice: PracticeServer, tmp_path: Path
) -> None:
    assert run(practice, tmp_path, ROWS[:1])[0].code == 0
    before = (tmp_path / "report.json").read_bytes()
    (tmp_path / "data" / "upload.since").write_text("02:00")
    with FileLock(tmp_path / "data" / "upload.lock"):
        ran, _ = run(practice, tmp_path, ROWS)
    assert ran.code == ExitCode.OVERLAP == 6
    assert "booking already (since 02:00)" in ran.err
    assert (tmp_path / "report.json").read_bytes() == before
    assert waiting(tmp_path) is None
    assert len(practice.state()["bookings"]) == 1  # type: ignore[arg-type]


def test_a_run_that_does_not_begin_says_why_in_the_report(practice: PracticeServer, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no workbook")
    report = tmp_path / "report.json"
    words = ["upload", tmp_path / "a.xlsx", "--yes", "--notify", "--report", report, "--lang", "en"]
    ran = mophic(*words, *account(practice, tmp_path), stdin=practice.password)
    told = json.loads(report.read_text("utf-8"))
    assert (ran.code, told["outcome"]) == (2, "not_begun")
    assert told["error"]
    assert told["message"] in ran.err.replace("\n", " ")
    note = waiting(tmp_path)
    assert note is not None
    assert note.outcome == "not_begun"


@pytest.mark.parametrize(("code", "outcome"), [(3, "sign_in"), (5, "no_server")])
def test_who_can_not_sign_in_and_who_finds_no_server_end_with_a_code_each(
    practice: PracticeServer, tmp_path: Path, code: int, outcome: str
) -> None:
    report, words = tmp_path / "report.json", account(practice, tmp_path)
    if code == 5:
        words[1] = "http://127.0.0.1:1"
    more = ["--yes", "--report", report, "--patience", "0.2", "--key-file", tmp_path / "key"]
    ran = mophic("upload", sheet(tmp_path / "a.xlsx", ROWS), *more, *words, stdin="another password")
    assert (ran.code, json.loads(report.read_text("utf-8"))["outcome"]) == (code, outcome)


def test_a_run_that_is_not_finished_says_so(tmp_path: Path) -> None:
    away = {"fault": "drop_before", "action": "ConfirmAppointmentSlot", "probability": 1}
    with server_with([away]) as practice:
        ran, told = run(practice, tmp_path, ROWS, "--patience", "0.1", "--settle", "0.1")
        assert (ran.code, told["outcome"], told["needs_person"]) == (4, "unfinished", True)
        note = waiting(tmp_path)
        assert note is not None
        assert (note.outcome, note.rows > 0) == ("unfinished", True)


def test_a_report_that_can_not_be_written_is_said_before_anything_is_sent(
    practice: PracticeServer, tmp_path: Path
) -> None:
    words = ["upload", sheet(tmp_path / "a.xlsx", ROWS), "--yes", "--report", tmp_path / "a.xlsx" / "r.json"]
    ran = mophic(*words, "--lang", "en", *account(practice, tmp_path), stdin=practice.password)
    assert (ran.code, "nothing was begun" in ran.err) == (2, True)
    assert practice.state()["bookings"] == []


def test_a_report_is_never_written_over_a_file_that_is_none(practice: PracticeServer, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", ROWS)
    before = file.read_bytes()
    ran = mophic("upload", file, "--yes", "--report", file, *account(practice, tmp_path), stdin=practice.password)
    assert (ran.code, file.read_bytes() == before) == (2, True)
    assert practice.state()["bookings"] == []


def test_each_night_has_a_result_of_its_own(practice: PracticeServer, tmp_path: Path) -> None:
    last_night = tmp_path / "results" / result_name("a.xlsx", "en")
    last_night.parent.mkdir()
    last_night.write_text("kept")
    assert run(practice, tmp_path, ROWS[:1], "--result", last_night.parent)[0].code == 0
    assert last_night.read_text() == "kept"
    assert len(list(last_night.parent.iterdir())) == 2


def test_every_outcome_has_one_code_and_the_table_in_the_docs_names_them_all() -> None:
    lines = (ROOT / "docs" / "unattended.md").read_text("utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    told = {int(cells[0]): (cells[1].strip("`"), cells[2]) for cells in table if cells[0].isdigit()}
    assert told == {code.value: (code.outcome, "yes" if code.needs_person else "no") for code in ExitCode}
