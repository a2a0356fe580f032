"""What a page costs the database, whatever there is on the site."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import KnowledgePage, record_types
from events.models import DeclarationPage
from tests.factories.full import full_record
from tests.factories.pages import (
    EventPageFactory,
    PracticePageFactory,
    ProjectPageFactory,
    home,
    section,
)
from tests.factories.taxonomy import OrganisationFactory

Committed = Callable[[], AbstractContextManager[object]]

# Wagtail itself takes seven to find a page and to ask whether it is private.
HOME, SECTION, SEARCH = 18, 11, 6
RECORD, EVERY_SECTION = 18, 23
# A declaration asks the index what its signatories have done, and where they are.
OF_A_DECLARATION = 4

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    """How many queries a page takes once the process is warm."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_a_record_keeps_to_its_budget(
    model: type[KnowledgePage], client: Client, committed: Committed
) -> None:
    with committed():
        bare = section(model.record_type).add_child(instance=model(title="Bare"))
        full, _entered = full_record(model)
    assert queries(client, bare.get_url()) <= RECORD
    more = OF_A_DECLARATION if model is DeclarationPage else 0
    assert queries(client, full.get_url()) <= EVERY_SECTION + more


def test_a_long_record_takes_no_more_queries_than_a_short_one(client: Client) -> None:
    def practice(blocks: int) -> Any:
        partners = [
            ("partner", {"organisation": OrganisationFactory(), "role": "partner"})
            for _ in range(blocks)
        ]
        figures = [
            ("claim", {"label": "Visitors", "number": 7, "source_name": "Report"})
            for _ in range(blocks)
        ]
        return PracticePageFactory(
            parent=section(), partners=partners, figures=figures, update_notes=[]
        )

    short, long = practice(1), practice(40)
    # The first of two has a neighbour just as the second has.
    assert queries(client, long.get_url()) == queries(client, short.get_url())


def test_no_page_takes_more_queries_when_there_are_ten_times_as_many_records(
    client: Client, committed: Committed
) -> None:
    with committed():
        project = ProjectPageFactory(parent=section("project"))
        practice = PracticePageFactory(parent=section(), project=project)
        PracticePageFactory(parent=section(), project=project)
    addresses = {
        "home": home().get_url(),
        "section": section().get_url(),
        "practice": practice.get_url(),
        "project": project.get_url(),
        "search": "/en/search/",
        "filtered": "/en/search/?q=record&type=practice",
    }
    add_records(10, project, committed)
    with_twenty = {name: queries(client, address) for name, address in addresses.items()}
    add_records(90, project, committed)
    with_two_hundred = {name: queries(client, address) for name, address in addresses.items()}
    assert with_two_hundred == with_twenty
    assert with_twenty["home"] <= HOME
    assert with_twenty["section"] <= SECTION
    assert with_twenty["search"] <= SEARCH
    assert with_twenty["filtered"] <= SEARCH


def add_records(pairs: int, project: Any, committed: Committed) -> None:
    """So many practices of a project, and as many events."""
    with committed():
        practices, events = section(), section("event")
        for _ in range(pairs):
            PracticePageFactory(parent=practices, project=project)
            EventPageFactory(parent=events, project=project, period="2019-10-01/2019-10-03")
