"""The quick scan of a large sheet looks at each kind of row once, and misses none: it says what the parser says."""

from __future__ import annotations

import pytest

from app.sheets.files.look import SheetParser
from app.sheets.files.scan import Look, scan
from app.sheets.files.styles import Styles

ROWS, SIZE = 60, 700  # bytes at a time
STYLES = Styles(widths=(0, 13, 0, 0), struck=frozenset({3}), struck_texts=frozenset({7}))


def row(number: int) -> str:
    id_, text = f'<c r="A{number}" s="1" t="n"><v>{1990000079197 + number}</v></c>', f"หมู่ {number}"
    return (
        f'<row r="{number}">{id_}<c r="B{number}" t="s"><v>{number + 10}</v></c>'
        f'<c r="C{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'
    )


def sheet(number: int, old: str, new: str) -> bytes:
    """`ROWS` rows, one of which is spelt otherwise."""
    odd = row(number).replace(old, new)
    assert odd != row(number)
    rows = "".join(odd if each == number else row(each) for each in range(1, ROWS + 1))
    return f'<worksheet><cols><col min="1" max="2"/></cols><sheetData>{rows}</sheetData></worksheet>'.encode()


def parsed(xml: bytes) -> Look:
    parser = SheetParser(STYLES, 1000)
    parser.parser.Parse(xml, True)
    return parser.finish()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<v>1990", "<v>"),  # shorter than its format pads it to
        ("<v>1990", "<v>119900"),
        (' s="1"', ' s="2"'),
        (' s="1"', ' s="3"'),
        ('<row r="', '<row hidden="1" r="'),
        ("<row ", '<row spans="1:3" hidden="1" '),
        ('"><c r="A', '" hidden="1"><c r="A'),
        ('"><c r="A', '" hidden="0"><c r="A'),
        ('"><c r="A', '" hidden="2"><c r="A'),
        ('"><c r="A', '" ht="0" customHeight="1"><c r="A'),
        ('"><c r="A', '" ht="15.75"><c r="A'),
        ('"><c r="A', '" ht=".5"><c r="A'),
        (' t="s"><v>', ' t="e"><v>#N/A</v></c><c r="D1" t="s"><v>'),
        (' t="n"><v>', '><f>B1+1</f></c><c r="D1" t="n"><v>'),
        (' t="n"><v>', ' t="n"><f>B1+1</f><v>'),
        (' t="n"><v>', ' t="str"><f>B1&amp;1</f><v>ก</v></c><c r="D1" t="n"><v>'),
        (' t="s"><v>', ' t="s"><v>7</v></c><c r="D1" t="s"><v>'),
        ('<c r="B', '<c r="AB'),
        ("<c r=", "<c  r="),
        ("<c r=", "<c\nr="),
        ("</c>", "</c>\n"),
        ("<c r=", "<!-- c --><c r="),
        ("หมู่", "<![CDATA[x]]>"),
        ("หมู่", "8:c"),
        ("<v>", "<v >"),
    ],
)
def test_one_row_that_is_spelt_otherwise_is_seen_among_many(old: str, new: str) -> None:
    for number in (1, 33, ROWS):
        xml = sheet(number, old, new)
        quick = scan((xml[at : at + SIZE] for at in range(0, len(xml), SIZE)), 1000, STYLES)
        whole = parsed(xml)
        if quick is None:  # then the parser is asked
            continue
        assert (quick.hidden_rows, quick.errors, quick.struck) == (whole.hidden_rows, whole.errors, whole.struck)
        assert set(quick.formulas) <= set(whole.formulas)
        assert bool(quick.formulas) == ("</f></c>" in new)
        assert (quick.last_row, quick.last_column) == (whole.last_row, max(25, whole.last_column))
        is_short = old == "<v>1990" and new == "<v>"
        assert quick.padded == ([(number - 1, 0, 13)] if is_short else [])


def test_a_usual_sheet_is_not_parsed() -> None:
    xml = sheet(5, "หมู่", "Mu ")
    assert scan(iter([xml]), 1000, STYLES) is not None
