"""Who comes late to a batch that another window or computer runs: nothing is sent from here, and how each row stands
there is told as what it is, the other's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.values import Outcome, State
from app.errors import InputError
from app.events import Finished

HELD = "batch_held"


def came_late(batch: int, error: InputError, outcomes: Mapping[int, Outcome]) -> Finished:
    """How such a run ends. `outcomes`: as the journal has them at this moment."""
    known = {row: _theirs(one) for row, one in outcomes.items()}
    return Finished(batch, error=error.code, params=error.params, known=known)


def _theirs(one: Outcome) -> Outcome:
    if one.state is State.BOOKED:
        return replace(one, state=State.SKIPPED, code="booked_by_holder", detail="")
    if one.state.unfinished:
        return replace(one, state=State.NOT_SENT, code="left_to_holder", detail="")
    return one
