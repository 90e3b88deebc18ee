"""`mophic history`, `resume`, `undo`: batches that were, or are not finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

import typer

from app.booking.desk import Desk, outcomes_after
from app.booking.undo import why
from app.commands.at_desk import Job, at_desk
from app.commands.by_list import move_back, take_back
from app.commands.by_list import report as report_list
from app.commands.exit_codes import code_of_run
from app.commands.options import (
    DataDirOption,
    JournalAt,
    Json,
    KeyFile,
    Language,
    Practice,
    ServerUrl,
    Where,
    command,
    language,
)
from app.commands.person import report_person
from app.commands.running import confirm_undo, moved, tell_next, watched
from app.commands.terminal import Terminal, counts_told, exit_code, sums_by_name
from app.domain.address import Server, server_at
from app.domain.given_up import LEFT_OUT_HERE
from app.domain.stay import DAY_IN_DOUBT, SECOND_DAYS
from app.domain.values import CANCEL, MOVE, Outcome, State, masked
from app.errors import AppError, InputError
from app.events import Finished
from app.journal.batches import BatchInfo, Journal
from app.journal.rows import HAS_BOTH, OLD_OVER, seen_by_clerks
from app.people import by_list, person, same_day, taking_back
from app.wording import batch_name, ranges, say


@command
def history(
    practice: Practice = False,
    server: ServerUrl = None,
    as_json: Json = False,
    data_dir: DataDirOption = None,
    key_file: KeyFile = None,
    journal: JournalAt = "",
    lang: Language = "th",
) -> int:
    """Every batch: when, who, which file, how it went."""
    terminal = Terminal(language(lang), as_json=as_json)
    where = Where.of(data_dir, key_file, office=journal)
    with _journal_of(where, practice, server) as books:
        batches = seen_by_clerks(books.history())
        moves = {
            one.id: taking_back.killed_moves(books, one.id)
            for one in batches
            if one.open and one.source.purpose == MOVE
        }
    if as_json:
        terminal.json({"batches": [_as_json(info, moves.get(info.id, {})) for info in batches]})
        return 0
    if not batches:
        terminal.note(say("no_batches", terminal.lang))
    for info in batches:
        sums = Counter(sums_by_name(info))
        sums["not_sent"] -= sum((killed := moves.get(info.id, {})).values())
        sums.update(killed)
        if info.source.purpose == MOVE:  # who has both appointments was not moved
            sums["moved"] -= info.to_cancel
            sums["two_hours"] += info.to_cancel
        counts = counts_told({name: count for name, count in sums.items() if count}, terminal.lang)
        mark = "…" if info.open else "✓"
        name = batch_name(info.source.purpose, info.source.file_name, terminal.lang)
        who = f"{info.started:%Y-%m-%d %H:%M}  {info.user}{f' · {info.maker}' if info.maker else ''}  {name}"
        terminal.line(f"{mark} {info.id:>4}  {who}  {counts}")
    return 0


def _journal_of(where: Where, practice: bool, url: str | None) -> Journal:
    """The journal without signing in: looking back needs no server."""
    if practice:
        return where.journal(Server("http://127.0.0.1", practice=True), "practice")
    return where.journal(server_at(url or where.settings.server_url))


def _as_json(info: BatchInfo, moves: Mapping[str, int]) -> dict[str, Any]:
    """`moves`: see `taking_back.killed_moves`; they are among those not sent."""
    return {
        "batch": info.id,
        "started": info.started.isoformat(timespec="seconds"),
        "facility": info.facility,
        "user": info.user,
        **({"computer": info.maker} if info.maker else {}),
        "file": info.source.file_name,
        "kind": info.source.purpose or "sheet",
        "sheet": info.source.sheet,
        "comment": info.source.comment,
        "rows": info.source.rows,
        "invalid": info.source.invalid,
        "counts": dict(info.told),
        **({"moves": dict(moves)} if moves else {}),
        "unfinished": info.unfinished,
        "open": info.open,
        "held_by": info.held_by,
    }


@at_desk
async def resume(
    job: Job,
    batch: Annotated[
        int | None,
        typer.Argument(help="default: the last unfinished one; all unfinished moves of single people together"),
    ] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="send refused rows once more")] = False,
    go_on: Annotated[
        bool, typer.Option("--go-on", help="past a run of equal refusals: their reason does not stop it again")
    ] = False,
    both_days: Annotated[
        bool, typer.Option("--both-days", help="send people, too, who seem to have an appointment on another day")
    ] = False,
    holidays: Annotated[
        bool, typer.Option("--holidays", help="send rows, too, that were held back as their day may not be meant")
    ] = False,
) -> int:
    """Continue a batch. Needs no workbook. A run of equal refusals (20 in a row, half of 50) stops it: exit code 4."""
    desk = job.desk
    chosen, *moves = [batch] if batch is not None else await desk.aside(partial(_last_unfinished, desk))
    if moves and not retry_failed:
        return await _resume_moves(job, [chosen, *moves])
    if retry_failed:
        leaving = await desk.aside(partial(_left_held, job, chosen, both_days=both_days, holidays=holidays))
        await desk.aside(partial(desk.retry_failed, chosen, leaving))
    info, whose = await _info(desk, chosen), await _whose(desk, chosen)
    if info.undoing:
        return await _go_on_undoing(job, info)
    run = partial(desk.run, past_refusals=go_on, both_days=both_days)
    finished = await watched(job.terminal, chosen, info.total, partial(run, chosen))
    if not finished.error and not finished.stopped:
        rows = await desk.aside(partial(same_day.waiting, desk, chosen))
        finished = await moved(job.terminal, desk, chosen, rows) or finished
    return await _report(job.terminal, desk, info, finished, whose)


def _left_held(job: Job, batch: int, *, both_days: bool, holidays: bool) -> frozenset[int]:
    """Rows that nobody has said are meant: they stay held back, and are told."""
    desk, terminal = job.desk, job.terminal
    warned = desk.second_days(batch)
    terminal.problems(warned)
    second = () if both_days else tuple(one.row for one in warned if one.code in SECOND_DAYS)
    days = () if holidays else tuple(one.row for one in desk.journal.outcomes(batch) if one.code == DAY_IN_DOUBT)
    for code, rows in (("second_days_hint", second), ("held_days_hint", days)):
        if rows:
            terminal.note(say(code, terminal.lang, count=len(rows), rows=ranges(rows)))
    return frozenset((*second, *days))


async def _info(desk: Desk, batch: int) -> BatchInfo:
    return await desk.aside(partial(desk.journal.info, batch))


def _last_unfinished(desk: Desk) -> Sequence[int]:
    """Where that is a move of one person: all of them, as those of a sheet or list are left together."""
    left = [info for info in desk.history() if info.open and not info.held_by]
    found = [info for info in left if not info.elsewhere]
    if left and not found:  # another computer's is named by whoever means it
        batches = ", ".join(f"{info.id} ({info.maker}, {info.user})" for info in left)
        raise InputError("unfinished_elsewhere", batches=batches, batch=left[0].id)
    if not found:
        raise InputError("nothing_unfinished")
    alike = [info.id for info in found if info.source.purpose == "move"]
    return alike if found[0].id in alike else [found[0].id]


async def _resume_moves(job: Job, moves: Sequence[int]) -> int:
    """Each person is told, then the sums; the worst of their exit codes."""
    desk, terminal = job.desk, job.terminal
    whose = {batch: await _whose(desk, batch) for batch in moves}
    ended = await watched(terminal, 0, len(moves), lambda control, emit: same_day.go_on(desk, moves, control, emit))
    codes = Counter[str]()
    worst = 0
    for batch, result in ended.items():
        if isinstance(result, AppError):
            terminal.error(result)
            codes["move_in_doubt"], worst = codes["move_in_doubt"] + 1, max(worst, 4)
            continue
        codes[result.code] += 1
        worst = max(worst, report_person(terminal, result, *whose[batch]))
    moved, both = codes["moved"] + codes[OLD_OVER], codes[HAS_BOTH]
    sums = {"moved": moved, "two_hours": both, "left": codes.total() - moved - both}
    terminal.json({"summary": sums}) if terminal.as_json else terminal.counts(sums)
    return worst


async def _whose(desk: Desk, batch: int) -> tuple[str, str]:
    """The citizen id of a batch of one person, and how a clerk is told who that is: asked before anything is sent."""
    if (await _info(desk, batch)).source.purpose not in ("move", "cancel"):
        return "", ""
    rows = [entry.appointment for entry in await desk.aside(partial(desk.entries, batch))]  # none, where it is damaged
    return (rows[0].cid, f"{masked(rows[0].cid)}  {rows[0].person_name}: ") if rows else ("", "")


async def _report(terminal: Terminal, desk: Desk, info: BatchInfo, finished: Finished, whose: tuple[str, str]) -> int:
    """The exit code of a sheet, or of what was asked for one person: a cancelled appointment may be what was wanted.
    `whose`: see `_whose`."""
    batch, kind = info.id, info.source.purpose
    if kind in ("move", "cancel"):
        return report_person(terminal, await person.result_after(desk, finished, kind), *whose)
    outcomes = await outcomes_after(desk, finished)
    if kind in (CANCEL, MOVE):
        return report_list(terminal, kind, batch, outcomes, finished)
    summary = terminal.rows(list(outcomes.values()), (), len(outcomes))
    terminal.ended(finished)
    tell_next(terminal, batch, outcomes)
    return exit_code(summary, finished.error)


@at_desk
async def undo(
    job: Job,
    batch: int,
    extra: Annotated[
        bool, typer.Option("--extra", help="only the seats too many of people who have two at one hour")
    ] = False,
    two_hours: Annotated[
        bool, typer.Option("--two-hours", help="only of people who have another hour of that day, too, which stays")
    ] = False,
) -> int:
    """Cancel every booking that this batch made, and no other."""
    desk = job.desk
    if extra:
        return await _undo_extra(job, batch)
    if two_hours:
        return await _undo_beside(job, batch)
    info = await _info(desk, batch)
    if info.source.purpose in (CANCEL, MOVE):
        return await take_back(job, info)
    people = info.may_stand
    if info.elsewhere:
        job.terminal.note(say("made_elsewhere", job.terminal.lang, pc=info.maker, user=info.user))
    confirm_undo(job.terminal, people, job.yes)
    finished = await watched(job.terminal, batch, people, lambda control, emit: desk.undo(batch, control, emit))
    return await _undone(job.terminal, desk, finished)


async def _go_on_undoing(job: Job, info: BatchInfo) -> int:
    """What was agreed to when it began."""
    job.terminal.note(say("undo_goes_on", job.terminal.lang, batch=info.id, count=info.may_stand))
    finished = await watched(job.terminal, info.id, info.may_stand, partial(job.desk.run, info.id))
    return await _undone(job.terminal, job.desk, finished)


async def _undo_extra(job: Job, batch: int) -> int:
    """0 none has two seats any more, 1 some have, 4 some in doubt. Who has them is asked of the server, first."""
    desk, terminal = job.desk, job.terminal
    total = (await _info(desk, batch)).total
    finished = await watched(terminal, batch, total, lambda control, emit: desk.find_extra(batch, control, emit))
    found = _with_two_seats(now := await outcomes_after(desk, finished))
    if found and not finished.error and not finished.stopped:
        confirm_undo(terminal, len(found), job.yes)
        finished = await watched(
            terminal, batch, len(found), lambda control, emit: desk.cancel_extra(batch, control, emit)
        )
        found |= _with_two_seats(now := await outcomes_after(desk, finished))
    terminal.undone(
        [now[row] for row in sorted(found)],
        lambda one: one.code if one.seats_too_many or one.state.doubtful else "",
    )
    left = len(_with_two_seats(now))
    terminal.json({"summary": {"two_seats": left}}) if terminal.as_json else terminal.counts({"two_seats": left})
    terminal.ended(finished)
    unfinished = finished.stopped or any(outcome.state.doubtful for outcome in now.values())
    return code_of_run(finished.error, unfinished=unfinished, not_all=bool(left))


async def _undo_beside(job: Job, batch: int) -> int:
    """0 none has two hours any more, 1 some have, 4 some in doubt. Of moves that left both appointments the new one is
    given back, on any day; who else has two hours is asked of the server where the batch does not say so."""
    desk, terminal = job.desk, job.terminal
    await taking_back.look_after(desk, batch)
    if halves := await desk.aside(partial(taking_back.halves, desk, batch)):
        plan = replace(await by_list.plan(desk, halves, MOVE), of_file=False)
        return await move_back(job, await _info(desk, batch), plan)
    if not (found := await _with_two_hours(desk, batch)):
        total = (await _info(desk, batch)).total
        finished = await watched(
            terminal, batch, total, lambda control, emit: desk.find_extra(batch, control, emit, hours=True)
        )
        if finished.error or finished.stopped:
            terminal.ended(finished)
            return code_of_run(finished.error, unfinished=True, not_all=False)
    if not (found := found or await _with_two_hours(desk, batch)):
        raise InputError("no_two_hours", batch=batch)
    confirm_undo(terminal, len(found), job.yes)
    finished = await watched(
        terminal, batch, len(found), lambda control, emit: desk.cancel_extra(batch, control, emit, hours=True)
    )
    now = await outcomes_after(desk, finished)
    terminal.undone([now[row] for row in sorted(found)], why)
    left = sum(now[row].hours_too_many for row in found)
    terminal.json({"summary": {"two_hours": left}}) if terminal.as_json else terminal.counts({"two_hours": left})
    terminal.ended(finished)
    unfinished = finished.stopped or any(now[row].state.doubtful for row in found)
    return code_of_run(finished.error, unfinished=unfinished, not_all=bool(left))


async def _with_two_hours(desk: Desk, batch: int) -> set[int]:
    outcomes = (await desk.aside(partial(desk.outcomes, batch))).values()
    return {one.row for one in outcomes if one.hours_too_many and one.state is State.BOOKED}


def _with_two_seats(outcomes: Mapping[int, Outcome]) -> set[int]:
    return {row for row, outcome in outcomes.items() if outcome.seats_too_many}


async def _undone(terminal: Terminal, desk: Desk, finished: Finished) -> int:
    """Each row that it was about is told, with its reason; the exit code."""
    found = await outcomes_after(desk, finished)
    outcomes = [one for one in found.values() if one.code not in LEFT_OUT_HERE]
    about = (State.CANCELLED, State.BOOKED)
    terminal.undone([one for one in outcomes if one.state in about or one.state.doubtful or one.seats_too_many], why)
    named = Counter(str(one.state) for one in outcomes)
    doubtful = sum(one.state.doubtful for one in outcomes)
    if terminal.as_json:
        kept = {name: named.get(name, 0) for name in ("cancelled", "booked")}
        terminal.json({"summary": {**kept, "unknown": doubtful}})
    else:
        terminal.counts(named)
    terminal.ended(finished)
    stands = bool(named.get("booked")) or any(one.seats_too_many for one in outcomes)
    return code_of_run(finished.error, unfinished=bool(doubtful or finished.stopped), not_all=stands)
