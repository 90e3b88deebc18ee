"""Mends of "never twice" that can be taken out by one replacement each: `dev.py simulate --mutants` must miss them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STEP = 40  # seeds at a time
MUTANTS: tuple[tuple[str, str, str, str], ...] = (  # what is taken out, file, text, replacement
    ("A1 gone only by both witnesses", "booking/runner.py", "both=row.row in holds)", "both=False)"),
    (
        "A1 gone only after absent_after",
        "booking/runner.py",
        "(waited if age is None else age) >= wait",
        "(age is None or age >= 5.0)",
    ),
    (
        "A1 a masked schedule does not tell",
        "booking/seats.py",
        "trusted=day not in self._lacking and not nameless",
        "trusted=True",
    ),
    ("A2 the person's day is claimed", "journal/batches.py", "(other == key or hold.hour != leaving)", "other == key"),
    (
        "A4 can't tell is no no",
        "booking/seats.py",
        "return False if False in answers else None if None in answers else True",
        "return None not in answers and False not in answers",
    ),
    ("A5 ages by ticks", "clock.py", "passed = ticks() - moment.ticks", "passed = time.time() - moment.wall"),
    (
        "A6 a cancel is looked at",
        "booking/undo.py",
        "        self._flow.went_well()\n        return False\n",
        "        self._flow.went_well()\n        self._rows.mark(row.row, State.CANCELLED)\n        return False\n",
    ),
    ("A7 undo finds repeats", "booking/undo.py", 'if entry.outcome.code == "another_seat"]', "if False]"),
    ("A8 a 401 may come late", "mophic/session.py", "if flight is not None and flight.sent:", "if False:"),
    (
        "A8 so may 429 and 407",
        "booking/runner.py",
        "        if not flight.sent:",
        "        if not flight.sent or code_of(error):",
    ),
    ("B10 unclear statuses", "mophic/wire.py", "number not in (407, *UNCLEAR_STATUS)", "True"),
    ("B10 refused rows are looked at", "booking/runner.py", 'if code == "not_a_target" else', "if code else"),
    (
        "B11 a refusal inside result",
        "mophic/wire.py",
        "if failure := _failure(200, _code(inside)",
        "if failure := _failure(200, None",
    ),
    ("B12 past hours", "booking/runner.py", "return (row.date, row.hour) < (now.date(), now.hour)", "return False"),
    ("C13 no wait for nobody", "booking/flow.py", "if self._flying:  # the last may", "if True:  # the last may"),
)
HELP = "\n\ndef code_of(error: AppError) -> bool:\n    return isinstance(error, TURNED_AWAY)\n"


def main(seeds: int, first: int) -> int:
    """A table: each mend, and a seed that breaks without it and holds with it."""
    missed = 0
    for name, file, old, new in MUTANTS:
        with tempfile.TemporaryDirectory() as place:
            _copy(Path(place), file, old, new)
            found = next((seed for seed in _failing(place, seeds, first) if seed not in _failing(ROOT, 1, seed)), None)
        missed += found is None
        print(f"{name:<36} {'NOT FOUND' if found is None else f'seed {found}'}", flush=True)
    return 1 if missed else 0


def _copy(place: Path, file: str, old: str, new: str) -> None:
    for name in ("app", "tests", "resources"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "data"))
    text = (place / "app" / file).read_text(encoding="utf-8")
    assert old in text, f"this mend looks otherwise now: {file}: {old}"
    text = text.replace(old, new, 1) + (HELP if "code_of" in new else "")
    (place / "app" / file).write_text(text, encoding="utf-8")


def _failing(place: str | Path, seeds: int, first: int) -> Iterator[int]:
    """Seeds that break a promise with the program as it lies there, until nobody asks for more."""
    for start in range(first, first + seeds, STEP):
        words = ["-m", "tests.simulation", "--seeds", str(min(STEP, seeds)), "--first", str(start), "--list"]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run([sys.executable, *words], cwd=place, env=environment, capture_output=True, text=True)
        yield from (int(line.split(" ")[0]) for line in done.stdout.splitlines() if line[:1].isdigit())
