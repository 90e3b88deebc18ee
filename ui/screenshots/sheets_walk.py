"""The first walk: signing in, sheets with problems, a batch on a server with faults, and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer

from app.booking.plan import Plan, Step
from app.domain.address import REAL_SERVER
from app.domain.values import State
from sample_data.make_samples import clear_day, write_problems
from ui.kit import text
from ui.screenshots import uglysheets
from ui.screenshots.photographer import Photographer
from ui.upload.confirm_start import ConfirmStart
from ui.upload.doubtful_days import DoubtfulDays

CAP = 4  # calls a second: slow enough that a batch is still running when its pictures are taken
SETTLING = 1500  # ms for a page to have asked the server what it shows

# Three rows are refused: the person is on no target list, and nobody finds a seat. Three stay in doubt: their answer is
# lost, and the server tells of each appointment at an hour that nobody can read. What it said it booked is known by the
# number of its seat all the same.
NO_HOUR = {"fault": "spelled", "probability": 1, "time": "unreadable"}
WORLD: dict[str, Any] = {
    "faults": [
        {"fault": "drop_after", "action": "ConfirmAppointmentSlot", "at": [5, 23, 41]},
        {"fault": "person_vanished", "action": "ConfirmAppointmentSlot", "at": [12, 30, 44]},
        {**NO_HOUR, "action": "ImmunizationTarget"},
        {**NO_HOUR, "action": "GetHospitalSlotConfirmScheduleByDate"},
    ]
}


class SheetsWalk(Photographer):
    def go(self, home: Path) -> None:
        """`home`: a folder for the sheets."""
        self.login()
        self.empty()
        self.problems(write_problems(home / "one_of_each_problem.xlsx", clear_day()))
        self.ugly(uglysheets.make(home))
        self.book()
        self.failed_rows()
        self.rest()
        self.others()
        self.fault()
        self.tour()

    def login(self) -> None:
        window = self.program.window
        self.take("login")
        window.login.submit()
        self.take("login-error")
        window.login.choose_practice()
        self.take("login-practice")
        window.tell_start(settings_readable=False)
        self.take("notice")
        window.notice.hide()

    def empty(self) -> None:
        self.program.window.login.submit()
        self.wait(lambda: self.program.work.session.desk is not None and self.program.work.idle)
        self.take("empty")

    def problems(self, sheet: Path) -> None:
        work = self.program.work
        work.sheet.load(sheet)
        self.wait(lambda: work.idle)
        self.take("problems")
        self.program.pages.upload.seen.show_group("problems")
        self.take("row-problem")

    def ugly(self, sheets: Mapping[str, Path]) -> None:
        """The questions and work lists of sheets as clinics have them."""
        work = self.program.work
        upload = self.program.pages.upload

        def load(name: str, sheet: str | None = None) -> None:
            work.sheet.load(sheets[name], sheet)
            self.wait(lambda: work.idle and len(work.sheet.lines) > 0)

        self.take_dialog("which-sheet", partial(work.sheet.load, sheets["months"]))
        self.take_dialog("which-column", partial(work.sheet.load, sheets["printed"]))
        self.take_dialog("two-columns", partial(work.sheet.load, sheets["survey"]))
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
        card = next(card for card in self.program.pages.upload.problems.items if card.group.first.code == code)
        self.program.pages.upload.panel.setCurrentWidget(self.program.pages.upload.problems)
        card.show_rows.click()

    def failed_rows(self) -> None:
        """What a batch did not book, opened as a sheet of its own."""
        work, upload = self.program.work, self.program.pages.upload
        upload.panel.setCurrentWidget(upload.problems)
        self.take("failed-rows-offered")
        upload.problems.mend_failed.click()
        self.wait(lambda: work.sheet.batch is None and work.idle)
        self.take("failed-rows")

    def book(self) -> None:
        window, work = self.program.window, self.program.work
        self.program.language.use("th")  # in which the sheet gets its name, as a file in a Thai hospital has it
        work.sheet.load_sample()
        self.wait(lambda: work.idle and len(work.sheet.lines) == 60)
        self.take("upload")
        self.take_dialog("confirm-practice", work.start.start)
        self.take_dialog("confirm-real", self._ask_for_real)
        work.start.start()
        self.wait(lambda: self.program.pages.asking.dialog is not None)
        assert self.program.pages.asking.dialog is not None
        self.program.pages.asking.dialog.accept()
        self.wait(lambda: work.sheet.lines.group("booked") > 10)
        self.take("running")
        work.run.pause()
        self.wait(lambda: work.run.paused is not None)
        self.program.pages.upload.show_state()
        self.take("paused")
        self.take_dialog("close", window.close)
        work.run.go_on()
        self.wait(lambda: work.run.last is not None)
        self.take("finished")
        self.program.pages.upload.seen.show_group("unknown")
        self.take("row-unknown")

    def _ask_for_real(self) -> None:
        """The question as the real server gets it; nothing is sent to it."""
        window, work = self.program.window, self.program.work
        plan = Plan(tuple(Step(row, State.PLANNED) for row in work.sheet.lines.bookable), ())
        dialog = ConfirmStart(self.program.theme, window, REAL_SERVER, plan)
        dialog.note(skipped=3, blocked=1, refused=4)
        first, second, *_ = work.sheet.lines.bookable
        dialog.ask_whether(DoubtfulDays((first.row, second.row), text.short_day(first.date)), [7, 19])
        dialog.caution([first.person_name, second.person_name], [first.row, second.row], 1)
        self.program.pages.asking.ask(dialog)

    def fault(self) -> None:
        """The crash dialog, as a bug would open it."""
        window = self.program.window
        self.take_dialog(
            "fault",
            lambda: window.tell_fault(KeyError(), self.program.save_support_file),
            lambda: window._fault,
        )

    def tour(self) -> None:
        """Two cards of the tour: at the top, and beside a button that waits for its press."""
        self.program.pages.show("book")
        self.program.language.use("th")  # for the sheet's name
        self.program.practice.begin_tour()
        self.wait(lambda: self.program.practice.tour.running)
        self.take("tour-begin")
        while not self.program.practice.tour._stops[self.program.practice.tour._at].waits:
            self.program.practice.tour.go_on()
        self.take("tour-start")
        self.program.practice.tour.leave()

    def others(self) -> None:
        """The pages beside the sheet."""
        for page in ("schedule", "person", "messages"):
            self.program.pages.show(page)
            still = QDeadlineTimer(SETTLING)
            self.wait(still.hasExpired)
            self.take(page)
        self.program.pages.show("help")
        for topic in ("book", "problems", "contact"):
            self.program.pages.help.show_topic(topic)
            self.take(f"help-{topic}")

    def rest(self) -> None:
        self.program.pages.show("history")
        self.wait(lambda: self.program.pages.history.model.rowCount() > 0)
        self.take("history")
        self.take_dialog("undo", self.program.pages.history.undo.click)
        self.program.pages.show("settings")
        self.take("settings")
        self.program.pages.settings.ensureWidgetVisible(self.program.pages.settings.news)
        self.take("settings-connection")
        self.program.pages.settings.ensureWidgetVisible(self.program.pages.settings.clear)
        self.take("settings-end")
        self.take_dialog("server", self.program.pages.settings.unlock.click)
        self.take_dialog("clear", self.program.pages.settings.clear.click)
