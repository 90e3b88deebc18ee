from __future__ import annotations

import gc
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from app.errors import EnvironmentProblem, SettingsError
from app.practice import Citizen, PracticeServer
from tests.app.practice.clerk import Clock, Start

People = tuple[Citizen, ...]
ROOT = Path(__file__).parents[3]


def test_file_outlives_the_server(start: Start, tmp_path: Path, people: People, clock: Clock) -> None:
    file = tmp_path / "practice.db"
    first = start(db=file)
    seat = first.confirm(people[0].cid).json()["result"]["hospital_appointment_slot_id"]
    token = first.http.headers["Authorization"]
    first.server.stop()
    assert first.booked == [(people[0].cid, 8)], "the stopped server still tells what it last knew"
    clock.advance(86400)
    second = start(db=file, sign_in=False, token_seconds=86400 * 2)
    second.http.headers["Authorization"] = token
    assert second.booked == [(people[0].cid, 8)]
    assert len(second.server.state()["outbox"]) == 1  # type: ignore[arg-type]
    assert second.confirm(people[1].cid).status_code == 401, "the clock went on: the token has ended"
    second.sign_in()
    day = {"date": "2026-07-08"}
    later = second.confirm(people[1].cid, **day).json()["result"]["hospital_appointment_slot_id"]
    assert later > seat
    days = second.slot("GetHospitalSlotByMonth", year=2027, month=7).json()["result"]
    assert days[-1]["date"] == "2027-07-12", "the timetable grew with the day"
    assert second.slot("GetHospitalSlotByDate", date="2026-07-07").json()["result"][0]["available_slot"] == 9


def test_slot_deleted_by_staff_stays_deleted(start: Start, tmp_path: Path) -> None:
    first = start(db=tmp_path / "p.db")
    (slot, *_) = first.http.get("/practice/slots").json()
    first.told("slots", {"delete": [slot["slot_id"]]})
    first.server.stop()
    second = start(db=tmp_path / "p.db")
    assert second.http.get("/practice/slots").json()[0]["hour"] == 9


def test_who_comes_while_it_stops_is_cut_off_too(start: Start) -> None:
    for count in range(1, 6):
        server = start(sign_in=False).server
        calls = [socket.create_connection(("127.0.0.1", urlsplit(server.url).port or 0)) for _ in range(count)]
        server.stop()
        for call in calls:
            call.close()
    gc.collect()  # a connection that was left open says so, and the test fails


def test_token_outlives_a_restart(start: Start, tmp_path: Path) -> None:
    first = start(db=tmp_path / "p.db")
    first.server.stop()
    second = start(db=tmp_path / "p.db", sign_in=False)
    second.http.headers["Authorization"] = first.http.headers["Authorization"]
    assert second.slot("GetHospitalSlotByDate", date="2026-07-07").status_code == 200


def test_foreign_or_newer_file_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_bytes(b"not a database at all, but longer than a header of one hundred bytes " * 3)
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as db:
        db.execute("CREATE TABLE mine (x)")
        db.execute("PRAGMA user_version = 99")
    db.close()
    for file in (text, newer, tmp_path / "no" / "folder.db"):
        before = file.read_bytes() if file.exists() else None
        with pytest.raises(SettingsError) as error:
            PracticeServer(file)
        assert error.value.code == "practice_db_unusable"
        assert (file.read_bytes() if file.exists() else None) == before


def test_taken_port(start: Start) -> None:
    port = int(start().server.url.rpartition(":")[2])
    with pytest.raises(EnvironmentProblem) as error:
        PracticeServer(port=port)
    assert (error.value.code, error.value.params["port"]) == ("practice_port_taken", port)


def test_stop_leaves_nothing_behind(start: Start) -> None:
    before = set(threading.enumerate())
    with PracticeServer() as server, httpx.Client(trust_env=False) as http:
        assert http.get(f"{server.url}/practice/about").json()["practice"] is True
    server.stop()  # again: nothing happens
    assert set(threading.enumerate()) == before
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}/practice/state", trust_env=False)


def test_unknown_paths_and_broken_requests_do_no_harm(start: Start) -> None:
    clerk = start()
    assert clerk.http.get("/elsewhere").status_code == 404
    assert clerk.http.get("/token", params={"Action": "other"}).status_code == 404
    assert clerk.http.post("/api/SendImmunizationTarget", content=b"x" * 5_000_000).status_code == 413
    assert clerk.slot("GetHospitalSlotByDate", date="2026-07-07").status_code == 200


def test_import_is_cheap() -> None:
    heavy = ("starlette", "uvicorn", "cryptography", "jwt")
    code = f"import sys, app.practice; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it: there is no SIGTERM")
def test_command_line_server_says_where_and_stops_on_a_signal(tmp_path: Path, people: People) -> None:
    code = "import sys; from pathlib import Path; from app.practice import serve; serve(0, Path(sys.argv[1]))"
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "p.db")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        login = json.loads(process.stdout.readline())
        assert {**login, "url": ""} == {"url": "", "facility": "99001", "user": "practice", "password": "practice"}
        assert httpx.get(f"{login['url']}/practice/state", trust_env=False).json()["bookings"] == []
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    assert errors == ""
