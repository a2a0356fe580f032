"""Pages that are shown where nothing else can be: in every language, whatever has failed."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

TOO_MUCH = "/en/search/?" + "&".join(f"x{number}=1" for number in range(10_001))


@pytest.mark.parametrize(("code", "address"), [(400, TOO_MUCH), (500, "/en/search/")])
def test_a_failure_is_told_in_every_language(
    code: int, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("search.views.search", fail)
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == code
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("link[rel=stylesheet]")
    assert soup.title and soup.title.get_text() == f"{code} – Meydan"
    said = {
        str(parent["lang"]): heading.get_text()
        for heading in soup.select("main h1, main h2")
        if (parent := heading.find_parent(attrs={"lang": True}))
    }
    assert said.keys() == dict(settings.LANGUAGES).keys()
    assert len(set(said.values())) == len(said)
