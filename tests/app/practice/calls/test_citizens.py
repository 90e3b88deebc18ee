"""Citizens who book and change their own slot, beside the staff."""

from __future__ import annotations

import httpx
import pytest

from app.practice import Citizen
from tests.app.practice.clerk import TUESDAY, Clerk

People = tuple[Citizen, ...]
DAY = TUESDAY.isoformat()


def act(clerk: Clerk, cid: str, do: str, **more: object) -> httpx.Response:
    return clerk.told("citizens", {"cid": cid, "do": do, **more})


def test_a_citizen_books_changes_and_cancels(clerk: Clerk, people: People) -> None:
    cid = people[0].cid
    seat = act(clerk, cid, "book", date=DAY, hour=8).json()["slot_id"]
    assert clerk.booked == [(cid, 8)]
    assert clerk.server.state()["booked_by_citizens"] == [seat]
    assert clerk.target(cid)["confirm_appointment_slot"][0]["appointment_type"] == "หมอพร้อม"
    told = clerk.http.get("/practice/citizens", params={"cid": cid}).json()
    assert [(one["hospital_appointment_slot_id"], one["locked"]) for one in told["appointments"]] == [(seat, False)]
    seat = act(clerk, cid, "move", slot_id=seat, date=DAY, hour=13).json()["slot_id"]
    assert clerk.booked == [(cid, 13)]
    assert act(clerk, cid, "cancel", slot_id=seat).status_code == 200
    assert clerk.booked == []
    titles = [message["title"] for message in clerk.http.get("/practice/outbox", params={"cid": cid}).json()]
    assert titles == ["แจ้งนัดหมายรับวัคซีน"] * 2


def test_a_change_is_whole_or_not_at_all(clerk: Clerk, people: People) -> None:
    cid = people[0].cid
    seat = act(clerk, cid, "book", date=DAY, hour=8).json()["slot_id"]
    refused = act(clerk, cid, "move", slot_id=seat, date=DAY, hour=12)
    assert (refused.status_code, refused.json()["error"]) == (409, "slot_none")
    assert clerk.booked == [(cid, 8)]
    assert act(clerk, people[1].cid, "cancel", slot_id=seat).json()["error"] == "booking_none"


def test_only_staff_may_change_a_confirmed_slot(clerk: Clerk, people: People) -> None:
    slot = clerk.http.get("/practice/slots", params={"from": DAY, "to": DAY}).json()[0]
    clerk.told("slots", {"edit": [{"slot_id": slot["slot_id"], "confirm_locked": True, "open_to_api": False}]})
    cid = people[0].cid
    seat = act(clerk, cid, "book", date=DAY, hour=8).json()["slot_id"]  # closed to the API, not to citizens
    assert clerk.http.get("/practice/citizens", params={"cid": cid}).json()["appointments"][0]["locked"] is True
    for change in ({"do": "cancel"}, {"do": "move", "date": DAY, "hour": 9}):
        refused = clerk.told("citizens", {"cid": cid, "slot_id": seat, **change})
        assert refused.json()["error"] == "booking_locked"
        assert "ยืนยันการจอง Slot" in refused.json()["message"]
    assert clerk.booked == [(cid, 8)]
    assert clerk.slot("CancelAppointmentSlot", cid=cid, hospital_appointment_slot_id=seat).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"cid": "123", "do": "book"}, "cid"),
        ({"cid": "1990000000001", "do": "fly"}, "do"),
        ({"cid": "1990000000001", "do": "book", "date": "x", "hour": 8}, "date"),
        ({"cid": "1990000000001", "do": "move", "date": DAY, "hour": 8}, "slot_id"),
    ],
)
def test_broken_wishes_name_the_field(clerk: Clerk, body: dict[str, object], field: str) -> None:
    answer = clerk.told("citizens", body)
    assert (answer.status_code, answer.json()["field"]) == (400, field)
