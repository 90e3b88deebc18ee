"""`mophic book`, `cancel`, `move`, `target …`, `queue …`, `sites`: one person at a time, and the target list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.at_desk import Job, at_desk, day_of, hour_of
from app.commands.by_list import ListFile, Result, of_everybody, of_list, only_one
from app.commands.exit_codes import code_of_run
from app.commands.options import Column, Ids, SheetName, whole_ids
from app.commands.running import confirm, confirm_undo, tell_holidays, watched
from app.commands.schedule import Dose, Site
from app.commands.sheets import SheetOptions, read_rows
from app.commands.terminal import Terminal
from app.domain.values import CANCEL, MOVE, Appointment, Booking, Person, Problem, QueueCard, masked
from app.errors import AppError, InputError
from app.journal.rows import HAS_BOTH, MOVES_ON, OLD_OVER
from app.people import person, targets
from app.people.person import PersonResult
from app.people.targets import NewPerson, Registered
from app.thai import example_date, example_day, show_date
from app.wording import say, say_in_row, say_registered, server_words

target = typer.Typer(no_args_is_help=True, help="กลุ่มเป้าหมาย · The target list.")
queue = typer.Typer(no_args_is_help=True, help="บัตรคิว · Queue cards.")

Cid = Annotated[str, typer.Argument(metavar="CID", help="citizen id, 13 digits")]
OrList = Annotated[str, typer.Argument(metavar="[CID]", help="citizen id, 13 digits")]
When = Annotated[str, typer.Option("--date", help=f"{example_date()} or {example_day()}")]
Hour = Annotated[str, typer.Option("--hour", help="8 or 08:00")]
# Outcomes after which the citizen has what was asked for.
_GOOD = (
    "booked",
    "already_booked",
    "also_other_hour",
    "booked_in_other_batch",
    "found_booked",
    "decided_by_clerk",
    "cancelled",
    "moved",
    OLD_OVER,
)


async def book(
    job: Job,
    cid: Cid,
    date: When,
    hour: Hour,
    dose: Dose = 1,
    site: Site = "",
    both_days: Annotated[
        bool, typer.Option("--both-days", help="also where an appointment on another day stands for the same dose")
    ] = False,
) -> int:
    """Book one person. The citizen is messaged at once."""
    there = await job.at(site)
    day, at = day_of(date), hour_of(hour)
    found = await person.look_up(there.desk, cid)
    row = Appointment(1, cid, day, at, dose, found.full_name, found.mobile_phone)
    if (second := person.second_of(found, row)) and not both_days:
        raise InputError("second_appointment", **person.times(second))
    tell_holidays(job.terminal, [day])
    confirm(job.terminal, there.desk, 1, job.yes)
    result = await watched(job.terminal, 0, 1, lambda control, emit: person.book(there.desk, row, control, emit))
    return _told(job.terminal, result, found)


async def cancel(
    job: Job,
    cid: OrList = "",
    date: When = "",
    hour: Hour = "",
    site: Site = "",
    people: ListFile = None,
    out: Result = None,
    sheet: SheetName = None,
    column: Column = None,
) -> int:
    """Cancel one person's appointment, or with --list those of a sheet of people, whoever made them."""
    only_one(cid, people)
    there = await job.at(site)
    if people is not None:
        when = day_of(date) if date else None, hour_of(hour) if hour else None
        return await of_list(there, people, CANCEL, out, SheetOptions.of(sheet, False, column), *when)
    found, booking = await _picked(there, cid, date, hour)
    confirm_undo(job.terminal, 1, job.yes)
    result = await watched(
        job.terminal, 0, 1, lambda control, emit: person.cancel(there.desk, found, booking, control, emit)
    )
    return _told(job.terminal, result, found)


async def move(
    job: Job,
    cid: OrList = "",
    to_date: Annotated[str, typer.Option("--to-date", help="default: the same day")] = "",
    to_hour: Annotated[str, typer.Option("--to-hour", help="default: the same hour")] = "",
    date: When = "",
    hour: Hour = "",
    site: Site = "",
    people: ListFile = None,
    everybody: Annotated[
        bool, typer.Option("--everybody", help="all of --date to the same hours of --to-date: a doctor is away")
    ] = False,
    out: Result = None,
    sheet: SheetName = None,
    column: Column = None,
) -> int:
    """Move an appointment to another day or hour: one person's, with --list those of a sheet of people (its day and
    hour are the new ones), or everybody's of a day. Each citizen is messaged at once."""
    only_one(cid, people, everybody)
    there = await job.at(site)
    if everybody and not (date and to_date):
        raise InputError("everybody_needs_days")
    if everybody:
        return await of_everybody(there, day_of(date), day_of(to_date), out)
    if people is not None:
        when = day_of(date) if date else None, hour_of(hour) if hour else None
        return await of_list(there, people, MOVE, out, SheetOptions.of(sheet, False, column), *when)
    found, booking = await _picked(there, cid, date, hour)
    if booking.date is None or booking.hour is None:
        raise InputError("booking_without_time")
    day = day_of(to_date) if to_date else booking.date
    at = hour_of(to_hour) if to_hour else booking.hour
    if day == booking.date:
        job.terminal.note(say("move_same_day_first", job.terminal.lang))
    else:
        tell_holidays(job.terminal, [day])
    confirm(job.terminal, there.desk, 1, job.yes)
    result = await watched(
        job.terminal, 0, 2, lambda control, emit: person.move(there.desk, found, booking, day, at, control, emit)
    )
    return _told(job.terminal, result, found)


async def _picked(job: Job, cid: str, date: str, hour: str) -> tuple[Person, Booking]:
    day, at = day_of(date) if date else None, hour_of(hour) if hour else None
    found = await person.look_up(job.desk, cid)
    return found, person.pick(job.desk, found, day, at)


def _told(terminal: Terminal, result: PersonResult, found: Person) -> int:
    return report_person(terminal, result, found.cid, f"{masked(found.cid)}  {found.full_name}: ")


def report_person(terminal: Terminal, result: PersonResult, cid: str = "", whose: str = "") -> int:
    """How one person's change ended, and its exit code."""
    if terminal.as_json:
        terminal.json(
            {
                "cid": masked(cid),
                "outcome": result.code,
                "state": str(result.state),
                "slot_id": result.slot_id,
                "batch": result.batch,
                "error": result.error,
                "message": say(result.code, terminal.lang, row=1, detail=result.detail),
            }
        )
    else:
        words = f" ({told})" if (told := server_words(result.code, result.detail)) else ""
        terminal.line(f"{whose}{say(result.code, terminal.lang, row=1, detail=result.detail)}{words}")
    if result.code == HAS_BOTH:
        terminal.note(say("move_has_both_hint", terminal.lang, batch=result.batch))
    if result.error:
        terminal.error(AppError(result.error, result.detail, **result.params))
    unfinished = result.state.unfinished or result.code in (*MOVES_ON, "not_cancelled")
    return code_of_run(result.error, unfinished=unfinished, not_all=result.code not in _GOOD)


# --- the target list ---


async def show(job: Job, cid: Cid, ids: Ids = "masked") -> int:
    """Who that is: eligibility, appointments, vaccinations, queue card."""
    whole = whole_ids(ids)
    found = await person.look_up(job.desk, cid)
    if job.terminal.as_json:
        job.terminal.json(_person_json(found, whole))
        return 0
    lang = job.terminal.lang
    job.terminal.line(f"{_id(found.cid, whole)}  {found.full_name}  {found.mobile_phone}")
    job.terminal.line(say("eligible_yes" if found.eligible else "eligible_unknown", lang))
    for one in person.ordered(found.bookings):
        when = show_date(one.date, lang) if one.date else "?"
        at = f"{one.hour:02d}:00" if one.hour is not None else "?"
        job.terminal.line(
            say("booking_line", lang, date=when, hour=at, dose=one.dose or "?", place=one.facility_name or one.facility)
        )
    for given in found.vaccinations:
        facts = {str(key).lower(): value for key, value in given.items()}
        when = str(facts.get("immunization_datetime", ""))[:10]
        job.terminal.line(
            say(
                "vaccination_line",
                lang,
                date=when,
                dose=facts.get("vaccine_plan_no", "?"),
                name=str(facts.get("vaccine_name", ""))[:60],
            )
        )
    if found.queue:
        job.terminal.line(say("queue_line", lang, number=found.queue.shown))
    return 0


def _id(cid: str, whole: bool) -> str:
    return cid if whole else masked(cid)


def _person_json(found: Person, whole: bool) -> dict[str, Any]:
    return {
        "cid": _id(found.cid, whole),
        "name": found.full_name,
        "birth_date": found.birth_date.isoformat() if found.birth_date else None,
        "mobile_phone": found.mobile_phone,
        "eligible": found.eligible,
        "appointments": [
            {
                "slot_id": one.slot_id,
                "date": one.date.isoformat() if one.date else None,
                "hour": one.hour,
                "dose": one.dose,
                "facility": one.facility,
                "by_citizen": one.by_citizen,
            }
            for one in person.ordered(found.bookings)
        ],
        "vaccinations": [_given_json(one, found.cid, whole) for one in found.vaccinations],
        "queue": _card_json(found.queue),
    }


def _given_json(given: Mapping[str, object], cid: str, whole: bool) -> dict[str, object]:
    """As the server tells it, which may name the person once more."""
    return {name: _id(cid, whole) if str(value) == cid else value for name, value in given.items()}


async def register(
    job: Job,
    file: Annotated[Path | None, typer.Argument(metavar="[SHEET]", help="a sheet of people")] = None,
    cid: Annotated[str, typer.Option("--cid")] = "",
    name: Annotated[str, typer.Option("--name", help="with title: นางสาวสมมุติ ใจดี")] = "",
    birth_date: Annotated[str, typer.Option("--birth-date", help="31/1/2523 or 1980-01-31")] = "",
    gender: Annotated[str, typer.Option("--gender", help="1 or ชาย, 2 or หญิง; default: by the title")] = "",
    phone: Annotated[str, typer.Option("--phone")] = "",
    sheet: SheetName = None,
    column: Column = None,
    ids: Ids = "masked",
) -> int:
    """Put one person, or a sheet of people, on the target list. Who is on it already is left unchanged."""
    if (file is None) == (not cid):
        raise InputError("person_or_sheet")
    whole = whole_ids(ids)
    problems: tuple[Problem, ...] = ()
    if file is not None:
        from app.sheets import columns  # heavy

        raw = read_rows(file, sheet)
        job.terminal.sheets_not_read(raw.others)
        said = SheetOptions.of(sheet, False, column).columns
        people, problems = targets.people_of(raw, known=columns.settle(raw, said=said, asked=("cid",)))
        job.terminal.aside(targets.set_aside(raw))
        for one in problems:
            _tell_problem(job.terminal, one)
    else:
        people = (_typed(cid, name, birth_date, gender, phone),)
    done = await targets.register(job.desk, people)
    return _registered(job.terminal, done, len(problems), whole)


def _tell_problem(terminal: Terminal, problem: Problem) -> None:
    if terminal.as_json:
        terminal.json({"row": problem.row, "outcome": "invalid", "code": problem.code})
    terminal.line(f"✗ {say_in_row(problem, terminal.lang)}")


def _typed(cid: str, name: str, birth_date: str, gender: str, phone: str) -> NewPerson:
    prefix, first, last = targets.name_parts(name)
    born: date = targets.birth_date(birth_date)
    return NewPerson(cid, prefix, first, last, born, targets.gender_of(gender, prefix), phone)


def _registered(terminal: Terminal, done: tuple[Registered, ...], invalid: int, whole: bool) -> int:
    counts = {
        fate: sum(one.fate == fate for one in done) for fate in ("registered", "was_on_list", "refused", "unknown")
    }
    for one in done:
        if terminal.as_json:
            terminal.json({"cid": _id(one.person.cid, whole), "row": one.person.row, "outcome": one.fate})
        elif one.fate not in ("registered", "was_on_list") or len(done) == 1:
            words = f" ({one.detail})" if one.detail else ""
            terminal.line(f"{_id(one.person.cid, whole)}  {say(f'person_{one.fate}', terminal.lang)}{words}")
    if terminal.as_json:
        terminal.json({"summary": {**counts, "invalid": invalid}})
    else:
        terminal.line(say_registered({**counts, "invalid": invalid}, terminal.lang))
    return code_of_run("", unfinished=bool(counts["unknown"]), not_all=bool(counts["refused"] or invalid))


# --- queue cards, field sites ---


async def queue_show(job: Job, cid: Cid) -> int:
    """The person's queue card."""
    return _card(job.terminal, (await person.look_up(job.desk, cid)).queue)


async def queue_book(
    job: Job,
    cid: Cid,
    manufacturer: Annotated[int | None, typer.Option("--manufacturer", help="vaccine_manufacturer_id")] = None,
    site: Site = "",
) -> int:
    """Take a queue card for a person."""
    there = await job.at(site)
    confirm(job.terminal, there.desk, 1, job.yes)
    return _card(job.terminal, await person.take_card(there.desk, cid, manufacturer))


async def queue_cancel(job: Job, cid: Cid, site: Site = "") -> int:
    """Cancel the person's queue card."""
    there = await job.at(site)
    confirm_undo(job.terminal, 1, job.yes)
    card = await person.give_back_card(there.desk, cid)
    if job.terminal.as_json:
        job.terminal.json({"cancelled": _card_json(card)})
    else:
        job.terminal.line(say("card_cancelled", job.terminal.lang, number=card.shown))
    return 0


def _card(terminal: Terminal, card: QueueCard | None) -> int:
    if terminal.as_json:
        terminal.json({"queue": _card_json(card)})
    elif card is None:
        terminal.line(say("card_none", terminal.lang))
    else:
        terminal.line(say("queue_line", terminal.lang, number=card.shown))
    return 0 if card else 1


def _card_json(card: QueueCard | None) -> dict[str, Any] | None:
    if card is None:
        return None
    numbers = {"card_id": card.card_id, "number": card.number, "field_number": card.field_number}
    return {**numbers, "facility": card.facility, "at": card.at}


async def sites(job: Job) -> int:
    """The facility's field sites."""
    found = await job.desk.field_sites()
    if job.terminal.as_json:
        job.terminal.json({"sites": [{"facility": one.code, "name": one.name} for one in found]})
        return 0
    for one in found:
        job.terminal.line(f"{one.code}  {one.name}")
    if not found:
        job.terminal.line(say("no_sites", job.terminal.lang))
    return 0


target.command("show")(at_desk(show))
target.command("register")(at_desk(register))
queue.command("show")(at_desk(queue_show))
queue.command("book")(at_desk(queue_book))
queue.command("cancel")(at_desk(queue_cancel))
