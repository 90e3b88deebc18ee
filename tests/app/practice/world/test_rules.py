from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values import check_digit
from app.practice.calls.messages import plain_text
from app.practice.world.assumed import REFUSALS, Refused
from app.practice.world.gate import Sliding
from app.practice.world.people import made_up_people
from app.practice.world.rules import Held, SlotFacts, booking_text, choose_slot, held_already


@pytest.mark.parametrize(
    ("slots", "code"),
    [
        ([], "slot_none"),
        ([SlotFacts(1, 1, 5, 0, open_to_api=False)], "slot_closed"),
        ([SlotFacts(1, 1, 5, 5)], "slot_full"),
        ([SlotFacts(1, 1, 0, 0)], "slot_full"),
        ([SlotFacts(1, 1, 5, 0), SlotFacts(2, 3, 5, 0)], "slot_other_dose"),
        ([SlotFacts(1, 1, 5, 0), SlotFacts(2, 2, 5, 5)], "slot_full"),
    ],
)
def test_no_seat_for_someone_whose_next_dose_is_the_second(slots: list[SlotFacts], code: str) -> None:
    with pytest.raises(Refused) as refused:
        choose_slot(slots, next_dose=2)
    assert refused.value.code == code


def test_next_dose_chooses_between_two_slots_of_an_hour() -> None:
    slots = [SlotFacts(1, 1, 5, 0), SlotFacts(2, 2, 5, 0)]
    assert choose_slot(slots, next_dose=2).slot_id == 2
    assert choose_slot(slots[:1], next_dose=2).slot_id == 1  # the only one: its dose does not matter


def test_closed_slot_is_the_citizens_own_to_book() -> None:
    assert choose_slot([SlotFacts(1, 1, 5, 0, open_to_api=False)], 1, by_citizen=True).slot_id == 1


def test_one_appointment_a_day() -> None:
    held = [Held(5_000_001, 8)]
    assert held_already([], 8, "refuse") is None
    assert held_already(held, 8, "same") == 5_000_001
    assert held_already(held, 8, "again") is None
    assert held_already(held, 9, "refuse_hour") is None
    for repeat in ("refuse", "refuse_hour"):
        with pytest.raises(Refused, match="already_booked"):
            held_already(held, 8, repeat)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="day_taken"):
        held_already(held, 9, "same")


def test_every_refusal_has_its_own_words() -> None:
    assert len({refusal.message for refusal in REFUSALS.values()}) == len(REFUSALS)
    assert Refused("param_missing", "cid").message == "ไม่ได้ระบุ cid"


def test_made_up_people_are_repeatable_and_distinct() -> None:
    people = made_up_people(400)
    cids = [person.cid for person in people]
    assert people[:60] == made_up_people(60)
    assert made_up_people(60, seed=2) != people[:60]
    assert len(set(cids)) == 400
    assert all(len(cid) == 13 and int(cid[12]) == check_digit(cid[:12]) for cid in cids)
    assert all(cid[1:3] == "99" for cid in cids), "a province that does not exist: no living person's id"
    assert {"0", "8"} <= {cid[0] for cid in cids}
    assert all(person.mobile_phone.startswith("08") and len(person.mobile_phone) == 10 for person in people)
    assert {(person.line, person.app) for person in people} == {(a, b) for a in (True, False) for b in (True, False)}


def test_booking_text_has_the_thai_date() -> None:
    words = booking_text("สมชาย ทองดี", "โรงพยาบาลฝึกหัด", date(2026, 11, 5), 8, 2)
    assert words == "คุณสมชาย ทองดี มีนัดหมายรับวัคซีนเข็มที่ 2 วันที่ 5 พ.ย. 2569 เวลา 08:00 น. ที่โรงพยาบาลฝึกหัด"


def test_line_gets_plain_text() -> None:
    html = "<style>p{}</style><p>เรียน <b>คุณ</b> &amp; ครอบครัว</p><p>วันที่<br>5</p><script>alert(1)</script>"
    assert plain_text(html) == "เรียน คุณ & ครอบครัว\nวันที่\n5"


@given(st.lists(st.floats(0, 0.7), max_size=80))
def test_highest_count_in_any_second_is_true(gaps: list[float]) -> None:
    times = [sum(gaps[: place + 1]) for place in range(len(gaps))]
    window = Sliding(1.0)
    for at in times:
        window.add(at)
    brute = max((sum(end - 1.0 < at <= end for at in times[: n + 1]) for n, end in enumerate(times)), default=0)
    assert window.highest == brute
