"""The schedule and booking screens over the real core and a practice server, without the rest of the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.booking.desk import Desk as AtServer
from app.practice import PracticeServer, Scenario
from app.practice.world.people import made_up_people
from app.system.paths import DataDir
from app.thai import today
from app.worker import Worker
from tests.world import weekdays
from ui.bridge import Bridge
from ui.kit.theme import Theme
from ui.program.language import Language
from ui.session.accounts import Accounts, Credentials
from ui.sheet.reading import Reading
from ui.upload.work import make_work
from ui.window.pieces import Pieces

WAIT = 30_000  # ms
PEOPLE = made_up_people(400)


def next_month() -> date:
    return (today().replace(day=1) + timedelta(days=32)).replace(day=1)


DAY, OTHER_DAY = weekdays(2, next_month())


@dataclass
class Desk:
    """Signed in to a practice server."""

    theme: Theme
    pieces: Pieces
    practice: PracticeServer
    qtbot: QtBot
    folder: Path
    language: Language

    def wait(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=WAIT)

    def settle(self) -> None:
        """All that was asked is answered and shown."""
        bridge = self.pieces.bridge
        bridge.worker.submit(calls_end()).result(timeout=15)
        bridge.fetch()

    def show(self, screen: QWidget) -> None:
        self.qtbot.addWidget(screen)
        screen.resize(1220, 760)
        screen.show()

    @property
    def booked(self) -> list[tuple[str, str, int]]:
        bookings: Any = self.practice.state()["bookings"]
        return sorted((one["cid"], one["date"], one["hour"]) for one in bookings)

    def citizen_books(self, person: int, day: date, hour: int) -> None:
        body = {"cid": PEOPLE[person].cid, "do": "book", "date": day.isoformat(), "hour": hour}
        httpx.post(self.practice.url + "/practice/citizens", json=body).raise_for_status()

    def made(self, day: date) -> list[tuple[int, int, int]]:
        """Hour, seats, seats taken of each slot of a day."""
        query = {"from": day.isoformat(), "to": day.isoformat()}
        slots = httpx.get(self.practice.url + "/practice/slots", params=query).json()
        return [(one["hour"], one["seats"], one["taken"]) for one in slots]


async def calls_end(at: AtServer | None = None) -> None:
    """What the screens still ask is answered before the connections close, so that no socket is left behind. Nobody
    answers what waits until the silence is over that the server asked for."""
    silent = at is not None and at.session.client.pace.closed_for
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=1 if silent else 10)


@contextmanager
def desk(qapp: QApplication, qtbot: QtBot, theme: Theme, folder: Path, **settings: Any) -> Iterator[Desk]:
    language = Language(qapp)
    language.use("en")
    data, worker = DataDir(folder), Worker()
    bridge = Bridge(worker)
    accounts = Accounts(data, 90, Scenario.parse({"settings": settings, "faults": settings.pop("faults", [])}))
    reading = Reading(data)
    work = make_work(accounts, reading, bridge, bridge)
    pieces = Pieces(accounts, reading, work, bridge, data, bridge)
    worker.start()
    try:
        work.session.sign_in(None, Credentials("", "", ""), 28, fresh=True)
        qtbot.waitUntil(lambda: work.session.desk is not None and bool(pieces.sites.sites), timeout=WAIT)
        practice = accounts._practice
        assert practice is not None
        yield Desk(theme, pieces, practice, qtbot, folder, language)
    finally:
        bridge.stop()
        worker.submit(calls_end(work.session.desk)).result(timeout=15)
        worker.submit(accounts.close()).result(timeout=15)
        worker.close()
        language.end()
