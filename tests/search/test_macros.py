"""What macros write of results and filters: safe, and complete."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from django.utils.safestring import mark_safe
from django.utils.translation import override
from jinja2 import UndefinedError

from core.macros import macro
from search.facets import BY_PARAMETER
from search.names import Names
from search.presentation.facets import Box, Group, Value, in_order
from search.presentation.lines import Line
from search.presentation.why import Reason
from search.request import SearchRequest

HOSTILE = "<b>\"x\" & 'y'"
LINE = Line(
    title=HOSTILE,
    url="/en/practices/one/",
    type="Practice",
    places=(HOSTILE, "Tyre"),
    period="2019",
    summary=HOSTILE,
    highlights=(),
    themes=(HOSTILE,),
    key="00000000-0000-0000-0000-000000000001",
    type_code="practice",
    why=(Reason("Title"), Reason(HOSTILE, HOSTILE)),
)


def soup(name: str, *values: object, **named: object) -> BeautifulSoup:
    return BeautifulSoup(macro(name, *values, **named), "html.parser")


def text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_values_of_a_facet_are_escaped_and_say_what_they_are() -> None:
    values = [
        Value(HOSTILE, HOSTILE, 1, HOSTILE, selected=True, nested=True),
        Value("tr", "Türkiye", 1200, "1,200", selected=False),
    ]
    first, second = soup("facets.choices", values, HOSTILE).select("ul > li")
    box = first.select_one("label.facet__value > input[type=checkbox]")
    assert box
    assert (box["name"], box["value"], box.has_attr("checked")) == (HOSTILE, HOSTILE, True)
    assert first.bdi and first.bdi.text == HOSTILE
    assert first["class"] == ["facet__nested"]
    assert second.get_text(" ", strip=True) == "Türkiye Records: 1,200"
    assert not second.select("[checked]") and not second.has_attr("class")


def test_nothing_in_a_line_is_taken_for_markup() -> None:
    line = soup("results.result", LINE, actions=True)
    assert not line.select("b")
    assert [tag.get_text() for tag in line.select("h3 a, .result__summary, .chip")] == [HOSTILE] * 3
    assert [tag.get_text() for tag in line.select(".result__place")] == [HOSTILE, "Tyre"]


def test_nothing_in_a_filter_is_taken_for_markup_and_marks_are() -> None:
    box = Box(
        parameter="city",
        label=HOSTILE,
        groups=(Group(HOSTILE, (Value("a", HOSTILE, 1, "1", False),), (), HOSTILE),),
        chosen=HOSTILE,
        open=False,
        several=True,
        match_all=False,
        find=HOSTILE,
    )
    facet = soup("facets.facet", box)
    assert not facet.select("b")
    details = facet.select_one("details")
    assert details and set(details.attrs) == {"class", "id", "data-find"}
    marked = soup("results.result", replace(LINE, highlights=(mark_safe("a <mark>b</mark>"),)))
    assert [mark.text for mark in marked.select("p.result__summary > mark")] == ["b"]


def test_reasons_are_parted() -> None:
    said = soup("results.why", LINE)
    assert text(said) == f"Matches: Title · {HOSTILE}: {HOSTILE}"
    assert [label.text for label in said.select("bdi")] == [HOSTILE]


def test_only_practices_can_be_compared_and_links_say_what_they_lead_to() -> None:
    links = soup("results.take_along", LINE).select("a")
    assert [text(link) for link in links] == [f"Keep on a list: {HOSTILE}", f"Compare: {HOSTILE}"]
    assert len(soup("results.take_along", replace(LINE, type_code="event")).select("a")) == 1


def test_what_is_in_another_language_says_so_wherever_it_stands() -> None:
    foreign = replace(LINE, lang="ar", dir="rtl")
    line = soup("results.result", foreign, actions=True)
    marked = line.select('[lang="ar"][dir="rtl"]')
    assert [tag.name for tag in marked] == ["h3", "p", "span", "span"]
    assert not soup("results.result", LINE, actions=True).select("[lang], [dir]")


def test_words_are_in_the_language_that_is_active_then() -> None:
    said = []
    for language in ("en", "tr", "en"):
        with override(language):
            said.append(text(soup("results.why", LINE)).partition(" ")[0])
    assert said[0] == said[2] != said[1]


def test_a_macro_fails_that_is_given_too_little() -> None:
    with pytest.raises(UndefinedError):
        macro("results.meta", {})


@pytest.mark.django_db
def test_terms_none_of_which_has_a_parent_are_not_nested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Names, "families_of", lambda _names, _parameter: {})
    names = Names("en")
    names._labels["theme"] = {"a": "A", "b": "B"}
    values = in_order(BY_PARAMETER["theme"], SearchRequest("en"), {"a": 1, "b": 2}, names)
    assert [value.nested for value in values] == [False, False]
