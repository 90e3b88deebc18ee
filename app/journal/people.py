"""Whose rows are these? People are found in the journal again by keyed hashes, in few steps however much it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.given_up import LEFT_OUT_HERE
from app.domain.values import Appointment, Key, State
from app.journal.rows import GONE, MOVES_ON, TAKEN, Hold, moment_of, slot_of
from app.journal.seal import RowSeal
from app.journal.store import Store

_AT_ONCE = 500  # values of one query
_HOLD = "batch, number, state, sealed, since"
_AT_A_TIME = 10_000  # rows of one transaction


class People:
    """The rows of one journal by person and by a person's day."""

    def __init__(self, store: Store, seal: RowSeal) -> None:
        self._store, self._seal = store, seal
        self._db = store.db

    def know(self) -> None:
        """Rows that an older version wrote, perhaps just now beside this one, get their person and the person's day."""
        while found := self._db.execute(
            "SELECT facility, batch, number, sealed FROM row JOIN batch ON batch.id=row.batch"
            f" WHERE day IS NULL OR person IS NULL LIMIT {_AT_A_TIME}"
        ).fetchall():
            with self._store.change():
                self._db.executemany(
                    "UPDATE row SET day=COALESCE(day, ?), person=COALESCE(person, ?) WHERE batch=? AND number=?",
                    [(*self._hashes(*row), *row[1:3]) for row in found],
                )

    def _hashes(self, facility: str, batch: int, number: int, sealed: bytes) -> tuple[bytes, bytes]:
        """Of a row's day and person; of a damaged one empty."""
        if (row := self._seal.opened(batch, number, sealed)) is None:
            return b"", b""
        return self._seal.day_key(facility, row), self._seal.person_key(facility, row.cid)

    def holds(self, facility: str, rows: Sequence[Appointment]) -> Mapping[int, tuple[Hold, ...]]:
        """By row number: the rows of any batch that have, or may have, the person's day. Rows without are left out."""
        by_day: dict[bytes, list[Appointment]] = {}
        for row in rows:
            by_day.setdefault(self._seal.day_key(facility, row), []).append(row)
        found: dict[int, list[Hold]] = {}
        for days in in_pieces(by_day):
            for day, key, hold in self.held(days):
                for row in by_day[day]:
                    same = key == self._seal.key(facility, row)
                    found.setdefault(row.row, []).append(replace(hold, same_hour=same))
        return {number: tuple(holds) for number, holds in found.items()}

    def held(self, days: Sequence[bytes]) -> Iterator[tuple[bytes, bytes, Hold]]:
        """The rows that have, or may have, one of these days (keyed hashes): day, key and the row."""
        for day, key, *rest in self._db.execute(
            f"SELECT day, key, {_HOLD} FROM row WHERE day IN ({marks(days)}) AND state IN ({marks(TAKEN)})",
            (*days, *TAKEN),
        ):
            yield day, key, self._hold(*rest)

    def given_back(
        self, facility: str, rows: Sequence[Appointment], within: float
    ) -> Mapping[int, frozenset[int | None]]:
        """By row number: the hours of the person's day that were given back from here less than `within` seconds ago.
        Rows without are left out."""
        by_day: dict[bytes, list[int]] = {}
        for row in rows:
            by_day.setdefault(self._seal.day_key(facility, row), []).append(row.row)
        found: dict[int, set[int | None]] = {}
        for days in in_pieces(by_day):
            for day, *rest in self._db.execute(
                f"SELECT day, {_HOLD} FROM row WHERE day IN ({marks(days)}) AND state=? AND code NOT IN (?,?,?)",
                (*days, State.CANCELLED, GONE, *LEFT_OUT_HERE),
            ):
                hold = self._hold(*rest)
                age = hold.since.until(self._store.now()) if hold.since else None
                if age is not None and age < within:
                    for number in by_day[day]:
                        found.setdefault(number, set()).add(hold.hour)
        return {number: frozenset(hours) for number, hours in found.items()}

    def sent_for(self, key: bytes) -> Hold:
        """The row that was sent for this very hour, also where its day is not known: a damaged one."""
        found = self._db.execute(
            f"SELECT {_HOLD} FROM row WHERE key=? AND tries>0 AND state IN ({marks(TAKEN)}) ORDER BY beside",
            (key, *TAKEN),
        ).fetchone()
        return replace(self._hold(*found), same_hour=True)

    def _hold(self, batch: int, number: int, state: str, sealed: bytes, since: str | None) -> Hold:
        row = self._seal.opened(batch, number, sealed)
        return Hold(batch, number, State(state), False, row.hour if row else None, moment_of(since))

    def booked_ahead(
        self, facility: str, cids: Collection[str], since: date, after: int = 0
    ) -> Mapping[str, frozenset[date]]:
        """cid -> the days from `since` on for which any batch booked these people, of those that were made `after` this
        one. What was cancelled elsewhere meanwhile is not known here."""
        found = self.doses_ahead(facility, cids, since, after)
        return {cid: frozenset(day for day, _ in places) for cid, places in found.items()}

    def doses_ahead(
        self, facility: str, cids: Collection[str], since: date, after: int = 0
    ) -> Mapping[str, frozenset[tuple[date, int]]]:
        """The same, each day with its dose."""
        self.know()
        found: dict[str, set[tuple[date, int]]] = {}
        for people in in_pieces(self._seal.person_key(facility, cid) for cid in cids):
            rows = self._db.execute(
                f"SELECT batch, number, sealed FROM row WHERE person IN ({marks(people)}) AND state=? AND batch>?",
                (*people, State.BOOKED, after),
            )
            for place in rows:
                if (row := self._seal.opened(*place)) is not None and row.date >= since:
                    found.setdefault(row.cid, set()).add((row.date, row.dose))
        return {cid: frozenset(places) for cid, places in found.items()}

    def moves_awaited(self, facility: str, cid: str) -> tuple[tuple[int, int, int], ...]:
        """Rows of this person that tell of a move that is not ended, of sheets and lists: batch, number, and a batch
        that may be that move, as it wants the same appointment; the newest last."""
        found = self._db.execute(
            "SELECT row.batch, row.number, later.batch FROM row JOIN row AS later"
            " ON later.key=row.key AND later.batch<>row.batch AND later.number=2"
            f" WHERE row.person=? AND row.code IN ({marks(MOVES_ON)}) AND row.state IN (?,?) ORDER BY later.batch",
            (self._seal.person_key(facility, cid), *MOVES_ON, State.SKIPPED, State.NOT_SENT),
        )
        return tuple(found.fetchall())

    def booked_between(self, facility: str, first: date, last: date) -> tuple[tuple[Appointment, int | None], ...]:
        """Who was booked from here for these days and not cancelled from here since, with the seat's number where it is
        known. What was cancelled elsewhere is not known here. Opens every such row of the facility: its day is
        sealed."""
        rows = self._db.execute(
            "SELECT row.state, row.slot_id, row.batch, row.number, row.sealed FROM batch JOIN row ON row.batch=batch.id"
            " WHERE batch.facility=? AND row.state IN (?,?) ORDER BY row.batch, row.number",
            (facility, State.BOOKED, State.CANCELLED),
        )
        found: dict[Key, tuple[Appointment, int | None]] = {}
        for state, slot, *place in rows:
            if (row := self._seal.opened(*place)) is None or not first <= row.date <= last:
                continue
            found.pop(row.key, None)
            if state == State.BOOKED:
                found[row.key] = (row, slot_of(slot))
        return tuple(found.values())


def in_pieces(keys: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    """As many as one query takes at once."""
    every = list(keys)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))


def marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))
