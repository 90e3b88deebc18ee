"""The names of the sheet against the target list, at the window: the button, the question, the progress, the result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.wording import ranges, say, say_error
from ui.kit import text
from ui.kit.basic import ShortButton, column
from ui.kit.notice import Action, Notice
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.kit.translated import Translated
from ui.sheet.status import LEFT_OUT
from ui.upload.naming import Naming

if TYPE_CHECKING:
    from app.booking.names import Asked

TICK = 250  # ms between two looks at how far it is


class NameCheck(Translated, QWidget):
    """A line of its own while it runs and for its result. `button` stands among the tools of the table."""

    rows_wanted = Signal()  # show the rows whose names differ

    def __init__(self, theme: Theme, naming: Naming) -> None:
        super().__init__()
        self._theme, self.naming, self._work = theme, naming, naming.work
        self._told: object = None  # the sheet whose result stands here
        self.button = ShortButton(theme, "list-checks", "flat")
        self.notice = Notice(theme)
        self.asking = Asking(self)
        column(self).addWidget(self.notice)
        self.button.clicked.connect(self._ask)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._tell_progress)
        naming.changed.connect(self._changed)
        naming.ended.connect(self._show_result)
        naming.failed.connect(self._failed)
        self._work.under_way.changed.connect(self.show_state)
        self._work.sheet.mended.connect(self.show_state)
        self._work.sheet.loaded.connect(self.show_state)
        self.retranslate()
        self.show_state()

    def retranslate(self) -> None:
        words = self.tr("Check names against IDs")
        more = self.tr("Ask the target list whose ID each is: one call a person")
        self.button.say(words, f"{words}: {more}")

    def show_state(self) -> None:
        checked = self._work.sheet.lines.checked
        may = self._work.sheet.lines.batch is None or self._work.sheet.lines.ended
        self.button.setVisible(checked is not None and may and self._work.session.desk is not None)
        self.button.setEnabled(self.naming.offered)
        told = self._told is not None and checked is not None and checked.sheet is self._told
        self.setVisible(self.naming.running or (told and self._work.sheet.lines.batch is None and self._work.idle))

    # --- asking ---

    def _ask(self) -> None:
        people = len(self.naming.waiting())
        if not people:
            self._say_nobody()
            return
        dialog = Question(self._theme, self, "list-checks", self.tr("Check %n name(s) against IDs?", "", people))
        words = self.tr("%1 calls to the target list, about %2 seconds. Nobody is booked, nobody is messaged.")
        words = fill(words, text.number(people), text.number(self.naming.seconds(people)))
        dialog.say(words)
        dialog.say(self.tr("Rows whose name is not the one of the ID are shown as problems, with both names."), "muted")
        dialog.yes.say(self.tr("Check names"))
        dialog.said_yes.connect(self.naming.start)
        self.asking.ask(dialog)

    def _changed(self) -> None:
        if self.naming.running:
            self._told = None
            self.notice.keep_telling(self._tell_progress)
            self._clock.start()
        else:
            self._clock.stop()
        self.notice.action.setEnabled(True)
        self.show_state()

    def _stop(self) -> None:
        self.naming.stop()
        self.notice.action.setEnabled(False)

    def _tell_progress(self) -> None:
        words = self.tr("Checking names against IDs: %1 of %2 people")
        words = fill(words, text.number(self.naming.done), text.number(self.naming.total))
        self.notice.tell("info", words, "", Action(self.tr("Stop"), self._stop))

    # --- what came of it ---

    def differing(self) -> list[int]:
        """Rows whose name is not the one of the id, and which are not left out."""
        lines = self._work.sheet.lines
        found = (row for group in lines.problem_groups if group.first.code == "name_differs" for row in group.rows)
        return [row for row in found if lines.statuses[lines.places[row]] != LEFT_OUT]

    def _count(self, *codes: str) -> int:
        return sum(len(group.rows) for group in self._work.sheet.lines.problem_groups if group.first.code in codes)

    def _show_result(self, asked: Asked) -> None:
        checked = self._work.sheet.lines.checked
        self._told = checked.sheet if checked is not None else None
        self.notice.keep_telling(partial(self._tell_result, asked))
        self.show_state()

    def _tell_result(self, asked: Asked) -> None:
        differing, lang = self.differing(), text.lang()
        words = self._sums(len(asked.listed), len(differing))
        details = say("these_rows", lang, rows=ranges(differing)) if differing else ""
        if asked.error is not None:
            details = " · ".join(filter(None, (details, say_error(asked.error, lang))))
        if asked.left:
            words = f"{say('names_stopped', lang, left=asked.left)} {words}"
        if differing:
            leave_out = Action(self.tr("Leave these rows out"), self._leave_out)
            show = Action(self.tr("Show these rows"), self._show_rows)
            self.notice.tell("problem", words, details, leave_out, show)
        else:
            strangers = self._count("cid_not_listed")
            tone = "bad" if asked.error else "warn" if asked.left or strangers else "good"
            self.notice.tell(tone, words, details, self._close_action())

    def _sums(self, asked: int, differing: int) -> str:
        """What no row came out as is left unsaid."""
        strangers, unknown = self._count("cid_not_listed"), self._count("name_not_compared", "cid_not_told")
        told = (
            (True, self.tr("%n name(s) looked up.", "", asked)),
            (differing, self.tr("The name does not fit the ID in %n row(s).", "", differing)),
            (strangers, self.tr("%n row(s) are not on the target list.", "", strangers)),
            (unknown, self.tr("%n row(s) can't be compared.", "", unknown)),
            (not differing and not strangers and not unknown, self.tr("Every name is the one of its ID.")),
        )
        return " ".join(sentence for count, sentence in told if count)

    def _say_nobody(self) -> None:
        """All were looked up before, or no row can be."""
        checked = self._work.sheet.lines.checked
        self._told = checked.sheet if checked is not None else None
        self.notice.keep_telling(self._tell_nobody)
        self.show_state()

    def _tell_nobody(self) -> None:
        self.notice.tell("info", self.tr("Nobody is left to be looked up."), "", self._close_action())

    def _leave_out(self) -> None:
        self._work.mending.leave_out(self.differing())
        self._close()

    def _show_rows(self) -> None:
        self.rows_wanted.emit()

    def _close_action(self) -> Action:
        return Action(self.tr("Close"), self._close)

    def _close(self) -> None:
        self._told = None
        self.show_state()

    def _failed(self, error: AppError) -> None:
        checked = self._work.sheet.lines.checked
        self._told = checked.sheet if checked is not None else None
        self.notice.keep_telling(partial(self._tell_error, error))
        self.show_state()

    def _tell_error(self, error: AppError) -> None:
        self.notice.tell("bad", say_error(error, text.lang()), error.detail, self._close_action())
