"""Whether there is a newer version: one small signed file at the release page, asked for once a day. Nothing else is
fetched, nothing is ever installed.

The file is what `python -m tests.packaging.news sign` writes: `{"news": "<JSON>", "signature": "<Ed25519, base64>"}`.
Whose signature counts, and where the file lies, is in `resources/publisher.json`, which a release is built with;
a copy that has none (from source, or somebody else's build) asks nobody. What the file says: `News`.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from app.errors import AppError
from app.system.paths import APP, DataDir, resources, version
from app.system.settings import Settings
from app.thai import BANGKOK

MOST = 20_000  # bytes of the file
PATIENCE = 15.0  # seconds for all of it: a server that drips is left
AGAIN = 20 * 3600  # seconds that an answer is kept: once a day, however often the program is started
REDIRECTS = 3  # a release page leads on to where its files lie
MOST_WORDS = 2_000  # letters of what is new, in one language
POLICY = rf"Software\Policies\{APP}"


@dataclass(frozen=True)
class Publisher:
    """Who announces versions of this copy."""

    key: bytes  # Ed25519, 32 bytes
    news: str  # the file's address
    page: str  # where a person reads and fetches


@dataclass(frozen=True)
class News:
    """What the signed file says."""

    version: str
    page: str  # "" or https
    new: dict[str, str]  # language -> what is new, plain text


@dataclass(frozen=True)
class Look:
    """What came of looking. `code`: newest_off (IT says so), newest_none (this copy has no publisher), newest_failed,
    newest_mine (there is no newer one), newer_version."""

    code: str
    when: datetime | None = None  # when the file was fetched, Bangkok time
    news: News | None = None


def publisher() -> Publisher | None:
    """Of this copy. None where it is not a release."""
    try:
        said = json.loads((resources() / "publisher.json").read_text(encoding="utf-8"))
        return Publisher(base64.b64decode(said["key"], validate=True), str(said["news"]), str(said["page"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def allowed(settings: Settings) -> bool:
    """Unless IT says no: in the settings (which travel to all PCs as a file), or for the machine in the registry,
    `HKLM\\Software\\Policies\\MOPHIC-Uploader`, `Updates` = 0."""
    return settings.updates and not _forbidden()


def _forbidden() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        with suppress(OSError), winreg.OpenKey(root, POLICY) as key:
            if winreg.QueryValueEx(key, "Updates")[0] == 0:
                return True
    return False


def read(signed: bytes, key: bytes) -> News:
    """The news in a signed file. Raises ValueError where the signature is not the publisher's, or the rest not news."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        outer = json.loads(signed)
        words = str(outer["news"])
        Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(outer["signature"]), words.encode())
        return _news(json.loads(words))
    except (InvalidSignature, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(type(error).__name__) from error


def _news(said: Any) -> News:
    order(said["version"])
    page = str(said.get("page", ""))
    new = {lang: str(said["new"][lang])[:MOST_WORDS] for lang in ("th", "en")}
    return News(said["version"], page if urlsplit(page).scheme == "https" else "", new)


def order(number: str) -> tuple[int, ...]:
    """Version numbers compare by their parts: 0.10 is newer than 0.9. Raises ValueError for anything else."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", number):
        raise ValueError(number)
    parts = [int(part) for part in number.split(".")]
    return tuple(parts + [0] * (4 - len(parts)))


async def look(data: DataDir, settings: Settings, who: Publisher | None, *, now: bool = False) -> Look:
    """Ask, or read what was answered within the last day; `now`: ask in any case. Never raises: news can wait."""
    if not allowed(settings):
        return Look("newest_off")
    if who is None:
        return Look("newest_none")
    kept = data.root / "newest.json"
    try:
        if now or not _fresh(kept):
            ca_file = Path(settings.ca_file) if settings.ca_file else None
            signed = await _fetched(settings.update_url or who.news, ca_file)
            read(signed, who.key)
            kept.write_bytes(signed)
        news = read(kept.read_bytes(), who.key)
        when = datetime.fromtimestamp(kept.stat().st_mtime, BANGKOK)
    except (OSError, ValueError, AppError):  # httpx's errors: `_fetched`
        with suppress(OSError):
            kept.unlink()  # the next start asks again
        return Look("newest_failed")
    newer = order(news.version) > order(version())
    return Look("newer_version" if newer else "newest_mine", when, news if newer else None)


def _fresh(kept: Path) -> bool:
    try:
        return 0 <= time.time() - kept.stat().st_mtime < AGAIN
    except OSError:
        return False


async def _fetched(address: str, ca_file: Path | None) -> bytes:
    """The file, over the way of all our calls (system's proxy and certificates), but beside their pace: this is not the
    Ministry's server. Raises OSError, AppError."""
    import asyncio

    import httpx

    from app.mophic.connection import WAY_ERRORS, open_client, tls

    try:
        async with asyncio.timeout(PATIENCE), open_client(verify=tls(ca_file), timeout=PATIENCE) as client:
            for _ in range(1 + REDIRECTS):
                status, there, body = await _asked(client, address)
                if status == 200:
                    return body
                if status not in (301, 302, 303, 307, 308):
                    raise OSError(f"HTTP {status}")
                address = urljoin(address, there)
    except (*WAY_ERRORS, httpx.InvalidURL) as error:
        raise OSError(type(error).__name__) from error
    raise OSError("led on and on")


async def _asked(client: Any, address: str) -> tuple[int, str, bytes]:
    """Status, where it leads on to, and the body, bounded as it comes. Raises what httpx raises, and AppError."""
    from app.domain.address import check_web_address
    from app.mophic.body import ENCODINGS, Body

    check_web_address(address)  # https, or this PC; after each redirect
    asking = {"User-Agent": f"{APP}/{version()}", "Accept-Encoding": ENCODINGS}
    async with client.stream("GET", address, headers=asking) as answer:
        body = Body(answer.headers.get("Content-Encoding", ""), MOST)
        async for piece in answer.aiter_raw():
            body.add(piece)
        return answer.status_code, answer.headers.get("Location", ""), body.whole()
