"""Wire values become domain values, or an error that says so. Never a guess."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.address import check_server_url, server_at
from app.domain.values import Booking, Slot
from app.errors import (
    AppError,
    Blocked,
    Declined,
    NotSent,
    ServiceChanged,
    ServiceError,
    Throttled,
    TokenRefused,
    Uncertain,
)
from app.mophic import fields, wire
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
        (Answer(400, envelope(400, "bad")), Declined, "refused"),
        (Answer(404, envelope(404, "ไม่รู้จัก")), Declined, "refused"),
        # Done or not: a proxy or the server gave up on it, or something else than "done" was said.
        (Answer(201, envelope(200)), Uncertain, "unclear_answer"),
        (Answer(202, envelope(202, "Accepted")), Uncertain, "unclear_answer"),
        (Answer(204, ""), Uncertain, "unclear_answer"),
        (Answer(408, envelope(408, "x")), Uncertain, "unclear_answer"),
        (Answer(408, "<html>Request Timeout</html>"), Uncertain, "unclear_answer"),
        (Answer(409, envelope(409, "ซ้ำ")), Uncertain, "unclear_answer"),
        (Answer(499, ""), Uncertain, "unclear_answer"),
        (Answer(200, envelope(202, "Accepted")), Uncertain, "unclear_answer"),
        (Answer(200, envelope(409, "ซ้ำ")), Uncertain, "unclear_answer"),
        (Answer(200, envelope(0, "x")), Uncertain, "unclear_answer"),
        (Answer(200, envelope(503, "x")), Uncertain, "server_trouble"),
        (Answer(501, envelope(200, "OK")), Uncertain, "unclear_answer"),
        (Answer(404, envelope(200, "OK")), Uncertain, "unclear_answer"),
        # No envelope, so not the server's own word.
        (Answer(400, "bad"), Uncertain, "unclear_answer"),
        (Answer(404, '{"Message": "No HTTP resource was found"}'), Uncertain, "unclear_answer"),
        (Answer(403, "<html>Forbidden</html>"), ServiceChanged, "html_page"),
        (Answer(404, "\ufeff\n<!DOCTYPE html>"), ServiceChanged, "html_page"),
        (Answer(405, "<?xml version='1.0'?><Error/>"), ServiceChanged, "html_page"),
        (Answer(203, "<html>Wi-Fi</html>"), ServiceChanged, "html_page"),
        # MessageCode as somebody else's serializer writes it.
        (Answer(200, '{"result": null, "MessageCode": 501.0, "Message": "เต็ม"}'), Declined, "slot_full"),
        (Answer(200, '{"result": null, "MessageCode": "501", "Message": "เต็ม"}'), Declined, "slot_full"),
        (Answer(200, '{"result": null, "MessageCode": "501.0", "Message": "เต็ม"}'), Declined, "slot_full"),
        (Answer(200, '{"result": null, "MessageCode": "E501", "Message": "เต็ม"}'), Declined, "slot_full"),
        (Answer(200, '{"result": null, "MessageCode": "E200", "Message": "?"}'), Uncertain, "unclear_answer"),
        (Answer(200, '{"result": null, "MessageCode": "failed", "Message": "?"}'), Uncertain, "unclear_answer"),
        (Answer(200, '{"result": null, "MessageCode": true}'), Uncertain, "unclear_answer"),
        (Answer(200, '{"result": null, "MessageCode": [200]}'), Uncertain, "unclear_answer"),
        # The error inside `result` (SEEN for UpdateImmunization).
        (Answer(200, envelope(200, "OK", {"MessageCode": 501, "Message": "เต็ม"})), Declined, "slot_full"),
        (Answer(200, envelope(200, "OK", {"messagecode": "E501", "message": "เต็ม"})), Declined, "slot_full"),
        (Answer(200, envelope(200, "OK", {"MessageCode": "no", "Message": "?"})), Uncertain, "unclear_answer"),
        (
            Answer(200, envelope(200, "OK", {"MessageCode": 401, "Message": "JWT Expire"})),
            TokenRefused,
            "token_refused",
        ),
        (Answer(200, '"Terminated"'), Blocked, "blocked"),
        (Answer(501, envelope(501, "Too many request per minute")), Throttled, "throttled"),
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
    words = fields.clean("<script>alert(1)</script>\n" + "x" * 5000)
    assert "<" not in words
    assert len(words) <= fields.DETAIL_LENGTH


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
    assert wire.read_schedule([{"CID": 12345678909, "hospital_appointment_slot_id": "1000001"}]) == (
        Booking("0012345678909", 1000001),
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
    assert server_at("http://127.0.0.1:8000/").practice
    assert server_at("http://127.0.0.1:8000/").url == "http://127.0.0.1:8000"
    assert not server_at("https://cvp1.moph.go.th").practice


# --- what can't be read is neither yes nor no ---

CID = "8000000000014"


@pytest.mark.parametrize(
    "value", [CID, int(CID), 8000000000014.0, "8-0000-00000-01-4", " 8000000000014 ", "๘๐๐๐๐๐๐๐๐๐๐๑๔"]
)
def test_an_id_is_read_in_every_sure_spelling(value: object) -> None:
    assert fields.read_cid(value) == CID


@pytest.mark.parametrize(
    "value",
    ["8xxxxxxxxxx14", "FFFFFFFFFFF14", "8000000000011", 8000000000011, "80000000000", 14, 19, "", None, True, [CID]],
)
def test_an_id_that_came_masked_short_or_wrong_is_no_id(value: object) -> None:
    assert fields.read_cid(value) == ""


@pytest.mark.parametrize(
    "value",
    ["08:00:00", "8", "08", 8, 8.0, "8.0", "0800", "080000", "8.00", "08.00 น.", "08:00:00.000", "08:30", "8:00 AM"]
    + ["2027-04-21T08:00:00", "2027-04-21 08:00:00.0000000", "08:00+07:00", "08:00-09:00", "๐๘:๐๐", "\u200e08:00"],
)
def test_an_hour_is_read_in_every_sure_spelling(value: object) -> None:
    assert fields.read_hour(value) == 8


@pytest.mark.parametrize(
    "value",
    ["eight", "24:00", "08:60", 800, 28800, "0008", "8:5", "-8", 8.5, True, [8], "08:00Z", "2027-04-21T01:00:00Z"]
    + ["x" * 100_000, "13:00 PM", "ช่วงเช้า"],
)
def test_an_hour_that_may_be_another_is_not_read(value: object) -> None:
    booking = wire.read_booking({"cid": CID, "appointment_time": value})
    assert (booking.hour, booking.unclear) == (None, {"hour"})


@pytest.mark.parametrize(
    "value",
    ["2027-04-21", "2570-04-21", "2027-04-21T00:00:00", "2027-04-21T08:00:00.000Z", "2570-04-21 08:00:00", 20270421]
    + ["20270421", "2027/4/21", "21/04/2570", "21/4/2027", "4/21/2027", "21 เม.ย. 2570", "๒๑ เมษายน พ.ศ. ๒๕๗๐"],
)
def test_a_day_is_read_in_every_sure_spelling(value: object) -> None:
    assert fields.read_date(value) == date(2027, 4, 21)


def test_a_leap_day_in_a_buddhist_year_is_a_day() -> None:
    assert fields.read_date("2571-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "value",
    ["05/04/2027", "21/04/70", "0000-00-00", "0001-01-01", "2027-02-30", "2027-04-20T17:00:00Z", "tomorrow", 20, 1.5]
    + ["2027-04-21T00:00:00-05:00", "9999-12-31", {"day": 1}, "1" * 100_000],
)
def test_a_day_that_may_be_another_is_not_read(value: object) -> None:
    booking = wire.read_booking({"cid": CID, "appointment_date": value})
    assert (booking.date, booking.unclear) == (None, {"date"})


@pytest.mark.parametrize(
    ("value", "code"), [(" 99001 ", "99001"), (99001, "99001"), (1234, "01234"), ("01234", "01234")]
)
def test_a_facility_is_read_with_blanks_and_lost_zeros(value: object, code: str) -> None:
    booking = wire.read_booking({"cid": CID, "hospital_code": value})
    assert (booking.facility, booking.unclear) == (code, frozenset())


@pytest.mark.parametrize("value", ["รพ.ตัวอย่าง", "990010", 0, 123456789, "EA0012345"])
def test_a_facility_that_cannot_be_read_is_told_from_one_not_said(value: object) -> None:
    assert wire.read_booking({"cid": CID, "hospital_code": value}).unclear == {"facility"}


@pytest.mark.parametrize("nothing", [{}, {"appointment_date": None, "appointment_time": "", "hospital_code": " "}])
def test_what_is_not_said_is_not_unclear(nothing: dict[str, object]) -> None:
    booking = wire.read_booking({"cid": CID, **nothing})
    assert (booking.date, booking.hour, booking.facility, booking.unclear) == (None, None, "", frozenset())


@pytest.mark.parametrize("slot_id", [5000001, "5000001", " 5000001 ", 5000001.0])
@pytest.mark.parametrize("more", [0, 2**63, 2**64])
def test_a_seats_number_may_be_longer_than_most_programs_hold(slot_id: Any, more: int) -> None:
    told = slot_id + more if isinstance(slot_id, int) else f"{int(slot_id) + more}" if more else slot_id
    read = wire.read_booking({"cid": CID, "hospital_appointment_slot_id": told})
    assert read.slot_id == 5000001 + more


@pytest.mark.parametrize("slot_id", [0, -1, "9" * 400, 10**40, 1e300, 1e17, "1_0", "x", True])
def test_what_is_no_number_of_a_seat_or_not_a_certain_one_is_none(slot_id: object) -> None:
    assert wire.read_booking({"cid": CID, "hospital_appointment_slot_id": slot_id}).slot_id is None


def test_a_masked_line_of_a_schedule_is_kept_without_an_id() -> None:
    lines = [
        {"cid": CID, "hospital_appointment_slot_id": 1},
        {"cid": "8xxxxxxxxxx14", "hospital_appointment_slot_id": 2},
    ]
    assert [(one.cid, one.slot_id) for one in wire.read_schedule(lines)] == [(CID, 1), ("", 2)]


def test_the_schedule_of_another_day_is_not_the_one_asked_for() -> None:
    line = {"cid": CID, "appointment_date": "2027-04-20"}
    with pytest.raises(ServiceChanged):
        wire.read_schedule([line], date(2027, 4, 21))


@pytest.mark.parametrize(
    "result",
    [
        {"person": {"cid": 8000000000022, "first_name": "ข"}, "confirm_appointment_slot": []},  # somebody else's record
        {"person": {"cid": CID}, "confirm_appointment_slot": [{"cid": 8000000000022}]},
        {"person": {"cid": CID}},  # does not say whether there are any
        {"person": {"cid": CID}, "confirm_appointment_slot": [], "confirm_appointment_slot_count": 2},
        {},
    ],
)
def test_a_record_that_is_not_this_persons_or_not_whole_tells_of_no_absence(result: object) -> None:
    with pytest.raises(ServiceChanged):
        wire.read_bookings(result, CID)


@pytest.mark.parametrize("result", [None, "", "OK", "สำเร็จ", True, 1, [], {}])
def test_a_confirm_that_names_no_seat_is_booked_without_one(result: object) -> None:
    assert wire.read_confirmed(result, CID, date(2027, 4, 21), 8) == Booking(CID, None)


@pytest.mark.parametrize(
    "result",
    [
        "ช่วงเวลานี้เต็มแล้ว",
        {"Message": "เต็ม"},
        {"error": "full"},
        {"hospital_appointment_slot_id": None},
        {"hospital_appointment_slot_id": 7, "error": "full"},
        {"hospital_appointment_slot_id": 7, "success": False},
        {"hospital_appointment_slot_id": 7, "appointment_date": "2027-04-22"},
        {"hospital_appointment_slot_id": 7, "appointment_time": "09:00:00"},
        {"hospital_appointment_slot_id": 7, "cid": 8000000000022},
        ["เต็ม"],
        False,
        0,
        501,
    ],
)
def test_a_confirm_that_says_something_else_is_doubt(result: object) -> None:
    with pytest.raises(Uncertain):
        wire.read_confirmed(result, CID, date(2027, 4, 21), 8)


def test_of_several_seats_ours_is_the_one_of_that_hour() -> None:
    seats = [
        {"hospital_appointment_slot_id": number, "appointment_date": "2027-04-21", "appointment_time": hour}
        for number, hour in ((1, "09:00:00"), (2, "08:00:00"))
    ]
    assert wire.read_confirmed(seats, CID, date(2027, 4, 21), 8).slot_id == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(200, envelope(200)), wire.Said.DONE),
        (Answer(200, "OK"), wire.Said.TEXT),
        (Answer(200, "ไม่พบการจอง"), wire.Said.TEXT),
        (Answer(200, ""), wire.Said.TEXT),
        (Answer(200, envelope(200, "OK", "ไม่พบการจอง")), wire.Said.TEXT),
        (Answer(200, envelope(200, "OK", False)), wire.Said.TEXT),
    ],
)
def test_a_cancel_tells_what_was_said_and_no_text_is_done(answer: Answer, said: wire.Said) -> None:
    assert wire.read_cancelled(answer) is said


@pytest.mark.parametrize(
    "answer", [Answer(200, "<html>"), Answer(204, ""), Answer(200, "terminated"), Answer(200, "{}")]
)
def test_a_cancel_that_was_not_answered_by_the_server_is_an_error(answer: Answer) -> None:
    with pytest.raises(AppError):
        wire.read_cancelled(answer)


def test_words_obey_no_terminal_and_no_screen() -> None:
    poison = "a\x1b[31mb\x9b2Jc\u202ed\u2066e\ud83df\u2028g\u200bก\x00"
    assert fields.clean(poison) == "a [31mb 2Jc d e f g\u200bก"


def test_half_an_emoji_in_an_answer_is_contained() -> None:
    result = result_of(
        Answer(200, '{"result": {"a": ["\\ud83d", "\\ud83d\\ude00"], "\\udc00": 1}, "MessageCode": 200}')
    )
    assert json.dumps(result, ensure_ascii=False).encode()
    assert result["a"][1] == "😀"


# --- no answer brings a reader down ---

KEYS = (
    "cid person confirm_appointment_slot confirm_appointment_slot_count hospital_appointment_slot_id appointment_date"
    " appointment_time hospital_code dose MessageCode Message time_start time_finish available_slot date queue_status"
    " hospital_person_queue_id vaccine_history not_target error success"
).split()
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(result=values, status=st.sampled_from([200, 204, 401, 404, 408, 501, 502]), code=values)
def test_whatever_is_answered_is_read_or_is_one_of_our_errors(result: object, status: int, code: object) -> None:
    body = json.dumps({"result": result, "MessageCode": code, "Message": result})
    readers = (
        lambda: result_of(Answer(status, body)),
        lambda: wire.read_cancelled(Answer(status, body)),
        lambda: wire.read_schedule(result, date(2027, 4, 21)),
        lambda: wire.read_bookings(result, CID),
        lambda: wire.read_person(result, CID),
        lambda: wire.read_confirmed(result, CID, date(2027, 4, 21), 8),
        lambda: wire.read_slots(result),
        lambda: wire.read_month(result),
        lambda: wire.read_sites(result),
        lambda: wire.read_delivery(result),
        lambda: wire.read_injected(result),
        lambda: wire.read_queue_card(result),
    )
    for read in readers:
        with suppress(ServiceError):
            repr(read()).encode()


@settings(max_examples=300)
@given(body=st.text(max_size=200), status=st.integers(200, 599))
def test_a_success_is_never_made_of_noise(body: str, status: int) -> None:
    with pytest.raises(ServiceError):
        result_of(Answer(status, body))


@pytest.mark.parametrize(
    ("scope", "names", "lacks"),
    [
        ([{"code": "IMMUNIZATION_SLOT:3"}, {"code": "IMMUNIZATION_VIEW:3"}], 2, False),
        (["IMMUNIZATION_SLOT:1"], 1, False),
        ([{"code": "IMMUNIZATION_VIEW:3"}], 1, True),
        (None, 0, False),
        ("moph-api", 0, False),
        ([], 0, False),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_a_token_that_names_its_rights_without_booking_is_known(
    scope: object, names: int, lacks: bool, inside: bool
) -> None:
    claims = {"client": {"login": "a", "scope": scope}} if inside else {"client": {"login": "a"}, "scope": scope}
    account = wire.read_account(claims, "99001", "a")
    assert (len(account.scopes), account.lacks_booking) == (names, lacks)


def test_a_queue_card_is_read_by_the_printed_keys_and_a_field_sites_by_its_own_number() -> None:
    printed = {
        "hospital_person_queue_id": 12,
        "hospital_code": "99001",
        "hospital_name": "รพ.ทดสอบ",
        "queue_no": 7,
        "field_queue_no": "F007",
        "vaccine_manufacturer_id": 6,
        "vaccine_manufacturer_name": "Pfizer",
        "queue_datetime": "2027-04-21T08:00:00",
    }
    card = wire.read_queue_card(printed)
    assert card is not None
    assert (card.shown, card.at, card.manufacturer_name) == ("F007", "2027-04-21T08:00:00", "Pfizer")
    plain = wire.read_queue_card({**printed, "field_queue_no": None})
    assert plain is not None
    assert plain.shown == "7"


def test_who_was_injected_is_read_by_the_printed_name_and_a_long_mask_is_nobodys_id() -> None:
    line = {"cid": "F" * 32 + ":11", "patient_name": "นายสมมุติ ใจดี", "vaccine_plan_no": 2}
    (one,) = wire.read_injected([line])
    assert (one.cid, one.name, one.dose) == ("", "นายสมมุติ ใจดี", 2)


def test_a_look_up_table_is_read_as_numbers_by_name() -> None:
    rows = [{"person_type_id": 1, "person_type_name": "บุคลากร"}, {"person_type_name": "ไม่มีเลข"}]
    assert wire.read_table(rows, "person_type") == {"บุคลากร": 1}
