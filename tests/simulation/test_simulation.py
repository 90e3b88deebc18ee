"""Some of `dev.py simulate` in every test run. A failing seed is told with its story, and replays alone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_no_seed_of_the_simulation_breaks_a_promise(first: int) -> None:
    command = [sys.executable, "-m", "tests.simulation", "--first", str(first), "--seeds", "50", "--jobs", "1"]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-2000:]
