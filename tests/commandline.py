"""`mophic` as a clerk types it: exit code, stdout, stderr; a sheet to type it for, and who signs in where."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from app.commands.everything import app
from app.domain.values import Appointment
from app.practice import PracticeServer
from tests.world import write_sheet

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "app.cli")


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def summary(self) -> dict[str, int]:
        (found,) = (line["summary"] for line in self.lines if "summary" in line)
        return dict(found)

    @property
    def rows(self) -> dict[int, dict[str, Any]]:
        return {line["row"]: line for line in self.lines if "row" in line}

    @property
    def outcomes(self) -> dict[int, str]:
        return {row: line["outcome"] for row, line in self.rows.items()}


def mophic(*words: object, stdin: str = "") -> Ran:
    """In this process: to begin Python and its libraries anew costs ten times what most commands do."""
    with _own_log():
        done = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception  # a clerk would see a traceback
    assert "Traceback" not in done.stdout + done.stderr
    return Ran(done.exit_code, done.stdout, done.stderr)


def started(*words: object, stdin: str = "") -> Ran:
    """In a process of its own, as it is shipped."""
    command = [*COMMAND, *map(str, words)]
    done = subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", timeout=100, cwd=ROOT)
    assert "Traceback" not in done.stdout + done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@contextmanager
def _own_log() -> Iterator[None]:
    """What is logged goes where the command's data are, and not on from there with the next one."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for handler in [each for each in root.handlers if each not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)


def sheet(path: Path, rows: Sequence[Appointment]) -> Path:
    return write_sheet(path, rows, ["สีเสื้อ"], "=ฟ้า")


def account(server: PracticeServer, folder: Path) -> list[str]:
    return ["--server", server.url, "--facility", server.facility, "--user", server.user, "--password-stdin"] + [
        "--data-dir",
        str(folder / "data"),
    ]
