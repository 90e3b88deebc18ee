"""Where a command writes: a folder that is missing is made, and that is said, before anything else is done."""

from __future__ import annotations

from pathlib import Path

from app.commands.terminal import Terminal
from app.errors import EnvironmentProblem
from app.wording import say

# Endings of tables. What ends otherwise and is no file is a folder: results/, D:\results.
_OF_FILES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")


def is_folder(path: Path) -> bool:
    """Whether a place that may be a file or a folder is a folder, be it one that is still to be made."""
    return path.is_dir() or not (path.exists() or path.suffix.lower() in _OF_FILES)


def made_folder(folder: Path, terminal: Terminal) -> Path:
    """Raises EnvironmentProblem folder_unmade."""
    if folder.is_dir():
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem("folder_unmade", str(error), path=str(folder)) from error
    terminal.note(say("folder_made", terminal.lang, path=str(folder)))
    return folder


def room_for(file: Path | None, terminal: Terminal) -> None:
    """The folder of a file that is to be written. Raises EnvironmentProblem folder_unmade."""
    if file is not None:
        made_folder(file.parent, terminal)
