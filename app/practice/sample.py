"""A sample sheet for practice: made-up people whom the practice server knows, on days that lie ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from app.practice.world.people import made_up_people
from app.sheets.cells.holidays import name_of
from app.thai import thai_date, today
from app.workbooks import write_people

HOURS = (8, 9, 10, 11, 13, 14, 15)
MOST_PER_HOUR = 10  # the practice server's seats
ROWS = 60


def working_days(count: int = 5, after: date | None = None) -> tuple[date, ...]:
    """The next Mondays to Fridays after a day (default: today in Thailand) that are no public holidays."""
    day = after or today()
    days: list[date] = []
    while len(days) < count:
        day += timedelta(days=1)
        if day.weekday() < 5 and name_of(day) is None:
            days.append(day)
    return tuple(days)


def sample_rows(days: Sequence[date], rows: int = ROWS) -> Iterator[tuple[str, ...]]:
    """Cells of the template's columns. Raises ValueError where so many rows have no room in these days."""
    if rows > len(days) * len(HOURS) * MOST_PER_HOUR:
        raise ValueError(f"{rows} rows do not fit into {len(days)} days")
    people = [person for person in made_up_people(2 * rows) if person.on_target and person.mobile_phone]
    for place, person in enumerate(people[:rows]):
        day = days[place % len(days)]
        hour = HOURS[place // len(days) % len(HOURS)]
        yield person.cid, thai_date(day), f"{hour:02d}:00", "1", person.full_name, person.mobile_phone, "", ""


def write_sample(path: Path, days: Sequence[date] | None = None, rows: int = ROWS, *, overwrite: bool = True) -> Path:
    """Write a sample workbook. `days` default: the coming five working days. Raises as `save` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_people(path, list(sample_rows(days or working_days(), rows)), overwrite=overwrite)
