"""The clerk's text: checked, filled in, divided into calls, turned into HTML that does nothing."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.message import (
    MOST_CALLS,
    MOST_TARGETS,
    Draft,
    Recipient,
    checked,
    divide,
    hours_for,
    html_of,
    lacking,
    new_ref_code,
    plain_of,
    rewrite,
)
from app.errors import InputError
from app.practice.calls.messages import plain_text
from app.thai import BANGKOK, thai_now

ANNA = Recipient("1990000000001", "นางสาวสมมุติ ใจดี", date(2026, 11, 5), 8, 1)
BEN = Recipient("1990000000002", "นายสมมุติ มั่นคง", date(2026, 11, 5), 9, 1)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft(" ", "x"), "message_title_missing"),
        (Draft("x", " \n "), "message_text_missing"),
        (Draft("x" * 121, "x"), "message_too_long"),
        (Draft("x", "x" * 2001), "message_too_long"),
        (Draft("x", "x", "javascript:alert(1)"), "message_url_wrong"),
        (Draft("x", "x", "www.example.org"), "message_url_wrong"),
        (Draft("x", "x", "https://a b.example"), "message_url_wrong"),
        (Draft("x", "x", "https://user:pass@example.org"), "message_url_wrong"),
        (Draft("x", "x", "https://[bad"), "message_url_wrong"),
        (Draft("x", "วันที่ {dat}"), "message_placeholder_unknown"),
    ],
)
def test_what_can_not_be_sent_is_said(draft: Draft, code: str) -> None:
    with pytest.raises(InputError) as caught:
        checked(draft)
    assert caught.value.code == code


def test_odd_characters_go_and_lines_stay() -> None:
    assert checked(Draft(" a\x07\tb ", "\x00x\r\ny  \n\n", " https://e.example ")) == Draft(
        "a b", "x\ny", "https://e.example"
    )


@pytest.mark.parametrize("text", ["{name} {date} {time}", "{ชื่อ} {วันที่} {เวลา}", "{ NAME } {Date} {TIME}"])
def test_placeholders_in_both_languages(text: str) -> None:
    draft = Draft("t", text)
    assert draft.placeholders == {"name", "date", "time"}
    assert draft.filled(ANNA).text == "นางสาวสมมุติ ใจดี 5 พ.ย. 2569 08:00"


def test_a_name_that_looks_like_a_placeholder_stays_a_name() -> None:
    odd = Recipient("1", "{date}", date(2026, 11, 5))
    assert Draft("t", "{name}").filled(odd).text == "{date}"


def test_gaps_are_counted_and_stop_the_message() -> None:
    nobody = Recipient("1990000000003")
    assert lacking(Draft("{name}", "{date}"), [ANNA, nobody]) == {"name": 1, "date": 1}
    with pytest.raises(InputError) as caught:
        divide(Draft("t", "{time}"), [ANNA, nobody], "r")
    assert (caught.value.code, caught.value.params) == ("message_gaps", {"th": "{เวลา}", "en": "{time}", "count": 1})


def test_one_text_is_one_call_whatever_the_number_of_people() -> None:
    (part,) = divide(Draft("t", "วันที่ {date}"), [ANNA, BEN], "r")
    assert (part.ref_code, part.cids) == ("r", (ANNA.cid, BEN.cid))


def test_each_different_text_is_a_call_with_a_code_of_its_own() -> None:
    parts = divide(Draft("t", "{time}"), [ANNA, BEN, Recipient("3", hour=8)], "r")
    assert [(part.ref_code, part.draft.text, part.cids) for part in parts] == [
        ("r-01", "08:00", (ANNA.cid, "3")),
        ("r-02", "09:00", (BEN.cid,)),
    ]


def test_calls_have_an_end() -> None:
    crowd = [Recipient(str(number), f"คนที่ {number}") for number in range(MOST_CALLS + 1)]
    assert len(divide(Draft("t", "{name}"), crowd[:-1], "r")) == MOST_CALLS
    with pytest.raises(InputError) as caught:
        divide(Draft("t", "{name}"), crowd, "r")
    assert caught.value.params == {"calls": 16, "hours": 3, "most": 15}
    with pytest.raises(InputError):
        divide(Draft("t", "x"), [], "r")


def test_a_very_large_audience_is_several_calls() -> None:
    crowd = [Recipient(str(number)) for number in range(MOST_TARGETS + 1)]
    assert [len(part.people) for part in divide(Draft("t", "x"), crowd, "r")] == [MOST_TARGETS, 1]


@pytest.mark.parametrize(
    ("calls", "left", "hours"), [(1, 5, 0), (5, 5, 0), (6, 5, 1), (10, 5, 1), (11, 5, 2), (1, 0, 1)]
)
def test_hours_to_wait(calls: int, left: int, hours: int) -> None:
    assert hours_for(calls, left) == hours


def test_an_update_keeps_calls_codes_and_people() -> None:
    parts = divide(Draft("t", "{time}"), [ANNA, BEN], "r")
    newer = rewrite(Draft("t", "ย้ายไป {date}"), parts)
    assert [(part.ref_code, part.cids) for part in newer] == [(part.ref_code, part.cids) for part in parts]
    assert {part.draft.text for part in newer} == {"ย้ายไป 5 พ.ย. 2569"}
    (one,) = divide(Draft("t", "x"), [ANNA, BEN], "r")
    with pytest.raises(InputError) as caught:
        rewrite(Draft("t", "{name}"), [one])
    assert caught.value.code == "message_update_splits"


def test_ref_codes_differ() -> None:
    now = thai_now().replace(tzinfo=BANGKOK)
    codes = {new_ref_code("99001", now) for _ in range(200)}
    assert len(codes) > 190
    assert all(code.startswith("99001-") and len(code) <= 32 for code in codes)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_decl(self, decl: str) -> None:
        self.seen.append((decl, []))

    def handle_comment(self, data: str) -> None:
        self.seen.append((data, []))


@given(st.text(alphabet=st.sampled_from("ab<>&\"'/!-=\n {}ก่ scriptimgsrc"), max_size=80))
def test_nothing_the_clerk_types_becomes_markup(text: str) -> None:
    tags = _Tags()
    tags.feed(html_of(text))
    tags.close()
    assert {(tag, tuple(attributes)) for tag, attributes in tags.seen} <= {("p", ()), ("br", ())}


@given(st.text(alphabet=st.sampled_from('ab<>&" \n\tก่ำ'), max_size=80))
def test_line_shows_what_the_preview_showed(text: str) -> None:
    draft = Draft("t", text)
    if text.strip():
        tidy = checked(draft).text
        assert plain_text(html_of(tidy)) == plain_of(tidy)
