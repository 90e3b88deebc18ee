"""HTTP at its edges: compressed answers, two at once, connections that are closed early, odd waits, hostile names."""

from __future__ import annotations

import gzip
import json
import socket

import jwt
import pytest

from app.practice import Citizen, Fault, Scenario, Settings
from tests.app.practice.clerk import CONFIRM, Clerk, Clock, Meet, Start

People = tuple[Citizen, ...]


def raw_call(clerk: Clerk, cid: str) -> tuple[socket.socket, bytes]:
    """A connection and the head of a booking, byte by byte."""
    query = f"Action={CONFIRM}&hospital_code=99001&cid={cid}&date=2026-07-07&slot_time=8"
    bearer = clerk.http.headers["Authorization"]
    head = f"GET /api/ImmunizationHospitalSlot?{query} HTTP/1.1\r\nHost: x\r\nAuthorization: {bearer}\r\n\r\n"
    port = int(clerk.server.url.rpartition(":")[2])
    return socket.create_connection(("127.0.0.1", port), timeout=10), head.encode()


@pytest.mark.parametrize(("layers", "said"), [(1, "gzip"), (2, "gzip, gzip"), (3, "gzip, gzip, gzip")])
def test_compressed_answers(meet: Meet, people: People, layers: int, said: str) -> None:
    answer = meet("encoded", layers=layers).confirm(people[0].cid)
    assert answer.headers["content-encoding"] == said
    assert answer.json()["MessageCode"] == 200


def test_a_small_file_that_grows(meet: Meet, people: People) -> None:
    clerk = meet("encoded", layers=2, bytes=20_000_000)
    query = {"Action": CONFIRM, "cid": people[0].cid}
    with clerk.http.stream("GET", "/api/ImmunizationHospitalSlot", params=query) as answer:
        body = b"".join(answer.iter_raw())
    assert len(body) < 1_000
    unpacked = gzip.decompress(gzip.decompress(body))
    assert len(unpacked) > 20_000_000
    assert json.loads(unpacked)["MessageCode"] == 501


def test_two_answers_come_in_one_packet(meet: Meet, people: People) -> None:
    clerk = meet("two_answers", body='{"result": "nobody asked"}')
    connection, call = raw_call(clerk, people[0].cid)
    with connection:
        connection.sendall(call)
        answers = connection.recv(100_000).split(b"HTTP/1.1 200 OK")
        assert len(answers) == 3
        assert b'"MessageCode": 200' in answers[1]
        assert answers[2].endswith(b'{"result": "nobody asked"}')
        connection.sendall(call)
        assert b"501" in connection.recv(100_000), "the connection goes on"
    assert len(clerk.booked) == 1


def test_an_idle_connection_is_closed_early(start: Start, people: People) -> None:
    clerk = start(Scenario(Settings(keep_alive_seconds=0.05, keep_alive_told=True)))
    connection, call = raw_call(clerk, people[0].cid)
    with connection:
        connection.sendall(call)
        read = b"".join(iter(lambda: connection.recv(100_000), b""))  # to its end
    assert b"keep-alive: timeout=0.05\r\n" in read


def test_a_connection_stays_open_and_says_nothing_of_it(start: Start, people: People) -> None:
    assert "keep-alive" not in start().confirm(people[0].cid).headers


@pytest.mark.parametrize("wait", ["²", "9" * 400, "10000000000", "Wed, 21 Oct 2099 07:28:00 GMT", "-1", "1.5", "soon"])
def test_a_wait_that_no_one_understands(meet: Meet, people: People, wait: str) -> None:
    answer = meet("too_many", retry_after=wait).confirm(people[0].cid)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, wait)


def test_terminated_at_the_sign_in(start: Start, people: People) -> None:
    ticks = Clock()
    faults = (Fault("terminated", "get_moph_access_token", at=frozenset({2}), params={"block_seconds": 60}),)
    clerk = start(Scenario(faults=faults), ticks=ticks)
    assert [clerk.token().text, clerk.confirm(people[0].cid).text] == ["terminated", "terminated"]
    ticks.advance(61)
    assert clerk.token().text.startswith("eyJ")


def test_names_of_people_and_places_may_be_hostile(start: Start, people: People) -> None:
    name = "<img src='//host/x.png'>\x1b[31m\u202e"
    account = {"user": "practice", "password": "practice", "hospital_code": "99001", "hospital_name": name}
    person = {"cid": people[0].cid, "first_name": name}
    clerk = start(Scenario.parse({"accounts": [account], "people": [person], "settings": {"timetable": True}}))
    token = clerk.http.headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["client"]["hospital_name"] == name
    clerk.confirm(people[0].cid)
    assert clerk.schedule()[0]["first_name"] == name
    assert clerk.target(people[0].cid)["confirm_appointment_slot"][0]["hospital_name"] == name
