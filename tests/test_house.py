"""The house rules that a tool can hold: a class answers one question, a file is one thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_METHODS = 25  # of a class, with those of our own classes that it inherits
MOST_LINES = 500  # of a file
OURS = ("app", "ui")
EXCEPTIONS = {
    "Client": "a method a call of the server",
    "Runner": "each row's fate is decided there and only there",
    "Journal": "each method one transaction",
}


def files() -> Iterator[Path]:
    for part in OURS:
        yield from (ROOT / part).rglob("*.py")


def classes() -> dict[str, ast.ClassDef]:
    found: dict[str, ast.ClassDef] = {}
    for file in files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name] = node
    return found


def methods(name: str, known: dict[str, ast.ClassDef]) -> set[str]:
    """Names, of the class and of what it inherits from our own."""
    node = known.get(name)
    if node is None:
        return set()
    own = {part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
    return own.union(*(methods(base.id, known) for base in node.bases if isinstance(base, ast.Name)))


def test_a_class_answers_one_question() -> None:
    known = classes()
    large = {name: len(found) for name in known if len(found := methods(name, known)) > MOST_METHODS}
    assert not large.keys() - EXCEPTIONS.keys(), large
    assert EXCEPTIONS.keys() <= large.keys(), "an exception that is none any more"


def test_a_file_is_one_thing() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in files()
        if (lines := len(file.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert not long
