"""Every code has its sentence, in both languages, and every gap in it a name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from app.domain.values import Outcome, Problem, SetAside, Severity, State
from app.errors import InputError, OfficeAway
from app.thai import example_date, example_day, show_date, thai_date
from app.wording import LANGUAGES, WORDS, remedies, say, say_aside, say_error, server_words
from app.wording.moments import say_before, say_ended
from app.wording.office import ANY_MOMENT

APP = Path(__file__).resolve().parents[3] / "app"
RAISED = re.compile(
    r'(?:(?<!Database)(?<!Assertion)Error|NotSent|Uncertain|ServiceChanged|EnvironmentProblem|Declined|NotAllowed)\(\s*"([a-z_]+)"'
)
DEFAULTS = re.compile(r'^    default = "([a-z_]+)"', re.MULTILINE)
MARKED = re.compile(r'State\.\w+, "([a-z_]+)"')


def codes_in_the_core() -> set[str]:
    text = "\n".join(file.read_text(encoding="utf-8") for file in APP.rglob("*.py"))
    return {code for pattern in (RAISED, DEFAULTS, MARKED) for code in pattern.findall(text)}


def test_every_code_has_a_sentence() -> None:
    assert codes_in_the_core() - set(WORDS) == set()


def gaps(words: str) -> set[str]:
    return set(re.findall(r"(?<!{){(?!{)(\w+)", words))


def test_both_languages() -> None:
    for code, (thai, english) in WORDS.items():
        assert re.search(r"[\u0e00-\u0e7f]", thai), code
        assert re.search(r"[A-Za-z]", english), code
        assert not re.search(r"[\u0e00-\u0e7f]", english), code
        assert gaps(thai) - {"th"} == gaps(english) - {"en"}, code  # a date is given in both, each takes its own


@pytest.mark.parametrize("fault", ["RemoteProtocolError", "ReadTimeout", "OSError", "OperationalError 53300"])
def test_the_name_of_a_fault_is_nobodys_words(fault: str) -> None:
    assert server_words("no_answer", fault) == ""
    assert server_words("refused", f"Slot เต็ม ({fault})") == f"Slot เต็ม ({fault})"


def test_rows_of_people_are_told_first_of_those_set_aside() -> None:
    aside = [SetAside(32, "aside_total"), SetAside(33, "aside_signature"), SetAside(25, "aside_hidden")]
    assert say_aside(aside, "th", 2) == "กันไว้ไม่จอง 3 แถว: ซ่อนหรือกรองไว้ใน Excel 1 แถว, แถวยอดรวม 1 แถว …"
    assert "…" not in say_aside(aside, "th")


def test_an_unknown_code_is_a_sentence_too() -> None:
    assert say("no_such_code", "en") == WORDS["bug"][1]
    assert "{" not in say("batch_held", "th")


# What is told of many alone.
OF_MANY = {
    "dates_dragged",  # fifteen and more
    "message_cost_many",
    "message_cost_wait",
    "message_too_many_calls",
    "office_gone",  # a path
    "period_wrong",  # the hours 8 to 16
    "rows_too_many",
    "set_aside",  # set_aside_one
    "sheet_too_wide",
}
ONE_OF_MANY = re.compile(
    r"\b1 (?:more |such |made-up |of (?:them|these rows) )?(?:people|rows|lines|calls|seats|sheets|names|slots|hours|"
    r"minutes|seconds|digits|appointments|batches|have|are|were)\b"
)


def test_one_of_a_thing_is_told_in_the_singular() -> None:
    for code in set(WORDS) - OF_MANY:
        if names := gaps(WORDS[code][1]):
            one, many = (say(code, "en", **dict.fromkeys(names, count)) for count in (1, 2))
            assert not ONE_OF_MANY.search(one), (code, one)
            assert not re.search(r"\w\?\w", one + many), code  # every choice is made


def test_a_page_about_a_problem_speaks_of_many() -> None:
    assert "people were not looked up" in remedies.problem("names_stopped", "en").cause


def test_the_cause_of_many_rows_has_no_gap_where_it_is_known() -> None:
    def row(number: int, sheet: str = "b.xlsx") -> Problem:
        params = {"sheet": sheet, "other": number + 90, "hour": "09:00"}
        return Problem(number, "appointment_time", "other_sheet_same", Severity.WARNING, "09:00", params)

    same = remedies.cause_of([row(2), row(3), row(5)], "th")
    assert same == "คนนี้อยู่ในแผ่นงาน b.xlsx แถว 92-93, 95 ด้วย วันและเวลาเดียวกัน จะจองเพียงครั้งเดียว"
    two = remedies.cause_of([row(2), row(3, "c.xlsx")], "en")
    assert two.startswith("This person also stands on sheet b.xlsx, c.xlsx, row 92-93, at")
    ids = [Problem(number, "cid", "cid_unreadable", Severity.ERROR, "1100000000001") for number in (2, 3)]
    assert "1100000000001" not in remedies.cause_of(ids, "th")
    many = [row(number, f"{number}.xlsx") for number in range(2, 7)]
    assert "2.xlsx, 3.xlsx, 4.xlsx, …" in remedies.cause_of(many, "th")
    long = [row(number, f"{number}{'x' * 60}") for number in (2, 3)]
    assert "แผ่นงาน … แถว" in remedies.cause_of(long, "th")


def test_no_code_has_two_sentences() -> None:
    """What two subjects call the same, the later one would say for both: “moved” of a person, and of a journal."""
    import app.wording as whole

    parts = (part for part in vars(whole).values() if hasattr(part, "WORDS"))
    subjects = [part.WORDS for part in parts if part.WORDS is not whole.WORDS]
    known = Counter(code for subject in subjects for code in subject)
    assert len(subjects) > 8
    assert [code for code, count in known.items() if count > 1] == []


def test_what_is_met_at_any_moment_says_nothing_of_what_was_sent() -> None:
    """A database that is tested, or can't be opened at the sign-in, has sent nothing; one that is lost in mid-batch may
    have: whoever knows the moment says it beside the cause."""
    for code in ANY_MOMENT:
        thai, english = WORDS[code]
        assert not re.search(r"\b(is|was|nothing more is) sent\b|rows", english), code
        assert not re.search("ไม่ส่งอะไร|ไม่ได้ส่ง|ที่ส่งไป", thai), code
    away = OfficeAway(path="db/mophic")
    stands = {1: Outcome(1, State.PLANNED), 2: Outcome(2, State.SKIPPED, "already_booked")}
    left = {**stands, 3: Outcome(3, State.UNKNOWN)}
    for lang in LANGUAGES:
        cause = say_error(away, lang)
        assert say_before(away, lang) == f"{cause} {say('ended_before', lang)}"
        assert say_ended(away.code, away.params, stands, lang) == say_before(away, lang)
        assert say_ended(away.code, away.params, left, lang) == f"{cause} {say('ended_midst', lang)}"
        assert say_before(InputError("office_none"), lang) == say("office_none", lang), "no more than it says itself"


def test_what_the_records_say_is_true_of_an_office_s_too() -> None:
    """They may lie in a database, and another computer may have booked."""
    told = [
        "booked_here",
        "booked_here_rows",
        "list_unreadable",
        "list_short",
        "list_not_shown",
        "list_not_shown_count",
    ]
    for code in told:
        thai, english = WORDS[code]
        assert "เครื่องนี้" not in thai, code
        assert "computer" not in english, code


def test_no_sentence_has_an_example_date_of_its_own_that_gets_old() -> None:
    """`{example}` is one that is still to come; what tells of a form of dates alone is no date to be copied."""

    for code in ("date_missing", "date_unreadable", "day_unreadable", "span_unreadable"):
        assert example_day() in say(code, "th", row=2, value="x", text="x"), code
    for code in ("date_ambiguous", "date_swapped_which"):
        assert thai_date(example_date()) in say(code, "th", row=2, value="x", th="x", en="x"), code
    assert show_date(example_date(), "en") in say("date_swapped_which", "en", row=2, value="x", th="x", en="x")
    assert [code for code, both in WORDS.items() if re.search(r"25[67]\d|20[2-9]\d", " ".join(both))] == []
