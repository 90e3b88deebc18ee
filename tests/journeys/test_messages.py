"""Messages against the practice server over real sockets: whom they reach, how often, and what is on disk."""

from __future__ import annotations

import asyncio
import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.booking.control import Control
from app.domain.message import Draft, MessageState, Recipient, html_of, plain_of
from app.domain.values import Appointment
from app.errors import InputError
from app.events import Event, MessageHeld
from app.journal import forgetting
from app.messages.sending import Ended, Messenger, told_of
from app.practice import PracticeServer, made_up_people
from app.thai import thai_now
from tests.commandline import COMMAND, account, mophic, sheet
from tests.world import Office, go, office, rows_for, server_with

DRAFT = Draft(
    "แจ้งจุดบริการ",
    "เรียนผู้รับบริการ\n\nนัดวันที่ {date} ย้ายไปชั้น 2 <script>alert(1)</script> & อาคาร A",
    "https://example.invalid/ok",
)
PLAIN = Draft("แจ้งข่าว", "หน่วยบริการปิดวันหยุด")
SEND = "SendMessageTarget"
SENT, PLANNED, UNKNOWN, REFUSED = MessageState.SENT, MessageState.PLANNED, MessageState.UNKNOWN, MessageState.REFUSED


def people(count: int) -> list[Recipient]:
    return [Recipient(person.cid, person.full_name) for person in made_up_people(count)]


def messages(server: PracticeServer) -> list[dict[str, Any]]:
    """What citizens received, bookings aside."""
    outbox: Any = server.state()["outbox"]
    return [entry for entry in outbox if entry["kind"] == "message"]


async def sent(place: Office, number: int, **options: Any) -> Ended:
    return await Messenger(place.desk).send(number, Control(), place.events.append, **options)


async def send_new(place: Office, draft: Draft, to: Sequence[Recipient]) -> tuple[int, Ended]:
    number = Messenger(place.desk).save(draft, to)
    return number, await sent(place, number)


def test_a_days_people_get_it_and_the_sender_sees_who_did_not(tmp_path: Path) -> None:
    rows = rows_for(20, days=1)

    async def work() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                await place.book(rows)
                messenger = Messenger(place.desk)
                audience = await messenger.gather(lambda ask: ask.by_slot(rows[0].date, 1))
                assert {one.cid for one in audience} == {row.cid for row in rows}
                assert {one.name for one in audience} == {row.person_name for row in rows}
                number, ended = await send_new(place, DRAFT, audience)
                assert (ended.done, ended.states) == (True, {SENT: 1})
                told = await messenger.told()
                check_outbox(practice, rows)
                known = {person.cid: person for person in made_up_people(20)}
                mine = told_of(messenger.book, messenger.book.info(number), told)
                assert mine is not None
                assert mine.unregistered == {cid for cid, one in known.items() if not (one.line or one.app)}
                assert mine.line == sum(one.line for one in known.values())
                assert mine.app == messenger.book.info(number).app == sum(one.app for one in known.values())
                assert mine.received == 0

    go(work)


def check_outbox(practice: PracticeServer, rows: Sequence[Appointment]) -> None:
    entries = messages(practice)
    assert sorted(entry["cid"] for entry in entries) == sorted(row.cid for row in rows)
    text = DRAFT.filled(Recipient("", date=rows[0].date)).text
    assert {entry["html"] for entry in entries} == {html_of(text, DRAFT.url)}
    assert {entry["text"] for entry in entries} == {plain_of(text, DRAFT.url)}, "the preview of LINE is what LINE shows"
    assert "<script>" not in entries[0]["html"]
    assert "&lt;script&gt;" in entries[0]["html"]


def test_who_opens_it_is_counted(tmp_path: Path) -> None:
    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as place:
                reader = next(one for one in made_up_people(40) if one.line and one.app)
                silent = next(one for one in made_up_people(40) if not (one.line or one.app))
                number, _ = await send_new(
                    place, replace(DRAFT, text="ข่าว"), [Recipient(reader.cid), Recipient(silent.cid)]
                )
                client, messenger = place.desk.session.client, Messenger(place.desk)
                phone = await client.phone(reader.cid)
                assert [entry["title"] for entry in phone["line"]] == [DRAFT.title]
                link = '<p><a href="https://example.invalid/ok">https://example.invalid/ok</a></p>'
                assert phone["app"][0]["html"] == f"<p>ข่าว</p>{link}"
                assert phone["app"][0]["url"] == "https://example.invalid/ok"
                assert [entry["confirm_url"] for entry in messages(practice)] == ["", ""], "that one the server calls"
                assert (await client.phone(silent.cid))["missed"] == 1
                await client.open_message(reader.cid, phone["line"][0]["id"])
                told = told_of(messenger.book, messenger.book.info(number), await messenger.told())
                assert told is not None
                assert (told.received, told.opened) == (1, {reader.cid})

    go(work)


@pytest.mark.parametrize("fault", ["drop_after", "reset_after", "truncated", "error_after", "wrong_json"])
def test_a_lost_answer_is_never_sent_again_by_itself(tmp_path: Path, fault: str) -> None:
    async def work() -> None:
        with server_with([{"fault": fault, "action": SEND, "at": 1}]) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                number, ended = await send_new(place, PLAIN, people(8))
                assert ended.states == {UNKNOWN: 1}
                assert (await sent(place, number)).states == {UNKNOWN: 1}
                with pytest.raises(InputError) as caught:  # pressing the button once more for the same text
                    Messenger(place.desk).save(PLAIN, people(8))
                assert caught.value.code == "message_unfinished"
            async with office(practice, tmp_path / "j.db") as place:  # the program was started again
                assert (await sent(place, number)).states == {UNKNOWN: 1}
                assert place.calls(SEND) == 1
                book = Messenger(place.desk).book
                assert book.decide(number, sent=True) == 1
                assert book.info(number).state is SENT
                assert (await sent(place, number)).done
            assert practice.state()["calls"]["by_action"][SEND] == 1
            assert len(messages(practice)) == 8

    go(work)


def test_sent_again_after_the_clerk_decided_it_is_still_one_message(tmp_path: Path) -> None:
    async def work() -> None:
        with server_with([{"fault": "drop_after", "action": SEND, "at": 1}]) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                number, _ = await send_new(place, PLAIN, people(8))
                Messenger(place.desk).book.decide(number, sent=False)
                assert (await sent(place, number)).done
            assert len(messages(practice)) == 8, "the same ref code updates what is there"
            assert practice.state()["calls"]["by_action"][SEND] == 2

    go(work)


def test_a_refusal_tells_nobody_and_can_be_tried_again(tmp_path: Path) -> None:
    async def work() -> None:
        body = '{"result": null, "MessageCode": 501, "Message": "<b>ข้อความ</b>ไม่ผ่าน"}'
        fault = {"fault": "wrong_json", "effect": False, "body": body, "action": SEND, "at": 1}
        with server_with([fault]) as practice:
            async with office(practice) as place:
                number, ended = await send_new(place, PLAIN, people(3))
                assert ended.states == {REFUSED: 1}
                (part,) = Messenger(place.desk).book.parts(number)
                assert part.detail == "ข้อความ ไม่ผ่าน"
                assert messages(practice) == []
                assert (await sent(place, number)).states == {REFUSED: 1}, "not by itself"
                Messenger(place.desk).book.plan_again(number)
                assert (await sent(place, number)).done
                assert len(messages(practice)) == 3

    go(work)


@pytest.mark.parametrize(
    "fault",
    [{"fault": "expired_token", "at": 1}, {"fault": "throttled", "at": 1}, {"fault": "too_many", "at": 1}],
)
def test_what_was_turned_away_unread_goes_once_more_and_counts_once(fault: dict[str, Any]) -> None:
    async def work() -> None:
        with server_with([{**fault, "action": SEND}]) as practice:
            async with office(practice) as place:
                _, ended = await send_new(place, PLAIN, people(3))
                assert ended.done
                assert len(messages(practice)) == 3
                assert Messenger(place.desk).allowance().left == 4

    go(work)


def test_five_an_hour_over_restarts(tmp_path: Path) -> None:
    async def work() -> None:
        with server_with() as practice:
            for count in range(1, 6):
                async with office(practice, tmp_path / "j.db") as place:
                    _, ended = await send_new(place, PLAIN, people(count))
                    assert ended.done
                    assert Messenger(place.desk).allowance().left == 5 - count
            async with office(practice, tmp_path / "j.db") as place:
                _, ended = await send_new(place, PLAIN, people(6))
                assert (ended.states, ended.error) == ({PLANNED: 1}, "")
                assert ended.next_at is not None
                assert timedelta(minutes=58) < ended.next_at - thai_now() < timedelta(minutes=61)
                assert place.calls(SEND) == 5, "the sixth was not even tried"
                forgetting.clear(place.desk.journal)  # clearing personal data does not clear the count
                assert Messenger(place.desk).allowance().left == 0

    go(work)


def test_the_hour_filled_by_others_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    async def work() -> None:
        with server_with(messages_per_hour=1) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                await send_new(place, PLAIN, people(1))
                number, ended = await send_new(place, PLAIN, people(2))
                assert ended.states == {PLANNED: 1}
                assert ended.next_at is not None
                assert Messenger(place.desk).book.parts(number)[0].code == "message_limit"
                assert Messenger(place.desk).allowance().left == 0
                assert len(messages(practice)) == 1

    go(work)


def test_waiting_out_the_hour_sends_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.journal.messages.HOUR", timedelta(seconds=1))
    rows = rows_for(7, days=1)
    readers = [Recipient(row.cid, date=row.date, hour=8 + place) for place, row in enumerate(rows)]

    async def work() -> None:
        with server_with(messages_per_hour=100) as practice:
            async with office(practice) as place:
                number = Messenger(place.desk).save(replace(PLAIN, text="เวลา {time}"), readers)
                ended = await sent(place, number, wait=True)
                assert ended.states == {SENT: 7}
                held = [event.reason for event in place.events if isinstance(event, MessageHeld)]
                assert held[:2] == ["message_waits", ""]
                texts = {entry["cid"]: entry["text"] for entry in messages(practice)}
                assert texts == {one.cid: f"เวลา {one.value('time')}" for one in readers}

    go(work)


def test_an_update_changes_what_is_there(tmp_path: Path) -> None:
    async def work() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                number, _ = await send_new(place, PLAIN, people(5))
                messenger = Messenger(place.desk)
                newer = messenger.save_update(number, replace(PLAIN, text="หน่วยบริการเปิดแล้ว"))
                assert (await sent(place, newer)).done
                assert {entry["text"] for entry in messages(practice)} == {"หน่วยบริการเปิดแล้ว"}
                assert len(messages(practice)) == 5
                (line,) = messenger.register()
                assert (line.draft.text, line.update) == ("หน่วยบริการเปิดแล้ว", True)
                assert [one.draft.text for one in messenger.book.versions(newer)] == [PLAIN.text, line.draft.text]
                assert len(await messenger.told()) == 1

    go(work)


def test_the_same_text_to_the_same_people_needs_a_second_yes() -> None:
    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as place:
                readers = people(4)
                await send_new(place, PLAIN, readers)
                messenger = Messenger(place.desk)
                with pytest.raises(InputError) as caught:
                    messenger.save(PLAIN, list(reversed(readers)))
                assert caught.value.code == "message_sent_already"
                messenger.save(PLAIN, readers[:3])  # other people: another message
                assert (await sent(place, messenger.save(PLAIN, readers, again=True))).done
                assert len(messages(practice)) == 8

    go(work)


def test_two_windows_do_not_send_one_message_twice(tmp_path: Path) -> None:
    async def work() -> None:
        slow = {"fault": "latency", "action": SEND, "probability": 1.0, "seconds": 0.5}
        with server_with([slow]) as practice:
            async with office(practice, tmp_path / "j.db") as first, office(practice, tmp_path / "j.db") as second:
                number = Messenger(first.desk).save(PLAIN, people(3))
                running = sent(first, number)
                task = asyncio.ensure_future(running)
                while not first.calls(SEND):
                    await asyncio.sleep(0.01)
                with pytest.raises(InputError) as caught:
                    await sent(second, number)
                assert caught.value.code == "message_held"
                assert (await task).done
                assert (await sent(second, number)).done
                assert first.calls(SEND) == 1

    go(work)


def test_stop_in_flight_leaves_doubt_on_disk(tmp_path: Path) -> None:
    async def work() -> None:
        slow = {"fault": "latency", "action": SEND, "probability": 1.0, "seconds": 5}
        with server_with([slow]) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                number, control = Messenger(place.desk).save(PLAIN, people(3)), Control()

                def stop(event: Event) -> None:
                    if place.calls(SEND):
                        control.stop()
                        control.stop()

                task = asyncio.ensure_future(Messenger(place.desk).send(number, control, stop))
                while not place.calls(SEND):
                    await asyncio.sleep(0.01)
                control.stop()
                control.stop()
                ended = await task
                assert (ended.stopped, ended.states) == (True, {UNKNOWN: 1})

    go(work)


def test_a_call_that_cannot_be_read_any_more_is_not_sent_says_so_and_keeps_nobody_else_from_theirs() -> None:
    async def work() -> None:
        to = [replace(one, date=thai_now().date() + timedelta(days=number)) for number, one in enumerate(people(2))]
        with server_with() as practice:
            async with office(practice) as place:
                messenger = Messenger(place.desk)
                number = messenger.save(DRAFT, to)  # a call a day
                messenger.book._db.execute("UPDATE message_part SET sealed=? WHERE number=1", (bytes(40),))
                assert (await sent(place, number)).states == {REFUSED: 1, SENT: 1}
                lost, well = messenger.book.parts(number)
                assert (lost.code, lost.people, well.people) == ("message_damaged", (), (to[1],))
                assert [one["cid"] for one in messages(practice)] == [to[1].cid]
                messenger.book.plan_again(number)
                assert (await sent(place, number)).states == {REFUSED: 1, SENT: 1}
                whole, _ = await send_new(place, PLAIN, to)
                messenger.book._db.execute("UPDATE message_part SET sealed=? WHERE message=?", (bytes(40), whole))
                with pytest.raises(InputError) as caught:
                    messenger.save_update(whole, PLAIN)
                assert caught.value.code == "message_damaged"

    go(work)


def test_too_many_texts_are_refused_before_anything_is_sent() -> None:
    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as place:
                with pytest.raises(InputError) as caught:
                    Messenger(place.desk).save(replace(PLAIN, text="คุณ {name}"), people(60))
                assert caught.value.code == "message_too_many_calls"
                assert caught.value.params["calls"] > 50
                assert Messenger(place.desk).register() == ()
                assert practice.state()["calls"]["by_action"].get(SEND) is None

    go(work)


def test_a_lean_schedule_still_gives_dose_and_hour() -> None:
    rows = rows_for(12, days=1)

    async def work() -> None:
        with server_with(lean_schedule=True) as practice:
            async with office(practice) as place:
                await place.book(rows)
                ask: Callable[..., Any] = Messenger(place.desk).gather
                found = await ask(lambda gathering: gathering.by_slot(rows[0].date, 1))
                assert {(one.cid, one.hour) for one in found} == {(row.cid, row.hour) for row in rows}
                assert await ask(lambda gathering: gathering.by_slot(rows[0].date, 2)) == ()
                known = await ask(lambda gathering: gathering.look_up(found, lambda _done: None))
                assert {one.name for one in known.people} == {row.person_name for row in rows}
                assert known.strangers == ()

    go(work)


def test_strangers_are_named_before_and_missed_after() -> None:
    stranger = "1990000000001"

    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as place:
                messenger = Messenger(place.desk)
                readers = [*people(2), Recipient(stranger)]
                found = await messenger.gather(lambda ask: ask.look_up(readers, lambda _done: None))
                assert found.strangers == (stranger,)
                with pytest.raises(InputError) as caught:
                    await messenger.gather(lambda ask: ask.by_person(stranger))
                assert caught.value.code == "person_not_target"
                number, ended = await send_new(place, PLAIN, readers)
                assert ended.done
                assert messenger.book.parts(number)[0].delivery.not_target == (stranger,)
                told = told_of(messenger.book, messenger.book.info(number), await messenger.told())
                assert told is not None
                assert told.not_target == {stranger}

    go(work)


# --- the command line ---


def test_from_the_command_line(tmp_path: Path) -> None:
    rows = rows_for(14, days=1)
    with server_with() as practice:
        words = [*account(practice, tmp_path), "--json"]
        mophic("upload", sheet(tmp_path / "a.xlsx", rows), *words, stdin="practice\n")
        bad = tmp_path / "รายชื่อ.txt"
        bad.write_text(f"{rows[0].cid}\n123\n\n{rows[1].cid}\n", "utf-8-sig")
        text = ["--title", "แจ้งข่าว", "--text", "วันที่ {date}", "--url", "https://example.invalid/ok"]
        day = rows[0].date.isoformat()
        ran = mophic("message", "send", *text, "--slot", day, "--list", bad, *words, stdin="practice\n")
        assert ran.code == 1, "sent, but a line of the file was no id"
        assert ran.lines[0]["line"] == 2
        assert "123" in ran.lines[0]["message"] or "3 หลัก" in ran.lines[0]["message"]
        assert ran.lines[-1]["summary"]["people"] == 14
        assert len(messages(practice)) == 14
        place = ["--server", practice.url, "--data-dir", tmp_path / "data", "--json"]
        line, allowance = mophic("message", "status", *place).lines
        assert (line["state"], line["targets"], line["received"]) == ("sent", 14, 0)
        assert line["app"].startswith("สำเร็จ")
        assert allowance["allowance"]["left"] == 4
        reader = next(entry["cid"] for entry in messages(practice) if entry["channels"])
        phone = mophic("message", "phone", reader, "--open", *words, stdin="practice\n").lines[0]
        shown = [entry for entry in (*phone["line"], *phone["app"]) if entry["kind"] == "message"]
        assert shown
        assert all(entry["opened_at"] for entry in shown)
        assert reader not in json.dumps(phone)
        assert mophic("message", "status", *place).lines[0]["received"] == 1
        again = mophic("message", "send", *text, "--slot", day, *words, stdin="practice\n")
        assert again.code == 2
        assert "ส่งซ้ำ" in again.err


def test_those_booked_at_a_field_site_from_the_command_line(tmp_path: Path) -> None:
    (row,) = rows_for(1, days=1)
    here, there = (person.cid for person in made_up_people(2))
    with server_with() as practice:
        words = [*account(practice, tmp_path), "--json"]
        site = mophic("sites", *words, stdin="practice\n").lines[0]["sites"][0]["facility"]
        for cid, code in ((here, practice.facility), (there, site)):
            wish = {"cid": cid, "do": "book", "date": row.date.isoformat(), "hour": 9, "hospital_code": code}
            httpx.post(f"{practice.url}/practice/citizens", json=wish, trust_env=False).raise_for_status()
        text = ["--title", "แจ้งข่าว", "--text", "จุดฉีดย้ายที่", "--slot", row.date.isoformat(), "--site", site]
        assert mophic("message", "send", *text, *words, stdin="practice\n").code == 0
        assert [entry["cid"] for entry in messages(practice)] == [there]
        (line, _allowance) = mophic("message", "status", "--server", practice.url, *words[7:]).lines
        assert line["targets"] == 1, "in the facility's own register"
        unknown = mophic("message", "send", *text[:-1], "12345", *words, stdin="practice\n")
        assert unknown.code == 2
        assert "12345" in unknown.err


def test_a_killed_message_is_in_doubt_and_not_sent_again(tmp_path: Path) -> None:
    slow = {"fault": "latency", "action": SEND, "probability": 1.0, "seconds": 60}
    with server_with([slow]) as practice:
        words = account(practice, tmp_path)
        command = [*COMMAND, "message", "send", "--title", "ข่าว", "--text", "ข่าว"]
        file = tmp_path / "ids.txt"
        file.write_text("\n".join(one.cid for one in people(3)), "utf-8")
        process = subprocess.Popen(
            [*command, "--list", str(file), *map(str, words)],
            stdin=subprocess.PIPE,
            text=True,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        process.stdin.write("practice\n")
        process.stdin.close()
        while not practice.state()["calls"]["by_action"].get(SEND):
            time.sleep(0.02)
        process.kill()
        process.wait()
        ran = mophic("message", "continue", "1", *words, "--json", stdin="practice\n")
        assert ran.code == 4
        assert ran.lines[-1]["summary"]["calls"]["unknown"] == 1
        assert "Dashboard" in ran.err
        assert practice.state()["calls"]["by_action"][SEND] == 1
        assert mophic("message", "decide", "1", "--sent", *words, stdin="practice\n").code == 0
        assert mophic("message", "continue", "1", *words, stdin="practice\n").code == 0
        assert practice.state()["calls"]["by_action"][SEND] == 1
