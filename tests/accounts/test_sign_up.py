"""An account is made by who was invited, for the address the invitation was sent to."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
TYPED = {
    "email": "guest@example.org",
    "first_name": "Gülsüm",
    "last_name": "Guest",
    "password1": PASSWORD,
}


@pytest.fixture
def invited(client: Client) -> Client:
    """As the page of an invitation leaves the browser."""
    session = client.session
    session["account_verified_email"] = "Guest@example.org"
    session.save()
    return client


def test_closed_to_everybody_else(client: Client) -> None:
    answer = client.post(reverse("account_signup"), TYPED)
    assert "Accounts are by invitation" in answer.content.decode()
    assert not User.objects.exists()


def test_open_to_who_was_invited_and_without_another_code(invited: Client) -> None:
    assert 'value="Guest@example.org"' in invited.get(reverse("account_signup")).content.decode()
    answer = invited.post(reverse("account_signup"), TYPED)
    assert answer.headers["Location"] == "/en/"
    user = User.objects.get()
    assert (user.first_name, user.last_name) == ("Gülsüm", "Guest")
    assert EmailAddress.objects.get(user=user).verified
    assert invited.session["_auth_user_id"] == str(user.pk)
    assert invited.get("/admin/").status_code == 403


def test_for_that_address_and_no_other(invited: Client) -> None:
    answer = invited.post(reverse("account_signup"), TYPED | {"email": "other@example.org"})
    assert "Your invitation is for another address" in answer.content.decode()
    assert not User.objects.exists()


def test_once(invited: Client) -> None:
    invited.post(reverse("account_signup"), TYPED)
    invited.post(reverse("account_logout"))
    answer = invited.post(reverse("account_signup"), TYPED | {"email": "guest@example.org"})
    assert "Accounts are by invitation" in answer.content.decode()
    assert User.objects.count() == 1
