"""Wagtail's own search in the admin: Elasticsearch, or the database where that cannot."""

from typing import Any

import pytest
from django.test import Client
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from config.settings.base import admin_search as backends
from search import admin_search
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.upkeep import keep_fed
from search.models import Feed, MissedObject
from tests.factories.pages import PracticePageFactory, section
from tests.servers.unwell import Illness, refusing, unwell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_failure_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin_search, "_breaker", Breaker())


def use(settings: Any, url: str) -> None:
    """As the settings do, under names of this process's own."""
    used = backends(url)
    used["default"]["INDEX_PREFIX"] = f"{settings.MEYDAN_ELASTICSEARCH_INDEX}-admin-"
    settings.WAGTAILSEARCH_BACKENDS = used


def found(text: str) -> list[str]:
    return [page.title for page in Page.objects.all().search(text)]


def listed(client: Client, text: str) -> str:
    answer = client.get(f"/admin/pages/search/?q={text}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.elasticsearch
def test_elasticsearch_finds_pages_in_the_admin_and_catches_up_with_what_it_missed(
    with_elasticsearch: None, admin_client: Client, settings: Any
) -> None:
    practice = PracticePageFactory(parent=section(), title="Harbour")
    use(settings, settings.ELASTICSEARCH_URL)
    practice.save()
    assert MissedObject.objects.exists()
    assert found("harbour") == ["Harbour"]  # the database's: there is no index yet
    keep_fed()
    keep_fed()
    admin_search._breaker.succeeded()
    keep_fed()
    assert not MissedObject.objects.exists()
    assert Feed.objects.get().problem == ""
    used = get_search_backend()
    used.refresh_indexes()
    assert not list(used.missing())
    # What Elasticsearch alone finds, as the database has never heard of it.
    Page.objects.filter(pk=practice.pk).update(title="Unheard")
    used.add(Page.objects.get(pk=practice.pk).specific)
    assert found("unheard") == []  # the database's, until the worker has told the server
    keep_fed()
    used.refresh_indexes()
    assert found("unheard") == ["Unheard"]
    assert "Harbour" in listed(admin_client, "unhear")  # under the title of its draft
    with unwell(Illness.FAIL) as url:
        use(settings, url)
        practice.title = "Pier"
        practice.save()
        practice.page_ptr.create_alias(update_slug="alias").delete()
    assert MissedObject.objects.exists()
    assert found("pier") == ["Pier"]
    use(settings, settings.ELASTICSEARCH_URL)
    admin_search._breaker.succeeded()
    keep_fed()
    assert not MissedObject.objects.exists()
    used.refresh_indexes()
    assert found("pier") == ["Pier"]
    assert not admin_search._breaker.is_open


@pytest.mark.parametrize("illness", [None, Illness.HANG, Illness.NONSENSE])
def test_the_database_answers_the_admin_meanwhile(
    admin_client: Client, settings: Any, illness: Illness | None
) -> None:
    PracticePageFactory(parent=section(), title="Harbour")
    with unwell(illness or Illness.CLOSE) as url:
        settings.WAGTAILSEARCH_BACKENDS = backends(url if illness else refusing())
        settings.WAGTAILSEARCH_BACKENDS["default"]["TIMEOUT"] = 0.3
        assert "Harbour" in listed(admin_client, "harb")
        PracticePageFactory(parent=section(), title="Pier")
        assert "Pier" in listed(admin_client, "pier")
        assert found("pier") == ["Pier"]
    assert MissedObject.objects.exists()
    assert admin_search._breaker.is_open
