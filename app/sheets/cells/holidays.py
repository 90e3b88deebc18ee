"""Public holidays of Thailand. Special days that the cabinet adds later are not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from app.thai import Lang, show_date


@cache
def of_year(year: int) -> dict[date, tuple[str, str]]:
    """Day -> its name in Thai and English."""
    from holidays import country_holidays  # a fifth of a second, and only who looks at days needs it

    thai, english = (country_holidays("TH", years=year, language=language) for language in ("th", "en_US"))
    return {day: (str(name), str(english.get(day) or name)) for day, name in sorted(thai.items())}


def name_of(day: date) -> tuple[str, str] | None:
    """The name of a public holiday in Thai and English, in short; None for any other day."""
    found = of_year(day.year).get(day)
    return None if found is None else (found[0].split(";")[0], found[1].split(";")[0])


def among(days: Iterable[date]) -> tuple[date, ...]:
    """Those that are public holidays, each once, in their order."""
    return tuple(day for day in sorted(set(days)) if name_of(day) is not None)


def named(days: Iterable[date], lang: Lang) -> list[str]:
    """Public holidays as a clerk knows them: 7 Dec 2026 (its name)."""
    names = ((day, name_of(day)) for day in days)
    return [f"{show_date(day, lang)} ({name[lang == 'en']})" for day, name in names if name is not None]
