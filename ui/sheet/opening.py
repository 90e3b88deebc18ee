"""What comes of opening a file: its rows, or a question that must be answered before there are any."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ui.sheet.lines import Lines

if TYPE_CHECKING:
    from app.sheets.check import Checked
    from app.sheets.columns import Doubt
    from app.sheets.files import RawSheet, SheetInfo


Columns = Mapping[str, int]  # field -> column


@dataclass(frozen=True)
class OpenRequest:
    """A file to be opened, and what the clerk said about it."""

    path: Path
    sheet: str | None = None
    columns: Columns | None = None

    @property
    def name(self) -> str:
        """What is opened, for the clerk."""
        return f"{self.path.name} · {self.sheet}" if self.sheet else self.path.name


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
    """Columns that are not certain: the clerk is asked, once for the layout."""

    raw: RawSheet
    columns: Mapping[str, int]  # what is certain, and what is proposed
    doubts: tuple[Doubt, ...]  # the fields to be asked for
    sheets: tuple[SheetInfo, ...] = ()


Answer = Opened | WhichSheet | WhichColumns


def layout_key(headers: Sequence[str]) -> str:
    """By which a layout is known again; nothing of the sheet can be read from it."""
    return blake2b("\x1f".join(headers).encode(), digest_size=12).hexdigest()


def remembered(columns: Mapping[str, int], headers: Sequence[str]) -> dict[str, int]:
    """What the clerk once said of a layout, as far as it can be of a sheet with these headers; -1 = no column."""
    from app.sheets.columns import FIELDS

    return {field: place for field, place in columns.items() if field in FIELDS and -1 <= place < len(headers)}


def may_hold_more(path: Path) -> bool:
    """Whether it is worth a look what sheets there are; it costs as much as reading them."""
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            found = [name for name in archive.namelist() if name.lower().startswith("xl/worksheets/sheet")]
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return path.suffix.lower() == ".xls"  # or nothing that can be read: that is told by reading it
    return len(found) != 1


def rows_alone(read: Callable[..., Checked]) -> RawSheet:
    """What is read, whatever its columns hold; what the check finds is let go."""
    from app.sheets.columns import REQUIRED

    return read(columns=dict.fromkeys(REQUIRED, 0)).sheet
