"""The language of a draft can be changed until the union has the text in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.models import SectionPage
from practices.enums import SubmissionState as State
from practices.models import Submission
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.submissions import complete_answers, submission
from tests.practices.desk.forms import browser, draft, form_on, fresh, opened, step_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Any:
    return representative()


def address_of(found: Any) -> str:
    return reverse("submissions:language", args=[found.pk])


@contextmanager
def whenever_a_section_is_made(do: Callable[[], Any]) -> Iterator[None]:
    """As somebody else would between two steps of a sending."""

    def happen(**kwargs: Any) -> None:
        do()

    post_save.connect(happen, sender=SectionPage)
    try:
        yield
    finally:
        post_save.disconnect(happen, sender=SectionPage)


class TestDraft:
    def test_is_written_in_another_language_and_keeps_what_was_typed(self, author: Any) -> None:
        answers = complete_answers(period="Spring 2019, or so")
        found, client = draft(author, answers=answers), browser(author)
        for name in ("tasks", "check"):
            page = client.get(reverse(f"submissions:{name}", args=[found.pk])).content.decode()
            assert f'href="{address_of(found)}"' in page
            assert "Language of the record: English." in page
        form = opened(client, address_of(found))
        assert form["language"] == ["en"]
        answer = client.post(address_of(found), {**form, "language": "tr"}, follow=True)
        assert "What you wrote stays as it is." in answer.content.decode()
        assert "Language of the record: Turkish." in answer.content.decode()
        assert "Language changed" in answer.content.decode()
        assert (fresh(found).language, fresh(found).answers) == ("tr", found.answers)
        assert form_on(client.get(step_address(found)))["title"] == [answers["title"]]

    def test_goes_to_the_section_of_the_new_language(self, author: Any) -> None:
        section(), section(language="fr")
        found, client = draft(author, answers=complete_answers()), browser(author)
        client.post(address_of(found), {"language": "fr"})
        client.post(reverse("submissions:send", args=[found.pk]))
        page: Any = fresh(found).page
        assert page.locale.language_code == page.source_language == "fr"
        assert page.get_parent().specific == section(language="fr")

    def test_the_same_language_is_no_change(self, author: Any) -> None:
        found = draft(author)
        browser(author).post(address_of(found), {"language": "en"})
        assert not ModelLogEntry.objects.filter(action="practices.change_language").exists()

    @pytest.mark.parametrize("typed", [{}, {"language": ""}, {"language": "de"}])
    def test_takes_no_other_language(self, author: Any, typed: dict[str, str]) -> None:
        found = draft(author)
        answer = browser(author).post(address_of(found), typed)
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode()
        assert fresh(found).language == "en"


class TestSent:
    def refused(self, found: Any) -> str:
        client = browser(found.author)
        page = client.get(reverse("submissions:tasks", args=[found.pk])).content.decode()
        assert address_of(found) not in page
        assert client.get(address_of(found)).status_code == 302
        answer = client.post(address_of(found), {"language": "tr"}, follow=True)
        assert fresh(found).language == "en"
        return str(answer.content.decode())

    @pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
    def test_keeps_its_language(self, author: Any, state: State) -> None:
        assert "keeps its language" in self.refused(submission(author=author, state=state))

    @pytest.mark.parametrize("is_deleted", [False, True])
    def test_even_when_it_was_taken_back(self, author: Any, is_deleted: bool) -> None:
        section()
        found, client = draft(author, answers=complete_answers()), browser(author)
        client.post(reverse("submissions:send", args=[found.pk]))
        client.post(reverse("submissions:take-back", args=[found.pk]))
        if is_deleted:
            page: Any = fresh(found).page
            page.delete()
            assert fresh(found).page is None
        assert fresh(found).state == State.DRAFT
        assert "keeps its language" in self.refused(found)


def test_changed_while_it_is_sent_it_goes_to_no_wrong_place(author: Any) -> None:
    section()
    found = draft(author, answers=complete_answers(), language="tr")
    rows = Submission.objects.filter(pk=found.pk)
    with whenever_a_section_is_made(lambda: rows.update(language="fr")):
        address = reverse("submissions:send", args=[found.pk])
        answer = browser(author).post(address, follow=True)
    assert "changed just now" in answer.content.decode()
    assert (fresh(found).state, fresh(found).page) == (State.DRAFT, None)
