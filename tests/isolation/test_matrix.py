"""Who gets where: every address of the project × roles × methods, over one city's matters."""

import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.isolation.addresses import addresses
from tests.isolation.matrix import (
    FAILED,
    HIDDEN,
    LOGIN,
    METHODS,
    NOT_ALLOWED,
    WRITE,
    letter,
    read,
    write,
)
from tests.isolation.roles import OUTSIDERS, ROLES, browser
from tests.isolation.world import SECRET, WORD, World

Committed = Callable[[], AbstractContextManager[object]]
# At a form sent without its fields, or on purpose; only those get there who may use it.
FAILING = {
    "admin/choose-external-link/",
    "admin/documents/multiple/%(doc_id)s/",
    "admin/failwhale/",
    "admin/redirects/import/process/",
}
# Words and symbols for the admin's scripts, what leads to a new password, an address put right.
FOR_ALL = re.compile("admin/(jsi18n/|sprite/|password_reset/.*|/)$")
SEARCHING = re.compile("search|suggest")
pytestmark = pytest.mark.django_db


class Undone(Exception):
    """What a request did is not to be kept."""


def searched(path: str) -> dict[str, str]:
    """Whoever may search looks for the words of the private record."""
    return {"q": WORD} if path.startswith("/admin/") or SEARCHING.search(path) else {}


def asked(client: Client, method: str, path: str) -> tuple[str, bytes]:
    """The letter of what comes back, and all that it says; what it has changed is undone."""
    own = Client(raise_request_exception=False)
    own.cookies.update(client.cookies)
    cache.clear()
    try:
        with transaction.atomic():
            response = own.get(path, searched(path)) if method == "get" else own.post(path)
            told = b"".join(response) + str(response.headers).encode()
            raise Undone
    except Undone:
        return letter(path, response), told


def letters(role: str, method: str, committed: Committed) -> dict[str, str]:
    """What a role gets at every address; an outsider learns nothing."""
    with committed():
        world = World()
    client = browser(role, world.theirs, world.own)
    found = {}
    for address in addresses():
        if address.form not in found:
            path = address.path(world.values(address.form))
            found[address.form], told = asked(client, method, path)
            assert role not in OUTSIDERS or SECRET.encode() not in told, (role, method, path)
    return found


def test_every_address_has_its_row() -> None:
    assert set(read()) == {address.form for address in addresses()}


def test_the_server_fails_nowhere_but_in_wagtails_own_forms() -> None:
    failing = {form for form, row in read().items() if FAILED in "".join(row)}
    assert failing == FAILING


def test_nobody_from_outside_gets_into_the_desk_of_a_city_or_the_admin() -> None:
    for form, row in read().items():
        if form.startswith(("admin/", "en/desk/")) and not FOR_ALL.match(form):
            seen = {halves[column] for halves in row for column in (0, 1)}
            assert seen <= {LOGIN, NOT_ALLOWED, HIDDEN}, form


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("role", ROLES, ids=lambda role: str(role).replace(" ", "-"))
def test_everybody_gets_what_the_matrix_says(role: str, method: str, committed: Committed) -> None:
    column, half = list(ROLES).index(role), METHODS.index(method)
    now = letters(role, method, committed)
    if WRITE in os.environ:
        write(half, column, now)
    assert now == {form: halves[half][column] for form, halves in read().items()}
