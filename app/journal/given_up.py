"""Which appointments were booked from here and given up from here since: whoever books the same sheet again, or a
corrected copy of it, is asked about them, and what was answered is known for that file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag

from app.domain.given_up import LEFT_OUT_HERE, GivenUp, UnderWay, unpacked
from app.domain.values import MOVE, Appointment, State
from app.journal.people import in_pieces, marks
from app.journal.rows import GONE, LONG_AGO, TAKEN, Source, time_of
from app.journal.seal import RowSeal
from app.journal.store import Store
from app.thai import today

_ENDING = (State.UNKNOWN, State.SENDING, State.PLANNED)  # of a move's old appointment: it is taken back
_HAS = (State.BOOKED, State.SKIPPED)
_HAD = (State.BOOKED, State.SKIPPED, State.CANCELLED)  # or had, until it was given up in its turn


class _Row(NamedTuple):
    """Of one person: what was cancelled, or is, or may be, booked."""

    key: bytes
    day: bytes
    batch: int
    number: int
    state: str
    code: str
    at: datetime
    begun: datetime  # when it was decided: what was given up has left before it is known to be gone
    detail: bytes | None
    sealed: bytes

    @property
    def is_event(self) -> bool:
        """Something was given up; a row that was left out for it gave up nothing."""
        return self.state == State.CANCELLED and self.code not in LEFT_OUT_HERE


class _Last(NamedTuple):
    """What of a row's person was given up last."""

    row: Appointment
    key: bytes  # by which the journal knows it
    last: _Row
    known: Sequence[_Row]  # all of that person


class GivenUpBook:
    """Of one journal. Reads its rows, and keeps nothing of its own: the answer stands in the rows of the batch that
    left them out."""

    def __init__(self, store: Store, seal: RowSeal, know: Callable[[], None]) -> None:
        """`know`: see `People.know`."""
        self._store, self._seal, self._know = store, seal, know
        self._db = store.db

    def of(
        self, facility: str, rows: Sequence[Appointment], file_name: str, sheet: Iterable[Appointment] = ()
    ) -> Mapping[int, GivenUp]:
        """By row number: how the person's appointment was given up from here last, where nothing of it was booked
        since: that very one (person, day and hour); else another hour of that day; else another day that a sheet of
        this name booked, is not over and does not stand in the `sheet` any more. `file_name`: of the sheet, whose
        answer counts. Rows without are left out."""
        return {one.row.row: self._told(one, file_name) for one in self._lasts(facility, rows, file_name, sheet)}

    def since(self, facility: str, batch: int, rows: Sequence[Appointment]) -> Mapping[int, GivenUp]:
        """By row number, of rows of a batch that wait to be sent: how that person's day was given up from here, where
        that was begun after the row was planned. Rows without are left out."""
        if not (lasts := list(self._lasts(facility, rows, ""))):
            return {}
        planned = {
            number: time_of(at) or LONG_AGO
            for number, at in self._db.execute("SELECT number, at FROM row WHERE batch=?", (batch,))
        }
        return {one.row.row: self._told(one, "") for one in lasts if one.last.begun > planned[one.row.row]}

    def _lasts(
        self, facility: str, rows: Iterable[Appointment], file_name: str, sheet: Iterable[Appointment] = ()
    ) -> Iterator[_Last]:
        """Of each row of whose person something was given up."""
        self._know()
        people, source_of = self._by_person(facility, rows), cache(self._source)
        past = self._past(people)
        inside = {self._seal.key(facility, row) for row in sheet} if past else frozenset()
        for person, known in past.items():
            for row in people[person]:
                key, day = self._seal.key(facility, row), self._seal.day_key(facility, row)
                last = _last(known, key) or _last_of_day(known, day)
                last = last or self._last_of_sheet(known, day, inside, source_of, file_name)
                if last is not None:
                    yield _Last(row, key, last, known)

    def under_way(self, facility: str, rows: Sequence[Appointment]) -> Mapping[int, UnderWay]:
        """By row number: what is just giving up the person's appointment of that day from here, and is not ended: a
        program that was killed may have left it, and the server may carry it out later. A move to the very hour that is
        asked for gives up nothing. Rows without are left out."""
        by_day: dict[bytes, list[Appointment]] = {}
        for row in rows:
            by_day.setdefault(self._seal.day_key(facility, row), []).append(row)
        source_of, found = cache(self._source), dict[int, UnderWay]()
        states = (State.CANCELLING, State.CANCELLED, *_ENDING)
        for days in in_pieces(by_day):
            for day, batch, number, state in self._db.execute(
                f"SELECT day, batch, number, state FROM row WHERE day IN ({marks(days)}) AND state IN ({marks(states)})"
                " ORDER BY batch",
                (*days, *states),
            ).fetchall():
                if state == State.CANCELLING or self._is_open_move(source_of(batch), batch, number, state):
                    waits = source_of(batch).part_of or batch
                    told, to = UnderWay(waits, source_of(waits).file_name), self._wanted(source_of(batch), batch)
                    left = [row.row for row in by_day[day] if self._seal.key(facility, row) not in to]
                    found.update(dict.fromkeys(left, told))
        return found

    def _wanted(self, source: Source, batch: int) -> frozenset[bytes]:
        """What a move moves to."""
        if source.purpose != "move":
            return frozenset()
        rows = self._db.execute("SELECT key FROM row WHERE batch=? AND number>1", (batch,)).fetchall()
        return frozenset(key for (key,) in rows)

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

    def _by_person(self, facility: str, rows: Iterable[Appointment]) -> Mapping[bytes, Sequence[Appointment]]:
        found: dict[bytes, list[Appointment]] = {}
        for row in rows:
            found.setdefault(self._seal.person_key(facility, row.cid), []).append(row)
        return found

    def _past(self, people: Collection[bytes]) -> Mapping[bytes, Sequence[_Row]]:
        """What is known of those of these people of whom something was given up, the oldest first."""
        found: dict[bytes, list[_Row]] = {}
        states = (State.CANCELLED, *TAKEN)
        for some in in_pieces(self._with_event(people)):
            for person, key, day, batch, number, state, code, at, sent_at, *sealed in self._db.execute(
                "SELECT person, key, day, batch, number, state, code, at, sent_at, detail, sealed FROM row"
                f" WHERE person IN ({marks(some)}) AND state IN ({marks(states)})",
                (*some, *states),
            ):
                when = time_of(at) or LONG_AGO
                begun = time_of(sent_at) or when
                found.setdefault(person, []).append(_Row(key, day, batch, number, state, code, when, begun, *sealed))
        return {person: sorted(rows, key=lambda one: one.at) for person, rows in found.items()}

    def _with_event(self, people: Collection[bytes]) -> Iterator[bytes]:
        """Those of them of whom something was given up: few, and what is known of all the others is much."""
        for some in in_pieces(people):
            for (person,) in self._db.execute(
                f"SELECT DISTINCT person FROM row WHERE person IN ({marks(some)}) AND state=? AND code NOT IN (?,?)",
                (*some, State.CANCELLED, *LEFT_OUT_HERE),
            ).fetchall():
                yield person

    def _last_of_sheet(
        self,
        known: Sequence[_Row],
        day: bytes,
        inside: Collection[bytes],
        source_of: Callable[[int], Source],
        file_name: str,
    ) -> _Row | None:
        """What a sheet of that name booked for another day and was given up since. Of several the last."""
        if not file_name:
            return None
        ours = {
            one.key
            for one in known
            if one.is_event
            and one.day != day
            and one.key not in inside
            and (source := source_of(one.batch)).purpose == ""
            and source.file_name == file_name
        }
        found = [last for key in ours if (last := _last(known, key)) is not None and self._is_ahead(last)]
        last = max(found, key=lambda one: one.at, default=None)
        return None if last is None or any(one.at >= last.at for one in _has_beside(known, last)) else last

    def _is_ahead(self, one: _Row) -> bool:
        row = self._seal.opened(one.batch, one.number, one.sealed)
        return row is not None and row.date >= today()

    def _is_open_move(self, source: Source, batch: int, number: int, state: str) -> bool:
        """Whether this is the old appointment of a move that goes on, and is not where it was."""
        if source.purpose != "move" or number != 1:
            return False
        others = self._db.execute("SELECT state FROM row WHERE batch=? AND number>1", (batch,)).fetchall()
        return state in _ENDING or any(State(other).unfinished for (other,) in others)

    def _told(self, one: _Last, file_name: str) -> GivenUp:
        """An answer counts for the very appointment it was given for."""
        _, key, last, known = one
        source, to = self._source(last.batch), None
        if source.purpose == "move":
            to = self._new_place(last)
            if source.part_of:
                source = replace(self._source(source.part_of), purpose=MOVE)
        since = [row for row in known if row.key == key and row.code in LEFT_OUT_HERE and row.at >= last.at]
        left = any(self._is_answer(row) and self._source(row.batch).file_name == file_name for row in since)
        old = None if last.key == key else self._seal.opened(last.batch, last.number, last.sealed)
        was = None if old is None else (old.date, old.hour)
        return GivenUp(last.at, source.purpose, source.file_name, to, left, was)

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


def _has_beside(known: Sequence[_Row], last: _Row) -> Iterable[_Row]:
    """What the person has, or may have, but for what a move made of the appointment that was given up `last`; a list of
    moves holds that, too."""
    has = [one for one in known if one.state in TAKEN]
    moved_to = {one.key for one in has if one.batch == last.batch}
    return [one for one in has if one.key not in moved_to]


def _last(known: Sequence[_Row], key: bytes) -> _Row | None:
    """How that appointment was given up last; None where it was not, or by somebody else."""
    return _ours([one for one in known if one.is_event and one.key == key])


def _last_of_day(known: Sequence[_Row], day: bytes) -> _Row | None:
    """The same of any hour of the day, where nothing else of that day is booked: but what a move made of it."""
    last = _ours([one for one in known if one.is_event and one.day == day])
    return None if last is None or any(one.day == day for one in _has_beside(known, last)) else last


def _ours(events: Sequence[_Row]) -> _Row | None:
    return events[-1] if events and events[-1].code != GONE else None
