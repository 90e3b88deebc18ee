"""Rate reached ÷ cap, and the server's own highest count in any sliding second."""

from __future__ import annotations

import json

from tests.bench.serving import booker, served, state

ROWS, DAYS, CAP = 1500, 5, 28
HOURS = [8, 9, 10, 11, 13, 14, 15]


def main(_arguments: list[str]) -> None:
    print(f"{'latency':>8} {'processes':>9} {'rows':>5} {'rate ÷ cap':>11} {'highest in a second':>20} {'blocks':>7}")
    for latency in (0.1, 0.3, 1.0):
        for processes in (1, 2):
            _measure(latency, processes)


def _measure(latency: float, processes: int) -> None:
    scenario = {
        "settings": {"made_up_people": ROWS},
        "slots": [{"date": [f"+{day}" for day in range(1, 20)], "hour": HOURS, "seats": 200}],
        "faults": [{"fault": "latency", "seconds": latency, "probability": 1.0, "action": "ConfirmAppointmentSlot"}],
    }
    share = ROWS // processes
    with served(scenario) as login:
        running = [booker(login, part * share, (part + 1) * share, DAYS) for part in range(processes)]
        found = [json.loads(process.communicate()[0]) for process in running]
        calls = state(login)
    rows = sum(one["booked"] for one in found)
    seconds = max(one["last"] for one in found) - min(one["first"] for one in found)
    highest = calls["calls"]["max_in_any_second"]
    print(
        f"{latency:>7} s {processes:>9} {rows:>5}"
        f" {(rows - 1) / seconds / CAP:>11.3f} {highest:>20} {calls['blocks']:>7}",
        flush=True,
    )
