"""Both walks at both scalings, side by side: each has a process of its own, as Qt reads the scaling when it starts."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.system import settings
from app.system.paths import DataDir
from ui import screenshots
from ui.kit.theme import application
from ui.program.program import Program
from ui.screenshots.people_walk import PeopleWalk
from ui.screenshots.sheets_walk import CAP, WORLD, SheetsWalk

DOCS = Path(__file__).resolve().parents[2] / "docs"
IN_GUIDE = ("login", "problems", "running", "finished", "history")
GUIDE_WIDTH = 1100  # px
SCALES = ("1", "1.5")  # unless one is asked for
MORE = ("1.25", "2")
# What a taskbar leaves of the screens clinics have, in the screen's px: 1366 × 768, the same at 125 %, full HD at 150 %
# and 3840 × 2160 at 200 %.
SCREENS = {"1": QSize(1366, 720), "1.25": QSize(1366, 708), "1.5": QSize(1920, 1008), "2": QSize(3840, 2064)}
NO_KEYRING = "keyring.backends.fail.Keyring"  # the pictures leave no trace in anybody's own


def walk(folder: Path, scale: str) -> int:
    """All pictures at the scaling this process was started with; how many."""
    from app.practice import Scenario

    ending = "" if scale == "1" else f"-{float(scale):.0%}".replace("%", "")
    app = application(sys.argv)
    taken = 0
    for kind, world, cap in ((SheetsWalk, WORLD, CAP), (PeopleWalk, {}, settings.Settings().cap)):
        with tempfile.TemporaryDirectory() as home:
            settings.save(settings.Settings().changed(cap=cap), Path(home) / "settings.json")
            program = Program(app, DataDir(Path(home)), "th", Scenario.parse(world))
            program.window.show()
            program.complete()
            program.window.resize(SCREENS[scale] / float(scale))
            program.complete()
            walker = kind(program, folder, ending)
            try:
                walker.go(Path(home))
            finally:
                program.end()
            taken += walker.taken
    return taken


def illustrate(folder: Path) -> None:
    """Put the pictures of the guides and the README, made smaller, where those want them."""
    wanted = {f"{name}-{lang}-light": f"pictures/{name}-{lang}" for name in IN_GUIDE for lang in ("th", "en")}
    for source, target in {**wanted, "upload-th-light": "upload"}.items():
        picture = QImage(str(folder / f"{source}.png"))
        smaller = picture.scaledToWidth(GUIDE_WIDTH, Qt.TransformationMode.SmoothTransformation)
        smaller.save(str(DOCS / f"{target}.png"), "PNG", 0)  # type: ignore[call-overload]


def _begin(folder: Path, scale: str, screen: Path) -> subprocess.Popen[bytes]:
    """A walk of its own; `screen`: where it finds how large its screen is, by which dialogs go."""
    size = SCREENS[scale]
    screen.write_text(json.dumps({"screens": [{"name": scale, "width": size.width(), "height": size.height()}]}))
    command = [sys.executable, "-m", "ui.screenshots", str(folder), "--scale", scale]
    ours = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": scale,
        "PYTHON_KEYRING_BACKEND": NO_KEYRING,
    }
    return subprocess.Popen(command, env={**os.environ, **ours})


def main() -> int:
    parser = argparse.ArgumentParser(prog="screenshots", description=screenshots.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", choices=SCALES + MORE, help="only this scaling")
    parser.add_argument("--guide", action="store_true", help="renew the pictures under docs/, too")
    chosen = parser.parse_args()
    folder = chosen.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.scale is not None and os.environ.get("QT_SCALE_FACTOR") == chosen.scale:  # begun by the lines below
        print(f"{walk(folder, chosen.scale)} pictures in {folder}")
        return 0
    with tempfile.TemporaryDirectory() as screens:
        scales = SCALES if chosen.scale is None else (chosen.scale,)
        walks = [_begin(folder, scale, Path(screens) / f"{scale}.json") for scale in scales]
        if code := max(child.wait() for child in walks):
            return code
    if chosen.guide:
        illustrate(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
