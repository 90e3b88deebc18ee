from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.practice import Citizen
from tests.app.practice.clerk import Clerk, Clock, Start

People = tuple[Citizen, ...]
NEWCOMER: dict[str, Any] = {
    "cid": "1990000000001",
    "prefix": "นาย",
    "first_name": "ทดสอบ",
    "last_name": "สมมุติ",
    "birth_date": "1990-02-01",
    "gender": 1,
    "mobile_phone": "0800000000",
    "person_type_id": 2,
}


def register(clerk: Clerk, *targets: object, code: str = "99001") -> httpx.Response:
    body = {"hospital": {"hospital_code": code, "hospital_name": "", "his_identifier": "t"}, "target": list(targets)}
    return clerk.http.post("/api/SendImmunizationTarget", json=body)


def message(clerk: Clerk, *cids: str, ref: str = "m1", html: str = "<p>สวัสดี</p>") -> httpx.Response:
    body = {
        "hospital": {"hospital_code": "99001"},
        "message_ref_code": ref,
        "message_title": "แจ้งข่าว",
        "message_content_html": html,
        "message_confirm_url": "https://example.invalid/ok",
        "target": list(cids),
    }
    return clerk.http.post("/api/SendMessageTarget", json=body)


def test_target_of_a_known_person(clerk: Clerk, people: People) -> None:
    person = next(person for person in people if person.vaccinated_days_ago)
    result = clerk.target(person.cid)
    assert result["person"]["cid"] == person.cid
    assert result["person"]["birth_date"] == person.birth_date.isoformat()
    assert result["person"]["gender"] == person.gender
    assert result["vaccine_history_count"] == len(person.vaccinated_days_ago)
    assert result["vaccine_history"][0]["vaccine_plan_no"] == 1
    history = clerk.http.get("/api/ImmunizationHistory", params={"cid": person.cid}).json()["result"]
    assert history["vaccine_history"] == result["vaccine_history"]


def test_target_of_a_stranger_is_empty_and_of_a_bad_id_refused(clerk: Clerk) -> None:
    assert clerk.target(NEWCOMER["cid"])["person"] == {}
    bad = clerk.http.get("/api/ImmunizationTarget", params={"cid": "1990000000009"})
    assert (bad.status_code, bad.json()["MessageCode"]) == (501, 501)


def test_registered_people_can_be_booked(clerk: Clerk) -> None:
    assert clerk.confirm(NEWCOMER["cid"]).status_code == 501
    answer = register(clerk, NEWCOMER)
    assert answer.json()["result"] == [{"cid": NEWCOMER["cid"], "MessageCode": 200, "Message": "OK"}]
    assert clerk.confirm(NEWCOMER["cid"]).status_code == 200
    assert clerk.target(NEWCOMER["cid"])["person"]["person_type_id"] == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"gender": "1"}, "gender"),
        ({"mobile_phone": 800000000}, "mobile_phone"),
        ({"cid": 1990000000001}, "cid"),
        ({"birth_date": "1/2/2533"}, "birth_date"),
        ({"gender": 7}, "gender"),
        ({"first_name": ""}, "first_name"),
    ],
)
def test_mixed_up_types_refuse_the_whole_call(clerk: Clerk, people: People, change: dict[str, Any], field: str) -> None:
    other = {**NEWCOMER, "cid": people[0].cid, "first_name": "เปลี่ยน"}
    answer = register(clerk, other, {**NEWCOMER, **change})
    assert answer.status_code == 501
    assert field in answer.json()["Message"]
    assert clerk.target(people[0].cid)["person"]["first_name"] == people[0].first_name, "all or none"


def test_registering_for_another_facility_or_nobody_is_refused(clerk: Clerk) -> None:
    assert register(clerk, NEWCOMER, code="99002").json()["Message"] == "รหัสหน่วยบริการไม่ตรงกับผู้ใช้งาน"
    assert register(clerk).json()["Message"] == "ไม่มีรายชื่อกลุ่มเป้าหมาย"
    assert clerk.http.post("/api/SendImmunizationTarget", content=b"nonsense").status_code == 501


def test_message_reaches_who_is_registered(clerk: Clerk, people: People) -> None:
    both = next(person for person in people if person.line and person.app)
    neither = next(person for person in people if not (person.line or person.app))
    stranger = NEWCOMER["cid"]
    result = message(clerk, both.cid, neither.cid, stranger, both.cid).json()["result"]
    assert result == {
        "message_ref_code": "m1",
        "target_count": 3,
        "app_count": 1,
        "line_count": 1,
        "not_target": [stranger],
        "status": "Success",
    }
    outbox: Any = clerk.server.state()["outbox"]
    assert [(entry["cid"], entry["channels"]) for entry in outbox] == [(both.cid, ["line", "app"]), (neither.cid, [])]
    assert outbox[0]["text"] == "สวัสดี"
    assert outbox[0]["html"] == "<p>สวัสดี</p>"


def test_same_ref_code_updates_the_message(clerk: Clerk, people: People) -> None:
    message(clerk, people[0].cid)
    message(clerk, people[0].cid, html="<p>ใหม่</p>")
    message(clerk, people[0].cid, ref="m2")
    outbox: Any = clerk.server.state()["outbox"]
    assert [entry["text"] for entry in outbox] == ["ใหม่", "สวัสดี"]


def test_five_message_calls_an_hour(start: Start, clock: Clock, people: People) -> None:
    clerk = start()
    for _ in range(5):
        assert message(clerk, people[0].cid).status_code == 200
    refused = message(clerk, people[0].cid, ref="m6")
    assert (refused.status_code, refused.json()["Message"]) == (501, "ส่งข้อความได้ไม่เกิน 5 ครั้งต่อชั่วโมง")
    assert len(clerk.server.state()["outbox"]) == 1  # type: ignore[arg-type]
    clock.advance(3600)
    assert message(clerk, people[0].cid, ref="m6").status_code == 200


def test_list_of_a_day_masks_the_ids(clerk: Clerk, people: People) -> None:
    dates = {"date": "2026-05-27"}  # 40 days ago: the first dose of those with one
    given = clerk.http.get("/api/ImmunizationList", params=dates).json()["result"]
    assert given
    assert all(entry["cid"].startswith("FFFF") and entry["cid"][-3] == ":" for entry in given)
    assert not any(person.cid in str(given) for person in people)


def test_lookup_tables(clerk: Clerk) -> None:
    table = clerk.http.get("/api/LookupTable", params={"table_name": "gender"}).json()["result"]
    assert table == [{"gender_id": 1, "gender_name": "ชาย"}, {"gender_id": 2, "gender_name": "หญิง"}]
    assert clerk.http.get("/api/LookupTable", params={"table_name": "x"}).status_code == 501


def test_citizens_own_bookings_are_listed(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid)
    clerk.told(
        "faults", {"faults": [{"fault": "seat_taken", "action": "ConfirmAppointmentSlot", "at": [1], "seats": 2}]}
    )
    clerk.confirm(people[1].cid)
    query = {"date_start": "2026-07-01", "date_finish": "2026-07-31"}
    items = clerk.http.get("/api/ImmunizationSlot", params=query).json()["result"]
    assert [item["appointment_type"] for item in items] == ["หมอพร้อม", "หมอพร้อม"]
