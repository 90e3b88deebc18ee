"""What becomes of one row, each a statement of its own: claimed, given back, marked. Only along `ARROWS`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Unpack

from app.domain.values import Outcome, State
from app.journal.people import People
from app.journal.rows import (
    ARROWS,
    TAKEN,
    Hold,
    Marked,
    RowMovedOn,
    happened,
    kept_slot,
    quoted,
    slot_of,
    time_of,
)
from app.journal.schema import IS_BESIDE
from app.journal.seal import RowSeal
from app.journal.store import Change, Store, Wrote
from app.thai import thai_time

_NO_KEY = b""
_CLAIM = f"""
UPDATE row SET state='{State.SENDING}', code='', detail=NULL, at=?, since=?, sent_at=?, sent=?, tries=tries+1,
 verified=0, beside=0
WHERE batch=? AND number=? AND state='{State.PLANNED}' AND NOT EXISTS (
 SELECT 1 FROM row AS other WHERE other.day=row.day AND other.state IN ({quoted(TAKEN)})
 AND (other.batch<>row.batch OR other.number<>row.number) AND (other.key=row.key OR other.key<>?))
RETURNING number
"""
# Only what this very claim has written: `since` is its moment, and nobody's else.
_GIVE_BACK = f"""
UPDATE row SET state='{State.PLANNED}', tries=tries-1, at=? WHERE batch=? AND number=? AND state='{State.SENDING}'
 AND since=? RETURNING number
"""
_MARK = (
    "UPDATE row SET state=?, code=?, slot_id=COALESCE(?, slot_id), detail=?, at=?, since=?,"
    f" sent_at=COALESCE(?, sent_at), sent=COALESCE(?, sent), verified=?, beside={IS_BESIDE}"
    " WHERE batch=? AND number=? AND state IN ({})"
)
_KEPT = " RETURNING slot_id, sent_at"


class RowChanges:
    """Makes the changes of rows; whoever has them says when they are written."""

    def __init__(self, store: Store, seal: RowSeal, people: People) -> None:
        self._store, self._seal, self._people = store, seal, people
        self._db = store.db

    def claim(self, batch: int, number: int, leaving: int | None) -> tuple[Change[Hold | None], Change[object]]:
        """See `Journal.claim`; and what takes it back where nobody can use it any more."""
        now, freed = self._store.now(), self._hour(batch, number, leaving)
        at = thai_time(now.wall).isoformat()

        def read(found: Sequence[Any] | None) -> Hold | None:
            return None if found else self._why_not(change, freed, lawful=found is not None)

        change: Change[Hold | None] = Change(
            _CLAIM,
            (at, str(now), at, str(now), batch, number, freed),
            read,
            (batch, number),
            Wrote("row", batch, number, str(now)),
        )
        return change, Change(_GIVE_BACK, (at, batch, number, str(now)), lambda found: found)

    def _hour(self, batch: int, number: int, hour: int | None) -> bytes:
        """The keyed hash of another hour of that row's day."""
        if hour is None:
            return _NO_KEY
        facility, sealed = self._db.execute(
            "SELECT facility, sealed FROM row JOIN batch ON batch.id=row.batch WHERE batch=? AND number=?",
            (batch, number),
        ).fetchone()
        row = self._seal.opened(batch, number, sealed)
        return self._seal.key(facility, replace(row, hour=hour)) if row is not None else _NO_KEY

    def _why_not(self, claim: Change[Hold | None], freed: bytes, *, lawful: bool) -> Hold | None:
        """Why nothing was claimed; None: it was all the same, its first answer was lost."""
        assert claim.row is not None
        batch, number = claim.row
        state, since, day, key = self._db.execute(
            "SELECT state, since, day, key FROM row WHERE batch=? AND number=?", claim.row
        ).fetchone()
        if state == State.SENDING and since == claim.values[1]:
            return None
        if state != State.PLANNED:
            raise RowMovedOn(State(state))
        if not lawful:
            return self._people.sent_for(key)
        in_the_way = [
            replace(hold, same_hour=other == key)
            for _, other, hold in self._people.held([day])
            if (hold.batch, hold.number) != (batch, number) and (other == key or other != freed)
        ]
        # none: it was given free this very moment
        return min(in_the_way, key=lambda hold: not hold.same_hour) if in_the_way else self._store.make(claim)

    def mark(self, batch: int, number: int, state: State, code: str = "", **more: Unpack[Marked]) -> Change[Outcome]:
        """See `Journal.mark`."""
        slot_id, detail, verified = more.get("slot_id"), more.get("detail", ""), more.get("verified", False)
        now = self._store.now()
        at = thai_time(now.wall)
        before = [str(origin) for origin, targets in ARROWS.items() if state in targets]
        sent_at, sent = (at.isoformat(), str(now)) if state is State.CANCELLING else (None, None)

        def read(found: Sequence[Any] | None) -> Outcome:
            if not found:
                raise RowMovedOn(self.state(batch, number))
            kept, first = found[0]
            when = happened(state, at, time_of(first))
            return Outcome(number, state, code, slot_of(kept), detail, when)

        sealed = self._seal.words(batch, number, detail)
        values = (state, code, kept_slot(slot_id), sealed, at.isoformat(), str(now), sent_at, sent, int(verified))
        statement = _MARK.format(",".join("?" * len(before))) + _KEPT
        return Change(statement, (*values, batch, number, *before), read, writes=Wrote("row", batch, number, str(now)))

    def mark_all(self, batch: int, numbers: Sequence[int], state: State, code: str = "") -> None:
        """Written at once. Those that moved on meanwhile stay where they are."""
        if changes := [self.mark(batch, number, state, code) for number in numbers]:
            # Nothing is asked back: the sqlite3 of Python 3.14 refuses that of many at once (SEEN on 3.14.8).
            self._db.executemany(changes[0].sql.removesuffix(_KEPT), [change.values for change in changes])

    def doubt_unreadable(self) -> None:
        """A row whose state is damaged may be anything: it is in doubt, which holds its person's hour, and is looked up
        before anything is sent. Costs a walk along the index of states."""
        lost = f"state NOT IN ({quoted(State)})"
        if found := self._db.execute(f"SELECT batch, number FROM row WHERE {lost}").fetchall():
            with self._store.change():
                for place in found:
                    self._db.execute(
                        f"UPDATE row SET state='{State.UNKNOWN}', code='state_damaged', verified=0, beside={IS_BESIDE}"
                        f" WHERE batch=? AND number=? AND {lost}",
                        place,
                    )

    def state(self, batch: int, number: int) -> State:
        (state,) = self._db.execute("SELECT state FROM row WHERE batch=? AND number=?", (batch, number)).fetchone()
        return State(state)
