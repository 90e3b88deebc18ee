"""Nobody is reminded twice of one appointment, from whatever window; what the server refused told nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.domain.message import Draft, MessageState, Recipient, divide
from app.errors import InputError
from app.journal import forgetting
from app.journal.batches import Journal
from app.journal.carrying import Carrying
from app.journal.store import OfficeAddress
from app.practice import made_up_people
from tests.app.journal.conftest import KEY

DAY = date(2027, 6, 14)
PEOPLE = tuple(Recipient(one.cid, one.full_name, DAY, 8 + n, 1, "รพ.") for n, one in enumerate(made_up_people(3)))
DRAFT = Draft("เตือนนัด", "นัด {เวลา} ที่ {สถานที่}")


def remind(
    journal: Journal, people: tuple[Recipient, ...] = PEOPLE, draft: Draft = DRAFT, *, again: bool = False
) -> int:
    parts = divide(draft, people, "ref")
    note = partial(journal.reminders.note, "99001", parts, again=again)
    return journal.messages.add("99001", "u", draft, parts, "ref", again=again, within=note)


def test_of_two_windows_only_one_reminds_and_nothing_of_the_other_is_written(
    journal: Journal, where: Path | OfficeAddress
) -> None:
    with Journal(where, KEY) as other:
        remind(journal, PEOPLE[:2])
        with pytest.raises(InputError) as told:
            remind(other)
        assert (told.value.code, told.value.params["count"]) == ("reminded_already", 2)
        assert len(other.messages.register("99001")) == 1
        assert other.reminders.reminded("99001", PEOPLE) == set(PEOPLE[:2])
        assert other.reminders.reminded("99002", PEOPLE) == set()
        remind(other, again=True)
        assert journal.reminders.reminded("99001", PEOPLE) == set(PEOPLE)


def test_another_hour_is_another_appointment(journal: Journal) -> None:
    remind(journal)
    moved = replace(PEOPLE[0], hour=15, name="")
    assert journal.reminders.reminded("99001", [moved, replace(PEOPLE[1], name="")]) == {replace(PEOPLE[1], name="")}


def test_what_was_refused_told_nobody_and_is_not_retried_once_another_message_did_it(journal: Journal) -> None:
    first = remind(journal, PEOPLE[:1])
    journal.messages.claim(first, 1)
    assert journal.reminders.reminded("99001", PEOPLE[:1]), "in doubt counts as told"
    journal.messages.mark(first, 1, MessageState.REFUSED)
    assert not journal.reminders.reminded("99001", PEOPLE[:1])
    assert journal.messages.plan_again(first) == 1
    journal.messages.claim(first, 1)
    journal.messages.mark(first, 1, MessageState.REFUSED)
    remind(journal, PEOPLE[:1], Draft("เตือน", "วันที่ {วันที่}"))
    assert journal.messages.plan_again(first) == 0


def test_a_message_that_is_discarded_reminded_nobody(journal: Journal) -> None:
    journal.messages.discard(remind(journal))
    assert not journal.reminders.reminded("99001", PEOPLE)


def test_reminders_tell_nothing_at_rest_and_go_with_their_messages(file_journal: Journal, path: Path) -> None:
    number = remind(file_journal)
    everything = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert not any(word.encode() in everything for one in PEOPLE for word in (one.cid, one.name, "2027-06-14"))
    (part, *_) = file_journal.messages.parts(number)
    assert part.people[0].place == "รพ."
    forgetting.clear(file_journal)
    assert not file_journal.reminders.reminded("99001", PEOPLE)
    assert file_journal._db.execute("SELECT COUNT(*) FROM reminder").fetchone()[0] == 0


def test_who_was_reminded_is_carried_into_another_journal(file_journal: Journal, tmp_path: Path) -> None:
    remind(file_journal, PEOPLE[:2])
    refused = remind(file_journal, PEOPLE[2:])
    file_journal.messages.claim(refused, 1)
    file_journal.messages.mark(refused, 1, MessageState.REFUSED)
    with Journal(tmp_path / "other.db", bytes(32)) as other:
        Carrying(file_journal, other).carry()
        assert other.reminders.reminded("99001", PEOPLE) == set(PEOPLE[:2])
        with pytest.raises(InputError, match="reminded_already"):
            remind(other, draft=Draft("เตือน", "วันที่ {วันที่}"))
