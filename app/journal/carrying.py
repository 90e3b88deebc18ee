"""A whole journal is carried into another one: from a file into an office's database, or back.

Everything of it or nothing: one transaction, in which what was written is read again and compared. What is sealed is
opened with the one key and sealed with the other, keyed hashes are made anew, and batches and messages get numbers of
the other journal's. What stays behind are the fixes of sheets that are not booked yet and the last looks at a day: by
their hashes alone nobody can tell of which file or day they are.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag

from app.domain.values import Appointment
from app.errors import EnvironmentProblem, InputError
from app.journal.batches import Journal
from app.journal.messages import place_of
from app.journal.rows import TAKEN, quoted
from app.journal.store import HeldAlready

Line = dict[str, Any]
_AT_ONCE = 500  # values of one query
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Carried:
    batches: int
    rows: int
    damaged: int  # of these: can't be read any more, here as there
    messages: int
    fixes: int  # sheets whose fixes stay behind
    before: bool = False  # all of it was carried over at an earlier time, which was not told


class Carrying:
    """From one journal into another; each is held still meanwhile."""

    def __init__(self, source: Journal, target: Journal) -> None:
        self._source, self._target = source, target
        self._from, self._to = source.store, target.store
        self._batches: dict[int, int] = {}  # the number it had -> the number it has
        self._messages: dict[int, int] = {}

    def carry(self) -> Carried:
        """Raises InputError: journal_in_use, carried_before; EnvironmentProblem move_failed and what keeps either from
        being read or written."""
        books = (*self._source.history(), *self._target.history())
        held = [info.held_by for info in books if info.held_by]
        if held:
            raise InputError("journal_in_use", holder=held[0])
        origin = self._origin()
        with self._from.change():
            content = self._content()
            with self._to.change():
                if told := self._carried_before(origin):
                    if told != content:
                        raise InputError("carried_before", path=self._to.engine.where)
                    return self._counted(before=True)
                self._carry_batches()
                self._carry_messages()
                self._note(origin, content)
                self._check()
        return self._counted()

    # --- once ---

    def _origin(self) -> str:
        """The name of this journal, an office's id or a file's, made now where it has none."""
        for name in ("office", "id"):
            if found := self._from.db.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone():
                return bytes(found[0]).decode()
        made = secrets.token_hex(8)
        with self._from.change():
            self._from.db.execute("INSERT INTO meta VALUES ('id', ?)", (made.encode(),))
        return made

    def _content(self) -> bytes:
        """Changes with whatever happens to a row or a message."""
        total = hashlib.sha256()
        for question in (
            "SELECT batch, number, state, at FROM row ORDER BY batch, number",
            "SELECT message, number, state, at FROM message_part ORDER BY message, number",
        ):
            for line in self._from.db.execute(question):
                total.update(repr(tuple(line)).encode())
        return total.digest()

    def _carried_before(self, origin: str) -> bytes | None:
        found = self._to.db.execute("SELECT value FROM meta WHERE name=?", (f"carried {origin}",)).fetchone()
        return bytes(found[0]) if found else None

    def _note(self, origin: str, content: bytes) -> None:
        self._to.db.execute("INSERT INTO meta VALUES (?, ?)", (f"carried {origin}", content))

    # --- batches ---

    def _carry_batches(self) -> None:
        for batch in list(_lines(self._from.db, "SELECT * FROM batch ORDER BY id")):
            rows = list(_lines(self._from.db, "SELECT * FROM row WHERE batch=? ORDER BY number", batch["id"]))
            places = ((row["number"], row["sealed"]) for row in rows)
            opened = {number: self._source.seal.opened(batch["id"], number, sealed) for number, sealed in places}
            is_undone = self._source.undone.has(batch["id"])
            number = self._add_batch(batch, [one for one in opened.values() if one is not None])
            if is_undone:
                self._target.undone.note(number)
            taken = self._taken(batch["facility"], opened.values())
            self._insert("row", [self._row(row, number, batch, opened[row["number"]], taken) for row in rows])

    def _add_batch(self, batch: Line, appointments: Sequence[Appointment]) -> int:
        old = batch.pop("id")
        batch["about"] = self._resealed(batch["about"], b"batch", b"batch")
        batch["digest"] = self._target.seal.digest(batch["facility"], appointments)
        batch["maker"] = (
            self._resealed(batch["maker"], b"maker", b"maker") if batch["maker"] else self._target.pcs.signature()
        )
        batch["holder"] = ""
        self._batches[old] = self._add("batch", batch)
        return self._batches[old]

    def _row(self, row: Line, number: int, batch: Line, opened: Appointment | None, taken: set[bytes]) -> Line:
        seal, facility, old = self._target.seal, batch["facility"], row["batch"]
        if opened is None:  # as it was: whose it is nobody can tell
            new: Line = {"day": b"", "person": b""}
        else:
            key = seal.key(facility, opened)
            new = {"key": key, "day": seal.day_key(facility, opened), "person": seal.person_key(facility, opened.cid)}
            new["sealed"] = seal.row(number, opened)
            if row["tries"] and not row["beside"] and row["state"] in TAKEN and key in taken:
                new["beside"] = 1  # the office has another row that was sent for this hour
        words = self._source.seal.words_opened(old, row["number"], row["detail"])
        new["detail"] = seal.words(number, row["number"], words)
        slot = row["slot_id"]
        return {**row, **new, "batch": number, "slot_id": None if slot is None else str(slot)}

    def _taken(self, facility: str, people: Iterable[Appointment | None]) -> set[bytes]:
        """The hours of these people that are taken in the other journal."""
        keys = [self._target.seal.key(facility, one) for one in people if one is not None]
        found: set[bytes] = set()
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            sent = f"tries>0 AND beside=0 AND state IN ({quoted(TAKEN)})"
            lines = self._to.db.execute(f"SELECT key FROM row WHERE {sent} AND key IN ({marks})", some)
            found |= {bytes(key) for (key,) in lines}
        return found

    # --- messages ---

    def _carry_messages(self) -> None:
        book = self._target.messages
        for message in list(_lines(self._from.db, "SELECT * FROM message ORDER BY id")):
            old = message.pop("id")
            info, parts = self._source.messages.info(old), self._source.messages.parts(old)
            message["first"] = self._messages.get(message["first"])
            message["sealed"] = self._resealed(message["sealed"], b"message", b"message")
            cids = [cid for part in parts for cid in part.cids]
            message["digest"] = book.digest(message["facility"], info.draft, cids)
            number = self._messages[old] = self._add("message", message)
            lines = _lines(self._from.db, "SELECT * FROM message_part WHERE message=?", old)
            self._insert("message_part", [self._part(part, old, number) for part in list(lines)])
            reminding = self._source.reminders.calls(old)
            told = [part for part in parts if part.number in reminding]
            self._target.reminders.note(message["facility"], told, number, again=True)
        calls = list(_lines(self._from.db, "SELECT * FROM message_call"))
        for call in calls:
            del call["id"]
            call["message"] = self._messages.get(call["message"])
        self._insert("message_call", calls)

    def _part(self, part: Line, old: int, new: int) -> Line:
        places = place_of(old, part["number"]), place_of(new, part["number"])
        sealed = self._resealed(part["sealed"], *places)
        answer = self._resealed(part["answer"], *places) if part["answer"] else part["answer"]
        return {**part, "message": new, "sealed": sealed, "answer": answer}

    # --- how ---

    def _resealed(self, sealed: bytes, place: bytes, there: bytes) -> bytes:
        """What can't be opened stays what it is: damaged."""
        try:
            return self._to.sealed(self._from.opened(sealed, place).decode(), there)
        except InvalidTag:
            return sealed

    def _add(self, table: str, line: Line) -> int:
        names, marks = _named(line)
        made = self._to.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", tuple(line.values()))
        return int(made.fetchone()[0])

    def _insert(self, table: str, lines: Sequence[Line]) -> None:
        if lines:
            names, marks = _named(lines[0])
            self._to.db.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(line.values()) for line in lines]
            )

    # --- checked ---

    def _check(self) -> None:
        """What is there now says what was here, row by row. Raises EnvironmentProblem move_failed."""
        for old, new in self._batches.items():
            here, there = self._source, self._target
            if here.entries(old) != there.entries(new) or here.damaged(old) != there.damaged(new):
                raise EnvironmentProblem("move_failed", batch=old)
        for old, new in self._messages.items():
            if self._source.messages.parts(old) != self._target.messages.parts(new):
                raise EnvironmentProblem("move_failed", batch=old)

    def _counted(self, *, before: bool = False) -> Carried:
        def count(question: str) -> int:
            return int(self._from.db.execute(f"SELECT COUNT(*) FROM {question}").fetchone()[0])

        damaged = sum(len(self._source.damaged(batch)) for batch in self._batches)
        return Carried(count("batch"), count("row"), damaged, count("message"), count("mend"), before)


def carry(source: Journal, target: Journal) -> Carried:
    """See `Carrying.carry`. Raises besides EnvironmentProblem office_busy."""
    for _ in range(_TRIES):
        with suppress(HeldAlready):  # somebody began to send one of these rows at this moment: then all anew
            return Carrying(source, target).carry()
    raise EnvironmentProblem("office_busy", path=target.store.engine.where)


def _lines(db: Any, question: str, *values: object) -> Iterator[Line]:
    """By the names of the columns, whichever there are in this version."""
    found = db.execute(question, values)
    names = [column[0] for column in found.description]
    for line in found:
        yield dict(zip(names, line, strict=True))


def _named(line: Mapping[str, Any]) -> tuple[str, str]:
    return ", ".join(f'"{name}"' for name in line), ", ".join("?" * len(line))
