"""Files for the clerk: the template, the rows with problems, the result. Whether to overwrite was asked before."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.wording import Lang, batch_name
from ui.bridge import Bridge
from ui.session.session import Session
from ui.sheet.lines import Lines
from ui.sheet.opening import Earlier
from ui.sheet.reading import Reading, of_batch
from ui.sheet.sheet import Sheet
from ui.sheet.unbooked import Unbooked

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.journal.batches import BatchInfo
    from app.sheets.check import Checked


class Saved(NamedTuple):
    """`note`: what of the clerk's workbook is not in it, see `wording.copy_note`; "" where all of it is."""

    path: Path
    note: str = ""


class Saving(QObject):
    saved = Signal(object)  # Path of a written file
    failed = Signal(object)  # AppError

    def __init__(
        self, session: Session, sheet: Sheet, unbooked: Unbooked, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._sheet, self._unbooked, self._bridge = session, sheet, unbooked, bridge
        self.note = ""  # of the file that is being told by `saved`

    def template(self, out: Path) -> None:
        self._bridge.call(template(out), self.saved.emit, self.failed.emit)

    def problems(self, out: Path, lang: Lang) -> None:
        if self._sheet.lines.checked is not None:
            self._bridge.call(problems(self._sheet.lines.checked, out, lang), self.saved.emit, self.failed.emit)

    def result(self, out: Path, lang: Lang) -> None:
        sheet = self._sheet
        name = sheet.path.name if sheet.path else ""
        work = result(sheet.reading, self._session.desk, sheet.lines, name, out, lang, self._unbooked.earlier)
        self._bridge.call(work, self._is_saved, self.failed.emit)

    def _is_saved(self, saved: Saved) -> None:
        self.note = saved.note
        self.saved.emit(saved.path)
        self.note = ""


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
    earlier: Earlier | None = None,
) -> Saved:
    """A copy of the workbook with each row's result; of a batch from the history, its rows alone. `earlier`: the
    batch of the whole sheet. Raises EnvironmentProblem."""
    return await asyncio.to_thread(_write_result, reading, desk, lines, name, out, lang, earlier)


def _write_result(
    reading: Reading, desk: Desk | None, lines: Lines, name: str, out: Path, lang: Lang, earlier: Earlier | None
) -> Saved:
    from app import workbooks

    account, server = (desk.account, desk.server) if desk else (None, None)
    outcomes = dict(lines.outcomes)
    if lines.checked is not None:
        checked, outcomes = earlier.joined(lines.checked, outcomes) if earlier else (lines.checked, outcomes)
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
        )
        return Saved(path, *notes)
    rows = [
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
    name = batch_name(info.source.purpose, info.source.file_name, lang)
    return (await result(reading, desk, lines, name, out, lang)).path
