"""The message as the citizen will see it, on both channels, person by person."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.message import Draft, Recipient, html_of, plain_of
from ui.kit.basic import Elided, ToolButton, column, label, line
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.messages.messages import Messages
from ui.phones.phone import APP, LINE, PhoneView, Shown


def shown_as(draft: Draft) -> Shown:
    return Shown(draft.title, plain_of(draft.text, draft.url), html_of(draft.text, draft.url), draft.url)


class Preview(Translated, QWidget):
    """Follows the draft and the audience."""

    def __init__(self, theme: Theme, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._place = 0
        self.head, self.who = label("strong"), Elided()
        self.before, self.after = ToolButton(theme, "chevron-left"), ToolButton(theme, "chevron-right")
        self.line, self.app = PhoneView(theme, LINE), PhoneView(theme, APP)
        top = line(gap=GAP)
        top.addWidget(self.head)
        top.addWidget(self.before)
        top.addWidget(self.who, 1)
        top.addWidget(self.after)
        phones = line(gap=GAP)
        phones.addWidget(self.app, 1)
        phones.addWidget(self.line, 1)
        layout = column(self, gap=GAP)
        layout.addLayout(top)
        layout.addLayout(phones, 1)
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._forth)
        messages.changed.connect(self.show_state)
        self.retranslate()

    def retranslate(self) -> None:
        self.head.setText(self.tr("As people will see it"))
        self.before.name(self.tr("Person before"))
        self.after.name(self.tr("Next person"))
        self.show_state()

    def show_state(self) -> None:
        draft, person = self._messages.draft, self._person()
        several = len(self._messages.people) > 1
        self.before.setVisible(several)
        self.after.setVisible(several)
        self.who.setVisible(person is not None)
        if person is not None:
            place = f"{self._place + 1}/{len(self._messages.people)}"
            self.who.set_words(f"{place} {person.name}".strip())
            draft = draft.filled(person)
        shown = [shown_as(draft)] if draft.title.strip() or draft.text.strip() else []
        for phone in (self.line, self.app):
            phone.show_messages(shown, self.tr("The message appears here while you write."))

    def _person(self) -> Recipient | None:
        people = self._messages.people
        if not people:
            self._place = 0
            return None
        self._place %= len(people)
        return people[self._place]

    def _back(self) -> None:
        self._place -= 1
        self.show_state()

    def _forth(self) -> None:
        self._place += 1
        self.show_state()
