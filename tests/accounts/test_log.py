"""The security log: every event once, no secret, and nothing in it is ever changed."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from pytest_django import Settings
from wagtail.users.models import UserProfile

from accounts.enums import Event
from accounts.log import KEPT, note
from accounts.middleware import MOST
from accounts.models import SecurityEvent
from accounts.reports import SecurityLogView
from core.management.commands.worker import do_periodic_work
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
NEW = "another-password-for-tests"


def events(*what: Event) -> list[SecurityEvent]:
    """What is noted of these kinds, in the order it was noted."""
    return list(SecurityEvent.objects.filter(what__in=what).order_by("pk"))


def kinds() -> list[str]:
    """What is noted, in the order it was noted."""
    return list(SecurityEvent.objects.order_by("pk").values_list("what", flat=True))


@pytest.fixture
def root() -> Client:
    """The client of who may do everything."""
    client = logged_in(person("root", is_superuser=True))
    SecurityEvent.objects.forget(timezone.now())
    return client


def everything() -> str:
    """All that the log says, in one text."""
    return str(list(SecurityEvent.objects.values_list()))


class TestLogIn:
    def test_is_noted_with_name_time_and_address(self) -> None:
        user = person("ada")
        logged_in(user)
        [event] = events(Event.LOGGED_IN)
        assert (event.user, event.user_name) == (user, "ada")
        assert event.address == "127.0.0.1"
        assert event.path == reverse("account_login")
        assert kinds() == [Event.LOGGED_IN]

    def test_so_is_log_out(self) -> None:
        client = logged_in(person("ada"))
        client.post(reverse("account_logout"))
        client.post(reverse("account_logout"))
        assert [event.user_name for event in events(Event.LOGGED_OUT)] == ["ada"]

    @pytest.mark.parametrize("typed", ["ada", "ADA@example.org"])
    def test_a_wrong_password_is_noted_for_the_account_it_was_meant_for(self, typed: str) -> None:
        person("ada")
        Client().post(reverse("account_login"), {"login": typed, "password": "open-sesame"})
        [event] = events(Event.LOGIN_FAILED)
        assert event.user_name == "ada"
        assert event.details == {"step": "password"}
        assert "open-sesame" not in everything()

    def test_what_names_no_account_is_not_kept(self) -> None:
        Client().post(reverse("account_login"), {"login": "open-sesame", "password": "ada"})
        [event] = events(Event.LOGIN_FAILED)
        assert (event.user, event.user_name, event.about) == (None, "", "")
        assert "sesame" not in everything()

    def test_who_goes_on_guessing_does_not_fill_the_log(self) -> None:
        person("ada")
        for number in range(12):
            Client().post(reverse("account_login"), {"login": "ada", "password": f"{number}"})
        assert len(events(Event.LOGIN_FAILED)) == 5

    def test_the_second_factor_is_noted_without_any_code(self) -> None:
        user = person("ada")
        recovery = give_authenticator(user)
        client = Client()
        send_password(client, user)
        wrong, right = f"{(int(code()) + 500_000) % 1_000_000:06}", code()
        send_code(client, wrong)
        send_code(client, right)
        assert kinds() == [
            Event.SECOND_FACTOR_ADDED,
            Event.SECOND_FACTOR_ADDED,
            Event.LOGIN_FAILED,
            Event.SECOND_FACTOR_USED,
            Event.LOGGED_IN,
        ]
        assert events(Event.LOGIN_FAILED)[0].details == {"step": "totp"}
        said = everything()
        assert not any(text in said for text in (wrong, right, SECRET, PASSWORD, *recovery))


class TestChangesOfAnAccount:
    def test_another_password(self) -> None:
        client = logged_in(person("ada"))
        typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        client.post(reverse("account_change_password"), typed)
        [event] = events(Event.PASSWORD_CHANGED)
        assert event.user_name == "ada"
        assert NEW not in everything()
        assert PASSWORD not in everything()

    def test_a_second_factor_less_by_whichever_way(self) -> None:
        user = person("ada")
        give_authenticator(user)
        logged_in(user, code())
        call_command("reset_second_factor", "ada")
        assert not Authenticator.objects.exists()
        removed = events(Event.SECOND_FACTOR_REMOVED)
        assert {event.details["type"] for event in removed} == {"totp", "recovery_codes"}
        assert {event.about for event in removed} == {"ada"}
        [ended] = events(Event.SESSIONS_ENDED)
        assert (ended.about, ended.details) == ("ada", {"number": 1})

    def test_sessions_she_ends_herself(self, settings: Settings) -> None:
        settings.USERSESSIONS_ADAPTER = "accounts.sessions.SessionsAdapter"
        user = person("ada")
        here, _elsewhere = logged_in(user), logged_in(user)
        here.post(reverse("usersessions_list"))
        here.post(reverse("usersessions_list"))
        [event] = events(Event.SESSIONS_ENDED)
        assert (event.user_name, event.about, event.details) == ("ada", "ada", {"number": 1})


class TestRoles:
    def test_the_administrator_and_the_account_are_both_named(self, root: Client) -> None:
        user = person("ada", "Editors")
        SecurityEvent.objects.forget(timezone.now())
        typed = {"username": "ada", "email": user.email, "first_name": "Ada", "last_name": "L",
                 "groups": [Group.objects.get(name="Moderators").pk]}  # fmt: skip
        root.post(reverse("wagtailusers_users:edit", args=[user.pk]), typed)
        assert [(event.user_name, event.about) for event in events(Event.ROLE_CHANGED)] == [
            ("root", "ada")
        ] * 3
        assert [event.details for event in events(Event.ROLE_CHANGED)] == [
            {"is_active": False},
            {"removed": ["Editors"]},
            {"added": ["Moderators"]},
        ]

    def test_from_the_side_of_the_group_and_single_rights(self) -> None:
        user = person("ada")
        editors = Group.objects.get(name="Editors")
        editors.user_set.add(user)
        editors.user_set.add(user)  # in which she is
        editors.user_set.clear()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        user.user_permissions.clear()
        assert [event.details for event in events(Event.ROLE_CHANGED)] == [
            {"added": ["Editors"]},
            {"removed": ["Editors"]},
            {"added": ["access_admin"]},
            {"removed": ["access_admin"]},
        ]

    def test_an_administrator_made_at_the_terminal(self) -> None:
        User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
        [event] = events(Event.ROLE_CHANGED)
        assert (event.user, event.address, event.about) == (None, "", "ada")
        assert event.details == {"is_superuser": True}

    def test_what_is_no_role_is_not_noted(self) -> None:
        user = person("ada")
        user.first_name = "Ada"
        user.save()
        assert kinds() == []


class TestRefusals:
    def test_are_noted_once_in_a_minute(self) -> None:
        client = logged_in(person("ada"))
        for _time in range(3):
            assert client.get("/admin/reports/mail/?q=hidden").status_code == 403
        client.post("/admin/users/")
        first, second = events(Event.REFUSED)
        assert (first.user_name, first.path) == ("ada", "/admin/reports/mail/")
        assert first.details == {"method": "GET"}
        assert second.path == "/admin/users/"
        assert "hidden" not in everything()

    def test_are_noted_again_later(self) -> None:
        user = person("ada")
        client = logged_in(user)
        SecurityEvent.objects.create(
            what=Event.REFUSED, user=user, path="/admin/", at=timezone.now() - timedelta(minutes=2)
        )
        client.get("/admin/")
        assert len(events(Event.REFUSED)) == 2

    def test_one_person_cannot_fill_the_log_with_them(self) -> None:
        client = logged_in(person("ada"))
        for number in range(MOST + 5):
            client.get(f"/admin/{number}/")
        assert len(events(Event.REFUSED)) == MOST

    def test_strangers_write_nothing(self) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post(reverse("account_login"), {"login": "ada"}).status_code == 403
        client.get("/admin/")
        assert kinds() == []

    def test_are_noted_where_the_admin_says_so_by_a_message(self) -> None:
        client = logged_in(person("editor", "Editors"))
        assert client.get(reverse("security_log")).status_code == 302
        [event] = events(Event.REFUSED)
        assert (event.user_name, event.path) == ("editor", reverse("security_log"))

    def test_other_answers_do_not_depend_on_who_asks(self) -> None:
        answer = logged_in(person("ada")).get("/robots.txt")
        assert "Cookie" not in answer.get("Vary", "")

    @pytest.mark.parametrize("path", ["/admin/%00%E2%80%AE/", "/admin/%01=1/"])
    def test_no_address_breaks_the_log(self, path: str) -> None:
        assert logged_in(person("ada")).get(path).status_code == 403
        [event] = events(Event.REFUSED)
        assert event.path.isprintable()


class TestWhatIsKept:
    def test_an_act_that_is_rolled_back_was_none(self) -> None:
        with pytest.raises(LookupError), transaction.atomic():
            note(Event.INVITED)
            raise LookupError
        assert kinds() == []

    def test_nothing_is_changed_or_deleted(self) -> None:
        note(Event.INVITED, about="ada@example.org")
        [event] = events(Event.INVITED)
        event.about = "somebody else"
        for change in (
            event.save,
            event.delete,
            lambda: SecurityEvent.objects.update(about=""),
            lambda: SecurityEvent.objects.bulk_update([event], ["about"]),
            SecurityEvent.objects.all().delete,
        ):
            with pytest.raises(PermissionDenied), transaction.atomic():
                change()
        event.refresh_from_db()
        assert event.about == "ada@example.org"

    @pytest.mark.parametrize("name", ["password", "code", "token"])
    def test_no_secret_is_taken(self, name: str) -> None:
        details: dict[str, Any] = {name: "open-sesame"}
        with pytest.raises(ValueError, match=name):
            note(Event.INVITED, **details)
        assert kinds() == []

    def test_nor_one_that_stands_in_the_address(self, rf: Any) -> None:
        request = rf.get("/en/mail/unsubscribe/open-sesame/")
        request.resolver_match = type("Match", (), {"kwargs": {"token": "open-sesame"}})()
        note(Event.REFUSED, request=request)
        assert events(Event.REFUSED)[0].path == "/en/mail/unsubscribe/…/"

    def test_the_worker_forgets_after_four_hundred_days(self) -> None:
        now = timezone.now()
        for age in (KEPT - timedelta(hours=1), KEPT + timedelta(hours=1)):
            SecurityEvent.objects.create(what=Event.INVITED, at=now - age, about=str(age))
        do_periodic_work()
        assert [event.about for event in events(Event.INVITED)] == [str(KEPT - timedelta(hours=1))]


class TestReport:
    def entry(self, about: str, what: Event = Event.INVITED, days: int = 0) -> None:
        SecurityEvent.objects.create(
            what=what, about=about, at=timezone.now() - timedelta(days=days), user_name="gul"
        )

    def sheet(self, client: Client) -> Any:
        answer = client.get(reverse("security_log"), {"export": "xlsx"})
        return load_workbook(io.BytesIO(b"".join(answer))).active

    def page(self, client: Client, **query: str) -> str:
        answer = client.get(reverse("security_log"), query)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_is_narrowed_down(self, root: Client) -> None:
        self.entry("first-thing")
        self.entry("second-thing", Event.EXPORT, days=40)
        assert "first-thing" in self.page(root) and "second-thing" in self.page(root)
        assert "second-thing" not in self.page(root, what="invited")
        assert "first-thing" not in self.page(root, about="SECOND")
        assert "first-thing" not in self.page(root, user_name="nobody")
        before = f"{timezone.now() - timedelta(days=30):%Y-%m-%d}"
        assert "first-thing" not in self.page(root, at_to=before, at_from="2000-01-01")
        results = root.get(reverse("security_log_results"), {"what": "export"})
        assert "second-thing" in results.content.decode()

    def test_as_csv_without_formulas_and_noted(self, root: Client) -> None:
        self.entry("=HYPERLINK(1)")
        answer = root.get(reverse("security_log"), {"export": "csv", "what": "invited"})
        text = b"".join(answer).decode()
        [_head, row] = csv.reader(io.StringIO(text))
        assert row[1:4] == ["invited", "gul", "'=HYPERLINK(1)"]
        [event] = events(Event.EXPORT)
        assert event.user_name == "root"
        assert event.about.startswith("security-log-") and event.about.endswith(".csv")
        assert event.details["query"] == "export=csv&what=invited"

    def test_as_xlsx_and_noted(self, root: Client) -> None:
        self.entry("=HYPERLINK(1)")
        [_head, row] = self.sheet(root).iter_rows()
        assert [cell.value for cell in row][1:4] == ["invited", "gul", "'=HYPERLINK(1)"]
        assert row[3].data_type == "s"
        assert len(events(Event.EXPORT)) == 1

    def test_what_a_workbook_cannot_hold_is_left_out(self, root: Client) -> None:
        self.entry("a\x07b\x1b c")
        [_head, row] = self.sheet(root).iter_rows()
        assert row[3].value == "a b c"

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_its_headings_are_in_the_language_of_who_takes_it(
        self, root: Client, ending: str
    ) -> None:
        profile = UserProfile.get_for_user(User.objects.get(username="root"))
        profile.preferred_language = "tr"
        profile.save()
        answer = root.get(reverse("security_log"), {"export": ending})
        with translation.override("en"):  # a file is sent after the view has ended
            content = b"".join(answer)
        if ending == "csv":
            head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        else:
            head = [cell.value for cell in load_workbook(io.BytesIO(content)).active[1]]
        with translation.override("tr"):
            assert head == [str(text) for text in SecurityLogView.export_headings.values()]
        assert "Account" not in head

    def test_other_exports_of_the_admin_are_noted(self, root: Client) -> None:
        root.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})
        [event] = events(Event.EXPORT)
        assert event.about.startswith("audit-log-")

    @pytest.mark.parametrize("groups", [("Moderators",), ("Editors",), ()])
    def test_nobody_else_sees_it(self, groups: tuple[str, ...]) -> None:
        self.entry("first-thing")
        client = logged_in(person("ada", *groups))
        home = client.get(reverse("wagtailadmin_home"), follow=True)
        assert reverse("security_log") not in home.content.decode()
        for name in ("security_log", "security_log_results"):
            for query in ({}, {"export": "csv"}):
                answer = client.get(reverse(name), query, follow=True)
                assert "first-thing" not in str(answer.content)
        assert events(Event.EXPORT) == []

    def test_administrators_find_it_below_reports(self, root: Client) -> None:
        assert reverse("security_log") in root.get("/admin/").content.decode()
