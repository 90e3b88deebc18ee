"""Some of `dev.py simulate` in every test run. A failing seed is told with its story, and replays alone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.simulation.mutants import MUTANTS, place

# All of it is the processor's time: on a busy machine half a minute has become three.
pytestmark = pytest.mark.timeout(1200)

# Each broke a promise once.
FOUND = """501681 502442 840440 201528 202333 203143 200764 210097 200058 203537 1187 100220 100392 700599 700623
    800750 802401 805463 717676 713258 714625 144"""


def played(words: str) -> None:
    """In a process of its own, of which a replay knows all: and gone with this one, should that be ended."""
    command = [sys.executable, "-m", "tests.simulation", *words.split(), "--jobs", "1", "--not-alone"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": "0"}, **pipes) as process:
        told = process.stdout.read()
    assert process.returncode == 0, told.decode("utf-8", "replace")[-22000:]


def test_no_seed_of_the_simulation_breaks_a_promise() -> None:
    played("--first 0 --seeds 300")


def test_no_seed_that_found_a_fault_finds_it_again() -> None:
    """As long as the dice stay as they are; a fault that is easily met has a test of its own."""
    played(f"--these {FOUND}")


def test_each_mend_stands_in_one_place_as_the_list_of_mutants_has_it() -> None:
    """Else `dev.py simulate --mutants` could not take it out, and nobody would know whether it is still needed."""
    assert [mutant["mend"] for mutant in MUTANTS if place(mutant) is None] == []
