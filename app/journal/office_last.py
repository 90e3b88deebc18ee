"""Is the office's database still the one that was written to? An older state of it may take its place while a PC runs.

What was written last tells: where that is there, all before it is. Of a database that lacks it nothing is concluded:
whom it calls not booked may have been booked by this very run, and a message it calls not sent may have gone out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

from app.clock import Moment
from app.journal.rows import time_of
from app.journal.store import Change, Wrote

_ASK: dict[str, LiteralString] = {
    "row": "SELECT since FROM row WHERE batch=%s AND number=%s",
    "message_part": "SELECT at FROM message_part WHERE message=%s AND number=%s",
}


class LastWritten:
    def __init__(self) -> None:
        self._last: Wrote | None = None
        self._writing: Wrote | None = None  # by the change that is being made

    def note(self, changes: Sequence[Change[Any]], answers: Sequence[Sequence[Any] | None]) -> None:
        """In this order."""
        for change, lines in zip(reversed(changes), reversed(answers), strict=True):
            if change.writes is not None and lines:
                self._last = change.writes
                return

    def wrote(self, what: Wrote) -> None:
        """See `Engine`."""
        self._writing = what

    @contextmanager
    def change(self, *, noted: bool) -> Iterator[None]:
        """What is written within it counts once that has ended well; not `noted`: nobody runs anything."""
        self._writing = None
        yield
        if noted:
            self._last = self._writing or self._last

    def forget(self) -> None:
        """Nothing runs any more: whoever begins anew goes by what is there."""
        self._last = None

    def is_there(self, ask: Callable[[LiteralString, tuple[int, int]], Any]) -> bool:
        """`ask`: for the first line of an answer. Somebody else may have written there later."""
        if self._last is None:
            return True
        found = ask(_ASK[self._last.table], (self._last.of, self._last.number))
        if found is None or found[0] == self._last.since:
            return found is not None
        there, ours = _wall(found[0] or ""), _wall(self._last.since)
        return there is not None and ours is not None and there >= ours


def _wall(written: str) -> float | None:
    """Seconds since 1970. A row keeps the moment, a call of a message the time."""
    if (moment := Moment.of(written)) is not None:
        return moment.wall
    at = time_of(written)
    return at.timestamp() if at is not None else None
