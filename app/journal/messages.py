"""Messages in the journal: every call's intent and fate on disk before and after it, and the calls of the last hour.

What was written and who was to read it is sealed as the rows of a batch are. A message that is updated stays; its new
text is a message of its own with the same ref codes, `first` tells of which.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from cryptography.exceptions import InvalidTag

from app.clock import Moment
from app.domain.message import CALLS_AN_HOUR, Draft, MessageState, Part, Recipient
from app.domain.message_info import Allowance, HourFull, MessageInfo
from app.domain.values import STOPPED_IN_FLIGHT, Delivery
from app.errors import InputError
from app.journal.reminders import held_elsewhere
from app.journal.rows import LONG_AGO, time_of
from app.journal.store import HeldElsewhere, Store, Wrote
from app.thai import show_date, thai_time
from app.wording import LANGUAGES

SCHEMA = """
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, first INTEGER, facility TEXT NOT NULL, "user" TEXT NOT NULL,
    made TEXT NOT NULL, ref_code TEXT NOT NULL, digest BLOB NOT NULL, sealed BLOB NOT NULL, targets INTEGER NOT NULL
);
CREATE TABLE message_part (
    message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    ref_code TEXT NOT NULL, sealed BLOB NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', answer BLOB,
    at TEXT NOT NULL, sent_at TEXT, PRIMARY KEY (message, number)
) WITHOUT ROWID;
CREATE INDEX message_digest ON message (digest);
CREATE TABLE message_call (
    id INTEGER PRIMARY KEY AUTOINCREMENT, facility TEXT NOT NULL, at TEXT NOT NULL, message INTEGER, number INTEGER
);
"""

# Since then each call also knows when it left by the clock that nobody sets.
MOMENTS = "ALTER TABLE message_call ADD COLUMN moment TEXT NOT NULL DEFAULT ''"

HOUR = timedelta(hours=1, seconds=30)  # an hour, and what our clock and the way to the server may differ
FULL_FOR = timedelta(minutes=15)  # ASSUMED: others filled the hour, so says the server; asked again after this

DAMAGED = json.dumps(["?", "", ""])  # what is told of a text that can't be read any more
DAMAGED_PART = json.dumps(["?", "", "", []])
NO_ANSWER = json.dumps(["", None, None, []])

ARROWS: Mapping[MessageState, frozenset[MessageState]] = {
    MessageState.PLANNED: frozenset({MessageState.SENDING, MessageState.REFUSED}),  # REFUSED: it can't be read any more
    MessageState.SENDING: frozenset(
        {MessageState.SENT, MessageState.REFUSED, MessageState.UNKNOWN, MessageState.PLANNED}
    ),
    MessageState.UNKNOWN: frozenset({MessageState.SENT, MessageState.PLANNED}),  # only by a person: `decide`
    MessageState.REFUSED: frozenset({MessageState.PLANNED}),
    MessageState.SENT: frozenset(),
}


def _nothing_more(_message: int) -> None:
    """Most messages are written down alone."""


class MessageBook:
    """The messages of one journal."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.db

    # --- writing down ---

    def add(
        self,
        facility: str,
        user: str,
        draft: Draft,
        parts: Sequence[Part],
        ref_code: str,
        *,
        first: int | None = None,
        again: bool = False,
        within: Callable[[int], None] = _nothing_more,
    ) -> int:
        """Write a whole message in one transaction, nothing of it sent; its number. `first`: it updates that one.
        `within`: what is written in the same transaction, told its number.

        Raises InputError where the same text went to the same people before: message_sent_already (unless `again`),
        message_unfinished.
        """
        cids = [cid for part in parts for cid in part.cids]
        now = _now(self._store).isoformat()
        text = json.dumps([draft.title, draft.text, draft.url], ensure_ascii=False)
        with self._store.change():
            if first is None:
                self.refuse_twice(facility, draft, cids, again=again)
            (number,) = self._db.execute(
                'INSERT INTO message (first, facility, "user", made, ref_code, digest, sealed, targets)'
                " VALUES (?,?,?,?,?,?,?,?) RETURNING id",
                (
                    first,
                    facility,
                    user,
                    now,
                    ref_code,
                    self.digest(facility, draft, cids),
                    self._store.sealed(text, b"message"),
                    len(cids),
                ),
            ).fetchone()
            self._db.executemany(
                "INSERT INTO message_part (message, number, ref_code, sealed, state, at) VALUES (?,?,?,?,?,?)",
                (
                    (
                        number,
                        part.number,
                        part.ref_code,
                        self._store.sealed(_packed(part), place_of(number, part.number)),
                        MessageState.PLANNED,
                        now,
                    )
                    for part in parts
                ),
            )
            within(int(number))
        return int(number)

    def refuse_twice(self, facility: str, draft: Draft, cids: Collection[str], *, again: bool) -> None:
        """Raises InputError where the same text went to the same people before, see `add`."""
        for earlier in self._same(facility, draft, cids):
            touched = set(earlier.counts) - {MessageState.REFUSED}  # all refused: nobody was told, so it may be new
            if touched and earlier.state is not MessageState.SENT:
                raise InputError("message_unfinished", ref=earlier.ref_code)
            if touched and not again:
                at = earlier.sent_at or earlier.made
                thai, english = (f"{show_date(at.date(), lang)} {at:%H:%M}" for lang in LANGUAGES)
                raise InputError("message_sent_already", ref=earlier.ref_code, th=thai, en=english)

    def discard(self, message: int) -> None:
        """Forget a message that was never sent. Raises InputError message_not_discardable where a call has left."""
        info = self.info(message)
        if set(info.counts) - {MessageState.PLANNED, MessageState.REFUSED} or info.held:
            raise InputError("message_not_discardable")
        self._remove([message])

    def digest(self, facility: str, draft: Draft, cids: Collection[str]) -> bytes:
        """Tells the same text to the same people, whatever the order."""
        text = json.dumps([facility, draft.title, draft.text, draft.url, sorted(cids)], ensure_ascii=False)
        return self._store.keyed(text.encode())

    # --- looking ---

    def _same(self, facility: str, draft: Draft, cids: Collection[str]) -> tuple[MessageInfo, ...]:
        """Messages and updates with the same text to the same people, whatever became of them; the newest first."""
        return self._infos("one.digest=?", (self.digest(facility, draft, cids),), "one.id DESC")

    def register(self, facility: str) -> tuple[MessageInfo, ...]:
        """Every message of a facility ("": of all) with its latest text, the newest first."""
        latest = "SELECT MAX(id) FROM message WHERE ? IN ('', facility) GROUP BY COALESCE(first, id)"
        return self._infos(f"one.id IN ({latest})", (facility,), "COALESCE(one.first, one.id) DESC")

    def versions(self, message: int) -> tuple[MessageInfo, ...]:
        """The message and its updates, the first first."""
        first = self.info(message).first
        return self._infos("one.id=? OR one.first=?", (first, first), "one.id")

    def find(self, facility: str, ref: str) -> int:
        """The latest text of a message by its ref code or its number. Raises InputError no_such_message."""
        for info in self.register(facility):
            if ref in (info.ref_code, str(info.id), str(info.first)):
                return info.id
        raise InputError("no_such_message", ref=ref)

    def info(self, message: int) -> MessageInfo:
        for info in self._infos("one.id=?", (message,), "one.id"):
            return info
        raise InputError("no_such_message", ref=message)

    def _infos(self, which: str, values: Sequence[object], order: str) -> tuple[MessageInfo, ...]:
        """In one query, whom they went to unopened."""
        found = self._db.execute(
            'SELECT one.id, first, facility, "user", made, one.ref_code, one.sealed, targets, number, state, answer,'
            " sent_at FROM message AS one LEFT JOIN message_part ON message_part.message=one.id"
            f" WHERE {which} ORDER BY {order}, number",
            values,
        )
        messages = groupby(found.fetchall(), key=lambda row: row[:8])
        return tuple(_info(self._store, *told, parts=[row[8:] for row in rows]) for told, rows in messages)

    def parts(self, message: int, states: Collection[MessageState] = tuple(MessageState)) -> tuple[Part, ...]:
        """A message's calls in these states, in order, the damaged ones too."""
        found = self._db.execute(
            "SELECT number, ref_code, sealed, state, code, answer, at, sent_at FROM message_part WHERE message=?"
            " ORDER BY number",
            (message,),
        ).fetchall()
        return tuple(part for part in (self._part(message, *row) for row in found) if part.state in states)

    def _part(self, message: int, number: int, ref_code: str, sealed: bytes, state: str, code: str, *rest: Any) -> Part:
        answer, at, sent_at = rest
        detail, app, line, missed = _answer(self._store, message, number, answer)
        return replace(
            _unpacked(number, ref_code, _opened(self._store, sealed, place_of(message, number), DAMAGED_PART)),
            state=MessageState(state),
            code=code,
            detail=detail,
            delivery=Delivery(app, line, tuple(missed)),
            at=time_of(at),
            sent_at=time_of(sent_at),
        )

    # --- the calls of an hour ---

    def allowance(self, facility: str) -> Allowance:
        """Calls left in this hour, as far as this journal knows: the Dashboard and other journals count, too.
        Counted on a clock that nobody sets, the same for all who share this journal."""
        moment, now = self._store.now(), _now(self._store)
        calls = self._db.execute(
            "SELECT call.at, call.moment, part.code FROM message_call AS call LEFT JOIN message_part AS part"
            " ON part.message=call.message AND part.number=call.number WHERE call.facility=?",
            (facility,),
        ).fetchall()
        aged = sorted((_age(at, left, moment), code == "message_limit") for at, left, code in calls)
        if told_full := [age for age, full in aged if full and age < FULL_FOR]:
            return Allowance(0, now + FULL_FOR - told_full[0])
        ages = [age for age, _ in aged if age < HOUR]
        if len(ages) < CALLS_AN_HOUR:
            return Allowance(CALLS_AN_HOUR - len(ages))
        return Allowance(0, now + HOUR - ages[CALLS_AN_HOUR - 1])

    # --- a call's way ---

    def claim(self, message: int, number: int) -> None:
        """PLANNED -> SENDING and one call of this hour, on disk, before the call. Raises HourFull."""
        facility = self._facility(message)
        with self._store.change():
            allowance = self.allowance(facility)
            if allowance.next_at is not None:
                raise HourFull(allowance.next_at)
            now = _now(self._store).isoformat()
            self._set(message, number, MessageState.SENDING, sent_at=now)
            self._db.execute(
                "INSERT INTO message_call (facility, at, message, number, moment) VALUES (?,?,?,?,?)",
                (facility, now, message, number, str(self._store.now())),
            )

    def give_back(self, message: int, number: int, code: str = "", *, counted: bool) -> None:
        """SENDING -> PLANNED: the call surely had no effect. `counted`: the server saw it, so it counts. What was
        never claimed is not given back."""
        with self._store.change():
            if _state(self._store, message, number) is not MessageState.SENDING:
                return
            self._set(message, number, MessageState.PLANNED, code)
            if not counted:
                self._db.execute(
                    "DELETE FROM message_call WHERE id=(SELECT MAX(id) FROM message_call WHERE message=? AND number=?)",
                    (message, number),
                )

    def mark(
        self,
        message: int,
        number: int,
        state: MessageState,
        code: str = "",
        *,
        detail: str = "",
        delivery: Delivery | None = None,
    ) -> None:
        """Write what became of a call; only along `ARROWS`."""
        told = delivery or Delivery()
        answer = json.dumps([detail, told.app, told.line, list(told.not_target)], ensure_ascii=False)
        with self._store.change():
            self._set(message, number, state, code, answer=self._store.sealed(answer, place_of(message, number)))

    def decide(self, message: int, *, sent: bool) -> int:
        """The clerk's word on calls in doubt, after looking at the Dashboard: they went out, or send them (again:
        under the same ref code, so that the server updates what may be there). How many."""
        doubtful = self.parts(message, (MessageState.UNKNOWN,))
        with self._store.change():
            for part in doubtful:
                state = MessageState.SENT if sent else MessageState.PLANNED
                self._set(message, part.number, state, "message_decided")
        return len(doubtful)

    def plan_again(self, message: int) -> int:
        """Refused calls may be sent again; how many. One whose people were reminded by another message since is not."""
        parts = self.parts(message, (MessageState.REFUSED,))
        refused = [part for part in parts if not held_elsewhere(self._db, message, part.number)]
        with self._store.change():
            for part in refused:
                self._set(message, part.number, MessageState.PLANNED)
        return len(refused)

    def _set(
        self,
        message: int,
        number: int,
        state: MessageState,
        code: str = "",
        *,
        answer: bytes | None = None,
        sent_at: str | None = None,
    ) -> None:
        before = [str(origin) for origin, targets in ARROWS.items() if state in targets]
        marks = ",".join("?" * len(before))
        now = _now(self._store).isoformat()
        changed = self._db.execute(
            "UPDATE message_part SET state=?, code=?, answer=?, at=?, sent_at=COALESCE(?, sent_at)"
            f" WHERE message=? AND number=? AND state IN ({marks})",
            (state, code, answer, now, sent_at, message, number, *before),
        )
        if changed.rowcount == 1:
            self._store.engine.wrote(Wrote("message_part", message, number, now))
        made = (
            changed.rowcount == 1 or _state(self._store, message, number) is state
        )  # the answer of the first time was lost
        assert made, f"call {number} can't become {state}"

    def _facility(self, message: int) -> str:
        return str(self._db.execute("SELECT facility FROM message WHERE id=?", (message,)).fetchone()[0])

    @contextmanager
    def hold(self, message: int) -> Iterator[None]:
        """Only one window or command line sends a message. Calls that a process left on their way when it ended are
        in doubt from here on. Raises InputError message_held."""
        with ExitStack() as stack:
            try:
                stack.enter_context(self._store.hold(_lock(message)))
            except HeldElsewhere as error:
                raise InputError("message_held") from error
            for part in self.parts(message, (MessageState.SENDING,)):
                self.mark(message, part.number, MessageState.UNKNOWN, STOPPED_IN_FLIGHT)
            yield

    # --- keeping and clearing ---

    def forget_before(self, day: date) -> int:
        """Remove messages that were made before a day and are done with, all their versions together; how many."""
        done = (MessageState.SENT, MessageState.REFUSED)
        old = [
            info.id
            for latest in self.register("")
            if latest.made.date() < day
            for info in self.versions(latest.id)
            if latest.state in done
        ]
        self._remove(old)
        return len(old)

    def clear(self) -> None:
        """Remove every message that is not being sent. The calls of this hour stay counted."""
        found = [number for (number,) in self._db.execute("SELECT id FROM message").fetchall()]
        self._remove([number for number in found if not self._store.is_held(_lock(number))])

    def _remove(self, messages: Sequence[int]) -> None:
        if not messages:
            return
        with self._store.change():
            self._db.executemany("DELETE FROM message WHERE id=?", ((number,) for number in messages))
            now = self._store.now()
            calls = self._db.execute("SELECT id, at, moment FROM message_call").fetchall()
            over = [(number,) for number, at, moment in calls if _age(at, moment, now) > timedelta(days=2)]
            self._db.executemany("DELETE FROM message_call WHERE id=?", over)
        self._store.leave_no_trace()
        for number in messages:
            self._store.drop_hold(_lock(number))


def _info(
    store: Store,
    message: int,
    first: int | None,
    facility: str,
    user: str,
    made: str,
    ref_code: str,
    sealed: bytes,
    targets: int,
    *,
    parts: Sequence[Sequence[Any]],
) -> MessageInfo:
    """`parts`: number, state, answer and when sent, of each call."""
    answers = [_answer(store, message, number, answer) for number, _, answer, _ in parts]
    text = _opened(store, sealed, b"message", DAMAGED)
    return MessageInfo(
        id=message,
        first=first or message,
        facility=facility,
        user=user,
        made=time_of(made) or LONG_AGO,
        ref_code=ref_code,
        draft=Draft(*json.loads(text)),
        targets=targets,
        counts=Counter(MessageState(state) for _, state, _, _ in parts if state is not None),
        sent_at=max(filter(None, (time_of(at) for *_, at in parts)), default=None),
        app=_total([app for _, app, _, _ in answers]),
        line=_total([line for _, _, line, _ in answers]),
        held=store.is_held(_lock(message)),
    )


def _now(store: Store) -> datetime:
    """In Thailand, by the clock of everybody who shares this journal."""
    return thai_time(store.now().wall)


def _state(store: Store, message: int, number: int) -> MessageState:
    asked = "SELECT state FROM message_part WHERE message=? AND number=?"
    return MessageState(store.db.execute(asked, (message, number)).fetchone()[0])


def _answer(
    store: Store, message: int, number: int, answer: bytes | None
) -> tuple[str, int | None, int | None, list[str]]:
    """What the server said of a call: its words, how many it reached, and who is no target."""
    text = _opened(store, answer, place_of(message, number), NO_ANSWER) if answer else NO_ANSWER
    detail, app, line, missed = json.loads(text)
    return detail, app, line, missed


def _opened(store: Store, sealed: bytes, place: bytes, otherwise: str) -> str:
    """A sealed text; a damaged one costs itself alone."""
    try:
        return store.opened(sealed, place).decode()
    except InvalidTag:
        return otherwise


def _age(at: str, written: str, now: Moment) -> timedelta:
    """How long ago a call left. One of before the last start of the PC (or of the office's database) by the wall clock;
    where that was set back since, at least as long as it is on. One of before calls knew their moment: by the wall
    clock, if it can be."""
    moment = Moment.of(written)
    passed = moment.until(now) if moment is not None else None
    if passed is not None:
        return timedelta(seconds=passed)
    by_wall = thai_time(now.wall) - (time_of(at) or thai_time(now.wall))
    if moment is None:
        return by_wall if by_wall >= -timedelta(minutes=5) else HOUR
    return by_wall if by_wall >= timedelta(0) else timedelta(seconds=now.ticks)


def _lock(message: int) -> str:
    return f"message-{message}"


def place_of(message: int, number: int) -> bytes:
    """Binds the sealed words of a call to it."""
    return f"message|{message}|{number}".encode()


def _total(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _packed(part: Part) -> str:
    people = [
        [one.cid, one.name, one.date.isoformat() if one.date else None, one.hour, one.dose, one.place]
        for one in part.people
    ]
    return json.dumps([part.draft.title, part.draft.text, part.draft.url, people], ensure_ascii=False)


def _unpacked(number: int, ref_code: str, data: str) -> Part:
    title, text, url, people = json.loads(data)
    readers = tuple(
        Recipient(cid, name, date.fromisoformat(day) if day else None, *more)
        for cid, name, day, *more in people  # hour, dose and, since reminders, place
    )
    return Part(number, ref_code, Draft(title, text, url), readers)
