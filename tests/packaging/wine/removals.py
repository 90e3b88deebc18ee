"""Files taken out of the program: the check must notice each.

A file that the list of files knows is missed by the list. A file that the build itself lost is on no list: what uses it
must miss it. A program passes its self-test only if the list has no fault (`ui.program.selftest.is_whole`); so what the
list says of each file is asked for directly, and the program itself is started without a few."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.system import whole
from tests.packaging.wine.machine import say

# A step of the self-test, and files that nothing but this step uses. One file of each step is taken out at a time, and
# each of these steps must fail. Every pattern must name something.
MISSED_WHERE_USED = {
    "command_line": ("mophic.exe",),
    "terms": ("_internal/licences.txt", "_internal/resources/fonts/OFL.txt", "_internal/resources/icons/LICENSE"),
    "words": ("_internal/resources/i18n/*.qm",),
    "letters": ("_internal/resources/fonts/*.ttf",),
    "pictures": (
        "_internal/resources/icons/app.svg",
        "_internal/resources/icons/tick-light.svg",
        "_internal/PySide6/plugins/imageformats/*.dll",
    ),
    "holiday": ("_internal/holidays/locale/*/LC_MESSAGES/TH.mo",),
    "database": ("_internal/psycopg_binary/*.pyd", "_internal/psycopg_binary.libs/libpq*.dll"),
    "paper": ("_internal/PySide6/Qt6PrintSupport.dll",),
}
# Without these the program does not get as far as its parts, or books nothing: one by one.
MISSED_ALONE = (
    "_internal/pyproject.toml",
    "_internal/resources/icons/search.svg",
    "_internal/python3.dll",
    "_internal/_ssl.pyd",
    "_internal/_sqlite3.pyd",
    "_internal/PySide6/Qt6Svg.dll",
    "_internal/pandas/_libs/hashtable*.pyd",
    "_internal/python_calamine/*.pyd",
    "_internal/cryptography/hazmat/bindings/_rust*.pyd",
)
HANGS = "_internal/PySide6/plugins/platforms/qwindows.dll"  # Qt says so in a dialog; only the time limit tells
OVER = "ended with 124"  # the time limit; of all others it would say nothing
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
    listed = (program / whole.LIST).read_bytes()
    for lost in (*_together(program), *({name: ""} for name in _alone(program))):
        with _without(program, lost, aside):
            whole.write(program)
            told = fault()
        (program / whole.LIST).write_bytes(listed)
        for name, step in lost.items():
            missed = f"in {step}\n" in told if step else bool(told) and (OVER in told) == (name == HANGS)
            say(f"  lost by the build: {name}: {'red: ' + (step or _short(told)) if missed else 'GREEN: ' + told}")
            if not missed:
                green.append(name)
    say(f"files that the build may lose without red, of those that were tried: {green}")
    return [f"nothing misses {name} where it is used" for name in green]


def _found(program: Path, patterns: Iterable[str]) -> list[str]:
    found = {pattern: sorted(program.glob(pattern)) for pattern in patterns}
    if nothing := [pattern for pattern, files in found.items() if not files]:
        raise LookupError(f"nothing is called {nothing}")
    return [each.relative_to(program).as_posix() for files in found.values() for each in files]


def _together(program: Path) -> Iterator[dict[str, str]]:
    """One file of each step, until each file was taken: its name, and the step that must fail without it."""
    left = {step: _found(program, patterns) for step, patterns in MISSED_WHERE_USED.items()}
    while any(left.values()):
        yield {names.pop(): step for step, names in left.items() if names}


def _alone(program: Path) -> list[str]:
    return _found(program, (*MISSED_ALONE, HANGS))


def _short(told: str) -> str:
    return " ".join(told.split())[-160:]
