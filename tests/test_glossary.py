"""One word for a thing, in every sentence: the tables of docs/glossary.md against app/wording and resources/i18n."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.wording import LANGUAGES, WORDS, Lang, results, rows, sheet, topics

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
_PLACE = re.compile(r"\{\{?\w*[^}]*\}\}?|%L?\w")
# What is typed or is an address: mophic undo --extra 5, --yes, cid=B, https://…, .xlsx, Ctrl+V
_TYPED = re.compile(
    r"mophic( [a-z-]+)*|--[a-z-]+( [a-z-]+(?=[ )(]|$))?|\w+=\S+|https?://\S*|[\w-]*\.[a-z]+\d?\b|\{[^}]*\}"
    r"|\([A-Z], [A-Z], …\)|Ctrl\+(Shift\+)?\w+|F\d"
)

Sentence = tuple[str, str]  # where it stands, and it


def sentences(lang: Lang) -> Iterator[Sentence]:
    for code, both in WORDS.items():
        yield f"app/wording {code}", both[LANGUAGES.index(lang)]
    for name, table in (
        ("rows.OF_ROWS", rows.OF_ROWS),
        ("sheet.OVERVIEW", sheet.OVERVIEW),
        ("results", results.SENTENCES),
    ):
        for code, both in table.items():
            yield f"app/wording {name} {code}", both[LANGUAGES.index(lang)]
    for topic in topics.TITLES:
        for words in (topics.title(topic, lang), *topics.paragraphs(topic, lang)):
            yield f"app/wording/topics {topic}", words
    yield from translated(lang)


def translated(lang: Lang) -> Iterator[Sentence]:
    """Those of the window. English ones without a number are their own source."""
    for context in ElementTree.parse(ROOT / "resources" / "i18n" / "app_th.ts").iter("context"):
        for one in context.iter("message"):
            source, words = one.findtext("source", ""), one.find("translation")
            assert words is not None
            where = f"app_{lang}.ts {context.findtext('name')}: {source[:50]}"
            if lang == "th":
                for form in words.iter("numerusform"):
                    yield where, form.text or ""
                yield where, (words.text or "").strip()
            elif one.get("numerus") is None:
                yield where, source
    if lang == "en":
        for one in ElementTree.parse(ROOT / "resources" / "i18n" / "app_en.ts").iter("message"):
            for form in one.iter("numerusform"):
                yield f"app_en.ts {one.findtext('source', '')[:50]}", form.text or ""


def tables() -> Iterator[list[str]]:
    """The lines of both tables: thing, …, and what is not said, Thai and English last."""
    for line in GLOSSARY.splitlines():
        if line.startswith("| ") and not line.startswith(("| thing", "| what")):
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def not_said(lang: Lang) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What to say instead, and what is not said."""
    for cells in tables():
        instead = cells[1] if len(cells) == 4 or lang == "th" else cells[2]
        for pattern in filter(None, cells[-2 if lang == "th" else -1].split(" · ")):
            yield f"{instead} ({cells[0]})", re.compile(pattern, re.M)


def is_said(lang: Lang) -> Iterator[str]:
    for cells in tables():
        if len(cells) == 5:
            yield from cells[1 if lang == "th" else 2].split(", ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_calls_a_thing_otherwise(lang: Lang) -> None:
    patterns = list(not_said(lang))
    assert len(patterns) > 8
    wrong = [
        f"{where}\n    “{found[0]}” → {instead}\n    {words}"
        for where, words in sentences(lang)
        for instead, pattern in patterns
        if (found := pattern.search(words)) and not excused(pattern, words, found)
    ]
    assert wrong == [], f"{len(wrong)} sentences use another word than docs/glossary.md:\n" + "\n".join(wrong)


def excused(pattern: re.Pattern[str], words: str, found: re.Match[str]) -> bool:
    """The Ministry's own button or field is called as it is: ยืนยันการจอง Slot, “จำนวน Slot”. A year of an example is
    no count."""
    if found[0].endswith("Slot"):
        before = words[: found.start()]
        quoted = before.count("“") > before.count("”")
        return before.endswith("ยืนยันการจอง ") or quoted or words == "จำนวน Slot"  # the printed plan's column
    around = words[max(0, found.start() - 12) : found.end()]
    return found[0].isdigit() and bool(
        re.search(r"(ม|พ|ธ|ก|ต|ส)\.(ค|ย|พ)\. ?\d{4}$|[A-Z][a-z]{2} \d{4}$|2590$", around)
    )


def test_thai_sentences_hold_no_other_english_than_names() -> None:
    listed = GLOSSARY.split("Nothing else:")[1]
    allowed = {word for name in re.split(r"[·\n]", listed) for word in re.split(r"[ -]", name.strip())}
    wrong = [
        f"{where}\n    {', '.join(sorted(others))}\n    {words}"
        for where, words in sentences("th")
        if (others := set(re.findall(r"[A-Za-z][A-Za-z0-9]*", _PLACE.sub(" ", _TYPED.sub(" ", words)))) - allowed)
        and not where.endswith("practice-sheet.xlsx")
    ]
    assert wrong == [], f"{len(wrong)} Thai sentences hold English that docs/glossary.md does not name:\n" + "\n".join(
        wrong
    )


def counted_twice() -> Iterator[tuple[str, str, str]]:
    """Every sentence that counts something: where it stands, Thai and English."""
    for code, (thai, english) in WORDS.items():
        yield f"app/wording {code}", thai, english
    for context in ElementTree.parse(ROOT / "resources" / "i18n" / "app_th.ts").iter("context"):
        for one in context.iter("message"):
            thai = "".join(form.text or "" for form in one.iter("numerusform"))
            yield f"app_th.ts {context.findtext('name')}", thai, one.findtext("source", "")


def test_rows_are_counted_as_rows_and_people_as_people() -> None:
    """What English calls rows or appointments is not called people in Thai, nor the other way round."""
    number = r"(%L?n|\{count\})"
    rows = re.compile(rf"{number} (\[count\?)?(row|appointment)")
    people = re.compile(rf"{number} (\[count\?)?(person|people|citizen)")
    wrong = [
        f"{where}\n    {thai}\n    {english}"
        for where, thai, english in counted_twice()
        if (rows.search(english) and re.search(rf"{number} คน", thai))
        or (people.search(english) and re.search(rf"{number} (แถว|นัด)", thai))
    ]
    assert wrong == [], "\n".join(wrong)
