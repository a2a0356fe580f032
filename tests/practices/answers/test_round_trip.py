"""Answers become a page and answers again, and nothing changes on the way."""

import json
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from practices.answers import Answers, from_page, to_page
from practices.answers.declared import CONSENT, asked_names
from practices.models import PracticePage
from practices.steps import STEPS, Step
from taxonomy.models import Organisation
from tests.factories.full import full_record
from tests.factories.pages import section
from tests.factories.taxonomy import OrganisationFactory
from tests.practices.answers.worlds import answers_for, blank_page

pytestmark = pytest.mark.django_db
# To make an example smaller would take minutes.
FEW = settings(max_examples=10, phases=(Phase.generate,))
WITH_FIELDS = [step for step in STEPS if step.names]


@pytest.fixture(autouse=True)
def organisations() -> None:
    """Some to choose from."""
    OrganisationFactory.create_batch(3)


def leader() -> Organisation:
    found: Organisation = Organisation.objects.order_by("pk")[0]
    return found


def content(page: PracticePage) -> dict[str, Any]:
    """What the database would hold, byte for byte but for the order of JSON keys."""
    held = page.serializable_data()
    return {
        name: json.loads(held[name]) if isinstance(getattr(page, name), StreamValue) else held[name]
        for name in [*asked_names(), "body", "lead_organisation"]
    }


@pytest.mark.parametrize("step", WITH_FIELDS, ids=lambda step: step.slug)
@given(data=st.data())
@FEW
def test_valid_answers_come_back_as_they_were_typed(step: type[Step], data: st.DataObject) -> None:
    names = tuple(name for name in step.names if name != CONSENT)
    typed = data.draw(answers_for(names, hostile=False))
    page = to_page(typed, blank_page(), organisation=leader())
    back = from_page(page)
    for name in names:
        if name in ("cities", "themes", "innovation_stages"):
            assert set(back[name]) == set(typed[name])
        else:
            assert back[name] == typed[name]


@pytest.mark.parametrize("step", WITH_FIELDS, ids=lambda step: step.slug)
@given(data=st.data())
@FEW
def test_whatever_was_typed_stays_in_the_answers(step: type[Step], data: st.DataObject) -> None:
    typed = data.draw(answers_for(step.names, hostile=True))
    page = to_page(typed, blank_page(), organisation=leader())
    back = from_page(page, typed)
    for name in step.names:
        assert _said(back[name]) == _said(typed[name])


@given(data=st.data())
@FEW
def test_a_page_that_was_saved_says_the_same_again(data: st.DataObject) -> None:
    names = tuple(name for step in WITH_FIELDS for name in step.names if name != CONSENT)
    typed: Answers = data.draw(answers_for(names, hostile=True))
    page = to_page(typed, blank_page(), organisation=leader())
    page.title = page.title or "Untitled"
    page.slug = "untitled"
    section().add_child(instance=page)
    revision = page.save_revision()
    read: PracticePage = revision.as_object()
    again = to_page(from_page(read, typed), read, organisation=leader())
    assert content(again) == content(revision.as_object())
    page.delete()


def test_a_page_filled_by_editors_stays_byte_for_byte() -> None:
    full, _entered = full_record(PracticePage, lead_organisation=leader())
    before = PracticePage.objects.get(pk=full.pk)
    page = to_page(from_page(before), before, organisation=leader())
    assert content(page) == content(PracticePage.objects.get(pk=full.pk))


def test_every_block_keeps_its_id() -> None:
    full, _entered = full_record(PracticePage)
    ids = _ids(PracticePage.objects.get(pk=full.pk))
    page = to_page(
        from_page(PracticePage.objects.get(pk=full.pk)), blank_page(), organisation=leader()
    )
    assert {name: ids[name] for name in asked_names() if name in ids} == {
        name: found for name, found in _ids(page).items() if name in asked_names()
    }


def _ids(page: PracticePage) -> dict[str, list[str]]:
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return {name: [child.id for child in getattr(page, name)] for name in streams}


def _said(value: Any) -> Any:
    """An answer without rows in which nothing was typed, in no particular order of terms."""
    if not isinstance(value, list):
        return value
    if all(isinstance(each, str) for each in value):
        return set(value)
    return {
        row["id"]: row
        for row in value
        if any(v.strip() for k, v in row.items() if k not in ("id", "type"))
    }
