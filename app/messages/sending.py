"""Sends messages (ส่งเข้าระบบหมอพร้อม): each call's intent on disk before it, five an hour, none twice by accident.

planned -> sending (on disk) -> the call -> sent | refused | unknown | planned again
No call tells what became of an earlier one, so `unknown` is never sent again by itself: the clerk looks at the
Dashboard and decides.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial, reduce
from typing import Any, TypeVar

from app.booking.control import Control, Timing
from app.booking.desk import Desk
from app.booking.dispatch import Dispatcher
from app.booking.flow import Flow, once_back
from app.booking.line import Queue
from app.domain.message import (
    SUCCESS,
    Draft,
    MessageState,
    Part,
    Recipient,
    checked,
    divide,
    html_of,
    new_ref_code,
    rewrite,
)
from app.domain.message_info import Allowance, HourFull, MessageInfo
from app.domain.values import STOPPED_IN_FLIGHT, Appointment, Delivery
from app.errors import (
    AppError,
    Declined,
    EnvironmentProblem,
    InputError,
    NotSent,
    ServiceError,
    SignInNeeded,
    Stopped,
    Throttled,
    TokenRefused,
)
from app.events import Emit, Event, MessageChanged, MessageHeld, Paused, Resumed
from app.journal.messages import MessageBook
from app.journal.reminders import ReminderBook
from app.messages.audience import Gathering
from app.mophic.client import Flight, Outgoing
from app.thai import thai_now, thai_time
from app.wording import Lang, say

T = TypeVar("T")

READ_PATIENCE = 15.0  # seconds a look-up waits for a lost network
# The server turned the call away. Should it have been carried out all the same, the next one with the same ref code
# updates that message (SEEN MAN p.31) and makes no second one.
HARMLESS = (NotSent, Throttled, TokenRefused, SignInNeeded)
# What is said otherwise of a message than of a batch: nobody can look up what went out.
_OF_MESSAGES = {"office_put_back": "message_put_back", "batch_taken_over": "message_taken_over"}
HIS = "MOPHIC-Uploader"  # his_identifier: the program that sends (SEEN as a field, free text)


@dataclass(frozen=True, slots=True)
class Ended:
    """How sending ended."""

    message: int
    states: Mapping[MessageState, int]  # calls by state
    next_at: datetime | None = None  # the hour is full; the rest may go then. Thai time
    stopped: bool = False
    error: str = ""
    detail: str = ""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)  # what the sentence of `error` needs
    known: Mapping[int, MessageState] | None = field(default=None, hash=False)  # by call, see `Finished.known`

    @property
    def done(self) -> bool:
        return not any(self.states.get(state) for state in MessageState if state is not MessageState.SENT)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the practice server's Dashboard knows of a message; the real host's tells it on its web page only."""

    app: int = 0  # people reached in the application
    line: int = 0  # people reached on LINE OA
    received: int = 0  # ได้รับข้อความแล้ว: the message's URL was called
    opened: frozenset[str] = frozenset()  # ids of those
    unregistered: frozenset[str] = frozenset()  # registered nowhere: nothing reached them
    not_target: frozenset[str] = frozenset()

    def plus(self, other: Reach) -> Reach:
        return Reach(
            self.app + other.app,
            self.line + other.line,
            self.received + other.received,
            self.opened | other.opened,
            self.unregistered | other.unregistered,
            self.not_target | other.not_target,
        )


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register with all that is known of it."""

    info: MessageInfo
    parts: tuple[Part, ...]
    told: Reach | None  # None on the real host

    @property
    def app(self) -> int | None:
        return self.told.app if self.told else self.info.app

    @property
    def line(self) -> int | None:
        return self.told.line if self.told else self.info.line


class Messenger:
    """What a signed-in clerk can do with messages. Lives on the desk's loop."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.session = desk, desk.session
        self.book: MessageBook = desk.journal.messages
        self.pen, self.now = desk.journal.pen, desk.journal.now
        self.reminders: ReminderBook = desk.journal.reminders
        self.timing: Timing = desk.timing
        self.facility = desk.account.facility
        self.practice = desk.server.practice

    async def aside(self, work: Callable[[], T]) -> T:
        """See `Desk.aside`."""
        return await self.pen.ask(work, None)

    # --- whom ---

    async def gather(self, ask: Callable[[Gathering], Awaitable[T]], control: Control | None = None) -> T:
        """Let `ask` look people up. Reads only; a lost network ends it within seconds, a sign-in that is needed at
        once: nobody hears of what it waits for."""
        patience = min(READ_PATIENCE, self.timing.patience or READ_PATIENCE)
        timing = replace(self.timing, patience=patience, can_ask=False)
        flow = Flow(self.session, 0, control or Control(), _nobody, timing)
        try:
            return await ask(Gathering(self.session, flow))
        finally:
            await flow.end()

    # --- writing ---

    def save(self, draft: Draft, people: Sequence[Recipient], *, again: bool = False, reminder: bool = False) -> int:
        """Write a message down, every call of it; its number. Nothing is sent. `reminder`: nobody is reminded of one
        appointment twice, unless `again`.

        Raises InputError: what `divide` raises; message_sent_already, message_unfinished (see `MessageBook.add`),
        reminded_already.
        """
        draft = checked(draft)
        ref_code = new_ref_code(self.facility, thai_now())
        parts = divide(draft, people, ref_code)
        who = (self.facility, self._user, draft, parts, ref_code)
        if not reminder:
            return self.book.add(*who, again=again)
        note = partial(self.reminders.note, self.facility, parts, again=again)
        return self.book.add(*who, again=again, within=note)

    def save_update(self, message: int, draft: Draft) -> int:
        """Another text for a message that went out, to the same people under the same ref codes; its number.

        Raises InputError: message_not_sent, message_unfinished, message_damaged, message_update_splits, what `checked`
        raises.
        """
        draft = checked(draft)
        info = self.book.versions(message)[-1]  # another window may have updated it meanwhile
        if info.state is MessageState.REFUSED and not info.update:
            raise InputError("message_not_sent")
        if info.state not in (MessageState.SENT, MessageState.REFUSED):
            raise InputError("message_unfinished", ref=info.ref_code)
        parts = self.book.parts(info.id)
        if any(part.damaged for part in parts):
            raise InputError("message_damaged")
        parts = rewrite(draft, parts)
        return self.book.add(self.facility, self._user, draft, parts, info.ref_code, first=info.first)

    # --- sending ---

    async def send(self, message: int, control: Control, emit: Emit, *, wait: bool = False) -> Ended:
        """Make every call that is still to be made, as far as this hour allows; `wait`: the next hours' too.

        Raises only InputError: message_held, message_of_other_facility, no_such_message.
        """
        info = await self.pen.ask(partial(self.book.info, message))
        if info.facility != self.facility:
            raise InputError("message_of_other_facility", facility=info.facility)
        stack = ExitStack()
        try:
            await self.pen.ask(partial(stack.enter_context, self.book.hold(message)))
            return await _Sending(self, message, control, emit).run(wait)
        finally:
            await self.pen.end(stack.close)

    def decide(self, message: int, *, sent: bool) -> int:
        """The clerk's word on its calls in doubt; how many. Raises InputError message_held."""
        with self.book.hold(message):
            return self.book.decide(message, sent=sent)

    # --- looking ---

    async def find(self, ref: str) -> int:
        """See `MessageBook.find`."""
        return await self.aside(partial(self.book.find, self.facility, ref))

    def allowance(self) -> Allowance:
        return self.book.allowance(self.facility)

    def register(self) -> tuple[MessageInfo, ...]:
        """Every message of this facility from this computer, the newest first."""
        return self.book.register(self.facility)

    async def lines(self) -> tuple[RegisterRow, ...]:
        """The register, the newest first; what the practice server tells of it as far as it can be asked."""
        try:
            told = await self.told()
        except ServiceError:
            told = {}
        return await self.aside(lambda: self._lines(told))

    def _lines(self, told: Mapping[str, Reach]) -> tuple[RegisterRow, ...]:
        return tuple(
            RegisterRow(info, self.book.parts(info.id), told_of(self.book, info, told)) for info in self.register()
        )

    async def told(self) -> Mapping[str, Reach]:
        """By ref code: whom each message reached and who opened it. Empty on the real host, which tells no program."""
        if not self.practice:
            return {}
        return read_told(await self.session.client.messages(self.facility))

    @property
    def _user(self) -> str:
        return self.session.account.user


def read_told(register: Any) -> dict[str, Reach]:
    """The practice server's register (see `app.practice.calls.phone.register`), by ref code."""
    return {str(item["message_ref_code"]): _told(item) for item in register}


def told_of(book: MessageBook, info: MessageInfo, told: Mapping[str, Reach]) -> Reach | None:
    """All calls of a message together; None where nothing is told of it."""
    found = [told[part.ref_code] for part in book.parts(info.id) if part.ref_code in told]
    return reduce(Reach.plus, found) if found else None


def _told(item: Mapping[str, Any]) -> Reach:
    return Reach(
        int(item["app_count"]),
        int(item["line_count"]),
        int(item["received"]),
        frozenset(item["opened"]),
        frozenset(item["unregistered"]),
        frozenset(item["not_target"]),
    )


def _nobody(_event: Event) -> None:
    """Looking people up tells nobody of its pauses."""


class _Sending:
    """One message on its way."""

    def __init__(self, messenger: Messenger, message: int, control: Control, emit: Emit) -> None:
        self.book, self.pen, self.now = messenger.book, messenger.pen, messenger.now
        self.session, self.facility = messenger.session, messenger.facility
        self.reminders, self.given_up = messenger.reminders, messenger.desk.journal.given_up
        self.message = message
        self.control = control
        self.emit = emit
        self.flow = Flow(messenger.session, 0, control, self._held, messenger.timing)
        self.full: datetime | None = None  # until when this hour's calls are used
        self._known: dict[int, MessageState] = {}  # how each call stands

    async def run(self, wait: bool) -> Ended:
        parts = await self.pen.ask(partial(self.book.parts, self.message))
        self._known = {part.number: part.state for part in parts}
        stopped, failure = False, None
        try:
            with self.control.reaches(self.flow.changed):
                await self._send_all(wait)
                await once_back(self.flow, partial(self.pen.ask, lambda: None))  # all that came of it is written
        except Stopped:
            stopped = True
        except AppError as error:
            failure = error
        finally:
            await self.flow.end()
        await self.pen.written(self.flow.timing.stop_grace)
        try:
            states: Mapping[MessageState, int] = (await self.pen.ask(partial(self.book.info, self.message))).counts
        except EnvironmentProblem as error:
            failure, states = failure or error, {}
        ended = Ended(self.message, states, self.full, stopped)
        if failure is not None and failure.code in _OF_MESSAGES:
            failure = EnvironmentProblem(_OF_MESSAGES[failure.code], failure.detail, **failure.params)
        if failure is not None:
            ended = replace(ended, error=failure.code, detail=failure.detail, params=failure.params)
        if not isinstance(failure, EnvironmentProblem):
            return ended
        known = {number: _at_the_end(state) for number, state in self._known.items()}
        return replace(ended, states=Counter(known.values()), known=known)

    async def _send_all(self, wait: bool) -> None:
        while True:
            self.full = None
            planned = await self.pen.ask(partial(self.book.parts, self.message, (MessageState.PLANNED,)))
            for part in planned:
                if part.damaged:
                    self._mark(part.number, MessageState.REFUSED, "message_damaged")
            await Dispatcher(self.flow).send_all(Queue(part for part in planned if not part.damaged), self._send)
            if not wait or self.full is None:
                return
            self.emit(MessageHeld(self.message, "message_waits", self.full))
            await self.flow.rest((self.full - thai_time(self.now().wall)).total_seconds() + 1)
            self.emit(MessageHeld(self.message))

    async def _send(self, part: Part, flight: Flight) -> bool:
        """One call. True: it surely had no effect and is to be made again."""
        if self.full is not None:
            return False
        if await self.pen.ask(partial(self._is_outdated, part)):
            self._mark(part.number, MessageState.REFUSED, "reminder_outdated")
            return False
        flight.about_to_send = partial(self._claim, part.number, flight)
        try:
            delivery = await self.session.call(partial(self._call, part, flight))
        except HourFull as full:
            self.full = full.until
            return False
        except AppError as error:
            return await self._failed(part.number, error, flight)
        except asyncio.CancelledError:
            if flight.intended and flight.sent:
                self._mark(part.number, MessageState.UNKNOWN, STOPPED_IN_FLIGHT)
            elif flight.intended:
                self._give_back(part.number, "", counted=False)
            raise
        self.flow.went_well()
        self._mark(part.number, MessageState.SENT, delivery=delivery)
        return False

    def _is_outdated(self, part: Part) -> bool:
        """Whether it reminds somebody of an appointment that was given up from here since, or is about to be: calls may
        wait for hours."""
        if part.number not in self.reminders.calls(self.message):
            return False
        rows = [
            Appointment(row, one.cid, one.date, one.hour)
            for row, one in enumerate(part.people)
            if one.date is not None and one.hour is not None
        ]
        gone = self.given_up.of(self.facility, rows, "").values()
        return any(one.was is None for one in gone) or bool(self.given_up.under_way(self.facility, rows))

    async def _call(self, part: Part, flight: Flight) -> Delivery:
        account = self.session.account
        hospital = {
            "hospital_code": account.facility,
            "hospital_name": account.facility_name,
            "his_identifier": HIS,
        }
        message = Outgoing(part.draft.title, html_of(part.draft.text, part.draft.url))
        return await self.session.client.send_message(hospital, part.ref_code, message, part.cids, flight)

    async def _claim(self, number: int, flight: Flight) -> None:
        """The intent, on disk before the first byte leaves."""
        if not flight.intended:  # else the same call once more, with a fresh token
            where = (self.message, number)
            await self.pen.claim(partial(self.book.claim, *where), partial(self.book.give_back, *where, counted=False))
            flight.intended = True
            self._tell(number, MessageState.SENDING)

    async def _failed(self, number: int, error: AppError, flight: Flight) -> bool:
        self.flow.react(error)
        if isinstance(error, Declined) and error.code == "message_limit":  # others have sent from elsewhere
            self._give_back(number, error.code, counted=True)
            allowance = partial(self.book.allowance, self.session.account.facility)
            self.full = (await self.pen.ask(allowance)).next_at
            return False
        if isinstance(error, Declined):
            self._mark(number, MessageState.REFUSED, error.code, error.detail)
            return False
        # After a 401 the same ref code goes again: should that one have been read all the same, it is updated (SEEN).
        if isinstance(error, HARMLESS) or not flight.sent or flight.answered == 401:
            if flight.intended:
                self._give_back(number, error.code, counted=False)
                flight.intended = False
            return True
        self._mark(number, MessageState.UNKNOWN, error.code, error.detail)
        return False

    def _mark(
        self,
        number: int,
        state: MessageState,
        code: str = "",
        detail: str = "",
        delivery: Delivery | None = None,
    ) -> None:
        mark = partial(self.book.mark, self.message, number, state, code, detail=detail, delivery=delivery)
        self._put(number, state, mark)

    def _give_back(self, number: int, code: str, *, counted: bool) -> None:
        give_back = partial(self.book.give_back, self.message, number, code, counted=counted)
        self._put(number, MessageState.PLANNED, give_back)

    def _put(self, number: int, state: MessageState, work: Callable[[], None]) -> None:
        """Written behind, in this order."""
        self.pen.put(work, lambda _: self._tell(number, state), self.flow.fail)

    def _tell(self, number: int, state: MessageState) -> None:
        self._known[number] = state
        self.emit(MessageChanged(self.message))

    def _held(self, event: Event) -> None:
        """The flow's pauses are this message's."""
        if isinstance(event, Paused):
            self.emit(MessageHeld(self.message, event.reason, event.until))
        elif isinstance(event, Resumed):
            self.emit(MessageHeld(self.message))


def _at_the_end(state: MessageState) -> MessageState:
    """What is still on its way when nothing can be written any more is in doubt."""
    return MessageState.UNKNOWN if state is MessageState.SENDING else state


def channel_status(info: MessageInfo, reached: int | None, lang: Lang) -> str:
    """What the register shows under ส่ง App. and ส่ง Line.; `reached` where the number of people is known. Both
    channels go with one call, so they differ in the number alone."""
    if info.state is MessageState.SENT:
        return say("message_success_people", lang, count=reached) if reached is not None else SUCCESS
    if sent := info.counts.get(MessageState.SENT, 0):
        return say("message_some", lang, sent=sent, calls=info.calls)
    if info.state is MessageState.REFUSED and info.update:
        return say("message_update_failed", lang)
    if info.state is MessageState.SENDING and not info.held:
        return say("message_unknown", lang)
    return say(f"message_{info.state}", lang)
