"""Ways in which a booking or a message could be doubled or lost, each met once: a full disk, a cancelling in doubt, a
look-up that fails between two runs, a clock that is set back, the same message again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.booking import unbooked
from app.booking.control import Control
from app.domain.message import Draft, MessageState, Recipient
from app.domain.values import Appointment, State
from app.errors import AppError, InputError
from app.events import Event, Finished, Phase
from app.journal import forgetting
from app.journal.batches import Journal, Source
from app.messages.sending import Messenger
from app.people import person
from app.practice import PracticeServer
from app.thai import thai_now
from app.wording import say
from tests.world import KEY, QUICK, Office, go, office, rows_for, server_with, wanted, weekdays

CONFIRM, CANCEL, SEND = "ConfirmAppointmentSlot", "CancelAppointmentSlot", "SendMessageTarget"
ROW = replace(rows_for(1)[0], row=1)
NEWS = Draft("แจ้งข่าว", "หน่วยบริการปิดวันหยุด")
READERS = [Recipient(row.cid, row.person_name) for row in rows_for(3)]


def write_nothing(place: Office) -> None:
    """From now on the disk takes nothing."""
    place.desk.journal._db.execute("PRAGMA query_only=ON")


async def send(place: Office, number: int) -> dict[MessageState, int]:
    ended = await Messenger(place.desk).send(number, Control(), place.events.append)
    return dict(ended.states)


# --- the disk ---


@pytest.mark.parametrize("work", ["book", "undo"])
def test_where_no_intent_can_be_written_nothing_is_sent_and_the_run_ends(tmp_path: Path, work: str) -> None:
    rows = rows_for(3)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                batch = place.save(await place.desk.plan(rows))
                if work == "undo":
                    await place.run(batch)

                def hear(event: Event) -> None:
                    if isinstance(event, Phase) and event.name in ("booking", "cancelling"):
                        write_nothing(place)

                run = place.desk.run if work == "book" else place.desk.undo
                finished: Finished = await asyncio.wait_for(run(batch, Control(), hear), 20)
                assert finished.error == "journal_unusable"
                assert place.calls(CONFIRM if work == "book" else CANCEL) == 0
            async with office(practice, tmp_path / "j.db") as place:  # the disk takes something again
                await (place.run(batch) if work == "book" else place.desk.undo(batch, Control(), place.events.append))
                assert place.booked == (wanted(rows) if work == "book" else [])
                assert place.calls(CONFIRM) == len(rows)

    go(journey)


def test_a_message_without_its_intent_on_disk_is_not_sent(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                number = Messenger(place.desk).save(NEWS, READERS)
                write_nothing(place)
                work = Messenger(place.desk).send(number, Control(), place.events.append)
                ended = await asyncio.wait_for(work, 20)
                assert (ended.error, ended.states) == ("journal_unusable", {MessageState.PLANNED: 1})
                assert place.calls(SEND) == 0
            async with office(practice, tmp_path / "j.db") as place:
                assert await send(place, number) == {MessageState.SENT: 1}
                assert place.calls(SEND) == 1

    go(journey)


# --- a cancelling in doubt ---


def killed_while_cancelling(place: Office, slot_id: int | None) -> int:
    """What a program leaves on disk that ends while it gives the seat back."""
    source = Source("", rows=1, purpose="cancel")
    account = place.desk.account
    batch = place.desk.journal.add_batch(account.facility, account.user, source, [(ROW, State.BOOKED, "", slot_id)])
    place.desk.journal.mark(batch, 1, State.CANCELLING)
    return batch


@pytest.mark.parametrize("gone", [True, False])
def test_booking_an_hour_whose_cancelling_is_in_doubt_books_it(tmp_path: Path, gone: bool) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                first = await book(place)
                killed_while_cancelling(place, first.slot_id)
                if gone:
                    await citizen_cancels(practice, ROW, first.slot_id)
                again = await book(place)
                assert again.code == ("booked" if gone else "already_booked")
                assert place.booked == wanted([ROW])
                assert place.calls(CONFIRM) == (2 if gone else 1)
                assert place.calls(CANCEL) == 0, "asked to book, it must not cancel"

    go(journey)


@pytest.mark.parametrize("gone", [True, False])
def test_a_sheet_with_an_hour_whose_cancelling_is_in_doubt_leaves_nobody_without(tmp_path: Path, gone: bool) -> None:
    """What the plan saw may be gone when the batch runs."""

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                first = await book(place)
                killed_while_cancelling(place, first.slot_id)
                batch = place.save(await place.desk.plan([replace(ROW, row=2)]))
                if gone:
                    await citizen_cancels(practice, ROW, first.slot_id)
                await place.run(batch)
                assert place.states(batch) == {2: State.BOOKED if gone else State.SKIPPED}
                assert place.booked == wanted([ROW])

    go(journey)


@pytest.mark.parametrize("wanted_hour", ["the same", "another"])
def test_who_is_given_back_in_another_window_just_now_is_not_called_booked(tmp_path: Path, wanted_hour: str) -> None:
    """The server may still show a seat that is gone already: whoever were told "booked already" would come in vain."""
    row = replace(ROW, row=2, hour=ROW.hour + (wanted_hour == "another"))

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                first = await book(place)
                undone = killed_while_cancelling(place, first.slot_id)
                batch = place.save(await place.desk.plan([row]))
                with Journal(tmp_path / "j.db", KEY) as window, window.hold(undone, "clerk"):
                    await place.run(batch)
                    assert place.states(batch) == {2: State.NOT_SENT}
                    assert place.codes(batch) == {"doubtful_in_other_batch"}
                await citizen_cancels(practice, ROW, first.slot_id)
                await place.run(batch)
                assert place.booked == wanted([row])

    go(journey)


async def book(place: Office) -> person.PersonResult:
    return await person.book(place.desk, ROW, Control(), place.events.append)


async def citizen_cancels(practice: PracticeServer, row: Appointment, slot_id: int | None) -> None:
    wish = {"cid": row.cid, "do": "cancel", "slot_id": slot_id}
    answer = await asyncio.to_thread(httpx.post, practice.url + "/practice/citizens", json=wish)
    assert answer.status_code == 200


# --- what the server once said ---


@pytest.mark.parametrize(("said", "then"), [("not_in_schedule", State.UNKNOWN), ("said_booked", State.REFUSED)])
def test_a_failed_look_up_does_not_hide_what_the_server_said_before(tmp_path: Path, said: str, then: State) -> None:
    """Else the row counted as never heard of, and the next run would send it a second time."""

    async def journey() -> None:
        broken = {"fault": "wrong_json", "action": "ImmunizationTarget", "at": [1, 2]}
        with server_with([broken]) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                batch = in_doubt(place, said)
                assert await ran(place, batch) is State.UNKNOWN, "nobody can be asked"
                (entry,) = place.desk.entries(batch)
                assert "หรือ “ส่งอีกครั้ง”" in say(entry.outcome.code, "th"), "the clerk has to decide"
                assert await ran(place, batch) is then
                assert place.calls(CONFIRM) == 0

    async def ran(place: Office, batch: int) -> State:
        await place.run(batch)
        return place.states(batch)[1]

    go(journey)


def in_doubt(place: Office, code: str) -> int:
    """A batch of one that was sent and of which the server said this."""
    account, journal = place.desk.account, place.desk.journal
    batch = journal.add_batch(account.facility, account.user, Source("a.xlsx"), [(ROW, State.PLANNED, "", None)])
    assert journal.claim(batch, 1) is None
    journal.mark(batch, 1, State.UNKNOWN, code)
    return batch


def test_a_clock_that_was_put_right_does_not_make_a_row_absent_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent a moment ago, says the journal; in two seconds, says the clock. The server may still be at it."""

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db", timing=replace(QUICK, absent_after=60.0)) as place:
                batch, control, looks = in_doubt(place, "no_answer"), Control(), 0
                monkeypatch.setattr("app.booking.looking.thai_now", lambda: thai_now() - timedelta(seconds=2))

                def hear(event: Event) -> None:
                    nonlocal looks
                    looks += isinstance(event, Phase) and event.name == "settling"
                    if looks == 2:
                        control.stop()

                assert (await place.desk.run(batch, control, hear)).stopped
                assert place.calls(CONFIRM) == 0
                assert place.states(batch)[1] is State.UNKNOWN

    go(journey)


# --- messages ---


def test_a_message_refused_the_second_time_is_still_asked_about_the_third(tmp_path: Path) -> None:
    body = '{"result": null, "MessageCode": 501, "Message": "ไม่ผ่าน"}'
    refuse = {"fault": "wrong_json", "effect": False, "body": body, "action": SEND, "at": [2]}

    async def journey() -> None:
        with server_with([refuse]) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                messenger = Messenger(place.desk)
                assert await send(place, messenger.save(NEWS, READERS)) == {MessageState.SENT: 1}
                again = messenger.save(NEWS, READERS, again=True)
                assert await send(place, again) == {MessageState.REFUSED: 1}
                with pytest.raises(InputError) as told:
                    messenger.save(NEWS, READERS)
                assert told.value.code == "message_sent_already"

    go(journey)


def test_the_text_of_an_update_counts_as_sent(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                messenger, newer = Messenger(place.desk), replace(NEWS, text="หน่วยบริการเปิดแล้ว")
                number = messenger.save(NEWS, READERS)
                await send(place, number)
                await send(place, messenger.save_update(number, newer))
                for text in (NEWS, newer):
                    with pytest.raises(InputError) as told:
                        messenger.save(text, READERS)
                    assert told.value.code == "message_sent_already"

    go(journey)


def test_an_update_waits_for_the_one_that_another_window_made(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                messenger = Messenger(place.desk)
                number = messenger.save(NEWS, READERS)
                await send(place, number)
                messenger.save_update(number, replace(NEWS, text="ฉบับที่สอง"))  # not sent yet
                with pytest.raises(InputError) as told:
                    messenger.save_update(number, replace(NEWS, text="ฉบับที่สาม"))
                assert told.value.code == "message_unfinished"

    go(journey)


def test_a_message_is_sent_by_one_at_a_time_in_memory_too() -> None:
    """A journal for this session alone has no lock file."""

    async def journey() -> None:
        slow = {"fault": "latency", "action": SEND, "probability": 1.0, "seconds": 0.5}
        with server_with([slow]) as practice:
            async with office(practice) as place:
                messenger = Messenger(place.desk)
                number = messenger.save(NEWS, READERS)
                running = asyncio.ensure_future(send(place, number))
                while not place.calls(SEND):
                    await asyncio.sleep(0.01)
                with pytest.raises(InputError) as told:
                    await send(place, number)
                assert told.value.code == "message_held"
                with pytest.raises(InputError):
                    messenger.book.discard(number)
                forgetting.clear(place.desk.journal)
                assert await running == {MessageState.SENT: 1}, "what is being sent is not cleared away"

    go(journey)


def test_a_message_that_met_an_old_token_is_not_in_doubt_when_the_new_one_is_late(tmp_path: Path) -> None:
    """The first call was turned away unread and no second one left: it surely went to nobody."""
    old = {"fault": "expired_token", "action": SEND, "at": [1]}
    late = {"fault": "error_before", "action": "get_moph_access_token", "at": [2]}

    async def journey() -> None:
        with server_with([old, late]) as practice:
            async with office(practice, tmp_path / "j.db") as place:
                messenger = Messenger(place.desk)
                assert await send(place, messenger.save(NEWS, READERS)) == {MessageState.SENT: 1}
                assert messenger.allowance().left == 4
                assert place.messaged == sorted(one.cid for one in READERS)

    go(journey)


# --- queue cards ---


def test_a_card_of_a_field_site_is_not_taken_for_the_one_that_was_asked_for() -> None:
    async def journey() -> None:
        lost = {"fault": "drop_before", "action": "ConfirmAppointmentQueue", "at": [2]}
        with server_with([lost]) as practice:
            async with office(practice) as place:
                (site,) = await place.desk.field_sites()
                there = await person.take_card(place.desk.at(site), ROW.cid)
                with pytest.raises(AppError) as told:
                    await person.take_card(place.desk, ROW.cid)
                assert told.value.code == "card_unknown"
                assert (await person.look_up(place.desk, ROW.cid)).queue == there

    go(journey)


def test_an_older_batch_does_not_send_whom_a_later_one_has_booked_for_another_day_unasked(tmp_path: Path) -> None:
    """A batch is stopped, its sheet corrected and booked; then the old batch is continued."""
    rows = rows_for(4, days=1)
    later = [replace(row, date=weekdays(2)[-1]) for row in rows[:2]]

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                old = clerk.save(await clerk.desk.plan(rows))
                await clerk.run(new := clerk.save(await clerk.desk.plan(later)))
                assert set(clerk.states(new).values()) == {State.BOOKED}
                assert clerk.desk.unfinished(rows) is not None
                await clerk.run(old)
                told = {row: (one.state, one.code) for row, one in clerk.desk.outcomes(old).items()}
                assert [told[row.row] for row in rows[:2]] == [(State.REFUSED, "booked_later")] * 2
                assert [told[row.row][0] for row in rows[2:]] == [State.BOOKED] * 2
                assert len(clerk.booked) == 4  # each person once

                clerk.desk.retry_failed(old)
                assert {problem.row for problem in clerk.desk.second_days(old)} == {row.row for row in rows[:2]}
                await clerk.run(old)
                assert len(clerk.booked) == 4
                clerk.desk.retry_failed(old)
                await clerk.desk.run(old, Control(), clerk.events.append, both_days=True)
                assert len(clerk.booked) == 6

    go(journey)


def test_the_rest_of_a_batch_leaves_out_whom_somebody_cancelled_since_it_was_planned(tmp_path: Path) -> None:
    rows = rows_for(2, days=1)
    other = replace(rows[0], hour=rows[0].hour + 1)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                old = clerk.save(await clerk.desk.plan(rows))
                await clerk.run(clerk.save(await clerk.desk.plan([other])))
                found = await person.look_up(clerk.desk, other.cid)
                (booking,) = person.own_bookings(clerk.desk, found)
                await person.cancel(clerk.desk, found, booking, Control(), clerk.events.append)
                await clerk.run(old)
                told = clerk.desk.outcomes(old)
                assert (told[rows[0].row].state, told[rows[0].row].code) == (State.CANCELLED, "cancelled_here")
                assert clerk.booked == wanted(rows[1:])
                assert clerk.desk.unfinished(rows) is None

                assert unbooked.book_again(clerk.desk.journal, old, "clerk") == 1
                await clerk.run(old)
                assert clerk.booked == wanted(rows), "the clerk has said so"

    go(journey)


def test_what_is_sent_once_more_leaves_out_whom_somebody_cancelled_since_it_failed(tmp_path: Path) -> None:
    """Held back for another hour of that day; then that other appointment is given up."""
    (row,) = rows_for(1)
    other = replace(row, hour=row.hour + 1)

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.run(clerk.save(await clerk.desk.plan([other])))
                batch = clerk.save(await clerk.desk.plan([row]))
                await clerk.run(batch)
                assert clerk.codes(batch) == {"other_hour_same_day"}
                found = await person.look_up(clerk.desk, other.cid)
                (booking,) = person.own_bookings(clerk.desk, found)
                await person.cancel(clerk.desk, found, booking, Control(), clerk.events.append)
                assert clerk.desk.retry_failed(batch) == 0
                await clerk.run(batch)
                assert (clerk.codes(batch), clerk.booked) == ({"cancelled_here"}, [])
                assert unbooked.book_again(clerk.desk.journal, batch, "clerk") == 1
                await clerk.run(batch)
                assert clerk.booked == wanted([row])

    go(journey)


def test_two_days_of_one_sheet_are_both_sent_when_it_is_continued(tmp_path: Path) -> None:
    rows = rows_for(1)
    rows += [replace(rows[0], row=rows[0].row + 1, date=weekdays(2)[-1], dose=2)]

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as clerk:
                await clerk.run(batch := clerk.save(await clerk.desk.plan(rows)))
                assert set(clerk.states(batch).values()) == {State.BOOKED}

    go(journey)
