"""Registering people of the open sheet on the target list: offered, asked about, under way, told. One line for all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

from app.domain.values import Problem
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
from ui.targets.dialogs import RegisterMany, registered_words
from ui.targets.registering import Registering
from ui.targets.whom import Whom

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
        self._whom = Whom(sheet)
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
        sheet.mended.connect(self.show_state)
        registering.readable.connect(self._ask)
        registering.progress.connect(self._show_progress)
        registering.registered.connect(self._show_result)
        registering.unreadable.connect(self._failed)
        registering.failed.connect(self._failed)
        self.show_state()

    # --- what is offered ---

    @property
    def _runs(self) -> bool:
        return self._sheet.under_way.what(Lane.SHEET) in (What.RUNNING, What.UNDOING)

    @property
    def possible(self) -> bool:
        """Whether the sheet has what registering needs, and somebody to register."""
        return self._whom.possible

    @property
    def speaks(self) -> bool:
        """Whether people are being registered, or what came of it stands here: no mere offer."""
        return self._total > 0 or self._told

    def begin(self) -> None:
        """As if the offer were pressed."""
        if self.possible and self._registering.calls.free and not self._asks:
            self._read_people()

    @property
    def _open(self) -> bool:
        """Whether something may be offered here: nothing of it was put away, or stands elsewhere."""
        checked = self._sheet.lines.checked
        put_away = checked is not None and self._closed == (checked.sheet, self._sheet.batch)
        return checked is not None and not put_away and not self.offered_elsewhere

    def show_state(self) -> None:
        self._told = self._told and not self._runs
        if self._total or self._told:
            self.setVisible(self._whom.idle)
            return
        if self._open and self.possible:
            self.notice.keep_telling(self._tell_offer)
            self.notice.action.setEnabled(self._registering.calls.free and not self._asks)
            self.show()
        elif self._open and self._whom.lacking:
            self.notice.keep_telling(self._tell_lack)
            self.show()
        else:
            self.hide()

    def _tell_offer(self) -> None:
        action = Action(self.tr("Register on the target list…"), self._read_people)
        second = Action(self.tr("Not now"), self._close)
        if self._whom.new:
            words = self.tr("Whoever of this sheet is not on the target list yet can be registered before booking.")
            self.notice.tell("info", words, "", action, second)
            return
        details = self.tr("Register them from this sheet, then book them.")
        self.notice.tell("warn", self._refused_words(), details, action, second)

    def _tell_lack(self) -> None:
        details = self.tr(
            "This sheet lacks what registering needs: title, name and date of birth of each person. "
            "Add them to the file and load it again."
        )
        self.notice.tell("warn", self._refused_words(), details, self._close_action())

    def _refused_words(self) -> str:
        refused = len(self._whom.refused())
        return self.tr("%n row(s) were refused because the person is not on the target list.", "", refused)

    def _new_lines(self) -> None:
        self._told = self._asks = False
        self.show_state()

    # --- asking and doing ---

    def _read_people(self) -> None:
        if (checked := self._sheet.lines.checked) is not None:
            self._asks = True
            self._registering.read_people(checked, list(self._whom.rows()))

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
        if self._sheet.batch is not None and self.notice.action.isVisible() and not _is_typed_into():
            self.notice.action.setFocus()  # the next step, which asks first; what was pressed is gone

    def _tell_result(self, done: Sequence[Registered], incomplete: int, left: int) -> None:
        tone, words, details = registered_words(done, incomplete)
        if left:
            tone, words = "warn", f"{say('register_stopped', text.lang(), count=left)} · {words}"
        if self._sheet.batch is None:
            self.notice.tell(tone, words, details, self._close_action())
        else:
            retry = Action(self.tr("Retry failed"), self.retry_wanted.emit)
            self.notice.tell(tone, words, details, retry, self._close_action())

    def _failed(self, error: AppError) -> None:
        if self._total or self._asks:
            self._total, self._asks, self._told = 0, False, True
            self.notice.tell_wide(partial(self._tell_error, error))
            self.notice.action.setEnabled(True)
            self.show_state()

    def _tell_error(self, error: AppError) -> None:
        self.notice.tell("bad", say_error(error, text.lang()), error.detail, self._close_action())


def _is_typed_into() -> bool:
    """Whether the clerk is in a field meanwhile: a key that was meant for it must press nothing."""
    return isinstance(QApplication.focusWidget(), QLineEdit | QAbstractSpinBox)
