"""What the journal costs as it grows: a plan of 1,000 rows beside a journal of 0 and of 1,000,000 rows, and the history
of 500 batches. Arguments: how many rows (default 1,000,000), how often each is measured (default 5)."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.booking import plan as planning
from app.booking.desk import Desk
from app.domain.address import Server
from app.domain.values import Appointment, State
from app.journal.batches import Journal, Source
from app.thai import today
from tests.bench import office_rate
from tests.bench.serving import served
from tests.world import KEY, rows_for

ROWS, DAYS, BATCHES = 1000, 5, 500
FACILITY = "99001"


def filled(path: Path, rows: int) -> Journal:
    """A journal that has booked so many people of days to come, in 500 batches."""
    journal = Journal(path, KEY)
    each = rows // BATCHES
    for batch in range(BATCHES if each else 0):
        day = today() + timedelta(days=3 + batch % 60)
        people = [f"{9_000_000_000_000 + batch * each + number}" for number in range(each)]
        steps = [(Appointment(n, cid, day, 8 + n % 8), State.BOOKED, "", n) for n, cid in enumerate(people, start=2)]
        journal.add_batch(FACILITY, "clerk", Source("sheet.xlsx", "", each), steps)
    return journal


def seconds(work: Callable[[], object], times: int) -> float:
    """The middle one of so many."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


async def planned(login: dict[str, str], journals: dict[int, Journal], times: int) -> dict[int, float]:
    """Seconds of a whole plan, what it asks of the server included, in turn for each journal."""
    rows, took = rows_for(ROWS, DAYS), {size: list[float]() for size in journals}
    server = Server(login["url"], practice=True)
    desks = {
        size: await Desk.sign_in(server, login["facility"], login["user"], login["password"], journal, cap=28)
        for size, journal in journals.items()
    }
    for _ in range(times):
        for size, desk in desks.items():
            begun = time.perf_counter()
            await desk.plan(rows)
            took[size].append(time.perf_counter() - begun)
    for desk in desks.values():
        await desk.close()
    return {size: statistics.median(all_of) for size, all_of in took.items()}


def asked(journal: Journal) -> None:
    """What a plan asks of the journal alone."""
    rows = rows_for(ROWS, DAYS)
    journal.holds(FACILITY, rows)
    list(planning.booked_other_days(FACILITY, journal, rows))


def main(arguments: list[str]) -> None:
    office_rate.main([])
    size, times = [*map(int, arguments), *(1_000_000, 5)[len(arguments) :]]
    scenario = {"settings": {"made_up_people": ROWS}}
    with tempfile.TemporaryDirectory() as folder, served(scenario) as login:
        begun = time.perf_counter()
        journals = {rows: filled(Path(folder) / f"{rows}.db", rows) for rows in (0, size)}
        print(f"journal of {size:,} rows made in {time.perf_counter() - begun:.0f} s", flush=True)
        whole = asyncio.run(planned(login, journals, times))
        print(f"plan of {ROWS:,} rows, {size:,} ÷ 0 rows: {whole[size] / whole[0]:.2f} (aim ≤ 1.2)", flush=True)
        alone = {rows: seconds(lambda one=journal: asked(one), times) for rows, journal in journals.items()}
        print(f"the journal's part of it: {alone[size] / alone[0]:.2f} ({alone[0]:.3f} s -> {alone[size]:.3f} s)")
        big = journals[size]
        history = seconds(big.history, times)
        singly = seconds(lambda: [big.info(batch) for batch in range(1, BATCHES + 1)], times)
        print(f"history of {BATCHES} batches ÷ asked one by one: {history / singly:.2f} ({history:.3f} s)")
        doubt = seconds(lambda: big.in_doubt(FACILITY), times)
        print(f"who is in doubt ÷ the history: {doubt / history:.3f} ({doubt:.3f} s)")
        for journal in journals.values():
            journal.close()
