"""One seed from its first upload to its judgement: PCs, windows, clerks, crashes."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import shutil
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from filelock import FileLock

import app.desk
import app.journal_file
from app.address import Server as Address
from app.control import Control, Timing
from app.desk import Desk
from app.domain import Appointment, State
from app.errors import AppError, InputError
from app.events import Event, Finished, Paused, RowChanged
from app.journal import Journal, Source
from app.mophic import client as http
from app.mophic.pacing import Pace
from app.session import Session
from tests.simulation import judge
from tests.simulation.clock import PC, PROGRAM, Hang, Loop, Program, monotonic, virtual_clocks, wall
from tests.simulation.network import Network
from tests.simulation.scenario import Scenario, Window
from tests.simulation.server import FACILITY, Server

ADDRESS = Address("https://mophic.example", practice=False)
KEY = bytes(range(32))
MEMORY = Path("/dev/shm")
LIVES = 12  # starts of one act, at most


@dataclass
class World:
    """What happened, and what must not have."""

    scenario: Scenario
    story: list[tuple[float, str, str]] = field(default_factory=list)
    breaches: list[tuple[str, str]] = field(default_factory=list)  # kind, words
    seats_of_ours: int = 0
    doubles_by_second_pc: int = 0
    crashes: int = 0
    virtual_seconds: float = 0.0

    @property
    def kinds(self) -> set[str]:
        return {kind for kind, _ in self.breaches}

    def tell(self, who: str, what: str) -> None:
        self.story.append((asyncio.get_running_loop().time(), who, what))

    def breach(self, kind: str, words: str) -> None:
        self.breaches.append((kind, words))
        self.tell("JUDGE", f"*** {kind}: {words}")


def simulate(scenario: Scenario) -> World:
    """Play one seed. The same scenario gives the same world (PYTHONHASHSEED=0), whatever the machine does."""
    world = World(scenario)
    folder = Path(tempfile.mkdtemp(prefix="simulation-", dir=MEMORY if MEMORY.is_dir() else None))
    loop = Loop()
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None  # dead programs fall apart noisily
    gc.disable()  # … and not while others live
    warnings.filterwarnings("ignore", ".*was never awaited", RuntimeWarning)
    try:
        with virtual_clocks():
            try:
                loop.run_until_complete(_Office(world, loop, folder).everything())
            except Hang as error:
                world.breaches.append(("hang", str(error)))
                world.story.append((loop.now, "JUDGE", f"*** hang: {error}"))
            world.virtual_seconds = loop.now
    finally:
        loop.graveyard.clear()
        loop.close()
        del loop
        gc.enable()
        gc.collect(0)
        sys.unraisablehook = hook
        shutil.rmtree(folder, ignore_errors=True)
    return world


class _Lock(FileLock):
    """Goes with its program, as the operating system has it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if (program := PROGRAM.get()) is not None:
            program.on_death.append(lambda: self.release(force=True))


class _Office:
    """The clerks of one seed and their PCs."""

    def __init__(self, world: World, loop: Loop, folder: Path) -> None:
        self.world = world
        self.scenario = world.scenario
        self.loop = loop
        self.pcs = [PC("ABC"[n], folder / "ABC"[n]) for n in range(1 + max(one.pc for one in self.scenario.windows))]
        for pc in self.pcs:
            pc.folder.mkdir()
        self.server = Server(self.scenario, loop, world.tell, world.breach)
        self.controls: dict[str, list[Control]] = {pc.name: [] for pc in self.pcs}
        self.timing = Timing(patience=self.scenario.patience, can_ask=self.scenario.can_ask)
        app.journal_file.FileLock = _Lock  # type: ignore[misc]
        http.tls = lambda *_: httpx.create_ssl_context(verify=False)  # type: ignore[assignment]

    async def everything(self) -> None:
        moments = asyncio.ensure_future(self._moments())
        await asyncio.gather(*(self._window(number, one) for number, one in enumerate(self.scenario.windows, start=1)))
        moments.cancel()
        self.server.healed = True
        for pc in self.pcs:
            pc.clock_off = 0.0
        await asyncio.sleep(200.0)  # whatever is under way arrives
        for number, pc in enumerate(self.pcs):
            last = Window(number, 0.0, ("resume", "wait", "resume"))
            await self._window(9, last)
            with Journal(pc.folder / "journal.db", KEY) as journal:
                judge.books(self.world, self.server, journal, pc.name)
        self.world.doubles_by_second_pc = self.server.doubles_by_second_pc
        self.world.seats_of_ours = sum(1 for seat in self.server.seats if seat.pc)

    async def _moments(self) -> None:
        for moment in self.scenario.moments:
            await asyncio.sleep(moment.at - self.loop.time())
            pc = self.pcs[min(moment.pc, len(self.pcs) - 1)]
            self.world.tell(f"PC {pc.name}", f"{moment.what} {moment.amount:.2f}")
            match moment.what:
                case "clock":
                    pc.clock_off += moment.amount
                case "sleep":
                    pc.wakes_at = self.loop.time() + moment.amount
                case "elsewhere":
                    self._cancelled_elsewhere(moment.amount)
                case what:
                    for control in self.controls[pc.name]:
                        getattr(control, what)()

    def _cancelled_elsewhere(self, share: float) -> None:
        if standing := [seat for seat in self.server.seats if seat.stands]:
            seat = standing[int(share * len(standing))]
            seat.ended, seat.how = self.loop.time(), "elsewhere"
            self.world.tell("server", f"seat {seat.number} of {seat.cid} given back by somebody else")

    # --- windows ---

    async def _window(self, number: int, window: Window) -> None:
        await asyncio.sleep(window.start)
        deaths = list(window.deaths)
        for act in window.acts:
            if act.endswith("wait"):
                await asyncio.sleep(75.0 if act == "wait" else 3 * 86400.0 + 13 * 3600)
                continue
            for life in range(LIVES):
                name = f"{self.pcs[window.pc].name}{number}"
                program = Program(self.pcs[window.pc], name, deaths.pop(0) if deaths else 0)
                if await self._live(program, act):
                    break
                self.world.crashes += 1
                await asyncio.sleep((0.5, 5.0, 30.0, 100.0)[life % 4])

    async def _live(self, program: Program, act: str) -> bool:
        """One start of the program for one thing to do. False: it was killed meanwhile."""
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
            return False
        if error := life.exception():
            if not isinstance(error, AppError):
                self.world.breach("program_crashed", repr(error)[:200] + _where(error))
            self.world.tell(program.name, f"ended by {error!r}")
        return True

    async def _life(self, program: Program, act: str) -> None:
        journal = Journal(program.pc.folder / "journal.db", KEY)
        program.on_death.append(journal.close)
        pace = Pace(program.pc.folder, ADDRESS.url, self.scenario.cap, monotonic, wall)
        client = http.Client(ADDRESS, pace)
        _plug(client, Network(self.server))
        session = Session(client, FACILITY, "clerk", self.timing.renewal_gap)
        try:
            if await self._signed_in(session, program):
                await _Clerk(self, program, Desk(ADDRESS, session, journal, self.timing)).do(act)
        finally:
            await client.close()
            journal.close()

    async def _signed_in(self, session: Session, program: Program) -> bool:
        for pause in (5.0, 60.0, 2000.0, 0.0):
            try:
                await session.sign_in("password")
                return True
            except AppError as error:
                self.world.tell(program.name, f"can't sign in: {error.code}")
                await asyncio.sleep(pause)
        return False


def _plug(client: http.Client, network: Network) -> None:
    for transport in (client._http._transport, *client._http._mounts.values()):
        if isinstance(transport, httpx.AsyncHTTPTransport):
            transport._pool._network_backend = network  # type: ignore[attr-defined]


def _where(error: BaseException) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parts[-2] == "app"]
    return f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


class _Clerk:
    """Does what a clerk does, at the desk that both front ends use."""

    def __init__(self, office: _Office, program: Program, desk: Desk) -> None:
        self.office = office
        self.world = office.world
        self.program = program
        self.desk = desk
        self.heard: dict[tuple[int, int], State] = {}

    async def do(self, act: str) -> None:
        match act:
            case "upload":
                await self._upload(self.office.scenario.rows)
            case "copy":
                await self._upload(self.office.scenario.copy)
            case "resume":
                for info in self.desk.history():
                    if info.unfinished:
                        await self._run(info.id)
            case "retry":
                for info in self.desk.history()[:1]:
                    self.desk.retry_failed(info.id)
                    await self._run(info.id)
            case "undo":
                for info in self.desk.history()[:1]:
                    await self._run(info.id, undo=True)
            case "decide":
                self._decide()

    async def _upload(self, rows: Sequence[Appointment]) -> None:
        if (earlier := self.desk.unfinished(rows)) is not None:
            return await self._run(earlier.id)
        control = self._control()
        plan = await self.desk.plan(rows, control)
        batch = self.desk.save(plan, Source("นัด.xlsx", rows=len(rows)))
        counts = Counter(f"{step.state} {step.code}" for step in plan.steps)
        self.world.tell(self.program.name, f"batch {batch}: {dict(counts)}")
        return await self._run(batch)

    def _control(self) -> Control:
        control = Control()
        self.office.controls[self.program.pc.name].append(control)
        return control

    async def _run(self, batch: int, undo: bool = False) -> None:
        self.heard.clear()
        control = self._control()
        try:
            finished = await (self.desk.undo if undo else self.desk.run)(batch, control, self._hear)
        except InputError as error:
            self.world.tell(self.program.name, f"batch {batch}: {error.code}")
            return
        finally:
            self.office.controls[self.program.pc.name].remove(control)
        judge.run(self.world, self.office.server, self.desk.journal, finished, self.heard, self.program, undo)

    def _hear(self, event: Event) -> None:
        who = self.program.name
        match event:
            case RowChanged(batch, outcome):
                self.heard[batch, outcome.row] = outcome.state
                self.world.tell(who, f"row {outcome.row} of batch {batch}: {outcome.state} {outcome.code}")
            case Paused(_, reason):
                self.world.tell(who, f"held: {reason}")
                if reason == "sign_in_needed" and self.desk.timing.can_ask:
                    asyncio.get_running_loop().call_later(20.0, self._sign_in_again)
            case Finished():
                self.world.tell(who, f"{event}")
            case _:
                self.world.tell(who, f"{event}")

    def _sign_in_again(self) -> None:
        async def sign_in() -> None:
            try:
                await self.desk.sign_in_again("password")
            except AppError:
                asyncio.get_running_loop().call_later(60.0, self._sign_in_again)

        self.office.loop.graveyard.append(asyncio.ensure_future(sign_in()))

    def _decide(self) -> None:
        """The clerk looks at the Dashboard, which tells the truth, and says what is so."""
        for info in self.desk.history():
            if info.held_by:
                continue
            for entry in self.desk.journal.entries(info.id, (State.UNKNOWN,)):
                row = entry.appointment
                booked = any(seat.stands for seat in judge.seats(self.office.server, row))
                self.desk.journal.decide(info.id, row.row, booked=booked)
                self.world.tell(self.program.name, f"row {row.row} of batch {info.id} decided: booked={booked}")
