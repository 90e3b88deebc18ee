"""How a run ends whose journal goes away under it: with what it told of its rows, not with nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from app.booking.patience import Ask
from app.domain.values import Outcome
from app.errors import AppError, EnvironmentProblem
from app.events import Emit, Event, Finished, RowChanged
from app.journal.batches import Journal


class Heard:
    """What was told of the rows of one batch."""

    def __init__(self, batch: int, emit: Emit, outcomes: tuple[Outcome, ...]) -> None:
        """`outcomes`: as they stood before."""
        self._batch, self._emit = batch, emit
        self.known = {one.row: one for one in outcomes}

    def hear(self, event: Event) -> None:
        if isinstance(event, RowChanged) and event.batch == self._batch:
            self.known[event.outcome.row] = event.outcome
        self._emit(event)


async def to_its_end(
    ask: Ask, journal: Journal, batch: int, emit: Emit, work: Callable[[Emit], Awaitable[Finished]]
) -> Finished:
    """The work's own end. Where the journal ended it, however that was told, `Finished.known` says how the rows stand
    as far as was told: nobody is asked who may be another by now. Raises what else the work raises."""
    heard = Heard(batch, emit, tuple(await ask(partial(journal.outcomes, batch))))
    try:
        finished = await work(heard.hear)
    except EnvironmentProblem as error:
        finished = replace(ended_by(batch, error), known=heard.known)
        emit(finished)
        return finished
    return finished if finished.known is None else replace(finished, known=finished.known or heard.known)


def ended_by(batch: int, error: AppError) -> Finished:
    return Finished(batch, error=error.code, detail=error.detail, params=error.params)
