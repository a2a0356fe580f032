"""The page of an invitation: from the mail to the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from members.models import Invitation, Membership
from members.people import accept, invite, membership_of, withdraw
from tests.factories.members import representative
from tests.factories.people import PASSWORD, logged_in, person, send_password
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import link

pytestmark = pytest.mark.django_db
ADDRESS = "guest@example.org"
TYPED = {
    "email": ADDRESS,
    "first_name": "Gülsüm",
    "last_name": "Guest",
    "password1": PASSWORD,
}


@pytest.fixture
def lead() -> Any:
    return representative(OrganisationFactory(name="Gaziantep"), lead=True)


@pytest.fixture
def path(lead: Any, mailoutbox: Any) -> str:
    """Where the mail leads."""
    membership = membership_of(lead)
    assert membership is not None
    invite(ADDRESS, membership.organisation, lead=True, actor=lead, language="en")
    return link(mailoutbox.pop())


def state() -> str:
    return Invitation.objects.get().state


class TestNewAccount:
    def test_from_the_mail_to_the_desk(self, client: Client, path: str) -> None:
        page = client.get(path)
        assert "Represent Gaziantep" in page.content.decode()
        answer = client.post(path)
        assert answer.headers["Location"] == reverse("account_signup")
        answer = client.post(reverse("account_signup"), TYPED)
        assert answer.headers["Location"] == "/en/desk/"
        desk = client.get("/en/desk/").content.decode()
        assert "Welcome, Gülsüm Guest" in desk
        membership = Membership.objects.get(user__email=ADDRESS)
        assert membership.organisation.name == "Gaziantep"
        assert membership.lead
        assert state() == "accepted"

    def test_is_written_to_in_the_language_of_the_page(self, client: Client, path: str) -> None:
        client.post(path)
        client.post("/tr/account/signup/", TYPED)
        profile = UserProfile.objects.get(user__email=ADDRESS)
        assert profile.preferred_language == "tr"
        assert not profile.submitted_notifications

    def test_of_an_invitation_withdrawn_meanwhile(
        self, client: Client, path: str, lead: Any
    ) -> None:
        client.post(path)
        withdraw(Invitation.objects.get(), actor=lead)
        answer = client.post(reverse("account_signup"), TYPED, follow=True)
        assert answer.redirect_chain[-1][0] == "/en/"
        assert "can no longer be accepted" in answer.content.decode()
        assert not Membership.objects.filter(user__email=ADDRESS).exists()


class TestKnownAddress:
    def test_logs_in_and_then_confirms(self, client: Client, path: str) -> None:
        guest = person("guest")
        assert "Log in and accept" in client.get(path).content.decode()
        answer = client.post(path)
        assert answer.headers["Location"] == f"{reverse('account_login')}?next={path}"
        assert send_password(client, guest, next=path).headers["Location"] == path
        assert state() == "open"
        assert client.post(path).headers["Location"] == "/en/desk/"
        assert client.get("/en/desk/").status_code == 200

    def test_ends_her_other_sessions_but_not_this_one(self, path: str) -> None:
        guest = person("guest")
        other, client = logged_in(guest), logged_in(guest)
        client.post(path)
        assert client.get("/en/desk/").status_code == 200
        assert other.get("/en/desk/").status_code == 302

    def test_of_a_closed_account_says_what_to_do(self, client: Client, path: str) -> None:
        person("guest", is_active=False)
        assert "The account with this address is closed" in client.post(path).content.decode()

    def test_of_who_represents_another_city_says_so(self, path: str) -> None:
        guest = person("guest")
        Membership.objects.create(user=guest, organisation=OrganisationFactory())
        answer = logged_in(guest).post(path, follow=True)
        assert "You represent a municipality already" in answer.content.decode()
        assert state() == "open"


class TestAnotherAccount:
    def test_is_told_to_log_out_and_gets_nothing(self, path: str) -> None:
        client = logged_in(person("somebody"))
        assert "You are logged in with another address" in client.get(path).content.decode()
        answer = client.post(path, follow=True)
        assert "sent to another address" in answer.content.decode()
        assert state() == "open"

    def test_comes_back_after_logging_out(self, path: str) -> None:
        client = logged_in(person("somebody"))
        answer = client.post(reverse("account_logout"), {"next": path})
        assert answer.headers["Location"] == path


class TestLink:
    def test_opening_it_changes_nothing(self, client: Client, path: str) -> None:
        before = list(Invitation.objects.values())
        for method in (client.get, client.head):
            response: Any = method(path)
            assert response.status_code == 200
        assert list(Invitation.objects.values()) == before
        assert not client.session.keys()
        assert not User.objects.filter(email=ADDRESS).exists()

    def test_is_told_to_nobody_else(self, client: Client, path: str) -> None:
        answer = client.get(path)
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]
        assert 'name="robots" content="noindex"' in answer.content.decode()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_of_nothing(self, client: Client, method: str) -> None:
        answer = getattr(client, method)("/en/account/invitation/abc/")
        assert answer.status_code == 404
        assert "We do not know this link" in answer.content.decode()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_that_expired(self, client: Client, path: str, method: str) -> None:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        answer = getattr(client, method)(path)
        assert answer.status_code == 410
        assert "Ask who invited you to send it again" in answer.content.decode()
        assert not client.session.keys()

    def test_that_was_withdrawn(self, client: Client, path: str, lead: Any) -> None:
        withdraw(Invitation.objects.get(), actor=lead)
        answer = client.get(path)
        assert answer.status_code == 410
        assert "look for a later mail" in answer.content.decode()

    def test_that_was_used(self, client: Client, path: str) -> None:
        guest = person("guest")
        accept(Invitation.objects.get(), guest)
        answer = client.get(path)
        assert answer.status_code == 410
        assert "This invitation has been accepted" in answer.content.decode()
        own = logged_in(guest).get(path)
        assert "You have accepted this invitation" in own.content.decode()
