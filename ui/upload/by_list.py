"""Appointments cancelled or moved by a list, or everybody's of a day: what stands is asked, the clerk says yes, and it
runs as a batch of the history."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.booking.control import Control
from app.domain.values import MOVE
from app.errors import AppError
from app.wording.lists import days_name
from ui.bridge import Bridge, Emit
from ui.session.under_way import Lane, What
from ui.sheet.listed import OfList
from ui.sheet.opening import Columns, WhichColumns
from ui.sheet.reading import Reading, load_list
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.plan import Plan
    from app.domain.values import Problem
    from app.journal.batches import BatchInfo
    from app.people.by_list import ListPlan
    from app.sheets.check import Checked

BOOK_AGAIN = "book_again"
Edits = Mapping[tuple[int, str], object]  # file row, field -> what stands in the cell now


@dataclass(frozen=True)
class Proposed:
    """What would be done, and what is to be known of it."""

    kind: str  # CANCEL, MOVE or BOOK_AGAIN
    name: str  # of the list
    plan: ListPlan | None = None
    again: Plan | None = None  # of BOOK_AGAIN
    problems: tuple[Problem, ...] = ()  # rows that can't be asked for
    checked: Checked | None = None  # the list's sheet
    notes: tuple[str, ...] = ()  # codes
    days: tuple[date, date] | None = None  # of everybody of a day: from which to which

    @property
    def of_list(self) -> OfList | None:
        return OfList(self.checked, self.plan, self.problems, self.days) if self.plan is not None else None


Answer = Proposed | tuple[WhichColumns, str]


class ByList(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    proposed = Signal(object)  # Proposed: ask the clerk
    columns_wanted = Signal(object, str)  # WhichColumns, CANCEL or MOVE: the clerk is asked which column is meant
    failed = Signal(object)  # AppError

    def __init__(self, work: Work, reading: Reading, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._reading, self._bridge = work, reading, bridge
        self._desk: Desk | None = None  # where it is to be done

    @property
    def possible(self) -> bool:
        return self._work.session.desk is not None and self._work.under_way.free(Lane.SHEET, Lane.SERVER)

    def ask_file(self, path: Path, kind: str, columns: Columns | None = None) -> None:
        """`columns`: as the clerk has said."""
        read = partial(load_list, self._reading, path, self._work.sheet.facility, move=kind == MOVE, columns=columns)
        self._ask(self._work.session.desk, lambda desk, c, e: _of_file(desk, read, path.name, kind, c, e))

    def ask_everybody(self, desk: Desk, day: date, to_day: date) -> None:
        self._ask(desk, partial(_of_everybody, day=day, to_day=to_day))

    def ask_again(self, kind: str, asked: OfList, edits: Edits, rows: Collection[int] | None = None) -> None:
        """The list once more with cells mended; of it these `rows` alone, where the others are done."""
        if asked.days is not None:
            self._ask(self._work.session.desk, partial(_of_everybody, day=asked.days[0], to_day=asked.days[1]))
        elif asked.checked is not None:
            others = frozenset(asked.checked.sheet.numbers).difference(rows) if rows is not None else None
            self._ask(self._work.session.desk, partial(_once_more, asked.checked, edits, others, kind))

    def ask_back(self, info: BatchInfo) -> None:
        """What would undo a list's batch."""
        self._ask(self._work.session.desk, partial(_back, info=info))

    def _ask(self, desk: Desk | None, work: Callable[[Desk, Control, Emit], Coroutine[Any, Any, Answer]]) -> None:
        if desk is None or not self.possible:
            return
        run = self._work.run
        self._desk, run.control = desk, Control()
        self._work.under_way.begin(Lane.SHEET, What.PREPARING, run.stop)
        self._bridge.run(partial(work, desk, run.control), run.hear, self._is_proposed, self._failed)

    def _is_proposed(self, answer: Answer) -> None:
        self._work.under_way.end(Lane.SHEET)
        if isinstance(answer, Proposed):
            self.proposed.emit(answer)
        else:
            self.columns_wanted.emit(*answer)

    def _failed(self, error: AppError) -> None:
        self._work.under_way.end(Lane.SHEET)
        self.failed.emit(error)

    def do(self, proposed: Proposed) -> None:
        """The clerk has said yes: written to disk, then it runs as a batch that stands in the window."""
        if self._desk is not None and self.possible:
            save = partial(_save, self._desk, proposed)
            self._bridge.call(self._desk.aside(save), partial(self._go_on, proposed), self.failed.emit)

    def _go_on(self, proposed: Proposed, info: BatchInfo) -> None:
        if (asked := proposed.of_list) is not None:
            self._work.saving.lists[info.id] = asked
        self._work.reopening.go_on(info)


async def _of_file(
    desk: Desk,
    read: Callable[[], Coroutine[Any, Any, Checked | WhichColumns]],
    name: str,
    kind: str,
    control: Control,
    emit: Emit,
) -> Answer:
    checked = await read()
    if isinstance(checked, WhichColumns):
        return checked, kind
    return await _of_checked(desk, checked, name, kind, control, emit)


async def _once_more(
    checked: Checked, edits: Edits, others: frozenset[int] | None, kind: str, desk: Desk, control: Control, emit: Emit
) -> Proposed:
    """`others`: rows that are left out, as they are done; None: none."""
    from app.sheets.check import recheck

    out = None if others is None else checked.left_out | others
    mended = await asyncio.to_thread(partial(recheck, checked, edits, out))
    return await _of_checked(desk, mended, checked.sheet.path.name, kind, control, emit)


async def _of_checked(desk: Desk, checked: Checked, name: str, kind: str, control: Control, emit: Emit) -> Proposed:
    from app.people import by_list

    asked, problems = by_list.read_list(checked, move=kind == MOVE)
    plan = await by_list.plan(desk, asked, kind, control, emit)
    return Proposed(kind, name, plan, problems=problems, checked=checked)


async def _of_everybody(desk: Desk, control: Control, emit: Emit, *, day: date, to_day: date) -> Proposed:
    from app.people import by_list

    asked, notes = await by_list.everybody(desk, day, to_day)
    plan = replace(await by_list.plan(desk, asked, MOVE, control, emit), of_file=False)
    return Proposed(MOVE, days_name(day, to_day), plan, notes=notes, days=(day, to_day))


async def _back(desk: Desk, control: Control, emit: Emit, *, info: BatchInfo) -> Proposed:
    from app.people import taking_back

    name = info.source.file_name
    if info.source.purpose == MOVE:
        back = await taking_back.taken_back(desk, info.id, control, emit)
        return Proposed(MOVE, name, replace(back, of_file=False))
    rows = await desk.aside(lambda: taking_back.cancelled(desk, info.id))
    return Proposed(BOOK_AGAIN, name, again=await desk.plan(rows, control, emit=emit))


def _save(desk: Desk, proposed: Proposed) -> BatchInfo:
    from app.journal.batches import Source
    from app.people import by_list

    if proposed.again is not None:
        batch = desk.save(proposed.again, Source(proposed.name, rows=len(proposed.again.steps)))
    else:
        assert proposed.plan is not None
        batch = by_list.save(desk, proposed.plan, proposed.name)
    return desk.journal.info(batch)
