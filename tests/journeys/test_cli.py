"""The whole job from the command line: exit codes, JSON lines, what the server holds, what is on disk."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook

from app.mophic.pacing import Pace
from app.practice import PracticeServer
from app.system.paths import pace_folder
from app.thai import thai_now
from tests.commandline import COMMAND, ROOT, account, mophic, sheet, started
from tests.world import rows_for, server_with, wanted


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with server_with() as server:
        yield server


def test_a_sheet_is_booked_and_the_second_time_skipped(tmp_path: Path, practice: PracticeServer) -> None:
    rows = rows_for(20)
    file = sheet(tmp_path / "นัด หมาย.xlsx", rows)
    before = file.read_bytes()
    result = tmp_path / "ผล.xlsx"
    words = [file, *account(practice, tmp_path), "--json", "--result", result]
    first = started("upload", *words, stdin="practice\n")
    assert (first.code, first.summary["booked"], len(first.outcomes)) == (0, 20, 20)
    assert all(line["slot_id"] for line in first.lines[:-1])
    state = practice.state()
    assert sorted((one["cid"], one["date"], int(one["hour"])) for one in state["bookings"]) == wanted(rows)
    assert len(state["outbox"]) == 20
    assert file.read_bytes() == before
    table = load_workbook(result).worksheets[0]
    assert [cell.value for cell in table["E"]][1:] == ["จองแล้ว"] * 20

    again = mophic("upload", *words[:-2], stdin="practice\n")
    assert (again.code, again.summary["skipped"]) == (0, 20)
    assert practice.state()["calls"]["by_action"]["ConfirmAppointmentSlot"] == 20

    refused = started("upload", *words, stdin="practice\n")
    assert refused.code == 2  # the result workbook is there and is not overwritten
    assert "ผล.xlsx" in refused.err


def test_bad_rows_do_not_keep_the_good_ones_from_being_booked(tmp_path: Path, practice: PracticeServer) -> None:
    rows = rows_for(4)
    bad = [rows[0], replace(rows[1], cid="1234567890123"), replace(rows[2], hour=12), rows[3]]
    ran = mophic("upload", sheet(tmp_path / "a.xlsx", bad), *account(practice, tmp_path), "--json", stdin="practice\n")
    assert ran.code == 1
    assert list(ran.outcomes.values()) == ["booked", "invalid", "refused", "booked"]
    assert ran.summary == {
        "rows": 4,
        "booked": 2,
        "refused": 1,
        "skipped": 0,
        "not_sent": 0,
        "unknown": 0,
        "invalid": 1,
    }
    log = (tmp_path / "data" / "logs" / "mophic.log").read_text(encoding="utf-8")
    for told in (
        "signed in",
        "read, .xlsx: 4 rows, 3 ready",
        "book, 3 rows",
        "row 4: refused",
        "ended: done; booked 2",
    ):
        assert told in log
    assert not [row.cid for row in bad if row.cid in log], "nobody's id"


def test_whom_this_computer_booked_before_is_said_before_anything_is_sent(
    tmp_path: Path, practice: PracticeServer
) -> None:
    rows = rows_for(3)
    assert (
        mophic("upload", sheet(tmp_path / "a.xlsx", rows[:2]), *account(practice, tmp_path), stdin="practice\n").code
        == 0
    )
    ran = mophic("upload", sheet(tmp_path / "b.xlsx", rows), *account(practice, tmp_path), stdin="practice\n")
    assert ran.code == 0
    assert "จองไว้แล้ว 2 แถว ตามบันทึกงาน (แถว 2-3)" in ran.err
    assert len(practice.state()["outbox"]) == 3


def test_whoever_waits_for_the_sign_in_reads_why_and_until_when(
    tmp_path: Path, practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Retry-After that an earlier command met, and a server that does not answer."""
    monkeypatch.setattr("app.mophic.pacing.SHORT", 0.3)
    Pace(pace_folder(), practice.url).slow_down(retry_after=1.5)
    ends = {f"{thai_now() + timedelta(seconds=wait):%H:%M:%S}" for wait in (1.2, 1.5, 1.8)}  # the second may just turn
    ran = mophic("sites", *account(practice, tmp_path), "--lang", "en", stdin="practice\n")
    assert ran.code == 0
    (told,) = re.findall(r"The program waits, and signs in by itself at (\S+)\.", ran.err)
    assert told in ends
    monkeypatch.setattr("app.commands.running.SLOW", 0.2)
    slow = {"fault": "latency", "action": "get_moph_access_token", "seconds": 0.5, "probability": 1.0}
    httpx.post(practice.url + "/practice/faults", json={"faults": [slow], "seed": 1}).raise_for_status()
    ran = mophic("sites", *account(practice, tmp_path), stdin="practice\n")
    assert (ran.code, ran.err.count("ระบบยังไม่ตอบการเข้าสู่ระบบ โปรแกรมรออยู่ ไม่เกินเวลา")) == (0, 1)


def test_signing_in_with_a_wrong_password_is_3(tmp_path: Path, practice: PracticeServer) -> None:
    ran = mophic("upload", sheet(tmp_path / "a.xlsx", rows_for(1)), *account(practice, tmp_path), stdin="wrong\n")
    assert ran.code == 3
    assert "รหัสผ่าน" in ran.err
    assert practice.state()["bookings"] == []


def test_what_is_no_moph_ic_is_5(tmp_path: Path) -> None:
    fault = {"fault": "html_page", "probability": 1.0, "action": "*"}
    with server_with([fault]) as server:
        ran = mophic("upload", sheet(tmp_path / "a.xlsx", rows_for(1)), *account(server, tmp_path), stdin="practice\n")
    assert ran.code == 5


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"%PDF-1.7"]
)
def test_a_file_that_is_no_sheet_is_2_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(content)
    for lang in ("th", "en"):
        ran = mophic("validate", file, "--lang", lang)
        assert ran.code == 2
        assert len(ran.err.strip()) > 20
    assert mophic("validate", tmp_path / "none.xlsx").code == 2


def test_validate_tells_every_problem_with_its_place(tmp_path: Path) -> None:
    rows = rows_for(2)
    ran = mophic(
        "validate", sheet(tmp_path / "a.xlsx", [rows[0], replace(rows[1], cid="12345")]), "--json", "--lang", "en"
    )
    (told,) = ran.lines
    assert ran.code == 1
    assert (told["rows"], told["ready"]) == (2, 1)
    errors = [problem for problem in told["problems"] if problem["severity"] == "error"]
    assert [(problem["row"], problem["column"]) for problem in errors] == [(3, "cid")]
    assert "3" in errors[0]["message"]


def test_the_template_loads_again(tmp_path: Path) -> None:
    assert mophic("template", tmp_path / "t.xlsx").code == 0
    assert mophic("validate", tmp_path / "t.xlsx").code == 2  # nothing in it yet: the example is not a person
    assert mophic("template", tmp_path / "t.xlsx").code == 2  # never overwritten


@pytest.mark.parametrize(
    "words",
    [
        [
            "upload",
            "x.xlsx",
            "--server",
            "http://example.org",
            "--facility",
            "10001",
            "--user",
            "u",
            "--password-stdin",
        ],
        ["upload", "x.xlsx", "--practice", "--server", "https://x"],
        ["upload", "x.xlsx", "--facility", "123", "--user", "u", "--password-stdin"],
        ["upload", "x.xlsx"],
        ["upload", "x.xlsx", "--rate", "31"],
        ["nonsense"],
    ],
)
def test_wrong_arguments_are_2(tmp_path: Path, words: list[str]) -> None:
    extra = ["--data-dir", str(tmp_path)] if words[0] == "upload" else []
    assert mophic(*words, *extra, stdin="p\n").code == 2


def test_without_a_keyring_the_real_server_needs_a_key_file_or_says_so(tmp_path: Path) -> None:
    """Nothing is sent: the address answers nobody."""
    words = ["--server", "https://127.0.0.2:1", "--facility", "10001", "--user", "u", "--password-stdin"]
    file = sheet(tmp_path / "a.xlsx", rows_for(1))
    ran = mophic("upload", file, *words, "--data-dir", tmp_path / "d", stdin="p\n")
    assert ran.code == 2
    assert "--key-file" in ran.err
    key = tmp_path / "key"
    ran = mophic("upload", file, *words, "--data-dir", tmp_path / "d", "--key-file", key, stdin="p\n")
    assert ran.code == 5  # away
    assert key.stat().st_size == 44


def test_the_password_is_nowhere_on_disk(tmp_path: Path, practice: PracticeServer) -> None:
    rows = rows_for(3)
    mophic("upload", sheet(tmp_path / "a.xlsx", rows), *account(practice, tmp_path), stdin="practice\n")
    kept = [file for file in (tmp_path / "data").rglob("*") if file.is_file() and file.name != "journal.key"]
    everything = b"".join(file.read_bytes() for file in kept)
    from app.mophic.client import password_hash

    assert kept
    for secret in (password_hash("practice"), "eyJ", *(row.cid for row in rows)):
        assert secret.encode() not in everything


def test_a_killed_upload_is_continued_without_its_workbook(tmp_path: Path) -> None:
    rows = rows_for(40)
    slow = {"fault": "latency", "probability": 1.0, "seconds": 0.4, "action": "ConfirmAppointmentSlot"}
    with server_with([slow], repeat="again") as server:
        file = sheet(tmp_path / "a.xlsx", rows)
        words = [*account(server, tmp_path), "--settle", "1"]
        command = [*COMMAND, "upload", str(file), *words]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdin is not None
        process.stdin.write("practice\n")
        process.stdin.close()
        while len(server.state()["bookings"]) < 10:
            time.sleep(0.02)
        process.kill()
        process.wait()
        held = -1
        while held != (held := len(server.state()["bookings"])):  # what is on its way arrives, however slow this is
            time.sleep(0.8)
        file.unlink()
        told = mophic("history", "--server", server.url, "--data-dir", tmp_path / "data", "--json").lines[0]["batches"]
        assert told[0]["unfinished"] > 0
        ran = mophic("resume", *words, "--json", stdin="practice\n")
        assert ran.code == 0
        assert ran.summary["booked"] == 40
        bookings = server.state()["bookings"]
        assert sorted((one["cid"], one["date"], int(one["hour"])) for one in bookings) == wanted(rows)
        assert len(server.state()["outbox"]) == 40
        assert mophic("resume", *words, stdin="practice\n").code == 2  # nothing is unfinished


def test_undo_asks_and_then_cancels(tmp_path: Path, practice: PracticeServer) -> None:
    words = account(practice, tmp_path)
    mophic("upload", sheet(tmp_path / "a.xlsx", rows_for(5)), *words, stdin="practice\n")
    asked = mophic("undo", 1, *words, stdin="practice\n")
    assert asked.code == 2
    assert "5" in asked.err
    assert len(practice.state()["bookings"]) == 5
    done = mophic("undo", 1, "--yes", *words, "--json", stdin="practice\n")
    assert (done.code, done.summary) == (0, {"cancelled": 5, "booked": 0, "unknown": 0})
    assert practice.state()["bookings"] == []
    (told,) = mophic("history", "--server", practice.url, "--data-dir", tmp_path / "data").out.splitlines()
    assert told.endswith("a.xlsx  cancelled 5"), "they were booked, and their phones rang"


def test_the_history_names_what_was_done_for_one_person(tmp_path: Path, practice: PracticeServer) -> None:
    words = account(practice, tmp_path)
    (row,) = rows_for(1)
    mophic("upload", sheet(tmp_path / "a.xlsx", rows_for(2)[1:]), *words, stdin="practice\n")
    at = ["--date", row.date.isoformat(), "--hour", row.hour]
    booked = mophic("book", row.cid, *at, "--yes", *words, stdin="practice\n")
    assert booked.code == 0, booked.err
    assert mophic("cancel", row.cid, "--yes", *words, stdin="practice\n").code == 0
    place = ["--server", practice.url, "--data-dir", tmp_path / "data"]
    for lang, names in (
        ("th", ["ยกเลิกนัดรายบุคคล", "จองรายบุคคล"]),
        ("en", ["One person cancelled", "One person booked"]),
    ):
        told = mophic("history", *place, "--lang", lang).out.splitlines()
        assert [any(name in line for line in told) for name in [*names, "a.xlsx"]] == [True, True, True]
    kinds = [one["kind"] for one in mophic("history", *place, "--json").lines[0]["batches"]]
    assert sorted(kinds) == ["cancel", "sheet", "single"]


def test_the_practice_server_says_where_it_is(tmp_path: Path) -> None:
    command = [*COMMAND, "practice", "--db", str(tmp_path / "p.db")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT)
    assert process.stdout is not None
    try:
        login = json.loads(process.stdout.readline())
        assert set(login) == {"url", "facility", "user", "password"}
        assert login["url"].startswith("http://127.0.0.1:")
    finally:
        process.terminate()
        process.communicate()


def test_the_embedded_practice_server_keeps_its_bookings(tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", rows_for(3))
    words = [file, "--practice", "--data-dir", tmp_path / "data", "--json"]
    assert mophic("upload", *words).summary["booked"] == 3
    assert mophic("upload", *words).summary["skipped"] == 3


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder in which nothing can be written")
def test_a_result_that_cannot_be_written_hides_nothing_of_what_was_booked(
    tmp_path: Path, practice: PracticeServer
) -> None:
    words = [sheet(tmp_path / "a.xlsx", rows_for(3)), *account(practice, tmp_path), "--json"]
    ran = mophic("upload", *words, "--result", "/proc/r.xlsx", stdin="practice\n")
    assert ran.code == 4, "something had left"
    assert ran.summary["booked"] == 3
    assert ran.err.strip()


def test_a_result_is_mended_and_uploaded_again(tmp_path: Path, practice: PracticeServer) -> None:
    rows = rows_for(4)
    bad = [rows[0], replace(rows[1], cid="1234567890123"), replace(rows[2], hour=12), rows[3]]
    words, result = account(practice, tmp_path), tmp_path / "ผล.xlsx"
    first = mophic("upload", sheet(tmp_path / "a.xlsx", bad), *words, "--result", result, stdin="practice\n")
    assert first.code == 1
    book = load_workbook(result)
    book.worksheets[0]["A3"], book.worksheets[0]["C4"] = rows[1].cid, f"{rows[2].hour:02d}:00"
    book.save(result)
    again = mophic("upload", result, *words, "--json", stdin="practice\n")
    assert (again.code, list(again.outcomes.values())) == (0, ["skipped", "booked", "booked", "skipped"])
    assert books(practice) == wanted(rows)


def test_people_with_another_hour_that_day_are_named_and_moved_where_that_is_said(
    tmp_path: Path, practice: PracticeServer
) -> None:
    rows = rows_for(4)
    early = replace(rows[0], hour=rows[0].hour + 1)
    assert (
        mophic("upload", sheet(tmp_path / "a.xlsx", [early]), *account(practice, tmp_path), stdin="practice\n").code
        == 0
    )
    words = [sheet(tmp_path / "b.xlsx", rows), *account(practice, tmp_path), "--lang", "en"]
    named = mophic("upload", *words, stdin="practice\n")
    assert named.code == 1
    assert "at 09:00 of the same day already" in named.out
    assert "--move-same-day" in named.err
    assert wanted([early, *rows[1:]]) == books(practice)
    moved = mophic("upload", *words, "--move-same-day", stdin="practice\n")
    assert moved.code == 0
    assert books(practice) == wanted(rows)


def test_seats_too_many_are_told_and_given_back(tmp_path: Path) -> None:
    twice = {"fault": "repeated", "action": "ConfirmAppointmentSlot", "at": [1, 2], "sends": 2}
    rows = rows_for(4)
    with server_with([twice], repeat="again") as server:
        words = account(server, tmp_path)
        first = mophic("upload", sheet(tmp_path / "a.xlsx", rows), *words, "--lang", "en", stdin="practice\n")
        assert "2 people have two seats (row" in first.err
        assert "another computer may have booked too. mophic undo --extra 1" in first.err
        assert len(books(server)) == 6
        undone = mophic("undo", "1", "--extra", "--yes", *words, "--json", stdin="practice\n")
        assert (undone.code, undone.summary) == (0, {"two_seats": 0})
        assert books(server) == wanted(rows)


def books(server: PracticeServer) -> list[tuple[str, str, int]]:
    return sorted((one["cid"], one["date"], int(one["hour"])) for one in server.state()["bookings"])
