"""What stands open and waits for a person, in words: for whoever works the window where nobody looks at it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel


def asked() -> str:
    """All that the open question says, and which of its buttons can't be pressed; "" where none is open."""
    question = QApplication.activeModalWidget()
    if question is None:
        return ""
    said = [label.text() for label in question.findChildren(QLabel) if label.isVisible() and label.text()]
    for button in question.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            said.append(f"[{button.text()}]" if button.isEnabled() else f"[{button.text()}: can't be pressed]")
    return " | ".join([question.windowTitle(), *said])
