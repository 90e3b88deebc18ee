"""A log that rotates and never holds an id, a password or a token."""

from __future__ import annotations

import logging
import platform
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from filelock import FileLock, Timeout

from app.system.paths import DataDir, version

MOST = 512_000  # bytes of a file; four are kept
WAIT = 2  # seconds for another process's line
log = logging.getLogger(__name__)
_SECRETS = (
    (re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*"), "<token>"),
    (re.compile(r"\b[0-9A-Fa-f]{64}\b"), "<hash>"),
    (re.compile(r"(?<!\d)\d[ -]?\d{4}[ -]?\d{5}[ -]?\d{2}[ -]?\d(?!\d)"), "<id>"),
    (re.compile(r"(cid=)[^&\s\"']+"), r"\1<id>"),
    (re.compile(r"(?<!\d)0\d{8,9}(?!\d)"), "<phone>"),
)


def without_secrets(text: str) -> str:
    """The text with everything that looks like an id, a phone number, a token or a hash taken out."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class _Careful(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class _Shared(RotatingFileHandler):
    """For several processes: each opens the file for a line and closes it, one at a time, so that whoever turns it over
    finds it closed (Windows renames no open file) and no line is lost."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MOST, backupCount=3, encoding="utf-8", delay=True)
        self._turn = FileLock(f"{path}.lock", timeout=WAIT)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            with self._turn:
                self._write(record)
        except Timeout:
            self._write(record)
        except OSError:
            self.handleError(record)

    def _write(self, record: logging.LogRecord) -> None:
        super().emit(record)
        if self.stream is not None:
            self.stream.close()
            self.stream = None  # opened again for the next line


def start(data: DataDir, level: int = logging.INFO) -> Path | None:
    """Log to the data folder, who begins first; None where that can't be written, which stops nobody."""
    path = data.root / "logs" / "mophic.log"
    try:
        data.logs.joinpath(path.name).open("a").close()
        handler = _Shared(path)
    except OSError:
        return None
    handler.setFormatter(_Careful("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "asyncio", "uvicorn", "filelock"):
        logging.getLogger(noisy).setLevel(logging.WARNING)  # they would log addresses with ids in them
    log.info("%s %s on %s, Python %s", Path(sys.argv[0]).stem, version(), platform.platform(), sys.version.split()[0])
    return path
