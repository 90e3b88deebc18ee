"""Where a support file goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.system.paths import clerks_folder
from app.thai import BANGKOK


def choose_place(parent: QWidget) -> Path | None:
    """Ask for it; None: the clerk changed their mind."""
    title = QCoreApplication.translate("Support", "Save support file")
    name = f"mophic-support-{datetime.now(BANGKOK):%Y%m%d-%H%M}.zip"
    path, _ = QFileDialog.getSaveFileName(parent, title, str(clerks_folder() / name), "Zip (*.zip)")
    return Path(path) if path else None
