"""`dev.py windows`: build the Windows program here, under Wine, and run it. For checks: releases are built on Windows.

    dev.py windows                  set up (first time), build, run both programs, run tests/app with the Windows Python
    dev.py windows --prove-red      then take one file out at a time and show that the check notices
    dev.py windows --tests          only tests/app
    dev.py windows --no-build       the program of the last build

How it is done and what it proves: tests/packaging/wine/README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packaging import sizes

ROOT = Path(__file__).resolve().parents[2]
SETUP = Path(__file__).with_name("wine") / "setup.sh"
WORK = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "mophic-uploader-windows"
WINE, WINESERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"
NAME = "MOPHIC-Uploader"
FOLDERS = ("app", "ui", "resources", "sample_data", "docs", "tests")
FILES = ("build.spec", "pyproject.toml", "requirements.lock", "dev.py")

# Seconds. A window without a console answers a fault with a dialog and waits, so only a limit can end it.
SET_UP, BUILD, RUN, TESTS, RED = 900, 1200, 180, 900, 60

# Tests that cannot hold under Wine; on Windows itself (release.yml) they are run or skip themselves.
LEFT_OUT = {
    "tests/app/mophic/test_client.py::test_a_hospitals_own_authority_can_be_added": "no chain engine with own roots",
    "tests/app/test_reader.py::test_a_file_that_needs_too_much_memory_costs_a_sentence": "the bound is Linux's",
}

BLACK = 5_000  # bytes of a picture of an empty screen, at most

# Taken out one at a time to show that the check can fail: (file in the folder, the program that must miss it).
REMOVALS = (
    ("_internal/python3.dll", "mophic"),
    ("_internal/PySide6/Qt6Svg.dll", NAME),
    ("_internal/PySide6/plugins/platforms/qwindows.dll", NAME),
    ("_internal/PySide6/plugins/imageformats/qsvg.dll", NAME),
)


@dataclass(frozen=True)
class Ran:
    """What became of a program; `code` 124: it did not end in time."""

    code: int
    output: str
    seconds: float


def say(words: str) -> None:
    print(words, flush=True)


class Wine:
    """A Windows of its own, on a screen of its own."""

    def __init__(self, work: Path, display: str) -> None:
        self.work = work
        self.python = work / "py" / "python.exe"
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_", "VIRTUAL"))},
            "DISPLAY": display,
            "WINEPREFIX": str(work / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "ucrtbase,mscms,propsys=n,b;mscoree,mshtml=;winemenubuilder.exe=d",
            "QT_FORCE_STDERR_LOGGING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, *command: str | Path, seconds: float, cwd: Path | None = None, picture: Path | None = None) -> Ran:
        """Standard input is empty and output a pipe, or CPython cannot open its streams under Wine."""
        began = time.monotonic()
        process = subprocess.Popen(
            ["nice", WINE, *map(str, command)],
            cwd=cwd or self.work,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        output: list[bytes] = []
        assert process.stdout is not None
        # Wine's services keep the pipe open after the program has ended: its end can't be waited for.
        listener = threading.Thread(target=output.extend, args=(process.stdout,), daemon=True)
        listener.start()
        code = None
        while code is None:
            try:
                code = process.wait(1.0)
            except subprocess.TimeoutExpired:
                if picture is not None:
                    self._photograph(picture)
                if time.monotonic() - began > seconds:
                    self.end()
                    process.kill()
                    code = 124
        process.wait(30)
        listener.join(5.0)
        return Ran(code, b"".join(output).decode("utf-8", "replace"), time.monotonic() - began)

    def _photograph(self, picture: Path) -> None:
        """The screen as it is; the last one with anything on it is kept."""
        new = picture.with_name("screen-now.png")
        command = ["import-im6.q16", "-window", "root", str(new)]
        subprocess.run(command, env=self._environment, stderr=subprocess.DEVNULL, timeout=20, check=False)
        if new.is_file() and new.stat().st_size > BLACK:
            new.replace(picture)

    def end(self) -> None:
        """End what still runs in this Windows, and only there."""
        subprocess.run([WINESERVER, "-k"], env=self._environment, stderr=subprocess.DEVNULL, timeout=30, check=False)


@contextmanager
def screen() -> Iterator[str]:
    """A virtual display; the X server picks a free number."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            sys.exit("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def set_up(work: Path) -> None:
    """Wine, the Windows Python and our locked wheels; once for a lock file and a set-up script."""
    files = [ROOT / "requirements.lock", SETUP, *sorted((SETUP.parent / "shim").iterdir())]
    wanted = hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()
    stamp = work / "set-up.sha256"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    say(f"setting up Wine in {work}")
    subprocess.run(
        ["bash", SETUP, work, ROOT / "requirements.lock"], check=True, timeout=SET_UP, stdin=subprocess.DEVNULL
    )
    stamp.write_text(wanted)


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


def windows_path(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def check_command_line(wine: Wine, program: Path, seconds: float = RUN) -> str:
    """ "" if `mophic practice-sample` books 60 rows, else what went wrong."""
    data = fresh(wine.work / "ข้อมูล mophic")
    ran = wine.run(
        program / "mophic.exe", "practice-sample", "--lang", "en", "--data-dir", windows_path(data), seconds=seconds
    )
    say(f"  mophic.exe: exit {ran.code} after {ran.seconds:.1f} s, {ran.output.strip()[-200:]!r}")
    booked = re.search(r"booked 60\b", ran.output) and (data / "sample-result.xlsx").is_file()
    return "" if ran.code == 0 and booked else f"mophic.exe ended with {ran.code}"


def check_window(wine: Wine, program: Path, picture: Path, seconds: float = RUN) -> str:
    """ "" if the window's self-test passes, else what went wrong."""
    data = fresh(wine.work / "ข้อมูล window")
    command = (program / f"{NAME}.exe", "--self-test", "--data-dir", windows_path(data))
    ran = wine.run(*command, seconds=seconds, picture=picture)
    report = data / "self-test.txt"
    told = report.read_text(encoding="utf-8") if report.is_file() else "no report\n"
    say(f"  {NAME}.exe: exit {ran.code} after {ran.seconds:.1f} s; screen: {picture}")
    say("    " + told.strip().replace("\n", "\n    "))
    return "" if ran.code == 0 and "self-test passed" in told else f"{NAME}.exe ended with {ran.code}"


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
    return [fault for fault in faults if fault]


def check_tests(wine: Wine) -> list[str]:
    """tests/app with the Windows Python: paths, locks, encodings, the Credential Manager."""
    source = copy_sources(wine.work)
    for test, why in LEFT_OUT.items():
        say(f"left out: {test}: {why}")
    options = ["-q", "--ignore=tests/app/practice", *(part for test in LEFT_OUT for part in ("--deselect", test))]
    ran = wine.run(wine.python, "-m", "pytest", *options, "tests/app", seconds=TESTS, cwd=source)
    (wine.work / "tests.log").write_text(ran.output, encoding="utf-8")
    say(
        f"tests/app with the Windows Python: exit {ran.code} after {ran.seconds:.0f} s (log: {wine.work / 'tests.log'})"
    )
    say("    " + ran.output.strip()[-1500:].replace("\n", "\n    "))
    return [f"tests/app ended with {ran.code}"] if ran.code else []


def prove_red(wine: Wine, program: Path) -> list[str]:
    """Each file taken out must turn its check red."""
    faults = []
    for name, victim in REMOVALS:
        say(f"without {name}:")
        aside = wine.work / "taken-out"
        shutil.move(program / name, aside)
        try:
            picture = wine.work / f"without-{Path(name).stem}.png"
            if victim == NAME:
                fault = check_window(wine, program, picture, RED)
            else:
                fault = check_command_line(wine, program, RED)
        finally:
            shutil.move(aside, program / name)
        say(f"  -> {'red, as it must be: ' + fault if fault else 'GREEN'}")
        if not fault:
            faults.append(f"the check did not notice that {name} was missing")
    return faults


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="dev.py windows", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--work", type=Path, default=WORK, help="folder for Wine, Python and the build")
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("--tests", action="store_true")
    parser.add_argument("--prove-red", action="store_true")
    chosen = parser.parse_args(arguments)
    work = chosen.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    set_up(work)
    faults: list[str] = []
    with screen() as display:
        wine = Wine(work, display)
        try:
            if not chosen.tests:
                program = place(work) if chosen.no_build else build(wine)
                faults += check_program(wine, program)
                faults += prove_red(wine, program) if chosen.prove_red and not faults else []
            if chosen.tests or not chosen.no_build:
                faults += check_tests(wine)
        finally:
            wine.end()
    say("\n".join(["RED", *faults]) if faults else "GREEN: the Windows program is whole")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
