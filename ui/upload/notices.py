"""Turns what happens into sentences and questions: notices on the upload screen, and dialogs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.values import State
from app.errors import AppError, Stopped
from app.events import Finished, Paused
from app.thai import BANGKOK
from app.wording import OTHER_HOUR, batch_name, copy_note, say, say_aside, say_error
from ui.kit import text
from ui.kit.question import Question
from ui.kit.theme import Theme
from ui.session.password_again import PasswordAgain
from ui.session.under_way import Lane, What
from ui.sheet.status import PROBLEM
from ui.upload.confirm_start import ConfirmStart
from ui.upload.files import Intake, Keeper
from ui.upload.same_day import Hours, SameDay, listed
from ui.upload.screen import UploadScreen
from ui.upload.words import Result
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.plan import Plan
    from app.journal.batches import BatchInfo


class Teller(QObject):
    """Stands between `Work` and the clerk; owns the notice on the upload screen."""

    def __init__(self, theme: Theme, work: Work, screen: UploadScreen, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._work, self._screen, self._window = theme, work, screen, window
        self._again: Callable[[], None] = self._nothing  # says the standing notice once more, in another language
        self._action: Callable[[], object] = self._nothing
        self._second: Callable[[], object] = self._nothing
        self._unfinished: BatchInfo | None = None
        self._paused: Paused | None = None
        self._finished: Finished | None = None
        self._error: AppError | None = None
        self._result = Result(self)
        self._hours: Hours = ()  # of the plan that is asked about
        self.same_day = SameDay(theme, work, window, self.open)
        self.same_day.changed.connect(self._decided)
        screen.story.move_wanted.connect(self.same_day.ask_move_one)
        screen.story.leave_wanted.connect(self.same_day.leave_one)
        self.dialog: Question | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        screen.notice.action.clicked.connect(self._act)
        screen.notice.second.clicked.connect(self._act_second)
        self.intake = Intake(theme, work, screen, window, cast(Keeper, window), self.open)
        screen.retry_wanted.connect(work.run.ask_retry)
        work.run.retry_asked.connect(self._ask_retry)
        screen.story.decided.connect(work.run.decide)
        work.sheet.loaded.connect(self._loaded)
        work.sheet.mended.connect(self._loaded)
        for part in (work.sheet, work.layout, work.mending, work.unbooked, work.saving, work.start, work.reopening):
            part.failed.connect(self._failed)
        work.run.not_begun.connect(self._failed)
        work.run.failed.connect(self._run_failed)
        work.session.refused_again.connect(self._refused_again)
        work.start.prepared.connect(self._confirm)
        work.start.found_unfinished.connect(self._ask_continue)
        work.run.held.connect(self._held)
        work.run.resumed.connect(self._resumed)
        work.run.finished.connect(self._done)
        work.saving.saved.connect(self._saved)
        work.batches.listed.connect(self._look_for_unfinished)
        work.under_way.changed.connect(self._changed)
        work.run.outcomes.connect(self._decided)

    # --- the notice ---

    def retranslate(self) -> None:
        self._again()

    def _tell(
        self,
        tone: str,
        words: str,
        details: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        self._action = action[1] if action else self._nothing
        self._second = second[1] if second else self._nothing
        self._screen.notice.tell(tone, words, details, action[0] if action else "", second[0] if second else "")
        self._screen.notice.action.set_kind("")

    def _hush(self) -> None:
        self._again = self._nothing
        self._clock.stop()
        self._screen.notice.hide()

    def _act(self) -> None:
        self._action()

    def _act_second(self) -> None:
        self._second()

    def _nothing(self) -> None:
        """No notice stands, or it has no button."""

    def _changed(self) -> None:
        if (
            self._work.under_way.what(Lane.SHEET) in (What.LOADING, What.PREPARING, What.RUNNING, What.UNDOING)
            and self._paused is None
        ):
            self._hush()

    # --- loading ---

    def _saved(self, path: Path) -> None:
        self._again = partial(self._tell_saved, path, self._work.saving.note)
        self._again()

    def _tell_saved(self, path: Path, note: str) -> None:
        """Where the file is, and beside it what is still to be done."""
        words = self.tr("Saved: %1").replace("%1", str(path))
        if note:
            words += "\n" + copy_note(note, text.lang())
        opening = (self.tr("Open the file"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path))))
        if self._finished is None or self._work.sheet.batch is None:
            self._tell("good", words, action=opening)
        else:
            self._tell("good", words, self._result.words(self._work.sheet.lines), opening, self._next_step())

    def _loaded(self) -> None:
        if self._work.sheet.batch is None and len(self._work.sheet.lines):
            self._again = self._tell_loaded
            self._tell_loaded()
        elif not len(self._work.sheet.lines):
            self._hush()

    def _tell_loaded(self) -> None:
        lines = self._work.sheet.lines
        ready, problems = lines.group("ready"), lines.counts[PROBLEM]
        words = self.tr("%n row(s) are ready to book.", "", ready)
        if not problems and lines.refused_before:
            told = self.tr(
                "%n of them the server refused before: mend them, or Start sends them as they are.",
                "",
                lines.refused_before,
            )
            self._tell("warn", f"{words} {told}")
            return
        if not problems:
            self._tell("good", words + " " + self._next_words(ready))
            return
        words += " " + self.tr("%n row(s) have problems and are left out until they are mended.", "", problems)
        show = (self.tr("Show problems"), self._show_problems)
        self._tell("problem" if not ready else "warn", words, action=show)

    def _next_words(self, ready: int) -> str:
        if self._work.session.desk is None:
            return self.tr("Next: Login.")
        return self.tr("Next: Start.") if ready else ""

    def _show_problems(self) -> None:
        self._screen.show_group("problems")
        self._screen.panel.setCurrentWidget(self._screen.problems)

    # --- what goes wrong ---

    def _failed(self, error: AppError) -> None:
        if isinstance(error, Stopped):  # wanted so
            if self._paused is not None:
                self._resumed()
            return
        self._error = error
        self._paused = None
        self._clock.stop()
        self._again = self._tell_error
        self._tell_error()

    def _run_failed(self, error: AppError) -> None:
        self._failed(error)
        if not isinstance(error, Stopped):
            self._screen.notice.wide.emit()

    def _refused_again(self, error: AppError) -> None:
        self._error = error
        self.ask_password()

    def _tell_error(self) -> None:
        if self._error is not None:
            self._tell("bad", say_error(self._error, text.lang()), self._error.detail)

    # --- starting ---

    def _confirm(self, plan: Plan) -> None:
        server = self._work.session.server
        if server is None:
            return
        if not plan.to_book:
            self._work.start.book()  # nothing is sent: the rows only get their word
            return
        dialog = ConfirmStart(self._theme, self._window, server, plan.per_hour())
        states = [step.state for step in plan.steps]
        problems = self._work.sheet.lines.counts[PROBLEM]
        hours = [(step.appointment.row, step.detail) for step in plan.steps if step.code == OTHER_HOUR]
        dialog.note(states.count(State.SKIPPED), states.count(State.REFUSED) - len(hours), problems)
        if hours:
            words = self.tr("%n person(s) have another hour that day already and are not booked: %1", "", len(hours))
            dialog.offer_move(words.replace("%1", listed(hours)), len(hours))
        dialog.note_aside(say_aside(self._work.sheet.lines.aside.values(), text.lang()))
        dialog.caution(len(plan.warnings) - len(plan.again), plan.again)
        self._hours = hours
        dialog.said_yes.connect(self._book)
        self.open(dialog)

    def _book(self) -> None:
        moves = (
            isinstance(self.dialog, ConfirmStart) and self.dialog.moves is not None and self.dialog.moves.isChecked()
        )
        self._work.start.book([row for row, _ in self._hours] if moves else ())

    def open(self, dialog: Question) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _ask_retry(self, again: tuple[int, ...]) -> None:
        words = self.tr("Send %n row(s) once more?", "", self._work.sheet.lines.failed)
        dialog = Question(self._theme, self._window, "rotate-ccw", words)
        dialog.say(self.tr("Each is looked up first; whoever gets booked is messaged at once."))
        dialog.warn_of_second_days(again)
        dialog.yes.say(self.tr("Send again"))
        dialog.said_yes.connect(self._work.run.retry_failed)
        self.open(dialog)

    # --- unfinished batches ---

    def _look_for_unfinished(self, batches: tuple[BatchInfo, ...]) -> None:
        if not self._work.idle or self._work.sheet.batch is not None or len(self._work.sheet.lines):
            return
        found = next((info for info in batches if info.unfinished and not info.held_by), None)
        if found is not None:
            self._unfinished = found
            self._again = self._tell_unfinished
            self._tell_unfinished()

    def _tell_unfinished(self) -> None:
        if (info := self._unfinished) is not None:
            go_on = (self.tr("Continue"), self._continue_found)
            self._tell("warn", self._unfinished_words(info), action=go_on, second=(self.tr("Not now"), self._hush))

    def _unfinished_words(self, info: BatchInfo) -> str:
        words = self.tr("An unfinished batch of %1, “%2”: %3 of %4 rows done. Continue?")
        done, total = text.number(info.total - info.unfinished), text.number(info.total)
        for mark, value in (
            ("%1", text.moment(info.started)),
            ("%2", batch_name(info.source.kind, info.source.file_name, text.lang())),
            ("%3", done),
            ("%4", total),
        ):
            words = words.replace(mark, value)
        return words

    def _continue_found(self) -> None:
        if self._unfinished is not None:
            self._hush()
            self._work.reopening.go_on(self._unfinished)

    def _continue_sheet(self) -> None:
        if self._unfinished is not None:
            self._work.reopening.go_on_here(self._unfinished)

    def ask_continue_batch(self, info: BatchInfo) -> None:
        """From the history."""
        self._unfinished = info
        dialog = Question(self._theme, self._window, "history", self._unfinished_words(info))
        dialog.say(self.tr("Whoever gets booked is messaged at once. Rows that are booked are not sent again."))
        dialog.yes.say(self.tr("Continue"))
        dialog.said_yes.connect(self._continue_found)
        self.open(dialog)

    def ask_undo(self, info: BatchInfo) -> None:
        """With the number of people whose appointment goes."""
        self._unfinished = info
        people = info.counts.get(State.BOOKED, 0)
        words = self.tr("Cancel the appointments of %n citizen(s)?", "", people)
        dialog = Question(self._theme, self._window, "undo-2", words)
        about = self.tr("Batch of %1, “%2”.").replace("%1", text.moment(info.started))
        dialog.say(about.replace("%2", batch_name(info.source.kind, info.source.file_name, text.lang())))
        dialog.warn("bad", self.tr("Only what this batch booked is cancelled. It can't be taken back."))
        dialog.no.say(self.tr("Keep them"))
        dialog.yes.say(self.tr("Cancel %n appointment(s)", "", people))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(self._undo_chosen)
        self.open(dialog)

    def _undo_chosen(self) -> None:
        if self._unfinished is not None:
            self._work.reopening.undo(self._unfinished)

    def _ask_continue(self, info: BatchInfo) -> None:
        """The sheet that was just loaded has a batch that is not finished."""
        self._unfinished = info
        dialog = Question(self._theme, self._window, "history", self._unfinished_words(info))
        dialog.say(self.tr("It holds just these rows. Rows that are booked are not sent again."))
        dialog.yes.say(self.tr("Continue"))
        dialog.said_yes.connect(self._continue_sheet)
        self.open(dialog)

    # --- holding ---

    def _held(self, paused: Paused) -> None:
        self._paused = paused
        self._again = self._tell_paused
        self._tell_paused()
        self._screen.notice.wide.emit()
        if paused.until is not None:
            self._clock.start()
        if paused.reason == "sign_in_needed":
            self.ask_password()

    def _tell_paused(self) -> None:
        if (paused := self._paused) is None:
            return
        words = say(paused.reason, text.lang())
        details = ""
        if paused.until is not None:
            left = (
                paused.until - datetime.now(paused.until.tzinfo or BANGKOK).replace(tzinfo=paused.until.tzinfo)
            ).total_seconds()
            details = self.tr("Goes on by itself in %1 (at %2).")
            details = details.replace("%1", text.countdown(left)).replace("%2", text.clock(paused.until))
        action = None
        if paused.reason == "sign_in_needed":
            action = (self.tr("Login"), self.ask_password)
        self._tell("info" if paused.reason == "paused_by_user" else "warn", words, details, action)

    def _tick(self) -> None:
        self._tell_paused()

    def _resumed(self) -> None:
        self._paused = None
        self._hush()

    def ask_password(self) -> None:
        """Whatever waits for it goes on then: a batch, one person's change."""
        account = self._work.session.account
        if account is None or self.dialog is not None:
            return
        words = say("sign_in_needed", text.lang())
        if self._error is not None:
            words = say_error(self._error, text.lang())
            self._error = None
        dialog = PasswordAgain(self._theme, self._window, account.user, words)
        dialog.typed.connect(self._work.session.sign_in_again)
        self.open(dialog)

    # --- the end ---

    def _done(self, finished: Finished) -> None:
        self._paused = None
        self._finished = finished
        self._clock.stop()
        self._again = self._tell_done
        self._tell_done()
        self._screen.notice.wide.emit()
        QApplication.alert(self._window)
        if cast(Keeper, self._window).settings.sound:
            QApplication.beep()
        self._screen.panel.setCurrentWidget(self._screen.summary)
        self._screen.show_state()

    def _tell_done(self) -> None:
        """The result in a sentence, and the next step."""
        if (finished := self._finished) is None:
            return
        counts = self._work.sheet.lines.counts
        words = self._result.words(self._work.sheet.lines)
        if finished.error:
            left = self._work.sheet.lines.unsent or counts[State.UNKNOWN]
            go_on = (self.tr("Continue"), self._work.start.start) if left else None
            self._tell("bad", say(finished.error, text.lang()), words, go_on, self._next_step())
        elif finished.stopped and self._work.sheet.lines.unsent:
            go_on = (self.tr("Continue"), self._work.start.start)
            self._tell("info", self.tr("Stopped.") + " " + words, "", go_on, self._next_step())
        elif self.same_day.twice:
            cancel = (self.same_day.extra_word(), self._work.run.cancel_extra)
            self._tell("warn", self.same_day.twice_words(), words, cancel, self._next_step())
        elif counts[State.UNKNOWN]:
            details = self.tr("Rows in doubt need your decision, one by one.")
            self._tell("warn", words, details, self._next_step())
            self._screen.notice.action.set_kind("primary")
        elif self.same_day.hours:
            move, leave = (self.same_day.move_word(), self.same_day.ask_move), self.same_day.leave_word()
            self._tell("warn", words, self.same_day.hour_words(), move, (leave, self.same_day.leave))
        elif counts[State.REFUSED] and not counts[State.CANCELLED]:
            details = self.tr("Read why, then mend the rows here or press Retry failed.")
            mend = (self.tr("Mend the rows that failed"), self._work.unbooked.open)
            self._tell("warn", words, details, self._next_step(), mend if self._work.unbooked.possible else None)
        else:
            self._tell("good", words, action=(self.tr("Load the next sheet"), self._load_next))

    def _decided(self) -> None:
        """The clerk settled a row in doubt: the sentence counts anew, and the next such row comes up."""
        if not self._work.idle or self._again != self._tell_done:
            return
        self._tell_done()
        if self._screen.model.groups == {"unknown"} and self._work.sheet.lines.counts[State.UNKNOWN]:
            self._show_unknown()

    def _next_step(self) -> tuple[str, Callable[[], object]] | None:
        """What the result leaves to the clerk, if anything."""
        counts = self._work.sheet.lines.counts
        if counts[State.UNKNOWN]:
            return self.tr("Decide now"), self._show_unknown
        if counts[State.REFUSED]:
            return self.tr("Show refused"), self._show_refused
        return None

    def _load_next(self) -> None:
        """The next of several files, or one that the clerk chooses."""
        if self._work.waiting.wishes:
            self._work.waiting.load_next()
        else:
            self.intake.choose_file()

    def _show_unknown(self) -> None:
        self._screen.show_group("unknown")

    def _show_refused(self) -> None:
        self._screen.show_group("refused")
