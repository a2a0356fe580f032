"""Numbers as pictures and as a table."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from core import charts
from core.charts import Row


def drawn(kind: str, rows: Sequence[Any], language: str = "en") -> str:
    template = Template('{% load picture_tags %}{% chart kind "Practices" rows of="What" %}')
    with override(language):
        return template.render(Context({"kind": kind, "rows": rows}))


def cells(html: str) -> list[str]:
    return re.findall(r"<td>(.*?)</td>", html)


@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_without_rows_there_is_no_chart(kind: str) -> None:
    assert not drawn(kind, []).strip()


@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_every_number_stands_in_the_table_with_its_link(kind: str) -> None:
    html = drawn(kind, [(2023, 1200, "/a/?x=1&y=2"), (2024, 3)])
    assert cells(html) == ["1,200", "3"]
    assert '<th scope="row">' in html
    assert re.search(r'<a href="/a/\?x=1&amp;y=2">2023</a>', html)
    assert "<figcaption" in html
    assert "style" not in html


@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_the_picture_holds_nothing_a_screen_reader_or_the_tab_key_meets(kind: str) -> None:
    for svg in re.findall(r"<svg.*?</svg>", drawn(kind, [(2023, 7, "/a/")]), re.DOTALL):
        assert 'aria-hidden="true"' in svg
        assert svg.count("<a ") == svg.count('tabindex="-1"')


def test_the_longest_bar_fills_the_room_and_the_others_their_share() -> None:
    lengths = [bar.length for bar in charts.bars([Row("a", 40), Row("b", 10), Row("c", 0)], "en")]
    assert lengths == ["100", "25", "0"]
    assert [bar.length for bar in charts.bars([Row("a", 0)], "en")] == ["0"]


def test_a_long_list_folds_away_behind_its_first_bars() -> None:
    html = drawn("bars", [(f"City {place}", 100 - place) for place in range(100)])
    shown, _, folded = html.partition("<details")
    assert len(cells(shown)) == charts.BARS_SHOWN
    assert len(cells(shown)) + len(cells(folded)) == 100


def test_years_stand_in_their_order_without_gaps() -> None:
    made = charts.columns([Row(2024, 2), Row(2020, 4)], "en")
    assert [column.label for column in made] == ["2020", "2021", "2022", "2023", "2024"]
    assert [column.value for column in made] == ["4", "0", "0", "0", "2"]
    assert [float(column.height) for column in made] == [120, 0, 0, 0, 60]
    assert all(float(column.y) + float(column.height) == charts.FOOT for column in made)


def test_years_run_from_the_side_the_language_begins_at() -> None:
    rows = [Row(2023, 2), Row(2024, 4)]
    assert [column.middle for column in charts.columns(rows, "en")] == ["25", "75"]
    assert [column.middle for column in charts.columns(rows, "ar")] == ["75", "25"]


def test_numbers_are_written_in_the_digits_of_the_reader() -> None:
    html = drawn("columns", [(2023, 1200)], "ar")
    assert cells(html) == ["١٬٢٠٠"]
    assert "٢٠٢٣" in html
    assert cells(drawn("bars", [("Konya", 1200)], "tr")) == ["1.200"]


@pytest.mark.parametrize("number", [1, 5, 6, 7, 30, 100])
def test_a_phone_has_room_for_the_years_that_are_written(number: int) -> None:
    made = charts.columns([Row(1925 + place, place) for place in range(number)], "en")
    assert 1 <= sum(column.is_labelled for column in made) <= charts.LABELS_SHOWN
    assert all(float(column.x) >= 0 and float(column.width) > 0 for column in made)


def test_no_more_than_a_hundred_years_are_drawn() -> None:
    made = charts.columns([Row(1, 1), Row(2024, 1)], "en")
    assert len(made) == charts.MOST_YEARS
    assert made[-1].label == "2024"


def test_labels_are_escaped() -> None:
    assert "&lt;b&gt;" in drawn("bars", [("<b>", 1)])
    assert "<b>" not in drawn("bars", [("<b>", 1)])
