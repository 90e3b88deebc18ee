"""Whom a clerk saw on a day's list, so that the next look can tell who is new: sealed like all that is told of people,
and forgotten with the batches."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.exceptions import InvalidTag

from app.journal.rows import time_of
from app.journal.store import Store
from app.thai import thai_now

# `place`: a keyed hash of the facility and the day.
SCHEMA = "CREATE TABLE IF NOT EXISTS look (place BLOB PRIMARY KEY, at TEXT NOT NULL, sealed BLOB NOT NULL)"


@dataclass(frozen=True, slots=True)
class Seen:
    """One seat as a list showed it."""

    cid: str
    hour: int | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    at: datetime  # Thai time
    seats: tuple[Seen, ...]


class LookBook:
    """The last look at each day of one journal."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.db

    def last(self, facility: str, day: date) -> Look | None:
        """None, too, where it can't be read any more: then nobody is new."""
        place = self._place(facility, day)
        found = self._db.execute("SELECT at, sealed FROM look WHERE place=?", (place,)).fetchone()
        if found is None:
            return None
        at, sealed = found
        try:
            seats = json.loads(self._store.opened(sealed, _bound(place)))
        except InvalidTag:
            return None
        return None if (when := time_of(at)) is None else Look(when, tuple(Seen(*seat) for seat in seats))

    def keep(self, facility: str, day: date, seats: Iterable[Seen]) -> None:
        """In the place of the look before. Raises EnvironmentProblem."""
        place = self._place(facility, day)
        text = json.dumps([[seat.cid, seat.hour, seat.name] for seat in seats], ensure_ascii=False)
        with self._store.change():
            self._db.execute("DELETE FROM look WHERE place=?", (place,))
            sealed = self._store.sealed(text, _bound(place))
            self._db.execute("INSERT INTO look VALUES (?,?,?)", (place, thai_now().isoformat(), sealed))

    def _place(self, facility: str, day: date) -> bytes:
        return self._store.keyed(f"look|{facility}|{day.isoformat()}".encode())

    def forget_before(self, day: date) -> None:
        self._store.remove("DELETE FROM look WHERE substr(at, 1, 10) < ?", day.isoformat())

    def clear(self) -> None:
        self._store.remove("DELETE FROM look")


def _bound(place: bytes) -> bytes:
    """A text that was put into another day's line can't be opened."""
    return b"look|" + place
