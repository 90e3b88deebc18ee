"""Several PCs of one account start one sheet within a second: people with two seats and with none, with an office's
journal and, beside it, with a journal a PC. Arguments: PCs (default 4), rows (default 400), how often (default 3).

Each PC is a process. An office has one pace; alone each has its own, a part of the cap, so that all of them together
stay below the account's 30 calls a second."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.address import Server
from app.journal.batches import Journal, Source
from app.journal.store import OfficeAddress
from tests import postgres
from tests.bench.serving import served, state
from tests.world import KEY, rows_for

DAYS = 4


async def book(login: dict[str, str], where: Path | OfficeAddress, rows: int, cap: int) -> dict[str, int]:
    """What one PC makes of the sheet: its rows by state."""
    with Journal(where, KEY) as journal:
        server = Server(login["url"], practice=True)
        desk = await Desk.sign_in(server, login["facility"], login["user"], login["password"], journal, cap=cap)
        try:
            batch = desk.save(await desk.plan(rows_for(rows, DAYS)), Source("sheet.xlsx"))
            await desk.run(batch, Control(), lambda _: None)
            return Counter(str(outcome.state) for outcome in desk.outcomes(batch).values())
        finally:
            await desk.close()


def start(login: dict[str, str], where: str, schema: str, rows: int, cap: int, home: Path) -> subprocess.Popen[str]:
    words = [json.dumps(login), where, schema, str(rows), str(cap)]
    folders = {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
    command = [sys.executable, "-m", "tests.bench.onesheet", *words]
    return subprocess.Popen(command, env={**os.environ, **folders}, stdout=subprocess.PIPE, text=True)


def once(pcs: int, rows: int, database: str | None) -> None:
    hours = [8, 9, 10, 11, 13, 14, 15]
    scenario = {
        "settings": {"repeat": "again", "made_up_people": rows},
        "slots": [{"date": [f"+{day}" for day in range(1, 20)], "hour": hours, "seats": rows}],
        "faults": [{"fault": "latency", "probability": 1, "seconds": 0.1, "up_to": 0.4}],
    }
    schema = f"bench_{secrets.token_hex(4)}" if database else ""
    with tempfile.TemporaryDirectory() as folder, served(scenario) as login:
        begun, running = time.perf_counter(), []
        for number in range(pcs):
            home = Path(folder) / str(number)
            home.mkdir()
            cap = 28 if database else 28 // pcs  # an office has one pace
            running.append(start(login, database or str(home / "j.db"), schema, rows, cap, home))
        told = [json.loads(one.communicate()[0] or "{}") for one in running]
        took, seats = time.perf_counter() - begun, Counter(one["cid"] for one in state(login)["bookings"])
    doubled, left = sum(count > 1 for count in seats.values()), rows - len(seats)
    kind, states = "office" if database else "a journal each", [dict(sorted(one.items())) for one in told]
    print(f"{kind:>14} {rows:>5} {len(seats):>7} {doubled:>8} {left:>5} {took:>5.0f} s  {states}", flush=True)


def main(arguments: list[str]) -> None:
    pcs, rows, times = [*map(int, arguments), *(4, 400, 3)[len(arguments) :]]
    print(f"{'':>14} {'rows':>5} {'booked':>7} {'doubled':>8} {'none':>5}  took   what each PC says")
    with postgres.running() as database:
        for _ in range(times):
            once(pcs, rows, database)
            once(pcs, rows, None)


def one_pc() -> None:
    login, where, schema, rows, cap = sys.argv[1:6]
    place = OfficeAddress(where, schema=schema) if schema else Path(where)
    print(json.dumps(asyncio.run(book(json.loads(login), place, int(rows), int(cap)))))


if __name__ == "__main__":
    one_pc()
