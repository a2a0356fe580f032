"""Pages of themes, compacts, objectives, cities and countries, and their lists."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.i18n import country_name, format_number
from practices.models import PracticePage
from taxonomy.labels import labels
from taxonomy.models import City, Objective, Theme
from tests.factories.pages import (
    EventPageFactory,
    MunicipalityPageFactory,
    PracticePageFactory,
    home,
    section,
)
from tests.factories.taxonomy import CityFactory, CompactFactory, ThemeFactory
from tests.factories.translations import translate
from tests.home.entries import introduction, section_of
from tests.pages.reading import Reader, reader

Committed = Callable[[], AbstractContextManager[object]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
LISTS = ("themes", "compacts", "objectives", "cities", "countries")
# Nine for a bare list; an introduction takes one, records chosen in it two, a city's facts or an
# official wording one, a theme's collections one. Compacts are counted one by one.
BUDGET = 14

every_language = pytest.mark.parametrize("language", LANGUAGES)
pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> Reader:
    return reader(client.get(address))


def practice(title: str = "A practice", **values: Any) -> Any:
    objectives = [
        ("objective", {"objective": Objective.objects.canonical().get(code=code), "how": ""})
        for code in values.pop("objectives", ())
    ]
    return PracticePageFactory(parent=section(), title=title, objectives=objectives, **values)


def theme(code: str = "social-cohesion") -> Theme:
    found: Theme = Theme.objects.canonical().get(code=code)
    return found


def city(code: str = "gaziantep-tr") -> City:
    found: City = City.objects.canonical().get(code=code)
    return found


@pytest.fixture
def world(committed: Committed) -> None:
    """Three records that stand under terms of every kind, and one that stands under none."""
    with committed():
        for number in range(2):
            practice(
                f"Practice {number}",
                themes=[theme()],
                cities=[city()],
                objectives=["gcm-16", "gcr-2"],
                period="2019",
            )
        EventPageFactory(
            parent=section("event"),
            title="A forum",
            themes=[theme()],
            cities=[city()],
            period="2018",
        )
        practice("Elsewhere")


TERMS = {
    "theme": ("themes", "social-cohesion", 3),
    "compact": ("compacts", "gcm", 2),
    "objective": ("objectives", "gcr-2", 2),
    "city": ("cities", "gaziantep-tr", 3),
    "country": ("countries", "TR", 3),
}
every_kind = pytest.mark.parametrize("kind", TERMS)


@every_kind
@every_language
@pytest.mark.usefixtures("world")
def test_a_term_shows_its_records_in_every_language(
    kind: str, language: str, client: Client
) -> None:
    plural, code, total = TERMS[kind]
    page = get(client, f"/{language}/browse/{plural}/{code}/")
    label = country_name(code, language) if kind == "country" else labels(kind, language)[code]
    assert f"<h1>{label}</h1>" in page.text
    assert page.tags.count("h1") == 1
    assert "Practice 0" in page.text
    assert "Elsewhere" not in page.text
    # An Arabic dual says two without a digit.
    assert (language, total) == ("ar", 2) or format_number(total, language) in page.part(
        "entry-total", "p"
    )
    assert "noindex" not in page.source
    for other in LANGUAGES:
        assert f'hreflang="{other}" href="http' in page.source
        assert f"/{other}/browse/{plural}/{code}/" in page.source


@every_kind
@pytest.mark.usefixtures("world")
def test_its_number_is_that_of_the_search_it_leads_to(kind: str, client: Client) -> None:
    plural, code, total = TERMS[kind]
    page = get(client, f"/en/browse/{plural}/{code}/")
    (address,) = Reader(page.part("entry-total", "p")).addresses
    assert f"{total} results" in get(client, address).text
    with_type = [link for link in page.addresses if "type=practice" in link]
    assert "2 results" in get(client, with_type[0]).text


@pytest.mark.usefixtures("world")
def test_a_theme_names_its_parent_what_is_below_and_where(client: Client) -> None:
    above = get(client, "/en/browse/themes/migration-and-social-cohesion/")
    assert "/en/browse/themes/social-cohesion/" in above.addresses
    assert "/en/browse/themes/education-and-language/" not in above.addresses
    page = get(client, "/en/browse/themes/social-cohesion/")
    assert "/en/browse/themes/migration-and-social-cohesion/" in page.addresses
    assert "/en/browse/cities/gaziantep-tr/" in page.addresses


@pytest.mark.usefixtures("world")
def test_an_objective_is_worded_officially_and_knows_its_neighbours(client: Client) -> None:
    page = get(client, "/en/browse/objectives/gcm-17/")
    official = labels("objective_title", "en")["gcm-17"]
    assert official in page.text
    assert "/en/browse/objectives/mmd-1/" in page.addresses
    assert "/en/browse/compacts/gcm/" in page.addresses
    turkish = get(client, "/tr/browse/objectives/gcm-17/")
    assert labels("objective_title", "tr")["gcm-17"] in turkish.text
    assert f'<q lang="en" dir="ltr">{official}</q>' in turkish.text


@pytest.mark.usefixtures("world")
def test_a_compact_lists_all_its_objectives(client: Client) -> None:
    shown = section_of(get(client, "/en/browse/compacts/gcm/"), "objectives")
    assert all(f"/en/browse/objectives/gcm-{number:02d}/" in shown for number in range(1, 24))


def test_a_city_says_its_facts_and_groups_its_records(client: Client, committed: Committed) -> None:
    with committed():
        place = CityFactory(
            name="Little Town",
            local_name="Küçük Şehir",
            population=51234,
            population_year=2020,
            population_source="Census <2020>",
        )
        MunicipalityPageFactory(parent=section("municipality"), title="Profile", city=place)
        for number in range(6):
            practice(f"Practice {number}", cities=[place])
    page = get(client, f"/en/browse/cities/{place.code}/")
    assert "51,234" in page.text
    assert "Küçük Şehir" in page.text
    assert "Census &lt;2020&gt;" in page.source
    assert "Profile" in section_of(page, "type-municipality")
    practices = section_of(page, "type-practice")
    assert practices.count('class="result"') == 4
    assert f"city={place.code}" in practices
    for anchor, heading in (("type-municipality", "Municipality"), ("type-practice", "Practices")):
        assert re.search(rf'<h2 id="{anchor}">{heading}</h2>', page.source)
    assert get(client, "/en/browse/countries/TR/").text.count("Little Town") >= 1


@every_kind
def test_an_unknown_term_is_not_there(kind: str, client: Client) -> None:
    for code in ("nonsense", "ç", "a b", "%00", "x" * 300, "../admin"):
        assert client.get(f"/en/{TERMS[kind][0]}/{code}/").status_code == 404


@every_kind
@every_language
def test_a_known_term_without_records_is_usable_and_not_listed(
    kind: str, language: str, client: Client
) -> None:
    plural, code, _total = TERMS[kind]
    answer = client.get(f"/{language}/browse/{plural}/{code}/")
    page = reader(answer)
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.source
    assert 'rel="canonical"' not in page.source
    assert 'class="notice entry-nothing"' in page.source
    assert f"/{language}/browse/{plural}/" in page.addresses or kind == "objective"


def test_a_compact_without_objectives_has_no_records(client: Client, committed: Committed) -> None:
    with committed():
        compact = CompactFactory()
        practice()
    assert "entry-nothing" in get(client, f"/en/browse/compacts/{compact.code}/").source


def test_drafts_and_private_records_are_neither_shown_nor_counted(
    client: Client, committed: Committed
) -> None:
    with committed():
        practice("A draft", themes=[theme()], live=False)
        practice("Private", themes=[theme()]).view_restrictions.create(restriction_type="login")
    page = get(client, "/en/browse/themes/social-cohesion/")
    assert "A draft" not in page.text
    assert "Private" not in page.text
    assert "entry-nothing" in page.source


def test_a_record_is_shown_once_in_the_readers_language(
    client: Client, committed: Committed
) -> None:
    with committed():
        original = practice("Advice", themes=[theme()])
        turkish = translate(original, "tr", title="Danışma")
    page = get(client, "/tr/browse/themes/social-cohesion/")
    assert page.leads_to(turkish)
    assert not page.leads_to(original)


@pytest.mark.parametrize("plural", LISTS)
@every_language
@pytest.mark.usefixtures("world")
def test_lists_count_what_is_behind_each_term(plural: str, language: str, client: Client) -> None:
    _plural, code, total = next(term for term in TERMS.values() if term[0] == plural)
    page = get(client, f"/{language}/browse/{plural}/")
    _before, _, rest = page.source.partition(f'href="/{language}/browse/{plural}/{code}/"')
    assert f">{format_number(total, language)}<" in rest.partition("</a>")[0]
    assert page.tags.count("h1") == 1


@pytest.mark.parametrize("plural", LISTS)
def test_lists_of_an_empty_site_are_usable(plural: str, client: Client) -> None:
    assert get(client, f"/en/browse/{plural}/").tags.count("h1") == 1


def test_terms_keep_to_their_budget_whatever_there_is(client: Client, committed: Committed) -> None:
    def taken() -> dict[str, int]:
        counted = {}
        for plural, code, _total in TERMS.values():
            for address in (f"/en/browse/{plural}/", f"/en/browse/{plural}/{code}/"):
                client.get(address + "?warm")
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(address + "?asked").status_code == 200
                counted[address] = len(captured)
        return counted

    def add(number: int) -> None:
        with committed():
            for _ in range(number):
                practice(
                    f"Practice {PracticePage.objects.count()}",
                    themes=[theme()],
                    cities=[city()],
                    objectives=["gcm-16", "gcr-2"],
                )
            MunicipalityPageFactory(parent=section("municipality"), city=city())

    with committed():
        for plural, code, _total in TERMS.values():
            kind = next(kind for kind, term in TERMS.items() if term[0] == plural)
            introduction(f"{kind}/{code}", en="Read this first.")
    add(2)
    few = taken()
    add(30)
    assert taken() == few
    assert max(few.values()) <= BUDGET, few


def test_new_terms_have_pages_at_once(client: Client, committed: Committed) -> None:
    assert client.get("/en/browse/themes/bees/").status_code == 404
    with committed():
        ThemeFactory(code="bees", name="Bees")
    assert "Bees" in get(client, "/en/browse/themes/bees/").text


def test_the_home_page_leads_to_them(client: Client, committed: Committed) -> None:
    with committed():
        practice(themes=[theme()], cities=[city()], objectives=["gcm-16"])
    page = reader(client.get(home().get_url()))
    for address in (
        "/en/browse/themes/",
        "/en/browse/objectives/",
        "/en/browse/cities/",
        "/en/browse/countries/",
        "/en/browse/compacts/gcm/",
        "/en/browse/objectives/gcm-16/",
        "/en/browse/themes/migration-and-social-cohesion/",
    ):
        assert address in page.addresses
