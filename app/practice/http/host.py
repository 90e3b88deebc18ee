"""Real sockets: one thread, one loop, uvicorn's HTTP protocol on 127.0.0.1.

uvicorn's own Server takes two tenths of a second to stop and waits for calls that a fault holds back for an hour.
This one stops at once, and hands the raw connection to the application, which the faults need.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from app.errors import EnvironmentProblem

LOOPBACK = "127.0.0.1"
LETTING_IN = 4  # turns of the loop from accepting a connection until its protocol knows of it


class _Protocol(H11Protocol):
    """Gives each request its connection as `scope["state"]["transport"]`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # Head and body are written apart: without this the body waits 40 ms for the head's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {"transport": transport}


class _Quiet:
    """A call cancelled by the stop ends without a traceback: its connection is gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            scope["state"]["transport"].abort()
            while (await receive())["type"] != "http.disconnect":
                pass


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0 takes a free one. Raises EnvironmentProblem where the port is taken."""
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        raise EnvironmentProblem("practice_port_taken", str(error), port=port) from error


class Host:
    """Serves `app` on `listening` in a thread of its own until `stop`. `keep_alive`: seconds a connection may idle."""

    def __init__(self, app: ASGIApp, listening: socket.socket, keep_alive: float) -> None:
        self._app = app
        self._keep_alive = keep_alive
        self._socket = listening
        self._loop = asyncio.SelectorEventLoop()  # on Windows too, where resets upset the other one
        self._stopping = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="practice server", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Cut every connection and end the thread, at once."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()
            self._ready.set()

    async def _serve(self) -> None:
        state = ServerState()
        config = Config(
            cast("ASGIApp", _Quiet(self._app)),
            http="h11",
            ws="none",
            interface="asgi3",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            timeout_keep_alive=cast("int", self._keep_alive),
        )
        config.load()
        server = await self._loop.create_server(
            lambda: _Protocol(config, state, {}, self._loop), sock=self._socket, backlog=2048
        )
        self._ready.set()
        await self._stopping.wait()
        self._loop.remove_reader(self._socket)
        for _ in range(LETTING_IN):  # a closed server would drop who is being let in, and leave the connection open
            await asyncio.sleep(0)
        server.close()
        await _cut(state)


async def _cut(state: ServerState) -> None:
    for connection in list(state.connections):
        cast(_Protocol, connection).transport.abort()
    tasks = list(state.tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)  # the transports close their sockets
