"""What helps those who help the clerk: the licences, and a file to send in without an id in it."""

from __future__ import annotations

import json
import locale
import platform
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from app.errors import EnvironmentProblem
from app.system import settings
from app.system.log import without_secrets
from app.system.paths import DataDir, resources, version
from app.system.settings import Settings
from app.thai import BANGKOK

MOST_LOG = 1_000_000  # bytes of each log file, from its end
_LIBRARIES = ("PySide6", "httpx", "pandas", "openpyxl", "cryptography", "truststore", "keyring")
_PERSONAL = ("user", "recent_files", "columns", "window")  # settings that name a person, a file or a place


def licences() -> str:
    """Of the program and of what comes with it; of the program alone where it was not built."""
    inside = resources().parent
    for file in (inside / "licences.txt", inside / "LICENSE"):
        if file.is_file():
            return file.read_text(encoding="utf-8", errors="replace")
    raise EnvironmentProblem("program_incomplete", file="licences.txt")


# --- the support file ---


def save_support_file(data: DataDir, out: Path) -> Path:
    """Zip the logs, the settings and facts about this PC; every line is cleaned of ids, phone numbers, the user's name
    and folder. Never in it: the journal, passwords, keys, sheets. Raises EnvironmentProblem support_not_saved.
    """
    known, readable = settings.load(data.root / "settings.json")
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in _contents(data, known, readable):
                file.writestr(name, _cleaned(text, known.user))
    except OSError as error:
        raise EnvironmentProblem("support_not_saved", type(error).__name__, path=str(out)) from error
    return out


def _contents(data: DataDir, known: Settings, readable: bool) -> Iterator[tuple[str, str]]:
    yield "about.txt", _about(data)
    shown = {key: value for key, value in asdict(known).items() if key not in _PERSONAL}
    yield "settings.json", json.dumps({"readable": readable, **shown}, ensure_ascii=False, indent=1)
    for log in sorted((data.root / "logs").glob("*.log*")):
        yield f"logs/{log.name}.txt", log.read_bytes()[-MOST_LOG:].decode("utf-8", "replace")


def _about(data: DataDir) -> str:
    facts = {
        "program": version(),
        "built": bool(getattr(sys, "frozen", False)),
        "written": datetime.now(BANGKOK).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "encoding": locale.getpreferredencoding(),
        "libraries": {name: _library(name) for name in _LIBRARIES},
        "data folder": str(data.root),
        "free bytes": shutil.disk_usage(data.root).free,
        "files": {each.name: each.stat().st_size for each in sorted(data.root.iterdir()) if each.is_file()},
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _library(name: str) -> str:
    """The version of a library that has been loaded; a packaged program carries no other record of it."""
    return str(getattr(sys.modules.get(name), "__version__", ""))


def _cleaned(text: str, user: str) -> str:
    text = without_secrets(text)
    for personal, instead in ((str(Path.home()), "~"), (Path.home().name, "<user>"), (user, "<user>")):
        if len(personal) > 2:  # a shorter one would eat half of the words
            text = text.replace(personal, instead).replace(json.dumps(personal)[1:-1], instead)
    return text
