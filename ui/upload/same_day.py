"""People of a batch who have another hour of the same day, or two seats at one hour: said, and mended at a press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.stay import STAYS, Stay
from app.domain.values import OTHER_HOUR, Outcome, State
from app.journal.rows import HAS_BOTH
from app.wording import say
from ui.kit import text
from ui.kit.question import Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.upload.hours_said import Hours, listed, moves, new_hour, staying
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.desk import Desk

TURNED_AWAY = ("not_moved", "move_restored", *STAYS)  # codes of who stands where they stood


class SameDay(QObject):
    """`changed`: the clerk left rows as they are, or looked at them. `person_wanted`: a citizen id, to look at all
    appointments of that person."""

    changed = Signal()
    person_wanted = Signal(str)

    def __init__(self, theme: Theme, work: Work, window: QWidget, ask: Callable[[Question], None]) -> None:
        super().__init__(window)
        self._theme, self._work, self._window, self._ask = theme, work, window, ask
        self.left: set[int] = set()  # rows that the clerk left as they are, or looked at
        self._refused: set[tuple[int, str]] = set()  # rows and hours to which the server did not let them be moved
        self._looks = False
        for forget in (self.left.clear, self._refused.clear):
            work.sheet.loaded.connect(forget)
        work.run.outcomes.connect(self._note_refused)

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

    def _note_refused(self, outcomes: list[Outcome]) -> None:
        lines = self._work.sheet.lines
        self._refused.update((one.row, new_hour(one.row, lines)) for one in outcomes if one.code in TURNED_AWAY)

    def _ask_move(self, hours: Hours) -> None:
        """The day's hours are looked at first: nobody gives up a seat for one that is not there."""
        open_batch = self._work.run.open_batch
        if not hours or open_batch is None or self._looks:
            return
        (desk, batch), self._looks = open_batch, True
        looking, told = _who_stays(desk, batch, [row for row, _ in hours]), partial(self._looked, hours)
        self._work.sheet.bridge.call(looking, told, lambda _error: told({}))  # the move looks once more by itself

    def _looked(self, hours: Hours, stays: Mapping[int, Stay]) -> None:
        self._looks = False
        server, lines = self._work.session.server, self._work.sheet.lines
        if server is None or not self._work.idle or any(row not in lines.outcomes for row, _ in hours):
            return  # something else was begun meanwhile
        movers = [(row, at) for row, at in hours if row not in stays]
        headline = self.tr("Move %n person(s) to the sheet's hour?", "", len(movers))
        dialog = Question(self._theme, self._window, "arrow-right", headline)
        if stays:
            words = self.tr("%n person(s) can't be moved and stay where they are:", "", len(stays))
            dialog.warn("warn", f"{words}\n{staying(stays.values(), lines)}")
        if not movers:
            dialog.head.setText(words)
            dialog.yes.hide()
            dialog.no.say(self.tr("Close"))
            self._ask(dialog)
            return
        dialog.say(moves(movers, lines))
        if again := [(row, at) for row, at in movers if (row, new_hour(row, lines)) in self._refused]:
            words = self.tr(
                "%n of them were not taken at this hour before; it would be tried once more:", "", len(again)
            )
            dialog.warn("warn", f"{words} {moves(again, lines)}")
        dialog.say(say("move_same_day_first", text.lang()))
        words = self.tr("Each of them gets messages at once. They can't be taken back.")
        dialog.warn_of_messages(words, practice=server.practice)
        dialog.no.say(self.leave_word())
        dialog.yes.say(self.tr("Move %n person(s)", "", len(movers)))
        dialog.said_yes.connect(partial(self._work.run.move_rows, [row for row, _ in hours]))
        self._ask(dialog)

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


async def _who_stays(desk: Desk, batch: int, rows: Sequence[int]) -> Mapping[int, Stay]:
    from app.people import same_day

    return await same_day.who_stays(desk, batch, rows)
