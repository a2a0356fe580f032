"""Announcing, checking and sending; taking back, withdrawing, taking up again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Locale, Page

from practices.desk.acting import ACTS
from practices.enums import SubmissionState as State
from practices.models import Submission
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.submissions import complete_answers, submission
from tests.practices.desk.forms import browser, draft, form_on, fresh, opened

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def author() -> Any:
    return representative()


class TestShortForm:
    def typed(self, found: Any) -> dict[str, Any]:
        answers = complete_answers()
        names = ("title", "summary", "cities", "themes", "contact_name", "contact_email")
        form = opened(browser(found.author), reverse("submissions:short", args=[found.pk]))
        return {**form, **{name: answers[name] for name in names}, "then": "announce"}

    def test_the_union_is_told_once(self, author: Any, committed: Committed) -> None:
        reviewer = person("reviewer", "Reviewers")
        found, client = draft(author), browser(author)
        address = reverse("submissions:short", args=[found.pk])
        typed = self.typed(found)
        with committed():
            client.post(address, typed)
            client.post(address, {**form_on(client.get(address)), "then": "announce"})
        assert fresh(found).announced_at
        assert fresh(found).state == State.DRAFT
        told = [letter for letter in mail.outbox if letter.to == [reviewer.email]]
        assert [letter.subject for letter in told] == [
            f"{found.organisation.name} prepares “A house of languages”"
        ]
        assert reverse("practice_review:submission", args=[found.pk]) in str(told[0].body)

    def test_what_is_missing_is_said_first_and_nothing_is_lost(self, author: Any) -> None:
        found = draft(author)
        address = reverse("submissions:short", args=[found.pk])
        answer = browser(author).post(address, {**self.typed(found), "title": ""})
        before = answer.content.decode().partition("<h1>")[0]
        assert "autofocus" in before
        assert 'href="#id_title"' in before
        assert not fresh(found).announced_at
        assert fresh(found).answers["summary"] == "Taught at the kitchen table."

    def test_it_is_completed_later(self, author: Any) -> None:
        found = draft(author)
        client = browser(author)
        client.post(reverse("submissions:short", args=[found.pk]), self.typed(found))
        text = client.get(reverse("submissions:tasks", args=[found.pk])).content.decode()
        assert "The union knows of it. Complete it, then send it." in text


class TestSending:
    def test_what_is_missing_leads_to_its_field(self, author: Any) -> None:
        found = draft(author)
        text = browser(author).get(reverse("submissions:check", args=[found.pk])).content.decode()
        step = reverse("submissions:step", args=[found.pk, "what"])
        assert f'href="{step}#id_title"' in text
        assert "Send to the union" not in text

    def test_what_is_complete_is_sent(self, author: Any) -> None:
        section()
        found, client = draft(author, answers=complete_answers()), browser(author)
        text = client.get(reverse("submissions:check", args=[found.pk])).content.decode()
        assert "Send to the union" in text
        address = reverse("submissions:send", args=[found.pk])
        answers = [client.post(address, follow=True) for _ in range(2)]
        assert fresh(found).state == State.SUBMITTED
        assert "It is with the union now" in answers[0].content.decode()
        assert "cannot be sent" in answers[1].content.decode()
        assert fresh(found).page.title == "A house of languages"  # type: ignore[union-attr]

    def test_what_is_not_complete_is_refused_with_the_reason_first(self, author: Any) -> None:
        section()
        found = draft(author, answers=complete_answers(title=""))
        answer = browser(author).post(reverse("submissions:send", args=[found.pk]))
        assert "autofocus" in answer.content.decode().partition("<h1>")[0]
        assert fresh(found).state == State.DRAFT

    def test_without_a_place_it_stays_a_draft_and_says_so(self, author: Any) -> None:
        found = draft(author, answers=complete_answers())
        address = reverse("submissions:send", args=[found.pk])
        text = browser(author).post(address, follow=True).content.decode()
        assert "no section for practices" in text
        assert fresh(found).state == State.DRAFT

    @pytest.mark.parametrize("has_own", [False, True])
    def test_a_section_that_shows_another_languages_is_a_place_where_there_is_no_other(
        self, author: Any, has_own: bool, committed: Committed
    ) -> None:
        with committed():
            turkish = Locale.objects.get(language_code="tr")
            place = section().copy_for_translation(turkish, alias=True)
            if has_own:
                place = section(language="tr")
            found = draft(author, answers=complete_answers(), language="tr")
            browser(author).post(reverse("submissions:send", args=[found.pk]))
        page: Any = fresh(found).page
        assert fresh(found).state == State.SUBMITTED
        assert page.get_parent().pk == place.pk
        with committed():
            page.latest_revision.publish()
        answer = browser(author).get(page.url)
        assert page.url.startswith("/tr/")
        assert "A house of languages" in answer.content.decode()
        # Whatever becomes of the section that is shown, what stands below stays.
        with committed():
            section().save_revision().publish()
        assert browser(author).get(page.url).status_code == 200
        assert not any(Page.find_problems())

    def test_a_look_sends_nothing(self, author: Any) -> None:
        found = draft(author, answers=complete_answers())
        answer = browser(author).get(reverse("submissions:send", args=[found.pk]))
        assert answer.status_code == 405
        assert fresh(found).state == State.DRAFT


class TestActs:
    @pytest.mark.parametrize("act", ACTS, ids=lambda act: act.slug)
    @pytest.mark.parametrize("state", list(State))
    def test_each_is_offered_where_it_works_and_asks_first(
        self, author: Any, act: Any, state: State
    ) -> None:
        found, client = submission(author=author, state=state), browser(author)
        before = fresh(found)
        tasks = client.get(reverse("submissions:tasks", args=[found.pk])).content.decode()
        address = reverse(f"submissions:{act.slug}", args=[found.pk])
        offered = f'href="{address}"' in tasks
        assert offered == (state in act.states)
        asked = client.get(address)
        assert asked.status_code == (200 if offered else 302)
        assert fresh(found).state == before.state
        told = client.post(address, follow=True).content.decode()
        assert (str(act.done) in told) == offered
        assert ("notice--error" in told) != offered

    @pytest.mark.parametrize(
        ("slug", "state", "to"),
        [
            ("take-back", State.IN_REVIEW, State.DRAFT),
            ("withdraw", State.DRAFT, State.WITHDRAWN),
            ("again", State.DECLINED, State.DRAFT),
        ],
    )
    def test_nothing_is_lost_by_it(self, author: Any, slug: str, state: Any, to: Any) -> None:
        found = submission(author=author, state=state)
        browser(author).post(reverse(f"submissions:{slug}", args=[found.pk]))
        assert fresh(found).state == to
        assert fresh(found).answers["title"] == found.answers["title"]
        assert Submission.objects.count() == 1
