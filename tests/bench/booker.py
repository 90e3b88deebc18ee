"""Books a part of the made-up people on a server that runs already. One process of the rate bench."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from app.booking.control import Control
from app.booking.desk import Desk
from app.domain.address import Server
from app.events import Event, RowChanged
from app.journal.batches import Journal, Source
from tests.world import KEY, rows_for


async def book(login: dict[str, str], first: int, last: int, days: int, stop_after: int) -> dict[str, float]:
    """Seconds from the first to the last booked row, and how many; `stop_after` rows Stop is pressed."""
    rows = rows_for(last, days)[first:]
    booked: dict[int, float] = {}
    control = Control()
    pressed = [0.0]

    def emit(event: Event) -> None:
        if isinstance(event, RowChanged) and event.outcome.state == "booked":
            booked.setdefault(event.outcome.row, time.time())
            if len(booked) == stop_after:
                pressed[0] = time.time()
                control.stop()

    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "j.db", KEY) as journal:
        server = Server(login["url"], practice=True)
        desk = await Desk.sign_in(server, login["facility"], login["user"], login["password"], journal, cap=28)
        try:
            plan = await desk.plan(rows)
            await desk.run(desk.save(plan, Source("bench.xlsx")), control, emit)
        finally:
            await desk.close()
    moments = sorted(booked.values())
    return {"booked": len(moments), "first": moments[0], "last": moments[-1], "pressed": pressed[0]}


def main() -> None:
    login, first, last, days = json.loads(sys.argv[1]), *map(int, sys.argv[2:5])
    stop_after = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    print(json.dumps(asyncio.run(book(login, first, last, days, stop_after))))


if __name__ == "__main__":
    main()
