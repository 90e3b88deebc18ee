"""A practice server in a process of its own, and bookers in theirs, so that they share no interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def served(scenario: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The login of a practice server with this scenario."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.json"
        path.write_text(json.dumps(scenario), encoding="utf-8")
        command = [sys.executable, "-m", "app.cli", "practice", "--scenario", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                yield json.loads(process.stdout.readline())
            finally:
                process.terminate()


def state(login: dict[str, str]) -> dict[str, Any]:
    with urllib.request.urlopen(login["url"] + "/practice/state", timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def booker(login: dict[str, str], first: int, last: int, days: int, *words: str) -> subprocess.Popen[str]:
    """A process that books rows first … last - 1 of `rows_for(last, days)` at cap 28 and prints JSON."""
    command = [sys.executable, "-m", "tests.bench.booker", json.dumps(login), str(first), str(last), str(days)]
    return subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True)
