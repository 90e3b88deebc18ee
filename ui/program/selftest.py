"""`--self-test`: does the packaged program hold everything it needs? It books the sample as a clerk would.

Run by the build on every machine that makes or tests the program. What was seen goes to `self-test.txt` in the data
folder, as a program without a console has nowhere else to say it.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QFontDatabase, QImageReader
from PySide6.QtWidgets import QApplication

from app.domain.address import Server
from app.domain.values import State
from app.system.paths import version
from ui.kit.theme import FAMILY

if TYPE_CHECKING:
    from ui.program.program import Program

PATIENCE = 90.0  # seconds for any one step; Wine and virus scanners are slow
ROWS = 60  # of the sample sheet
BOOKED = "จองแล้ว"
LETTERED = ("QAbstractItemView", "QHeaderView", "QMenu", "QMessageBox", "QTipLabel")


class Failed(Exception):
    """What is not as it should be."""


def faces() -> set[str]:
    """The fonts of widgets for which Windows has one of its own."""
    return {QApplication.font(kind).family() for kind in LETTERED}  # type: ignore[call-overload]  # it takes no bytes


class SelfTest:
    """Each step raises Failed, or says what it saw."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._began = time.monotonic()
        self._lines: list[str] = []

    def run(self) -> int:
        """0 if all is well, 1 if not; never a dialog, which nobody would be there to close."""
        steps = (self._window, self._look, self._store, self._sample, self._book, self._result)
        try:
            for step in steps:
                self._say(step())
            self._say("self-test passed")
            return 0
        except Exception:
            self._say(traceback.format_exc())
            self._say("self-test FAILED")
            return 1
        finally:
            (self._folder / "self-test.txt").write_text("\n".join(self._lines) + "\n", encoding="utf-8")

    def _say(self, words: str) -> None:
        self._lines.append(f"{time.monotonic() - self._began:6.2f} s  {words}")
        if sys.stdout is not None:
            sys.stdout.buffer.write(f"{self._lines[-1]}\n".encode())  # whatever the console's code page
            sys.stdout.flush()

    def _until(self, what: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if time.monotonic() > end:
                raise Failed(f"waited in vain: {what}")

    # --- the steps ---

    def _window(self) -> str:
        window = self._program.window
        self._until("the window", lambda: window.isVisible() and window.windowHandle().isExposed())
        window.repaint()
        return f"version {version()}, {QApplication.platformName()}, {window.width()} x {window.height()}"

    def _look(self) -> str:
        """Fonts, pictures and words come from files and plugins that a build may have lost."""
        if FAMILY not in QFontDatabase.families():
            raise Failed("the Thai font is missing")
        if faces() != {FAMILY}:
            raise Failed(f"not all in the Thai font: {faces()}")
        formats = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
        if not {"svg", "ico"} <= formats or self._program.window.windowIcon().pixmap(32, 32).isNull():
            raise Failed(f"no pictures: {sorted(formats)}")
        words = QCoreApplication.translate("QPlatformTheme", "Cancel")
        if words != "ยกเลิก":
            raise Failed(f"Qt's own buttons are not Thai: {words}")
        return "font, pictures, translations"

    def _store(self) -> str:
        """What the first real sign-in needs: certificates, the zone, the operating system's keyring."""
        from app.mophic.connection import tls
        from app.system import vault

        tls()
        ZoneInfo("Asia/Bangkok")
        if os.name != "nt":
            return "certificates, time zone (a keyring is looked for on Windows alone)"
        server = Server("https://self-test.invalid", practice=False)
        vault.save_password(server, "99001", "self-test", "ทดสอบ")
        kept = vault.saved_password(server, "99001", "self-test")
        vault.forget_password(server, "99001", "self-test")
        if kept != "ทดสอบ" or vault.saved_password(server, "99001", "self-test") is not None:
            raise Failed("the Credential Manager does not keep or forget")
        return "certificates, time zone, Credential Manager"

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
