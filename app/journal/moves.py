"""What is left of the moves of a sheet's people."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.stay import MOVES_LEFT
from app.domain.values import State
from app.journal.people import marks
from app.journal.rows import BOOKS, HAS_BOTH
from app.journal.store import Database

_NONE = (0, 0)


def moves_left(db: Database, batch: int, purpose: str, counts: Mapping[State, int]) -> tuple[int, int]:
    """Rows not sent that wait for a move or for the end of one, and rows whose move left both appointments. Of most
    batches their `counts` tell that there are none: the history asks nothing more about them."""
    if purpose not in BOOKS or not (counts.get(State.NOT_SENT) or counts.get(State.SKIPPED)):
        return _NONE
    codes = (*MOVES_LEFT, HAS_BOTH)
    rows = db.execute(
        f"SELECT state, COUNT(*) FROM row WHERE batch=? AND state IN (?,?) AND code IN ({marks(codes)}) GROUP BY state",
        (batch, State.NOT_SENT, State.SKIPPED, *codes),
    )
    found = {State(state): int(count) for state, count in rows.fetchall()}
    return found.get(State.NOT_SENT, 0), found.get(State.SKIPPED, 0)
