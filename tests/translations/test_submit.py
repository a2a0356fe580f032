"""Beginning the translation of everything below a page, and the job that does it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from home.models import StandardPage
from tests.factories.pages import (
    PracticePageFactory,
    SectionPageFactory,
    StandardPageFactory,
    home,
    section,
)
from tests.translations.board import row_of, soup, words
from tests.translations.people import logged_in, member_of, superuser, with_rights
from translations.enums import Action, Outcome, State
from translations.models import Job, JobItem, RecordTranslation

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Client:
    return logged_in(member_of("Translators (tr)"))


@pytest.fixture
def subtree(committed: Committed) -> Any:
    """A section with three records, one of them below another page."""
    with committed():
        place = section()
        for number in range(3):
            PracticePageFactory(parent=place, title=f"Practice {number}")
    return Page.objects.get(pk=place.pk)


def address(page: Page) -> str:
    return reverse("translations:submit", args=[page.pk])


class TestSubtree:
    def test_says_how_much_there_is_to_begin_in_her_languages(
        self, subtree: Any, translator: Client
    ) -> None:
        page = soup(translator.get(address(subtree)))
        text = words(page.select_one("main"))
        assert "Turkish: 3" in text
        assert "Arabic" not in text
        assert [field["value"] for field in page.select("input[name=languages]")] == ["tr"]
        everything = words(soup(logged_in(superuser()).get(address(subtree))).select_one("main"))
        assert "Arabic: 3" in everything

    def test_is_done_by_a_job_and_nothing_is_published(
        self, subtree: Any, translator: Client, committed: Committed
    ) -> None:
        with committed():
            answer = translator.post(address(subtree), {"languages": ["tr"]})
        job = Job.objects.get()
        assert answer["Location"] == reverse("translations:job", args=[job.pk])
        made = RecordTranslation.objects.filter(language="tr", page__isnull=False)
        assert made.count() == 3
        assert not made.filter(page__live=True).exists()
        turkish = subtree.get_translation(Locale.objects.get(language_code="tr"))
        assert not turkish.live
        assert {row.page.get_parent().pk for row in made if row.page} == {turkish.pk}

    def test_leaves_out_what_is_begun(
        self, subtree: Any, translator: Client, committed: Committed
    ) -> None:
        with committed():
            translator.post(address(subtree), {"languages": ["tr"]})
        text = words(soup(translator.get(address(subtree))).select_one("main"))
        assert "Turkish: 0" in text
        assert "nothing left to begin" in text

    def test_takes_no_other_language(self, subtree: Any, translator: Client) -> None:
        for languages in (["ar"], ["tr", "ar"], [], ["de"]):
            answer = translator.post(address(subtree), {"languages": languages})
            assert answer.status_code == 200
            assert soup(answer).select(".error-message")
        assert not Job.objects.exists()

    def test_leaves_out_drafts_that_she_may_not_read(
        self, subtree: Any, translator: Client, committed: Committed
    ) -> None:
        with committed():
            secret = PracticePageFactory(parent=section(), live=False, title="Secret")
        assert "Turkish: 3" in words(soup(translator.get(address(subtree))).select_one("main"))
        with committed():
            translator.post(address(subtree), {"languages": ["tr"]})
        assert row_of(secret).state == State.MISSING

    def test_a_page_without_records_is_made_as_a_draft(
        self, translator: Client, committed: Committed
    ) -> None:
        plain = StandardPageFactory(parent=home())
        with committed():
            translator.post(address(plain), {"languages": ["tr"]})
        made = StandardPage.objects.get(
            translation_key=plain.translation_key, locale__language_code="tr"
        )
        assert not made.live

    def test_is_not_for_those_without_a_right(self, subtree: Any) -> None:
        draft = SectionPageFactory(parent=home(), live=False, title="Hidden section")
        for client in (
            logged_in(with_rights("nobody", "access_admin")),
            logged_in(with_rights("submits", "access_admin", "submit_translation")),
        ):
            assert client.get(address(subtree)).status_code == 302
        answer = logged_in(member_of("Translators (tr)")).get(address(draft), follow=True)
        assert "Hidden section" not in answer.content.decode()

    @pytest.mark.parametrize("who", ["translator", "administrator"])
    def test_a_button_of_the_explorer_leads_there(
        self, subtree: Any, who: str, translator: Client
    ) -> None:
        client = translator if who == "translator" else logged_in(superuser())
        page = section(language="tr") if who == "translator" else subtree
        shown = soup(client.get(reverse("wagtailadmin_explore", args=[page.pk])))
        links = {str(link.get("href")) for link in shown.select("a")}
        theirs = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        assert len(links & {address(page), theirs}) == 1


class TestJob:
    def job(self, user: Any, outcomes: list[Outcome]) -> Job:
        job = Job.objects.create(action=Action.UPDATE, started_by=user)
        for outcome in outcomes:
            page = PracticePageFactory(parent=section())
            JobItem.objects.create(
                job=job,
                record=row_of(page).record,
                language="tr",
                outcome=outcome,
                reason="The machine is asleep." if outcome == Outcome.FAILED else "",
            )
        return job

    def test_says_how_far_it_is(self, translator: Client) -> None:
        user = member_of("Translators (tr)")
        outcomes = [Outcome.DONE, Outcome.UNCHANGED, Outcome.WAITING, Outcome.FAILED]
        job = self.job(user, outcomes)
        page = soup(translator.get(reverse("translations:job", args=[job.pk])))
        bar = page.select_one("progress")
        assert bar is not None and (bar["value"], bar["max"]) == ("3", "4")
        assert "3 of 4 done" in words(page.select_one("main"))
        assert "The machine is asleep." in words(page.select_one(".translation-failures"))
        # Without a script she asks herself.
        assert page.find("a", string="Reload")
        state = translator.get(reverse("translations:job_state", args=[job.pk])).json()
        assert (state["over"], state["total"], state["is_over"]) == (3, 4, False)

    def test_is_stopped(self, translator: Client) -> None:
        job = self.job(member_of("Translators (tr)"), [Outcome.WAITING])
        translator.post(reverse("translations:stop_job", args=[job.pk]))
        job.refresh_from_db()
        assert job.stopped
        page = soup(translator.get(reverse("translations:job", args=[job.pk])))
        assert "Stopped" in words(page.select_one("main"))
        assert not page.find("button", string="Stop")

    def test_is_for_whoever_started_it(self, translator: Client) -> None:
        job = self.job(superuser(), [Outcome.FAILED])
        for name in ("job", "job_state", "stop_job"):
            where = reverse(f"translations:{name}", args=[job.pk])
            for answer in (translator.get(where), translator.post(where)):
                assert answer.status_code in (302, 403, 405)
        job.refresh_from_db()
        assert not job.stopped
        owner = logged_in(superuser())
        assert owner.get(reverse("translations:job", args=[job.pk])).status_code == 200

    def test_stands_on_the_board_while_it_is_being_done(self, translator: Client) -> None:
        job = self.job(member_of("Translators (tr)"), [Outcome.WAITING])
        where = reverse("translations:job", args=[job.pk])
        assert where in translator.get(reverse("translations:board")).content.decode()
        Job.objects.update(stopped=True)
        assert where not in translator.get(reverse("translations:board")).content.decode()
