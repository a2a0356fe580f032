"""A municipality's profile at the desk: what is public, what is proposed, what became of it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from members.demonstration import load
from members.models import Membership, ProfileProposal
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import to
from tests.members.profiles import (
    EDIT,
    PROFILE,
    browser,
    decided,
    profile_page,
    review,
    saved,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep Metropolitan Municipality")


def read(user: Any, path: str = PROFILE) -> str:
    return browser(user).get(path).content.decode()


class TestPublic:
    def test_shows_what_the_public_reads(self, city: Any) -> None:
        page = profile_page(city)
        source = read(representative(city))
        assert "Fatma Örnek" in source
        assert f'href="{page.url}"' in source

    def test_in_another_language_says_so_to_screen_readers(self, city: Any) -> None:
        profile_page(city)
        source = read(representative(city), "/ar/desk/profile/")
        assert '<bdi lang="en" dir="ltr">Gaziantep</bdi>' in source

    def test_shows_no_draft(self, city: Any) -> None:
        profile_page(city, live=False)
        source = read(representative(city))
        assert "no public profile yet" in source
        assert "Fatma" not in source

    def test_costs_the_same_with_a_history(
        self, lead: Any, city: Any, django_assert_max_num_queries: Any
    ) -> None:
        profile_page(city)
        client = browser(lead)
        for number in range(4):
            saved(client, mayor_name=f"Mayor {number}")
            client.post(PROFILE, {"act": "withdraw"})
        client.get(PROFILE)
        with django_assert_max_num_queries(16):
            source = client.get(PROFILE).content.decode()
        assert source.count("What was proposed") == 4


class TestProposal:
    def test_is_seen_by_colleagues_and_changed_by_leads_only(self, lead: Any, city: Any) -> None:
        profile_page(city)
        colleague = representative(city)
        assert "desk/profile/edit/" not in read(colleague)
        saved(browser(lead), mayor_name="Ayşe Örnek")
        for user, may_write in ((lead, True), (colleague, False)):
            source = read(user)
            assert "Ayşe Örnek" in source
            assert "not sent yet" in source
            assert (EDIT in source) == may_write
            assert ('value="withdraw"' in source) == may_write
        client = browser(colleague)
        assert client.get(EDIT).status_code == 403
        assert client.post(EDIT, {"act": "save"}).status_code == 403
        for act in ("take-back", "withdraw"):
            assert client.post(PROFILE, {"act": act}).status_code == 403

    def test_is_unknown_to_another_city(self, lead: Any, city: Any) -> None:
        profile_page(city)
        sent(lead, mayor_name="Ayşe Örnek")
        stranger = representative(lead=True)
        client = browser(stranger)
        for path in (PROFILE, EDIT, "/en/desk/"):
            assert "Ayşe" not in client.get(path).content.decode()
        ProfileProposal.objects.update(state="declined")
        number = ProfileProposal.objects.get().pk
        assert client.post(PROFILE, {"act": "again", "number": number}).status_code == 404

    def test_stands_on_the_first_page_of_the_desk(self, lead: Any, city: Any) -> None:
        profile_page(city)
        colleague = representative(city)
        assert "desk-profile" not in read(lead, "/en/desk/")
        saved(browser(lead), mayor_name="Ayşe Örnek")
        assert "Go on, then send them" in read(lead, "/en/desk/")
        assert "A lead representative sends them" in read(colleague, "/en/desk/")
        sent(lead)
        assert "the union has had your changes since" in read(colleague, "/en/desk/")
        ProfileProposal.objects.update(state="declined")
        assert "Read the reason" in read(lead, "/en/desk/")
        ProfileProposal.objects.update(state="accepted")
        assert "desk-profile" not in read(lead, "/en/desk/")

    def test_can_be_taken_back_and_sent_again(self, lead: Any, city: Any) -> None:
        profile_page(city)
        found = sent(lead, mayor_name="Ayşe Örnek")
        client = browser(lead)
        assert client.get(EDIT).headers["Location"] == PROFILE
        assert client.post(PROFILE, {"act": "take-back"}).headers["Location"] == EDIT
        assert sent(lead, mayor_name="Ayşe Örnek-Can").pk == found.pk
        acts = ModelLogEntry.objects.for_instance(city).order_by("pk")
        assert [entry.action for entry in acts] == [
            "members.propose_profile",
            "members.take_back_profile",
            "members.propose_profile",
        ]

    def test_given_up_it_can_be_taken_up_again(self, lead: Any, city: Any) -> None:
        profile_page(city)
        client = browser(lead)
        saved(client, mayor_name="Ayşe Örnek", summary="New.")
        client.post(PROFILE, {"act": "withdraw"})
        [found] = ProfileProposal.objects.all()
        assert "Take it up again" in read(lead)
        answer = client.post(PROFILE, {"act": "again", "number": found.pk})
        assert answer.headers["Location"] == EDIT
        source = client.get(EDIT).content.decode()
        assert "Ayşe Örnek" in source
        assert "New." in source
        answer = client.post(PROFILE, {"act": "again", "number": found.pk}, follow=True)
        assert "There are new changes already" in answer.content.decode()

    @pytest.mark.parametrize("act", ["take-back", "withdraw", "again", "else", ""])
    def test_there_is_nothing_to_do_without_one(self, lead: Any, act: str) -> None:
        answer = browser(lead).post(PROFILE, {"act": act})
        assert answer.status_code == (404 if act == "again" else 302)


class TestDecided:
    def test_the_municipality_reads_the_reason_and_what_it_was_about(
        self, lead: Any, city: Any, mailoutbox: Any
    ) -> None:
        profile_page(city)
        found = sent(lead, mayor_name="Ayşe Örnek")
        union = browser(person("editor", "Moderators"))
        decided(union, found, decline="yes", reason="The election is in May.")
        for user in (lead, representative(city)):
            source = read(user)
            assert "The election is in May." in source
            assert "Ayşe Örnek" in source
        [mail] = [mail for mail in to(lead.email, mailoutbox) if "May" in mail.body]
        assert "has not accepted" in mail.body

    def test_after_some_was_accepted_the_rest_can_be_taken_up_again(
        self, lead: Any, city: Any, mailoutbox: Any
    ) -> None:
        profile_page(city)
        found = sent(lead, mayor_name="Ayşe Örnek", summary="We are the best.")
        union = browser(person("editor", "Moderators"))
        decided(union, found, field=["mayor_name"], accept="yes", reason="Praise.")
        client = browser(lead)
        source = read(lead)
        assert "accepted some of the last changes" in source
        assert "Praise." in source
        assert source.count("left out") == 1
        client.post(PROFILE, {"act": "again", "number": found.pk})
        [made] = ProfileProposal.objects.filter(state="draft")
        assert made.typed["summary"] == "We are the best."
        assert made.base["mayor_name"] == "Ayşe Örnek"
        assert "some of your changes" in to(lead.email, mailoutbox)[-1].body

    def test_a_mail_comes_in_its_readers_language(self, city: Any, mailoutbox: Any) -> None:
        editor = person("editor", "Moderators", language="tr")
        lead = representative(city, lead=True, language="ar")
        profile_page(city)
        found = sent(lead, mayor_name="Ayşe Örnek")
        [mail] = to(editor.email, mailoutbox)
        assert mail.extra_headers["Content-Language"] == "tr"
        assert review(found) in mail.body
        decided(browser(editor), found, accept="yes", field=["mayor_name"])
        [mail] = to(lead.email, mailoutbox)
        assert mail.extra_headers["Content-Language"] == "ar"
        assert "/ar/desk/profile/" in mail.body

    def test_a_bad_address_hinders_nothing(self, lead: Any, city: Any, mailoutbox: Any) -> None:
        editor, bad = (person(name, "Moderators") for name in ("editor", "bad"))
        for user in (bad, lead):
            user.email = f"ü{user.email}"
            user.save()
        profile_page(city)
        found = sent(lead, mayor_name="Ayşe Örnek")
        assert [mail.to for mail in mailoutbox] == [[editor.email]]
        decided(browser(editor), found, accept="yes", field=["mayor_name"])
        found.refresh_from_db()
        assert found.state == "accepted"

    def test_without_editors_the_administrators_hear_of_it(
        self, lead: Any, city: Any, mailoutbox: Any
    ) -> None:
        administrator = person("administrator", is_superuser=True)
        profile_page(city)
        sent(lead, mayor_name="Ayşe Örnek")
        assert [mail.to for mail in mailoutbox] == [[administrator.email]]


def test_who_is_not_logged_in_logs_in_first(client: Client) -> None:
    assert client.get(EDIT).headers["Location"] == f"/en/account/login/?next={EDIT}"


def test_the_demonstration_has_one_that_waits(city: Any) -> None:
    profile_page(city)
    user = person("gaziantep")
    Membership.objects.create(user=user, organisation=city, lead=True)
    for _turn in range(2):
        load()
    assert ProfileProposal.objects.get().is_waiting
