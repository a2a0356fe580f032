"""A city that is not yet a member asks to join, and the union answers."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import ModelLogEntry

from members.models import Invitation, JoinRequest
from tests.factories.members import representative
from tests.factories.people import PASSWORD, person
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.members.mails import link, to

pytestmark = pytest.mark.django_db
LIST = "/admin/members/join_requests/"


def typed(**fields: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "municipality": "Kilis Belediyesi",
        "city": "Kilis Merkez",
        "country": "TR",
        "official_contact": "info@kilis.example.org",
        "person": "Kemal Örnek",
        "office": "Migration desk",
        "address": "kemal@kilis.example.org",
        "message": "We would like to <share>.",
        **fields,
    }


@pytest.fixture
def asked(client: Client) -> JoinRequest:
    client.post("/tr/join/", typed())
    return JoinRequest.objects.get()


def answer(client: Client, asked: JoinRequest, **data: Any) -> str:
    found: Any = client.post(f"/admin/members/request/{asked.pk}/", data, follow=True)
    return str(found.content.decode())


def test_names_keep_their_place_in_an_arabic_mail(
    client: Client, union: Client, mailoutbox: Any
) -> None:
    client.post("/ar/join/", typed())
    answer(union, JoinRequest.objects.get(), decline="yes", reason="Not yet.")
    (mail,) = to("kemal@kilis.example.org", mailoutbox)
    assert "\u2068Kilis Belediyesi\u2069" in mail.subject
    assert "\u2068Kilis Belediyesi\u2069" in mail.body and "Not yet." in mail.body


class TestAsking:
    def test_is_open_to_everybody(self, client: Client) -> None:
        source = client.get("/en/join/").content.decode()
        assert 'name="official_contact"' in source
        assert '<option value="TR">Türkiye</option>' in source

    def test_tells_the_union_and_nobody_else(self, client: Client, mailoutbox: Any) -> None:
        editor = person("editor", "Moderators")
        found = client.post("/en/join/", typed(), follow=True)
        assert "The union has your request" in found.content.decode()
        [mail] = mailoutbox
        assert mail.to == [editor.email]
        assert f"/admin/members/request/{JoinRequest.objects.get().pk}/" in mail.body

    def test_twice_is_once(self, client: Client, mailoutbox: Any) -> None:
        person("editor", "Moderators")
        data = typed()
        for _click in range(2):
            assert client.post("/en/join/", data).status_code == 302
        assert JoinRequest.objects.count() == 1
        assert len(mailoutbox) == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            *((name, "") for name in ("municipality", "city", "country", "person", "office")),
            ("country", "XX"),
            ("official_contact", "town hall"),
            ("address", '"a\x0bb"@example.org'),
            ("message", "x" * 5001),
            ("person", "a\x00b"),
        ],
    )
    def test_a_refused_form_keeps_what_was_typed(
        self, client: Client, field: str, value: str
    ) -> None:
        data = typed() | {field: value}
        found = client.post("/en/join/", data)
        source = found.content.decode()
        assert found.status_code == 200
        assert f'href="#id_{field}"' in source
        kept = "Kilis Merkez" if field != "city" else "Kilis Belediyesi"
        assert f'value="{kept}"' in source
        assert data["key"] in source
        assert not JoinRequest.objects.exists()

    @pytest.mark.parametrize("key", ["", "x", "0"])
    def test_a_form_without_its_key_is_refused(self, client: Client, key: str) -> None:
        assert client.post("/en/join/", typed(key=key)).status_code == 200
        assert not JoinRequest.objects.exists()

    def test_too_often_from_one_network_keeps_what_was_typed(self, client: Client) -> None:
        cache.clear()
        for _turn in range(5):
            assert client.post("/en/join/", typed()).status_code == 302
        found = client.post("/en/join/", typed(message="The sixth."))
        assert found.status_code == 429
        assert "The sixth." in found.content.decode()
        assert JoinRequest.objects.count() == 5


class TestAccepting:
    def test_makes_a_member_and_invites_its_first_lead(
        self, asked: JoinRequest, union: Client, client: Client, mailoutbox: Any
    ) -> None:
        city = CityFactory(name="Kilis merkez")
        mailoutbox.clear()
        assert "the invitation is on its way" in answer(union, asked, accept="yes")
        asked.refresh_from_db()
        organisation: Any = asked.organisation
        assert (asked.state, organisation.name) == ("accepted", "Kilis Belediyesi")
        assert (organisation.code, organisation.kind) == ("kilis-belediyesi", "municipality")
        assert organisation.city == city
        [mail] = to("kemal@kilis.example.org", mailoutbox)
        assert link(mail).startswith("/tr/")
        [told] = to("info@kilis.example.org", mailoutbox)
        assert "Kemal Örnek" in told.body
        client.post(link(mail))
        signed_up = {
            "email": "kemal@kilis.example.org",
            "first_name": "Kemal",
            "last_name": "Örnek",
            "password1": PASSWORD,
        }
        client.post("/tr/account/signup/", signed_up)
        assert "Kilis Belediyesi" in client.get("/tr/desk/colleagues/").content.decode()

    def test_as_an_organisation_that_is_known(self, asked: JoinRequest, union: Client) -> None:
        known = OrganisationFactory(name="Kilis")
        answer(union, asked, accept="yes", organisation=known.pk)
        assert Invitation.objects.get().organisation == known

    @pytest.mark.parametrize("name", ["بلدية كلس", "Kilis!", "K" * 200])
    def test_finds_a_code_that_is_free(self, client: Client, union: Client, name: str) -> None:
        codes = set()
        for _time in range(2):
            JoinRequest.objects.all().delete()
            cache.clear()
            client.post("/en/join/", typed(municipality=name))
            answer(union, JoinRequest.objects.get(), accept="yes")
            organisation: Any = JoinRequest.objects.select_related("organisation").get()
            organisation.organisation.full_clean()
            codes.add(organisation.organisation.code)
        assert len(codes) == 2

    def test_is_once(self, asked: JoinRequest, union: Client, mailoutbox: Any) -> None:
        answer(union, asked, accept="yes")
        mailoutbox.clear()
        assert "answered meanwhile" in answer(union, asked, accept="yes")
        assert "answered meanwhile" in answer(union, asked, decline="yes", reason="No.")
        assert mailoutbox == []
        assert Invitation.objects.count() == 1

    def test_of_who_cannot_be_invited_changes_nothing(self, client: Client, union: Client) -> None:
        person("gone", is_active=False)
        client.post("/en/join/", typed(address="gone@example.org"))
        asked = JoinRequest.objects.get()
        assert "is closed" in answer(union, asked, accept="yes")
        asked.refresh_from_db()
        assert asked.state == "open"


class TestDeclining:
    def test_tells_the_reason(self, asked: JoinRequest, union: Client, mailoutbox: Any) -> None:
        mailoutbox.clear()
        answer(union, asked, decline="yes", reason="Ask your <province> & come back.")
        asked.refresh_from_db()
        assert asked.state == "declined"
        [mail] = mailoutbox
        assert mail.to == ["kemal@kilis.example.org"]
        assert "Ask your <province> & come back." in mail.body
        assert ModelLogEntry.objects.get(action="members.join_declined").data["reason"]

    def test_needs_one(self, asked: JoinRequest, union: Client) -> None:
        answer(union, asked, decline="yes", reason=" ")
        asked.refresh_from_db()
        assert asked.state == "open"


class TestInTheAdmin:
    def test_those_that_wait_come_first(self, asked: JoinRequest, union: Client) -> None:
        JoinRequest.objects.create(municipality="Later and answered", state="declined")
        source = union.get(LIST).content.decode()
        assert source.index("Kilis Belediyesi") < source.index("Later and answered")
        narrowed = union.get(f"{LIST}?state=declined").content.decode()
        assert "Kilis Belediyesi" not in narrowed

    def test_shows_what_was_asked_as_text(self, asked: JoinRequest, union: Client) -> None:
        source = union.get(f"/admin/members/request/{asked.pk}/").content.decode()
        assert "We would like to &lt;share&gt;." in source
        assert "Türkiye" in source

    @pytest.mark.parametrize("path", [LIST, "request"])
    def test_is_for_the_union(self, asked: JoinRequest, path: str) -> None:
        address = path if path == LIST else f"/admin/members/request/{asked.pk}/"
        for user in (representative(lead=True), person("reviewer", "Reviewers")):
            client = Client()
            client.force_login(user)
            found: Any = client.get(address, follow=True)
            assert "Kilis" not in found.content.decode()
            client.post(address, {"accept": "yes"})
        asked.refresh_from_db()
        assert asked.state == "open"
