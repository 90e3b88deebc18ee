"""`mophic upload --dry-run`: what the upload would do; nothing is sent, and no batch is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.booking import forecast
from app.booking.desk import Desk
from app.booking.forecast import Forecast
from app.booking.holding import after, held_back, unsaid
from app.commands.terminal import Terminal
from app.domain.values import Appointment, Key
from app.errors import InputError
from app.thai import show_date
from app.wording import say
from app.workbooks.files import refuse_existing
from app.workbooks.tables import check_ending

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo
    from app.sheets.check import Checked


def refuse(dry_run: bool, plan: Path | None, result: Path | None) -> None:
    """Before anything is asked. Raises InputError plan_needs_dry_run, plan_nothing_of_result, table_ending;
    EnvironmentProblem file_exists."""
    if plan is not None and not dry_run:
        raise InputError("plan_needs_dry_run")
    if dry_run and result is not None:
        raise InputError("plan_nothing_of_result")
    if plan is not None:
        check_ending(plan)
        refuse_existing(plan, overwrite=False)


async def foretell(
    terminal: Terminal,
    desk: Desk,
    sheets: Sequence[Checked],
    names: Sequence[str],
    out: Path | None,
    again: bool | None = None,
    *,
    move_same_day: bool = False,
    both_days: bool = False,
) -> int:
    """0: every row would be booked, or is booked already and skipped. 1: some would not, or there seem to be no seats
    for them. Rows set aside or left out count neither way, as in the upload itself. Sheets that are booked one after
    the other share the seats that are free, and book nobody twice. `names`: by which each is told from the others.
    `again`: see `Plan.answered`; where nobody has said, somebody left out for it makes it 1."""
    told: list[Forecast] = []
    booked: set[Key] = set()
    people: list[Appointment] = []  # that the sheets before would book
    for checked, name in zip(sheets, names, strict=True):
        cap, file = desk.session.client.pace.cap, checked.sheet.path.name
        before = told[-1].plan if told else None
        plan = await desk.plan(checked.appointments, after=before, file_name=file)
        plan = after(plan.moving() if move_same_day else plan, people)
        held = unsaid(plan, again, both_days=both_days)
        plan = plan.answered(again).after_sheets(booked)
        plan = plan.with_moves() if move_same_day else plan
        plan = held_back(plan, held)
        booked.update(row.key for row in plan.to_book)
        people += plan.to_book
        told.append(forecast.of(plan, checked, desk.account, desk.server, cap, file, name))
        _tell(terminal, told[-1], await desk.aside(partial(desk.unfinished, checked.appointments)))
    if out is not None:
        forecast.write(out, told, terminal.lang)
    _sums(terminal, told, out)
    lacking = ("hold_back", "invalid")
    counts = [one.counts(terminal.lang) for one in told]
    open_ones = any(one.short or one.plan.unanswered for one in told)
    return 1 if open_ones or any(count[fate] for count in counts for fate in lacking) else 0


def _tell(terminal: Terminal, one: Forecast, waiting: BatchInfo | None) -> None:
    """`waiting`: the batch that the upload would go on with."""
    lang = terminal.lang
    assert one.checked is not None
    if waiting is not None:
        terminal.note(say("plan_continues", lang, batch=waiting.id, count=waiting.unfinished))
    if terminal.as_json:
        for fate in one.fates(lang):
            told = {"sheet": one.label or one.checked.sheet.sheet, "row": fate.row, "plan": fate.fate}
            terminal.json({**told, "code": fate.code, "message": fate.words})
        return
    if one.label:
        terminal.line(f"{one.label}:")
    terminal.problems(one.plan.warnings)
    for step in one.fates(lang):
        if step.fate in ("skip", "move", "hold_back", "given_up"):
            terminal.line(f"{step.row:>8}  {say(f'plan_is_{step.fate}', lang)}: {step.words}")
    if left := len(one.plan.unanswered):
        terminal.note(say("given_up_would", lang, count=left))
    for hour in one.hours:
        free = "?" if hour.free is None else hour.free
        when = {"day": show_date(hour.date, lang), "hour": f"{hour.hour:02d}:00"}
        mark = "!" if hour.short else " "
        terminal.line(f"{mark} {say('plan_hour', lang, **when, wanted=hour.wanted, free=free)}")


def _sums(terminal: Terminal, told: Sequence[Forecast], out: Path | None) -> None:
    lang = terminal.lang
    if terminal.as_json:
        counts = [one.counts(lang) for one in told]
        summary: dict[str, Any] = {fate: sum(count[fate] for count in counts) for fate in counts[0]}
        hours = [
            {"date": hour.date.isoformat(), "hour": hour.hour, "wanted": hour.wanted, "free": hour.free}
            for one in told
            for hour in one.hours
        ]
        cost = {"calls": sum(one.calls for one in told), "seconds": sum(one.seconds for one in told)}
        more = {"short": sum(one.short for one in told), "file": str(out) if out else ""}
        terminal.json({"summary": summary, **cost, **more, "hours": hours})
        return
    for one in told:
        if one.label:
            terminal.line(f"{one.label}:")
        for line in forecast.sums(one, lang):
            terminal.line(line)
    terminal.line(say("plan_not_sent", lang))
    if out is not None:
        terminal.line(str(out))
