"""A log that rotates and never holds an id, a password or a token."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.system.paths import DataDir

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


def start(data: DataDir, level: int = logging.INFO) -> Path | None:
    """Log to the data folder; None where that can't be written, which stops nobody."""
    path = data.root / "logs" / "mophic.log"
    try:
        handler = RotatingFileHandler(data.logs / path.name, maxBytes=512_000, backupCount=3, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Careful("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "asyncio", "uvicorn", "filelock"):
        logging.getLogger(noisy).setLevel(logging.WARNING)  # they would log addresses with ids in them
    return path
