"""Related records are shown on both sides, and only those that the reader may see."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from tests.factories.pages import (
    DeclarationPageFactory,
    EventPageFactory,
    MunicipalityPageFactory,
    PracticePageFactory,
    ProjectPageFactory,
    ReportPageFactory,
    UnionBodyPageFactory,
    section,
)
from tests.factories.taxonomy import OrganisationFactory
from tests.factories.translations import translate
from tests.pages.reading import read

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def record(factory: Any, **values: Any) -> Any:
    """A published record, in a section of its own type so that no neighbour's link confuses."""
    return factory(parent=section(factory._meta.model.record_type), **values)


# The record that points, the field it points with, and the record pointed at.
RELATIONS = [
    (PracticePageFactory, "project", ProjectPageFactory),
    (EventPageFactory, "project", ProjectPageFactory),
    (ReportPageFactory, "project", ProjectPageFactory),
    (ReportPageFactory, "event", EventPageFactory),
    (DeclarationPageFactory, "adopted_at", EventPageFactory),
    (DeclarationPageFactory, "informs", EventPageFactory),
    (DeclarationPageFactory, "builds_on", DeclarationPageFactory),
    (EventPageFactory, "part_of", EventPageFactory),
    (UnionBodyPageFactory, "part_of", UnionBodyPageFactory),
    (PracticePageFactory, "related_practices", PracticePageFactory),
]
every_relation = pytest.mark.parametrize(
    ("factory", "field", "target_factory"),
    RELATIONS,
    ids=[f"{factory._meta.model.__name__}.{field}" for factory, field, _target in RELATIONS],
)


def related_pair(factory: Any, field: str, target_factory: Any) -> tuple[Any, Any]:
    target = record(target_factory, title="What is pointed at")
    # Two others between them, so that previous and next lead elsewhere.
    for _ in range(2):
        record(factory)
    several = factory._meta.model._meta.get_field(field).many_to_many
    return record(factory, title="What points", **{field: [target] if several else target}), target


def is_related(client: Client, page: Any, other: Any) -> bool:
    """Whether the page's section of related records leads to the other."""
    _before, _, related = read(client, page).source.partition('aria-labelledby="related"')
    return f'href="{other.get_url()}"' in related.partition("</section>")[0]


@every_relation
def test_a_relation_is_shown_on_both_sides(
    factory: Any, field: str, target_factory: Any, client: Client, committed: Committed
) -> None:
    with committed():
        page, target = related_pair(factory, field, target_factory)
    assert is_related(client, page, target)
    assert is_related(client, target, page)


@every_relation
def test_a_relation_to_a_draft_or_private_record_is_not_shown(
    factory: Any, field: str, target_factory: Any, client: Client, committed: Committed
) -> None:
    with committed():
        page, target = related_pair(factory, field, target_factory)
    with committed():
        target.unpublish()
    assert "What is pointed at" not in read(client, page).text
    with committed():
        target.save_revision().publish()
        page.view_restrictions.create(restriction_type="login")
    assert "What points" not in read(client, target).text


@every_relation
def test_translations_share_their_relations(
    factory: Any, field: str, target_factory: Any, client: Client, committed: Committed
) -> None:
    with committed():
        page, target = related_pair(factory, field, target_factory)
        turkish_page = translate(page, "tr", title="Gösteren")
        turkish_target = translate(target, "tr", title="Gösterilen")
    assert is_related(client, turkish_page, turkish_target)
    assert is_related(client, turkish_target, turkish_page)


def test_a_related_record_without_a_translation_is_shown_with_a_note(
    client: Client, committed: Committed
) -> None:
    with committed():
        project = record(ProjectPageFactory, title="A project in English")
        practice = record(PracticePageFactory, project=project)
        turkish = translate(practice, "tr")
    shown = read(client, turkish)
    assert shown.leads_to(project)
    assert 'lang="en"' in shown.source
    assert "A project in English" in shown.text


def test_practices_related_to_each_other_are_listed_once(
    client: Client, committed: Committed
) -> None:
    with committed():
        first = record(PracticePageFactory, title="First of two")
        record(PracticePageFactory)
        second = record(PracticePageFactory, related_practices=[first])
        first.related_practices = [second]
        first.save()
    assert read(client, first).addresses.count(second.get_url()) == 1


@pytest.mark.parametrize("factory", [MunicipalityPageFactory, UnionBodyPageFactory])
def test_a_profile_lists_the_records_that_name_its_organisation(
    factory: Any, client: Client, committed: Committed
) -> None:
    with committed():
        organisation = OrganisationFactory()
        profile = record(factory, organisation=organisation)
        led = record(PracticePageFactory, lead_organisation=organisation)
        hosted = record(
            EventPageFactory, partners=[("partner", {"organisation": organisation, "role": "host"})]
        )
        signed = record(
            DeclarationPageFactory, signatories=[("signatory", {"organisation": organisation})]
        )
        other = record(PracticePageFactory, lead_organisation=OrganisationFactory())
    assert all(is_related(client, profile, page) for page in (led, hosted, signed))
    assert not is_related(client, profile, other)
    assert not is_related(client, profile, profile)
