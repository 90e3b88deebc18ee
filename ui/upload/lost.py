"""Whoever has no appointment left, as a move gave up the old one and got nothing for it: said first of all, in red."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.domain.given_up import LOST
from app.domain.values import State
from ui.kit.notice import Action
from ui.sheet.lines import Lines
from ui.upload.screen import UploadScreen
from ui.upload.work import Work


def lost_rows(lines: Lines) -> Sequence[int]:
    """File rows of these people."""
    if not lines.counts[State.REFUSED]:
        return ()
    return sorted(row for row, outcome in lines.outcomes.items() if outcome.code in LOST)


class Lost(QObject):
    def __init__(self, work: Work, screen: UploadScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._screen = work, screen

    def tell(self, tone: str, words: str, details: str = "", *actions: Action | None) -> None:
        """What else is to be told of a batch; these people come before it."""
        told = [action for action in actions if action is not None]
        rows = lost_rows(self._work.sheet.lines)
        if rows:
            told = [self._helps(rows), *told] if len(told) < 3 else told
            details = "\n".join(part for part in (words, details) if part)
            tone, words = (
                "bad",
                self.tr(
                    "%n person(s) have no appointment now: the old one is cancelled, no new one booked. Book at once.",
                    "",
                    len(rows),
                ),
            )
        self._screen.notice.tell(tone, words, details, *told[:3])

    def _helps(self, rows: Sequence[int]) -> Action:
        if self._work.unbooked.all_possible:
            words = self.tr("Next free hour for these %n…", "", len(rows))
            return Action(words, partial(self._screen.hours_wanted.emit, tuple(rows)))
        return Action(self.tr("Show them"), partial(self._screen.seen.show_rows, frozenset(rows)))
