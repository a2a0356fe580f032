"""Limits on log-ins hold across workers, and count by the address the site's own proxies saw."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import caches
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories.people import PASSWORD, person, send_password

pytestmark = pytest.mark.django_db
TABLE = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "meydan_cache_of_tests",
    }
}


def fail(name: str, **headers: str) -> Any:
    """A guess at a password."""
    typed = {"login": name, "password": "guess"}
    return Client().post(reverse("account_login"), typed, headers=headers)


@pytest.fixture
def shared(settings: Settings) -> None:
    """The cache of a real site."""
    settings.CACHES = TABLE
    call_command("createcachetable")


@pytest.mark.usefixtures("shared")
class TestGuessing:
    def test_ends_for_one_account(self) -> None:
        user = person("somebody")
        for _guess in range(5):
            assert b"are not correct" in fail("somebody").content
        client = Client()
        answer = send_password(client, user)
        assert "Too many failed login attempts" in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_ends_for_one_address(self) -> None:
        answers = [fail(f"somebody-{number}") for number in range(11)]
        assert "Too many failed login attempts" in answers[-1].content.decode()

    def test_is_counted_by_every_process(self) -> None:
        person("somebody")
        for _guess in range(5):
            fail("somebody")
            # A worker that has just started knows what is in the table and nothing else.
            del caches["default"]
        answer = fail("somebody")
        assert "Too many failed login attempts" in answer.content.decode()

    def test_others_still_log_in(self) -> None:
        person("somebody")
        for _guess in range(6):
            fail("somebody")
        answer = send_password(Client(), person("neighbour"))
        assert answer.status_code == 302


class TestByAddress:
    def test_too_many_requests_get_a_page_of_ours(self) -> None:
        answers: list[Any] = [Client().post(reverse("account_login"), {}) for _try in range(31)]
        assert answers[29].status_code == 200
        assert answers[30].status_code == 429
        assert "Too many tries" in answers[30].content.decode()
        assert "site-header" in answers[30].content.decode()

    def test_only_what_own_proxies_saw_counts(self, settings: Settings) -> None:
        settings.MEYDAN_PROXIES = 1
        for number in range(11):
            fail(f"somebody-{number}", **{"X-Forwarded-For": f"10.0.0.{number}, 9.9.9.9"})
        other = fail("nobody", **{"X-Forwarded-For": "8.8.8.8"})
        same = fail("nobody", **{"X-Forwarded-For": "1.1.1.1, 9.9.9.9"})
        assert "Too many" not in other.content.decode()
        assert "Too many failed login attempts" in same.content.decode()

    @pytest.mark.parametrize("forwarded", ["", "9.9.9.9", "unknown", "2001:db8::1, ::ffff:9.9.9.9"])
    def test_no_header_is_an_error(self, settings: Settings, forwarded: str) -> None:
        settings.MEYDAN_PROXIES = 2
        person("somebody")
        typed = {"login": "somebody", "password": PASSWORD}
        for address in ("127.0.0.1", "2001:db8:1:2::9", ""):
            answer = Client(REMOTE_ADDR=address).post(
                reverse("account_login"), typed, headers={"X-Forwarded-For": forwarded}
            )
            assert answer.status_code == 302


class TestEnumeration:
    def test_a_reset_says_the_same_of_known_and_unknown_addresses(
        self, mailoutbox: list[Any]
    ) -> None:
        person("somebody")
        reset = reverse("account_reset_password")
        answers = [
            Client().post(reset, {"email": f"{name}@example.org"}, follow=True)
            for name in ("somebody", "nobody")
        ]
        pages = [answer.content.decode() for answer in answers]
        assert pages[0] == pages[1]
        assert [message.to for message in mailoutbox] == [["somebody@example.org"]]

    def test_a_log_in_too(self) -> None:
        person("somebody")
        pages: list[Any] = [fail(name) for name in ("somebody", "nobody")]
        sentences = ["The username and/or password you specified are not correct"] * 2
        assert [text in page.content.decode() for text, page in zip(sentences, pages, strict=True)]
        assert EmailAddress.objects.count() == 1


def test_the_table_is_made_by_migrate(settings: Settings) -> None:
    settings.CACHES = TABLE
    call_command("migrate", verbosity=0)
    caches["default"].set("key", "value")
    assert caches["default"].get("key") == "value"


class TestChecks:
    def found(self) -> set[str | None]:
        return {message.id for message in run_checks(include_deployment_checks=True)}

    @pytest.mark.parametrize(
        "backend", ["locmem.LocMemCache", "dummy.DummyCache", "filebased.FileBasedCache"]
    )
    def test_a_cache_that_is_not_shared_is_refused(self, settings: Settings, backend: str) -> None:
        path = f"django.core.cache.backends.{backend}"
        settings.CACHES = {"default": {"BACKEND": path, "LOCATION": "nowhere"}}
        assert "accounts.E001" in self.found()

    def test_so_is_a_site_without_a_second_factor(self, settings: Settings) -> None:
        assert "accounts.E002" in self.found()
        settings.MEYDAN_MFA_REQUIRED = True
        settings.CACHES = TABLE
        assert self.found() & {"accounts.E001", "accounts.E002"} == set()
