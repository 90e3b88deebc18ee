"""Rows that a batch holds back, as nobody has said that they are meant: a second day for a person, a day in doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from app.booking.plan import Plan, Step, other_day
from app.domain.given_up import MOVED_HERE
from app.domain.stay import DAY_IN_DOUBT, SECOND_DAY, SECOND_DAYS
from app.domain.values import Appointment, State

Held = Mapping[int, str]  # file row -> why: `SECOND_DAY` or `DAY_IN_DOUBT`
NOTHING: Held = MappingProxyType({})


def second_days(plan: Plan, again: bool | None) -> tuple[int, ...]:
    """Rows of people who have another day, of which nothing was said by `again` (see `Plan.answered`): whoever books
    somebody again who was moved from here wants both days."""
    moved = {step.appointment.row for step in plan.given_up if step.code == MOVED_HERE}
    return tuple(row for row in plan.answered(again).again if row not in moved)


def unsaid(
    plan: Plan, again: bool | None, *, both_days: bool, days: Collection[int] = (), days_meant: bool = True
) -> Held:
    """Which rows of a plan are held back. `both_days`: whether it was said that second days are meant; `days`: rows on
    days that may not be meant, and whether it was said that they are."""
    held = {} if both_days else dict.fromkeys(second_days(plan, again), SECOND_DAY)
    return held if days_meant else {**held, **dict.fromkeys(days, DAY_IN_DOUBT)}


def after(plan: Plan, before: Collection[Appointment]) -> Plan:
    """Where these are booked first, by the sheets that come before: whom they book for another day is warned of."""
    places: dict[str, list[tuple[date, int | None]]] = {}
    for row in before:
        places.setdefault(row.cid, []).append((row.date, row.dose))
    warned = {one.row for one in plan.warnings if one.code in SECOND_DAYS}
    new = [row for row in plan.to_book if row.row not in warned]
    found = (other_day(row, places.get(row.cid, ())) for row in new)
    whole = after(plan.with_given_up, before) if plan.with_given_up is not None else None
    return replace(plan, warnings=(*plan.warnings, *filter(None, found)), with_given_up=whole)


def held_back(plan: Plan, held: Held) -> Plan:
    """Where these rows are not booked: they stand in the batch with their reason, and can be booked later."""
    if not held:
        return plan
    days = {one.row: str(one.params.get("day", "")) for one in plan.warnings if one.row in plan.again}

    def kept(step: Step) -> Step:
        code = held.get(step.appointment.row)
        if code is None or step.state is not State.PLANNED:
            return step
        detail = days.get(step.appointment.row, "") if code == SECOND_DAY else ""
        return replace(step, state=State.REFUSED, code=code, detail=detail)

    steps = tuple(map(kept, plan.steps))
    whole = held_back(plan.with_given_up, held) if plan.with_given_up is not None else None
    warnings = tuple(one for one in plan.warnings if one.row not in held)
    return replace(plan, steps=steps, warnings=warnings, with_given_up=whole)
