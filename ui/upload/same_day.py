"""People of a batch who have another hour of the same day, or two seats at one hour: said, and mended at a press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.values import OTHER_HOUR, State
from app.journal.rows import HAS_BOTH
from app.wording import say
from ui.kit import text
from ui.kit.question import MOST_ROWS, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.upload.work import Work

Hours = Sequence[tuple[int, str]]  # row, and the hour that stands in its way (09:00, or "")


class SameDay(QObject):
    """`changed`: the clerk left rows as they are, or looked at them. `person_wanted`: a citizen id, to look at all
    appointments of that person."""

    changed = Signal()
    person_wanted = Signal(str)

    def __init__(self, theme: Theme, work: Work, window: QWidget, ask: Callable[[Question], None]) -> None:
        super().__init__(window)
        self._theme, self._work, self._window, self._ask = theme, work, window, ask
        self.left: set[int] = set()  # rows that the clerk left as they are, or looked at
        self._asked: tuple[int, ...] = ()
        work.sheet.loaded.connect(self.left.clear)

    @property
    def hours(self) -> Hours:
        """Rows that are still to be moved, or left."""
        found = (
            (row, self._work.sheet.lines.outcomes[row].detail) for row in self._work.sheet.lines.rows_with(OTHER_HOUR)
        )
        return [(row, at) for row, at in found if row not in self.left]

    @property
    def both(self) -> Hours:
        """Rows of people who have two appointments on one day, which the clerk did not look at yet: nobody but a person
        knows which of them is meant."""
        outcomes = self._work.sheet.lines.outcomes
        found = (row for row in sorted(outcomes) if outcomes[row].hours_too_many and outcomes[row].code != HAS_BOTH)
        return [(row, "") for row in found if row not in self.left]

    @property
    def ours(self) -> Sequence[int]:
        """Those of them that this batch booked beside an hour of somebody else."""
        outcomes = self._work.sheet.lines.outcomes
        return [row for row, _ in self.both if outcomes[row].state is State.BOOKED]

    @property
    def twice(self) -> int:
        """People with a seat more than ours."""
        return len(self._work.sheet.lines.rows_with("two_seats"))

    def hour_words(self) -> str:
        hours = self.hours
        words = self.tr("%n person(s) have another hour that day already and were not booked: %1", "", len(hours))
        return fill(words, listed(hours))

    def both_words(self) -> str:
        return self.tr("%n person(s) have two appointments on one day: keep one, cancel the other.", "", len(self.both))

    def both_rows(self) -> str:
        return fill(self.tr("Look at both first: %1"), listed(self.both))

    def look_word(self, row: int) -> str:
        return fill(self.tr("Look at row %1"), text.number(row))

    def twice_words(self) -> str:
        return self.tr("%n person(s) have two seats: another computer?", "", self.twice)

    def move_word(self) -> str:
        return self.tr("Move these %n to the new hour", "", len(self.hours))

    def leave_word(self) -> str:
        return self.tr("Leave as they are")

    def keep_word(self) -> str:
        return self.tr("Leave both")

    def ours_word(self) -> str:
        return self.tr("Cancel %n booked from here", "", len(self.ours))

    def extra_word(self) -> str:
        return self.tr("Cancel the extra seats of this batch")

    # --- what is done ---

    def ask_move(self) -> None:
        self._ask_move(self.hours)

    def ask_move_one(self, row: int) -> None:
        self._ask_move([(row, self._work.sheet.lines.outcomes[row].detail)])

    def _ask_move(self, hours: Hours) -> None:
        server = self._work.session.server
        if not hours or server is None or not self._work.idle:
            return
        self._asked = tuple(row for row, _ in hours)
        headline = self.tr("Move %n person(s) to the sheet's hour?", "", len(hours))
        dialog = Question(self._theme, self._window, "arrow-right", headline)
        dialog.say(listed(hours))
        dialog.say(say("move_same_day_first", text.lang()))
        words = self.tr("Each of them gets messages at once. They can't be taken back.")
        dialog.warn_of_messages(words, practice=server.practice)
        dialog.no.say(self.leave_word())
        dialog.yes.say(self.tr("Move %n person(s)", "", len(hours)))
        dialog.said_yes.connect(self._move)
        self._ask(dialog)

    def _move(self) -> None:
        self._work.run.move_rows(self._asked)

    def ask_cancel_ours(self) -> None:
        """Of everybody with two hours at once: it is the other one that is meant."""
        rows = self.ours
        if not rows or not self._work.idle:
            return
        headline = self.tr("Cancel what this batch booked for %n person(s)?", "", len(rows))
        dialog = Question(self._theme, self._window, "undo-2", headline)
        dialog.say(listed([(row, "") for row in rows]))
        dialog.say(
            self.tr("They keep their other appointment of that day. Whose other one is gone keeps the one booked here.")
        )
        dialog.warn("bad", self.tr("It can't be taken back."))
        dialog.no.say(self.keep_word())
        dialog.yes.say(self.tr("Cancel %n appointment(s)", "", len(rows)))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(partial(self._work.run.cancel_beside, len(rows)))
        self._ask(dialog)

    def look(self) -> None:
        """Both appointments of the next one, on the page where one of them can be cancelled."""
        if self.both:
            self.look_at(self.both[0][0])

    def look_at(self, row: int) -> None:
        lines = self._work.sheet.lines
        appointment = lines.appointments[lines.places[row]]
        if appointment is not None:
            self.left.add(row)
            self.person_wanted.emit(appointment.cid)
            self.changed.emit()

    def leave(self) -> None:
        self.left.update(row for row, _ in (*self.hours, *self.both))
        self.changed.emit()

    def leave_one(self, row: int) -> None:
        self.left.add(row)
        self.changed.emit()


def listed(hours: Hours) -> str:
    """แถว 5 (09:00 น.), แถว 7 (10:00 น.) …"""
    thai = text.lang() == "th"

    def words(row: int, at: str) -> str:
        if thai:
            return f"แถว {row}" + (f" ({at} น.)" if at else "")
        return f"row {row}" + (f": already {at} that day" if at else "")

    return ", ".join(words(row, at) for row, at in hours[:MOST_ROWS]) + (" …" if len(hours) > MOST_ROWS else "")
