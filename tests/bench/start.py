"""From starting a process to its painted window, ÷ the same for a bare Qt window in the same run (aim ≤ 2.0).

Warm: run once before. Cold: the files of Python, the libraries and the program are dropped from the system's cache
before each start, as after switching the PC on (Linux only).
"""

from __future__ import annotations

import os
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
SHOWN = "shown"

BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("x"))
window.resize(1320, 840)
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.paths import DataDir
from ui.main import Program
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


def seconds(code: str, folder: str) -> float:
    """From starting the process until it says that its window is painted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    begun = time.perf_counter()
    command = [sys.executable, "-c", code + SHOW, folder]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline().strip()
        took = time.perf_counter() - begun
        _, errors = child.communicate(timeout=60)
    assert said == SHOWN, errors
    return took


def drop_from_cache() -> None:
    """What a start reads, out of the page cache; files that other programs have mapped stay."""
    places = [Path(sys.prefix), Path(sysconfig.get_paths()["stdlib"]), ROOT / "app", ROOT / "ui", ROOT / "resources"]
    for place in places:
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def compare(name: str, before: Callable[[], None], runs: int) -> float:
    """Both kinds in turn, so that what else the machine does weighs on both."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            before()
            bare.append(seconds(BARE, folder))
            before()
            ours.append(seconds(OURS, folder))
    ratio = statistics.median(ours) / statistics.median(bare)
    least = min(ours) / min(bare)
    print(
        f"{name}: bare {statistics.median(bare):.3f} s, ours {statistics.median(ours):.3f} s,"
        f" ratio {ratio:.2f} (of the quickest {least:.2f}; aim ≤ 2.0)",
        flush=True,
    )
    return ratio


def _nothing() -> None:
    """The files stay in the cache."""


def main(argv: list[str]) -> None:
    """Arguments: how many runs."""
    runs = int(argv[0]) if argv else RUNS
    with tempfile.TemporaryDirectory() as folder:
        seconds(OURS, folder)  # byte code and cache
    compare("warm", _nothing, runs)
    if hasattr(os, "posix_fadvise"):
        compare("cold", drop_from_cache, max(2, runs // 2))


if __name__ == "__main__":
    main(sys.argv[1:])
