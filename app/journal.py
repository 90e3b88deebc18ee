"""Every row's intent and fate, on disk before and after each call.

One file per server. A row is sealed (AES-GCM) and found again by a keyed hash of (cid, facility, date, hour), so one
that was booked last week is recognised in any later file, and the file alone tells nobody who was booked.
Arrows between states: `journal_rows.ARROWS`. A row may start `sending` only while no other row, of any batch of any
process, with the same key is booked or in doubt: that is decided and written in one transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import Timeout

from app.domain import Appointment, Outcome, State, thai_now
from app.errors import InputError
from app.journal_file import JournalFile
from app.journal_messages import SCHEMA as MESSAGES
from app.journal_messages import MessageBook
from app.journal_rows import (
    ARROWS,
    DOUBT,
    HANDED_OVER,
    TAKEN,
    BatchInfo,
    Entry,
    Source,
    happened,
    is_mendable,
    packed,
    unpacked,
)

__all__ = ["ARROWS", "HANDED_OVER", "TAKEN", "BatchInfo", "Entry", "Journal", "Source", "is_mendable"]

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, facility TEXT NOT NULL, user TEXT NOT NULL,
    about BLOB NOT NULL, digest BLOB NOT NULL, rows INTEGER NOT NULL, invalid INTEGER NOT NULL, holder TEXT NOT NULL
);
CREATE TABLE row (
    batch INTEGER NOT NULL REFERENCES batch(id) ON DELETE CASCADE, number INTEGER NOT NULL, key BLOB NOT NULL,
    sealed BLOB NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', slot_id INTEGER,
    detail BLOB, at TEXT NOT NULL, sent_at TEXT, tries INTEGER NOT NULL DEFAULT 0, verified INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (batch, number)
) WITHOUT ROWID;
CREATE INDEX row_key ON row (key);
"""
SCHEMAS = (_SCHEMA, MESSAGES)  # what each version of the file added


class Journal:
    """The journal of one server. Not for several threads at once."""

    def __init__(self, path: Path | None, key: bytes) -> None:
        """Open or make it; `path` None: in memory, for this session alone.

        Raises EnvironmentProblem: journal_damaged (set aside, named), journal_newer, journal_wrong_key, disk_full.
        """
        self.path = path
        self._file = JournalFile(path, key, SCHEMAS)
        self._db = self._file.db
        self.messages = MessageBook(self._file)

    def close(self) -> None:
        self._file.close()

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
        instead_of: Sequence[int] = (),
    ) -> int:
        """Write a whole plan in one transaction; the batch's number. `instead_of`: the batch whose rows of the same
        numbers these are, mended, and those it had its own rows from, newest first. Raises InputError rows_moved_on
        where one of those rows is not surely unbooked."""
        about = json.dumps(
            [source.file_name, source.sheet, source.comment, source.rows, source.invalid, source.kind],
            ensure_ascii=False,
        )
        digest = self.digest(facility, (step[0] for step in steps))
        now = thai_now().isoformat()
        with self._file.change():
            numbers = {step[0].row for step in steps}
            for earlier in instead_of:  # a row that is not in the newest was left in one before
                numbers -= self._hand_over(earlier, numbers)
            batch = self._db.execute(
                "INSERT INTO batch (started, facility, user, about, digest, rows, invalid, holder)"
                " VALUES (?,?,?,?,?,?,?,'')",
                (now, facility, user, self._file.sealed(about, b"batch"), digest, source.rows, source.invalid),
            ).lastrowid
            assert batch is not None
            self._db.executemany(
                "INSERT INTO row (batch, number, key, sealed, state, code, slot_id, at) VALUES (?,?,?,?,?,?,?,?)",
                (
                    (
                        batch,
                        step.row,
                        self.key(facility, step),
                        self._file.sealed(packed(step), _place(batch, step.row)),
                        state,
                        code,
                        slot_id,
                        now,
                    )
                    for step, state, code, slot_id in steps
                ),
            )
        return batch

    def _hand_over(self, batch: int, numbers: Collection[int]) -> set[int]:
        """These rows are another batch's from now on: mended to another day, they would otherwise be booked twice.
        Which of them the batch has."""
        entries = [entry for entry in self.entries(batch) if entry.outcome.row in numbers]
        if not all(is_mendable(entry.outcome) for entry in entries):
            raise InputError("rows_moved_on")
        self._db.executemany(
            "UPDATE row SET state=?, code=?, at=? WHERE batch=? AND number=?",
            [(State.REFUSED, HANDED_OVER, thai_now().isoformat(), batch, entry.outcome.row) for entry in entries],
        )
        return {entry.outcome.row for entry in entries}

    def key(self, facility: str, appointment: Appointment) -> bytes:
        """The keyed hash by which a person's hour is found again."""
        text = f"{appointment.cid}|{facility}|{appointment.date.isoformat()}|{appointment.hour}"
        return self._file.keyed(text.encode())[:16]

    def digest(self, facility: str, appointments: Iterable[Appointment]) -> bytes:
        """Tells whether a sheet holds the same rows as an earlier one, wherever the file lies now."""
        total = hashlib.sha256()
        for appointment in appointments:
            total.update(self.key(facility, appointment) + appointment.row.to_bytes(8, "big"))
        return self._file.keyed(total.digest())

    def find_unfinished(self, facility: str, appointments: Sequence[Appointment], kind: str = "") -> int | None:
        """The newest unfinished batch of exactly these rows that was to do the same: a cancelling is no booking."""
        found = self._db.execute(
            "SELECT id FROM batch WHERE digest=? AND facility=? ORDER BY id DESC",
            (self.digest(facility, appointments), facility),
        ).fetchall()
        infos = (self.info(batch) for (batch,) in found)
        return next((info.id for info in infos if info.unfinished and info.source.kind == kind), None)

    def history(self) -> tuple[BatchInfo, ...]:
        """Every batch, the newest first."""
        numbers = self._db.execute("SELECT id FROM batch ORDER BY id DESC").fetchall()
        return tuple(self.info(number) for (number,) in numbers)

    def info(self, batch: int) -> BatchInfo:
        found = self._db.execute(
            "SELECT started, facility, user, about, holder FROM batch WHERE id=?", (batch,)
        ).fetchone()
        if found is None:
            raise InputError("no_such_batch", batch=batch)
        started, facility, user, about, holder = found
        name, sheet, comment, rows, invalid, *kind = json.loads(self._file.opened(about, b"batch"))
        counts = self._db.execute("SELECT state, COUNT(*) FROM row WHERE batch=? GROUP BY state", (batch,))
        return BatchInfo(
            batch,
            datetime.fromisoformat(started),
            facility,
            user,
            Source(name, sheet, rows, invalid, comment, *kind),
            {State(state): count for state, count in counts},
            holder if holder and self._file.is_locked(_lock(batch)) else "",
        )

    def set_comment(self, batch: int, comment: str) -> None:
        """The clerk's note on a batch, sealed like all that is told about it."""
        found = self._db.execute("SELECT about FROM batch WHERE id=?", (batch,)).fetchone()
        if found is None:
            raise InputError("no_such_batch", batch=batch)
        name, sheet, _, *rest = json.loads(self._file.opened(found[0], b"batch"))
        about = json.dumps([name, sheet, comment, *rest], ensure_ascii=False)
        with self._file.change():
            self._db.execute("UPDATE batch SET about=? WHERE id=?", (self._file.sealed(about, b"batch"), batch))

    def entries(self, batch: int, states: Collection[State] = tuple(State)) -> tuple[Entry, ...]:
        """Rows of a batch in these states, in the file's order."""
        marks = ",".join("?" * len(states))
        found = self._db.execute(
            "SELECT number, sealed, state, code, slot_id, detail, at, sent_at, tries, verified FROM row"
            f" WHERE batch=? AND state IN ({marks}) ORDER BY number",
            (batch, *states),
        )
        return tuple(self._entry(batch, *row) for row in found)

    def _entry(self, batch: int, number: int, sealed: bytes, state: str, *rest: Any) -> Entry:
        code, slot_id, detail, at, sent_at, tries, verified = rest
        words = self._file.opened(detail, _place(batch, number)).decode() if detail else ""
        sent = datetime.fromisoformat(sent_at) if sent_at else None
        when = happened(State(state), datetime.fromisoformat(at), sent)
        return Entry(
            unpacked(number, self._file.opened(sealed, _place(batch, number))),
            Outcome(number, State(state), code, slot_id, words, when),
            sent,
            tries,
            bool(verified),
        )

    def plan_again(self, batch: int, states: Collection[State], numbers: Collection[int] | None = None) -> int:
        """Rows of these states (and numbers) go back to PLANNED; how many. Never from a state of doubt, and never one
        that a later batch has taken over."""
        assert not any(state.doubtful or state is State.BOOKED for state in states)
        with self._file.change():
            found = [entry.outcome for entry in self.entries(batch, states) if entry.outcome.code != HANDED_OVER]
            chosen = [outcome.row for outcome in found if numbers is None or outcome.row in numbers]
            for row in chosen:
                self._set(batch, row, State.PLANNED)
        return len(chosen)

    def decide(self, batch: int, number: int, *, booked: bool) -> Outcome:
        """The clerk's word on a row in doubt, after looking at the Dashboard: it is booked, or send it again."""
        state = State.BOOKED if booked else State.PLANNED
        return self.mark(batch, number, state, "decided_by_clerk", verified=booked)

    def release(self, facility: str, appointment: Appointment, before: datetime) -> None:
        """The server has no such booking any more (cancelled there): rows booked before `before` give the person's
        hour free."""
        with self._file.change():
            self._db.execute(
                "UPDATE row SET state=?, code='gone_on_server' WHERE key=? AND state=? AND at<?",
                (State.CANCELLED, self.key(facility, appointment), State.BOOKED, before.isoformat()),
            )

    def in_doubt(self, facility: str) -> tuple[int, ...]:
        """Batches of a facility with rows in doubt, which must be settled before their people are booked anew."""
        marks = ",".join("?" * len(DOUBT))
        found = self._db.execute(
            f"SELECT DISTINCT batch FROM row JOIN batch ON batch.id=row.batch WHERE facility=? AND state IN ({marks})",
            (facility, *DOUBT),
        )
        return tuple(batch for (batch,) in found.fetchall())

    def booked_before(self, facility: str, appointment: Appointment) -> int | None:
        """The slot of a booking of the same person and hour in any batch, 0 where its number is not known."""
        found = self._db.execute(
            "SELECT slot_id FROM row WHERE key=? AND state=?", (self.key(facility, appointment), State.BOOKED)
        ).fetchone()
        return None if found is None else (found[0] or 0)

    def booked_ahead(self, facility: str, cids: Collection[str], since: date) -> Mapping[str, frozenset[date]]:
        """cid -> the days from `since` on for which any batch booked these people. What was cancelled elsewhere
        meanwhile is not known here."""
        found: dict[str, set[date]] = {}
        batches = self._db.execute(
            "SELECT DISTINCT batch FROM row JOIN batch ON batch.id=row.batch WHERE facility=? AND state=?",
            (facility, State.BOOKED),
        ).fetchall()
        for (batch,) in batches:
            for entry in self.entries(batch, (State.BOOKED,)):
                row = entry.appointment
                if row.cid in cids and row.date >= since:
                    found.setdefault(row.cid, set()).add(row.date)
        return {cid: frozenset(days) for cid, days in found.items()}

    def is_cancelling(self, facility: str, appointment: Appointment) -> bool:
        """Whether some batch may have cancelled the person's hour: what the server shows may soon be gone."""
        key = self.key(facility, appointment)
        found = self._db.execute("SELECT 1 FROM row WHERE key=? AND state=?", (key, State.CANCELLING))
        return found.fetchone() is not None

    # --- rows ---

    def claim(self, batch: int, number: int) -> State | None:
        """PLANNED -> SENDING, on disk, before the call. Where the same person's hour is booked or in doubt in any
        other row, nothing changes and that row's state comes back instead."""
        marks = ",".join("?" * len(TAKEN))
        with self._file.change():
            other = self._db.execute(
                f"SELECT state FROM row WHERE key=(SELECT key FROM row WHERE batch=? AND number=?)"
                f" AND state IN ({marks}) AND NOT (batch=? AND number=?)",
                (batch, number, *TAKEN, batch, number),
            ).fetchone()
            if other is not None:
                return State(other[0])
            self._set(batch, number, State.SENDING, sent=True)
        return None

    def mark(
        self,
        batch: int,
        number: int,
        state: State,
        code: str = "",
        *,
        slot_id: int | None = None,
        detail: str = "",
        verified: bool = False,
    ) -> Outcome:
        """Write what became of a row; only along `ARROWS`. A slot number once known is kept."""
        with self._file.change():
            return self._set(batch, number, state, code, slot_id, detail, verified=verified)

    def _set(
        self,
        batch: int,
        number: int,
        state: State,
        code: str = "",
        slot_id: int | None = None,
        detail: str = "",
        *,
        sent: bool = False,
        verified: bool = False,
    ) -> Outcome:
        now = thai_now()
        before = [str(origin) for origin, targets in ARROWS.items() if state in targets]
        marks = ",".join("?" * len(before))
        sealed = self._file.sealed(detail, _place(batch, number)) if detail else None
        sent_at = now.isoformat() if sent or state is State.CANCELLING else None
        changed = self._db.execute(
            "UPDATE row SET state=?, code=?, slot_id=COALESCE(?, slot_id), detail=?, at=?,"
            " sent_at=COALESCE(?, sent_at), tries=tries+?, verified=?"
            f" WHERE batch=? AND number=? AND state IN ({marks})"
            " RETURNING slot_id, sent_at",
            (state, code, slot_id, sealed, now.isoformat(), sent_at, int(sent), int(verified), batch, number, *before),
        ).fetchone()
        assert changed is not None, f"row {number} can't become {state}"
        when = happened(state, now, datetime.fromisoformat(changed[1]) if changed[1] else None)
        return Outcome(number, state, code, changed[0], detail, when)

    # --- one runner a batch ---

    @contextmanager
    def hold(self, batch: int, who: str) -> Iterator[None]:
        """Only one window or command line runs a batch; the lock goes with its process, however that ends.

        Raises InputError batch_held, naming who holds it.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(self._file.hold(_lock(batch)))
            except Timeout as error:
                raise InputError("batch_held", holder=self.info(batch).held_by or "?") from error
            with self._file.change():
                self._db.execute("UPDATE batch SET holder=? WHERE id=?", (who, batch))
            yield

    # --- keeping and clearing ---

    def forget_before(self, day: date) -> int:
        """Remove finished batches that started before a day and hold no later appointment; how many."""
        old = [
            info.id
            for info in self.history()
            if info.started.date() < day
            and not info.unfinished
            and all(entry.appointment.date < day for entry in self.entries(info.id))
        ]
        self._remove(old)
        return len(old)

    def keep(self, days: int) -> int:
        """Forget what is finished and older than so many days, messages too; how many batches."""
        day = thai_now().date() - timedelta(days=days)
        self.messages.forget_before(day)
        return self.forget_before(day)

    def clear(self) -> int:
        """Remove every batch and message that is not being run; how many batches remain."""
        self.messages.clear()
        held = [info.id for info in self.history() if info.held_by]
        self._remove([info.id for info in self.history() if info.id not in held])
        return len(held)

    def _remove(self, batches: Sequence[int]) -> None:
        with self._file.change():
            self._db.executemany("DELETE FROM batch WHERE id=?", ((batch,) for batch in batches))
        if batches:
            self._file.leave_no_trace()
        for batch in batches:
            self._file.drop_lock(_lock(batch))


def _lock(batch: int) -> str:
    return f"batch-{batch}"


def _place(batch: int, number: int) -> bytes:
    """Binds a sealed row to its place, so that rows can't be swapped."""
    return f"{batch}|{number}".encode()
