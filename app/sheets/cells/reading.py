"""What the reading of one cell gives."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, object] = MappingProxyType({})


class Reading(NamedTuple):
    """A value, or a code of `app.wording.sheet` that says why there is none, or both (a warning about the value).

    `fix` is what a one-click mend would put into the cell. A named tuple because a large sheet makes a
    hundred thousand of them: half the time of a frozen dataclass.
    """

    value: Any = None
    code: str = ""
    params: Mapping[str, object] = NOTHING
    fix: object = None


BLANK = Reading()
