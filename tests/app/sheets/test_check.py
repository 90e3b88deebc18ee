"""Rows to appointments and problems: what the clerk reads."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.values import Severity, check_digit
from app.errors import SheetError
from app.sheets.cells.text import Flaw
from app.sheets.check import Checked, check, recheck
from app.sheets.columns import guess
from app.sheets.files.model import EXAMPLE_CID, EXAMPLE_MARK, RawSheet
from app.sheets.readings import severity_of, whole_name
from app.wording import WORDS, say, say_problem
from app.wording.sheet import WORDS as SHEET_WORDS

TODAY = date(2026, 10, 1)
FACILITY = "99001"
HEADERS = (
    "cid",
    "appointment_date",
    "appointment_time",
    "dose",
    "person_name",
    "mobile_phone",
    "hospital_code",
    "note",
)


def cid(number: int) -> str:
    return f"199{number:09d}" + str(check_digit(f"199{number:09d}"))


def row(number: int = 1, **cells: object) -> list[object]:
    good = {
        "cid": cid(number),
        "appointment_date": "2026-11-05",
        "appointment_time": "08:00",
        "dose": "1",
        "person_name": f"คน ที่{number}",
        "mobile_phone": "0812345678",
        "hospital_code": FACILITY,
        "note": "",
    }
    return list({**good, **cells}.values())


def sheet(rows: Sequence[Sequence[object]], headers: Sequence[str] = HEADERS, **more: object) -> RawSheet:
    numbers = list(range(2, len(rows) + 2))
    return RawSheet(Path("a.xlsx"), "นัด", tuple(headers), 1, numbers, rows, **more)  # type: ignore[arg-type]


def checked(*rows: Sequence[object], facility: str | None = FACILITY, **more: object) -> Checked:
    raw = sheet(rows, **more)  # type: ignore[arg-type]
    return check(raw, guess(raw, TODAY), facility=facility, today=TODAY)


def found(result: Checked) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in result.problems]


def sentence(result: Checked, lang: str = "th") -> str:
    (problem,) = result.problems
    facts: Mapping[str, object] = {"row": problem.row, "value": problem.value, **problem.params}
    return say(problem.code, lang, **facts)  # type: ignore[arg-type]


def test_a_good_row_becomes_an_appointment() -> None:
    result = checked(row(1))
    (a,) = result.appointments
    assert (a.row, a.cid, a.date, a.hour, a.dose) == (2, cid(1), date(2026, 11, 5), 8, 1)
    assert (a.person_name, a.mobile_phone) == ("คน ที่1", "0812345678")
    assert result.problems == ()


def test_all_problems_of_a_row_at_once() -> None:
    bad = row(1, cid="1.10170E+12", appointment_date="31/6/2570", appointment_time="08:30", dose="x", hospital_code="1")
    result = checked(bad, row(2))
    assert found(result) == [
        (2, "cid", "cid_rounded"),
        (2, "appointment_date", "date_impossible"),
        (2, "appointment_time", "time_minutes"),
        (2, "dose", "dose_unreadable"),
        (2, "hospital_code", "facility_other"),
    ]
    assert [a.row for a in result.appointments] == [3]


def test_half_past_eight_says_that_slots_are_hourly() -> None:
    result = checked(row(1, appointment_time="08:30"))
    assert "แถว 2" in sentence(result)
    assert "รายชั่วโมง" in sentence(result)
    assert "hourly" in sentence(result, "en")
    assert "08:00" in sentence(result, "en")


def test_dates_are_told_in_the_era_of_the_language() -> None:
    result = checked(row(1, appointment_date="2026-09-30"))
    assert "30 ก.ย. 2569" in sentence(result)
    assert "30 Sep 2026" in sentence(result, "en")


@pytest.mark.parametrize(
    ("day", "ready"), [(TODAY - timedelta(1), 0), (TODAY, 1), (TODAY + timedelta(366), 1), (TODAY + timedelta(367), 0)]
)
def test_from_today_to_a_year_ahead(day: date, ready: int) -> None:
    assert len(checked(row(1, appointment_date=day)).appointments) == ready


def test_phones_names_and_notes_never_block() -> None:
    result = checked(row(1, mobile_phone="12", person_name=Flaw("error", "#REF!"), note=Flaw("no_value")))
    assert len(result.appointments) == 1
    assert {problem.severity for problem in result.problems} == {Severity.WARNING}


def test_error_cells_block_where_the_value_counts() -> None:
    result = checked(row(1, appointment_date=Flaw("error", "#N/A"), appointment_time=Flaw("no_value")))
    assert found(result) == [(2, "appointment_date", "cell_error"), (2, "appointment_time", "cell_no_value")]
    assert result.appointments == ()


def test_true_is_not_one() -> None:
    result = checked(row(1, dose=True), row(2, dose=1.0))
    assert found(result) == [(2, "dose", "dose_unreadable")]


def test_another_facility_is_an_error_and_before_sign_in_none() -> None:
    other = row(1, hospital_code="10001")
    assert found(checked(other)) == [(2, "hospital_code", "facility_other")]
    assert len(checked(other, facility=None).appointments) == 1


def test_the_same_person_and_hour_is_booked_once() -> None:
    result = checked(row(1), row(2), row(1))
    assert found(result) == [(4, "cid", "duplicate_row")]
    assert "แถว 2" in say("duplicate_row", "th", row=4, **result.problems[0].params)
    assert [a.row for a in result.appointments] == [2, 3]


def test_two_doses_at_one_hour_are_one_appointment_that_names_both() -> None:
    result = checked(row(1, dose=1), row(1, dose=2), row(1, dose=1))
    assert found(result) == [(3, "cid", "duplicate_dose"), (4, "cid", "duplicate_row")]
    assert [(a.row, a.dose) for a in result.appointments] == [(2, 1)]
    told = say_problem(result.problems[0], "en")
    assert "another dose (1 in row 2, 2 here). One appointment holds both, so only row 2 is booked." in told
    later = recheck(result, {(3, "appointment_date"): "2026-11-26"})  # its remedy
    assert [(a.row, a.date.day) for a in later.appointments] == [(2, 5), (3, 26)]


def test_a_repeated_row_of_somebody_with_two_hours_promises_nothing() -> None:
    """None of the three is booked, so none may be said to be."""
    result = checked(row(1), row(1), row(1, appointment_time="13:00"))
    assert {(row, code) for row, _, code in found(result)} == {(2, "same_day"), (3, "same_day"), (4, "same_day")}
    assert not result.appointments


@pytest.mark.parametrize("more", [{}, {"appointment_time": "10:00"}, {"appointment_date": "2026-11-12"}])
def test_one_id_with_two_peoples_names_books_neither(more: Mapping[str, object]) -> None:
    """A mother's id for her twins: it is not the same person twice."""
    twins = row(1, person_name="ด.ช.เอก ใจดี"), row(1, person_name="ด.ช.โท ใจดี", **more)
    result = checked(*twins, row(3))
    assert found(result) == [(2, "cid", "cid_two_names"), (3, "cid", "cid_two_names")]
    assert [a.row for a in result.appointments] == [4]
    told = [say("cid_two_names", "en", row=p.row, **p.params) for p in result.problems]
    assert "row 3, with the name “ด.ช.โท ใจดี”" in told[0]
    assert "row 2, with the name “ด.ช.เอก ใจดี”" in told[1]
    mended = recheck(result, {(3, "cid"): cid(2)})
    assert [a.row for a in mended.appointments] == [2, 3, 4]


@pytest.mark.parametrize("name", ["ใจดี เอก", "เด็กชายเอก  ใจดี", "เอก", "", "Ek Jaidee"])
def test_one_persons_name_in_two_spellings_is_one_person(name: str) -> None:
    result = checked(row(1, person_name="ด.ช.เอก ใจดี"), row(1, person_name=name))
    assert found(result) == [(3, "cid", "duplicate_row")]


def test_a_broken_row_does_not_keep_its_twin_from_being_booked() -> None:
    result = checked(row(1, hospital_code="x"), row(1))
    assert [a.row for a in result.appointments] == [3]


def test_two_hours_of_one_day_leave_both_to_the_clerk() -> None:
    result = checked(row(1), row(1, appointment_time="10:00"))
    assert found(result) == [(2, "appointment_time", "same_day"), (3, "appointment_time", "same_day")]
    assert result.appointments == ()


def test_another_day_is_a_warning() -> None:
    result = checked(row(1), row(1, appointment_date="2026-11-12"))
    assert found(result) == [(3, "cid", "person_other_day")]
    assert len(result.appointments) == 2


def test_ids_and_phones_that_changed_places() -> None:
    result = checked(row(1, cid="0812345678", mobile_phone=cid(1)), row(2))
    (problem,) = [problem for problem in result.problems if problem.column == "cid"]
    assert (problem.code, problem.fix) == ("cid_swapped", cid(1))


def test_day_and_month_are_settled_for_the_column_and_shown() -> None:
    result = checked(row(1, appointment_date="5/11/2569"), row(2, appointment_date="6/11/2569"))
    assert found(result) == [(2, "appointment_date", "date_order_assumed")]
    assert result.problems[0].severity is Severity.INFO
    assert "5/11/2569” → 5 พ.ย. 2569" in sentence(result)
    proven = checked(row(1, appointment_date="5/11/2569"), row(2, appointment_date="13/11/2569"))
    assert proven.problems == ()


@pytest.mark.parametrize("day", ["5/11/1026", "5/11/0026", 1_000_000.0, 5_111_026.0])
def test_a_year_that_is_none_is_said_and_no_question_of_order(day: object) -> None:
    """It stood first in the column: what its order made of it was asked, and the sheet could not be read."""
    for others in ((), ("12/13/2026",), ("13/11/2569", "12/13/2026")):
        result = checked(row(1, appointment_date=day), *(row(n, appointment_date=o) for n, o in enumerate(others, 2)))
        assert found(result)[0] == (2, "appointment_date", "date_year")
        assert {problem.code for problem in result.problems[1:]} <= {"person_other_day"}


@pytest.mark.parametrize(
    ("days", "code", "said"),
    [
        (("12/1/2026", "11/30/2026"), "date_order_told", "as “11/30/2026” can be nothing else, e.g. “12/1/2026” → 1"),
        (("12/1/2026", "12/13/2026"), "date_order_told", "“12/13/2026” can be nothing else"),
        (("2/1/2027", "2/13/2027"), "date_order_american", "“2/1/2027” → 1 Feb 2027. Confirm that this is right."),
        (("2/1/2027", "2/13/2027", "13/2/2027"), "date_order_mixed", "(“2/13/2027”). Is “2/1/2027” 2 Jan 2027 or 1"),
    ],
)  # fmt: skip
def test_an_american_or_a_mixed_column_is_said_once_with_true_examples(
    days: tuple[str, ...], code: str, said: str
) -> None:
    result = checked(*(row(number, appointment_date=day) for number, day in enumerate(days, 1)))
    (problem,) = [each for each in result.problems if each.code.startswith("date_order")]
    assert (problem.row, problem.code, problem.severity) == (2, code, Severity.INFO)
    assert said in say_problem(problem, "en")
    assert (result.date_question == problem) is (code != "date_order_told")
    mended = recheck(result, {(3, "person_name"): "คน อื่น"})
    assert [each for each in mended.problems if each.code == code] == [problem]


def test_the_question_of_the_dates_stays_while_any_row_leaves_it_open() -> None:
    first = checked(row(1, appointment_date="5/11/2569"), row(2, appointment_date="6/11/2569"))
    mended = recheck(first, {(2, "person_name"): "คน อื่น"})
    assert mended.date_question == first.date_question
    other = recheck(mended, {(2, "appointment_date"): "5 พ.ย. 2569"})
    assert other.date_question is not None
    assert other.date_question.row == 3
    assert recheck(other, {(3, "appointment_date"): "6 พ.ย. 2569"}).date_question is None


def test_american_columns_are_read_as_they_are_meant() -> None:
    result = checked(row(1, appointment_date="11/05/2026"), row(2, appointment_date="11/25/2026"))
    assert [a.date for a in result.appointments] == [date(2026, 11, 5), date(2026, 11, 25)]


def test_restored_zeros_are_said() -> None:
    restored = "0" + cid(1)[1:]
    result = checked(row(1, cid="099000000000" + str(check_digit("099000000000"))), restored={(2, 0): restored[1:]})
    assert found(result) == [(2, "cid", "zero_restored")]
    assert len(result.appointments) == 1


def test_names_in_several_columns() -> None:
    headers = ["cid", "วันที่นัด", "เวลานัด", "คำนำหน้า", "ชื่อ", "นามสกุล"]
    result = checked([cid(1), "2026-11-05", "8", "นาง", "สมใจ", "ใจดี"], headers=headers)
    assert result.appointments[0].person_name == "นางสมใจ ใจดี"


def test_an_example_mark_left_over_a_real_person_is_an_error() -> None:
    result = checked(row(1, note=EXAMPLE_MARK))
    assert found(result) == [(2, "note", "example_row")]
    assert result.appointments == ()
    assert EXAMPLE_CID[12] == str(check_digit(EXAMPLE_CID[:12]))


def test_missing_columns_are_named() -> None:
    raw = sheet([[cid(1), "8"]], ["cid", "เวลานัด"])
    with pytest.raises(SheetError) as caught:
        check(raw, guess(raw, TODAY), facility=None, today=TODAY)
    assert caught.value.code == "columns_missing"
    assert caught.value.params["fields"] == ("appointment_date",)


def test_no_dose_column_means_the_first() -> None:
    assert checked([cid(1), "2026-11-05", "8"], headers=HEADERS[:3]).appointments[0].dose == 1


# --- mending ---


def test_mending_a_cell_makes_its_row_ready() -> None:
    before = checked(row(1, appointment_time="08:30"), row(2))
    fix = before.problems[0].fix
    after = recheck(before, {(2, "appointment_time"): fix})
    assert after.problems == ()
    assert [a.row for a in after.appointments] == [2, 3]


def test_mending_one_of_two_hours_frees_the_other_row() -> None:
    before = checked(row(1), row(1, appointment_time="10:00"), row(2))
    after = recheck(before, {(3, "cid"): cid(3)})
    assert after.problems == ()
    assert len(after.appointments) == 3


def test_a_name_in_several_columns_is_mended_as_one_text() -> None:
    headers = ["cid", "วันที่นัด", "เวลานัด", "คำนำหน้า", "ชื่อ", "นามสกุล"]
    people = [[cid(n), "2026-11-05", "8", "นาง", Flaw("error", "#REF!"), "ใจดี"] for n in (1, 2, 3)]
    before = checked(*people, headers=headers)
    assert [a.person_name for a in before.appointments] == ["นางใจดี"] * 3
    after = recheck(before, {(2, "person_name"): "นางสาวสมใจ  ใจดี", (3, "first_name"): "สมศรี"})
    assert [a.person_name for a in after.appointments] == ["นางสาวสมใจ ใจดี", "นางสมศรี ใจดี", "นางใจดี"]
    assert found(after) == [(4, "first_name", "cell_error")]
    names = [whole_name(after.columns, after.edits, n, cells) for n, cells in zip((2, 3, 4), people, strict=True)]
    assert names == [a.person_name for a in after.appointments]


def test_leaving_a_row_out_frees_its_duplicate() -> None:
    before = checked(row(1), row(1, appointment_time="10:00"))
    after = recheck(before, {}, left_out=[2])
    assert [a.row for a in after.appointments] == [3]
    assert after.problems == ()
    assert after.left_out == {2}
    assert found(recheck(after, {}, left_out=[])) == found(before)


CELLS = st.sampled_from(
    ["", "x", cid(1), cid(2), cid(3), "2026-11-05", "2026-11-06", "5/11/2569", "08:00", "08:30", "10:00", 8.0, "2"]
)
ROWS = st.lists(
    st.builds(
        lambda n, day, hour: row(n, appointment_date=day, appointment_time=hour),
        st.integers(1, 3),
        st.sampled_from(["2026-11-05", "2026-11-06", "5/11/2569", "6/11/2569", "x"]),
        st.sampled_from(["08:00", "09:00", "08:30"]),
    ),
    min_size=1,
    max_size=8,
)
EDITS = st.dictionaries(st.tuples(st.integers(2, 9), st.sampled_from(HEADERS[:4])), CELLS, max_size=3)


@settings(max_examples=300)
@given(rows=ROWS, edits=st.lists(EDITS, max_size=3), out=st.lists(st.sets(st.integers(2, 9)), max_size=1))
def test_rechecking_says_what_checking_all_says(
    rows: list[list[object]], edits: list[dict[tuple[int, str], object]], out: list[set[int]]
) -> None:
    patched = checked(*rows)
    for edit in edits:
        patched = recheck(patched, edit)
    for rows_out in out:
        patched = recheck(patched, {}, left_out=rows_out)
    whole = check(
        patched.sheet,
        patched.columns,
        facility=FACILITY,
        today=TODAY,
        edits=patched.edits,
        left_out=patched.left_out,
        dates=patched.dates,
    )
    assert patched.appointments == whole.appointments
    key = lambda problem: (problem.row, problem.column, problem.code, str(problem.params))  # noqa: E731
    assert sorted(patched.problems, key=key) == sorted(whole.problems, key=key)


ANY = st.one_of(
    st.text(max_size=12), st.floats(), st.booleans(), st.dates(), st.times(), st.just(Flaw("error", "#N/A"))
)


@given(st.lists(st.lists(ANY, min_size=8, max_size=8), min_size=1, max_size=5))
def test_every_row_is_an_appointment_or_has_an_error(rows: list[list[object]]) -> None:
    raw = sheet(rows)
    result = check(raw, dict(zip(HEADERS, range(8), strict=True)), facility=FACILITY, today=TODAY)
    broken = {problem.row for problem in result.problems if problem.severity is Severity.ERROR}
    aside = {each.row for each in result.aside}
    assert broken | aside | {a.row for a in result.appointments} == set(raw.numbers)
    assert not broken & {a.row for a in result.appointments}


# --- wording ---


def codes_in_source() -> set[str]:
    """Every code the sheet side can produce: string literals of the source that look like one."""
    import ast

    root = Path(__file__).parents[3] / "app"
    files = [
        *root.glob("sheets/**/*.py"),
        root / "thai.py",
    ]
    prefixes = (
        "cid_",
        "date_",
        "time_",
        "dose_",
        "phone_",
        "facility_",
        "cell_",
        "file_",
        "sheet_",
        "rows_",
        "text_",
        "columns_",
        "header_",
        "read_",
    )
    calls = {"Reading", "SheetError", "DateTrouble", "Problem", "_cross", "EnvironmentProblem", "replace"}
    found: set[str] = set()
    for file in [*files, *root.glob("workbooks/*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls:
                for child in ast.walk(node):
                    if isinstance(child, ast.Constant) and isinstance(child.value, str):
                        found.add(child.value)
    return {code for code in found if code.startswith(prefixes)} - set(HEADERS)


def test_every_code_has_both_sentences() -> None:
    codes = codes_in_source()
    assert len(codes) > 50
    for code in codes | {"duplicate_row", "same_day", "person_other_day", "zero_restored", "html_file"}:
        if code.startswith(("cid_", "date_", "time_")) and code not in WORDS:
            raise AssertionError(f"no sentence for {code}")
        thai, english = WORDS[code]
        assert thai.strip()
        assert english.strip()


@pytest.mark.parametrize("code", sorted(SHEET_WORDS))
def test_sentences_are_thai_and_english_and_need_the_same_facts(code: str) -> None:
    thai, english = SHEET_WORDS[code]
    assert any("ก" <= letter <= "๛" for letter in thai)
    assert not any("ก" <= letter <= "๛" for letter in english)
    names = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (thai, english)]
    assert names[0] - {"th", "en"} == names[1] - {"th", "en"}
    assert say(code, "th")
    assert say(code, "en")


def test_severities() -> None:
    assert severity_of("cid_check_digit", "cid") is Severity.ERROR
    assert severity_of("cell_error", "note") is Severity.WARNING
    assert severity_of("cell_error", "dose") is Severity.ERROR
    assert severity_of("zero_restored", "cid") is Severity.INFO
