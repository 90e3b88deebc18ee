"""What an answer tells where the scenario lets it tell something else than the truth. The world stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.practice.world.answer import Answer
from app.practice.world.faults import Fault
from app.practice.world.spelling import respelled


def told(reply: Answer, fault: Fault) -> Answer:
    """The answer as this fault of `faults.TOLD` lets it be."""
    try:
        value = json.loads(reply.body)
    except ValueError:
        return reply  # a token, a page: nothing to spell
    # Escaped, so that half an emoji (a lone surrogate) goes over the wire as JSON allows it.
    return replace(reply, body=json.dumps(TELL[fault.name](value, fault)).encode())


def _paged(value: object, fault: Fault) -> object:
    """Only some rows of each list of appointments: the answer itself, or within a person's record."""
    first, rows = int(fault.number("skip")), int(fault.number("rows"))
    if isinstance(value, list):
        return value[first : first + rows]
    if not isinstance(value, Mapping):
        return value
    lists = ("result", "confirm_appointment_slot")
    return {name: _paged(part, fault) if name in lists else part for name, part in value.items()}


def _spelled(value: object, fault: Fault) -> object:
    return respelled(value, fault.text)


def _words(value: object, fault: Fault) -> object:
    """Another text in every field of this name."""
    if isinstance(value, list):
        return [_words(part, fault) for part in value]
    if not isinstance(value, Mapping):
        return value
    field = fault.text("field")
    return {name: fault.text("text") if name == field else _words(part, fault) for name, part in value.items()}


TELL: dict[str, Callable[[object, Fault], object]] = {"paged": _paged, "spelled": _spelled, "words": _words}
