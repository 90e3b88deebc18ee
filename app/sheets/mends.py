"""What a clerk did to a sheet before it was booked, as one text: kept beside the file, used again when it is loaded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any

from app.sheets.aside import Edits
from app.sheets.cells.dates import DateOrder
from app.sheets.cells.text import shown
from app.sheets.check import Checked
from app.sheets.columns import for_all
from app.sheets.files.model import RawSheet, Row

_VERSION = 1  # of the text
_NOTHING: frozenset[Any] = frozenset()


@dataclass(frozen=True)
class Mends:
    """Cells mended, one value given to all rows, rows left out or taken in, and the answer how dates are meant."""

    edits: Edits = field(default_factory=dict)
    same: Mapping[str, object] = field(default_factory=dict)  # field without a column -> its value in all rows
    left_out: frozenset[int] = _NOTHING
    taken_in: frozenset[str | int] = _NOTHING  # reasons and rows
    dates: DateOrder | None = None  # as the clerk said
    rows: Mapping[int, str] = field(default_factory=dict)  # row number -> `_print` of its cells as read

    @property
    def count(self) -> int:
        return len(self.edits) + len(self.same) + len(self.left_out) + len(self.taken_in) + (self.dates is not None)

    @property
    def answers_alone(self) -> bool:
        """Whether nothing was changed: the clerk has said how the dates are meant, and is asked once."""
        return self.dates is not None and self.count == 1

    def over(self, older: Mends) -> Mends:
        """Both; of what both say, this."""
        return Mends(
            {**older.edits, **self.edits},
            {**older.same, **self.same},
            older.left_out | self.left_out,
            older.taken_in | self.taken_in,
            self.dates or older.dates,
            {**older.rows, **self.rows},
        )


def of(checked: Checked, first: DateOrder) -> Mends:
    """What was done to a sheet. `first`: how its dates were read before anybody was asked."""
    given = Counter(name for _row, name in checked.edits)
    same = {name: value for name, (value, _) in checked.shared.items() if given[name] == checked.rows}
    edits = {key: value for key, value in checked.edits.items() if key[1] not in same or value != same[key[1]]}
    edits = {key: value for key, value in edits.items() if value != "" or key[1] in checked.columns}  # waits for one
    numbers = {row for row, _ in edits} | checked.left_out | {row for row in checked.taken_in if isinstance(row, int)}
    dates = checked.dates if checked.dates.is_sure and not first.is_sure else None
    return Mends(edits, same, checked.left_out, checked.taken_in, dates, _prints(checked.sheet, numbers))


def _prints(raw: RawSheet, numbers: Iterable[int]) -> dict[int, str]:
    wanted = frozenset(numbers)
    pairs = zip(raw.numbers, raw.rows, strict=True) if wanted else ()
    return {number: _print(row) for number, row in pairs if number in wanted}


def _print(row: Row) -> str:
    """By which a row is known again in a file that was changed elsewhere."""
    return blake2b("\x1f".join(map(shown, row)).encode(), digest_size=8).hexdigest()


def fitted(mends: Mends, raw: RawSheet) -> Mends:
    """Those for a file that holds something else by now: of rows that stand in it unchanged, wherever. What was done
    to any other row is not among them, nor is what was said of all rows."""
    found: dict[str, list[int]] = {}
    for number, row in zip(raw.numbers, raw.rows, strict=True):
        found.setdefault(_print(row), []).append(number)
    now: dict[int, int] = {}
    for number, seen in mends.rows.items():
        places = found.get(seen, [])
        if number in places:
            now[number] = number
        elif len(places) == 1:
            now[number] = places[0]
    return Mends(
        edits={(now[row], name): value for (row, name), value in mends.edits.items() if row in now},
        left_out=frozenset(now[row] for row in mends.left_out if row in now),
        taken_in=frozenset(now[row] for row in mends.taken_in if isinstance(row, int) and row in now),
        rows={now[row]: seen for row, seen in mends.rows.items() if row in now},
    )


def edits_for(mends: Mends, checked: Checked) -> dict[tuple[int, str], object]:
    """The cells to be mended in a sheet; what the clerk has mended in it since stays. One value that all rows were
    given since makes room for what was said of a row alone."""
    same = {name: value for name, value in mends.same.items() if name not in checked.columns}
    wanted, for_all_now = {**for_all(checked.sheet, same), **mends.edits}, checked.same
    return {
        key: value
        for key, value in wanted.items()
        if key not in checked.edits
        or (key in mends.edits and checked.edits[key] == for_all_now.get(key[1]) and checked.edits[key] != value)
    }


# As a text


def packed(mends: Mends) -> str:
    """ "" where there is nothing to be kept."""
    if not mends.count:
        return ""
    told = {
        "version": _VERSION,
        "edits": [[row, name, _written(value)] for (row, name), value in mends.edits.items()],
        "same": {name: _written(value) for name, value in mends.same.items()},
        "left_out": sorted(mends.left_out),
        "taken_in": sorted(mends.taken_in, key=str),
        "dates": asdict(mends.dates) if mends.dates else None,
        "rows": sorted(mends.rows.items()),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Mends | None:
    """None where it can't be understood: by another version, perhaps."""
    try:
        told = json.loads(text)
        if told["version"] != _VERSION:
            return None
        return Mends(
            {(int(row), str(name)): _read(value) for row, name, value in told["edits"]},
            {name: _read(value) for name, value in told["same"].items()},
            frozenset(told["left_out"]),
            frozenset(told["taken_in"]),
            DateOrder(**told["dates"]) if told["dates"] else None,
            {int(row): str(seen) for row, seen in told["rows"]},
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return value if isinstance(value, (str, int, float)) else shown(value)


def _read(value: object) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    kinds: Mapping[str, Any] = {"datetime": datetime, "date": date, "time": time}
    return kinds[kind].fromisoformat(text)


def without(mends: Mends, rows: Iterable[int]) -> Mends:
    """Those of other rows than these."""
    gone = frozenset(rows)
    return replace(
        mends,
        edits={key: value for key, value in mends.edits.items() if key[0] not in gone},
        left_out=mends.left_out - gone,
        taken_in=frozenset(each for each in mends.taken_in if each not in gone),
    )
