"""docs/guide-table.md promises a test and a command for each step of the guide: they are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from app.commands.everything import app

ROOT = Path(__file__).resolve().parents[1]
STEPS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in (ROOT / "docs/guide-table.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| step ")
]


@pytest.mark.parametrize("cells", STEPS, ids=lambda cells: cells[0][:30])
def test_a_step_of_the_guide_has_its_test_and_its_command(cells: list[str]) -> None:
    _step, _screen, commands, tests, _real = cells
    for path, name in re.findall(r"`([^`:]+\.(?:py|spec))(?:::(\w+))?`", tests):
        source = (ROOT / path).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in source, f"{path} has no {name}"
    for words in re.findall(r"`(?:mophic )?([a-z][^`]*)`", commands):
        check_command(words.split())


def check_command(words: list[str]) -> None:
    command = typer.main.get_command(app)
    while words and not words[0].startswith("--"):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
