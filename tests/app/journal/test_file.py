"""What only a journal in a file does: what older versions wrote, what lies on the disk, how its questions are asked."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.values import State
from app.errors import EnvironmentProblem
from app.journal import forgetting
from app.journal.batches import Journal
from app.journal.schema import _ONE_SENT, SCHEMAS
from tests.app.journal.conftest import KEY
from tests.app.journal.test_batches import FACILITY, ROW, add, blocked_by, sent, state_of


def test_a_journal_of_an_older_version_learns_its_people_and_their_days(path: Path) -> None:
    with Journal(path, KEY) as journal:
        add(journal, ROW, state=State.BOOKED)
        for index in ("row_day", "row_person", "row_open", "row_held", "row_state"):
            journal._db.execute(f"DROP INDEX {index}")
        columns = [("row", name) for name in ("day", "since", "sent", "person", "beside")]
        journal._db.execute("DROP TABLE pc")
        for table, name in (*columns, ("message_call", "moment"), ("batch", "maker")):
            journal._db.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        journal._db.execute("PRAGMA user_version=2")
    with Journal(path, KEY) as journal:
        assert journal.booked_ahead(FACILITY, {ROW.cid}, ROW.date) == {ROW.cid: {ROW.date}}
        second = add(journal, replace(ROW, hour=9))
        assert blocked_by(journal.claim(second, 2)) is State.BOOKED


def test_the_history_is_one_query_and_tells_what_each_batch_tells(file_journal: Journal) -> None:
    batches = [add(file_journal, replace(ROW, hour=hour)) for hour in range(8, 14)]
    batches.append(add(file_journal))  # without a row
    for batch, state in zip(batches, (State.BOOKED, State.UNKNOWN, State.REFUSED), strict=False):
        file_journal._db.execute("UPDATE row SET state=?, tries=1 WHERE batch=?", (state, batch))
    asked: list[str] = []
    file_journal._db.set_trace_callback(asked.append)
    told = file_journal.history()
    file_journal._db.set_trace_callback(None)
    assert len(asked) == 1
    assert told == tuple(file_journal.info(batch) for batch in reversed(batches))
    assert [(info.total, info.unfinished, info.unseen) for info in told[-3:]] == [(1, 0, 0), (1, 1, 0), (1, 0, 1)]


@pytest.mark.parametrize("question", ["doubt", "person"])
def test_no_question_before_a_run_reads_the_whole_journal(file_journal: Journal, question: str) -> None:
    asked: list[str] = []
    file_journal._db.set_trace_callback(asked.append)
    if question == "doubt":
        file_journal.in_doubt(FACILITY)
    else:
        file_journal.booked_ahead(FACILITY, {ROW.cid}, ROW.date)
        file_journal.holds(FACILITY, [ROW])
    file_journal._db.set_trace_callback(None)
    plans = [step for sql in asked for *_, step in file_journal._db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plans
    assert not [step for step in plans if step == "SCAN row"]


def test_an_older_journal_with_a_person_sent_twice_is_opened_and_each_row_says_what_it_said(path: Path) -> None:
    with Journal(path, KEY) as journal:
        batches = [sent(journal, ROW)]
        journal._db.execute("DROP INDEX row_held")
        journal._db.execute("DROP INDEX row_state")
        journal._db.execute("ALTER TABLE row DROP COLUMN beside")
        batches += [add(journal, ROW), add(journal, ROW)]
        states = [State.BOOKED, State.UNKNOWN, State.PLANNED]
        for batch, state in zip(batches, states, strict=True):
            tries = int(state is not State.PLANNED)
            journal._db.execute("UPDATE row SET state=?, tries=? WHERE batch=?", (state, tries, batch))
        journal._db.execute("DROP TABLE pc")
        journal._db.execute("ALTER TABLE batch DROP COLUMN maker")
        journal._db.execute(f"PRAGMA user_version={SCHEMAS.index(_ONE_SENT)}")
    with Journal(path, KEY) as journal:
        assert [state_of(journal, batch) for batch in batches] == states
        assert journal.claim(batches[2], 2) is not None
        assert journal.mark(batches[1], 2, State.BOOKED).state is State.BOOKED
        assert journal.mark(batches[0], 2, State.UNKNOWN).state is State.UNKNOWN


def test_nothing_of_a_person_can_be_read_at_rest(file_journal: Journal, path: Path) -> None:
    batch = add(file_journal, ROW)
    file_journal.claim(batch, 2)
    file_journal.mark(batch, 2, State.REFUSED, detail=f"ไม่พบ {ROW.cid}")
    everything = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for secret in (ROW.cid, ROW.mobile_phone, "สมมุติ", "หมายเหตุ", "นัด.xlsx", "2027-06-14"):
        assert secret.encode() not in everything
    assert file_journal.entries(batch)[0].outcome.detail == f"ไม่พบ {ROW.cid}"


@pytest.mark.skipif(os.name == "nt", reason="a Windows profile is private as a whole")
def test_only_its_owner_may_read_the_file(file_journal: Journal, path: Path) -> None:
    add(file_journal, ROW)
    assert {file.stat().st_mode & 0o077 for file in path.parent.iterdir()} == {0}


def test_a_damaged_journal_is_set_aside_not_overwritten(path: Path) -> None:
    path.write_bytes(b"this was a journal once" * 100)
    with pytest.raises(EnvironmentProblem) as caught:
        Journal(path, KEY)
    assert caught.value.code == "journal_damaged"
    aside = Path(str(caught.value.params["path"]))
    assert aside.read_bytes().startswith(b"this was a journal once")
    with Journal(path, KEY) as journal:
        assert journal.history() == ()


def test_a_newer_journal_is_left_alone(path: Path) -> None:
    with Journal(path, KEY) as journal:
        journal._db.execute("PRAGMA user_version=99")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem) as caught:
        Journal(path, KEY)
    assert caught.value.code == "journal_newer"
    assert path.read_bytes() == before


def test_clearing_leaves_no_trace(file_journal: Journal, path: Path) -> None:
    batch = add(file_journal, ROW)
    sealed = file_journal._db.execute("SELECT sealed FROM row WHERE batch=?", (batch,)).fetchone()[0]
    assert forgetting.clear(file_journal) == 0
    assert file_journal.history() == ()
    assert all(sealed not in file.read_bytes() for file in path.parent.iterdir())


def test_a_full_disk_is_said_and_loses_nothing(file_journal: Journal) -> None:
    batch = add(file_journal, ROW)
    pages = file_journal._db.execute("PRAGMA page_count").fetchone()[0]
    file_journal._db.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(EnvironmentProblem) as caught:
        add(file_journal, *(replace(ROW, row=number) for number in range(3, 600)))
    assert caught.value.code == "disk_full"
    assert [info.id for info in file_journal.history()] == [batch]
