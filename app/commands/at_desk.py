"""Commands of a signed-in clerk: the options of `upload` (server, account, folders), said once."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_type_hints

import typer

from app.booking.desk import Desk
from app.commands.options import (
    CaFile,
    DataDirOption,
    Facility,
    Json,
    KeyFile,
    Language,
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
    language,
    login,
    with_parameters,
)
from app.commands.running import signed_in, timing_of
from app.commands.terminal import Terminal
from app.errors import InputError
from app.thai import DateTrouble, parse_date, today


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


def _common(
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
    ca_file: CaFile = None,
    patience: Patience = 120.0,
    settle: Annotated[float | None, typer.Option(hidden=True)] = None,
    lang: Language = "th",
) -> None:
    """The options that every such command has."""


_OPTIONS = inspect.signature(_common).parameters
_HINTS = get_type_hints(_common, include_extras=True)


def at_desk(work: Callable[..., Awaitable[int]]) -> Callable[..., None]:
    """A command whose first parameter is its Job; signs in before it and out after it."""
    own = list(inspect.signature(work).parameters.values())[1:]
    hints = get_type_hints(work, include_extras=True)

    def run(**given: Any) -> int:
        mine = {parameter.name: given.pop(parameter.name) for parameter in own}
        terminal = Terminal(language(given["lang"]), as_json=given["as_json"])
        where = Where.of(given["data_dir"], given["key_file"], given["session_only"])
        who = (given["practice"], given["server"], given["facility"], given["user"], given["password_stdin"])
        with login(where, *who) as account:
            timing = timing_of(account.server, given["patience"], given["settle"])

            async def signed() -> int:
                async with signed_in(where, account, timing, given["rate"], given["ca_file"]) as desk:
                    return await work(Job(terminal, where, desk, given["yes"]), **mine)

            return asyncio.run(signed())

    run.__name__, run.__doc__ = work.__name__, work.__doc__
    both = [*own, *(one for one in _OPTIONS.values() if one.name not in {mine.name for mine in own})]
    ordered = [one.replace(annotation=(hints | _HINTS)[one.name]) for one in _positional_first(both)]
    return command(with_parameters(run, ordered))


def _positional_first(parameters: list[inspect.Parameter]) -> list[inspect.Parameter]:
    return sorted(parameters, key=lambda one: one.default is not inspect.Parameter.empty)


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
