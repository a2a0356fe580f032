"""The page that the link leads to: read, answered once, and what it says when it is void."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.enums import Event
from accounts.models import SecurityEvent
from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import SignOff, Submission
from practices.sign_off import limits
from practices.sign_off.services import ask, withdraw
from practices.submissions import acts
from practices.submissions.reviewing import decide
from tests.factories.people import person
from tests.factories.submissions import complete_answers, submission
from tests.practices.review.reading import page_of, seen
from tests.practices.sign_off.asking import (
    ADDRESS,
    APPROVAL,
    OBJECTION,
    ROLE,
    asked,
    fresh,
    link,
    read,
    token_in,
    words,
)

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def heading(answer: Any) -> str:
    html = read(answer)
    return words(html.select_one("h1"))


def change(sign_off: SignOff, **answers: Any) -> None:
    row = Submission.objects.get(pk=sign_off.submission_id)
    row.answers.update(answers)
    row.save()


class TestReading:
    def test_it_shows_the_record_and_the_form_to_who_has_no_account(
        self, client: Client, mailoutbox: Any
    ) -> None:
        sign_off = asked()
        answer = client.get(link(mailoutbox))
        assert answer.status_code == 200
        html = read(answer)
        assert html.select_one("h1").text == "A house of languages"
        assert "Three hundred speak it." in html.select_one(".record").text
        assert f"asks you ({ROLE})" in words(html)
        assert [field["name"] for field in html.select(".form [name]")] == [
            "verdict", "verdict", "name", "remark"
        ]  # fmt: skip
        assert not html.select("script")
        assert fresh(sign_off).used_at is None

    def test_no_other_site_cache_or_search_engine_learns_of_it(
        self, client: Client, mailoutbox: Any
    ) -> None:
        sign_off = asked()
        path = link(mailoutbox)
        wrong = path.replace(token_in(path), "wrong")
        for answer in (client.get(path), client.get(wrong), client.put(path), client.head(path)):
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Robots-Tag"].startswith("noindex")
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert not answer.cookies
        assert fresh(sign_off).used_at is None

    def test_looking_writes_nothing(
        self, client: Client, mailoutbox: Any, django_assert_max_num_queries: Any
    ) -> None:
        sign_off = asked()
        client.get(link(mailoutbox))
        with django_assert_max_num_queries(20) as queries:
            client.get(link(mailoutbox))
        assert all(one["sql"].lstrip("(").startswith("SELECT") for one in queries)
        assert fresh(sign_off).used_at is None

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_mail_and_frame_are_in_the_readers_language_and_the_record_in_its_own(
        self, client: Client, mailoutbox: Any, language: str
    ) -> None:
        sign_off = asked(language=language)
        assert sign_off.language == language
        html = read(client.get(link(mailoutbox)))
        assert html.html["lang"] == "en"
        assert html.select_one("#sign-off")["lang"] == language
        assert html.select_one("#sign-off")["dir"] == ("rtl" if language == "ar" else "ltr")
        current = html.select_one(".sign-off__languages [aria-current]")
        assert current["lang"] == language

    def test_what_the_union_has_is_shown_with_what_the_union_has_changed(
        self, client: Client, mailoutbox: Any
    ) -> None:
        found = submission(state=State.IN_REVIEW)
        page = page_of(found).get_latest_revision_as_object()
        page.summary = "As the union has put it."
        page.save_revision()
        asked(found)
        assert "As the union has put it." in client.get(link(mailoutbox)).content.decode()


class TestFiles:
    def upload(self, found: Any, state: str = "clean") -> Any:
        content = ContentFile(b"The budget.", name="file")
        return found.uploads.create(
            kind="document", file=content, name="budget.txt", size=11, sha256="1" * 64, state=state
        )

    def test_what_belongs_to_the_record_can_be_read(self, client: Client, mailoutbox: Any) -> None:
        found = submission()
        upload, waiting = self.upload(found), self.upload(found, "waiting")
        asked(found)
        path = link(mailoutbox)
        links = [one["href"] for one in read(client.get(path)).select("#sign-off a")]
        assert links == [f"{path}files/{upload.pk}/"]
        answer = client.get(links[0])
        assert b"".join(answer) == b"The budget."
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert client.get(f"{path}files/{waiting.pk}/").status_code == 404

    def test_no_other_file_can_and_none_by_a_void_link(
        self, client: Client, mailoutbox: Any
    ) -> None:
        found = submission()
        upload, foreign = self.upload(found), self.upload(submission())
        asked(found)
        path = link(mailoutbox)
        assert client.get(f"{path}files/{foreign.pk}/").status_code == 404
        assert client.get(f"/en/s/nothing/files/{upload.pk}/").status_code == 404
        client.post(path, APPROVAL)
        answered = client.get(f"{path}files/{upload.pk}/")
        assert heading(answered) == "The approval has arrived"


class TestAnswering:
    def test_it_is_approved_without_cookies_and_everybody_is_told(
        self, mailoutbox: Any, committed: Any
    ) -> None:
        sign_off = asked()
        author, path = sign_off.created_by, link(mailoutbox)
        strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
        with committed():
            answer = strict.post(path, APPROVAL, follow=True)
        assert heading(answer) == "The approval has arrived"
        stored = fresh(sign_off)
        assert (stored.verdict, stored.name) == ("approves", "Fatma Şahin")
        assert stored.used_at
        told = mailoutbox[-1]
        assert told.to == [author.email]
        assert told.subject == "Fatma Şahin has approved “A house of languages”"
        entry = ModelLogEntry.objects.for_instance(sign_off.submission).order_by("-pk")[0]
        assert entry.message == f"Fatma Şahin ({ROLE}) approved it, by a link"
        assert entry.user is None

    def test_who_objects_says_why(self, client: Client, mailoutbox: Any) -> None:
        sign_off = asked()
        path = link(mailoutbox)
        refused = client.post(path, {**OBJECTION, "remark": " "})
        html = read(refused)
        assert "autofocus" in html.select_one(".form__summary").attrs
        assert html.select_one("[name=name]")["value"] == "Fatma Şahin"
        assert fresh(sign_off).used_at is None
        assert heading(client.post(path, OBJECTION, follow=True)) == "The objection has arrived"
        assert fresh(sign_off).remark == "The number is wrong."
        assert "The number is wrong." in mailoutbox[-1].body

    def test_a_second_answer_changes_nothing(self, client: Client, mailoutbox: Any) -> None:
        sign_off = asked()
        path = link(mailoutbox)
        answers = [client.post(path, data, follow=True) for data in (APPROVAL, OBJECTION)]
        assert [heading(answer) for answer in answers] == ["The approval has arrived"] * 2
        assert fresh(sign_off).verdict == "approves"
        assert len([mail for mail in mailoutbox if mail.to != [ADDRESS]]) == 1

    def test_sending_the_same_text_keeps_the_link(self, client: Client, mailoutbox: Any) -> None:
        partner = {
            "id": "3f0c1a52-6f0b-4a2b-9d5e-0d6c4a1b2c3d",
            "type": "partner",
            "organisation": "A club nobody knows",
        }
        found = submission(answers=complete_answers(partners=[partner]))
        asked(found)
        acts.submit(found.pk, actor=found.author)
        row = Submission.objects.get(pk=found.pk)
        assert row.answers["partners"][0]["organisation"] != "A club nobody knows"
        assert heading(client.post(link(mailoutbox), APPROVAL, follow=True)) == (
            "The approval has arrived"
        )


class TestVoid:
    def expired(self, sign_off: SignOff) -> None:
        SignOff.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    def withdrawn(self, sign_off: SignOff) -> None:
        withdraw(sign_off.submission_id, sign_off.pk, actor=sign_off.created_by)

    def changed(self, sign_off: SignOff) -> None:
        change(sign_off, summary="zqxj81secret")

    def file_changed(self, sign_off: SignOff) -> None:
        uploads = sign_off.submission.uploads
        uploads.create(kind="document", name="a.pdf", size=1, sha256="1" * 64)

    def replaced(self, sign_off: SignOff) -> None:
        actor = sign_off.created_by
        ask(sign_off.submission_id, ADDRESS.upper(), role=ROLE, language="en", actor=actor)

    def given_up(self, sign_off: SignOff) -> None:
        acts.withdraw(sign_off.submission_id, actor=sign_off.created_by)

    VOID = (
        ("expired", "This link expired on"),
        ("withdrawn", "This link was withdrawn"),
        ("changed", "The text has changed since this link was sent"),
        ("file_changed", "The text has changed since this link was sent"),
        ("replaced", "This link was withdrawn"),
        ("given_up", "Your answer is no longer needed"),
    )

    @pytest.mark.parametrize(("how", "said"), VOID, ids=[how for how, _said in VOID])
    def test_a_link_that_is_void_says_so_shows_nothing_and_takes_nothing(
        self, client: Client, mailoutbox: Any, how: str, said: str
    ) -> None:
        sign_off = asked()
        path = link(mailoutbox)
        getattr(self, how)(sign_off)
        for answer in (client.get(path), client.post(path, APPROVAL)):
            assert answer.status_code == 410
            assert heading(answer).startswith(said)
            assert "zqxj81secret" not in answer.content.decode()
            assert "A house of languages" not in answer.content.decode()
        assert fresh(sign_off).used_at is None

    def test_a_text_changed_by_the_union_is_another_one(
        self, client: Client, mailoutbox: Any
    ) -> None:
        found = submission(state=State.IN_REVIEW)
        sign_off = asked(found)
        page_of(found).get_latest_revision_as_object().save_revision()
        assert client.post(link(mailoutbox), APPROVAL).status_code == 410
        assert fresh(sign_off).used_at is None

    def test_what_the_union_has_decided_needs_no_answer(
        self, client: Client, mailoutbox: Any
    ) -> None:
        found = submission(state=State.IN_REVIEW)
        asked(found)
        reviewer = person("reviewer", "Reviewers")
        decide(found.pk, Decision.DECLINE, actor=reviewer, reason="No.", **seen(found))
        assert heading(client.get(link(mailoutbox))) == "Your answer is no longer needed"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_an_unknown_link_says_what_to_do(self, client: Client, language: str) -> None:
        answer = client.get(f"/{language}/s/nothing/")
        assert answer.status_code == 404
        assert heading(answer)
        assert client.post(f"/{language}/s/nothing/", APPROVAL).status_code == 404

    def test_too_many_looks_are_asked_to_wait(
        self, client: Client, mailoutbox: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setitem(limits.RATES, "open", "2/m/ip")
        sign_off = asked()
        path = link(mailoutbox)
        assert [client.get(path).status_code for _ in range(2)] == [200, 200]
        assert client.post(path, APPROVAL).status_code == 429
        assert fresh(sign_off).used_at is None


class TestSecrecy:
    def test_the_token_is_in_no_log_and_in_no_table(
        self, client: Client, mailoutbox: Any, caplog: Any, monkeypatch: Any, tmp_path: Any
    ) -> None:
        with caplog.at_level(logging.DEBUG, logger="django.request"):
            sign_off = asked()
            path = link(mailoutbox)
            monkeypatch.setitem(limits.RATES, "open", "4/m/ip")
            client.get(path)
            client.put(path)
            client.post(path, APPROVAL, follow=True)
            client.get(path)
            client.get(path)
        requests = [one.getMessage() for one in caplog.records if one.name == "django.request"]
        assert [message.split(":")[0] for message in requests] == [
            "Method Not Allowed (PUT)",
            "Too Many Requests",
        ]
        assert all("/en/s/…/" in message or "\\u2026" in message for message in requests[1:])
        dumped = tmp_path / "dump.json"
        call_command("dumpdata", output=str(dumped))
        assert fresh(sign_off).key in dumped.read_text()
        assert token_in(path) not in dumped.read_text() + caplog.text

    def test_the_security_log_tells_of_each_act(self, client: Client, mailoutbox: Any) -> None:
        sign_off = asked()
        client.post(link(mailoutbox), APPROVAL)
        events = SecurityEvent.objects.filter(what=Event.SIGN_OFF).order_by("pk")
        assert [(one.about, one.details["act"]) for one in events] == [
            (ADDRESS, "asked"), (ADDRESS, "approves")
        ]  # fmt: skip
        assert events[0].user == sign_off.created_by
        assert events[1].path == "/en/s/…/"
