"""What the journal tells of a message and of the calls that are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.message import Draft, MessageState


@dataclass(frozen=True, slots=True)
class MessageInfo:
    """One line of the register."""

    id: int
    first: int  # the message that this one updates, or its own number
    facility: str
    user: str
    made: datetime  # Thai time
    ref_code: str
    draft: Draft  # as written, with its placeholders
    targets: int
    counts: Mapping[MessageState, int]  # calls by state
    sent_at: datetime | None = None  # of the last call
    app: int | None = None  # people reached, where the server said so for every call
    line: int | None = None
    held: bool = False  # somebody is sending it right now

    @property
    def calls(self) -> int:
        return sum(self.counts.values())

    @property
    def update(self) -> bool:
        return self.first != self.id

    @property
    def state(self) -> MessageState:
        """The worst of its calls: doubt before refusal before what is still to be sent."""
        worst = (MessageState.UNKNOWN, MessageState.SENDING, MessageState.REFUSED, MessageState.PLANNED)
        return next((state for state in worst if self.counts.get(state)), MessageState.SENT)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many calls may go in this hour."""

    left: int
    next_at: datetime | None = None  # when one more may go, where none is left. Thai time


class HourFull(Exception):
    """This hour's calls are used; nothing was changed."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(until.isoformat())
