"""Sheets read and checked away from the window: files in the helper process, the rest on a thread.

Imports inside functions on purpose: the first window must be on the screen before pandas loads.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from app.errors import SheetError
from app.system.paths import DataDir
from app.thai import thai_now
from ui.sheet import lines as of
from ui.sheet.lines import Lines
from ui.sheet.opening import (
    Answer,
    Columns,
    Opened,
    OpenRequest,
    WhichColumns,
    WhichSheet,
    layout_key,
    may_hold_more,
    remembered,
    rows_alone,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.booking.desk import Desk
    from app.reader import Progress, Reader
    from app.sheets.cells.dates import DateOrder
    from app.sheets.cells.names import Listed
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet, SheetInfo
    from app.sheets.files.again import Again

T = TypeVar("T")
MANY = 5_000  # objects made at once, from which a walk over them is felt


class Reading:
    """The helper process, started when it is first wanted. Its methods may be called on any thread."""

    def __init__(self, data: DataDir) -> None:
        self._data = data
        self._reader: Reader | None = None
        self._starting = threading.Lock()

    async def warm(self) -> None:
        await asyncio.to_thread(self.reader)

    def reader(self) -> Reader:
        from app.reader import Reader

        with self._starting:  # warming up and the first file may come together
            if self._reader is None:
                self._reader = Reader()
            return self._reader

    async def close(self) -> None:
        if self._reader is not None:
            await asyncio.to_thread(self._reader.close)

    async def load(
        self, request: OpenRequest, facility: str | None, known: Mapping[str, Columns], progress: Progress
    ) -> Answer:
        """Read and check a file in the helper process, and make the table's lines of it. `known`: layout -> columns
        the clerk once chose. `progress` is called on another thread."""
        return await asyncio.to_thread(lambda: _quietly(lambda: self._load(request, facility, known, progress)))

    def _load(
        self, request: OpenRequest, facility: str | None, known: Mapping[str, Columns], progress: Progress
    ) -> Answer:
        sheets: tuple[SheetInfo, ...] = ()
        if request.sheet is not None or may_hold_more(request.path):
            sheets = self.reader().sheets(request.path)
            candidates = [info for info in sheets if (info.usable or info.shared) and not info.hidden]
            if request.sheet is None and len(candidates) > 1:
                return WhichSheet(request.path, sheets)
        sheets = sheets if len(sheets) > 1 else ()
        read = partial(self.reader().load, request.path, sheet=request.sheet, facility=facility, **_now())
        try:
            return self._read(partial(read, progress=progress), request.columns, known, sheets)
        except SheetError as error:
            if error.code != "lists_beside":
                raise
            return WhichSheet(request.path, self.reader().sheets(request.path))

    def _read(
        self,
        read: Callable[..., Checked],
        columns: Columns | None,
        known: Mapping[str, Columns],
        sheets: tuple[SheetInfo, ...] = (),
    ) -> Answer:
        """Rows of a file or of the clipboard, or the question which columns are meant."""
        try:
            checked = read(columns=columns)
        except SheetError as error:
            if error.code not in ("columns_missing", "columns_unsure") or columns is not None:
                raise
            return self._settle(read, known, sheets)
        if columns is None and (chosen := self._again(checked.sheet, known)) and chosen != checked.columns:
            checked = read(columns=chosen)
        return Opened(of.of_checked(checked), sheets)

    @staticmethod
    def _again(raw: RawSheet, known: Mapping[str, Columns]) -> Columns | None:
        """The columns as the clerk said of a sheet with just these headers; None where something is still open."""
        from app.sheets.columns import look

        said = remembered(known.get(layout_key(raw.headers), {}), raw.headers)
        found = look(raw, said=said) if said else None
        return None if found is None or found.doubts else found.certain

    def _settle(
        self, read: Callable[..., Checked], known: Mapping[str, Columns], sheets: tuple[SheetInfo, ...]
    ) -> Answer:
        """Columns that are not certain: as the clerk said the last time, or a question."""
        from app.sheets.columns import look

        raw = rows_alone(read)
        if chosen := self._again(raw, known):
            return Opened(of.of_checked(read(columns=chosen)), sheets)
        found = look(raw, said=remembered(known.get(layout_key(raw.headers), {}), raw.headers))
        return WhichColumns(raw, found.suggested, found.doubts, sheets)

    async def paste(
        self, text: str, name: str, facility: str | None, known: Mapping[str, Columns], progress: Progress
    ) -> Answer:
        """Rows copied in Excel; they lie in no file."""
        read = partial(self.reader().paste, text, name=name, facility=facility, **_now(), progress=progress)
        return await asyncio.to_thread(lambda: _quietly(lambda: self._read(read, None, known)))

    async def cancel(self) -> None:
        if self._reader is not None:
            await asyncio.to_thread(self._reader.cancel)

    def owns(self, path: Path) -> bool:
        """Whether a file is the program's own practice sheet, in a folder that no clerk looks into."""
        return path.parent == self._data.practice

    async def sample(self, name: str) -> Path:
        """A fresh practice sheet: its days lie ahead, its people are known to the practice server."""
        from app.practice.sample import write_sample

        return await asyncio.to_thread(write_sample, self._data.practice / name)

    def again(self, raw: RawSheet) -> RawSheet | None:
        """By the helper process, since a file that was changed may hold anything."""
        return self.reader().again(raw)

    async def look_again(self, raw: RawSheet) -> Again:
        """Whether a file still holds what was read of it."""
        from app.sheets.files.again import look_again

        return await asyncio.to_thread(look_again, raw, self.again)


async def read_beside(reading: Reading, request: OpenRequest, facility: str | None) -> Checked:
    """A file that waits, read while another one is open. Raises SheetError where it asks for something first."""
    read = partial(reading.reader().load, request.path, sheet=request.sheet, columns=request.columns, **_now())
    return await asyncio.to_thread(lambda: _quietly(partial(read, facility=facility)))


async def with_others(lines: Lines, checked: Checked, others: Sequence[Checked]) -> Lines | None:
    """The same sheet with what other files of its people say that are booked after or before it. `checked`: what
    `lines` show. None: nothing new is known of it."""
    from app.sheets.elsewhere import together

    def work() -> Lines | None:
        now = together([checked, *others])[0]
        return None if now.sheet.elsewhere == checked.sheet.elsewhere else of.of_mended(lines, now)

    return await asyncio.to_thread(lambda: _quietly(work))


async def load_list(
    reading: Reading, path: Path, facility: str | None, *, move: bool, columns: Columns | None = None
) -> Checked | WhichColumns:
    """A list of people, which need have no column of days or hours; `columns`: as the clerk has said. Where it is not
    certain whose ids or which days are meant, the question. Raises SheetError."""
    read = partial(reading.reader().load, path, facility=facility, **_now())
    work = partial(_list_read, read, columns, move=move)
    return await asyncio.to_thread(lambda: _quietly(work))


def _list_read(read: Callable[..., Checked], columns: Columns | None, *, move: bool) -> Checked | WhichColumns:
    from app.people.by_list import new_columns
    from app.sheets.columns import look

    if columns is not None:
        there = {field: place for field, place in columns.items() if place >= 0}
        return read(columns=there, same=dict.fromkeys({"appointment_date", "appointment_time"} - there.keys(), ""))
    said, same = dict[str, str](), dict[str, object]()
    while True:
        try:
            return read(said=said, same=same)
        except SheetError as error:
            if error.code not in ("columns_missing", "columns_unsure"):
                raise
            fields = [str(one["field"]) for one in error.params.get("questions", ())]  # type: ignore[attr-defined]
            new = {field: where for field, where in new_columns(error).items() if move and field not in said}
            if new:
                said |= new
            elif error.code == "columns_missing" and {"appointment_date", "appointment_time"}.issuperset(fields):
                same |= dict.fromkeys(fields, "")
            else:
                raw = rows_alone(read)
                found = look(raw)
                asked = tuple(one for one in found.doubts if one.field == "cid" or (one.likely and not one.waits))
                return WhichColumns(raw, found.suggested, asked)


async def mend(
    lines: Lines,
    checked: Checked,
    edits: Mapping[tuple[int, str], object],
    left_out: frozenset[int] | None = None,
    take_in: frozenset[str | int] | None = None,
    dates: DateOrder | None = None,
) -> Lines:
    """The same sheet with cells mended, other rows left out or taken in, or its dates meant otherwise. `checked`: what
    `lines` show."""
    from app.sheets.check import again, recheck

    def work() -> Checked:
        mended = recheck(checked, edits, left_out, take_in)
        return mended if dates is None or dates == mended.dates else again(mended, dates=dates)

    return await asyncio.to_thread(lambda: _quietly(lambda: of.of_mended(lines, work())))


async def take_listed(lines: Lines, checked: Checked, listed: Mapping[str, Listed]) -> Lines:
    """The same sheet with what the target list says of its people. `checked`: what `lines` show."""
    from app.sheets.check import with_listed

    work = partial(with_listed, checked, listed)
    return await asyncio.to_thread(lambda: _quietly(lambda: of.of_mended(lines, work())))


async def check_again(
    raw: RawSheet,
    columns: Columns,
    facility: str | None,
    before: Checked | None = None,
    dates: DateOrder | None = None,
    same: Mapping[str, object] | None = None,
) -> Lines:
    """All rows once more: other columns, another facility, or the other order of day and month; `same`: values
    that all rows share. What the clerk did to the rows in `before` stays."""
    from app.sheets.check import check
    from app.sheets.columns import for_all

    shared = for_all(raw, same or {})
    work = partial(check, raw, columns, facility=facility, **_now(), dates=dates, edits=shared)
    if before is not None:
        kept = {"left_out": before.left_out, "take_in": before.taken_in, "listed": before.listed}
        work = partial(work, edits={**before.edits, **shared}, **kept)
    return await asyncio.to_thread(lambda: _quietly(lambda: of.of_checked(work())))


async def past_booked(desk: Desk, lines: Lines) -> Lines:
    """The same rows, those set aside that are past and were booked from here."""
    from app.booking.past import past_booked as of_past

    assert lines.checked is not None
    checked = await desk.aside(partial(of_past, desk.journal, desk.account.facility, lines.checked))
    if checked is lines.checked:
        return lines
    return await asyncio.to_thread(lambda: _quietly(lambda: of.of_checked(checked)))


async def back(lines: Lines, checked: Checked) -> Lines:
    """The sheet as it was checked before; what the target list has said since stays."""
    listed = lines.checked.listed if lines.checked is not None else {}
    return await take_listed(lines, checked, listed)


async def let_go(lines: Lines) -> None:
    """The last hold on rows that are shown no more: a hundred thousand are freed here, not in the window."""
    del lines


async def reopened(lines: Lines) -> Lines:
    """The rows of a batch that has ended, as a sheet in which what is not booked can be mended."""
    return await asyncio.to_thread(lambda: _quietly(lambda: of.reopened(lines, thai_now())))


async def unbooked(desk: Desk, batch: int) -> Lines:
    """A batch from the journal alone, as a sheet in which what it surely did not book can be mended. Raises
    InputError."""
    whole = await desk.aside(partial(desk.unbooked, batch, whole=True))
    entries = await desk.aside(partial(desk.entries, batch))

    def work() -> Lines:
        lines = of.of_entries(entries)
        lines.batch, lines.checked = batch, whole
        return of.reopened(lines, thai_now())

    return await asyncio.to_thread(lambda: _quietly(work))


async def of_batch(desk: Desk, batch: int) -> Lines:
    """The rows of a batch as the journal holds them."""
    return await asyncio.to_thread(of.of_entries, await desk.aside(partial(desk.entries, batch)))


def _now() -> dict[str, Any]:
    """The day and the hour in Thailand, for a check."""
    now = thai_now()
    return {"today": now.date(), "hour": now.hour}


def _quietly(work: Callable[[], T]) -> T:
    """No garbage collection while rows are made, nor ever after over them: a walk over a hundred thousand rows stops
    the window for a quarter of a second, and there is no cycle among them. They are freed when nobody holds them."""
    from app.sheets.check import uncollected

    with uncollected():
        made = work()
        if gc.get_count()[0] > MANY:
            gc.freeze()
        return made
