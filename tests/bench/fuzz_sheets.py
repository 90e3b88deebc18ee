"""Thousands of broken sheets: each must end in a sentence, within 10 s of work and 1 GiB, without a traceback.

`python -m tests.bench.fuzz_sheets [count] [format …]`: so many of each format (default 1,000) through the reading
process; some of them through `mophic validate` as well. What breaks is kept in the folder that is named at the end."""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.errors import SheetError
from app.reader import Reader
from tests.bench.mutate import ENDINGS, FORMATS, mutated, seeds

SECONDS = 10.0  # of processor time: a busy machine makes a file wait
HUNG = 120.0  # by the clock, whatever the machine does
MEMORY = 2**30  # bytes
LATE = "late:"
SAMPLE = 500  # one in so many also runs as `mophic validate`
TODAY = date(2026, 10, 1)


@dataclass
class Tally:
    """What became of the files of one format."""

    codes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    ran: int = 0  # through the command line
    slowest_run: float = 0.0
    most_memory: int = 0  # bytes, of a command line
    broken: list[str] = field(default_factory=list)


def read(reader: Reader, path: Path, tally: Tally) -> str:
    """The code a file ends in ("ok" = loaded), and what is wrong with that, if anything."""
    start, worked = time.perf_counter(), _worked()
    wrong = ""
    try:
        reader.load(path, today=TODAY)
        code = "ok"
    except SheetError as error:
        code = error.code
        if code == "read_failed":
            wrong = f"read_failed: {error.detail or 'the helper died'}"
    except Exception as error:  # anything else is a bug: that is what this looks for
        code, wrong = "bug", repr(error)
    waited, took = time.perf_counter() - start, _worked() - worked
    tally.codes[code] += 1
    tally.slowest = max(tally.slowest, took)
    return wrong or (f"{LATE} {took:.1f} s, {waited:.1f} by the clock" if took > SECONDS or waited > HUNG else "")


def _worked() -> float:
    """Seconds of processor time of the reading process; 0 before it began (Linux keeps them in /proc)."""
    ticks = 0
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # utime, stime
    return ticks / os.sysconf("SC_CLK_TCK")


def validate(path: Path, tally: Tally) -> str:
    """Run `mophic validate`; what is wrong with how it ended."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "validate", str(path)], stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        took = usage.ru_utime + usage.ru_stime  # its own time: a busy machine makes it wait
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    memory = usage.ru_maxrss * 1024
    tally.ran += 1
    tally.slowest_run, tally.most_memory = max(tally.slowest_run, took), max(tally.most_memory, memory)
    if process.returncode not in (0, 1, 2) or "Traceback" in said or "panicked" in said:
        return f"exit {process.returncode}: {said[-300:]}"
    if memory > MEMORY:
        return f"{memory >> 20} MiB"
    return f"{LATE} {took:.1f} s" if took > SECONDS else ""


def fuzz(kind: str, good: bytes, count: int, folder: Path, kept: Path, *, seed: int = 0) -> Tally:
    tally = Tally()
    ending = ENDINGS.get(kind, kind)
    with Reader() as reader:
        for number in range(count):
            data = mutated(kind, good, random.Random(f"{kind} {seed} {number}"))
            path = folder / f"{kind}-{number}.{ending}"
            path.write_bytes(data)
            wrong = read(reader, path, tally)
            if not wrong and number % SAMPLE == 0:
                wrong = validate(path, tally)
            if wrong.startswith(LATE):  # a busy machine is late, too: only what is late twice is broken
                wrong = read(reader, path, Tally()) or validate(path, Tally())
            if wrong:
                tally.broken.append(f"{path.name}: {wrong}")
                (kept / path.name).write_bytes(data)
            path.unlink()
    return tally


def main(argv: list[str]) -> int:
    """Arguments: count, formats. 0 = every file ended well."""
    count = int(argv[0]) if argv else 1_000
    kinds = argv[1:] or list(FORMATS)
    good = seeds()
    kept = Path(tempfile.mkdtemp(prefix="fuzz-sheets-"))
    broken = 0
    print("format   files   loaded  refused  slowest s | validate: runs  slowest s  most MiB | broken")
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            tally = fuzz(kind, good[kind], count, Path(folder), kept)
            loaded = tally.codes["ok"]
            print(
                f"{kind:<6} {count:>7,} {loaded:>8,} {count - loaded:>8,} {tally.slowest:>10.2f} | {tally.ran:>14,} "
                f"{tally.slowest_run:>10.2f} {tally.most_memory >> 20:>9,} | {len(tally.broken)}",
                flush=True,
            )
            print("       " + ", ".join(f"{code} {n}" for code, n in tally.codes.most_common(8)), flush=True)
            for line in tally.broken[:5]:
                print(f"       {line}", flush=True)
            broken += len(tally.broken)
    print(f"kept: {kept}" if broken else "none broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
