"""Why rows of a result only wait: what ended their run before them."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.values import Outcome
from app.events import Finished
from app.wording import Lang
from app.wording.moments import say_ended
from app.wording.remedies import say_alike


def why_left(finished: Finished, known: Mapping[int, Outcome], lang: Lang) -> str:
    """What ended a run before the rows that only wait; "" where it came to its end, or the clerk ended it."""
    if (alike := finished.alike) is not None:
        return say_alike(alike.code, alike.count, alike.detail, lang)
    return say_ended(finished.error, finished.params, finished.known or known, lang) if finished.error else ""
