"""`mophic message remind`: everybody who is booked on a day, nobody twice for one appointment."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Annotated

import typer

from app.commands.at_desk import Job, at_desk, day_of
from app.commands.message import Text, TextFile, Url, Wait, confirm, preview, send_now, text_of
from app.commands.terminal import Terminal
from app.domain.message import Draft, Part, checked, divide, plain_of
from app.domain.values import masked
from app.messages import reminders
from app.messages.reminders import Reminding
from app.messages.sending import Messenger
from app.schedule import day_list
from app.schedule.day_list_file import day_words, note_words
from app.thai import today
from app.wording import say


@at_desk
async def remind(
    job: Job,
    day: Annotated[str, typer.Argument(metavar="[DATE]", help="default: tomorrow")] = "",
    last: Annotated[str, typer.Option("--to", help="last day; default: the first")] = "",
    title: Annotated[str, typer.Option("--title", help="หัวเรื่อง; default: our own words")] = "",
    text: Text = "",
    text_file: TextFile = None,
    url: Url = "",
    site: Annotated[str, typer.Option("--site", help="facility code of a field site of yours")] = "",
    again: Annotated[bool, typer.Option("--again", help="those reminded of the same appointment, too")] = False,
    wait: Wait = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would be sent, to how many")] = False,
) -> int:
    """Remind everybody who is booked on a day (default: tomorrow), by {name} {day} {hour} {place}; see `slots list`.
    Whoever was reminded of the same appointment is left out. 1: somebody got none, as the list is not certain, or
    is in a message that was not sent to its end."""
    usual = reminders.usual()
    draft = checked(Draft(title or usual.title, text_of(text, text_file) or usual.text, url))
    first = day_of(day) if day else today() + timedelta(days=1)
    listed = await day_list.ask((await job.at(site)).desk, first, day_of(last) if last else first)
    messenger = Messenger(job.desk)
    people = day_list.recipients(listed)
    found = await reminders.remind(messenger, people, len(listed.lines), again=again)
    notes = [
        f"{day_words(one, job.terminal.lang)}: {words}"
        for one in listed.days
        for words in note_words(one, job.terminal.lang)
    ]
    _tell(job.terminal, found, notes)
    uncertain = 1 if found.unsure or found.waiting or notes else 0
    if not found.people:
        job.terminal.note(say("reminders_nobody", job.terminal.lang))
        return uncertain
    parts = divide(draft, found.people, "ref")
    _show(job.terminal, (await messenger.aside(messenger.allowance)).left, draft, parts, found)
    if dry_run:
        job.terminal.note(say("message_not_sent_dry", job.terminal.lang))
        return uncertain
    confirm(job, len(found.people))
    number = await messenger.aside(partial(messenger.save, draft, found.people, again=again, reminder=True))
    return await send_now(job, messenger, number, wait) or uncertain


def _tell(terminal: Terminal, found: Reminding, notes: list[str]) -> None:
    for words in notes:
        terminal.note(words)
    if found.before:
        terminal.note(say("reminders_left_out", terminal.lang, count=len(found.before)))
    if found.missed:
        terminal.note(say("reminders_missed", terminal.lang, count=len(found.missed)))
        for one in found.missed:
            terminal.note(f"    {one.hour:02d}:00  {masked(one.cid)}  {one.name}")
    if found.waiting:
        terminal.note(say("reminders_waiting", terminal.lang, count=found.waiting))
    if found.unsure:
        terminal.note(say("reminders_unsure", terminal.lang, count=found.unsure))
    if terminal.as_json:
        terminal.json(
            {
                "remind": len(found.people),
                "reminded": len(found.before),
                "missed": len(found.missed),
                "waiting": found.waiting,
                "unsure": found.unsure,
            }
        )


def _show(terminal: Terminal, left: int, draft: Draft, parts: tuple[Part, ...], found: Reminding) -> None:
    """Three of the texts, then what all of them cost."""
    if terminal.as_json:
        told = reminders.previewed(parts)
        shown = [
            {"cid": masked(one.cid), "title": text.title, "line": plain_of(text.text, text.url)} for one, text in told
        ]
        terminal.json({"preview": shown})
    else:
        for one, text in reminders.previewed(parts)[1:]:
            terminal.text(f"{masked(one.cid)} {one.name}\n{text.title}\n{plain_of(text.text, text.url)}\n")
        first = parts[0].people[0]
        terminal.line(f"{masked(first.cid)} {first.name}")
    preview(terminal, parts, len(found.people), left)
    fewer = reminders.without_hours(draft, found.people) if len(parts) > left else None
    if fewer is not None and fewer < len(parts):
        terminal.note(say("reminders_fewer", terminal.lang, calls=fewer))
