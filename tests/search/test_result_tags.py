"""What is put together in Python for speed: as a template would write it, and as safe."""

from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from search.presentation.why import Reason

HOSTILE = "<b>\"x\" & 'y'"


def soup(component: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(f"components/{component}.html", context), "html.parser")


def test_values_of_a_facet_are_escaped_and_say_what_they_are() -> None:
    rows = [(HOSTILE, HOSTILE, HOSTILE, True, True), ("tr", "Türkiye", "1,200", False, False)]
    first, second = soup("facet_values", rows=rows, parameter=HOSTILE).select("ul > li")
    box = first.select_one("label.facet__value > input[type=checkbox]")
    assert box
    assert (box["name"], box["value"], box.has_attr("checked")) == (HOSTILE, HOSTILE, True)
    assert first.bdi and first.bdi.text == HOSTILE
    assert first["class"] == ["facet__nested"]
    assert second.get_text(" ", strip=True) == "Türkiye Records: 1,200"
    assert not second.select("[checked]") and not second.has_attr("class")


def test_reasons_are_escaped_and_parted() -> None:
    line = {"why": (Reason("Title"), Reason(HOSTILE, HOSTILE))}
    said = soup("result_why", line=line)
    assert said.get_text().strip() == f"Matches: Title · {HOSTILE}: {HOSTILE}"
    assert [label.text for label in said.select("bdi")] == [HOSTILE]
