"""What allauth writes: in the language of who receives it, in the site's name."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.factories.people import PASSWORD, logged_in, person, send_password

pytestmark = pytest.mark.django_db
NEW = "another-password-for-tests"


def only_mail() -> EmailMessage:
    assert len(mail.outbox) == 1
    return mail.outbox[0]


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("tr", "Şifre Sıfırlama E-postası"),
        ("fr", "E-mail de réinitialisation de mot de passe"),
        ("", "A new password for your account"),
    ],
)
def test_in_the_language_of_the_addressee(client: Client, language: str, subject: str) -> None:
    person("somebody", language=language)
    client.post("/en/account/password/reset/", {"email": "somebody@example.org"})
    assert only_mail().subject == subject, "and without the host before it"


def test_who_has_chosen_none_gets_the_language_of_the_page(client: Client) -> None:
    person("somebody")
    client.post("/ar/account/password/reset/", {"email": "somebody@example.org"})
    assert "كلمة" in only_mail().subject


def test_signed_with_the_name_of_the_site_and_not_the_host(client: Client) -> None:
    person("somebody")
    client.post(reverse("account_reset_password"), {"email": "somebody@example.org"})
    assert str(only_mail().body).endswith("--\nMeydan\nhttp://127.0.0.1:8000")
    assert "testserver!" not in str(only_mail().body)


def test_a_change_is_told_with_where_it_came_from() -> None:
    client = logged_in(person("somebody", language="ar"))
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    headers = {"User-Agent": "A browser"}
    client.post(reverse("account_change_password"), typed, headers=headers)
    body = str(only_mail().body)
    assert "127.0.0.1" in body
    assert "A browser" in body
    rest = body.replace("127.0.0.1", "").replace("http://:8000", "")
    assert not re.search(r"\d", re.sub(r"[٠-٩]", "", rest)), "an Arabic mail has Arabic digits"


def test_a_link_sets_a_password_where_there_was_none(client: Client) -> None:
    typed = {"username": "newcomer", "email": "newcomer@example.org", "first_name": "New"}
    made = logged_in(person("root", is_superuser=True)).post(
        reverse("wagtailusers_users:add"), typed | {"last_name": "Comer", "is_active": "on"}
    )
    assert made.status_code == 302
    user = User.objects.get(username="newcomer")
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(\S+)", str(only_mail().body))
    assert link is not None
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    mail.outbox.clear()
    answer = send_password(client, user)
    assert answer.headers["Location"] == reverse("account_email_verification_sent")


class TestVerification:
    def begin(self, client: Client) -> Any:
        user = User.objects.create_user("newcomer", "newcomer@example.org", PASSWORD)
        answer = send_password(client, user)
        assert answer.headers["Location"] == reverse("account_email_verification_sent")
        assert "_auth_user_id" not in client.session
        return user

    def test_by_a_code_at_the_first_log_in(self, client: Client) -> None:
        user = self.begin(client)
        code = re.search(r"^\S{4,9}-?\S*$", str(only_mail().body).split("\n\n")[2], re.MULTILINE)
        assert code is not None
        client.post(reverse("account_email_verification_sent"), {"code": code[0]})
        assert client.session["_auth_user_id"] == str(user.pk)
        assert EmailAddress.objects.get(user=user).verified

    def test_three_wrong_codes_end_it(self, client: Client) -> None:
        self.begin(client)
        for _guess in range(4):
            client.post(reverse("account_email_verification_sent"), {"code": "WRONG"})
        assert "_auth_user_id" not in client.session

    def test_by_command_where_no_mail_is_sent(self, client: Client) -> None:
        user = self.begin(client)
        call_command("verify_address", "newcomer")
        assert send_password(client, user).headers["Location"] == "/en/"

    def test_the_command_gives_an_address_to_who_has_none(self, client: Client) -> None:
        user = User.objects.create_superuser("root", password=PASSWORD)
        with pytest.raises(CommandError, match="--address"):
            call_command("verify_address", "root")
        call_command("verify_address", "root", "--address", "root@example.org")
        assert send_password(client, user).headers["Location"] == "/admin/"

    def test_the_command_takes_nobody_elses(self) -> None:
        person("somebody")
        User.objects.create_superuser("root", password=PASSWORD)
        with pytest.raises(CommandError, match="another account"):
            call_command("verify_address", "root", "--address", "somebody@example.org")
        with pytest.raises(CommandError, match="no account"):
            call_command("verify_address", "nobody")
