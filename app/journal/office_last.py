"""Is the office's database still the one that was written to? An older state of it may take its place while a PC runs.

What was written last tells: where that is there, all before it is. Of a database that lacks it nothing is concluded:
whom it calls not booked may have been booked by this very run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.clock import Moment
from app.journal.store import Change

SINCE = "SELECT since FROM row WHERE batch=%s AND number=%s"


class LastWritten:
    def __init__(self) -> None:
        self._row: tuple[int, int] | None = None  # batch and number
        self._since = ""

    def note(self, changes: Sequence[Change[Any]], answers: Sequence[Sequence[Any] | None]) -> None:
        """In this order."""
        for change, lines in zip(reversed(changes), reversed(answers), strict=True):
            if change.writes is not None and lines:
                *place, self._since = change.writes
                self._row = (place[0], place[1])
                return

    def forget(self) -> None:
        """Nothing runs any more: whoever begins anew goes by what is there."""
        self._row = None

    def is_there(self, ask: Callable[[tuple[int, int]], Any]) -> bool:
        """`ask`: for the first line of `SINCE`. Somebody else may have written to that row later."""
        if self._row is None:
            return True
        found = ask(self._row)
        if found is None or found[0] == self._since:
            return found is not None
        there, ours = Moment.of(found[0] or ""), Moment.of(self._since)
        return there is not None and ours is not None and there.wall >= ours.wall
