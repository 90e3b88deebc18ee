"""`mophic message status`: the register of messages, from the journal; needs no sign-in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Annotated, Any

import typer

from app.commands.options import (
    DataDirOption,
    Facility,
    JournalAt,
    Json,
    KeyFile,
    Language,
    Practice,
    ServerUrl,
    Where,
    command,
    language,
    practice_login,
)
from app.commands.terminal import Terminal
from app.domain.address import Server, server_at
from app.domain.message_info import MessageInfo
from app.errors import InputError, ServiceError
from app.journal.batches import Journal
from app.journal.messages import MessageBook
from app.journal.pace import pace_of
from app.messages.sending import Reach, channel_status, read_told, told_of
from app.mophic.client import Client
from app.wording import say

Ref = Annotated[str, typer.Argument(help="ref code or number; default: all")]


@command
def status(
    ref: Ref = "",
    practice: Practice = False,
    server: ServerUrl = None,
    facility: Facility = "",
    as_json: Json = False,
    data_dir: DataDirOption = None,
    key_file: KeyFile = None,
    journal: JournalAt = "",
    lang: Language = "th",
) -> int:
    """The register of messages. Who received one only the practice server tells."""
    terminal = Terminal(language(lang), as_json=as_json)
    where = Where.of(data_dir, key_file, office=journal)
    with _place(where, practice, server) as (target, name), where.journal(target, name) as books:
        book = books.messages
        found = [info for info in book.register(facility) if ref in ("", info.ref_code, str(info.id), str(info.first))]
        if ref and not found:
            raise InputError("no_such_message", ref=ref)
        facilities = {info.facility for info in found} | ({facility} if facility else set())
        told = asyncio.run(_told(books, target, facilities)) if target.practice else {}
        for number, info in enumerate(reversed(found), start=1):
            if as_json:
                terminal.json(_as_json(book, info, told_of(book, info, told), terminal))
            else:
                _show(terminal, number, info, told_of(book, info, told))
        _show_allowance(terminal, book, facilities)
    return 0


@contextmanager
def _place(where: Where, practice: bool, url: str | None) -> Iterator[tuple[Server, str]]:
    if practice:
        with practice_login(where) as login:
            yield login.server, login.journal_name
    else:
        yield server_at(url or where.settings.server_url), ""


async def _told(books: Journal, server: Server, facilities: set[str]) -> Mapping[str, Reach]:
    client = Client(server, pace_of(books, server))
    found: dict[str, Reach] = {}
    try:
        for facility in facilities:
            with suppress(ServiceError):  # the practice server is not running: the journal tells what it knows
                found |= read_told(await client.messages(facility))
    finally:
        await client.close()
    return found


def _as_json(book: MessageBook, info: MessageInfo, told: Reach | None, terminal: Terminal) -> dict[str, Any]:
    at = info.sent_at or info.made
    return {
        "message": info.first,
        "ref_code": info.ref_code,
        "app": channel_status(info, told.app if told else info.app, terminal.lang),
        "line": channel_status(info, told.line if told else info.line, terminal.lang),
        "at": at.isoformat(timespec="seconds"),
        "title": info.draft.title,
        "text": info.draft.text,
        "user": info.user,
        "targets": info.targets,
        "received": told.received if told else None,
        "unregistered": len(told.unregistered) if told else None,
        "not_target": len(told.not_target) if told else None,
        "state": str(info.state),
        "updated": info.update,
        "calls": [
            {"ref_code": part.ref_code, "state": str(part.state), "code": part.code, "people": len(part.people)}
            for part in book.parts(info.id)
        ],
    }


def _show(terminal: Terminal, number: int, info: MessageInfo, told: Reach | None) -> None:
    lang, at = terminal.lang, info.sent_at or info.made
    app = channel_status(info, told.app if told else info.app, lang)
    line = channel_status(info, told.line if told else info.line, lang)
    received = f"{told.received}" if told else "–"
    terminal.line(
        f"{number:>3}  App: {app}  LINE: {line}  {at:%d/%m/%Y %H:%M}  {info.draft.title}  {info.user}"
        f"  {info.targets}/{received}  {info.ref_code}"
    )
    if told and told.unregistered:
        terminal.line("     " + say("message_missed", lang, count=len(told.unregistered)))
    if told and told.not_target:
        terminal.line("     " + say("message_not_targets", lang, count=len(told.not_target)))


def _show_allowance(terminal: Terminal, book: MessageBook, facilities: set[str]) -> None:
    for facility in sorted(facilities):
        allowance = book.allowance(facility)
        if terminal.as_json:
            again = allowance.next_at.isoformat(timespec="seconds") if allowance.next_at else None
            terminal.json({"allowance": {"facility": facility, "left": allowance.left, "next_at": again}})
        elif allowance.next_at is not None:
            terminal.line(say("calls_none_left", terminal.lang, at=f"{allowance.next_at:%H:%M}"))
        else:
            terminal.line(say("calls_left", terminal.lang, left=allowance.left))
