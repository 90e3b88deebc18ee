"""Messages to citizens as the page knows them: the text in work, what is sent, the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.booking.control import Control
from app.domain.message import Draft, MessageState, Part, Recipient
from app.errors import AppError, InputError
from app.events import Event, MessageChanged, MessageHeld
from ui.bridge import Bridge, Emit
from ui.messages.calls import MessageCalls
from ui.messages.dialogs import milliseconds_to
from ui.messages.recipients import Recipients
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.domain.message_info import Allowance
    from app.messages.sending import Messenger, RegisterRow


@dataclass(frozen=True)
class Cost:
    """What sending the draft to the audience would take."""

    calls: int = 0
    error: AppError | None = None  # why it can't be sent as it stands


class Messages(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()  # recipients, draft, what runs, who is signed in
    register_told = Signal()  # `lines` and `allowance` are new
    ended = Signal(object)  # messenger.Ended
    held = Signal(object)  # MessageHeld: why nothing is sent right now; reason "": it goes on
    send_failed = Signal(object)  # AppError: the message was not sent, or not all of it
    failed = Signal(object)  # AppError: anything else

    def __init__(self, sheet: Sheet, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.sheet = sheet.session, sheet
        self.calls = MessageCalls(sheet.session, sheet.under_way, bridge, self)
        self.recipients = Recipients(self.calls, sheet, self)
        self.draft = Draft("", "")
        self.updates: RegisterRow | None = None  # the message that the draft is to replace
        self._begun: tuple[Draft, tuple[Recipient, ...]] = (self.draft, ())  # as it stood before anybody wrote
        self.reminder = False  # nobody gets it twice for one appointment
        self.lines: tuple[RegisterRow, ...] = ()
        self.allowance: Allowance | None = None
        self._free_again = QTimer(self)
        self._free_again.setSingleShot(True)
        self._free_again.timeout.connect(self.ask_register)
        self.calls.went_wrong.connect(self.ask_register)
        self.recipients.changed.connect(self.changed)
        sheet.session.signed_in.connect(self._signed_in)
        sheet.session.signed_out.connect(self._signed_out)
        sheet.under_way.changed.connect(self.changed)

    # --- who and where ---

    @property
    def practice(self) -> bool:
        return self.session.practice

    def _signed_in(self) -> None:
        self.new()
        self.ask_register()

    def _signed_out(self) -> None:
        self.lines, self.allowance, self.updates = (), None, None
        self.register_told.emit()
        self.recipients.clear()

    @property
    def people(self) -> tuple[Recipient, ...]:
        """Who the draft goes to: the recipients, or those of the message that it updates."""
        if self.updates is not None:
            return tuple(person for part in self.updates.parts for person in part.people)
        return self.recipients.people

    def new(self, draft: Draft | None = None, *, reminder: bool = False) -> None:
        """Begin a message."""
        self.draft, self.updates, self.reminder = draft or Draft("", ""), None, reminder
        self._begun = self.draft, ()
        self.recipients.clear()

    def remind(self, people: Sequence[Recipient]) -> None:
        """Whom the day's list gave: nobody was chosen."""
        self.recipients.take(people)
        self._begun = self.draft, self.recipients.people

    def update(self, line: RegisterRow) -> None:
        """Begin another text for a message that went out."""
        self.new(line.info.draft)
        self.updates = line
        self.changed.emit()

    @property
    def free_at(self) -> datetime | None:
        """When the next call may go; None: now."""
        return self.allowance.next_at if self.allowance is not None else None

    # --- the text ---

    @property
    def half_written(self) -> bool:
        """Whether somebody wrote a text, or chose an audience, that stands in no register yet."""
        return not self.calls.sending and (self.draft, self.recipients.people) != self._begun

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
        draft, people, updates, reminder = self.draft, self.people, self.updates, self.reminder

        async def work(messenger: Messenger, control: Control, emit: Emit) -> Any:
            if updates is not None:
                save = partial(messenger.save_update, updates.info.id, draft)
            else:
                save = partial(messenger.save, draft, people, again=again, reminder=reminder)
            return await messenger.send(await messenger.aside(save), control, emit)

        self.calls.send(work, self._hear, self._is_sent, self.send_failed.emit)

    def go_on(self, line: RegisterRow) -> None:
        """Send what is left; what was refused once more."""

        async def work(messenger: Messenger, control: Control, emit: Emit) -> Any:
            await messenger.aside(partial(messenger.book.plan_again, line.info.id))
            return await messenger.send(line.info.id, control, emit)

        self.calls.send(work, self._hear, self._is_sent, self.send_failed.emit)

    def _is_sent(self, ended: Any) -> None:
        self.ask_register()
        self.ended.emit(ended)

    def decide(self, line: RegisterRow, *, sent: bool) -> None:
        """The clerk found out on the Dashboard about calls in doubt."""

        async def work(messenger: Messenger) -> None:
            await messenger.aside(partial(messenger.decide, line.info.id, sent=sent))

        self.calls.ask(work, lambda _nothing: self.ask_register(), self.failed.emit)

    def discard(self, line: RegisterRow) -> None:
        async def work(messenger: Messenger) -> None:
            await messenger.aside(partial(messenger.book.discard, line.info.id))

        self.calls.ask(work, lambda _nothing: self.ask_register(), self.failed.emit)

    # --- the register ---

    def ask_register(self) -> None:
        async def work(messenger: Messenger) -> Any:
            return await messenger.lines(), await messenger.aside(messenger.allowance)

        self.calls.read(work, self._know, self.failed.emit)

    def _know(self, answer: tuple[tuple[RegisterRow, ...], Allowance]) -> None:
        self.lines, self.allowance = answer
        if (at := self.allowance.next_at) is not None:  # what waits for it can be sent then, whoever looks
            self._free_again.start(milliseconds_to(at) + 1000)
        self.register_told.emit()

    def _hear(self, events: list[Event]) -> None:
        held = [event for event in events if isinstance(event, MessageHeld)]
        if held:
            self.held.emit(held[-1])
        if any(isinstance(event, MessageChanged) for event in events):
            self.ask_register()


def in_doubt(line: RegisterRow) -> bool:
    """A person must say whether it went out."""
    return line.info.state in (MessageState.UNKNOWN, MessageState.SENDING) and not line.info.held


def to_send(line: RegisterRow) -> int:
    """Calls that may be made (again)."""
    return sum(line.info.counts.get(state, 0) for state in (MessageState.PLANNED, MessageState.REFUSED))
