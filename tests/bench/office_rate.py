"""How fast the PCs of an office book together: 1, 2, 4 and 8 of them, their database 0, 5 and 30 ms away, there and
back together, and beside them one PC with a file. Arguments: rows (default 700), how often each (default 1).

The server counts the calls of all PCs in any sliding second, and whether it ever blocked. Each PC is a process with a
home, a pace and a way to the database of its own."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.address import Server
from app.domain.office import OfficeAddress
from app.events import Event, RowChanged
from app.journal.batches import Journal, Source
from app.mophic.pacing import UnderWay
from tests import postgres
from tests.bench.serving import served, state
from tests.way import Way
from tests.world import KEY, rows_for

PCS, WAYS, CAP, DAYS = (1, 2, 4, 8), (0.0, 0.005, 0.03), 28, 5
HOURS = [8, 9, 10, 11, 13, 14, 15]
LATENCY = 0.3  # seconds that the server takes for a booking


async def book(login: dict[str, str], where: Path | OfficeAddress, first: int, last: int) -> dict[str, list[float]]:
    """When each row of one PC was booked, and when each of its calls left."""
    rows, booked, left = rows_for(last, DAYS)[first:], dict[int, float](), list[float]()

    def emit(event: Event) -> None:
        if isinstance(event, RowChanged) and event.outcome.state == "booked":
            booked.setdefault(event.outcome.row, time.time())

    with Journal(where, KEY) as journal:
        server = Server(login["url"], practice=True)
        desk = await Desk.sign_in(server, login["facility"], login["user"], login["password"], journal, cap=CAP)
        pace = desk.session.client.pace
        stamp = pace.stamp

        async def counted() -> UnderWay:
            call = await stamp()
            left.append(time.time())
            return call

        pace.stamp = counted  # type: ignore[method-assign]
        try:
            print("ready", flush=True)  # programs that load would keep the server from counting in time
            await asyncio.to_thread(sys.stdin.readline)
            await desk.run(desk.save(await desk.plan(rows), Source("sheet.xlsx")), Control(), emit)
        finally:
            await desk.close()
    return {"booked": sorted(booked.values()), "left": left}


def start(login: dict[str, str], where: str, schema: str, first: int, last: int, home: Path) -> subprocess.Popen[str]:
    folders = {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
    words = [json.dumps(login), where, schema, str(first), str(last)]
    command = [sys.executable, "-m", "tests.bench.office_rate", *words]
    return subprocess.Popen(
        command, env={**os.environ, **folders}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def measure(pcs: int, rows: int, database: str | None, way: float) -> None:
    scenario = {
        "settings": {"made_up_people": rows},
        "slots": [{"date": [f"+{day}" for day in range(1, 20)], "hour": HOURS, "seats": 200}],
        "faults": [{"fault": "latency", "seconds": LATENCY, "probability": 1.0, "action": "ConfirmAppointmentSlot"}],
    }
    share, schema = rows // pcs, f"bench_{secrets.token_hex(4)}" if database else ""
    with tempfile.TemporaryDirectory() as folder, served(scenario) as login, ExitStack() as ways:
        if database and schema:  # its tables stand before anybody starts
            Journal(OfficeAddress(database, schema=schema), KEY).close()
        running = []
        for number in range(pcs):
            home = Path(folder) / str(number)
            home.mkdir()
            there = database or str(home / "journal.db")
            if way:
                there = ways.enter_context(Way(there, delay=way / 2)).url
            running.append(start(login, there, schema, number * share, (number + 1) * share, home))
        for one in running:
            assert one.stdout is not None
            one.stdout.readline()
        for one in running:
            assert one.stdin is not None
            one.stdin.write("\n")
            one.stdin.flush()
        found = [json.loads(one.communicate()[0]) for one in running]
        calls = state(login)
    booked = sorted(moment for one in found for moment in one["booked"])
    left = sorted(moment for one in found for moment in one["left"])
    # While all of them book: one that has nothing left to send asks for no place.
    begun, ended = max(one["booked"][0] for one in found), min(one["booked"][-1] for one in found)
    rate = sum(begun < moment <= ended for moment in left) / (ended - begun) / CAP
    most = max(sum(one <= other < one + 1.0 for other in left[place : place + 99]) for place, one in enumerate(left))
    where = f"{way * 1000:.0f} ms" if database else "a file"
    sheet = (len(booked) - 1) / (booked[-1] - booked[0]) / CAP
    print(
        f"{pcs:>4} {where:>8} {len(booked):>7} {sheet:>12.3f} {rate:>13.3f}"
        f" {most:>10} {calls['calls']['max_in_any_second']:>7} {calls['blocks']:>6}",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    rows, times = [*map(int, arguments), *(700, 1)[len(arguments) :]]
    print(
        " PCs database  booked booked ÷ cap   calls ÷ cap  most left came in blocks   (the last three: in any second)"
    )
    for _ in range(times):
        measure(1, rows, None, 0.0)
    with postgres.running() as database:
        for way in WAYS:
            for pcs in PCS:
                for _ in range(times):
                    measure(pcs, rows, database, way)


def one_pc() -> None:
    login, where, schema, first, last = sys.argv[1:6]
    place = OfficeAddress(where, schema=schema) if schema else Path(where)
    print(json.dumps(asyncio.run(book(json.loads(login), place, int(first), int(last)))))


if __name__ == "__main__":
    one_pc()
