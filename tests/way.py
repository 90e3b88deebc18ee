"""The way from one PC to the office's database, in this process: long, cut, stalled, or deaf just when an answer comes.

    with Way(database, delay=0.03) as way:   # seconds there, and as many back
        OfficeAddress(way.url, …)
        way.cut()                            # what is open is reset; the next connection gets through
        way.turn("away")                     # nobody gets through, until way.turn("ok")

Moods: ok; away (refused at once); half (what is open is reset on the PC's side alone: the database does not hear of
it); stalled (bytes go no further, nothing is closed); deaf (what is asked arrives and is
done, its answer is lost and the way is cut).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from tests.listener import Listener


class Way:
    def __init__(self, to: str, delay: float = 0.0) -> None:
        self._to, self.delay, self.mood = urlsplit(to), delay, "ok"
        self.url = ""
        self._open: set[asyncio.StreamWriter] = set()
        self._from_pc: set[asyncio.StreamWriter] = set()  # of those
        self._moving = asyncio.Event()
        self._moving.set()
        self._listener = Listener("way", self._serve, partial(self._turn, "away"))

    def __enter__(self) -> Self:
        user = f"{self._to.username}:{self._to.password}" if self._to.password else self._to.username
        self.url = urlunsplit(self._to._replace(netloc=f"{user}@127.0.0.1:{self._listener.start()}"))
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.stop()

    def turn(self, mood: str) -> None:
        self._listener.do(partial(self._turn, mood))

    def cut(self) -> None:
        self._listener.do(self._cut)

    def _turn(self, mood: str) -> None:
        self.mood = mood
        (self._moving.clear if mood == "stalled" else self._moving.set)()
        if mood == "away":
            self._cut()
        for writer in self._from_pc if mood == "half" else ():
            writer.transport.abort()

    def _cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mood == "away":
            writer.transport.abort()
            return
        ours = {writer}
        self._open.add(writer)
        self._from_pc.add(writer)
        with suppress(OSError):
            there = await asyncio.open_connection(self._to.hostname, self._to.port or 5432)
            ours.add(there[1])
            self._open.add(there[1])
            await asyncio.gather(self._pump(reader, there[1]), self._pump(there[0], writer, back=True))
        self._from_pc.discard(writer)
        for one in ours if self.mood != "half" else {writer}:
            self._open.discard(one)
            one.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool = False) -> None:
        """All bytes, each so much later; none overtakes another."""
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._moving.wait()
                if back and self.mood == "deaf":
                    self._turn("away")
                    return
                asyncio.get_running_loop().call_later(self.delay, partial(self._send, writer, data))
        if self.mood != "half":
            asyncio.get_running_loop().call_later(self.delay, writer.close)

    @staticmethod
    def _send(writer: asyncio.StreamWriter, data: bytes) -> None:
        if not writer.is_closing():
            writer.write(data)
