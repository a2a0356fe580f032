"""What tests of jobs have in common."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from tests.factories.pages import PracticePageFactory, section
from translations.enums import Outcome
from translations.jobs import progress
from translations.models import Job


def practices(number: int) -> list[Any]:
    """So many published practices, in the section."""
    made = [PracticePageFactory(parent=section()) for _ in range(number)]
    for page in made:
        page.save_revision().publish()
    return made


def targets(pages: list[Any], *languages: str) -> list[Any]:
    return [(page.translation_key, code) for page in pages for code in languages or ("tr",)]


def outcomes(job: Job) -> dict[str, int]:
    return {outcome: number for outcome, number in progress(job).items() if number}


def finished(job: Job) -> bool:
    return Job.objects.get(pk=job.pk).finished_at is not None


def only_turkish(page: Any) -> Any:
    (found,) = page.get_translations().filter(locale__language_code="tr")
    return found.specific


def items(job: Job) -> Any:
    return job.items.order_by("pk")


def fresh_user(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def silence(job: Job) -> None:
    """Let the job have said nothing for two minutes."""
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - timedelta(minutes=2))


def assert_each_was_done_once(job: Job) -> None:
    assert outcomes(job) == {Outcome.DONE: job.items.count()}
    for item in job.items.all():
        pages = Page.objects.filter(
            translation_key=item.record_id, locale__language_code=item.language
        )
        assert pages.count() == 1
        begun = PageLogEntry.objects.filter(page=pages[0].pk, action="wagtail.edit")
        assert begun.count() == 1, "each beginning writes one draft"
    titles = Page.objects.filter(locale__language_code="tr", depth=3)
    assert (
        titles.values("translation_key").annotate(Count("pk")).filter(pk__count__gt=1).count() == 0
    )
    assert not any(Page.find_problems())
