"""Every page of an account is a page of ours: frame, policy, language, digits, errors."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.factories.keys import give_key
from tests.factories.people import PASSWORD, code, give_authenticator, logged_in, person

pytestmark = pytest.mark.django_db
# What is no page, and what a log-in under way alone can open.
NO_PAGES = {"mfa_download_recovery_codes", "mfa_login_webauthn"}
UNDER_WAY = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_set_password",
    "mfa_authenticate",
}
ARGUMENTS = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from patterns(part)
        else:
            yield part


def names() -> list[str]:
    """The names of all addresses below `account/`, of the resolver."""
    with translation.override("en"):
        every = {part.name for part in patterns(get_resolver()) if part.name}
    ours = {name for name in every if name.split("_")[0] in ("account", "mfa", "usersessions")}
    return sorted(ours - NO_PAGES - UNDER_WAY)


def words(source: str) -> str:
    """What a reader sees of a page, without what is no number: names, addresses, codes."""
    main = source[source.index("<main") : source.index("</main>")]
    main = re.sub(r"<(script|code|bdi|noscript)\b.*?</\1>", "", main, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", main)


@pytest.fixture
def client_of_somebody() -> Client:
    """Logged in with everything there is, and asked for her password a moment ago."""
    user = person("somebody")
    give_authenticator(user)
    give_key(user)
    client = logged_in(user, code())
    client.post(f"{reverse('account_reauthenticate')}?next=/", {"password": PASSWORD})
    return client


def test_the_list_is_not_empty() -> None:
    assert len(names()) > 18


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", names())
def test_a_page(client_of_somebody: Client, name: str, language: str) -> None:
    key = Authenticator.objects.get(type="webauthn")
    arguments = {"pk": key.pk} if name.endswith(("remove_webauthn", "edit_webauthn")) else {}
    with translation.override(language):
        address = reverse(name, kwargs=ARGUMENTS.get(name, arguments))
    assert address.startswith(f"/{language}/account/")
    answer: Any = client_of_somebody.get(address, follow=True)
    source = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in source
    assert "site-header" in source
    assert 'name="robots" content="noindex"' in source
    assert " style=" not in source
    assert "<style" not in source
    assert not re.search(r'<script(?![^>]*(?:\bsrc=|type="application/json"))', source)
    assert " onclick=" not in source
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    if language == "ar":
        assert re.findall(r"[0-9]+", words(source)) == []
    else:
        assert re.findall(r"(?i)[^.<>]*\b(?:email|sign(?:ed)? (?:in|out))\b", words(source)) == []


@pytest.mark.parametrize(
    ("language", "label"), [("en", "E-mail address"), ("ar", "عنوان البريد الإلكتروني")]
)
def test_an_address_is_called_the_same_in_every_form(
    client_of_somebody: Client, language: str, label: str
) -> None:
    guest = Client()
    session = guest.session
    session["account_verified_email"] = "guest@example.org"
    session.save()
    asked = {
        "account_signup": guest,
        "account_reset_password": guest,
        "account_email": client_of_somebody,
    }
    for name, client in asked.items():
        with translation.override(language):
            address = reverse(name)
        source = client.get(address).content.decode()
        field = re.search(r'<label for="id_email">\s*(.*?)\s*</label>', source, re.DOTALL)
        assert field and field[1].strip() == label, name


def test_a_log_in_is_greeted_by_name() -> None:
    user = person("somebody", first_name="Ayşe", last_name="O’Brien & Co")
    typed = {"login": "somebody", "password": PASSWORD}
    answer: Any = Client().post("/en/account/login/", typed, follow=True)
    assert "Welcome, Ayşe O’Brien &amp; Co." in answer.content.decode()
    user.first_name = user.last_name = ""
    user.save()
    answer = Client().post("/en/account/login/", typed, follow=True)
    assert "Welcome, somebody." in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_log_in_under_way_shows(language: str) -> None:
    user = person("somebody")
    give_authenticator(user)
    client = Client()
    typed = {"login": "somebody", "password": PASSWORD}
    source = client.post(f"/{language}/account/login/", typed, follow=True).content.decode()
    assert 'name="code"' in source
    assert " style=" not in source


class TestRefusedForm:
    def refused(self, **typed: str) -> str:
        answer: Any = Client().post(reverse("account_login"), typed)
        return str(answer.content.decode())

    def test_leads_to_each_field_from_a_summary_that_has_the_focus(self) -> None:
        source = self.refused(login="", password="")
        summary, _end, form = source.partition('role="alert"')[2].partition("</ul>")
        assert summary.lstrip().startswith('tabindex="-1" autofocus')
        assert 'href="#id_login"' in summary
        assert 'href="#id_password"' in summary
        assert "autofocus" not in form

    def test_says_at_the_field_what_is_wrong(self) -> None:
        source = self.refused(login="", password="x")
        assert 'aria-invalid="true"' in source
        described = re.search(r'name="login"[^>]*aria-describedby="([^"]+)"', source)
        assert described is not None
        assert all(f'id="{name}"' in source for name in described[1].split())

    def test_keeps_what_was_typed_but_for_the_password(self) -> None:
        source = self.refused(login="somebody", password="a secret")
        assert 'value="somebody"' in source
        assert "a secret" not in source


class TestHeader:
    def test_leads_to_the_log_in(self, client: Client) -> None:
        assert 'href="/tr/account/login/"' in client.get("/tr/").content.decode()

    def test_or_to_ones_account(self) -> None:
        client = logged_in(person("somebody"))
        source = client.get("/tr/").content.decode()
        assert 'href="/tr/account/email/"' in source
        assert 'href="/tr/account/login/"' not in source
