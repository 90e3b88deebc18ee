"""`--self-test`: does the packaged program hold everything it needs? Every file is as it was built, every part of it is
used once, and the sample is booked as a clerk would.

Run by the build on every machine that makes or tests the program. What was seen goes to `self-test.txt` in the data
folder, as a program without a console has nowhere else to say it.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.domain.values import State
from app.errors import AppError
from app.system import log, whole
from app.system.paths import version
from ui.kit.asked import asked
from ui.program import parts
from ui.program.parts import BUILT, Failed
from ui.session.under_way import Lane

if TYPE_CHECKING:
    from ui.program.program import Program

PATIENCE = 90.0  # seconds for any one step; Wine and virus scanners are slow
ROWS = 60  # of the sample sheet
BOOKED = "จองแล้ว"
LINES = 20  # of the log, told where it was not booked


class Report:
    """What was seen, line by line, on disk."""

    def __init__(self, folder: Path) -> None:
        self._began = time.monotonic()
        self._file = folder / "self-test.txt"
        self._file.write_bytes(b"")

    def say(self, words: str) -> None:
        line = f"{time.monotonic() - self._began:6.2f} s  {words}\n".encode()
        with self._file.open("ab") as file:
            file.write(line)
        if sys.stdout is not None:
            sys.stdout.buffer.write(line)  # whatever the console's code page
            sys.stdout.flush()

    def end(self, faults: Sequence[str]) -> int:
        """The exit code."""
        for fault in faults:
            self.say(fault)
        self.say("self-test FAILED" if faults else "self-test passed")
        return 1 if faults else 0


def is_whole(report: Report) -> bool:
    """Whether every file is as it was built. Asked before Qt shows anything: where a plugin is gone it ends the program
    with a dialog that nobody would be there to close."""
    if not BUILT:
        return True
    try:
        faults = whole.faults(Path(sys.executable).parent)
    except OSError as error:
        faults = [f"can't be read: {error}"]
    if faults:
        report.end(faults)
    else:
        report.say("every file as it was built")
    return not faults


class SelfTest:
    """Each step raises, or says what it saw."""

    def __init__(self, program: Program, folder: Path, report: Report) -> None:
        self._program = program
        self._folder = folder
        self._report = report
        self._told: list[AppError] = []

    def run(self) -> int:
        """0 if all is well, 1 if not; never a dialog. All that is broken is said; then nothing is booked."""
        written = log.start(self._program.data)
        faults = self._faults(self._window, *(self._step(part) for part in parts.ALL))
        if not faults and (faults := self._faults(self._sample_booked)):
            faults += [self._stands(), *_last_lines(written)]
        return self._report.end(faults)

    def _step(self, part: Callable[[Program], str]) -> Callable[[], str]:
        return lambda: part(self._program)

    def _faults(self, *steps: Callable[[], str]) -> list[str]:
        faults = []
        for step in steps:
            try:
                self._report.say(step())
            except Exception:
                faults.append(traceback.format_exc())
        return faults

    def _until(self, what: str, condition: Callable[[], bool]) -> None:
        began = time.monotonic()
        while not condition():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if self._told:
                raise Failed(f"{what}: {self._told[0].code} {self._told[0].params} {self._told[0].detail}")
            if (question := asked()) and not condition():
                raise Failed(f"{what}: asked: {question}")  # nobody is there who would answer
            if time.monotonic() - began > PATIENCE:
                raise Failed(f"waited in vain: {what}")

    def _stands(self) -> str:
        """What is shown, what runs, what holds it."""
        work = self._program.work
        rows = ", ".join(f"{state} {count}" for state, count in work.sheet.lines.counts.items() if count)
        held = f", held: {work.run.paused.reason}" if work.run.paused is not None else ""
        return f"rows: {rows or 'none'}; runs: {work.under_way.what(Lane.SHEET) or 'nothing'}{held}"

    # --- the steps ---

    def _window(self) -> str:
        window = self._program.window
        self._until("the window", lambda: window.isVisible() and window.windowHandle().isExposed())
        window.repaint()
        return f"version {version()}, {QApplication.platformName()}, {window.width()} x {window.height()}"

    def _sample_booked(self) -> str:
        work = self._program.work
        for state in (work.session, work.sheet, work.start, work.run, work.saving):
            state.failed.connect(self._told.append)
        for step in (self._sample, self._book):
            self._report.say(step())
        return self._result()

    def _sample(self) -> str:
        work = self._program.work
        self._program.practise(sample=True)
        self._until("the sample", lambda: len(work.sheet.lines) == ROWS and work.idle)
        if work.sheet.lines.group("ready") != ROWS:
            raise Failed(f"of {ROWS} rows only {work.sheet.lines.group('ready')} are ready")
        return f"{ROWS} rows ready in practice mode"

    def _book(self) -> str:
        """Start, and the clerk's yes."""
        work, window = self._program.work, self._program.window
        self._program.pages.upload.start.click()
        self._until("the question", lambda: self._program.pages.asking.dialog is not None)
        assert self._program.pages.asking.dialog is not None
        self._program.pages.asking.dialog.yes.click()
        self._until("the end of the batch", lambda: work.run.last is not None)
        booked = work.sheet.lines.counts[State.BOOKED]
        if booked != ROWS:
            raise Failed(f"{booked} of {ROWS} rows booked: {dict(work.sheet.lines.counts)}")
        self._until("a picture", lambda: window.grab().save(str(self._folder / "self-test.png")))
        return f"{booked} booked"

    def _result(self) -> str:
        from app.sheets import files

        out = self._folder / "ผลการจอง ทดสอบ.xlsx"  # a name as clerks have them
        saved: list[object] = []
        self._program.work.saving.saved.connect(saved.append)
        self._program.work.saving.result(out, "th")
        self._until("the result workbook", lambda: bool(saved))
        booked = sum(BOOKED in map(str, row) for row in files.read(out).rows)
        if booked != ROWS:
            raise Failed(f"the result workbook has {booked} booked rows")
        return f"{booked} booked rows in {out.name}"


def _last_lines(written: Path | None) -> list[str]:
    if written is None:
        return ["no log: it can't be written"]
    return [f"log: {line}" for line in written.read_text(encoding="utf-8").splitlines()[-LINES:]]
