"""`dev.py torture --runs N --seed S`: random faults, `kill -9` at random moments, continued until finished.

After each run these must hold, read off the server, the journal and the result workbook:
  the server's bookings = the journal's booked rows = the workbook's booked rows; nobody booked twice by us; no row
  without a state; one message a seat; no sliding second above the cap. A second seat that a gateway's repeat made is
  told, and a row may end in doubt only where the server said booked and did not book.
The server books a repeated call again (`repeat: again`): it forgives nothing. What may go wrong: `dice.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.torture.dice import DICE, lies_booked, roll
from tests.world import rows_for, write_sheet

CAP = 28
SETTLE = 2.5  # seconds until a lost call is believed absent: longer than the server is ever late everywhere
PATIENCE = 900.0  # seconds for a command to end, however busy the machine
DOUBTS = ("unknown", "sending")  # outcomes that say: may be booked
TOLD = ("two_seats",)  # code of what is said where somebody has a second seat that we did not book
BOOKED_WORDS = ("จองแล้ว", "ข้าม (จองไว้แล้ว)")  # in the result workbook


@dataclass
class Run:
    """What one run met and whether all held."""

    seed: int
    rows: int = 0
    kills: int = 0
    starts: int = 0
    met: Counter[str] = field(default_factory=Counter)  # how often each die struck
    blocks: int = 0  # that a fault began, not we
    repeats: int = 0  # people with a second seat made by a gateway
    doubts: int = 0  # rows that ended in doubt, as they may
    dice: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--office", action="store_true", help="several PCs with one database, see `office.py`")
    options.add_argument("--pcs", type=int, default=4, help="of the office")
    chosen = options.parse_args()
    first = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"torture: {chosen.runs} runs, seeds {first} … {first + chosen.runs - 1}", flush=True)
    started = time.monotonic()
    with ThreadPoolExecutor(chosen.jobs) as pool, ExitStack() as stack:
        one_run = _of_an_office(stack, chosen.pcs) if chosen.office else torture
        runs = list(pool.map(partial(_reported, one_run), range(first, first + chosen.runs)))
    again = f"--office --pcs {chosen.pcs} " if chosen.office else ""
    return _table(runs, time.monotonic() - started, again)


def _of_an_office(stack: ExitStack, pcs: int) -> Callable[[int], Run]:
    from tests import postgres
    from tests.torture import office

    return partial(office.torture, cluster=stack.enter_context(postgres.cluster(postgres.SURE)), pcs=pcs)


def _reported(one_run: Callable[[int], Run], seed: int) -> Run:
    try:
        run = one_run(seed)
    except Exception as error:  # one run that can't be played must not take the others with it
        traceback.print_exc()
        run = Run(seed, broken=[f"could not be played: {error!r}"])
    state = "ok" if not run.broken else "BROKEN " + "; ".join(run.broken)
    print(f"  seed {seed}: {run.rows} rows, {run.starts} starts, {run.kills} kills, {state}", flush=True)
    return run


def _table(runs: list[Run], seconds: float, again: str) -> int:
    met: Counter[str] = sum((run.met for run in runs), Counter())
    print(f"\n{'fault':<32}  runs   met")
    for name in DICE:
        print(f"{name:<32} {sum(name in run.dice for run in runs):>5} {met[name]:>5}")
    for name in sorted(met.keys() - DICE.keys()):
        print(f"{name:<32} {sum(run.met[name] > 0 for run in runs):>5} {met[name]:>5}")
    print(f"{'kill -9':<32} {sum(run.kills > 0 for run in runs):>5} {sum(run.kills for run in runs):>5}")
    broken = [run for run in runs if run.broken]
    print(f"\n{len(runs)} runs, {sum(run.rows for run in runs)} rows, {seconds:.0f} s")
    print("server = journal = workbook · nobody twice by us · no row without a state · one message a seat · cap held")
    repeats, doubts = sum(run.repeats for run in runs), sum(run.doubts for run in runs)
    print(f"second seats by a gateway's repeats: {repeats}, rows told to be in doubt: {doubts}")
    print(f"{len(runs) - len(broken)} passed, {len(broken)} failed")
    for run in broken:
        print(f"again with: python dev.py torture {again}--runs 1 --seed {run.seed}")
    return 1 if broken else 0


def torture(seed: int) -> Run:
    """One run; everything chance decides comes from the seed (but for the moments the machine chooses)."""
    rng = random.Random(seed)
    run = Run(seed)
    folder = Path(tempfile.mkdtemp(prefix=f"torture-{seed}-"))
    try:
        rows = rows_for(rng.randint(15, 45))
        scenario = _scenario(rng, run, rows, folder)
        run.rows = len(rows)
        sheet = write_sheet(folder / "นัด.xlsx", rows)
        server = subprocess.Popen(
            _mophic("practice", "--scenario", str(scenario)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert server.stdout is not None
            login = json.loads(server.stdout.readline())
            _drive(rng, run, login, sheet, folder)
            _judge(run, login, rows, folder)
        finally:
            server.kill()
            server.communicate()
    finally:
        if not run.broken:
            shutil.rmtree(folder, ignore_errors=True)
    return run


def _mophic(*words: str) -> list[str]:
    return [sys.executable, "-m", "app.cli", *words]


def _scenario(rng: random.Random, run: Run, rows: list[Any], folder: Path) -> Path:
    run.dice = rng.sample(list(DICE), rng.randint(2, 8))
    faults = [roll(rng, name) for name in run.dice]
    settings = {"repeat": "again", "seed": rng.randrange(10**6), "lean_schedule": rng.random() < 0.2}
    settings["keep_alive_seconds"] = rng.choice((75, 1))
    # Seats for all and for every second one: a full hour would refuse a row for good.
    places = {(row.date.isoformat(), row.hour) for row in rows}
    slots = [{"date": day, "hour": hour, "seats": 100} for day, hour in sorted(places)]
    path = folder / "scenario.json"
    path.write_text(
        json.dumps({"settings": {**settings, "made_up_people": 400}, "slots": slots, "faults": faults}),
        encoding="utf-8",
    )
    return path


def _drive(rng: random.Random, run: Run, login: dict[str, str], sheet: Path, folder: Path) -> None:
    """Start, kill, continue, until a start is left alone and ends with every row decided."""
    kills = rng.randint(0, 5)
    common = ["--server", login["url"], "--facility", login["facility"], "--user", login["user"], "--password-stdin"]
    common += ["--data-dir", str(folder / "data"), "--settle", str(SETTLE), "--rate", str(CAP), "--json"]
    ends = (0, 1, 4) if lies_booked(run.dice) else (0, 1)
    for start in range(16):
        run.starts += 1
        resume = start and rng.random() < 0.5
        words = _mophic("resume", *common) if resume else _mophic("upload", str(sheet), *common, "--yes")
        words += ["--patience", "20"]
        limit = rng.uniform(0.8, 4.5) if run.kills < kills else PATIENCE
        if start == 8:  # enough is enough: from here on the server behaves
            _behave(run, login)
        code = _start(words, login["password"], limit)
        run.kills += code is None
        if code in ends and not resume:
            return
    run.broken.append("never finished")


def _start(words: list[str], password: str, limit: float) -> int | None:
    """The exit code, None where it was killed. Whoever is told that the server asked for silence waits for its end."""
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        told, _ = process.communicate(password + "\n", timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    if '"silence_asked_for"' in told:
        _wait_for_silence(told)
    return process.returncode


def _wait_for_silence(told: str) -> None:
    time.sleep(int(re.findall(r"\d+", told)[-1]) + 1)


def _behave(run: Run, login: dict[str, str]) -> None:
    """From now on nothing goes wrong any more; what did is counted."""
    for name, count in zip(run.dice, _get(login["url"] + "/practice/state")["faults_met"], strict=False):
        run.met[name] += count
        run.blocks += count * (DICE[name]["fault"] == "terminated")
    _post(login["url"] + "/practice/faults", {"faults": []})


def _judge(run: Run, login: dict[str, str], rows: list[Any], folder: Path) -> None:
    """One more upload writes the result workbook and finds everything done; then all books are compared."""
    _behave(run, login)
    result = folder / "result.xlsx"
    words = _mophic("upload", str(folder / "นัด.xlsx"), "--server", login["url"], "--facility", login["facility"])
    words += ["--user", login["user"], "--password-stdin", "--data-dir", str(folder / "data"), "--json", "--yes"]
    words += ["--result", str(result), "--settle", str(SETTLE)]
    done = subprocess.run(words, input=login["password"] + "\n", capture_output=True, text=True, timeout=PATIENCE)
    if '"silence_asked_for"' in done.stdout:
        _wait_for_silence(done.stdout)
        done = subprocess.run(words, input=login["password"] + "\n", capture_output=True, text=True, timeout=PATIENCE)
    state = _get(login["url"] + "/practice/state")
    for name, text in {"last.json": done.stdout, "last.txt": done.stderr, "state.json": json.dumps(state)}.items():
        (folder / name).write_text(text, encoding="utf-8")  # what a broken run leaves to be read
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {line["row"]: line["outcome"] for line in lines if "row" in line}
    repeated = set(state["repeated_seats"])
    seats = Counter((one["cid"], one["date"], int(one["hour"])) for one in state["bookings"])
    ours = Counter(
        (one["cid"], one["date"], int(one["hour"])) for one in state["bookings"] if one["slot_id"] not in repeated
    )
    wanted = {(row.cid, row.date.isoformat(), row.hour): row.row for row in rows}
    second = {place for place, count in seats.items() if count > 1} & set(ours)
    doubts = {row for row, name in outcomes.items() if name in DOUBTS}
    # A batch with a row in doubt is gone on with, and what it was refused stays refused until somebody retries it.
    left = doubts | {row for row, name in outcomes.items() if doubts and name == "refused"}
    surely = {place for place, row in wanted.items() if row not in left}
    run.repeats, run.doubts = len(second), len(doubts)
    every = [*state["bookings"], *state["cancelled"]]
    checks = {
        "exit code": done.returncode == (4 if doubts else 0) or bool(second),
        "a row without a state": sorted(outcomes) == sorted(wanted.values()),
        "somebody booked twice": all(count == 1 for count in ours.values()),
        "a second seat that is not told": not second or all(word in done.stdout for word in TOLD),
        "in doubt for nothing": not doubts or lies_booked(run.dice),
        "server ≠ rows": surely <= set(seats) <= set(wanted),
        "journal ≠ server": {row for row, name in outcomes.items() if name in ("booked", "skipped")}
        == {wanted[place] for place in seats if place in surely},
        "workbook ≠ server": _booked_in(result, run) == {place[0] for place in seats if place in surely},
        "messages": Counter(one["cid"] for one in state["outbox"]) == Counter(one["cid"] for one in every),
        "cap": state["calls"]["max_in_any_second"] <= CAP,
        "blocked": state["blocks"] <= run.blocks,
    }
    run.broken += [f"{name} ({folder})" for name, holds in checks.items() if not holds]


def _booked_in(result: Path, run: Run) -> set[str]:
    """The ids whose row of the result workbook says booked or booked already."""
    if not result.exists():
        run.broken.append("no result workbook")
        return set()
    lines = list(load_workbook(result).worksheets[0].iter_rows(values_only=True))
    status = next(place for place, name in enumerate(lines[0]) if str(name) == "สถานะการจอง")
    return {str(line[0]) for line in lines[1:] if line[status] in BOOKED_WORDS}


def _get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def _post(url: str, body: Any) -> None:
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


if __name__ == "__main__":
    sys.exit(main())
