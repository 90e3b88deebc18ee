"""The sheets of a folder: what a clerk means by "all files in there"."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.errors import InputError
from app.wording.results import FILE_ENDINGS
from app.wording.sheet import WORDS

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
_RESULTS = tuple(name.lower() for name in (*WORDS["result_file"], *FILE_ENDINGS))  # of the program's own


def sheets_of(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files that are meant, each once, those of a folder by name; and the program's own results among those, which
    are not. Raises InputError folder_empty."""
    files: dict[Path, None] = {}
    results: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(path)
            continue
        found = sorted(each for each in path.iterdir() if _is_sheet(each))
        ours = [each for each in found if each.name.lower().endswith(_RESULTS)]
        results += ours
        if len(found) == len(ours):
            raise InputError("folder_empty", folder=path.name)
        files.update(dict.fromkeys(each for each in found if each not in ours))
    return tuple(files), tuple(results)


def _is_sheet(path: Path) -> bool:
    """No hidden file, and none that a spreadsheet keeps beside an open one (~$name.xlsx)."""
    return path.is_file() and path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$"))
