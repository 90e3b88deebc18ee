"""What happens on the upload page, in sentences: one notice, with the next step as its button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.domain.values import State
from app.errors import AppError, Stopped
from app.events import Finished, Paused
from app.thai import BANGKOK
from app.wording import Lang, copy_note, say, say_error
from app.wording.moments import say_before
from ui.kit import text
from ui.kit.notice import Action
from ui.kit.text import fill
from ui.session.under_way import Lane, What
from ui.upload.ended_early import EndedEarly
from ui.upload.given_up import left_out, sent_again
from ui.upload.left_rows import LeftRows
from ui.upload.lost import Lost
from ui.upload.refused import RefusedAlike
from ui.upload.same_day import SameDay
from ui.upload.screen import UploadScreen
from ui.upload.standing import Standing
from ui.upload.stays import Stays
from ui.upload.to_come import ToCome
from ui.upload.unended import Unended
from ui.upload.waits import Waits
from ui.upload.words import Result, more_unfinished, unfinished_words
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo

HUSHING = (What.LOADING, What.PREPARING, What.RUNNING, What.UNDOING)


class UploadNotices(QObject):
    """Owns the notice of the upload page."""

    next_wanted = Signal()  # another sheet
    rest_wanted = Signal()  # the rows of a list that nothing was done with, once more
    again_wanted = Signal()  # those that were cancelled or moved before are to be booked again
    ended = Signal()  # a batch did

    def __init__(self, work: Work, screen: UploadScreen, same_day: SameDay, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._screen, self._same_day = work, screen, same_day
        self._paused: Paused | None = None
        self._finished: Finished | None = None
        self._result, self._unended = Result(self), Unended(work, same_day, self)
        self._refused, self._lost = RefusedAlike(work, screen, self), Lost(work, screen, self)
        self._left, self._to_come = LeftRows(work, screen, self), ToCome(work, self)
        self._early = EndedEarly(work, self._lost, self)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(partial(self._keep, self._tell_paused))
        self._waits = Waits(work.run, screen.notice, self)
        self._standing, self._stays = Standing(work, screen, self), Stays(work, screen.notice, self)
        for part in (work.layout, work.mending, work.unbooked, work.saving, work.reopening):
            part.failed.connect(self._failed)
        work.start.failed.connect(self._not_begun)
        work.run.undecided.connect(self._failed)
        work.retry.failed.connect(self._failed)
        work.run.failed.connect(self._run_failed)
        work.sheet.loaded.connect(self._loaded)
        work.sheet.mended.connect(self._loaded)
        work.run.held.connect(self._held)
        work.run.resumed.connect(self._resumed)
        work.run.finished.connect(self._done)
        work.reopening.paused.connect(self._done)
        work.run.outcomes.connect(self._decided)
        work.saving.saved.connect(self._saved)
        work.session.signed_in.connect(self._signed_in)
        work.batches.listed.connect(self._look_for_unfinished)
        work.under_way.changed.connect(self._changed)
        same_day.changed.connect(self._decided)
        for told in (self._refused.left, work.waiting.changed):
            told.connect(self._decided)

    # --- the notice ---

    def _keep(self, tell: Callable[[], None]) -> None:
        """Said now, and again in another language as long as it stands."""
        self._screen.notice.keep_telling(tell)

    def _hush(self) -> None:
        self._clock.stop()
        self._screen.notice.hush()

    def _changed(self) -> None:
        what = self._work.under_way.what(Lane.SHEET)
        if what in HUSHING and self._paused is None:
            self._stays.note(loads=what is What.LOADING)
            self._hush()

    def _signed_in(self) -> None:
        """Said before anything is loaded: a batch would be refused row after row."""
        account = self._work.session.account
        if account is not None and account.lacks_booking:
            self._keep(lambda: self._screen.notice.tell("warn", say("no_booking_scope", text.lang())))

    # --- loading and saving ---

    def _saved(self, path: Path) -> None:
        self._keep(partial(self._tell_saved, path, self._work.saving.note))
        if self._work.sheet.batch is not None and self._screen.notice.action.isVisible():
            self._screen.notice.action.setFocus()  # the result is there to be opened

    def _tell_saved(self, path: Path, note: str) -> None:
        """Where the file is, and beside it what is still to be done."""
        words = fill(self.tr("Saved: %1"), path)
        if note:
            words += "\n" + copy_note(note, text.lang())
        opening = Action(self.tr("Open the file"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path))))
        if self._finished is None or self._work.sheet.batch is None:
            self._screen.notice.tell("good", words, action=opening)
        else:
            result = self._to_come.after(self._result.words(self._work.sheet.lines, undid=self._work.run.undid))
            self._screen.notice.tell("good", words, result, opening, self._next_step())

    def _loaded(self) -> None:
        if not len(self._work.sheet.lines):
            self._hush()
        elif self._work.sheet.batch is None:
            self._keep(self._standing.tell)

    # --- what goes wrong ---

    def _failed(self, error: AppError) -> None:
        self._tell_failed(error, say_error)

    def _not_begun(self, error: AppError) -> None:
        self._tell_failed(error, say_before)

    def _tell_failed(self, error: AppError, words: Callable[[AppError, Lang], str]) -> None:
        if isinstance(error, Stopped):  # wanted so
            if self._paused is not None:
                self._resumed()
            return
        self._paused = None
        self._clock.stop()
        self._keep(lambda: self._screen.notice.tell("bad", words(error, text.lang()), error.detail))

    def _run_failed(self, error: AppError) -> None:
        self._not_begun(error)
        if not isinstance(error, Stopped):
            self._screen.notice.wide.emit()

    # --- unfinished batches ---

    def _look_for_unfinished(self, batches: tuple[BatchInfo, ...]) -> None:
        if not self._work.idle or self._work.sheet.batch is not None or len(self._work.sheet.lines):
            return
        own = (info for info in batches if not info.elsewhere)  # another computer's is for its clerk to go on with
        found = [info for info in own if info.open and not info.held_by]
        found.sort(key=lambda info: info.source.purpose == "move")  # its sheet first: there its people are named
        if found:
            self._keep(partial(self._tell_unfinished, *found))

    def _tell_unfinished(self, info: BatchInfo, *others: BatchInfo) -> None:
        """The newest, and which there are beside it."""
        go_on = Action(self.tr("Continue"), partial(self._continue, info))
        head, facts = unfinished_words(info)
        if others:
            facts += "\n" + more_unfinished(others)
        self._screen.notice.tell("warn", head, facts, go_on, Action(self.tr("Not now"), self._hush))

    def _continue(self, info: BatchInfo) -> None:
        self._hush()
        self._work.reopening.go_on(info)

    # --- holding ---

    def _held(self, paused: Paused) -> None:
        if paused.reason == "paused_by_user":  # said where it was pressed, beside Continue: nothing moves
            self._resumed()
            return
        self._paused = paused
        self._screen.notice.tell_wide(self._tell_paused, waits=True)
        if paused.until is not None:
            self._clock.start()
        if paused.reason == "sign_in_needed":
            self._work.session.password_wanted.emit()

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
            details = fill(details, text.countdown(left), text.clock(paused.until))
        action = None
        if paused.reason == "sign_in_needed":
            action = Action(self.tr("Login"), self._work.session.password_wanted.emit)
        self._screen.notice.tell("warn", words, details, action)

    def _resumed(self) -> None:
        self._paused = None
        self._hush()

    # --- the end ---

    def _done(self, finished: Finished) -> None:
        self._paused = None
        self._finished = finished
        self._clock.stop()
        self._refused.take(finished.alike if finished.error == "refused_alike" else None)
        self._keep(self._tell_done)
        self._screen.notice.wide.emit()
        self._screen.panel.setCurrentWidget(self._screen.summary)
        self._screen.show_state()
        self.ended.emit()

    def _tell_done(self) -> None:
        """The result in a sentence, and the next step."""
        if (finished := self._finished) is None:
            return
        counts = self._work.sheet.lines.counts
        words = self._to_come.after(self._result.words(self._work.sheet.lines, undid=self._work.run.undid))
        left = self._work.sheet.lines.unsent or counts[State.UNKNOWN]
        if self._refused.alike is not None:
            self._refused.tell(self._lost.tell)
        elif self._early.is_so(finished):
            self._early.tell(finished, words, self._next_step())
        elif (finished.stopped or finished.alike) and left:
            words = " ".join((self.tr("Stopped."), words, self.tr("Press Continue at the top to go on.")))
            self._lost.tell("info", words, "", self._next_step())
        elif self._same_day.twice:
            cancel = Action(self._same_day.extra_word(), self._work.run.cancel_extra)
            self._lost.tell("warn", self._same_day.twice_words(), words, cancel, self._next_step())
        elif self._unended.rows:
            row, go_on = self._unended.rows[0], Action(self.tr("Continue"), self._unended.go_on)
            look = Action(self._same_day.look_word(row), partial(self._same_day.look_at, row))
            self._lost.tell("warn", self._unended.words(), words, go_on, look)
        elif self._same_day.both:
            look = Action(self._same_day.look_word(self._same_day.both[0][0]), self._same_day.look)
            leave = Action(self._same_day.keep_word(), self._same_day.leave)
            ours = Action(self._same_day.ours_word(), self._same_day.ask_cancel_ours) if self._same_day.ours else None
            details = f"{self._same_day.both_rows()}\n{words}"
            self._lost.tell("warn", self._same_day.both_words(), details, look, leave, ours)
        elif counts[State.UNKNOWN]:
            details = self.tr("Rows in doubt need your decision, one by one.")
            self._lost.tell("warn", words, details, self._next_step())
            self._screen.notice.action.set_kind("primary")
        elif self._same_day.hours:
            move = Action(self._same_day.move_word(), self._same_day.ask_move)
            leave = Action(self._same_day.leave_word(), self._same_day.leave)
            self._lost.tell("warn", words, self._same_day.hour_words(), move, leave)
        else:
            self._tell_left(words)

    def _tell_left(self, words: str) -> None:
        """Nothing is in doubt: what is not booked can be fixed, or there is nothing left."""
        counts = self._work.sheet.lines.counts
        fix, following = None, Action(self.tr("Load the next sheet"), self.next_wanted.emit)
        if self._work.unbooked.possible:
            fix = Action(self.tr("Fix the rows that failed"), self._work.unbooked.open)
        if self._left.is_so:
            self._lost.tell("warn", words, self._left.details(), *self._left.actions(self.rest_wanted.emit))
            return
        given_up = len(left_out(self._work.sheet.lines))
        again_too = len(sent_again(self._work.sheet.lines))
        if given_up and fix is None:
            again = None
            if again_too:
                again = Action(self.tr("Book again (%n)…", "", again_too), self.again_wanted.emit)
            self._lost.tell("warn", words, self.tr("Who that is, and why, stands in their rows."), following, again)
        elif counts[State.REFUSED] and not counts[State.CANCELLED] - given_up:
            details = self.tr("Read why, then fix the rows here or press Retry failed.")
            self._lost.tell("warn", words, details, self._next_step(), fix)
        elif fix is not None:
            self._lost.tell("warn", words, self.tr("Fix them here and press Start once more."), fix, following)
        else:
            self._lost.tell("warn" if self._to_come.words() else "good", words, "", following)

    def _decided(self) -> None:
        """The clerk settled a row in doubt: the sentence counts anew, and the next such row comes up."""
        if not self._work.idle or self._screen.notice.telling != self._tell_done:
            return
        self._keep(self._tell_done)
        if self._screen.model.groups == {"unknown"} and self._work.sheet.lines.counts[State.UNKNOWN]:
            self._show_unknown()

    def _next_step(self) -> Action | None:
        """What the result leaves to the clerk, if anything."""
        counts = self._work.sheet.lines.counts
        if counts[State.UNKNOWN]:
            return Action(self.tr("Decide now"), self._show_unknown)
        if counts[State.REFUSED]:
            return Action(self.tr("Show refused"), self._show_refused)
        return None

    def _show_unknown(self) -> None:
        self._screen.seen.show_group("unknown")

    def _show_refused(self) -> None:
        self._screen.seen.show_group("refused")
