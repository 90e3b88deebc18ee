"""A heartbeat in the GUI thread while 100,000 rows load, are filtered, get one mended and a thousand pasted into, and
while a batch tells of its rows (28 a second, then 5,000 at once). Longest stall (aim ≤ 33 ms), 99th percentile (aim
≤ 8 ms), and the memory after ten rounds of loading and closing (not with --quick). On a busy machine the clock counts
what other programs take; the thread's own time beside it does not.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QItemSelection, QItemSelectionModel, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.values import Outcome, State
from app.events import Emit, RowChanged
from app.system.paths import DataDir
from tests.bench.load import write
from ui.kit.theme import application
from ui.program.program import Program
from ui.session.under_way import Lane, What
from ui.sheet.columns import PLACES

ROWS = 100_000
BEAT = 2  # ms
PATIENCE = 120_000  # ms
CELLS = 1_000
RATE, SECONDS, BURST = 28, 6, 5_000


class Heart(QObject):
    """Beats as often as the GUI thread lets it; what is over the interval is a stall."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[float] = []
        self.own: list[float] = []  # seconds the thread itself worked between two beats
        self._last = self._last_own = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.beats.append(max(0.0, now - self._last - BEAT / 1000))
        self.own.append(own - self._last_own)
        self._last, self._last_own = now, own

    def measure(self, name: str, work: Callable[[], None], until: Callable[[], bool]) -> float:
        self.beats, self.own = [], []
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer.start()
        work()
        wait(until)
        wait_a_little()
        self._timer.stop()
        told = [_told(kind, found) for kind, found in (("clock", self.beats), ("own", self.own))]
        print(f"{name:<32} {'   '.join(told)}", flush=True)
        return max(self.beats) * 1000


def _told(kind: str, found: list[float]) -> str:
    stalls = sorted(found)
    return f"{kind}: longest {stalls[-1] * 1000:6.1f} ms, 99 % {stalls[int(len(stalls) * 0.99)] * 1000:5.1f} ms"


@dataclass
class Flag:
    """What a signal says once."""

    up: bool = False
    seen: list[object] = field(default_factory=list)

    def raise_it(self, *_: object) -> None:
        self.up = True


def wait(until: Callable[[], bool]) -> None:
    """A real event loop, left when the condition holds: asking without end would take the time that is measured."""
    loop, look = QEventLoop(), QTimer()
    end = QDeadlineTimer(PATIENCE)

    def leave() -> None:
        if until() or end.hasExpired():
            loop.quit()

    look.timeout.connect(leave)
    look.start(20)
    loop.exec()
    look.stop()
    if not until():
        raise TimeoutError


def wait_a_little() -> None:
    """What follows from the last step (painting, refreshed counts) belongs to it."""
    end = QDeadlineTimer(700)
    wait(end.hasExpired)


def loaded(program: Program, path: Path) -> None:
    flag = Flag()
    program.work.sheet.loaded.connect(flag.raise_it)
    program.work.sheet.load(path)
    wait(lambda: flag.up and program.work.idle)
    program.work.sheet.loaded.disconnect(flag.raise_it)


def run_batch(program: Program) -> None:
    """What a running batch tells, from a thread of its own, as the calls' thread does."""
    work = program.work
    rows = [appointment.row for appointment in work.sheet.lines.appointments if appointment is not None]
    now = datetime.now()  # noqa: DTZ005 - Thai time without a zone, as the journal holds it

    def tell(emit: Emit, row: int) -> None:
        for state in (State.SENDING, State.BOOKED):
            emit(RowChanged(1, Outcome(row, state, "", 7, "", now)))

    def speak(emit: Emit) -> None:
        for number in range(RATE * SECONDS):
            tell(emit, rows[number])
            time.sleep(1 / RATE)
        for row in rows[RATE * SECONDS : RATE * SECONDS + BURST]:
            tell(emit, row)

    work.sheet.lines.batch, work.run.last = 1, None
    work.run.progress.start(len(rows), 0, time.monotonic())
    work.under_way.begin(Lane.SHEET, What.RUNNING)
    program.pieces.bridge.run(partial(asyncio.to_thread, speak), work.run.hear, nothing, nothing)


def nothing(_answer: object) -> None:
    """The rows are counted."""


def memory() -> float:
    """MiB this process holds now (Linux)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def smoothness(program: Program, path: Path) -> None:
    heart, work, upload = Heart(), program.work, program.pages.upload
    done = Flag()
    work.sheet.loaded.connect(done.raise_it)
    heart.measure(f"load {ROWS:,} rows", lambda: work.sheet.load(path), lambda: done.up and work.idle)
    heart.measure("filter by a word", lambda: upload.search.setText("สมมุติ9"), lambda: upload.model.rowCount() < ROWS)
    heart.measure("filter off", upload.search.clear, lambda: upload.model.rowCount() == ROWS)
    heart.measure("filter by status", lambda: upload.seen.show_group("ready"), lambda: True)
    upload.chips.choose("")
    upload.seen._chip_chosen("")
    mend_one(heart, program)
    paste_many(heart, program)
    booked = RATE * SECONDS + BURST
    heart.measure(
        f"{RATE} rows a second, then {BURST:,}",
        lambda: run_batch(program),
        lambda: work.sheet.lines.group("booked") >= booked,
    )
    work.under_way.end(Lane.SHEET)


def mend_one(heart: Heart, program: Program) -> None:
    work = program.work
    row = next(appointment.row for appointment in work.sheet.lines.appointments if appointment is not None)
    mended = Flag()
    work.sheet.mended.connect(mended.raise_it)
    heart.measure("mend one cell", lambda: work.mending.mend({(row, "appointment_time"): "10:00"}), lambda: mended.up)


def paste_many(heart: Heart, program: Program) -> None:
    """One value into a thousand cells, taken back, and a block of as many into its place."""
    work, table = program.work, program.pages.upload.table
    place, flags = PLACES["time"], QItemSelectionModel.SelectionFlag
    top, bottom = table.rows.index(0, place), table.rows.index(CELLS - 1, place)
    table.selectionModel().setCurrentIndex(top, flags.ClearAndSelect)
    table.selectionModel().select(QItemSelection(top, bottom), flags.ClearAndSelect)
    mended = Flag()
    work.sheet.mended.connect(mended.raise_it)

    def measure(name: str, do: Callable[[], None]) -> None:
        mended.up = False
        heart.measure(name, do, lambda: mended.up)

    QApplication.clipboard().setText("10:00")
    measure(f"paste into {CELLS:,} cells", table.cells.paste)
    measure("undo", work.mending.take_back)
    measure("redo", work.mending.do_again)
    QApplication.clipboard().setText("\n".join(f"{9 + number % 3:02d}:00" for number in range(CELLS)))
    measure(f"paste a block of {CELLS:,}", table.cells.paste)
    measure(f"fill {CELLS:,} down", table.cells.fill_down)
    measure(f"clear {CELLS:,}", table.cells.clear)


def rounds(program: Program, path: Path) -> None:
    held = []
    for _ in range(10):
        program.work.sheet.close()
        wait_a_little()
        loaded(program, path)
        held.append(memory())
    program.work.sheet.close()
    wait_a_little()
    told = " ".join(f"{value:.0f}" for value in held)
    print(
        f"memory with the sheet, ten rounds, MiB: {told}; closed {memory():.0f}; last ÷ third {held[-1] / held[2]:.2f}"
    )


def main(argv: list[str]) -> None:
    """Arguments: how many rows."""
    global ROWS
    ROWS = int(argv[0]) if argv else ROWS
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or application(sys.argv)
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.xlsx"
        write(path, ROWS)
        program = Program(app, DataDir(Path(folder) / "data"), "th")
        try:
            program.window.show()
            program.warm()
            wait_a_little()
            smoothness(program, path)
            if "--quick" not in argv:
                rounds(program, path)
        finally:
            program.end()


if __name__ == "__main__":
    main(sys.argv[1:])
