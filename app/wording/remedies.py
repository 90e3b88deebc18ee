"""Every problem the program can tell, with its cause and its remedy: read out of the sentences themselves, so that the
help and the pages under `docs/` never say anything else than the program does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from app.domain.given_up import LOST
from app.domain.values import Outcome, Problem, masked
from app.wording import WORDS, Lang, counted, ranges, reason_of, say, server_words
from app.wording.typed import COMMAND_WORDS, for_reader

SHORTEST = 20  # letters; a shorter sentence is a word on a button or in a table, not a problem
# What stands for a date that is an example: these pages are written once.
ANY_DAY = {
    "{example}": {"th": "31/1/25xx", "en": "31/1/25xx"},
    "{example_in_words}": {"th": "31 ม.ค. 25xx", "en": "31 Jan 20xx"},
}
MOST_TOLD = 3  # different things, and pieces of row numbers, in one place of a sentence
LONGEST_TOLD = 40  # letters of one of them
GAP = "…"  # stands for a row's number, a file's name and the like
_FIELD = re.compile(r"\{\w*[^}]*\}")
_ENGLISH_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
# A Thai remedy has no full stop before it. It begins with a request, or with what the program does about it.
_THAI_BREAK = re.compile(r"\s+(?=กรุณา|โปรแกรม|กด “|ควร|ต้อง|ไม่ต้องทำ|แต่ควร|หาก|ดูรายการ|ตัวอย่าง|เลือก|ใช้ http|ส่งได้)")
# What went well, questions, and words of a printed plan: told, too, but no problem.
_NO_PROBLEM = re.compile(
    r"plan_how_\d|message_(cost_\w+|confirm|went|reached)|slots_(made|planned|deleted|plan_only)|slot_saved|template_(kept|dropped)"
    r"|card_(taken|cancelled)|moved|moving|(move_same_day|two_seats|two_hours|also_other_hour|move_has_both|lost|moves_on|sheet_moves_on|in_doubt)_hint|waits_(to_see|to_go|for_one)|asks_each|no_answer_for|(messages|cancels|practice)_at_once|audience_added|received_on_dashboard|support_saved|alike_\w+_hint"
    r"|office_at_work|ended_before|no_problem_rows|hours?_proposed|newer_version|newest_(mine|off|none)|secrets_forgotten|forget_costs|no_dose_column|(booked|other_hour|gone)_here|booked_here_rows|to_move|usage_\w+|mended_(cell|blank|cleared)"
)


@dataclass(frozen=True)
class Remedy:
    """One code in one language."""

    code: str
    cause: str
    remedy: str  # "" where there is nothing to do


def _gap(field: re.Match[str], lang: Lang) -> str:
    return ANY_DAY.get(field[0], {}).get(lang, GAP)


def problem(code: str, lang: Lang) -> Remedy:
    thai, english = map(for_reader, WORDS[code])
    words = _FIELD.sub(partial(_gap, lang=lang), thai if lang == "th" else counted(english, {}))
    words = re.sub(rf"^(แถว|Row) {GAP}[:,]? ", "", words)
    cause, remedy = _in_two(words, lang)
    return Remedy(code, cause[0].upper() + cause[1:], remedy)


def cause_of(problems: Sequence[Problem], lang: Lang) -> str:
    """What has happened in many rows of one kind, in a sentence without their own numbers: its places hold what is the
    same in all of them, the few things it is, or the numbers of other rows it is about."""
    places: dict[str, list[object]] = {}
    for one in problems:
        value = masked(one.value) if one.column == "cid" else one.value
        for name, told in {"value": value, **one.params}.items():
            places.setdefault(name, []).append(told)
    told_once = {name: _all_in_one(name, told) for name, told in places.items()}
    words = say(problems[0].code, lang, **{**told_once, "row": GAP})
    cause = _in_two(re.sub(rf"^(แถว|Row) {GAP}[:,]? ", "", words), lang)[0]
    return cause[0].upper() + cause[1:]


def _all_in_one(name: str, told: Sequence[object]) -> object:
    kinds = list({str(one): one for one in told}.values())
    if len(kinds) == 1:
        return kinds[0]
    numbers = [one for one in kinds if isinstance(one, int)]
    if name == "other" and len(numbers) == len(kinds):
        return ranges(numbers, MOST_TOLD)
    words = [str(one) for one in kinds[:MOST_TOLD]]
    if max(map(len, words)) > LONGEST_TOLD:
        return GAP
    return ", ".join([*words, *([GAP] if len(kinds) > MOST_TOLD else [])])


def _in_two(words: str, lang: Lang) -> tuple[str, str]:
    """What a sentence says has happened, and what it says is to be done."""
    cause, *rest = (_THAI_BREAK if lang == "th" else _ENGLISH_BREAK).split(words, maxsplit=1)
    return cause, rest[0] if rest else ""


@dataclass(frozen=True)
class Reason:
    """Rows that were not booked for one and the same reason."""

    code: str
    detail: str  # what of it belongs to the sentence, see `reason_of`
    rows: tuple[int, ...]
    said: str  # the server's own words, untrusted; "" where they differ

    def cause(self, lang: Lang) -> str:
        return (self.code == "refused" and self.detail) or _in_two(self._words(lang), lang)[0].rstrip(".")

    def remedy(self, lang: Lang) -> str:
        return _in_two(self._words(lang), lang)[1]

    def told(self, lang: Lang) -> str:
        """Cause and remedy in one line."""
        return f"{self.cause(lang)}{' · ' if self.remedy(lang) else ''}{self.remedy(lang)}"

    def _words(self, lang: Lang) -> str:
        return say(self.code, lang, detail=self.detail)


def by_reason(outcomes: Iterable[Outcome]) -> list[Reason]:
    """Who has no appointment left first, then the reason of most rows."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        code = outcome.code or str(outcome.state)
        groups.setdefault(reason_of(code, outcome.detail), []).append(outcome)
    made = []
    for (code, detail), alike in groups.items():
        said = {server_words(one.code, one.detail) for one in alike}
        rows = tuple(sorted(one.row for one in alike))
        made.append(Reason(code, detail, rows, said.pop() if len(said) == 1 and code != "refused" else ""))
    return sorted(made, key=lambda reason: (reason.code not in LOST, -len(reason.rows)))


def say_alike(code: str, count: int, detail: str, lang: Lang, *, brief: bool = False) -> str:
    """That the server refuses row after row for this reason; one that is not known is told in its own words, where
    it has them. `brief`: without what to do, where buttons say it."""
    sentence = "refused_in_other_words" if code == "refused" and not detail else "refused_alike"
    words = say(sentence, lang, count=f"{count:,}", why=Reason(code, detail, (), "").cause(lang))
    return _in_two(words, lang)[0] if brief else words


@cache
def codes() -> tuple[str, ...]:
    """Those that are told in a sentence; the others are words of tables and buttons."""
    return tuple(
        code
        for code, (_, english) in WORDS.items()
        if english.endswith(".") and len(counted(english, {})) >= SHORTEST and not _NO_PROBLEM.fullmatch(code)
    )


def is_typed(code: str) -> bool:
    """Whether it is said on the command line alone."""
    return any(COMMAND_WORDS.search(for_reader(words)) for words in WORDS[code])


def find(words: str, lang: Lang) -> list[Remedy]:
    """Problems whose code or sentence holds every one of these words; first the one whose code they are."""
    wanted = words.casefold().split()
    found = [problem(code, lang) for code in codes() if code in wanted or not is_typed(code)]
    held = [each for each in found if all(word in _all_of(each) for word in wanted)]
    return sorted(held, key=lambda each: [each.code] != wanted)


def _all_of(each: Remedy) -> str:
    return f"{each.code} {each.cause} {each.remedy}".casefold()
