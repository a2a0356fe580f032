"""Translations go where their originals go; nothing is orphaned, nothing of theirs is lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from practices.models import PracticePage
from tests.factories.pages import SectionPageFactory, home
from tests.translations.people import logged_in, member_of, superuser
from tests.translations.records import draft, fresh, published, translated
from translations.models import Record, RecordTranslation

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages_below(below: None) -> list[Any]:
    original = published(PracticePage)
    return [original, *(translated(original, code) for code in ("tr", "ar"))]


@pytest.fixture
def pages(pages_below: list[Any]) -> list[Any]:
    """A record in three languages, its original first."""
    return [fresh(page) for page in pages_below]


@pytest.fixture
def elsewhere(committed: Committed) -> Any:
    """Another section for practices, in English alone."""
    with committed():
        return SectionPageFactory(parent=home(), title="Elsewhere", record_type="practice")


def there(pages: list[Any]) -> list[bool]:
    return [Page.objects.filter(pk=page.pk).exists() for page in pages]


class TestMoving:
    def test_an_original_takes_its_translations_along(
        self, pages: list[Any], elsewhere: Any, committed: Committed
    ) -> None:
        address = reverse("wagtailadmin_pages:move_confirm", args=[pages[0].pk, elsewhere.pk])
        with committed():
            logged_in(superuser()).post(address)
        for page in pages:
            parent = fresh(page).get_parent()
            assert parent.translation_key == elsewhere.translation_key
            assert parent.locale == page.locale
            assert parent.live == (page == pages[0])
        assert not any(Page.find_problems())

    def test_a_translation_finds_a_slug_where_its_own_is_taken(
        self, pages: list[Any], elsewhere: Any, committed: Committed
    ) -> None:
        with committed():
            turkish = elsewhere.copy_for_translation(Locale.objects.get(language_code="tr"))
            turkish.add_child(instance=PracticePage(title="Taken", slug=pages[1].slug))
            pages[0].move(elsewhere, pos="last-child")
        moved = fresh(pages[1])
        assert moved.get_parent().pk == turkish.pk
        assert moved.slug == moved.latest_revision.content["slug"] == f"{pages[1].slug}-1"

    def test_moved_within_its_section_it_moves_nothing(
        self, pages: list[Any], committed: Committed
    ) -> None:
        before = [fresh(page).path for page in pages[1:]]
        with committed():
            pages[0].move(pages[0].get_parent(), pos="first-child")
        assert [fresh(page).path for page in pages[1:]] == before

    def test_a_section_moved_leaves_the_other_languages_where_they_are(
        self, pages: list[Any], committed: Committed
    ) -> None:
        before = [fresh(page).path for page in pages[1:]]
        with committed():
            fresh(pages[0].get_parent().specific).move(home(), pos="first-child")
        assert [fresh(page).path for page in pages[1:]] == before


class TestDeleting:
    def test_an_original_takes_its_translations_along(
        self, pages: list[Any], committed: Committed
    ) -> None:
        client = logged_in(superuser())
        address = reverse("wagtailadmin_pages:delete", args=[pages[0].pk])
        client.get(address)
        with committed():
            client.post(address, {"confirm_site_name": "Meydan"})
        assert there(pages) == [False] * 3
        assert not Record.objects.exists()
        assert not any(Page.find_problems())

    def test_several_originals_as_well(self, pages: list[Any], committed: Committed) -> None:
        with committed():
            other = published(PracticePage)
            everything = [*pages, other, translated(other)]
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        # One is ticked together with its translation.
        ticked = [pages[0].pk, pages[1].pk, other.pk]
        with committed():
            logged_in(superuser()).post(
                f"{address}?" + "&".join(f"id={number}" for number in ticked),
                {"confirm_site_name": "Meydan"},
            )
        assert there(everything) == [False] * 5

    def test_is_refused_where_one_of_them_may_not_be_deleted(
        self, pages: list[Any], committed: Committed
    ) -> None:
        user = member_of("Moderators")
        group = user.groups.get()
        granted = group.page_permissions.all()
        for row in granted:
            row.page = home("en")
            row.save()
        client = logged_in(user)
        assert pages[0].permissions_for_user(user).can_delete()
        with committed():
            client.post(reverse("wagtailadmin_pages:delete", args=[pages[0].pk]))
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
            client.post(f"{address}?id={pages[0].pk}")
        assert there(pages) == [True] * 3

    def test_a_translation_alone_leaves_the_record(
        self, pages: list[Any], committed: Committed
    ) -> None:
        address = reverse("wagtailadmin_pages:delete", args=[pages[1].pk])
        with committed():
            logged_in(superuser()).post(address)
        assert there(pages) == [True, False, True]

    def test_an_original_below_a_deleted_section_leaves_its_translations_a_record(
        self, pages: list[Any], committed: Committed
    ) -> None:
        with committed():
            pages[0].get_parent().delete()
        assert there(pages) == [False, True, True]
        assert fresh(pages[1]).is_original
        assert draft(pages[1]).is_original
        assert not fresh(pages[1]).translated_from
        assert not fresh(pages[2]).is_original
        record = Record.objects.get(key=pages[0].translation_key)
        assert record.page_id == pages[1].pk
        rows = RecordTranslation.objects.filter(record=record)
        assert {row.language for row in rows} == {"en", "ar", "fr"}


def test_withdrawn_an_original_leaves_its_translations_public(
    pages: list[Any], committed: Committed
) -> None:
    address = reverse("wagtailadmin_pages:unpublish", args=[pages[0].pk])
    with committed():
        logged_in(superuser()).post(address, {"include_descendants": "on"})
    assert [fresh(page).live for page in pages] == [False, True, True]


def test_a_renamed_slug_leaves_the_others(pages: list[Any], committed: Committed) -> None:
    with committed():
        changed = draft(pages[0])
        changed.slug = "another"
        changed.save_revision().publish()
    turkish = pages[0].get_translation(Locale.objects.get(language_code="tr"))
    assert turkish.slug == pages[1].slug
