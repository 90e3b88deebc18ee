"""Which rows of the open sheet this computer has booked before, as its journal says: told before Start, without any
call, before anybody signs in as well. It is one witness; Start asks the server."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.given_up import BOOKED_HERE
from app.domain.given_up import Known as Rows
from app.domain.values import Appointment
from app.errors import AppError
from ui.session.session import Session
from ui.sheet.lines import Lines, know
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
        """File rows that are booked already, of a sheet that is no batch yet."""
        lines = self._sheet.lines
        if lines.batch is not None:
            return frozenset()
        return frozenset(row for row, (code, _) in (lines.known or {}).items() if code == BOOKED_HERE)

    def _ask(self) -> None:
        session, lines = self._sheet.session, self._sheet.lines
        facility, _ = session.whose
        asked = lines.known is not None and len(lines) > LARGE  # a mend there costs no look at all of its rows
        if facility and lines.checked is not None and lines.batch is None and not asked:
            name = self._sheet.path.name if self._sheet.path else ""
            work = _known_here(session, facility, lines.bookable, name)
            self._sheet.bridge.call(work, partial(self._told, lines), _nothing)

    def _told(self, lines: Lines, known: Rows) -> None:
        if self._sheet.lines is lines and known != (lines.known or {}):
            know(lines, known)
            self.changed.emit()
        elif lines.known is None:
            know(lines, known)


async def _known_here(session: Session, facility: str, rows: Sequence[Appointment], file_name: str) -> Rows:
    if (journal := await session.journal()) is None:
        return {}
    from app.booking.past import known_here

    return await journal.pen.ask(partial(known_here, journal, facility, rows, file_name))


def _nothing(_error: AppError | Any) -> None:
    """A journal that can't be read just now knows nobody; Start asks the server all the same."""
