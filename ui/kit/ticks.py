"""What a question's yes waits for: something that may not be meant, in sight beside its buttons, with a tick."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from ui.kit.notice import Notice
from ui.kit.question import Question


def needs_tick(dialog: Question, told: str, ticked: str) -> QCheckBox:
    """The yes can be pressed once this box, and every other one asked for so, is ticked. `told`: what may not be meant;
    `ticked`: what the clerk says by the tick."""
    notice, box = Notice(dialog.theme), QCheckBox(ticked)
    dialog.staying.addWidget(notice)
    dialog.staying.addWidget(box)
    notice.tell("warn", told)
    box.setProperty("needed", True)
    box.toggled.connect(lambda: _allow(dialog))
    _allow(dialog)
    return box


def needed(dialog: Question) -> list[QCheckBox]:
    """The boxes that must be ticked."""
    beside = (dialog.staying.itemAt(place) for place in range(dialog.staying.count()))
    boxes = (item.widget() for item in beside if item is not None)
    return [box for box in boxes if isinstance(box, QCheckBox) and box.property("needed")]


def _allow(dialog: Question) -> None:
    dialog.yes.setEnabled(all(box.isChecked() for box in needed(dialog)))
