"""In-memory streams where httpcore has its own seam for them: pool, h11, time-outs and trace hook are the real ones."""

# ruff: noqa: ASYNC109 - httpcore's own signatures
from __future__ import annotations

import asyncio
from typing import Any, Protocol

import httpcore

from tests.simulation.clock import PROGRAM, Program


class Host(Protocol):
    """What answers at the other end."""

    def refuses(self, program: Program | None) -> str:
        """ "", or how a connection fails: refused, silent."""

    def hears(self, stream: Stream, request: bytes) -> None:
        """One whole request has left this PC."""


class Network(httpcore.AsyncNetworkBackend):
    def __init__(self, host: Host) -> None:
        self._host = host

    async def connect_tcp(self, host: str, port: int, timeout: float | None = None, *_a: Any, **_k: Any) -> Stream:
        await asyncio.sleep(0.01)
        match self._host.refuses(PROGRAM.get()):
            case "refused":
                raise httpcore.ConnectError("refused")
            case "silent":
                await asyncio.sleep(timeout or 60.0)
                raise httpcore.ConnectTimeout("nobody there")
        return Stream(self._host)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Stream(httpcore.AsyncNetworkStream):
    """One connection. The server's side: `arrives` and `ends`."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.program = PROGRAM.get()
        self._said = b""
        self._heard = bytearray()
        self._ended = ""  # closed, reset
        self._news = asyncio.Event()

    @property
    def is_open(self) -> bool:
        """Whether what the server says still comes to somebody's ears."""
        return not self._ended

    def arrives(self, data: bytes) -> None:
        self._heard += data
        self._news.set()

    def ends(self, how: str = "closed") -> None:
        self._ended = self._ended or how
        self._news.set()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            async with asyncio.timeout(timeout):
                while not self._heard and not self._ended:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise httpcore.ReadTimeout("no answer") from error
        if not self._heard and self._ended == "reset":
            raise httpcore.ReadError("reset")
        data = bytes(self._heard[:max_bytes])
        del self._heard[:max_bytes]
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._ended:
            raise httpcore.WriteError("gone")
        self._said += buffer
        head, ending, body = self._said.partition(b"\r\n\r\n")
        length = next((int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-len")), 0)
        if ending and len(body) >= length:
            request, self._said = self._said, b""
            self._host.hears(self, request)

    async def aclose(self) -> None:
        self.ends()

    async def start_tls(self, *_a: Any, **_k: Any) -> Stream:
        return self

    def get_extra_info(self, info: str) -> Any:
        return bool(self._ended) if info == "is_readable" else None
