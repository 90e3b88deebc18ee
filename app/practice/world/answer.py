"""What goes back over the wire; the world keeps some, to give them again (the fault `cached`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

JSON_TYPE, TEXT_TYPE = "application/json; charset=utf-8", "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    content_type: str = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
