"""Somebody who is not moved to another hour of the same day, as that hour is known to be full or not to be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.given_up import UNDER_WAY
from app.domain.values import OTHER_HOUR, Outcome, State

# Codes of such a row: nothing was sent for it, and the appointment stands. Their detail is `Stay.packed`.
MOVE_FULL, MOVE_NO_HOUR = "move_full", "move_no_hour"
STAYS = (MOVE_FULL, MOVE_NO_HOUR)
# Codes of a row that waits for the clerk's word: the person has another day already (its day is the detail), or it is a
# day that may not be meant.
SECOND_DAY, DAY_IN_DOUBT = "second_day", "day_in_doubt"
# Warnings of rows whose person has, or gets by a row before, another day for the same dose.
SECOND_DAYS = ("booked_other_day", "sheet_other_day")
# Codes of rows that were refused here, not by the server: nothing was sent for them.
HELD_BACK = (
    OTHER_HOUR,
    *STAYS,
    UNDER_WAY,
    "booked_later",
    SECOND_DAY,
    DAY_IN_DOUBT,
    "hour_past",
    "row_damaged",
    "doubtful_in_other_batch",
    "sending_in_other_batch",
)
# Code of a sheet's row whose person is to be moved from another hour of the day, as the clerk has agreed: nothing of it
# has begun. Its detail is the hour that stands, as 13:00.
TO_MOVE = "to_move"
IN_DOUBT = "move_in_doubt"  # nobody has seen yet how it ended: such a row may be booked, though not by itself
MOVES_BEGUN = (IN_DOUBT, "move_unfinished")
MOVES_LEFT = (TO_MOVE, *MOVES_BEGUN)  # of rows not sent, which only a move goes on with
# What is told apart of rows in one state: a row whose person was moved is none that was skipped, one that was held back
# here is none that the server refused, and one that waits for a move, or for the end of one, is none yet to be sent.
MOVED, HELD, MOVING = "moved", "held_back", "moving"


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


def is_moving(outcome: Outcome) -> bool:
    """Whether a row waits for a move, or for the end of one."""
    return outcome.state is State.NOT_SENT and outcome.code in MOVES_LEFT


def told_apart(outcome: Outcome) -> str:
    """The row's state as it is shown: `MOVED`, `HELD`, `MOVING`, or the state itself."""
    if is_moving(outcome):
        return MOVING
    if outcome.state is State.SKIPPED and outcome.code == "moved":
        return MOVED
    if outcome.state is State.REFUSED and outcome.code in HELD_BACK:
        return HELD
    return str(outcome.state)
