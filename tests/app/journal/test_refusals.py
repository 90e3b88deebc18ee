"""A password that the server refused once is not tried again by itself, by any window or PC that shares the journal."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import jwt
import pytest

from app.domain.office import OfficeAddress
from app.errors import AuthError, NotSent, SignInNeeded
from app.journal.batches import Journal
from app.mophic.client import Client, password_hash
from app.mophic.session import Session

KEY = bytes(range(32))
TOKEN = jwt.encode({"iat": 0, "exp": 3600}, "a key that is long enough for this")


class Ministry:
    """Counts sign-ins; `good` is the password."""

    def __init__(self) -> None:
        self.good, self.asked, self.there = "old", 0, True

    async def sign_in(self, facility: str, user: str, secret: str) -> str:
        self.asked += 1
        if not self.there:
            raise NotSent("offline")
        if secret != password_hash(self.good):
            raise AuthError("sign_in_refused")
        return TOKEN


def session(journal: Journal, ministry: Ministry, user: str = "clerk") -> Session:
    client = cast(Client, SimpleNamespace(sign_in=ministry.sign_in, token=""))
    return Session(client, "99001", user, 0.0, journal.refusals)


def test_a_password_refused_to_one_pc_is_not_tried_again_by_another_until_somebody_types_it(
    where: Path | OfficeAddress,
) -> None:
    async def run(one: Journal, other: Journal) -> None:
        ministry = Ministry()
        here, there, colleague = session(one, ministry), session(other, ministry), session(other, ministry, "nurse")
        for each in (here, there, colleague):
            await each.sign_in("old")
        ministry.good = "new"
        with pytest.raises(SignInNeeded):
            await here._renew(1)
        asked = ministry.asked
        with pytest.raises(SignInNeeded):
            await there._renew(1)
        assert ministry.asked == asked
        with pytest.raises(SignInNeeded):
            await colleague._renew(1)
        assert ministry.asked == asked + 1  # an account of its own
        await there.sign_in("new")
        ministry.good = "old"
        await here.sign_in("old")  # typed: that is somebody's will
        await here._renew(2)

    with Journal(where, KEY) as one, Journal(where, KEY) as other:
        asyncio.run(run(one, other))


def test_a_server_that_can_t_be_reached_refuses_nobody(journal: Journal) -> None:
    async def run() -> Any:
        ministry = Ministry()
        here = session(journal, ministry)
        await here.sign_in("old")
        ministry.there = False
        with pytest.raises(NotSent):
            await here._renew(1)
        ministry.there = True
        await here._renew(1)

    asyncio.run(run())


def test_nobody_reads_a_password_in_the_journal(office: OfficeAddress) -> None:
    import psycopg

    async def run(journal: Journal) -> None:
        with pytest.raises(AuthError):
            await session(journal, Ministry()).sign_in("guess")

    with Journal(office, KEY) as journal:
        asyncio.run(run(journal))
    with psycopg.connect(office.url) as connection:
        told = str(connection.execute(f"SELECT * FROM {office.schema}.meta".encode()).fetchall())
    assert "refused " in told
    assert password_hash("guess") not in told
    assert "guess" not in told
