"""Colleagues at the desk: invited, made lead, removed; and never those of another city."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Invitation, Membership
from members.people import invite
from tests.factories.members import representative
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import link, to

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/colleagues/"
TYPED = {"address": "guest@example.org", "language": "tr"}


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of(user: Any) -> Membership:
    found: Membership = Membership.objects.get(user=user)
    return found


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep")


@pytest.fixture
def invitation(lead: Any, city: Any, mailoutbox: Any) -> Invitation:
    sent = invite("guest@example.org", city, lead=False, actor=lead, language="en")
    mailoutbox.clear()
    return sent


class TestList:
    def test_shows_colleagues_and_who_is_invited(
        self, lead: Any, city: Any, invitation: Invitation
    ) -> None:
        colleague = representative(city)
        source = browser(colleague).get(PAGE).content.decode()
        assert lead.email in source
        assert "guest@example.org" in source

    def test_shows_nobody_of_another_city(self, invitation: Invitation, lead: Any) -> None:
        source = browser(representative(lead=True)).get(PAGE).content.decode()
        assert lead.email not in source
        assert "guest@example.org" not in source

    def test_offers_acts_to_leads_alone(self, lead: Any, city: Any, invitation: Any) -> None:
        own = "/en/desk/colleagues/invite/"
        assert own in browser(lead).get(PAGE).content.decode()
        source = browser(representative(city)).get(PAGE).content.decode()
        main = source[source.index("<main") : source.index("</main>")]
        assert "<form" not in main

    def test_says_that_an_invitation_has_expired(self, lead: Any, invitation: Any) -> None:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        assert "The link expired on" in browser(lead).get(PAGE).content.decode()


class TestInvite:
    def test_sends_a_mail(self, lead: Any, mailoutbox: Any) -> None:
        answer = browser(lead).post(f"{PAGE}invite/", TYPED, follow=True)
        assert "The invitation is on its way to guest@example.org" in answer.content.decode()
        [mail] = to("guest@example.org", mailoutbox)
        assert Client().get(link(mail)).status_code == 200
        assert Invitation.objects.get().language == "tr"

    @pytest.mark.parametrize(
        "address", ["", "guest", "guest@example", '"a\x0bb"@example.org', f"a@{'ı' * 62}.example"]
    )
    def test_a_refused_form_keeps_what_was_typed(
        self, lead: Any, mailoutbox: Any, address: str
    ) -> None:
        typed = TYPED | {"address": address, "lead": "on"}
        source = browser(lead).post(f"{PAGE}invite/", typed).content.decode()
        assert 'href="#id_address"' in source
        assert 'tabindex="-1" autofocus' in source
        assert 'name="lead" id="id_lead" checked' in source
        assert mailoutbox == []

    def test_says_why_not(self, lead: Any, city: Any) -> None:
        typed = TYPED | {"address": representative(city).email}
        source = browser(lead).post(f"{PAGE}invite/", typed).content.decode()
        assert "represents the municipality already" in source

    def test_again_makes_the_earlier_link_void(
        self, lead: Any, invitation: Invitation, mailoutbox: Any
    ) -> None:
        browser(lead).post(f"/en/desk/invitations/{invitation.pk}/again/")
        [mail] = mailoutbox
        assert Client().get(link(mail)).status_code == 200
        invitation.refresh_from_db()
        assert invitation.state == "withdrawn"

    def test_withdraws(self, lead: Any, invitation: Invitation) -> None:
        browser(lead).post(f"/en/desk/invitations/{invitation.pk}/withdraw/")
        invitation.refresh_from_db()
        assert invitation.state == "withdrawn"

    def test_is_limited(self, lead: Any, mailoutbox: Any) -> None:
        client = browser(lead)
        for number in range(30):
            client.post(f"{PAGE}invite/", TYPED | {"address": f"guest{number}@example.org"})
        source = client.post(f"{PAGE}invite/", TYPED).content.decode()
        assert "Wait an hour" in source
        assert 'value="guest@example.org"' in source
        assert len(mailoutbox) == 30


class TestRemove:
    def test_asks_first(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        path = f"{PAGE}{of(colleague).pk}/remove/"
        source = browser(lead).get(path).content.decode()
        assert f"Should {colleague.username} no longer represent Gaziantep?" in source
        assert of(colleague).ended_at is None

    def test_removes(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        browser(lead).post(f"{PAGE}{of(colleague).pk}/remove/")
        assert of(colleague).ended_at is not None

    def test_keeps_the_last_lead_and_says_so(self, lead: Any) -> None:
        answer = browser(lead).post(f"{PAGE}{of(lead).pk}/remove/", follow=True)
        assert "You are the only lead representative" in answer.content.decode()

    def test_a_lead_may_go_where_there_is_another(self, lead: Any, city: Any) -> None:
        representative(city, lead=True)
        answer = browser(lead).post(f"{PAGE}{of(lead).pk}/remove/", follow=True)
        assert answer.status_code == 403
        assert "Your account has no desk" in answer.content.decode()


def test_makes_and_unmakes_leads(lead: Any, city: Any) -> None:
    colleague = representative(city)
    client = browser(lead)
    for wanted in ("yes", "no"):
        client.post(f"{PAGE}{of(colleague).pk}/lead/", {"lead": wanted})
        assert of(colleague).lead == (wanted == "yes")


class TestIsolation:
    @pytest.mark.parametrize("act", ["remove/", "lead/"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_colleagues_of_another_city_are_not_found(
        self, lead: Any, act: str, method: str
    ) -> None:
        stranger = browser(representative(lead=True))
        answer = getattr(stranger, method)(f"{PAGE}{of(lead).pk}/{act}", {"lead": "no"})
        assert answer.status_code == (405 if (method, act) == ("get", "lead/") else 404)
        assert of(lead).lead
        assert of(lead).ended_at is None

    @pytest.mark.parametrize("act", ["again", "withdraw"])
    def test_nor_their_invitations(self, invitation: Invitation, act: str, mailoutbox: Any) -> None:
        stranger = browser(representative(lead=True))
        answer = stranger.post(f"/en/desk/invitations/{invitation.pk}/{act}/")
        assert answer.status_code == 404
        invitation.refresh_from_db()
        assert invitation.state == "open"
        assert mailoutbox == []

    @pytest.mark.parametrize("number", [0, 10**12, 10**40])
    def test_nor_what_does_not_exist(self, lead: Any, number: int) -> None:
        assert browser(lead).get(f"{PAGE}{number}/remove/").status_code == 404

    def test_colleagues_who_are_no_leads_change_nothing(
        self, lead: Any, city: Any, invitation: Invitation, mailoutbox: Any
    ) -> None:
        client = browser(representative(city))
        for path in (
            f"{PAGE}invite/",
            f"{PAGE}{of(lead).pk}/remove/",
            f"{PAGE}{of(lead).pk}/lead/",
            f"/en/desk/invitations/{invitation.pk}/again/",
            f"/en/desk/invitations/{invitation.pk}/withdraw/",
        ):
            assert client.post(path, TYPED).status_code == 403
        assert mailoutbox == []
        assert of(lead).ended_at is None
