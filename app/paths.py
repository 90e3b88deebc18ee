"""Where things lie on this machine."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "MOPHIC-Uploader"


def resources() -> Path:
    """The read-only files that come with the program (PyInstaller unpacks them beside the code)."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter (Windows profiles are private already)."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def writable(path: Path) -> bool:
    """Whether a file can be made there. It is tried: what Windows says of a folder does not count its permissions."""
    try:
        trial = private_folder(path) / f"write-{os.getpid()}.tmp"
        trial.touch()
        trial.unlink()
    except OSError:
        return False
    return True


@dataclass(frozen=True)
class DataDir:
    """Journal, settings and logs of one user."""

    root: Path

    @classmethod
    def default(cls) -> DataDir:
        """The platform's own place; a read-only profile gets a folder that lasts until the PC is restarted."""
        own = cls.own()
        return own if writable(own.root) else cls(private_folder(Path(tempfile.gettempdir()) / APP))

    @classmethod
    def own(cls) -> DataDir:
        return cls(Path(platformdirs.user_data_dir(APP, appauthor=False)))

    def file(self, name: str) -> Path:
        return private_folder(self.root) / name

    @property
    def logs(self) -> Path:
        return private_folder(self.root / "logs")

    @property
    def practice(self) -> Path:
        return private_folder(self.root / "practice")


def pace_folder() -> Path:
    """One place for all windows and command lines of this user, whatever their --data-dir."""
    cache = Path(platformdirs.user_cache_dir(APP, appauthor=False)) / "pace"
    return cache if writable(cache) else private_folder(Path(tempfile.gettempdir()) / f"{APP}-pace")
