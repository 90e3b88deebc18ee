"""Mends of "never twice" that can be taken out by one replacement each: `dev.py simulate --mutants` must miss them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MUTANTS: tuple[tuple[str, str, str, str], ...] = (  # what is taken out, file, text, replacement
    ("A1 gone only by both witnesses", "batch.py", "both=row.row in holds)", "both=False)"),
    ("A1 gone only after absent_after", "batch.py", "age >= self.timing.absent_after", "age >= 5.0"),
    (
        "A1 a masked schedule does not tell",
        "seats.py",
        "trusted=day not in self._lacking and not nameless",
        "trusted=True",
    ),
    ("A2 the person's day is claimed", "journal.py", "(other == key or hold.hour != leaving)", "other == key"),
    (
        "A4 can't tell is no no",
        "seats.py",
        "return False if False in answers else None if None in answers else True",
        "return None not in answers and False not in answers",
    ),
    ("A5 ages by ticks", "clock.py", "passed = ticks() - moment.ticks", "passed = time.time() - moment.wall"),
    (
        "A6 a cancel is looked at",
        "undo.py",
        "        self._flow.went_well()\n        return False\n",
        "        self._flow.went_well()\n        self._rows.mark(row.row, State.CANCELLED)\n        return False\n",
    ),
    ("A7 undo finds repeats", "undo.py", 'if entry.outcome.code == "another_seat"]', "if False]"),
    ("A8 a 401 may come late", "session.py", "if flight is not None and flight.sent:", "if False:"),
    (
        "A8 so may 429 and 407",
        "batch.py",
        "        if not flight.sent:",
        "        if not flight.sent or code_of(error):",
    ),
    ("B10 unclear statuses", "mophic/wire.py", "number not in (407, *UNCLEAR_STATUS)", "True"),
    ("B10 refused rows are looked at", "doubt.py", "in self._rows.sent_and_refused():", "in ():"),
    (
        "B11 a refusal inside result",
        "mophic/wire.py",
        "if failure := _failure(200, _code(inside)",
        "if failure := _failure(200, None",
    ),
    ("B12 past hours", "batch.py", "return (row.date, row.hour) < (now.date(), now.hour)", "return False"),
    ("C13 no wait for nobody", "flow.py", "if self._flying:  # the last may", "if True:  # the last may"),
)
HELP = "\n\ndef code_of(error: AppError) -> bool:\n    return isinstance(error, TURNED_AWAY)\n"


def main(seeds: int, first: int) -> int:
    """A table: each mend, and the seeds that break without it and hold with it."""
    whole = _failing(None, seeds, first)
    print(f"as it is: {len(whole)} of {seeds} seeds fail", flush=True)
    missed = 0
    for mutant in MUTANTS:
        found = _failing(mutant, seeds, first)
        new = {seed: kinds for seed, kinds in found.items() if seed not in whole}
        missed += not new
        seed = min(new, default=0)
        print(
            f"{mutant[0]:<36} " + (f"{len(new):>4} seeds, as {seed}: {new[seed]}" if new else "NOT FOUND"), flush=True
        )
    return 1 if missed else 0


def _failing(mutant: tuple[str, str, str, str] | None, seeds: int, first: int) -> dict[int, str]:
    with tempfile.TemporaryDirectory() as place:
        for name in ("app", "tests", "resources"):
            shutil.copytree(ROOT / name, Path(place, name), ignore=shutil.ignore_patterns("__pycache__", "data"))
        if mutant is not None:
            _, name, old, new = mutant
            file = Path(place, "app", name)
            text = file.read_text(encoding="utf-8")
            assert text.count(old) >= 1, f"the mend looks otherwise now: {mutant[0]}"
            file.write_text(text.replace(old, new, 1) + (HELP if "code_of" in new else ""), encoding="utf-8")
        words = ["-m", "tests.simulation", "--seeds", str(seeds), "--first", str(first), "--list"]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run([sys.executable, *words], cwd=place, env=environment, capture_output=True, text=True)
        lines = [line.split(" ", 1) for line in done.stdout.splitlines() if line[:1].isdigit()]
        return {int(seed): kinds for seed, kinds in lines}
