"""The name that belongs to a column of ids, where a sheet tells of several people in a row: a child and who comes with
it. Their headings say whose they are in the same word."""

from __future__ import annotations

from collections.abc import Sequence

from app.sheets.cells.headers import whose_is

_FIELDS = ("person_name", "last_name", "first_name")  # ชื่อ stands in all of them: the longest is tried first


def names_beside(headers: Sequence[str], cid: int) -> dict[str, int]:
    """Field -> column of the name of those whose ids stand in that column; {} where it is not certain, and where the
    heading of the ids says of nobody in particular."""
    if not (whose := whose_is("cid", headers[cid])):
        return {}
    found: dict[str, list[int]] = {field: [] for field in _FIELDS}
    for column, header in enumerate(headers):
        field = next((field for field in _FIELDS if whose_is(field, header) == whose), None)
        if field is not None and column != cid:
            found[field].append(column)
    near = {field: _nearest(found[field], cid) for field in _FIELDS}
    nearest = {field: column for field, column in near.items() if column is not None}
    if "person_name" in nearest:
        return {"person_name": nearest["person_name"]}
    if "first_name" in nearest and not found["last_name"]:
        return {"person_name": nearest["first_name"]}  # the whole of it, under a short heading
    return nearest if nearest.keys() == {"first_name", "last_name"} else {}


def _nearest(columns: Sequence[int], cid: int) -> int | None:
    """The only one, or the only one that touches the ids."""
    if len(columns) > 1:
        columns = [column for column in columns if abs(column - cid) == 1]
    return columns[0] if len(columns) == 1 else None
