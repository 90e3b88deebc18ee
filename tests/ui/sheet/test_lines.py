"""What a mend takes over from the lines before is what making all lines anew would give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.values import Outcome, State, masked
from app.sheets.check import recheck, refused_before
from tests.app.sheets.test_check import checked, cid, row
from ui.sheet.lines import Lines, of_checked, of_mended

PEOPLE = 4  # few, so that rows share a person
NUMBERS = range(2, 12)

CELLS = {
    "cid": st.sampled_from([*map(cid, range(PEOPLE)), "", "110170", "0812345678"]),
    "appointment_date": st.sampled_from(["2026-11-05", "2026-11-06", "32/1/2569"]),
    "appointment_time": st.sampled_from(["08:00", "09:00", "08:30"]),
    "person_name": st.sampled_from(["คน ใหม่", ""]),
}
EDITS = st.dictionaries(
    st.tuples(st.sampled_from(NUMBERS), st.sampled_from(sorted(CELLS))), st.integers(0, 99), max_size=3
).flatmap(lambda places: st.fixed_dictionaries({place: CELLS[place[1]] for place in places}))
STEPS = st.lists(st.tuples(EDITS, st.frozensets(st.sampled_from(NUMBERS), max_size=3)), min_size=1, max_size=4)


def test_a_row_that_was_refused_before_and_is_booked_now_has_nothing_to_be_mended() -> None:
    now = datetime(2026, 10, 1, 9, 0)  # noqa: DTZ001 - Thai time without a zone, as the journal holds it
    sheet = checked(row(0), row(1), row(2))
    one, other, _ = sheet.candidates
    said = {row.row: (row, Outcome(row.row, State.REFUSED, "not_a_target", None, "", now)) for row in (one, other)}
    lines = of_checked(refused_before(sheet, said, now))
    assert lines.to_mend == {one.row, other.row}
    lines.batch = 2
    lines.take(Outcome(one.row, State.BOOKED, "", 7, "", now))
    lines.take(Outcome(other.row, State.REFUSED, "not_a_target", None, "", now))
    assert lines.to_mend == {other.row}


def test_rows_that_say_different_words_are_never_given_one_value_together() -> None:
    said = ("บ่าย", "เช้า", "บ่าย")
    lines = of_checked(checked(*(row(number, appointment_time=word) for number, word in enumerate(said))))
    assert [(group.rows, group.words) for group in lines.problem_groups] == [((2, 4), ("บ่าย",)), ((3,), ("เช้า",))]
    assert len({group.key for group in lines.problem_groups}) == 2


def test_where_many_words_differ_one_card_knows_them_all() -> None:
    said = [f"เช้า {letter}" for letter in "กขคงจฉช"]
    lines = of_checked(checked(*(row(number, appointment_time=word) for number, word in enumerate(said))))
    assert [group.words for group in lines.problem_groups] == [tuple(said)]


def first() -> Lines:
    rows = [row(number % PEOPLE, appointment_time=f"{8 + number % 3:02d}:00") for number in range(len(NUMBERS))]
    return of_checked(checked(*rows))


@settings(max_examples=200)
@given(STEPS)
def test_a_mend_shows_what_a_fresh_look_shows(
    steps: list[tuple[Mapping[tuple[int, str], object], frozenset[int]]],
) -> None:
    lines = [first()]
    for edits, left_out in steps:
        before = lines[-1].checked
        assert before is not None
        lines.append(of_mended(lines[-1], recheck(before, edits, left_out)))
    for shown in lines:
        assert shown.checked is not None
        assert shown == of_checked(shown.checked)
    back = of_mended(lines[-1], lines[0].checked)  # type: ignore[arg-type]
    assert back == first()


def test_an_id_is_masked_in_every_column_with_dashes_too() -> None:
    from app.domain.values import masked_where_id

    whole = cid(1)
    dashed = f"{whole[0]}-{whole[1:5]}-{whole[5:10]}-{whole[10:12]}-{whole[12]}"
    assert {masked_where_id(whole), masked_where_id(dashed)} == {masked(whole)}
    assert masked_where_id("081-234-5678") == "081-234-5678"
