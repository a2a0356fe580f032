"""Sessions end where an account changes; the one in which it is changed by its owner stays."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.sessions import end_sessions
from tests.factories.people import PASSWORD, code, give_authenticator, logged_in, person

pytestmark = pytest.mark.django_db
NEW = "another-password-for-tests"


def is_in(client: Client) -> bool:
    return client.get(reverse("account_email")).status_code == 200


def to_group(user: Any) -> None:
    user.groups.add(Group.objects.get(name="Moderators"))


def by_group(user: Any) -> None:
    Group.objects.get(name="Moderators").user_set.add(user)


def out_of_groups(user: Any) -> None:
    user.groups.clear()


def group_emptied(user: Any) -> None:
    Group.objects.get(name="Editors").user_set.clear()


def to_right(user: Any) -> None:
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))


def administrator(user: Any) -> None:
    user.is_superuser = True
    user.save()


def deactivated_and_back(user: Any) -> None:
    for active in (False, True):
        user.is_active = active
        user.save()


CHANGES: list[Callable[[Any], None]] = [
    to_group, by_group, out_of_groups, group_emptied, to_right, administrator,
    deactivated_and_back,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_another_role_ends_every_session(change: Callable[[Any], None]) -> None:
    user = person("somebody", "Editors")
    neighbour = logged_in(person("neighbour"))
    clients = [logged_in(user), logged_in(user)]
    assert all(is_in(client) for client in clients)
    change(user)
    assert not any(is_in(client) for client in clients)
    assert is_in(neighbour)


def test_what_is_no_role_ends_none() -> None:
    user = person("somebody", "Editors")
    client = logged_in(user)
    user.first_name = "Somebody"
    user.save()
    user.groups.add(Group.objects.get(name="Editors"))  # in which she is
    assert is_in(client)


def test_a_new_password_ends_the_others() -> None:
    user = person("somebody")
    here, elsewhere = logged_in(user), logged_in(user)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post(reverse("account_change_password"), typed)
    assert is_in(here)
    assert not is_in(elsewhere)
    # The one that stays is known by its new key, and can be ended.
    assert end_sessions(user) >= 1
    assert not is_in(here)


@pytest.mark.django_db(transaction=True)
def test_other_recovery_codes_end_the_others() -> None:
    user = person("somebody")
    recovery = give_authenticator(user)
    here, elsewhere = logged_in(user, code()), logged_in(user, recovery[0])
    assert is_in(here)
    assert is_in(elsewhere)
    generate = reverse("mfa_generate_recovery_codes")
    here.post(f"{reverse('account_reauthenticate')}?next={generate}", {"password": PASSWORD})
    here.post(generate)
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_second_factor_less_ends_the_others() -> None:
    user = person("somebody")
    recovery = give_authenticator(user)
    here, elsewhere = logged_in(user, code()), logged_in(user, recovery[0])
    deactivate = reverse("mfa_deactivate_totp")
    here.post(f"{reverse('account_reauthenticate')}?next={deactivate}", {"password": PASSWORD})
    here.post(deactivate)
    assert not Authenticator.objects.exists()
    assert is_in(here)
    assert not is_in(elsewhere)


def test_the_administrator_who_changes_a_role_stays_in() -> None:
    administrator = person("root", is_superuser=True)
    client = logged_in(administrator)
    user = person("somebody")
    theirs = logged_in(user)
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    groups = [Group.objects.get(name="Editors").pk]
    typed = {"username": "somebody", "email": user.email, "first_name": "Some",
             "last_name": "Body", "is_active": "on", "groups": groups}  # fmt: skip
    client.post(address, typed)
    assert user.groups.exists()
    assert is_in(client)
    assert not is_in(theirs)


def test_ended_from_the_list_of_sessions() -> None:
    user = person("somebody")
    here, elsewhere = logged_in(user), logged_in(user)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert page.count("127.0.0.1") == 2
    here.post(reverse("usersessions_list"))
    assert is_in(here)
    assert not is_in(elsewhere)
