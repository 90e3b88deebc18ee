"""What the clerk must look at before Start: how dates were read, rows that Excel hides, files that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui import text
from ui.columns import sentence
from ui.sheetwork import SheetWork
from ui.status import LEFT_OUT
from ui.theme import GAP, Theme
from ui.widgets.basic import column
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from app.sheet import OtherSheet


class Asks(QWidget):
    """One at a time, the weightiest first: the table below needs the room."""

    def __init__(self, theme: Theme, work: SheetWork) -> None:
        super().__init__()
        self._work = work
        self._seen: object = None  # the sheet whose hidden rows the clerk has looked at
        self._passed: object = None  # the file, as it was read, whose other sheets the clerk does not want
        self.dates = Notice(theme)
        self.hidden = Notice(theme)
        self.others = Notice(theme)
        self.waiting = Notice(theme)
        layout = column(self, gap=GAP)
        for notice in (self.dates, self.hidden, self.others, self.waiting):
            layout.addWidget(notice)
        self.dates.action.clicked.connect(self._day_first)
        self.dates.second.clicked.connect(self._month_first)
        self.hidden.action.clicked.connect(self._leave_out)
        self.hidden.second.clicked.connect(self._keep)
        self.others.action.clicked.connect(self._open_others)
        self.others.second.clicked.connect(self._pass_others)
        self.waiting.action.clicked.connect(work.load_next)
        self.waiting.second.clicked.connect(work.drop_waiting)
        for signal in (work.loaded, work.mended, work.changed, work.queued):
            signal.connect(self.show_state)
        self.show_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_state()
        super().changeEvent(event)

    def show_state(self) -> None:
        asks = {
            self.dates: self._ask_dates,
            self.hidden: self._ask_hidden,
            self.others: self._tell_others,
            self.waiting: self._tell_waiting,
        }
        asked = next((notice for notice, ask in asks.items() if ask()), None)
        for notice in asks:
            notice.setVisible(notice is asked)
        self.setVisible(asked is not None)

    # --- dates ---

    def _ask_dates(self) -> bool:
        checked = self._work.lines.checked
        if checked is None or self._work.dates_confirmed or self._work.batch is not None:
            return False
        words = date_words(self._work)
        self.dates.tell("warn", words, "", self.tr("That is right"), self.tr("No: month first"))
        return True

    def _day_first(self) -> None:
        self._work.settle_dates(month_first=False)

    def _month_first(self) -> None:
        self._work.settle_dates(month_first=True)

    # --- hidden rows ---

    def _hidden_rows(self) -> list[int]:
        lines = self._work.lines
        if lines.checked is None or self._work.batch is not None or lines.checked.sheet is self._seen:
            return []
        rows = lines.checked.sheet.hidden_rows
        return [row for row in sorted(rows) if lines.statuses[lines.places[row]] != LEFT_OUT]

    def _ask_hidden(self) -> bool:
        rows = self._hidden_rows()
        if not rows:
            return False
        words = self.tr("%n row(s) are hidden or filtered out in Excel.", "", len(rows))
        some = ", ".join(map(text.number, rows[:8])) + (" …" if len(rows) > 8 else "")
        details = self.tr("Row %1. Shall they be booked, too?").replace("%1", some)
        self.hidden.tell("warn", f"{words} {details}", "", self.tr("Leave them out"), self.tr("Book them, too"))
        return True

    def _leave_out(self) -> None:
        self._work.leave_out(self._hidden_rows())

    def _keep(self) -> None:
        checked = self._work.lines.checked
        self._seen = checked.sheet if checked else None
        self.show_state()

    # --- sheets that were not read ---

    def _others(self) -> list[OtherSheet]:
        """Those with people that don't wait already."""
        checked, work = self._work.lines.checked, self._work
        if checked is None or work.batch is not None or checked.sheet.digest == self._passed:
            return []
        waiting = {wish.sheet for wish in work.waiting if wish.path == work.path}
        return [] if waiting else [other for other in checked.sheet.others if other.name not in work.opened]

    def _tell_others(self) -> bool:
        others = self._others()
        if not others:
            return False
        people = [
            self.tr("%1 (%2 people)").replace("%1", one.name).replace("%2", text.number(one.people)) for one in others
        ]
        words = self.tr("Other sheets of this file hold people and are not read: %1").replace("%1", ", ".join(people))
        self.others.tell("warn", words, "", self.tr("Open them after this one"), self.tr("Not these"))
        return True

    def _open_others(self) -> None:
        self._work.add_sheets([other.name for other in self._others()])

    def _pass_others(self) -> None:
        checked = self._work.lines.checked
        self._passed = checked.sheet.digest if checked else None
        self.show_state()

    # --- files that wait ---

    def _tell_waiting(self) -> bool:
        waiting = self._work.waiting
        if not waiting or self._work.busy:
            return False
        details = self.tr("Next: %1").replace("%1", waiting[0].name)
        if waiting[0].sheet:
            words, action = (
                self.tr("%n sheet(s) wait to be booked after this one.", "", len(waiting)),
                self.tr("Open the next sheet"),
            )
        else:
            words, action = (
                self.tr("%n file(s) wait to be booked after this one.", "", len(waiting)),
                self.tr("Open the next file"),
            )
        self.waiting.tell("info", f"{words} {details}", "", action, self.tr("Forget them"))
        return True


def date_words(work: SheetWork) -> str:
    """How the dates of the column are read, with a sample."""
    checked = work.lines.checked
    if checked is None:
        return ""
    for problem in checked.problems:
        if problem.code == "date_order_assumed":
            return sentence(problem)
    return ""
