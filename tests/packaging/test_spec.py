"""What build.spec leaves out is used nowhere, also not in an import that only some rare button reaches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ui.program.parts import PICTURES

ROOT = Path(__file__).resolve().parents[2]


def constants() -> dict[str, Any]:
    """EXCLUDED, QT_LIBRARIES and PRELUDE, as the recipe has them."""
    tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in (
            "EXCLUDED",
            "QT_LIBRARIES",
            "PRELUDE",
        ):
            found[node.targets[0].id] = eval(compile(ast.Expression(node.value), "build.spec", "eval"))  # type: ignore[attr-defined]
    return found


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Module -> our files that import it."""
    found: dict[str, set[str]] = {}
    for file in [*(ROOT / "app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]:
        for module in imported(file):
            found.setdefault(module, set()).add(file.relative_to(ROOT).as_posix())
    return found


def test_nothing_that_is_left_out_is_imported(imports: dict[str, set[str]]) -> None:
    excluded = constants()["EXCLUDED"]
    wrong = {
        module: users
        for module, users in imports.items()
        if any(module == name or module.startswith(name + ".") for name in excluded)
    }
    assert "PySide6.QtNetwork" in excluded
    assert wrong == {}


def test_no_time_zones_file_is_asked_for(imports: dict[str, set[str]]) -> None:
    """None is taken along: a scanner took Bangkok's once, and no window came any more."""
    assert imports.get("zoneinfo") is None
    assert "|^tzdata/" in (ROOT / "build.spec").read_text(encoding="utf-8")


def test_every_part_of_qt_that_is_imported_is_taken_along(imports: dict[str, set[str]]) -> None:
    parts = {module.split(".")[1] for module in imports if module.startswith("PySide6.Qt")}
    missing = [part for part in parts if not re.fullmatch(constants()["QT_LIBRARIES"], f"Qt6{part[2:]}.dll")]
    assert "QtWidgets" in parts
    assert missing == []


def test_the_self_test_knows_how_many_pictures_there_are() -> None:
    assert len(list((ROOT / "resources" / "icons").glob("*.svg"))) == PICTURES
