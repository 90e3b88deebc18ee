"""Pages for the command line: the window's program draws them, so that a list looks the same whoever takes it.

`mophic` itself leaves Qt alone (build.spec). What is drawn lies for that moment in a folder of this user alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.errors import EnvironmentProblem

PATIENCE = 120  # seconds
WINDOW = "MOPHIC-Uploader"  # the program's file, beside `mophic`


@dataclass(frozen=True)
class Chapter:
    """What begins on a page of its own: its head at the left and the right of every page, and its HTML."""

    head: str
    whose: str
    html: str


Draw = Callable[[Sequence[Chapter]], bytes]


def draw(chapters: Sequence[Chapter]) -> bytes:
    """As PDF, on A4. Raises EnvironmentProblem no_paper."""
    with tempfile.TemporaryDirectory() as folder:
        told, drawn = Path(folder) / "pages.json", Path(folder) / "pages.pdf"
        told.write_text(json.dumps([asdict(chapter) for chapter in chapters]), encoding="utf-8")
        command = [*_window(), "--draw", str(told), str(drawn)]
        here, unseen = Path(__file__).resolve().parents[2], {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        try:
            subprocess.run(
                command,
                cwd=here,
                env=unseen,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=True,
            )
            return drawn.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise EnvironmentProblem("no_paper", str(error)) from None


def chapters_in(told: Path) -> list[Chapter]:
    """What `draw` wants to have drawn."""
    return [Chapter(**one) for one in json.loads(told.read_text(encoding="utf-8"))]


def _window() -> list[str]:
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_stem(WINDOW))]
    return [sys.executable, "-m", "ui.main"]
