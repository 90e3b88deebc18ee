"""Commands of a signed-in clerk: their options (server, account, folders), said once."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from app.booking.desk import Desk
from app.commands.exit_codes import MIDWAY
from app.commands.options import (
    CaFile,
    DataDirOption,
    Facility,
    JournalAt,
    Json,
    KeyFile,
    Language,
    Login,
    PasswordStdin,
    Patience,
    Practice,
    Rate,
    ServerUrl,
    SessionOnly,
    User,
    Where,
    Yes,
    command,
    in_place_of,
    language,
    login,
    with_parameters,
)
from app.commands.running import signed_in, timing_of
from app.commands.terminal import Terminal
from app.errors import InputError
from app.thai import DateTrouble, parse_date, today
from app.wording import say

PATIENCE = 120.0  # seconds


@dataclass(frozen=True)
class Job:
    """What a command of a signed-in clerk works with."""

    terminal: Terminal
    where: Where
    desk: Desk
    yes: bool

    async def at(self, site: str) -> Job:
        """The same at a field site. Raises InputError site_unknown."""
        if not site or site == self.desk.account.facility:
            return self
        for one in await self.desk.field_sites():
            if one.code == site:
                return Job(self.terminal, self.where, self.desk.at(one), self.yes)
        raise InputError("site_unknown", site=site)


@dataclass(frozen=True)
class Door:
    """How a command comes to its desk, as its options say it."""

    terminal: Terminal
    where: Where
    yes: bool
    who: Callable[[], AbstractContextManager[Login]]
    rate: int | None = None  # calls a second; None: as the settings say
    ca_file: Path | None = None
    patience: float = PATIENCE
    settle: float | None = None  # seconds; for tests
    desks: list[Desk] = field(default_factory=list)  # that were opened

    @classmethod
    def of(
        cls,
        practice: Practice = False,
        server: ServerUrl = None,
        facility: Facility = "",
        user: User = "",
        password_stdin: PasswordStdin = False,
        rate: Rate = None,
        yes: Yes = False,
        as_json: Json = False,
        data_dir: DataDirOption = None,
        key_file: KeyFile = None,
        session_only: SessionOnly = False,
        journal: JournalAt = "",
        ca_file: CaFile = None,
        patience: Patience = PATIENCE,
        settle: Annotated[float | None, typer.Option(hidden=True)] = None,
        lang: Language = "th",
    ) -> Door:
        """The options that every such command has."""
        where = Where.of(data_dir, key_file, session_only, journal)
        who = partial(login, where, practice, server, facility, user, password_stdin, may_ask=not yes)
        terminal = Terminal(language(lang), as_json=as_json)
        where.tell_stand_in(terminal)
        return cls(terminal, where, yes, who, rate, ca_file, patience, settle)

    @contextmanager
    def login(self) -> Iterator[Login]:
        """All that a command does for one account. What ends it after something of it has left says so, see
        `exit_codes.is_midway`: it is decided here and for every command whether anything was sent."""
        with self.who() as account:
            try:
                yield account
            except BaseException as error:
                if any(desk.session.client.changes for desk in self.desks):
                    error.add_note(MIDWAY)
                raise

    @asynccontextmanager
    async def open(self, account: Login) -> AsyncIterator[Job]:
        """Signed in, and out at the end."""
        timing = timing_of(account.server, self.patience, self.settle)
        async with signed_in(self.terminal, self.where, account, timing, self.rate, self.ca_file) as desk:
            self.desks.append(desk)
            if desk.account.lacks_booking:
                self.terminal.note(say("no_booking_scope", self.terminal.lang))
            yield Job(self.terminal, self.where, desk, self.yes)


def at_desk(work: Callable[..., Awaitable[int]]) -> Callable[..., None]:
    """A command whose first parameter is its Job; signs in before it and out after it."""

    def run(door: Door, **given: Any) -> int:
        async def signed(account: Login) -> int:
            async with door.open(account) as job:
                return await work(job, **given)

        with door.login() as account:
            return asyncio.run(signed(account))

    run.__name__, run.__doc__ = work.__name__, work.__doc__
    own = list(inspect.signature(work, eval_str=True).parameters.values())[1:]
    door = inspect.Parameter("door", inspect.Parameter.KEYWORD_ONLY, annotation=Door)
    return command(in_place_of("door", Door.of)(with_parameters(run, [*own, door])))


def day_of(text: str) -> date:
    """A day as a person types it, in either era: 2026-11-05, 5/11/2569. Raises InputError day_unreadable."""
    try:
        return parse_date(text, today=today())
    except DateTrouble as error:
        raise InputError("day_unreadable", value=text) from error


def hour_of(text: str) -> int:
    """8, 08:00, 8.00. Raises InputError hour_unreadable."""
    digits, _, rest = text.strip().replace(".", ":").partition(":")
    if digits.isascii() and digits.isdigit() and int(digits) < 24 and rest.strip("0") == "":
        return int(digits)
    raise InputError("hour_unreadable", value=text)
