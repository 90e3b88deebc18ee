"""Every row's intent and fate, on disk before and after each call.

One file per server. A row is sealed (AES-GCM) and found again by keyed hashes of the person (cid and facility), of
the day and of the hour, so one that was booked last week is recognised in any later file, and the file alone tells
nobody who was booked.
Arrows between states: `rows.ARROWS`. A row may start `sending` only while no other row of that person and day,
of any batch of any process, is booked or in doubt: that is decided and written in one transaction.
A sealed text that can't be opened any more (a damaged byte) costs its own row, never another one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Unpack

from cryptography.exceptions import InvalidTag

from app.clock import Moment
from app.domain.values import CANCEL, MOVE, Appointment, Outcome, State
from app.errors import EnvironmentProblem, InputError
from app.journal.changes import RowChanges
from app.journal.file import JournalFile
from app.journal.given_up import GivenUpBook
from app.journal.looks import LookBook
from app.journal.mends import MendBook
from app.journal.messages import MessageBook
from app.journal.pcs import PcBook
from app.journal.pen import AtOnce, Behind
from app.journal.people import People
from app.journal.refusals import RefusalBook
from app.journal.reminders import ReminderBook
from app.journal.rows import (
    APART,
    ARROWS,
    BOOKS,
    FAILED,
    GONE,
    HANDED_OVER,
    HAS_BOTH,
    LARGEST,
    LONG_AGO,
    NEVER_AGAIN,
    OLD_OVER,
    STANDS,
    TAKEN,
    UNREADABLE,
    BatchInfo,
    Entry,
    Hold,
    Marked,
    RowMovedOn,
    Source,
    happened,
    held_there,
    is_mendable,
    kept_slot,
    moment_of,
    quoted,
    slot_of,
    time_of,
)
from app.journal.schema import OPEN, SCHEMAS
from app.journal.seal import RowSeal
from app.journal.store import Engine, HeldElsewhere, Key, OfficeAddress, Store
from app.journal.undoing import IS_UNDONE, UndoneBatches
from app.journal.unsure import UnsureDays
from app.thai import thai_time

__all__ = [
    "ARROWS",
    "HANDED_OVER",
    "TAKEN",
    "BatchInfo",
    "Entry",
    "Hold",
    "Journal",
    "RowMovedOn",
    "Source",
    "is_mendable",
]

NO_DETAILS: Mapping[int, str] = MappingProxyType({})
_UNREADABLE = json.dumps(["?", "", "", 0, 0, UNREADABLE])  # what is told of a batch whose own line is damaged


class Journal:
    """The journal of one server. Not for several threads at once."""

    def __init__(self, where: Path | OfficeAddress | None, key: Key) -> None:
        """Open or make it: a file, or an office's database; None: in memory, for this session alone.

        Raises EnvironmentProblem: journal_damaged (set aside, named), journal_newer, journal_wrong_key, disk_full;
        of an office see `OfficeDatabase`.
        """
        self.where = where
        self._store = Store(_engine(where), key)
        self._db = self._store.db
        self.store = self._store
        self._seal = self.seal = RowSeal(self._store)
        self._people = People(self._store, self._seal)
        self.messages = MessageBook(self._store)
        self.mends = MendBook(self._store)
        self.looks = LookBook(self._store)
        self.pcs = PcBook(self._store, where.pc if isinstance(where, OfficeAddress) else None)
        self.reminders = ReminderBook(self._store)
        self.given_up = GivenUpBook(self._store, self._seal, self._people.know)
        self.unsure = UnsureDays(self._store)
        self.undone = UndoneBatches(self._store)
        self._people.know()
        self.pcs.come()
        self.changes = RowChanges(self._store, self._seal, self._people)
        self.changes.doubt_unreadable()
        self.pen = Behind(self._store) if isinstance(where, OfficeAddress) else AtOnce(self._store)
        self.refusals = RefusalBook(self._store, self.pen)

    def now(self) -> Moment:
        """By the clock of everybody who shares this journal: the database's, or this PC's."""
        return self._store.now()

    def close(self) -> None:
        self.pen.close()
        self._store.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- batches ---

    def add_batch(
        self,
        facility: str,
        user: str,
        source: Source,
        steps: Sequence[tuple[Appointment, State, str, int | None]],
        *,
        details: Mapping[int, str] = NO_DETAILS,
        instead_of: Sequence[int] = (),
    ) -> int:
        """Write a whole plan in one transaction; the batch's number. `details` by row number, see `Outcome.detail`.
        `instead_of`: the batch whose rows of the same numbers these are, mended, and those it had its own rows from,
        newest first. Raises InputError rows_moved_on where one of those rows is not surely unbooked."""
        about = json.dumps(
            [source.file_name, source.sheet, source.comment, source.rows, source.invalid, source.purpose],
            ensure_ascii=False,
        )
        digest = self._seal.digest(facility, (step[0] for step in steps))
        moment = self.now()
        now, since = thai_time(moment.wall).isoformat(), str(moment)
        with self._store.change():
            numbers = {step[0].row for step in steps}
            for earlier in instead_of:  # a row that is not in the newest was left in one before
                numbers -= self._hand_over(earlier, numbers)
            (batch,) = self._db.execute(
                'INSERT INTO batch (started, facility, "user", about, digest, rows, invalid, holder, maker)'
                " VALUES (?,?,?,?,?,?,?,'',?) RETURNING id",
                (now, facility, user, self._store.sealed(about, b"batch"), digest, source.rows, source.invalid)
                + (self.pcs.signature(),),
            ).fetchone()
            self._db.executemany(
                "INSERT INTO row (batch, number, key, day, person, sealed, state, code, slot_id, detail, at, since)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    (
                        batch,
                        step.row,
                        self._seal.key(facility, step),
                        self._seal.day_key(facility, step),
                        self._seal.person_key(facility, step.cid),
                        self._seal.row(batch, step),
                        state,
                        code,
                        kept_slot(slot_id),
                        self._seal.words(batch, step.row, details.get(step.row, "")),
                        now,
                        since,
                    )
                    for step, state, code, slot_id in steps
                ),
            )
        return int(batch)

    def _hand_over(self, batch: int, numbers: Collection[int]) -> set[int]:
        """These rows are another batch's from now on: mended to another day, they would otherwise be booked twice.
        Which of them the batch has."""
        entries = [entry for entry in self.entries(batch) if entry.outcome.row in numbers]
        if not all(is_mendable(entry.outcome) for entry in entries):
            raise InputError("rows_moved_on")
        at = thai_time(self.now().wall).isoformat()
        self._db.executemany(
            f"UPDATE row SET state=?, code=?, at=? WHERE batch=? AND number=? AND state IN ({quoted(FAILED)})",
            [(State.REFUSED, HANDED_OVER, at, batch, entry.outcome.row) for entry in entries],
        )
        return {entry.outcome.row for entry in entries}

    def find_unfinished(self, facility: str, appointments: Sequence[Appointment], purpose: str = "") -> int | None:
        """The newest unfinished batch of exactly these rows that was to do the same: a cancelling is no booking, nor is
        a batch that is being undone."""
        found = self._db.execute(
            "SELECT id FROM batch WHERE digest=? AND facility=? ORDER BY id DESC",
            (self._seal.digest(facility, appointments), facility),
        ).fetchall()
        infos = (self.info(batch) for (batch,) in found)
        alike = (info for info in infos if info.source.purpose == purpose and not info.undoing)
        return next((info.id for info in alike if info.open), None)

    def history(self) -> tuple[BatchInfo, ...]:
        """Every batch, the newest first."""
        return tuple(self._infos())

    def info(self, batch: int) -> BatchInfo:
        """Raises InputError no_such_batch."""
        if (info := next(iter(self._infos(batch)), None)) is None:
            raise InputError("no_such_batch", batch=batch)
        return info

    def _infos(self, batch: int | None = None) -> Iterator[BatchInfo]:
        """All of them, the newest first, or this one."""
        among = (0, LARGEST) if batch is None else (batch, batch)
        found = self._db.execute(
            'SELECT id, started, facility, "user", about, holder, maker, unseen,'
            f" {IS_UNDONE} AS undoing, held, given_up, state, counted FROM batch"
            " LEFT JOIN (SELECT batch, state, COUNT(*) AS counted FROM row WHERE batch BETWEEN ? AND ?"
            " GROUP BY batch, state) AS told ON told.batch=id"
            " LEFT JOIN (SELECT batch, COUNT(*) AS unseen FROM row WHERE batch BETWEEN ? AND ?"
            f" AND state='{State.BOOKED}' AND {OPEN} GROUP BY batch) AS waiting ON waiting.batch=id"
            f" LEFT JOIN ({APART}) AS apart ON apart.batch=id"
            " WHERE id BETWEEN ? AND ? ORDER BY id DESC",
            among * 4,
        )
        for told, rows in groupby(found.fetchall(), key=lambda row: row[:11]):
            yield self._info(*told, counts={State(state): count for *_, state, count in rows if state is not None})

    def _info(
        self,
        batch: int,
        started: str,
        facility: str,
        user: str,
        about: bytes,
        holder: str,
        maker: bytes | None,
        unseen: int | None,
        undoing: bool,
        held_back: int | None,
        given_up: int | None,
        *,
        counts: Mapping[State, int],
    ) -> BatchInfo:
        try:
            told = self._store.opened(about, b"batch")
        except InvalidTag:
            told = _UNREADABLE.encode()
        source = Source.of(told)
        return BatchInfo(
            batch,
            time_of(started) or LONG_AGO,
            facility,
            user,
            source,
            counts,
            holder if holder and self._store.is_held(_lock(batch)) else "",
            unseen or 0,
            self._to_cancel(batch, source.purpose, is_undone := bool(undoing) and source.purpose in BOOKS),
            *self.pcs.maker(maker),
            undoing=is_undone,
            held_back=held_back or 0,
            given_up=given_up or 0,
        )

    def _to_cancel(self, batch: int, purpose: str, undoing: bool) -> int:
        """See `BatchInfo`. What was to be cancelled and could not is no such thing: it says so."""
        if purpose not in (CANCEL, MOVE, "move") and not undoing:
            return 0
        sent = " AND tries>0" if undoing else ""  # an undo is of what the batch itself booked
        rows = self._db.execute(f"SELECT state, code FROM row WHERE batch=?{sent} ORDER BY number", (batch,)).fetchall()
        if purpose == CANCEL or undoing:
            return sum(state == State.BOOKED and code not in STANDS for state, code in rows)
        if purpose == MOVE:
            return sum(state == State.SKIPPED and code == HAS_BOTH for state, code in rows)
        (old, old_code), *new = rows  # both have their seat
        has = all(state in (State.BOOKED, State.SKIPPED) for state, _ in new)
        return int(has and old == State.BOOKED and old_code != OLD_OVER)

    def set_comment(self, batch: int, comment: str) -> None:
        """The clerk's note on a batch, sealed like all that is told about it."""
        found = self._db.execute("SELECT about FROM batch WHERE id=?", (batch,)).fetchone()
        if found is None:
            raise InputError("no_such_batch", batch=batch)
        name, sheet, _, *rest = json.loads(self._store.opened(found[0], b"batch"))
        about = json.dumps([name, sheet, comment, *rest], ensure_ascii=False)
        with self._store.change():
            self._db.execute("UPDATE batch SET about=? WHERE id=?", (self._store.sealed(about, b"batch"), batch))

    def entries(
        self, batch: int, states: Collection[State] = tuple(State), numbers: Collection[int] | None = None
    ) -> tuple[Entry, ...]:
        """Rows of a batch in these states, in the file's order, without the `damaged` ones. `numbers`: only these are
        opened."""
        rows = (row for row in self._rows(batch, states) if numbers is None or row[0] in numbers)
        found = (self._entry(batch, *row) for row in rows)
        return tuple(entry for entry in found if entry is not None)

    def unverified(self, batch: int) -> Mapping[int, Moment | None]:
        """Rows that a call of ours booked and nobody saw on the server yet: when each was sent. Opens none."""
        found = self._db.execute(
            "SELECT number, COALESCE(sent, since) FROM row WHERE batch=? AND state=? AND tries>0 AND verified=0",
            (batch, State.BOOKED),
        )
        return {number: moment_of(sent) for number, sent in found.fetchall()}

    def damaged(self, batch: int, states: Collection[State] = tuple(State)) -> tuple[int, ...]:
        """Rows in these states that can't be read any more: whose they are nobody can tell, see `outcomes`."""
        rows = self._rows(batch, states)
        return tuple(number for number, sealed, *_ in rows if self._seal.opened(batch, number, sealed) is None)

    def outcomes(self, batch: int) -> tuple[Outcome, ...]:
        """How every row stands, the damaged ones too, in the file's order."""
        rows = self._rows(batch, tuple(State))
        return tuple(self._outcome(batch, number, state, *rest) for number, _, state, *rest in rows)

    def _outcome(self, batch: int, number: int, state: str, *rest: Any) -> Outcome:
        code, slot_id, detail, at, sent_at, *_ = rest
        when = happened(State(state), time_of(at), time_of(sent_at))
        return Outcome(
            number, State(state), code, slot_of(slot_id), self._seal.words_opened(batch, number, detail), when
        )

    def _rows(self, batch: int, states: Collection[State]) -> Iterable[Any]:
        marks = ",".join("?" * len(states))
        return self._db.execute(
            "SELECT number, sealed, state, code, slot_id, detail, at, sent_at, tries, verified, sent, since FROM row"
            f" WHERE batch=? AND state IN ({marks}) ORDER BY number",
            (batch, *states),
        )

    def _entry(self, batch: int, number: int, sealed: bytes, state: str, *rest: Any) -> Entry | None:
        sent_at, tries, verified, sent, since = rest[-5:]
        if (appointment := self._seal.opened(batch, number, sealed)) is None:
            return None
        return Entry(
            appointment,
            self._outcome(batch, number, state, *rest),
            time_of(sent_at),
            tries,
            bool(verified),
            moment_of(sent),
            moment_of(since),
        )

    def plan_again(self, batch: int, states: Collection[State], numbers: Collection[int] | None = None) -> int:
        """Rows of these states (and numbers) go back to PLANNED; how many. Never from a state of doubt, and never one
        that is not this batch's to send (`NEVER_AGAIN`). Whoever wants that does not want it undone any more."""
        assert not any(state.doubtful or state is State.BOOKED for state in states)
        with self._store.change():
            found = [entry.outcome for entry in self.entries(batch, states) if entry.outcome.code not in NEVER_AGAIN]
            chosen = [outcome.row for outcome in found if numbers is None or outcome.row in numbers]
            self.undone.forget((batch,))
            self.changes.mark_all(batch, chosen, State.PLANNED)
        return len(chosen)

    def leave_unsent(self, batch: int) -> int:
        """PLANNED rows become NOT_SENT; how many."""
        with self._store.change():
            waiting = [entry.outcome.row for entry in self.entries(batch, (State.PLANNED,))]
            self.changes.mark_all(batch, waiting, State.NOT_SENT, "not_sent")
        return len(waiting)

    def decide(self, batch: int, number: int, *, booked: bool) -> Outcome:
        """The clerk's word on a row in doubt, after looking at the Dashboard: it is booked, or send it again."""
        state = State.BOOKED if booked else State.PLANNED
        return self.mark(batch, number, state, "decided_by_clerk", verified=booked)

    def release(self, facility: str, appointment: Appointment) -> None:
        """Schedule and person both show that the server has no such booking any more (cancelled there): rows that
        are booked give the person's hour free."""
        with self._store.change():
            self._db.execute(
                "UPDATE row SET state=?, code=? WHERE key=? AND state=?",
                (State.CANCELLED, GONE, self._seal.key(facility, appointment), State.BOOKED),
            )

    def in_doubt(self, facility: str) -> tuple[int, ...]:
        """Batches of a facility with rows in doubt, which must be settled before their people are booked anew; also
        those whose program ended before it had looked for what it booked."""
        found = self._db.execute(
            f"SELECT DISTINCT batch FROM row JOIN batch ON batch.id=row.batch WHERE facility=? AND {OPEN}", (facility,)
        )
        return tuple(batch for (batch,) in found.fetchall())

    def holds(self, facility: str, rows: Sequence[Appointment]) -> Mapping[int, tuple[Hold, ...]]:
        """See `People.holds`."""
        return self._people.holds(facility, rows)

    def given_back(
        self, facility: str, rows: Sequence[Appointment], within: float
    ) -> Mapping[int, frozenset[int | None]]:
        """See `People.given_back`."""
        return self._people.given_back(facility, rows, within)

    def booked_ahead(
        self, facility: str, cids: Collection[str], since: date, after: int = 0
    ) -> Mapping[str, frozenset[date]]:
        """See `People.booked_ahead`."""
        return self._people.booked_ahead(facility, cids, since, after)

    def doses_ahead(
        self, facility: str, cids: Collection[str], since: date
    ) -> Mapping[str, frozenset[tuple[date, int]]]:
        """See `People.doses_ahead`."""
        return self._people.doses_ahead(facility, cids, since)

    def moves_awaited(self, facility: str, cid: str) -> tuple[tuple[int, int, int], ...]:
        """See `People.moves_awaited`."""
        return self._people.moves_awaited(facility, cid)

    def booked_between(self, facility: str, first: date, last: date) -> tuple[tuple[Appointment, int | None], ...]:
        """See `People.booked_between`."""
        return self._people.booked_between(facility, first, last)

    # --- rows ---

    def claim(self, batch: int, number: int, leaving: int | None = None) -> Hold | None:
        """PLANNED -> SENDING, on disk, before the call. Where the same person's day is booked or in doubt in any other
        row, nothing changes and that row comes back instead, one of the same hour first. `leaving`: the hour that
        the person is moved away from, which may stand meanwhile.

        Raises RowMovedOn where the row is planned no more.
        """
        claim, _ = self.changes.claim(batch, number, leaving)
        return self._store.make(claim)

    def state(self, batch: int, number: int) -> State:
        return self.changes.state(batch, number)

    def mark(self, batch: int, number: int, state: State, code: str = "", **more: Unpack[Marked]) -> Outcome:
        """Write what became of a row; only along `ARROWS`, else RowMovedOn. A slot number once known is kept."""
        return self._store.make(self.changes.mark(batch, number, state, code, **more))

    # --- one runner a batch ---

    @contextmanager
    def hold(self, batch: int, who: str) -> Iterator[None]:
        """Only one window or command line runs a batch; the lock goes with its process, however that ends.

        Raises InputError batch_held, see `held_there`.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(self._store.hold(_lock(batch)))
            except HeldElsewhere as error:
                raise held_there(self.info(batch)) from error
            self._name_holder(batch, who)
            try:
                yield
            finally:  # a batch with a name is one that runs, or whose program was killed: only those are looked at
                with suppress(EnvironmentProblem):
                    self._name_holder(batch, "")

    def _name_holder(self, batch: int, who: str) -> None:
        with self._store.change():
            self._db.execute("UPDATE batch SET holder=? WHERE id=?", (who, batch))

    def remove(self, batches: Sequence[int]) -> None:
        """With every trace of them; see `forgetting`."""
        with self._store.change():
            self._db.executemany("DELETE FROM batch WHERE id=?", ((batch,) for batch in batches))
            self.undone.forget(batches)
        if batches:
            self._store.leave_no_trace()
        for batch in batches:
            self._store.drop_hold(_lock(batch))


def _engine(where: Path | OfficeAddress | None) -> Engine:
    if isinstance(where, OfficeAddress):
        from app.journal.office import OfficeDatabase  # and the library behind it, only where there is an office

        return OfficeDatabase(where, SCHEMAS)
    return JournalFile(where, SCHEMAS)


def _lock(batch: int) -> str:
    return f"batch-{batch}"
