"""People with accounts, and how they log in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

PASSWORD = "a-password-for-tests"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def person(name: str, *groups: str, language: str = "", **fields: Any) -> Any:
    """An account whose address is verified, in these groups."""
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def give_authenticator(user: Any) -> list[str]:
    """An authenticator app that makes the codes of `code`; the recovery codes beside it."""
    auth.TOTP.activate(user, SECRET)
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    assert Authenticator.objects.filter(user=user).count() == 2
    return codes


def code(ahead: int = 0, secret: str = SECRET) -> str:
    """What the app shows now, or will show in so many half minutes."""
    counter = list(auth.yield_hotp_counters_from_time())[1] + ahead
    text: str = auth.format_hotp_value(auth.hotp_value(secret, counter))
    return text


def send_password(client: Client, user: Any, **data: str) -> Any:
    """The first step of a log-in."""
    typed = {"login": user.username, "password": PASSWORD, **data}
    return client.post(reverse("account_login"), typed)


def send_code(client: Client, text: str) -> Any:
    """The second step of a log-in."""
    return client.post(reverse("mfa_authenticate"), {"code": text})


def logged_in(user: Any, text: str = "") -> Client:
    """A browser of a person who has logged in, with a code of the second factor if she has one."""
    client = Client()
    send_password(client, user)
    if text:
        send_code(client, text)
    assert client.session.get("_auth_user_id") == str(user.pk)
    return client
