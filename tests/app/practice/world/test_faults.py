"""Every fault as a real HTTP client meets it, and what the server holds afterwards."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.practice import Citizen, Fault, PracticeServer, Scenario
from app.practice.world.faults import FAULTS, FaultPlan
from tests.app.practice.clerk import CONFIRM, Clock, Meet, Start, wait_until

People = tuple[Citizen, ...]


@pytest.mark.parametrize(("name", "status", "booked"), [("error_before", 503, 0), ("error_after", 502, 1)])
def test_5xx_before_and_after_booking(meet: Meet, people: People, name: str, status: int, booked: int) -> None:
    clerk = meet(name)
    answer = clerk.confirm(people[0].cid)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert len(clerk.booked) == booked
    assert clerk.server.state()["faults_struck"] == {name: 1}
    assert clerk.server.state()["faults_met"] == [1]
    assert clerk.confirm(people[1].cid).status_code == 200, "only the first call met it"


@pytest.mark.parametrize(
    ("name", "error", "booked"),
    [
        ("drop_before", httpx.RemoteProtocolError, 0),
        ("drop_after", httpx.RemoteProtocolError, 1),
        ("reset_before", httpx.ReadError, 0),
        ("reset_after", httpx.ReadError, 1),
        ("truncated", httpx.RemoteProtocolError, 1),
    ],
)
def test_connections_that_break(
    meet: Meet, people: People, name: str, error: type[httpx.HTTPError], booked: int
) -> None:
    clerk = meet(name)
    with pytest.raises(error):
        clerk.confirm(people[0].cid)
    assert len(clerk.booked) == booked
    assert len(clerk.server.state()["outbox"]) == booked  # type: ignore[arg-type]
    assert clerk.confirm(people[1].cid).status_code == 200


def test_a_drop_closes_in_order_and_a_reset_does_not(meet: Meet, people: People) -> None:
    for name, error in (("drop_before", None), ("reset_before", ConnectionResetError)):
        clerk = meet(name)
        port = int(clerk.server.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as raw:
            query = f"Action={CONFIRM}&cid={people[0].cid}"
            raw.sendall(f"GET /api/ImmunizationHospitalSlot?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            if error:
                with pytest.raises(error):
                    raw.recv(100)
            else:
                assert raw.recv(100) == b""


def test_truncated_without_effect(meet: Meet, people: People) -> None:
    clerk = meet("truncated", effect=False)
    with pytest.raises(httpx.RemoteProtocolError):
        clerk.confirm(people[0].cid)
    assert clerk.booked == []


@pytest.mark.parametrize("name", ["error_after", "drop_after", "reset_after"])
def test_booking_that_comes_after_the_failure_was_seen(meet: Meet, people: People, name: str) -> None:
    clerk = meet(name, late_seconds=0.2)
    with suppress(httpx.TransportError):
        clerk.confirm(people[0].cid)
    assert clerk.schedule() == [], "looked up too early, the booking is not there yet"
    wait_until(lambda: clerk.booked)
    assert [entry["cid"] for entry in clerk.schedule()] == [people[0].cid]


def test_latency_books_even_when_the_client_has_given_up(meet: Meet, people: People) -> None:
    clerk = meet("latency", seconds=0.2)
    with pytest.raises(httpx.ReadTimeout):
        clerk.http.get(
            "/api/ImmunizationHospitalSlot",
            params={
                "Action": CONFIRM,
                "cid": people[0].cid,
                "hospital_code": "99001",
                "date": "2026-07-07",
                "slot_time": 8,
            },
            timeout=0.05,
        )
    assert clerk.booked == []
    wait_until(lambda: clerk.booked)


def test_latency_after_booking(meet: Meet, people: People) -> None:
    clerk = meet("latency", seconds=30, booked_first=True)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(clerk.confirm, people[0].cid)
        wait_until(lambda: clerk.booked)
        clerk.server.stop()  # does not wait for the thirty seconds
        assert isinstance(call.exception(5), httpx.TransportError)


def test_html_page_with_200(meet: Meet, people: People) -> None:
    clerk = meet("html_page")
    answer = clerk.confirm(people[0].cid)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<html>" in answer.text
    assert clerk.booked == []
    assert meet("html_page", "get_moph_access_token").server.state()["faults_struck"] == {"html_page": 1}


def test_wrong_json(meet: Meet, people: People) -> None:
    clerk = meet("wrong_json")
    answer = clerk.confirm(people[0].cid)
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert len(clerk.booked) == 1
    assert meet("wrong_json", body="[1]", effect=False).confirm(people[0].cid).json() == [1]


def test_wrong_types(meet: Meet, people: People) -> None:
    clerk = meet("wrong_types")
    body = clerk.confirm(people[0].cid).json()
    assert body["MessageCode"] == "200"
    assert body["result"]["hospital_appointment_slot_id"] == "5000001"
    assert body["result"]["hospital_code"] == 99001
    clerk = meet("wrong_types", "get_moph_access_token")
    assert clerk.http.headers["Authorization"].startswith('Bearer {"token": "eyJ')


def test_expired_token_stays_expired_until_renewed(meet: Meet, people: People) -> None:
    clerk = meet("expired_token")
    for _ in range(2):
        answer = clerk.confirm(people[0].cid)
        assert (answer.status_code, answer.json()["Message"]) == (401, "JWT Expire")
    clerk.sign_in()
    assert clerk.confirm(people[0].cid).status_code == 200


def test_token_refused_for_good(meet: Meet, people: People) -> None:
    clerk = meet("token_refused")
    for _ in range(3):
        assert clerk.confirm(people[0].cid).status_code == 401
        clerk.sign_in()
    clerk.told("faults", {"faults": []})
    assert clerk.confirm(people[0].cid).status_code == 200


def test_login_refused(start: Start) -> None:
    clerk = start(Scenario(faults=(Fault("login_refused", "get_moph_access_token", at=frozenset({2})),)))
    assert [clerk.token().status_code for _ in range(2)] == [401, 401]
    clerk.told("faults", {"faults": []})
    assert clerk.token().status_code == 200


def test_throttled_as_envelope_and_as_text(meet: Meet, people: People) -> None:
    clerk = meet("throttled")
    answer = clerk.confirm(people[0].cid)
    assert (answer.status_code, answer.json()["Message"]) == (401, "Too Many Request per minute")
    assert clerk.booked == []
    assert meet("throttled", plain=True).confirm(people[0].cid).text == "Too Many Request per minute"


def test_429_with_retry_after(meet: Meet, people: People) -> None:
    clerk = meet("too_many", retry_after=7)
    answer = clerk.confirm(people[0].cid)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert clerk.booked == []


def test_terminated_blocks_the_address(start: Start, people: People) -> None:
    ticks = Clock()
    faults = (Fault("terminated", CONFIRM, at=frozenset({1}), params={"block_seconds": 60}),)
    clerk = start(Scenario(faults=faults), ticks=ticks)
    assert clerk.confirm(people[0].cid).text == "terminated"
    assert clerk.token().text == "terminated"
    ticks.advance(61)
    assert clerk.confirm(people[0].cid).status_code == 200
    assert clerk.server.state()["blocks"] == 1
    assert len(clerk.booked) == 1


def test_terminated_may_hide_a_booking(meet: Meet, people: People) -> None:
    clerk = meet("terminated", block_seconds=0.01, effect=True)
    assert clerk.confirm(people[0].cid).text == "terminated"
    assert len(clerk.booked) == 1


def test_seat_taken_by_others(meet: Meet, people: People) -> None:
    clerk = meet("seat_taken")
    assert clerk.confirm(people[0].cid).json()["Message"] == "Slot เต็มแล้ว"
    state: Any = clerk.server.state()
    assert len(state["bookings"]) == len(state["booked_by_citizens"]) == len(state["outbox"]) == 10
    assert not {person.cid for person in people} & {booking["cid"] for booking in state["bookings"]}
    assert {entry["appointment_type"] for entry in clerk.schedule()} == {"หมอพร้อม"}


def test_person_vanished(meet: Meet, people: People) -> None:
    clerk = meet("person_vanished")
    assert clerk.confirm(people[0].cid).json()["Message"] == "ไม่พบบุคคลนี้ในบัญชีกลุ่มเป้าหมาย"
    assert clerk.target(people[0].cid)["person"] == {}
    assert clerk.confirm(people[1].cid).status_code == 200


def test_slow_drip_arrives_whole_in_the_end(meet: Meet, people: People) -> None:
    clerk = meet("slow_drip", seconds=0.001, bytes=10)
    with clerk.http.stream("GET", f"/api/ImmunizationHospitalSlot?Action={CONFIRM}&cid={people[0].cid}") as answer:
        parts = list(answer.iter_raw())
    assert len(parts) > 5
    assert json.loads(b"".join(parts))["MessageCode"] == 501


def test_huge_body_is_json_to_its_end(meet: Meet, people: People) -> None:
    clerk = meet("huge_body", bytes=3_000_000)
    answer = clerk.confirm(people[0].cid)
    assert len(answer.content) > 2_900_000
    assert "content-length" not in answer.headers
    assert answer.json()["MessageCode"] == 200
    assert len(clerk.booked) == 1


def test_huge_body_ends_when_the_client_has_had_enough(meet: Meet, people: People) -> None:
    clerk = meet("huge_body", bytes=10**9)
    query = {"Action": CONFIRM, "cid": people[0].cid}
    with clerk.http.stream("GET", "/api/ImmunizationHospitalSlot", params=query) as answer:
        next(answer.iter_raw())
    assert clerk.confirm(people[1].cid).status_code == 200


def test_redirect_is_a_trap_that_tells(meet: Meet, people: People) -> None:
    clerk = meet("redirect")
    answer = clerk.confirm(people[0].cid)
    assert answer.status_code == 302
    assert clerk.server.state()["redirects_followed"] == 0
    clerk.http.get(answer.headers["location"])
    assert clerk.server.state()["redirects_followed"] == 1
    assert clerk.booked == []


@pytest.mark.parametrize(("seconds", "day", "code"), [(86400, "2026-07-07", 401), (-86400, "2026-07-05", 200)])
def test_clock_ahead_and_behind(meet: Meet, people: People, seconds: int, day: str, code: int) -> None:
    clerk = meet("clock", seconds=seconds)
    answer = clerk.confirm(people[0].cid)
    assert answer.json()["RequestTime"].startswith(day)
    assert answer.status_code == code, "a clock ahead ends the token early"


def test_faults_around_and_instead_go_together(start: Start, people: People) -> None:
    struck = frozenset({1})
    faults = (Fault("seat_taken", CONFIRM, at=struck, params={"seats": 1}), Fault("error_after", CONFIRM, at=struck))
    clerk = start(Scenario(faults=faults))
    assert clerk.confirm(people[0].cid).status_code == 502
    assert len(clerk.booked) == 2


def test_every_fault_has_its_test() -> None:
    tests = "".join(page.read_text(encoding="utf-8") for page in Path(__file__).parents[1].rglob("test_*.py"))
    assert [name for name in FAULTS if f'"{name}"' not in tests] == []


def test_dice_are_repeatable() -> None:
    def strikes(seed: int) -> list[int]:
        plan = FaultPlan([Fault("latency", "a", probability=0.3), Fault("too_many", "*", probability=0.2)], seed)
        return [len(plan.strike("a")) for _ in range(200)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 60 < sum(strikes(1)) < 140


def test_times_ends_a_fault() -> None:
    plan = FaultPlan([Fault("latency", probability=1, times=2)])
    assert [len(plan.strike("x")) for _ in range(4)] == [1, 1, 0, 0]


def test_stop_cuts_a_call_that_hangs(caplog: pytest.LogCaptureFixture) -> None:
    hang = Fault("latency", probability=1, params={"seconds": 3600})
    with PracticeServer(scenario=Scenario(faults=(hang,))) as server, ThreadPoolExecutor(1) as pool:
        call = pool.submit(httpx.get, f"{server.url}/api/ImmunizationTarget", trust_env=False, timeout=30)
        wait_until(lambda: server.world.faults.struck)
        server.stop()
        assert isinstance(call.exception(5), httpx.TransportError)
    assert caplog.records == [], "nothing cut is reported as broken"
