"""Mends of "never twice" taken out one at a time (`mutants.toml`): the seed that found each one must find it again, and
hold with the mend in. `python -m tests.simulation.mutants MEND FIRST SEEDS` looks for such seeds."""

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

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def main(jobs: int) -> int:
    """Replay every pair: a line each, and 1 where one is not found, or its seed breaks with the mend in."""
    missed = 0
    replayed = [mutant for mutant in MUTANTS if "seed" in mutant]
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, told in zip(replayed, pool.map(_told, replayed), strict=True):
            missed += told.isupper()
            print(f"{mutant['mend']:<75} {mutant['seed']:<8} {told}", flush=True)
    for mutant in MUTANTS:
        if "seed" not in mutant:
            print(f"{mutant['mend']:<75} no seed: {mutant['why']}")
    return 1 if missed else 0


def _told(mutant: Mutant) -> str:
    """Which promises its seed breaks without the mend; in capitals what is wrong."""
    if place(mutant) is None:
        return "LOOKS OTHERWISE NOW"
    return "BREAKS WITH THE MEND IN" if _broken(mutant, ALL_IN) else _broken(mutant, mutant["mend"]) or "NOT FOUND"


def _broken(mutant: Mutant, out: str) -> str:
    """In a process of its own, as the program is imported anew."""
    words = [sys.executable, "-m", __name__, out, str(mutant["seed"]), "1", str(mutant.get("pcs", 1))]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    return done.stdout.strip().partition(" ")[2]


def look(mend: str, first: str, seeds: str, pcs: str = "1") -> None:
    if mend != ALL_IN:
        take_out(next(one for one in MUTANTS if one["mend"] == mend))
    from tests.simulation.scenario import scenario
    from tests.simulation.world import simulate

    for seed in range(int(first), int(first) + int(seeds)):
        if kinds := simulate(scenario(seed, int(pcs))).kinds:
            print(seed, ", ".join(sorted(kinds)), flush=True)


if __name__ == "__main__":
    look(*sys.argv[1:])
