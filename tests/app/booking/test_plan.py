"""What is said beforehand of hours with too few seats, and of people who can't be moved into one."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.booking.plan import Plan, Step, _plan, staying
from app.domain.values import Appointment, Slot, State
from app.wording import OTHER_HOUR, say_problem, say_together

DAY = date(2027, 6, 14)


def slot(hour: int, seats: int) -> Slot:
    return Slot(hour, hour, hour + 1, seats, 1)


def row(number: int, hour: int) -> Appointment:
    return Appointment(number, f"81234567{number:05d}", DAY, hour)


def plan_of(*steps: Step) -> Plan:
    return _plan(steps, (), {(DAY, 1): (slot(8, 5), slot(9, 10))}, {})


def test_any_of_those_who_want_an_hour_with_too_few_seats_may_be_the_one_without() -> None:
    """Sending begins at a row of chance: who comes last is not known."""
    plan = plan_of(*(Step(row(number, 9), State.PLANNED) for number in range(2, 15)), Step(row(15, 8), State.PLANNED))
    assert plan.short == tuple(range(2, 15))
    assert plan.lacking == 3
    (alike,) = plan.short_hours
    assert ", 09:00: 13 people (rows 2-14) for 10 seats. Any of these 13 may be refused" in say_together(alike, "en")
    assert "13 คน (แถว 2-14) แต่เหลือ 10 ที่ คนใดใน 13 คนนี้ก็อาจจองไม่ได้" in say_together(alike, "th")
    assert "10 seats left for 13 people. Any of them may be refused" in say_problem(alike[0], "en")


def test_an_hour_that_is_not_there_is_said_of_each_who_wants_it() -> None:
    plan = plan_of(*(Step(row(number, 12), State.PLANNED) for number in (4, 7)))
    assert (plan.short, plan.lacking) == ((4, 7), 2)
    (alike,) = plan.short_hours
    assert "there is no 12:00, which 2 people want (rows 4, 7)" in say_together(alike, "en")
    assert "08:00, 09:00" in say_together(alike, "th")


def test_who_is_booked_comes_before_who_is_moved_and_what_nobody_knows_stops_nobody() -> None:
    movers = [Step(row(number, 9), State.REFUSED, OTHER_HOUR, detail="08:00") for number in (20, 21)]
    plan = plan_of(*movers, *(Step(row(number, 9), State.PLANNED) for number in range(2, 11)))
    assert {number: stay.packed() for number, stay in plan.stays.items()} == {21: "08:00 08:00"}
    assert not staying([(row(2, 9), "08:00")], {(DAY, 1): None}, Counter())
