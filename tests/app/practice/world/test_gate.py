from __future__ import annotations

from typing import Any

import pytest

from app.practice import Citizen, Scenario, Settings
from tests.app.practice.clerk import Clerk, Clock, Start

People = tuple[Citizen, ...]


@pytest.fixture
def ticks() -> Clock:
    return Clock()


def calls(clerk: Clerk) -> dict[str, Any]:
    return clerk.server.state()["calls"]  # type: ignore[return-value]


def look(clerk: Clerk) -> str:
    return clerk.slot("GetHospitalSlotByDate", date="2026-07-07").text


def test_thirty_calls_a_second_pass_and_one_more_blocks(start: Start, ticks: Clock, people: People) -> None:
    clerk = start(rate_limit=30, ticks=ticks, block_seconds=1800)  # the sign-in is the first call
    for _ in range(29):
        assert "result" in look(clerk)
    assert clerk.server.state()["blocks"] == 0
    assert clerk.confirm(people[0].cid).text == "terminated"
    assert clerk.token().text == "terminated"
    assert clerk.booked == []
    ticks.advance(1799)
    assert look(clerk) == "terminated"
    ticks.advance(2)
    assert "result" in look(clerk)
    assert clerk.server.state()["blocks"] == 1


def test_the_second_slides(start: Start, ticks: Clock) -> None:
    clerk = start(rate_limit=30, ticks=ticks)
    ticks.advance(0.9)
    for _ in range(29):
        look(clerk)
    ticks.advance(0.1)  # the sign-in leaves the window, the 29 stay
    assert "result" in look(clerk)
    assert look(clerk) == "terminated"


def test_the_block_is_the_addresss_and_the_limit_the_accounts(start: Start, ticks: Clock) -> None:
    clerk = start(rate_limit=30, ticks=ticks)
    for _ in range(20):
        look(clerk)
    own = clerk.http.headers["Authorization"]
    clerk.sign_in("practice2", "99002")
    for _ in range(20):
        assert "result" in look(clerk)
    assert calls(clerk)["max_in_any_second"] == 42
    assert calls(clerk)["max_in_any_second_by_account"] == {"practice@99001": 21, "practice2@99002": 21}
    for _ in range(10):
        look(clerk)
    clerk.http.headers["Authorization"] = own
    assert look(clerk) == "terminated", "the other account sits behind the same address"


def test_calls_are_counted_by_action_at_their_arrival(start: Start, people: People) -> None:
    clerk = start()
    clerk.target(people[0].cid)
    clerk.confirm(people[0].cid)
    clerk.confirm(people[0].cid)
    clerk.http.get("/practice/state")
    by_action = {"get_moph_access_token": 1, "ImmunizationTarget": 1, "ConfirmAppointmentSlot": 2}
    assert calls(clerk)["by_action"] == by_action
    assert calls(clerk)["total"] == 4


def test_unblock(start: Start, ticks: Clock) -> None:
    clerk = start(rate_limit=1, ticks=ticks)
    assert look(clerk) == "terminated"
    assert clerk.http.get("/practice/state").json()["blocked_for_seconds"] == 1800
    ticks.advance(1)
    clerk.told("unblock", {})
    assert "result" in look(clerk)


def test_softer_limit_throttles_without_a_block(start: Start, ticks: Clock, people: People) -> None:
    clerk = start(Scenario(Settings(calls_per_minute=3)), ticks=ticks)
    look(clerk)
    look(clerk)
    answer = clerk.confirm(people[0].cid)
    assert (answer.status_code, answer.json()["Message"]) == (401, "Too Many Request per minute")
    assert clerk.booked == []
    ticks.advance(60)
    assert clerk.confirm(people[0].cid).status_code == 200
    assert clerk.server.state()["blocks"] == 0
