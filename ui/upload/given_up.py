"""People who were cancelled or moved from here since they were booked, as the upload page tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QCheckBox

from app.domain.given_up import LEFT_OUT_HERE, unpacked
from app.wording import ranges, say_given_up
from ui.kit import text
from ui.kit.basic import Button
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.sheet.lines import Lines

if TYPE_CHECKING:
    from app.booking.plan import Plan
    from ui.upload.start import Ahead

MOST_WAYS = 6  # told one by one
MOST_ROWS = 6  # pieces of row numbers named
Told = tuple[str, int, str]  # name of the sheet where it is another one, row, how


def left_out(lines: Lines) -> list[Told]:
    """Of an open batch."""
    return [("", one.row, one.detail) for one in lines.outcomes.values() if one.code in LEFT_OUT_HERE]


def sent_again(lines: Lines) -> list[Told]:
    """Those of them that would be sent: whoever was moved within the day has that other hour."""
    found = []
    for told in left_out(lines):
        how, place = unpacked(told[2]), lines.places.get(told[1])
        row = lines.appointments[place] if place is not None else None
        if how is None or how.to is None or row is None or how.to[0] != row.date:
            found.append(told)
    return found


def ways(plan: Plan, ahead: Sequence[Ahead]) -> list[str]:
    """How those of a plan, and of the sheets that wait, were given up: a line for each way, with its rows."""
    told = [("", step.appointment.row, step.detail) for step in plan.sent_again]
    told += [(one.name, step.appointment.row, step.detail) for one in ahead for step in one.plan.sent_again]
    return ways_of(told)


def ways_of(told: Iterable[Told]) -> list[str]:
    kinds: dict[tuple[str, str], list[int]] = {}
    for name, row, detail in told:
        kinds.setdefault((name, say_given_up(detail, text.lang())), []).append(row)
    rows = QCoreApplication.translate("GivenUp", "rows %1")
    lines = [
        f"•  {name + ': ' if name else ''}{how} ({fill(rows, ranges(numbers, MOST_ROWS))})"
        for (name, how), numbers in kinds.items()
    ]
    return lines[:MOST_WAYS] + (["…"] if len(lines) > MOST_WAYS else [])


class AskAgain(QObject):
    """Whether they are booked again: a tick beside the others who are booked; where there is nobody else, a button for
    no, as the question's yes books them."""

    changed = Signal()
    left = Signal()  # that button was pressed

    def __init__(self, theme: Theme, rows: int, others: int, *, alone: bool) -> None:
        """`rows`: how many of the open sheet; `others`: of those that wait."""
        super().__init__()
        self.rows, self.others, self.alone = rows, others, alone
        self.words = self.tr(
            "%n person(s) were cancelled or moved from here since they were booked:", "", rows + others
        )
        words = self.tr("Also book the %n person(s) again who were cancelled or moved from here", "", rows + others)
        self.box = QCheckBox(words)  # it stands in sight while who they are may be scrolled away
        self.box.setChecked(alone)
        self.box.toggled.connect(self.changed)
        self.leave: Button | None = None
        if alone:
            self.leave = Button(theme, "ban")
            self.leave.say(
                self.tr("Leave them out"), self.tr("They are not booked, and this is remembered for this file")
            )
            self.leave.clicked.connect(self._leave)

    @property
    def said(self) -> bool:
        return self.box.isChecked()

    def _leave(self) -> None:
        self.box.setChecked(False)
        self.left.emit()
