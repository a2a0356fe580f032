"""Open calls on the member's desk."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.calls import call, days
from tests.factories.members import representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """The client of a municipality's representative."""
    client.force_login(representative())
    return client


def test_the_desk_offers_the_open_calls(desk: Client) -> None:
    found = call("Housing", closes=days(5))
    call("Long over", opens=days(-9), closes=days(-1))
    call("To come", opens=days(2), closes=days(9))
    page = desk.get(reverse("desk:index")).content.decode()
    assert "Housing" in page and found.get_absolute_url() in page
    assert f"/en/desk/submissions/new/?call={found.slug}" in page
    assert "Long over" not in page and "To come" not in page


def test_without_an_open_call_there_is_no_panel(desk: Client) -> None:
    call(opens=days(-9), closes=days(-1))
    assert "desk-calls" not in desk.get(reverse("desk:index")).content.decode()
