"""What a representative sees of her submissions: on the desk, on their first page, as a preview."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import RecordType
from practices.desk.todo import todo
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission, Superseded
from practices.steps import STEPS
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.submissions import complete_answers, submission
from tests.practices.desk.forms import browser, draft, fresh, step_address

pytestmark = pytest.mark.django_db

# The frame of every page takes ten of them.
TASKS, STEP, CHECK, PREVIEW = 18, 14, 14, 24


@pytest.fixture
def author() -> Any:
    return representative()


def text_of(client: Any, name: str, *args: Any) -> str:
    """A page of the desk."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


class TestNext:
    TODAY = date(2026, 3, 1)

    @pytest.mark.parametrize("state", list(State))
    def test_every_state_says_who_has_to_do_what(self, author: Any, state: State) -> None:
        found = submission(author=author, state=state, due=self.TODAY)
        comes = todo(found, self.TODAY)
        assert str(comes.text)
        assert comes.is_yours == (state in (State.DRAFT, State.CHANGES_REQUESTED))
        with_date = {
            State.SUBMITTED,
            State.IN_REVIEW,
            State.CHANGES_REQUESTED,
            State.UPDATE_PROPOSED,
        }
        assert (comes.by == self.TODAY) == (state in with_date)
        assert str(comes.text) in text_of(browser(author), "submissions:tasks", found.pk)

    @pytest.mark.parametrize(("days", "is_yours"), [(-1, True), (0, True), (1, False)])
    def test_what_is_published_is_asked_about_when_its_day_comes(
        self, author: Any, days: int, is_yours: bool
    ) -> None:
        found = submission(author=author, state=State.PUBLISHED)
        by = self.TODAY + timedelta(days=days)
        PracticePage.objects.filter(pk=found.page_id).update(review_by=by)
        comes = todo(fresh(found), self.TODAY)
        assert (comes.by, comes.is_yours) == (by, is_yours)

    def test_an_update_that_is_begun_is_to_be_sent(self, author: Any) -> None:
        found = submission(author=author, state=State.PUBLISHED)
        later = found.submitted_at + timedelta(minutes=1)
        Submission.objects.filter(pk=found.pk).update(saved_at=later)
        assert todo(fresh(found), self.TODAY).is_yours


class TestDesk:
    def test_shows_first_what_the_municipality_has_to_do(self, author: Any) -> None:
        titles = {State.PUBLISHED: "One", State.CHANGES_REQUESTED: "Two", State.IN_REVIEW: "Three"}
        for state, title in titles.items():
            submission(author=author, state=state, title=title)
        text = text_of(browser(author), "desk:index")
        found = [text.index(f">{title}<") for title in ("Two", "One", "Three")]
        assert found[0] == min(found)
        assert "Changes requested" in text

    def test_a_colleague_sees_the_same(self, author: Any) -> None:
        found = draft(author, answers={"title": "Of my colleague"})
        colleague = representative(found.organisation)
        assert "Of my colleague" in text_of(browser(colleague), "desk:index")


class TestTasks:
    def test_shows_each_step_with_what_it_lacks(self, author: Any) -> None:
        found = draft(author, answers={"title": "Cafés"})
        text = text_of(browser(author), "submissions:tasks", found.pk)
        for kind in STEPS:
            assert step_address(found, kind.slug) in text
        assert "Needed to send: 4" in text
        assert "What reviewers look for" in text
        complete = draft(author, answers=complete_answers())
        text = text_of(browser(author), "submissions:tasks", complete.pk)
        assert "Needed to send" not in text

    def test_what_cannot_be_written_offers_no_step(self, author: Any) -> None:
        found = submission(author=author, state=State.IN_REVIEW)
        client = browser(author)
        text = text_of(client, "submissions:tasks", found.pk)
        assert step_address(found) not in text
        assert client.get(step_address(found)).url == reverse("submissions:tasks", args=[found.pk])

    def test_what_is_public_offers_its_form_once_an_update_is_proposed(self, author: Any) -> None:
        found, client = submission(author=author, state=State.PUBLISHED), browser(author)
        propose, confirm = (
            reverse(f"submissions:{name}", args=[found.pk]) for name in ("update", "still-valid")
        )
        text = text_of(client, "submissions:tasks", found.pk)
        assert propose in text
        assert "Check and send" not in text and step_address(found) not in text
        opened = client.post(propose, follow=True).content.decode()
        assert "Check and send" in opened and step_address(found) in opened
        assert propose not in opened and "You have begun an update" in opened
        client.post(confirm)
        assert propose in text_of(client, "submissions:tasks", found.pk)

    def test_tells_why_it_was_declined_and_what_happened(self, author: Any) -> None:
        client = browser(author)
        data = {"key": str(uuid4()), "language": "en"}
        client.post(reverse("submissions:new"), data)
        Submission.objects.update(
            state=State.DECLINED, reason="<b>Too short</b>", submitted_at=timezone.now()
        )
        text = text_of(client, "submissions:tasks", data["key"])
        assert "&lt;b&gt;Too short&lt;/b&gt;" in text
        assert "Begun" in text.partition("What happened so far")[2]

    def test_earlier_texts_are_a_link_where_there_are_any(self, author: Any) -> None:
        found, client = draft(author), browser(author)
        address = reverse("submissions:earlier", args=[found.pk])
        assert address not in text_of(client, "submissions:tasks", found.pk)
        Superseded.objects.create(submission=found, path="aims", text="<b>Before</b>", by=author)
        assert address in text_of(client, "submissions:tasks", found.pk)
        text = text_of(client, "submissions:earlier", found.pk)
        assert "&lt;b&gt;Before&lt;/b&gt;" in text
        assert "Aims" in text


class TestPreview:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_is_the_finished_page_in_the_records_language(self, author: Any, language: str) -> None:
        section(RecordType.PRACTICE, language)
        found = draft(author, language=language, answers=complete_answers())
        pages = PracticePage.objects.count()
        answer = browser(author).get(reverse("submissions:preview", args=[found.pk]))
        text = answer.content.decode()
        assert f'<html lang="{language}"' in text
        assert "A house of languages" in text
        assert "Every evening." in text
        assert found.organisation.name in text
        assert "contact@example.org" not in text
        mark = text[text.index("preview-mark") :][:300]
        assert 'lang="en"' in mark
        assert "Preview: only your municipality sees this page." in mark
        assert "noindex" in text
        assert "hreflang" not in text.partition("</head>")[0]
        assert PracticePage.objects.count() == pages

    def test_stands_in_its_section_and_under_no_other_record(self, author: Any) -> None:
        PracticePageFactory(parent=section(), title="Somebody else’s")
        found = draft(author, answers=complete_answers())
        text = text_of(browser(author), "submissions:preview", found.pk)
        trail = text[text.index("breadcrumbs__list") :].partition("</ol>")[0]
        assert section().title in trail
        assert "Somebody else’s" not in trail
        assert 'rel="prev"' not in text

    @pytest.mark.parametrize("answers", [{}, {"period": "nineteen", "cities": ["no such city"]}])
    def test_of_a_draft_with_little_in_it(self, author: Any, answers: Any) -> None:
        found = draft(author, language="fr", answers=answers)
        assert text_of(browser(author), "submissions:preview", found.pk)

    @pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED, State.UPDATE_PROPOSED])
    def test_of_what_has_a_page(self, author: Any, state: State) -> None:
        found = submission(author=author, state=state, title="A house of words")
        before = PracticePage.objects.get().latest_revision_id
        assert "A house of words" in text_of(browser(author), "submissions:preview", found.pk)
        assert PracticePage.objects.get().latest_revision_id == before


class TestQueries:
    def count(self, client: Any, address: str) -> int:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    def test_the_desk_takes_no_more_for_many(self, author: Any) -> None:
        client = browser(author)
        submission(author=author, state=State.PUBLISHED)
        few = self.count(client, reverse("desk:index"))
        for _ in range(5):
            submission(author=author, state=State.PUBLISHED)
        assert self.count(client, reverse("desk:index")) <= few

    @pytest.mark.parametrize(
        ("name", "most"), [("tasks", TASKS), ("check", CHECK), ("preview", PREVIEW)]
    )
    def test_a_page_keeps_to_its_budget(self, author: Any, name: str, most: int) -> None:
        found = draft(author, answers=complete_answers())
        assert self.count(browser(author), reverse(f"submissions:{name}", args=[found.pk])) <= most

    @pytest.mark.parametrize("kind", [kind for kind in STEPS if kind.names])
    def test_a_step_does_too(self, author: Any, kind: Any) -> None:
        rows = [
            {"id": str(uuid4()), "type": "activity", "title": "Courses", "text": "Weekly"}
            for _ in range(12)
        ]
        found = draft(author, answers=complete_answers(activities=rows))
        assert self.count(browser(author), step_address(found, kind.slug)) <= STEP
