"""Which rows of the open sheet this computer has booked before, as its journal says: told before Start, without any
call, before anybody signs in as well. It is one witness; Start asks the server."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.values import Appointment
from app.errors import AppError
from ui.session.session import Session
from ui.sheet.lines import Lines
from ui.sheet.sheet import LARGE, Sheet


class Known(QObject):
    changed = Signal()  # other rows are known to be booked

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        sheet.loaded.connect(self._ask)
        sheet.mended.connect(self._ask)

    @property
    def rows(self) -> frozenset[int]:
        """File rows, of a sheet that is no batch yet."""
        lines = self._sheet.lines
        return (lines.known or frozenset()) if lines.batch is None else frozenset()

    def _ask(self) -> None:
        session, lines = self._sheet.session, self._sheet.lines
        facility, _ = session.whose
        asked = lines.known is not None and len(lines) > LARGE  # a mend there costs no look at all of its rows
        if facility and lines.checked is not None and lines.batch is None and not asked:
            work = _booked_here(session, facility, lines.bookable)
            self._sheet.bridge.call(work, partial(self._told, lines), _nothing)

    def _told(self, lines: Lines, rows: frozenset[int]) -> None:
        if self._sheet.lines is lines and rows != (lines.known or frozenset()):
            lines.known = rows
            self.changed.emit()
        elif lines.known is None:
            lines.known = rows


async def _booked_here(session: Session, facility: str, rows: Sequence[Appointment]) -> frozenset[int]:
    if (journal := await session.journal()) is None:
        return frozenset()
    from app.booking.past import booked_here

    return await journal.pen.ask(partial(booked_here, journal, facility, rows))


def _nothing(_error: AppError | Any) -> None:
    """A journal that can't be read just now knows nobody; Start asks the server all the same."""
