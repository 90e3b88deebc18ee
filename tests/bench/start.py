"""From starting a process to its painted window, ÷ the same for a bare Qt window in the same run (aim ≤ 2.0).

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
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
SHOWN = re.compile("shown|version")
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
from PySide6.QtWidgets import QApplication
from app.system.paths import DataDir
from ui.program.program import Program
app = QApplication([])
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


# What the built program says first in its self-test is that its window is painted.
PROGRAMS = {"source": from_source(OURS)} | (
    {"built": [str(BUILT), "--self-test", "--data-dir"]} if BUILT.is_file() else {}
)


def seconds(command: list[str], folder: str) -> float:
    """From starting the process until it says that its window is painted; then it is ended."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second start finds our code compiled
    begun = time.perf_counter()
    with subprocess.Popen(
        [*command, folder], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        took = time.perf_counter() - begun
        child.kill()
        _, errors = child.communicate(timeout=60)
    assert SHOWN.search(said), errors
    return took


def drop_from_cache() -> None:
    """What a start reads, out of the page cache; files that other programs have mapped stay."""
    ours = [ROOT / "app", ROOT / "ui", ROOT / "resources", BUILT.parent]
    for place in [Path(sys.prefix), Path(sysconfig.get_paths()["stdlib"]), *ours]:
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def compare(name: str, before: Callable[[], None], runs: int) -> None:
    """All kinds in turn, so that what else the machine does weighs on all."""
    commands = {"bare": from_source(BARE), **PROGRAMS}
    took: dict[str, list[float]] = {kind: [] for kind in commands}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            for kind, command in commands.items():
                before()
                took[kind].append(seconds(command, folder))
    bare = took.pop("bare")
    for kind, ours in took.items():
        ratio = statistics.median(ours) / statistics.median(bare)
        print(
            f"{name}, {kind}: bare {statistics.median(bare):.3f} s, ours {statistics.median(ours):.3f} s,"
            f" ratio {ratio:.2f} (of the quickest {min(ours) / min(bare):.2f}; aim ≤ 2.0)",
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
    compare("warm", _nothing, runs)
    if not BUILT.is_file():
        print("built: not there (dev.py build)")
    if hasattr(os, "posix_fadvise"):
        compare("cold", drop_from_cache, max(2, runs // 2))


if __name__ == "__main__":
    main(sys.argv[1:])
