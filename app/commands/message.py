"""`mophic message`: send to citizens (ระบบประชาสัมพันธ์/แจ้งข่าว), go on, update, decide, look at a practice phone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from app.booking.control import Control
from app.commands.asking import must_agree, somebody_there
from app.commands.at_desk import Job, at_desk, day_of
from app.commands.exit_codes import code_of_run
from app.commands.message_status import status
from app.commands.options import Column, Dates, Said, Same
from app.commands.running import interrupts
from app.commands.sheets import SheetOptions, not_read, read_sheet
from app.commands.terminal import Terminal
from app.domain.message import Draft, MessageState, Part, checked, divide, hours_for, lacking, plain_of
from app.domain.message_info import MessageInfo
from app.domain.values import Problem, masked
from app.errors import AppError, InputError
from app.events import Event, MessageHeld
from app.messages.audience import Audience, Gathering, ListFile, SheetPeople, of_sheet, read_list
from app.messages.sending import Ended, Messenger
from app.wording import ranges, say

Days = Annotated[list[str] | None, typer.Option(metavar="DAY", help="may be given more than once")]
Title = Annotated[str, typer.Option("--title", help="หัวเรื่อง")]
Text = Annotated[str, typer.Option("--text", help="may hold {name} {date} {time}")]
TextFile = Annotated[Path | None, typer.Option("--text-file", help="the text in a file, UTF-8")]
Url = Annotated[str, typer.Option("--url", help="for the citizen to press")]
Wait = Annotated[bool, typer.Option("--wait", help="where 5 calls an hour are too few: wait and go on")]
Ref = Annotated[str, typer.Argument(help="ref code or number, see `message status`")]

app = typer.Typer(no_args_is_help=True, help="ส่งข้อความถึงประชาชน · Messages to citizens.")
app.command("status")(status)


@app.command("send")
@at_desk
async def send(
    job: Job,
    title: Title,
    text: Text = "",
    text_file: TextFile = None,
    url: Url = "",
    slot: Days = None,
    dose: Annotated[int | None, typer.Option(help="of --slot and --vaccinated; default all")] = None,
    site: Annotated[str, typer.Option("--site", help="of --slot: facility code of a field site of yours")] = "",
    cid: Annotated[list[str] | None, typer.Option(help="one person; may be given more than once")] = None,
    vaccinated: Days = None,
    file: Annotated[Path | None, typer.Option("--list", help="text file, one 13-digit id a line")] = None,
    sheet: Annotated[Path | None, typer.Option(help="workbook of appointments")] = None,
    sheet_name: Annotated[str | None, typer.Option("--sheet-name", help="of --sheet: which of its sheets")] = None,
    column: Column = None,
    same: Same = None,
    dates: Dates = None,
    look_up: Annotated[bool, typer.Option("--look-up", help="ask the target list for everybody")] = False,
    again: Annotated[bool, typer.Option("--again", help="although the same went to the same people")] = False,
    wait: Wait = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would be sent, to how many")] = False,
) -> int:
    """Send a message to everybody booked on a day, in a list, in a sheet, or named: added up, each person once."""
    draft = checked(Draft(title, text_of(text, text_file), url))
    listed = read_list(file) if file is not None else ListFile((), (), 0)
    _tell_bad_lines(job.terminal, listed)
    messenger = Messenger(job.desk)
    audience, _ = Audience().add(listed.people)
    nobody: tuple[Problem, ...] = ()
    if sheet is not None:
        read = read_sheet(
            sheet, SheetOptions.of(sheet_name, False, column, same, Said(dates=dates)), messenger.facility
        )
        job.terminal.sheets_not_read(not_read(read, [read]))
        found = of_sheet(read)
        audience, _ = audience.add(found.people)
        nobody = found.nobody
        _tell_left_out(job.terminal, found)
    there = Messenger((await job.at(site)).desk)
    audience = await there.gather(partial(_booked, audience, slot or (), dose))
    audience = await messenger.gather(partial(_asked, audience, vaccinated or (), cid or (), dose))
    if look_up or lacking(draft, audience.people):
        audience = await _looked_up(job.terminal, messenger, audience)
    parts = divide(draft, audience.people, "ref")
    preview(job.terminal, parts, len(audience), (await messenger.aside(messenger.allowance)).left)
    if dry_run:
        cids = [one.cid for one in audience.people]
        refuse = partial(messenger.book.refuse_twice, messenger.facility, draft, cids, again=again)
        await messenger.aside(refuse)
        job.terminal.note(say("message_not_sent_dry", job.terminal.lang))
        return 1 if listed.problems or nobody else 0
    confirm(job, len(audience))
    number = await messenger.aside(partial(messenger.save, draft, audience.people, again=again))
    code = await send_now(job, messenger, number, wait)
    return code or (1 if listed.problems or nobody else 0)


@app.command("continue")
@at_desk
async def go_on(
    job: Job,
    ref: Ref,
    retry: Annotated[bool, typer.Option("--retry", help="refused calls once more")] = False,
    wait: Wait = False,
) -> int:
    """Send what is left of a message. What is in doubt is not sent: `message decide` first."""
    messenger = Messenger(job.desk)
    number = await messenger.find(ref)
    if retry:
        await messenger.aside(partial(messenger.book.plan_again, number))
    planned = await messenger.aside(partial(messenger.book.parts, number, (MessageState.PLANNED,)))
    left = sum(len(part.people) for part in planned)
    if left:
        confirm(job, left)
    return await send_now(job, messenger, number, wait)


@app.command("update")
@at_desk
async def update(
    job: Job, ref: Ref, title: Title, text: Text = "", text_file: TextFile = None, url: Url = "", wait: Wait = False
) -> int:
    """Another text for a message that went out, under its ref code, to the same people."""
    messenger = Messenger(job.desk)
    draft = Draft(title, text_of(text, text_file), url)
    number = await messenger.aside(partial(messenger.save_update, await messenger.find(ref), draft))
    try:
        confirm(job, (await messenger.aside(partial(messenger.book.info, number))).targets)
    except (InputError, typer.Abort):
        await messenger.aside(partial(messenger.book.discard, number))
        raise
    return await send_now(job, messenger, number, wait)


@app.command("decide")
@at_desk
async def decide(
    job: Job,
    ref: Ref,
    sent: Annotated[bool, typer.Option("--sent/--not-sent", help="what the Dashboard's register shows")],
) -> int:
    """Say of a message in doubt whether it went out. One that did not can then be continued."""
    messenger = Messenger(job.desk)
    count = await messenger.aside(partial(messenger.decide, await messenger.find(ref), sent=sent))
    if job.terminal.as_json:
        job.terminal.json({"decided": count})
    else:
        job.terminal.line(str(count))
    return 0


@app.command("discard")
@at_desk
async def discard(job: Job, ref: Ref) -> int:
    """Forget a message of which nothing was sent."""
    messenger = Messenger(job.desk)
    number = await messenger.find(ref)
    await messenger.aside(partial(messenger.book.discard, number))
    if job.terminal.as_json:
        job.terminal.json({"discarded": number})
    return 0


@app.command("phone")
@at_desk
async def phone(
    job: Job,
    cid: Annotated[str, typer.Argument(help="default: all citizens")] = "",
    open_all: Annotated[bool, typer.Option("--open", help="the citizen taps every message with a URL")] = False,
) -> int:
    """What a practice citizen received on LINE OA and in the application. Practice only."""
    client = job.desk.session.client
    if not cid:
        people = await client.phones()
        for one in people:
            shown = {**one, "cid": masked(one["cid"])}
            job.terminal.json(shown) if job.terminal.as_json else job.terminal.line(_citizen(one))
        return 0
    found = await client.phone(cid)
    if found["person"] is None:
        raise InputError("person_not_target")
    if open_all:
        numbers = {entry["id"] for channel in ("line", "app") for entry in found[channel] if entry["url"]}
        for number in sorted(numbers):
            await client.open_message(cid, number)
        found = await client.phone(cid)
    if job.terminal.as_json:
        job.terminal.json({**found, "person": {**found["person"], "cid": masked(cid)}})
    else:
        _show_phone(job.terminal, found)
    return 0


def _citizen(one: dict[str, Any]) -> str:
    channels = " ".join(name for name in ("line", "app") if one[name]) or "–"
    return f"{masked(one['cid'])}  {one['name']}  [{channels}]  {one['received']} ✓  {one['missed']} ✗"


def _show_phone(terminal: Terminal, found: dict[str, Any]) -> None:
    terminal.line(found["person"]["name"])
    for channel, name in (("line", "LINE OA"), ("app", "หมอพร้อม")):
        for entry in found[channel]:
            mark = "✓" if entry["opened_at"] else " "
            terminal.line(f"{mark} {name}  {entry['at'][:16].replace('T', ' ')}  {entry['title']}")
            terminal.text("    " + entry["text"].replace("\n", "\n    "))
    if found["missed"]:
        terminal.line(say("message_missed", terminal.lang, count=found["missed"]))


# --- small things ---


def text_of(text: str, file: Path | None) -> str:
    if file is None:
        return text
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("audience_file_unreadable", type(error).__name__, name=file.name) from error


async def _booked(audience: Audience, days: Sequence[str], dose: int | None, gathering: Gathering) -> Audience:
    """The audience and whoever is booked on these days, at the facility or at one of its field sites."""
    for day in days:
        audience, _ = audience.add(await gathering.by_slot(day_of(day), dose))
    return audience


async def _asked(
    audience: Audience, vaccinated: Sequence[str], cids: Sequence[str], dose: int | None, gathering: Gathering
) -> Audience:
    """The audience and whoever the server knows for these days and ids."""
    for day in vaccinated:
        audience, _ = audience.add(await gathering.by_vaccination(day_of(day), dose))
    for cid in cids:
        audience, _ = audience.add([await gathering.by_person(cid)])
    return audience


def _tell_bad_lines(terminal: Terminal, listed: ListFile) -> None:
    for problem in listed.problems:
        words = terminal.sentence(problem)
        if terminal.as_json:
            terminal.json({"line": problem.row, "code": problem.code, "message": words})
        else:
            terminal.line(f"✗ {words}")


def _tell_left_out(terminal: Terminal, found: SheetPeople) -> None:
    """Which rows of a sheet get no message and why, and whose day is past."""
    if terminal.as_json:
        for problem in found.nobody:
            terminal.json(terminal.problem_json(problem))
    else:
        terminal.problems(found.nobody)
    if found.past:
        words = say("audience_past_days", terminal.lang, count=len(found.past), rows=ranges(found.past))
        terminal.note(words)


async def _looked_up(terminal: Terminal, messenger: Messenger, audience: Audience) -> Audience:
    """Names and appointments from the target list; who is not on it is told, and stays: the clerk may remove them."""
    found = await messenger.gather(lambda ask: ask.look_up(audience.people, lambda _done: None))
    if found.strangers:
        ids = ", ".join(masked(cid) for cid in found.strangers)
        terminal.note(say("audience_strangers", terminal.lang, count=len(found.strangers), ids=ids))
    return Audience(found.people)


def preview(terminal: Terminal, parts: Sequence[Part], people: int, left: int) -> None:
    """What LINE will show of the first text, and what it costs."""
    cost = "message_cost_one" if len(parts) == 1 else "message_cost_many"
    if len(parts) > left:
        cost = "message_cost_wait"
    words = say(cost, terminal.lang, calls=len(parts), left=left, hours=hours_for(len(parts), left))
    first = parts[0].draft
    if terminal.as_json:
        texts = [
            {
                "title": part.draft.title,
                "line": plain_of(part.draft.text, part.draft.url),
                "people": len(part.people),
            }
            for part in parts
        ]
        terminal.json({"people": people, "calls": len(parts), "calls_left": left, "texts": texts})
        return
    terminal.text(f"{first.title}\n{plain_of(first.text, first.url)}")
    terminal.line(say("message_would_go", terminal.lang, count=people))
    terminal.line(words)


def confirm(job: Job, people: int) -> None:
    """Before real citizens are messaged somebody must have said yes. Practice messages nobody."""
    if job.yes or (job.desk.server.practice and not somebody_there()):
        return
    if not somebody_there():
        raise InputError("message_confirm_needed", count=people)
    code = "practice_at_once" if job.desk.server.practice else "message_confirm"
    job.terminal.note(say(code, job.terminal.lang, count=people, server=job.desk.server.url))
    must_agree(job.terminal.lang)


async def send_now(job: Job, messenger: Messenger, number: int, wait: bool) -> int:
    """Send and tell; the exit code."""
    control = Control()
    parts = await messenger.aside(partial(messenger.book.parts, number))
    info = await messenger.aside(partial(messenger.book.info, number))
    with interrupts(asyncio.get_running_loop(), control):
        ended = await messenger.send(number, control, _Telling(job.terminal), wait=wait)
    if ended.known is None:
        parts = await messenger.aside(partial(messenger.book.parts, number))
        info = await messenger.aside(partial(messenger.book.info, number))
    else:
        parts = tuple(replace(part, state=ended.known.get(part.number, part.state)) for part in parts)
    _report(job.terminal, info, parts, ended)
    unfinished = any(ended.states.get(state) for state in (MessageState.UNKNOWN, MessageState.PLANNED))
    return code_of_run(ended.error, unfinished=unfinished, not_all=bool(ended.states.get(MessageState.REFUSED)))


class _Telling:
    """Pauses in a sentence, on stderr."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def __call__(self, event: Event) -> None:
        if isinstance(event, MessageHeld) and event.reason:
            at = f"{event.until:%H:%M}" if event.until else ""
            self._terminal.note(say(event.reason, self._terminal.lang, at=at))


def _report(terminal: Terminal, info: MessageInfo, parts: Sequence[Part], ended: Ended) -> None:
    sent = [part for part in parts if part.state is MessageState.SENT]
    people = sum(len(part.people) for part in sent)
    missed = sum(len(part.delivery.not_target) for part in sent)
    if terminal.as_json:
        calls = {str(state): ended.states.get(state, 0) for state in MessageState}
        facts = {"ref_code": info.ref_code, "people": info.targets, "sent_to": people, "calls": calls}
        told = {"app": info.app, "line": info.line, "not_target": missed}
        more = {"next_at": ended.next_at.isoformat() if ended.next_at else None, "error": ended.error}
        terminal.json({"summary": {**facts, **told, **more}})
    else:
        if sent:
            terminal.line(say("message_went", terminal.lang, count=people))
        if info.app is not None:
            terminal.line(say("message_reached", terminal.lang, app=info.app, line=info.line))
        terminal.line(info.ref_code)
    _report_trouble(terminal, parts, missed, ended)


def _report_trouble(terminal: Terminal, parts: Sequence[Part], missed: int, ended: Ended) -> None:
    if missed:
        terminal.note(say("message_not_targets", terminal.lang, count=missed))
    for part in parts:
        if part.state is MessageState.UNKNOWN:
            terminal.error(AppError("message_doubt", part.detail))
        elif part.state is MessageState.REFUSED:
            terminal.error(AppError("message_was_refused", part.detail))
    if ended.next_at is not None:
        terminal.note(say("message_waits", terminal.lang, at=f"{ended.next_at:%H:%M}"))
    if ended.error:
        terminal.error(AppError(ended.error, ended.detail, **ended.params))
