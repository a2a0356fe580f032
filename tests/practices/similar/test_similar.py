"""A representative is told of records like hers, and never of another city's drafts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import pre_delete
from django.test.utils import CaptureQueriesContext

from core.signals import periodic
from practices.enums import SubmissionState
from practices.models import Fingerprint, PracticePage
from practices.similar import Similar, similar, similar_to
from practices.similar.finding import FORMULA, MOST
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.submissions import submission
from tests.factories.taxonomy import OrganisationFactory
from tests.practices.similar.texts import MODEL, NAMESAKE, PROGRAMME, SHARED, WITHIN

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def published(committed: Committed, text: dict[str, str], **fields: Any) -> PracticePage:
    """A practice, through an editor's hands."""
    with committed():
        page = PracticePageFactory(parent=section(), live=False, **text, **fields)
        page.save_revision().publish()
    found: PracticePage = PracticePage.objects.get(pk=page.pk)
    return found


def like(text: dict[str, str], **more: Any) -> list[Similar]:
    rest = [value for name, value in text.items() if name != "title"]
    asked = {"language": "en", "organisation": OrganisationFactory(), **more}
    return similar(rest, title=text["title"], **asked)


@pytest.mark.parametrize(("there", "typed"), [(MODEL, PROGRAMME), (PROGRAMME, MODEL)])
def test_two_records_of_one_model_warn_of_each_other(
    there: dict[str, str], typed: dict[str, str], committed: Committed
) -> None:
    page = published(committed, there)
    (found,) = like(typed)
    assert (found.title, found.url, found.why) == (there["title"], page.get_url(), "text")
    assert SHARED.rstrip(".") in found.shared
    assert any(WITHIN in sentence for sentence in found.shared)


def test_an_acronym_used_for_something_else_is_no_duplicate(committed: Committed) -> None:
    published(committed, MODEL)
    published(committed, NAMESAKE)
    assert like(NAMESAKE | {"title": "GMM"})[0].title == NAMESAKE["title"]
    assert [found.title for found in like(NAMESAKE)] == [NAMESAKE["title"]]
    assert not like({"title": "GMM", "summary": "The GMM."})


def test_a_title_is_found_in_other_words_and_order(committed: Committed) -> None:
    published(committed, MODEL)
    (found,) = like({"title": "Living together: the Gaziantep model"})
    assert (found.why, found.shared) == ("title", ())


def test_another_citys_draft_is_never_revealed(committed: Committed) -> None:
    mine, theirs = OrganisationFactory(), OrganisationFactory()
    secret = {**MODEL, "title": "Our secret model of living together"}
    for state in SubmissionState:
        if state != SubmissionState.PUBLISHED and state != SubmissionState.UPDATE_PROPOSED:
            with committed():
                submission(theirs, state, title=secret["title"], answers=secret)
    with committed():
        # As an editor has it open: live as it was, with the secret in its latest draft.
        page = published(committed, NAMESAKE)
        page.title, page.context = secret["title"], secret["context"]
        page.save_revision()
    periodic.send(sender=None)
    assert not like(secret, organisation=mine)
    assert len(like(secret, organisation=theirs)) == MOST


def test_own_drafts_are_found_but_not_the_one_being_written(committed: Committed) -> None:
    user = representative()
    first = submission(author=user, title=MODEL["title"], answers=MODEL)
    second = submission(author=user, title=PROGRAMME["title"], answers=PROGRAMME)
    (found,) = similar_to(second)
    assert (found.title, found.why) == (MODEL["title"], "text")
    assert str(first.pk) in found.url


def test_the_source_that_two_practices_have_in_common_is_no_sign(committed: Committed) -> None:
    library = "The case study library of the observatory of public sector innovation"
    published(committed, MODEL, source_name=library)
    typed = {"title": "Kitchen gardens", "source_name": library, "contact_office": library}
    assert similar_to(submission(answers=typed)) == []
    assert similar_to(submission(answers={**typed, "context": library})) != []


def test_an_update_is_not_compared_with_its_own_record(committed: Committed) -> None:
    with committed():
        row = submission(state=SubmissionState.PUBLISHED, title=MODEL["title"], answers=MODEL)
    assert not similar_to(row)
    (found,) = like({"title": MODEL["title"]})
    assert found.url == row.page.get_url()


def test_what_is_taken_back_or_made_private_is_no_longer_found(committed: Committed) -> None:
    page = published(committed, MODEL)
    with committed():
        page.get_parent().view_restrictions.create(restriction_type="login")
    assert not like(MODEL)
    with committed():
        page.get_parent().view_restrictions.all().delete()
    assert like(MODEL)
    with committed():
        page.unpublish()
    assert not like(MODEL)
    page.delete()
    assert not Fingerprint.objects.exists()


def test_a_text_that_was_changed_is_found_by_its_new_words_alone(committed: Committed) -> None:
    page = published(committed, MODEL)
    page.title, page.summary, page.context = "A garden for everybody", "", ""
    with committed():
        page.save_revision().publish()
    assert not like(MODEL)
    assert like({"title": "For everybody a garden"})


def test_pages_from_before_are_read_by_and_by(committed: Committed) -> None:
    with committed():
        PracticePageFactory(parent=section(), **MODEL)
    assert not like(MODEL)
    periodic.send(sender=None)
    assert like(MODEL)


@pytest.mark.django_db(transaction=True)
def test_a_practice_can_be_deleted_while_the_worker_reads_it() -> None:
    page = PracticePageFactory(parent=section())

    def read_now(instance: Any, **kwargs: Any) -> None:
        """After Django has collected what is to go with the page."""
        Fingerprint.objects.create(page=instance, number=7)

    pre_delete.connect(read_now, sender=PracticePage)
    try:
        page.delete()
    finally:
        pre_delete.disconnect(read_now, sender=PracticePage)
    assert not PracticePage.objects.exists()


def test_a_formula_that_everybody_uses_is_no_sign(committed: Committed) -> None:
    formula = "Paid for by the union with the kind support of all of its member cities."
    for number in range(FORMULA):
        published(committed, {"title": f"Practice number {number}", "context": formula})
    assert not like({"title": "Something new", "context": formula})


def test_the_work_does_not_grow_with_what_is_stored(committed: Committed) -> None:
    user = representative()
    draft = submission(author=user, title=PROGRAMME["title"], answers=PROGRAMME)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert similar_to(draft)
        return len(captured)

    published(committed, MODEL)
    queries()  # the draft's own municipality is read once
    few = queries()
    for number in range(10):
        published(committed, {**MODEL, "title": f"{MODEL['title']} {number}"})
        submission(author=user, title=f"Draft {number}", answers=PROGRAMME)
    assert queries() == few == 3
