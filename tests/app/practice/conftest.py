"""A practice server on a real socket whose day is always Monday, 6 July 2026, 09:00 in Thailand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from app.practice import Citizen, Fault, Hour, PracticeServer, Scenario, Settings, made_up_people
from tests.app.practice.clerk import CONFIRM, ROOMY, Clerk, Clock, Meet, Start


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(clock: Clock) -> Iterator[Start]:
    """Starts a server and signs a clerk in; both are gone when the test is."""
    with ExitStack() as stack:

        def start_one(scenario: Scenario | None = None, *, sign_in: bool = True, **options: Any) -> Clerk:
            options = {"rate_limit": ROOMY, "clock": clock, **options}
            server = stack.enter_context(PracticeServer(scenario=scenario, **options))
            http = stack.enter_context(httpx.Client(base_url=server.url, trust_env=False, timeout=10))
            clerk = Clerk(server, http)
            if sign_in:
                clerk.sign_in()
            return clerk

        yield start_one


@pytest.fixture
def clerk(start: Start) -> Clerk:
    """Signed in to the usual world."""
    return start()


@pytest.fixture
def meet(start: Start) -> Meet:
    """A clerk whose first confirm (or other action) meets one fault."""

    def make(name: str, action: str = CONFIRM, **params: Any) -> Clerk:
        return start(Scenario(faults=(Fault(name, action, at=frozenset({1}), params=params),)))

    return make


@pytest.fixture(scope="session")
def people() -> tuple[Citizen, ...]:
    return made_up_people(60)


@pytest.fixture
def small(people: tuple[Citizen, ...]) -> Callable[..., Scenario]:
    """A world of these people and this hour on Tuesday only."""

    def make(*hours: Hour, people: tuple[Citizen, ...] = people, **settings: Any) -> Scenario:
        usual = Settings(**{"timetable": False, "made_up_people": 0, **settings})
        return Scenario(usual, people=people, hours=hours)

    return make
