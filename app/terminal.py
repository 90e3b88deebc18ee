"""What the command line shows: results as text or JSON on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.domain import Outcome, Problem, Severity, State
from app.errors import AppError
from app.events import Event, Finished, Paused, Phase, Resumed, RowChanged
from app.wording import Lang, say, say_error
from app.wording.sheet import COLUMN_TITLES

if TYPE_CHECKING:
    from app.check import Checked
    from app.sheet import OtherSheet

# What a row of ours is called outside.
OUTCOMES: Mapping[State, str] = {
    State.BOOKED: "booked",
    State.REFUSED: "refused",
    State.SKIPPED: "skipped",
    State.PLANNED: "not_sent",
    State.NOT_SENT: "not_sent",
    State.CANCELLED: "not_sent",
    State.SENDING: "unknown",
    State.UNKNOWN: "unknown",
    State.CANCELLING: "unknown",
}
SUMMARY = ("booked", "refused", "skipped", "not_sent", "unknown", "invalid")


class Terminal:
    """Prints for a person, or JSON lines for a program."""

    def __init__(self, lang: Lang, *, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json
        self.err = Console(stderr=True, highlight=False, markup=False)

    def json(self, value: Mapping[str, Any]) -> None:
        print(json.dumps(value, ensure_ascii=False), flush=True)

    def line(self, text: str) -> None:
        """A result line for a person; to stderr where stdout belongs to JSON."""
        print(text, file=sys.stderr if self.as_json else sys.stdout, flush=True)

    def error(self, error: AppError) -> None:
        self.err.print(say_error(error, self.lang))
        if error.detail:
            self.err.print(f"  ({error.detail})", style="dim")

    def failed(self, error: AppError) -> None:
        """What ended the command: a sentence, and a last line of JSON for a program."""
        if of_sheet := error.params.get("of_sheet"):
            self.err.print(f"{of_sheet}:")
        self.error(error)
        questions: Any = error.params.get("questions", ())
        for question in questions:
            self._candidates(**question)
        if self.as_json:
            told = {"error": error.code, "message": say_error(error, self.lang)}
            self.json({**told, **({"questions": questions} if questions else {})})

    def _candidates(self, field: str, needed: bool, candidates: Sequence[Mapping[str, Any]]) -> None:
        """A field's columns to choose from: letter, whole header, three cells."""
        titles = COLUMN_TITLES[field]
        self.err.print(f"  {titles[0] if self.lang == 'th' else titles[1]}  --column {field}=…")
        for one in candidates:
            self.err.print(f"    {one['column']:<3} {one['header']}  ·  {'  ·  '.join(one['samples'])}", soft_wrap=True)
        if not needed:
            self.err.print(f"    -   {say('no_such_column', self.lang)}")
        if field == "appointment_time":
            self.err.print(f"    {say('one_for_all_rows', self.lang)}  --same appointment_time=09:00")

    def columns(self, checked: Checked) -> None:
        """Which column was taken for what."""
        used = (f"{name} ← {where}" for name, where in columns_used(checked).items())
        self.line(f"{say('columns_used', self.lang)} {'  ·  '.join(used)}")

    def sheets_not_read(self, others: Sequence[OtherSheet]) -> None:
        if others:
            codes = ("people_in_sheet", "people_in_hidden_sheet")
            told = (say(codes[one.hidden], self.lang, sheet=one.name, count=one.people) for one in others)
            self.line(f"! {say('sheets_not_read', self.lang, sheets=', '.join(told))}")

    def ended(self, finished: Finished) -> None:
        """Why a run ended early, where it did."""
        if finished.error:
            self.error(AppError(finished.error, finished.detail))

    def problems(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            mark = "✗" if problem.severity is Severity.ERROR else "!"
            self.line(f"{mark} {self.sentence(problem)}")

    def sentence(self, problem: Problem) -> str:
        facts = {"row": problem.row, "column": problem.column, "value": problem.value, **problem.params}
        return say(problem.code, self.lang, **facts)

    def rows(self, outcomes: Sequence[Outcome], invalid: Mapping[int, str], total: int) -> dict[str, int]:
        """One line a row in the file's order, then the sums; the sums."""
        summary = self.row_lines(outcomes, invalid, total)
        self.sums(summary)
        return summary

    def sums(self, summary: Mapping[str, int]) -> None:
        if self.as_json:
            self.json({"summary": summary})
        else:
            self.line("  ".join(f"{name} {count}" for name, count in summary.items()))

    def row_lines(
        self, outcomes: Sequence[Outcome], invalid: Mapping[int, str], total: int, sheet: str = ""
    ) -> dict[str, int]:
        """One line a row; the sums. `sheet`: named where there are more."""
        if sheet and not self.as_json:
            self.line(f"{sheet}:")
        named = {"sheet": sheet} if sheet else {}
        lines = {
            outcome.row: (OUTCOMES[outcome.state], outcome.code, outcome.slot_id, outcome.detail)
            for outcome in outcomes
        }
        lines.update({row: ("invalid", code, None, "") for row, code in invalid.items() if row not in lines})
        for row, (name, code, slot_id, detail) in sorted(lines.items()):
            if self.as_json:
                self.json({**named, "row": row, "outcome": name, "code": code, "slot_id": slot_id})
            elif name not in ("booked", "skipped"):
                words = f" ({detail})" if detail else ""
                self.line(f"{row:>6}  {name:<9} {say(code or name, self.lang, row=row)}{words}")
        counted = Counter(name for name, *_ in lines.values())
        return {"rows": total, **{name: counted.get(name, 0) for name in SUMMARY}}


def columns_used(checked: Checked) -> dict[str, str]:
    """Field -> letter and header of its column, or the one value of all rows."""
    from app.columns import letter

    headers = checked.sheet.headers
    used = {name: f"{letter(column)} {headers[column]}".strip() for name, column in checked.columns.items()}
    return {**used, **{name: f"= {value}" for name, value in checked.same.items()}}


def exit_code(summary: Mapping[str, int], error: str) -> int:
    """0 all booked or skipped, 1 some refused or invalid, 3 sign-in refused, 4 doubtful or unsent, 5 no server."""
    if error in ("html_page", "redirected", "blocked"):
        return 5
    if error in ("sign_in_needed", "not_allowed"):
        return 3
    if summary["unknown"] or summary["not_sent"] or error:
        return 4
    return 1 if summary["refused"] or summary["invalid"] else 0


class Watch(AbstractContextManager["Watch"]):
    """A progress bar on stderr, where that is a terminal; pauses in a sentence in any case."""

    def __init__(self, terminal: Terminal, batch: int, total: int) -> None:
        self._terminal = terminal
        self._batch = batch
        self._done: set[int] = set()
        console = terminal.err
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Watch:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def emit(self, event: Event) -> None:
        """Called in the loop, for each event of the batch."""
        match event:
            case RowChanged(batch, outcome) if batch == self._batch:
                if not outcome.state.unfinished:
                    self._done.add(outcome.row)
                self._bar.update(self._task, completed=len(self._done))
            case Phase(_, name):
                self._bar.update(self._task, description=say(name, self._terminal.lang))
            case Paused(_, reason, until):
                at = f" → {until:%H:%M:%S}" if until else ""
                self._terminal.err.print(say(reason, self._terminal.lang) + at)
            case Resumed():
                self._terminal.err.print("…")
            case _:
                pass
