"""Reminders: a message to everybody who is booked on a day, nobody twice for one appointment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.domain.message import Draft, MessageState, Part, Recipient, divide
from app.errors import InputError, ServiceError
from app.wording import say

if TYPE_CHECKING:
    from app.messages.sending import Messenger

PREVIEWED = 3  # texts shown before a reminder goes out


@dataclass(frozen=True)
class Reminding:
    """`unsure`: how many of the list get none, as it is not certain that, or when, they are booked. `waiting`: how many
    are in a message that was not sent to its end: they get it when that goes on, and none of this."""

    people: tuple[Recipient, ...]  # to be reminded
    before: tuple[Recipient, ...]  # were sent one for this appointment, and nobody says that it did not reach them
    missed: tuple[Recipient, ...] = ()  # it was sent, and reached them on no way: to be rung up
    unsure: int = 0
    waiting: int = 0


def usual() -> Draft:
    """What a reminder says where the clerk writes nothing else: in Thai, for citizens. Seven hours make seven texts."""
    return Draft(say("reminder_title", "th"), say("reminder_text", "th"))


async def remind(messenger: Messenger, listed: Iterable[Recipient], lines: int, *, again: bool) -> Reminding:
    """Of so many lines of a day's list, who is to be reminded. `again`: those who were, too."""
    people = tuple(dict.fromkeys(listed))
    asked = partial(messenger.reminders.reminded, messenger.facility, people)
    known = frozenset() if again else await messenger.aside(asked)
    new = tuple(person for person in people if person not in known)
    waiting = await messenger.aside(partial(messenger.reminders.waiting, messenger.facility, known))
    sent = known - waiting
    missed = await _missed(messenger, sent) if sent else frozenset()
    before = tuple(person for person in people if person in sent - missed)
    unreached = tuple(person for person in people if person in missed)
    return Reminding(new, before, unreached, lines - len(people), len(waiting))


async def _missed(messenger: Messenger, people: frozenset[Recipient]) -> frozenset[Recipient]:
    """Whom none of their reminders reached, as far as the server tells: it may say nothing of it."""
    try:
        told = await messenger.told()
    except ServiceError:
        told = {}
    calls = await messenger.aside(partial(_calls_of, messenger, people))
    reached, missed = set[Recipient](), set[Recipient]()
    for person, parts in calls.items():
        for part in parts:
            one = told.get(part.ref_code)
            nothing = one.unregistered | one.not_target if one is not None else part.delivery.not_target
            (missed if person.cid in nothing else reached).add(person)
    return frozenset(missed - reached)


def _calls_of(messenger: Messenger, people: frozenset[Recipient]) -> Mapping[Recipient, Sequence[Part]]:
    """The calls that were to remind them."""
    found: dict[Recipient, list[Part]] = {}
    for message, theirs in messenger.reminders.messages(messenger.facility, people).items():
        for part in messenger.book.parts(message):
            if part.state is MessageState.SENT:
                for person in theirs.intersection(part.people):
                    found.setdefault(person, []).append(part)
    return found


def previewed(parts: Sequence[Part]) -> tuple[tuple[Recipient, Draft], ...]:
    """Three people, of as many different texts as there are, each with what they will read."""
    firsts = [(part.people[0], part.draft) for part in parts]
    others = [(person, part.draft) for part in parts for person in part.people[1:PREVIEWED]]
    return tuple((firsts + others)[:PREVIEWED])


def without_hours(draft: Draft, people: Sequence[Recipient]) -> int | None:
    """How many calls it takes without the names and hours in it; None where that saves none."""
    lean = Draft(_without(draft.title), _without(draft.text), draft.url)
    try:
        return len(divide(lean, people, "")) if lean != draft else None
    except InputError:
        return None


def _without(text: str) -> str:
    for name in ("time", "hour", "name", "เวลา", "ชื่อ"):
        text = text.replace("{" + name + "}", "")
    return text
