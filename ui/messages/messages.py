"""Messages to citizens as the screens know them: the audience and text in work, the register.

Imports inside functions on purpose, as in `core`: the first window must not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.booking.control import Control
from app.domain.message import Draft, MessageState, Part, Recipient
from app.domain.values import FieldSite, Person, Problem
from app.errors import AppError, InputError
from app.events import Event, MessageChanged, MessageHeld
from ui.bridge import Bridge, Emit
from ui.phones.phones import Phones
from ui.session.under_way import Lane, What
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.domain.message_info import Allowance
    from app.messages.audience import Audience
    from app.messages.sending import Line, Messenger


@dataclass(frozen=True)
class Cost:
    """What sending the draft to the audience would take."""

    calls: int = 0
    error: AppError | None = None  # why it can't be sent as it stands


class Messages(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()  # audience, draft, busy, who is signed in
    added = Signal(int, int)  # new people, people that were there already
    found = Signal(object)  # tuple of Person: several fit the search
    register_told = Signal()  # `lines` and `allowance` are new
    ended = Signal(object)  # messenger.Ended
    held = Signal(object)  # MessageHeld: why nothing is sent right now; reason "": it goes on
    send_failed = Signal(object)  # AppError: the message was not sent, or not all of it
    failed = Signal(object)  # AppError: anything else

    def __init__(self, work: Work, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work, self._bridge = work, bridge
        self._audience: Audience | None = None
        self.problems: tuple[Problem, ...] = ()  # lines of an uploaded file, or rows of the sheet, that are no ids
        self.from_sheet = False  # those are rows of the sheet
        self.past: tuple[int, ...] = ()  # rows of the sheet whose day is past
        self.strangers: frozenset[str] = frozenset()  # ids that the target list does not know
        self.draft = Draft("", "")
        self.updates: Line | None = None  # the message that the draft is to replace
        self.lines: tuple[Line, ...] = ()
        self.allowance: Allowance | None = None
        self.done = 0  # people looked up so far
        self._control = Control()
        self.phones = Phones(work, bridge, self)
        self.phones.opened.connect(self.ask_register)
        work.session.signed_in.connect(self._signed_in)
        work.session.signed_out.connect(self._signed_out)
        work.under_way.changed.connect(self.changed)

    # --- who and where ---

    @property
    def practice(self) -> bool:
        return self.work.session.server is not None and self.work.session.server.practice

    @property
    def free(self) -> bool:
        return self.work.session.desk is not None and not self.busy

    @property
    def busy(self) -> bool:
        return not self.work.under_way.free(Lane.MESSAGES)

    @property
    def sending(self) -> bool:
        return self.work.under_way.what(Lane.MESSAGES) is What.SENDING

    def _messenger(self, site: FieldSite | None = None) -> Messenger:
        from app.messages.sending import Messenger

        desk = self.work.session.desk
        assert desk is not None
        return Messenger(desk if site is None else desk.at(site))

    def _signed_in(self) -> None:
        self.new()
        self.ask_register()

    def _signed_out(self) -> None:
        self._audience, self.lines, self.allowance, self.updates = None, (), None, None
        self.problems, self.past, self.strangers = (), (), frozenset()
        self.register_told.emit()
        self.changed.emit()

    # --- the audience ---

    @property
    def audience(self) -> Audience:
        from app.messages.audience import Audience

        if self._audience is None:
            self._audience = Audience()
        return self._audience

    @property
    def people(self) -> tuple[Recipient, ...]:
        """Who the draft goes to: the audience, or those of the message that it updates."""
        if self.updates is not None:
            return tuple(person for part in self.updates.parts for person in part.people)
        return self._audience.people if self._audience is not None else ()

    def new(self, draft: Draft | None = None) -> None:
        """Begin a message."""
        self._audience, self.problems, self.past, self.strangers, self.updates = None, (), (), frozenset(), None
        self.draft = draft or Draft("", "")
        self.changed.emit()

    def update(self, line: Line) -> None:
        """Begin another text for a message that went out."""
        self.new(line.info.draft)
        self.updates = line
        self.changed.emit()

    def _add(self, people: Iterable[Recipient]) -> None:
        self._audience, added = self.audience.add(people)
        self.changed.emit()
        self.added.emit(added.new, added.double)

    @property
    def sites(self) -> tuple[FieldSite, ...]:
        """The facility's field sites, as far as they are known."""
        return (self.work.session.desk.sites or ()) if self.work.session.desk is not None else ()

    def add_slot(self, day: date, dose: int | None, site: FieldSite | None = None) -> None:
        """Everybody booked on a day, at the facility or at one of its field sites."""

        def gather(_messenger: Messenger) -> Coroutine[Any, Any, Any]:
            return self._messenger(site).gather(lambda ask: ask.by_slot(day, dose), self._control)

        self._gather(gather, self._add)

    def add_vaccinated(self, day: date, dose: int | None) -> None:
        self._gather(
            lambda messenger: messenger.gather(lambda ask: ask.by_vaccination(day, dose), self._control),
            self._add,
        )

    def search(self, words: str) -> None:
        """People by id; on the practice server by a part of the name, too."""
        from app.people import person as single

        desk = self.work.session.desk
        if desk is not None:
            self._gather(lambda _messenger: single.search(desk, words), self._found)

    def _found(self, people: tuple[Person, ...]) -> None:
        if len(people) == 1:
            self.add_person(people[0])
        else:
            self.found.emit(people)

    def add_person(self, person: Person) -> None:
        self._gather(
            lambda messenger: messenger.gather(lambda ask: ask.by_person(person.cid), self._control),
            lambda found: self._add([found]),
        )

    def add_file(self, path: Path) -> None:
        """A text file, one 13-digit id a line. Small enough to be read here."""
        from app.messages.audience import read_list

        try:
            listed = read_list(path)
        except InputError as error:
            self.failed.emit(error)
            return
        self.problems, self.past, self.from_sheet = listed.problems, (), False
        self._add(listed.people)

    def add_sheet(self) -> None:
        """Everybody with a valid id of the sheet, or batch, that is open on the upload screen."""
        from app.messages.audience import of_appointments, of_sheet

        checked = self.work.sheet.lines.checked
        if checked is None:
            self._add(of_appointments(self.work.sheet.lines.bookable))
            return
        found = of_sheet(checked)
        self.problems, self.past, self.from_sheet = found.nobody, found.past, True
        self._add(found.people)

    def look_up(self) -> None:
        """Names, appointments and whether they are on the target list, one call a person."""
        people = self.audience.people
        self._gather(
            lambda messenger: messenger.gather(lambda ask: ask.look_up(people, self._looked), self._control),
            self._looked_up,
        )

    def _looked(self, done: int) -> None:
        self.done = done  # a number: safe from the calls' thread

    def _looked_up(self, found: Any) -> None:
        self._audience, _ = type(self.audience)().add(found.people)
        self.strangers = frozenset(found.strangers)
        self.changed.emit()

    def remove(self, cids: Collection[str]) -> None:
        self._audience = self.audience.without(cids)
        self.strangers -= frozenset(cids)
        self.changed.emit()

    def edit(self, cid: str, person: Recipient) -> None:
        try:
            self._audience = self.audience.edited(cid, person)
        except InputError as error:
            self.failed.emit(error)
        self.changed.emit()

    def forget_problems(self) -> None:
        self.problems, self.past = (), ()
        self.changed.emit()

    # --- the text ---

    def write(self, draft: Draft) -> None:
        self.draft = draft
        self.changed.emit()

    def parts(self) -> tuple[Part, ...]:
        """The calls that it takes. Raises InputError where it can't be sent as it stands."""
        from app.domain.message import divide, rewrite

        if self.updates is not None:
            return rewrite(self.draft, self.updates.parts)
        return divide(self.draft, self.people, "")

    def cost(self) -> Cost:
        try:
            return Cost(len(self.parts()))
        except InputError as error:
            return Cost(error=error)

    # --- sending ---

    def send(self, *, again: bool = False) -> None:
        """ส่งเข้าระบบหมอพร้อม: write the message down, then send it."""
        draft, people, updates = self.draft, self.people, self.updates

        async def work(messenger: Messenger, control: Control, emit: Emit) -> Any:
            if updates is not None:
                number = messenger.save_update(updates.info.id, draft)
            else:
                number = messenger.save(draft, people, again=again)
            return await messenger.send(number, control, emit)

        self._send(work)

    def go_on(self, line: Line) -> None:
        """Send what is left; what was refused once more."""

        async def work(messenger: Messenger, control: Control, emit: Emit) -> Any:
            messenger.book.plan_again(line.info.id)
            return await messenger.send(line.info.id, control, emit)

        self._send(work)

    def _send(self, work: Callable[[Messenger, Control, Emit], Coroutine[Any, Any, Any]]) -> None:
        if not self.free:
            return
        self._begin(What.SENDING)
        sending = partial(work, self._messenger(), self._control)
        self._bridge.run(sending, self._hear, self._is_sent, partial(self._not, self.send_failed))

    def _is_sent(self, ended: Any) -> None:
        self._end()
        self.ask_register()
        self.ended.emit(ended)

    def stop(self) -> None:
        self._control.stop()

    def decide(self, line: Line, *, sent: bool) -> None:
        """The clerk found out on the Dashboard about calls in doubt."""

        async def work(messenger: Messenger) -> None:
            with messenger.book.hold(line.info.id):
                messenger.book.decide(line.info.id, sent=sent)

        self._gather(work, lambda _nothing: self.ask_register())

    def discard(self, line: Line) -> None:
        async def work(messenger: Messenger) -> None:
            messenger.book.discard(line.info.id)

        self._gather(work, lambda _nothing: self.ask_register())

    # --- the register ---

    def ask_register(self) -> None:
        async def work(messenger: Messenger) -> Any:
            return await messenger.lines(), messenger.allowance()

        if self.work.session.desk is not None:
            self._bridge.call(work(self._messenger()), self._know, self.failed.emit)

    def _know(self, answer: tuple[tuple[Line, ...], Allowance]) -> None:
        self.lines, self.allowance = answer
        self.register_told.emit()

    # --- plumbing ---

    def _begin(self, what: What) -> None:
        self.done, self._control = 0, Control()
        self.work.under_way.begin(Lane.MESSAGES, what, self.stop)

    def _end(self) -> None:
        self.work.under_way.end(Lane.MESSAGES)

    def _gather(self, work: Callable[[Messenger], Coroutine[Any, Any, Any]], done: Callable[[Any], None]) -> None:
        if not self.free:
            return
        self._begin(What.ASKING)
        self._bridge.call(work(self._messenger()), partial(self._gathered, done), partial(self._not, self.failed))

    def _gathered(self, done: Callable[[Any], None], answer: Any) -> None:
        self._end()
        done(answer)

    def _not(self, failed: SignalInstance, error: AppError) -> None:
        self._end()
        self.ask_register()
        failed.emit(error)

    def _hear(self, events: list[Event]) -> None:
        held = [event for event in events if isinstance(event, MessageHeld)]
        if held:
            self.held.emit(held[-1])
        if any(isinstance(event, MessageChanged) for event in events):
            self.ask_register()


def in_doubt(line: Line) -> bool:
    """A person must say whether it went out."""
    return line.info.state in (MessageState.UNKNOWN, MessageState.SENDING) and not line.info.held


def to_send(line: Line) -> int:
    """Calls that may be made (again)."""
    return sum(line.info.counts.get(state, 0) for state in (MessageState.PLANNED, MessageState.REFUSED))
