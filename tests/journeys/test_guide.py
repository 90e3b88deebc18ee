"""The guide from its first page to its last: a timetable, a full month, a message to one day, what the phones show.

The same month twice: by the program's own layer, as the window uses it, and by the command line.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.control import Control
from app.domain.message import CALLS_AN_HOUR, Draft, MessageState, html_of, plain_of
from app.domain.values import Appointment, State
from app.messages.sending import Messenger, channel_status
from app.people import person
from app.practice import PracticeServer
from app.practice.world.people import Citizen, made_up_people
from app.schedule import timetable
from app.thai import thai_date
from tests.commandline import Ran, account, mophic, sheet
from tests.journeys.test_schedule import (
    DAY,
    EMPTY,
    FIRST,
    LAST,
    WEEKDAYS,
    appointments,
    as_real,
    by_citizen,
    make_month,
)
from tests.world import Office, go, office, server_with, wanted

PEOPLE = made_up_people(400)
ROWS = appointments(200)
DAY_OF_NEWS = ROWS[-1].date  # of all three ways somebody comes on this day
BY_HAND = Appointment(1, PEOPLE[300].cid, DAY_OF_NEWS, 15)
BY_CITIZEN = Appointment(1, PEOPLE[301].cid, DAY_OF_NEWS, 15)
EVERYBODY = [*ROWS, BY_HAND, BY_CITIZEN]
READERS = [one for one in EVERYBODY if one.date == DAY_OF_NEWS]
NEWS = Draft("แจ้งจุดบริการ", "เรียนผู้รับบริการ\n\nวันที่ {date} ย้ายไปชั้น 2 <อาคาร A>", "https://example.invalid/ok")
TEXT = NEWS.text.replace("{date}", thai_date(DAY_OF_NEWS))
ROOMY = {"rate_limit": 1000, **EMPTY}


def reader(*, line: bool, app: bool) -> Citizen:
    """Somebody of that day with just these channels."""
    known = {one.cid: one for one in PEOPLE}
    return next(known[row.cid] for row in READERS if (known[row.cid].line, known[row.cid].app) == (line, app))


BOTH, LINE_ONLY, NEITHER = reader(line=True, app=True), reader(line=True, app=False), reader(line=False, app=False)
OF_THE_DAY = [each for each in PEOPLE if each.cid in {one.cid for one in READERS}]
IN_APP, ON_LINE = sum(one.app for one in OF_THE_DAY), sum(one.line for one in OF_THE_DAY)
UNREACHED = {one.cid for one in OF_THE_DAY if not (one.app or one.line)}


# --- what must be true at the end, whichever way it came about ---


def check_server(practice: PracticeServer) -> None:
    """202 seats, nobody twice, each person told once of the appointment and, on that day, once of the news."""
    state: Any = practice.state()
    held = sorted((one["cid"], one["date"], int(one["hour"])) for one in state["bookings"])
    assert held == wanted(EVERYBODY)
    seats = {one["slot_id"]: one["cid"] for one in state["bookings"]}
    assert len(seats) == 202
    assert [seats[seat] for seat in state["booked_by_citizens"]] == [BY_CITIZEN.cid]
    told = Counter((entry["kind"], entry["cid"]) for entry in state["outbox"])
    assert told == {
        **{("booking", one.cid): 1 for one in EVERYBODY},
        **{("message", one.cid): 1 for one in READERS},
    }
    calls = state["calls"]["by_action"]
    assert (calls["ConfirmAppointmentSlot"], calls["SendMessageTarget"]) == (201, 1)


def check_phones(phones: Mapping[str, Mapping[str, Any]]) -> None:
    """What the citizens read: the news on the channels where they are registered, in each channel's own dress."""
    assert shown(phones[BOTH.cid], "line") == [(NEWS.title, plain_of(TEXT, NEWS.url), "", NEWS.url)]
    assert shown(phones[BOTH.cid], "app") == [(NEWS.title, plain_of(TEXT, NEWS.url), html_of(TEXT, NEWS.url), NEWS.url)]
    assert (shown(phones[LINE_ONLY.cid], "line"), shown(phones[LINE_ONLY.cid], "app")) == (
        shown(phones[BOTH.cid], "line"),
        [],
    )
    assert (phones[NEITHER.cid]["line"], phones[NEITHER.cid]["app"], phones[NEITHER.cid]["missed"]) == ([], [], 2)
    for one in (BY_HAND, BY_CITIZEN):
        (seat,) = phones[one.cid]["appointments"]
        assert (seat["appointment_date"], seat["appointment_time"]) == (DAY_OF_NEWS.isoformat(), "15:00:00")
    stranger = phones[ROWS[0].cid]
    assert shown(stranger, "line") == shown(stranger, "app") == [], "another day's people are not told"


def shown(phone: Mapping[str, Any], channel: str) -> list[tuple[str, str, str, str]]:
    return [
        (entry["title"], entry["text"], entry["html"], entry["url"])
        for entry in phone[channel]
        if entry["kind"] == "message"
    ]


LOOKED_AT = (BOTH.cid, LINE_ONLY.cid, NEITHER.cid, BY_HAND.cid, BY_CITIZEN.cid, ROWS[0].cid)


# --- by the program's own layer ---


async def fill(clerk: Office) -> int:
    """A template makes the month; a sheet, a clerk and a citizen fill it. The sheet's batch."""
    plan = await make_month(clerk.desk)
    assert (len(plan.create), plan.clashes) == (7 * len(WEEKDAYS), ())
    batch = await clerk.book(ROWS)
    assert set(clerk.states(batch).values()) == {State.BOOKED}
    assert (await person.book(clerk.desk, BY_HAND, Control(), clerk.events.append)).code == "booked"
    wish = {"cid": BY_CITIZEN.cid, "do": "book", "date": DAY_OF_NEWS.isoformat(), "hour": 15}
    assert (await by_citizen(clerk.practice, **wish)).status_code == 200
    return batch


async def check_timetable(clerk: Office) -> None:
    """On the practice server and by the contract's calls alone, as on the real host."""
    for desk in (clerk.desk, as_real(clerk)):
        month = await timetable.month(desk, FIRST.year, FIRST.month, 1)
        assert sum(one.booked or 0 for one in month.values()) == 202
        assert sum(one.seats or 0 for one in month.values()) == 70 * len(WEEKDAYS)
        hours = {one.slot.hour: one for one in (await timetable.day(desk, DAY_OF_NEWS, 1)).hours}
        last = hours[15]
        assert {one.cid for one in last.people} == {BY_HAND.cid, BY_CITIZEN.cid}
        assert (last.slot.seats, last.slot.taken, last.slot.free) == (10, 2, 8)
        assert all(one.person_name for one in last.people)
        assert [one.cid for one in last.people if one.by_citizen] == [BY_CITIZEN.cid]


async def send_news(clerk: Office) -> int:
    """To the people of that day's slots, whoever booked them; the message's number."""
    messenger = Messenger(clerk.desk)
    audience = await messenger.gather(lambda ask: ask.by_slot(DAY_OF_NEWS, 1))
    assert {(one.cid, one.hour) for one in audience} == {(one.cid, one.hour) for one in READERS}
    number = messenger.save(NEWS, audience)
    ended = await messenger.send(number, Control(), clerk.events.append)
    assert (ended.done, ended.states) == (True, {MessageState.SENT: 1})
    return number


async def check_register(clerk: Office, number: int, opened: Iterable[str]) -> None:
    """The clerk's register: Success on both channels, how many, who opened it, who got nothing."""
    messenger = Messenger(clerk.desk)
    (line,) = await messenger.lines()
    assert (line.info.id, line.info.targets, line.info.draft) == (number, len(READERS), NEWS)
    assert channel_status(line.info, line.app, "th") == f"สำเร็จ ({IN_APP} คน)"
    assert channel_status(line.info, line.line, "th") == f"สำเร็จ ({ON_LINE} คน)"
    assert line.told is not None
    assert (line.told.opened, line.told.unregistered) == (set(opened), UNREACHED)
    assert messenger.allowance().left == CALLS_AN_HOUR - 1


def test_a_month_from_the_template_to_the_phones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.mophic.pacing.HIGHEST_CAP", 60)  # the pace itself: tests/app/mophic/test_pacing.py

    async def journey() -> None:
        with server_with(**ROOMY) as practice:
            async with office(practice, tmp_path / "j.db", cap=60) as clerk:
                batch = await fill(clerk)
                await check_timetable(clerk)
                number = await send_news(clerk)
                client = clerk.desk.session.client
                phones = {cid: await client.phone(cid) for cid in LOOKED_AT}
                check_phones(phones)
                news = next(entry for entry in phones[BOTH.cid]["line"] if entry["kind"] == "message")
                await client.open_message(BOTH.cid, news["id"])
                await check_register(clerk, number, [BOTH.cid])
                check_server(practice)
            async with office(practice, tmp_path / "j.db") as clerk:  # the next morning
                check_journal(clerk, batch, number)

    go(journey)


def check_journal(clerk: Office, batch: int, number: int) -> None:
    """On disk: the sheet's rows, verified, the one by hand, and the message; nothing of what the citizen did."""
    entries = clerk.desk.entries(batch)
    assert wanted([one.appointment for one in entries]) == wanted(ROWS)
    assert all(one.outcome.state is State.BOOKED and one.verified and one.outcome.slot_id for one in entries)
    assert [(info.source.purpose, info.counts) for info in clerk.desk.history()] == [
        ("single", {State.BOOKED: 1}),
        ("", {State.BOOKED: 200}),
    ]
    (part,) = Messenger(clerk.desk).book.parts(number)
    assert (part.state, part.draft.text) == (MessageState.SENT, TEXT)
    assert sorted(part.cids) == sorted(one.cid for one in READERS)


# --- by the command line ---


@dataclass
class Prompt:
    """A clerk at the command line; stdout holds nothing but JSON."""

    practice: PracticeServer
    folder: Path
    here: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.here = ["--data-dir", self.folder / "data", "--json"]

    def run(self, *words: object, code: int = 0) -> Ran:
        """Signed in."""
        ran = mophic(*words, *account(self.practice, self.folder), "--rate", 28, "--json", stdin="practice\n")
        assert ran.code == code, ran.err
        return ran

    def only(self, *words: object) -> dict[str, Any]:
        (line,) = self.run(*words).lines
        return line


def test_the_same_month_from_the_command_line(tmp_path: Path) -> None:
    with server_with(**ROOMY) as practice:
        at = Prompt(practice, tmp_path)
        fill_by_command(at)
        check_timetable_by_command(at)
        news = ["--title", NEWS.title, "--text", NEWS.text, "--url", NEWS.url]
        preview, sent = at.run("message", "send", *news, "--slot", DAY_OF_NEWS).lines
        assert preview["texts"] == [{"title": NEWS.title, "line": plain_of(TEXT, NEWS.url), "people": len(READERS)}]
        assert (sent["summary"]["sent_to"], sent["summary"]["calls"]["sent"]) == (len(READERS), 1)
        assert (sent["summary"]["app"], sent["summary"]["line"]) == (IN_APP, ON_LINE)
        opened = at.only("message", "phone", BOTH.cid, "--open")
        assert all(entry["opened_at"] for entry in opened["line"] if entry["kind"] == "message")
        check_register_by_command(at)
        get = httpx.Client(base_url=practice.url, trust_env=False)
        with get:
            check_phones({cid: get.get("/practice/phone", params={"cid": cid}).json() for cid in LOOKED_AT})
        again = at.run("message", "send", *news, "--slot", DAY_OF_NEWS, code=2)
        assert "ส่งซ้ำ" in again.err
        check_server(practice)


def fill_by_command(at: Prompt) -> None:
    hours = [word for one in DAY.periods for word in ("--hours", f"{one.hour}-{one.end_hour}={one.seats}")]
    assert mophic("slots", "template", DAY.name, *hours, *at.here).lines[0]["templates"][-1]["seats_a_day"] == 70
    span = ["--from", FIRST, "--to", LAST, "--keep-holidays"]
    assert at.only("slots", "create", "--template", DAY.name, *span)["created"] == 7 * len(WEEKDAYS)
    uploaded = at.run("upload", sheet(at.folder / "นัด.xlsx", ROWS))
    assert uploaded.summary["booked"] == uploaded.summary["rows"] == 200
    booked = at.only("book", BY_HAND.cid, "--date", DAY_OF_NEWS, "--hour", 15)
    assert booked["outcome"] == "booked"
    wish = {"cid": BY_CITIZEN.cid, "do": "book", "date": DAY_OF_NEWS.isoformat(), "hour": 15}
    assert asyncio.run(by_citizen(at.practice, **wish)).status_code == 200


def check_timetable_by_command(at: Prompt) -> None:
    days = at.only("slots", "month", f"{FIRST:%Y-%m}")["days"]
    assert sum(one["booked"] for one in days) == 202
    assert sum(one["seats"] for one in days) == 70 * len(WEEKDAYS)
    last = at.only("slots", "day", DAY_OF_NEWS, "--ids", "whole")["slots"][-1]
    assert (last["from"], last["seats"], last["taken"], last["free"]) == (15, 10, 2, 8)
    assert {one["cid"] for one in last["people"]} == {BY_HAND.cid, BY_CITIZEN.cid}


def check_register_by_command(at: Prompt) -> None:
    line, allowance = mophic("message", "status", "--server", at.practice.url, *at.here).lines
    assert (line["state"], line["targets"], line["received"]) == ("sent", len(READERS), 1)
    assert (line["app"], line["line"]) == (f"สำเร็จ ({IN_APP} คน)", f"สำเร็จ ({ON_LINE} คน)")
    assert (line["unregistered"], line["not_target"]) == (len(UNREACHED), 0)
    assert allowance["allowance"]["left"] == CALLS_AN_HOUR - 1
