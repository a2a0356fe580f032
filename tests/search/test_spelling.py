"""Corrections as the records spell them."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from search.spelling import as_written
from tests.factories.documents import document, indexed


def test_what_is_new_is_written_as_most_texts_write_it() -> None:
    texts = ["Göçmen ve göçmen", "göçmen"]
    assert as_written("gocmen kadin", "gocmn kadin", texts) == "göçmen kadin"


def test_what_no_text_holds_stays() -> None:
    assert as_written("gocmen", "gocmn", ["School"]) == "gocmen"
    assert as_written("gocmen", "gocmn", []) == "gocmen"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "asked", "meant"),
    [
        ("tr", "göçmn", "göçmenler"),
        ("fr", "munisipalité", "municipalité"),
        ("ar", "اللجئين", "اللاجئين"),
    ],
)
def test_did_you_mean_offers_words_as_they_are_written(
    client: Client, language: str, asked: str, meant: str
) -> None:
    for wanted in (asked, meant):
        assert client.get(f"/{language}/search/", {"q": wanted}).status_code == 200
    indexed(document(f"Bir {meant}", written_in=language), document("Else"))
    near = meant.removesuffix("ler") if language == "tr" else meant
    indexed(document(f"İki {near}", written_in=language))

    soup = BeautifulSoup(client.get(f"/{language}/search/", {"q": asked}).content, "html.parser")

    (suggestion,) = soup.select('[role="status"] a bdi')
    assert suggestion.get_text() == near
