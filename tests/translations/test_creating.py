"""Beginning a translation: by the service, and in the admin."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Locale, Page

from core.models import KnowledgePage, record_types
from tests.factories.pages import PracticePageFactory, home, section
from tests.translations.people import logged_in, member_of, superuser
from tests.translations.records import draft, fresh, published
from translations.changes import changes
from translations.creating import create
from translations.enums import State
from translations.models import RecordTranslation
from translations.states import NEW, still_pending
from translations.words import texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def turkish_below() -> None:
    """Nothing is translated yet."""


@pytest.fixture
def translator() -> Any:
    return member_of("Translators (tr)")


def turkish(original: KnowledgePage) -> Any:
    return original.get_translation(Locale.objects.get(language_code="tr")).specific


class TestService:
    @pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
    def test_every_text_waits_in_a_draft_that_nobody_sees(
        self, model: type[KnowledgePage], translator: Any, committed: Committed
    ) -> None:
        with committed():
            original = published(model)
            create(original, "tr", actor=translator)
        page = turkish(original)
        assert not page.live
        assert texts_of(draft(page)) == texts_of(original)
        assert set(still_pending(draft(page))) == set(words_of(original))
        assert (page.owner, draft(page).owner) == (translator, translator)
        row = RecordTranslation.objects.get(record__page=original, language="tr")
        assert (row.state, row.page_id) == (State.IN_TRANSLATION, page.pk)

    def test_sections_not_translated_yet_are_made_as_drafts(
        self, original: Any, translator: Any
    ) -> None:
        create(original, "tr", actor=translator)
        place = turkish(original).get_parent()
        assert not place.live
        assert place.translation_key == original.get_parent().translation_key
        assert place.get_parent().pk == home("tr").pk
        assert not place.alias_of_id

    def test_whoever_comes_second_gets_the_same_page(self, original: Any, translator: Any) -> None:
        first = create(original, "tr", actor=translator)
        assert create(original, "tr", actor=superuser()).pk == first.pk
        assert Page.objects.filter(translation_key=original.translation_key).count() == 2
        assert fresh(first).owner == translator

    def test_an_alias_in_its_place_becomes_the_draft(
        self, original: Any, translator: Any, committed: Committed
    ) -> None:
        locale = Locale.objects.get(language_code="tr")
        with committed():
            alias = original.copy_for_translation(locale, copy_parents=True, alias=True)
        assert alias.live
        with committed():
            page = create(original, "tr", actor=translator)
        assert page.pk == alias.pk
        now = fresh(page)
        assert not now.live
        assert now.alias_of_id is None
        assert draft(now).translated_from
        row = RecordTranslation.objects.get(record__page=original, language="tr")
        assert row.state == State.IN_TRANSLATION

    def test_is_refused_without_the_rights(self, original: Any, translator: Any) -> None:
        before = Page.objects.count()
        for language in ("ar", "en", "de"):
            with pytest.raises(PermissionDenied):
                create(original, language, actor=translator)
        secret = PracticePageFactory(parent=section(), live=False)
        with pytest.raises(PermissionDenied):
            create(secret, "tr", actor=translator)
        assert Page.objects.count() == before + 1

    def test_a_draft_is_translated_by_who_may_edit_it(self, original: Any) -> None:
        secret = PracticePageFactory(parent=section(), live=False, title="Not yet public")
        page = create(secret, "tr", actor=member_of("Moderators"))
        assert page.title == "Not yet public"


def test_of_a_draft_just_begun_everything_is_new(original: Any, translator: Any) -> None:
    page = create(original, "tr", actor=translator)
    found = {change.path: change.why for change in changes(fresh(page))}
    assert found.keys() == words_of(original).keys()
    assert set(found.values()) == {NEW}


class TestPage:
    def address(self, page: Page) -> str:
        return reverse("wagtail_localize:submit_page_translation", args=[page.pk])

    def test_offers_the_languages_one_may_write(self, original: Any, translator: Any) -> None:
        text = logged_in(translator).get(self.address(original)).content.decode()
        assert original.title in text
        assert 'value="tr"' in text
        assert 'value="ar"' not in text
        everything = logged_in(superuser()).get(self.address(original)).content.decode()
        assert all(f'value="{language}"' in everything for language in ("tr", "ar", "fr"))

    def test_makes_the_drafts_and_opens_the_first(self, original: Any, translator: Any) -> None:
        answer = logged_in(translator).post(self.address(original), {"languages": ["tr"]})
        page = turkish(original)
        assert answer.status_code == 302
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        editor = logged_in(translator).get(answer["Location"])
        assert editor.status_code == 200

    def test_leads_to_what_is_there_from_either_page(self, original: Any, translator: Any) -> None:
        page = create(original, "tr", actor=translator)
        for asked in (original, page):
            text = logged_in(translator).get(self.address(asked)).content.decode()
            assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
            assert 'value="tr"' not in text

    def test_takes_no_other_language(self, original: Any, translator: Any) -> None:
        for languages in (["ar"], ["tr", "ar"], [], ["de"]):
            answer = logged_in(translator).post(self.address(original), {"languages": languages})
            assert answer.status_code == 200
        assert not original.get_translations().exists()

    def test_is_there_for_pages_of_the_site(self, db: None) -> None:
        for number in (1, 999_999):
            address = reverse("wagtail_localize:submit_page_translation", args=[number])
            assert logged_in(superuser()).get(address, follow=True).status_code == 404
