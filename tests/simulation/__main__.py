"""`dev.py simulate --seeds N [--seed S] [--pcs K]`: play seeds; print, shrink and replay those that break a promise."""

from __future__ import annotations

import argparse
import os
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.simulation import mutants
from tests.simulation.scenario import Scenario, scenario, smaller
from tests.simulation.world import World, play, simulate

SHRINK_TRIES = 150


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py simulate", description=__doc__)
    options.add_argument("--seeds", type=int, default=300)
    options.add_argument("--first", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--these", type=int, nargs="+", help="these seeds alone")
    options.add_argument("--seed", type=int, help="this one: its story, shrunk")
    options.add_argument("--pcs", type=int, default=1)
    options.add_argument("--most-rows", type=int, default=99, help="of each seed's sheet")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--mutants", action="store_true", help="take mends out one by one: each must be missed")
    options.add_argument("--not-alone", action="store_true", help="end with whoever began this, and holds its input")
    chosen = options.parse_args()
    if chosen.not_alone:
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(1)), daemon=True).start()
    if chosen.mutants:
        return mutants.main(chosen.jobs)
    drawn = partial(scenario, pcs=chosen.pcs, most_rows=chosen.most_rows)
    if chosen.seed is not None:
        return replay(drawn(chosen.seed))
    seeds, started = chosen.these or range(chosen.first, chosen.first + chosen.seeds), time.monotonic()
    if chosen.jobs == 1:  # in this very process, so that nothing goes on when it is ended
        worlds = list(map(play, map(drawn, seeds)))
    else:
        with ProcessPoolExecutor(chosen.jobs) as pool:
            worlds = list(pool.map(play, map(drawn, seeds), chunksize=10))
    table(worlds, time.monotonic() - started)
    failed = [world.scenario for world in worlds if world.breaches]
    return replay(min(failed, key=lambda made: len(made.rows))) if failed else 0


def table(worlds: list[World], seconds: float) -> None:
    seeds: defaultdict[str, list[int]] = defaultdict(list)
    counts = Counter[str]()
    for world in worlds:
        for kind in sorted(world.kinds):
            seeds[kind].append(world.scenario.seed)
        counts.update(rows=len(world.scenario.rows), seats=world.seats, crashes=world.crashes)
        counts.update({"seats doubled by a second PC": world.doubles_by_second_pc})
    for kind, broken in sorted(seeds.items(), key=lambda one: -len(one[1])):
        print(f"{kind:<34} {len(broken):>6} seeds, as {' '.join(map(str, broken[:8]))}")
    print(f"{len(worlds)} seeds, {', '.join(f'{count} {what}' for what, count in counts.items() if count)}")
    days, cpu = sum(world.seconds for world in worlds) / 86400, sum(world.cpu for world in worlds) / len(worlds)
    print(f"{days:.0f} days of virtual time; {seconds:.0f} s, {cpu:.3f} s CPU a seed")
    failed = sum(bool(world.breaches) for world in worlds)
    print(f"{len(worlds) - failed} passed, {failed} failed")


def replay(made: Scenario) -> int:
    """Its story, as small as it gets."""
    kinds = simulate(made).kinds
    print("\n".join(story(simulate(shrunk(made, min(kinds))))) if kinds else "all held")
    return bool(kinds)


def shrunk(made: Scenario, kind: str) -> Scenario:
    """Fewer rows, faults, moments, acts and lies that still break the same promise."""
    tries, parts = 0, smaller(made)
    while tries < SHRINK_TRIES and (less := next(parts, None)) is not None:
        tries += 1
        if kind in simulate(less).kinds:
            made, parts = less, smaller(less)
    return made


def story(world: World) -> Iterable[str]:
    made = world.scenario
    yield f"--- python dev.py simulate --seed {made.seed}: {', '.join(sorted(world.kinds))}"
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
