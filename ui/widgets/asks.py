"""What the clerk must look at before Start: how dates were read, rows that Excel hides, files that wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui import text
from ui.columns import sentence
from ui.sheetwork import SheetWork
from ui.status import LEFT_OUT
from ui.theme import GAP, Theme
from ui.widgets.basic import column
from ui.widgets.notice import Notice


class Asks(QWidget):
    """One at a time, the weightiest first: the table below needs the room."""

    def __init__(self, theme: Theme, work: SheetWork) -> None:
        super().__init__()
        self._work = work
        self._seen: object = None  # the sheet whose hidden rows the clerk has looked at
        self.dates = Notice(theme)
        self.hidden = Notice(theme)
        self.waiting = Notice(theme)
        layout = column(self, gap=GAP)
        for notice in (self.dates, self.hidden, self.waiting):
            layout.addWidget(notice)
        self.dates.action.clicked.connect(self._day_first)
        self.dates.second.clicked.connect(self._month_first)
        self.hidden.action.clicked.connect(self._leave_out)
        self.hidden.second.clicked.connect(self._keep)
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
        asks = {self.dates: self._ask_dates, self.hidden: self._ask_hidden, self.waiting: self._tell_waiting}
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

    # --- files that wait ---

    def _tell_waiting(self) -> bool:
        waiting = self._work.waiting
        if not waiting or self._work.busy:
            return False
        words = self.tr("%n file(s) wait to be booked after this one.", "", len(waiting))
        details = self.tr("Next: %1").replace("%1", waiting[0].name)
        self.waiting.tell("info", f"{words} {details}", "", self.tr("Open the next file"), self.tr("Forget them"))
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
