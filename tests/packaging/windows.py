"""`dev.py windows`: build the Windows program here, under Wine, run it and install it. For checks: releases are built
on Windows. Exit code 0 only if all that was asked for holds.

    dev.py windows                  set up (first time), build, run both programs, install and remove, run the tests
    dev.py windows --prove-red      then take one file out at a time and show that the check notices
    dev.py windows --only tests     one part of it: program, installer, tests
    dev.py windows --no-build       the program of the last build
    dev.py windows --debian trixie  with Debian 13's Wine 10 in place of Debian 12's Wine 8

How it is done and what it proves: tests/packaging/wine/README.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.packaging import sizes
from tests.packaging.wine import installer, removals
from tests.packaging.wine.machine import ROOT, Wine, inside, say, screen, set_up, take_short_turns, windows_path

WORK = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "mophic-uploader-windows"
NAME = "MOPHIC-Uploader"
FOLDERS = ("app", "ui", "resources", "sample_data", "docs", "tests", ".github")
FILES = ("build.spec", "pyproject.toml", "requirements.lock", "dev.py", "README.md", "CHANGELOG.md", "LICENSE")
PARTS = ("program", "installer", "tests")

# Seconds. A window without a console answers a fault with a dialog and waits, so only a limit can end it.
BUILD, RUN, TESTING, RED = 1800, 300, 3600, 240

TESTS = {"app": ("tests/app",), "ui": ("tests/ui",), "journeys": ("tests/journeys",)}
# Tests that cannot hold under Wine; on Windows itself (release.yml) they are run or skip themselves.
LEFT_OUT = {
    "no chain engine with own roots": (
        "mophic/test_client.py::test_a_hospitals_own_authority_can_be_added",
        "mophic/test_client.py::test_an_authority_is_read_in_every_usual_form",
        "mophic/test_connection.py::test_a_call_through_a_tunnel_is_one_intent_and_one_call",
    ),
    "a reset is read as an end by a socket that has a limit of time": (
        "practice/world/test_faults.py::test_connections_that_break[reset_before-ReadError-0]",
        "practice/world/test_faults.py::test_connections_that_break[reset_after-ReadError-1]",
    ),
    "a job's bound on memory is taken and not kept": (
        "test_reader.py::test_a_file_that_needs_too_much_memory_costs_a_sentence",
        "workbooks/test_hostile_workbook.py::test_a_copy_that_takes_too_much_costs_the_colours_and_it_is_said[bound1]",
    ),
}


def copy_sources(work: Path) -> Path:
    """What is built is what stands now, apart from what is written to the tree in the meantime."""
    source = work / "source"
    shutil.rmtree(source, ignore_errors=True)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    for name in FILES:
        shutil.copy2(ROOT / name, source / name)
    return source


def build(wine: Wine) -> Path:
    """The folder that would be shipped, at a place with Thai letters and a space in its name."""
    source = copy_sources(wine.work)
    log = wine.work / "build.log"
    say(f"building (log: {log})")
    ran = wine.run(wine.python, "-m", "PyInstaller", "--noconfirm", "build.spec", seconds=BUILD, cwd=source)
    log.write_text(ran.output, encoding="utf-8")
    if ran.code:
        sys.exit(f"the build failed ({ran.code}) after {ran.seconds:.0f} s:\n{ran.output[-3000:]}")
    say(f"built in {ran.seconds:.0f} s")
    program = place(wine.work)
    shutil.rmtree(program.parent, ignore_errors=True)
    shutil.copytree(source / "dist" / NAME, program)
    return program


def place(work: Path) -> Path:
    return work / "โปรแกรม ทดสอบ" / NAME


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def logged(data: Path) -> str:
    """The last lines of the program's log: where it was when it was ended."""
    file = data / "logs" / "mophic.log"
    lines = file.read_text(encoding="utf-8").splitlines()[-20:] if file.is_file() else ["no log"]
    return "".join(f"\n    {line}" for line in lines)


def check_command_line(wine: Wine, program: Path, seconds: float = RUN) -> str:
    """ "" if `mophic practice-sample` books 60 rows, else what went wrong."""
    data = fresh(wine.work / "ข้อมูล mophic")
    ran = wine.run(
        program / "mophic.exe", "practice-sample", "--lang", "en", "--data-dir", windows_path(data), seconds=seconds
    )
    say(f"  mophic.exe: exit {ran.code} after {ran.seconds:.1f} s, {ran.output.strip()[-200:]!r}")
    booked = re.search(r"booked 60\b", ran.output) and (data / "sample-result.xlsx").is_file()
    return "" if ran.code == 0 and booked else f"mophic.exe ended with {ran.code}: {logged(data)}"


def check_window(wine: Wine, program: Path, picture: Path | None, seconds: float = RUN, *, quiet: bool = False) -> str:
    """ "" if the window's self-test passes, else what went wrong."""
    data = fresh(wine.work / "ข้อมูล window")
    command = (program / f"{NAME}.exe", "--self-test", "--data-dir", windows_path(data))
    ran = wine.run(*command, seconds=seconds, picture=picture)
    report = data / "self-test.txt"
    told = report.read_text(encoding="utf-8") if report.is_file() else "no report\n"
    if not quiet:
        say(f"  {NAME}.exe: exit {ran.code} after {ran.seconds:.1f} s; screen: {picture}")
        say("    " + told.strip().replace("\n", "\n    "))
    if ran.code == 0 and "self-test passed" in told:
        return ""
    return f"{NAME}.exe ended with {ran.code}: {told.strip()}"


def check_foreign(program: Path) -> str:
    """Wine's stand-ins are for Wine; a program that carried them would be wrong everywhere else."""
    stand_ins = {"icuuc.dll", "uisettings.dll", "bcryptprimitives.dll", "ucrtbase.dll", "mscms.dll", "propsys.dll"}
    found = sorted(each.name for each in program.rglob("*") if each.name.lower() in stand_ins | {"opengl32sw.dll"})
    return f"does not belong into the folder: {found}" if found else ""


def check_program(wine: Wine, program: Path) -> list[str]:
    say(f"running {program}")
    faults = [check_foreign(program), check_command_line(wine, program)]
    faults.append(check_window(wine, program, wine.work / "self-test-screen.png"))
    say(sizes.table(program))
    faults += sizes.over(program)
    return [fault for fault in faults if fault]


def check_tests(wine: Wine) -> list[str]:
    """With the Windows Python: paths, locks, encodings, the Credential Manager, what the window shows."""
    source = copy_sources(wine.work)
    for why, left in LEFT_OUT.items():
        say(f"left out, {why}: {', '.join(left)}")
    left_out = [part for left in LEFT_OUT.values() for test in left for part in ("--deselect", f"tests/app/{test}")]
    faults = []
    for group, folders in TESTS.items():
        log = wine.work / f"tests-{group}.log"
        ran = wine.run(wine.python, "-m", "pytest", "-q", "-rf", *left_out, *folders, seconds=TESTING, cwd=source)
        log.write_text(ran.output, encoding="utf-8")
        say(f"tests of {group} with the Windows Python: exit {ran.code} after {ran.seconds:.0f} s (log: {log})")
        say("    " + ran.output.strip()[-1500:].replace("\n", "\n    "))
        faults += [f"tests of {group} ended with {ran.code}"] if ran.code else []
    return faults


def prove_red(wine: Wine, program: Path) -> list[str]:
    """Each file taken out must turn the check red."""
    fault = partial(check_window, wine, program, None, RED, quiet=True)
    aside = wine.work / "taken-out"
    return removals.lost_by_the_build(program, aside, fault) + removals.each_file(program, aside, fault)


def check(work: Path, chosen: argparse.Namespace) -> list[str]:
    """In the Debian that has Wine: what went wrong."""
    parts = chosen.only or PARTS
    faults: list[str] = []
    with screen() as display:
        wine = Wine(work, display)
        try:
            if {"program", "installer"} & set(parts):
                program = place(work) if chosen.no_build else build(wine)
                faults += check_program(wine, program) if "program" in parts else []
                faults += prove_red(wine, program) if chosen.prove_red else []
                if "installer" in parts:
                    say("installer: installed, upgraded, repaired, removed")
                    faults += installer.check(wine, program)
            faults += check_tests(wine) if "tests" in parts else []
        finally:
            wine.end()
    return faults


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="dev.py windows", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--work", type=Path, default=WORK, help="folder for Wine, Python and the build")
    parser.add_argument("--debian", default="bookworm", choices=("bookworm", "trixie"), help="whose Wine: 8 or 10")
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--prove-red", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    work = chosen.work.resolve()
    if not chosen.inside:
        work.mkdir(parents=True, exist_ok=True)
        set_up(work, chosen.debian)
        return inside(work, ["python3", "-m", "tests.packaging.windows", "--inside", *arguments, "--work", str(work)])
    take_short_turns()
    faults = check(work, chosen)
    say("\n".join(["RED", *faults]) if faults else "GREEN: all that was asked for holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
