"""Several files, or all sheets of one, that are booked one after the other: what became of each, and the clerk's one
yes to all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.values import OTHER_HOUR, Appointment, State
from app.events import Finished
from ui.session.under_way import Lane
from ui.sheet.lines import Lines
from ui.sheet.opening import OpenRequest
from ui.sheet.sheet import Sheet
from ui.sheet.status import LEFT_OUT, PROBLEM, SET_ASIDE
from ui.sheet.together import Key, Together, name_of
from ui.sheet.waiting import Waiting
from ui.upload.run import Run
from ui.upload.start import Ahead, Start

if TYPE_CHECKING:
    from app.booking.plan import Plan

Seat = tuple[str, date, int, int]  # citizen id, day, hour, dose
COLUMNS = (
    "booked",
    "skipped",
    "held_back",
    "refused",
    "unknown",
    "not_sent",
    "problem",
    "aside",
)  # what can become of a row
ODD = (OTHER_HOUR, "two_seats")  # codes of rows that the clerk is to look at


@dataclass
class Member:
    """One sheet of the series, as it was seen last."""

    name: str
    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)  # by column of the summary
    key: Key | None = None  # of a single one
    ended: bool = False  # its batch has
    result: str = ""  # the workbook with it that lies beside the sheet


class Promised(NamedTuple):
    """Whom the clerk agreed to, and for how many of them there seemed to be no seat."""

    people: frozenset[Seat]
    short: int


class Series(QObject):
    changed = Signal()
    start_wanted = Signal()  # the next one stands, and is among what the clerk said yes to
    ended_one = Signal()  # the open one has ended, and may make room by itself: its result is kept

    def __init__(
        self, sheet: Sheet, waiting: Waiting, together: Together, run: Run, start: Start, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sheet, self._waiting, self._together, self._run, self._start = sheet, waiting, together, run, start
        self._members: dict[Key, Member] = {}
        self._promised: dict[Key, Promised] = {}  # of each sheet that is still to come
        self._said: Mapping[Key, Promised] = {}  # the clerk's last yes, also where it was stopped since
        self._comes = False  # the next one is being opened by itself
        self.again: bool | None = None  # what the clerk said of those who were cancelled or moved from here since
        waiting.begun.connect(self._forget)
        sheet.session.signed_out.connect(self.promise_nothing)
        for told in (sheet.loaded, sheet.mended):
            told.connect(self._note)
        sheet.loaded.connect(self._loaded)
        together.settled.connect(self._settled)
        run.outcomes.connect(self._note)
        run.finished.connect(self._finished)
        run.failed.connect(self.stop)
        for asks in (sheet.failed, sheet.sheet_wanted, sheet.columns_wanted, sheet.session.signed_out, start.failed):
            asks.connect(self.stop)

    @property
    def members(self) -> list[Member]:
        return list(self._members.values())

    @property
    def over(self) -> bool:
        """Whether the last of several has been booked."""
        done = self._sheet.batch is not None and self._now in self._members and len(self._waiting.taken) > 1
        return done and not self._waiting.requests and self._sheet.under_way.free(Lane.SHEET)

    @property
    def behind(self) -> Member | None:
        """The sums of those that ended before another one was opened; None where there are none."""
        ended = [member for key, member in self._members.items() if member.ended and key != self._now]
        return _sums(ended) if ended else None

    @property
    def is_clean(self) -> bool:
        """Whether the open one leaves nothing to be decided or sent."""
        lines = self._sheet.lines
        odd = lines.counts[State.UNKNOWN] or lines.unsent or any(map(lines.rows_with, ODD))
        return not odd and not any(outcome.hours_too_many for outcome in lines.outcomes.values())

    @property
    def _now(self) -> Key | None:
        checked, path = self._sheet.lines.checked, self._sheet.path
        return None if checked is None or path is None else (path, checked.sheet.sheet)

    # --- the clerk's yes to all ---

    def promise(self, again: bool | None = None) -> None:
        """The clerk agreed to all that the plan showed: the others are opened and booked by themselves, as long as they
        hold just these people and nothing has to be asked. `again`: see `Plan.answered`."""
        self.again = again
        plans = ((one.key, one.plan.answered(again)) for one in self._start.ahead)
        self._promised = {key: Promised(frozenset(map(_seat, plan.to_book)), plan.lacking) for key, plan in plans}
        self._said = dict(self._promised)

    def promise_nothing(self) -> None:
        """The clerk would book the open one alone; or somebody else may sit here now."""
        self._said = {}

    def agreed(self, ahead: Sequence[Ahead]) -> bool:
        """Whether the clerk said yes to all whom these would book, with a sheet before."""
        people = {one.key: frozenset(map(_seat, one.plan.answered(self.again).to_book)) for one in ahead}
        wanted = {key: seats for key, seats in people.items() if seats}
        return bool(wanted) and all(
            key in self._said and self._said[key].people >= seats for key, seats in wanted.items()
        )

    def covers(self, plan: Plan) -> bool:
        """Whether all whom this would book are among those the clerk has agreed to, and nothing new is to be said."""
        agreed = self._promised.get(self._now) if self._now is not None else None
        plan = plan.answered(self.again)
        if agreed is None or plan.unanswered or plan.again or plan.lacking > agreed.short:
            return False
        return agreed.people.issuperset(map(_seat, plan.to_book))

    def stop(self, *_why: object) -> None:
        """Something is to be looked at: from here on the clerk presses Start."""
        if self._promised:
            self._promised = {}
            self._comes = False
            self.changed.emit()

    # --- one after the other ---

    def _forget(self) -> None:
        self._members.clear()
        self.promise_nothing()
        self.stop()

    def _loaded(self) -> None:
        if self._promised and self._now not in self._promised:
            self.stop()
        self._comes = bool(self._promised) and self._sheet.batch is None
        self._settled()

    def _settled(self) -> None:
        """Nothing begins before it is known who stands in another one, too."""
        if self._comes and self._together.is_settled and self._sheet.under_way.free(Lane.SHEET):
            self._comes = False
            self.start_wanted.emit()

    def _finished(self, finished: Finished) -> None:
        self._note()
        if not self._promised:
            return
        self.ended_one.emit()
        if self._now is not None:
            self._promised.pop(self._now, None)
        if finished.error or finished.stopped or not self.is_clean:
            self.stop()
        elif self._promised:
            QTimer.singleShot(0, self._next)  # once all have heard of this one's end

    def _next(self) -> None:
        """What waits without anybody to be booked stays behind: there is nothing to be sent, and much to be read."""
        if self._waiting.bring_forward(self._has_people):
            self._waiting.load_next()
        if self._sheet.under_way.free(Lane.SHEET):
            self.stop()  # there is none, or the clerk is asked first

    def _has_people(self, request: OpenRequest) -> bool:
        checked = self._together.of(request)
        return checked is None or bool(checked.appointments)

    # --- what became of each ---

    def kept(self, result: str) -> None:
        """The open one's result lies beside it, under this name; "": it could not be written."""
        if self._now is not None and (member := self._members.get(self._now)) is not None:
            member.result = result
            self.changed.emit()

    def _note(self, *_told: object) -> None:
        key, lines = self._now, self._sheet.lines
        if key is None or lines.checked is None or not self._waiting.has(*key):
            return
        member = self._members.setdefault(key, Member(name_of(lines.checked), key=key))
        member.rows, member.counts = len(lines), _counts_of(lines)
        member.ended = member.ended or lines.ended
        self.changed.emit()

    @property
    def sums(self) -> Member:
        """All of them together."""
        return _sums(self._members.values())


def _sums(members: Iterable[Member]) -> Member:
    found = list(members)
    counts = sum((member.counts for member in found), Counter[str]())
    results = ", ".join(filter(None, (member.result for member in found)))
    return Member("", sum(member.rows for member in found), counts, result=results)


def _seat(row: Appointment) -> Seat:
    return row.cid, row.date, row.hour, row.dose


def _counts_of(lines: Lines) -> Counter[str]:
    """By `COLUMNS`; what is only ready is not sent."""
    groups = {name: lines.group(name) for name in ("booked", "skipped", "held_back", "refused", "unknown")}
    groups["unknown"] += lines.group("cancelling")
    groups["skipped"] += lines.group("moved")  # as who stands at the sheet's hour already
    out = lines.counts[LEFT_OUT] + lines.counts[SET_ASIDE] + lines.group("cancelled")  # given up before, and left out
    return Counter(groups | {"not_sent": lines.unsent, "problem": lines.counts[PROBLEM], "aside": out})
