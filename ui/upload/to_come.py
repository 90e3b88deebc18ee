"""What of several sheets is still to be booked once the open one has ended: the end of one is not the end of all."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.kit import text
from ui.kit.text import fill
from ui.sheet.opening import OpenRequest
from ui.sheet.together import name_of
from ui.upload.work import Work

MOST_NAMED = 3  # sheets


class ToCome(QObject):
    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def words(self) -> str:
        """The sheets that wait, each with how many people it would book; "" where there are none."""
        named = [name for request in self._work.waiting.requests if (name := self._named(request))]
        if not named:
            return ""
        more = [f"… (+{text.number(len(named) - MOST_NAMED)})"] if len(named) > MOST_NAMED else []
        return fill(self.tr("Still to be booked: %1"), ", ".join([*named[:MOST_NAMED], *more]))

    def after(self, result: str) -> str:
        """What became of the open one, and this."""
        return " ".join(filter(None, (result, self.words())))

    def _named(self, request: OpenRequest) -> str:
        """As the last plan counts it, else as it was read; by its name alone where it could not be. "": nobody in it
        can be booked."""
        checked = self._work.together.of(request)
        if checked is None:
            return request.name
        key = checked.sheet.path, checked.sheet.sheet
        rows = next((one.plan.to_book for one in self._work.start.ahead if one.key == key), checked.appointments)
        people = len({row.cid for row in rows})
        return fill(self.tr("%1 (%2 people)"), name_of(checked), text.number(people)) if people else ""
