"""A hospital's proxy that changes its mind, in this process: for tests of what counts as sent.

    with Proxy(to=practice.url) as proxy:   # http://127.0.0.1:…
        ...
        proxy.turn("sign_in")               # from now on, and every tunnel is cut
        assert proxy.seen == ["CONNECT cvp1.moph.go.th:443", …]

Moods: ok; sign_in (407, unless a right Proxy-Authorization comes); forbidden (403); bad_gateway (502); close (no
word); cut (a tunnel opens and closes at once); lost (a plain request is carried on, its answer becomes a 502).
"""

from __future__ import annotations

import asyncio
import base64
import re
from contextlib import suppress
from functools import partial
from typing import Self
from urllib.parse import urlsplit

from tests.listener import Listener

REFUSALS = {
    "sign_in": '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="hospital"',
    "forbidden": "403 Forbidden",
    "bad_gateway": "502 Bad Gateway",
    "lost": "502 Bad Gateway",
}
PAGE = b"<html><head><title>Access Denied</title></head><body><h1>Hospital proxy</h1></body></html>"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Proxy:
    """CONNECT and plain requests. `to`: where everything goes, whatever host is asked for ("" = where it says).
    `then`: the mood after so many requests, e.g. ("sign_in", 5). `login`: user:password that ends the 407."""

    def __init__(self, to: str = "", mood: str = "ok", then: tuple[str, int] | None = None, login: str = "") -> None:
        self.mood = mood
        self.seen: list[str] = []  # method and target of each request
        self._to = to
        self._then = then
        self._pass = f"Basic {base64.b64encode(login.encode()).decode()}" if login else ""
        self._open: set[asyncio.StreamWriter] = set()
        self._listener = Listener("proxy", self._serve, partial(self._turn, "close"))
        self.url = ""

    def __enter__(self) -> Self:
        self.url = f"http://127.0.0.1:{self._listener.start()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.stop()

    def turn(self, mood: str) -> None:
        """Another mood from now on; what is open is cut. Returns when that is done."""
        self._listener.do(partial(self._turn, mood))

    def _turn(self, mood: str, but: asyncio.StreamWriter | None = None) -> None:
        self.mood = mood
        for writer in self._open - {but}:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with suppress(OSError, EOFError, asyncio.LimitOverrunError):
            await self._answer((reader, writer), (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
        self._open.discard(writer)
        writer.close()

    async def _answer(self, client: Streams, head: str) -> None:
        method, target, _ = head.split(" ", 2)
        self.seen.append(f"{method} {target}")
        if self._then and len(self.seen) > self._then[1]:
            (mood, _), self._then = self._then, None
            self._turn(mood, but=client[1])
        welcome = self._pass and f"proxy-authorization: {self._pass}".lower() in head.lower()
        mood = "ok" if self.mood == "sign_in" and welcome else self.mood
        if mood == "close":
            return None
        if mood in REFUSALS and mood != "lost":
            return await self._refuse(client[1], mood)
        if method == "CONNECT":
            return await self._tunnel(client, target, mood)
        return await self._forward(client, head, target, mood)

    async def _refuse(self, writer: asyncio.StreamWriter, mood: str) -> None:
        length = f"Content-Type: text/html\r\nContent-Length: {len(PAGE)}\r\nConnection: close\r\n\r\n"
        writer.write(f"HTTP/1.1 {REFUSALS[mood]}\r\n{length}".encode() + PAGE)
        await writer.drain()

    async def _connect(self, target: str) -> Streams:
        """`target`: host:port, or a URL."""
        there = urlsplit(self._to or (target if "://" in target else f"https://{target}"))
        return await asyncio.open_connection(there.hostname, there.port or {"http": 80}.get(there.scheme, 443))

    async def _tunnel(self, client: Streams, target: str, mood: str) -> None:
        there = await self._connect(target)
        client[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await client[1].drain()
        if mood != "cut":
            await asyncio.gather(_pump(client[0], there[1]), _pump(there[0], client[1]))
        there[1].close()

    async def _forward(self, client: Streams, head: str, target: str, mood: str) -> None:
        """One plain request a connection, its path alone, the body behind it."""
        there = await self._connect(target)
        line, _, fields = head.partition("\r\n")
        path = re.sub(r"^\w+ \w+://[^/ ]+", line.split(" ", 1)[0] + " ", line)
        fields = re.sub(r"(?im)^(connection|proxy-[a-z]+): .*\r\n", "", fields)
        there[1].write(f"{path}\r\nConnection: close\r\n{fields}".encode("latin-1"))
        if length := re.search(r"(?im)^content-length: *(\d+)", fields):
            there[1].write(await client[0].readexactly(int(length[1])))
        answer = await there[0].read()
        there[1].close()
        if mood == "lost":
            return await self._refuse(client[1], mood)
        client[1].write(answer)
        return await client[1].drain()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
