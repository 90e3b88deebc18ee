"""What became of a sheet, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.sheet.lines import Lines
from ui.sheet.status import PROBLEM


class Result(QObject):
    """Says how many rows came out how; what no row came out as is left unsaid."""

    def words(self, lines: Lines) -> str:
        told = (
            (lines.group("booked"), self.tr("%n person(s) booked.", "", lines.group("booked"))),
            (lines.group("cancelled"), self.tr("%n appointment(s) cancelled.", "", lines.group("cancelled"))),
            (lines.group("skipped"), self.tr("%n booked already, skipped.", "", lines.group("skipped"))),
            (lines.group("refused"), self.tr("%n refused.", "", lines.group("refused"))),
            (lines.group("unknown"), self.tr("%n in doubt.", "", lines.group("unknown"))),
            (lines.counts[PROBLEM], self.tr("%n with problems, left out.", "", lines.counts[PROBLEM])),
            (lines.unsent, self.tr("%n not sent yet.", "", lines.unsent)),
        )
        return " ".join(sentence for count, sentence in told if count)
