"""Answers that a client has already are not sent again, and never hold too long."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search import dirty
from search.document import Document
from taxonomy.models import Theme
from tests.factories.documents import document, indexed

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]
ADDRESSES = (
    "/api/v1/search?q=school",
    "/api/v1/suggest?q=scho",
    "/api/v1/records",
    "/api/v1/search.csv",
    "/api/v1/search.xlsx",
    "/api/v1/search.json",
    "/en/search/feed/",
)


@pytest.fixture
def school() -> Document:
    (made,) = indexed(document("School", theme=("social-cohesion",)))
    return made


@pytest.mark.parametrize("address", ADDRESSES)
class TestTag:
    def test_who_has_the_answer_is_told_so(
        self,
        client: Client,
        school: Document,
        address: str,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        tag = client.get(address)["ETag"]

        with django_assert_max_num_queries(4):
            again = client.get(address, headers={"If-None-Match": tag})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert again["Cache-Control"] == "private, no-cache"

    def test_a_change_of_the_index_changes_it(
        self, client: Client, school: Document, address: str
    ) -> None:
        tag = client.get(address)["ETag"]

        indexed(document("Another school"))

        again = client.get(address, headers={"If-None-Match": tag})
        assert again.status_code == 200
        assert again["ETag"] != tag

    def test_a_term_called_otherwise_changes_it(
        self, client: Client, school: Document, address: str, committed: Committed
    ) -> None:
        tag = client.get(address)["ETag"]

        with committed():
            theme = Theme.objects.canonical().get(code="social-cohesion")
            theme.name = "Living together"
            theme.save()

        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again["ETag"] == tag) == (200, False)

    def test_there_is_none_while_a_change_waits(
        self, client: Client, school: Document, address: str
    ) -> None:
        tag = client.get(address)["ETag"]

        dirty.mark({school.key}, drain=False)

        again = client.get(address, headers={"If-None-Match": tag})
        assert again.status_code == 200
        assert "ETag" not in again

    @pytest.mark.parametrize("given", ["*x", '"', "W/", '"a", "b"', "\x7f", "x" * 5_000])
    def test_any_other_tag_gets_the_answer(
        self, client: Client, school: Document, address: str, given: str
    ) -> None:
        assert client.get(address, headers={"If-None-Match": given}).status_code == 200


def test_other_queries_have_other_tags(client: Client, school: Document) -> None:
    addresses = (*ADDRESSES, "/api/v1/search", "/api/v1/search?lang=tr", "/tr/search/feed/")

    assert len({client.get(address)["ETag"] for address in addresses}) == len(addresses)


def test_a_record_has_one_too(client: Client, school: Document) -> None:
    address = f"/api/v1/records/{school.key}"
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_refusals_have_none(client: Client) -> None:
    response = client.get("/api/v1/search?x=1", headers={"If-None-Match": "*"})

    assert response.status_code == 400
    assert "ETag" not in response
