"""One seed from its first upload to its judgement: PCs, windows, clerks, crashes."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import random
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
from filelock import FileLock

import app.journal.file
from app.booking.control import Control, Timing
from app.booking.desk import Desk
from app.domain.address import Server as Address
from app.errors import AppError
from app.journal.batches import Journal
from app.mophic import client as http
from app.mophic.ledger import LedgerFile
from app.mophic.pacing import Pace
from app.mophic.session import Session
from app.practice.world.scenario import PASSWORD, USER
from tests.simulation.clerk import Clerk
from tests.simulation.clock import PC, PROGRAM, Hang, Loop, Program, boot_id, ticks, virtual_clocks
from tests.simulation.judge import Judge
from tests.simulation.scenario import Moment, Scenario, Window
from tests.simulation.server import FACILITY, Network, Server

ADDRESS = Address("https://mophic.example", practice=False)
KEY = bytes(range(32))
MEMORY = Path("/dev/shm")
STARTS = 12  # of one act, at most
CONTEXT = httpx.create_ssl_context(verify=False)  # nothing is encrypted here, and making one takes long
# A seventh of all CPU: of each call the address alone, with its path, with its query.
httpx._urlparse.urlparse = httpx._urls.urlparse = lru_cache(4096)(httpx._urls.urlparse)
WAITS = {"wait": 75.0, "long_wait": 3 * 86400.0 + 13 * 3600.0}


@dataclass
class World:
    """What happened, and what must not have."""

    scenario: Scenario
    story: list[tuple[float, str, str]] = field(default_factory=list)
    breaches: list[tuple[str, str]] = field(default_factory=list)  # kind, words
    seats: int = 0  # that we made
    doubles_by_second_pc: int = 0
    crashes: int = 0
    seconds: float = 0.0  # virtual ones
    cpu: float = 0.0

    @property
    def kinds(self) -> set[str]:
        return {kind for kind, _ in self.breaches}

    def tell(self, who: str, what: str) -> None:
        self.story.append((asyncio.get_running_loop().time(), who, what))

    def breach(self, kind: str, words: str) -> None:
        self.breaches.append((kind, words))
        self.tell("JUDGE", f"*** {kind}: {words}")


def simulate(scenario: Scenario) -> World:
    """Play one seed. The same scenario gives the same world (with PYTHONHASHSEED=0), whatever the machine does."""
    world, began = World(scenario), time.process_time()
    folder = Path(tempfile.mkdtemp(prefix="simulation-", dir=MEMORY if MEMORY.is_dir() else None))
    loop = Loop()
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None  # dead programs fall apart noisily
    gc.disable()  # … and not while others live
    random.seed(scenario.seed)
    warnings.filterwarnings("ignore", ".*was never awaited", RuntimeWarning)
    try:
        with virtual_clocks():
            loop.run_until_complete(_played(world, loop, folder))
    except Hang as error:
        world.breaches.append(("hang", str(error)))
    finally:
        world.seconds = loop.now
        loop.graveyard.clear()
        loop.close()
        del loop
        gc.enable()
        gc.collect(0)
        sys.unraisablehook = hook
        shutil.rmtree(folder, ignore_errors=True)
    world.cpu = time.process_time() - began
    return world


async def _played(world: World, loop: Loop, folder: Path) -> None:
    await Office(world, loop, folder).everything()


def play(made: Scenario) -> World:
    """The same in few words, fit to be sent from one process to another."""
    world = simulate(made)
    world.story.clear()  # long, and told again by `replay`
    return world


class _Lock(FileLock):
    """Goes with its program, as the operating system has it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if (program := PROGRAM.get()) is not None:
            program.on_death.append(lambda: self.release(force=True))


class _File(LedgerFile):
    """In memory. Nobody holds it over an await."""

    def __init__(self, pc: PC) -> None:
        self._pc, self.lock = pc, nullcontext()

    def contents(self) -> bytes:
        if self._pc.pace is None:
            raise FileNotFoundError
        return self._pc.pace

    def write(self, data: bytes, *, durable: bool) -> None:
        self._pc.pace = data


class Office:
    """The clerks of one seed and their PCs."""

    def __init__(self, world: World, loop: Loop, folder: Path) -> None:
        self.world, self.scenario, self.loop = world, world.scenario, loop
        last = max((one.pc for one in self.scenario.windows), default=0)
        self.pcs = [PC(name, folder / name) for name in "ABC"[: last + 1]]
        for pc in self.pcs:
            pc.folder.mkdir()
        self.server = Server(world, loop)
        self.judge = Judge(self.server)
        self.controls: list[tuple[PC, Control]] = []
        self.timing = Timing(patience=self.scenario.patience, can_ask=self.scenario.can_ask)
        app.journal.file.FileLock = _Lock
        http.tls = lambda *_: CONTEXT

    async def everything(self) -> None:
        moments = asyncio.ensure_future(self._moments())
        await asyncio.gather(*(self._window(number, one) for number, one in enumerate(self.scenario.windows, start=1)))
        moments.cancel()
        self.server.healed = True
        await asyncio.sleep(200.0)  # whatever is under way arrives
        for number, pc in enumerate(self.pcs):
            pc.clock_off = 0.0
            await self._window(9, Window(number, 0.0, ("resume", "wait", "resume")))
        with ExitStack() as stack:
            journals = [stack.enter_context(self._journal(pc)) for pc in self.pcs]
            for pc, journal in zip(self.pcs, journals, strict=True):
                self.judge.books(journal, pc.name)
            if self.scenario.is_plain:
                self.judge.two_pcs(journals)
        self.world.seats = sum(1 for seat in self.server.seats if seat.pc)

    def _journal(self, pc: PC) -> Journal:
        return Journal(pc.folder / "journal.db", KEY)

    async def _moments(self) -> None:
        for moment in self.scenario.moments:
            await asyncio.sleep(moment.at - self.loop.time())
            self._comes(moment, self.pcs[min(moment.pc, len(self.pcs) - 1)])

    def _comes(self, moment: Moment, pc: PC) -> None:
        self.world.tell(f"PC {pc.name}", f"{moment.what} {moment.amount:.2f}")
        match moment.what:
            case "clock":
                pc.clock_off += moment.amount
            case "sleep":
                pc.wakes_at = self.loop.time() + moment.amount
            case "restart":
                pc.started_at = self.loop.time()
                for program in pc.programs:
                    program.die()
            case "elsewhere":
                if standing := [seat for seat in self.server.seats if seat.stands]:
                    self.server.give_back(standing[int(moment.amount * len(standing))])
            case what:
                for whose, control in list(self.controls):
                    if whose is pc:
                        getattr(control, what)()

    # --- windows ---

    async def _window(self, number: int, window: Window) -> None:
        await asyncio.sleep(window.start)
        pc, deaths = self.pcs[window.pc], list(window.deaths)
        for act in window.acts:
            await asyncio.sleep(WAITS.get(act, 0.0))
            for start in range(STARTS if act not in WAITS else 0):
                program = Program(pc, f"{pc.name}{number}", deaths.pop(0) if deaths else 0)
                pc.programs.append(program)
                await self._start(program, act)
                pc.programs.remove(program)
                if not program.dead:
                    break
                self.world.crashes += 1
                await asyncio.sleep((0.5, 5.0, 30.0, 100.0)[start % 4])

    async def _start(self, program: Program, act: str) -> None:
        """One start of the program for one thing to do, until that is done or it is killed."""
        context = contextvars.copy_context()
        context.run(PROGRAM.set, program)
        died = self.loop.create_future()
        program.on_death.append(lambda: died.done() or died.set_result(None))
        self.world.tell(program.name, f"starts: {act}")
        life = self.loop.create_task(self._life(program, act), context=context)
        self.loop.graveyard.append(life)
        await asyncio.wait({life, died}, return_when=asyncio.FIRST_COMPLETED)
        if program.dead:
            self.world.tell(program.name, f"KILLED at step {program.steps}")
        elif error := life.exception():
            if not isinstance(error, AppError):
                where = traceback.extract_tb(error.__traceback__)[-1]
                self.world.breach("program_crashed", f"{error!r:.200} at {Path(where.filename).name}:{where.lineno}")
            self.world.tell(program.name, f"ended by {error!r}")

    async def _life(self, program: Program, act: str) -> None:
        journal = self._journal(program.pc)
        program.on_death.append(journal.close)
        pace = Pace(program.pc.folder, ADDRESS.url, self.scenario.cap, ticks, boot_id)
        pace._shared._file = _File(program.pc)
        client = http.Client(ADDRESS, pace)
        for transport in (client._http._transport, *client._http._mounts.values()):
            if isinstance(transport, httpx.AsyncHTTPTransport):
                transport._pool._network_backend = Network(self.server)
        session = Session(client, FACILITY, USER, self.timing.renewal_gap)
        try:
            if await self._signed_in(session, program):
                await Clerk(self, program, Desk(ADDRESS, session, journal, self.timing)).do(act)
        finally:
            await client.close()
            journal.close()

    async def _signed_in(self, session: Session, program: Program) -> bool:
        for pause in (5.0, 60.0, 2000.0, 0.0):
            try:
                await session.sign_in(PASSWORD)
                return True
            except AppError as error:
                self.world.tell(program.name, f"can't sign in: {error.code}")
                await asyncio.sleep(pause)
        return False
