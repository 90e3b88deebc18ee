"""A server may say no and do it all the same. So its no is in doubt until somebody looked, whatever ends the run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.booking.control import Control
from app.domain.values import Outcome, State
from app.events import Event, RowChanged
from app.journal.rows import is_mendable
from app.wording import say
from tests.world import Office, go, office, rows_for, server_with, wanted

CONFIRM, SCHEDULE, TARGET = "ConfirmAppointmentSlot", "GetHospitalSlotConfirmScheduleByDate", "ImmunizationTarget"
FULL = '{"result": null, "MessageCode": 501, "Message": "คิวเต็มแล้ว"}'
ROWS = rows_for(1)
MANY = list(range(3, 60))  # calls: the first two are the plan's and the look before sending


def refused(*, done: bool) -> dict[str, Any]:
    return {"fault": "wrong_json", "body": FULL, "effect": done, "action": CONFIRM, "at": [1]}


def unreadable(schedule: Sequence[int] = MANY, record: Sequence[int] = MANY) -> list[dict[str, Any]]:
    asked = ((SCHEDULE, schedule), (TARGET, [number - 1 for number in record]))
    return [{"fault": "wrong_json", "action": action, "at": list(numbers)} for action, numbers in asked]


def the_row(clerk: Office, batch: int) -> Outcome:
    return clerk.desk.outcomes(batch)[ROWS[0].row]


def test_a_refused_row_whose_look_cannot_be_read_is_the_clerks_to_decide_and_found_by_the_next_run(
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        with server_with([refused(done=True), *unreadable(range(3, 6), range(3, 6))]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(ROWS)
                told = the_row(clerk, batch)
                assert (told.state, told.detail) == (State.UNKNOWN, "คิวเต็มแล้ว")
                assert "“จองแล้ว” หรือ “ส่งอีกครั้ง”" in say(told.code, "th")
                assert not is_mendable(told), "fixed to another day, the person would have two"
                await clerk.run(batch)
                assert (the_row(clerk, batch).state, clerk.booked) == (State.BOOKED, wanted(ROWS))
                assert clerk.calls(CONFIRM) == 1

    go(journey)


def test_one_answer_that_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([refused(done=True), *unreadable([3], [3])]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                assert the_row(clerk, await clerk.book(ROWS)).code == "found_booked"

    go(journey)


@pytest.mark.parametrize("undo", [False, True])
def test_a_run_stopped_before_its_look_leaves_the_row_in_doubt(tmp_path: Path, undo: bool) -> None:
    async def journey() -> None:
        with server_with([refused(done=True)]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch, control = clerk.save(await clerk.desk.plan(ROWS)), Control()

                def hear(event: Event) -> None:
                    if isinstance(event, RowChanged):
                        control.stop()

                assert (await clerk.desk.run(batch, control, hear)).stopped
                assert the_row(clerk, batch).state is State.UNKNOWN
            async with office(practice, tmp_path / "j.db") as clerk:  # the program was closed in between
                assert clerk.desk.journal.info(batch).unfinished == 1
                await (clerk.desk.undo(batch, Control(), clerk.events.append) if undo else clerk.run(batch))
                assert the_row(clerk, batch).state is (State.CANCELLED if undo else State.BOOKED)
                assert clerk.booked == ([] if undo else wanted(ROWS))

    go(journey)


def test_what_was_refused_indeed_is_refused_in_the_servers_words_after_the_look(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([refused(done=False)]) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = await clerk.book(ROWS)
                told = the_row(clerk, batch)
                assert (told.state, told.code, told.detail) == (State.REFUSED, "slot_full", "คิวเต็มแล้ว")
                seen = [event.outcome.state for event in clerk.events if isinstance(event, RowChanged)]
                assert seen == [State.UNKNOWN, State.REFUSED]
                assert clerk.calls(CONFIRM) == 1

    go(journey)
