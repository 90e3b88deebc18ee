"""Public programs of others talk to the practice server as they are: each test makes the requests of one, as the
contract names it. None of their code is here."""

from __future__ import annotations

import json
from datetime import date

import httpx
import pytest

from app.practice import Citizen
from app.practice.world.tokens import password_hash
from tests.app.practice.clerk import TUESDAY, Clerk, Start

People = tuple[Citizen, ...]
LOGIN = {"user": "practice", "password_hash": password_hash("practice"), "hospital_code": "99001"}
ACTION = {"Action": "get_moph_access_token"}


def bearer(token: httpx.Response) -> dict[str, str]:
    assert token.status_code == 200
    assert token.text.startswith("eyJ")
    return {"Authorization": f"Bearer {token.text}"}


@pytest.mark.parametrize("body", [b"", b"[]", b"{}"])
def test_php_clients_post_the_fields_in_the_query(start: Start, body: bytes) -> None:
    clerk = start(sign_in=False)
    kind = {"Content-Type": "application/json"} if body else {}
    bearer(clerk.http.post("/token", params={**ACTION, **LOGIN}, content=body, headers=kind))


def test_laravel_and_curl_clients_get_the_token_with_the_fields_in_the_query(start: Start) -> None:
    clerk = start(sign_in=False)
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    bearer(clerk.http.get("/token", params={**ACTION, **LOGIN}, headers=headers))


@pytest.mark.parametrize("lower", [True, False])
def test_node_clients_post_json_with_the_hash_in_either_case(start: Start, lower: bool) -> None:
    clerk = start(sign_in=False)
    hashed = LOGIN["password_hash"].lower() if lower else LOGIN["password_hash"]
    bearer(clerk.http.post("/token", params=ACTION, json={**LOGIN, "password_hash": hashed}))


def test_a_wrong_hash_in_the_query_is_no_login(start: Start) -> None:
    clerk = start(sign_in=False)
    answer = clerk.http.post("/token", params={**ACTION, **LOGIN, "password_hash": "00"}, content=b"[]")
    assert answer.status_code == 401
    assert not answer.text.startswith("eyJ")


def test_tantee_vaccine_api_reads_the_day_and_cancels_by_a_key_with_a_blank(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid)
    (line,) = clerk.schedule()
    query = f"Action=CancelAppointmentSlot&hospital_code=99001&cid={line['cid']}"
    slot = line["hospital_appointment_slot_id"]
    answer = clerk.http.get(f"/api/ImmunizationHospitalSlot?{query}&hospital_appointment_slot_id%20={slot}")
    assert answer.status_code == 200
    assert clerk.booked == []


def test_tantee_vaccine_api_finds_a_field_sites_bookings_under_the_sites_code(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid, hospital_code="99101")
    assert [line["cid"] for line in clerk.schedule(hospital_code="99101")] == [people[0].cid]
    assert clerk.schedule() == []


def test_autocheck_cid_reads_certificates_and_visits(clerk: Clerk, people: People) -> None:
    person = next(person for person in people if len(person.vaccinated_days_ago) == 2)
    result = clerk.http.get(f"/api/ImmunizationHistory?cid={person.cid}").json()["result"]
    assert len(result["vaccine_certificate"]) == 2
    assert result["patient"]["first_name"] == person.first_name
    for visit in result["patient"]["visit"]:
        injected = visit["visit_immunization"][0]
        assert "[" in injected["vaccine_ref_name"]
        assert all((injected["lot_number"], injected["immunization_datetime"], visit["visit_guid"]))
        assert visit["hospital_code"] == "99001"


def test_tehnplk_looks_up_targets_without_a_facility_and_sends_a_message(clerk: Clerk, people: People) -> None:
    clerk.confirm(people[0].cid)
    target = clerk.http.get(f"/api/ImmunizationTarget?cid={people[0].cid}").json()["result"]
    first = target["confirm_appointment_slot"][0]
    assert (first["hospital_code"], first["appointment_date"]) == ("99001", TUESDAY.isoformat())
    body = {
        "hospital": {"hospital_code": "99001", "hospital_name": "รพ.ทดสอบ", "his_identifier": "QTerminal"},
        "message_ref_code": "20240731000000",
        "message_title": "แจ้งเตือนใกล้ถึงคิว",
        "message_content_html": "<h2>คิวหมายเลข A089</h2>\n  อีก10คิวจะถึงคิวของท่าน\n",
        "message_confirm_url": "https://www.example.com/ConfirmMessage",
        "target": [people[0].cid],
    }
    assert clerk.http.post("/api/SendMessageTarget", json=body).json()["MessageCode"] == 200


def test_moph_api_proxy_hands_calls_on_and_names_the_slots_action(clerk: Clerk, people: People) -> None:
    clerk.http.headers.update({"User-Agent": "axios/1.6.0", "Accept": "application/json, text/plain, */*"})
    for path in (
        f"/api/ImmunizationTarget?cid={people[0].cid}&hospital_code=99001",
        f"/api/ImmunizationSlot?date_start={TUESDAY}&date_finish={TUESDAY}&Action=slot",
        "/api/LookupTable",
        "/api/LookupTable?table_name=person_risk_type",
    ):
        answer = clerk.http.get(path)
        assert (answer.status_code, answer.json()["MessageCode"]) == (200, 200), path


def test_a_public_confirm_by_get(clerk: Clerk, people: People) -> None:
    """Weak SEEN: one client, marked unused."""
    day = date.fromisoformat(TUESDAY.isoformat())
    path = f"Action=ConfirmAppointmentSlot&cid={people[1].cid}&hospital_code=99001&date={day}&slot_time=8"
    assert clerk.http.get(f"/api/ImmunizationHospitalSlot?{path}").status_code == 200
    assert clerk.booked == [(people[1].cid, 8)]


def test_a_token_names_the_rights_that_were_seen(start: Start) -> None:
    import base64

    clerk = start(sign_in=False)
    part = clerk.token().text.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert "IMMUNIZATION_SLOT:3" in {scope["code"] for scope in claims["client"]["scope"]}
