"""What the interface counts in published pages, against counting the pages one by one."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import KnowledgePage
from search.facets import FACETS
from taxonomy.models import City, Objective, Theme
from tests.factories.pages import PracticePageFactory, ProjectPageFactory, section

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]

THEMES = ("social-cohesion", "basic-services", "climate-action")
OBJECTIVES = ("gcm-16", "gcr-2", "sdg-11")
CITIES = ("gaziantep-tr", "istanbul-tr")
KINDS = ((ProjectPageFactory, "project"), (PracticePageFactory, "practice"))
REQUESTS: tuple[dict[str, set[str]], ...] = (
    {},
    {"theme": {"social-cohesion"}, "objective": {"gcm-16", "gcr-2"}},
    {"theme": {"migration-and-social-cohesion"}, "year": {"2014", "2019"}},
    {"city": {"istanbul-tr"}, "type": {"practice"}},
    {"country": {"TR"}, "theme": {"environment", "basic-services"}, "year": {"2016"}},
)


@pytest.fixture
def pages(committed: Committed) -> list[KnowledgePage]:
    """Records in every mixture, a few of them drafts, a few of them private."""
    with committed():
        made = [page(number) for number in range(24)]
        for private in made[::7]:
            PageViewRestriction.objects.create(
                page=private, restriction_type=PageViewRestriction.LOGIN
            )
    return [found for place, found in enumerate(made) if found.live and place % 7]


def page(number: int) -> KnowledgePage:
    factory, kind = KINDS[number % 3 == 0]
    made: Any = factory(parent=section(kind), live=bool(number % 5))
    made.themes = terms(Theme, THEMES, number)
    made.cities = terms(City, CITIES, number // 2)
    made.objectives = [
        ("objective", {"objective": objective, "how": "By doing it."})
        for objective in terms(Objective, OBJECTIVES, number // 3)
    ]
    made.period = f"{2012 + number % 8}/{2015 + number % 8}"
    made.save()
    record: KnowledgePage = made
    return record


def terms(model: Any, codes: tuple[str, ...], mixture: int) -> list[Any]:
    """The terms whose bit is set in `mixture`."""
    chosen = [code for place, code in enumerate(codes) if mixture >> place & 1]
    return list(model.objects.canonical().filter(code__in=chosen))


def counted(
    pages: Iterable[KnowledgePage], asked: dict[str, set[str]], facet: str
) -> dict[str, int]:
    """The values of a facet among the records that fit the choices in all other facets."""
    found = dict.fromkeys(asked.get(facet, ()), 0)
    for record in pages:
        values = facets_of(record)
        if all(values[name] & codes for name, codes in asked.items() if name != facet):
            for value in values[facet]:
                found[value] = found.get(value, 0) + 1
    return found


def facets_of(record: KnowledgePage) -> dict[str, set[str]]:
    declared = record.search_facets()
    return {facet.parameter: declared.get(facet.parameter, set()) for facet in FACETS} | {
        "language": {"en"}
    }


def fits(record: KnowledgePage, asked: dict[str, set[str]]) -> bool:
    return all(facets_of(record)[name] & codes for name, codes in asked.items())


def test_totals_and_every_count_are_those_of_the_published_pages(
    client: Client, pages: list[KnowledgePage]
) -> None:
    for asked in REQUESTS:
        query = urlencode({name: sorted(codes) for name, codes in asked.items()}, doseq=True)
        answer = client.get(f"/api/v1/search?lang=en&page_size=100&{query}").json()

        fitting = {str(record.record_key) for record in pages if fits(record, asked)}
        assert {found["id"] for found in answer["results"]} == fitting, query
        assert answer["total"] == len(fitting), query
        for facet in (facet.parameter for facet in FACETS):
            shown = {value["value"]: value["count"] for value in answer["facets"][facet]}
            assert shown == counted(pages, asked, facet), (query, facet)
