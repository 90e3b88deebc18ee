"""One check of the open sheet's rows at a time, and what waits until all that was typed and mended is checked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from ui.sheet.lines import Lines
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.sheets.check import Checked


class Checking(QObject):
    """`begin`: begins the next mend that waits, if there is one."""

    typed_wanted = Signal()  # what is still being typed is to be in its cell now
    given_up = Signal()  # nothing that waits is done any more
    failed = Signal(object)  # AppError

    def __init__(self, sheet: Sheet, begin: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._begin = sheet, begin
        self.busy = False  # rows are being checked
        self._work: object = None  # what is checked; another one since: what comes of it is nobody's any more
        self._waiting: deque[Callable[[], object]] = deque()

    def settled(self) -> bool:
        """Whether all that was typed or mended is checked by now; what is still in an open cell is taken first."""
        self.typed_wanted.emit()
        return not self.busy

    def when_free(self, do: Callable[[], object]) -> None:
        """At once, or when all that was typed and mended is checked; never, where that fails or another sheet comes."""
        if self.settled():
            do()
        else:
            self._waiting.append(do)

    def check(self, work: Coroutine[Any, Any, Lines], done: Callable[[Checked, Lines], None]) -> None:
        """`done` is told what the rows were before, and what they are now."""
        before = self._sheet.lines.checked
        assert before is not None
        self.busy, self._work = True, object()
        came = partial(self._came, self._work, before, done)
        self._sheet.bridge.call(work, came, partial(self._failed, self._work))

    def _came(self, work: object, before: Checked, done: Callable[[Checked, Lines], None], lines: Lines) -> None:
        if work is self._work:  # else another sheet was opened meanwhile, which may be mended itself by now
            self.busy = False
            done(before, lines)
            self.go_on()

    def go_on(self) -> None:
        """One mend after the other, each from what the one before made; then what waits for them."""
        self._begin()
        while self._waiting and not self.busy:
            self._waiting.popleft()()

    def _failed(self, work: object, error: AppError) -> None:
        if work is self._work:
            self.give_up()
            self.failed.emit(error)

    def give_up(self) -> None:
        self.forget()
        self.given_up.emit()

    def forget(self) -> None:
        """Other rows stand: what is checked and what waits were of those before."""
        self.busy, self._work = False, None
        self._waiting.clear()
