"""How the dates of several files are meant, asked once: where the next one asks the same, it is answered as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.sheet.mending import Mending
from ui.sheet.sheet import Sheet
from ui.sheet.waiting import Waiting

if TYPE_CHECKING:
    from app.sheets.check import Checked
    from app.sheets.files.model import RawSheet

Asked = tuple[str, ...]  # the question and how it was read, and over which heading


class DatesSaid(QObject):
    def __init__(self, sheet: Sheet, mending: Mending, waiting: Waiting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._mending, self._waiting = sheet, mending, waiting
        self._said: dict[Asked, bool] = {}  # whether day and month change places
        self._answered: tuple[RawSheet | None, set[Asked]] = None, set()  # of a sheet: an answer taken back stays so
        waiting.begun.connect(self._said.clear)
        mending.dates_settled.connect(self._note)
        sheet.loaded.connect(self._answer)
        sheet.mended.connect(self._answer)  # there may be another question behind the first

    def _note(self, swapped: bool) -> None:
        checked = self._sheet.lines.checked
        if checked is not None and (asked := _asked(checked)) is not None:
            self._said[asked] = swapped
            if self._answered[0] is not checked.sheet:
                self._answered = checked.sheet, set()
            self._answered[1].add(asked)

    def _answer(self) -> None:
        checked = self._sheet.lines.checked
        asked = _asked(checked)
        if checked is None or asked is None or self._sheet.batch is not None or len(self._waiting.taken) < 2:
            return
        if self._answered[0] is not checked.sheet:
            self._answered = checked.sheet, set()
        if asked in self._said and asked not in self._answered[1]:
            self._answered[1].add(asked)
            self._mending.settle_dates(swapped=self._said[asked])


def _asked(checked: Checked | None) -> Asked | None:
    if checked is None or (question := checked.date_question) is None:
        return None
    column, dates = checked.columns.get("appointment_date"), checked.dates
    header = "" if column is None else checked.sheet.headers[column]
    return question.code, dates.order, dates.cells, str(bool(dates.example)), header
