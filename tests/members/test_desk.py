"""The desk: who comes in, what stands there, and what it costs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.enums import RecordType
from members import desk
from members.models import Membership
from members.people import membership_of
from tests.factories.members import representative
from tests.factories.pages import MunicipalityPageFactory, section
from tests.factories.people import PASSWORD, person
from tests.factories.taxonomy import OrganisationFactory

pytestmark = pytest.mark.django_db
PAGES = ["/en/desk/", "/en/desk/colleagues/", "/en/desk/profile/"]
Committed = Callable[[], AbstractContextManager[None]]


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def after_log_in(user: Any, language: str) -> str:
    """Where somebody lands who logs in on the page of a language."""
    typed = {"login": user.username, "password": PASSWORD}
    answer = Client().post(f"/{language}/account/login/", typed)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep Metropolitan Municipality")


class TestDoor:
    @pytest.mark.parametrize("path", PAGES)
    def test_who_is_not_logged_in_logs_in_first(self, client: Client, path: str) -> None:
        answer = client.get(path)
        assert answer.headers["Location"] == f"/en/account/login/?next={path}"
        assert answer.headers["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("path", PAGES)
    def test_an_account_without_a_municipality_reads_why(self, path: str) -> None:
        answer = browser(person("somebody")).get(path)
        assert answer.status_code == 403
        assert "Your account has no desk" in answer.content.decode()

    @pytest.mark.parametrize("path", PAGES)
    def test_nothing_is_kept_by_caches(self, path: str) -> None:
        answer = browser(representative()).get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert 'name="robots" content="noindex"' in answer.content.decode()

    def test_a_closed_account_is_out_at_once(self) -> None:
        user = representative()
        client = browser(user)
        user.is_active = False
        user.save()
        assert client.get("/en/desk/").status_code == 302

    def test_a_log_in_leads_there(self) -> None:
        client = Client()
        user = representative()
        answer = client.post("/en/account/login/", {"login": user.email, "password": "wrong"})
        assert answer.status_code == 200
        assert after_log_in(user, "en") == "/en/desk/"

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_but_not_who_represents_nobody(self, language: str) -> None:
        former = representative()
        Membership.objects.update(ended_at=timezone.now())
        for user in (person("somebody"), former):
            assert after_log_in(user, language) == f"/{language}/"
            assert browser(user).get(f"/{language}/").status_code == 200

    def test_nor_who_works_in_the_administration(self) -> None:
        assert after_log_in(person("editor", "Moderators"), "en") == "/admin/"


class TestHeader:
    LINK = '<a href="/en/desk/">'

    def test_leads_representatives_to_their_desk(self) -> None:
        assert self.LINK in browser(representative()).get("/en/").content.decode()

    def test_and_nobody_else(self, client: Client) -> None:
        assert self.LINK not in client.get("/en/").content.decode()
        assert self.LINK not in browser(person("somebody")).get("/en/").content.decode()


def showing(order: int) -> Callable[[Any, Membership], dict[str, Any]]:
    """A panel's context: its order, and whose desk it is at."""
    return lambda request, membership: {
        "label": f"number {order}",
        "content": membership.organisation.name,
    }


class TestPanels:
    def test_come_in_their_order_each_with_its_own_context(
        self, monkeypatch: pytest.MonkeyPatch, rf: Any
    ) -> None:
        monkeypatch.setattr(desk, "_panels", [])
        panels = [desk.Panel(order, "components/fact.html", showing(order)) for order in (20, 10)]
        for panel in [*panels, panels[0]]:
            desk.register(panel)
        user = representative(OrganisationFactory(name="Gaziantep"))
        request = rf.get("/en/desk/")
        request.user = user
        membership = membership_of(user)
        assert membership is not None
        first, second = desk.rendered(request, membership)
        assert "number 10" in first
        assert "number 20" in second
        assert "Gaziantep" in second


class TestPublished:
    def test_names_the_municipalitys_records(self, city: Any, committed: Committed) -> None:
        with committed():
            MunicipalityPageFactory(
                parent=section(RecordType.MUNICIPALITY), title="Twin town", organisation=None
            )
        client = browser(representative(city))
        source = client.get("/en/desk/").content.decode()
        assert "Published records that name Gaziantep Metropolitan Municipality" in source
        assert "Nothing yet" in source


class TestCost:
    @pytest.mark.parametrize(("path", "budget"), [(PAGES[0], 13), (PAGES[1], 11), (PAGES[2], 13)])
    def test_does_not_grow_with_the_municipality(
        self,
        city: Any,
        path: str,
        budget: int,
        django_assert_max_num_queries: Any,
        monkeypatch: pytest.MonkeyPatch,
        committed: Committed,
    ) -> None:
        """Of this app: what others put on the desk has budgets of its own."""
        own = [panel for panel in desk._panels if panel.template == "desk/published.html"]
        monkeypatch.setattr(desk, "_panels", own)
        # What the index has not taken in after some seconds, the next page takes in.
        with committed():
            MunicipalityPageFactory(
                parent=section(RecordType.MUNICIPALITY), title="Gaziantep", organisation=city
            )
        client = browser(representative(city, lead=True))
        client.get(path)
        for _colleague in range(10):
            representative(city)
        with django_assert_max_num_queries(budget):
            assert client.get(path).status_code == 200
