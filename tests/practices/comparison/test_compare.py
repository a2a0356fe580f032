"""Practices side by side: all that decides, whatever the address asks for."""

from itertools import count
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from practices.models import PracticePage
from tests.factories.full import full_record
from tests.factories.pages import EventPageFactory, PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, OrganisationFactory, ThemeFactory
from tests.shelves.lists import Committed, record

BUDGET = 15
NONE = "00000000-0000-4000-8000-000000000000"  # the key of nothing

pytestmark = pytest.mark.django_db


def address(*keys: object, language: str = "en") -> str:
    query = "&".join(f"record={getattr(key, 'translation_key', key)}" for key in keys)
    return f"/{language}/compare/?{query}"


def soup(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def labels(found: BeautifulSoup) -> list[str]:
    return [head.get_text(strip=True) for head in found.select("tbody th")]


def row(found: BeautifulSoup, label: str) -> list[str]:
    """What every practice answers to a question."""
    heads = [head for head in found.select("tbody th") if head.get_text(strip=True) == label]
    assert heads and heads[0].parent
    for name in heads[0].parent.select(".compare__of"):
        name.extract()
    return [cell.get_text(" ", strip=True) for cell in heads[0].parent.select("td")]


def notices(found: BeautifulSoup) -> list[str]:
    return [notice.get_text(" ", strip=True) for notice in found.select(".compare__notice")]


def shown(found: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in found.select(".compare__title")]


def full(committed: Committed) -> tuple[PracticePage, Any]:
    with committed():
        page, entered = full_record(PracticePage)
    return page, entered


def test_everything_that_decides_is_said_of_every_practice(
    client: Client, committed: Committed
) -> None:
    one, entered_of_one = full(committed)
    two, entered_of_two = full(committed)

    found = soup(client, address(one, two))

    assert shown(found) == [one.title, two.title]
    said = {label: row(found, label) for label in labels(found)}
    for place, entered in enumerate((entered_of_one, entered_of_two)):
        for label, path in (
            ("Led by", "lead_organisation"),
            ("City and size", "cities"),
            ("When", "period"),
            ("Innovation stages", "innovation_stages"),
            ("Themes", "themes"),
            ("Aims", "aims"),
            ("Budget", "budget_band"),
            ("Budget", "transfer_minimum_budget"),
            ("Financed by", "funders.funder.organisation"),
            ("Financed by", "funders.funder.note"),
            ("Staff", "transfer_minimum_staff"),
            ("Legal basis", "transfer_legal_basis"),
            ("Partners", "partners.partner.organisation"),
            ("People reached and taking part", "people_reached.claim.number"),
            ("Results", "results.claim.number"),
            ("Results", "results.claim.source_name"),
            ("Results", "results.claim.as_of"),
            ("Results", "results.text"),
            ("What did not work", "what_did_not_work"),
            ("Conditions for success", "conditions_for_success"),
            ("What another city needs", "transfer_population"),
            ("What another city needs", "transfer_governance_level"),
            ("Objectives it contributes to", "objectives.objective.objective"),
            ("Support offered", "support_offered.support.kind"),
            ("Support offered", "support_offered.support.note"),
        ):
            assert entered.shown[path]() in said[label][place], (label, path)


def test_resources_stand_in_the_rows_they_belong_to(client: Client, committed: Committed) -> None:
    with committed():
        resources = [
            ("resource", {"kind": "staff", "text": "Three advisers", "url": ""}),
            ("resource", {"kind": "legal-basis", "text": "Law 5393", "url": "https://example.org"}),
            ("resource", {"kind": "money", "text": "A small fund", "url": ""}),
        ]
        city = CityFactory(name="Sombor", country="RS", population=70818, population_year=2022)
        one = PracticePageFactory(parent=section(), resources=resources, cities=[city])
        two = PracticePageFactory(parent=section())

    found = soup(client, address(one, two))

    assert row(found, "Staff") == ["Three advisers", "Not stated"]
    assert row(found, "Legal basis") == ["Law 5393", "Not stated"]
    assert row(found, "City and size") == ["Sombor · Serbia 70,818 inhabitants", "Not stated"]


def test_a_row_in_which_nobody_says_anything_is_left_out(
    client: Client, committed: Committed
) -> None:
    one = record(committed, "One", aims="<p>To arrive</p>")
    two = record(committed, "Two")

    found = soup(client, address(one, two))

    assert labels(found) == ["Aims"]
    assert row(found, "Aims") == ["To arrive", "Not stated"]


def test_the_table_says_what_each_cell_belongs_to(client: Client, committed: Committed) -> None:
    one = record(committed, "One", aims="<p>To arrive</p>")
    two = record(committed, "Two", aims="<p>To stay</p>")

    table: Tag = soup(client, address(one, two)).select("table")[0]

    assert [head["scope"] for head in table.select("thead th")] == ["col", "col"]
    assert [head["scope"] for head in table.select("tbody th")] == ["row"]
    names = [name.get_text(strip=True) for name in table.select("tbody .compare__of")]
    assert names == ["One", "Two"]


class TestBadAddresses:
    def test_one_practice_or_none_is_no_comparison_but_a_page(
        self, client: Client, committed: Committed
    ) -> None:
        page = record(committed, "One", aims="<p>To arrive</p>")

        alone = soup(client, address(page))
        none = soup(client, "/en/compare/")

        assert shown(alone) == ["One"]
        assert "only one practice" in notices(alone)[0]
        assert shown(none) == []
        for found in (alone, none):
            assert found.select_one('main a[href="/en/search/?type=practice"]')

    @pytest.mark.parametrize("how", ["draft", "private", "deleted"])
    def test_what_is_no_longer_public_is_left_out_with_a_notice(
        self, client: Client, committed: Committed, how: str
    ) -> None:
        one, two = record(committed, "One"), record(committed, "Two")
        gone = record(committed, "Secret title", aims="<p>Secret aim</p>")
        assert shown(soup(client, address(one, gone, two))) == ["One", "Secret title", "Two"]
        with committed():
            if how == "draft":
                gone.unpublish()
            elif how == "private":
                login = PageViewRestriction.LOGIN
                PageViewRestriction.objects.create(page=gone, restriction_type=login)
            else:
                gone.delete()

        found = soup(client, address(one, gone, two))

        assert shown(found) == ["One", "Two"]
        assert len(notices(found)) == 1
        assert "1 record is left out" in notices(found)[0]
        assert "Secret" not in str(found)

    @pytest.mark.parametrize(
        "junk",
        [
            ["nonsense"],
            [""],
            ["%00"],
            [NONE],
            ["x" * 200],
            [NONE, "'", "<script>"],
            ["ı"] * 9,
        ],
        ids=str,
    )
    def test_what_is_no_key_is_left_out_with_a_notice(
        self, client: Client, committed: Committed, junk: list[object]
    ) -> None:
        one, two = record(committed, "One"), record(committed, "Two")

        found = soup(client, address(one, *junk, two))

        assert shown(found) == ["One", "Two"]
        assert "left out" in notices(found)[0]

    def test_another_type_is_left_out_with_a_notice(
        self, client: Client, committed: Committed
    ) -> None:
        one, two = record(committed, "One"), record(committed, "Two")
        with committed():
            event = EventPageFactory(parent=section("event"), title="A forum")

        found = soup(client, address(one, event, two))

        assert shown(found) == ["One", "Two"]
        assert "no practice" in notices(found)[0]

    def test_who_is_named_twice_is_shown_once(self, client: Client, committed: Committed) -> None:
        one, two = record(committed, "One"), record(committed, "Two")

        found = soup(client, address(one, two, str(one.translation_key).upper()))

        assert shown(found) == ["One", "Two"]
        assert notices(found) == ["A practice that was named twice is shown once."]

    def test_more_than_four_are_cut(self, client: Client, committed: Committed) -> None:
        pages = [record(committed, f"Number {number}") for number in range(6)]

        found = soup(client, address(*pages, *["x"] * 2_000))

        assert shown(found) == [f"Number {number}" for number in range(4)]
        assert any("Only 4 practices" in notice for notice in notices(found))

    def test_long_words_and_hostile_ones_are_shown_as_they_are(
        self, client: Client, committed: Committed
    ) -> None:
        with committed():
            city = CityFactory(name="ş" * 200, population=None)
            one = PracticePageFactory(
                parent=section(), title="<b>" + "x" * 190, summary="", cities=[city]
            )
        two = record(committed, "Two")

        found = soup(client, address(one, two))

        assert shown(found) == ["<b>" + "x" * 190, "Two"]
        assert "ş" * 200 in row(found, "City and size")[0]


def test_a_practice_can_be_left_out_or_replaced_by_its_links(
    client: Client, committed: Committed
) -> None:
    one, two = record(committed, "One"), record(committed, "Two")

    found = soup(client, address(one, two))

    links = [str(link["href"]) for link in found.select(".compare__acts a")]
    assert address(two) in links
    assert address(one) in links
    assert f"/en/shelves/keep/{one.translation_key}/" in links
    assert shown(soup(client, address(two))) == ["Two"]


def test_a_practice_in_another_language_is_marked_as_such(
    client: Client, committed: Committed
) -> None:
    support = [("support", {"kind": "visit", "note": "Twice a year"})]
    claim = ("claim", {"label": "Visitors", "number": 1234, "source_name": "Report"})
    theme = ThemeFactory(name="Welcome")
    with committed():
        english = PracticePageFactory(
            parent=section(),
            title="English only",
            aims="<p>To arrive</p>",
            support_offered=support,
            results=[claim],
            themes=[theme],
        )
        both = PracticePageFactory(parent=section(), title="Both", aims="<p>To stay</p>")
        turkish: Any = both.copy_for_translation(
            Locale.objects.get(language_code="tr"), copy_parents=True
        )
        turkish.title, turkish.aims = "Türkçe", "<p>Kalmak</p>"
        turkish.save_revision().publish()

    found = soup(client, address(english, both, language="tr"))

    assert shown(found) == ["English only", "Türkçe"]
    foreign, own = found.select(".compare__title")
    assert (foreign.get("lang"), foreign.get("dir")) == ("en", "ltr")
    assert own.get("lang") is None
    marked = {part.get_text(" ", strip=True) for part in found.select('tbody [lang="en"]')}
    assert {"To arrive", "Twice a year", "Visitors", "Report"} <= marked
    assert "Kalmak" not in marked
    assert not any("1.234" in part or "Welcome" in part for part in marked)
    assert 'dir="rtl"' in client.get(address(english, both, language="ar")).content.decode()[:200]


def test_texts_are_shown_without_their_links(client: Client, committed: Committed) -> None:
    target = record(committed, "Target")
    aims = f'<p><a linktype="page" id="{target.pk}">More</a> &amp; <b>better</b> <abbr>x</abbr></p>'
    one, two = record(committed, "One", aims=aims), record(committed, "Two")

    found = soup(client, address(one, two))

    assert found.select_one(".rich-text a") is None
    assert row(found, "Aims")[0] == "More & better x"


def queries(path: str) -> int:
    client = Client()
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_four_long_practices_take_no_more_queries_than_two_short_ones(
    committed: Committed,
) -> None:
    numbers = count(1)

    def practice(blocks: int) -> PracticePage:
        link = '<p><a linktype="page" id="1">More</a></p>' * blocks
        partners = [
            ("partner", {"organisation": OrganisationFactory(), "role": "partner"})
            for _ in range(blocks)
        ]
        funders = [
            ("funder", {"organisation": OrganisationFactory(), "note": ""}) for _ in range(blocks)
        ]
        return record(
            committed,
            f"Practice {next(numbers)}",
            aims=link,
            conditions_for_success=link,
            what_did_not_work=link,
            partners=partners,
            funders=funders,
            cities=[CityFactory() for _ in range(blocks)],
            themes=[ThemeFactory() for _ in range(blocks)],
        )

    few = queries(address(*[practice(1) for _ in range(2)]))
    many = queries(address(*[practice(9) for _ in range(4)]))

    assert many == few
    assert many <= BUDGET
