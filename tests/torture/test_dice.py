"""The torture's dice throw lines that the practice server takes, and every fault is among them."""

from __future__ import annotations

import json
import random

from app.practice import Scenario
from app.practice.world.faults import FAULTS
from tests.torture.dice import DICE, roll

OF_THE_SIGN_IN = {"token_refused", "login_refused"}  # no end without a person
OF_THE_ROW = {"seat_taken", "person_vanished"}  # the row is refused for good: the books could not be compared
NOT_THROWN = OF_THE_SIGN_IN | OF_THE_ROW


def test_every_throw_is_a_good_line() -> None:
    for seed in range(20):
        thrown = [roll(random.Random(seed), name) for name in DICE]
        # By way of the file: half an emoji too has to come through.
        assert len(Scenario.parse(json.loads(json.dumps({"faults": thrown}))).faults) == len(DICE)


def test_every_fault_is_on_a_die() -> None:
    assert {line["fault"] for line in DICE.values()} | NOT_THROWN == set(FAULTS)
