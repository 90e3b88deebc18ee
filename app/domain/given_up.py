"""An appointment that was booked from here, and given up from here since: by a list, for one person, with its batch."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

CANCELLED_HERE, MOVED_HERE = "cancelled_here", "moved_here"
# Codes of rows of a later batch that were left out for it: nothing was sent for them.
LEFT_OUT_HERE = (CANCELLED_HERE, MOVED_HERE)
# Code of a row whose appointment is just being given up from here: its detail is `UnderWay.packed`.
UNDER_WAY = "given_up_under_way"
# Codes of a row whose person has no appointment left: a move gave up the old one and got nothing for it.
# STILL_WITHOUT: another try failed, too; its detail is that try's code, and what the server said.
STILL_WITHOUT = "still_without"
LOST = ("move_has_none", "move_given_back", STILL_WITHOUT)


class UnderWay(NamedTuple):
    """What is not ended, and has to be before that appointment is booked."""

    batch: int  # that is gone on with
    file_name: str = ""  # of its list or sheet; "" of one person's

    def packed(self) -> str:
        """As `Outcome.detail` keeps it."""
        return f"{self.batch} {self.file_name}".rstrip()

    @classmethod
    def of(cls, detail: str) -> UnderWay:
        """What `packed` wrote."""
        number, _, name = detail.partition(" ")
        return cls(int(number) if number.isdecimal() else 0, name)


@dataclass(frozen=True, slots=True)
class GivenUp:
    at: datetime  # Thai time
    purpose: str  # of the batch that did it, see `journal.rows.Source`
    file_name: str = ""  # of its list or sheet; "" of one person's
    to: tuple[date, int] | None = None  # where the person was moved to
    left: bool = False  # the clerk has said of the file that is to be booked: those stay as they are
    was: tuple[date, int] | None = None  # what was given up, where it is not the very day and hour that is asked for

    @property
    def code(self) -> str:
        return CANCELLED_HERE if self.to is None else MOVED_HERE

    def packed(self) -> str:
        """As `Outcome.detail` keeps it."""
        told = [self.at.isoformat(timespec="minutes"), self.purpose, self.file_name, _written(self.to), self.left]
        if self.was is not None:
            told.append(_written(self.was))
        return json.dumps(told, ensure_ascii=False)


def unpacked(detail: str) -> GivenUp | None:
    """None for what `packed` did not write."""
    with suppress(ValueError, TypeError):
        at, purpose, file_name, to, left, *was = json.loads(detail)
        place, old = _read(to), _read(was[0] if was else None)
        return GivenUp(datetime.fromisoformat(at), str(purpose), str(file_name), place, bool(left), old)
    return None


def _written(place: tuple[date, int] | None) -> list[object] | None:
    return None if place is None else [place[0].isoformat(), place[1]]


def _read(written: Any) -> tuple[date, int] | None:
    return None if written is None else (date.fromisoformat(written[0]), int(written[1]))
