from __future__ import annotations

from datetime import date

from app.practice import Citizen
from tests.app.practice.clerk import Clerk

People = tuple[Citizen, ...]
SATURDAY = "2026-07-11"


def saturday(clerk: Clerk) -> list[tuple[int, int, int, int]]:
    """Hour, dose, seats and seats taken of each slot."""
    slots = clerk.http.get("/practice/slots", params={"from": SATURDAY, "to": SATURDAY}).json()
    return [(slot["hour"], slot["dose"], slot["seats"], slot["taken"]) for slot in slots]


def create(clerk: Clerk, **more: object) -> int:
    return clerk.told("slots", {"create": [{"date": SATURDAY, "hour": 8, "seats": 2, **more}]}).status_code


def test_state_has_exactly_the_promised_shape(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid)
    state = clerk.http.get("/practice/state").json()
    assert {"bookings", "calls", "blocks", "outbox"} <= set(state)
    assert set(state["bookings"][0]) == {"cid", "hospital_code", "date", "hour", "slot_id"}
    assert {"total", "by_action", "max_in_any_second"} <= set(state["calls"])
    assert state == clerk.server.state()


def test_slots_are_made_edited_and_deleted(clerk: Clerk, people: People) -> None:
    assert create(clerk, open_to_api=False) == 200
    assert saturday(clerk) == [(8, 1, 2, 0)]
    query = {"date": SATURDAY}
    assert clerk.confirm(people[0].cid, **query).json()["Message"] == "Slot นี้ไม่เปิดให้จองจาก MOPH-IC API"
    (slot,) = clerk.http.get("/practice/slots", params={"from": SATURDAY, "to": SATURDAY}).json()
    number = slot["slot_id"]
    assert clerk.told("slots", {"edit": [{"slot_id": number, "open_to_api": True, "seats": 3}]}).status_code == 200
    assert clerk.confirm(people[0].cid, **query).status_code == 200
    assert saturday(clerk) == [(8, 1, 3, 1)]
    for change in ({"edit": [{"slot_id": number, "seats": 0}]}, {"delete": [number]}):
        answer = clerk.told("slots", change)
        assert (answer.status_code, answer.json()["error"]) == (409, "seats_below_taken")
    seat = clerk.schedule(date(2026, 7, 11))[0]["hospital_appointment_slot_id"]
    clerk.slot("CancelAppointmentSlot", cid=people[0].cid, hospital_appointment_slot_id=seat)
    assert clerk.told("slots", {"delete": [number]}).json() == {"created": 0, "edited": 0, "deleted": 1}
    assert saturday(clerk) == []


def test_slots_of_one_dose_do_not_overlap(clerk: Clerk) -> None:
    assert create(clerk, end_hour=10) == 200
    assert create(clerk, hour=9) == 409
    assert create(clerk) == 409
    assert create(clerk, dose=2) == 200
    assert create(clerk, hour=10) == 200


def test_change_of_slots_is_all_or_nothing(clerk: Clerk) -> None:
    body = {"create": [{"date": SATURDAY, "hour": 8}, {"date": SATURDAY, "hour": 9}], "delete": [1]}
    assert clerk.told("slots", body).json() == {"error": "slot_unknown", "slot": "1"}
    assert saturday(clerk) == []
    create(clerk)
    (slot,) = clerk.http.get("/practice/slots", params={"from": SATURDAY, "to": SATURDAY}).json()
    body = {"delete": [slot["slot_id"]], "create": [{"date": SATURDAY, "hour": [9, 9]}]}
    assert clerk.told("slots", body).json()["error"] == "slot_overlaps"
    assert saturday(clerk) == [(8, 1, 2, 0)], "the delete before the clash was taken back"


def test_staff_may_cancel_what_the_citizen_may_not(clerk: Clerk, people: People) -> None:
    create(clerk, confirm_locked=True)
    seat = clerk.confirm(people[0].cid, date=SATURDAY).json()["result"]["hospital_appointment_slot_id"]
    answer = clerk.slot("CancelAppointmentSlot", cid=people[0].cid, hospital_appointment_slot_id=seat)
    assert answer.status_code == 200


def test_broken_bodies_name_the_field(clerk: Clerk) -> None:
    answer = clerk.told("slots", {"create": [{"date": "x", "hour": 8}]})
    assert (answer.status_code, answer.json()["field"]) == (400, "create[0].date")
    assert clerk.http.post("/practice/slots", content=b"{").json() == {"error": "not_json"}
    assert clerk.told("faults", {"faults": [{"fault": "x"}]}).json()["error"] == "scenario_broken"


def test_people_are_added_and_changed(clerk: Clerk, people: People) -> None:
    newcomer = {"cid": "1990000000001", "first_name": "ใหม่", "app": True}
    assert clerk.told("people", {"people": [newcomer, {"cid": people[0].cid, "on_target": False}]}).status_code == 200
    assert clerk.confirm(newcomer["cid"]).status_code == 200  # type: ignore[arg-type]
    assert clerk.confirm(people[0].cid).status_code == 501
    known = clerk.http.get("/practice/people").json()
    assert len(known) == 401
    assert known[-1]["app"] is True


def test_faults_are_replaced_at_run_time(clerk: Clerk, people: People) -> None:
    clerk.told("faults", {"faults": [{"fault": "error_before", "action": "ConfirmAppointmentSlot", "probability": 1}]})
    assert clerk.confirm(people[0].cid).status_code == 503
    clerk.told("faults", {"faults": []})
    assert clerk.confirm(people[0].cid).status_code == 200


def test_reset_is_the_first_day_again(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid)
    create(clerk)
    clerk.told("people", {"people": [{"cid": "1990000000001"}]})
    assert clerk.told("reset", {}).status_code == 200
    state = clerk.server.state()
    assert (state["bookings"], state["outbox"], state["cancelled"]) == ([], [], [])
    assert state["calls"]["total"] == 0  # type: ignore[index]
    assert saturday(clerk) == []
    assert len(clerk.http.get("/practice/people").json()) == 400
    assert clerk.confirm(people[0].cid).status_code == 200, "the token still holds"
