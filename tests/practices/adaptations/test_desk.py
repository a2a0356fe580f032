"""Adaptations as a representative records and sees them, and as readers do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from practices.adaptations import services
from practices.adaptations.enums import AdaptationState as State
from practices.adaptations.forms import AdaptationForm
from practices.models import Adaptation, PracticePage
from tests.factories.members import representative
from tests.factories.pages import MunicipalityPageFactory, PracticePageFactory, section
from tests.factories.people import person
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.factories.translations import translate
from tests.pages.reading import read, reader
from tests.pages.test_query_budgets import EVERY_SECTION, RECORD, queries

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db
TYPED = {
    "stage": "running",
    "changed": "Courses in the evening instead.",
    "contact_name": "Ayse, planner",
    "language": "en",
}


@pytest.fixture
def practice(committed: Committed) -> PracticePage:
    with committed():
        source = OrganisationFactory(name="Source City")
        page: PracticePage = PracticePageFactory(
            parent=section(), title="A house of languages", lead_organisation=source
        )
    return page


@pytest.fixture
def user(committed: Committed) -> Any:
    """Of a city with a profile."""
    with committed():
        city = CityFactory(name="Harbour Town")
        organisation = OrganisationFactory(name="Municipality of Harbour Town", city=city)
        MunicipalityPageFactory(
            parent=section("municipality"), title="Harbour Town", organisation=organisation
        )
    return representative(organisation)


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *arguments: Any) -> str:
    return reverse(f"adaptations:{name}", args=arguments)


def profile() -> Any:
    return section("municipality").get_children().get(title="Harbour Town")


def test_from_the_button_on_the_practice_to_both_records(
    practice: PracticePage, user: Any, client: Client
) -> None:
    shown = read(client, practice)
    address = at("new", practice.record_key)
    assert address in shown.addresses
    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"

    mine = browser(user)
    assert "A house of languages" in reader(mine.get(address)).text
    assert mine.post(address, TYPED)["Location"] == at("index")
    for text in ("Harbour Town", "Running it", "Courses in the evening", "Ayse, planner"):
        assert text in read(client, practice).text
    assert user.email not in read(client, practice).text
    there = read(client, profile())
    assert there.leads_to(practice)
    assert "Running it" in there.text
    assert "A house of languages" in reader(mine.get(at("index"))).text
    assert "Running it" in reader(mine.get(reverse("desk:index"))).text


def test_every_translation_of_both_records_shows_it(
    practice: PracticePage, user: Any, client: Client, committed: Committed
) -> None:
    services.record(practice.record_key, services.Statement(**TYPED), actor=user)
    with committed():
        arabic = translate(practice, "ar")
    shown = read(client, arabic)
    with override("ar"):
        stage = str(Adaptation.objects.get().get_stage_display())
    assert stage in shown.text
    assert 'lang="en" dir="ltr"' in shown.source


def test_what_is_withdrawn_or_hidden_no_reader_sees(
    practice: PracticePage, user: Any, client: Client
) -> None:
    found = services.record(practice.record_key, services.Statement(**TYPED), actor=user)
    for state in (State.WITHDRAWN, State.HIDDEN):
        Adaptation.objects.update(state=state)
        assert "Courses in the evening" not in read(client, practice).text
        assert not read(client, profile()).leads_to(practice)
        source = browser(representative(practice.lead_organisation))
        assert "Harbour Town" not in reader(source.get(at("index"))).text
    assert Adaptation.objects.get() == found


def test_a_form_that_is_refused_keeps_what_was_typed(practice: PracticePage, user: Any) -> None:
    mine, address = browser(user), at("new", practice.record_key)
    for name, text in (
        ("stage", "flying"),
        ("contact_name", "ayse@example.org"),
        ("contact_name", "Ayse, 0090 (342) 555 12 34"),
        ("changed", "Write to ayse@example.org"),
        ("language", "tlh"),
    ):
        shown = reader(mine.post(address, {**TYPED, "changed": "Kept as typed", name: text}))
        assert "notice--error" in shown.source
        assert f'href="#id_{name}' in shown.source
        assert "Kept as typed" in shown.text or name == "changed"
    assert not Adaptation.objects.exists()
    allowed = {**TYPED, "changed": "Since 2019, with 1,200 families in 3 houses"}
    assert mine.post(address, allowed).status_code == 302


def test_sent_twice_it_is_recorded_once_and_a_colleagues_words_are_not_lost(
    practice: PracticePage, user: Any
) -> None:
    address = at("new", practice.record_key)
    for _time in range(2):
        assert browser(user).post(address, TYPED)["Location"] == at("index")
    found = Adaptation.objects.get()
    colleague = browser(representative(found.organisation))
    shown = reader(colleague.post(address, {**TYPED, "changed": "My own words"}))
    assert "My own words" in shown.text
    assert at("change", found.pk) in shown.addresses
    assert colleague.get(address)["Location"] == at("change", found.pk)
    found.refresh_from_db()
    assert found.changed == TYPED["changed"]


def test_changed_and_withdrawn_at_the_desk(practice: PracticePage, user: Any) -> None:
    mine = browser(user)
    mine.post(at("new", practice.record_key), TYPED)
    pk = Adaptation.objects.get().pk
    mine.post(at("change", pk), {**TYPED, "stage": "stopped"})
    assert Adaptation.objects.get().stage == "stopped"
    mine.get(at("withdraw", pk))
    assert Adaptation.objects.get().state == State.OPEN
    mine.post(at("withdraw", pk))
    assert Adaptation.objects.get().state == State.WITHDRAWN
    assert mine.get(at("change", pk)).status_code == 404


def test_the_source_tells_the_union_that_it_is_not_so(practice: PracticePage, user: Any) -> None:
    found = services.record(practice.record_key, services.Statement(**TYPED), actor=user)
    theirs = browser(representative(practice.lead_organisation))
    assert at("objection", found.pk) in reader(theirs.get(at("index"))).addresses
    theirs.post(at("objection", found.pk), {"text": "They never came."})
    found.refresh_from_db()
    assert found.objection == "They never came."
    assert "They never came." not in reader(browser(user).get(at("change", found.pk))).text


def test_every_question_begins_with_a_capital() -> None:
    with override("tr"):
        labels = [str(field.label) for field in AdaptationForm().fields.values()]
    assert [label for label in labels if label[0].islower()] == []


def test_what_is_not_ones_own_is_not_found(practice: PracticePage, user: Any) -> None:
    found = services.record(practice.record_key, services.Statement(**TYPED), actor=user)
    stranger = browser(representative())
    for name, key in (
        ("change", found.pk),
        ("withdraw", found.pk),
        ("objection", found.pk),
        ("change", 10**12),
        ("new", uuid4()),
    ):
        for method in (stranger.get, stranger.post):
            assert method(at(name, key)).status_code == 404
    visitor = browser(person("visitor"))
    assert visitor.get(at("new", practice.record_key)).status_code == 403
    assert "Courses in the evening" not in reader(stranger.get(at("index"))).text


def test_the_city_of_a_practice_is_told_on_the_form_that_it_is_its_own(
    practice: PracticePage,
) -> None:
    theirs = browser(representative(practice.lead_organisation))
    address = at("new", practice.record_key)
    assert "<textarea" not in reader(theirs.get(address)).source
    theirs.post(address, TYPED)
    assert not Adaptation.objects.exists()


def test_pages_keep_to_their_budgets_whoever_adapts(
    practice: PracticePage, user: Any, client: Client, committed: Committed
) -> None:
    none = queries(client, practice.get_url()), queries(client, profile().get_url())
    for number in range(5):
        services.record(practice.record_key, services.Statement(**TYPED), actor=representative())
        with committed():
            other = PracticePageFactory(parent=section("practice", "tr"), title=f"Other {number}")
        services.record(other.record_key, services.Statement(**TYPED), actor=user)
    many = queries(client, practice.get_url()), queries(client, profile().get_url())
    assert many == none
    assert max(none) <= RECORD < EVERY_SECTION
