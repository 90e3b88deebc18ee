"""ระบบประชาสัมพันธ์/แจ้งข่าว: the register, writing a message, and practice citizens' phones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app.domain.message import MessageState
from app.errors import AppError
from app.events import MessageHeld
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import column
from ui.kit.notice import Action, Notice
from ui.kit.one_of import OneOf
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.messages.compose_page import ComposePage, RegisterPage, cost_words
from ui.messages.dialogs import ConfirmSend
from ui.messages.messages import Messages
from ui.messages.reminding import Reminding
from ui.phones.phones import Act, Phones
from ui.phones.screen import PhoneScreen

SHOWN = 3  # texts that are seen before what is left of a message goes

if TYPE_CHECKING:
    from app.messages.sending import Ended, RegisterRow


class MessagesScreen(Translated, QWidget):
    """Register, compose and phones, with one notice above them."""

    def __init__(self, theme: Theme, messages: Messages, phones: Phones) -> None:
        super().__init__()
        self._theme, self.messages = theme, messages
        self.asking = Asking(self)
        self._held = MessageHeld(0)
        self.notice = Notice(theme)
        self.reminding = Reminding(theme, messages, self, self.asking, self.notice)
        self.register = RegisterPage(theme, messages)
        self.compose = ComposePage(theme, messages)
        self.phones = PhoneScreen(theme, phones)
        self.pages = OneOf(self.register, self.compose, self.phones)
        layout = column(self, gap=GAP)
        layout.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        layout.addWidget(self.notice)
        layout.addWidget(self.pages, 1)
        self._wire()

    def _wire(self) -> None:
        messages, details = self.messages, self.register.details
        self.register.add_wanted.connect(self.write_new)
        self.register.remind_wanted.connect(self.reminding.ask_days)
        self.reminding.begun.connect(self._show_compose)
        self.register.phones_wanted.connect(self.show_phones)
        self.compose.back_wanted.connect(self.show_register)
        self.compose.send_wanted.connect(self._ask_send)
        self.phones.back.clicked.connect(self._leave_phones)
        details.go_on_wanted.connect(self._ask_rest)
        details.update_wanted.connect(self._update)
        details.discard_wanted.connect(messages.discard)
        details.decided.connect(self._ask_decide)
        messages.ended.connect(self._ended)
        messages.held.connect(self._is_held)
        messages.send_failed.connect(self._not_sent)
        phones = self.phones.phones
        for part in (messages, messages.recipients, phones, self.reminding.reminders):
            part.failed.connect(self._failed)
        phones.opened.connect(messages.ask_register)
        phones.acted.connect(self._citizen_acted)
        messages.session.signed_out.connect(self._signed_out)

    def retranslate(self) -> None:
        self.register.retranslate()
        self.compose.retranslate()

    # --- pages ---

    def showEvent(self, event: QEvent) -> None:
        self.messages.ask_register()
        super().showEvent(event)  # type: ignore[arg-type]

    def show_register(self) -> None:
        self.pages.setCurrentWidget(self.register)
        self.messages.ask_register()

    @property
    def in_turn(self) -> tuple[QWidget, ...]:
        """Where the keyboard begins on the page that is shown."""
        compose, page = self.compose, self.pages.currentWidget()
        if page is compose:
            return (compose.text.title, compose.audience.adder.words, compose.tabs.tabBar())
        return (self.phones.list, self.phones.back) if page is self.phones else (self.register.table, self.register.add)

    def _leave_phones(self) -> None:
        self.notice.hide()
        self.show_register()

    def show_phones(self) -> None:
        self.notice.hide()
        self.pages.setCurrentWidget(self.phones)
        self.phones.ask()

    def write_new(self) -> None:
        """An unfinished draft is taken up again."""
        self.notice.hide()
        if self.messages.updates is not None:
            self.messages.new()
        self._show_compose()

    def _show_compose(self) -> None:
        self.compose.begin()
        self.pages.setCurrentWidget(self.compose)

    def _update(self, chosen: RegisterRow) -> None:
        self.notice.hide()
        self.messages.update(chosen)
        self._show_compose()

    # --- questions ---

    def _ask_send(self) -> None:
        messages, server = self.messages, self.messages.session.server
        if not self.compose.send.isEnabled() or server is None:
            return
        parts = messages.parts()
        update = messages.updates is not None
        shown, who = parts[0].draft, self.reminding.first(parts)
        dialog = ConfirmSend(self._theme, self, server, len(messages.people), shown, who=who, update=update)
        dialog.note(cost_words(messages, len(parts)), "warn" if len(parts) > 1 else "info")
        if messages.recipients.strangers:
            dialog.note(say("message_not_targets", text.lang(), count=len(messages.recipients.strangers)), "warn")
        self.reminding.show_more(dialog, parts)
        dialog.hold_until(messages.free_at)
        dialog.said_yes.connect(partial(messages.send, again=self.reminding.again))
        self.asking.ask(dialog)

    def _ask_rest(self, chosen: RegisterRow) -> None:
        server = self.messages.session.server
        left = [part for part in chosen.parts if part.state in (MessageState.PLANNED, MessageState.REFUSED)]
        if server is None or not left:
            return
        if all(part.damaged for part in left):  # nothing is sent: each says why
            self.messages.go_on(chosen)
            return
        left = [part for part in left if not part.damaged]
        people = sum(len(part.people) for part in left)
        who = self.reminding.whose(left[0]) if len(left) > 1 else ""
        dialog = ConfirmSend(self._theme, self, server, people, left[0].draft, who=who, update=chosen.info.update)
        for part in left[1:SHOWN]:
            dialog.show_text(self.reminding.whose(part), part.draft)
        dialog.note(cost_words(self.messages, len(left)))
        dialog.hold_until(self.messages.free_at)
        dialog.said_yes.connect(partial(self.messages.go_on, chosen))
        self.asking.ask(dialog)

    def _ask_decide(self, chosen: RegisterRow, sent: bool) -> None:
        """Saying "it was not sent" opens the way to a second sending, so it is asked twice."""
        if sent:
            self.messages.decide(chosen, sent=True)
            return
        dialog = Question(self._theme, self, "circle-help", self.tr("Is it surely not in the Dashboard's register?"))
        dialog.warn("warn", self.tr("If it went out after all, people may get the message a second time."))
        dialog.yes.say(self.tr("It is not there"))
        dialog.said_yes.connect(partial(self.messages.decide, chosen, sent=False))
        self.asking.ask(dialog)

    # --- what comes of it ---

    def _signed_out(self) -> None:
        self.notice.hide()
        self.show_register()

    def _citizen_acted(self, act: Act) -> None:
        self.notice.keep_telling(partial(self._tell_acted, act))

    def _tell_acted(self, act: Act) -> None:
        at = f"{text.day(act.date)} {text.hour(act.hour)}" if act.date is not None and act.hour is not None else ""
        words = {
            "book": self.tr("The citizen has booked %1. The timetable shows it."),
            "move": self.tr("The citizen has moved to %1. The timetable shows it."),
            "cancel": self.tr("The citizen has cancelled. The seat is free again."),
        }
        self.notice.tell("good", fill(words[act.do], at), action=self.notice.close_word())

    def _ended(self, ended: Ended) -> None:
        self.show_register()
        self.register.choose_first()
        self.notice.tell_wide(partial(self._tell_ended, ended))
        if any(ended.states.values()):
            self.messages.new()  # it stands in the register from now on

    def _tell_ended(self, ended: Ended) -> None:
        lang = text.lang()
        if ended.done:
            words = self.tr("Success: the message is with Mor Prom.")
            if self.messages.practice:
                words = self.tr("Success: the message is on the practice phones. Nobody was messaged.")
            self.notice.tell("good", words, action=self.notice.close_word())
        elif ended.error:
            words = say(ended.error, lang, **ended.params)
            self.notice.tell("bad", words, ended.detail, action=self.notice.close_word())
        elif ended.states.get(MessageState.UNKNOWN):
            self.notice.hide()  # said beside the message itself, with what to do
        elif ended.states.get(MessageState.REFUSED):
            self.notice.tell("bad", say("message_was_refused", lang), action=self.notice.close_word())
        elif ended.next_at is not None:
            words = say("message_waits", lang, at=text.clock(ended.next_at))
            self.notice.tell("warn", words, action=self.notice.close_word())
        elif ended.stopped:
            self.notice.tell(
                "info", self.tr("Stopped. What was not sent stands in the register."), action=self.notice.close_word()
            )

    def _is_held(self, held: MessageHeld) -> None:
        self._held = held
        if not held.reason:
            self.notice.hide()
            return
        self.notice.tell_wide(partial(self._tell_held, held), waits=True)
        if held.reason == "sign_in_needed":
            self.messages.session.password_wanted.emit()

    def _tell_held(self, held: MessageHeld) -> None:
        at = text.clock(held.until) if held.until else ""
        words, stop = say(held.reason, text.lang(), at=at), Action(self.tr("Stop"), self.messages.calls.stop)
        login = None
        if held.reason == "sign_in_needed":
            login = Action(self.tr("Login"), self.messages.session.password_wanted.emit)
        self.notice.tell("warn", words, action=login, second=stop)

    def _not_sent(self, error: AppError) -> None:
        if error.code != "message_sent_already":
            self.notice.tell_wide(partial(self._tell_error, error))
            return
        dialog = Question(self._theme, self, "triangle-alert", self.tr("Send the same message once more?"))
        dialog.warn("warn", say_error(error, text.lang()))
        dialog.yes.say(self.tr("Send it again"))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(partial(self.messages.send, again=True))
        self.asking.ask(dialog)

    def _failed(self, error: AppError) -> None:
        """The way on for what waits stays."""
        if not (self._held.reason and self.messages.calls.sending):
            self.notice.keep_telling(partial(self._tell_error, error))

    def _tell_error(self, error: AppError) -> None:
        self.notice.tell("bad", say_error(error, text.lang()), error.detail, action=self.notice.close_word())
