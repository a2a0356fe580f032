"""What `/readyz` tells whoever watches over the site."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_it_says_which_engine_answers(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "search": {"engine": "database"}}
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/readyz").status_code == 405


@pytest.mark.django_db
def test_without_the_database_the_site_is_not_ready(client: Client) -> None:
    def gone(*args: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False})
