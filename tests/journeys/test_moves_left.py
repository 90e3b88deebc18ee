"""A move whose old appointment is not cancelled: no two answers about it, and each way out leaves one appointment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from app.booking.doubt import Doubt
from app.domain.values import Appointment
from app.journal.batches import BatchInfo, Journal
from app.practice import PracticeServer
from tests import commandline
from tests.commandline import Ran, account, sheet
from tests.journeys.test_lying_server import fault
from tests.world import rows_for, server_with, wanted, weekdays

CANCEL = "CancelAppointmentSlot"
WORDS = json.dumps({"MessageCode": 200, "Message": "ไม่พบการจอง"}, ensure_ascii=False)
NOT_DONE = {
    "lost": fault("drop_before", CANCEL),
    "words": fault("answered", CANCEL, status=200, effect=False, type="json", body=WORDS),
    "said to be done": fault("answered", CANCEL, status=200, effect=False, type="same"),
}
OLD = rows_for(2, days=1)
LATER = [replace(row, hour=row.hour + 2) for row in OLD]
(AFTER,) = weekdays(1, OLD[0].date + timedelta(days=7))
OTHER_DAY = [replace(row, date=AFTER) for row in OLD]


class Hospital:
    """One computer, and a server that does not always cancel."""

    def __init__(self, server: PracticeServer, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.options = [*account(server, folder), "--settle", "0.2", "--lang", "en", "--yes"]

    def mophic(self, *words: object) -> Ran:
        return commandline.mophic(*words, *self.options, "--json", stdin="practice\n")

    def history(self) -> list[dict[str, Any]]:
        where = ["--server", self.server.url, "--data-dir", str(self.folder / "data"), "--json"]
        return list(commandline.mophic("history", *where).lines[0]["batches"])

    @property
    def open(self) -> list[int]:
        return [one["batch"] for one in self.history() if one["open"] and one["unfinished"]]

    def lies(self, *faults: dict[str, Any]) -> None:
        httpx.post(self.server.url + "/practice/faults", json={"faults": faults}).raise_for_status()

    @property
    def booked(self) -> list[tuple[str, str, int]]:
        return sorted((one["cid"], one["date"], int(one["hour"])) for one in self.server.state()["bookings"])

    @property
    def cancels(self) -> int:
        return int(self.server.state()["calls"]["by_action"].get(CANCEL, 0))

    def asked(self, how: str) -> tuple[list[object], list[Appointment]]:
        """A command that moves both people, and where to."""
        match how:
            case "list":
                return ["move", "--list", sheet(self.folder / "m.xlsx", LATER)], LATER
            case "list, another day":
                return ["move", "--list", sheet(self.folder / "m.xlsx", OTHER_DAY)], OTHER_DAY
            case "everybody":
                days = "--date", OLD[0].date.isoformat(), "--to-date", OTHER_DAY[0].date.isoformat()
                return ["move", "--everybody", *days], OTHER_DAY
        return ["upload", sheet(self.folder / "m.xlsx", LATER), "--move-same-day"], LATER


@contextmanager
def left_with_both(tmp_path: Path, how: str, kind: str = "lost") -> Iterator[tuple[Hospital, Ran]]:
    """Both people are moved, and none of the old appointments is cancelled."""
    with server_with(repeat="again") as server:
        place = Hospital(server, tmp_path)
        assert place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD)).code == 0
        place.lies(NOT_DONE[kind])
        command, new = place.asked(how)
        ran = place.mophic(*command)
        assert place.booked == wanted([*OLD, *new])
        yield place, ran


WAYS = (("list", "lost"), ("list, another day", "words"), ("everybody", "said to be done"), ("same day", "lost"))


@pytest.mark.parametrize(("how", "kind"), WAYS)
def test_it_stays_unfinished_and_resume_takes_the_old_one_away(tmp_path: Path, how: str, kind: str) -> None:
    with left_with_both(tmp_path, how, kind) as (place, ran):
        assert (ran.code, ran.summary["two_hours"]) == (4, 2)
        assert {line["code"] for line in ran.rows.values()} == {"move_has_both"}
        assert "2 people have the new appointment and the old one" in ran.err
        assert "mophic resume" in ran.err
        assert place.cancels == 6, "each was asked away again, a few times"
        assert place.open, "the history says so"
        again = place.mophic("resume")
        assert (again.code, place.booked) == (4, wanted([*OLD, *place.asked(how)[1]]))
        assert place.cancels == 12, "and so did this one"
        place.lies()
        done = place.mophic("resume")
        assert (done.code, place.booked, place.open) == (0, wanted(place.asked(how)[1]), [])
        assert place.mophic("resume").code == 2, "nothing is unfinished"
        assert {one["kind"]: one["counts"] for one in place.history()}.get("move_list", {"booked": 2}) == {"booked": 2}


@pytest.mark.parametrize("how", ["list", "everybody", "same day"])
def test_the_same_command_again_goes_on_with_it(tmp_path: Path, how: str) -> None:
    with left_with_both(tmp_path, how) as (place, _):
        place.lies()
        command, new = place.asked(how)
        done = place.mophic(*command)
        assert (done.code, place.booked, place.open) == (0, wanted(new), [])
        assert {line["code"] for line in done.rows.values()} == {"moved"}


@pytest.mark.parametrize("how", ["list, another day", "same day"])
def test_undo_of_two_hours_gives_the_new_one_back(tmp_path: Path, how: str) -> None:
    with left_with_both(tmp_path, how) as (place, _):
        place.lies()
        batch = next(one["batch"] for one in place.history() if one["kind"] in ("move_list", "sheet"))
        back = place.mophic("undo", batch, "--two-hours")
        assert (back.code, place.booked, place.open) == (0, wanted(OLD), [])
        nobody = place.mophic("undo", batch, "--two-hours")
        assert nobody.code == 2
        assert "Looked up on the server: nobody whom batch" in nobody.err


def test_undo_of_a_list_gives_back_the_new_one_of_who_has_both_and_moves_the_others_back(tmp_path: Path) -> None:
    with server_with(repeat="again") as server:
        place = Hospital(server, tmp_path)
        place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD))
        place.lies(fault("drop_before", CANCEL, at=[1, 3, 4, 5, 6]))
        ran = place.mophic(*place.asked("list")[0])
        assert (ran.code, ran.summary["moved"], ran.summary["two_hours"]) == (4, 1, 1)
        place.lies()
        back = place.mophic("undo", 2)
        assert (back.code, back.summary["moved"]) == (0, 2)
        assert (place.booked, place.open) == (wanted(OLD), [])


def test_undo_of_the_batch_that_booked_the_old_one_looks_who_has_two_hours_now(tmp_path: Path) -> None:
    with left_with_both(tmp_path, "list") as (place, _):
        place.lies()
        undone = place.mophic("undo", 1, "--two-hours")
        assert (undone.code, undone.summary) == (0, {"two_hours": 0})
        assert place.booked == wanted(LATER)
        assert place.mophic("resume").code == 0, "what the list still says is looked up"
        assert place.open == []


def test_what_became_of_it_is_in_the_result_too(tmp_path: Path) -> None:
    with server_with([NOT_DONE["lost"]], repeat="again") as server:
        place, out = Hospital(server, tmp_path), tmp_path / "r.xlsx"
        place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD[:1]))
        ran = place.mophic("move", "--list", sheet(tmp_path / "m.xlsx", LATER[:1]), "--result", out)
        told = " ".join(str(cell.value) for row in load_workbook(out).worksheets[0].iter_rows() for cell in row)
        assert ran.rows[2]["message"] in told
        assert "press Continue (mophic resume on the command line): the old one is" in ran.rows[2]["message"]


def test_a_lost_cancel_is_sent_again_in_the_same_run(tmp_path: Path) -> None:
    with server_with([fault("drop_before", CANCEL, at=[1, 2])], repeat="again") as server:
        place = Hospital(server, tmp_path)
        place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD[:1]))
        ran = place.mophic("move", "--list", sheet(tmp_path / "m.xlsx", LATER[:1]))
        assert (ran.code, place.booked, place.cancels) == (0, wanted(LATER[:1]), 3)


def test_a_refused_cancel_is_not_sent_again_in_the_same_run_and_one_of_the_dashboard_ends_the_move(
    tmp_path: Path,
) -> None:
    locked = json.dumps({"result": None, "MessageCode": 501, "Message": "ยืนยันการจอง"}, ensure_ascii=False)
    refuses = fault("wrong_json", CANCEL, effect=False, body=locked)
    with server_with([refuses], repeat="again") as server:
        place = Hospital(server, tmp_path)
        place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD[:1]))
        ran = place.mophic("move", "--list", sheet(tmp_path / "m.xlsx", LATER[:1]))
        assert (ran.code, place.cancels, len(place.booked)) == (4, 1, 2)
        (old,) = (one for one in server.state()["bookings"] if int(one["hour"]) == OLD[0].hour)
        given = {"cid": OLD[0].cid, "do": "cancel", "slot_id": old["slot_id"]}
        httpx.post(server.url + "/practice/citizens", json=given).raise_for_status()
        assert (place.mophic("resume").code, place.open) == (0, [])
        assert place.booked == wanted(LATER[:1])


def test_one_move_asked_for_again_goes_on_with_the_one_that_was_begun(tmp_path: Path) -> None:
    (old,), (new,) = OLD[:1], LATER[:1]
    with server_with([NOT_DONE["lost"]], repeat="again") as server:
        place = Hospital(server, tmp_path)
        place.mophic("upload", sheet(tmp_path / "a.xlsx", [old]))
        move = "move", old.cid, "--date", old.date.isoformat(), "--hour", old.hour, "--to-hour", new.hour
        assert (place.mophic(*move).code, len(place.booked), place.open) == (4, 2, [2])
        place.lies()
        assert (place.mophic(*move).code, place.booked, place.open) == (0, wanted([new]), [])
        assert Counter(one["kind"] for one in place.history()) == {"sheet": 1, "move": 1}


# --- killed while the old one is being cancelled ---


async def _nobody_looks(_doubt: Doubt) -> None:
    """As in a program that is killed before it has looked what its call did."""


@contextmanager
def killed(tmp_path: Path, how: str, *faults: dict[str, Any]) -> Iterator[Hospital]:
    """Both people are booked and moved, and the program is gone once the cancels have left."""
    with server_with(repeat="again") as server, pytest.MonkeyPatch.context() as patch:
        place = Hospital(server, tmp_path)
        assert place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD)).code == 0
        place.lies(*faults)
        with patch.context() as dying:
            dying.setattr(Doubt, "settle", _nobody_looks)
            place.mophic(*place.asked(how)[0])
        place.lies()
        assert place.cancels == len(OLD)
        yield place


def test_the_first_sheet_again_books_nobody_whose_move_was_killed(tmp_path: Path) -> None:
    with killed(tmp_path, "list, another day") as place:
        assert place.booked == wanted(OTHER_DAY), "the server carried the cancels out"
        dry = place.mophic("upload", tmp_path / "a.xlsx", "--dry-run")
        assert dry.code == 1
        told = dry.rows[2]["message"]
        assert "no. 2 of the history, m.xlsx" in told
        assert "mophic resume 2 " in told
        ran = commandline.mophic("upload", tmp_path / "a.xlsx", "--again", *place.options, stdin="practice\n")
        assert (ran.code, place.booked) == (1, wanted(OTHER_DAY))
        assert told in ran.out
        place.mophic("resume", 4, "--retry-failed")
        assert place.booked == wanted(OTHER_DAY), "nor does a retry"
        asked = place.mophic("upload", tmp_path / "a.xlsx")
        assert (asked.code, asked.summary["given_up"], place.booked) == (1, 2, wanted(OTHER_DAY))
        assert (place.mophic("resume", 2).code, place.open, place.booked) == (0, [], wanted(OTHER_DAY))


def test_nor_whose_cancel_was_killed(tmp_path: Path) -> None:
    with server_with(repeat="again") as server, pytest.MonkeyPatch.context() as patch:
        place = Hospital(server, tmp_path)
        place.mophic("upload", sheet(tmp_path / "a.xlsx", OLD))
        patch.setattr(Doubt, "settle", _nobody_looks)
        place.mophic("cancel", "--list", sheet(tmp_path / "c.xlsx", OLD))
        patch.undo()
        assert (place.cancels, place.booked) == (2, [])
        dry = place.mophic("upload", tmp_path / "a.xlsx", "--dry-run")
        assert "no. 2 of the history, c.xlsx" in dry.rows[2]["message"]
        assert (place.mophic("upload", tmp_path / "a.xlsx").code, place.booked) == (1, [])


@pytest.mark.parametrize("how", [["undo"], ["undo", "--two-hours"]])
@pytest.mark.parametrize("both", [True, False])
def test_undo_and_history_know_the_moves_of_a_killed_list(tmp_path: Path, how: list[str], both: bool) -> None:
    faults = [NOT_DONE["lost"]] if both else []
    with killed(tmp_path, "list, another day", *faults) as place:
        assert place.booked == wanted([*OLD, *OTHER_DAY] if both else OTHER_DAY)
        assert place.history()[0]["moves"] == {"unfinished": 2}
        where = ["--server", place.server.url, "--data-dir", str(tmp_path / "data"), "--lang", "en"]
        assert "unfinished 2" in (told := commandline.mophic("history", *where).out)
        assert "not_sent" not in told
        back = place.mophic(how[0], 2, *how[1:])
        if both or how == ["undo"]:
            assert (back.code, place.booked, place.open) == (0, wanted(OLD), [])
        else:
            assert (back.code, place.booked, place.open) == (2, wanted(OTHER_DAY), [])
            assert "nobody whom batch 2 booked has two appointments" in back.err


def test_what_nobody_can_tell_of_a_killed_list_is_to_be_finished_first(tmp_path: Path) -> None:
    with killed(tmp_path, "list, another day") as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Doubt, "settle", _nobody_looks)
        for how in (["undo", 2], ["undo", 2, "--two-hours"]):
            back = place.mophic(*how)
            assert (back.code, place.booked) == (2, wanted(OTHER_DAY))
            assert "2 moves of no. 2 of the history are not finished" in back.err


def test_moves_that_another_window_is_just_making_are_not_taken_back_beside_it(tmp_path: Path) -> None:
    """It cancels the old ones while this would cancel the new ones."""
    known = Journal.info

    def held(journal: Journal, batch: int) -> BatchInfo:
        return replace(known(journal, batch), held_by="another window")

    with killed(tmp_path, "list, another day", NOT_DONE["lost"]) as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "info", held)
        back = place.mophic("undo", 2)
        assert (back.code, place.booked) == (2, wanted([*OLD, *OTHER_DAY]))
        assert "2 moves of no. 2 of the history are not finished" in back.err
