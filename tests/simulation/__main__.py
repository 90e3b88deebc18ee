"""`dev.py simulate --seeds N [--seed S] [--pcs K]`: play seeds; print, shrink and replay those that break a promise."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from tests.simulation import mutants
from tests.simulation.scenario import Scenario, scenario
from tests.simulation.world import World, simulate

SHRINK_TRIES = 150


@dataclass
class Result:
    seed: int
    breaches: list[tuple[str, str]]
    rows: int
    seats: int
    crashes: int
    doubles: int
    virtual: float
    cpu: float


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py simulate", description=__doc__)
    options.add_argument("--seeds", type=int, default=300)
    options.add_argument("--seed", type=int, default=None, help="this one: its story, shrunk")
    options.add_argument("--first", type=int, default=None)
    options.add_argument("--pcs", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--mutants", action="store_true", help="take mends out one by one: each must be missed")
    options.add_argument("--list", action="store_true", help="a line for each failing seed, and nothing else")
    options.add_argument("--quiet", action="store_true", help="no story of the first failing seed")
    chosen = options.parse_args()
    if chosen.seed is not None:
        return replay(chosen.seed, chosen.pcs)
    first = chosen.first if chosen.first is not None else random.SystemRandom().randrange(10**6)
    if chosen.mutants:
        return mutants.main(chosen.seeds, first)
    started = time.monotonic()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        work = partial(play, pcs=chosen.pcs)
        results = list(pool.map(work, range(first, first + chosen.seeds), chunksize=10))
    if chosen.list:
        print(
            "\n".join(
                f"{one.seed} {', '.join(sorted({k for k, _ in one.breaches}))}" for one in results if one.breaches
            )
        )
        return 0
    code = table(results, time.monotonic() - started)
    failed = [result for result in results if result.breaches]
    if failed and not chosen.quiet:
        replay(min(failed, key=lambda result: result.rows).seed, chosen.pcs)
    return code


def play(seed: int, pcs: int) -> Result:
    began = time.process_time()
    made = scenario(seed, pcs)
    world = simulate(made)
    cpu = time.process_time() - began
    counts = (len(made.rows), world.seats, world.crashes, world.doubles_by_second_pc)
    return Result(seed, world.breaches, *counts, world.seconds, cpu)


def table(results: list[Result], seconds: float) -> int:
    kinds: Counter[str] = Counter()
    seeds: dict[str, list[int]] = {}
    for result in results:
        for kind in {kind for kind, _ in result.breaches}:
            kinds[kind] += 1
            seeds.setdefault(kind, []).append(result.seed)
    for kind, count in kinds.most_common():
        print(f"{kind:<34} {count:>6} seeds, as {' '.join(map(str, seeds[kind][:8]))}")
    failed = sum(1 for result in results if result.breaches)
    cpu = sum(result.cpu for result in results) / len(results)
    days = sum(result.virtual for result in results) / 86400
    print(
        f"{len(results)} seeds, {sum(result.rows for result in results)} rows, "
        f"{sum(result.seats for result in results)} seats, {sum(result.crashes for result in results)} crashes, "
        f"{days:.0f} days of virtual time; {seconds:.0f} s, {cpu:.3f} s CPU a seed"
    )
    doubles = sum(result.doubles for result in results)
    if doubles:
        print(f"seats doubled by a second PC: {doubles}")
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def replay(seed: int, pcs: int) -> int:
    """The story of one seed, as small as it gets."""
    world = simulate(scenario(seed, pcs))
    if not world.breaches:
        print(f"seed {seed}: all held")
        return 0
    kind = world.breaches[0][0]
    small = shrunk(world.scenario, kind)
    world = simulate(small)
    print("\n".join(story(world)))
    print(f"again with: python dev.py simulate --seed {seed}" + (f" --pcs {pcs}" if pcs > 1 else ""))
    return 1


def shrunk(made: Scenario, kind: str) -> Scenario:
    """Fewer rows, faults, moments, acts and lies that still break the same promise."""
    tries, again = 0, True
    while again and tries < SHRINK_TRIES:
        again = False
        for smaller in made.smaller():
            tries += 1
            if tries > SHRINK_TRIES:
                break
            if kind in simulate(smaller).kinds:
                made, again = smaller, True
                break
    return made


def story(world: World) -> Iterable[str]:
    made = world.scenario
    yield f"--- seed {made.seed}: {', '.join(sorted(world.kinds))}"
    yield f"{len(made.rows)} rows, cap {made.cap}, patience {made.patience}, tokens {made.token_life:.0f} s"
    yield f"  {made.lies}"
    yield from (f"  {one}" for one in (*made.faults, *made.moments, *made.windows))
    names = {row.cid: f"row {row.row}" for row in made.rows}
    for moment, who, what in world.story:
        for cid, name in names.items():
            what = what.replace(cid, name)
        yield f"{moment:10.2f} {who:<8} {what}"


if __name__ == "__main__":
    sys.exit(main())
