"""Does a day's schedule show what was booked just now? What this run booked itself proves it, or proves otherwise.

A schedule that shows only its first lines, is late, is kept by somebody on the way or names nobody says nothing of what
another computer books meanwhile. Ours must stand there: by their ids, or, where lines name nobody, by their number.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from app.booking.seats import DaySchedule
from app.clock import ticks
from app.domain.values import Appointment

LATE = 2.0  # seconds: as long as nobody looks in any case (`watch.EVERY`)


class Proof:
    def __init__(self) -> None:
        self.blind: set[date] = set()  # days that were proved to hide what is booked, for good
        self._ours: defaultdict[date, dict[str, float]] = defaultdict(dict)  # person -> ticks when it was booked
        self._now: Counter[date] = Counter()  # booked by this run of each day
        self._flying: defaultdict[date, set[int]] = defaultdict(set)  # rows that are just being sent
        self._landed = asyncio.Event()
        self._unnamed: dict[date, int] = {}  # lines without a name, of others, when the day was looked at first
        self._missed: dict[date, set[str]] = {}  # whom the look before lacked
        self._lag = 0.0  # seconds that a schedule was seen to be late, and no more

    def booked(self, row: Appointment, at: float) -> None:
        """Its seat is ours since `at` (of `clock.ticks`)."""
        self._ours[row.date][row.cid] = at
        self._now[row.date] += 1

    def has_booked(self, day: date) -> int:
        """So many of this day, by this run."""
        return self._now[day]

    def booked_before(self, rows: Iterable[Appointment]) -> None:
        """By an earlier run of this batch."""
        for row in rows:
            self._ours[row.date].setdefault(row.cid, ticks() - LATE)

    @contextmanager
    def flies(self, row: Appointment) -> Iterator[None]:
        """While it is being sent."""
        self._flying[row.date].add(row.row)
        try:
            yield
        finally:
            self._flying[row.date].discard(row.row)
            self._landed.set()

    def flies_on(self, day: date) -> bool:
        """Whether a row of that day that was sent has no answer yet."""
        return bool(self._flying[day])

    async def landed(self, day: date) -> None:
        """Until every row of that day that was sent has its answer."""
        while self._flying[day]:
            self._landed.clear()
            await self._landed.wait()

    def shows(self, day: DaySchedule, looked: float) -> bool:
        """Whether the day's schedule, asked for at `looked`, shows all that is ours, and nobody else's new lines.

        More lines without a name than we have booked since the first look: somebody else books that day, and nobody
        can tell whom.
        """
        if day.booked is None or day.date in self.blind:
            return False
        hidden = {cid: at for cid, at in self._ours[day.date].items() if not day.of(cid)}
        due = {cid for cid, at in hidden.items() if at <= looked - self._lag}
        lines = len(day.nameless) - self._unnamed.setdefault(day.date, max(0, len(day.nameless) - len(due)))
        self._learn(day.date, hidden, looked)
        overdue = sum(at <= looked - LATE for at in hidden.values())
        if overdue > max(lines, 0) or lines > len(hidden) + len(self._flying[day.date]):
            self.blind.add(day.date)
        self._missed[day.date] = due if len(due) > max(lines, 0) else set()
        return day.date not in self.blind and not self._missed[day.date]

    def _learn(self, day: date, hidden: dict[str, float], looked: float) -> None:
        """Whom the look before lacked, and this one shows: it is late, and no later than that."""
        missed = self._missed.get(day, set())
        if missed and not missed & hidden.keys() and looked - max(self._ours[day][cid] for cid in missed) <= 2 * LATE:
            self._lag = LATE
