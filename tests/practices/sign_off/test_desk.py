"""Asking at the member's desk, and what reviewers see of the answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practices.enums import SubmissionState as State
from practices.models import SignOff, Submission
from practices.sign_off import limits, services
from practices.sign_off.enums import Verdict
from practices.submissions.states import NotNow
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.practices.desk.forms import browser
from tests.practices.review.reading import page_of
from tests.practices.sign_off.asking import ADDRESS, ROLE, asked, fresh, link, read, token_in, words
from tests.translations.people import logged_in

pytestmark = pytest.mark.django_db
TYPED = {"address": ADDRESS, "role": ROLE, "language": "tr"}


def tasks(found: Any) -> str:
    return reverse("submissions:tasks", args=[found.pk])


def asking(found: Any) -> str:
    return reverse("submissions:sign-off", args=[found.pk])


def panel(client: Client, found: Any) -> str:
    html = read(client.get(tasks(found)))
    shown = html.select_one("section[aria-labelledby=sign-offs]")
    return words(shown) if shown else ""


class TestAsking:
    def test_a_link_is_sent_in_the_readers_language(self, mailoutbox: Any) -> None:
        found = submission()
        client = browser(found.author)
        assert asking(found) in client.get(tasks(found)).content.decode()
        assert client.get(asking(found)).status_code == 200
        answer = client.post(asking(found), TYPED)
        assert answer.headers["Location"] == tasks(found)
        sign_off = SignOff.objects.get()
        assert (sign_off.address, sign_off.role, sign_off.language) == (ADDRESS, ROLE, "tr")
        assert round((sign_off.expires_at - sign_off.created_at) / timedelta(days=1)) == 10
        assert link(mailoutbox).startswith("/tr/s/")
        assert "Waiting for the answer" in panel(client, found)

    @pytest.mark.parametrize(
        "wrong", [{"address": "nobody"}, {"role": ""}, {"language": "xx"}], ids=str
    )
    def test_what_is_wrong_is_said_and_nothing_is_sent(self, mailoutbox: Any, wrong: Any) -> None:
        found = submission()
        answer = browser(found.author).post(asking(found), {**TYPED, **wrong})
        assert "form__summary" in answer.content.decode()
        assert not SignOff.objects.exists()
        assert not mailoutbox

    @pytest.mark.parametrize("state", list(State))
    def test_it_is_offered_where_there_is_a_text_to_come(self, state: State) -> None:
        found = submission(state=state)
        client = browser(found.author)
        offered = asking(found) in client.get(tasks(found)).content.decode()
        assert offered == (state in services.BEFORE_DECISION)
        client.post(asking(found), TYPED)
        assert SignOff.objects.exists() == offered

    def test_an_update_that_is_begun_can_be_signed(self) -> None:
        found = submission(state=State.PUBLISHED)
        Submission.objects.update(saved_at=timezone.now())
        browser(found.author).post(asking(found), TYPED)
        assert SignOff.objects.exists()

    def test_without_a_title_there_is_nothing_to_name(self) -> None:
        found = submission(answers={})
        with pytest.raises(NotNow, match="title"):
            services.ask(found.pk, ADDRESS, role=ROLE, language="en", actor=found.author)

    def test_nobody_is_written_to_without_end(self, mailoutbox: Any, monkeypatch: Any) -> None:
        monkeypatch.setitem(limits.RATES, "ask", "2/d/key")
        found = submission()
        client = browser(found.author)
        answers = [client.post(asking(found), TYPED).status_code for _ in range(3)]
        assert answers == [302, 302, 200]
        assert len(mailoutbox) == 2
        assert SignOff.objects.filter(withdrawn_at=None).count() == 1


class TestGoingOn:
    def test_after_a_change_a_new_link_takes_one_click(self, mailoutbox: Any) -> None:
        sign_off = asked()
        found, client = sign_off.submission, browser(sign_off.created_by)
        before = token_in(link(mailoutbox))
        row = Submission.objects.get(pk=found.pk)
        row.answers["summary"] = "Other words."
        row.save()
        assert "The text has changed since" in panel(client, found)
        address = reverse("submissions:sign-off-again", args=[found.pk, sign_off.pk])
        assert client.get(address).status_code == 405
        client.post(address)
        after = token_in(link(mailoutbox))
        assert after != before
        assert Client().get(f"/en/s/{before}/").status_code == 410
        assert Client().get(f"/en/s/{after}/").status_code == 200

    def test_a_withdrawn_link_is_void(self, mailoutbox: Any) -> None:
        sign_off = asked()
        found, client = sign_off.submission, browser(sign_off.created_by)
        address = reverse("submissions:sign-off-withdraw", args=[found.pk, sign_off.pk])
        assert client.get(address).status_code == 405
        for _ in range(2):
            assert "The link no longer works." in client.post(address, follow=True).content.decode()
        assert Client().get(link(mailoutbox)).status_code == 410
        assert "Withdrawn" in panel(client, found)


class TestIsolation:
    def test_another_city_sees_and_makes_none(self, mailoutbox: Any) -> None:
        sign_off = asked()
        found, stranger = sign_off.submission, representative(lead=True)
        client = browser(stranger)
        own = submission(author=stranger)
        places = [
            asking(found),
            reverse("submissions:sign-off-again", args=[found.pk, sign_off.pk]),
            reverse("submissions:sign-off-withdraw", args=[found.pk, sign_off.pk]),
            # Her own submission with the other city's sign-off.
            reverse("submissions:sign-off-again", args=[own.pk, sign_off.pk]),
            reverse("submissions:sign-off-withdraw", args=[own.pk, sign_off.pk]),
        ]
        for place in places:
            answer = client.post(place, TYPED)
            assert answer.status_code == 404, place
            assert ADDRESS not in answer.content.decode()
        assert client.get(places[0]).status_code == 404
        assert ADDRESS not in client.get(tasks(own)).content.decode()
        with pytest.raises(PermissionDenied):
            services.ask(found.pk, ADDRESS, role=ROLE, language="en", actor=stranger)
        for pk in (found.pk, own.pk):
            with pytest.raises(PermissionDenied):
                services.withdraw(pk, sign_off.pk, actor=stranger)
        assert fresh(sign_off).withdrawn_at is None
        assert SignOff.objects.count() == 1
        assert len(mailoutbox) == 1

    def test_who_is_not_a_representative_does_not_come_in(self) -> None:
        sign_off = asked()
        place = asking(sign_off.submission)
        assert Client().post(place, TYPED).status_code == 302
        for name, groups in (("reviewer", ["Reviewers"]), ("nobody", [])):
            assert browser(person(name, *groups)).post(place, TYPED).status_code == 403
        client = browser(sign_off.created_by)
        type(sign_off.created_by).objects.update(is_active=False)
        assert client.post(place, TYPED).status_code == 302
        assert SignOff.objects.count() == 1


class TestReviewers:
    def answered(self, mailoutbox: Any) -> Any:
        found = submission(state=State.IN_REVIEW)
        asked(found)
        token = token_in(link(mailoutbox))
        services.answer(token, Verdict.OBJECTS, name="Fatma Şahin", remark="A number is wrong.")
        return found

    def test_they_see_who_signed_what(self, mailoutbox: Any) -> None:
        found = self.answered(mailoutbox)
        client = logged_in(person("reviewer", "Reviewers"))
        place = reverse("practice_review:submission", args=[found.pk])
        html = read(client.get(place))
        text = words(html.select_one("section[aria-labelledby=sign-offs]"))
        for part in ("Objects to it", "Fatma Şahin", ROLE, ADDRESS, "A number is wrong."):
            assert part in text
        assert "The text has changed" not in text
        page_of(found).get_latest_revision_as_object().save_revision()
        assert "The text has changed since this answer." in client.get(place).content.decode()

    def test_many_cost_no_more_than_one(
        self, mailoutbox: Any, django_assert_max_num_queries: Any
    ) -> None:
        found = self.answered(mailoutbox)
        client = browser(found.author)
        client.get(tasks(found))
        with django_assert_max_num_queries(35) as one:
            client.get(tasks(found))
        for number in range(5):
            address = f"office-{number}@example.org"
            services.ask(found.pk, address, role=ROLE, language="en", actor=found.author)
        # The history grows with each, and names who asked at once.
        with django_assert_max_num_queries(len(one) + 1):
            assert panel(client, found).count("Waiting for the answer") == 5
