"""What the columns and dates of the open sheet mean, as the clerk says; all rows are checked again then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from ui.session.under_way import Lane, What
from ui.sheet.lines import Lines, cell_words
from ui.sheet.mending import MOST_UNDONE, Mending
from ui.sheet.opening import WhichColumns
from ui.sheet.reading import check_again
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.sheets.check import Checked
    from app.sheets.files import SheetInfo


class Layout(QObject):
    taken = Signal(object, object)  # headers, field -> column: as the clerk chose, to be remembered
    failed = Signal(object)  # AppError

    def __init__(self, sheet: Sheet, mending: Mending, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._mending = sheet, mending
        self._chosen: dict[str, int] | None = None  # the columns that are remembered of the open sheet
        sheet.session.signed_in.connect(self.check_again)
        sheet.loaded.connect(self._loaded)
        sheet.mended.connect(self._mended)

    @property
    def dates_confirmed(self) -> bool:
        """Whether nobody need be asked how the dates of the open sheet are meant."""
        checked = self._sheet.lines.checked
        return checked is None or checked.date_question is None

    def answer(self, question: WhichColumns, columns: Mapping[str, int], same: Mapping[str, object]) -> None:
        """The clerk has said which columns hold what, before there were any rows. `same`: values of all rows, which
        are this sheet's own and not remembered."""
        sheet = self._sheet
        self._remember(question.raw.headers, {field: column for field, column in columns.items() if field not in same})
        sheet.under_way.begin(Lane.SHEET, What.LOADING)
        there = {field: column for field, column in columns.items() if column >= 0}
        work = check_again(question.raw, there, sheet.facility, same=same)
        sheet.bridge.call(work, partial(self._answered, question), sheet.not_loaded)

    def _answered(self, question: WhichColumns, lines: Lines) -> None:
        self._sheet.show_other(question.raw.path, lines, question.sheets)

    def take_columns(self, columns: Mapping[str, int], same: Mapping[str, object] | None = None) -> None:
        """Other columns for the open sheet. What was mended or left out stays; a value of all rows goes where its
        field has a column now. `same`: values that the clerk gave all rows meanwhile."""
        self._mending.when_free(partial(self._take_columns, columns, same or {}))

    def _take_columns(self, columns: Mapping[str, int], same: Mapping[str, object]) -> None:
        from dataclasses import replace

        before = checked = self._open()
        if before is None or checked is None:
            return
        if gone := checked.shared.keys() & columns.keys():
            edits = {key: value for key, value in checked.edits.items() if key[1] not in gone}
            checked = replace(checked, edits=edits)
        self._remember(checked.sheet.headers, columns)
        stands = {name: cell_words(value) for name, (value, _) in checked.shared.items()}
        given = {name: value for name, value in same.items() if value != stands.get(name)}
        self._check_again(checked, [*self._mending.steps_back, before], columns=columns, same=given)

    def _open(self) -> Checked | None:
        """The sheet that stands, no batch yet, where nothing runs."""
        lines = self._sheet.lines
        free = self._sheet.under_way.free(Lane.SHEET) and lines.batch is None and not lines.batches
        return lines.checked if free else None

    def _remember(self, headers: Sequence[str], columns: Mapping[str, int]) -> None:
        self._chosen = dict(columns)
        self.taken.emit(headers, dict(columns))

    def check_again(self) -> None:
        """After signing in: the facility code of every row counts, too."""
        self._mending.when_free(self._check_facility)

    def _check_facility(self) -> None:
        if (checked := self._open()) is not None:
            self._check_again(checked, dates=checked.dates if self.dates_confirmed else None)

    def _check_again(self, checked: Checked, steps: Sequence[Checked] = (), **said: Any) -> None:
        """`steps`: what can be taken back after it."""
        sheet = self._sheet
        columns = said.pop("columns", checked.columns)
        sheet.under_way.begin(Lane.SHEET, What.LOADING)
        work = check_again(checked.sheet, columns, sheet.facility, checked, **said)
        sheet.bridge.call(work, partial(self._checked, sheet.sheets, steps), self._not_checked)

    def _checked(self, sheets: tuple[SheetInfo, ...], steps: Sequence[Checked], lines: Lines) -> None:
        self._sheet.show_sheet(lines, sheets)
        self._mending.steps_back = [*steps[-MOST_UNDONE:]]
        self._mending.changed.emit()

    def _loaded(self) -> None:
        checked = self._sheet.lines.checked
        if checked is None or dict(checked.columns) != self._chosen:
            self._chosen = None

    def _mended(self) -> None:
        """Other columns that are taken back are not to be remembered, either."""
        checked = self._sheet.lines.checked
        if checked is not None and self._chosen is not None and self._chosen != dict(checked.columns):
            self._remember(checked.sheet.headers, checked.columns)

    def _not_checked(self, error: AppError) -> None:
        self._sheet.under_way.end(Lane.SHEET)
        self.failed.emit(error)
