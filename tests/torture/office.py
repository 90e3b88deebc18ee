"""`dev.py torture --office --pcs 4`: several PCs of one office with one sheet, each with a clock, a folder and a way to
the database of its own; beside the faults of the server those of the database and of the ways.

A PC is a process after the other, killed at random moments; its wall clock is up to ten minutes wrong. The database is
restarted as after a power cut, its sessions are killed; a way is cut, stalls, is away, or loses just the answer to what
the database has written. At the end all is well, one PC finishes, and the books must agree as in a run of one PC;
besides no row of any batch is on its way, and no person's hour is booked in two.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from app.domain.values import State
from tests.postgres import Cluster
from tests.torture import __main__ as alone
from tests.torture.__main__ import CAP, PATIENCE, SETTLE, Run
from tests.torture.dice import lies_booked
from tests.way import Way
from tests.world import rows_for, write_sheet

PASSPHRASE = "หลวงพ่อโตนั่งสมาธิ ๙ รูป"
CLOCKS = 600  # seconds that a PC's clock is wrong at most
# Without it all clocks are right.
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
_RESTART = threading.Lock()  # of all runs
STARTS = 7  # of each PC, while all goes wrong
# What happens to the database or the ways -> how likely beside the others.
OF_THE_OFFICE = {
    "way cut": 5,
    "way away": 3,
    "way stalled": 3,
    "answer lost after it was written": 5,
    "long way": 2,
    "session killed": 2,
    "database restarted": 1,
}


@dataclass
class PC:
    """One computer of the office."""

    number: int
    home: Path
    way: Way
    clock: int  # seconds that it is wrong
    login: dict[str, str]
    codes: list[int | None] = field(default_factory=list)  # how each start ended

    def run(self, *words: str, limit: float, result: Path | None = None) -> tuple[int | None, str]:
        """Exit code (None: killed) and what was told."""
        home = {name: str(self.home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        environment = {**os.environ, **home, "MOPHIC_PASSPHRASE": PASSPHRASE}
        if FAKETIME is not None:
            faked = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"{self.clock:+d}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
            environment |= faked
        process = subprocess.Popen(
            alone._mophic(*words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env=environment,
        )  # fmt: skip
        try:
            told, said = process.communicate(self.login["password"] + "\n", timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None, ""
        (self.home / "last.txt").write_text(told + said, encoding="utf-8")
        return process.returncode, told

    def common(self) -> list[str]:
        return ["--server", self.login["url"], "--facility", self.login["facility"], "--user", self.login["user"],
                "--password-stdin", "--data-dir", str(self.home), "--journal", self.way.url,
                "--settle", str(SETTLE), "--rate", str(CAP), "--json"]  # fmt: skip


def torture(seed: int, cluster: Cluster, pcs: int) -> Run:
    """One run; what chance decides comes from the seed, but for the moments the machine chooses."""
    rng, run = random.Random(seed), Run(seed)
    folder = Path(tempfile.mkdtemp(prefix=f"torture-office-{seed}-"))
    database = f"torture_{seed}_{os.getpid()}"
    try:
        rows = rows_for(rng.randint(15, 45))
        run.rows = len(rows)
        scenario = alone._scenario(rng, run, rows, folder)
        sheet = write_sheet(folder / "นัด.xlsx", rows)
        with ExitStack() as stack:
            server = subprocess.Popen(
                alone._mophic("practice", "--scenario", str(scenario)),
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            stack.callback(server.communicate)
            stack.callback(server.kill)
            assert server.stdout is not None
            login = json.loads(server.stdout.readline())
            url = _made(cluster, database)
            ways = [stack.enter_context(Way(url)) for _ in range(pcs)]
            computers = [_joined(rng, folder, number, way, login) for number, way in enumerate(ways)]
            _all_at_once(rng, run, computers, sheet, cluster, database)
            _judge(run, computers[0], rows, sheet, folder, url)
    finally:
        if not run.broken:
            shutil.rmtree(folder, ignore_errors=True)
    return run


def _asked(cluster: Cluster, *statements: str) -> None:
    for _ in range(50):
        try:
            with psycopg.connect(cluster.url, autocommit=True) as connection:
                for statement in statements:
                    connection.execute(statement.encode())
            return
        except psycopg.OperationalError:  # another run has just restarted it
            time.sleep(0.2)
    raise TimeoutError("the database does not come back")


def _made(cluster: Cluster, database: str) -> str:
    _asked(cluster, f"DROP DATABASE IF EXISTS {database} WITH (FORCE)", f"CREATE DATABASE {database}")
    return urlunsplit(urlsplit(cluster.url)._replace(path=f"/{database}"))


def _joined(rng: random.Random, folder: Path, number: int, way: Way, login: dict[str, str]) -> PC:
    home = folder / f"pc-{number}"
    home.mkdir()
    pc = PC(number, home, way, rng.randint(-CLOCKS, CLOCKS), login)
    words = ["journal", "join", way.url, "--server", login["url"], "--data-dir", str(home), "--json"]
    for _ in range(20):  # another run may restart the database meanwhile, just after it was joined too
        code, told = pc.run(*words, limit=PATIENCE)
        if code == 0 or "office_joined_already" in told:
            return pc
        time.sleep(0.3)
    raise AssertionError((home / "last.txt").read_text(encoding="utf-8"))


def _all_at_once(rng: random.Random, run: Run, pcs: list[PC], sheet: Path, cluster: Cluster, database: str) -> None:
    """All PCs with one sheet, killed and started again, while everything else goes wrong."""
    over = threading.Event()
    trouble = threading.Thread(target=_trouble, args=(random.Random(rng.random()), run, pcs, cluster, database, over))
    working = [threading.Thread(target=_drive, args=(random.Random(rng.random()), run, pc, sheet)) for pc in pcs]
    for thread in (trouble, *working):
        thread.start()
    for thread in working:
        thread.join()
    over.set()
    trouble.join()
    for pc in pcs:
        pc.way.delay = 0.0
        pc.way.turn("ok")


def _drive(rng: random.Random, run: Run, pc: PC, sheet: Path) -> None:
    """Until a start that nobody kills ends with every row decided, or it was enough."""
    kills = rng.randint(0, 3)
    for start in range(STARTS):
        run.starts += 1
        resume = start and rng.random() < 0.4
        words = ["resume", *pc.common()] if resume else ["upload", str(sheet), *pc.common(), "--yes"]
        code, told = pc.run(*words, "--patience", "20", limit=rng.uniform(1.5, 7.0) if kills > 0 else PATIENCE)
        pc.codes.append(code)
        if code is None:
            kills -= 1
            run.kills += 1
        elif code in (0, 1) and not resume:
            return
        if '"silence_asked_for"' in told:
            alone._wait_for_silence(told)
        time.sleep(rng.uniform(0.0, 0.5))


def _trouble(
    rng: random.Random, run: Run, pcs: list[PC], cluster: Cluster, database: str, over: threading.Event
) -> None:
    while not over.wait(rng.uniform(0.4, 2.0)):
        (what,) = rng.choices(list(OF_THE_OFFICE), list(OF_THE_OFFICE.values()))
        way = rng.choice(pcs).way
        run.met[what] += 1
        match what:
            case "way cut":
                way.cut()
            case "way away" | "way stalled":
                way.turn(what.removeprefix("way "))
                over.wait(rng.uniform(0.1, 3.0))
                way.turn("ok")
            case "answer lost after it was written":
                way.turn("deaf")
                over.wait(rng.uniform(0.05, 0.5))
                way.turn("ok")
            case "long way":
                way.delay = rng.choice((0.0, 0.005, 0.015, 0.05))
            case "session killed":
                if not cluster.kill_one(database):
                    run.met[what] -= 1
            case "database restarted":
                with _RESTART:
                    cluster.restart()


def _judge(run: Run, pc: PC, rows: list[Any], sheet: Path, folder: Path, url: str) -> None:
    """All is well again; one PC finishes. Then the books are compared."""
    alone._behave(run, pc.login)
    result = folder / "result.xlsx"
    ends = (0, 4) if lies_booked(run.dice) else (0,)
    for _ in range(6):  # resume: what another PC has begun
        result.unlink(missing_ok=True)
        for words in (["resume", *pc.common()], ["upload", str(sheet), *pc.common(), "--yes", "--result", str(result)]):
            code, told = pc.run(*words, limit=PATIENCE)
            if '"silence_asked_for"' in told:
                alone._wait_for_silence(told)
        if code in ends:
            break
    state = alone._get(pc.login["url"] + "/practice/state")
    (folder / "state.json").write_text(json.dumps(state), encoding="utf-8")
    lines = [json.loads(line) for line in told.splitlines()]
    outcomes = {line["row"]: line["outcome"] for line in lines if "row" in line}
    repeated = set(state["repeated_seats"])
    seats = Counter((one["cid"], one["date"], int(one["hour"])) for one in state["bookings"])
    ours = Counter(
        (one["cid"], one["date"], int(one["hour"])) for one in state["bookings"] if one["slot_id"] not in repeated
    )
    wanted = {(row.cid, row.date.isoformat(), row.hour): row.row for row in rows}
    doubts = {row for row, name in outcomes.items() if name in alone.DOUBTS}
    left = doubts | {row for row, name in outcomes.items() if doubts and name == "refused"}
    surely = {place for place, row in wanted.items() if row not in left}
    second = {place for place, count in seats.items() if count > 1} & set(ours)
    run.repeats, run.doubts = len(second), len(doubts)
    every = [*state["bookings"], *state["cancelled"]]
    on_their_way, booked_twice, booked = _books(url)
    checks = {
        "exit code": code in ends or bool(second),
        "a row without a state": sorted(outcomes) == sorted(wanted.values()),
        "a row on its way": on_their_way == 0,
        "somebody booked twice": all(count == 1 for count in ours.values()),
        "booked in two batches": booked_twice == 0,
        "in doubt for nothing": not doubts or lies_booked(run.dice),
        "server ≠ rows": surely <= set(seats) <= set(wanted),
        "journal ≠ server": {row for row, name in outcomes.items() if name in ("booked", "skipped")}
        == {wanted[place] for place in seats if place in surely},
        "office ≠ server": booked <= len(seats),
        "workbook ≠ server": alone._booked_in(result, run) == {place[0] for place in seats if place in surely},
        "messages": Counter(one["cid"] for one in state["outbox"]) == Counter(one["cid"] for one in every),
        "cap": state["calls"]["max_in_any_second"] <= CAP,
        "blocked": state["blocks"] <= run.blocks,
    }
    run.broken += [f"{name} ({folder})" for name, holds in checks.items() if not holds]


def _books(url: str) -> tuple[int, int, int]:
    """Of all batches of all PCs: rows on their way, hours that two calls of ours booked, hours that one did."""
    with _RESTART, psycopg.connect(url, autocommit=True) as asked:  # another run may restart the database
        (schema,) = asked.execute("SELECT schemaname FROM pg_tables WHERE tablename='batch'").fetchone() or ("",)
        asked.execute(f'SET search_path="{schema}"'.encode())
        told = asked.execute(
            "SELECT count(*) FILTER (WHERE state=%s), count(*) FILTER (WHERE tries>0 AND state=%s),"
            " count(DISTINCT key) FILTER (WHERE tries>0 AND state=%s) FROM row",
            (State.SENDING, State.BOOKED, State.BOOKED),
        ).fetchone()
    assert told is not None
    return told[0], told[1] - told[2], told[2]
