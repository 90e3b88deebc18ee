"""Reminders on the screen: which days, who is left out and why, and three of the texts before they go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.message import Part, Recipient
from app.domain.values import masked
from app.thai import today
from app.wording import say
from ui.calendar.day_field import DayField
from ui.kit import text
from ui.kit.basic import label
from ui.kit.notice import Action, Notice
from ui.kit.question import Asking, Question
from ui.kit.theme import Theme
from ui.messages.dialogs import ConfirmSend, Unreached
from ui.messages.messages import Messages
from ui.messages.reminders import Days, Found, Reminders


class Reminding(QObject):
    begun = Signal()  # a reminder is being written

    def __init__(self, theme: Theme, messages: Messages, page: QWidget, asking: Asking, notice: Notice) -> None:
        super().__init__(page)
        self._theme, self._messages, self._page = theme, messages, page
        self._asking, self._notice = asking, notice
        self.reminders = Reminders(messages, self)
        self.reminders.found.connect(lambda found: notice.keep_telling(partial(self._tell, found)))

    @property
    def again(self) -> bool:
        """The clerk wants those, too, who were reminded before."""
        return self._messages.reminder and self.reminders.again

    def ask_days(self) -> None:
        dialog = AskDays(self._theme, self._page)
        dialog.chosen.connect(self.begin)
        self._asking.ask(dialog)

    def begin(self, days: Days) -> None:
        """Write to everybody booked on these days. A message that is half written is not thrown away unasked."""
        if not self._messages.half_written:
            self._begin(days)
            return
        dialog = Question(self._theme, self._page, "pencil", self.tr("Leave the message that is half written?"))
        dialog.say(self.tr("The reminder takes its place. Nothing of the half-written message is kept."))
        dialog.yes.say(self.tr("Write the reminder"))
        dialog.said_yes.connect(partial(self._begin, days))
        self._asking.ask(dialog)

    def _begin(self, days: Days, again: bool = False) -> None:
        if self._messages.calls.free:
            self._notice.hide()
            self.reminders.begin(days, again=again)
            self.begun.emit()

    def _tell(self, found: Found) -> None:
        """Who gets none, and why."""
        lang, who, days = text.lang(), found.reminding, self.reminders.days
        words = [] if who.people else [say("reminders_nobody", lang)]
        words += [say("reminders_missed", lang, count=len(who.missed))] if who.missed else []
        words += [say("reminders_left_out", lang, count=len(who.before))] if who.before else []
        words += [say("reminders_waiting", lang, count=who.waiting)] if who.waiting else []
        words += [say("reminders_unsure", lang, count=who.unsure)] if who.unsure else []
        words += [say(code, lang) for code in found.notes]
        if not words or days is None:
            self._notice.hide()
            return
        sent = bool(who.before or who.missed)
        again = Action(self.tr("Remind them, too"), partial(self._begin, days, True)) if sent else None
        ring = Action(self.tr("Who is to be rung up…"), partial(self._show_missed, who.missed)) if who.missed else None
        warned = who.unsure or who.waiting or who.missed or found.notes
        tone, actions = "warn" if warned else "info", [one for one in (ring, again, self._notice.close_word()) if one]
        self._notice.tell(tone, words[0], "\n".join(words[1:]), *actions)

    def _show_missed(self, people: Sequence[Recipient]) -> None:
        self._asking.ask(Unreached(self._theme, self._page, people))

    def first(self, parts: Sequence[Part]) -> str:
        """Whose text stands first; "" where all read the same."""
        return _name(parts[0].people[0]) if self._messages.reminder and parts[0].people else ""

    def whose(self, part: Part) -> str:
        """By whom a text is read, where not all read the same."""
        return _name(part.people[0]) if part.people else ""

    def show_more(self, dialog: ConfirmSend, parts: Sequence[Part]) -> None:
        """Of a reminder: what two people more will read, of other texts where there are any, and how fewer calls do."""
        if not self._messages.reminder:
            return
        from app.messages.reminders import previewed, without_hours

        for person, draft in previewed(parts)[1:]:
            dialog.show_text(_name(person), draft)
        left = self._messages.allowance.left if self._messages.allowance else 0
        fewer = without_hours(self._messages.draft, self._messages.people) if len(parts) > left else None
        if fewer is not None and fewer < len(parts):
            dialog.note(say("reminders_fewer", text.lang(), calls=fewer))


def _name(person: Recipient) -> str:
    return person.name or masked(person.cid)


class AskDays(Question):
    """Which days' people are reminded; tomorrow's, unless the clerk says otherwise. `chosen`: `Days`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "clock", "")
        words = self.tr("Remind everybody who is booked")
        self.head.setText(words)
        self.setWindowTitle(words)
        tomorrow = today() + timedelta(days=1)
        self.first, self.last = DayField(theme, tomorrow), DayField(theme, tomorrow)
        for name, field in ((self.tr("From"), self.first), (self.tr("To"), self.last)):
            self.body.addWidget(label("strong", name))
            self.body.addWidget(field)
            field.say(name)
            field.changed.connect(self._check)
        self.say(self.tr("You see the text and the people before anything is sent."), "muted")
        self.yes.say(self.tr("Write the reminder"))
        self.said_yes.connect(self._chosen)

    def _check(self) -> None:
        first, last = self.first.day, self.last.day
        if self.sender() is self.first and first is not None and last is not None and last < first:
            self.last.set_day(first)  # one day is the usual wish
            return
        self.yes.setEnabled(first is not None and last is not None and first <= last)

    def _chosen(self) -> None:
        if self.first.day is not None and self.last.day is not None:
            self.chosen.emit(Days(self.first.day, self.last.day))
