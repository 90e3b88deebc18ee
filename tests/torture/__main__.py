"""`dev.py torture --runs N --seed S`: random faults, `kill -9` at random moments, continued until finished.

After each run these must hold, read off the server, the journal and the result workbook:
  the server's bookings = the journal's booked rows = the workbook's booked rows; nobody booked twice; no row without a
  state; one message a booking; no sliding second above the cap.
The server books a repeated call again (`repeat: again`): it forgives nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.world import rows_for

CAP = 28
SETTLE = 2.5  # seconds until a lost call is believed absent: longer than the server is ever late here
BOOKED_WORDS = ("จองแล้ว", "ข้าม (จองไว้แล้ว)")  # in the result workbook
CONFIRM = "ConfirmAppointmentSlot"
# Every fault of the practice server, for any call or for booking alone, with what it needs to be quick.
FAULTS: list[dict[str, Any]] = [
    {"fault": "latency", "action": "*", "seconds": 0.05, "up_to": 0.6},
    {"fault": "error_before", "action": CONFIRM},
    {"fault": "error_after", "action": CONFIRM},
    {"fault": "error_after", "action": CONFIRM, "late_seconds": 1.0},
    {"fault": "error_before", "action": "*"},
    {"fault": "drop_before", "action": CONFIRM},
    {"fault": "drop_after", "action": CONFIRM},
    {"fault": "drop_after", "action": CONFIRM, "late_seconds": 1.2},
    {"fault": "drop_before", "action": "*"},
    {"fault": "reset_before", "action": CONFIRM},
    {"fault": "reset_after", "action": CONFIRM},
    {"fault": "truncated", "action": CONFIRM},
    {"fault": "truncated", "action": "*"},
    {"fault": "html_page", "action": CONFIRM, "times": 2},
    {"fault": "wrong_json", "action": CONFIRM},
    {"fault": "wrong_types", "action": CONFIRM},
    {"fault": "expired_token", "action": "*"},
    {"fault": "throttled", "action": "*"},
    {"fault": "throttled", "action": "*", "plain": True},
    {"fault": "too_many", "action": CONFIRM, "retry_after": 1, "times": 3},
    {"fault": "terminated", "action": CONFIRM, "block_seconds": 0.5, "times": 1},
    {"fault": "slow_drip", "action": CONFIRM, "seconds": 0.005, "bytes": 20},
    {"fault": "huge_body", "action": CONFIRM, "times": 1},
    {"fault": "redirect", "action": CONFIRM, "times": 1},
    {"fault": "clock", "action": "*", "seconds": -7200},
    {"fault": "clock", "action": "*", "seconds": 7200},
]


@dataclass
class Run:
    """What one run met and whether all held."""

    seed: int
    rows: int = 0
    kills: int = 0
    starts: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--jobs", type=int, default=2)
    chosen = options.parse_args()
    first = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"torture: {chosen.runs} runs, seeds {first} … {first + chosen.runs - 1}", flush=True)
    started = time.monotonic()
    with ThreadPoolExecutor(chosen.jobs) as pool:
        runs = list(pool.map(_reported, range(first, first + chosen.runs)))
    return _table(runs, time.monotonic() - started)


def _reported(seed: int) -> Run:
    run = torture(seed)
    state = "ok" if not run.broken else "BROKEN " + "; ".join(run.broken)
    print(f"  seed {seed}: {run.rows} rows, {run.starts} starts, {run.kills} kills, {state}", flush=True)
    return run


def _table(runs: list[Run], seconds: float) -> int:
    met: Counter[str] = sum((run.struck for run in runs), Counter())
    print("\nfault              met")
    for name, count in sorted(met.items()):
        print(f"{name:<16} {count:>5}")
    print(f"{'kill -9':<16} {sum(run.kills for run in runs):>5}")
    broken = [run for run in runs if run.broken]
    print(f"\n{len(runs)} runs, {sum(run.rows for run in runs)} rows, {seconds:.0f} s")
    print("server = journal = workbook · nobody twice · no row without a state · one message a booking · cap held")
    print(f"{len(runs) - len(broken)} passed, {len(broken)} failed")
    for run in broken:
        print(f"again with: python dev.py torture --runs 1 --seed {run.seed}")
    return 1 if broken else 0


def torture(seed: int) -> Run:
    """One run; everything chance decides comes from the seed (but for the moments the machine chooses)."""
    rng = random.Random(seed)
    run = Run(seed)
    folder = Path(tempfile.mkdtemp(prefix=f"torture-{seed}-"))
    try:
        scenario = _scenario(rng, folder)
        rows = rows_for(rng.randint(15, 45))
        run.rows = len(rows)
        sheet = _sheet(folder / "นัด.xlsx", rows)
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


def _scenario(rng: random.Random, folder: Path) -> Path:
    chosen = rng.sample(FAULTS, rng.randint(2, 6))
    faults = [{**fault, "probability": round(rng.uniform(0.02, 0.25), 3)} for fault in chosen]
    for fault in faults:
        if fault["action"] == "*":  # every call: the sign-in and the look-ups too
            fault["probability"] = round(fault["probability"] / 3, 3)
    settings = {"repeat": "again", "seed": rng.randrange(10**6), "lean_schedule": rng.random() < 0.2}
    path = folder / "scenario.json"
    path.write_text(json.dumps({"settings": {**settings, "made_up_people": 400}, "faults": faults}), encoding="utf-8")
    return path


def _sheet(path: Path, rows: list[Any]) -> Path:
    book = Workbook()
    table = book.active
    assert table is not None
    table.append(["cid", "appointment_date", "appointment_time"])
    for row in rows:
        table.append([row.cid, row.date, f"{row.hour:02d}:00"])
    book.save(path)
    return path


def _drive(rng: random.Random, run: Run, login: dict[str, str], sheet: Path, folder: Path) -> None:
    """Start, kill, continue, until a start is left alone and ends with every row decided."""
    kills = rng.randint(0, 5)
    common = ["--server", login["url"], "--facility", login["facility"], "--user", login["user"], "--password-stdin"]
    common += ["--data-dir", str(folder / "data"), "--settle", str(SETTLE), "--rate", str(CAP), "--json"]
    for start in range(30):
        run.starts += 1
        resume = start and rng.random() < 0.5
        words = _mophic("resume", *common) if resume else _mophic("upload", str(sheet), *common, "--yes")
        words += ["--patience", "20"]
        limit = rng.uniform(0.8, 4.5) if run.kills < kills else 240.0
        if start == 20:  # enough is enough: from here on the server behaves
            run.struck += Counter(_get(login["url"] + "/practice/state")["faults_struck"])
            _post(login["url"] + "/practice/faults", {"faults": []})
        code = _start(words, login["password"], limit)
        run.kills += code is None
        if code in (0, 1) and not resume:
            return
    run.broken.append("never finished")


def _start(words: list[str], password: str, limit: float) -> int | None:
    """The exit code, None where it was killed."""
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )
    try:
        process.communicate(password + "\n", timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    return process.returncode


def _judge(run: Run, login: dict[str, str], rows: list[Any], folder: Path) -> None:
    """One more upload writes the result workbook and finds everything done; then all books are compared."""
    run.struck += Counter(_get(login["url"] + "/practice/state")["faults_struck"])
    _post(login["url"] + "/practice/faults", {"faults": []})
    result = folder / "result.xlsx"
    words = _mophic("upload", str(folder / "นัด.xlsx"), "--server", login["url"], "--facility", login["facility"])
    words += ["--user", login["user"], "--password-stdin", "--data-dir", str(folder / "data"), "--json", "--yes"]
    words += ["--result", str(result)]
    done = subprocess.run(words, input=login["password"] + "\n", capture_output=True, text=True, timeout=120)
    state = _get(login["url"] + "/practice/state")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {line["row"]: line["outcome"] for line in lines if "row" in line}
    held = Counter((one["cid"], one["date"], int(one["hour"])) for one in state["bookings"])
    wanted = {(row.cid, row.date.isoformat(), row.hour): row.row for row in rows}
    checks = {
        "exit code": done.returncode == 0,
        "a row without a state": sorted(outcomes) == sorted(wanted.values()),
        "somebody booked twice": all(count == 1 for count in held.values()),
        "server ≠ rows": set(held) == set(wanted),
        "journal ≠ server": {row for row, name in outcomes.items() if name in ("booked", "skipped")}
        == {wanted[place] for place in held if place in wanted},
        "workbook ≠ server": _booked_in(result, run) == {cid for cid, _, _ in held},
        "messages": Counter(one["cid"] for one in state["outbox"]) == Counter(cid for cid, _, _ in held),
        "cap": state["calls"]["max_in_any_second"] <= CAP,
        "blocked": state["blocks"] <= run.struck["terminated"],
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
