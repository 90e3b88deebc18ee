"""What the journal holds of batches and their rows, and the ways a row's state may go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from app.clock import Moment
from app.domain.given_up import LEFT_OUT_HERE, LOST, STILL_WITHOUT, UNDER_WAY
from app.domain.stay import HELD, HELD_BACK, SECOND_DAY, STAYS
from app.domain.values import OTHER_HOUR, Appointment, Outcome, State
from app.errors import InputError
from app.thai import thai_time

ARROWS: Mapping[State, frozenset[State]] = {
    # PLANNED -> BOOKED: a call that was believed lost shows its seat after all. -> CANCELLED: given up from here since
    State.PLANNED: frozenset(
        {State.SENDING, State.SKIPPED, State.REFUSED, State.NOT_SENT, State.BOOKED, State.CANCELLED}
    ),
    State.SENDING: frozenset({State.BOOKED, State.REFUSED, State.UNKNOWN, State.PLANNED, State.SKIPPED}),
    State.UNKNOWN: frozenset({State.BOOKED, State.PLANNED, State.UNKNOWN, State.REFUSED, State.SKIPPED}),
    State.BOOKED: frozenset({State.BOOKED, State.CANCELLING, State.UNKNOWN}),
    State.CANCELLING: frozenset({State.CANCELLED, State.BOOKED, State.CANCELLING}),
    # REFUSED -> BOOKED: the server said no and did it all the same
    State.REFUSED: frozenset({State.PLANNED, State.BOOKED, State.CANCELLED}),
    State.NOT_SENT: frozenset({State.PLANNED, State.SKIPPED, State.REFUSED, State.CANCELLED}),
    # SKIPPED -> CANCELLING: a seat too many, seen by a later look, is given back
    State.SKIPPED: frozenset({State.PLANNED, State.SKIPPED, State.CANCELLING}),
    State.CANCELLED: frozenset({State.PLANNED, State.BOOKED}),  # taken for gone, and seen again
}
# A person in one of these, for the same facility, day and hour, is not sent a second time.
TAKEN = (State.SENDING, State.UNKNOWN, State.BOOKED, State.CANCELLING)
FAILED = (State.REFUSED, State.NOT_SENT)  # what a retry sends
# Code of a refused row that a later batch has taken over, mended: it is never sent from its own batch again.
HANDED_OVER = "handed_over"
NEVER_AGAIN = (HANDED_OVER, UNDER_WAY)  # codes of refused rows that no retry sends
# Code of a row that is booked by the server's own word, of which no witness was to be had.
UNSEEN = "booked_unseen"
# Code of a row whose booking the server does not have any more.
GONE = "gone_on_server"
# Codes of a booked row that say why its seat could not be given back.
STANDS = (
    "cancel_refused",
    "cancel_failed",
    "cancel_needs_slot",
    "another_seat",
    "booked_by_citizen",
    "cancel_damaged",
    "old_hour_over",
)
OLD_OVER = "old_hour_over"  # of the appointment that a move was to give up, which is over by now
HAS_BOTH = "move_has_both"
# Codes of a row of a sheet or list whose move is not ended.
IN_DOUBT = "move_in_doubt"  # nobody has seen yet how it ended: such a row may be booked, though not by itself
MOVES_ON = (HAS_BOTH, IN_DOUBT, "move_unfinished")
BOOKS = ("", "single")  # purposes of a batch whose rows are to be booked, see `Source`
# Codes of failed rows whose person has, or may have, an appointment all the same.
_MAY_HAVE = (
    *STAYS,
    OTHER_HOUR,
    "booked_later",
    SECOND_DAY,
    "doubtful_in_other_batch",
    "sending_in_other_batch",
    "row_damaged",
    *NEVER_AGAIN,
    *MOVES_ON,
    *LOST,
)
UNREADABLE = "unreadable"  # the purpose of a batch whose own line is damaged: it may have been a cancelling
DOUBT = tuple(state for state in State if state.doubtful)


class RowMovedOn(Exception):
    """A row is not where it was: a look, or another window, has marked it meanwhile."""

    def __init__(self, state: State) -> None:
        self.state = state


@dataclass(frozen=True, slots=True)
class Source:
    """Where a batch came from."""

    file_name: str  # no folder: a path may name a person
    sheet: str = ""
    rows: int = 0  # rows looked at
    invalid: int = 0  # rows left out because of an error in them
    comment: str = ""
    purpose: str = ""  # "" a sheet; cancel_list, move_list; or a person's own: single, cancel, move (see `move`)

    @classmethod
    def of(cls, told: str | bytes) -> Source:
        """As the journal keeps it: JSON, in versions before without a purpose."""
        name, sheet, comment, rows, invalid, *purpose = json.loads(told)
        return cls(name, sheet, rows, invalid, comment, *purpose)

    @property
    def part_of(self) -> int:
        """The batch of the list whose single move this one is; 0: of none. It stands where others name their sheet."""
        return int(self.sheet) if self.purpose == "move" and self.sheet.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """One line of the history."""

    id: int
    started: datetime
    facility: str
    user: str
    source: Source
    counts: Mapping[State, int]
    held_by: str = ""  # who runs it right now
    unseen: int = 0  # rows that are booked by the server's own word: nobody has looked for them yet
    to_cancel: int = 0  # appointments that are to be given up and still stand: of a list, an undo, moves that left both
    maker: str = ""  # the PC of the office that made it; "": not known, or the journal is a file of this PC
    elsewhere: bool = False  # another PC made it
    undoing: bool = False  # its undo was broken off, or runs: to go on is to go on with that
    held_back: int = 0  # of those that are refused: by the program itself, nothing was sent for them
    given_up: int = 0  # of those that are cancelled: left out, as they were given up before this batch

    @property
    def told(self) -> Mapping[str, int]:
        """How many rows of each state, as they are told apart: what was held back, and what was left out, is neither
        refused nor cancelled."""
        apart = {State.REFUSED: self.held_back, State.CANCELLED: self.given_up}
        told = {str(state): count - apart.get(state, 0) for state, count in self.counts.items()}
        told |= {HELD: self.held_back, "given_up": self.given_up}
        return {name: count for name, count in told.items() if count}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def unfinished(self) -> int:
        return sum(count for state, count in self.counts.items() if state.unfinished) + self.to_cancel

    @property
    def may_stand(self) -> int:
        """Appointments that an undo cancels, if they stand: those in doubt may."""
        return sum(count for state, count in self.counts.items() if state is State.BOOKED or state.doubtful)

    @property
    def open(self) -> bool:
        """Whether there is something to go on with: rows to be sent, settled, or looked for."""
        return self.unfinished > 0 or self.unseen > 0


def held_there(info: BatchInfo) -> InputError:
    """Somebody else runs it: who, and how far that is."""
    return InputError(
        "batch_held", holder=info.held_by or "?", booked=info.counts.get(State.BOOKED, 0), total=info.total
    )


def seen_by_clerks(infos: Iterable[BatchInfo]) -> tuple[BatchInfo, ...]:
    """Without the single moves that their list tells of: one is seen only where it is to be gone on with alone."""
    infos = tuple(infos)
    lists = {info.id for info in infos if info.open}
    return tuple(one for one in infos if not (part := one.source.part_of) or (one.open and part not in lists))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a batch as the journal holds it."""

    appointment: Appointment
    outcome: Outcome
    sent_at: datetime | None = None
    tries: int = 0
    verified: bool = False
    sent: Moment | None = None  # when the last call left; None: never, or by a version that did not keep it
    since: Moment | None = None  # in this state


@dataclass(frozen=True, slots=True)
class Hold:
    """A row, of any batch, whose person has, or may have, a seat on a day here."""

    batch: int
    number: int
    state: State
    same_hour: bool
    hour: int | None  # None: the row can't be read any more
    since: Moment | None


LONG_AGO = thai_time(0.0)  # said of what a damaged time belongs to
LARGEST = 2**63 - 1  # what a column of numbers holds; a number as text would lose its last digits there


def kept_slot(slot_id: int | None) -> str | None:
    """A slot number as the journal holds it, see `slot_of`."""
    return None if slot_id is None else f"{'#' if slot_id > LARGEST else ''}{slot_id}"


def slot_of(kept: int | str | None) -> int | None:
    """What `kept_slot` wrote; SQLite makes numbers of what looks like one. None, too, for what is damaged."""
    with suppress(ValueError):
        return int(kept.removeprefix("#")) if isinstance(kept, str) else kept
    return None


class Marked(TypedDict, total=False):
    """What may be written of a row beside its state and code."""

    slot_id: int | None  # of the seat; None: what is known stays
    detail: str  # see `Outcome.detail`
    verified: bool  # the server's books show the booking


def quoted(states: Iterable[str]) -> str:
    """States, or codes, as the text of a schema names them, where no values can be handed over."""
    return ", ".join(f"'{state}'" for state in states)


# Rows that are told apart from others of their state, see `BatchInfo`.
APART = (
    f"SELECT batch, COUNT(CASE WHEN state='{State.REFUSED}' AND code IN ({quoted(HELD_BACK)}) THEN 1 END) AS held,"
    f" COUNT(CASE WHEN state='{State.CANCELLED}' AND code IN ({quoted(LEFT_OUT_HERE)}) THEN 1 END) AS given_up"
    f" FROM row WHERE batch BETWEEN ? AND ? AND state IN ('{State.REFUSED}', '{State.CANCELLED}') GROUP BY batch"
)


def time_of(text: str | None) -> datetime | None:
    """A time that was written for people to read; None for a damaged one: it costs itself alone."""
    with suppress(ValueError, TypeError):
        return datetime.fromisoformat(text) if text else None
    return None


def moment_of(text: str | None) -> Moment | None:
    return Moment.of(text) if text else None


def happened(state: State, at: datetime | None, sent_at: datetime | None) -> datetime | None:
    """When it happened: a booking when it was sent, however often it was looked at and verified since."""
    return sent_at if state is State.BOOKED and sent_at is not None else at


def is_failed(outcome: Outcome) -> bool:
    """Whether a row was refused or not sent, and is still its batch's: a retry sends it."""
    return outcome.state in FAILED and outcome.code not in NEVER_AGAIN


def is_mendable(outcome: Outcome) -> bool:
    """Whether a row was surely not booked, and nothing of it is left to this batch or in doubt in another."""
    return is_failed(outcome) and outcome.code not in ("doubtful_in_other_batch", "sending_in_other_batch")


def without(state: State, code: str, detail: str) -> tuple[str, str]:
    """Code and detail of a row whose person lost the appointment before, and for whom this try made nothing better."""
    if state not in FAILED or code in _MAY_HAVE:
        return code, detail
    return STILL_WITHOUT, f"{code} {detail}".rstrip()
