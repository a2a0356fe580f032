"""Another municipality's submission cannot be told from one that does not exist."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from practices.desk import urls
from practices.desk.acting import ACTS
from practices.steps import STEPS
from tests.factories.members import representative
from tests.factories.people import person
from tests.practices.desk.forms import browser, draft, fresh

pytestmark = pytest.mark.django_db

SECRET = "a-word-that-nobody-else-reads"
PAGES = ["tasks", "preview", "check", "earlier", "language", "short", *(act.slug for act in ACTS)]
POSTS = ["send", "language", "short", *(act.slug for act in ACTS)]


def addresses(pk: Any, names: list[str]) -> list[str]:
    """The addresses of a submission, steps included."""
    slugs = [kind.slug for kind in STEPS if kind.names]
    steps = [reverse("submissions:step", args=[pk, slug]) for slug in slugs]
    return [*(reverse(f"submissions:{name}", args=[pk]) for name in names), *steps]


@pytest.fixture
def theirs() -> Any:
    return draft(title=SECRET, answers={"title": SECRET, "summary": SECRET})


def test_every_address_is_among_those_tested() -> None:
    named = {pattern.name for pattern in urls.urlpatterns if hasattr(pattern, "name")}
    assert named == {*PAGES, *POSTS, "new", "step"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_submission_is_answered_as_one_that_is_none(theirs: Any, method: str) -> None:
    client = browser(representative())
    names = PAGES if method == "get" else POSTS
    unknown = uuid4()
    pairs = zip(addresses(theirs.pk, names), addresses(unknown, names), strict=True)
    for address, nowhere in pairs:
        foreign, none = getattr(client, method)(address), getattr(client, method)(nowhere)
        assert foreign.status_code == none.status_code == 404, address
        text, other = (each.content.decode() for each in (foreign, none))
        assert text.replace(str(theirs.pk), "") == other.replace(str(unknown), "")
        assert SECRET not in text
        assert "no-store" in foreign["Cache-Control"]
    assert fresh(theirs).answers == theirs.answers
    assert fresh(theirs).state == theirs.state


@pytest.mark.parametrize("role", ["nobody", "editor", "deactivated"])
def test_who_represents_no_municipality_sees_nothing(theirs: Any, role: str) -> None:
    client = Client()
    if role == "editor":
        client.force_login(person("editor", "Moderators"))
    if role == "deactivated":
        client.force_login(theirs.author)
        User.objects.filter(pk=theirs.author.pk).update(is_active=False)
    for address in [*addresses(theirs.pk, PAGES), reverse("submissions:new")]:
        answer = client.get(address)
        assert answer.status_code == (403 if role == "editor" else 302)
        assert SECRET not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


def test_no_cache_keeps_a_page(theirs: Any) -> None:
    client = browser(theirs.author)
    for address in [*addresses(theirs.pk, PAGES), reverse("desk:index")]:
        answer = client.get(address)
        assert answer.status_code in (200, 302), address
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_the_desk_of_another_city_does_not_name_it(theirs: Any) -> None:
    text = browser(representative()).get(reverse("desk:index")).content.decode()
    assert SECRET not in text
    own = browser(theirs.author).get(reverse("desk:index")).content.decode()
    assert SECRET in own
