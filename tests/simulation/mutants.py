"""Mends taken out one at a time (`mutants.toml`): the seed, or the test, that found each must find it again, and the
seed hold with the mend in.
`python -m tests.simulation.mutants MEND FIRST SEEDS` looks for such seeds."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ALL_IN = "all mends in"
Mutant = dict[str, Any]
MUTANTS: list[Mutant] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["mutant"]


def place(mutant: Mutant) -> Path | None:
    """The one file that holds the mend's text; None: it looks otherwise now."""
    texts = [(path, path.read_text("utf-8")) for path in (ROOT / "app").rglob("*.py")]
    found = [path for path, text in texts for _ in range(text.count(mutant["was"]))]
    return found[0] if len(found) == 1 else None


def take_out(mutant: Mutant) -> None:
    """From now on its file is imported as if it read otherwise."""
    path, as_it_is = place(mutant), SourceFileLoader.get_code
    assert path is not None, "looks otherwise now"
    text = path.read_text("utf-8").replace(mutant["was"], mutant["reads"])

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return compile(text, path, "exec") if loader.path == str(path) else as_it_is(loader, name)

    SourceFileLoader.get_code = get_code


def main(jobs: int) -> int:
    """A line for each; 1 where one is not found, or its seed breaks with the mend in."""
    missed = 0
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, told in zip(MUTANTS, pool.map(_told, MUTANTS), strict=True):
            missed += told.isupper()
            print(f"{mutant['mend']:<75} {mutant.get('seed') or mutant['test']}: {told}", flush=True)
    return 1 if missed else 0


def _told(mutant: Mutant) -> str:
    """Which promises break without the mend; in capitals what is wrong."""
    if place(mutant) is None:
        return "LOOKS OTHERWISE NOW"
    if "seed" in mutant and _broken(mutant, ALL_IN):
        return "BREAKS WITH THE MEND IN"
    return _broken(mutant, mutant["mend"]) or "NOT FOUND"


def _broken(mutant: Mutant, out: str) -> str:
    """In a process of its own, as the program is imported anew."""
    where = str(mutant.get("seed") or mutant["test"])
    words = [sys.executable, "-m", __name__, out, where, "1", str(mutant.get("pcs", 1))]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    lines = done.stdout.strip().splitlines() or [""]
    return lines[-1] if done.returncode else ""


def look(mend: str, where: str, seeds: str, pcs: str = "1") -> bool:
    """Whether a promise, or the test, broke."""
    if mend != ALL_IN:
        take_out(next(one for one in MUTANTS if one["mend"] == mend))
    if not where.isdigit():
        import pytest

        return pytest.main(["-q", "-x", "-n", "0", "--tb", "no", where]) == pytest.ExitCode.TESTS_FAILED
    from tests.simulation.scenario import scenario
    from tests.simulation.world import simulate

    broken = False
    for seed in range(int(where), int(where) + int(seeds)):
        if kinds := simulate(scenario(seed, int(pcs))).kinds:
            broken = True
            print(seed, ", ".join(sorted(kinds)), flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(look(*sys.argv[1:]))
