"""What the form asks while it is written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.practices.similar.test_similar import published
from tests.practices.similar.texts import MODEL, PROGRAMME, SHARED

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def ask(user: Any, **typed: Any) -> Any:
    client = Client()
    client.force_login(user)
    response = client.post(reverse("suggest"), typed)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.json()


def test_a_title_and_a_text_that_stand_elsewhere_are_named_with_their_address(
    committed: Committed,
) -> None:
    page = published(committed, MODEL)
    user = representative()
    draft = submission(author=user, title=MODEL["title"], answers=MODEL)
    by_title = ask(user, title=MODEL["title"], submission=str(draft.pk))["similar"]
    assert [(found["url"], found["why"]) for found in by_title] == [(page.get_url(), "title")]
    by_text = ask(user, text=PROGRAMME["context"], submission=str(draft.pk))["similar"]
    assert [(found["url"], found["why"]) for found in by_text] == [(page.get_url(), "text")]
    assert SHARED.rstrip(".") in by_text[0]["shared"]


def test_another_citys_draft_is_not_named_even_by_its_own_key() -> None:
    theirs = submission(title=MODEL["title"], answers=MODEL)
    for key in (str(theirs.pk), "", "no key"):
        found = ask(representative(), title=MODEL["title"], text=SHARED, submission=key)
        assert found == {"similar": []}


def test_names_are_found_however_they_are_spelt_but_never_those_another_city_proposed() -> None:
    CityFactory(code="sanliurfa-tr", name="Şanlıurfa")
    OrganisationFactory(code="refugee-council", name="Refugee Council of Kilis")
    OrganisationFactory(code="secret", name="Secret Council of Kilis", retired=True)
    user = representative()
    assert ask(user, city="sanliurfa")["city"] == [{"code": "sanliurfa-tr", "label": "Şanlıurfa"}]
    found = ask(user, organisation="council of KILIS")["organisation"]
    assert found == [{"code": "refugee-council", "label": "Refugee Council of Kilis"}]
    assert ask(user, city="x") == {"city": []}


def test_an_objective_leads_to_its_neighbours_in_other_compacts() -> None:
    found = ask(representative(), objective="gcm-16")["objective"]
    assert found
    assert all(not near["code"].startswith("gcm-") and near["label"] for near in found)
    assert ask(representative(), objective="no-such-code") == {"objective": []}


def test_only_representatives_are_answered() -> None:
    address = reverse("suggest")
    assert Client().post(address, {"title": "Anything"}).status_code == 302
    client = Client()
    client.force_login(person("visitor"))
    assert client.post(address, {"title": "Anything"}).status_code == 403
    client.force_login(representative())
    assert client.get(address).status_code == 405
