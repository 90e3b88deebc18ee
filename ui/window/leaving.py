"""Closing the window or signing out while something is on its way, or would be lost: the clerk is asked, and what runs
is stopped first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.wording import say
from ui.kit import text
from ui.kit.question import Question
from ui.kit.theme import Theme
from ui.session.under_way import Lane, What
from ui.window.pieces import Pieces

How = Literal["close", "sign_out"]
IN_TURN = (Lane.SHEET, Lane.MESSAGES, Lane.SERVER)  # the first that runs is what the question is headed with
CUT_OFF = frozenset(What) - {What.SIGNING_IN, What.LOADING, What.PREPARING, What.ASKING}  # what changes something


class Leaving(QObject):
    def __init__(self, theme: Theme, window: QWidget, pieces: Pieces, ask: Callable[[Question], None]) -> None:
        super().__init__(window)
        self._theme, self._window, self._pieces, self._ask = theme, window, pieces, ask
        self._under_way = pieces.under_way
        self._then: Callable[[], object] = self._nothing
        self._agreed = False
        self._waits = False  # for what was typed
        self._goes = False  # all was asked and has ended
        self._under_way.changed.connect(self._look)

    def may(self, how: How, then: Callable[[], object]) -> bool:
        """True: nothing is on its way and nothing would be lost. Else the clerk is asked; after a yes, and its end,
        `then` is called. What was typed last is mended first, so that it is kept; a second try does not wait for it."""
        mending, self._waits = self._pieces.work.mending, not self._waits
        if self._waits and not mending.settled():
            mending.when_free(then)
            return False
        self._waits = False
        if self._goes or not (self.on_its_way or any(self._pieces.would_lose(closing=how == "close"))):
            return True
        self._then, self._agreed = then, False
        self._ask(self._question(how) if self.on_its_way else self._loss_question(how))
        return False

    def stop_and(self, then: Callable[[], object]) -> None:
        """Without a question: whoever shuts the PC down has answered it. `then`: after the end of all that runs."""
        self._then = then
        self._stop()

    @property
    def on_its_way(self) -> list[Lane]:
        """Where something would be cut off."""
        return [lane for lane in IN_TURN if self._under_way.what(lane) in CUT_OFF]

    def _loss_question(self, how: How) -> Question:
        heads = {"close": self.tr("Close without keeping this?"), "sign_out": self.tr("Sign out without keeping this?")}
        dialog = Question(self._theme, self._window, "triangle-alert", heads[how])
        self._say_losses(dialog, how)
        dialog.no.say(self.tr("Back to work"))
        dialog.yes.say(self.tr("Close the program") if how == "close" else self.tr("Sign out"))
        dialog.yes.set_kind("danger")
        dialog.said_yes.connect(self._stop)
        return dialog

    def _say_losses(self, dialog: Question, how: How) -> None:
        losses = self._pieces.would_lose(closing=how == "close")
        if losses.pasted:
            dialog.say(self.tr("%n pasted row(s) are in no file and would be gone.", "", losses.pasted))
        elif losses.mends:
            words = self.tr(
                "%n change(s) to this sheet would be gone. The file itself stays as it is.", "", losses.mends
            )
            dialog.say(words)
            dialog.say(say(self._pieces.work.kept.why, text.lang()))
        if losses.message:
            dialog.say(self.tr("The message that is not sent yet, and its audience, would be gone."))

    def _question(self, how: How) -> Question:
        lanes = self.on_its_way
        heads = {
            Lane.SHEET: self.tr("A batch is running. Stop it and close?"),
            Lane.MESSAGES: self.tr("A message is being sent. Stop it and close?"),
            Lane.SERVER: self.tr("A change is on its way to the server. Stop it and close?"),
        }
        if how == "sign_out":
            heads = {
                Lane.SHEET: self.tr("A batch is running. Stop it and sign out?"),
                Lane.MESSAGES: self.tr("A message is being sent. Stop it and sign out?"),
                Lane.SERVER: self.tr("A change is on its way to the server. Stop it and sign out?"),
            }
        paused = self._pieces.work.run.paused is not None
        if paused and lanes[0] is Lane.SHEET:  # nothing is being booked, and staying does not go on with it
            close, out = (
                self.tr("The batch is paused. Stop it and close?"),
                self.tr("The batch is paused. Stop it and sign out?"),
            )
            heads[Lane.SHEET] = close if how == "close" else out
        facts = {
            Lane.SHEET: self.tr(
                "Nothing is lost: rows on their way are looked up, and you can continue at the next start."
            ),
            Lane.MESSAGES: self.tr(
                "What was handed over to Mor Prom stands and can't be taken back. The rest is not sent; it stands in "
                "the register of messages and can be sent later."
            ),
            Lane.SERVER: self._change_words(),
        }
        dialog = Question(self._theme, self._window, "circle-stop", heads[lanes[0]])
        for lane in lanes:
            dialog.say(facts[lane])
        self._say_losses(dialog, how)
        dialog.no.say(self.tr("Back to work") if paused else self.tr("Keep running"))
        dialog.yes.say(self.tr("Stop and close") if how == "close" else self.tr("Stop and sign out"))
        dialog.said_yes.connect(self._stop)
        return dialog

    def _change_words(self) -> str:
        what = self._under_way.what(Lane.SERVER)
        if what is What.REGISTERING:
            return self.tr("Whoever was registered stays on the target list. The others can be registered later.")
        if what is What.SAVING:
            return self.tr("What was sent already stands. See the timetable after the next login.")
        return self.tr("Nothing is lost: Continue in the history looks up what came of it.")

    def _stop(self) -> None:
        self._agreed = True
        for lane in self.on_its_way:
            self._under_way.stop(lane)
        self._look()

    def _look(self) -> None:
        """Go once all has ended; whoever tells of the end comes first."""
        if self._agreed and not self.on_its_way:
            self._agreed = False
            QTimer.singleShot(0, self._go)

    def _go(self) -> None:
        self._goes = True
        try:
            self._then()
        finally:
            self._goes = False

    def _nothing(self) -> None:
        """Nobody has asked to leave yet."""
