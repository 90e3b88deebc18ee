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
    OVER = "over"  # that was seen to be over since: no reason any more


class UnsureDays:
    """Of one journal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, facility: str) -> Mapping[date, frozenset[Why]]:
        """Found out by any batch of the facility, and true still."""
        found: defaultdict[date, set[Why]] = defaultdict(set)
        lines = self._store.db.execute(
            "SELECT day, why FROM unsure JOIN batch ON batch.id=unsure.batch WHERE facility=?", (facility,)
        )
        for day, why in lines.fetchall():
            with suppress(ValueError):  # a damaged line, or a later version's
                found[date.fromisoformat(day)].add(Why(why))
        standing = {day: _still(reasons) for day, reasons in found.items()}
        return {day: reasons for day, reasons in standing.items() if reasons}

    def met_others(self, batch: int) -> bool:
        """Whether somebody else was seen to book the people of this batch."""
        found = self._store.db.execute("SELECT 1 FROM unsure WHERE batch=? AND why=?", (batch, str(Why.OTHERS)))
        return found.fetchone() is not None

    def note(self, batch: int, on: Iterable[date], why: Why) -> None:
        """Raises EnvironmentProblem."""
        days = [day.isoformat() for day in on]
        with self._store.change():
            self._store.db.executemany(
                "INSERT INTO unsure VALUES (?,?,?) ON CONFLICT DO NOTHING", [(batch, day, str(why)) for day in days]
            )
            if why is Why.OTHERS:  # once more: it is not over
                self._store.db.executemany(_NOT_OVER, [(day, str(Why.OVER), batch) for day in days])


_NOT_OVER = (
    "DELETE FROM unsure WHERE day=? AND why=? AND batch IN"
    " (SELECT id FROM batch WHERE facility=(SELECT facility FROM batch WHERE id=?))"
)


def _still(reasons: set[Why]) -> frozenset[Why]:
    return frozenset(reasons - {Why.OTHERS, Why.OVER} if Why.OVER in reasons else reasons)
