"""Users in the roles that the migrations make."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client


def member_of(*groups: str) -> Any:
    """A user who is in these groups and no other."""
    user, _created = User.objects.get_or_create(username="-".join(groups) or "nobody")
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


def with_rights(name: str, *codenames: str) -> Any:
    """A user with global rights alone."""
    user, _created = User.objects.get_or_create(username=name)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    assert user.user_permissions.count() == len(codenames)
    return user


def superuser() -> Any:
    """Who may do everything."""
    user, _created = User.objects.get_or_create(
        username="administrator", is_superuser=True, is_staff=True
    )
    return user


def logged_in(user: Any) -> Client:
    """The client of a user."""
    client = Client()
    client.force_login(user)
    return client
