"""The practice server as the program uses it: in a thread here, or on the command line until it is stopped."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from app.practice.calls.dashboard import state
from app.practice.world.scenario import FACILITY, PASSWORD, USER, Scenario
from app.practice.world.world import World, with_settings


class PracticeServer:
    """The contract on 127.0.0.1 with made-up people. As a context manager it is up from `with` to its end.

    `db`: a file that outlives the server (None = memory). `scenario`: people, slots, settings and faults; settings
    given here win. Times in seconds. `clock` (since 1970) and `ticks` (only grow) are for tests.
    Raises SettingsError for a file that is no practice world, EnvironmentProblem for a taken port.
    """

    facility, user, password = FACILITY, USER, PASSWORD

    def __init__(
        self,
        db: Path | None = None,
        scenario: Scenario | None = None,
        port: int = 0,
        *,
        block_seconds: float | None = None,
        rate_limit: int | None = None,
        token_seconds: float | None = None,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        from app.practice.http.host import LOOPBACK, Host, listen
        from app.practice.http.web import application

        chosen = with_settings(
            scenario or Scenario(),
            block_seconds=block_seconds,
            rate_limit=rate_limit,
            token_seconds=token_seconds,
        )
        self.world = World(db, chosen, clock, ticks)
        try:
            listening = listen(port)
        except BaseException:
            self.world.close()
            raise
        self.url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        self._host = Host(application(self.world), listening, chosen.settings.keep_alive_seconds)
        self._host.start()
        self._last: dict[str, object] | None = None  # the state at the stop

    def state(self) -> dict[str, object]:
        """What `GET /practice/state` tells, read without a call; after the stop, what it last told."""
        return self._last or state(self.world)

    def stop(self) -> None:
        """Cuts every connection; what was booked stays booked. A second stop does nothing."""
        if self._last is None:
            self._host.stop()
            self._last = state(self.world)
            self.world.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(port: int = 0, db: Path | None = None, scenario: Scenario | None = None) -> None:
    """Serve until SIGINT or SIGTERM. The first line on stdout tells where and who may sign in."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        with PracticeServer(db, scenario, port) as server:
            login = {"facility": server.facility, "user": server.user, "password": server.password}
            print(json.dumps({"url": server.url, **login}), flush=True)
            while not stopping.wait(0.5):  # Windows delivers signals between waits only
                pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
