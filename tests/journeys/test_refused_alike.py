"""A server that refuses row after row for one reason: the clerk hears of it after twenty, not after three thousand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from app.booking.control import Control
from app.domain.values import State
from app.events import Alike, Phase
from app.wording.remedies import say_alike
from tests.commandline import account, mophic
from tests.world import go, office, rows_for, server_with, write_sheet


def test_a_sheet_of_strangers_stops_soon_and_says_why(tmp_path: Path) -> None:
    """What was sent has its fate, what was not waits; going on all the same, that reason stops no more."""
    rows = rows_for(80)

    async def journey() -> None:
        with server_with(made_up_people=0) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                finished = await clerk.run(batch)
                assert finished.error == "refused_alike"
                assert finished.alike is not None
                (said,) = [event for event in clerk.events if isinstance(event, Alike)]
                assert (said.code, said.count) == ("not_a_target", 20)
                told = clerk.events.index(said)
                assert Phase(batch, "verifying") in clerk.events[told:]
                refused = clerk.states(batch)
                count = sum(state is State.REFUSED for state in refused.values())
                assert 20 <= count < 80  # what was under way is finished: 56 calls at most
                assert finished.alike == replace(said, count=count)  # no two sentences count differently
                assert set(refused.values()) == {State.REFUSED, State.PLANNED}
                assert clerk.desk.unfinished(rows) is not None

                finished = await clerk.desk.run(batch, Control(), clerk.events.append, past_refusals=True)
                assert not finished.error
                assert set(clerk.states(batch).values()) == {State.REFUSED}
                assert clerk.calls("ConfirmAppointmentSlot") == len(rows)

    go(journey)


def test_a_reason_that_names_each_person_is_not_told_as_one_persons(tmp_path: Path) -> None:
    """Twenty rows refused in words of which no two are equal: that is no “1 row, for the reason of the last one”."""
    rows, number = rows_for(60), range(1, 61)
    said = [f'{{"MessageCode": 501, "Message": "คนที่ {one} ไม่มีสิทธิ์"}}' for one in number]
    no = {"fault": "answered", "action": "ConfirmAppointmentSlot", "status": 501, "effect": False, "type": "json"}
    faults = [{**no, "at": [one], "body": body} for one, body in zip(number, said, strict=True)]

    async def journey() -> None:
        with server_with(faults) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                batch = clerk.save(await clerk.desk.plan(rows))
                finished = await clerk.run(batch)
                assert finished.error == "refused_alike"
                count = sum(state is State.REFUSED for state in clerk.states(batch).values())
                assert finished.alike == Alike(batch, "refused", count)
                told = say_alike("refused", count, finished.alike.detail, "en")
                assert f"refused {count} rows for reasons that this program does not know" in told

    go(journey)


def test_twenty_refusals_with_nothing_left_to_send_are_told_as_a_result(tmp_path: Path) -> None:
    rows = rows_for(20)

    async def journey() -> None:
        with server_with(made_up_people=0) as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                finished = await clerk.run(batch := clerk.save(await clerk.desk.plan(rows)))
                assert not finished.error
                assert set(clerk.states(batch).values()) == {State.REFUSED}

    go(journey)


def test_the_command_line_names_the_reason_what_helps_and_goes_on_when_told(tmp_path: Path) -> None:
    with server_with(made_up_people=0) as practice:
        where = [*account(practice, tmp_path), "--settle", "0.2", "--lang", "en"]
        file = write_sheet(tmp_path / "list.xlsx", rows_for(90))  # more than are ever under way at once
        out = tmp_path / "list-result.xlsx"
        done = mophic("upload", file, *where, "--yes", "--result", out, stdin=practice.password)
        assert done.code == 4
        (count,) = re.findall(
            r"the server refused (\d+) rows for one reason \(This person is not on the target", done.err
        )
        assert re.search(rf"^refused +{count}  ", done.out, re.MULTILINE)
        assert f"refused {count} " in done.out.splitlines()[-2]  # the last is where the result is
        assert "mophic target register" in done.err
        assert "mophic resume 1 --retry-failed" in done.err
        assert "mophic resume 1 --go-on" in done.err
        assert "not_a_target" not in done.out + done.err
        sheet = load_workbook(out).worksheets[0]
        titles = [cell.value for cell in sheet[1]]
        at = [titles.index(name) for name in ("Booking status", "Reason", "Booked at")]
        told = {tuple(row[place].value for place in at) for row in sheet.iter_rows(min_row=2)}
        (waits,) = [one for one in told if one[0] == "Not sent"]
        assert f"the server refused {count} rows for one reason" in waits[1]
        assert waits[2] is None

        going = mophic("resume", *where, "--go-on", "--json", stdin=practice.password)
        assert going.code == 1
        assert going.summary["refused"] == 90
        assert going.summary["not_sent"] == 0

        again = mophic("resume", "1", *where, "--retry-failed", "--json", stdin=practice.password)
        assert again.code == 4
        assert again.lines[-1]["error"] == "refused_alike"
        assert again.lines[-1]["reason"] == "not_a_target"
