"""Files for the clerk: the template, the rows with problems, the result. Whether to overwrite was asked before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.values import Appointment, Outcome
from app.errors import AppError, EnvironmentProblem
from app.wording import Lang, batch_name
from app.wording.results import OTHERS
from ui.bridge import Bridge
from ui.session.session import Session
from ui.sheet.lines import Lines
from ui.sheet.listed import OfList
from ui.sheet.reading import Reading, of_batch
from ui.sheet.sheet import Sheet
from ui.sheet.together import name_of

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.booking.plan import Plan
    from app.journal.batches import BatchInfo
    from app.sheets.check import Checked


Results = list[tuple[Appointment, Outcome]]


class Saved(NamedTuple):
    """`note`: what of the clerk's workbook is not in it, see `wording.copy_note`; "" where all of it is."""

    path: Path
    note: str = ""


class Saving(QObject):
    saved = Signal(object)  # Path of a written file
    failed = Signal(object)  # AppError
    plan_saved = Signal(object)  # Path
    plan_failed = Signal(object)  # AppError

    def __init__(self, session: Session, sheet: Sheet, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._sheet, self._bridge = session, sheet, bridge
        self.note = ""  # of the file that is being told by `saved`
        self.lists: dict[int, OfList] = {}  # by batch, of this session

    def template(self, out: Path) -> None:
        self._bridge.call(template(out), self.saved.emit, self.failed.emit)

    def problems(self, out: Path, lang: Lang) -> None:
        if self._sheet.lines.checked is not None:
            self._bridge.call(problems(self._sheet.lines.checked, out, lang), self.saved.emit, self.failed.emit)

    def result(self, out: Path, lang: Lang, ended: str = "") -> None:
        """`ended`: what ended the run before its rows that only wait, in a sentence."""
        sheet = self._sheet
        name = sheet.path.name if sheet.path else ""
        of_list = self.lists.get(sheet.lines.batch or 0)
        work = result(sheet.reading, self._session.desk, sheet.lines, name, out, lang, of_list, ended)
        self._bridge.call(work, self._is_saved, self.failed.emit)

    def beside(self, out: Path, lang: Lang, failed: Callable[[AppError], None], ended: str = "") -> None:
        """The result of a sheet that makes room for the next by itself: nothing is said of it but where it fails.
        `ended`: see `result`."""
        sheet = self._sheet
        name = sheet.path.name if sheet.path else ""
        work = result(sheet.reading, self._session.desk, sheet.lines, name, out, lang, ended=ended)
        self._bridge.call(work, _quiet, failed)

    def plan(self, plan: Plan, ahead: Sequence[tuple[str, Plan, Checked]], out: Path, lang: Lang) -> None:
        """What Start would do, as `mophic upload --dry-run --plan` writes it. `ahead`: the sheets that wait, with the
        names by which they are told apart."""
        if (desk := self._session.desk) is not None:
            lines = self._sheet.lines
            name = self._sheet.path.name if self._sheet.path else ""
            label = name_of(lines.checked) if ahead and lines.checked is not None else ""
            work = _write_plan(desk, [(label, plan, lines.checked), *ahead], name, out, lang)
            self._bridge.call(work, self.plan_saved.emit, self.plan_failed.emit)

    def _is_saved(self, saved: Saved) -> None:
        self.note = saved.note
        self.saved.emit(saved.path)
        self.note = ""


def _quiet(_saved: Saved) -> None:
    """It lies where it was said to be."""


async def _write_plan(
    desk: Desk, plans: Sequence[tuple[str, Plan, Checked | None]], name: str, out: Path, lang: Lang
) -> Path:
    from app.booking import forecast

    cap = desk.session.client.pace.cap
    told = [
        forecast.of(
            plan, checked, desk.account, desk.server, cap, checked.sheet.path.name if label and checked else name, label
        )
        for label, plan, checked in plans
    ]
    return await asyncio.to_thread(partial(forecast.write, out, told, lang, overwrite=True))


async def template(out: Path) -> Path:
    from app.workbooks import template

    await asyncio.to_thread(partial(template, out, overwrite=True))
    return out


async def problems(checked: Checked, out: Path, lang: Lang) -> Path:
    """The rows with problems as a workbook that loads again. Raises SheetError, EnvironmentProblem."""
    from app.workbooks import write_problem_rows

    return await asyncio.to_thread(partial(write_problem_rows, checked, out, lang=lang, overwrite=True))


async def result(
    reading: Reading,
    desk: Desk | None,
    lines: Lines,
    name: str,
    out: Path,
    lang: Lang,
    of_list: OfList | None = None,
    ended: str = "",
) -> Saved:
    """A copy of the workbook with each row's result, whichever batch it was in; of a batch from the history, its rows
    alone. `ended`: see `Saving.result`. Raises EnvironmentProblem."""
    if desk is not None and lines.batch is not None and lines.purpose in OTHERS:
        of_it = await _of_list(desk, lines, lines.batch)
        return await asyncio.to_thread(_write_list, reading, desk, lines.purpose, of_it, name, out, lang, of_list)
    rows = None
    if desk is not None and lines.batches and _is_journals(lines):
        rows = await desk.aside(partial(_of_batches, desk, lines))
    return await asyncio.to_thread(_write_result, reading, desk, lines, name, out, lang, rows, ended)


async def _of_list(desk: Desk, lines: Lines, batch: int) -> Results:
    """Every row of a list's batch; as it stands in the window, where the journal can't be asked just now."""
    try:
        entries = await desk.aside(partial(desk.entries, batch))
    except EnvironmentProblem:
        pairs = zip(lines.numbers, lines.appointments, strict=True)
        return [(row, lines.outcomes[number]) for number, row in pairs if row is not None and number in lines.outcomes]
    return [(entry.appointment, entry.outcome) for entry in entries]


def _is_journals(lines: Lines) -> bool:
    """Rows that a batch from the history left: the sheet holds these alone."""
    return lines.checked is not None and lines.checked.sheet.format == "journal"


def _of_batches(desk: Desk, lines: Lines) -> Results:
    """Every row of all its batches, as it stands in the last one that had it."""
    from app.journal.batches import HANDED_OVER

    found: dict[int, tuple[Appointment, Outcome]] = {}
    for batch in [*reversed(lines.batches), *([lines.batch] if lines.batch is not None else [])]:
        for entry in desk.entries(batch):
            if entry.outcome.code != HANDED_OVER or entry.outcome.row not in found:
                found[entry.outcome.row] = entry.appointment, entry.outcome
    return [found[row] for row in sorted(found)]


def _write_list(
    reading: Reading,
    desk: Desk,
    purpose: str,
    rows: Results,
    name: str,
    out: Path,
    lang: Lang,
    of_list: OfList | None,
) -> Saved:
    """In the list's own sheet, with every row of it, where that is at hand."""
    from app import workbooks
    from app.people import by_list

    meant = {outcome.row: row for row, outcome in rows}
    told = by_list.list_result(purpose, meant, of_list.problems if of_list else (), lang=lang)
    outcomes = {outcome.row: outcome for _, outcome in rows}
    if of_list is None or of_list.checked is None:
        if of_list is not None:  # with those that were left as they are
            rows = by_list.people_of(of_list.plan, by_list.with_left(of_list.plan, outcomes))
        return Saved(
            workbooks.write_result_without_source(
                rows,
                out,
                lang=lang,
                file_name=name,
                account=desk.account,
                server=desk.server,
                overwrite=True,
                of_list=told,
            )
        )
    notes: list[str] = []
    path = workbooks.write_result(
        by_list.bare(of_list.checked),
        by_list.with_left(of_list.plan, outcomes),
        out,
        lang=lang,
        account=desk.account,
        server=desk.server,
        overwrite=True,
        read_again=reading.again,
        copied=reading.reader().copy,
        tell=notes.append,
        of_list=told,
    )
    return Saved(path, *notes)


def _write_result(
    reading: Reading,
    desk: Desk | None,
    lines: Lines,
    name: str,
    out: Path,
    lang: Lang,
    rows: Results | None,
    ended: str,
) -> Saved:
    """`rows`: all of them, where the sheet holds only a part."""
    from app import workbooks

    account, server = (desk.account, desk.server) if desk else (None, None)
    outcomes = dict(lines.outcomes)
    if rows is None and (checked := lines.checked) is not None:
        outcomes = {**{row: was for row, (_, was) in checked.sheet.refused.items()}, **outcomes}
        notes: list[str] = []
        path = workbooks.write_result(
            checked,
            outcomes,
            out,
            lang=lang,
            account=account,
            server=server,
            overwrite=True,
            read_again=reading.again,
            copied=reading.reader().copy,
            tell=notes.append,
            ended=ended,
        )
        return Saved(path, *notes)
    rows = rows or [
        (appointment, outcomes[appointment.row])
        for appointment in lines.appointments
        if appointment is not None and appointment.row in outcomes
    ]
    return Saved(
        workbooks.write_result_without_source(
            rows, out, lang=lang, file_name=name, account=account, server=server, overwrite=True
        )
    )


async def export(reading: Reading, desk: Desk, info: BatchInfo, out: Path, lang: Lang) -> Path:
    """A batch's rows and results as a workbook. Raises EnvironmentProblem."""
    lines = await of_batch(desk, info.id)
    lines.batch, lines.purpose = info.id, info.source.purpose
    name = batch_name(info.source.purpose, info.source.file_name, lang)
    return (await result(reading, desk, lines, name, out, lang)).path
