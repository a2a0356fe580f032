"""The door of the admin: who enters, and what the others meet."""

from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from core.enums import RecordType
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import code, give_authenticator, logged_in, person, send_password

pytestmark = pytest.mark.django_db
LANGUAGES = [language for language, _name in site.LANGUAGES]
INSIDE = [
    "/admin/",
    "/admin/pages/",
    "/admin/account/",
    "/admin/api/main/pages/",
    "/admin/nowhere/",
]


def right_to_enter() -> Permission:
    return Permission.objects.get(codename="access_admin")


class TestWithoutTheRight:
    @pytest.mark.parametrize("address", INSIDE)
    def test_a_page_of_ours_says_so_and_does_not_lead_in_a_circle(self, address: str) -> None:
        client = logged_in(person("representative"))
        answer = client.get(address, follow=True)
        assert answer.redirect_chain == []
        assert answer.status_code == 403
        assert "site-header" in answer.content.decode()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_in_the_language_of_the_browser(self, language: str) -> None:
        client = logged_in(person("representative"))
        answer = client.get("/admin/", headers={"Accept-Language": language})
        assert answer.status_code == 403
        assert f'<html lang="{language}"' in answer.content.decode()

    def test_a_script_is_refused_too(self) -> None:
        client = logged_in(person("representative"))
        answer = client.post("/admin/pages/", headers={"X-Requested-With": "XMLHttpRequest"})
        assert answer.status_code == 403

    def test_a_deactivated_editor_is_nobody_in_her_next_request(self) -> None:
        editor = person("editor", "Moderators")
        client = Client()
        client.force_login(editor)
        assert client.get("/admin/").status_code == 200
        editor.is_active = False
        editor.save()
        assert client.get("/admin/").status_code == 302
        assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/en/account/")


class TestWithTheRight:
    def test_by_group(self) -> None:
        assert logged_in(person("editor", "Moderators")).get("/admin/").status_code == 200

    def test_by_a_right_of_ones_own(self) -> None:
        user = person("helper")
        user.user_permissions.add(right_to_enter())
        assert logged_in(user).get("/admin/").status_code == 200

    def test_administrators(self) -> None:
        assert logged_in(person("root", is_superuser=True)).get("/admin/").status_code == 200

    def test_log_in_leads_to_where_one_wanted(self) -> None:
        client = Client()
        sent = client.get("/admin/pages/").headers["Location"]
        assert sent == "/en/account/login/?next=/admin/pages/"
        answer = send_password(client, person("editor", "Moderators"), next="/admin/pages/")
        assert answer.headers["Location"] == "/admin/pages/"

    def test_else_to_the_admin(self) -> None:
        answer = send_password(Client(), person("editor", "Moderators"))
        assert answer.headers["Location"] == "/admin/"

    def test_log_out_of_the_admin(self) -> None:
        client = logged_in(person("editor", "Moderators"))
        client.post(reverse("wagtailadmin_logout"))
        assert client.get("/admin/").status_code == 302


class TestOtherLogIns:
    """Wagtail's own know neither limits nor a second factor."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("/admin/login/?next=/admin/pages/", "/en/account/login/?next=/admin/pages/"),
            ("/admin/password_reset/", "/en/account/password/reset/"),
            ("/admin/password_reset/done/", "/en/account/password/reset/"),
            ("/admin/password_reset/confirm/MQ/set-password/", "/en/account/password/reset/"),
            ("/tr/_util/login/?next=/tr/", "/tr/account/login/?next=/tr/"),
        ],
    )
    def test_they_lead_to_the_one(self, client: Client, old: str, new: str) -> None:
        assert client.get(old).headers["Location"] == new
        assert client.post(old, {"username": "a", "password": "b"}).headers["Location"] == new

    @pytest.mark.parametrize("address", ["/admin/login/", "/en/_util/login/"])
    def test_a_password_sent_there_opens_nothing(self, client: Client, address: str) -> None:
        user = person("editor", "Moderators")
        client.post(address, {"username": user.username, "password": "a-password-for-tests"})
        assert "_auth_user_id" not in client.session

    def test_a_page_for_others_asks_for_another_account_and_not_in_a_circle(self) -> None:
        page = PracticePageFactory(parent=section(RecordType.PRACTICE), title="Secret title")
        PageViewRestriction.objects.create(page=page, restriction_type="groups")
        client = logged_in(person("representative"))
        answer = client.get(page.get_url(), follow=True)
        assert answer.status_code == 200
        assert len(answer.redirect_chain) == 1
        assert "Your account may not read this page" in answer.content.decode()
        assert "Secret title" not in answer.content.decode()


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def required(self, settings: Settings) -> None:
        settings.MEYDAN_MFA_REQUIRED = True

    def test_who_has_none_sets_one_up_first(self) -> None:
        client = logged_in(person("editor", "Moderators"))
        answer = client.get("/admin/pages/?q=1", follow=True)
        assert answer.redirect_chain == [("/en/account/2fa/?next=%2Fadmin%2Fpages%2F%3Fq%3D1", 302)]
        assert "Set one up here first" in answer.content.decode()

    def test_who_has_logged_in_with_it_enters(self) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        assert logged_in(user, code()).get("/admin/").status_code == 200

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_session_that_has_not_shown_it_is_asked_for_it(self, method: str) -> None:
        user = person("editor", "Moderators")
        give_authenticator(user)
        client = Client()
        client.force_login(user)  # whatever way it came about
        answer = getattr(client, method)("/admin/pages/")
        back = "%2Fadmin%2Fpages%2F" if method == "get" else "%2Fadmin%2F"
        assert answer.headers["Location"] == f"/en/account/2fa/reauthenticate/?next={back}"
        shown = client.post(answer.headers["Location"], {"code": code()})
        assert shown.headers["Location"].startswith("/admin/")
        assert client.get("/admin/").status_code == 200

    def test_a_script_is_told_no(self) -> None:
        client = Client()
        client.force_login(person("editor", "Moderators"))
        headers = {"X-Requested-With": "XMLHttpRequest"}
        assert client.get("/admin/", headers=headers).status_code == 403

    def test_what_another_account_has_shown_in_this_browser_does_not_count(self) -> None:
        first = person("first", "Moderators")
        give_authenticator(first)
        client = logged_in(first, code())
        second = person("second", "Moderators")
        send_password(client, second)
        assert client.session["_auth_user_id"] == str(second.pk)
        assert client.get("/admin/").headers["Location"].startswith("/en/account/2fa/?")

    def test_who_does_not_reach_the_admin_needs_none(self) -> None:
        client = logged_in(person("representative"))
        assert client.get(reverse("account_email")).status_code == 200
        assert client.get("/admin/").status_code == 403

    @pytest.mark.parametrize("name", ["wagtailadmin_logout"])
    def test_the_way_out_is_open(self, name: str) -> None:
        client = logged_in(person("editor", "Moderators"))
        answer: Any = client.post(reverse(name))
        assert "2fa" not in answer.headers["Location"]
