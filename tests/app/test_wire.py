"""Wire values become domain values, or an error that says so. Never a guess."""

from __future__ import annotations

import base64
import json
from datetime import date

import pytest

from app.address import check_server_url, server_at
from app.domain import Booking, Slot
from app.errors import AppError, Blocked, Declined, NotSent, ServiceChanged, Throttled, TokenRefused, Uncertain
from app.mophic import wire
from app.mophic.client import password_hash
from app.mophic.wire import Answer, result_of


def envelope(code: int, message: str = "OK", result: object = None) -> str:
    return json.dumps({"result": result, "MessageCode": code, "Message": message}, ensure_ascii=False)


def test_the_hash_is_the_manuals() -> None:
    assert password_hash("password") == "A055B6DBB80A02C97EA5DFE2AB6AFD2C90DCA6769AEC92A5756D71EB4A3C6EC1"


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (Answer(200, "terminated"), Blocked, "blocked"),
        (Answer(401, " terminated \n"), Blocked, "blocked"),
        (Answer(200, "<html>Wi-Fi</html>"), ServiceChanged, "html_page"),
        (Answer(302, ""), ServiceChanged, "redirected"),
        (Answer(401, envelope(401, "Too Many Request per minute")), Throttled, "throttled"),
        (Answer(401, "Too Many Request per minute"), Throttled, "throttled"),
        (Answer(200, envelope(401, "Too Many Request per minute")), Throttled, "throttled"),
        (Answer(429, "", 7.0), Throttled, "throttled"),
        (Answer(401, envelope(401, "JWT Expire")), TokenRefused, "token_refused"),
        (Answer(501, envelope(501, "JWT Expire")), TokenRefused, "token_refused"),
        (Answer(401, "who are you"), TokenRefused, "token_refused"),
        (Answer(407, "<html>proxy</html>"), NotSent, "proxy_sign_in"),
        (Answer(501, envelope(501, "ช่วงเวลานี้เต็มแล้ว")), Declined, "slot_full"),
        (Answer(501, envelope(501, "ไม่รู้จัก")), Declined, "refused"),
        (Answer(200, envelope(501, "อะไรสักอย่าง")), Declined, "refused"),
        (Answer(400, "bad"), Declined, "refused"),
        (Answer(501, "no envelope"), Uncertain, "server_trouble"),
        (Answer(502, "<html>bad gateway</html>"), Uncertain, "server_trouble"),
        (Answer(500, envelope(500, "x")), Uncertain, "server_trouble"),
        (Answer(200, "{"), ServiceChanged, "not_understood"),
        (Answer(200, "[]"), ServiceChanged, "not_understood"),
        (Answer(200, '{"Message": "OK"}'), ServiceChanged, "not_understood"),
        (Answer(200, "[" * 100_000), ServiceChanged, "not_understood"),
    ],
)
def test_what_is_no_success_tells_its_fate(answer: Answer, kind: type[AppError], code: str) -> None:
    with pytest.raises(AppError) as caught:
        result_of(answer)
    assert type(caught.value) is kind
    assert caught.value.code == code


@pytest.mark.parametrize(
    "body",
    [
        envelope(200, result=[1]),
        '{"RESULT": [1], "messagecode": "200"}',
        '{"result": [1]}',
        "\ufeff" + envelope(200, result=[1]),
    ],
)
def test_success_is_read_leniently(body: str) -> None:
    assert result_of(Answer(200, body)) == [1]


def test_the_servers_words_are_bounded_plain_text() -> None:
    words = wire.clean("<script>alert(1)</script>\n" + "x" * 5000)
    assert "<" not in words
    assert len(words) <= wire.DETAIL_LENGTH


@pytest.mark.parametrize("body", ["eyJh.eyJi.c_-", '"eyJh.eyJi.c"', "\ufeff eyJh.eyJi.c \n"])
def test_a_token_is_found_in_its_wrapping(body: str) -> None:
    assert wire.read_token(body).startswith("eyJh.eyJi.c")


@pytest.mark.parametrize("body", ["", "wrong password", "<html>", '{"token": "eyJh.eyJi.c"}', "terminated"])
def test_what_is_no_token_is_none(body: str) -> None:
    assert wire.read_token(body) == ""


def token_with(claims: object) -> str:
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJh.{part}.sig"


@pytest.mark.parametrize("wrap", [lambda names: {"client": names}, lambda names: names])
def test_names_inside_or_beside_client(wrap: object) -> None:
    claims = wire.read_claims(token_with(wrap({"name": "ก ข", "hospital_name": "รพ.", "hospital_code": "10001"})))  # type: ignore[operator]
    account = wire.read_account(claims, "10001", "u")
    assert (account.name, account.facility_name, wire.facility_of(claims)) == ("ก ข", "รพ.", "10001")


def test_lifetime_is_the_tokens_own() -> None:
    assert wire.lifetime({"iat": 1000, "exp": 1600}) == 600
    assert wire.lifetime({}) == 12 * 3600


def test_a_numeric_cid_gets_its_zeros_back() -> None:
    assert wire.read_schedule([{"CID": 12345678901, "hospital_appointment_slot_id": "1000001"}]) == (
        Booking("0012345678901", 1000001),
    )


def test_a_schedule_without_people_is_not_guessed() -> None:
    with pytest.raises(ServiceChanged):
        wire.read_schedule([{"hospital_appointment_slot_id": 1}])
    with pytest.raises(ServiceChanged):
        wire.read_schedule("nothing")
    assert wire.read_schedule(None) == ()


def test_slots() -> None:
    line = {
        "hospital_appointment_slot_id": 1,
        "time_start": "08:00:00",
        "time_finish": "09:00:00",
        "available_slot": 4,
        "dose": 2,
    }
    assert wire.read_slots([line]) == (Slot(1, 8, 9, 4, 2),)
    with pytest.raises(ServiceChanged):
        wire.read_slots([{"time_start": "08:00:00"}])


def test_a_person_and_the_appointments() -> None:
    result = {
        "person": {"cid": 8000000000011, "first_name": "ก", "vaccine_eligible": "Y"},
        "confirm_appointment_slot": [
            {
                "hospital_appointment_slot_id": 1000001,
                "appointment_date": "2027-04-21",
                "appointment_time": "08:00:00",
                "dose": 1,
                "hospital_code": "10001",
                "appointment_type": "หมอพร้อม",
            }
        ],
    }
    person = wire.read_person(result, "8000000000011")
    assert person is not None
    assert person.eligible is True
    assert person.bookings == (Booking("8000000000011", 1000001, date(2027, 4, 21), 8, 1, "10001", True),)


@pytest.mark.parametrize("result", [None, {}, {"person": None}, {"person": {}}])
def test_not_on_the_target_list(result: object) -> None:
    assert wire.read_person(result, "8000000000011") is None


def test_no_appointments_only_where_the_server_says_so() -> None:
    assert wire.read_bookings({"person": {}, "confirm_appointment_slot": []}, "1") == ()
    with pytest.raises(ServiceChanged):
        wire.read_bookings({"something": 1}, "1")
    with pytest.raises(ServiceChanged):
        wire.read_bookings([], "1")


@pytest.mark.parametrize(
    "url", ["http://example.org", "ftp://x", "cvp1.moph.go.th", "https://", "https://user@host", ""]
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(AppError):
        check_server_url(url)


def test_a_server_on_this_pc_is_practice() -> None:
    assert server_at("http://127.0.0.1:8000/x").practice
    assert server_at("http://127.0.0.1:8000/x").url == "http://127.0.0.1:8000"
    assert not server_at("https://cvp1.moph.go.th").practice
