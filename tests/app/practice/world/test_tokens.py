from __future__ import annotations

import jwt

from app.practice.world.tokens import password_hash
from tests.app.practice.clerk import Clerk, Clock, Start


def test_hash_matches_the_check_value_of_the_contract() -> None:
    assert password_hash("password") == "A055B6DBB80A02C97EA5DFE2AB6AFD2C90DCA6769AEC92A5756D71EB4A3C6EC1"


def test_token_is_bare_text_signed_with_the_public_key(start: Start, clock: Clock) -> None:
    clerk = start(sign_in=False, token_seconds=600)
    answer = clerk.token()
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("eyJ")
    pem = clerk.http.get("/token", params={"Action": "get_public_key"}).text
    claims = jwt.decode(
        answer.text, pem, algorithms=["RS512"], audience="MOPH API", options={"verify_exp": False, "verify_iat": False}
    )
    assert claims["sub"] == "practice@99001"
    assert claims["iss"] == "MOPH Account Center"
    assert claims["exp"] - claims["iat"] == 600
    assert claims["iat"] == int(clock())
    assert claims["client"]["hospital_code"] == "99001"
    assert claims["client"]["hospital_name"] == "โรงพยาบาลฝึกหัด (ข้อมูลสมมุติ)"
    assert {"code": "IMMUNIZATION_SLOT:3"} in claims["client"]["scope"]
    assert isinstance(claims["client"]["user_id"], int)


def test_get_with_a_lower_case_hash_signs_in_too(start: Start) -> None:
    clerk = start(sign_in=False)
    query = {"user": "practice", "password_hash": password_hash("practice").lower(), "hospital_code": "99001"}
    answer = clerk.http.get("/token", params={"Action": "get_moph_access_token", **query})
    assert answer.text.startswith("eyJ")


def test_wrong_password_user_or_facility_is_a_short_text(start: Start) -> None:
    clerk = start(sign_in=False)
    for answer in (
        clerk.token(password="wrong"),
        clerk.token(user="nobody"),
        clerk.token(facility="99002"),
        clerk.http.post("/token?Action=get_moph_access_token", content=b"[["),
    ):
        assert answer.status_code == 401
        assert not answer.text.startswith("eyJ")
        assert len(answer.text) < 100


def refusal(clerk: Clerk) -> tuple[int, str]:
    answer = clerk.slot("GetHospitalSlotByDate", date="2026-07-07")
    assert answer.status_code == answer.json()["MessageCode"]
    return answer.status_code, answer.json()["Message"]


def test_no_token_and_a_foreign_token_are_refused(start: Start) -> None:
    clerk = start(sign_in=False)
    assert refusal(clerk) == (401, "JWT Invalid")
    other = start()  # the same process's key, another world
    clerk.http.headers["Authorization"] = other.http.headers["Authorization"]
    assert refusal(clerk) == (401, "JWT Invalid")
    clerk.http.headers["Authorization"] = "Bearer eyJnonsense"
    assert refusal(clerk) == (401, "JWT Invalid")


def test_token_ends_when_it_says(start: Start, clock: Clock) -> None:
    clerk = start(token_seconds=600)
    clock.advance(599)
    assert refusal(clerk) == (200, "OK")
    clock.advance(1)
    assert refusal(clerk) == (401, "JWT Expire")
    clerk.sign_in()
    assert refusal(clerk) == (200, "OK")


def test_changed_password_ends_the_tokens(clerk: Clerk) -> None:
    change = {"accounts": [{"user": "practice", "password": "new", "hospital_code": "99001"}]}
    assert clerk.told("accounts", change).status_code == 200
    assert refusal(clerk) == (401, "JWT Expire")
    assert clerk.token().status_code == 401
    assert clerk.token(password="new").status_code == 200


def test_facilities_do_not_mix(clerk: Clerk) -> None:
    clerk.sign_in("practice2", "99002")
    answer = clerk.slot("GetHospitalSlotByDate", date="2026-07-07")
    assert (answer.status_code, answer.json()["Message"]) == (501, "รหัสหน่วยบริการไม่ตรงกับผู้ใช้งาน")
    assert clerk.slot("GetHospitalSlotByDate", date="2026-07-07", hospital_code="99002").status_code == 200
