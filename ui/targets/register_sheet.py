"""Registering people of the open sheet on the target list: offered, asked about, under way, told. One line for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.values import Problem, State
from app.errors import AppError
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import column
from ui.kit.notice import Action, Notice
from ui.kit.question import Asking
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.session.under_way import Lane, What
from ui.sheet.sheet import Sheet
from ui.sheet.status import LEFT_OUT
from ui.targets.dialogs import RegisterMany, registered_words
from ui.targets.registering import Registering

if TYPE_CHECKING:
    from app.people.targets import NewPerson, Registered


class RegisterSheet(QWidget):
    """Shown where the sheet has the columns for it: before it is booked for all rows, after for those refused."""

    registered = Signal()  # it is told here what came of it
    retry_wanted = Signal()

    def __init__(self, theme: Theme, sheet: Sheet, registering: Registering) -> None:
        super().__init__()
        self.offered_elsewhere = False  # another line of the page offers it
        self._theme, self._sheet, self._registering = theme, sheet, registering
        self._closed: tuple[object, int | None] = (None, None)  # sheet and batch whose offer was put away
        self._asks = False  # the people of the sheet are being read
        self._people: Sequence[NewPerson] = ()  # that the question is about
        self._incomplete = 0  # rows that lack something
        self._total = 0  # people being registered for this line
        self._told = False  # a result or an error stands here
        self.asking = Asking(self)
        self.notice = Notice(theme)
        column(self).addWidget(self.notice)
        sheet.under_way.changed.connect(self.show_state)
        sheet.loaded.connect(self._new_lines)
        registering.readable.connect(self._ask)
        registering.progress.connect(self._show_progress)
        registering.registered.connect(self._show_result)
        registering.unreadable.connect(self._failed)
        registering.failed.connect(self._failed)
        self.show_state()

    # --- what is offered ---

    @property
    def _idle(self) -> bool:
        return self._sheet.under_way.free(Lane.SHEET)

    @property
    def _runs(self) -> bool:
        return self._sheet.under_way.what(Lane.SHEET) in (What.RUNNING, What.UNDOING)

    def _rows(self) -> Iterator[int]:
        """Before booking every row that is not left out; after it those refused as nobody on the target list, and with
        them those that were not sent yet: who is on the list already is left alone."""
        lines = self._sheet.lines
        if self._sheet.batch is None:
            pairs = zip(lines.numbers, lines.statuses, strict=True)
            return (number for number, status in pairs if status != LEFT_OUT and number not in lines.held)
        refused = lines.rows_with("not_a_target")
        if not refused:
            return iter(())
        waiting = (one.row for one in lines.outcomes.values() if one.state is State.PLANNED)
        return chain(refused, waiting)

    @property
    def possible(self) -> bool:
        """Whether the sheet has what registering needs, and somebody to register."""
        checked = self._sheet.lines.checked
        if self._sheet.session.desk is None or checked is None or not self._idle:
            return False
        from app.people.targets import can_register  # heavy; there once somebody is signed in

        return can_register(checked) and next(self._rows(), None) is not None

    @property
    def speaks(self) -> bool:
        """Whether people are being registered, or what came of it stands here: no mere offer."""
        return self._total > 0 or self._told

    def begin(self) -> None:
        """As if the offer were pressed."""
        if self.possible and self._registering.calls.free and not self._asks:
            self._read_people()

    def _offers(self) -> bool:
        checked = self._sheet.lines.checked
        if checked is None or self.offered_elsewhere:
            return False
        if self._closed[0] is checked.sheet and self._closed[1] == self._sheet.batch:
            return False
        return self.possible

    def show_state(self) -> None:
        self._told = self._told and not self._runs
        if self._total or self._told:
            self.setVisible(self._idle)
            return
        if self._offers():
            self.notice.keep_telling(self._tell_offer)
            self.notice.action.setEnabled(self._registering.calls.free and not self._asks)
            self.show()
        else:
            self.hide()

    def _tell_offer(self) -> None:
        action = Action(self.tr("Register on the target list…"), self._read_people)
        second = Action(self.tr("Not now"), self._close)
        if self._sheet.batch is None:
            words = self.tr("Whoever of this sheet is not on the target list yet can be registered before booking.")
            self.notice.tell("info", words, "", action, second)
            return
        refused = len(self._sheet.lines.rows_with("not_a_target"))
        words = self.tr("%n row(s) were refused because the person is not on the target list.", "", refused)
        details = self.tr("Register them from this sheet, then book them.")
        self.notice.tell("warn", words, details, action, second)

    def _new_lines(self) -> None:
        self._told = self._asks = False
        self.show_state()

    # --- asking and doing ---

    def _read_people(self) -> None:
        if (checked := self._sheet.lines.checked) is not None:
            self._asks = True
            self._registering.read_people(checked, list(self._rows()))

    def _stop(self) -> None:
        self._registering.calls.stop()
        self.notice.action.setEnabled(False)

    def _close_action(self) -> Action:
        return Action(self.tr("Close"), self._close)

    def _close(self) -> None:
        checked = self._sheet.lines.checked
        self._closed, self._told = (checked.sheet if checked else None, self._sheet.batch), False
        self.show_state()

    def _ask(self, people: Sequence[NewPerson], problems: Sequence[Problem]) -> None:
        if not self._asks:
            return
        self._asks, self._people, self._incomplete = False, people, len(problems)
        dialog = RegisterMany(self._theme, self, people, problems)
        dialog.said_yes.connect(self._register)
        self.asking.ask(dialog)

    def _register(self) -> None:
        if self._registering.calls.free:
            self._total = len(self._people)
            self._show_progress(0, self._total)
            here = self._sheet.session.desk  # where the sheet is booked, not at a chosen site
            self._registering.register(self._people, here)

    def _show_progress(self, done: int, _people: int) -> None:
        self.notice.keep_telling(partial(self._tell_progress, done))
        self.show()

    def _tell_progress(self, done: int) -> None:
        words = self.tr("Registering on the target list: %1 of %2 people")
        words = fill(words, text.number(done), text.number(self._total))
        self.notice.tell("info", words, action=Action(self.tr("Stop"), self._stop))

    # --- what came of it ---

    def _show_result(self, done: Sequence[Registered]) -> None:
        left, self._total, self._told = self._total - len(done), 0, True
        self.registered.emit()
        self.notice.tell_wide(partial(self._tell_result, done, self._incomplete, left))
        self.notice.action.setEnabled(True)
        self.show_state()

    def _tell_result(self, done: Sequence[Registered], incomplete: int, left: int) -> None:
        tone, words, details = registered_words(done, incomplete)
        if left:
            tone, words = "warn", f"{say('register_stopped', text.lang(), count=left)} · {words}"
        if self._sheet.batch is None:
            self.notice.tell(tone, words, details, self._close_action())
        else:
            retry = Action(self.tr("Book them now"), self.retry_wanted.emit)
            self.notice.tell(tone, words, details, retry, self._close_action())

    def _failed(self, error: AppError) -> None:
        if self._total or self._asks:
            self._total, self._asks, self._told = 0, False, True
            self.notice.tell_wide(partial(self._tell_error, error))
            self.notice.action.setEnabled(True)
            self.show_state()

    def _tell_error(self, error: AppError) -> None:
        self.notice.tell("bad", say_error(error, text.lang()), error.detail, self._close_action())
