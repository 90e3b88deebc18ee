"""What comes of opening a file: its rows, or a question that must be answered before there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ui.lines import Lines

if TYPE_CHECKING:
    from app.sheet import RawSheet, SheetInfo


@dataclass(frozen=True)
class Opened:
    """A sheet that was read and checked; `sheets`: the file's sheets, where it has more than one."""

    lines: Lines
    sheets: tuple[SheetInfo, ...] = ()


@dataclass(frozen=True)
class WhichSheet:
    """More than one sheet could hold the appointments."""

    path: Path
    sheets: tuple[SheetInfo, ...]


@dataclass(frozen=True)
class WhichColumns:
    """A required column is missing, or more than one could be it."""

    raw: RawSheet
    columns: Mapping[str, int]  # as far as they are known
    fields: tuple[str, ...]  # those to be asked for
    ambiguous: bool
    sheets: tuple[SheetInfo, ...] = ()


Answer = Opened | WhichSheet | WhichColumns


def layout_key(headers: Sequence[str]) -> str:
    """By which a layout is known again; nothing of the sheet can be read from it."""
    return blake2b("\x1f".join(headers).encode(), digest_size=12).hexdigest()


def fits(columns: Mapping[str, int], headers: Sequence[str]) -> bool:
    """Whether remembered columns can be those of a sheet with these headers."""
    from app.columns import FIELDS, missing

    places = range(len(headers))
    return not missing(columns) and all(field in FIELDS and place in places for field, place in columns.items())
