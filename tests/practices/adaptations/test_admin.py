"""The union sees what cities say, and decides whether readers do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from practices.adaptations import services
from practices.adaptations.enums import AdaptationState as State
from practices.models import Adaptation
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person
from tests.pages.reading import read

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db
STATEMENT = services.Statement("running", "Two rooms instead of ten.", "", "en")


@pytest.fixture
def adaptation(committed: Committed) -> Adaptation:
    with committed():
        practice = PracticePageFactory(parent=section(), title="A house of languages")
    return services.record(practice.record_key, STATEMENT, actor=representative())


def admin(*groups: str, **fields: Any) -> Client:
    client = Client()
    client.force_login(person("somebody", *groups, **fields))
    return client


def address(name: str, *arguments: Any) -> str:
    return reverse(f"adaptations_admin:{name}", args=arguments)


def test_an_editor_lists_and_hides_and_shows_again(adaptation: Adaptation, client: Client) -> None:
    union = admin("Moderators")
    listed = union.get(address("index")).content.decode()
    assert "A house of languages" in listed
    assert adaptation.organisation.name in listed
    edit = address("edit", adaptation.pk)
    assert f'href="{edit}"' in listed
    assert "Two rooms instead of ten." in union.get(edit).content.decode()
    page = section().get_children().first()
    for state, is_shown in ((State.HIDDEN, False), (State.CONFIRMED, True)):
        assert union.post(edit, {"state": state.value}).status_code == 302
        adaptation.refresh_from_db()
        assert adaptation.state == state
        assert adaptation.stage == "running"
        assert ("Two rooms instead of ten." in read(client, page).text) is is_shown
    history = union.get(address("history", adaptation.pk)).content.decode()
    assert "Decided whether readers see it" in history


def test_what_was_withdrawn_stays_withdrawn(adaptation: Adaptation) -> None:
    Adaptation.objects.update(state=State.WITHDRAWN)
    union, edit = admin("Moderators"), address("edit", adaptation.pk)
    for state in State:
        assert union.post(edit, {"state": state.value}).status_code == 200
    adaptation.refresh_from_db()
    assert adaptation.state == State.WITHDRAWN


def test_nobody_adds_or_deletes_there(adaptation: Adaptation) -> None:
    everything = admin(is_superuser=True)
    shown = everything.get(address("index")).content.decode()
    for name in ("add", "delete"):
        with pytest.raises(NoReverseMatch):
            address(name, *([adaptation.pk] if name == "delete" else []))
        assert f"/adaptations/{name}" not in shown
    assert everything.get(address("edit", adaptation.pk)).status_code == 200


def test_reviewers_and_representatives_stay_outside(adaptation: Adaptation) -> None:
    for client in (admin("Reviewers"), representative_client()):
        response = client.post(address("edit", adaptation.pk), {"state": "hidden"})
        assert response.status_code in (302, 403)
        adaptation.refresh_from_db()
        assert adaptation.state == State.OPEN


def representative_client() -> Client:
    client = Client()
    client.force_login(representative())
    return client
