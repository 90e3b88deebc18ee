"""What the open sheet says before it is a batch: how many rows can be booked, and what was done to its cells last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from ui.kit.notice import Action
from ui.sheet.status import PROBLEM
from ui.upload.screen import UploadScreen
from ui.upload.work import Work


class Standing(QObject):
    """Made before whoever has it told: it hears first what was done."""

    def __init__(self, work: Work, screen: UploadScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._screen = work, screen
        self._done: Callable[[], str] | None = None  # to cells, by keys of the table
        self._waits: tuple[tuple[int, str], object] | None = None  # a cell of it, until that is checked
        work.sheet.loaded.connect(self._loaded)
        work.sheet.mended.connect(self._mended)
        work.known.changed.connect(self._known)
        work.mending.failed.connect(self._loaded)
        work.mending.nothing_left.connect(self._nothing_left)
        screen.table.cells.told.connect(self._cells_told)
        screen.table.cells.wanted.connect(self._cells_wait)

    def _loaded(self) -> None:
        self._done = self._waits = None

    def _known(self) -> None:
        if self._screen.notice.telling == self.tell:
            self._screen.notice.keep_telling(self.tell)

    def _mended(self) -> None:
        """By those keys, or otherwise; a batch's rows become a sheet again first, which is not what was done."""
        checked = self._work.sheet.lines.checked
        if self._waits is None:
            self._done = None
        elif checked is not None and checked.edits.get(self._waits[0]) == self._waits[1]:
            self._waits = None

    def _cells_told(self, tone: str, words: Callable[[], str]) -> None:
        """Now, and beside what the check says then."""
        self._done, self._waits = words, None
        self._screen.notice.keep_telling(lambda: self._screen.notice.tell(tone, words()))

    def _nothing_left(self, back: bool) -> None:
        """What was answered while the file was read can be changed, though it is no step."""
        self._screen.notice.keep_telling(partial(self._tell_nothing_left, back))

    def _tell_nothing_left(self, back: bool) -> None:
        if not back:
            self._screen.notice.tell("info", self.tr("There is nothing to do again."))
            return
        if self._work.sheet.lines.batch is not None or self._work.sheet.lines.batches:
            words = self.tr("There is nothing to undo: what is booked is no fix.")
            how = self.tr(
                "To cancel one appointment: Person, search the ID. "
                "To cancel all of them: History, this batch, Undo batch."
            )
            self._screen.notice.tell("info", words, how)
            return
        change = Action(self.tr("Change the columns"), self._screen.mapping.all_wanted.emit)
        details = self.tr("Columns, and a value for all rows that was said when the file was opened, are changed here.")
        self._screen.notice.tell("info", self.tr("There is nothing to undo."), details, change)

    def _cells_wait(self, edits: Mapping[tuple[int, str], object]) -> None:
        self._waits = next(iter(edits.items()))

    def tell(self) -> None:
        lines = self._work.sheet.lines
        ready, problems = lines.group("ready"), lines.counts[PROBLEM]
        words = self.tr("%n row(s) are ready to book.", "", ready)
        if known := lines.group("known"):
            words += " " + self.tr("%n row(s) are booked already, say the records.", "", known)
        undo = Action(self.tr("Undo"), self._work.mending.take_back) if self._done is not None else None
        tell = partial(self._screen.notice.tell, details=self._done() if self._done is not None else "")
        if not problems and lines.refused_before:
            told = self.tr(
                "%n of them the server refused before: fix them, or Start sends them as they are.",
                "",
                lines.refused_before,
            )
            tell("warn", f"{words} {told}", action=undo)
            return
        if not problems and not ready and lines.batches:
            tell("good", self.tr("Nothing is left to book. Next: Save result."), action=undo)
            return
        if not problems:
            tell("good" if ready else "info", f"{words} {self._next_words(ready + known)}".rstrip(), action=undo)
            return
        words += " " + self.tr("%n row(s) have problems and are left out until they are fixed.", "", problems)
        show = Action(self.tr("Show problems"), self._screen.seen.show_problems)
        tell("problem" if not ready else "warn", words, action=show, second=undo)

    def _next_words(self, ready: int) -> str:
        if self._work.session.desk is None:
            return self.tr("Next: Login.")
        return self.tr("Next: Start (Ctrl+Enter).") if ready else ""
