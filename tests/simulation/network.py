"""In-memory streams where httpcore has its own seam for them: pool, h11, time-outs and trace hook are the real ones."""

# ruff: noqa: ASYNC109 - httpcore's own signatures
from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import httpcore

from tests.simulation.clock import PROGRAM

if TYPE_CHECKING:
    from tests.simulation.server import Server


class Network(httpcore.AsyncNetworkBackend):
    def __init__(self, server: Server) -> None:
        self._server = server

    async def connect_tcp(self, host: str, port: int, timeout: float | None = None, *_a: Any, **_k: Any) -> Stream:
        await asyncio.sleep(0.01)
        match self._server.refuses():
            case "refused":
                raise httpcore.ConnectError("refused")
            case "silent":
                await asyncio.sleep(timeout or 60.0)
                raise httpcore.ConnectTimeout("nobody there")
        return Stream(self._server)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Stream(httpcore.AsyncNetworkStream):
    """One connection. The server's side: `arrives` and `ends`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.program = PROGRAM.get()
        self.ended = ""  # closed, reset: then nobody hears what the server says
        self._said = b""
        self._heard = bytearray()
        self._news = asyncio.Event()

    def arrives(self, data: bytes) -> None:
        self._heard += data
        self._news.set()

    def ends(self, how: str = "closed") -> None:
        self.ended = self.ended or how
        self._news.set()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            async with asyncio.timeout(timeout):
                while not self._heard and not self.ended:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise httpcore.ReadTimeout("no answer") from error
        if not self._heard and self.ended == "reset":
            raise httpcore.ReadError("reset")
        data = bytes(self._heard[:max_bytes])
        del self._heard[:max_bytes]
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self.ended:
            raise httpcore.WriteError("gone")
        self._said += buffer
        head, ending, body = self._said.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        if ending and len(body) >= int(length[1] if length else 0):
            request, self._said = self._said, b""
            self._server.hears(self, request)

    async def aclose(self) -> None:
        self.ends()

    async def start_tls(self, *_a: Any, **_k: Any) -> Stream:
        return self

    def get_extra_info(self, info: str) -> Any:
        return bool(self.ended) if info == "is_readable" else None
