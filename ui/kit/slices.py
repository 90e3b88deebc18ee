"""Work for the window's thread in pieces, so that it answers between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer


def in_turn(apart: bool, *pieces: Callable[[], object]) -> None:
    """All of them in this order: at once, or `apart`, each in a turn of the event loop of its own, and a turn between
    in which is painted what was held (`ui.sheet.painted_apart`). 1 ms: what is due in 0 ms Qt does in one go with all
    else that waits, before it looks at the mouse again."""
    if not apart:
        for piece in pieces:
            piece()
    elif pieces:
        QTimer.singleShot(1, partial(QTimer.singleShot, 1, partial(_first, *pieces)))


def _first(piece: Callable[[], object], *others: Callable[[], object]) -> None:
    piece()
    in_turn(True, *others)
