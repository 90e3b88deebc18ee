"""What comes of a change for one person, what it waits for, and what could not be read: in the page's one notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.events import Paused
from app.wording import say, server_words
from ui.kit import text
from ui.kit.notice import Action, Notice
from ui.kit.theme import Theme
from ui.person.one_person import OnePerson
from ui.person.questions import how_it_ended
from ui.targets.dialogs import registered_words
from ui.targets.registering import Registering

if TYPE_CHECKING:
    from app.people.person import PersonResult
    from app.people.targets import Registered


class PersonNotices(QObject):
    """What became of a change is told whatever page is shown; a reading that failed to whoever looks at `page`.

    `settled`: a change came to its end, so the person and the day may stand differently. `history_wanted`: it is in
    doubt, Continue is there."""

    settled = Signal()
    history_wanted = Signal()

    def __init__(self, theme: Theme, person: OnePerson, registering: Registering, page: QWidget) -> None:
        super().__init__(page)
        self._person, self._page = person, page
        self._waits = ""  # why the change is held
        self.notice = Notice(theme)
        person.result.connect(self._result)
        person.card_taken.connect(self._card_taken)
        person.card_given_back.connect(self._card_given_back)
        person.held.connect(self._held)
        registering.registered.connect(self._registered)
        for failed in (person.failed, registering.failed):
            failed.connect(self._failed)
        days = person.days
        for what, read, unread in (
            ("person", person.person_told, person.unread),
            ("month", days.month_told, days.month_failed),
            ("day", days.day_told, days.day_failed),
        ):
            read.connect(partial(self._read, what))
            unread.connect(partial(self._unread, what))
        person.found.connect(partial(self._read, "person"))

    def hush(self) -> None:
        self.notice.hide()

    def tell_nobody(self) -> None:
        """The search found nobody."""
        self.notice.keep_telling(self._tell("nobody_found", {}, "warn", ""))

    # --- how a change ended ---

    def _result(self, result: PersonResult) -> None:
        code, tone, open_ended = how_it_ended(result)
        word = self._history if open_ended else None
        facts, words = {"row": 1, "detail": result.detail}, server_words(result.code, result.detail)
        if code != result.code:  # why it ended, and beside it how the appointment stands
            words = " ".join(filter(None, (say(result.code, text.lang(), **facts), words)))
            facts |= result.params
        self.notice.tell_wide(self._tell(code, facts, tone, words, word))
        self.settled.emit()

    def _card_taken(self, number: str) -> None:
        self._card("card_taken", number)

    def _card_given_back(self, number: str) -> None:
        self._card("card_cancelled", number)

    def _card(self, code: str, number: str) -> None:
        self.notice.tell_wide(self._tell(code, {"number": number}, "good", ""))
        self.settled.emit()

    def _registered(self, done: Sequence[Registered]) -> None:
        self.notice.tell_wide(lambda: self.notice.tell(*registered_words(done)))
        self.settled.emit()

    def _failed(self, error: AppError) -> None:
        self._waits = ""
        self.notice.tell_wide(self._error(error))

    # --- what it waits for ---

    def _held(self, paused: Paused | None) -> None:
        if paused is None:
            if self._waits:
                self.hush()
            self._waits = ""
            return
        self._waits = paused.reason
        if paused.reason == "sign_in_needed":
            self.notice.tell_wide(self._tell_signed_out, waits=True)
        else:
            self.notice.tell_wide(self._tell(paused.reason, {}, "warn", "", self._stop), waits=True)

    def _tell_signed_out(self) -> None:
        login = Action(self.tr("Login"), self._person.sites.session.password_wanted.emit)
        self.notice.tell("warn", say("sign_in_needed", text.lang()), "", login, self._stop())

    # --- what could not be read ---

    def _read(self, what: str, *_: object) -> None:
        self.notice.is_read(what)

    def _unread(self, what: str, error: AppError) -> None:
        """It is asked anew when the page is shown. The way on for what waits stays."""
        if self._page.isVisible() and not self._waits:
            self.notice.tell_unread(what, self._error(error))

    # --- words ---

    def _tell(
        self,
        code: str,
        params: Mapping[str, object],
        tone: str,
        detail: str,
        action: Callable[[], Action] | None = None,
    ) -> Callable[[], None]:
        """For the notice to tell. `action`: its button, in the language of then."""

        def tell() -> None:
            self.notice.tell(tone, say(code, text.lang(), **params), detail, action() if action else None)

        return tell

    def _error(self, error: AppError) -> Callable[[], None]:
        return self._tell(error.code, error.params, "bad", error.detail)

    def _stop(self) -> Action:
        return Action(self.tr("Stop"), self._person.calls.stop)

    def _history(self) -> Action:
        return Action(self.tr("Open History"), self.history_wanted.emit)
