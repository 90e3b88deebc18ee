"""What a run booked itself proves whether a day's schedule shows what is booked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

import pytest

from app.booking.proof import LATE, Proof
from app.booking.seats import DaySchedule
from app.domain.values import Appointment, Booking

HERE, DAY = "09999", date(2027, 6, 14)
ROWS = [Appointment(number, f"81234567890{number:02d}", DAY, 8) for number in range(2, 12)]
NOW = 1000.0


def schedule(rows: Sequence[Appointment] = (), nameless: int = 0) -> DaySchedule:
    booked = {row.cid: (Booking(row.cid, 7, DAY, row.hour, facility=HERE),) for row in rows}
    return DaySchedule(DAY, HERE, booked, not nameless, (Booking("", 7, DAY, 8, facility=HERE),) * nameless)


@pytest.fixture
def proof() -> Proof:
    """The day was looked at, and two rows were booked a second ago."""
    made = Proof()
    assert made.shows(schedule(), NOW - 2.0)
    for row in ROWS[:2]:
        made.booked(row, NOW - 1.0)
    return made


def test_a_schedule_with_all_that_was_booked_tells(proof: Proof) -> None:
    assert proof.shows(schedule(ROWS[:2]), NOW)
    assert proof.shows(schedule(ROWS), NOW), "others are a matter of the rows that are still planned"


def test_what_is_booked_while_the_schedule_is_on_its_way_need_not_be_on_it(proof: Proof) -> None:
    proof.booked(ROWS[2], NOW + 0.1)
    assert proof.shows(schedule(ROWS[:2]), NOW)


@pytest.mark.parametrize("shown", [ROWS[:1], []], ids=["a page", "nobody"])
def test_a_schedule_that_lacks_what_was_booked_does_not_tell(proof: Proof, shown: Sequence[Appointment]) -> None:
    assert not proof.shows(schedule(shown), NOW)
    assert not proof.blind, "it may be late, no more"
    assert not proof.shows(schedule(shown), NOW + LATE)
    assert proof.blind == {DAY}
    assert not proof.shows(schedule(ROWS[:2]), NOW + 60), "not believed again"


def test_a_schedule_that_cannot_be_read_does_not_tell(proof: Proof) -> None:
    assert not proof.shows(DaySchedule(DAY, HERE, None), NOW)


def test_a_schedule_that_is_a_little_late_tells_once_that_was_seen(proof: Proof) -> None:
    assert not proof.shows(schedule(ROWS[:1]), NOW)
    assert proof.shows(schedule(ROWS[:2]), NOW + 1.0)
    proof.booked(ROWS[2], NOW + 1.5)
    assert proof.shows(schedule(ROWS[:2]), NOW + 2.0)
    assert not proof.shows(schedule(ROWS[:2]), NOW + 1.5 + LATE)


def test_lines_without_names_are_counted(proof: Proof) -> None:
    assert proof.shows(schedule(nameless=2), NOW)
    with proof.flies(ROWS[2]):
        assert proof.shows(schedule(nameless=3), NOW), "it may be booked already"
    assert not proof.blind


@pytest.mark.parametrize("lines", [0, 1, 3])
def test_fewer_or_more_lines_without_names_than_were_booked_do_not_tell(proof: Proof, lines: int) -> None:
    assert not proof.shows(schedule(nameless=lines), NOW)


def test_lines_of_others_that_were_there_before_are_not_taken_for_ours() -> None:
    proof = Proof()
    assert proof.shows(schedule(nameless=5), NOW - 2.0)
    proof.booked(ROWS[0], NOW - 1.0)
    assert not proof.shows(schedule(nameless=5), NOW)


@pytest.mark.parametrize(("shown", "tells"), [(ROWS[:2], True), (ROWS[:1], False)])
def test_what_an_earlier_run_booked_proves_it_before_the_first_row(shown: Sequence[Appointment], tells: bool) -> None:
    proof = Proof()
    proof.booked_before(ROWS[:2])
    assert proof.shows(schedule(shown), proof._ours[DAY][ROWS[0].cid] + LATE) is tells


def test_the_answers_of_rows_under_way_are_waited_for() -> None:
    async def story() -> None:
        proof = Proof()
        with proof.flies(ROWS[0]):
            waiting = asyncio.ensure_future(proof.landed(DAY))
            await asyncio.sleep(0)
            with proof.flies(ROWS[1]):
                pass
            await asyncio.sleep(0)
            assert not waiting.done()
        await waiting

    asyncio.run(story())
