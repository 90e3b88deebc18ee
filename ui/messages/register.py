"""The register of messages with the Dashboard's columns, and all that is known of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.message import MessageState, plain_of
from app.domain.values import masked
from app.wording import Lang, say
from ui.kit import text
from ui.kit.basic import Button, column, label, line
from ui.kit.notice import Action, Notice
from ui.kit.table import Column, Show
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.messages.messages import in_doubt, to_send

if TYPE_CHECKING:
    from app.messages.sending import RegisterRow

SUCCEEDED = "Success (100 people)"
NAMED = 6  # so many who got nothing are named


def _number(lines: Sequence[RegisterRow], place: int) -> str:
    return str(len(lines) - place)


def _app(lines: Sequence[RegisterRow], place: int) -> str:
    from app.messages.sending import channel_status

    return channel_status(lines[place].info, lines[place].app, text.lang())


def _line(lines: Sequence[RegisterRow], place: int) -> str:
    from app.messages.sending import channel_status

    return channel_status(lines[place].info, lines[place].line, text.lang())


def _at(lines: Sequence[RegisterRow], place: int) -> str:
    return text.moment(lines[place].info.sent_at or lines[place].info.made)


def _title(lines: Sequence[RegisterRow], place: int) -> str:
    return lines[place].info.draft.title


def _text(lines: Sequence[RegisterRow], place: int) -> str:
    return plain_of(lines[place].info.draft.text).replace("\n", " ")


def _whole_text(lines: Sequence[RegisterRow], place: int) -> str:
    return lines[place].info.draft.text


def _user(lines: Sequence[RegisterRow], place: int) -> str:
    return lines[place].info.user


def _targets(lines: Sequence[RegisterRow], place: int) -> str:
    return text.number(lines[place].info.targets)


def _received(lines: Sequence[RegisterRow], place: int) -> str:
    told = lines[place].told
    return text.number(told.received) if told else "–"


def _column(name: str, show: Show, sample: str = "") -> Column:
    samples = (sample, say(f"column_{name}", "th")) if sample else ()
    tip = None if sample else _whole_text
    return Column(name, lambda: say(f"column_{name}", text.lang()), show, samples, stretches=not sample, tip=tip)


COLUMNS = (  # one line a message, the newest first
    _column("number", _number, "100"),
    _column("app", _app, SUCCEEDED),
    _column("line", _line, SUCCEEDED),
    _column("at", _at, "28 พ.ย. 2569 08:00 น."),
    _column("title", _title),
    _column("text", _text),
    _column("user", _user, "practice22"),
    _column("targets", _targets, "100"),
    _column("received", _received, "100"),
)


class Details(Translated, QFrame):
    """The chosen message: its text, how its calls stand, who got nothing, and what can be done."""

    go_on_wanted = Signal(object)
    update_wanted = Signal(object)
    discard_wanted = Signal(object)
    decided = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chosen: RegisterRow | None = None
        self._free = False
        self.free_at: datetime | None = None  # no call may go before; None: one may go now
        self.title = label("heading", wrap=True)
        self.about = label("muted", wrap=True)
        self.notice = Notice(theme)
        self.text = label("", wrap=True)
        self.url = label("muted", wrap=True)
        self.reached = label("", wrap=True)
        self.waits = label("small", wrap=True)
        self.go_on, self.change = Button(theme, "play", "primary"), Button(theme, "pencil")
        self.discard = Button(theme, "trash-2", "danger")
        layout = column(self, margin=2 * GAP, gap=GAP)
        for part in (self.title, self.about, self.notice, self.text, self.url, self.reached):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.waits)
        buttons = line(gap=GAP)
        for button in (self.go_on, self.change, self.discard):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.go_on.clicked.connect(self._go_on)
        self.change.clicked.connect(self._update)
        self.discard.clicked.connect(self._discard)
        self.show_line(None, free=False)

    def retranslate(self) -> None:
        self.show_line(self.chosen, free=self._free)

    def show_line(self, chosen: RegisterRow | None, *, free: bool) -> None:
        self.chosen, self._free = chosen, free
        self.setVisible(chosen is not None)
        if chosen is None:
            return
        info, lang = chosen.info, text.lang()
        self.title.setText(info.draft.title)
        when = text.moment(info.sent_at or info.made)
        about = self.tr("Code %1 · %2 · %3")
        self.about.setText(fill(about, info.ref_code, when, info.user))
        self.text.setText(plain_of(info.draft.text))
        self.url.setText(info.draft.url)
        self.url.setVisible(bool(info.draft.url))
        self.reached.setText("\n".join(self._who(chosen, lang)))
        self._show_state(chosen, lang)
        self._show_buttons(chosen)

    def _who(self, chosen: RegisterRow, lang: Lang) -> list[str]:
        """Whom it reached, as far as the server tells."""
        told = chosen.told
        if told is None and not chosen.info.counts.get(MessageState.SENT):
            return []
        if told is None:
            words = [say("message_reached", lang, app=chosen.app, line=chosen.line)] if chosen.app is not None else []
            return [*words, say("received_on_dashboard", lang), say("message_must_register", lang)]
        words = [say("message_reached", lang, app=told.app, line=told.line)]
        for code, cids in (("message_missed", told.unregistered), ("message_not_targets", told.not_target)):
            if cids:
                words.append(say(code, lang, count=len(cids)).rstrip(".") + " · " + _named(chosen, cids))
        words.append(self.tr("%n person(s) opened the link.", "", told.received))
        if in_doubt(chosen):
            return [self.tr("The practice Dashboard shows:"), *words]
        return words

    def _show_state(self, chosen: RegisterRow, lang: Lang) -> None:
        details = next((part.detail for part in chosen.parts if part.detail), "")
        if in_doubt(chosen):
            sent = Action(self.tr("It was sent"), self._was_sent)
            not_sent = Action(self.tr("It was not sent"), self._was_not_sent)
            self.notice.tell("warn", say("message_doubt", lang), details, sent, not_sent)
            self.notice.action.setEnabled(self._free)
            self.notice.second.setEnabled(self._free)
        elif chosen.info.counts.get(MessageState.REFUSED):
            code = "message_update_failed" if chosen.info.update else "message_was_refused"
            self.notice.tell("bad", say(code, lang), details)
        elif any(part.code == "message_limit" for part in chosen.parts):
            self.notice.tell("warn", say("message_limit", lang))
        else:
            self.notice.hide()

    def _show_buttons(self, chosen: RegisterRow) -> None:
        left, free = to_send(chosen), self._free and not chosen.info.held
        self.go_on.say(self.tr("Send the rest (%n call(s))", "", left))
        self.change.say(self.tr("Change the text…"), self.tr("Under the same code: people's message is replaced"))
        self.discard.say(self.tr("Discard"), self.tr("Forget it: nothing of it was sent"))
        self.go_on.setVisible(left > 0)
        self.go_on.setEnabled(free and self.free_at is None)
        self.waits.setText(say("message_waits", text.lang(), at=text.clock(self.free_at)) if self.free_at else "")
        self.waits.setVisible(left > 0 and self.free_at is not None)
        self.change.setVisible(chosen.info.state is MessageState.SENT)
        self.change.setEnabled(free)
        self.discard.setVisible(left == chosen.info.calls)
        self.discard.setEnabled(free)

    def _go_on(self) -> None:
        self.go_on_wanted.emit(self.chosen)

    def _update(self) -> None:
        self.update_wanted.emit(self.chosen)

    def _discard(self) -> None:
        self.discard_wanted.emit(self.chosen)

    def _was_sent(self) -> None:
        self.decided.emit(self.chosen, True)

    def _was_not_sent(self) -> None:
        self.decided.emit(self.chosen, False)


def _named(chosen: RegisterRow, cids: frozenset[str]) -> str:
    """Some of these people, by name where it is known."""
    names = {one.cid: one.name for part in chosen.parts for one in part.people}
    shown = [names.get(cid) or masked(cid) for cid in sorted(cids)[:NAMED]]
    return ", ".join(shown) + (" …" if len(cids) > NAMED else "")
