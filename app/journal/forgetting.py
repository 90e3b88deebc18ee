"""What the journal no longer needs to hold of people, and what the clerk wants gone."""

from __future__ import annotations

from datetime import date, timedelta

from app.journal.batches import Journal
from app.thai import thai_now

OTHERS = timedelta(days=365)  # of an office: what another PC made is forgotten by that one, or after a year


def forget_before(journal: Journal, day: date) -> int:
    """Remove finished batches that started before a day and hold no later appointment; how many."""
    of_others = min(day, thai_now().date() - OTHERS)
    old = [
        info.id
        for info in journal.history()
        if info.started.date() < (of_others if info.elsewhere else day)
        and not info.unfinished
        and all(entry.appointment.date < day for entry in journal.entries(info.id))
    ]
    journal.remove(old)
    return len(old)


def keep(journal: Journal, days: int) -> int:
    """Forget what is finished and older than so many days, messages, mends and looks too; how many batches."""
    day = thai_now().date() - timedelta(days=days)
    journal.messages.forget_before(day)
    journal.mends.forget_before(day)
    journal.looks.forget_before(day)
    return forget_before(journal, day)


def clear(journal: Journal) -> int:
    """Remove all mends and looks, and every batch and message that is not being run; how many batches remain."""
    journal.messages.clear()
    journal.mends.clear()
    journal.looks.clear()
    infos = journal.history()
    held = [info.id for info in infos if info.held_by]
    journal.remove([info.id for info in infos if info.id not in held])
    return len(held)
