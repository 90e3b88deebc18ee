from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import httpx
import pytest

from app.practice import Citizen, Hour, Scenario
from tests.app.practice.clerk import TUESDAY, Clerk, Start

People = tuple[Citizen, ...]
Small = Callable[..., Scenario]

NODE = ["EndpointIP", "EndpointPort"]


def said(answer: httpx.Response) -> str:
    """The Message of a refusal, once both statuses agree."""
    body = answer.json()
    assert answer.status_code == body["MessageCode"] == 501
    assert body["result"] is None
    return str(body["Message"])


def test_envelope_has_the_contracts_key_order_and_time(clerk: Clerk, people: People) -> None:
    answer = clerk.confirm(people[0].cid)
    body = answer.json()
    assert answer.status_code == 200
    assert list(body) == ["result", "MessageCode", "Message", "RequestTime", "processing_ms", *NODE]
    assert (body["MessageCode"], body["Message"]) == (200, "OK")
    assert body["RequestTime"] == "2026-07-06T09:00:00.000Z", "Thai time with a Z it should not have"
    assert isinstance(body["processing_ms"], int)
    assert answer.headers["date"] == "Mon, 06 Jul 2026 02:00:00 GMT"
    assert list(clerk.confirm(people[0].cid).json()) == list(body), "refusals are envelopes too"


def test_confirm_books_a_seat_and_tells_the_citizen(clerk: Clerk, people: People) -> None:
    item = clerk.confirm(people[0].cid, 8).json()["result"]
    assert item == {
        "hospital_appointment_slot_id": 5_000_001,
        "appointment_date": "2026-07-07",
        "appointment_time": "08:00:00",
        "appointment_type": "หน่วยบริการ",
        "dose": 1,
        "hospital_code": "99001",
        "hospital_name": "โรงพยาบาลฝึกหัด (ข้อมูลสมมุติ)",
    }
    state = clerk.server.state()
    assert state["bookings"] == [
        {"cid": people[0].cid, "hospital_code": "99001", "date": "2026-07-07", "hour": 8, "slot_id": 5_000_001}
    ]
    assert clerk.target(people[0].cid)["confirm_appointment_slot"] == [item]
    (message,) = clerk.http.get("/practice/outbox", params={"cid": people[0].cid}).json()
    assert "7 ก.ค. 2569 เวลา 08:00 น." in message["text"]
    assert message["channels"] == [name for name in ("line", "app") if getattr(people[0], name)]
    assert message["at"].startswith("2026-07-06T09:00:00")


def test_sixty_bookings_are_sixty_messages_and_sixty_seats(clerk: Clerk, people: People) -> None:
    hours = (8, 9, 10, 11, 13, 14)
    for place, person in enumerate(people):
        assert clerk.confirm(person.cid, hours[place % 6]).status_code == 200
    state: dict = clerk.server.state()  # type: ignore[type-arg]
    assert len(state["bookings"]) == len({booking["slot_id"] for booking in state["bookings"]}) == 60
    assert [entry["cid"] for entry in state["outbox"]] == [person.cid for person in people]
    assert any(entry["channels"] == [] for entry in state["outbox"]), "the unregistered have an entry, no channel"
    assert all(re.fullmatch(r"\d{7}", str(booking["slot_id"])) for booking in state["bookings"])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"cid": "1234567890123"}, "เลขประจำตัวประชาชนไม่ถูกต้อง"),
        ({"cid": ""}, "ไม่ได้ระบุ cid"),
        ({"date": "07/07/2026"}, "ค่าของ date ไม่ถูกต้อง"),
        ({"date": "20260707"}, "ค่าของ date ไม่ถูกต้อง"),
        ({"slot_time": "08"}, "ค่าของ slot_time ไม่ถูกต้อง"),
        ({"slot_time": "8:00"}, "ค่าของ slot_time ไม่ถูกต้อง"),
        ({"slot_time": "9" * 5000}, "ค่าของ slot_time ไม่ถูกต้อง"),
        ({"slot_time": "24"}, "ค่าของ slot_time ไม่ถูกต้อง"),
        ({"hospital_code": "99002"}, "รหัสหน่วยบริการไม่ตรงกับผู้ใช้งาน"),
        ({"slot_time": "12"}, "ไม่มี Slot ในวันและเวลาที่ระบุ"),
        ({"date": "2026-07-11"}, "ไม่มี Slot ในวันและเวลาที่ระบุ"),  # Saturday
        ({"date": "2026-07-05"}, "วันและเวลาที่ระบุผ่านไปแล้ว"),
        ({"date": "2026-07-06", "slot_time": "8"}, "วันและเวลาที่ระบุผ่านไปแล้ว"),
    ],
)
def test_refused_requests_book_nothing(clerk: Clerk, people: People, query: dict[str, str], message: str) -> None:
    assert said(clerk.confirm(people[0].cid, **query)) == message  # type: ignore[arg-type]
    assert clerk.booked == []
    assert clerk.server.state()["outbox"] == []


def test_someone_not_on_the_target_list_is_refused(clerk: Clerk) -> None:
    assert said(clerk.confirm("1990000000001")) == "ไม่พบบุคคลนี้ในบัญชีกลุ่มเป้าหมาย"


def test_full_closed_and_repeated(start: Start, small: Small, people: People) -> None:
    hours = (Hour("99001", TUESDAY, 8, 9, seats=1), Hour("99001", TUESDAY, 9, 10, open_to_api=False))
    clerk = start(small(*hours, Hour("99001", TUESDAY, 10, 11)))
    assert clerk.confirm(people[0].cid, 8).status_code == 200
    assert said(clerk.confirm(people[0].cid, 8)) == "บุคคลนี้จอง Slot ในวันและเวลานี้แล้ว"
    assert said(clerk.confirm(people[0].cid, 10)) == "บุคคลนี้มีนัดหมายในวันเดียวกันแล้ว"
    assert said(clerk.confirm(people[1].cid, 8)) == "Slot เต็มแล้ว"
    assert said(clerk.confirm(people[1].cid, 9)) == "Slot นี้ไม่เปิดให้จองจาก MOPH-IC API"
    assert clerk.booked == [(people[0].cid, 8)]


def test_repeat_may_book_again_or_stand(start: Start, small: Small, people: People) -> None:
    hour = Hour("99001", TUESDAY, 8, 9)
    again, same = start(small(hour, repeat="again")), start(small(hour, repeat="same"))
    for clerk, seats in ((again, 2), (same, 1)):
        first, second = (clerk.confirm(people[0].cid).json()["result"] for _ in range(2))
        assert len({first["hospital_appointment_slot_id"], second["hospital_appointment_slot_id"]}) == seats
        assert len(clerk.booked) == seats
        assert len(clerk.server.state()["outbox"]) == seats  # type: ignore[arg-type]


def test_next_dose_decides_between_two_slots_of_an_hour(start: Start, small: Small, people: People) -> None:
    hours = (Hour("99001", TUESDAY, 8, 9, dose=1), Hour("99001", TUESDAY, 8, 9, dose=2))
    clerk = start(small(*hours))
    doses = {len(person.vaccinated_days_ago): person for person in people}
    assert clerk.confirm(doses[0].cid).json()["result"]["dose"] == 1
    assert clerk.confirm(doses[1].cid).json()["result"]["dose"] == 2
    assert said(clerk.confirm(doses[2].cid)) == "ไม่มี Slot สำหรับเข็มถัดไปของบุคคลนี้ในเวลาที่ระบุ"


def test_two_people_one_seat(start: Start, small: Small, people: People) -> None:
    clerk = start(small(Hour("99001", TUESDAY, 8, 9, seats=1)))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda person: clerk.confirm(person.cid), people[:8]))
    assert sorted(answer.status_code for answer in answers) == [200] + [501] * 7
    assert len(clerk.booked) == 1
    assert len(clerk.server.state()["outbox"]) == 1  # type: ignore[arg-type]


def test_seats_left_by_month_day_and_dose(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid, 8)
    month = clerk.slot("GetHospitalSlotByMonth", year=2026, month=7, vaccine_plan_no=1).json()["result"]
    assert month[:2] == [
        {"date": "2026-07-07", "available_slot": 69},
        {"date": "2026-07-08", "available_slot": 70},
    ]
    assert all(date.fromisoformat(day["date"]).weekday() < 5 for day in month)
    day = clerk.slot("GetHospitalSlotByDate", date="2026-07-07", vaccine_plan_no=1, source="his").json()["result"]
    assert day[0] == {
        "hospital_appointment_slot_id": 1_000_001,
        "time_start": "08:00:00",
        "time_finish": "09:00:00",
        "available_slot": 9,
        "dose": 1,
    }
    assert [hour["time_start"][:2] for hour in day] == ["08", "09", "10", "11", "13", "14", "15"]
    assert clerk.slot("GetHospitalSlotByDate", date="2026-07-07", vaccine_plan_no=2).json()["result"] == []
    assert said(clerk.slot("GetHospitalSlotByMonth", year=2026, month="07")) == "ค่าของ month ไม่ถูกต้อง"


def test_timetable_reaches_a_year_ahead(clerk: Clerk) -> None:
    months = [clerk.slot("GetHospitalSlotByMonth", year=2027, month=month).json()["result"] for month in (7, 8)]
    assert [day["date"] for day in months[0]][-1] == "2027-07-09"  # Friday before day 370
    assert months[1] == []


def test_day_schedule_rich_and_lean(start: Start, small: Small, people: People) -> None:
    clerk = start(small(Hour("99001", TUESDAY, 8, 9)))
    clerk.confirm(people[0].cid)
    (entry,) = clerk.schedule()
    assert entry["cid"] == people[0].cid
    assert entry["hospital_appointment_slot_id"] == 5_000_001
    assert entry["appointment_time"] == "08:00:00"
    lean = start(small(Hour("99001", TUESDAY, 8, 9), lean_schedule=True))
    lean.confirm(people[0].cid)
    assert lean.schedule() == [{"cid": people[0].cid, "hospital_appointment_slot_id": 5_000_001}]


def test_cancel_gives_the_seat_back_and_only_to_its_holder(clerk: Clerk, people: People) -> None:
    seat = clerk.confirm(people[0].cid).json()["result"]["hospital_appointment_slot_id"]
    holder, other = people[0].cid, people[1].cid
    assert said(clerk.slot("CancelAppointmentSlot", cid=other, hospital_appointment_slot_id=seat)) == (
        "ไม่พบการจอง Slot ที่ระบุ"
    )
    assert clerk.booked == [(holder, 8)]
    answer = clerk.slot("CancelAppointmentSlot", cid=holder, hospital_appointment_slot_id=seat)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert clerk.booked == []
    assert clerk.schedule() == []
    assert clerk.target(holder)["confirm_appointment_slot_count"] == 0
    assert said(clerk.slot("CancelAppointmentSlot", cid=holder, hospital_appointment_slot_id=seat))
    again = clerk.confirm(holder).json()["result"]["hospital_appointment_slot_id"]
    assert again != seat, "a seat's id is never used twice"
    log = clerk.slot("GetLog", cid=holder).json()["result"]
    assert [(entry["action"], entry["hospital_appointment_slot_id"]) for entry in log] == [
        ("confirm", seat),
        ("cancel", seat),
        ("confirm", again),
    ]


def test_booking_into_the_facilitys_field_site(clerk: Clerk, people: People) -> None:
    (site,) = clerk.slot("GetFieldHospital").json()["result"]
    assert site["hospital_code"] == "99101"
    assert clerk.slot("GetProvinceFieldHospital", province_code=site["province_code"]).json()["result"] == [site]
    booked = clerk.confirm(people[0].cid, hospital_code=site["hospital_code"]).json()["result"]
    assert booked["hospital_code"] == "99101"


def test_queue_card(clerk: Clerk, people: People) -> None:
    cid = people[0].cid
    card = clerk.slot("ConfirmAppointmentQueue", cid=cid, vaccine_manufacturer_id=6).json()["result"]
    assert clerk.target(cid)["queue_status"] == card
    assert (card["hospital_code"], card["vaccine_manufacturer_id"], card["queue_no"]) == ("99001", 6, 1)
    assert said(clerk.slot("ConfirmAppointmentQueue", cid=cid)) == "บุคคลนี้มีบัตรคิวของหน่วยบริการนี้แล้ว"
    number = card["hospital_person_queue_id"]
    assert said(clerk.slot("CancelAppointmentQueue", cid=people[1].cid, hospital_person_queue_id=number))
    assert clerk.slot("CancelAppointmentQueue", cid=cid, hospital_person_queue_id=number).status_code == 200
    assert clerk.target(cid)["queue_status"] is None


def test_unknown_action_and_wrong_method_are_refused(clerk: Clerk) -> None:
    assert said(clerk.slot("BookEverything")) == "ไม่รู้จักคำสั่ง BookEverything"
    posted = clerk.http.post("/api/ImmunizationHospitalSlot", params={"Action": "ConfirmAppointmentSlot"})
    assert said(posted) == "ไม่รู้จักคำสั่ง ConfirmAppointmentSlot"
    assert clerk.booked == []
