"""A message to citizens (guide section 3): the clerk's text, what each person will read of it, and what is sent.

The app shows the HTML, LINE its plain text (SEEN MAN p.31-32). We make the HTML ourselves out of plain text: nothing
in it runs or loads, and it links to the clerk's URL alone. `message_confirm_url` is no such link: the server calls it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from html import escape
from urllib.parse import urlsplit

from app.domain.values import Delivery
from app.errors import InputError
from app.thai import thai_date

CALLS_AN_HOUR = 5  # SEEN MAN p.32
MOST_CALLS = 3 * CALLS_AN_HOUR  # a message that takes longer than the morning is better written otherwise
LONGEST_TITLE, LONGEST_TEXT, LONGEST_URL = 120, 2000, 500  # characters, ASSUMED: the real limits are unknown
MOST_TARGETS = 5000  # people a call, ASSUMED: the real limit is unknown
SUCCESS = "Success"  # the guide's word for a message that went out (3.5)

# What a placeholder may be called, in the clerk's language too.
NAMES: Mapping[str, str] = {
    "name": "name",
    "ชื่อ": "name",
    "date": "date",
    "day": "date",
    "วันที่": "date",
    "วัน": "date",
    "time": "time",
    "hour": "time",
    "เวลา": "time",
    "place": "place",
    "สถานที่": "place",
}
IN_THAI: Mapping[str, str] = {"name": "ชื่อ", "date": "วันที่", "time": "เวลา", "place": "สถานที่"}
_PLACEHOLDER = re.compile(r"\{\s*([^{}\s]*)\s*\}")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that a person mistakes for another


class MessageState(StrEnum):
    """Where one call of a message stands."""

    PLANNED = "planned"
    SENDING = "sending"  # on disk before the call; after a crash: doubtful
    SENT = "sent"
    REFUSED = "refused"  # the server said no, nobody was told
    UNKNOWN = "unknown"  # may have gone out; only a person decides what is next

    @classmethod
    def _missing_(cls, value: object) -> MessageState:
        """What a damaged journal says can't be read: it may have gone out."""
        return cls.UNKNOWN


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone who is to read it. Only the id is needed; the rest fills placeholders."""

    cid: str
    name: str = ""
    date: date | None = None
    hour: int | None = None
    dose: int | None = None
    place: str = ""  # where the appointment is: the facility or the field site, as a citizen knows it

    def value(self, placeholder: str) -> str:
        """What stands in a placeholder's place, in Thai, as the citizen reads it; "" where it is not known."""
        if placeholder == "name":
            return self.name
        if placeholder == "date":
            return thai_date(self.date) if self.date else ""
        if placeholder == "place":
            return self.place
        return f"{self.hour:02d}:00" if self.hour is not None else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the clerk wrote. May hold {name}, {date}, {time}, {place} (or {ชื่อ}, {วันที่}, {เวลา}, {สถานที่}) in title
    and text."""

    title: str  # หัวเรื่อง
    text: str  # ข้อความ
    url: str = ""  # URL ที่ต้องการให้ประชาชนคลิก (ถ้ามี)

    @property
    def placeholders(self) -> frozenset[str]:
        """Fields of the recipient that it needs: name, date, time, place."""
        found = _PLACEHOLDER.findall(self.title + self.text)
        return frozenset(NAMES[name.lower()] for name in found if name.lower() in NAMES)

    def filled(self, person: Recipient) -> Draft:
        """As this person will read it."""

        def fill(match: re.Match[str]) -> str:
            known = NAMES.get(match[1].lower())
            return person.value(known) if known else match[0]

        return replace(self, title=_PLACEHOLDER.sub(fill, self.title), text=_PLACEHOLDER.sub(fill, self.text))


@dataclass(frozen=True, slots=True)
class Part:
    """One call: one text, and all who read just this text."""

    number: int  # from 1
    ref_code: str  # message_ref_code: a new one is a new message, the same one updates it (SEEN)
    draft: Draft  # no placeholders left
    people: tuple[Recipient, ...]
    state: MessageState = MessageState.PLANNED
    code: str = ""  # why; a key of `wording`
    detail: str = ""  # the server's own words: untrusted plain text, bounded
    delivery: Delivery = field(default_factory=Delivery)
    at: datetime | None = None  # Thai time
    sent_at: datetime | None = None

    @property
    def cids(self) -> tuple[str, ...]:
        return tuple(person.cid for person in self.people)

    @property
    def damaged(self) -> bool:
        """What was kept of it can't be read any more: nobody knows whom it is for."""
        return not self.people


def checked(draft: Draft) -> Draft:
    """The draft without odd characters. Raises InputError: message_title_missing, message_text_missing,
    message_too_long, message_url_wrong, message_placeholder_unknown."""
    title = " ".join(_CONTROLS.sub(" ", draft.title).split())
    lines = [_CONTROLS.sub(" ", line).rstrip() for line in draft.text.splitlines()]
    tidy = Draft(title, "\n".join(lines).strip(), draft.url.strip())
    if not tidy.title:
        raise InputError("message_title_missing")
    if not tidy.text:
        raise InputError("message_text_missing")
    if len(tidy.title) > LONGEST_TITLE or len(tidy.text) > LONGEST_TEXT:
        raise InputError("message_too_long", title=LONGEST_TITLE, text=LONGEST_TEXT)
    _check_url(tidy.url)
    unknown = [name for name in _PLACEHOLDER.findall(tidy.title + tidy.text) if name.lower() not in NAMES]
    if unknown:
        raise InputError("message_placeholder_unknown", name="{" + unknown[0] + "}")
    return tidy


def _check_url(url: str) -> None:
    if not url:
        return
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("https", "http") and bool(parts.hostname) and not parts.username
    except ValueError:
        good = False
    if not good or len(url) > LONGEST_URL or re.search(r"[\s<>\"'\\]", url):
        raise InputError("message_url_wrong", url=url[:80])


def lacking(draft: Draft, people: Iterable[Recipient]) -> dict[str, int]:
    """By placeholder: how many people have nothing to put there. They would read a gap."""
    people = tuple(people)
    counts = {name: sum(not person.value(name) for person in people) for name in sorted(draft.placeholders)}
    return {name: count for name, count in counts.items() if count}


def texts(draft: Draft, people: Iterable[Recipient]) -> dict[Draft, tuple[Recipient, ...]]:
    """The different texts that come of it, each with its readers, in the audience's order."""
    readers: dict[Draft, list[Recipient]] = {}
    for person in people:
        readers.setdefault(draft.filled(person), []).append(person)
    return {text: tuple(people) for text, people in readers.items()}


def divide(draft: Draft, people: Sequence[Recipient], ref_code: str) -> tuple[Part, ...]:
    """The calls it takes: one for each different text, as a call carries one text for all its targets (SEEN).

    Raises InputError: audience_empty, message_gaps (someone has nothing to put into a placeholder),
    message_too_many_calls.
    """
    draft = checked(draft)
    if not people:
        raise InputError("audience_empty")
    for name, count in lacking(draft, people).items():
        raise InputError("message_gaps", th="{" + IN_THAI[name] + "}", en="{" + name + "}", count=count)
    groups = [
        (text, readers[start : start + MOST_TARGETS])
        for text, readers in texts(draft, people).items()
        for start in range(0, len(readers), MOST_TARGETS)
    ]
    if len(groups) > MOST_CALLS:
        hours = hours_for(len(groups))
        raise InputError("message_too_many_calls", calls=len(groups), hours=hours, most=MOST_CALLS)
    codes = [ref_code if len(groups) == 1 else f"{ref_code}-{number:02d}" for number in range(1, len(groups) + 1)]
    return tuple(
        Part(number, code, text, readers)
        for number, (code, (text, readers)) in enumerate(zip(codes, groups, strict=True), start=1)
    )


def rewrite(draft: Draft, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same calls, to the same people under the same ref codes, with another text.

    Raises InputError message_update_splits where one call's people would have to read different texts.
    """
    draft = checked(draft)
    for name, count in lacking(draft, (person for part in parts for person in part.people)).items():
        raise InputError("message_gaps", th="{" + IN_THAI[name] + "}", en="{" + name + "}", count=count)
    made = []
    for part in parts:
        found = texts(draft, part.people)
        if len(found) > 1:
            raise InputError("message_update_splits")
        made.append(Part(part.number, part.ref_code, next(iter(found)), part.people))
    return tuple(made)


def hours_for(calls: int, left: int = CALLS_AN_HOUR) -> int:
    """Full hours to wait until the last of so many calls may go, where `left` may go now."""
    return -(-max(0, calls - left) // CALLS_AN_HOUR)


def new_ref_code(facility: str, now: datetime) -> str:
    """One that no other message of the facility has; it tells a person who and when."""
    return f"{facility}-{now:%Y%m%d%H%M%S}-{''.join(secrets.choice(_LETTERS) for _ in range(4))}"


def html_of(text: str, url: str = "") -> str:
    """The HTML the app shows: paragraphs and line breaks, everything else escaped; the URL as a link below, its address
    to be read, so that it stands in LINE's plain text too."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    html = "".join(f"<p>{'<br>'.join(escape(line) for line in part.splitlines())}</p>" for part in paragraphs)
    return f'{html}<p><a href="{escape(url)}">{escape(url)}</a></p>' if url else html


def plain_of(text: str, url: str = "") -> str:
    """What LINE shows of it. ASSUMED: the server takes the tags away and keeps one line break for each."""
    lines = (" ".join(line.split()) for line in f"{text}\n{url}".splitlines())
    return "\n".join(line for line in lines if line)
