"""Cells mended, rows left out or taken in, step by step, each to be taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.values import Problem
from ui.session.under_way import Lane
from ui.sheet.checking import Checking
from ui.sheet.lines import Lines
from ui.sheet.reading import back as take_back
from ui.sheet.reading import mend, take_listed
from ui.sheet.sheet import LARGE, Sheet
from ui.sheet.unbooked import Unbooked

if TYPE_CHECKING:
    from app.sheets.cells.names import Listed
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet
    from app.sheets.mends import Mends

MOST_UNDONE = 30  # steps kept

Edits = Mapping[tuple[int, str], object]
Change = Callable[["Checked"], Mapping[str, Any]]  # which rows are left out or taken in from now on


class Mending(QObject):
    changed = Signal()  # a check that takes its time began, or one failed
    listed = Signal()  # what the target list says of the sheet's people was taken
    failed = Signal(object)  # AppError
    nothing_left = Signal(bool)  # to be undone; False: to be done again
    dates_settled = Signal(bool)  # the clerk has said how dates are meant; True: day and month change places

    def __init__(self, sheet: Sheet, unbooked: Unbooked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._unbooked = sheet, unbooked
        self._checking = Checking(sheet, self._next, self)
        self.when_free, self.settled = self._checking.when_free, self._checking.settled
        self.typed_wanted = self._checking.typed_wanted
        self.steps_back: list[Checked] = []  # the sheet as it was before each mend, the last one last
        self.steps_on: list[Checked] = []  # as it was before each mend that was taken back
        self._mends: deque[tuple[Edits, Change]] = deque()
        sheet.loaded.connect(self.forget)
        unbooked.failed.connect(self._checking.give_up)
        self._checking.given_up.connect(self._given_up)
        self._checking.failed.connect(self.failed)

    def forget(self) -> None:
        """Nothing can be taken back any more."""
        self.steps_back.clear()
        self.steps_on.clear()
        self._mends.clear()
        self._checking.forget()

    @property
    def busy(self) -> bool:
        """Whether a cell's new value is being checked."""
        return self._checking.busy

    @property
    def can_mend(self) -> bool:
        """Cells can be mended until the sheet is a batch, and again once that has ended: `Lines.may_mend` says which
        rows."""
        lines = self._sheet.lines
        open_ = lines.batch is None or lines.ended
        return lines.checked is not None and open_ and self._sheet.under_way.free(Lane.SHEET)

    def mend(self, edits: Edits) -> None:
        """Put other values into cells; their rows are checked again at once."""
        wanted = {key: value for key, value in edits.items() if self._sheet.lines.may_mend(key[0])}
        if wanted and self.can_mend:
            self._mends.append((wanted, _nothing))
            self._checking.go_on()

    def mend_cell(self, row: int, field: str, typed: str) -> None:
        self.mend({(row, field): typed})

    def fix(self, problems: Sequence[Problem]) -> None:
        """What a press can mend, all in one step."""
        edits: dict[tuple[int, str], object] = {}
        for problem in problems:
            if problem.fix is None:
                continue
            edits[problem.row, problem.column] = problem.fix
            if problem.code == "cid_swapped":
                edits[problem.row, "mobile_phone"] = problem.value
        self.mend(edits)

    def fix_rows(self, rows: Sequence[int]) -> None:
        """What a press can mend in these rows."""
        self.fix(self._sheet.lines.fixes(rows))

    def leave_out(self, rows: Collection[int]) -> None:
        wanted = list(filter(self._sheet.lines.may_mend, rows))
        if wanted:
            self._change(lambda now: {"left_out": now.left_out.union(wanted)})

    def take_in(self, rows: Collection[int]) -> None:
        """Rows that were left out, or set aside."""
        aside = frozenset(rows).intersection(self._sheet.lines.aside)
        self._change(lambda now: {"left_out": now.left_out.difference(rows), "take_in": now.taken_in | aside})

    def take_in_reason(self, reason: str) -> None:
        """All rows that are set aside for it."""
        self._change(lambda now: {"take_in": now.taken_in | {reason}})

    def settle_dates(self, *, swapped: bool) -> None:
        """The clerk has said how the dates of the column are meant: as they were read, or day and month swapped."""
        from app.sheets.cells.dates import answered

        self.dates_settled.emit(swapped)
        self._change(lambda now: {"dates": answered(now.dates, swapped=swapped)})

    def _change(self, change: Change) -> None:
        if self.can_mend:
            self._mends.append(({}, change))
            self._checking.go_on()

    def use(self, kept: Mends) -> None:
        """What was done to this file before, all in one step; what was mended since stays."""
        from app.sheets.mends import edits_for

        checked = self._sheet.lines.checked
        if self.can_mend and checked is not None:
            self._mends.append((edits_for(kept, checked), partial(_used, kept)))
            self._checking.go_on()

    def _next(self) -> None:
        lines = self._sheet.lines
        if self.busy or not self._mends or lines.checked is None:
            return
        if lines.batch is not None:
            self._checking.busy = True
            self._unbooked.reopen(self._reopened)
            return
        wanted = self._mends.popleft()
        if len(lines) > LARGE:
            self.changed.emit()
        edits, change = wanted
        work = mend(lines, lines.checked, edits, **change(lines.checked))
        self._checking.check(work, partial(self._is_mended, wanted))

    def _reopened(self) -> None:
        """The batch's table is a sheet again, or something else has begun with it."""
        self._checking.busy = False
        if self._sheet.lines.batch is not None:
            self._mends.clear()
        self._checking.go_on()

    def _is_mended(self, wanted: tuple[Edits, Change], before: Checked, lines: Lines) -> None:
        if self._sheet.lines.checked is not before:
            self._mends.appendleft(wanted)  # its rows became known as booked meanwhile: mended once more, from there
            return
        self.steps_back = [*self.steps_back[1 - MOST_UNDONE :], before]
        self.steps_on.clear()
        self._sheet.show_mended(lines)

    def _given_up(self) -> None:
        self._mends.clear()
        self.changed.emit()

    def take_listed(self, sheet: RawSheet, listed: Mapping[str, Listed]) -> None:
        """What the target list says of the people of a sheet, where that one is still open and no batch yet. It waits
        for the mends under way, and is none that can be taken back."""
        if listed:
            self.when_free(partial(self._take_listed, sheet, listed))

    def _take_listed(self, sheet: RawSheet, listed: Mapping[str, Listed]) -> None:
        lines = self._sheet.lines
        if lines.checked is not None and lines.checked.sheet is sheet and lines.batch is None:
            self._checking.check(take_listed(lines, lines.checked, listed), partial(self._is_listed, sheet, listed))

    def _is_listed(self, sheet: RawSheet, listed: Mapping[str, Listed], before: Checked, lines: Lines) -> None:
        if self._sheet.lines.checked is before:
            self._sheet.show_mended(lines)
            self.listed.emit()
        else:
            self.take_listed(sheet, listed)

    def take_back(self) -> None:
        """Undo the last mend."""
        self.when_free(partial(self._step, back=True))

    def do_again(self) -> None:
        """Redo the mend that was undone last."""
        self.when_free(partial(self._step, back=False))

    def _step(self, *, back: bool) -> None:
        lines = self._sheet.lines
        source, other = (self.steps_back, self.steps_on) if back else (self.steps_on, self.steps_back)
        if self.can_mend and not source:
            self.nothing_left.emit(back)
        elif self.can_mend and lines.checked is not None:
            there = source.pop()
            other.append(lines.checked)
            self._checking.check(take_back(lines, there), self._is_back)

    def _is_back(self, before: Checked, lines: Lines) -> None:
        if self._sheet.lines.checked is before:
            self._sheet.show_mended(lines)


def _nothing(_checked: Checked) -> Mapping[str, Any]:
    return {}


def _used(kept: Mends, now: Checked) -> Mapping[str, Any]:
    more = {"left_out": now.left_out | kept.left_out, "take_in": now.taken_in | kept.taken_in}
    return {**more, "dates": kept.dates} if kept.dates is not None else more
