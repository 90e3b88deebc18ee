"""`mophic undo`, with and without `--extra`: who lost which seat is told row by row, and the server's books decide."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx

from app.booking.control import Control
from app.booking.desk import Desk, open_journal
from app.domain.address import Server
from app.domain.values import Appointment, State, masked
from app.journal.batches import Source
from app.practice import PracticeServer
from app.system.paths import DataDir
from tests import commandline
from tests.app.practice.clerk import CANCEL, CONFIRM, Clerk
from tests.commandline import Ran, account, sheet
from tests.journeys.test_cli import books
from tests.journeys.test_lying_server import an_hour_later, fault
from tests.world import QUICK, go, rows_for, server_with, wanted

REFUSES = {"status": 200, "effect": False, "type": "json", "body": '{"MessageCode": 501, "Message": "ยกเลิกไม่ได้"}'}
SAYS_OK = {"status": 200, "effect": False, "type": "text", "body": "OK"}


def mophic(server: PracticeServer, folder: Path, *words: object) -> Ran:
    options = [*account(server, folder), "--settle", "0.5", "--lang", "en"]
    return commandline.mophic(*words, *options, stdin="practice\n")


def booked(server: PracticeServer, folder: Path, rows: Sequence[Appointment]) -> None:
    """Batch 1 of the journal that `mophic` uses, booked; no sheet is read for it."""

    async def work() -> None:
        there, timing = Server(server.url, practice=True), replace(QUICK, absent_after=0.5, shown_after=0.5)
        with open_journal(there, DataDir(folder / "data")) as journal:
            desk = await Desk.sign_in(there, server.facility, server.user, server.password, journal, timing=timing)
            batch = desk.save(await desk.plan(rows), Source("a.xlsx", "Sheet", len(rows)))
            await desk.run(batch, Control(), lambda _event: None)
            await desk.close()

    go(work)


def test_each_row_that_still_stands_is_named_with_why(tmp_path: Path) -> None:
    """For a program a line a row: sums alone tell nobody whom to look for."""
    with server_with([fault("answered", CANCEL, at=[1, 2], **REFUSES)]) as server:
        booked(server, tmp_path, rows_for(4))
        undone = mophic(server, tmp_path, "undo", 1, "--yes", "--json")
        assert (undone.code, undone.summary) == (1, {"cancelled": 2, "booked": 2, "unknown": 0})
        assert sorted(undone.rows) == [2, 3, 4, 5]
        standing = [line for line in undone.rows.values() if line["outcome"] == "booked"]
        assert [line["code"] for line in standing] == ["cancel_refused"] * 2
        assert all("still stands. Cancel it on the Dashboard. (ยกเลิกไม่ได้)" in line["message"] for line in standing)
        gone = [line for line in undone.rows.values() if line["outcome"] == "cancelled"]
        assert [(line["code"], line.get("message")) for line in gone] == [("", None)] * 2


def test_a_person_is_told_each_reason_with_its_rows(tmp_path: Path) -> None:
    with server_with(
        [fault("answered", CANCEL, at=[1], **REFUSES), fault("answered", CANCEL, at=[2], **SAYS_OK)]
    ) as server:
        booked(server, tmp_path, rows_for(4))
        undone = mophic(server, tmp_path, "undo", 1, "--yes")
        assert undone.code == 1
        for words in ("The server refused to cancel", "Cancelling was asked for, but the appointment still stands"):
            (line,) = (line for line in undone.out.splitlines() if words in line)
            assert line.split()[:2] == ["booked", "1"]
        assert undone.out.count("Rows:") == 2
        assert "cancelled 2" in undone.out


def elsewhere(server: PracticeServer, rows: Sequence[Appointment]) -> None:
    """Booked by a call of which this computer's journal knows nothing."""
    with httpx.Client(base_url=server.url) as http:
        other = Clerk(server, http)
        other.sign_in()
        for row in rows:
            assert other.confirm(row.cid, row.hour, row.date).status_code == 200


def half_moved(server: PracticeServer, folder: Path, rows: Sequence[Appointment]) -> None:
    """As a killed program left them: both appointments stand."""
    account = server.facility, server.user
    with open_journal(Server(server.url, practice=True), DataDir(folder / "data")) as journal:
        for row in rows:
            old, new = replace(row, row=1), replace(row, row=2, hour=row.hour + 1)
            steps = [(old, State.BOOKED, "", None), (new, State.PLANNED, "", None)]
            batch = journal.add_batch(*account, Source("", rows=2, purpose="move"), steps)
            assert journal.claim(batch, 2, old.hour) is None
            journal.mark(batch, 2, State.UNKNOWN, "stopped_in_flight")


def test_all_moves_that_a_killed_program_left_are_ended_at_once_and_each_person_is_named(tmp_path: Path) -> None:
    rows = rows_for(3)
    locked = fault("answered", CANCEL, at=[1], **REFUSES)  # is not asked away again in the same run
    with server_with([locked], repeat="again") as server:
        booked(server, tmp_path, rows)
        half_moved(server, tmp_path, rows)
        ended = mophic(server, tmp_path, "resume", "--yes", "--json")
        assert (ended.code, ended.summary) == (4, {"moved": 2, "two_hours": 1, "left": 0})
        assert sorted(line["cid"] for line in ended.lines if "cid" in line) == sorted(masked(row.cid) for row in rows)
        (both,) = (line for line in ended.lines if line.get("outcome") == "move_has_both")
        assert f"mophic resume {both['batch']} cancels the old one again" in ended.err
        again = mophic(server, tmp_path, "resume", "--yes")
        (person,) = (row for row in rows if masked(row.cid) == both["cid"])
        assert (again.code, again.out.split(":")[0]) == (0, f"{masked(person.cid)}  {person.person_name}")
        assert mophic(server, tmp_path, "resume", "--yes").code == 2, "nothing is left open in the history"
        assert Counter(one["cid"] for one in server.state()["bookings"]) == Counter(row.cid for row in rows)


def test_the_sheet_again_with_move_same_day_ends_the_moves_that_a_killed_program_left(tmp_path: Path) -> None:
    rows = rows_for(3)
    copy = an_hour_later(rows)
    with server_with(repeat="again") as server:
        booked(server, tmp_path, rows)
        half_moved(server, tmp_path, rows[:2])
        elsewhere(server, copy[:1])  # that call of ours came through
        again = mophic(
            server, tmp_path, "upload", sheet(tmp_path / "b.xlsx", copy), "--move-same-day", "--yes", "--json"
        )
        assert (again.code, {line["code"] for line in again.rows.values()}) == (0, {"moved"})
        assert sorted((one["cid"], int(one["hour"])) for one in server.state()["bookings"]) == sorted(
            (row.cid, row.hour) for row in copy
        )
        history = mophic(server, tmp_path, "resume", "--yes")
        assert history.code == 2, "nothing is left open in the history"


def test_who_has_two_hours_is_named_and_ours_given_back_at_one_command(tmp_path: Path) -> None:
    rows = rows_for(3)
    with server_with(repeat="again") as server:
        booked(server, tmp_path, rows)
        elsewhere(server, an_hour_later(rows[:2]))
        told = mophic(server, tmp_path, "upload", sheet(tmp_path / "a.xlsx", rows), "--yes", "--json")
        assert (told.code, told.summary["two_hours"]) == (1, 2)
        assert "2 people have two appointments on one day (rows 2-3)" in told.err
        with open_journal(Server(server.url, practice=True), DataDir(tmp_path / "data")) as journal:
            for row in rows[:2]:
                journal.mark(1, row.row, State.BOOKED, "two_hours", verified=True)
        taken = mophic(server, tmp_path, "undo", 1, "--two-hours", "--yes", "--json")
        assert (taken.code, taken.summary) == (0, {"two_hours": 0})
        assert {row: line["outcome"] for row, line in taken.rows.items()} == {2: "cancelled", 3: "cancelled"}
        left = sorted((one["cid"], int(one["hour"])) for one in server.state()["bookings"])
        assert left == sorted((row.cid, row.hour + 1 if row in rows[:2] else row.hour) for row in rows)
        assert mophic(server, tmp_path, "undo", 1, "--two-hours", "--yes").code == 2, "there is nobody any more"


def test_a_row_of_the_journal_that_is_damaged_says_where_to_cancel_it(tmp_path: Path) -> None:
    with server_with() as server:
        booked(server, tmp_path, rows_for(3))
        with closing(sqlite3.connect(next((tmp_path / "data").rglob("journal-*.db")))) as journal:
            (sealed,) = journal.execute("SELECT sealed FROM row WHERE number=3").fetchone()
            journal.execute("UPDATE row SET sealed=? WHERE number=3", (sealed[:-1] + bytes([sealed[-1] ^ 1]),))
            journal.commit()
        undone = mophic(server, tmp_path, "undo", 1, "--yes", "--json")
        assert (undone.code, len(books(server))) == (1, 1)
        assert [line["code"] for line in undone.rows.values()] == ["", "cancel_damaged", ""]


def test_who_had_two_seats_and_lost_both_is_named(tmp_path: Path) -> None:
    with server_with([fault("repeated", CONFIRM, at=[1], sends=2)], repeat="again") as server:
        booked(server, tmp_path, rows_for(3))
        undone = mophic(server, tmp_path, "undo", 1, "--yes", "--json")
        assert (undone.code, books(server)) == (0, [])
        assert sorted(line["code"] for line in undone.rows.values()) == ["", "", "seats_cancelled"]
        assert any("more than one seat" in line.get("message", "") for line in undone.rows.values())


def test_two_seats_are_not_all_well(tmp_path: Path) -> None:
    """Somebody must look: never 0, whether this batch booked them or found them so; and their rows are named."""
    with server_with([fault("repeated", CONFIRM, at=[1, 2], sends=2)], repeat="again") as server:
        file = sheet(tmp_path / "a.xlsx", rows_for(4))
        for name in ("booked", "skipped"):
            ran = mophic(server, tmp_path, "upload", file)
            assert ran.code == 1
            (line,) = (line for line in ran.out.splitlines() if "more than one seat" in line)
            assert line.split()[:2] == [name, "2"]
        program = mophic(server, tmp_path, "upload", file, "--json")
        assert (program.code, program.summary["skipped"], program.summary["two_seats"]) == (1, 4, 2)
        assert Counter(line["code"] for line in program.rows.values())["two_seats"] == 2


def test_extra_of_an_earlier_batch_looks_at_the_books_of_now(tmp_path: Path) -> None:
    """The second seat came after the batch had ended, and a later batch was the first to see it."""
    rows = rows_for(3)
    with server_with(repeat="again") as server:
        booked(server, tmp_path, rows)
        book_by_hand(server, rows[0])
        booked(server, tmp_path, rows)
        for batch, left in ((1, 0), (2, 0)):
            undone = mophic(server, tmp_path, "undo", batch, "--extra", "--yes", "--json")
            assert (undone.code, undone.summary) == (0, {"two_seats": left})
            assert books(server) == wanted(rows)
            assert list(undone.rows) == ([rows[0].row] if batch == 1 else [])


def test_extra_asks_before_it_cancels_and_names_what_is_left(tmp_path: Path) -> None:
    twice = fault("repeated", CONFIRM, at=[1, 2], sends=2)
    with server_with([twice, fault("answered", CANCEL, at=[1], **SAYS_OK)], repeat="again") as server:
        rows = rows_for(4)
        booked(server, tmp_path, rows)
        asked = mophic(server, tmp_path, "undo", 1, "--extra", "--json")
        assert (asked.code, len(books(server))) == (2, 6)
        undone = mophic(server, tmp_path, "undo", 1, "--extra", "--yes", "--json")
        assert (undone.code, undone.summary, len(books(server))) == (1, {"two_seats": 1}, 5)
        assert sorted(line["code"] for line in undone.rows.values()) == ["", "two_seats"]
        assert any("more than one seat" in line.get("message", "") for line in undone.rows.values())


def test_what_the_person_booked_anew_is_not_undone(tmp_path: Path) -> None:
    """Our booking was cancelled on the Dashboard and the person took the hour: that is no booking of this batch."""
    rows = rows_for(3)
    with server_with() as server:
        booked(server, tmp_path, rows)
        wish = {"cid": rows[0].cid, "date": rows[0].date.isoformat(), "hour": rows[0].hour}
        ours = next(one for one in server.state()["bookings"] if one["cid"] == rows[0].cid)
        for do in ({"do": "cancel", "slot_id": ours["slot_id"]}, {"do": "book"}):
            httpx.post(server.url + "/practice/citizens", json={**wish, **do}).raise_for_status()
        for _ in range(2):
            undone = mophic(server, tmp_path, "undo", 1, "--yes", "--json")
            assert (undone.code, undone.summary) == (1, {"cancelled": 2, "booked": 1, "unknown": 0})
            assert undone.rows[rows[0].row]["code"] == "booked_by_citizen"
            assert books(server) == wanted(rows[:1])


def book_by_hand(server: PracticeServer, row: Appointment) -> None:
    """As another computer would, that knows of no other booking."""
    with httpx.Client(base_url=server.url) as http:
        clerk = Clerk(server, http)
        clerk.sign_in()
        assert clerk.confirm(row.cid, row.hour, row.date).status_code == 200
