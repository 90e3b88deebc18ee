"""Signing in on the calls' thread: the desk of whoever is signed in, the journals, the practice server in this program.

Imports inside functions on purpose: the first window must be on the screen before httpx and the like load.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.address import Server
from app.errors import AppError, EnvironmentProblem, InputError
from app.system.paths import DataDir
from app.system.settings import Settings

if TYPE_CHECKING:
    from app.booking.colleagues import Colleagues
    from app.booking.desk import Desk
    from app.domain.office import OfficeAddress
    from app.journal.batches import Journal
    from app.practice import PracticeServer, Scenario


@dataclass(frozen=True)
class Credentials:
    """What the login form holds."""

    facility: str
    user: str
    password: str
    remember: bool = False


class Accounts:
    """Lives on the worker's loop; the window holds it only to hand its coroutines over."""

    def __init__(self, data: DataDir, keep_days: int, scenario: Scenario | None = None) -> None:
        """`scenario`: what the practice server inside this program holds and does wrong; None: the usual world."""
        self._data = data
        self._desk: Desk | None = None
        self._practice: PracticeServer | None = None
        self.colleagues: Colleagues | None = None  # of whoever is signed in where an office is named
        self._journals: dict[tuple[str, bool, OfficeAddress | None], Journal] = {}
        self._fresh = False  # a practice server that forgets with the program
        self._keep_days = keep_days
        self.key_file: Path | None = None  # of the real server's journal, where there is no keyring
        self.last_used: Callable[[], tuple[Server | None, str]] = (
            _nobody  # server and facility, before anybody signs in
        )
        self.settings: Callable[[], Settings] = Settings  # of now: which office they name
        self.office = ""  # an address for this time, see `app.system.office.named`
        self._scenario = scenario

    async def practice_login(self, *, fresh: bool = False) -> tuple[Server, Credentials]:
        """The practice server inside this program, started when it is first wanted; `fresh`: nothing booked yet."""
        from app.practice import PracticeServer

        if self._practice is None:
            database = None if fresh else self._data.practice / "practice.db"
            self._fresh = fresh
            self._practice = await asyncio.to_thread(PracticeServer, database, self._scenario)
        account = Credentials(self._practice.facility, self._practice.user, self._practice.password)
        return Server(self._practice.url, practice=True), account

    async def sign_in(self, server: Server, who: Credentials, cap: int, ca_file: str, session_only: bool) -> Desk:
        from app.booking.desk import Desk
        from app.system import vault

        journal = await asyncio.to_thread(self._journal, server, session_only)
        self.colleagues = self._meet(server, session_only)
        self._desk = desk = await Desk.sign_in(
            server,
            who.facility,
            who.user,
            who.password,
            journal,
            cap=cap,
            ca_file=Path(ca_file) if ca_file else None,
        )
        if not server.practice:
            remember = vault.save_password if who.remember else _forget
            with suppress(EnvironmentProblem):  # no keyring: signed in all the same, only not remembered
                await asyncio.to_thread(remember, server, who.facility, who.user, who.password)
        return desk

    async def saved_password(self, server: Server, facility: str, user: str) -> str:
        """Raises EnvironmentProblem where there is no keyring."""
        from app.system import vault

        return await asyncio.to_thread(vault.saved_password, server, facility, user) or ""

    def _journal(self, server: Server, session_only: bool) -> Journal:
        """The journal of a server, opened once; each fresh practice server has its own."""
        from app.booking.desk import open_journal
        from app.journal.forgetting import keep

        alone, name = session_only or self._fresh, _name(server)
        key = (server.url, alone, None if alone else self._office(server))
        if key not in self._journals:
            key_path = None if server.practice else self.key_file
            journal = open_journal(server, self._data, key_path=key_path, session_only=alone, name=name, office=key[2])
            with suppress(AppError):
                keep(journal, self._keep_days)
            self._journals[key] = journal
        return self._journals[key]

    async def journal(self) -> Journal | None:
        """Of whoever is signed in; before that of the server that was used last, where there is one and it opens."""
        if self._desk is not None:
            return self._desk.journal
        from app.booking.desk import has_journal

        server, _ = self.last_used()
        with suppress(EnvironmentProblem, InputError):  # it is told when somebody signs in
            if server is not None and has_journal(server, self._data, _name(server), self._office(server)):
                return await asyncio.to_thread(self._journal, server, False)
        return None

    def _meet(self, server: Server, session_only: bool) -> Colleagues | None:
        """The other computers of this server's office."""
        from app.booking.colleagues import Colleagues
        from app.booking.desk import open_journal

        if session_only or self._fresh or (office := self._office(server)) is None:
            return None
        key_path = None if server.practice else self.key_file
        return Colleagues(
            partial(open_journal, server, self._data, key_path=key_path, name=_name(server), office=office)
        )

    async def close_journals(self) -> None:
        """Nobody is signed in: where the records are kept may change now."""
        journals, self._journals = list(self._journals.values()), {}
        for journal in journals:
            journal.close()

    def _office(self, server: Server) -> OfficeAddress | None:
        from app.system.office import named

        return named(self.settings(), server, self.office, _name(server))

    async def sign_out(self) -> None:
        """Forget the token and close the connections."""
        if self._desk is not None:
            desk, self._desk = self._desk, None
            await desk.close()
        if self.colleagues is not None:
            colleagues, self.colleagues = self.colleagues, None
            await colleagues.close()

    async def close(self) -> None:
        """End everything, the calls first."""
        await self.sign_out()
        for journal in self._journals.values():
            journal.close()
        if self._practice is not None:
            await asyncio.to_thread(self._practice.stop)


def _name(server: Server) -> str:
    """The port of the practice server in this program is chance."""
    return "practice" if server.practice else ""


def _nobody() -> tuple[None, str]:
    return None, ""


def _forget(server: Server, facility: str, user: str, _password: str) -> None:
    from app.system import vault

    with suppress(EnvironmentProblem):  # no keyring: nothing is kept there
        vault.forget_password(server, facility, user)
