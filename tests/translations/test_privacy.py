"""Who may not read an original may not read its translations, from the next request on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from practices.models import PracticePage
from tests.factories.pages import section
from tests.translations.people import logged_in, superuser
from tests.translations.records import begun, fresh, published, translated

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages_below(below: None) -> list[Any]:
    original = published(PracticePage)
    return [original, *(translated(original, code) for code in ("tr", "ar", "fr"))]


@pytest.fixture
def pages(pages_below: list[Any]) -> list[Any]:
    """A record in four languages, its original first."""
    return [fresh(page) for page in pages_below]


def open_to(client: Client, pages: list[Any]) -> list[bool]:
    """Whether each page is shown, and not the log-in instead."""
    return [client.get(page.get_url()).status_code == 200 for page in pages]


def found(pages: list[Any]) -> list[bool]:
    """Whether a search in its language finds each page."""
    return [
        page.title in Client().get(f"/{page.locale.language_code}/search/").content.decode()
        for page in pages
    ]


def set_privacy(page: Page, kind: str, **values: Any) -> None:
    """What the admin does when somebody chooses who may see a page."""
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    answer = logged_in(superuser()).post(address, {"restriction_type": kind, **values})
    assert answer.json()["step"] == "set_privacy_done"


@pytest.mark.parametrize("place", ["record", "section"])
class TestRestricting:
    def restricted(self, place: str, pages: list[Any]) -> Page:
        page: Page = pages[0] if place == "record" else pages[0].get_parent()
        return page

    def test_reaches_every_language_and_is_lifted_in_each(
        self, place: str, pages: list[Any], committed: Committed
    ) -> None:
        assert open_to(Client(), pages) == [True] * 4
        with committed():
            set_privacy(self.restricted(place, pages), "login")
        assert open_to(Client(), pages) == [False] * 4
        assert found(pages) == [False] * 4
        with committed():
            set_privacy(self.restricted(place, pages), "none")
        assert open_to(Client(), pages) == [True] * 4
        assert found(pages) == [True] * 4
        assert not PageViewRestriction.objects.exists()

    def test_to_groups_and_to_others_later(
        self, place: str, pages: list[Any], committed: Committed
    ) -> None:
        insiders, others = (Group.objects.create(name=name) for name in ("Insiders", "Others"))
        insider = User.objects.create_user("insider")
        insider.groups.add(insiders)
        page = self.restricted(place, pages)
        with committed():
            set_privacy(page, "groups", groups=[insiders.pk])
        assert open_to(logged_in(insider), pages) == [True] * 4
        assert open_to(Client(), pages) == [False] * 4
        with committed():
            set_privacy(page, "groups", groups=[others.pk])
        assert open_to(logged_in(insider), pages) == [False] * 4


def test_a_translation_begun_later_is_as_private(pages: list[Any], committed: Committed) -> None:
    with committed():
        secret = published(PracticePage)
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        page = begun(secret)
    assert PageViewRestriction.objects.filter(page=page, restriction_type="login").exists()


def test_the_privacy_of_a_translation_alone_cannot_be_lifted(
    pages: list[Any], committed: Committed
) -> None:
    with committed():
        PageViewRestriction.objects.create(page=pages[0], restriction_type="login")
    with committed():
        for copy in PageViewRestriction.objects.exclude(page=pages[0]):
            copy.delete()
    assert open_to(Client(), pages) == [False] * 4
    with committed():
        for copy in PageViewRestriction.objects.exclude(page=pages[0]):
            copy.restriction_type = "groups"
            copy.save()
    kinds = set(PageViewRestriction.objects.values_list("restriction_type", flat=True))
    assert kinds == {"login"}


def test_a_restriction_of_a_languages_own_section_stays_its_own(
    pages: list[Any], committed: Committed
) -> None:
    turkish = section(language="tr")
    with committed():
        PageViewRestriction.objects.create(page=turkish, restriction_type="login")
    assert open_to(Client(), pages) == [True, False, True, True]
    with committed():
        set_privacy(pages[0].get_parent(), "login")
        set_privacy(pages[0].get_parent(), "none")
    assert open_to(Client(), pages) == [True, False, True, True]


def test_a_deleted_original_leaves_what_stays_private(
    pages: list[Any], committed: Committed
) -> None:
    with committed():
        PageViewRestriction.objects.create(page=pages[0], restriction_type="login")
    with committed():
        pages[0].get_parent().delete()
    assert open_to(Client(), pages[1:]) == [False] * 3


def test_a_deleted_translation_takes_its_copy_along(pages: list[Any], committed: Committed) -> None:
    with committed():
        PageViewRestriction.objects.create(page=pages[0], restriction_type="login")
    with committed():
        pages[1].delete()
    assert PageViewRestriction.objects.count() == 3
