"""One call on its raw connection: answers that arrive, and answers that do not as they should."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from datetime import datetime

from starlette.types import Receive, Send

from app.practice.http.answers import Request, answer, envelope
from app.practice.http.telling import told
from app.practice.world.answer import Answer
from app.practice.world.faults import Fault
from app.practice.world.world import Vantage, World

_CHUNK = b'{"filler": "' + b"x" * 65_000 + b'"},'
_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Exchange:
    """One request and the raw connection its answer goes out on."""

    def __init__(
        self, world: World, request: Request, receive: Receive, send: Send, transport: asyncio.Transport
    ) -> None:
        self.world = world
        self.request = request
        self.vantage = Vantage()
        self.sends = 1  # how often a gateway in between sends the call on before it answers
        self.late_sends: list[float] = []  # and once more so many seconds after it answered
        self.telling: list[Fault] = []  # what the answer makes of the truth
        self._receive = receive
        self._send = send
        self._transport = transport

    @property
    def now(self) -> datetime:
        return self.world.now(self.vantage.skew)

    def act(self) -> Answer:
        """What the last of the sends brings, as it is told."""
        reply = answer(self.world, self.request, self.vantage)
        for _ in range(self.sends - 1):
            reply = self.act_again()
        return self.tell(reply)

    def act_again(self) -> Answer:
        """What a gateway does by itself: a seat that it takes is not the caller's doing."""
        before = self.world.store.last_seat()
        reply = answer(self.world, self.request, self.vantage)
        self.world.repeated_seats += range(before + 1, self.world.store.last_seat() + 1)
        return reply

    def act_if(self, wanted: bool) -> Answer:
        """The real answer, or one as it might have been while nothing was done."""
        return self.act() if wanted else self.tell(envelope(None, self.now, 0, node=self.vantage.node))

    def tell(self, reply: Answer) -> Answer:
        for fault in self.telling:
            reply = told(reply, fault)
        return reply

    async def send(self, reply: Answer) -> None:
        await self._start(reply, {"Content-Length": str(len(reply.body))})
        await self._body(reply.body, more=False)

    async def send_with(self, reply: Answer, more: bytes) -> None:
        """The answer and `more`, in one write: a client finds both when it reads."""
        written: list[bytes] = []
        held = vars(self._transport)
        held["write"] = written.append
        try:
            await self.send(reply)
        finally:
            del held["write"]
        self._transport.write(b"".join(written) + more)

    async def send_part(self, reply: Answer, length: int) -> None:
        """Promises the whole body, sends `length` bytes of it and closes."""
        await self._start(reply, {"Content-Length": str(len(reply.body))})
        await self._body(reply.body[:length], more=True)
        await self.drop()

    async def drip(self, reply: Answer, size: int, seconds: float) -> None:
        """The body in pieces of `size` bytes with a wait before each."""
        await self._start(reply, {"Content-Length": str(len(reply.body))})
        for start in range(0, len(reply.body), size):
            if self._transport.is_closing():
                return
            await asyncio.sleep(seconds)
            await self._body(reply.body[start : start + size], more=True)
        await self._body(b"", more=False)

    async def flood(self, reply: Answer, size: int) -> None:
        """A body of about `size` bytes that is JSON to the end."""
        head, tail = b'{"result": [', b"{}], " + reply.body.lstrip()[1:]
        await self._start(reply, {})
        await self._body(head, more=True)
        for _ in range(max(1, size // len(_CHUNK))):
            if self._transport.is_closing():
                return
            await self._body(_CHUNK, more=True)
        await self._body(tail, more=False)

    async def drop(self) -> None:
        """Close the connection in order (FIN), whatever was promised."""
        self._transport.close()
        await self._gone()

    async def reset(self) -> None:
        """Close it with a reset (RST)."""
        self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._transport.abort()
        await self._gone()

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def _start(self, reply: Answer, more: dict[str, str]) -> None:
        headers = {"Content-Type": reply.content_type, **reply.headers, **more}
        if (settings := self.world.settings).keep_alive_told:
            headers["Keep-Alive"] = f"timeout={settings.keep_alive_seconds:g}"
        raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": reply.status, "headers": raw})

    async def _body(self, body: bytes, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": more})
