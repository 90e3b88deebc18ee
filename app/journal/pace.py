"""Whose pace the calls keep: that of this PC alone, or that of the office whose journal is open."""

from __future__ import annotations

import hashlib

from app.domain.address import Server, identity
from app.domain.office import OfficeAddress
from app.journal.batches import Journal
from app.mophic.limits import DEFAULT_CAP
from app.mophic.pacing import Pace, Pacing
from app.system.paths import pace_folder


def pace_of(journal: Journal, server: Server, cap: int = DEFAULT_CAP) -> Pacing:
    """Make it inside the loop that uses it. `cap`: calls in any second, of all who share the pace."""
    if not isinstance(journal.where, OfficeAddress):
        return Pace(pace_folder(), server.url, cap)
    from app.journal.office_pace import OfficePace, own_pace  # and the library behind it, only where there is an office

    name = hashlib.sha256(identity(server.url).encode()).hexdigest()[:16]
    return OfficePace(journal.where, own_pace(pace_folder(), server.url, cap), name)
