"""Where a copied block goes among the chosen cells, as a spreadsheet has it."""

from __future__ import annotations

import pytest

from ui.sheet.chosen import Chosen, block_of, lay

SHOWN = (0, 1, 2, 3, 4)


def chosen(rows: range, *columns: int) -> Chosen:
    return Chosen(((rows, columns),), SHOWN)


@pytest.mark.parametrize(
    ("clipboard", "cells"),
    [
        ("09:00", [["09:00"]]),
        ("09:00\r\n", [["09:00"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"a\nb"\tc', [["a\nb", "c"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\nb\tc", [["a", ""], ["b", "c"]]),
        ("a\r\nb\r\n\r\n", [["a"], ["b"], [""]]),
        (" \n", []),
        ("", []),
        ("x" * 200_000 + "\ty", [["x" * 200_000, "y"]]),
    ],
)
def test_what_a_spreadsheet_copies_is_read_cell_by_cell(clipboard: str, cells: list[list[str]]) -> None:
    assert block_of(clipboard) == cells


def test_one_value_goes_into_every_chosen_cell() -> None:
    apart = Chosen(((range(1, 2), (2,)), (range(4, 6), (2, 3))), SHOWN)
    assert lay([["x"]], apart, 10).cells == dict.fromkeys([(1, 2), (4, 2), (4, 3), (5, 2), (5, 3)], "x")


def test_a_block_goes_where_the_chosen_cells_begin() -> None:
    assert lay([["a", "b"], ["c", "d"]], chosen(range(3, 4), 1), 10).cells == {
        (3, 1): "a",
        (3, 2): "b",
        (4, 1): "c",
        (4, 2): "d",
    }


def test_a_block_fills_chosen_cells_of_which_it_is_a_part() -> None:
    laid = lay([["a"], ["b"]], chosen(range(2, 6), 1, 2), 10)
    assert [laid.cells[spot, 2] for spot in range(2, 6)] == ["a", "b", "a", "b"]
    assert len(laid.cells) == 8
    assert len(lay([["a"], ["b"]], chosen(range(2, 5), 1), 10).cells) == 2  # three is not twice two


def test_what_has_no_room_is_counted() -> None:
    laid = lay([["a", "b"]] * 4, chosen(range(8, 9), 4), 10)
    assert laid.cells == {(8, 4): "a", (9, 4): "a"}
    assert (laid.rows_over, laid.columns_over) == (2, 1)


def test_a_block_passes_over_hidden_columns() -> None:
    hidden = Chosen(((range(1), (1,)),), (0, 1, 3))
    assert lay([["a", "b"]], hidden, 5).cells == {(0, 1): "a", (0, 3): "b"}


@pytest.mark.parametrize(
    ("parts", "is_block"),
    [
        (((range(2, 4), (1, 2)),), True),
        (((range(2, 3), (1,)), (range(3, 4), (1,))), True),
        (((range(2, 3), (1,)), (range(5, 6), (1,))), False),
        (((range(2, 3), (1,)), (range(3, 4), (2,))), False),
        (((range(2, 3), (1,)), (range(2, 3), (3,))), False),
    ],
)
def test_cells_beside_each_other_are_a_block(parts: tuple, is_block: bool) -> None:  # type: ignore[type-arg]
    assert Chosen(parts, SHOWN).is_block is is_block
