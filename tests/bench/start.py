"""From starting a process to its painted window, ÷ the same for a bare Qt window in the same run (aims: 1.5 from
source, 1.6 built), and `mophic --help` ÷ a bare Python (aim 1.5). By the clock and by processor time, which other work
on the machine does not lengthen as much.

Ours is started from source and, if `dev.py build` has made it, as the built program; the bare window from source.
Warm: run once before. Cold: the files of Python, the libraries and the program are dropped from the system's cache
before each start, as after switching the PC on (Linux only).
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
AIMS = {"source": 1.5, "built": 1.6, "help": 1.5}
SHOWN = re.compile("shown")
BUILT = ROOT / "dist" / "MOPHIC-Uploader" / "MOPHIC-Uploader"

BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("x"))
window.resize(1320, 840)
"""
OURS = """
import gc
gc.disable()  # as ui/main.py begins
import sys
from pathlib import Path
from app.system.paths import DataDir
from ui.kit.theme import application
from ui.program.program import Program
app = application(["mophic"])
program = Program(app, DataDir(Path(sys.argv[1])))
window = program.window
"""
SHOW = """
import os
window.show()
while not window.windowHandle().isExposed():
    app.processEvents()
window.repaint()
print("shown", flush=True)
os._exit(0)
"""


def from_source(code: str) -> list[str]:
    return [sys.executable, "-c", code + SHOW]


PROGRAMS = {"source": from_source(OURS)} | (
    {"built": [str(BUILT), "--painted", "--data-dir"]} if BUILT.is_file() else {}
)


BARE_PYTHON = [sys.executable, "-c", "print('shown')"]
HELP = [sys.executable, "-c", "import sys; sys.argv[1:] = ['--help']; from app.cli import main; main(); print('shown')"]


class Took(NamedTuple):
    clock: float  # s
    processor: float  # s


def seconds(command: list[str], folder: str) -> Took:
    """From starting the process until it says that its window is painted; then it is ended."""
    before = _used()
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second start finds our code compiled
    begun = time.perf_counter()
    with subprocess.Popen(
        [*command, folder], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        while said and not SHOWN.search(said):
            said = child.stdout.readline()
        took = time.perf_counter() - begun
        child.kill()
        _, errors = child.communicate(timeout=60)
    assert said, errors
    return Took(took, _used() - before)


def _used() -> float:
    """Seconds of processor time of all children that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        times = os.times()
        return times.children_user + times.children_system
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def drop_from_cache() -> None:
    """What a start reads, out of the page cache; files that other programs have mapped stay."""
    ours = [ROOT / "app", ROOT / "ui", ROOT / "resources", BUILT.parent]
    for place in [Path(sys.prefix), Path(sysconfig.get_paths()["stdlib"]), *ours]:
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def compare(name: str, before: Callable[[], None], runs: int, bare: list[str], ours: Mapping[str, list[str]]) -> None:
    """All kinds in turn, so that what else the machine does weighs on all."""
    took: dict[str, list[Took]] = {kind: [] for kind in ("bare", *ours)}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            for kind, command in {"bare": bare, **ours}.items():
                before()
                took[kind].append(seconds(command, folder))
    clocks = {kind: statistics.median(each.clock for each in times) for kind, times in took.items()}
    processors = {kind: statistics.median(each.processor for each in times) for kind, times in took.items()}
    for kind in ours:
        print(
            f"{name}, {kind}: bare {clocks['bare']:.3f} s, ours {clocks[kind]:.3f} s, ratio"
            f" {clocks[kind] / clocks['bare']:.2f} by the clock, {processors[kind] / processors['bare']:.2f} by"
            f" processor time (aim ≤ {AIMS[kind]})",
            flush=True,
        )


def _nothing() -> None:
    """The files stay in the cache."""


def main(argv: list[str]) -> None:
    """Arguments: how many runs."""
    runs = int(argv[0]) if argv else RUNS
    with tempfile.TemporaryDirectory() as folder:
        for command in PROGRAMS.values():
            seconds(command, folder)  # byte code and cache
    compare("warm", _nothing, runs, from_source(BARE), PROGRAMS)
    compare("warm", _nothing, runs, BARE_PYTHON, {"help": HELP})
    if not BUILT.is_file():
        print("built: not there (dev.py build)")
    if hasattr(os, "posix_fadvise"):
        compare("cold", drop_from_cache, max(2, runs // 2), from_source(BARE), PROGRAMS)


if __name__ == "__main__":
    main(sys.argv[1:])
