"""Somebody who may publish, logged in to the admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """The client of an editor: a member of the group that may publish, no more."""
    user = User.objects.create_user("editor", password="a-password-for-tests")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return client
