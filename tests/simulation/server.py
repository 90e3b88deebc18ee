"""The practice server itself, in process: its world, its rules and its ways to lie, behind streams in memory. Here is
what strikes which call, and the book of the seats: who caused each."""

# ruff: noqa: ASYNC109 - httpcore's own signatures
from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import httpcore

from app.domain.values import Appointment
from app.practice.calls import booking
from app.practice.http import serve_call
from app.practice.http.answers import Request
from app.practice.http.exchange import Exchange
from app.practice.world.answer import Answer
from app.practice.world.assumed import Refused
from app.practice.world.faults import FaultPlan
from app.practice.world.people import Citizen
from app.practice.world.scenario import PASSWORD, USER, Hour, Login, Settings
from app.practice.world.scenario import Scenario as Practised
from app.practice.world.world import Vantage
from app.practice.world.world import World as Practice
from tests.simulation.clock import EPOCH, FOR_GOOD, PROGRAM
from tests.simulation.judge import SOON, Watch
from tests.simulation.scenario import (
    CANCEL,
    CLEAR_REFUSALS,
    CONFIRM,
    OTHER_HOUR,
    RECORD,
    SCHEDULE,
    Fault,
    Scenario,
    roll,
)

if TYPE_CHECKING:
    from tests.simulation.world import World

FACILITY = "09999"
KINDS = {
    CONFIRM: "confirm",
    CANCEL: "cancel",
    SCHEDULE: "schedule",
    "GetHospitalSlotByDate": "slots",
    "get_moph_access_token": "token",
    "get_public_key": "key",
    RECORD: "record",
}


class Network(httpcore.AsyncNetworkBackend):
    """httpcore's own seam: pool, h11, time-outs and trace hook are the real ones."""

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


@dataclass(eq=False)
class Seat:
    """One person's seat. `pc`: who caused it ("" = somebody else); `repeat`: made by a gateway's second try."""

    cid: str
    day: str
    hour: int
    number: int
    made: float
    pc: str = ""
    program: str = ""
    repeat: bool = False
    ended: float = FOR_GOOD
    given_back: bool = False  # by one of us
    lied_until: float = 0.0  # a clear refusal was answered although it was made: nobody knows before it shows

    def shown(self, moment: float) -> bool:
        return self.made <= moment < self.ended

    @property
    def stands(self) -> bool:
        return self.ended == FOR_GOOD


class Call(Exchange):
    """One call, from its arrival until its answer is in the stream."""

    def __init__(self, server: Server, stream: Stream, said: bytes, number: int) -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        self.server, self.stream, self.program, self.number = server, stream, stream.program, number
        super().__init__(server.practice, read(said, self.program.pc.name), receive, self._goes_out, stream)
        self.query, self.kind, self.at = self.request.query, KINDS[self.request.action], server.now
        self.about = " ".join(filter(None, map(self.query.get, ("cid", "date", "slot_time"))))
        self.back = 0.0  # seconds its answer is under way
        self.lied = False  # a clear refusal, or a repeat that may be refused, hides what was done

    @property
    def place(self) -> tuple[str, str, int]:
        """Whom it is to book."""
        return self.query["cid"], self.query["date"], int(self.query["slot_time"])

    async def goes_on(self, fault: Fault | None, attempt: int) -> None:
        server, seed, struck = self.server, self.server.scenario.seed, []
        latency = server.scenario.latency * (0.5 + roll(seed, self.kind, self.about, attempt))
        if fault is not None:
            effect, struck = roll(seed, "effect", self.about, attempt), fault.lines
            latency += 40.0 * effect * (fault.answer == "slow" and fault.done)
            self.back = 0.5 + 2 * effect if fault.answer == "gateway" else 0.05
            self.lied = fault.answer == "gateway" or (fault.done and fault.answer in CLEAR_REFUSALS)
        usual = server.lies.told(self.request.action, latency, server.healed)
        server.practice.faults = FaultPlan([*struck, *usual])
        self._looks_from_a_node()
        try:
            await serve_call.serve_call(self)
        except Exception as error:  # else nobody hears of it
            server.world.breach("server_crashed", repr(error))

    def _looks_from_a_node(self, again: bool = False) -> None:
        """What one of the machines shows is as late as that machine; one that books may not know yet either."""
        kind, lies, seed = self.kind, self.server.lies, self.server.scenario.seed
        lags = lies.schedule_lag if kind == "schedule" else lies.record_lag
        node = int(
            roll(seed, *(("node", self.number, again) if kind == "confirm" else (kind, self.number))) * len(lags)
        )
        stale = self.server.now % lies.cached if kind == "schedule" and lies.cached else 0.0
        self.vantage = Vantage(lag=lags[node] + stale, blind=True, node=node + 1)

    def act(self) -> Answer:
        newest, reply = self.world.store.last_seat(), super().act()
        watch = self.server.watch
        watched = {"schedule": watch.told_schedule, "record": watch.told_record, "cancel": watch.gave_back}
        if self.kind == "confirm":
            self.server.booked(self, newest)
        elif self.kind == "cancel" or (reply.status == 200 and self.kind in watched):
            watched[self.kind](self)
        return reply

    def act_again(self) -> Answer:
        self._looks_from_a_node(again=True)
        return super().act_again()

    async def _goes_out(self, message: Any) -> None:
        if message["type"] == "http.response.body":
            self.server.heard(self, message["body"])
            return
        await asyncio.sleep(self.back)
        self.server.world.tell(self.program.name, f"#{self.number} {self.kind} {self.about} -> {message['status']}")
        fields = b"".join(b"%s: %s\r\n" % field for field in message["headers"])
        self.stream.arrives(b"HTTP/1.1 %d X\r\n%s\r\n" % (message["status"], fields))

    async def drop(self) -> None:
        self.stream.ends()

    async def reset(self) -> None:
        await asyncio.sleep(self.back)
        self.stream.ends("reset")


class Server:
    """Everything that arrives is judged and answered here."""

    def __init__(self, world: World, loop: asyncio.AbstractEventLoop) -> None:
        self.world, self.scenario, self.lies, self.loop = world, world.scenario, world.scenario.lies, loop
        self.practice = Practice(None, practised(self.scenario), lambda: EPOCH + loop.time(), loop.time)
        self.seats: list[Seat] = []
        self.watch = Watch(self)
        self.healed = False
        self._tries: Counter[str] = Counter()
        self._calls = 0
        serve_call.random = random.Random(self.scenario.seed)  # the program has its own dice
        for row in self.scenario.rows:
            if row.row in self.scenario.before | self.scenario.other:
                self._by_citizen(row, row.hour if row.row in self.scenario.before else OTHER_HOUR)

    @property
    def now(self) -> float:
        return self.loop.time()

    def _by_citizen(self, row: Appointment, hour: int) -> None:
        with suppress(Refused):  # the hour is full
            wish = booking.Wish(row.cid, FACILITY, row.date, hour)
            number = booking.book(self.practice, wish, self.practice.now() - timedelta(days=9))
            self.seats.append(Seat(row.cid, row.date.isoformat(), hour, number, -1e6))

    # --- the wire ---

    def refuses(self) -> str:
        """Whether, and how, a connection fails."""
        self._tries["connect"] += 1
        fault = self._fault("connect", "", self._tries["connect"])
        return fault.answer if fault is not None and fault.answer != "idle" else ""

    def _fault(self, call: str, about: str, attempt: int) -> Fault | None:
        fits = (one for one in self.scenario.faults if one.call == call and one.start <= self.now <= one.end)
        struck = (one for one in fits if roll(self.scenario.seed, call, one.answer, about, attempt) < one.share)
        return None if self.healed else next(struck, None)

    def later(self, seconds: float, what: Callable[..., Any], *arguments: Any) -> None:
        self.loop.call_later(seconds, what, *arguments, context=Context())  # the server belongs to no program

    def hears(self, stream: Stream, said: bytes) -> None:
        self._calls += 1
        way = 0.005 + 0.02 * roll(self.scenario.seed, self._calls)
        still = self._fault("way", "", self._calls)
        held = still.end - self.now if still is not None else 0.0
        self.later(max(held, way), self._arrives, stream, said, self._calls)

    def _arrives(self, stream: Stream, said: bytes, number: int) -> None:
        call = Call(self, stream, said, number)
        self.watch.arrived(call)
        self._tries[call.kind + call.about] += 1
        attempt = self._tries[call.kind + call.about]
        kind = call.kind if call.kind in ("confirm", "cancel", "token") else "read"
        fault = self._fault(kind, call.kind + call.about, attempt)
        if fault is not None:
            self.watch.disguised(call, fault)
        self.loop.create_task(call.goes_on(fault, attempt))

    def heard(self, call: Call, body: bytes) -> None:
        if body == b"terminated" and not call.stream.ended:
            self.later(SOON, self.watch.told_block, call)
        call.stream.arrives(body)
        if any(one.answer == "idle" for one in self.scenario.faults):
            self.later(1.0, call.stream.ends)

    # --- the book ---

    def booked(self, call: Call, newest: int) -> None:
        """Whatever seats a call made: it, or a gateway."""
        lied_until = self.now + (FOR_GOOD if self.lies.latest else 20.0) if call.lied else 0.0
        for number in range(newest + 1, self.practice.store.last_seat() + 1):
            repeat = number in self.practice.repeated_seats
            if not repeat:
                self.watch.books(call)
            seat = Seat(*call.place, number, self.now, call.program.pc.name, call.program.name, repeat)
            seat.lied_until = lied_until
            self.seats.append(seat)
            self.world.tell("server", f"#{call.number} seat {number} for {call.about}{' REPEAT' * repeat}")

    def give_back(self, seat: Seat) -> None:
        """Somebody else does."""
        booking.cancel(self.practice.store, booking.Seat(seat.number, seat.cid, FACILITY), self.practice.now())
        seat.ended = self.now
        self.world.tell("server", f"seat {seat.number} of {seat.cid} given back by somebody else")


def read(said: bytes, address: str) -> Request:
    head, _, body = said.partition(b"\r\n\r\n")
    first, *fields = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    headers = dict(field.split(": ", 1) for field in fields)
    where = urlsplit(target)
    return Request(method, where.path, dict(parse_qsl(where.query)), headers.get("Authorization", ""), address, body)


def practised(made: Scenario) -> Practised:
    """The world of one seed: its people, and open hours on the days of its rows and the days after."""
    settings = Settings(
        rate_limit=10**6,  # the cap is judged, see `Watch`
        token_seconds=made.token_life,
        repeat=made.lies.repeats,
        lean_schedule=made.lies.lean,
        made_up_people=0,
        timetable=False,
        scopes=(),  # a shorter token: each call brings it
    )
    days = sorted({row.date + timedelta(days=later) for row in made.rows for later in (0, 1)})
    hours = tuple(Hour(FACILITY, day, hour, hour + 1, made.lies.seats) for day in days for hour in range(8, 17))
    people = (Citizen(row.cid, first_name="ก", on_target=row.row not in made.strangers) for row in made.rows)
    return Practised(settings, tuple(people), hours, (Login(USER, PASSWORD, FACILITY),))
