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


def classes() -> dict[str, list[ast.ClassDef]]:
    """By name, which two may share."""
    found: dict[str, list[ast.ClassDef]] = {}
    for file in files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def methods(node: ast.ClassDef, known: dict[str, list[ast.ClassDef]]) -> set[str]:
    """Names, of the class and of what it inherits from our own."""
    own = {part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
    bases = [base for name in node.bases if isinstance(name, ast.Name) for base in known.get(name.id, ())]
    return own.union(*(methods(base, known) for base in bases))


def test_a_class_answers_one_question() -> None:
    known = classes()
    counts = {name: max(len(methods(node, known)) for node in nodes) for name, nodes in known.items()}
    large = {name: count for name, count in counts.items() if count > MOST_METHODS}
    assert not large.keys() - EXCEPTIONS.keys(), large
    assert EXCEPTIONS.keys() <= large.keys(), "an exception that is none any more"


def test_a_file_is_one_thing() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in files()
        if (lines := len(file.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert not long
