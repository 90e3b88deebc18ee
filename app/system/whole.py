"""Is the installed program whole? The build lists every file of its folder with its SHA-256; the self-test walks it.

python -m app.system.whole FOLDER      write it anew, after the programs were signed
cd FOLDER && sha256sum -c _internal/files.sha256
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

INSIDE = "_internal"
LIST = f"{INSIDE}/files.sha256"
RESOURCES = f"{INSIDE}/resources/"
_LINE = re.compile(r"[0-9a-f]{64}  .+")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _files(folder: Path, under: str = "") -> Iterator[str]:
    inside = folder / under
    names = (each.relative_to(folder).as_posix() for each in inside.rglob("*") if each.is_file())
    return (name for name in names if name != LIST)


def write(folder: Path) -> int:
    """Write the list of a folder that was just built; how many files are on it."""
    lines = [f"{_digest(folder / name)}  {name}\n" for name in sorted(_files(folder))]
    (folder / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(lines)


def own_folder() -> Path | None:
    """Where this program lies; None: it was not built, and has no list."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None


def faults(folder: Path, under: str = "") -> list[str]:
    """What is missing, changed or too many, a line each; [] if the folder is as it was built. The uninstaller lies
    beside the programs, so only what is inside can be too much. `under`: only of files whose name begins so. Raises
    OSError where a file can't be read."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return [f"missing: {LIST}"]
    if not lines or not all(map(_LINE.fullmatch, lines)):
        return [f"changed: {LIST}"]
    known = {name: digest for digest, name in (line.split("  ", 1) for line in lines) if name.startswith(under)}
    here = {name: folder / name for name in known if (folder / name).is_file()}
    missing = [f"missing: {name}" for name in known if name not in here]
    changed = [f"changed: {name}" for name, file in here.items() if _digest(file) != known[name]]
    many = [] if under else [f"not ours: {name}" for name in _files(folder, INSIDE) if name not in known]
    return missing + changed + many


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))} files listed\n")
