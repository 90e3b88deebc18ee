"""Whether the server says no row after row for one and the same reason: then sending on helps nobody.

A wrong list, a full hour, a registration that is missing: the clerk hears of it after twenty rows, not after three
thousand. How many are enough is our own choice.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection

IN_A_ROW = 20
LAST = 50  # answers that are looked back on; half of them refused alike are a run, too


class Refusals:
    """What the server answered lately, of one run."""

    def __init__(self, passed: Collection[str] = ()) -> None:
        """`passed`: reasons the clerk knows of and goes on with all the same."""
        self._passed = frozenset(passed)
        self._last: deque[str] = deque(maxlen=LAST)
        self._words: dict[str, Counter[str]] = {}  # of the server, by reason
        self._in_a_row = 0

    def booked(self) -> None:
        self._answered("")

    def words(self, code: str) -> str:
        """The server's own for this reason; "" where they were others each time."""
        said, times = self._words[code].most_common(1)[0]
        return said if times >= IN_A_ROW else ""

    def refused(self, code: str, words: str = "") -> int:
        """How many refusals of this reason make a run of it by now; 0: they make none."""
        self._answered(code)
        self._words.setdefault(code, Counter())[words] += 1
        alike = self._last.count(code)
        is_run = self._in_a_row >= IN_A_ROW or 2 * alike >= LAST
        return alike if is_run and code not in self._passed else 0

    def _answered(self, code: str) -> None:
        self._in_a_row = self._in_a_row + 1 if self._last and self._last[-1] == code else 1
        self._last.append(code)
