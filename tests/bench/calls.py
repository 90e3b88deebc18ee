"""Calls a booked row: 1,000 rows over 5 days, the look before and the verification after included."""

from __future__ import annotations

import json

from tests.bench.serving import booker, served, state

ROWS, DAYS = 1000, 5
HOURS = [8, 9, 10, 11, 13, 14, 15]


def main(_arguments: list[str]) -> None:
    scenario = {
        "settings": {"made_up_people": ROWS},
        "slots": [{"date": [f"+{day}" for day in range(1, 20)], "hour": HOURS, "seats": 40}],
    }
    with served(scenario) as login:
        found = json.loads(booker(login, 0, ROWS, DAYS).communicate()[0])
        calls = state(login)["calls"]
    print(
        f"rows booked {found['booked']}, calls {calls['total']}:"
        f" {calls['total'] / found['booked']:.3f} a row (aim ≤ 1.10)"
    )
    print(f"by action: {calls['by_action']}")
