"""The queue, the page of a submission and the first page of the admin."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions import acts
from practices.submissions.conversation import answer, remark
from practices.submissions.reviewing import decide
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.submissions import ACTIVITY, complete_answers, submission
from tests.factories.taxonomy import OrganisationFactory, translate
from tests.practices.review.reading import fresh, page_of, seen
from tests.translations.people import logged_in, superuser

pytestmark = pytest.mark.django_db

QUEUE = "/admin/practices/review/"


def address(row: Submission) -> str:
    return reverse("practice_review:submission", args=[row.pk])


def read(client: Client, where: str) -> BeautifulSoup:
    answered = client.get(where)
    assert answered.status_code == 200
    return BeautifulSoup(answered.content, "html.parser")


def part(html: BeautifulSoup, selector: str) -> Any:
    """The first element that fits; there is one."""
    found = html.select_one(selector)
    assert found is not None, selector
    return found


def titles(client: Client, query: str = "") -> list[str]:
    html = read(client, f"{QUEUE}?{query}")
    return [link.text.strip() for link in html.select(".review-queue tbody th a")]


@pytest.fixture
def client(reviewer: Any) -> Client:
    return logged_in(reviewer)


class TestQueue:
    def test_what_is_with_the_union_with_what_is_due_first(self, client: Client) -> None:
        today = timezone.localdate()
        submission(state=State.SUBMITTED, title="Without a day")
        submission(state=State.IN_REVIEW, title="Next week", due=today + timedelta(days=7))
        submission(state=State.UPDATE_PROPOSED, title="Late", due=today - timedelta(days=1))
        for state in (State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED, State.WITHDRAWN):
            submission(state=state, title=f"A {state}")
        assert titles(client) == ["Late, improved", "Next week", "Without a day"]
        assert "overdue" in part(read(client, QUEUE), ".review-queue tr td:last-child").text

    def test_it_is_narrowed_down(self, client: Client, reviewer: Any) -> None:
        section()
        mine = submission(state=State.IN_REVIEW, title="Mine", reviewer=reviewer)
        old = submission(state=State.SUBMITTED, title="Old", language="fr")
        Submission.objects.filter(pk=old.pk).update(
            submitted_at=timezone.now() - timedelta(days=40)
        )
        sent = submission(answers=complete_answers(title="With terms"))
        acts.submit(sent.pk, actor=sent.author)
        page = page_of(sent)
        submission(state=State.DECLINED, title="Declined one")
        submission(title="Told of", announced_at=timezone.now())
        for query, found in {
            "q=mine": ["Mine"],
            "state=declined": ["Declined one"],
            "state=announced": ["Told of"],
            f"organisation={mine.organisation_id}": ["Mine"],
            f"city={page.cities.get().pk}": ["With terms"],
            f"theme={page.themes.get().pk}": ["With terms"],
            "language=fr": ["Old"],
            "reviewer=me": ["Mine"],
            "reviewer=nobody": ["Old", "With terms"],
            f"reviewer={reviewer.pk}": ["Mine"],
            "age=30": ["Old"],
            "due=overdue": [],
            "state=nonsense&organisation=x&age=y": ["Mine", "Old", "With terms"],
        }.items():
            assert sorted(titles(client, query)) == sorted(found), query
        assert len(titles(client, "state=any")) == 5

    def test_many_are_assigned_at_once(self, client: Client, reviewer: Any) -> None:
        rows = [submission(state=State.SUBMITTED, title=f"Number {n}") for n in range(3)]
        day = timezone.localdate() + timedelta(days=5)
        typed = {
            "submissions": [str(rows[0].pk), str(rows[1].pk), "nonsense"],
            "reviewer": reviewer.pk,
            "due": day.isoformat(),
            "next": f"{QUEUE}?age=7",
        }
        answered = client.post(f"{QUEUE}assign/", typed)
        assert answered.headers["Location"] == f"{QUEUE}?age=7"
        assert [(fresh(row).reviewer, fresh(row).due) for row in rows] == [
            (reviewer, day), (reviewer, day), (None, None)
        ]  # fmt: skip
        late = {**typed, "due": "2020-01-01", "submissions": [str(rows[2].pk)]}
        assert (
            "This day has passed"
            in client.post(f"{QUEUE}assign/", late, follow=True).content.decode()
        )
        assert fresh(rows[2]).reviewer is None

    def test_a_full_queue_asks_no_more_than_a_short_one(
        self, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(6):
            submission(state=State.IN_REVIEW, title=f"Number {number}")
        client.get(QUEUE)
        with django_assert_max_num_queries(45):
            assert len(titles(client)) == 6

    def test_it_is_asked_once_who_reviews(self, reviewer: Any) -> None:
        submission(state=State.SUBMITTED)
        for where in (QUEUE, reverse("wagtailadmin_home")):
            client = logged_in(reviewer)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(where).status_code == 200
            tasks = [
                query
                for query in asked
                if "reviewtask" in query["sql"] and "LIMIT 1" in query["sql"]
            ]
            assert len(tasks) == 1, where

    def test_nobody_else_comes_in(self) -> None:
        row = submission(state=State.SUBMITTED)
        for user in (row.author, person("t", "Translators (tr)"), person("nobody")):
            for where in (QUEUE, address(row)):
                assert logged_in(user).get(where).status_code in (302, 403)
            logged_in(user).post(f"{QUEUE}assign/", {"submissions": row.pk, "reviewer": user.pk})
        assert Client().get(address(row)).status_code == 302
        assert fresh(row).reviewer is None


class TestPage:
    @pytest.fixture
    def sent(self) -> Any:
        section()
        row = submission(answers=complete_answers())
        return acts.submit(row.pk, actor=row.author)

    def test_it_shows_what_was_sent_and_not_what_is_typed_since(
        self, client: Client, sent: Any
    ) -> None:
        row = fresh(sent)
        row.answers["summary"] = "Hers alone."
        row.save()
        text = read(client, address(sent)).text
        assert "Taught at the kitchen table." in text and "Every evening." in text
        assert "Completeness check" in text and "Hers alone." not in text
        assert "Smallest budget" not in text  # nothing is filled in there

    def test_what_is_not_filled_in_within_a_part_is_left_out(
        self, client: Client, sent: Any, reviewer: Any
    ) -> None:
        def labels() -> list[str]:
            shown = part(read(client, address(sent)), "#field-activities")
            assert "None" not in shown.text
            return [label.text for label in shown.select("dt")]

        assert labels() == ["Title", "What was done"]
        decide(sent.pk, Decision.REQUEST_CHANGES, actor=reviewer, reason="When?", **seen(sent))
        row = fresh(sent)
        row.answers["activities"][0]["partner"] = OrganisationFactory().code
        row.save()
        acts.submit(sent.pk, actor=sent.author)
        assert labels()[2:] == ["Title", "What was done", "With"]

    def test_a_decision_is_sent_with_what_was_read(self, client: Client, sent: Any) -> None:
        html = read(client, address(sent))
        form = part(html, ".review-decision form")
        typed = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
        client.post(address(sent), {**typed, "act": "decide", "decision": "approve"})
        assert page_of(sent).current_workflow_task.specific.stage == "content"

    def test_who_comes_second_is_told_and_keeps_her_words(self, client: Client, sent: Any) -> None:
        had = seen(sent)
        other = person("other", "Reviewers", first_name="Selin", last_name="Ak")
        decide(sent.pk, Decision.APPROVE, actor=other, **had)
        typed = {"act": "decide", "decision": "decline", "reason": "My long reason.", **had}
        answered = client.post(address(sent), typed)
        html = BeautifulSoup(answered.content, "html.parser")
        assert answered.status_code == 409 and "Selin Ak" in html.text
        assert part(html, "textarea[name=reason]").text.strip() == "My long reason."
        form = part(html, ".review-decision form")
        now = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
        client.post(address(sent), {**typed, **now})
        assert fresh(sent).state == State.DECLINED

    def test_a_refusal_needs_words_and_keeps_the_rest(self, client: Client, sent: Any) -> None:
        typed = {"act": "decide", "decision": "decline", "due": "2031-05-01", **seen(sent)}
        answered = client.post(address(sent), typed)
        assert answered.status_code == 422
        html = BeautifulSoup(answered.content, "html.parser")
        assert "Please say why" in html.text
        assert part(html, "input[name=due]")["value"] == "2031-05-01"
        assert fresh(sent).state == State.SUBMITTED

    def test_a_reason_is_begun_in_the_language_of_the_author(
        self, client: Client, sent: Any
    ) -> None:
        typed = {"act": "reason", "template": "results", "reason": "Dear colleagues,"}
        html = BeautifulSoup(
            client.post(address(sent), {**typed, **seen(sent)}).content, "html.parser"
        )
        text = part(html, "textarea[name=reason]").text
        assert "Dear colleagues," in text and "what came of it" in text
        assert fresh(sent).state == State.SUBMITTED

    def test_remarks_are_made_answered_and_settled(
        self, client: Client, sent: Any, reviewer: Any
    ) -> None:
        path = f"activities.{ACTIVITY}.text"
        html = read(client, address(sent))
        assert html.select_one(f'option[value="{path}"]')
        client.post(address(sent), {"act": "remark", "path": path, "text": "How often?"})
        made = Comment.objects.get()
        answer(made.pk, "Daily.", actor=sent.author)
        client.post(address(sent), {"act": "answer", "comment": made.pk, "text": "Thanks."})
        shown = part(read(client, address(sent)), "#field-activities .review-remark").text
        assert all(word in shown for word in ("How often?", "Daily.", "Thanks.", "What was done"))
        client.post(address(sent), {"act": "settle", "comment": made.pk})
        made.refresh_from_db()
        assert made.resolved_by == reviewer

    def test_a_remark_on_what_was_removed_keeps_its_words(self, client: Client, sent: Any) -> None:
        typed = {"act": "remark", "path": "activities.gone.text", "text": "My remark."}
        answered = client.post(address(sent), typed)
        assert answered.status_code == 422 and "My remark." in answered.content.decode()

    def test_an_update_stands_beside_what_is_public(self, client: Client) -> None:
        row = submission(state=State.UPDATE_PROPOSED)
        html = read(client, address(row))
        assert "Published version" in html.text
        assert "improved" in part(html, "#field-title ins").text

    def test_an_answer_stands_beside_what_was_sent_before(
        self, client: Client, sent: Any, reviewer: Any
    ) -> None:
        decide(sent.pk, Decision.REQUEST_CHANGES, actor=reviewer, reason="More.", **seen(sent))
        row = fresh(sent)
        row.answers["summary"] = "Taught at every kitchen table."
        row.save()
        acts.submit(sent.pk, actor=sent.author)
        html = read(client, address(sent))
        assert "When changes were asked for" in html.text
        assert part(html, "#field-summary ins").text.strip() == "every"

    def test_its_history_has_reasons_and_persons(
        self, client: Client, sent: Any, reviewer: Any
    ) -> None:
        decide(sent.pk, Decision.REQUEST_CHANGES, actor=reviewer, reason="Why so?", **seen(sent))
        history = part(read(client, address(sent)), ".translation-history").text
        assert "Why so?" in history and "Asked for changes" in history
        assert "Sent it to the union" in history

    def test_its_history_says_nothing_twice(self, client: Client, sent: Any, reviewer: Any) -> None:
        decide(sent.pk, Decision.APPROVE, actor=reviewer, **seen(sent))
        told = [
            entry.text for entry in read(client, address(sent)).select(".translation-history li")
        ]
        assert len([text for text in told if "pproved" in text]) == 1
        assert not [text for text in told if "orkflow" in text]

    def test_terms_are_named_as_who_looks_knows_them(
        self, client: Client, sent: Any, reviewer: Any
    ) -> None:
        page = page_of(sent)
        translate(page.themes.get(), "fr", name="Le logement")
        translate(page.cities.get(), "fr", name="La ville")
        reviewer.wagtail_userprofile.preferred_language = "fr"
        reviewer.wagtail_userprofile.save()
        html = read(client, address(sent))
        assert "Le logement" in part(html, "#field-themes").text
        assert "La ville" in part(html, "#field-cities").text
        assert not html.select("#field-themes [lang]") and html.select("#field-title [lang=en]")
        offered = read(client, QUEUE).select("select[name=theme] option")
        assert offered[1].text == "Le logement"

    def test_what_the_union_was_told_of_can_be_read(self, client: Client) -> None:
        section()
        told = submission(announced_at=timezone.now(), answers=complete_answers())
        html = read(client, address(told))
        assert "Taught at the kitchen table." in part(html, "#field-summary").text
        assert "not sent it yet" in html.text
        assert not html.select("textarea")  # there is no record yet to remark on
        Submission.objects.filter(pk=told.pk).update(submitted_at=timezone.now())
        assert "Taught at the kitchen table." not in read(client, address(told)).text

    def test_without_a_page_it_says_why(self, client: Client) -> None:
        told = submission(announced_at=timezone.now(), title="Told of")
        assert "not sent it yet" in read(client, address(told)).text
        gone = submission(state=State.ARCHIVED)
        page_of(gone).delete()
        assert "was deleted" in read(client, address(gone)).text

    def test_a_draft_that_was_never_sent_is_not_found(self, client: Client) -> None:
        assert client.get(address(submission()), follow=True).status_code == 404


class TestFirstPage:
    def panel(self, user: Any) -> Any:
        return read(logged_in(user), "/admin/").select_one("section[id^=waiting-for-review]")

    def test_it_tells_what_is_mine_nobodys_and_late(self, reviewer: Any) -> None:
        assert self.panel(reviewer) is None
        late = timezone.localdate() - timedelta(days=1)
        submission(state=State.IN_REVIEW, title="Mine", reviewer=reviewer, due=late)
        submission(state=State.SUBMITTED, title="Nobody's")
        text = self.panel(reviewer).text
        assert "Mine" in text and "overdue" in text
        assert "Nobody’s yet: 1" in text and "Overdue: 1" in text

    def test_not_for_others(self) -> None:
        submission(state=State.SUBMITTED)
        assert self.panel(person("t", "Translators (tr)")) is None
        assert self.panel(superuser()) is not None


def test_a_remark_does_not_change_what_the_editor_sees(client: Client, reviewer: Any) -> None:
    row = submission(state=State.IN_REVIEW)
    remark(row.pk, "summary", "Which table?", actor=reviewer)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page_of(row).pk])).content.decode()
    assert "Which table?" in html
