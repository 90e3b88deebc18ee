"""Days whose schedule alone is no leave to send, as a batch found out: known to whoever goes on with it, or books that
day with another one, for as long as the batch is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum

from app.journal.store import Store

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS unsure (batch INTEGER NOT NULL REFERENCES batch(id) ON DELETE CASCADE,"
    " day TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (batch, day, why))"
)


class Why(StrEnum):
    BLIND = "blind"  # it did not show what was booked just now
    CAUGHT = "caught"  # it lacked somebody whose own record shows the appointment
    OTHERS = "others"  # somebody else books the same people


class UnsureDays:
    """Of one journal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, facility: str) -> Mapping[date, frozenset[Why]]:
        """Found out by any batch of the facility."""
        found: defaultdict[date, set[Why]] = defaultdict(set)
        lines = self._store.db.execute(
            "SELECT day, why FROM unsure JOIN batch ON batch.id=unsure.batch WHERE facility=?", (facility,)
        )
        for day, why in lines.fetchall():
            with suppress(ValueError):  # a damaged line, or a later version's
                found[date.fromisoformat(day)].add(Why(why))
        return {day: frozenset(reasons) for day, reasons in found.items()}

    def met_others(self, batch: int) -> bool:
        """Whether somebody else was seen to book the people of this batch."""
        found = self._store.db.execute("SELECT 1 FROM unsure WHERE batch=? AND why=?", (batch, str(Why.OTHERS)))
        return found.fetchone() is not None

    def note(self, batch: int, days: Iterable[date], why: Why) -> None:
        """Raises EnvironmentProblem."""
        with self._store.change():
            self._store.db.executemany(
                "INSERT INTO unsure VALUES (?,?,?) ON CONFLICT DO NOTHING",
                [(batch, day.isoformat(), str(why)) for day in days],
            )
