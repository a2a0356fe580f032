"""Accounts are deactivated, never deleted."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from tests.factories.people import logged_in, person

pytestmark = pytest.mark.django_db


def remaining() -> set[str]:
    return set(User.objects.values_list("username", flat=True))


def test_not_from_code() -> None:
    user = person("somebody")
    with pytest.raises(PermissionDenied), transaction.atomic():
        user.delete()
    with pytest.raises(PermissionDenied), transaction.atomic():
        User.objects.filter(pk=user.pk).delete()
    assert remaining() == {"somebody"}


def test_not_in_the_admin_which_says_what_to_do_instead() -> None:
    client = logged_in(person("root", is_superuser=True))
    user = person("somebody")
    for answer in _tries(client, user):
        assert "Accounts are never deleted" in answer.content.decode()
        assert "Take away “active” instead" in answer.content.decode()
    assert remaining() == {"root", "somebody"}


def _tries(client: Any, user: Any) -> list[Any]:
    one = reverse("wagtailusers_users:delete", args=[user.pk])
    many = reverse("wagtail_bulk_action", args=["auth", "user", "delete"]) + f"?id={user.pk}"
    return [client.post(address, follow=True) for address in (one, many)]
