"""What the command line shows: results as text or JSON on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.domain import Outcome, Problem, SetAside, Severity, State, by_reason
from app.errors import AppError
from app.events import Event, Finished, Paused, Phase, Resumed, RowChanged
from app.wording import Lang, say, say_aside, say_error, say_why_aside

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
MOST_ASIDE = 40  # rows of one reason that are named one by one
# Option -> the codes of the questions that it answers.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "fill_down": ("cell_merged", "cell_ditto", "cell_day_above"),
    "dose_for_blank": ("dose_missing",),
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
        self.error(error)
        if self.as_json:
            self.json({"error": error.code, "message": say_error(error, self.lang)})

    def ended(self, finished: Finished) -> None:
        """Why a run ended early, where it did."""
        if finished.error:
            self.error(AppError(finished.error, finished.detail))

    def problems(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            mark = "✗" if problem.severity is Severity.ERROR else "!"
            self.line(f"{mark} {self.sentence(problem)}")

    def answers(self, problems: Sequence[Problem]) -> None:
        """The options that answer questions a sheet asks."""
        asked = {problem.code for problem in problems}
        for option, codes in ANSWERS.items():
            if asked.intersection(codes):
                self.line(f"? {say(f'answer_{option}', self.lang)}")

    def aside(self, aside: Sequence[SetAside]) -> None:
        """How many rows are not booked unless they are taken in, by reason, and which."""
        if not aside:
            return
        self.line(f"- {say_aside(aside, self.lang)}")
        for reason in by_reason(aside):
            mine = [each for each in aside if each.reason == reason]
            silent = [each.row for each in mine if not each.words or reason == "aside_nobody"]
            if silent:
                self.line(f"{spans(silent):>8}  {say_why_aside(SetAside(0, reason), self.lang)}")
            spoken = [each for each in mine if each.words and reason != "aside_nobody"]
            for each in spoken[:MOST_ASIDE]:
                self.line(f"{each.row:>8}  {say(reason, self.lang)}: {each.words}")
            if len(spoken) > MOST_ASIDE:
                self.line(f"       …  {say(reason, self.lang)} (+{len(spoken) - MOST_ASIDE:,})")

    def sentence(self, problem: Problem) -> str:
        facts = {"row": problem.row, "column": problem.column, "value": problem.value, **problem.params}
        return say(problem.code, self.lang, **facts)

    def rows(
        self, outcomes: Sequence[Outcome], invalid: Mapping[int, str], total: int, aside: Sequence[SetAside] = ()
    ) -> dict[str, int]:
        """One line a row in the file's order, then the sums; the sums. Rows set `aside` are told by their sum."""
        lines = {
            outcome.row: (OUTCOMES[outcome.state], outcome.code, outcome.slot_id, outcome.detail)
            for outcome in outcomes
        }
        lines.update({row: ("invalid", code, None, "") for row, code in invalid.items() if row not in lines})
        for row, (name, code, slot_id, detail) in sorted(lines.items()):
            if self.as_json:
                self.json({"row": row, "outcome": name, "code": code, "slot_id": slot_id})
            elif name not in ("booked", "skipped"):
                words = f" ({detail})" if detail else ""
                self.line(f"{row:>6}  {name:<9} {say(code or name, self.lang, row=row)}{words}")
        counted = Counter(name for name, *_ in lines.values())
        summary = {"rows": total, **{name: counted.get(name, 0) for name in SUMMARY}}
        if aside:
            summary["set_aside"] = len(aside)
        if self.as_json:
            why = {reason.removeprefix("aside_"): count for reason, count in by_reason(aside).items()}
            self.json({"summary": summary, **({"set_aside": why} if why else {})})
        else:
            self.line("  ".join(f"{name} {count}" for name, count in summary.items()))
        return summary


def spans(rows: Sequence[int]) -> str:
    """5-31, 40: rows by number, those in a row as one span."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    named = [str(first) if first == last else f"{first}-{last}" for first, last in found]
    return ", ".join(named[:MOST_ASIDE]) + (" …" if len(named) > MOST_ASIDE else "")


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
