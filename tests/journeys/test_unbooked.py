"""What a batch did not book, as a sheet: which rows, and what becomes of them; over a real socket."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.booking.plan import Plan, Step
from app.domain.values import Appointment, State
from app.errors import InputError
from app.journal.batches import Source
from app.sheets.check import recheck
from tests.world import Office, go, office, rows_for, server_with, wanted, weekdays

ANY_STATE = (
    State.PLANNED,
    State.SENDING,
    State.BOOKED,
    State.REFUSED,
    State.SKIPPED,
    State.NOT_SENT,
    State.UNKNOWN,
    State.CANCELLING,
    State.CANCELLED,
)


def saved(at: Office, rows: list[Appointment], states: tuple[State, ...], **source: str) -> int:
    steps = tuple(Step(row, state, "slot_full") for row, state in zip(rows, states, strict=True))
    return at.desk.save(Plan(steps, ()), Source("นัด.xlsx", **source))


def test_of_all_states_only_what_is_surely_not_booked_is_opened() -> None:
    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as at:
                rows = rows_for(len(ANY_STATE))
                opened = at.desk.unbooked(saved(at, rows, ANY_STATE))
                assert [row.row for row in opened.appointments] == [rows[3].row, rows[5].row]
                assert [(p.row, p.code, p.column) for p in opened.problems] == [
                    (rows[3].row, "slot_full", "appointment_time"),
                    (rows[5].row, "slot_full", "appointment_time"),
                ]

    go(work)


@pytest.mark.parametrize("kind", ["single", "cancel", "move"])
def test_a_batch_made_for_one_person_is_none_to_mend(kind: str) -> None:
    """A cancellation that was refused, opened as a sheet, would be booked."""

    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as at:
                batch = saved(at, rows_for(1), (State.REFUSED,), purpose=kind)
                with pytest.raises(InputError) as caught:
                    at.desk.unbooked(batch)
                assert caught.value.code == "nothing_to_mend"

    go(work)


def test_a_full_hour_is_mended_and_the_server_holds_each_person_once() -> None:
    """Eleven people for ten seats: the one who is left goes to the next hour, and the first batch is over."""

    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as at:
                day: date = weekdays(1)[0]
                rows = [replace(row, date=day, hour=9) for row in rows_for(11)]
                first = await at.book(rows)
                (left,) = [row for row, state in at.states(first).items() if state is State.REFUSED]
                opened = at.desk.unbooked(first)
                assert [row.row for row in opened.appointments] == [left]
                mended = recheck(opened, {(left, "appointment_time"): "10:00"})
                assert mended.problems == ()
                plan = await at.desk.plan(mended.appointments)
                second = at.desk.save(plan, Source("นัด.xlsx"), instead_of=(first,))
                await at.run(second)
                assert at.desk.retry_failed(first) == 0
                await at.run(first)
                at_ten = [replace(row, hour=10) if row.row == left else row for row in rows]
                assert at.booked == wanted(at_ten)
                assert len(set(at.messaged)) == len(at.messaged) == 11

    go(work)
