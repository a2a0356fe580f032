"""What the page of a practice tells somebody who has to decide whether it can be done at home."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from tests.factories.pages import MunicipalityPageFactory, PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.pages.reading import Reader, read

Committed = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db


def practice(**fields: Any) -> Any:
    return PracticePageFactory(parent=section(), **fields)


def fact(shown: Reader, label: str) -> str:
    """What stands beside a label at a glance, as plain text; empty where there is none."""
    found = re.search(rf"<dt>{label}</dt>\s*<dd>(.*?)</dd>", shown.source, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def part(shown: Reader, anchor: str) -> str:
    """The source of a section of the page."""
    found = re.search(
        rf'<section class="section" aria-labelledby="{anchor}".*?</section>',
        shown.source,
        re.DOTALL,
    )
    return found[0] if found else ""


def resource(kind: str, text: str) -> tuple[str, dict[str, str]]:
    return "resource", {"kind": kind, "text": text, "url": ""}


def test_at_a_glance_stands_what_decides(client: Client) -> None:
    organisations = [OrganisationFactory(name=f"Partner {number}") for number in range(5)]
    page = practice(
        period="2019-09/..",
        budget_band="10k-100k",
        transfer_minimum_budget=20_000,
        transfer_minimum_staff=3,
        resources=[
            resource("staff", "Two interpreters"),
            resource("legal-basis", "Municipal law"),
            resource("money", "1 % of the budget"),
            resource("strategy", "Plan 2024"),
        ],
        partners=[("partner", {"organisation": one, "role": "partner"}) for one in organisations],
        support_offered=[("support", {"kind": "visit", "note": "Twice a year"})],
    )
    page.cities.set([CityFactory(name="Gölcük", population=170_000)])
    page.save()
    shown = read(client, page)
    assert fact(shown, "Size of the city") == "50,000 to 250,000 inhabitants"
    assert fact(shown, "Budget") == (
        "€10,000 to €100,000 1 % of the budget To begin with: at least 20,000 euros"
    )
    assert fact(shown, "Staff") == "Two interpreters To begin with: at least 3 persons"
    assert fact(shown, "Legal basis") == "Municipal law"
    assert fact(shown, "Partners") == "Partner 0 Partner 1 Partner 2 Partner 3 All partners"
    assert fact(shown, "Support offered") == "Study visit"
    for address in ("population=50k-250k", "budget=10k-100k", "support=visit"):
        assert f'href="/en/search/?{address}"' in shown.source
    labels = re.findall(r"<dt>(.*?)</dt>", shown.source)
    assert labels[:4] == ["Cities", "Size of the city", "Countries", "When"]


def test_many_of_a_kind_lead_to_the_whole_list(client: Client) -> None:
    laws = [resource("legal-basis", f"Law {number}") for number in range(6)]
    shown = read(client, practice(resources=laws))
    assert fact(shown, "Legal basis") == "Law 0 Law 1 Law 2 All of them"
    assert "Law 5" in part(shown, "resources")


def test_a_municipality_says_how_large_its_city_is(client: Client) -> None:
    city = CityFactory(population=30_000)
    page = MunicipalityPageFactory(parent=section("municipality"), city=city)
    assert fact(read(client, page), "Size of the city") == "Under 50,000 inhabitants"


def test_steps_to_start_come_in_the_order_in_which_they_are_taken(client: Client) -> None:
    page = practice(
        activities=[
            ("activity", {"title": f"Activity {number}", "text": "<p>Done.</p>"})
            for number in range(5)
        ],
        transfer_legal_basis="A by-law on volunteers",
        transfer_minimum_staff=1,
        support_offered=[("support", {"kind": "call", "note": ""})],
    )
    steps = part(read(client, page), "start")
    assert re.findall(r"<h3>(.*?)</h3>", steps) == [
        "See whether you may",
        "Set aside what it takes at least",
        "Begin as they began",
        "Ask those who did it",
    ]
    assert "A by-law on volunteers" in steps and "1 person" in steps
    assert "Activity 2" in steps and "Activity 3" not in steps
    assert "Call with the team" in steps and f"/en/contact/{page.record_key}/" in steps


def test_what_did_not_work_and_what_it_takes_stand_out(client: Client) -> None:
    page = practice(
        what_did_not_work="<p>Evening courses stayed empty.</p>",
        conditions_for_success="<p>A mayor who comes.</p>",
    )
    shown = read(client, page)
    assert '<div class="frank">' in part(shown, "failures")
    assert "Conditions for success" in part(shown, "transfer")


def test_nothing_is_promised_where_nothing_is_known(client: Client) -> None:
    shown = read(client, practice())
    for label in ("Size of the city", "Budget", "Staff", "Legal basis", "Partners"):
        assert not fact(shown, label)
    assert not part(shown, "start") and not part(shown, "transfer")


def test_the_row_of_what_can_be_done_leads_where_it_says(client: Client) -> None:
    shown = read(client, practice())
    row = shown.part("record-actions", "ul")
    inside = re.findall(r'href="#([\w-]+)"', row)
    assert set(inside) <= set(shown.ids) and {"cite", "share"} <= set(inside)


def test_a_record_without_a_picture_has_a_drawn_one_and_one_with_a_picture_has_not(
    client: Client,
) -> None:
    assert 'class="record-header__cover"' in read(client, practice()).source
