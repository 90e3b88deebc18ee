"""What the clerk must look at before Start: how dates were read, rows set aside, files that wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from app.wording import say_aside
from ui import text
from ui.columns import sentence
from ui.sheetwork import SheetWork
from ui.theme import GAP, Theme
from ui.widgets.basic import column
from ui.widgets.notice import Notice


class Asks(QWidget):
    """One at a time, the weightiest first: the table below needs the room. `aside_wanted`: the clerk would see them."""

    aside_wanted = Signal()

    def __init__(self, theme: Theme, work: SheetWork) -> None:
        super().__init__()
        self._work = work
        self._seen: object = None  # the sheet whose rows set aside the clerk has looked at
        self.dates = Notice(theme)
        self.aside = Notice(theme)
        self.waiting = Notice(theme)
        layout = column(self, gap=GAP)
        for notice in (self.dates, self.aside, self.waiting):
            layout.addWidget(notice)
        self.dates.action.clicked.connect(self._as_read)
        self.dates.second.clicked.connect(self._swapped)
        self.aside.action.clicked.connect(self._look)
        self.aside.second.clicked.connect(self._leave_aside)
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
        asks = {self.dates: self._ask_dates, self.aside: self._tell_aside, self.waiting: self._tell_waiting}
        asked = next((notice for notice, ask in asks.items() if ask()), None)
        for notice in asks:
            notice.setVisible(notice is asked)
        self.setVisible(asked is not None)

    # --- dates ---

    def _ask_dates(self) -> bool:
        checked = self._work.lines.checked
        if checked is None or self._work.dates_confirmed or self._work.batch is not None:
            return False
        asked = checked.date_question
        if asked is None:
            return False
        right, wrong = self.tr("That is right"), self.tr("No: month first")
        if asked.code == "date_cell_order":
            right, wrong = (text.short_day(day) for day in (asked.params["date"], asked.params["other"]))  # type: ignore[arg-type]
        self.dates.tell("warn", sentence(asked), "", right, wrong)
        return True

    def _as_read(self) -> None:
        self._work.settle_dates(swapped=False)

    def _swapped(self) -> None:
        self._work.settle_dates(swapped=True)

    # --- rows set aside ---

    def _tell_aside(self) -> bool:
        lines = self._work.lines
        if lines.checked is None or self._work.batch is not None or lines.checked.sheet is self._seen:
            return False
        words = say_aside(lines.checked.aside, text.lang())
        if not words:
            return False
        details = self.tr("They are not booked unless you take them in.")
        self.aside.tell("info", words, details, self.tr("Look at them"), self.tr("Leave them aside"))
        return True

    def _look(self) -> None:
        self._leave_aside()
        self.aside_wanted.emit()

    def _leave_aside(self) -> None:
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
