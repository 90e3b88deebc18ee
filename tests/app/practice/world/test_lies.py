"""Answers that do not tell what is so: late, cut short, cached, oddly spelled; done but refused, refused but done."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.domain.values import check_digit
from app.practice import Citizen, Fault, Scenario, Settings
from app.practice.world.people import made_up_people
from app.practice.world.spelling import HUGE, SPELLINGS
from tests.app.practice.clerk import CANCEL, CONFIRM, PERSON, SCHEDULE, Clerk, Clock, Meet, Start, wait_until

People = tuple[Citizen, ...]
Lying = Callable[..., Clerk]
USUAL = Settings()


@pytest.fixture
def lying(start: Start) -> Lying:
    """A clerk of a server that lies in every answer of one action."""

    def make(name: str, action: str, settings: Settings = USUAL, **params: Any) -> Clerk:
        return start(Scenario(settings, faults=(Fault(name, action, probability=1, params=params),)))

    return make


def listed(clerk: Clerk) -> list[str]:
    return [entry["cid"] for entry in clerk.schedule()]


def held(clerk: Clerk, person: Citizen) -> list[dict[str, Any]]:
    appointments: list[dict[str, Any]] = clerk.target(person.cid)["confirm_appointment_slot"]
    return appointments


def test_a_paged_schedule_lists_only_some_rows(lying: Lying, people: People) -> None:
    clerk = lying("paged", SCHEDULE, rows=2, skip=1)
    for person in people[:5]:
        assert clerk.confirm(person.cid).status_code == 200
    assert listed(clerk) == [people[1].cid, people[2].cid]
    assert len(clerk.booked) == 5


def test_a_paged_record_holds_back_appointments_and_nothing_else(lying: Lying, people: People) -> None:
    clerk = lying("paged", PERSON, rows=0)
    clerk.confirm(people[0].cid)
    assert held(clerk, people[0]) == []
    assert clerk.target(people[0].cid)["person"]["cid"] == people[0].cid


@pytest.mark.parametrize(("action", "late"), [(SCHEDULE, (0, 1)), (PERSON, (1, 0)), ("*", (0, 0))])
def test_bookings_are_shown_late_where_it_is_said(
    lying: Lying, people: People, clock: Clock, action: str, late: tuple[int, int]
) -> None:
    clerk = lying("late", action, seconds=30)
    clerk.confirm(people[0].cid)
    assert (len(listed(clerk)), len(held(clerk, people[0]))) == late
    clock.advance(29)
    assert (len(listed(clerk)), len(held(clerk, people[0]))) == late
    clock.advance(2)
    assert (len(listed(clerk)), len(held(clerk, people[0]))) == (1, 1)


def test_cancellations_are_shown_late_too(lying: Lying, people: People, clock: Clock) -> None:
    clerk = lying("late", "*", seconds=30)
    seat = clerk.confirm(people[0].cid).json()["result"]["hospital_appointment_slot_id"]
    clock.advance(60)
    assert clerk.slot(CANCEL, cid=people[0].cid, hospital_appointment_slot_id=seat).status_code == 200
    assert listed(clerk) == [people[0].cid]
    clock.advance(31)
    assert listed(clerk) == []


def test_a_late_server_still_refuses_the_second_seat(lying: Lying, people: People) -> None:
    clerk = lying("late", "*", seconds=30)
    assert [clerk.confirm(people[0].cid).status_code for _ in range(2)] == [200, 501]


def test_another_node_hears_late_and_books_again(start: Start, people: People, clock: Clock) -> None:
    fault = Fault("other_node", at=frozenset({3, 4}), params={"seconds": 5})  # the sign-in is the first call
    clerk = start(Scenario(faults=(fault,)))
    assert clerk.confirm(people[0].cid).json()["EndpointIP"] == "192.0.2.1"
    assert clerk.schedule() == []
    answer = clerk.confirm(people[0].cid).json()
    assert (answer["MessageCode"], answer["EndpointIP"]) == (200, "192.0.2.2")
    assert len(clerk.booked) == 2


def test_a_cached_answer_is_repeated_for_its_time(start: Start, people: People) -> None:
    ticks = Clock()
    cache = Fault("cached", SCHEDULE, probability=1, params={"seconds": 60})
    clerk = start(Scenario(faults=(cache,)), ticks=ticks)
    assert listed(clerk) == []
    clerk.confirm(people[0].cid)
    assert listed(clerk) == []
    ticks.advance(61)
    assert listed(clerk) == [people[0].cid]


def test_a_cached_booking_is_not_carried_out_again(lying: Lying, people: People) -> None:
    clerk = lying("cached", CONFIRM, Settings(repeat="again"))
    first, second = clerk.confirm(people[0].cid).json(), clerk.confirm(people[0].cid).json()
    assert first == second
    assert len(clerk.booked) == 1


SPELLED = [
    ("time", "0800", "appointment_time", "0800"),
    ("time", "8", "appointment_time", "8"),
    ("time", "8.00", "appointment_time", "8.00"),
    ("time", "08:00:00.000", "appointment_time", "08:00:00.000"),
    ("time", "08:00-09:00", "appointment_time", "08:00-09:00"),
    ("time", "2026-07-07T08:00:00", "appointment_time", "2026-07-07T08:00:00"),
    ("time", "number", "appointment_time", 8),
    ("time", "unreadable", "appointment_time", "ช่วงเช้า"),
    ("time", "absent", "appointment_time", None),
    ("date", "buddhist", "appointment_date", "2569-07-07"),
    ("date", "d/m/y", "appointment_date", "07/07/2026"),
    ("date", "buddhist d/m/y", "appointment_date", "07/07/2569"),
    ("date", "with time", "appointment_date", "2026-07-07T00:00:00"),
    ("date", "utc", "appointment_date", "2026-07-06T17:00:00.000Z"),
    ("date", "compact", "appointment_date", "20260707"),
    ("date", "unreadable", "appointment_date", "วันอังคาร"),
    ("date", "absent", "appointment_date", None),
    ("hospital_code", "padded", "hospital_code", " 99001   "),
    ("hospital_code", "number", "hospital_code", 99001),
    ("hospital_code", "no zero", "hospital_code", "99001"),
    ("hospital_code", "nine digits", "hospital_code", "000099001"),
    ("hospital_code", "absent", "hospital_code", None),
    ("slot_id", "huge", "hospital_appointment_slot_id", 5000001 + HUGE),
    ("slot_id", "text", "hospital_appointment_slot_id", "5000001"),
    ("slot_id", "absent", "hospital_appointment_slot_id", None),
]


@pytest.mark.parametrize(("what", "how", "field", "expected"), SPELLED)
def test_a_persons_record_is_spelled_oddly(
    meet: Meet, people: People, what: str, how: str, field: str, expected: object
) -> None:
    clerk = meet("spelled", PERSON, **{what: how})
    clerk.confirm(people[0].cid)
    assert held(clerk, people[0])[0].get(field) == expected
    assert held(clerk, people[0])[0][field] != expected or how == "no zero", "only the first look met it"


def test_every_spelling_is_tried() -> None:
    tried = {(what, how) for what, how, *_ in SPELLED} | set(IDS) | set(CODES)
    assert {(what, how) for what, spellings in SPELLINGS.items() for how in spellings} == tried


def test_a_code_can_lose_its_zero() -> None:
    assert SPELLINGS["hospital_code"]["no zero"]("01234") == "1234"


IDS = {
    ("cid", "masked"): lambda cid: f"{cid[0]}xxxxxxxx{cid[9:12]}x",
    ("cid", "masked by F"): lambda cid: "F" * 11 + cid[11:],
    ("cid", "masked by digits"): lambda cid: f"{cid[0]}00000000{cid[9:]}",
    ("cid", "short"): lambda cid: cid[8:],
    ("cid", "dashes"): lambda cid: f"{cid[0]}-{cid[1:5]}-{cid[5:10]}-{cid[10:12]}-{cid[12]}",
    ("cid", "number"): int,
    ("cid", "absent"): lambda _: None,
    ("cid", "wrong check digit"): lambda cid: cid[:12] + str((check_digit(cid[:12]) + 1) % 10),
}


@pytest.mark.parametrize("how", [how for _, how in IDS])
def test_a_schedule_spells_ids_oddly(meet: Meet, people: People, how: str) -> None:
    clerk = meet("spelled", SCHEDULE, cid=how)
    clerk.confirm(people[0].cid)
    assert clerk.schedule()[0].get("cid") == IDS["cid", how](people[0].cid)


CODES = {
    ("code", "text"): '"200"',
    ("code", "decimal"): "200.0",
    ("code", "decimal text"): '"200.0"',
    ("code", "E"): '"E200"',
    ("code", "absent"): "",
}


@pytest.mark.parametrize("how", [how for _, how in CODES])
def test_message_code_is_spelled_oddly(meet: Meet, people: People, how: str) -> None:
    clerk = meet("spelled", code=how)
    answer = clerk.confirm(people[0].cid)
    assert answer.status_code == 200
    assert (f'"MessageCode": {CODES["code", how]},' in answer.text) == (how != "absent")
    assert ("MessageCode" in answer.json()) == (how != "absent")


def test_a_seat_with_a_huge_number_can_be_given_back(meet: Meet, people: People) -> None:
    clerk = meet("spelled", slot_id="huge")
    seat = clerk.confirm(people[0].cid).json()["result"]["hospital_appointment_slot_id"]
    assert seat > 2**63
    assert clerk.slot(CANCEL, cid=people[0].cid, hospital_appointment_slot_id=seat).status_code == 200
    assert clerk.booked == []


@pytest.mark.parametrize("text", ["\ud83d", "<img src='//host/x.png'>", "\x1b[2J\x9b31m\u202e", "ก" * 5000])
def test_words_of_a_hostile_server(meet: Meet, people: People, text: str) -> None:
    assert meet("words", field="Message", text=text).confirm(people[0].cid).json()["Message"] == text
    clerk = meet("words", PERSON, field="hospital_name", text=text)
    clerk.confirm(people[0].cid)
    assert held(clerk, people[0])[0]["hospital_name"] == text


def test_a_page_and_a_token_are_told_as_they_are(start: Start) -> None:
    clerk = start(Scenario(faults=(Fault("words", probability=1, params={"text": "x"}),)))
    assert clerk.http.headers["Authorization"].startswith("Bearer eyJ")


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("status", [201, 202, 204, 401, 403, 404, 405, 407, 408, 409, 429, 499, 501])
def test_done_but_refused_and_refused_but_done(meet: Meet, people: People, status: int, effect: bool) -> None:
    clerk = meet("answered", status=status, effect=effect, retry_after="3")
    answer = clerk.confirm(people[0].cid)
    assert answer.status_code == status
    assert answer.headers["retry-after"] == "3"
    assert len(clerk.booked) == effect
    assert answer.text.startswith("<!DOCTYPE html>") or status == 204
    assert clerk.confirm(people[1].cid).status_code == 200, "the connection goes on"


def test_booked_is_said_without_a_booking(meet: Meet, people: People) -> None:
    clerk = meet("answered", status=200, effect=False, type="same")
    assert clerk.confirm(people[0].cid).json()["MessageCode"] == 200
    assert clerk.booked == []


@pytest.mark.parametrize(
    ("kind", "body", "content_type"),
    [
        ("text", "ไม่พบการจอง", "text/plain; charset=utf-8"),
        ("text", "OK", "text/plain; charset=utf-8"),
        ("json", '{"result": {"MessageCode": 501, "Message": "Slot เต็มแล้ว"}}', "application/json; charset=utf-8"),
        ("html", "<b>?</b>", "text/html; charset=utf-8"),
    ],
)
def test_a_cancel_that_says_anything(meet: Meet, people: People, kind: str, body: str, content_type: str) -> None:
    clerk = meet("answered", CANCEL, status=200, effect=False, type=kind, body=body)
    seat = clerk.confirm(people[0].cid).json()["result"]["hospital_appointment_slot_id"]
    answer = clerk.slot(CANCEL, cid=people[0].cid, hospital_appointment_slot_id=seat)
    assert (answer.status_code, answer.text, answer.headers["content-type"]) == (200, body, content_type)
    assert len(clerk.booked) == 1


def test_a_gateway_sends_the_call_again(start: Start, people: People) -> None:
    again = Fault("repeated", CONFIRM, at=frozenset({1}), params={"sends": 3})
    clerk = start(Scenario(Settings(repeat="again"), faults=(again,)))
    assert clerk.confirm(people[0].cid).status_code == 200
    assert len(clerk.booked) == 3
    assert clerk.server.state()["repeated_seats"] == [5000002, 5000003]
    assert len(clerk.server.state()["outbox"]) == 3, "each seat is a message"  # type: ignore[arg-type]


def test_the_very_first_seat_may_be_a_repeat(start: Start, people: People) -> None:
    struck = frozenset({1})
    faults = (
        Fault("repeated", CONFIRM, at=struck, params={"late_seconds": 0.05}),
        Fault("drop_before", CONFIRM, at=struck),
    )
    clerk = start(Scenario(faults=faults))
    with pytest.raises(httpx.RemoteProtocolError):
        clerk.confirm(people[0].cid)
    wait_until(lambda: clerk.server.state()["repeated_seats"] == [5000001])


def test_a_gateway_that_answered_sends_the_call_again_later(start: Start, people: People) -> None:
    late = Fault("repeated", CONFIRM, at=frozenset({1}), params={"late_seconds": 0.1})
    clerk = start(Scenario(Settings(repeat="again"), faults=(late,)))
    assert clerk.confirm(people[0].cid).status_code == 200
    assert len(clerk.booked) == 1
    wait_until(lambda: clerk.server.state()["repeated_seats"] == [5000002])
    assert len(clerk.booked) == 2


def test_a_repeat_that_is_refused_hides_the_booking_behind_it(meet: Meet, people: People) -> None:
    clerk = meet("repeated", sends=2)
    assert clerk.confirm(people[0].cid).json()["Message"] == "บุคคลนี้จอง Slot ในวันและเวลานี้แล้ว"
    assert len(clerk.booked) == 1
    assert clerk.server.state()["repeated_seats"] == []


def test_a_repeat_goes_with_an_answer_that_is_lost(start: Start, people: People) -> None:
    struck = frozenset({1})
    faults = (Fault("repeated", CONFIRM, at=struck), Fault("error_after", CONFIRM, at=struck))
    clerk = start(Scenario(Settings(repeat="again"), faults=faults))
    assert clerk.confirm(people[0].cid).status_code == 502
    assert len(clerk.booked) == 2


def test_lies_go_together(start: Start) -> None:
    five = made_up_people(5)
    faults = (
        Fault("paged", SCHEDULE, probability=1, params={"rows": 2}),
        Fault("spelled", SCHEDULE, probability=1, params={"time": "0800"}),
    )
    clerk = start(Scenario(faults=faults))
    for person in five:
        clerk.confirm(person.cid)
    assert [entry["appointment_time"] for entry in clerk.schedule()] == ["0800", "0800"]
    assert json.loads(clerk.slot(SCHEDULE, date="2026-07-07").text)["MessageCode"] == 200
