"""The sentences a person reads, by code, in Thai and English. One module a part; each has `WORDS`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from app.domain import SetAside, by_reason
from app.errors import AppError
from app.wording import batch, message, schedule, sheet, support

Lang = Literal["th", "en"]
LANGUAGES: tuple[Lang, ...] = ("th", "en")

WORDS: dict[str, tuple[str, str]] = {**batch.WORDS, **message.WORDS, **sheet.WORDS, **schedule.WORDS, **support.WORDS}


class _Gaps(dict[str, object]):
    """A sentence with a gap is better than none."""

    def __missing__(self, key: str) -> str:
        return ""


def say(code: str, lang: Lang, **params: object) -> str:
    """The sentence for a code. An unknown code gets the sentence for a bug: it must not stop the clerk."""
    thai, english = WORDS.get(code) or WORDS["bug"]
    return (thai if lang == "th" else english).format_map(_Gaps(params))


def batch_name(kind: str, file_name: str, lang: Lang) -> str:
    """A batch's sheet; of one made for a single person (see `Source.kind`) what was done."""
    return say(f"{kind}_kind", lang) if kind else file_name


def say_aside(aside: Iterable[SetAside], lang: Lang) -> str:
    """How many rows are set aside, and for which reasons; "" where there are none."""
    counts = by_reason(aside)
    reasons = (say("set_aside_rows", lang, reason=say(reason, lang), count=f"{n:,}") for reason, n in counts.items())
    total = sum(counts.values())
    code = "set_aside_one" if total == 1 else "set_aside"
    return say(code, lang, count=f"{total:,}", reasons=", ".join(reasons)) if counts else ""


def say_why_aside(each: SetAside, lang: Lang) -> str:
    """Why a row is set aside, with what the sheet itself says there: untrusted plain text."""
    reason = say(each.reason, lang)
    return reason[0].upper() + reason[1:] + (f": {each.words}" if each.words else "")


def say_error(error: AppError, lang: Lang) -> str:
    return say(error.code, lang, **error.params)
