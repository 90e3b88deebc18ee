"""What helps those who help the clerk: the version, the news of a newer one, a file to send in without an id in it."""

from __future__ import annotations

import json
import locale
import platform
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from app.errors import AppError, EnvironmentProblem
from app.system import settings
from app.system.log import without_secrets
from app.system.paths import DataDir, resources, version
from app.system.settings import Settings
from app.thai import BANGKOK

MOST_LOG = 1_000_000  # bytes of each log file, from its end
MOST_NEWS = 10_000  # bytes of the file that announces a version
NEWS_SECONDS = 10.0
_LIBRARIES = ("PySide6", "httpx", "pandas", "openpyxl", "cryptography", "truststore", "keyring")
_PERSONAL = ("user", "recent_files", "columns", "window")  # settings that name a person, a file or a place


def licences() -> str:
    """Of the program and of what comes with it; of the program alone where it was not built."""
    inside = resources().parent
    found = next(file for file in (inside / "licences.txt", inside / "LICENSE") if file.is_file())
    return found.read_text(encoding="utf-8")


# --- news of a newer version ---


@dataclass(frozen=True)
class News:
    """A newer version, and where a person can read about it and fetch it. Nothing is ever fetched by the program."""

    version: str
    page: str


def _order(number: str) -> tuple[int, ...]:
    """Version numbers compare by their parts: 0.10 is newer than 0.9. Raises ValueError for anything else."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", number):
        raise ValueError(number)
    parts = [int(part) for part in number.split(".")]
    return tuple(parts + [0] * (4 - len(parts)))


def news_in(text: str, mine: str) -> News | None:
    """What an announcement says: `{"version": "1.2.0", "page": "https://..."}`. None: nothing newer, or not understood.

    The file comes from outside: only a number and a web address are taken from it.
    """
    try:
        said = json.loads(text)
        newer = _order(said["version"]) > _order(mine)
        page = said.get("page", "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(page, str) or urlsplit(page).scheme != "https":
        page = ""
    return News(said["version"], page) if newer else None


async def news(address: str, ca_file: Path | None = None) -> News | None:
    """Ask the address of the settings ("" = never ask). None as well where it cannot be reached: news can wait."""
    if not address:
        return None
    import httpx

    from app.domain.address import check_web_address
    from app.mophic.body import ENCODINGS, Body
    from app.mophic.connection import open_client, tls

    asking = {"User-Agent": f"MOPHIC-Uploader/{version()}", "Accept-Encoding": ENCODINGS}
    try:
        check_web_address(address)
        async with (
            open_client(verify=tls(ca_file), timeout=NEWS_SECONDS) as client,
            client.stream("GET", address, headers=asking) as answer,
        ):
            body = Body(answer.headers.get("Content-Encoding", ""), MOST_NEWS)
            async for piece in answer.aiter_raw():
                body.add(piece)
            text = body.whole().decode("utf-8", "replace")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, AppError):
        return None
    return news_in(text, version()) if answer.status_code == 200 else None


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
