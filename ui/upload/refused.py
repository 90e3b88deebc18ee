"""A batch that the server refuses row after row for one reason: paused, why, what helps, and the clerk's decision."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.values import State
from app.events import Alike
from app.wording.refusals import NO_SEAT
from app.wording.remedies import problem, say_alike
from ui.kit import text
from ui.kit.notice import Action
from ui.upload.screen import UploadScreen
from ui.upload.work import Work


class RefusedAlike(QObject):
    """`left`: the clerk leaves it at that."""

    left = Signal()

    def __init__(self, work: Work, screen: UploadScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._screen = work, screen
        screen.register.registered.connect(self._registered)
        work.run.refused_alike.connect(self._begin)
        self.alike: Alike | None = None  # what paused the batch that stands, until something is done about it

    def take(self, alike: Alike | None) -> None:
        self.alike = alike
        self._screen.register.offered_elsewhere = alike is not None
        self._screen.register.show_state()

    def _begin(self, alike: Alike) -> None:
        self.take(alike)
        self._screen.notice.tell_wide(self._tell_under_way)

    def let_go(self) -> None:
        """Something is done about it."""
        self.take(None)

    def _tell_under_way(self) -> None:
        """Nothing new is sent; what is under way gets its fate first."""
        assert self.alike is not None
        self._screen.notice.tell("warn", self._words(), self.tr("Rows on their way are finished and looked up first…"))

    def _registered(self) -> None:
        """What came of it is told by the line that registered, with the next step as its button."""
        if self.alike is not None:
            self.let_go()
            self._screen.notice.hush()

    def tell(self, tell: Callable[..., None]) -> None:
        """`tell`: as `Notice.tell`."""
        assert self.alike is not None
        go_on = Action(self.tr("Go on, don't pause again"), self._go_on)
        stop = Action(self.tr("Stop"), self._leave)
        helps = self._help()
        unsent = self.tr("%n row(s) not sent yet", "", self._work.sheet.lines.unsent)
        tell("warn", self._words(), f"{self._remedy()}  ·  {unsent}", helps, go_on, stop)
        self._screen.notice.action.set_kind("primary")

    def _words(self) -> str:
        assert self.alike is not None
        return say_alike(self.alike.code, self.alike.count, self.alike.detail, text.lang(), brief=True)

    def _remedy(self) -> str:
        assert self.alike is not None
        if self.alike.code == "not_a_target" and not self._screen.register.possible:
            return self.tr(
                "This sheet lacks what registering needs: title, name and date of birth of each person. "
                "Add them to the file and load it again."
            )
        return problem(self.alike.code, text.lang()).remedy

    def _help(self) -> Action:
        assert self.alike is not None
        if self.alike.code == "not_a_target" and self._screen.register.possible:
            return Action(self.tr("Register these people…"), self._screen.register.begin)
        if self.alike.code in NO_SEAT:
            return Action(self.tr("Choose another hour"), self._mend)
        return Action(self.tr("Show refused"), self._show)

    def _show(self) -> None:
        self._screen.seen.show_group("refused")

    def _mend(self) -> None:
        """With the rows that were not sent: they ask for the same."""
        self.let_go()
        self._work.unbooked.open_all()

    def _go_on(self) -> None:
        batch = self._work.sheet.lines.batch
        if batch is not None and self._work.idle and self._work.sheet.lines.counts[State.PLANNED]:
            self.let_go()
            self._work.run.run(batch, past_refusals=True)

    def _leave(self) -> None:
        self.let_go()
        self.left.emit()
