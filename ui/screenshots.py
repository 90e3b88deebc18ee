"""`python -m ui.screenshots DIR`: every screen and dialog as a picture, in both languages, light and dark, at both
scalings. A real run on a practice server that is told what goes wrong; nothing is faked for the picture.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app import settings as stored
from app.address import REAL_SERVER
from app.paths import DataDir
from app.wording import say
from ui import uglysheets
from ui.main import Program
from ui.theme import Mode
from ui.widgets.dialogs import ConfirmStart

PATIENCE = 60_000  # ms for any one thing to happen
DOCS = Path(__file__).resolve().parent.parent / "docs"
IN_GUIDE = ("login", "problems", "running", "finished", "history")
GUIDE_WIDTH = 1100  # px
CAP = 4  # calls a second
SETTLING = 1500  # ms for a page to have asked the server what it shows
SCALES = ("1", "1.5")
SIZE = QSize(1366, 720)  # the commonest small screen, less its task bar; the offscreen platform's own is smaller

# Three rows are refused and three stay in doubt: their answer is lost, and later the server can't be asked about them.
# Before the first booking it is asked about five days, for each of five questions shown and once more by the run.
WORLD: dict[str, Any] = {
    "faults": [
        {"fault": "drop_after", "action": "ConfirmAppointmentSlot", "at": [5, 23, 41]},
        {"fault": "person_vanished", "action": "ConfirmAppointmentSlot", "at": [12, 30, 44]},
        {"fault": "wrong_json", "action": "ImmunizationTarget", "probability": 1},
        {"fault": "wrong_json", "action": "GetHospitalSlotConfirmScheduleByDate", "at": list(range(31, 300))},
    ]
}


class Photographer:
    """Walks through the program as a clerk would and takes a picture wherever there is something to see."""

    def __init__(self, program: Program, folder: Path, ending: str) -> None:
        self.program = program
        self.folder = folder
        self.ending = ending
        self.taken = 0

    def wait(self, ready: Callable[[], bool]) -> None:
        end = QDeadlineTimer(PATIENCE)
        while not ready():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            if end.hasExpired():
                raise TimeoutError(f"after picture {self.taken}")

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """The same view four times: Thai and English, light and dark."""
        shown = widget or self.program.window
        for lang in ("th", "en"):
            self.program.language.use(lang)
            for mode in (Mode.LIGHT, Mode.DARK):
                self.program.theme.use(mode)
                for _ in range(3):  # language and style travel by posted events
                    QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
                    QCoreApplication.processEvents()
                shown.grab().save(str(self.folder / f"{name}-{lang}-{mode.value}{self.ending}.png"))
                self.taken += 1

    def take_dialog(self, name: str, ask: Callable[[], object]) -> None:
        """A dialog speaks the language it was opened in."""
        for lang in ("th", "en"):
            self.program.language.use(lang)
            for mode in (Mode.LIGHT, Mode.DARK):
                self.program.theme.use(mode)
                QCoreApplication.processEvents()
                ask()
                self.wait(lambda: self.program.window.teller.dialog is not None)
                dialog = self.program.window.teller.dialog
                assert dialog is not None
                QCoreApplication.processEvents()
                dialog.grab().save(str(self.folder / f"{name}-{lang}-{mode.value}{self.ending}.png"))
                self.taken += 1
                dialog.reject()
                self.wait(lambda: self.program.window.teller.dialog is None)

    # --- the walk ---

    def login(self) -> None:
        window = self.program.window
        self.take("login")
        window.login.submit()
        self.take("login-error")
        window.login.choose_practice()
        self.take("login-practice")
        window.notice.tell("warn", say("settings_broken", "th"), action="ปิด")
        self.take("notice")
        window.notice.hide()

    def empty(self) -> None:
        self.program.window.login.submit()
        self.wait(lambda: self.program.work.desk is not None and not self.program.work.busy)
        self.take("empty")

    def problems(self, sheet: Path) -> None:
        window, work = self.program.window, self.program.work
        work.load(sheet)
        self.wait(lambda: not work.busy)
        self.take("problems")
        window.upload.show_group("problems")
        self.take("row-problem")

    def ugly(self, sheets: Mapping[str, Path]) -> None:
        """The questions and work lists of sheets as clinics have them."""
        window, work = self.program.window, self.program.work
        upload = window.upload

        def load(name: str, sheet: str | None = None) -> None:
            work.load(sheets[name], sheet)
            self.wait(lambda: not work.busy and len(work.lines) > 0)

        self.take_dialog("which-sheet", partial(work.load, sheets["months"]))
        self.take_dialog("which-column", partial(work.load, sheets["printed"]))
        self.take_dialog("two-columns", partial(work.load, sheets["survey"]))
        load("days")
        self.take("dates-asked")
        self.take_dialog("dates-before-start", upload.start.click)
        load("months", "เดือนนี้")
        self.take("hidden-rows")
        load("ids")
        self.take("work-list")
        self._press("time_minutes")
        self.take("work-list-alike")
        for code in ("cid_lost_zero", "cid_swapped"):
            self._press(code)
            upload.panel.setCurrentWidget(upload.story)
            self.take(f"mend-{code.replace('_', '-')}")

    def _press(self, code: str) -> None:
        """The card of one kind of problem."""
        card = next(card for card in self.program.window.upload.problems.items if card.kind.first.code == code)
        self.program.window.upload.panel.setCurrentWidget(self.program.window.upload.problems)
        card.show_rows.click()

    def failed_rows(self) -> None:
        """What a batch did not book, opened as a sheet of its own."""
        work, upload = self.program.work, self.program.window.upload
        upload.panel.setCurrentWidget(upload.problems)
        self.take("failed-rows-offered")
        upload.problems.mend_failed.click()
        self.wait(lambda: work.batch is None and not work.busy)
        self.take("failed-rows")

    def book(self) -> None:
        window, work = self.program.window, self.program.work
        work.load_sample()
        self.wait(lambda: not work.busy and len(work.lines) == 60)
        self.take("upload")
        self.take_dialog("confirm-practice", work.start)
        self.take_dialog("confirm-real", self._ask_for_real)
        work.start()
        self.wait(lambda: window.teller.dialog is not None)
        assert window.teller.dialog is not None
        window.teller.dialog.accept()
        self.wait(lambda: work.lines.group("booked") > 10)
        self.take("running")
        work.pause()
        self.wait(lambda: work.paused is not None)
        window.upload.show_state()
        self.take("paused")
        self.take_dialog("close", window.close)
        work.go_on()
        self.wait(lambda: work.last is not None)
        self.take("finished")
        window.upload.show_group("unknown")
        self.take("row-unknown")

    def _ask_for_real(self) -> None:
        """The question as the real server gets it; nothing is sent to it."""
        window, work = self.program.window, self.program.work
        per_hour = Counter((row.date, row.hour) for row in work.appointments)
        dialog = ConfirmStart(self.program.theme, window, REAL_SERVER, per_hour)
        dialog.note(skipped=3, blocked=1, problems=4)
        dialog.caution(short=2, again=[7, 19])
        window.teller.open(dialog)

    def fault(self) -> None:
        """The crash dialog, as a bug would open it."""
        window = self.program.window
        for lang in ("th", "en"):
            self.program.language.use(lang)
            for mode in (Mode.LIGHT, Mode.DARK):
                self.program.theme.use(mode)
                QCoreApplication.processEvents()
                window.tell_fault(KeyError(), self.program.save_support_file)
                assert window._fault is not None
                QCoreApplication.processEvents()
                window._fault.grab().save(str(self.folder / f"fault-{lang}-{mode.value}{self.ending}.png"))
                self.taken += 1
                window._fault.accept()
                self.wait(lambda: window._fault is None)

    def tour(self) -> None:
        """Two cards of the tour: at the top, and beside a button that waits for its press."""
        window = self.program.window
        window.show_page("book")
        self.program.tour()
        self.wait(lambda: window.tour.running)
        self.take("tour-begin")
        while not window.tour._stops[window.tour._at].waits:
            window.tour.go_on()
        self.take("tour-start")
        window.tour.leave()

    def others(self) -> None:
        """The pages beside the sheet."""
        window = self.program.window
        for page in ("schedule", "person", "messages"):
            window.show_page(page)
            still = QDeadlineTimer(SETTLING)
            self.wait(still.hasExpired)
            self.take(page)
        window.show_page("help")
        for topic in ("book", "problems", "contact"):
            window.help.show_topic(topic)
            self.take(f"help-{topic}")

    def rest(self) -> None:
        window = self.program.window
        window.show_page("history")
        self.wait(lambda: window.history.model.rowCount() > 0)
        self.take("history")
        self.take_dialog("undo", window.history.undo.click)
        window.show_page("settings")
        self.take("settings")
        window.options.ensureWidgetVisible(window.options.news)
        self.take("settings-connection")
        window.options.ensureWidgetVisible(window.options.clear)
        self.take("settings-end")
        self.take_dialog("server", window.options.unlock.click)
        self.take_dialog("clear", window.options.clear.click)


def walk(folder: Path, ending: str) -> int:
    """All pictures at the scaling this process was started with; how many."""
    from app.practice import Scenario

    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as home:
        # Slow enough that a batch is still running when its pictures are taken.
        stored.save(stored.Settings().changed(cap=CAP), Path(home) / "settings.json")
        program = Program(app, DataDir(Path(home)), "th", Scenario.parse(WORLD))
        program.window.show()
        program.window.resize(SIZE)
        photographer = Photographer(program, folder, ending)
        try:
            photographer.login()
            photographer.empty()
            sheet = Path(__file__).resolve().parent.parent / "sample_data" / "one_of_each_problem.xlsx"
            photographer.problems(sheet)
            photographer.ugly(uglysheets.make(Path(home)))
            photographer.book()
            photographer.failed_rows()
            photographer.rest()
            photographer.others()
            photographer.fault()
            photographer.tour()
        finally:
            program.end()
    return photographer.taken


def illustrate(folder: Path) -> None:
    """Put the pictures of the guides and the README, made smaller, where those want them."""
    wanted = {f"{name}-{lang}-light": f"pictures/{name}-{lang}" for name in IN_GUIDE for lang in ("th", "en")}
    for source, target in {**wanted, "upload-th-light": "upload"}.items():
        picture = QImage(str(folder / f"{source}.png"))
        smaller = picture.scaledToWidth(GUIDE_WIDTH, Qt.TransformationMode.SmoothTransformation)
        smaller.save(str(DOCS / f"{target}.png"), "PNG", 0)  # type: ignore[call-overload]


def main() -> int:
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", choices=SCALES, help="only this scaling, in this process")
    parser.add_argument("--guide", action="store_true", help="renew the pictures under docs/, too")
    chosen = parser.parse_args()
    folder = chosen.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.scale is not None:
        ending = "" if chosen.scale == "1" else f"-{float(chosen.scale):.0%}".replace("%", "")
        print(f"{walk(folder, ending)} pictures in {folder}")
        return 0
    for scale in SCALES:  # Qt reads the scaling once, when it starts
        command = [sys.executable, "-m", "ui.screenshots", str(folder), "--scale", scale]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        if code := subprocess.run(command, env=environment).returncode:
            return code
    if chosen.guide:
        illustrate(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
