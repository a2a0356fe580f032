"""The desk: who comes in, what stands there, and what it costs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from core.enums import RecordType
from members import desk
from members.models import Membership
from members.people import membership_of
from tests.factories.members import representative
from tests.factories.pages import MunicipalityPageFactory, section
from tests.factories.people import logged_in, person
from tests.factories.taxonomy import CityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
PAGES = ["/en/desk/", "/en/desk/colleagues/", "/en/desk/profile/"]
Committed = Callable[[], AbstractContextManager[None]]


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


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
        assert logged_in(user).get("/en/desk/").status_code == 200


class TestHeader:
    LINK = '<a class="site-header__account" href="/en/desk/">'

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


class TestProfile:
    def made(self, city: Any, **fields: Any) -> Any:
        return MunicipalityPageFactory(
            parent=section(RecordType.MUNICIPALITY),
            title="Gaziantep",
            organisation=city,
            city=CityFactory(name="Gaziantep"),
            mayor_name="Fatma Örnek",
            **fields,
        )

    def test_shows_what_the_public_reads(self, city: Any) -> None:
        page = self.made(city)
        source = browser(representative(city)).get("/en/desk/profile/").content.decode()
        assert "Fatma Örnek" in source
        assert f'href="{page.url}"' in source

    def test_in_another_language_says_so_to_screen_readers(self, city: Any) -> None:
        self.made(city)
        source = browser(representative(city)).get("/ar/desk/profile/").content.decode()
        assert '<bdi lang="en" dir="ltr">Gaziantep</bdi>' in source

    def test_shows_no_draft(self, city: Any) -> None:
        self.made(city, live=False)
        source = browser(representative(city)).get("/en/desk/profile/").content.decode()
        assert "no public profile yet" in source
        assert "Fatma" not in source

    def test_a_lead_asks_the_union_for_a_change(self, city: Any, mailoutbox: Any) -> None:
        editor = person("editor", "Moderators", language="tr")
        person("administrator", is_superuser=True)
        client = browser(representative(city, lead=True))
        answer = client.post("/en/desk/profile/", {"text": "The mayor is <Ayşe> & new."})
        assert answer.headers["Location"] == "/en/desk/profile/"
        [mail] = mailoutbox
        assert mail.to == [editor.email]
        assert mail.extra_headers["Content-Language"] == "tr"
        assert "The mayor is <Ayşe> & new." in mail.body
        assert "&lt;Ayşe&gt;" in mail.alternatives[0][0]

    def test_without_editors_the_administrators_get_it(self, city: Any, mailoutbox: Any) -> None:
        administrator = person("administrator", is_superuser=True)
        client = browser(representative(city, lead=True))
        client.post("/en/desk/profile/", {"text": "New mayor."})
        assert [mail.to for mail in mailoutbox] == [[administrator.email]]

    def test_others_tell_a_lead(self, city: Any, mailoutbox: Any) -> None:
        client = browser(representative(city))
        assert "<textarea" not in client.get("/en/desk/profile/").content.decode()
        assert client.post("/en/desk/profile/", {"text": "New mayor."}).status_code == 403
        assert mailoutbox == []

    def test_an_empty_form_comes_back(self, city: Any) -> None:
        client = browser(representative(city, lead=True))
        source = client.post("/en/desk/profile/", {"text": ""}).content.decode()
        assert 'href="#id_text"' in source

    def test_too_many_keep_what_was_typed(self, city: Any, mailoutbox: Any) -> None:
        client = browser(representative(city, lead=True))
        person("editor", "Moderators")
        for _turn in range(10):
            client.post("/en/desk/profile/", {"text": "Please."})
        source = client.post("/en/desk/profile/", {"text": "The eleventh."}).content.decode()
        assert "Wait an hour" in source
        assert "The eleventh." in source
        assert len(mailoutbox) == 10


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
    @pytest.mark.parametrize(("path", "budget"), [(PAGES[0], 11), (PAGES[1], 10), (PAGES[2], 11)])
    def test_does_not_grow_with_the_municipality(
        self,
        city: Any,
        path: str,
        budget: int,
        django_assert_max_num_queries: Any,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Of this app: what others put on the desk has budgets of its own."""
        own = [panel for panel in desk._panels if panel.template == "desk/published.html"]
        monkeypatch.setattr(desk, "_panels", own)
        MunicipalityPageFactory(
            parent=section(RecordType.MUNICIPALITY), title="Gaziantep", organisation=city
        )
        client = browser(representative(city, lead=True))
        client.get(path)
        for _colleague in range(10):
            representative(city)
        with django_assert_max_num_queries(budget):
            assert client.get(path).status_code == 200
