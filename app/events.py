"""What a running batch tells whoever watches: the window through its bridge, the command line directly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.values import Outcome


@dataclass(frozen=True, slots=True)
class RowChanged:
    batch: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Phase:
    """The batch entered a phase: `looking` (asks the server), `booking`, `asking` (books, and asks each person
    first: the schedule can't tell), `settling` (waits to look up doubtful rows), `verifying`, `cancelling`."""

    batch: int
    name: str


@dataclass(frozen=True, slots=True)
class Paused:
    """No new call starts. `reason` is a key of `wording`: paused_by_user, offline, blocked, throttled,
    sign_in_needed. `until`, where the batch goes on by itself. `flying`: calls sent before, whose answers are still
    awaited: told anew once there is none."""

    batch: int
    reason: str
    until: datetime | None = None
    flying: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """So many of the questions that come before a batch are answered."""

    batch: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The server does not show yet what was sent for these rows, or, `leaving`, may still show what was given back:
    they are looked for again, for so many seconds at most, as far as can be told."""

    batch: int
    rows: tuple[int, ...]
    seconds: int
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """Calls wait, and the server has answered nothing for so many seconds; 0: it answers again."""

    batch: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Resumed:
    batch: int


@dataclass(frozen=True, slots=True)
class Alike:
    """The server refused `count` rows for one reason (`code`, a key of `wording`): nothing new is sent, what is
    under way is finished and looked up. `detail`: its own words, untrusted; "" where they are others each time."""

    batch: int
    code: str
    count: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The batch has ended; `stopped` = by the user. `error` = the code of what ended it early, or "". `alike`: the
    refusals that ended it (`error` is refused_alike then); its rows that were not sent wait. `known`: where the journal
    itself ended it, and may be another one by now, its rows as the run knows them."""

    batch: int
    stopped: bool = False
    error: str = ""
    detail: str = ""
    alike: Alike | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)  # what the sentence of `error` needs
    known: Mapping[int, Outcome] | None = field(default=None, hash=False)  # by row of the user's file


@dataclass(frozen=True, slots=True)
class MessageChanged:
    """A call of a message has another state: ask the journal."""

    message: int


@dataclass(frozen=True, slots=True)
class MessageHeld:
    """No new call of a message starts; `reason` as in Paused, "" = it goes on."""

    message: int
    reason: str = ""
    until: datetime | None = None


Told = RowChanged | Phase | Answered | Paused | Waiting | Silent | Resumed | Alike | Finished
Event = Told | MessageChanged | MessageHeld
Emit = Callable[[Event], None]
