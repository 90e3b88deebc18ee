"""Files taken out of the program, one at a time: the check must notice each.

A file that the list of files knows is missed by the list. A file that the build itself lost is on no list: what uses it
must miss it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.system import whole
from tests.packaging.wine.machine import say

# Patterns; each must name something. What is not here is found by the list of files alone.
LOST_BY_THE_BUILD = (
    "mophic.exe",
    "_internal/pyproject.toml",
    "_internal/licences.txt",
    "_internal/resources/i18n/*.qm",
    "_internal/resources/fonts/*",
    "_internal/resources/icons/LICENSE",
    "_internal/resources/icons/app.svg",
    "_internal/resources/icons/calendar*.svg",
    "_internal/holidays/locale/*/LC_MESSAGES/TH.mo",
    "_internal/tzdata/zoneinfo/Asia/Bangkok",
    "_internal/python3.dll",
    "_internal/_ssl.pyd",
    "_internal/_sqlite3.pyd",
    "_internal/PySide6/Qt6Svg.dll",
    "_internal/PySide6/Qt6PrintSupport.dll",
    "_internal/PySide6/plugins/platforms/qwindows.dll",
    "_internal/PySide6/plugins/imageformats/*.dll",
    "_internal/pandas/_libs/hashtable*.pyd",
    "_internal/python_calamine/*.pyd",
    "_internal/cryptography/hazmat/bindings/_rust*.pyd",
    "_internal/psycopg_binary/*.pyd",
    "_internal/psycopg_binary.libs/libpq*.dll",
)
Fault = Callable[[], str]  # "" if the program passes its self-test, else what went wrong


@contextmanager
def _without(program: Path, name: str, aside: Path) -> Iterator[None]:
    shutil.move(program / name, aside)
    try:
        yield
    finally:
        shutil.move(aside, program / name)


def each_file(program: Path, aside: Path, fault: Fault) -> list[str]:
    """The single files that may be missing without red; none should be."""
    names = sorted(each.relative_to(program).as_posix() for each in program.rglob("*") if each.is_file())
    green = []
    for name in names:
        with _without(program, name, aside):
            if not fault():
                green.append(name)
                say(f"  GREEN without {name}")
    say(f"{len(names)} files, each taken out alone: {len(green)} may be missing without red: {green}")
    return [f"the check did not notice that {name} was missing" for name in green]


def lost_by_the_build(program: Path, aside: Path, fault: Fault) -> list[str]:
    """The same with a list of files that lacks it, too."""
    faults = []
    listed = (program / whole.LIST).read_bytes()
    for pattern in LOST_BY_THE_BUILD:
        names = sorted(each.relative_to(program).as_posix() for each in program.glob(pattern))
        if not names:
            faults.append(f"nothing is called {pattern}")
        for name in names:
            with _without(program, name, aside):
                whole.write(program)
                told = fault()
            (program / whole.LIST).write_bytes(listed)
            say(f"  lost by the build: {name}: {'red: ' + told if told else 'GREEN'}")
            if not told:
                faults.append(f"nothing misses {name} where it is used")
    return faults
