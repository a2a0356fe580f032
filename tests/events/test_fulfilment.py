"""A declaration's page: who signed it where, and what its signatories have done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taxonomy.models import Objective
from tests.factories.pages import DeclarationPageFactory, PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.pages.reading import read

Committed = Callable[[], AbstractContextManager[object]]
SERVED, OTHER = "gcm-15", "gcm-16"

pytestmark = pytest.mark.django_db


def objective(code: str) -> Objective:
    found: Objective = Objective.objects.canonical().get(code=code)
    return found


def declaration(*organisations: Any, title: str = "A declaration") -> Any:
    return DeclarationPageFactory(
        parent=section("declaration"),
        title=title,
        commitments=[
            ("commitment", {"text": "Open every service", "objective": objective(SERVED)}),
            ("commitment", {"text": "Meet again", "objective": None}),
        ],
        signatories=[
            ("signatory", {"organisation": one, "person": f"Mayor of {one.name}"})
            for one in organisations
        ],
    )


def practice(title: str, organisation: Any, code: str, **values: Any) -> Any:
    objectives = [("objective", {"objective": objective(code), "how": ""})]
    return PracticePageFactory(
        parent=section(),
        title=title,
        lead_organisation=organisation,
        objectives=objectives,
        **values,
    )


def test_deeds_of_signatories_stand_under_the_promise_they_serve(
    client: Client, committed: Committed
) -> None:
    with committed():
        signed, stranger = OrganisationFactory(), OrganisationFactory()
        page = declaration(signed)
        practice("Kept", signed, SERVED)
        practice("Of another aim", signed, OTHER)
        practice("Of a stranger", stranger, SERVED)
        practice("Draft", signed, SERVED, live=False)
        private = practice("Private", signed, SERVED)
        private.view_restrictions.create(restriction_type="login")
    shown = read(client, page).text
    _before, _, rest = shown.partition('id="fulfilment')
    part = rest.partition("<section")[0]
    assert "Open every service" in part
    assert "Kept" in part
    for absent in ("Of another aim", "Of a stranger", "Draft", "Private", "Meet again"):
        assert absent not in part, absent


def test_signatories_stand_on_a_map_where_their_city_is_known(
    client: Client, committed: Committed
) -> None:
    with committed():
        city = CityFactory(name="Little Town")
        at_home, homeless = OrganisationFactory(city=city), OrganisationFactory()
        page = declaration(at_home, homeless)
        nowhere = declaration(homeless, title="Signed by nobody with a city")
    shown = read(client, page)
    assert "Little Town" in shown.part("places__title", "p")
    assert f"Mayor of {at_home.name}" in shown.text
    assert "1 signatory without a city" in shown.text
    assert "places__title" not in read(client, nowhere).source


def test_signatures_take_no_more_queries_than_one(client: Client, committed: Committed) -> None:
    with committed():
        city = CityFactory()
        few = declaration(OrganisationFactory(city=city))
        many = declaration(*(OrganisationFactory(city=city) for _ in range(30)), title="Many")

    def taken(page: Any) -> int:
        client.get(page.get_url() + "?warm")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.get_url() + "?asked").status_code == 200
        return len(captured)

    # Each of two has a neighbour.
    assert taken(many) == taken(few)
