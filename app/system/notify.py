"""A few words on the screen of whoever is signed in at this computer: by what the system brings, or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SECONDS = 20  # that it stays on Windows
PATIENCE = 5  # seconds for a desktop that does not answer
_shown: list[subprocess.Popen[bytes]] = []  # kept, or Python would complain of what nobody waits for
# The words are handed over beside the command, so that nothing in them is ever a part of it.
_BALLOON = f"""
Add-Type -AssemblyName System.Windows.Forms
$note = New-Object System.Windows.Forms.NotifyIcon
$note.Icon = [System.Drawing.SystemIcons]::Warning
$note.Visible = $true
$note.ShowBalloonTip({SECONDS}000, $env:MOPHIC_TITLE, $env:MOPHIC_WORDS, 'Warning')
Start-Sleep {SECONDS}
$note.Dispose()
"""


def notify(title: str, words: str) -> bool:
    """Whether it was handed to something that shows it. Windows' own balloon is not waited for."""
    found = command(title, words)
    if found is None:
        return False
    told = {**os.environ, "MOPHIC_TITLE": title, "MOPHIC_WORDS": words}
    quiet = subprocess.DEVNULL
    try:
        if sys.platform == "win32":
            hidden = subprocess.CREATE_NO_WINDOW
            process = subprocess.Popen(found, env=told, stdin=quiet, stdout=quiet, stderr=quiet, creationflags=hidden)
            _shown.append(process)
            return True
        done = subprocess.run(found, env=told, stdin=quiet, stdout=quiet, stderr=quiet, timeout=PATIENCE)
        return done.returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def command(title: str, words: str, platform: str = sys.platform) -> list[str] | None:
    if platform == "win32":
        shell = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32/WindowsPowerShell/v1.0/powershell.exe"
        return [str(shell), "-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", _BALLOON]
    sender = shutil.which("notify-send")
    return [sender, "--app-name=MOPHIC-Uploader", "--urgency=critical", "--", title, words] if sender else None
