"""Intent before action, one sending for one person's hour, and nothing readable at rest."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.clock import ticks
from app.domain.values import Appointment, State
from app.errors import EnvironmentProblem, InputError
from app.journal import forgetting
from app.journal.batches import ARROWS, Hold, Journal, RowMovedOn, Source
from app.journal.store import HeldAlready, OfficeAddress, Store
from tests.app.journal.conftest import KEY
from tests.world import any_day

FACILITY = "99001"
ROW = Appointment(2, "8123456789014", date(2027, 6, 14), 8, 1, "นางสาว สมมุติ ทดสอบ", "0812345678", "หมายเหตุ")
SOURCE = Source("นัด.xlsx", "Sheet1", 1, 0)


def add(journal: Journal, *rows: Appointment, state: State = State.PLANNED) -> int:
    return journal.add_batch(FACILITY, "clerk", SOURCE, [(row, state, "", None) for row in rows])


def state_of(journal: Journal, batch: int, number: int = 2) -> State:
    return next(entry.outcome.state for entry in journal.entries(batch) if entry.outcome.row == number)


def blocked_by(hold: Hold | None) -> State | None:
    return hold.state if hold is not None else None


def test_a_row_comes_back_as_it_went_in(journal: Journal) -> None:
    batch = add(journal, ROW)
    (entry,) = journal.entries(batch)
    assert entry.appointment == ROW
    assert journal.info(batch).source == SOURCE


@pytest.mark.parametrize("slot_id", [1, 2**63 - 1, 2**63, 2**64 + 5000001, 10**39])
def test_a_seats_number_is_kept_to_its_last_digit(journal: Journal, where: Path | OfficeAddress, slot_id: int) -> None:
    planned = journal.add_batch(FACILITY, "clerk", SOURCE, [(ROW, State.SKIPPED, "", slot_id)])
    batch = add(journal, replace(ROW, hour=9))
    journal.claim(batch, 2)
    assert journal.mark(batch, 2, State.BOOKED, slot_id=slot_id).slot_id == slot_id
    with Journal(where, KEY) as another:
        assert [one.outcome.slot_id for number in (planned, batch) for one in another.entries(number)] == [slot_id] * 2


def test_only_rows_that_are_asked_for_are_opened(journal: Journal) -> None:
    rows = [replace(ROW, row=number, date=ROW.date + timedelta(days=number)) for number in range(2, 6)]
    batch = add(journal, *rows)
    for number in (2, 3, 4):
        journal.claim(batch, number)
        journal.mark(batch, number, State.BOOKED, verified=number == 4)
    sent = journal.unverified(batch)
    assert set(sent) == {2, 3}
    assert all(sent.values())
    assert [one.outcome.row for one in journal.entries(batch, (State.BOOKED,), {3, 5})] == [3]


def test_intent_is_on_disk_before_the_call(journal: Journal, where: Path | OfficeAddress) -> None:
    batch = add(journal, ROW)
    assert journal.claim(batch, 2) is None
    with Journal(where, KEY) as another:
        assert state_of(another, batch) is State.SENDING


def test_the_same_hour_is_claimed_once_whatever_the_batch(journal: Journal, where: Path | OfficeAddress) -> None:
    first, second = add(journal, ROW), add(journal, replace(ROW, row=7))
    with Journal(where, KEY) as other_window:
        assert journal.claim(first, 2) is None
        assert blocked_by(other_window.claim(second, 7)) is State.SENDING
        journal.mark(first, 2, State.UNKNOWN)
        assert blocked_by(other_window.claim(second, 7)) is State.UNKNOWN
        journal.mark(first, 2, State.BOOKED, slot_id=5)
        assert blocked_by(other_window.claim(second, 7)) is State.BOOKED
        assert state_of(other_window, second, 7) is State.PLANNED


def test_a_persons_day_is_claimed_once_whatever_the_hour(journal: Journal) -> None:
    """A corrected copy of the sheet beside the first: two doors for one person are one too many."""
    first, second = add(journal, ROW), add(journal, replace(ROW, hour=9))
    assert journal.claim(first, 2) is None
    hold = journal.claim(second, 2)
    assert hold is not None
    assert (hold.batch, hold.hour, hold.same_hour) == (first, 8, False)
    assert journal.claim(second, 2, leaving=8) is None, "a move leaves that hour"


def test_another_day_is_another_claim(journal: Journal) -> None:
    first, second = add(journal, ROW), add(journal, replace(ROW, date=ROW.date + timedelta(days=1)))
    assert journal.claim(first, 2) is None
    assert journal.claim(second, 2) is None


def test_a_row_that_a_look_found_booked_is_not_claimed(journal: Journal) -> None:
    batch = add(journal, ROW)
    journal.mark(batch, 2, State.SKIPPED, "already_booked")
    with pytest.raises(RowMovedOn):
        journal.claim(batch, 2)


def flip_a_bit(journal: Journal, batch: int, number: int) -> None:
    (sealed,) = journal._db.execute("SELECT sealed FROM row WHERE batch=? AND number=?", (batch, number)).fetchone()
    broken = sealed[:-1] + bytes([sealed[-1] ^ 1])
    journal._db.execute("UPDATE row SET sealed=? WHERE batch=? AND number=?", (broken, batch, number))


def test_a_damaged_row_costs_nobody_else_anything(journal: Journal) -> None:
    other = replace(ROW, row=3, cid="0123456789012")
    batch = add(journal, ROW, other, state=State.BOOKED)
    flip_a_bit(journal, batch, 2)
    assert [entry.outcome.row for entry in journal.entries(batch)] == [3]
    assert journal.damaged(batch) == (2,)
    assert [(one.row, one.state) for one in journal.outcomes(batch)] == [(2, State.BOOKED), (3, State.BOOKED)]
    assert journal.booked_ahead(FACILITY, {ROW.cid, other.cid}, ROW.date) == {other.cid: frozenset({ROW.date})}
    again = add(journal, ROW)
    assert blocked_by(journal.claim(again, 2)) is State.BOOKED, "whose it is, the keyed hash still knows"
    journal._db.execute("UPDATE batch SET about=? WHERE id=?", (bytes(range(16)), batch))
    assert {info.id: info.source.file_name for info in journal.history()} == {batch: "?", again: SOURCE.file_name}


GARBLED = {
    "at": "2026-1x-29T15:24:51", "sent_at": "zz", "sent": "zz", "since": "\0", "slot_id": "abc", "detail": b"123",
    "code": "no_such_code",
}  # fmt: skip


@pytest.mark.parametrize("column", GARBLED)
def test_whatever_of_a_row_is_garbled_it_still_stands_and_can_be_cancelled(file_journal: Journal, column: str) -> None:
    batch = add(file_journal, ROW, replace(ROW, row=3, cid="0123456789012"), state=State.BOOKED)
    file_journal._db.execute(f"UPDATE row SET {column}=? WHERE batch=? AND number=2", (GARBLED[column], batch))
    assert [(one.row, one.state) for one in file_journal.outcomes(batch)] == [(2, State.BOOKED), (3, State.BOOKED)]
    assert len(file_journal.entries(batch)) == 2
    assert file_journal.info(batch).counts == {State.BOOKED: 2}
    for row in (2, 3):
        assert file_journal.mark(batch, row, State.CANCELLING).state is State.CANCELLING


def test_a_row_whose_state_is_garbled_is_in_doubt_and_holds_its_hour(path: Path) -> None:
    with Journal(path, KEY) as journal:
        batch = add(journal, ROW, replace(ROW, row=3, cid="0123456789012"), state=State.BOOKED)
        journal._db.execute("UPDATE row SET state='cooked' WHERE batch=? AND number=2", (batch,))
        assert journal.info(batch).counts == {State.UNKNOWN: 1, State.BOOKED: 1}
    with Journal(path, KEY) as journal:
        first, other = journal.outcomes(batch)
        assert (first.state, first.code, other.state) == (State.UNKNOWN, "state_damaged", State.BOOKED)
        assert blocked_by(journal.claim(add(journal, ROW), 2)) is State.UNKNOWN


def test_what_an_older_program_writes_beside_this_one_is_told_too(journal: Journal) -> None:
    add(journal, ROW, state=State.BOOKED)
    journal._db.execute("UPDATE row SET person=NULL")
    assert journal.booked_ahead(FACILITY, {ROW.cid}, ROW.date) == {ROW.cid: {ROW.date}}


def test_another_day_is_told_without_opening_other_peoples_rows(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [replace(ROW, row=number, cid=f"{7_000_000_000_000 + number}") for number in range(3, 40)]
    add(journal, ROW, *others, state=State.BOOKED)
    opened: list[bytes] = []
    monkeypatch.setattr(Store, "opened", lambda _, sealed, __: opened.append(sealed) or b"?")
    journal.booked_ahead(FACILITY, {ROW.cid}, ROW.date)
    assert len(opened) == 1


def sent(journal: Journal, *rows: Appointment) -> int:
    batch = add(journal, *rows)
    for row in rows:
        assert journal.claim(batch, row.row) is None
        journal.mark(batch, row.row, State.BOOKED)
    return batch


def test_the_schema_itself_refuses_a_second_sending_for_a_persons_hour(journal: Journal) -> None:
    sent(journal, ROW)
    second = add(journal, ROW)
    with pytest.raises(HeldAlready), journal._store.change():
        journal._db.execute("UPDATE row SET state='sending', tries=1 WHERE batch=?", (second,))
    assert state_of(journal, second) is State.PLANNED


def test_a_booked_row_that_nobody_can_read_any_more_still_keeps_its_person_from_being_sent(journal: Journal) -> None:
    first, second = sent(journal, ROW), add(journal, ROW)
    damaged = (b"", b"?", first)  # before it knew its day
    journal._db.execute("UPDATE row SET day=?, sealed=? WHERE batch=?", damaged)
    hold = journal.claim(second, 2)
    assert hold is not None
    assert (hold.batch, hold.state, hold.same_hour, hold.hour) == (first, State.BOOKED, True, None)
    assert state_of(journal, second) is State.PLANNED


def test_what_a_look_finds_beside_another_booking_is_written_and_keeps_its_person_from_being_sent(
    journal: Journal,
) -> None:
    first = sent(journal, ROW)
    for state in (State.CANCELLING, State.CANCELLED):
        journal.mark(first, 2, state)
    sent(journal, ROW)
    third = add(journal, ROW)
    assert journal.mark(first, 2, State.BOOKED).state is State.BOOKED  # taken for gone, and seen again
    assert blocked_by(journal.claim(third, 2)) is State.BOOKED
    for state in (State.CANCELLING, State.BOOKED, State.UNKNOWN, State.BOOKED):
        assert journal.mark(first, 2, state).state is state


def taken_over(journal: Journal, *rows: Appointment, of: tuple[int, ...]) -> int:
    steps = [(row, State.PLANNED, "", None) for row in rows]
    return journal.add_batch(FACILITY, "clerk", SOURCE, steps, instead_of=of)


@pytest.mark.parametrize("state", State)
def test_only_a_row_that_is_surely_unbooked_is_taken_over(journal: Journal, state: State) -> None:
    first = add(journal, ROW, state=state)
    mended = replace(ROW, date=ROW.date + timedelta(days=1))
    if state in (State.REFUSED, State.NOT_SENT):
        taken_over(journal, mended, of=(first,))
        assert [(e.outcome.state, e.outcome.code) for e in journal.entries(first)] == [(State.REFUSED, "handed_over")]
        return
    with pytest.raises(InputError) as caught:
        taken_over(journal, mended, of=(first,))
    assert caught.value.code == "rows_moved_on"
    assert state_of(journal, first) is state
    assert len(journal.history()) == 1  # nothing of the new batch is left


def test_a_row_that_was_taken_over_is_never_sent_from_its_first_batch_again(
    journal: Journal, where: Path | OfficeAddress
) -> None:
    other = replace(ROW, row=3, cid="0123456789012")
    first = add(journal, ROW, other, state=State.REFUSED)
    taken_over(journal, replace(ROW, hour=9), of=(first,))
    assert journal.plan_again(first, (State.REFUSED, State.NOT_SENT)) == 1
    assert state_of(journal, first, 2) is State.REFUSED
    assert state_of(journal, first, 3) is State.PLANNED
    with pytest.raises(InputError):
        taken_over(journal, replace(ROW, hour=10), of=(first,))  # nor is it taken over twice


def test_a_row_that_an_earlier_mending_left_behind_is_taken_over_too(journal: Journal) -> None:
    """Two rows failed; one was mended and failed again, then both are mended: neither stays with the first batch."""
    other = replace(ROW, row=3, cid="0123456789012")
    first = add(journal, ROW, other, state=State.REFUSED)
    second = taken_over(journal, replace(ROW, hour=9), of=(first,))
    journal.mark(second, 2, State.REFUSED, "slot_full")
    mended = replace(ROW, hour=10), replace(other, date=ROW.date + timedelta(days=1))
    third = taken_over(journal, *mended, of=(second, first))
    states = (State.REFUSED, State.NOT_SENT)
    assert [journal.plan_again(batch, states) for batch in (first, second)] == [0, 0]
    assert [entry.outcome.state for entry in journal.entries(third)] == [State.PLANNED, State.PLANNED]


def test_a_row_left_behind_that_was_sent_elsewhere_stops_the_new_batch(journal: Journal) -> None:
    other = replace(ROW, row=3, cid="0123456789012")
    first = add(journal, ROW, other, state=State.REFUSED)
    second = taken_over(journal, replace(ROW, hour=9), of=(first,))
    journal.mark(second, 2, State.REFUSED, "slot_full")
    journal.plan_again(first, (State.REFUSED,))  # Retry failed in another window
    with pytest.raises(InputError) as caught:
        taken_over(journal, replace(ROW, hour=10), replace(other, hour=10), of=(second, first))
    assert caught.value.code == "rows_moved_on"
    assert journal.entries(second)[0].outcome.code == "slot_full"


def test_a_row_waiting_for_a_doubt_elsewhere_is_not_taken_over(journal: Journal) -> None:
    steps = [(ROW, State.NOT_SENT, "doubtful_in_other_batch", None)]
    first = journal.add_batch(FACILITY, "clerk", SOURCE, steps)
    with pytest.raises(InputError):
        taken_over(journal, replace(ROW, hour=9), of=(first,))


def test_only_along_the_arrows(where: Path | OfficeAddress) -> None:
    for origin in State:
        for target in State:
            with Journal(None, KEY) as journal:
                batch = add(journal, ROW, state=origin)
                if target in ARROWS[origin]:
                    assert journal.mark(batch, 2, target).state is target
                else:
                    with pytest.raises(RowMovedOn):
                        journal.mark(batch, 2, target)
                    assert state_of(journal, batch) is origin


def test_a_row_in_doubt_is_never_simply_planned_again(journal: Journal) -> None:
    batch = add(journal, ROW)
    journal.claim(batch, 2)
    with pytest.raises(AssertionError):
        journal.plan_again(batch, (State.SENDING,))
    with pytest.raises(AssertionError):
        journal.plan_again(batch, (State.BOOKED,))


def test_a_slot_number_once_known_is_kept(journal: Journal) -> None:
    batch = add(journal, ROW)
    journal.claim(batch, 2)
    journal.mark(batch, 2, State.BOOKED, slot_id=1000007)
    assert journal.mark(batch, 2, State.BOOKED, verified=True).slot_id == 1000007


def test_a_booked_row_is_recognised_in_any_later_file(journal: Journal) -> None:
    batch = add(journal, ROW)
    journal.claim(batch, 2)
    journal.mark(batch, 2, State.BOOKED, slot_id=1000007)
    (hold,) = journal.holds(FACILITY, [replace(ROW, row=99, person_name="")])[99]
    assert (hold.batch, hold.number, hold.state, hold.same_hour) == (batch, 2, State.BOOKED, True)
    assert journal.holds("99002", [ROW]) == {}
    (other,) = journal.holds(FACILITY, [replace(ROW, hour=9)])[2]
    assert (other.same_hour, other.hour) == (False, 8), "the person's day is known, whatever the hour"
    assert journal.holds(FACILITY, [replace(ROW, date=ROW.date + timedelta(days=1))]) == {}


def test_the_same_rows_find_their_unfinished_batch(journal: Journal) -> None:
    batch = add(journal, ROW, replace(ROW, row=3, hour=9))
    assert journal.find_unfinished(FACILITY, [ROW, replace(ROW, row=3, hour=9)]) == batch
    assert journal.find_unfinished(FACILITY, [ROW]) is None
    journal.claim(batch, 2)
    journal.mark(batch, 2, State.BOOKED)
    journal.mark(batch, 3, State.SKIPPED)
    assert journal.find_unfinished(FACILITY, [ROW, replace(ROW, row=3, hour=9)]) == batch, (
        "nobody has looked for it yet"
    )
    journal.mark(batch, 2, State.BOOKED, verified=True)
    assert journal.find_unfinished(FACILITY, [ROW, replace(ROW, row=3, hour=9)]) is None


def test_a_booking_gone_on_the_server_sets_the_hour_free(journal: Journal) -> None:
    first, second = add(journal, ROW), add(journal, ROW)
    journal.claim(first, 2)
    journal.mark(first, 2, State.BOOKED)
    assert blocked_by(journal.claim(second, 2)) is State.BOOKED
    journal.release(FACILITY, ROW)
    assert journal.claim(second, 2) is None


def test_another_key_is_told_and_changes_nothing(where: Path | OfficeAddress) -> None:
    with Journal(where, KEY) as journal:
        batch = add(journal, ROW)
    with pytest.raises(EnvironmentProblem) as caught:
        Journal(where, bytes(32))
    assert caught.value.code == "journal_wrong_key"
    with Journal(where, KEY) as journal:
        assert journal.entries(batch)[0].appointment == ROW


HOLD = """
import sys
from pathlib import Path
from app.journal.batches import Journal
from app.journal.store import OfficeAddress
where = OfficeAddress(sys.argv[1], schema=sys.argv[2]) if sys.argv[2] else Path(sys.argv[1])
with Journal(where, bytes(range(32))) as journal, journal.hold(1, "the other window"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_window_runs_a_batch_and_a_second_hears_who(journal: Journal, where: Path | OfficeAddress) -> None:
    batch = add(journal, ROW)
    place = (where.url, where.schema) if isinstance(where, OfficeAddress) else (str(where), "")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, *place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InputError) as caught, journal.hold(batch, "me"):
            raise AssertionError("held twice")
        assert caught.value.params["holder"] == "the other window"
        assert journal.info(batch).held_by == "the other window"
        other.kill()  # however it ends, the batch is free again
        other.wait()
        end = ticks() + 10  # a database hears of it in a moment
        while journal.info(batch).held_by and ticks() < end:
            time.sleep(0.01)
        with journal.hold(batch, "me"):
            pass
    assert journal.info(batch).held_by == ""


def test_old_finished_batches_are_forgotten_and_unfinished_ones_kept(journal: Journal) -> None:
    past, later = replace(ROW, date=date(2026, 1, 5)), any_day(2)
    done, waiting, future = (
        add(journal, past, state=State.SKIPPED),
        add(journal, past),
        add(journal, replace(ROW, date=later), state=State.SKIPPED),
    )
    assert journal.info(done).started.date() < later
    assert forgetting.forget_before(journal, later) == 1
    assert [info.id for info in journal.history()] == [future, waiting]


def test_a_booking_keeps_the_time_it_was_sent_at_however_often_it_is_verified(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, minutes = journal.now(), iter(range(100))
    monkeypatch.setattr(journal._store, "now", lambda: replace(now, wall=now.wall + 60 * next(minutes)))
    batch = add(journal, ROW)
    assert journal.claim(batch, 2) is None
    sent = journal.entries(batch)[0].sent_at
    for verified in (False, True, True):
        assert journal.mark(batch, 2, State.BOOKED, slot_id=5, verified=verified).at == sent
    assert journal.entries(batch)[0].outcome.at == sent
    journal.mark(batch, 2, State.CANCELLING)
    cancelled = journal.mark(batch, 2, State.CANCELLED)
    assert cancelled.at is not None
    assert cancelled.at > sent
    assert journal.entries(batch)[0].outcome.at == cancelled.at
