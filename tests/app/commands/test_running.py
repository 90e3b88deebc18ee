"""What is said while a sign-in takes long: whom it waits for."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.booking.control import Timing
from app.booking.desk import Desk
from app.commands import running
from app.commands.options import Login
from app.commands.terminal import Terminal
from app.domain.address import Server
from app.domain.office import OfficeAddress

THERE = Server("http://127.0.0.1:1", practice=True)


@pytest.mark.parametrize(
    ("journal", "says"),
    [
        (Path("journal.db"), "The server has not answered the sign-in yet."),
        (OfficeAddress("postgresql://db/mophic"), "the server, or the office's database that gives leave to call it"),
    ],
)
def test_where_a_database_gives_leave_to_call_a_slow_sign_in_is_not_blamed_on_the_server_alone(
    journal: Path | OfficeAddress, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "SLOW", 0.0)

    async def sign_in(*_: Any, **__: Any) -> Any:
        await asyncio.sleep(0.01)
        return SimpleNamespace(close=lambda: asyncio.sleep(0))

    monkeypatch.setattr(Desk, "sign_in", sign_in)
    where = SimpleNamespace(
        journal=lambda *_: SimpleNamespace(where=journal, close=lambda: None),
        settings=SimpleNamespace(ca_file="", cap=28),
    )

    async def waits() -> None:
        account = Login(THERE, "99001", "practice", "practice")
        async with running.signed_in(Terminal("en", as_json=False), cast(Any, where), account, Timing.of(THERE)):
            pass

    asyncio.run(waits())
    assert says in capsys.readouterr().err
