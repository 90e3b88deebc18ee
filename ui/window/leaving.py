"""Closing the window or signing out while something is on its way: the clerk is asked, then it is stopped first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.kit.question import Question
from ui.kit.theme import Theme
from ui.messages.messages import Messages
from ui.schedule.timetable import Slots
from ui.upload.work import Work

How = Literal["close", "sign_out"]


class Leaving(QObject):
    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        work: Work,
        slots: Slots,
        messenger: Messages,
        ask: Callable[[Question], None],
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._ask = theme, window, ask
        self._work, self._slots, self._messenger = work, slots, messenger
        self._then: Callable[[], object] = self._nothing
        self._agreed = False
        for watched in (work.under_way, slots, messenger):
            watched.changed.connect(self._look)

    def may(self, how: How, then: Callable[[], object]) -> bool:
        """True: nothing is on its way. Else the clerk is asked; after a yes and its end `then` is called."""
        if not self._on_its_way:
            return True
        self._then, self._agreed = then, False
        self._ask(self._question(how))
        return False

    @property
    def _on_its_way(self) -> list[str]:
        """What would be cut off."""
        found = (("batch", self._work.run.running), ("message", self._messenger.sending), ("change", self._slots.busy))
        return [what for what, runs in found if runs]

    def _question(self, how: How) -> Question:
        whats = self._on_its_way
        heads = {
            "batch": self.tr("A batch is running. Stop it and close?"),
            "message": self.tr("A message is being sent. Stop it and close?"),
            "change": self.tr("A change is on its way to the server. Stop it and close?"),
        }
        if how == "sign_out":
            heads = {
                "batch": self.tr("A batch is running. Stop it and sign out?"),
                "message": self.tr("A message is being sent. Stop it and sign out?"),
                "change": self.tr("A change is on its way to the server. Stop it and sign out?"),
            }
        facts = {
            "batch": self.tr(
                "Nothing is lost: rows on their way are looked up, and you can continue at the next start."
            ),
            "message": self.tr(
                "What was handed over to Mor Prom stands and can't be taken back. The rest is not sent; it stands in "
                "the register of messages and can be sent later."
            ),
            "change": self._change_words(),
        }
        dialog = Question(self._theme, self._window, "circle-stop", heads[whats[0]])
        for what in whats:
            dialog.say(facts[what])
        dialog.no.say(self.tr("Keep running"))
        dialog.yes.say(self.tr("Stop and close") if how == "close" else self.tr("Stop and sign out"))
        dialog.said_yes.connect(self._stop)
        return dialog

    def _change_words(self) -> str:
        if self._slots.busy == "registering":
            return self.tr("Whoever was registered stays on the target list. The others can be registered later.")
        if self._slots.busy == "saving":
            return self.tr("What was sent already stands. See the timetable after the next login.")
        return self.tr("Nothing is lost: Continue in the history looks up what came of it.")

    def _stop(self) -> None:
        self._agreed = True
        if self._work.run.running:
            self._work.run.stop()
        if self._messenger.sending:
            self._messenger.stop()
        if self._slots.busy:
            self._slots.stop()
        self._look()

    def _look(self) -> None:
        """Go once all has ended; whoever tells of the end comes first."""
        if self._agreed and not self._on_its_way:
            self._agreed = False
            QTimer.singleShot(0, self._go)

    def _go(self) -> None:
        self._then()

    def _nothing(self) -> None:
        """Nobody has asked to leave yet."""
