"""Two PCs of one hospital upload the same sheet of 200, without an office database: people with two seats.

Each PC is a process with a data folder and a pace of its own. `sleeps`: the first one is put to sleep after 3 s, the
second starts, 5 s later the first wakes. Argument: how often each (default 3).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.bench.serving import served, state
from tests.world import rows_for, write_sheet

ROWS, DAYS = 200, 3
RATE = 14  # calls a second of each PC: both share the account's 30
GAPS: tuple[float | str, ...] = (0, 1, 5, 10, "sleeps")  # seconds from the first start to the second


def start(pc: Path, sheet: Path, login: dict[str, str]) -> subprocess.Popen[str]:
    words = ["upload", str(sheet), "--server", login["url"], "--facility", login["facility"], "--user", login["user"]]
    words += ["--password-stdin", "--data-dir", str(pc / "data"), "--rate", str(RATE), "--yes", "--json"]
    home = {name: str(pc) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")}
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words],
        env={**os.environ, **home},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(login["password"] + "\n")
    process.stdin.close()
    return process


def two(gap: float | str, seed: int) -> tuple[int, int, int, tuple[int, int]]:
    """People with two seats, people with none, calls, and both exit codes."""
    rows = rows_for(ROWS, DAYS)
    days = sorted({row.date.isoformat() for row in rows})
    scenario = {
        "settings": {"repeat": "again", "seed": seed, "made_up_people": ROWS, "timetable": False},
        "slots": [{"date": days, "hour": list(range(8, 17)), "seats": 200}],
        "faults": [{"fault": "latency", "probability": 1, "seconds": 0.1, "up_to": 0.4}],
    }
    with tempfile.TemporaryDirectory() as folder, served(scenario) as login:
        sheet = write_sheet(Path(folder) / "sheet.xlsx", rows)
        one = start(Path(folder) / "one", sheet, login)
        time.sleep(3 if gap == "sleeps" else float(gap))
        if gap == "sleeps":
            one.send_signal(signal.SIGSTOP)
        other = start(Path(folder) / "other", sheet, login)
        if gap == "sleeps":
            time.sleep(5)
            one.send_signal(signal.SIGCONT)
        codes = one.wait(300), other.wait(300)
        told = state(login)
    seats = Counter(booking["cid"] for booking in told["bookings"])
    return sum(count > 1 for count in seats.values()), ROWS - len(seats), told["calls"]["total"], codes


def main(arguments: list[str]) -> None:
    times = int(arguments[0]) if arguments else 3
    print(f"{'apart':>8}{'two seats of ' + str(ROWS):>40}{'no seat':>10}{'calls':>16}  exit codes")
    for gap in GAPS:
        found = [two(gap, seed) for seed in range(times)]
        doubles, without, calls, codes = zip(*found, strict=True)
        print(f"{gap:>8}{doubles!s:>40}{max(without):>10}{max(calls):>16}  {sorted(set(codes))}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
