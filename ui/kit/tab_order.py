"""The order of what is seen: how Tab goes through a question.

Qt goes in the order in which things were made, and a question's facts and its third button are made after its yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

TAB = Qt.FocusPolicy.TabFocus


def in_sight(part: QWidget) -> Iterator[QWidget]:
    """Whatever may have the focus in it, line by line, each from the left, as the layouts have put it; also what is
    hidden or can't be used now. Of what has no layout a child is where it was made."""
    if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.focusProxy() is None:
        yield part
    page = part.widget() if isinstance(part, QScrollArea) else None
    layout = part.layout()
    if page is not None:
        yield from in_sight(page)
    elif layout is not None:
        yield from _of_layout(layout)
    else:
        for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not child.isWindow():
                yield from in_sight(child)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: cast(tuple[int, ...], layout.getItemPosition(place)))
    for item in map(layout.itemAt, places):
        part, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if part is not None:
            yield from in_sight(part)
        elif inner is not None:
            yield from _of_layout(inner)


def next_in_sight(root: QWidget, forward: bool) -> QWidget | None:
    """Where Tab (backwards: with Shift) leads from what has the focus, round and round; None: nowhere."""
    way = list(in_sight(root))
    has = root.focusWidget()
    at = way.index(has) if has in way else -1 if forward else len(way)
    step = 1 if forward else -1
    there = (way[(at + step * more) % len(way)] for more in range(1, len(way) + 1))
    return next((part for part in there if _can_have(part)), None)


def _can_have(part: QWidget) -> bool:
    return bool(part.focusPolicy() & TAB) and part.isVisible() and part.isEnabled()
