"""What the command line shows: results as text or JSON on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.clock import ticks
from app.commands.exit_codes import ExitCode, code_of_run
from app.domain.given_up import LEFT_OUT_HERE, unpacked
from app.domain.stay import HELD, IN_DOUBT, told_apart
from app.domain.values import CANCEL, MOVE, OF_PEOPLE, Outcome, Problem, SetAside, Severity, State, by_reason
from app.errors import AppError, RefusedAlike
from app.events import Alike, Event, Finished, Paused, Phase, Resumed, RowChanged, Silent, Waiting
from app.journal.rows import HAS_BOTH, BatchInfo
from app.text import for_people, one_line, spelt_out
from app.wording import (
    Lang,
    one_thing,
    ranges,
    reason_of,
    say,
    say_aside,
    say_error,
    say_problem,
    say_together,
    say_why_aside,
    server_words,
)
from app.wording.moments import moment_of
from app.wording.office import ANY_MOMENT
from app.wording.refusals import hint_of
from app.wording.remedies import problem as as_problem
from app.wording.remedies import say_alike
from app.wording.sheet import COLUMN_TITLES
from app.wording.terminal import count_word

if TYPE_CHECKING:
    from app.sheets.check import Checked
    from app.sheets.files import OtherSheet

# What a row of ours is called outside.
OUTCOMES: Mapping[State, str] = {
    State.BOOKED: "booked",
    State.REFUSED: "refused",
    State.SKIPPED: "skipped",
    State.PLANNED: "not_sent",
    State.NOT_SENT: "not_sent",
    State.CANCELLED: "cancelled",
    State.SENDING: "unknown",
    State.UNKNOWN: "unknown",
    State.CANCELLING: "unknown",
}
# Of rows that are left out as they were given up from here since they were booked.
GIVEN_UP, LEFT_OUT = "given_up", "left_out"  # nobody has said yet what is to become of them; somebody has
# What a run waits for; where it ends a command, its patience is at an end.
WAITED_OUT = ("offline", "server_trouble", "throttled", "blocked", "token_refused", "proxy_refused")
WORTH_TELLING = 3  # seconds of waiting
TELL_AGAIN = 20.0  # seconds
MOST_ASIDE = 40  # rows of one reason that are named one by one
# Option -> the codes of the questions that it answers.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "fill_down": ("cell_merged", "cell_ditto", "cell_day_above", "cell_hour_above"),
    "column_time": ("hours_differ",),
    "dose_for_blank": ("dose_missing",),
}
SUMMARY = ("booked", "refused", "skipped", "not_sent", "unknown", "invalid")
NOT_ALWAYS = (HELD, GIVEN_UP, LEFT_OUT, "cancelled")  # told only where there are such rows
CAN_WAIT = {"appointment_date", "appointment_time"}  # that `mophic distribute` finds
NOT_ALL = ("refused", HELD, "invalid", GIVEN_UP, "cancelled", "two_seats", "two_hours")  # what somebody must look at
NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


def outcome_name(outcome: Outcome) -> str:
    """What became of a row, as it is called outside."""
    if outcome.code == IN_DOUBT:
        return "unknown"
    if outcome.code not in LEFT_OUT_HERE:
        return HELD if told_apart(outcome) == HELD else OUTCOMES[outcome.state]
    how = unpacked(outcome.detail)
    return LEFT_OUT if how is not None and how.left else GIVEN_UP


def sums_by_name(info: BatchInfo) -> Mapping[str, int]:
    """A batch looked back at: each name once. What was booked and then cancelled is no row that was never sent, nor is
    one that was left out for it cancelled; what a batch was to cancel and still stands was left, and so is who was held
    back from a list."""
    names, purpose = {**{str(state): name for state, name in OUTCOMES.items()}, HELD: HELD}, info.source.purpose
    if purpose in (CANCEL, "cancel"):
        names |= {State.BOOKED: "left", HELD: "left"}
    elif purpose == MOVE:  # who stands at the new hour already was moved before
        names |= {State.BOOKED: "moved", State.SKIPPED: "moved", HELD: "left"}
    sums: Counter[str] = Counter()
    for name, count in info.told.items():
        sums[names.get(name, name)] += count
    return sums


def why_ended(error: AppError, lang: Lang) -> str:
    """What ended a command. A window waits and goes on by itself, as its sentences say; a command is over."""
    if error.code not in WAITED_OUT:
        return say_error(error, lang)
    return f"{as_problem(error.code, lang).cause} {say('command_ended', lang)}"


class Terminal:
    """Prints for a person, or JSON lines for a program."""

    def __init__(self, lang: Lang, *, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json
        self.err = Console(stderr=True, highlight=False, markup=False)

    def json(self, value: Mapping[str, Any]) -> None:
        print(spelt_out(json.dumps(value, ensure_ascii=False)), flush=True)

    def line(self, text: str) -> None:
        """A result line for a person; to stderr where stdout belongs to JSON."""
        print(one_line(text), file=sys.stderr if self.as_json else sys.stdout, flush=True)

    def text(self, text: str) -> None:
        """As many result lines as the text has."""
        for part in text.split("\n"):
            self.line(part)

    def note(self, text: str, style: str | None = None) -> None:
        """One line beside the result, on stderr."""
        self.err.print(one_line(text), style=style, soft_wrap=True)

    def error(self, error: AppError) -> None:
        self.note(why_ended(error, self.lang))
        if detail := for_people(error.detail):
            self.note(f"  ({detail})", style="dim")

    def failed(self, error: AppError) -> None:
        """What ended the command: a sentence, and a last line of JSON for a program."""
        if of_sheet := error.params.get("of_sheet"):
            self.note(f"{of_sheet}:")
        self.error(error)
        if error.params.get("of_files"):
            self.note(say("no_file_booked", self.lang))
        questions: Any = error.params.get("questions", ())
        for question in questions:
            self._candidates(**question, can_share=not error.params.get("of_list"))
        if error.params.get("waits") and {question["field"] for question in questions} <= CAN_WAIT:
            self.note(f"  {say('distribute_hint', self.lang)}")
        if self.as_json:
            told = {"error": error.code, "message": why_ended(error, self.lang)}
            self.json({**told, **({"questions": questions} if questions else {})})

    def _candidates(
        self, field: str, needed: bool, candidates: Sequence[Mapping[str, Any]], *, can_share: bool = True
    ) -> None:
        """A field's columns to choose from: letter, whole header, three cells. `can_share`: there is a `--same`."""
        titles = COLUMN_TITLES[field]
        self.note(f"  {titles[0] if self.lang == 'th' else titles[1]}  --column {field}=…")
        for one in candidates:
            self.note(f"    {one['column']:<3} {one['header']}  ·  {'  ·  '.join(one['samples'])}")
        if not needed:
            self.note(f"    -   {say('no_such_column', self.lang)}")
        if field == "appointment_time" and can_share:
            self.note(f"    {say('one_for_all_rows', self.lang)}  --same appointment_time=09:00")

    def columns(self, checked: Checked) -> None:
        """Which column was taken for what, and what was said for all rows in place of one."""
        names = {name: title[0] if self.lang == "th" else name for name, title in COLUMN_TITLES.items()}
        found = columns_used(checked).items()
        used = (f"{names.get(name, name)} ← {' '.join(where.values())}".rstrip() for name, where in found)
        self.line(f"{say('columns_used', self.lang)} {'  ·  '.join(used)}")
        for told in same_told(checked, self.lang):
            self.line(f"! {told}")

    def sheets_not_read(self, others: Sequence[OtherSheet]) -> None:
        if others:
            codes = ("people_in_sheet", "people_in_hidden_sheet")
            told = (say(codes[one.hidden], self.lang, sheet=one.name, count=one.people) for one in others)
            self.line(f"! {say('sheets_not_read', self.lang, sheets=', '.join(told))}")

    def ended(self, finished: Finished) -> None:
        """Why a run ended early, where it did; for a program a line more where the server refused row after row."""
        if finished.alike is not None and finished.error == RefusedAlike.default:
            _tell_alike(self, finished.alike)
        elif finished.error:
            self.error(AppError(finished.error, finished.detail, **finished.params))
            if finished.error in ANY_MOMENT:
                self.note(say(moment_of(finished.known), self.lang))

    def problems(self, problems: Sequence[Problem]) -> None:
        """One line each; where it is one thing of many rows, one line for all, where the first of them stands."""
        together: dict[tuple[object, ...], list[Problem]] = {}
        for problem in problems:
            together.setdefault(one_thing(problem) or (id(problem),), []).append(problem)
        for alike in together.values():
            mark = "✗" if alike[0].severity is Severity.ERROR else "!"
            self.line(f"{mark} {say_together(alike, self.lang)}")

    def answers(self, problems: Sequence[Problem]) -> None:
        """The options that answer questions a sheet asks."""
        asked = {problem.code for problem in problems}
        for option, codes in ANSWERS.items():
            if asked.intersection(codes):
                self.line(f"? {say(f'answer_{option}', self.lang)}")

    def aside(self, aside: Sequence[SetAside], *, take_in: bool = False) -> None:
        """How many rows are set aside, by reason, and which. `take_in`: the command has that option, which is named."""
        if not aside:
            return
        self.line(f"- {say_aside(aside, self.lang)}")
        for reason in by_reason(aside):
            mine = [each for each in aside if each.reason == reason]
            silent = [each.row for each in mine if not each.words or reason == "aside_nobody"]
            if silent:
                self.line(f"{ranges(silent):>8}  {say_why_aside(SetAside(0, reason), self.lang)}")
            spoken = [each for each in mine if each.words and reason != "aside_nobody"]
            for each in spoken[:MOST_ASIDE]:
                self.line(f"{each.row:>8}  {say_why_aside(each, self.lang)}")
            if len(spoken) > MOST_ASIDE:
                self.line(f"       …  {say(reason, self.lang)} (+{len(spoken) - MOST_ASIDE:,})")
        people = [reason for reason in by_reason(aside) if reason in OF_PEOPLE]
        if people and take_in:
            row = min(each.row for each in aside if each.reason == people[0])
            short = people[0].removeprefix("aside_")
            self.line(f"  {say('aside_take_in', self.lang, reason=short, row=row)}")

    def sentence(self, problem: Problem) -> str:
        return say_problem(problem, self.lang)

    def problem_json(self, problem: Problem) -> dict[str, Any]:
        return {
            "row": problem.row,
            "column": problem.column,
            "code": problem.code,
            "severity": str(problem.severity),
            "message": self.sentence(problem),
        }

    def row_lines(
        self, outcomes: Sequence[Outcome], problems: Sequence[Problem], total: int, sheet: str = ""
    ) -> dict[str, int]:
        """What became of the rows; the sums. For a program one line a row, in the file's order, and beside it, for a
        person, one line a reason. `problems`: of the sheet, told before; `sheet`: its name, where there are more, which
        a person was told."""
        found = {outcome.row: outcome for outcome in outcomes}
        kept_out = _by_row(problem for problem in problems if problem.row not in found)
        counted = Counter(map(outcome_name, outcomes))
        counted["invalid"] = len(kept_out)
        if self.as_json:
            named = {"sheet": sheet} if sheet else {}
            for row in sorted({*found, *kept_out}):
                self.json({**named, **self._row_json(row, found.get(row), kept_out.get(row, ()))})
        self._reasons(outcomes, kept_out)
        twice = {
            "two_seats": sum(outcome.seats_too_many for outcome in outcomes),
            "two_hours": sum(outcome.hours_too_many for outcome in outcomes),
            "moves_unfinished": sum(outcome.code == HAS_BOTH for outcome in outcomes),
        }
        return {
            "rows": total,
            **{name: counted.get(name, 0) for name in SUMMARY},
            **{name: counted[name] for name in NOT_ALWAYS if counted[name]},
            **{name: count for name, count in twice.items() if count},
        }

    def undone(self, outcomes: Sequence[Outcome], why: Callable[[Outcome], str]) -> None:
        """What an undo made of its rows: for a program a line each, for a person a line for each reason why
        something of them is to be looked at. `why`: a row's code, "" where there is nothing to say."""
        if not self.as_json:
            self._by_reason((OUTCOMES[outcome.state], why(outcome), outcome) for outcome in outcomes if why(outcome))
            return
        for outcome in outcomes:
            line = {
                **self._row_json(outcome.row, outcome, ()),
                "outcome": OUTCOMES[outcome.state],
                "code": why(outcome),
            }
            told = {"message": _why(line["code"], outcome.detail, self.lang)} if line["code"] else {}
            self.json({**line, **told})

    def sums(
        self, summary: Mapping[str, int], more: Mapping[str, Any] = NOTHING_MORE, aside: Sequence[SetAside] = ()
    ) -> None:
        """The sums, with those of the rows set aside; `more` stands beside them for a program."""
        whole = {**summary, **({"set_aside": len(aside)} if aside else {})}
        if self.as_json:
            why = {reason.removeprefix("aside_"): count for reason, count in by_reason(aside).items()}
            self.json({"summary": whole, **({"set_aside": why} if why else {}), **more})
        else:
            self.counts(whole)

    def counts(self, counts: Mapping[str, int]) -> None:
        """How many of each, in one line for a person."""
        self.line(counts_told(counts, self.lang))

    def rows(
        self,
        outcomes: Sequence[Outcome],
        problems: Sequence[Problem],
        total: int,
        more: Mapping[str, Any] = NOTHING_MORE,
        aside: Sequence[SetAside] = (),
    ) -> dict[str, int]:
        """What became of the rows, then the sums; the sums. Rows set `aside` are told by their sum."""
        summary = self.row_lines(outcomes, problems, total)
        self.sums(summary, more, aside)
        return summary

    def _row_json(self, row: int, outcome: Outcome | None, problems: Sequence[Problem]) -> dict[str, Any]:
        if outcome is None:
            told = [self.problem_json(problem) for problem in problems]
            return {"row": row, "outcome": "invalid", "code": problems[0].code, "slot_id": None, "problems": told}
        name, slot_id = outcome_name(outcome), outcome.slot_id
        at = outcome.at.isoformat(timespec="seconds") if outcome.at else None
        return {"row": row, "outcome": name, "code": outcome.code, "slot_id": slot_id, "at": at}

    def _reasons(self, outcomes: Sequence[Outcome], kept_out: Mapping[int, Sequence[Problem]]) -> None:
        """Why rows were not booked: each reason once, with how many rows and which."""
        cancelled = str(State.CANCELLED)  # by an undo: no such row waits to be sent
        named = (
            (outcome_name(outcome), outcome.code or (cancelled if outcome.state is State.CANCELLED else ""), outcome)
            for outcome in outcomes
        )
        listed = (one for one in named if one[0] not in ("booked", "skipped") or one[2].to_be_seen_to)
        self._by_reason(listed, all_sent=all(outcome.state is not State.PLANNED for outcome in outcomes))
        if kept_out:
            self._reason("invalid", sorted(kept_out), say("problems_said_above", self.lang))

    def _by_reason(self, named: Iterable[tuple[str, str, Outcome]], *, all_sent: bool = True) -> None:
        """Each outcome's name, code and row, told together where the reason is one. `all_sent`: nothing waits, so that
        the same file may be uploaded anew."""
        groups: dict[tuple[str, str, str], list[Outcome]] = {}
        for name, code, outcome in named:
            groups.setdefault((name, *reason_of(code, outcome.detail)), []).append(outcome)
        for (name, code, detail), alike in sorted(groups.items(), key=lambda group: group[1][0].row):
            said = {outcome.detail for outcome in alike}
            words = _why(code or name, said.pop() if len(said) == 1 else detail, self.lang)
            self._reason(name, [outcome.row for outcome in alike], words)
            if code == "not_a_target" and all_sent:
                self.line(f"{'':<18}{say('register_hint', self.lang)}")

    def _reason(self, name: str, rows: Sequence[int], words: str) -> None:
        word = count_word(name, self.lang)
        self.line(f"{word:<{9 + marks_above(word)}} {len(rows):>6,}  {words}")
        self.line(f"{'':<18}{say('these_rows', self.lang, rows=ranges(rows))}")


def counts_told(counts: Mapping[str, int], lang: Lang) -> str:
    return "  ".join(f"{count_word(name, lang)} {count}" for name, count in counts.items())


def marks_above(word: str) -> int:
    """Letters that take no room in a line: Thai vowels and tone marks above and below."""
    return sum(unicodedata.category(letter) == "Mn" for letter in word)


def _why(code: str, detail: str, lang: Lang) -> str:
    """A code's sentence, with the server's own words behind it."""
    words = f" ({told})" if (told := server_words(code, detail)) else ""
    return say(code, lang, detail=detail) + words


def _tell_alike(terminal: Terminal, alike: Alike) -> None:
    """What the server refuses row after row, what helps, and how to go on all the same."""
    words = say_alike(alike.code, alike.count, alike.detail, terminal.lang)
    terminal.note(words)
    for hint in (hint_of(alike.code), "alike_go_on_hint"):
        terminal.note(f"  {say(hint, terminal.lang, batch=alike.batch)}")
    if terminal.as_json:
        told = {"error": RefusedAlike.default, "message": words, "batch": alike.batch}
        terminal.json({**told, "reason": alike.code, "count": alike.count})


def columns_used(checked: Checked) -> dict[str, dict[str, str]]:
    """Field -> letter and header of its column, or the one value of all rows."""
    from app.sheets.columns import spot

    headers = checked.sheet.headers
    used = {
        name: {"column": spot(checked.sheet, column), "header": headers[column]}
        for name, column in checked.columns.items()
    }
    return {**used, **{name: {"same": str(value)} for name, value in checked.same.items()}}


def same_told(checked: Checked, lang: Lang) -> list[str]:
    """A sentence for each field to which the caller gave one value; and that a sheet without doses is one of dose 1."""
    from app.sheets.columns import guess, spot

    doses = {"dose"} & {*checked.columns, *(name for _row, name in checked.edits)}
    told = [] if doses else [say("no_dose_column", lang)]
    if not checked.same:
        return told
    found, raw = guess(checked.sheet, checked.today), checked.sheet
    for name, value in checked.same.items():
        th, en = COLUMN_TITLES[name]
        params = {"th": th, "en": en, "value": value, "count": checked.rows}
        if (column := found.get(name)) is None:
            told.append(say("same_given", lang, **params))
        else:
            where = f"{spot(raw, column)} {raw.headers[column]}".strip()
            told.append(say("same_over_column", lang, **params, column=where))
    return told


def _by_row(problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    """Those that keep their rows out, by row."""
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.severity is Severity.ERROR:
            found.setdefault(problem.row, []).append(problem)
    return found


def exit_code(summary: Mapping[str, int], error: str) -> ExitCode:
    """Of the rows of a sheet, as `Terminal.rows` sums them up."""
    left = summary["unknown"] or summary["not_sent"] or summary.get("moves_unfinished")
    return code_of_run(error, unfinished=bool(left), not_all=any(summary.get(name) for name in NOT_ALL))


class Watch(AbstractContextManager["Watch"]):
    """A progress bar on stderr, where that is a terminal; pauses in a sentence in any case."""

    def __init__(self, terminal: Terminal, batch: int, total: int) -> None:
        self._terminal = terminal
        self._batch = batch
        self._done: set[int] = set()
        self._told = -TELL_AGAIN  # ticks when it was last said what is waited for
        self._silent = False  # and it was said
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

    def reach(self, done: int) -> None:
        """So many are done of what has no events."""
        self._bar.update(self._task, completed=done)

    def emit(self, event: Event) -> None:
        """Called in the loop, for each event of the batch."""
        match event:
            case RowChanged(batch, outcome) if batch == self._batch:
                if not outcome.state.unfinished:
                    self._done.add(outcome.row)
                self._bar.update(self._task, completed=len(self._done))
            case Phase(_, name):
                if name == "asking":
                    self._terminal.note(say("asks_each", self._terminal.lang))
                self._bar.update(self._task, description=say(name, self._terminal.lang))
            case Paused(_, reason, until):
                at = f" → {until:%H:%M:%S}" if until else ""
                self._terminal.note(say(reason, self._terminal.lang) + at)
            case Waiting(of, rows, seconds, leaving) if seconds >= WORTH_TELLING and ticks() - self._told >= TELL_AGAIN:
                self._told = ticks()
                told = {"count": len(rows), "rows": ranges(rows), "seconds": seconds}
                # the row numbers of another batch are of no file here
                code = "waits_to_go" if leaving else "waits_to_see" if of == self._batch else "waits_for_one"
                self._terminal.note(say(code, self._terminal.lang, **told))
            case Silent(_, seconds):
                if seconds and not self._silent:
                    self._terminal.note(say("no_answer_for", self._terminal.lang, seconds=seconds))
                self._silent = bool(seconds)
            case Resumed():
                self._terminal.note(say("going_on", self._terminal.lang))
            case _:
                pass
