"""The second factor: set up, shown at log-in, kept where it is needed, stored unreadable."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories.people import (
    PASSWORD,
    SECRET,
    code,
    give_authenticator,
    logged_in,
    person,
    send_code,
    send_password,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.MEYDAN_MFA_REQUIRED = True


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestLogIn:
    def test_the_password_alone_logs_nobody_in(self) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        client = Client()
        answer = send_password(client, user)
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        assert not is_in(client)
        assert client.get("/admin/").status_code == 302

    def test_nor_does_a_wrong_code(self) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        client = Client()
        send_password(client, user)
        wrong = f"{(int(code()) + 500_000) % 1_000_000:06}"
        assert "Incorrect code" in send_code(client, wrong).content.decode()
        assert not is_in(client)

    def test_a_recovery_code_does_once(self) -> None:
        user = person("editor", "Moderators")
        recovery = give_authenticator(user)[0]
        assert logged_in(user, recovery).get("/admin/").status_code == 200
        again = Client()
        send_password(again, user)
        send_code(again, recovery)
        assert not is_in(again)

    def test_a_code_is_taken_once_as_long_as_any_clock_accepts_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        text = code(ahead=1)
        assert logged_in(user, text).get("/admin/").status_code == 200
        # allauth remembers it for half a minute, as if that were over.
        path = "allauth.mfa.totp.internal.auth.TOTP._mark_code_used"
        monkeypatch.setattr(path, lambda self, text: True)
        again = Client()
        send_password(again, user)
        send_code(again, text)
        assert not is_in(again)

    def test_one_person_does_not_use_up_the_code_of_another(self) -> None:
        first, second = person("first"), person("second")
        give_authenticator(first)
        give_authenticator(second)
        text = code()
        assert is_in(logged_in(first, text))
        assert is_in(logged_in(second, text))

    def test_guessing_ends(self) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        client = Client()
        send_password(client, user)
        answers = [send_code(client, f"{number:06}").content.decode() for number in range(8)]
        assert "Too many failed login attempts" in answers[-1]
        send_code(client, code())
        assert not is_in(client)


class TestSettingUp:
    def test_recovery_codes_alone_are_no_second_factor(self) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        client = logged_in(user, code())
        Authenticator.objects.filter(user=user, type="totp").delete()
        assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_index"))


@pytest.mark.django_db(transaction=True)
def test_from_the_door_to_the_admin_without_being_asked_twice() -> None:
    client = logged_in(person("editor", "Moderators"))
    activate = reverse("mfa_activate_totp")
    assert activate in client.get("/admin/", follow=True).content.decode()
    asked = client.get(activate).headers["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    client.post(asked, {"password": PASSWORD})
    found = re.search(r'value="([A-Z2-7]{32})"', client.get(activate).content.decode())
    assert found is not None
    answer = client.post(activate, {"code": code(secret=found[1])})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200
    assert mail.outbox[-1].subject == "Authenticator App Activated"


class TestTheLastOne:
    def deactivate(self, client: Client) -> None:
        address = reverse("mfa_deactivate_totp")
        client.post(f"{reverse('mfa_reauthenticate')}?next={address}", {"code": code(ahead=1)})
        client.post(address)

    def test_stays_where_the_admin_asks_for_it(self) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        self.deactivate(logged_in(user, code()))
        assert Authenticator.objects.filter(user=user, type="totp").exists()

    def test_may_go_for_everybody_else(self) -> None:
        user = person("representative")
        give_authenticator(user)
        self.deactivate(logged_in(user, code()))
        assert not Authenticator.objects.filter(user=user).exists()


class TestSecrets:
    def test_what_is_stored_does_not_hold_them(self) -> None:
        user = person("editor", "Moderators")
        recovery = give_authenticator(user)
        stored = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert SECRET not in stored
        assert not any(text in stored for text in recovery)

    def test_a_new_secret_key_reads_what_the_old_one_wrote(self, settings: Settings) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another"
        assert is_in(logged_in(user, code()))

    def test_what_no_key_reads_logs_nobody_in(self, settings: Settings) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        settings.SECRET_KEY = "another"
        client = Client()
        send_password(client, user)
        assert "Incorrect code" in send_code(client, code()).content.decode()
        assert not is_in(client)


def test_an_administrator_of_the_server_helps_who_has_lost_hers() -> None:
    user = person("editor", "Moderators")
    give_authenticator(user)
    client = logged_in(user, code())
    call_command("reset_second_factor", "editor")
    assert client.get(reverse("account_email")).status_code == 302
    assert logged_in(user).get("/admin/").headers["Location"].startswith(reverse("mfa_index"))
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody")
