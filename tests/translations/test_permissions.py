"""Who may do what with originals and translations."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, StandardPageFactory, home, section
from tests.translations.people import logged_in, member_of, superuser, with_rights
from tests.translations.records import fresh, published, translated
from translations.rights import may_read, may_translate

Committed = Callable[[], AbstractContextManager[object]]

ACTS = (
    "edit",
    "delete",
    "publish",
    "unpublish",
    "move",
    "copy",
    "lock",
    "set_view_restrictions",
)
TRANSLATOR, REVIEWER = "Translators (tr)", "Translation reviewers (tr)"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages_below(below: None) -> dict[str, Any]:
    original = published(PracticePage)
    turkish_draft = PracticePageFactory(
        parent=section(language="tr"), title="Gizli taslak", live=False
    )
    return {
        "original": original,
        "translation": translated(original),
        "turkish original": PracticePageFactory(parent=section(language="tr")),
        "turkish draft": turkish_draft,
        "section": section(language="tr"),
        "plain": StandardPageFactory(parent=home("tr"), locale=home("tr").locale),
    }


@pytest.fixture
def pages(pages_below: dict[str, Any]) -> dict[str, Any]:
    return {name: fresh(page) for name, page in pages_below.items()}


def acts(user: Any, page: Page) -> set[str]:
    """What a user may do with a page, by the rights the admin asks for."""
    rights = page.permissions_for_user(user)
    return {act for act in ACTS if getattr(rights, f"can_{act}")()}


class TestRights:
    @pytest.mark.parametrize(
        ("role", "expected"),
        [
            (
                TRANSLATOR,
                {"translation": {"edit"}, "section": {"edit"}, "plain": {"edit"}},
            ),
            (
                REVIEWER,
                {
                    "translation": {"edit", "publish", "unpublish"},
                    "section": {"edit", "publish"},
                    "plain": {"edit", "publish"},
                },
            ),
            ("Translators (ar)", {}),
        ],
    )
    def test_of_those_who_translate(
        self, role: str, expected: dict[str, set[str]], pages: dict[str, Any]
    ) -> None:
        user = member_of(role)
        found = {name: acts(user, page) for name, page in pages.items()}
        assert {name: some for name, some in found.items() if some} == expected

    def test_of_those_who_write(self, pages: dict[str, Any]) -> None:
        user = member_of("Moderators")
        assert acts(user, pages["original"]) == set(ACTS)
        shared = {"move", "copy", "set_view_restrictions"}
        assert acts(user, pages["translation"]) == set(ACTS) - shared
        assert acts(user, pages["plain"]) == set(ACTS)
        assert acts(superuser(), pages["translation"]) == set(ACTS) - shared

    def test_are_those_of_the_record_when_the_page_is_read_without_its_type(
        self, pages: dict[str, Any]
    ) -> None:
        user = member_of(REVIEWER)
        for page in pages.values():
            assert acts(user, Page.objects.get(pk=page.pk)) == acts(user, page)

    def test_of_nobody_who_has_left(self, pages: dict[str, Any]) -> None:
        for user in (member_of(TRANSLATOR), member_of("Moderators"), superuser()):
            user.is_active = False
            assert [acts(user, page) for page in pages.values()] == [set()] * len(pages)


class TestLists:
    def test_a_translator_sees_no_draft_of_an_original(self, pages: dict[str, Any]) -> None:
        policy = policy_registry.get_by_type(Page)
        listed = set(
            policy.explorable_instances(member_of(TRANSLATOR)).values_list("pk", flat=True)
        )
        assert pages["turkish draft"].pk not in listed
        assert {pages["translation"].pk, pages["turkish original"].pk} <= listed
        assert pages["original"].pk not in listed

    @pytest.mark.parametrize("name", ["wagtailadmin_explore", "practices:index", "search"])
    def test_nor_in_the_admin(self, name: str, pages: dict[str, Any]) -> None:
        client = logged_in(member_of(TRANSLATOR))
        address = {
            "wagtailadmin_explore": reverse("wagtailadmin_explore", args=[pages["section"].pk]),
            "practices:index": reverse("practices:index"),
            "search": reverse("wagtailadmin_pages:search") + "?q=Gizli",
        }[name]
        assert "Gizli taslak" not in client.get(address).content.decode()
        author = logged_in(member_of("Moderators"))
        assert "Gizli taslak" in author.get(address).content.decode()

    def test_an_author_sees_everything(self, pages: dict[str, Any]) -> None:
        policy = policy_registry.get_by_type(Page)
        listed = policy.explorable_instances(member_of("Moderators"))
        assert {page.pk for page in pages.values()} <= set(listed.values_list("pk", flat=True))


class TestTranslating:
    def test_takes_the_right_to_change_in_the_language(self, pages: dict[str, Any]) -> None:
        user, original = member_of(TRANSLATOR), pages["original"]
        assert may_translate(user, original, "tr")
        assert not may_translate(user, original, "ar")
        assert not may_translate(user, original, "en")
        assert not may_translate(user, original, "de")
        assert may_translate(member_of("Translators (ar)"), original, "ar")
        global_right = with_rights("global", "access_admin", "submit_translation")
        assert not may_translate(global_right, original, "tr")

    def test_takes_the_right_to_read(self, pages: dict[str, Any]) -> None:
        user = member_of(TRANSLATOR)
        draft = PracticePageFactory(parent=section(), live=False)
        assert not may_read(user, draft)
        assert not may_translate(user, draft, "tr")
        PageViewRestriction.objects.create(page=pages["original"], restriction_type="login")
        assert not may_translate(user, pages["original"], "tr")
        assert may_translate(member_of("Moderators"), pages["original"], "tr")


def test_a_chooser_tells_no_titles_of_drafts_to_those_without_rights(
    pages: dict[str, Any], committed: Committed
) -> None:
    with committed():
        parent = section(language="tr")
        PracticePageFactory(parent=parent, title="Açık kayıt")
    address = reverse("wagtailadmin_choose_page_child", args=[parent.pk])
    seen = logged_in(with_rights("visitor", "access_admin")).get(address).json()["html"]
    assert "Açık kayıt" in seen
    assert "Gizli taslak" not in seen
    assert "Gizli taslak" in logged_in(superuser()).get(address).json()["html"]
