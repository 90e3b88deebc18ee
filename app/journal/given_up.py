"""Which appointments were booked from here and given up from here since: whoever books the same sheet again is asked
about them, and what was answered is known for that file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag

from app.domain.given_up import LEFT_OUT_HERE, GivenUp, UnderWay, unpacked
from app.domain.values import MOVE, Appointment, State
from app.journal.people import in_pieces, marks
from app.journal.rows import GONE, LONG_AGO, Source, time_of
from app.journal.seal import RowSeal
from app.journal.store import Store

_ENDING = (State.UNKNOWN, State.SENDING, State.PLANNED)  # of a move's old appointment: it is taken back
_HAS = (State.BOOKED, State.SKIPPED)
_HAD = (State.BOOKED, State.SKIPPED, State.CANCELLED)  # or had, until it was given up in its turn


class _Row(NamedTuple):
    batch: int
    number: int
    code: str
    at: datetime
    detail: bytes | None


class GivenUpBook:
    """Of one journal. Reads its rows, and keeps nothing of its own: the answer stands in the rows of the batch that
    left them out."""

    def __init__(self, store: Store, seal: RowSeal) -> None:
        self._store, self._seal = store, seal
        self._db = store.db

    def of(self, facility: str, rows: Sequence[Appointment], file_name: str) -> Mapping[int, GivenUp]:
        """By row number: how that very appointment (person, day and hour) was given up from here last, where nothing of
        it was booked since. `file_name`: of the sheet whose answer counts. Rows without are left out."""
        by_key = self._by_key(facility, rows)
        found: dict[bytes, list[_Row]] = {}
        for keys in in_pieces(by_key):
            for key, batch, number, code, at, detail in self._db.execute(
                f"SELECT key, batch, number, code, at, detail FROM row WHERE key IN ({marks(keys)}) AND state=?",
                (*keys, State.CANCELLED),
            ):
                found.setdefault(key, []).append(_Row(batch, number, code, time_of(at) or LONG_AGO, detail))
        source_of = cache(self._source)
        told = {key: self._told(some, source_of, file_name) for key, some in found.items()}
        return {number: one for key, one in told.items() if one is not None for number in by_key[key]}

    def under_way(self, facility: str, rows: Sequence[Appointment]) -> Mapping[int, UnderWay]:
        """By row number: what is just giving up that very appointment (person, day and hour) from here, and is not
        ended: a program that was killed may have left it, and the server may carry it out later. Rows without are left
        out."""
        by_key = self._by_key(facility, rows)
        source_of, found = cache(self._source), dict[int, UnderWay]()
        states = (State.CANCELLING, State.CANCELLED, *_ENDING)
        for keys in in_pieces(by_key):
            for key, batch, number, state in self._db.execute(
                f"SELECT key, batch, number, state FROM row WHERE key IN ({marks(keys)}) AND state IN ({marks(states)})"
                " ORDER BY batch",
                (*keys, *states),
            ).fetchall():
                if state == State.CANCELLING or self._is_open_move(source_of(batch), batch, number, state):
                    waits = source_of(batch).part_of or batch
                    told = UnderWay(waits, source_of(waits).file_name)
                    found.update(dict.fromkeys(by_key[key], told))
        return found

    def lost(self, facility: str, rows: Sequence[Appointment]) -> frozenset[int]:
        """Numbers of the rows whose person a move from here has left without an appointment: the old one is cancelled
        (or was refused when it was to be booked again), the new one was refused, and nothing was booked for that person
        since."""
        people: dict[bytes, list[int]] = {}
        for row in rows:
            people.setdefault(self._seal.person_key(facility, row.cid), []).append(row.row)
        source_of, found = cache(self._source), set[int]()
        for keys in in_pieces(people):
            for person, batch in self._db.execute(
                "SELECT old.person, old.batch FROM row AS old JOIN row AS new ON new.batch=old.batch AND new.number=2"
                f" WHERE old.person IN ({marks(keys)}) AND old.number=1 AND old.state IN (?,?) AND new.state=?"
                " AND NOT EXISTS (SELECT 1 FROM row AS later WHERE later.person=old.person AND later.at>=new.at"
                f" AND later.state IN ({marks(_HAS)}))",
                (*keys, State.CANCELLED, State.REFUSED, State.REFUSED, *_HAS),
            ).fetchall():
                if source_of(batch).purpose == "move":
                    found.update(people[person])
        return frozenset(found)

    def _by_key(self, facility: str, rows: Iterable[Appointment]) -> Mapping[bytes, Sequence[int]]:
        """Row numbers by what the journal knows an appointment by."""
        found: dict[bytes, list[int]] = {}
        for row in rows:
            found.setdefault(self._seal.key(facility, row), []).append(row.row)
        return found

    def _is_open_move(self, source: Source, batch: int, number: int, state: str) -> bool:
        """Whether this is the old appointment of a move that goes on, and is not where it was."""
        if source.purpose != "move" or number != 1:
            return False
        others = self._db.execute("SELECT state FROM row WHERE batch=? AND number>1", (batch,)).fetchall()
        return state in _ENDING or any(State(other).unfinished for (other,) in others)

    def _told(self, rows: Iterable[_Row], source_of: Callable[[int], Source], file_name: str) -> GivenUp | None:
        """None where the last that is known of it is that somebody else gave it up."""
        rows = sorted(rows, key=lambda row: row.at)
        last = next((row for row in reversed(rows) if row.code not in LEFT_OUT_HERE), None)
        if last is None or last.code == GONE:
            return None
        source, to = source_of(last.batch), None
        if source.purpose == "move":
            to = self._new_place(last)
            if source.part_of:
                source = replace(source_of(source.part_of), purpose=MOVE)
        answers = (row for row in rows if row.code in LEFT_OUT_HERE and row.at >= last.at)
        left = any(self._is_answer(row) and source_of(row.batch).file_name == file_name for row in answers)
        return GivenUp(last.at, source.purpose, source.file_name, to, left)

    def _is_answer(self, row: _Row) -> bool:
        known = unpacked(self._seal.words_opened(row.batch, row.number, row.detail))
        return known is not None and known.left

    def _new_place(self, old: _Row) -> tuple[date, int] | None:
        """Of a move's other row, where that had its seat."""
        for number, sealed, state in self._db.execute(
            "SELECT number, sealed, state FROM row WHERE batch=? AND number>?", (old.batch, old.number)
        ):
            row = self._seal.opened(old.batch, number, sealed)
            if row is not None and state in _HAD:
                return row.date, row.hour
        return None

    def _source(self, batch: int) -> Source:
        """Of a batch that is gone or can't be read nothing is known."""
        found = self._db.execute("SELECT about FROM batch WHERE id=?", (batch,)).fetchone()
        if found is None:
            return Source("")
        try:
            return Source.of(self._store.opened(found[0], b"batch"))
        except InvalidTag:
            return Source("")
