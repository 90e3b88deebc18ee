"""Mends of "never twice" taken out one at a time (`mutants.toml`): the seed that found each one must find it again, and
hold with the mend in. `python -m tests.simulation.mutants MEND FIRST SEEDS` looks for such seeds."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Mutant = dict[str, Any]
MUTANTS: list[Mutant] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["mutant"]


def place(mutant: Mutant) -> Path | None:
    """The one file that holds the mend's text; None: it looks otherwise now."""
    texts = [(path, path.read_text("utf-8")) for path in (ROOT / "app").rglob("*.py")]
    found = [path for path, text in texts for _ in range(text.count(mutant["was"]))]
    return found[0] if len(found) == 1 else None


class Without(MetaPathFinder, SourceFileLoader):
    """Imports that file as if it read otherwise."""

    def __init__(self, mutant: Mutant, path: Path) -> None:
        super().__init__("", str(path))
        self.text = path.read_text("utf-8").replace(mutant["was"], mutant["reads"])

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != self.path:
            return None
        self.name = name
        spec.loader = self
        return spec

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


def main(jobs: int) -> int:
    """Replay every pair: a line each, and 1 where one is not found, or its seed breaks with the mend in."""
    from tests.simulation.scenario import scenario
    from tests.simulation.world import simulate

    missed = 0
    replayed = [mutant for mutant in MUTANTS if "seed" in mutant]
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, found in zip(replayed, pool.map(_found, replayed), strict=True):
            seed, pcs = mutant["seed"], mutant.get("pcs", 1)
            if simulate(scenario(seed, pcs)).breaches:
                found = "BREAKS WITH THE MEND IN"
            missed += found.isupper()
            print(f"{mutant['mend']:<60} {seed}{f' --pcs {pcs}' * (pcs > 1):<8} {found}", flush=True)
    for mutant in MUTANTS:
        if "seed" not in mutant:
            print(f"{mutant['mend']:<60} no seed: {mutant['why']}")
    return 1 if missed else 0


def _found(mutant: Mutant) -> str:
    """Which promises its seed breaks without the mend; in capitals what is wrong."""
    if place(mutant) is None:
        return "LOOKS OTHERWISE NOW"
    words = [sys.executable, "-m", __name__, mutant["mend"], str(mutant["seed"]), "1"]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    return done.stdout.strip().partition(" ")[2] or "NOT FOUND"


def look() -> None:
    """In a process of its own, as the program is imported anew."""
    mend, first, seeds = sys.argv[1:]
    mutant = next(one for one in MUTANTS if one["mend"] == mend)
    path = place(mutant)
    assert path is not None, "looks otherwise now"
    sys.meta_path.insert(0, Without(mutant, path))
    from tests.simulation.scenario import scenario
    from tests.simulation.world import simulate

    for seed in range(int(first), int(first) + int(seeds)):
        if kinds := simulate(scenario(seed, mutant.get("pcs", 1))).kinds:
            print(seed, ", ".join(sorted(kinds)), flush=True)


if __name__ == "__main__":
    look()
