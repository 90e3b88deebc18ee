"""Runs side by side that are told as one."""

from __future__ import annotations

from app.events import Emit, Event, Finished, Paused, Phase, Resumed


class AsOne:
    """What several runs at once tell, as one: held as long as any of them is, each reason said once; an end or a phase
    of one is none of all."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._held: dict[int, Paused] = {}  # by batch

    def tell(self, event: Event) -> None:
        match event:
            case Paused(batch, reason):
                known = any(one.reason == reason for one in self._held.values())
                self._held[batch] = event
                if not known:
                    self._emit(event)
            case Resumed(batch):
                ended = self._held.pop(batch, None)
                if not self._held:
                    self._emit(event)
                elif ended and all(one.reason != ended.reason for one in self._held.values()):
                    self._emit(next(iter(self._held.values())))
            case Finished(batch):
                if self._held.pop(batch, None) and not self._held:
                    self._emit(Resumed(batch))
            case Phase():
                pass
            case _:
                self._emit(event)
