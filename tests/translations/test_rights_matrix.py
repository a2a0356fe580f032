"""Roles × pages × addresses: who gets anywhere, and that nobody else changes or learns anything.

The addresses come from the resolver itself, so that a new one fails here until it is known.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.admin.urls import pages as page_urls
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.translations.people import logged_in, member_of, superuser, with_rights
from tests.translations.records import draft, fresh, published, translated
from translations import guard, urls
from translations.enums import Action
from translations.models import Job, RecordTranslation

SECRET = "Nobody knows this title"
PRIVATE = "Only for those who have logged in"
PAGES = (
    "live", "draft", "private", "turkish draft", "translation", "translation draft", "arabic",
    "section",
)  # fmt: skip
ROLES: dict[str, Callable[[], Client]] = {
    "anonymous": Client,
    "admin alone": lambda: logged_in(with_rights("a", "access_admin")),
    "submits": lambda: logged_in(with_rights("b", "access_admin", "submit_translation")),
    "translator": lambda: logged_in(member_of("Translators (tr)")),
    "arabic translator": lambda: logged_in(member_of("Translators (ar)")),
    "reviewer": lambda: logged_in(member_of("Translation reviewers (tr)")),
}
# By role, what it may open in the editor; what it may begin to translate from.
EDITS = {
    "translator": {"translation", "translation draft", "section"},
    "reviewer": {"translation", "translation draft", "section"},
    "arabic translator": {"arabic"},
}
BEGINS = {
    "translator": {"live", "translation", "arabic"},
    "reviewer": {"live", "translation", "arabic"},
    "arabic translator": {"live", "translation", "arabic", "section"},
}
# What addresses take beside the page, or instead of it.
ARGUMENTS: dict[str, Callable[[Page], list[Any]]] = {
    "revisions_revert": lambda page: [page.pk, page.latest_revision_id or 1],
    "revisions_view": lambda page: [page.pk, page.latest_revision_id or 1],
    "revisions_unschedule": lambda page: [page.pk, page.latest_revision_id or 1],
    "revisions_compare": lambda page: [page.pk, "live", "latest"],
    "move_confirm": lambda page: [page.pk, page.get_parent().pk],
    "add": lambda page: ["practices", "practicepage", page.pk],
    "preview_on_add": lambda page: ["practices", "practicepage", page.pk],
    "workflow_action": lambda page: [page.pk, "approve", 1],
    "collect_workflow_action_data": lambda page: [page.pk, "approve", 1],
    "workflow_preview": lambda page: [page.pk, 1],
    "workflow_history_detail": lambda page: [page.pk, 1],
    "choose_parent": lambda page: ["practices", "practicepage"],
    "type_use": lambda page: ["practices", "practicepage"],
    "type_use_results": lambda page: ["practices", "practicepage"],
}
JOB = uuid4()  # there is none
# They stand for no page.
ELSEWHERE = {"search", "search_results", "headless"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages_below(below: None) -> dict[str, Any]:
    live = published(PracticePage)
    private = published(PracticePage)
    private.title = PRIVATE
    private.save_revision().publish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    other = translated(published(PracticePage))
    changed = draft(other)
    changed.title = "Taslak"
    changed.save_revision()
    secret = PracticePageFactory(parent=section(), live=False, title=SECRET)
    secret.save_revision()
    return {
        "live": live,
        "draft": secret,
        "private": private,
        "turkish draft": PracticePageFactory(
            parent=section(language="tr"), live=False, title=SECRET
        ),
        "translation": translated(live),
        "translation draft": other,
        "arabic": translated(live, "ar"),
        "section": section(language="tr"),
    }


@pytest.fixture
def pages(pages_below: dict[str, Any]) -> dict[str, Any]:
    return {name: fresh(page) for name, page in pages_below.items()}


def everything() -> list[Any]:
    """What nobody may change who has no right to: pages, revisions, strings, privacy."""
    return [
        list(Page.objects.order_by("pk").values_list("pk", "live", "path", "title", "alias_of")),
        list(Revision.objects.order_by("pk").values_list("pk", flat=True)),
        PageViewRestriction.objects.count(),
        TranslationSource.objects.count(),
        Translation.objects.count(),
        StringTranslation.objects.count(),
        Job.objects.count(),
        list(
            RecordTranslation.objects.order_by("record", "language").values_list(
                "record", "language", "page", "translator", "due", "approved", "release"
            )
        ),
    ]


def page_addresses(page: Page) -> dict[str, str]:
    """Every address of the admin for a page, by its name."""
    found = {}
    for name in {pattern.name for pattern in page_urls.urlpatterns} - ELSEWHERE:
        arguments = ARGUMENTS.get(name, lambda page: [page.pk])(page)
        try:
            found[name] = reverse(f"wagtailadmin_pages:{name}", args=arguments)
        except NoReverseMatch as error:
            raise AssertionError(f"Say in ARGUMENTS what {name} takes.") from error
    return found


def localize_addresses(page: Page) -> dict[str, str]:
    """Every address of wagtail-localize, as far as it can be made to name a page."""
    # Rows for pages are never made here; these numbers stand for what another release might make.
    arguments: dict[str, list[Any]] = {
        "javascript_catalog": [],
        "submit_page_translation": [page.pk],
        "submit_snippet_translation": ["practices", "practicepage", page.pk],
        "update_translations": [1],
        "edit_string_translation": [1, 1],
        "edit_override": [1, 1],
        "download_pofile": [1],
        "upload_pofile": [1],
        "machine_translate": [1],
        "preview_translation": [1],
        "stop_translation": [1],
        "convert_to_alias": [page.pk],
        "translations_report": [],
        "translations_report_results": [],
        "snippets_api_listing": ["practices", "practicepage"],
        "snippets_api_detail": ["practices", "practicepage", page.pk],
    }
    assert set(arguments) == guard.names()
    return {
        name: reverse(f"wagtail_localize:{name}", args=given) for name, given in arguments.items()
    }


def own_addresses(page: Page) -> list[str]:
    """Every address of the board and what belongs to it."""
    key = page.translation_key
    arguments: dict[str, list[list[Any]]] = {
        "board": [[]],
        "record": [[key, code] for code in ("en", "tr", "ar", "fr")],
        "act": [[]],
        "assign": [[]],
        "release": [[]],
        "submit": [[page.pk]],
        "export": [[]],
        "import": [[]],
        "job": [[JOB]],
        "job_state": [[JOB]],
        "stop_job": [[JOB]],
        "beside": [[page.pk]],
        "original": [[page.pk]],
    }
    assert set(arguments) == {pattern.name for pattern in urls.urlpatterns}
    return [
        reverse(f"translations:{name}", args=given)
        for name, lists in arguments.items()
        for given in lists
    ]


def addresses_of(pages: Mapping[str, Page]) -> dict[str, str]:
    """Every address that may tell or change something of pages, each once, with a page it names."""
    return {
        address: name
        for name, page in pages.items()
        for address in (
            *page_addresses(page).values(),
            *localize_addresses(page).values(),
            *own_addresses(page),
        )
    }


@pytest.mark.parametrize("role", ROLES)
def test_nobody_learns_or_changes_what_is_not_his(role: str, pages: dict[str, Any]) -> None:
    client, before = ROLES[role](), everything()
    sent = {
        "locales": list(Locale.objects.values_list("pk", flat=True)),
        "publish_translations": "on",
    }
    others = {name: page for name, page in pages.items() if name not in EDITS.get(role, set())}
    told: list[Any] = []
    for address, name in addresses_of(others).items():
        for answer in (client.get(address), client.post(address, sent)):
            assert answer.status_code < 500, address
            text = answer.content.decode()
            told += [(name, address) for title in (SECRET, PRIVATE) if title in text]
    # What a message of the admin is about to say is said on its next page.
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    told += ["message" for title in (SECRET, PRIVATE) if title in text]
    assert told == []
    assert everything() == before


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_which_editor(role: str, pages: dict[str, Any]) -> None:
    client = ROLES[role]()
    opened = {
        name
        for name, page in pages.items()
        if client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    }
    assert opened == EDITS.get(role, set())


@pytest.mark.parametrize("role", ROLES)
def test_who_may_begin_a_translation_from_which_page(role: str, pages: dict[str, Any]) -> None:
    client = ROLES[role]()
    begun = {
        name
        for name, page in pages.items()
        if client.get(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        ).status_code
        == 200
    }
    # The English original of "translation draft" is public as well.
    expected = BEGINS.get(role, set())
    assert begun == (expected | {"translation draft"} if expected else set())


@pytest.mark.parametrize("role", ["translator", "reviewer"])
def test_what_is_hers_she_cannot_delete_move_copy_or_open(role: str, pages: dict[str, Any]) -> None:
    client, before = ROLES[role](), everything()
    for name in EDITS[role]:
        addresses = page_addresses(pages[name])
        for act in ("delete", "move", "copy", "set_privacy", "set_order", "add_subpage", "add"):
            if act in addresses:
                client.post(addresses[act], {"restriction_type": "none", "new_title": "x"})
        for address in localize_addresses(pages[name]).values():
            client.post(address)
    assert everything() == before


def test_a_superuser_gets_everywhere_without_an_error(pages: dict[str, Any]) -> None:
    client = logged_in(superuser())
    for address in addresses_of(pages):
        assert client.get(address).status_code < 500, address


@pytest.mark.parametrize("role", ROLES)
def test_nobody_acts_on_translations_that_are_not_his(role: str, pages: dict[str, Any]) -> None:
    language = "ar" if "arabic" in role else "tr" if role in EDITS else ""
    others = RecordTranslation.objects.exclude(language=language).values_list("pk", flat=True)
    secret = [pages[name].translation_key for name in ("draft", "private")]
    hidden = RecordTranslation.objects.filter(record__in=secret).values_list("pk", flat=True)
    client, before = ROLES[role](), everything()
    chosen = {"cells": [*others, *hidden], "confirmed": "yes"}
    sent = {**chosen, "translator": "", "due": "2030-01-01", "release": "with-original"}
    for action in (*Action, "approve", "assign", "export", "nonsense"):
        answer = client.post(reverse("translations:act"), {**sent, "action": action})
        assert SECRET not in answer.content.decode(errors="replace")
        assert answer.status_code < 500
    for name in ("assign", "release"):
        client.post(reverse(f"translations:{name}"), sent)
    asked: dict[str, Any] = {"cells": chosen["cells"]}
    exported = client.get(reverse("translations:export"), asked).content.decode(errors="replace")
    assert SECRET not in exported
    assert PRIVATE not in exported
    assert everything() == before
