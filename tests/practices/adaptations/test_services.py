"""Who may say, change, take back and judge that a city adapts a practice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from mail.checks import OUTBOX
from mail.models import OutboxMessage
from practices.adaptations import services
from practices.adaptations.enums import AdaptationState as State
from practices.models import Adaptation, PracticePage
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db
STATEMENT = services.Statement("planning", "Two rooms instead of ten.", "Ayse, planner", "en")


@pytest.fixture(autouse=True)
def road(settings: Any) -> None:
    """Mails are kept in the outbox."""
    settings.EMAIL_BACKEND = OUTBOX


@pytest.fixture
def source() -> Any:
    return OrganisationFactory(name="Source City")


@pytest.fixture
def practice(source: Any, committed: Committed) -> PracticePage:
    with committed():
        page: PracticePage = PracticePageFactory(
            parent=section(), title="A house of languages", lead_organisation=source
        )
    return page


def acts(adaptation: Adaptation) -> list[str]:
    entries = ModelLogEntry.objects.for_instance(adaptation).order_by("timestamp", "pk")
    return [entry.action.removeprefix("practices.") for entry in entries]


def mails(kind: str) -> list[tuple[str, str, bool]]:
    found = OutboxMessage.objects.filter(kind=kind)
    return sorted(found.values_list("recipient", "language", "essential"))


def test_it_is_recorded_once_and_the_source_is_told_in_its_language(
    practice: PracticePage, source: Any
) -> None:
    readers = {code: representative(source, language=code) for code in ("tr", "ar")}
    user = representative()
    found = services.record(practice.record_key, STATEMENT, actor=user)
    assert (found.state, found.stage, found.created_by) == (State.OPEN, "planning", user)
    told = sorted((reader.email, code, False) for code, reader in readers.items())
    assert mails("adaptation") == told
    with pytest.raises(services.RecordedAlreadyError):
        services.record(practice.record_key, STATEMENT, actor=representative(found.organisation))
    assert Adaptation.objects.count() == 1
    assert acts(found) == ["adapt"]


def test_it_can_be_taken_back_and_recorded_anew_without_a_second_mail(
    practice: PracticePage, source: Any
) -> None:
    representative(source)
    user = representative()
    first = services.record(practice.record_key, STATEMENT, actor=user)
    services.withdraw(first.pk, actor=user)
    second = services.record(practice.record_key, STATEMENT, actor=user)
    assert second.pk != first.pk
    assert len(mails("adaptation")) == 1
    assert acts(first) == ["adapt", "withdraw_adaptation"]
    with pytest.raises(PermissionDenied):
        services.change(first.pk, STATEMENT, actor=user)


def test_nobody_adapts_her_own_citys_practice_nor_one_that_is_not_public(
    practice: PracticePage, source: Any, committed: Committed
) -> None:
    with pytest.raises(services.RefusedError):
        services.record(practice.record_key, STATEMENT, actor=representative(source))
    with committed():
        practice.unpublish()
    for key in (practice.record_key, uuid4()):
        with pytest.raises(services.RefusedError):
            services.record(key, STATEMENT, actor=representative())
    assert not Adaptation.objects.exists()


def test_only_its_own_city_changes_it(practice: PracticePage, source: Any) -> None:
    user = representative()
    found = services.record(practice.record_key, STATEMENT, actor=user)
    others = [person("visitor"), representative(), representative(source)]
    for other in others:
        with pytest.raises(PermissionDenied):
            services.change(found.pk, STATEMENT, actor=other)
        with pytest.raises(PermissionDenied):
            services.withdraw(found.pk, actor=other)
    colleague = representative(found.organisation)
    running = services.Statement("running", "Three rooms.", "", "tr")
    changed = services.change(found.pk, running, actor=colleague)
    assert (changed.stage, changed.changed, changed.language) == ("running", "Three rooms.", "tr")


def test_the_source_objects_and_the_union_hides_it_for_good(
    practice: PracticePage, source: Any
) -> None:
    union = person("union", "Moderators")
    user, theirs = representative(), representative(source)
    found = services.record(practice.record_key, STATEMENT, actor=user)
    with pytest.raises(PermissionDenied):
        services.object_to(found.pk, "Not so.", actor=representative())
    services.object_to(found.pk, "They never came.", actor=theirs)
    assert mails("adaptation_objection") == [(union.email, "en", True)]
    for other in (user, theirs, person("reviewer", "Reviewers")):
        with pytest.raises(PermissionDenied):
            services.judge(found.pk, State.HIDDEN, actor=other)
    services.judge(found.pk, State.HIDDEN, actor=union)
    with pytest.raises(services.RefusedError):
        services.withdraw(found.pk, actor=user)
    with pytest.raises(services.RecordedAlreadyError):
        services.record(practice.record_key, STATEMENT, actor=user)
    assert acts(found) == ["adapt", "object_to_adaptation", "judge_adaptation"]


def test_the_union_does_not_judge_what_was_withdrawn(practice: PracticePage) -> None:
    user, union = representative(), person("union", "Moderators")
    found = services.record(practice.record_key, STATEMENT, actor=user)
    services.withdraw(found.pk, actor=user)
    with pytest.raises(PermissionDenied):
        services.judge(found.pk, State.CONFIRMED, actor=union)
    with pytest.raises(PermissionDenied):
        services.judge(found.pk, State.WITHDRAWN, actor=union)
