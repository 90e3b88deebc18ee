"""What the screen has room for: all of it, less the taskbar and a window's own frame."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 48)  # px the system's own title bar and borders take


def free_room(window: QWidget) -> QSize:
    """The largest inside (px) a window can have on the screen it is on."""
    return window.screen().availableGeometry().size() - FRAME


def kept_within(box: QRect, room: QRect) -> QRect:
    """The box, moved so that no part of it lies outside; what is larger begins at the upper left."""
    left = max(room.left(), min(box.left(), room.right() - box.width() + 1))
    top = max(room.top(), min(box.top(), room.bottom() - box.height() + 1))
    return QRect(left, top, box.width(), box.height())
