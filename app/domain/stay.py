"""Somebody who is not moved to another hour of the same day, as that hour is known to be full or not to be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Codes of such a row: nothing was sent for it, and the appointment stands. Their detail is `Stay.packed`.
MOVE_FULL, MOVE_NO_HOUR = "move_full", "move_no_hour"
STAYS = (MOVE_FULL, MOVE_NO_HOUR)


@dataclass(frozen=True, slots=True)
class Stay:
    row: int
    code: str
    at: str  # the hour that stands, as 13:00; "" where it is not known
    free: tuple[str, ...]  # hours of that day with a seat left

    def packed(self) -> str:
        """As `Outcome.detail` keeps it: 13:00 08:00 10:00"""
        return " ".join((self.at or "-", *self.free))


def unpacked(detail: str) -> tuple[str, Iterable[str]]:
    """What `Stay.packed` wrote: the hour that stands, the free ones."""
    at, *free = detail.split() or ["-"]
    return "" if at == "-" else at, free
