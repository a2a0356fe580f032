"""Lists as readers make them, through the site's own pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from practices.models import PracticePage
from shelves.models import Shelf
from tests.factories.pages import PracticePageFactory, section

Committed = Callable[[], AbstractContextManager[object]]


def record(committed: Committed, title: str = "Language cafés", **fields: Any) -> PracticePage:
    """A public practice."""
    with committed():
        page: PracticePage = PracticePageFactory(parent=section(), title=title, **fields)
    return page


def keep(client: Client, page: PracticePage, name: str = "For the mayor", note: str = "") -> Shelf:
    """Put a record on a list, as its page leads a reader to do."""
    address = f"/en/shelves/keep/{page.translation_key}/"
    response = client.post(address, {"name": name, "note": note})
    assert response.status_code == 302, response.content.decode()
    return Shelf.objects.get(name=name)


def share(client: Client, shelf: Shelf, **choice: str) -> str:
    """The address of the list for others."""
    client.post(f"/en/shelves/{shelf.pk}/share/", choice)
    shelf.refresh_from_db()
    assert shelf.share_token
    return f"/en/shelves/shared/{shelf.share_token}/"


def read(client: Client, address: str, status: int = 200) -> str:
    """The source of a page."""
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def text(client: Client, address: str, status: int = 200) -> str:
    """What a page says."""
    main = BeautifulSoup(read(client, address, status), "html.parser").select_one("main")
    assert main is not None
    return main.get_text(" ", strip=True)


def titles(client: Client, shelf: Shelf) -> list[str]:
    """The records of a list in their order."""
    soup = BeautifulSoup(read(client, f"/en/shelves/{shelf.pk}/"), "html.parser")
    return [found.get_text(strip=True) for found in soup.select(".shelved__title")]
