"""A list as others read it, by its link."""

import pytest
from django.test import Client
from django.urls import reverse

from shelves.models import Shelf
from tests.factories.people import person
from tests.shelves.lists import Committed, keep, read, record, share, text

pytestmark = pytest.mark.django_db


def test_who_has_the_link_reads_the_list_without_its_notes(committed: Committed) -> None:
    owner, page = Client(), record(committed)
    shelf = keep(owner, page, note="My own words")
    assert "My own words" in read(owner, f"/en/shelves/{shelf.pk}/")

    address = share(owner, shelf)
    source = read(Client(), address)

    assert "Language cafés" in source
    assert "My own words" not in source
    for ending in ("csv", "json"):
        assert "My own words" not in read(Client(), f"{address}list.{ending}")


def test_notes_are_shown_where_the_owner_says_so(committed: Committed) -> None:
    owner = Client()
    shelf = keep(owner, record(committed), note="My own words")

    address = share(owner, shelf, with_notes="on")
    assert "My own words" in read(Client(), address)
    assert "My own words" in read(Client(), f"{address}list.csv")

    assert share(owner, shelf) == address
    assert "My own words" not in read(Client(), address)


def test_a_link_ends_or_is_replaced(committed: Committed) -> None:
    owner = Client()
    shelf = keep(owner, record(committed))
    first = share(owner, shelf)

    second = share(owner, shelf, anew="1")
    assert first != second
    assert "leads to no list" in text(Client(), first, 404)
    read(Client(), f"{first}list.csv", 404)
    assert "Language cafés" in text(Client(), second)

    owner.post(f"/en/shelves/{shelf.pk}/share/", {"withdraw": "1"})
    assert "leads to no list" in text(Client(), second, 404)
    assert 'href="/en/search/"' in read(Client(), second, 404)


@pytest.mark.parametrize("token", ["x", "ı" * 300, "%00", "..", "a%2Fb"])
def test_a_link_that_never_was_leads_on(token: str) -> None:
    assert Client().get(f"/en/shelves/shared/{token}/").status_code == 404


def test_no_list_is_shared_that_nobody_shares(committed: Committed) -> None:
    keep(Client(), record(committed))

    assert Shelf.objects.get().share_token == ""
    assert Client().get("/en/shelves/shared//").status_code == 404


def test_the_list_of_a_closed_account_is_not_shared(committed: Committed) -> None:
    owner, user = Client(), person("reader")
    owner.force_login(user)
    shelf = keep(owner, record(committed))
    address = share(owner, shelf)
    user.is_active = False
    user.save()

    assert "Language cafés" not in text(Client(), address, 404)


def test_readers_of_a_link_get_no_cookie_and_can_change_nothing(committed: Committed) -> None:
    owner = Client()
    shelf = keep(owner, record(committed))
    address = share(owner, shelf)
    guest = Client()

    response = guest.get(address)

    assert "sessionid" not in guest.cookies
    assert guest.post(address).status_code == 405
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert f"/en/shelves/{shelf.pk}/" not in response.content.decode()


def test_a_shared_list_reads_in_the_readers_language(committed: Committed) -> None:
    owner = Client()
    address = share(owner, keep(owner, record(committed)))
    source = read(Client(), address.replace("/en/", "/ar/"))

    assert '<html lang="ar" dir="rtl">' in source
    assert 'lang="en" dir="ltr">Language cafés</a>' in source
    for language in ("en", "tr", "fr"):
        assert f'href="{address.replace("/en/", f"/{language}/")}"' in source


def test_the_whole_address_of_the_link_is_shown_to_its_owner(committed: Committed) -> None:
    owner = Client()
    shelf = keep(owner, record(committed))
    address = share(owner, shelf)

    assert f"http://testserver{address}" in read(owner, reverse("shelves:shelf", args=[shelf.pk]))
