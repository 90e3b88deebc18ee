"""Where things lie on this machine."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.errors import EnvironmentProblem

APP = "MOPHIC-Uploader"


@cache
def resources() -> Path:
    """The read-only files that come with the program (PyInstaller unpacks them beside the code)."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2])) / "resources"


def version() -> str:
    """Ours, from pyproject.toml, which lies in the program, too."""
    import tomllib  # this, and what is imported in functions below, would be felt at every start

    project = tomllib.loads((resources().parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter (Windows profiles are private already)."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def writable(path: Path) -> bool:
    """Whether a file can be made there."""
    return not why_unwritable(path)


def why_unwritable(path: Path) -> str:
    """In the system's words; "" if a file can be made there. It is tried: what Windows says of a folder does not count
    its permissions."""
    try:
        trial = private_folder(path) / f"write-{os.getpid()}.tmp"
        trial.touch()
        trial.unlink()
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def documents() -> Path:
    """The user's own folder for documents, wherever the system has it; it may be missing."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())


def clerks_folder(beside: Path | None = None) -> Path:
    """Where files are offered to be saved and looked for: in the folder `beside`, or in Documents where there is none,
    it is gone, or nothing can be written there. Never "": that would lead into the program's own folder."""
    wanted = (folder for folder in (beside, documents()) if folder is not None)
    fits = (folder for folder in wanted if folder.is_dir() and not _is_programs(folder) and writable(folder))
    return next(fits, Path.home())


def _is_programs(folder: Path) -> bool:
    program = Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None
    return program is not None and folder.resolve().is_relative_to(program)


def own_temp_folder(name: str) -> Path:
    """This user's own folder in the system's temp folder, which all users of the PC may share: somebody else could have
    made it first, to read what we keep or to lead us elsewhere. Raises EnvironmentProblem temp_folder_foreign."""
    import tempfile

    if sys.platform == "win32":
        user = ""  # the temp folder is the user's own
    else:
        user = str(os.getuid())
    path = Path(tempfile.gettempdir()) / "-".join(part for part in (APP, name, user) if part)
    try:
        found = private_folder(path).lstat()
        if not stat.S_ISDIR(found.st_mode) or (user and found.st_uid != int(user)):
            raise PermissionError(path)
        if user and found.st_mode & 0o077:
            path.chmod(0o700)
    except OSError as error:
        raise EnvironmentProblem("temp_folder_foreign", type(error).__name__, path=str(path)) from error
    return path


@dataclass(frozen=True)
class DataDir:
    """Journal, settings and logs of one user."""

    root: Path

    @classmethod
    def default(cls) -> DataDir:
        """The platform's own place; a read-only profile gets a folder that lasts until the PC is restarted.
        Raises EnvironmentProblem temp_folder_foreign."""
        own = cls.own()
        return own if writable(own.root) else cls(own_temp_folder("data"))

    @classmethod
    def own(cls) -> DataDir:
        import platformdirs

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
    """One place for all windows and command lines of this user, whatever their --data-dir.
    Raises EnvironmentProblem temp_folder_foreign."""
    import platformdirs

    own = Path(platformdirs.user_cache_dir(APP, appauthor=False)) / "pace"
    return own if writable(own) else own_temp_folder("pace")
