"""From pressing Stop to the last call that the server saw (aim ≤ 100 ms), five times."""

from __future__ import annotations

import json

from tests.bench.serving import booker, served, state


def main(_arguments: list[str]) -> None:
    scenario = {
        "faults": [{"fault": "latency", "seconds": 0.3, "probability": 1.0, "action": "ConfirmAppointmentSlot"}]
    }
    for _ in range(5):
        with served(scenario) as login:
            found = json.loads(booker(login, 0, 200, 5, "60").communicate()[0])
            last = state(login)["calls"]["last_at"]
        print(f"last call {1000 * (last - found['pressed']):+.0f} ms after Stop")
