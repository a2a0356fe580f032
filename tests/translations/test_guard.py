"""wagtail-localize's doors: shut for pages, and for vocabularies behind their rights."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import PermissionDenied
from django.urls import URLPattern, reverse
from wagtail.models import Locale, Page, Revision
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
    TranslationSource,
)

from practices.models import PracticePage
from taxonomy.models import Theme
from tests.factories.pages import PracticePageFactory, section
from tests.translations.people import logged_in, member_of, superuser, with_rights
from tests.translations.records import begun, draft, fresh, published, translated
from translations import guard

pytestmark = pytest.mark.django_db


def term_translation() -> Translation:
    """A theme under wagtail-localize's hand, with a translation begun."""
    theme = Theme.objects.canonical()[0]
    french = Locale.objects.get(language_code="fr")
    source, _created = TranslationSource.get_or_create_from_instance(theme)
    return Translation.objects.create(source=source, target_locale=french)


class TestTheDoor:
    """By its own rights alone wagtail-localize copies a secret draft, and publishes it."""

    @pytest.fixture
    def intruder(self) -> Any:
        return logged_in(with_rights("intruder", "access_admin", "submit_translation"))

    def test_a_secret_draft_is_neither_copied_nor_shown(self, intruder: Any) -> None:
        secret = PracticePageFactory(parent=section(), live=False, title="Gizli taslak")
        before = Page.objects.count()
        address = reverse("wagtail_localize:submit_page_translation", args=[secret.pk])
        locales = list(Locale.objects.values_list("pk", flat=True))
        for answer in (
            intruder.get(address),
            intruder.post(address, {"locales": locales, "languages": ["tr"]}),
        ):
            assert "Gizli taslak" not in answer.content.decode()
        assert Page.objects.count() == before
        assert not TranslationSource.objects.exists()

    def test_an_unpublished_translation_is_not_made_live(self, intruder: Any) -> None:
        original = published(PracticePage)
        page = translated(original)
        page.unpublish()
        source, _created = TranslationSource.get_or_create_from_instance(original)
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        before = Revision.objects.count()
        for client in (intruder, logged_in(superuser())):
            client.post(address, {"publish_translations": "on"})
        assert not Page.objects.get(pk=page.pk).live
        assert Revision.objects.count() == before


class TestEveryAddress:
    def test_has_a_rule(self) -> None:
        assert guard.names() == {*guard.RULES, *guard.OWN_VIEWS}
        assert [found for found in run_checks() if str(found.id).startswith("translations.")] == []

    def test_without_a_rule_is_shut_and_reported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rules = {name: rule for name, rule in guard.RULES.items() if name != "stop_translation"}
        monkeypatch.setattr(guard, "RULES", rules)
        monkeypatch.setattr("translations.checks.RULES", rules)
        (found,) = (found for found in run_checks() if found.id == "translations.E002")
        assert "stop_translation" in found.msg
        (resolver,) = guard.guarded_urls()
        patterns = [found for found in resolver.url_patterns if isinstance(found, URLPattern)]
        (pattern,) = (found for found in patterns if found.name == "stop_translation")
        request = type("Request", (), {"user": superuser()})()
        with pytest.raises(PermissionDenied):
            pattern.callback(request, translation_id=term_translation().pk)

    def test_a_relation_that_may_differ_is_reported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(PracticePage, "override_translatable_fields", [])
        found = [found.msg for found in run_checks() if found.id == "translations.E001"]
        assert any("PracticePage.themes" in message for message in found)


class TestVocabularies:
    def test_are_translated_by_those_who_keep_them(self) -> None:
        theme = Theme.objects.canonical()[0]
        address = reverse(
            "wagtail_localize:submit_snippet_translation", args=["taxonomy", "theme", theme.pk]
        )
        listing = reverse("wagtail_localize:snippets_api_listing", args=["taxonomy", "theme"])
        allowed = logged_in(superuser())
        assert allowed.get(address).status_code == 200
        assert allowed.get(listing).status_code == 200
        translator = logged_in(member_of("Translators (tr)"))
        for shut in (address, listing):
            assert translator.get(shut).status_code == 302
        keeper = logged_in(member_of("Moderators"))
        assert keeper.get(listing).status_code == 200

    def test_are_not_changed_by_others(self) -> None:
        translation = term_translation()
        segment = translation.source.stringsegment_set.first()
        assert segment is not None
        address = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
        )
        translator = logged_in(member_of("Translators (fr)"))
        translator.put(address, "value=Non", content_type="application/x-www-form-urlencoded")
        assert not StringTranslation.objects.exists()

    def test_names_that_are_no_vocabulary_lead_nowhere(self) -> None:
        client = logged_in(superuser())
        for names in (("taxonomy", "nothing"), ("practices", "practicepage")):
            address = reverse("wagtail_localize:snippets_api_listing", args=names)
            answer = client.get(address, follow=True)
            assert answer.status_code in (403, 404) or not answer.content.startswith(b"{")


class TestEditor:
    def test_no_page_is_put_under_synchronisation(self) -> None:
        page = translated(published(PracticePage))
        client = logged_in(superuser())
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        text = client.get(address).content.decode()
        for switch in ("localize-restart-translation", "localize-convert-to-alias"):
            assert switch not in text
            client.post(address, {switch: "yes"})
        assert not Translation.objects.exists()
        assert Page.objects.get(pk=page.pk).alias_of_id is None

    def test_the_report_of_wagtail_localize_leads_to_the_board(self) -> None:
        for name in ("translations_report", "translations_report_results"):
            answer = logged_in(superuser()).get(reverse(f"wagtail_localize:{name}"))
            assert answer["Location"] == reverse("translations:board")

    def test_the_report_of_wagtail_localize_is_not_offered(self) -> None:
        text = logged_in(superuser()).get(reverse("wagtailadmin_home")).content.decode()
        assert "localize/reports" not in text


class TestBolts:
    def test_no_row_of_wagtail_localize_is_made_for_a_page(self) -> None:
        original = published(PracticePage)
        source, _created = TranslationSource.get_or_create_from_instance(original)
        with pytest.raises(PermissionDenied):
            Translation.objects.create(
                source=source, target_locale=Locale.objects.get(language_code="tr")
            )

    def test_no_trees_are_synchronised(self) -> None:
        assert LocaleSynchronization not in [found["model"] for found in get_locale_components()]
        locales = Locale.objects.order_by("pk")
        with pytest.raises(PermissionDenied):
            LocaleSynchronization.objects.create(locale=locales[0], sync_from=locales[1])


def test_a_reviewer_approves_from_a_list_by_wagtails_own_address() -> None:
    """The dashboard's button is another address than the editor's."""
    page = draft(begun(published(PracticePage)))
    page.title = "Bitti"
    page.save_revision(clean=False)
    translator, reviewer = member_of("Translators (tr)"), member_of("Translation reviewers (tr)")
    state = page.get_workflow().start(page, translator).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))

    refused = logged_in(with_rights("passer", "access_admin")).post(address)
    assert "Bitti" not in refused.content.decode()
    assert fresh(page).workflow_in_progress
    logged_in(reviewer).post(address, {"next": "/admin/"})

    assert fresh(page).live
    assert fresh(page).title == "Bitti"
