"""A helper process that reads and checks sheets, so that the window never stalls and no file can take the program
down: it has a bound on memory and time, and a file that kills it costs a sentence."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app import workbooks
from app.errors import AppError, EnvironmentProblem, SheetError, Stopped
from app.sheets import check, columns, elsewhere, files
from app.sheets.aside import Edits, TakenIn
from app.sheets.cells.dates import DateOrder
from app.sheets.check import Checked
from app.sheets.files.model import RawSheet, SheetInfo
from app.system import incomplete, memory
from app.system.installed import hold
from app.thai import today

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

log = logging.getLogger(__name__)
MEMORY = 1024 * 2**20  # bytes the helper may use beyond what it needs to run at all
SECONDS = 120.0  # for one file; 100,000 rows take 3
CHUNK = 1000  # rows a message: unpacking one holds the interpreter for a few milliseconds
_TICK = 0.05  # seconds between looks at whether the helper still lives
Progress = Callable[[float], None]  # 0 … 1


@dataclass(frozen=True)
class _Job:
    """What is asked of the helper."""

    path: Path
    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, int] | None = None
    facility: str | None = None
    today: date | None = None  # None: list the sheets
    edits: Edits | None = None
    left_out: Collection[int] = ()
    take_in: TakenIn = ()
    dates: DateOrder | None = None
    said: Mapping[str, str] | None = None  # field -> column as the clerk wrote it
    same: Mapping[str, object] | None = None  # field -> its value in all rows
    hour: int = 0  # of today it is
    text: str | None = None  # a range copied from a spreadsheet, in place of a file

    def messages(self) -> Iterator[object]:
        yield self


@dataclass(frozen=True)
class _Copy:
    """A copy that is asked of the helper; what its rows say follows in pieces, as packing all at once would hold up the
    window."""

    wanted: workbooks.Wanted

    @property
    def path(self) -> Path:
        return self.wanted.raw.path

    def messages(self) -> Iterator[object]:
        lines, statuses = [*self.wanted.lines.items()], self.wanted.told.statuses
        told = replace(self.wanted.told, statuses=())
        yield _Copy(replace(self.wanted, lines={}, told=told))
        for start in range(0, len(lines), CHUNK):
            yield lines[start : start + CHUNK], [*statuses[start : start + CHUNK]]
        yield None

    def with_rows(self, pipe: Connection) -> workbooks.Wanted:
        """In the helper: the whole of it."""
        lines: dict[int, Any] = {}
        statuses: list[Any] = []
        while (piece := pipe.recv()) is not None:
            lines.update(piece[0])
            statuses += piece[1]
        return replace(self.wanted, lines=lines, told=replace(self.wanted.told, statuses=statuses))


class Reader:
    """Holds the helper process, warm from the start. One file at a time; methods may be called from any thread."""

    def __init__(self, *, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._turn = threading.Lock()  # one job at a time
        self._life = threading.Lock()  # guards the process
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._cancelled = False
        self._closed = False
        self._start()

    def _start(self) -> Connection:
        with self._life:
            if self._closed:
                raise Stopped()
            if self._process is None or self._pipe is None or not self._process.is_alive():
                context = multiprocessing.get_context("spawn")
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, self._memory), name="reader", daemon=True)
                process.start()
                theirs.close()
                self._process, self._pipe = process, ours
            return self._pipe

    def load(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        header_row: int | None = None,
        columns: Mapping[str, int] | None = None,
        facility: str | None = None,
        today: date,
        hour: int = 0,
        edits: Edits | None = None,
        left_out: Collection[int] = (),
        take_in: TakenIn = (),
        dates: DateOrder | None = None,
        said: Mapping[str, str] | None = None,
        same: Mapping[str, object] | None = None,
        progress: Progress | None = None,
    ) -> Checked:
        """Read and check a file; blocks. `columns` None: settled, `said` the ones that the clerk named; `same`: values
        that all rows share. Raises SheetError (columns_unsure, columns_missing: must be asked), or Stopped after
        `cancel`."""
        file = Path(path).absolute()
        job = _Job(file, sheet, header_row, columns, facility, today, edits, left_out, take_in, dates, said, same, hour)
        try:
            checked = _assembled(self._run(job, progress or (lambda _: None)))
        except SheetError as error:
            log.info("not read, %s: %s", file.suffix, error.code)
            raise
        log.info("read, %s: %d rows, %d ready", file.suffix, len(checked.sheet.rows), len(checked.appointments))
        return checked

    def rows(self, path: Path, sheet: str | None = None, header_row: int | None = None) -> RawSheet:
        """The table of a file, whatever its columns hold. Raises SheetError, Stopped."""
        first = dict.fromkeys(columns.REQUIRED, 0)
        job = _Job(Path(path).absolute(), sheet, header_row, first, today=today())
        return _assembled(self._run(job, lambda _: None)).sheet

    def again(self, raw: RawSheet) -> RawSheet | None:
        """The table of a file that may have changed since it was read; None where it can't be read any more."""
        with suppress(SheetError, Stopped):
            return self.rows(raw.path, raw.sheet, raw.header_row)
        return None

    def paste(
        self,
        text: str,
        *,
        name: str = files.PASTED,
        columns: Mapping[str, int] | None = None,
        facility: str | None = None,
        today: date,
        hour: int = 0,
        progress: Progress | None = None,
    ) -> Checked:
        """`load` for a range copied from a spreadsheet (`sheet.from_text`); `name` stands for the file."""
        job = _Job(Path(name), columns=columns, facility=facility, today=today, hour=hour, text=text)
        return _assembled(self._run(job, progress or (lambda _: None)))

    def sheets(self, path: Path) -> tuple[SheetInfo, ...]:
        """`app.sheets.files.sheets`, done by the helper."""
        found: tuple[SheetInfo, ...] = self._run(_Job(Path(path).absolute()), lambda _: None)["sheets"]
        return found

    def copy(self, wanted: workbooks.Wanted) -> workbooks.Made | None:
        """`workbook.own_copy`, done by the helper. Raises SheetError where that took too much, Stopped."""
        made: workbooks.Made | None = self._run(_Copy(wanted), lambda _: None)["made"]
        return made

    def cancel(self) -> None:
        """End what runs, at once; the next file gets a new helper."""
        self._cancelled = True
        self._kill()

    def close(self) -> None:
        with self._life:
            self._closed = True
        self._kill()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _kill(self) -> None:
        with self._life:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()

    def _run(self, job: _Job | _Copy, progress: Progress) -> dict[str, Any]:
        with self._turn, check.uncollected():
            self._cancelled = False
            try:
                pipe = self._start()
                for message in job.messages():
                    pipe.send(message)
                return self._collect(pipe, job, progress)
            except (EOFError, OSError, ValueError):  # the helper is gone, or its pipe was closed by cancel()
                cancelled = self._cancelled or self._closed
                self._kill()
                raise Stopped() if cancelled else SheetError("read_failed", file=job.path.name) from None

    def _collect(self, pipe: Connection, job: _Job | _Copy, progress: Progress) -> dict[str, Any]:
        """The helper's messages until it is done; lists that came in pieces are put together."""
        end = time.monotonic() + self._seconds
        parts: dict[str, Any] = {"rows": [], "candidates": [], "problems": []}
        while True:
            while not pipe.poll(_TICK):
                if time.monotonic() > end:
                    self._kill()
                    raise SheetError("read_too_long", file=job.path.name, seconds=round(self._seconds))
            kind, content = pipe.recv()
            if kind == "error":
                raise content
            if kind == "done":
                gc.freeze()  # they hold no cycle: the first walk over 100,000 of them would stall the window
                return parts
            if kind == "progress":
                progress(content)
            elif kind in ("rows", "candidates", "problems"):
                parts[kind].extend(content)
            else:
                parts[kind] = content


def _assembled(parts: Mapping[str, Any]) -> Checked:
    checked: Checked = parts["checked"]
    blocked: frozenset[int] = parts["blocked"]
    candidates = tuple(parts["candidates"])
    return replace(
        checked,
        sheet=replace(checked.sheet, rows=parts["rows"]),
        candidates=candidates,
        appointments=tuple(a for a in candidates if a.row not in blocked) if blocked else candidates,
        problems=tuple(parts["problems"]),
    )


# --- in the helper ---


def _serve(pipe: Connection, most: int) -> None:
    """Do jobs until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the main program's to handle
    _quiet()
    os.environ["RUST_BACKTRACE"] = "0"  # a panic for want of memory would wait for ever for the memory to tell of it
    hold()
    lacks = _lacks()
    memory.bound(most)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if lacks is not None:
                raise lacks
            for message in _copied(job.with_rows(pipe)) if isinstance(job, _Copy) else _done(job):
                pipe.send(message)
        except (BrokenPipeError, ConnectionError):
            return
        except MemoryError:
            os._exit(3)  # the heap may be in any state; a new helper starts clean
        except AppError as error:
            pipe.send(("error", error))
        except ImportError as error:
            pipe.send(("error", incomplete.of_import(error)))
        except Exception as error:  # a bug of ours on this file must not end the helper without a word
            pipe.send(("error", SheetError("read_failed", repr(error)[:300], file=job.path.name)))


def _lacks() -> EnvironmentProblem | None:
    """Why no sheet can be read: a library that is not whole."""
    try:
        import pandas  # noqa: F401 - half a second, spent before the first file is there
        import python_calamine  # noqa: F401 - pandas would ask for it at the first file
    except ImportError as error:
        return incomplete.of_import(error)
    return None


def _quiet() -> None:
    """The readers' Rust code prints its panics; nobody is there to read them."""
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        os.close(nothing)


def _done(job: _Job) -> Iterator[tuple[str, Any]]:
    """The messages that answer a job."""
    if job.today is None:
        yield "sheets", files.sheets(job.path)
        yield "done", None
        return
    with check.uncollected():
        if job.text is not None:
            raw = files.from_text(job.text, job.path.name)
        else:
            named = (job.said or {}).values()
            raw = files.read(job.path, job.sheet, header_row=job.header_row, columns=list(named))
        raw = elsewhere.known(raw, job.facility, job.today)
        yield "progress", 0.5
        same = job.same or {}
        checked = check.check(
            raw,
            job.columns if job.columns is not None else columns.settle(raw, job.today, said=job.said, without=same),
            facility=job.facility,
            today=job.today,
            edits={**columns.for_all(raw, same), **(job.edits or {})},
            left_out=job.left_out,
            take_in=job.take_in,
            hour=job.hour,
            dates=job.dates,
        )
        yield "progress", 0.7
        yield from _in_pieces(raw, checked)
    yield "done", None


def _copied(wanted: workbooks.Wanted) -> Iterator[tuple[str, Any]]:
    with check.uncollected():
        yield "made", workbooks.own_copy(wanted)
    yield "done", None


def _in_pieces(raw: RawSheet, checked: Checked) -> Iterator[tuple[str, Any]]:
    ready = {appointment.row for appointment in checked.appointments}
    shell = replace(checked, sheet=replace(raw, rows=()), appointments=(), candidates=(), problems=())
    yield "checked", shell
    yield "blocked", frozenset(a.row for a in checked.candidates if a.row not in ready)
    for start in range(0, len(raw.rows), CHUNK):
        # Tuples of plain values drop out of the garbage collector's sight; lists would be walked for ever.
        yield "rows", [tuple(row) for row in raw.rows[start : start + CHUNK]]
        yield "progress", 0.7 + 0.3 * start / len(raw.rows)
    for name, items in (("candidates", checked.candidates), ("problems", checked.problems)):
        for start in range(0, len(items), CHUNK):
            yield name, items[start : start + CHUNK]
