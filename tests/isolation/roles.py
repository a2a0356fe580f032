"""Everybody who may come to the site, in the order of the matrix's columns."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from taxonomy.models import Organisation
from tests.factories.members import representative
from tests.factories.people import person


def _deactivated(theirs: Organisation, own: Organisation) -> Any:
    return representative(own)


ROLES: dict[str, Callable[[Organisation, Organisation], Any]] = {
    "anonymous": lambda theirs, own: None,
    "deactivated": _deactivated,
    "representative of another city": lambda theirs, own: representative(theirs, lead=True),
    "representative": lambda theirs, own: representative(own),
    "lead": lambda theirs, own: representative(own, lead=True),
    "translator": lambda theirs, own: person("translator", "Translators (tr)"),
    "reviewer": lambda theirs, own: person("reviewer", "Reviewers"),
    "editor": lambda theirs, own: person("editor", "Moderators"),
    "administrator": lambda theirs, own: person("administrator", is_superuser=True),
}
"""By name, how to make the person from another city's organisation and from the owner's."""

# To these nothing of a city's unpublished records may ever be told.
OUTSIDERS = ("anonymous", "deactivated", "representative of another city", "translator")


def browser(role: str, theirs: Organisation, own: Organisation) -> Client:
    """A browser in which the person has logged in; who is deactivated was so afterwards."""
    client = Client()
    user = ROLES[role](theirs, own)
    if user is not None:
        client.force_login(user)
    if role == "deactivated":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    return client
