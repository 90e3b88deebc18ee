"""Questions about messages: before they go out, about one person, about a message in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from app.domain.address import Server
from app.domain.message import Draft, Recipient, plain_of
from app.domain.values import Person, masked
from app.errors import InputError
from app.thai import thai_now
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import label, repolish
from ui.kit.copying import copies
from ui.kit.notice import Notice
from ui.kit.question import Question
from ui.kit.theme import Theme


class ConfirmSend(Question):
    """Before citizens are messaged: how many, with which text, at what cost, on which server."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        server: Server,
        people: int,
        shown: Draft,
        *,
        who: str = "",
        update: bool = False,
    ) -> None:
        """`who`: reads what is shown, where not all read the same."""
        super().__init__(theme, parent, "message-square", "")
        if update:
            headline = self.tr("Replace the message of %n person(s)?", "", people)
        elif server.practice:
            headline = self.tr("Send a practice message to %n person(s)?", "", people)
        else:
            headline = self.tr("Message %n citizen(s) now?", "", people)
        self.head.setText(headline)
        self.setWindowTitle(headline)
        words = say("message_confirm", text.lang(), count=people, server=server.url)
        self.warn_of_messages(words, practice=server.practice)
        self.say(shown.title, "strong")
        self._next = self.body.count()  # where the next text stands: all of them together, then what is to be known
        self.show_text(who, shown)
        self.say(say("message_must_register", text.lang()), "muted")
        self.no.say(self.tr("Don't send yet"))
        self.yes.set_icon("send")
        self.yes.say(self.tr("Send to Mor Prom"))

    def show_text(self, who: str, shown: Draft) -> None:
        """What is read; `who`: by whom, where it is not the same for all."""
        for kind, words in (("strong", who), ("", plain_of(shown.text)[:400]), ("muted", shown.url)):
            if words:
                self.body.insertWidget(self._next, label(kind, words, wrap=True))
                self._next += 1

    def note(self, words: str, tone: str = "info") -> None:
        self.warn(tone, words)

    def hold_until(self, at: datetime | None) -> None:
        """No call may go before: the button that sends is dead until then, and it is said why. None: one may go now."""
        if at is None:
            return
        notice = Notice(self.theme)
        self.staying.addWidget(notice)
        notice.tell("warn", say("calls_none_left", text.lang(), at=text.clock(at)))
        self.yes.setEnabled(False)

        def free() -> None:
            notice.hide()
            self.yes.setEnabled(True)

        clock = QTimer(self)
        clock.setSingleShot(True)
        clock.timeout.connect(free)
        clock.start(milliseconds_to(at))


class Unreached(Question):
    """Who got nothing of a reminder: for the telephone."""

    def __init__(self, theme: Theme, parent: QWidget, people: Sequence[Recipient]) -> None:
        super().__init__(theme, parent, "message-square", "")
        self.head.setText(self.tr("Please ring up %n person(s)", "", len(people)))
        self.setWindowTitle(self.head.text())
        self.say(say("reminders_missed", text.lang(), count=len(people)))
        self.list = copies(QListWidget())
        self.list.setAccessibleName(self.head.text())
        self.list.addItems([_to_ring(one) for one in people])
        self.list.setMinimumHeight(min(320, 34 * len(people) + 12))
        self.body.addWidget(self.list)
        self.say(self.tr("Ctrl+C copies the chosen lines."), "muted")
        self.no.hide()
        self.yes.say(self.tr("Close"))


def _to_ring(one: Recipient) -> str:
    when = f"{text.day(one.date)} {text.hour(one.hour)}" if one.date is not None and one.hour is not None else ""
    return "   ".join(filter(None, (when, one.name, masked(one.cid))))


def milliseconds_to(at: datetime) -> int:
    """From now, at least 0."""
    return max(0, int((at - thai_now()).total_seconds() * 1000))


class EditPerson(Question):
    """แก้ไข: another id or name for one entry of the list. `edited`: the id so far, the person instead."""

    edited = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget, person: Recipient) -> None:
        super().__init__(theme, parent, "pencil", "")
        self._person = person
        self.head.setText(self.tr("Edit this person"))
        self.setWindowTitle(self.head.text())
        self.cid, self.name = QLineEdit(person.cid), QLineEdit(person.name)
        self.wrong = label("error", wrap=True)
        for words, field in ((self.tr("Citizen ID"), self.cid), (self.tr("Name"), self.name)):
            self.say(words, "strong")
            field.setAccessibleName(words)
            self.body.addWidget(field)
        self.body.addWidget(self.wrong)
        self.yes.say(self.tr("Save"))
        self.cid.textEdited.connect(self._check)

    def _check(self) -> None:
        from app.messages.audience import valid_cid

        try:
            valid_cid(self.cid.text())
            words = ""
        except InputError as error:
            words = say_error(error, text.lang())
        self.wrong.setText(words)
        self.cid.setProperty("wrong", "true" if words else "false")
        repolish(self.cid)
        self.yes.setEnabled(not words)

    def accept(self) -> None:
        from dataclasses import replace

        from app.messages.audience import valid_cid

        try:
            cid = valid_cid(self.cid.text())
        except InputError:
            self._check()
            return
        self.edited.emit(self._person.cid, replace(self._person, cid=cid, name=self.name.text().strip()))
        super().accept()


class PickPerson(Question):
    """Several people fit what was searched for; one is picked."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, people: Sequence[Person]) -> None:
        super().__init__(theme, parent, "search", "")
        self._people = people
        found = self.tr("%n person(s) found", "", len(people)) if people else self.tr("Nobody was found")
        self.head.setText(found)
        self.setWindowTitle(found)
        self.list = copies(QListWidget())
        self.list.setAccessibleName(found)
        self.list.addItems([f"{person.full_name}   {masked(person.cid)}" for person in people])
        self.list.setVisible(bool(people))
        self.list.setMinimumHeight(min(320, 34 * len(people) + 12))
        self.body.addWidget(self.list)
        self.yes.say(self.tr("Add to the list"))
        self.yes.setVisible(bool(people))
        self.no.say(self.tr("Close"))
        if people:
            self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        self.accepted.connect(self._picked)

    def _picked(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._people):
            self.picked.emit(self._people[row])
