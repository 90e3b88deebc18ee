"""People of a sheet are being moved to its hours, and the program is killed: what is left is found again as that sheet,
and to go on with it moves everybody, each of whom keeps one appointment."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from app.booking.control import Control
from app.domain.values import State
from app.people import same_day
from tests import commandline
from tests.commandline import Ran, account, sheet
from tests.journeys.test_lying_server import fault
from tests.journeys.test_second_hours import AGAIN, CONFIRM, an_hour_later
from tests.world import Office, go, office, rows_for, server_with, wanted

ROWS = rows_for(6, days=1)
LATER = an_hour_later(ROWS)


@pytest.fixture(autouse=True)
def one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_day, "AT_ONCE", 2)


async def killed(clerk: Office, batch: int, moves: int) -> None:
    """In mid-move, once so many have been booked anew."""
    numbers = {row.row for row in LATER}
    before = clerk.calls(CONFIRM)
    task = asyncio.ensure_future(same_day.move_rows(clerk.desk, batch, numbers, Control(), clerk.events.append))
    while clerk.calls(CONFIRM) < before + moves:
        await asyncio.sleep(0.01)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def test_who_is_left_is_an_unfinished_batch_of_the_sheets_name_and_continue_moves_them(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.1)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(ROWS)
                batch = await clerk.book(LATER)
                assert clerk.codes(batch) == {"other_hour_same_day"}
                await killed(clerk, batch, 3)
            async with office(practice, tmp_path / "j.db") as clerk:
                first = next(info for info in clerk.desk.history() if info.open)
                assert first.id == batch, "the sheet itself, not a move of one of its people"
                left = same_day.waiting(clerk.desk, batch)
                assert 3 <= len(left) <= 5
                assert (first.to_move, first.unfinished) == (len(left), len(left))
                told = clerk.desk.outcomes(batch)
                assert {told[row].state for row in left} == {State.NOT_SENT}
                assert "to_move" in {told[row].code for row in left}, "those that had not begun are there, too"
                await clerk.desk.run(batch, Control(), clerk.events.append)
                assert same_day.waiting(clerk.desk, batch) == left, "no booking run touches them"
                await same_day.move_rows(clerk.desk, batch, left, Control(), clerk.events.append)
                assert clerk.booked == wanted(LATER), "each has one appointment, at the sheet's hour"
                assert clerk.codes(batch) == {"moved"}
                assert not any(info.open for info in clerk.desk.history())

    go(journey)


def test_a_retry_of_the_sheet_leaves_them_to_be_moved(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.1)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.book(ROWS)
                batch = await clerk.book(LATER)
                await killed(clerk, batch, 1)
                left = same_day.waiting(clerk.desk, batch)
                clerk.desk.retry_failed(batch)
                assert same_day.waiting(clerk.desk, batch) == left

    go(journey)


def test_whose_old_appointment_was_given_back_meanwhile_is_booked_by_the_next_run(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with([fault("latency", CONFIRM, seconds=0.1)], **AGAIN) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                first = await clerk.book(ROWS)
                batch = await clerk.book(LATER)
                await killed(clerk, batch, 1)
                waits = next(row for row, one in clerk.desk.outcomes(batch).items() if one.code == "to_move")
                old = next(one for one in clerk.desk.entries(first) if one.outcome.row == waits)
                gone = {"cid": old.appointment.cid, "do": "cancel", "slot_id": old.outcome.slot_id}
                place = practice.url + "/practice/citizens"
                (await asyncio.to_thread(httpx.post, place, json=gone)).raise_for_status()
                await same_day.move_rows(
                    clerk.desk, batch, same_day.waiting(clerk.desk, batch), Control(), clerk.events.append
                )
                told = clerk.desk.outcomes(batch)[waits]
                assert (told.state, told.code) == (State.NOT_SENT, "old_gone")
                assert len(clerk.booked) == len(LATER) - 1, "all others were moved"
                await clerk.desk.run(batch, Control(), clerk.events.append)
                assert clerk.booked == wanted(LATER)

    go(journey)


@pytest.mark.parametrize("way", ["resume", "upload"])
def test_resume_and_the_same_command_go_on_with_them(tmp_path: Path, way: str) -> None:
    """On the command line, too: `mophic resume` names no move, and the file again needs no option."""
    with server_with(**AGAIN) as server, pytest.MonkeyPatch.context() as dying:
        options = [*account(server, tmp_path), "--settle", "0.2", "--lang", "en", "--yes", "--json"]

        def mophic(*words: object) -> Ran:
            return commandline.mophic(*words, *options, stdin="practice\n")

        assert mophic("upload", sheet(tmp_path / "a.xlsx", ROWS)).code == 0
        later = sheet(tmp_path / "later.xlsx", LATER)
        dying.setattr(same_day._Moves, "_one", _dies)
        assert mophic("upload", later, "--move-same-day").code == 4
        dying.undo()
        ran = mophic(*(["resume"] if way == "resume" else ["upload", later]))
        assert (ran.code, {line["code"] for line in ran.rows.values()}) == (0, {"moved"})


async def _dies(_self: object, _entries: object) -> None:
    """Nobody is moved: the program is gone once all of them are noted."""
