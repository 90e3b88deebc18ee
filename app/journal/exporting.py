"""Every row of a journal as a table, for whoever keeps or counts it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.domain.values import masked
from app.journal.batches import BatchInfo, Entry, Journal
from app.thai import show_date
from app.wording import Lang, batch_name, say
from app.wording.sheet import RESULT_TITLES
from app.workbooks.lines import line_of
from app.workbooks.tables import Cell, Table, check_ending, write_tables

_BATCH = ("export_batch", "export_started", "export_user", "export_computer", "export_file", "export_row")
_PERSON = ("list_cid", "list_name", "slot_date", "list_hour", "list_dose")
_WIDTHS = (7, 17, 14, 14, 26, 6, 18, 26, 13, 7, 6, 14, 12, 40, 17)


def write(out: Path, journal: Journal, lang: Lang, *, batch: int | None = None, whole: bool = False) -> int:
    """How many rows. .xlsx or .csv, the newest batch first; `whole`: with ids and names, otherwise no one is named.
    Raises as `write_tables`, InputError no_such_batch."""
    check_ending(out)
    infos = journal.history() if batch is None else (journal.info(batch),)
    rows = [row for info in infos for row in _rows(journal, info, lang, whole)]
    titles = [say(code, lang) for code in (*_BATCH, *_PERSON)]
    titles += [words[lang == "en"] for words in RESULT_TITLES.values()]
    write_tables(out, [Table(say("export_sheet", lang), titles, rows, _WIDTHS, wide=True)])
    return len(rows)


def _rows(journal: Journal, info: BatchInfo, lang: Lang, whole: bool) -> Iterator[list[Cell]]:
    entries = {entry.outcome.row: entry for entry in journal.entries(info.id)}
    name = batch_name(info.source.purpose, info.source.file_name, lang)
    for outcome in journal.outcomes(info.id):
        purpose = info.source.purpose
        *result, at = line_of(outcome, lang, purpose).cells(lang, purpose)
        person = _person(entries.get(outcome.row), lang, whole)
        batch: list[Cell] = [info.id, f"{info.started:%Y-%m-%d %H:%M}", info.user, info.maker, name, outcome.row]
        yield [*batch, *person, *map(str, result), f"{at:%Y-%m-%d %H:%M}" if isinstance(at, datetime) else ""]


def _person(entry: Entry | None, lang: Lang, whole: bool) -> list[Cell]:
    """A damaged row is there, too, though whose it is nobody can tell."""
    if entry is None:
        return ["?", "", "", "", ""]
    row = entry.appointment
    cid, name = (row.cid, row.person_name) if whole else (masked(row.cid), "")
    return [cid, name, show_date(row.date, lang), f"{row.hour:02d}:00", row.dose]
