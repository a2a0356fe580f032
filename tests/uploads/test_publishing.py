"""Files on the page of a submission: there for the union at once, for readers when published."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from core.models import CheckedDocument, CreditedImage
from practices.models import PracticePage, Submission, Upload
from practices.uploads.collection import NAME, not_yet_published, published
from practices.uploads.publishing import attach, release, unready
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person
from tests.uploads import files
from tests.uploads.conftest import Committed, Desk

WORDS = {"alt": "A street", "credit": "City"}


@pytest.fixture
def record(draft: Submission) -> PracticePage:
    """The page of the draft, not yet published."""
    found: PracticePage = PracticePageFactory(parent=section(), live=False)
    draft.page = found
    draft.save()
    return found


def sent(draft: Submission, page: PracticePage) -> PracticePage:
    """The page after it was sent once more, as it stands in its latest draft."""
    attach(draft, page)
    page.save_revision()
    latest: PracticePage = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return latest


def on_page(page: PracticePage) -> list[Any]:
    """Ids of the page's files."""
    streams = (page.body, page.attachments)
    return [block.id for stream in streams for block in stream if block.block_type != "text"]


def test_clean_files_are_put_on_the_page_once(
    checked: Callable[..., Upload], draft: Submission, record: PracticePage
) -> None:
    cover = checked("a.png", files.image(), **WORDS)
    second = checked("b.jpg", files.image("JPEG"), **WORDS)
    plan = checked("Gölcük planı.pdf", files.pdf())
    page = record
    for _time in range(2):
        page = sent(draft, page)
        cover.refresh_from_db()
        assert page.cover_image == cover.image
        assert on_page(page) == [str(second.pk), str(plan.pk)]
    image, document = CreditedImage.objects.first(), CheckedDocument.objects.get()
    assert image and image.description == "A street" and image.credit == "City"
    stem = Path(image.file.name).name.partition(".")[0]
    assert stem.isalnum()
    assert stem != "a"
    assert document.filename == "Gölcük_planı.pdf"
    assert document.file.read() == files.pdf()
    assert document.get_file_hash()
    page.full_clean()


def test_what_is_refused_unchecked_or_undescribed_is_not(
    checked: Callable[..., Upload], desk: Desk, draft: Submission, record: PracticePage
) -> None:
    checked("bad.pdf", files.pdf(b"<</S /JavaScript>>"))
    undescribed = checked("a.png", files.image())
    desk.add("plan.pdf", files.pdf())
    unchecked = Upload.objects.latest("added_at")
    assert unready(draft) == [undescribed, unchecked]
    page = sent(draft, record)
    assert not on_page(page)
    assert page.cover_image is None
    assert not CreditedImage.objects.exists()


def test_only_the_union_reads_them_before_publication(
    checked: Callable[..., Upload], draft: Submission, record: PracticePage
) -> None:
    checked("plan.pdf", files.pdf())
    checked("a.png", files.image(), **WORDS)
    page = sent(draft, record)
    document = CheckedDocument.objects.get()
    reader, reviewer, author = Client(), Client(), Client()
    reviewer.force_login(person("reviewer", "Reviewers"))
    author.force_login(draft.author)
    assert reader.get(document.url).status_code == 302
    assert author.get(document.url).status_code in (302, 403)
    assert reviewer.get(document.url).status_code == 200
    page.save_revision().publish()
    release(PracticePage.objects.get(pk=record.pk))
    assert BytesIO(b"".join(reader.get(document.url))).read() == files.pdf()
    assert {image.collection for image in CreditedImage.objects.all()} == {published()}


def test_only_what_the_page_shows_is_released(
    checked: Callable[..., Upload], draft: Submission, record: PracticePage
) -> None:
    checked("plan.pdf", files.pdf())
    page = sent(draft, record)
    del page.attachments[0]
    page.save_revision().publish()
    release(PracticePage.objects.get(pk=record.pk))
    assert CheckedDocument.objects.get().collection == not_yet_published()
    page = sent(draft, PracticePage.objects.get(pk=record.pk))
    assert not on_page(page), "what an editor took off stays off"


def test_a_page_made_anew_has_them_too(
    checked: Callable[..., Upload], draft: Submission, record: PracticePage
) -> None:
    plan = checked("plan.pdf", files.pdf())
    sent(draft, record)
    made = PracticePageFactory.build()
    attach(draft, made)
    assert on_page(made) == [str(plan.pk)]
    assert CheckedDocument.objects.count() == 1


def test_what_its_city_removes_goes_off_the_next_version(
    checked: Callable[..., Upload], desk: Desk, draft: Submission, record: PracticePage
) -> None:
    uploads = [checked("plan.pdf", files.pdf()), checked("a.png", files.image(), **WORDS)]
    uploads.append(checked("b.png", files.image("PNG", (9, 9)), **WORDS))
    page = sent(draft, record)
    for upload in uploads:
        desk.client.post(f"{desk.address}{upload.pk}/remove/")
    page = sent(draft, page)
    assert not on_page(page)
    assert page.cover_image is None
    assert CreditedImage.objects.count() == 2, "earlier versions still show them"


def test_better_words_reach_the_image_until_readers_see_it(
    checked: Callable[..., Upload], desk: Desk, draft: Submission, record: PracticePage
) -> None:
    checked("a.png", files.image(), **WORDS)
    upload = checked("b.png", files.image("PNG", (9, 9)), **WORDS)
    page = sent(draft, record)
    address = f"{desk.address}{upload.pk}/description/"
    desk.client.post(address, {"alt": "A square", "credit": "City of A"})
    page = sent(draft, page)
    upload.refresh_from_db()
    assert upload.image and upload.image.credit == "City of A"
    assert page.body[-1].value["alternative_text"] == "A square"
    page.save_revision().publish()
    release(PracticePage.objects.get(pk=record.pk))
    answer = desk.client.post(address, {"alt": "Other", "credit": "Other"})
    assert "Readers see this image already" in answer.content.decode()
    upload.refresh_from_db()
    assert upload.alt == "A square"


@pytest.mark.django_db
class TestCollection:
    """What the union alone reads."""

    def test_the_migration_closes_it_to_all_but_the_union(self) -> None:
        collection = Collection.objects.get(name=NAME)
        assert collection.is_child_of(Collection.get_first_root_node())
        [restriction] = collection.get_view_restrictions()
        groups = {group.name for group in restriction.groups.all()}
        assert groups == {"Reviewers", "Moderators"}
        assert Collection.find_problems() == ([], [], [], [], [])

    def test_it_is_never_open(self) -> None:
        not_yet_published().view_restrictions.all().delete()
        assert not_yet_published().get_view_restrictions().exists()
        not_yet_published().delete()
        assert not_yet_published().get_view_restrictions().exists()
        assert Collection.find_problems() == ([], [], [], [], [])


def test_a_page_without_a_submission_has_nothing_to_release(db: None, committed: Committed) -> None:
    release(PracticePageFactory(parent=section()))
