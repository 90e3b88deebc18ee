"""What runs, on the page: the bar with its progress, Pause and Stop, and the row that is being booked kept in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.events import Answered, Waiting
from ui.kit.basic import Button
from ui.session.under_way import Lane, What
from ui.sheet.model import TableModel
from ui.sheet.rows import Rows
from ui.upload.run_bar import RunBar
from ui.upload.work import Work

REFRESH = 500  # ms between two looks at filter, picture and progress while a batch runs
READING = 100  # ms, while a file is read
SENDING = ("booking", "cancelling", "moving")  # phases


class Running(QObject):
    """`refresh`: shows what changes with each row, now and then."""

    began = Signal()

    def __init__(
        self,
        work: Work,
        bar: RunBar,
        follow: Button,
        table: Rows,
        model: TableModel,
        refresh: Callable[[], None],
    ) -> None:
        super().__init__(table)
        self._work, self._bar, self._follow, self._table, self._model = work, bar, follow, table, model
        self._refresh_page = refresh
        self._following = True
        self._sends = False  # rows are looked at in no order before and after: the table does not jump after them
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._refresh)
        bar.pause.clicked.connect(self._pause)
        bar.stop.clicked.connect(self._stop)
        follow.clicked.connect(self._follow_again)
        table.scrolled.connect(self._unfollow)
        work.run.outcomes.connect(self._take)
        work.run.phase.connect(self._phase)
        work.run.asked.connect(self._asked)
        work.run.waits.connect(self._waits)
        for ended in (work.run.finished, work.run.failed):  # what was said of rows on their way is so no more
            ended.connect(model.retranslate)
        for held in (work.run.held, work.run.resumed):
            held.connect(self.show_state)

    def show_state(self) -> None:
        work = self._work
        moving = work.run.running or work.under_way.what(Lane.SHEET) in (What.PREPARING, What.LOADING)
        self._bar.setVisible(moving)
        self._follow.setVisible(work.run.running and not self._following)
        if not moving:
            self._timer.stop()
            self._refresh_page()
            return
        if work.under_way.what(Lane.SHEET) is What.LOADING:
            self._show_reading()
            return
        if work.run.running and not self._timer.isActive():
            self._following = True
            self._bar.start()
            self._timer.start(REFRESH)
            self.began.emit()
        self._bar.pause.setVisible(work.run.running)
        self._bar.stop.setVisible(moving)
        self._bar.stop.setEnabled(True)
        control = work.run.control
        if work.under_way.what(Lane.SHEET) is What.PREPARING:
            self._bar.show_control(paused=False, stops=0)
            self._bar.show_asking(0, 0)
        else:
            self._bar.show_control(paused=control.paused, stops=control.stops, held=work.run.paused)
            self._bar.show_progress(work.run.progress)

    def _asked(self, asked: Answered) -> None:
        if self._work.under_way.what(Lane.SHEET) is What.PREPARING:
            self._bar.show_asking(asked.done, asked.total)

    def _show_reading(self) -> None:
        self._timer.start(READING)
        self._bar.show_reading(self._work.sheet.read)

    def _take(self, outcomes: list[object]) -> None:
        spot = self._model.show_outcomes(outcomes)  # type: ignore[arg-type]
        if self._work.run.running:
            self._bar.show_progress(self._work.run.progress)
        if spot is not None and self._sends and self._following and self._work.run.running:
            self._table.go_to(spot)

    def _phase(self, name: str) -> None:
        self._sends = name in SENDING
        self._bar.show_phase(name)
        self._bar.show_progress(self._work.run.progress)

    def _waits(self, waiting: Waiting) -> None:
        if waiting.leaving:
            self._phase("leaving")

    def _refresh(self) -> None:
        if self._work.under_way.what(Lane.SHEET) is What.LOADING:
            self._bar.show_reading(self._work.sheet.read)
            return
        self._model.refresh_filter()
        if self._work.run.running:
            self._bar.show_progress(self._work.run.progress)
        self._refresh_page()

    def _unfollow(self) -> None:
        self._following = False
        self._follow.setVisible(self._work.run.running)

    def _follow_again(self) -> None:
        self._following = True
        self._follow.hide()

    def _pause(self) -> None:
        if self._work.run.control.paused:
            self._work.run.go_on()
        else:
            self._work.run.pause()
        self.show_state()

    def _stop(self) -> None:
        if self._work.under_way.what(Lane.SHEET) is What.LOADING:
            self._work.sheet.cancel_load()
        else:
            self._work.under_way.stop(Lane.SHEET)
