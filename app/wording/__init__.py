"""The sentences a person reads, by code, in Thai and English. One module a part; each has `WORDS`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Literal

from app.domain import stay
from app.domain.given_up import LEFT_OUT_HERE, STILL_WITHOUT, UNDER_WAY, UnderWay, unpacked
from app.domain.stay import SECOND_DAY, STAYS
from app.domain.values import OTHER_HOUR, Problem, SetAside, by_reason, masked
from app.errors import AppError
from app.text import for_people
from app.thai import example_date, example_day, show_date
from app.wording import (
    batch,
    given_up,
    hours,
    lists,
    message,
    office,
    plan,
    refusals,
    results,
    rows,
    schedule,
    server,
    sheet,
    support,
    unattended,
)
from app.wording.typed import for_reader

LONGEST_NAME = 200  # bytes of a file's name; file systems take 255, and a number may come behind it
Lang = Literal["th", "en"]
LANGUAGES: tuple[Lang, ...] = ("th", "en")

WORDS: dict[str, tuple[str, str]] = {
    **batch.WORDS,
    **server.WORDS,
    **refusals.WORDS,
    **message.WORDS,
    **sheet.WORDS,
    **rows.WORDS,
    **schedule.WORDS,
    **plan.WORDS,
    **unattended.WORDS,
    **support.WORDS,
    **office.WORDS,
    **hours.WORDS,
    **lists.WORDS,
    **given_up.WORDS,
}


class _Gaps(dict[str, object]):
    """A sentence with a gap is better than none."""

    def __missing__(self, key: str) -> str:
        return ""


_NAMES = (
    "row",
    "line",
    "batch",
    "year",
    "number",
    "first",
    "last",
    "dose",
    "other_dose",
    "facility",
)  # numbers that count nothing
_WITH_HOUR = (
    OTHER_HOUR,
    "also_other_hour",
    "two_hours",
)  # their detail is the other hour that day, as 09:00, or ""
_OURS = (
    STILL_WITHOUT,
    *STAYS,
    *_WITH_HOUR,
    *LEFT_OUT_HERE,
    UNDER_WAY,
    SECOND_DAY,
    *lists.OF_DETAIL,
)  # codes whose detail is ours, not the server's


_COUNTED = re.compile(r"\[(\w+)\?([^|\]]*)\|([^\]]*)\]")  # [count?person|people]


def counted(words: str, params: Mapping[str, object]) -> str:
    """An English sentence with the words that go with its counts: for one of a thing, and for any other number."""
    return _COUNTED.sub(lambda match: match[2] if str(params.get(match[1])) == "1" else match[3], words)


def say(code: str, lang: Lang, **params: object) -> str:
    """The sentence for a code. An unknown code gets the sentence for a bug: it must not stop the clerk. `detail`: what
    an outcome has beside its code."""
    thai, english = map(for_reader, WORDS.get(code) or WORDS["bug"])
    if "{example}" in thai:
        params["example"] = example_day()
    if "{example_in_words}" in thai:
        params["example_in_words"] = show_date(example_date(), lang)
    if code in _WITH_HOUR:
        at = str(params.get("detail") or "")
        params["other_hour"] = (f" {at} น. " if at else "อื่น") if lang == "th" else at or "another hour"
    if code in LEFT_OUT_HERE:
        detail = str(params.get("detail") or "")
        params["how"] = say_given_up(detail, lang)
        thai, english = WORDS[given_up.sentence_of(code, unpacked(detail))]
    if code == UNDER_WAY:
        params |= given_up.gaps_under_way(UnderWay.of(str(params.get("detail") or "")), lang)
    if code == SECOND_DAY:
        params["on"] = _day(str(params.get("detail") or ""), lang)
    if code in STAYS:
        at, free = stay.unpacked(str(params.get("detail") or ""))
        params["at"] = (f" {at} น. " if at else "เดิม") if lang == "th" else at or "the old hour"
        params["hours"] = ", ".join(free) or say("move_none_free", lang)
    if code == STILL_WITHOUT:
        why, rest = _parted(str(params.get("detail") or ""))
        params["why"] = say(why, lang, **{**params, "detail": rest}) if why else ""
    if code == "stands_elsewhere":
        params["places"] = lists.places(str(params.get("detail") or ""), lang)
    return (thai if lang == "th" else counted(english, params)).format_map(_Gaps(_readable(params)))


def _day(detail: str, lang: Lang) -> str:
    """A day as an outcome's detail keeps it: 2026-12-03; as it stands where that is no day."""
    try:
        return show_date(date.fromisoformat(detail), lang)
    except ValueError:
        return detail


def _parted(detail: str) -> tuple[str, str]:
    """Code and detail of the try that failed, of somebody who is without an appointment still."""
    code, _, rest = detail.partition(" ")
    return code, rest


def say_given_up(detail: str, lang: Lang) -> str:
    """How an appointment was given up from here, as an outcome's detail keeps it (`GivenUp.packed`)."""
    if (how := unpacked(detail)) is None:
        return say("cancelled", lang)
    words = say(given_up.code_of(how), lang, **given_up.gaps(how, lang))
    return (
        words if how.was is None else say("given_up_was", lang, how=given_up.inside(words), **given_up.was(how, lang))
    )


def _readable(params: Mapping[str, object]) -> dict[str, object]:
    """Counts as 3,000; what is a number by name alone stays as it is written elsewhere."""
    return {
        name: f"{value:,}" if type(value) is int and name not in _NAMES else value for name, value in params.items()
    }


def say_registered(counts: Mapping[str, int], lang: Lang) -> str:
    """What became of people for the target list, by fate; what became of nobody is left unsaid."""
    told = {fate: count for fate, count in counts.items() if count} or {"registered": 0}
    return "  ".join(say(f"sum_{fate}", lang, count=count) for fate, count in told.items())


def say_problem(problem: Problem, lang: Lang, *, mask: bool = False) -> str:
    """What a problem says, with every place of its sentence filled: nowhere else is such a sentence made.
    `mask`: the id in it as it may be passed on."""
    value = masked(problem.value) if mask and problem.column == "cid" else problem.value
    return say(problem.code, lang, **{"row": problem.row, "value": value, **problem.params})


# What is told of many rows at once, where it is one thing: code -> the params that make it so.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "date_holiday": ("date",),
    "cell_day_above": ("line",),
    "cell_hour_above": ("line",),
    **dict.fromkeys(("seats_short", "no_seats", "hour_not_there"), ("day", "hour", "dose")),
}


def one_thing(problem: Problem) -> tuple[object, ...]:
    """By which problems are known to be one thing that is told once: a holiday, a line above; () for any other."""
    names = TOGETHER.get(problem.code)
    return (problem.code, *(problem.params.get(name) for name in names)) if names else ()


def say_together(problems: Sequence[Problem], lang: Lang) -> str:
    """One sentence for all rows with the same thing (`one_thing`)."""
    first = problems[0]
    if len(problems) == 1:
        return say_problem(first, lang)
    thai, english = {**rows.OF_ROWS, **batch.OF_HOUR}[first.code]
    params = {**first.params, "count": f"{len(problems):,}", "rows": ranges(one.row for one in problems)}
    return (thai if lang == "th" else counted(english, params)).format_map(_Gaps(params))


def say_in_row(problem: Problem, lang: Lang) -> str:
    """The same where the sentence may be one that is also told of a single person, and so may lack its row."""
    words = say_problem(problem, lang)
    return words if "{row}" in WORDS[problem.code][0] else say("in_row", lang, row=problem.row, words=words)


def say_bare(problem: Problem, lang: Lang) -> str:
    """The same without its row, where many rows are told together; the id as it may be passed on."""
    words = say_problem(problem, lang, mask=True)
    return re.sub(rf"^(แถว|Row) {problem.row}[:,]? ", "", words)


def ranges(rows: Iterable[int], most: int = 20) -> str:
    """Row numbers as a person writes them: 2-5, 9. At most so many pieces, then “…”."""
    pieces: list[list[int]] = []
    for row in sorted(rows):
        if pieces and pieces[-1][1] == row - 1:
            pieces[-1][1] = row
        else:
            pieces.append([row, row])
    shown = [f"{first}" if first == last else f"{first}-{last}" for first, last in pieces[:most]]
    return ", ".join([*shown, *(["…"] if len(pieces) > most else [])])


def reason_of(code: str, detail: str) -> tuple[str, str]:
    """By which outcomes count as refused for one and the same reason: the code, and what belongs to its sentence of the
    detail. The server's words tell reasons apart only where they are all that is known."""
    if code == STILL_WITHOUT:
        why = reason_of(*_parted(detail))
        return code, " ".join(why).rstrip()
    return code, detail if code in ("refused", *_OURS) else ""


def server_words(code: str, detail: str) -> str:
    """What of an outcome's detail are the server's own words, for the small print."""
    if code == STILL_WITHOUT:
        return server_words(*_parted(detail))
    return "" if code in _OURS else for_people(detail)


def batch_name(purpose: str, file_name: str, lang: Lang) -> str:
    """A batch's sheet; of one made for a single person (see `Source.purpose`) what was done."""
    done = say(f"{purpose}_kind", lang) if purpose else ""
    file_name = lists.list_name(file_name, lang)
    return f"{done} · {file_name}" if done and file_name else done or file_name


def say_aside(aside: Iterable[SetAside], lang: Lang, most: int | None = None) -> str:
    """How many rows are set aside, and for which reasons, at most so many; "" where there are none."""
    counts = by_reason(aside)
    told = list(counts.items())[:most]
    reasons = [say("set_aside_rows", lang, reason=say(reason, lang), count=f"{n:,}") for reason, n in told]
    total = sum(counts.values())
    code = "set_aside_one" if total == 1 else "set_aside"
    named = ", ".join(reasons) + (" …" if len(told) < len(counts) else "")
    return say(code, lang, count=f"{total:,}", reasons=named) if counts else ""


def say_why_aside(each: SetAside, lang: Lang) -> str:
    """Why a row is set aside, with what the sheet itself says there: untrusted plain text."""
    reason = say(each.reason, lang)
    return reason[0].upper() + reason[1:] + (f": {each.words}" if each.words else "")


def result_name(file_name: str, lang: Lang, purpose: str = "") -> str:
    """What the result of a sheet is called, in the program's language: นัดจันทร์-ผลการจอง.xlsx. `purpose`: see
    `wording.results`."""
    ending = results.file_ending(WORDS["result_file"], purpose)[LANGUAGES.index(lang)]
    stem = PurePath(file_name).stem.encode()[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore")
    return f"{stem.rstrip()}{ending}"


def copy_note(note: str, lang: Lang) -> str:
    """What of the clerk's workbook is not in the result: `note` as `workbook.write_result` tells it."""
    thai, english = sheet.OVERVIEW[note]
    return thai if lang == "th" else english


def say_error(error: AppError, lang: Lang) -> str:
    return say(error.code, lang, **error.params)
