"""The questions of the upload page about a batch: before it starts, goes on, is sent again or undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.booking.holding import second_days
from app.domain.values import CANCEL, MOVE, OTHER_HOUR, State
from app.errors import AppError
from app.wording import batch_name, say, say_aside, say_error, say_together
from ui.kit import text
from ui.kit.question import Asking, Question
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.session.password_again import PasswordAgain
from ui.upload.confirm_retry import ConfirmRetry
from ui.upload.confirm_start import ConfirmStart
from ui.upload.doubtful_days import DaysInDoubt
from ui.upload.given_up import sent_again, ways, ways_of
from ui.upload.hours_said import listed, moves, staying
from ui.upload.new_ids import IdWords
from ui.upload.not_booked import NotBooked
from ui.upload.retry import Anew
from ui.upload.words import unfinished_words
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.plan import Plan
    from app.journal.batches import BatchInfo


class BatchQuestions(QObject):
    """`list_undo_wanted`: a batch that cancelled or moved by a list is to be taken back."""

    rows_wanted = Signal(object)  # file rows: the clerk looks at them instead of booking
    list_undo_wanted = Signal(object)

    def __init__(self, theme: Theme, work: Work, window: QWidget, asking: Asking) -> None:
        super().__init__(window)
        self._theme, self._work, self._window, self._asking = theme, work, window, asking
        work.start.prepared.connect(self._confirm)
        work.start.found_unfinished.connect(self._ask_continue_here)
        work.retry.asked.connect(self._ask_retry)
        work.session.refused_again.connect(self._ask_password_anew)

    def _confirm(self, plan: Plan) -> None:
        server = self._work.session.server
        if server is None:
            return
        if not plan.to_book and not (plan.unanswered and plan.sent_again):
            self._work.start.book()  # nothing is sent: the rows only get their word
            return
        lines, left = self._work.sheet.lines, NotBooked(self._work.sheet, self._work.waiting)
        whole, ahead = plan.with_given_up or plan, self._work.start.ahead
        booked = [row.row for row in whole.to_book]
        days = DaysInDoubt().of(lines, booked)
        doubtful = left.doubtful(booked, days.rows if days is not None else ())
        if self._work.series.covers(plan) and days is None and not doubtful:
            again = self._work.series.again
            self._work.start.book(again=again)  # the clerk said yes to just these with the first sheet
            return
        self._work.series.stop()
        dialog = ConfirmStart(self._theme, self._window, server, plan)
        states = [step.state for step in plan.steps]
        hours = [(step.appointment.row, step.detail) for step in plan.steps if step.code == OTHER_HOUR]
        dialog.note(states.count(State.SKIPPED), states.count(State.REFUSED) - len(hours), lines.refused_before)
        if hours:
            words = self.tr("%n person(s) have another hour that day already and are not booked: %1", "", len(hours))
            movers = [(row, at) for row, at in hours if row not in plan.stays]
            stays = self.tr("%n person(s) can't be moved and stay where they are:", "", len(plan.stays))
            said = f"{stays}\n{staying(plan.stays.values(), lines)}" if plan.stays else ""
            dialog.offer_move(
                fill(words, listed(hours)), [row for row, _ in hours], len(movers), moves(movers, lines), said
            )
        for words in IdWords().told(lines, {row.row for row in plan.to_book}):
            dialog.say(words)
        dialog.note_aside(say_aside(lines.aside.values(), text.lang()))
        dialog.note_not_booked(left.told(), doubtful)
        dialog.ask_whether(days, second_days(plan, again=True))
        if any(one.plan.to_book or one.plan.sent_again for one in ahead):
            plans = [one.plan for one in ahead]
            told = [(one.name, len(one.plan.to_book)) for one in ahead]
            agreed = self._work.series.agreed(ahead)
            second = sum(len(one.again) for one in plans)
            dialog.offer_others(told, sum(one.lacking for one in plans), second, agreed=agreed)
        if how := ways(plan, ahead):
            others = sum(len(one.plan.sent_again) for one in ahead)
            rows = [step.appointment.row for step in plan.sent_again]
            dialog.offer_again(how, rows, others)
        short = [say_together(alike, text.lang()) for alike in plan.short_hours]
        dialog.caution(short, plan.short, plan.lacking, whole.other_doses)
        dialog.rows_wanted.connect(self.rows_wanted)
        dialog.said_yes.connect(partial(self._book, dialog, [row for row, _ in hours]))
        saving = self._work.saving
        ahead_too = [(one.name, one.plan, one.checked) for one in self._work.start.ahead]
        dialog.save_wanted.connect(lambda out: saving.plan(dialog.said.plan, ahead_too, out, text.lang()))
        saving.plan_saved.connect(dialog.tell_saved)
        saving.plan_failed.connect(dialog.tell_not_saved)
        self._asking.ask(dialog)

    def _book(self, dialog: ConfirmStart, rows: list[int]) -> None:
        """`rows`: of people who have another hour that day, moved where the clerk said so."""
        said = dialog.said
        if dialog.others is not None and dialog.others.isChecked():
            self._work.series.promise(said.again)
        else:
            self._work.series.promise_nothing()
        moves = dialog.moves is not None and dialog.moves.isChecked()
        self._work.start.book(rows if moves else (), again=said.again, held=said.held)

    def _ask_retry(self, anew: Anew) -> None:
        lines = self._work.sheet.lines
        dialog = ConfirmRetry(self._theme, self._window, lines.failed + lines.counts[State.PLANNED], anew)
        self._warn_messaged(dialog)
        dialog.rows_wanted.connect(self.rows_wanted)
        dialog.said_yes.connect(lambda: self._work.retry.start(dialog.leaving))
        self._asking.ask(dialog)

    def ask_again(self) -> None:
        """Of an open batch: those that were left out, as they were cancelled or moved from here before it."""
        left = sent_again(self._work.sheet.lines)
        words = self.tr("Book %n person(s) again?", "", len(left))
        dialog = Question(self._theme, self._window, "rotate-ccw", words)
        dialog.say("\n".join(ways_of(left)))
        dialog.say(self.tr("Each is looked up first."))
        self._warn_messaged(dialog)
        dialog.yes.say(self.tr("Book %n person(s) again", "", len(left)))
        dialog.said_yes.connect(self._work.retry.book_again)
        self._asking.ask(dialog)

    def _warn_messaged(self, dialog: Question) -> None:
        words = self.tr("Whoever gets booked is messaged at once. It can't be taken back.")
        dialog.warn_of_messages(words, practice=self._work.session.practice)

    # --- batches of the journal ---

    def ask_continue(self, info: BatchInfo) -> None:
        """From the history."""
        if info.undoing:
            self._ask_undo_on(info)
            return
        head, facts = unfinished_words(info)
        dialog = Question(self._theme, self._window, "history", head)
        dialog.say(facts, "strong")
        dialog.say(self.tr("Rows that are booked are not sent again."))
        self._warn_messaged(dialog)
        dialog.yes.say(self.tr("Continue"))
        dialog.said_yes.connect(partial(self._work.reopening.go_on, info))
        self._asking.ask(dialog)

    def _ask_continue_here(self, info: BatchInfo) -> None:
        """The sheet that was just loaded has a batch that is not finished."""
        head, facts = unfinished_words(info)
        dialog = Question(self._theme, self._window, "history", head)
        dialog.say(facts, "strong")
        dialog.say(self.tr("It holds just these rows. Rows that are booked are not sent again."))
        self._warn_messaged(dialog)
        dialog.yes.say(self.tr("Continue"))
        dialog.said_yes.connect(partial(self._work.reopening.go_on_here, info))
        self._asking.ask(dialog)

    def _ask_undo_on(self, info: BatchInfo) -> None:
        """It was agreed to, and broken off."""
        head, facts = unfinished_words(info)
        dialog = Question(self._theme, self._window, "undo-2", head)
        dialog.say(facts, "strong")
        self._ask_to_cancel(dialog, info.may_stand, partial(self._work.reopening.go_on, info))

    def _ask_to_cancel(self, dialog: Question, people: int, cancel: Callable[[], None]) -> None:
        dialog.warn("bad", self.tr("Only what this batch booked is cancelled. It can't be taken back."))
        dialog.no.say(self.tr("Keep them"))
        dialog.yes.say(self.tr("Cancel %n appointment(s)", "", people))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(cancel)
        self._asking.ask(dialog)

    def ask_undo(self, info: BatchInfo) -> None:
        """With the number of people whose appointment goes."""
        if info.source.purpose in (CANCEL, MOVE):
            self.list_undo_wanted.emit(info)
            return
        people = info.may_stand
        words = self.tr("Cancel the appointments of %n citizen(s)?", "", people)
        dialog = Question(self._theme, self._window, "undo-2", words)
        name = batch_name(info.source.purpose, info.source.file_name, text.lang())
        dialog.say(fill(self.tr("Batch of %1, “%2”."), text.moment(info.started), name))
        if info.elsewhere:
            words = self.tr("It was made on another computer: %1, by %2. Ask there before it is undone.")
            dialog.warn("warn", fill(words, info.maker, info.user))
        self._ask_to_cancel(dialog, people, partial(self._work.reopening.undo, info))

    # --- the password ---

    def _ask_password_anew(self, error: AppError) -> None:
        self._ask_password(say_error(error, text.lang()))

    def ask_password(self) -> None:
        """Whatever waits for it goes on then: a batch, one person's change."""
        self._ask_password(say("sign_in_needed", text.lang()))

    def _ask_password(self, words: str) -> None:
        account = self._work.session.account
        if account is None or self._asking.dialog is not None:
            return
        dialog = PasswordAgain(self._theme, self._window, account.user, words)
        dialog.typed.connect(self._work.session.sign_in_again)
        self._asking.ask(dialog)
