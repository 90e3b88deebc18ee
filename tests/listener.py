"""A listening socket with its loop in a thread of its own: what stands between two programs in a test answers whatever
the test itself waits for.

    self._listener = Listener("proxy", self._serve, self._cut)
    port = self._listener.start()
    self._listener.do(self._cut)   # in its loop, and done when this returns
    self._listener.stop()          # cuts
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from queue import SimpleQueue

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Listener:
    """`serve`: one connection; `cut`: all that are open, so that each `serve` ends by itself."""

    def __init__(self, name: str, serve: Serve, cut: Callable[[], object]) -> None:
        self._serve, self._cut = serve, cut
        self._serving: set[asyncio.Task[None]] = set()
        self._port: SimpleQueue[int] = SimpleQueue()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name=name, daemon=True)

    def start(self) -> int:
        """The port."""
        self._thread.start()
        return self._port.get()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def do(self, work: Callable[[], object]) -> None:
        done = threading.Event()

        def do() -> None:
            work()
            done.set()

        self._loop.call_soon_threadsafe(do)
        done.wait()

    async def _run(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self._port.put(server.sockets[0].getsockname()[1])
        await self._end.wait()
        server.close()
        self._cut()
        if self._serving:
            await asyncio.wait(self._serving, timeout=1)

    async def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            await self._serve(reader, writer)
        finally:
            self._serving.discard(task)
