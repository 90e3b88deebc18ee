"""`mophic slots …`: the timetable of a month or a day, new slots, templates (guide 2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.at_desk import Job, at_desk, day_of
from app.commands.options import DataDirOption, Ids, Json, Language, Where, command, language, whole_ids
from app.commands.places import room_for
from app.commands.terminal import Terminal
from app.domain.values import Booking, TimeSlot, masked
from app.errors import InputError
from app.schedule import day_list, day_list_file, templates, timetable
from app.schedule.day_list import ListedDay
from app.schedule.timetable import Day, DayTotal, Period, SlotPlan, Template
from app.thai import show_date, today
from app.wording import Lang, say
from app.workbooks.files import refuse_existing

slots = typer.Typer(no_args_is_help=True, help="ตารางเวลารับผู้ป่วยฉีดวัคซีน · The timetable of slots.")

Dose = Annotated[int, typer.Option("--dose", min=1, max=9, help="which dose (เข็มที่)")]
Site = Annotated[str, typer.Option("--site", help="facility code of a field site of yours")]
Hours = Annotated[
    list[str] | None, typer.Option("--hours", help="8-12=10: from 08:00 to 12:00, ten seats an hour; may be repeated")
]
Whole = Annotated[bool, typer.Option("--whole", help="one slot for each stretch of hours, not one an hour")]
Closed = Annotated[bool, typer.Option("--closed", help="do not tick เปิดให้จองจาก MOPH-IC API")]
Locked = Annotated[bool, typer.Option("--confirm-locked", help="tick ยืนยันการจอง Slot: citizens can't change it")]


async def month(
    job: Job,
    when: Annotated[str, typer.Argument(metavar="[YYYY-MM]", help="default: this month")] = "",
    dose: Dose = 1,
    site: Site = "",
) -> int:
    """Seats free and booked on each day of a month."""
    year, number = _month_of(when)
    there = await job.at(site)
    days = await timetable.month(there.desk, year, number, dose)
    if job.terminal.as_json:
        job.terminal.json(
            {"facility": there.desk.account.facility, "dose": dose, "days": [_day_json(one) for one in days.values()]}
        )
        return 0
    for one in days.values():
        job.terminal.line(
            f"{show_date(one.date, job.terminal.lang):<14} "
            + say("day_line", job.terminal.lang, free=_count(one.free), booked=_count(one.booked))
        )
    if not days:
        job.terminal.line(say("no_slots_in_month", job.terminal.lang))
    return 0


def _day_json(one: DayTotal) -> dict[str, Any]:
    return {"date": one.date.isoformat(), "free": one.free, "booked": one.booked, "seats": one.seats}


def _count(number: int | None) -> str:
    return "?" if number is None else str(number)


def _month_of(text: str) -> tuple[int, int]:
    """2026-11, or 11/2569. Raises InputError day_unreadable."""
    if not text:
        return today().year, today().month
    first, _, second = text.replace("/", "-").partition("-")
    parts = (first, second) if len(first) == 4 else (second, first)
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise InputError("day_unreadable", value=text)
    day = day_of(f"{parts[0]}-{parts[1]}-01")
    return day.year, day.month


async def day(
    job: Job,
    when: Annotated[str, typer.Argument(metavar="DATE")],
    dose: Dose = 1,
    site: Site = "",
    ids: Ids = "masked",
) -> int:
    """Every hour of a day and who is booked into it."""
    whole = whole_ids(ids)
    there = await job.at(site)
    plan = await timetable.day(there.desk, day_of(when), dose)
    if job.terminal.as_json:
        job.terminal.json(_plan_json(plan, whole))
        return 0
    for hour in plan.hours:
        job.terminal.line(_slot_line(hour.slot, job.terminal))
        for number, one in enumerate(hour.people, 1):
            shown = day_list_file.show_id(one.cid, whole=whole)
            job.terminal.line(f"    {number:>3}. {shown}  {one.person_name}")
    if plan.without_hour:
        job.terminal.line(say("booked_without_hour", job.terminal.lang, count=len(plan.without_hour)))
    if not plan.readable:
        job.terminal.line(say("schedule_unreadable", job.terminal.lang))
    return 0


async def people(
    job: Job,
    first: Annotated[str, typer.Argument(metavar="[DATE]", help="default: today")] = "",
    last: Annotated[str, typer.Option("--to", help="last day; default: the first")] = "",
    ids: Ids = "masked",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="write it: .pdf (pages to print and sign), .xlsx (a sheet a day) or .csv"),
    ] = None,
    site: Site = "",
) -> int:
    """Who is booked on a day or span, by hour; new since the last look is marked. 0 certain, 4 something is not."""
    whole = whole_ids(ids)
    if out is not None:
        day_list_file.check_ending(out)
        refuse_existing(out, overwrite=False)
        room_for(out, job.terminal)
    start = day_of(first) if first else today()
    there = await job.at(site)
    listed = await day_list.ask(there.desk, start, day_of(last) if last else start)
    if out is not None:
        more = say("plan_practice", job.terminal.lang) if there.desk.server.practice else ""
        day_list_file.write(out, listed, job.terminal.lang, whole=whole, more=more)
    for one in listed.days:
        _tell_listed(job.terminal, one, whole)
    if out is not None and not job.terminal.as_json:
        job.terminal.line(str(out))
    await there.desk.aside(partial(day_list.keep, there.desk, listed))
    return 4 if any(one.notes for one in listed.days) else 0


def _tell_listed(terminal: Terminal, one: ListedDay, whole: bool) -> None:
    lang = terminal.lang
    if terminal.as_json:
        terminal.json(_listed_json(one, lang, whole))
        return
    terminal.line(f"{day_list_file.day_words(one, lang)}  {day_list_file.sum_words(one, lang)}")
    for number, line in enumerate(one.lines, 1):
        marks = [say("list_is_new", lang)] if line.new else []
        marks += [say(line.doubt, lang)] if line.doubt else []
        told = f"{number:>4}. {day_list_file.hour_words(line):<5}  {day_list_file.show_id(line.cid, whole=whole)}"
        terminal.line(f"{told}  {line.name}" + (f"  [{', '.join(marks)}]" if marks else ""))
    for words in day_list_file.gone_words(one, lang, whole=whole):
        terminal.line(f"   – {words}")
    for words in day_list_file.note_words(one, lang):
        terminal.line(f"! {words}")


def _listed_json(one: ListedDay, lang: Lang, whole: bool) -> dict[str, Any]:
    people = [
        {
            "hour": line.hour,
            "cid": line.cid if whole else masked(line.cid),
            "name": line.name,
            "dose": line.dose,
            "slot_id": line.slot_id,
            "new": line.new,
            "doubt": line.doubt,
        }
        for line in one.lines
    ]
    gone = [{"hour": seat.hour, "cid": seat.cid if whole else masked(seat.cid), "name": seat.name} for seat in one.gone]
    before = one.before.isoformat(timespec="seconds") if one.before else None
    facts = {"date": one.date.isoformat(), "readable": one.readable, "last_look": before}
    return {**facts, "people": people, "gone": gone, "notes": day_list_file.note_words(one, lang)}


def _slot_line(slot: TimeSlot, terminal: Terminal) -> str:
    marks = [say("slot_closed_mark", terminal.lang)] if not slot.open_to_api else []
    marks += [say("slot_locked_mark", terminal.lang)] if slot.locked else []
    seats = say("hour_line", terminal.lang, taken=slot.taken, seats=slot.seats, free=slot.free)
    number = f"  #{slot.slot_id}" if slot.slot_id else ""
    return f"{slot.hour:02d}:00-{slot.end_hour:02d}:00  {seats}  {' '.join(marks)}{number}".rstrip()


def _plan_json(plan: Day, whole: bool) -> dict[str, Any]:
    def people(seats: Iterable[Booking]) -> list[dict[str, Any]]:
        return [{"cid": one.cid if whole else masked(one.cid), "slot_id": one.slot_id} for one in seats]

    return {
        "date": plan.date.isoformat(),
        "readable": plan.readable,
        "slots": [{**_slot_json(hour.slot), "people": people(hour.people)} for hour in plan.hours],
        "without_hour": people(plan.without_hour),
    }


def _slot_json(slot: TimeSlot) -> dict[str, Any]:
    return {
        "slot": slot.slot_id,
        "from": slot.hour,
        "to": slot.end_hour,
        "dose": slot.dose,
        "seats": slot.seats,
        "taken": slot.taken,
        "free": slot.free,
        "open_to_api": slot.open_to_api,
        "confirm_locked": slot.locked,
    }


async def create(
    job: Job,
    first: Annotated[str, typer.Option("--from", help="first day")],
    last: Annotated[str, typer.Option("--to", help="last day; default: the first")] = "",
    template: Annotated[str, typer.Option("--template", help="name of a template, see `slots template`")] = "",
    hours: Hours = None,
    dose: Dose = 1,
    weekdays: Annotated[str, typer.Option("--weekdays", help="1 = Monday … 7, as 1-5 or 1,3,5")] = "1-5",
    keep_holidays: Annotated[bool, typer.Option("--keep-holidays", help="public holidays get slots too")] = False,
    whole: Whole = False,
    closed: Closed = False,
    locked: Locked = False,
    out: Annotated[Path | None, typer.Option("--out", help="write the plan as a workbook")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="plan only, change nothing")] = False,
    site: Site = "",
) -> int:
    """Make slots from a template or by hand. The real server has no call for it: there the plan goes to --out."""
    there = await job.at(site)
    terminal, desk = job.terminal, there.desk
    effect = desk.server.practice and not dry_run
    if not desk.server.practice:  # before anything is planned, not after
        terminal.note(say("slots_plan_only", terminal.lang, url=timetable.DASHBOARD))
        if out is None and not dry_run:
            raise InputError("plan_needs_out")
    room_for(out, terminal)
    pattern = _pattern(job, template, hours, whole, closed, locked)
    start, end = day_of(first), day_of(last or first)
    chosen = _weekdays(weekdays) if last else {start.weekday()}
    holidays = {} if keep_holidays or not last else timetable.thai_holidays(start, end, terminal.lang)
    known = await timetable.existing(desk, start, end, dose)
    plan = timetable.from_template(pattern, start, end, dose, chosen, known, holidays)
    if out is not None:
        from app.schedule import workbook  # heavy

        workbook.write(out, plan, desk.account, terminal.lang)
    made = await timetable.create(desk, plan) if effect else 0
    _tell_plan(terminal, plan, made, out)
    return 0 if plan.create else 1


def _pattern(job: Job, name: str, hours: list[str] | None, whole: bool, closed: bool, locked: bool) -> Template:
    if bool(name) == bool(hours):
        raise InputError("template_or_hours")
    if name:
        return templates.find(job.where.data, name, job.terminal.lang)
    return Template("-", _periods(hours or ()), not closed, locked, not whole)


def _periods(hours: Iterable[str]) -> tuple[Period, ...]:
    """8-12=10. Raises InputError period_unreadable, period_wrong, seats_wrong."""
    found = []
    for text in hours:
        match = re.fullmatch(r"\s*(\d{1,2})(?::00)?\s*-\s*(\d{1,2})(?::00)?\s*=\s*(\d{1,5})\s*", text)
        if match is None:
            raise InputError("period_unreadable", value=text)
        found.append(Period(int(match[1]), int(match[2]), int(match[3])))
    return tuple(found)


def _weekdays(text: str) -> set[int]:
    """1-5, or 1,3,5 -> {0, …}. Raises InputError weekdays_unreadable."""
    chosen: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*([1-7])\s*(?:-\s*([1-7])\s*)?", part)
        if match is None:
            raise InputError("weekdays_unreadable", value=text)
        chosen |= set(range(int(match[1]) - 1, int(match[2] or match[1])))
    return chosen


def _tell_plan(terminal: Terminal, plan: SlotPlan, made: int, out: Path | None) -> None:
    if terminal.as_json:
        terminal.json(
            {
                "created": made,
                "planned": len(plan.create),
                "seats": plan.seats,
                "days": [day.isoformat() for day in plan.days],
                "left_out": [
                    {"date": one.date.isoformat(), "why": one.code, "name": one.name} for one in plan.left_out
                ],
                "clashes": [{"date": one.wanted.date.isoformat(), "hour": one.wanted.hour} for one in plan.clashes],
                "file": str(out) if out else "",
            }
        )
        return
    for one in plan.left_out:
        why = say(f"left_{one.code}", terminal.lang, name=one.name)
        terminal.line(f"– {show_date(one.date, terminal.lang)}  {why}")
    for clash in plan.clashes:
        first, last = f"{clash.there.hour:02d}:00", f"{clash.there.end_hour:02d}:00"
        where = f"{show_date(clash.wanted.date, terminal.lang)} {clash.wanted.hour:02d}:00"
        terminal.line(f"! {where}  {say('left_clash', terminal.lang, first=first, last=last)}")
    code = "slots_made" if made else "slots_planned"
    terminal.line(say(code, terminal.lang, slots=len(plan.create), days=len(plan.days), seats=plan.seats))
    if out is not None:
        terminal.line(str(out))


async def edit(
    job: Job,
    slot: Annotated[int, typer.Argument(help="number of the slot, see `slots day`")],
    seats: Annotated[int | None, typer.Option("--seats", min=0)] = None,
    open_to_api: Annotated[bool | None, typer.Option("--open/--closed", help="เปิดให้จองจาก MOPH-IC API")] = None,
    locked: Annotated[bool | None, typer.Option("--confirm-locked/--unlocked", help="ยืนยันการจอง Slot")] = None,
) -> int:
    """Change one slot; never below the seats taken. Practice server only."""
    await timetable.edit(job.desk, slot, seats=seats, open_to_api=open_to_api, locked=locked)
    _done(job.terminal, "slot_saved")
    return 0


async def delete(job: Job, numbers: Annotated[list[int], typer.Argument(metavar="SLOT…")]) -> int:
    """Remove slots that nobody is booked into. Practice server only."""
    await timetable.delete(job.desk, numbers)
    _done(job.terminal, "slots_deleted", count=len(numbers))
    return 0


def _done(terminal: Terminal, code: str, **params: object) -> None:
    if terminal.as_json:
        terminal.json({"done": code, **params})
    else:
        terminal.line(say(code, terminal.lang, **params))


@slots.command("template")
@command
def template(
    name: Annotated[str, typer.Argument(help="make this one from --hours")] = "",
    hours: Hours = None,
    whole: Whole = False,
    closed: Closed = False,
    locked: Locked = False,
    drop: Annotated[bool, typer.Option("--delete", help="remove it")] = False,
    as_json: Json = False,
    data_dir: DataDirOption = None,
    lang: Language = "th",
) -> int:
    """List templates, or keep or remove one of your own. Needs no server."""
    terminal, where = Terminal(language(lang), as_json=as_json), Where.of(data_dir)
    if drop:
        templates.drop(where.data, name)
    elif name:
        templates.keep(where.data, Template(name.strip(), _periods(hours or ()), not closed, locked, not whole))
    listed = (*templates.standard(terminal.lang), *templates.load(where.data))
    if as_json:
        terminal.json({"templates": [_template_json(one) for one in listed]})
        return 0
    for one in listed:
        terminal.line(f"{one.name}: " + ", ".join(f"{p.hour:02d}-{p.end_hour:02d}={p.seats}" for p in one.periods))
    return 0


def _template_json(one: Template) -> dict[str, Any]:
    return templates.written(one) | {"seats_a_day": sum(slot.seats for slot in one.slots(date(2026, 1, 5), 1))}


slots.command("month")(at_desk(month))
slots.command("day")(at_desk(day))
slots.command("list")(at_desk(people))
slots.command("create")(at_desk(create))
slots.command("edit")(at_desk(edit))
slots.command("delete")(at_desk(delete))
