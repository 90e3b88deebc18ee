"""What all tables of the window have in common."""

from __future__ import annotations

ROW_ROOM = 16  # px above and below the letters together: Thai marks stand high and low
