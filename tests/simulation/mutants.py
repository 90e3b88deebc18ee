"""Mends of "never twice" taken out one at a time (`mutants.toml`): the seed that found each one must find it again, and
hold with the mend in. `python -m tests.simulation.mutants MEND --first N --seeds N` looks for such seeds."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MUTANTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["mutant"]


class Without(MetaPathFinder, SourceFileLoader):
    """Imports the one file of `app/` that holds a mend's text as if it read otherwise."""

    def __init__(self, was: str, reads: str) -> None:
        texts = {path: path.read_text("utf-8") for path in (ROOT / "app").rglob("*.py")}
        (path,) = (
            path for path, text in texts.items() if was in text
        )  # a mend that looks otherwise now: mend the table
        self.text = texts[path].replace(was, reads)
        super().__init__("", str(path))

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != self.path:
            return None
        self.name = name
        spec.loader = self
        return spec

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


def main() -> int:
    """Replay every pair: a line each, and 1 where one is not found, or a seed breaks with the mend in."""
    from tests.simulation.scenario import scenario
    from tests.simulation.world import simulate

    missed = 0
    for one in MUTANTS:
        seed, pcs = one.get("seed"), one.get("pcs", 1)
        found = _found(one, seed) if seed is not None else ""
        holds = seed is None or not simulate(scenario(seed, pcs)).breaches
        missed += not found or not holds
        words = f"seed {seed}{f' --pcs {pcs}' * (pcs > 1)}: {found}" if found else f"NOT FOUND by {seed}"
        print(f"{one['mend']:<52} {words}{'' if holds else ', BREAKS WITH IT TOO'}", flush=True)
    return 1 if missed else 0


def _found(one: dict[str, Any], seed: int) -> str:
    words = [sys.executable, "-m", __name__, one["mend"], "--first", str(seed), "--seeds", "1"]
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip().partition(" ")[2]


def look() -> None:
    """In a process of its own, as the program is imported anew."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("mend")
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--seeds", type=int, default=300)
    chosen = options.parse_args()
    one = next(one for one in MUTANTS if one["mend"] == chosen.mend)
    sys.meta_path.insert(0, Without(one["was"], one["reads"]))
    from tests.simulation.scenario import scenario
    from tests.simulation.world import simulate

    for seed in range(chosen.first, chosen.first + chosen.seeds):
        if kinds := simulate(scenario(seed, one.get("pcs", 1))).kinds:
            print(seed, ", ".join(sorted(kinds)), flush=True)


if __name__ == "__main__":
    look()
