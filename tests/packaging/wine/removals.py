"""Files taken out of the program: the check must notice each.

A file that the list of files knows is missed by the list. A file that the build itself lost is on no list: what uses it
must miss it. A program passes its self-test only if the list has no fault (`ui.program.selftest.is_whole`); so what the
list says of each file is asked for directly, and the program itself is started without a few."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.system import whole
from tests.packaging.wine.machine import say

# Patterns, and what the self-test says; each must name something. Files of several patterns are taken out together, one
# of each, and each must be missed with its own words.
MISSED_WHERE_USED = {
    "mophic.exe": "in command_line",
    "_internal/licences.txt": "in terms",
    "_internal/resources/i18n/*.qm": "the window does not speak",
    "_internal/resources/fonts/*.ttf": "the Thai font is missing",
    "_internal/resources/icons/app.svg": "in pictures",
    "_internal/holidays/locale/*/LC_MESSAGES/TH.mo": "in holiday",
    "_internal/tzdata/zoneinfo/Asia/Bangkok": "in store",
    "_internal/psycopg_binary/*.pyd": "in database",
    "_internal/PySide6/Qt6PrintSupport.dll": "in paper",
}
# Without these one part of another pattern fails as well, or the program does not get as far as its parts: one by one.
MISSED_ALONE = (
    "_internal/pyproject.toml",
    "_internal/resources/fonts/OFL.txt",
    "_internal/resources/icons/LICENSE",
    "_internal/resources/icons/tick-light.svg",
    "_internal/resources/icons/search.svg",
    "_internal/python3.dll",
    "_internal/_ssl.pyd",
    "_internal/_sqlite3.pyd",
    "_internal/PySide6/Qt6Svg.dll",
    "_internal/PySide6/plugins/platforms/qwindows.dll",
    "_internal/PySide6/plugins/imageformats/*.dll",
    "_internal/pandas/_libs/hashtable*.pyd",
    "_internal/python_calamine/*.pyd",
    "_internal/cryptography/hazmat/bindings/_rust*.pyd",
    "_internal/psycopg_binary.libs/libpq*.dll",
)
# The program is started without these although its list knows them: read before the list, by it, after it, never.
STARTED_WITHOUT = (
    "mophic.exe",
    "_internal/files.sha256",
    "_internal/code.pyz",
    "_internal/python311.dll",
    "_internal/_hashlib.pyd",
    "_internal/PySide6/Qt6Widgets.dll",
    "_internal/PySide6/plugins/platforms/qwindows.dll",
    "_internal/resources/i18n/app_th.qm",
    "_internal/certifi/cacert.pem",
)
Fault = Callable[[], str]  # "" if the program passes its self-test, else what it said


@contextmanager
def _without(program: Path, names: Iterable[str], aside: Path) -> Iterator[None]:
    shutil.rmtree(aside, ignore_errors=True)
    moved = {program / name: aside / str(number) for number, name in enumerate(names)}
    aside.mkdir()
    try:
        for file, place in moved.items():
            shutil.move(file, place)
        yield
    finally:
        for file, place in moved.items():
            if place.exists():
                shutil.move(place, file)


def _found(program: Path, pattern: str) -> list[str]:
    return sorted(each.relative_to(program).as_posix() for each in program.glob(pattern))


def each_file(program: Path, aside: Path, fault: Fault) -> list[str]:
    """The single files that may be missing without red; none should be."""
    names = sorted(each.relative_to(program).as_posix() for each in program.rglob("*") if each.is_file())
    green = []
    for name in names:
        with _without(program, [name], aside):
            if whole.faults(program) != [f"missing: {name}"]:
                green.append(name)
    say(f"  {len(names)} files, each taken out alone: not named by the list: {green}")
    for name in STARTED_WITHOUT:
        with _without(program, [name], aside):
            told = fault()
        say(f"  started without {name}: {'red: ' + _short(told) if told else 'GREEN'}")
        if not told:
            green.append(name)
    say(f"single files that may be missing without red: {green}")
    return [f"the check did not notice that {name} was missing" for name in green]


def lost_by_the_build(program: Path, aside: Path, fault: Fault) -> list[str]:
    """The same with a list of files that lacks it, too."""
    green = []
    for lost in (*_together(program, MISSED_WHERE_USED), *({name: ""} for name in _alone(program))):
        listed = (program / whole.LIST).read_bytes()
        with _without(program, lost, aside):
            whole.write(program)
            told = fault()
        (program / whole.LIST).write_bytes(listed)
        for name, words in lost.items():
            missed = bool(told) and words in told
            say(f"  lost by the build: {name}: {'red: ' + (words or _short(told)) if missed else 'GREEN: ' + told}")
            if not missed:
                green.append(name)
    say(f"files that the build may lose without red, of those that were tried: {green}")
    return [f"nothing misses {name} where it is used" for name in green]


def _together(program: Path, patterns: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """One file of each pattern, until each file was taken: its name and what must be said without it."""
    left = {pattern: _found(program, pattern) for pattern in patterns}
    if nothing := [pattern for pattern, names in left.items() if not names]:
        raise LookupError(f"nothing is called {nothing}")
    while any(left.values()):
        yield {names.pop(): patterns[pattern] for pattern, names in left.items() if names}


def _alone(program: Path) -> Iterator[str]:
    for pattern in MISSED_ALONE:
        if not (names := _found(program, pattern)):
            raise LookupError(f"nothing is called {pattern}")
        yield from names


def _short(told: str) -> str:
    return " ".join(told.split())[-160:]
