"""Messages on disk: intent first, sealed, five an hour, and a journal of before brought up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from app.domain.message import Draft, MessageState, Recipient, divide
from app.domain.message_info import HourFull
from app.domain.values import Delivery
from app.errors import InputError
from app.journal import forgetting
from app.journal.batches import Journal
from app.journal.file import JournalFile
from app.journal.messages import ARROWS, MessageBook
from app.journal.schema import SCHEMAS
from app.journal.store import OfficeAddress
from app.practice import made_up_people
from app.thai import thai_now
from tests.app.journal.conftest import KEY
from tests.app.journal.test_batches import FACILITY, ROW, add

DRAFT = Draft("หัวเรื่องลับ", "ข้อความลับ", "https://secret.example")
COUNT = count()
PEOPLE = [Recipient(person.cid, person.full_name) for person in made_up_people(3)]


@pytest.fixture
def book(journal: Journal) -> MessageBook:
    return journal.messages


def put(book: MessageBook, draft: Draft | None = None) -> int:
    """A message; every one is another text where none is given."""
    draft = draft or replace(DRAFT, title=f"{DRAFT.title} {next(COUNT)}")
    return book.add(FACILITY, "clerk", draft, divide(draft, PEOPLE, "ref"), "ref")


def state(book: MessageBook, number: int) -> MessageState:
    return book.parts(number)[0].state


def test_a_journal_of_the_first_version_is_brought_up_to_date_and_keeps_its_rows(path: Path) -> None:
    old = JournalFile(path, SCHEMAS[:1])
    assert old.db.execute("PRAGMA user_version").fetchone()[0] == 1
    assert not old.db.execute("SELECT 1 FROM sqlite_master WHERE name='message'").fetchone()
    old.close()
    with Journal(path, KEY) as journal:
        batch = add(journal, ROW)
        assert put(journal.messages, DRAFT) == 1
    with Journal(path, KEY) as journal:
        assert journal.entries(batch)[0].appointment == ROW
        assert journal.messages.info(1).draft == DRAFT


def test_it_comes_back_as_it_went_in(book: MessageBook) -> None:
    number = put(book, DRAFT)
    (part,) = book.parts(number)
    assert (part.people, part.draft, part.ref_code) == (tuple(PEOPLE), DRAFT, "ref")
    info = book.info(number)
    assert (info.draft, info.targets, info.calls, info.state) == (DRAFT, 3, 1, MessageState.PLANNED)
    assert book.find(FACILITY, "ref") == book.find(FACILITY, str(number)) == number
    with pytest.raises(InputError):
        book.find("99002", "ref")


def test_intent_and_its_call_are_on_disk_before_the_call(book: MessageBook, where: Path | OfficeAddress) -> None:
    number = put(book)
    book.claim(number, 1)
    with Journal(where, KEY) as another:
        assert state(another.messages, number) is MessageState.SENDING
        assert another.messages.allowance(FACILITY).left == 4


def test_only_along_the_arrows(book: MessageBook) -> None:
    for origin in MessageState:
        for target in MessageState:
            number = put(book)
            book._db.execute("UPDATE message_part SET state=? WHERE message=?", (origin, number))
            if target in ARROWS[origin] or target is origin:  # made twice it is made once
                book.mark(number, 1, target)
                assert state(book, number) is target
            else:
                with pytest.raises(AssertionError):
                    book.mark(number, 1, target)
                assert state(book, number) is origin


def test_what_a_dead_process_left_on_its_way_is_in_doubt(book: MessageBook) -> None:
    number = put(book)
    book.claim(number, 1)
    with book.hold(number):
        (part,) = book.parts(number)
    assert (part.state, part.code) == (MessageState.UNKNOWN, "stopped_in_flight")
    with pytest.raises(AssertionError):
        book.claim(number, 1)


def test_five_an_hour_and_what_had_no_effect_is_given_back(book: MessageBook) -> None:
    numbers = [put(book) for _ in range(6)]
    for number in numbers[:5]:
        book.claim(number, 1)
    with pytest.raises(HourFull) as caught:
        book.claim(numbers[5], 1)
    assert timedelta(minutes=59) < caught.value.until - thai_now() < timedelta(minutes=61)
    assert state(book, numbers[5]) is MessageState.PLANNED
    assert book.allowance("99002").left == 5
    book.give_back(numbers[0], 1, counted=False)
    assert book.allowance(FACILITY).left == 1
    book.claim(numbers[5], 1)


def test_the_next_call_may_go_when_the_oldest_of_five_is_an_hour_old(book: MessageBook) -> None:
    now = thai_now()
    for minutes in (59, 40, 30, 20, 10, 70):
        at = (now - timedelta(minutes=minutes)).isoformat()
        book._db.execute("INSERT INTO message_call (facility, at) VALUES (?,?)", (FACILITY, at))
    next_at = book.allowance(FACILITY).next_at
    assert next_at is not None
    assert timedelta(minutes=1) < next_at - now < timedelta(minutes=2)


def test_a_clock_that_was_set_back_does_not_hold_messages_for_ever(book: MessageBook) -> None:
    at = (thai_now() + timedelta(days=300)).isoformat()
    for _ in range(5):
        book._db.execute("INSERT INTO message_call (facility, at) VALUES (?,?)", (FACILITY, at))
    assert book.allowance(FACILITY).left == 5


def set_clock(monkeypatch: pytest.MonkeyPatch, book: MessageBook, forward: timedelta, **more: Any) -> None:
    """Somebody sets the clock; the time that nobody sets goes on as it did."""
    now = book._store.now
    monkeypatch.setattr(book._store, "now", lambda: replace(now(), wall=now().wall + forward.total_seconds(), **more))


@pytest.mark.parametrize("forward", [timedelta(hours=1, minutes=5), timedelta(days=20), -timedelta(hours=3)])
def test_five_an_hour_whatever_is_done_to_the_clock(
    book: MessageBook, monkeypatch: pytest.MonkeyPatch, forward: timedelta
) -> None:
    for _ in range(5):
        book.claim(put(book), 1)
    set_clock(monkeypatch, book, forward)
    with pytest.raises(HourFull) as caught:
        book.claim(put(book), 1)
    assert timedelta(minutes=59) < caught.value.until - (thai_now() + forward) < timedelta(minutes=61)


def test_an_hour_that_others_filled_holds_a_quarter_of_an_hour_and_no_longer(
    book: MessageBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = put(book)
    with monkeypatch.context() as patch:
        set_clock(patch, book, timedelta(days=20))
        book.claim(number, 1)
        book.give_back(number, 1, "message_limit", counted=True)
    held = book.allowance(FACILITY).next_at
    assert held is not None
    assert timedelta(minutes=14) < held - thai_now() < timedelta(minutes=16)
    set_clock(monkeypatch, book, timedelta(0), ticks=book._store.now().ticks + 16 * 60)
    assert book.allowance(FACILITY).left == 4


def test_after_a_restart_the_wall_clock_counts_and_a_wrong_one_holds_an_hour_at_most(
    book: MessageBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        book.claim(put(book), 1)
    restarted = {"boot": "restarted", "ticks": 60.0}
    for forward, left in ((timedelta(minutes=10), 0), (timedelta(hours=2), 5), (-timedelta(days=2), 0)):
        with monkeypatch.context() as patch:
            set_clock(patch, book, forward, **restarted)
            assert book.allowance(FACILITY).left == left
    set_clock(monkeypatch, book, -timedelta(days=2), boot="restarted", ticks=3700.0)
    assert book.allowance(FACILITY).left == 5


def test_nothing_of_a_message_can_be_read_at_rest(file_journal: Journal, path: Path) -> None:
    book = file_journal.messages
    number = put(book)
    book.claim(number, 1)
    told = Delivery(1, 1, (PEOPLE[2].cid,))
    book.mark(number, 1, MessageState.SENT, detail=f"ไม่พบ {PEOPLE[2].cid}", delivery=told)
    everything = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for secret in (*(one.cid for one in PEOPLE), "สมมุติ", "ลับ", "secret.example"):
        assert secret.encode() not in everything
    (part,) = book.parts(number)
    assert (part.delivery, part.detail) == (told, f"ไม่พบ {PEOPLE[2].cid}")


def test_clearing_leaves_no_trace_but_the_count(file_journal: Journal, path: Path) -> None:
    book = file_journal.messages
    number = put(book)
    book.claim(number, 1)
    sealed = book._db.execute("SELECT sealed FROM message_part").fetchone()[0]
    book.clear()
    assert book.register(FACILITY) == ()
    assert all(sealed not in file.read_bytes() for file in path.parent.iterdir())
    assert book.allowance(FACILITY).left == 4


def test_old_messages_are_forgotten_with_their_versions_and_open_ones_kept(book: MessageBook) -> None:
    done, waiting = put(book), put(book)
    parts = divide(DRAFT, PEOPLE, "ref")
    update = book.add(FACILITY, "clerk", DRAFT, parts, "ref", first=done)
    for number in (done, update):
        book.claim(number, 1)
        book.mark(number, 1, MessageState.SENT)
    assert [info.id for info in book.register(FACILITY)] == [waiting, update]
    assert book.forget_before(thai_now().date() + timedelta(days=1)) == 2
    assert [info.id for info in book.register(FACILITY)] == [waiting]


def test_only_what_never_left_is_discarded(book: MessageBook) -> None:
    number, other = put(book), put(book)
    book.discard(number)
    book.claim(other, 1)
    book.mark(other, 1, MessageState.UNKNOWN)
    with pytest.raises(InputError) as caught:
        book.discard(other)
    assert caught.value.code == "message_not_discardable"


def flip_a_bit(book: MessageBook, table: str, column: str, number: int) -> None:
    (text,) = book._db.execute(f"SELECT {column} FROM {table} WHERE {_name(table)}=?", (number,)).fetchone()
    book._db.execute(
        f"UPDATE {table} SET {column}=? WHERE {_name(table)}=?", (text[:-1] + bytes([text[-1] ^ 1]), number)
    )


def _name(table: str) -> str:
    return "id" if table == "message" else "message"


@pytest.mark.parametrize("damaged", ["message sealed", "message_part sealed", "message_part answer"])
def test_a_damaged_text_costs_its_own_message_and_nothing_else(journal: Journal, damaged: str) -> None:
    book = journal.messages
    lost, other = put(book), put(book)
    for number in (lost, other):
        book.claim(number, 1)
        book.mark(number, 1, MessageState.SENT, delivery=Delivery(2, 1))
    flip_a_bit(book, *damaged.split(), lost)
    assert [(info.id, info.state, info.targets) for info in book.register(FACILITY)] == [
        (other, MessageState.SENT, 3),
        (lost, MessageState.SENT, 3),
    ]
    assert [one.damaged for one in book.parts(lost)] == [damaged == "message_part sealed"]
    assert book.info(other).app == 2
    forgetting.keep(journal, -1)  # as each start does
    assert book.register(FACILITY) == ()


def test_the_register_is_one_query_and_tells_what_each_message_tells(file_journal: Journal) -> None:
    book = file_journal.messages
    numbers = [put(book) for _ in range(4)]
    book.claim(numbers[0], 1)
    book.mark(numbers[0], 1, MessageState.SENT, delivery=Delivery(2, 1))
    asked: list[str] = []
    book._db.set_trace_callback(asked.append)
    told = book.register(FACILITY)
    book._db.set_trace_callback(None)
    assert len(asked) == 1
    assert told == tuple(book.info(number) for number in reversed(numbers))
