"""Several PCs of one office with one journal in its database: the same sheet at once, and all that may happen to the
database, to the way there, and to the PCs meanwhile. What stays: everybody booked once, and all books agree."""

from __future__ import annotations

import asyncio
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app import wording
from app.booking.control import Control
from app.booking.desk import outcomes_after
from app.domain.message import Draft, MessageState, Recipient
from app.domain.values import Appointment, State
from app.errors import InputError
from app.events import Event, Finished, MessageHeld, Paused, Resumed, RowChanged
from app.journal.office import session_name
from app.journal.store import OfficeAddress
from app.messages.sending import Messenger
from app.practice import PracticeServer, made_up_people
from tests.way import Way
from tests.world import QUICK, Office, go, office, rows_for, server_with, wanted, without_patience

SLOWLY = {"fault": "latency", "probability": 1, "seconds": 0.02, "up_to": 0.2}


@pytest.fixture
def journal(database: str) -> OfficeAddress:
    return OfficeAddress(database, schema=f"test_{secrets.token_hex(6)}")


@asynccontextmanager
async def pc(practice: PracticeServer, journal: OfficeAddress, delay: float = 0.0) -> AsyncIterator[tuple[Office, Way]]:
    """A PC with its own way to the database."""
    with Way(journal.url, delay) as way:
        async with office(practice, replace(journal, url=way.url), QUICK) as clerk:
            yield clerk, way


async def batch_of(clerk: Office, rows: Sequence[Appointment]) -> int:
    return clerk.save(await clerk.desk.plan(rows))


async def at_row(clerk: Office, number: int, work: Callable[[], object]) -> None:
    """Do it in another thread as soon as so many rows are booked."""
    while sum(isinstance(one, RowChanged) and one.outcome.state is State.BOOKED for one in clerk.events) < number:
        await asyncio.sleep(0.005)
    await asyncio.to_thread(work)


def kill_backends(journal: OfficeAddress) -> None:
    with psycopg.connect(journal.url, autocommit=True) as connection:
        who = (session_name(journal),)
        killed = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name=%s"
        assert connection.execute(killed, who).fetchall()


def all_once(clerk: Office, batch: int, rows: Sequence[Appointment]) -> None:
    """Server = journal = what the clerk was told, and one message each."""
    assert clerk.booked == wanted(rows)
    assert len(clerk.messaged) == len(rows)
    assert Counter(clerk.states(batch).values()) == {State.BOOKED: len(rows)}
    told = {one.outcome.row: one.outcome.state for one in clerk.events if isinstance(one, RowChanged)}
    assert told == clerk.states(batch)


def held_for(events: Sequence[Event]) -> list[str]:
    return [one.reason for one in events if isinstance(one, Paused)]


def counting_turns(clerk: Office) -> Counter[str]:
    """Counts what the pace is asked for from now on."""
    pace, counted = clerk.desk.session.client.pace, Counter[str]()

    def counting(name: str, ask: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
        async def asked() -> Any:
            answer = await ask()
            counted[name] += 1
            return answer

        return asked

    pace.turn, pace.stamp = counting("turns", pace.turn), counting("calls", pace.stamp)  # type: ignore[method-assign]
    return counted


def test_three_pcs_that_start_one_sheet_at_once_book_it_together_and_nobody_twice(journal: OfficeAddress) -> None:
    """Alone, each with its own journal, they would all stop at the first row that another has booked. What others have
    booked takes no turn of the pace."""
    rows = rows_for(30, 3)
    asked: list[Counter[str]] = []

    async def at_once() -> Counter[State]:
        async with AsyncExitStack() as stack:
            pcs = [await stack.enter_async_context(office(practice, journal)) for _ in range(3)]
            asked.extend(map(counting_turns, pcs))
            batches = await asyncio.gather(*(pc.book(rows) for pc in pcs))
            return Counter(state for pc, batch in zip(pcs, batches, strict=True) for state in pc.states(batch).values())

    with server_with([SLOWLY], repeat="again") as practice:
        told = go(at_once)
        assert sorted((one["cid"], one["date"], int(one["hour"])) for one in practice.state()["bookings"]) == wanted(
            rows
        )
        assert len(practice.state()["outbox"]) == len(rows)
    assert told[State.BOOKED] == len(rows)
    assert sum(one["turns"] - one["calls"] for one in asked) < len(rows)
    # NOT_SENT: it met a row that another was just sending
    assert set(told) <= {State.BOOKED, State.SKIPPED, State.NOT_SENT}


def test_a_long_way_to_the_database_slows_nobody(journal: OfficeAddress) -> None:
    """30 ms there and back: 28 calls a second all the same, as the calls' loop never waits for it."""
    rows = rows_for(84, 2)

    async def longest_wait() -> float:
        """Of the loop; until it is cancelled."""
        longest = 0.0
        try:
            while True:
                begun = time.perf_counter()
                await asyncio.sleep(0.005)
                longest = max(longest, time.perf_counter() - begun)
        except asyncio.CancelledError:
            return longest

    async def journey() -> tuple[float, float]:
        booked: list[float] = []

        def hear(event: Event) -> None:
            clerk.events.append(event)
            if isinstance(event, RowChanged) and event.outcome.state is State.BOOKED:
                booked.append(time.perf_counter())

        async with pc(practice, journal, delay=0.015) as (clerk, _):
            batch = await batch_of(clerk, rows)
            beating = asyncio.ensure_future(longest_wait())
            await asyncio.sleep(0)
            await clerk.desk.run(batch, Control(), hear)
            beating.cancel()
            first, last = booked[0], booked[len(rows) - 1]
            return (len(rows) - 1) / (last - first), await beating

    with server_with(repeat="again") as practice:
        for _ in range(3):  # a busy machine slows everybody, but not each time
            rate, waited = go(journey)
            if rate > 20 and waited < 0.5:
                return
    pytest.fail(f"28 a second but for a busy machine: {rate:.1f}, the loop stood still {waited:.2f} s")


@pytest.mark.parametrize("what", ["cut", "backend killed"])
def test_a_way_that_is_cut_in_mid_batch_is_found_again_and_nothing_is_lost(journal: OfficeAddress, what: str) -> None:
    rows = rows_for(16, 1)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            batch = await batch_of(clerk, rows)
            cut = way.cut if what == "cut" else lambda: kill_backends(journal)
            run = asyncio.ensure_future(clerk.run(batch))
            for number in (2, 6, 10):
                await at_row(clerk, number, cut)
            assert (await run).error == ""
            all_once(clerk, batch, rows)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


@pytest.mark.parametrize("mood", ["away", "stalled"])
def test_a_database_that_is_away_holds_the_run_and_its_answers_are_written_when_it_is_back(
    journal: OfficeAddress, mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.journal.pen.STALLED", 0.4)
    monkeypatch.setattr("app.journal.office_pace.PATIENCE", 0.4)  # whichever of the two finds it out first
    rows = rows_for(20, 1)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch))
            await at_row(clerk, 5, lambda: way.turn(mood))
            while "office_wait" not in held_for(clerk.events):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.3)  # what is under way comes back
            calls = clerk.calls("ConfirmAppointmentSlot")
            await asyncio.sleep(0.3)
            assert clerk.calls("ConfirmAppointmentSlot") == calls, "no new call meanwhile"
            way.turn("ok")
            assert (await run).error == ""
            assert any(isinstance(one, Resumed) for one in clerk.events)
            all_once(clerk, batch, rows)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)
    for lang in wording.LANGUAGES:
        assert wording.say("office_wait", lang)


FULL = """
CREATE FUNCTION {0}.full() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE='53100'; END$$;
CREATE TRIGGER full_now BEFORE UPDATE ON {0}.row FOR EACH ROW EXECUTE FUNCTION {0}.full()
"""


def test_a_database_that_is_full_ends_the_run_and_nothing_is_lost(journal: OfficeAddress) -> None:
    """What the server answered meanwhile could not be written: those rows are in doubt, and looked up first."""
    rows = rows_for(20, 1)

    def it(statement: str) -> None:
        with psycopg.connect(journal.url, autocommit=True) as connection:
            connection.execute(statement.format(journal.schema).encode())

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, _):
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch))
            await at_row(clerk, 4, lambda: it(FULL))
            finished = await run
            assert finished.error == "office_full"
            assert "127.0.0.1" in wording.say(finished.error, "th", **finished.params)
            sent = clerk.calls("ConfirmAppointmentSlot")
            states = Counter(clerk.states(batch).values())
            assert states[State.PLANNED] <= len(rows) - sent, "whatever was sent is told"
            told = {one.outcome.row: one.outcome.state for one in clerk.events if isinstance(one, RowChanged)}
            assert len(told) == len(rows) - states[State.PLANNED], "the window hears of all that left"
            assert set(told.values()) == {State.BOOKED, State.UNKNOWN}
            it("DROP TRIGGER full_now ON {0}.row")
            clerk.events.clear()
            assert (await clerk.run(batch)).error == ""
            assert clerk.booked == wanted(rows)
            assert Counter(clerk.states(batch).values()) == {State.BOOKED: len(rows)}

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


def test_a_lock_on_the_tables_holds_the_run_which_says_so_and_goes_on_by_itself(
    journal: OfficeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than a statement waits for it: another program's backup, or somebody at psql."""
    monkeypatch.setattr("app.journal.pen.CLAIMING", 0.3)
    monkeypatch.setattr("app.journal.pen._WHILE_BUSY", 0.1)
    monkeypatch.setattr("app.journal.office._PATIENCE", 1)
    rows = rows_for(16, 1)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, _):
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch))
            with psycopg.connect(journal.url) as other:
                await at_row(clerk, 4, lambda: other.execute(f"LOCK TABLE {journal.schema}.row".encode()))
                while "office_wait" not in held_for(clerk.events):
                    await asyncio.sleep(0.02)
                await asyncio.sleep(2.5)
            assert (await run).error == ""
            all_once(clerk, batch, rows)

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


def test_a_journal_that_is_gone_in_mid_batch_leaves_what_the_run_knows_itself(journal: OfficeAddress) -> None:
    """Put back from a backup or renamed away: what stands under its name now knows nothing of this batch, and who was
    booked is counted all the same."""
    rows = rows_for(20, 1)

    def away() -> None:
        with psycopg.connect(journal.url, autocommit=True) as connection:
            connection.execute(f"ALTER SCHEMA {journal.schema} RENAME TO {journal.schema}_away".encode())

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, _):
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch))
            await at_row(clerk, 4, away)
            finished = await run
            assert finished.error == "office_gone"
            known = await outcomes_after(clerk.desk, finished)
            states = Counter(one.state for one in known.values())
            sent = clerk.calls("ConfirmAppointmentSlot")
            assert states[State.BOOKED] >= 4
            assert states[State.BOOKED] + states[State.UNKNOWN] >= sent, (
                "an answer that could not be written is in doubt"
            )
            assert states[State.PLANNED] > 0
            assert set(states) == {State.BOOKED, State.UNKNOWN, State.PLANNED}
            told = {one.outcome.row: one.outcome.state for one in clerk.events if isinstance(one, RowChanged)}
            assert {row: one.state for row, one in known.items() if one.state is not State.PLANNED} == told

    with server_with([{**SLOWLY, "seconds": 0.2}], repeat="again") as practice:
        go(journey)


def test_an_answer_that_is_lost_after_it_was_written_is_not_written_twice(journal: OfficeAddress) -> None:
    """The way is cut between COMMIT and its answer, again and again."""
    rows = rows_for(20, 2)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way):
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch))

            def deaf() -> None:
                way.turn("deaf")
                time.sleep(0.1)
                way.turn("ok")

            for number in (2, 6, 10):
                await at_row(clerk, number, deaf)
            assert (await run).error == ""
            all_once(clerk, batch, rows)
            assert {entry.tries for entry in clerk.desk.entries(batch)} == {1}

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


def test_a_message_that_waits_for_the_next_hour_is_not_sent_again_out_of_records_that_were_put_back(
    journal: OfficeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They call all of it not sent. What went out is told, and nothing more is sent."""
    monkeypatch.setattr("app.journal.messages.HOUR", timedelta(seconds=3))
    monkeypatch.setattr("app.journal.office._STILL", 0.5)
    people = [Recipient(one.cid, one.full_name) for one in made_up_people(7)]

    def put_back() -> None:
        with psycopg.connect(journal.url, autocommit=True) as connection:
            connection.execute(f"SET search_path={journal.schema}".encode())
            connection.execute(b"UPDATE message_part SET state='planned', at='2026-01-01T00:00:00+07:00'")
            connection.execute(b"DELETE FROM message_call")

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, _):
            messenger = Messenger(clerk.desk)
            number = messenger.save(Draft("แจ้งข่าว", "เรียน {name} หน่วยบริการปิดวันหยุด"), people)
            sending = asyncio.ensure_future(messenger.send(number, Control(), clerk.events.append, wait=True))
            while not any(isinstance(one, MessageHeld) and one.reason == "message_waits" for one in clerk.events):
                await asyncio.sleep(0.01)
            await asyncio.to_thread(put_back)
            ended = await sending
            assert ended.error == "message_put_back"
            assert clerk.calls("SendMessageTarget") == 5, "none of the five goes out again"
            assert Counter(ended.states) == {MessageState.SENT: 5, MessageState.PLANNED: 2}
            for lang in wording.LANGUAGES:
                assert "127.0.0.1" in wording.say(ended.error, lang, **ended.params)

    with server_with() as practice:
        go(journey)


def test_a_stop_while_the_database_is_away_ends_in_doubt_and_is_looked_up(journal: OfficeAddress) -> None:
    rows = rows_for(20, 2)
    timing = replace(QUICK, stop_grace=0.3)

    async def journey() -> None:
        control = Control()
        with Way(journal.url) as way:
            async with office(practice, replace(journal, url=way.url), timing) as clerk:
                batch = await batch_of(clerk, rows)
                run = asyncio.ensure_future(clerk.run(batch, control))
                await at_row(clerk, 4, lambda: way.turn("away"))
                while "office_wait" not in held_for(clerk.events):
                    await asyncio.sleep(0.01)
                control.stop()
                assert (await run).stopped
                way.turn("ok")
                sent = clerk.calls("ConfirmAppointmentSlot")
                states = Counter(clerk.states(batch).values())
                assert states[State.BOOKED] + states[State.SENDING] + states[State.UNKNOWN] >= sent, "none is forgotten"
                clerk.events.clear()
                assert (await clerk.run(batch)).error == ""
                assert clerk.booked == wanted(rows)
                assert Counter(clerk.states(batch).values()) == {State.BOOKED: len(rows)}

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


def test_a_run_whose_patience_is_over_says_that_the_database_is_away(journal: OfficeAddress) -> None:
    async def journey() -> Finished:
        with Way(journal.url) as way:
            async with office(practice, replace(journal, url=way.url), without_patience()) as clerk:
                batch = await batch_of(clerk, rows_for(20, 2))
                run = asyncio.ensure_future(clerk.run(batch))
                await at_row(clerk, 4, lambda: way.turn("away"))
                return await run

    with server_with([SLOWLY], repeat="again") as practice:
        finished = go(journey)
    assert finished.error == "office_away"
    for lang in wording.LANGUAGES:
        assert "127.0.0.1" in wording.say(finished.error, lang, **finished.params)


def test_a_batch_that_another_pc_has_taken_over_meanwhile_is_left_to_it(journal: OfficeAddress) -> None:
    rows = rows_for(30, 2)

    async def journey() -> None:
        async with pc(practice, journal) as (clerk, way), office(practice, journal) as other:
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch))
            await at_row(clerk, 5, lambda: way.turn("away"))
            kill_backends(journal)
            while True:
                try:
                    ended = await other.run(batch)
                    break
                except InputError:  # it is held, until the database knows that the other one is gone
                    await asyncio.sleep(0.02)
            assert ended.error == ""
            way.turn("ok")
            finished = await run
            assert finished.error == "batch_taken_over"
            assert wording.say(finished.error, "th", **finished.params)
            assert other.booked == wanted(rows)
            assert len(other.messaged) == len(rows)
            assert Counter(other.states(batch).values()) == {State.BOOKED: len(rows)}

    with server_with([SLOWLY], repeat="again") as practice:
        go(journey)


def test_a_claim_that_comes_too_late_to_be_used_is_taken_back(journal: OfficeAddress) -> None:
    """The clerk stops while the database is slow to answer: no row is told to be on its way that never left."""
    rows = rows_for(20, 1)

    async def journey() -> None:
        control = Control()
        async with pc(practice, journal) as (clerk, way):
            batch = await batch_of(clerk, rows)
            run = asyncio.ensure_future(clerk.run(batch, control))
            await at_row(clerk, 2, lambda: setattr(way, "delay", 0.1))
            await asyncio.sleep(0.15)
            control.stop()
            assert (await run).stopped
            way.delay = 0.0
            sent = clerk.calls("ConfirmAppointmentSlot")
            states = Counter(clerk.states(batch).values())
            assert states[State.SENDING] == 0
            assert states[State.PLANNED] + states[State.NOT_SENT] == len(rows) - sent

    with server_with(repeat="again") as practice:
        go(journey)


PC = """
import asyncio, json, sys
from app.journal.office import session_name
from app.journal.store import OfficeAddress
from tests.bench.onesheet import book
login, url, schema, rows = sys.argv[1:]
print("begun", flush=True)
print(json.dumps(asyncio.run(book(json.loads(login), OfficeAddress(url, schema=schema), int(rows), 28))))
"""


def test_a_batch_whose_pc_is_gone_is_continued_by_another(journal: OfficeAddress, tmp_path: Path) -> None:
    """`kill -9` of the PC in mid-batch."""
    import json

    rows = rows_for(40, 4)

    async def go_on() -> None:
        async with office(practice, journal) as other:
            (info,) = other.desk.history()
            assert (info.held_by, info.open) == ("", True)
            assert (await other.run(info.id)).error == ""
            assert other.booked == wanted(rows)
            assert len(other.messaged) == len(rows)
            assert Counter(other.states(info.id).values()) == {State.BOOKED: len(rows)}

    with server_with([SLOWLY], repeat="again") as practice:
        login = {name: getattr(practice, name) for name in ("url", "facility", "user", "password")}
        words = [json.dumps(login), journal.url, journal.schema, str(len(rows))]
        one = subprocess.Popen([sys.executable, "-c", PC, *words], stdout=subprocess.DEVNULL)
        while len(practice.state()["bookings"]) < 5:
            time.sleep(0.01)
        one.kill()
        one.wait()
        go(go_on)
