"""The questions of the upload page about a sheet: which one, which columns, which dates, and is the file the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.question import Asking
from ui.kit.theme import Theme
from ui.sheet.choosing import ColumnsQuestion, SheetQuestion
from ui.sheet.lines import cell_words
from ui.sheet.opening import WhichColumns, WhichSheet
from ui.sheet.problem_groups import SHARED
from ui.sheet.same import SameQuestion
from ui.upload.dates_question import DatesQuestion, DateWords
from ui.upload.file_changed import FileChanged
from ui.upload.kept_questions import KeptQuestion, Unkept
from ui.upload.naming import Naming
from ui.upload.new_ids import NewIds

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.sheets.files.again import Again
    from ui.sheet.kept import Offer

MOST_DAYS = 10  # of rows that are to share an hour: of more, their timetable is not asked for


class SheetQuestions(QObject):
    """`distribute_wanted`: the clerk has said that the sheet's people are to get free hours."""

    distribute_wanted = Signal()

    def __init__(self, theme: Theme, naming: Naming, window: QWidget, asking: Asking) -> None:
        super().__init__(window)
        self._work = work = naming.work
        self._theme, self._window, self._asking = theme, window, asking
        self.new_ids = NewIds(theme, naming, window, asking)
        self._columns_asked: WhichColumns | None = None
        self._then_distribute = False  # once the sheet is there, its hours empty
        work.sheet.columns_wanted.connect(self._ask_columns)
        work.sheet.sheet_wanted.connect(self._ask_sheet)
        work.start.file_changed.connect(self._ask_changed)
        work.start.outdated.connect(self.start)
        work.sheet.loaded.connect(self._offer_hours)
        work.sheet.mended.connect(self._offer_hours)
        work.layout.failed.connect(self._not_checked)
        work.sheet.may_go = self._may_go

    def _ask_sheet(self, question: WhichSheet) -> None:
        dialog = SheetQuestion(self._theme, self._window, question.path.name, question.sheets)
        dialog.chosen.connect(partial(self._work.sheet.load, question.path))
        dialog.all_chosen.connect(partial(self._work.waiting.load_sheets, question.path))
        dialog.rejected.connect(self._work.sheet.stayed)
        self._asking.ask(dialog)

    def _ask_columns(self, question: WhichColumns) -> None:
        self._columns_asked = question
        dialog = ColumnsQuestion(self._theme, self._window, question.raw, question.columns, question.doubts)
        dialog.chosen.connect(self._columns_answered)
        dialog.rejected.connect(self._work.sheet.stayed)
        self._asking.ask(dialog)

    def _columns_answered(self, columns: Mapping[str, int], same: Mapping[str, object]) -> None:
        if self._columns_asked is not None:
            question, self._columns_asked = self._columns_asked, None
            self._then_distribute = "" in same.values()
            self._work.layout.answer(question, columns, same)

    def ask_all_columns(self) -> None:
        checked = self._work.sheet.lines.checked
        if checked is None or not self._work.mending.can_mend:
            return
        shared = {field: value for field, (value, _) in checked.shared.items()}
        dialog = ColumnsQuestion(self._theme, self._window, checked.sheet, checked.columns, (), shared)
        dialog.chosen.connect(self._columns_changed)
        self._asking.ask(dialog)

    def _columns_changed(self, columns: Mapping[str, int], same: Mapping[str, object]) -> None:
        """One value for all rows is a mend like any other, as long as the columns stay."""
        checked = self._work.sheet.lines.checked
        self._then_distribute = "" in same.values()
        if checked is None or columns != checked.columns:
            self._work.layout.take_columns(columns, same)
            return
        stands = {field: cell_words(value) for field, (value, _) in checked.shared.items()}
        for field, value in same.items():
            if value != stands.get(field):
                self._give(checked.sheet.numbers, field, str(value))

    def ask_same(self, rows: Sequence[int], field: str) -> None:
        """What these rows (none: all of the sheet) are to share."""
        lines = self._work.sheet.lines
        rows = rows or lines.numbers
        if not rows or not self._work.mending.can_mend:
            return
        fields = (field,) if field else SHARED
        dialog = SameQuestion(self._theme, self._window, len(rows), fields)
        dialog.given.connect(partial(self._give, rows))
        self._asking.ask(dialog)
        if "appointment_time" in fields:
            self._ask_hours(dialog, rows)

    def _ask_hours(self, dialog: SameQuestion, rows: Sequence[int]) -> None:
        """Where the server can be asked the hours to choose from are those of the timetable."""
        desk, lines = self._work.session.desk, self._work.sheet.lines
        days = {
            (day, lines.understood(row, "dose") or 1)
            for row in rows
            if (day := lines.understood(row, "appointment_date")) is not None
        }
        if desk is None or not days or len(days) > MOST_DAYS:
            return

        def told(hours: Sequence[int] | None) -> None:
            if hours is not None and self._asking.dialog is dialog:
                dialog.offer_hours(hours)

        self._work.sheet.bridge.call(_hours(desk, days), told, lambda _error: None)  # then the usual ones stand

    def _give(self, rows: Sequence[int], field: str, value: str) -> None:
        self._work.mending.mend({(row, field): value for row in rows})

    # --- before the start ---

    def start(self) -> None:
        """Nothing is booked on dates that nobody has looked at, nor without what was mended in this file before, where
        nobody has said so. What was typed last is checked first."""
        self._work.mending.when_free(self._start)

    def _start(self) -> None:
        if self._work.kept.offer is not None and self._work.start.possible and self._work.sheet.batch is None:
            self._ask_kept(self._work.kept.offer)
            return
        checked = self._work.sheet.lines.checked
        asked = checked.date_question if checked is not None and not self._work.layout.dates_confirmed else None
        if asked is None or not self._work.start.possible or self._work.sheet.batch is not None:
            self._begin()
            return
        where = DateWords().column(checked) if checked is not None else ""
        dialog = DatesQuestion(self._theme, self._window, asked, where, of_all=bool(self._work.waiting.requests))
        dialog.said_yes.connect(partial(self._settle_dates, swapped=False))
        dialog.swapped.connect(partial(self._settle_dates, swapped=True))
        self._asking.ask(dialog)

    def _begin(self) -> None:
        """Ids that were put in are compared with the names of their rows first."""
        if self._work.start.possible and self._work.sheet.batch is None:
            self.new_ids.settle(self._work.start.start)
        else:
            self._work.start.start()

    def _ask_kept(self, offer: Offer) -> None:
        """After a yes the clerk sees them before anything is booked."""
        dialog = KeptQuestion(self._theme, self._window, offer)
        dialog.said_yes.connect(self._work.kept.use)
        dialog.left.connect(self._start_without)
        self._asking.ask(dialog)

    def _start_without(self) -> None:
        self._work.kept.leave()
        self.start()

    # --- before what stands makes room ---

    def _may_go(self, then: Callable[[], None]) -> bool:
        """Asked only where what was mended can't be kept with its file. What was typed last is mended first."""
        if not self._work.mending.settled():
            self._work.mending.when_free(then)
            return False
        if not (count := self._work.kept.unkept(closing=False)):
            return True
        dialog = Unkept(self._theme, self._window, count, self._work.kept.why)
        dialog.yes.say(self.tr("Go on without them"))
        dialog.said_yes.connect(partial(self._go, then))
        self._asking.ask(dialog)
        return False

    def _go(self, then: Callable[[], None]) -> None:
        self._work.kept.let_go()
        then()

    def _settle_dates(self, *, swapped: bool) -> None:
        self._work.mending.settle_dates(swapped=swapped)
        self._work.mending.when_free(self._start)  # there may be another question

    def _offer_hours(self) -> None:
        then, self._then_distribute = self._then_distribute, False
        if then:
            self.distribute_wanted.emit()

    def _not_checked(self) -> None:
        """What is opened next is another sheet."""
        self._then_distribute = False

    def _ask_changed(self, now: Again) -> None:
        """The file holds other rows than the clerk sees."""
        checked, path = self._work.sheet.lines.checked, self._work.sheet.path
        if checked is None or path is None:
            return
        mends = len(checked.edits) + len(checked.left_out)
        dialog = FileChanged(self._theme, self._window, path.name, mends, gone=now.fate == "gone")
        dialog.kept.connect(partial(self._work.start.keep_rows, now))
        dialog.said_yes.connect(self._work.sheet.load_again)
        self._asking.ask(dialog)


async def _hours(desk: Desk, days: Collection[tuple[date, int]]) -> Sequence[int] | None:
    """The hours that the timetable has on any of these days and doses; None where one could not be read."""
    from app.people.person import seats

    told = await asyncio.gather(*(seats(desk, day, dose) for day, dose in sorted(days)))
    read = [slots for slots in told if slots is not None]
    return sorted({slot.hour for slots in read for slot in slots}) if len(read) == len(told) else None
