"""Acts on many translations: begun at once, done one by one, each once, whatever happens."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction
from wagtail.users.models import UserProfile

from core.signals import periodic
from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, SectionPageFactory, section
from tests.translations.jobs import (
    finished,
    fresh_user,
    items,
    only_turkish,
    outcomes,
    practices,
    silence,
    targets,
)
from tests.translations.people import member_of, superuser
from tests.translations.records import draft, fresh, publish, published, translated
from translations import running
from translations.creating import create
from translations.enums import Action, Outcome
from translations.jobs import progress, start, start_tree, stop
from translations.models import Job
from translations.states import still_pending
from translations.tasks import run_job
from translations.words import words_of

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


class TestStart:
    def test_makes_no_page_itself(self, committed: Committed) -> None:
        with committed():
            made = practices(2)
        before = Page.objects.count()
        job = start(Action.CREATE, targets(made, "tr", "fr"), actor=superuser())
        assert Page.objects.count() == before
        assert outcomes(job) == {Outcome.WAITING: 4}

    def test_asks_the_database_as_often_for_fifty_as_for_five(self, committed: Committed) -> None:
        with committed():
            made = practices(50)
        actor = member_of("Translators (tr)", "Translators (fr)")
        asked = []
        for number in (5, 50):
            wanted = targets(made[:number], "tr", "fr")
            with CaptureQueriesContext(connection) as queries:
                job = start(Action.CREATE, wanted, actor=fresh_user(actor))
            assert outcomes(job) == {Outcome.WAITING: 2 * number}
            asked.append(len(queries))
        assert asked[0] == asked[1]

    def test_of_a_tree_takes_the_records_below_in_their_order(self, committed: Committed) -> None:
        with committed():
            top = section()
            inner = SectionPageFactory(parent=top, locale=top.locale, record_type=top.record_type)
            below = PracticePageFactory(parent=inner)
            beside = practices(1)[0]
        job = start_tree(inner, ["tr", "fr"], actor=superuser())
        assert [(item.record_id, item.language) for item in items(job)] == [
            (below.translation_key, "fr"),
            (below.translation_key, "tr"),
        ]
        whole = start_tree(top, ["tr"], actor=superuser())
        assert [item.record_id for item in items(whole)] == [
            below.translation_key,
            beside.translation_key,
        ]
        assert [
            item.record_id for item in items(start_tree(beside, ["ar"], actor=superuser()))
        ] == [beside.translation_key]

    def test_leaves_out_what_the_actor_may_not_do(self, committed: Committed) -> None:
        with committed():
            public, secret, private = (PracticePageFactory(parent=section()) for _ in range(3))
            secret.unpublish()
            PageViewRestriction.objects.create(page=private, restriction_type="login")
        wanted = targets([public, secret, private], "tr", "ar")
        job = start(Action.CREATE, wanted, actor=member_of("Translators (tr)"))
        assert [(item.record_id, item.language) for item in items(job)] == [
            (public.translation_key, "tr")
        ]
        tree = start_tree(section(), ["tr", "ar"], actor=member_of("Translators (tr)"))
        assert items(tree).count() == 1

    def test_leaves_publication_to_who_may_publish(self, committed: Committed) -> None:
        with committed():
            original = published(PracticePage)
            translated(original)
        wanted = targets([original])
        for role, number in (("Translators (tr)", 0), ("Translation reviewers (tr)", 1)):
            job = start(Action.PUBLISH, wanted, actor=member_of(role))
            assert items(job).count() == number


class TestRun:
    def test_begins_translations_and_says_where_there_was_one(self, committed: Committed) -> None:
        with committed():
            made = practices(2)
        for expected in ({Outcome.DONE: 2}, {Outcome.UNCHANGED: 2}):
            with committed():
                job = start(Action.CREATE, targets(made), actor=member_of("Translators (tr)"))
            assert outcomes(job) == expected
            assert finished(job)
        assert {still_pending(draft(only_turkish(page)))["title"] for page in made} == {"new"}

    def test_brings_up_to_date_starts_anew_and_publishes(self, committed: Committed) -> None:
        with committed():
            original = published(PracticePage)
            page = translated(original)
            publish(original, summary="Something else.")
        actor = member_of("Translation reviewers (tr)")
        for action, pending in (
            (Action.UPDATE, {"summary"}),
            (Action.RESTART, set(words_of(original))),
        ):
            for expected in (Outcome.DONE, Outcome.UNCHANGED):
                with committed():
                    job = start(action, targets([original]), actor=actor)
                assert outcomes(job) == {expected: 1}
            assert set(still_pending(draft(page))) == pending
        assert fresh(page).has_unpublished_changes
        with committed():
            job = start(Action.PUBLISH, targets([original]), actor=actor)
        assert outcomes(job) == {Outcome.DONE: 1}
        assert not fresh(page).has_unpublished_changes

    def test_what_fails_says_why_and_the_rest_goes_on(
        self,
        committed: Committed,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        with committed():
            made = practices(3)

        def failing(original: Any, language: str, *, actor: Any) -> Any:
            page = create(original, language, actor=actor)
            if original.pk == made[1].pk:
                raise ZeroDivisionError("in the middle")
            return page

        monkeypatch.setattr("translations.running.create", failing)
        with committed():
            job = start(Action.CREATE, targets(made), actor=superuser())
        assert outcomes(job) == {Outcome.DONE: 2, Outcome.FAILED: 1}
        (failed,) = items(job).filter(outcome=Outcome.FAILED)
        assert failed.record_id == made[1].translation_key
        assert failed.reason == "It failed. The log says why."
        assert "in the middle" in caplog.text
        assert not made[1].get_translations().exists()
        assert finished(job)

    def test_what_was_not_begun_cannot_be_brought_up_to_date(self, committed: Committed) -> None:
        with committed():
            made = practices(1)
        with committed():
            job = start(Action.UPDATE, targets(made), actor=superuser())
        assert items(job).get().reason == "The translation has not been begun."

    def test_without_an_engine_the_machine_says_so(self, committed: Committed) -> None:
        with committed():
            made = practices(1)
            start(Action.CREATE, targets(made), actor=superuser())
        with committed():
            job = start(Action.MACHINE, targets(made), actor=superuser())
        assert "English" in items(job).get().reason
        assert outcomes(job) == {Outcome.FAILED: 1}

    def test_rights_taken_away_meanwhile_are_gone(self, committed: Committed) -> None:
        with committed():
            made = practices(2)
        actor = member_of("Translators (tr)")
        job = start(Action.CREATE, targets(made), actor=actor)
        actor.groups.set(Group.objects.filter(name="Translators (ar)"))
        with committed():
            pass
        assert {item.reason for item in items(job)} == {"Whoever started this may not do it."}
        assert not Page.objects.filter(pk__gt=made[1].pk, locale__language_code="tr").exists()

    def test_the_reasons_are_in_the_language_of_who_asked(self, committed: Committed) -> None:
        with committed():
            made = practices(1)
        actor = superuser()
        UserProfile.objects.create(user=actor, preferred_language="fr")
        seen: list[str | None] = []

        def reason(error: Exception) -> str:
            seen.append(get_language())
            return str(error)

        with pytest.MonkeyPatch.context() as patch, committed():
            patch.setattr(running, "_reason", reason)
            patch.setattr("translations.running.create", lambda *args, **kwargs: 1 / 0)
            start(Action.CREATE, targets(made), actor=actor)
        assert seen == ["fr"]

    def test_asks_the_database_as_often_for_the_fifth_page_as_for_the_first(
        self, committed: Committed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with committed():
            made = practices(7)
        numbers: list[int] = []
        work_off = running._work_off

        def counted(*args: Any) -> None:
            with CaptureQueriesContext(connection) as queries:
                work_off(*args)
            numbers.append(len(queries))

        monkeypatch.setattr(running, "_work_off", counted)
        with committed():
            start(Action.CREATE, targets(made), actor=member_of("Translators (tr)"))
        # The first makes the section as well, and the second may be the first to follow another.
        assert len(numbers) == 7
        assert len(set(numbers[2:])) == 1, numbers

    def test_how_far_it_is_takes_one_query(
        self, committed: Committed, django_assert_num_queries: Any
    ) -> None:
        with committed():
            made = practices(2)
            job = start(Action.CREATE, targets(made, "tr", "fr"), actor=superuser())
        with django_assert_num_queries(1):
            assert progress(job) == {"waiting": 0, "done": 4, "unchanged": 0, "failed": 0}


class TestStop:
    def test_leaves_the_rest_undone(
        self, committed: Committed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with committed():
            made = practices(3)
        actor = member_of("Translators (tr)")

        def stopping(*args: Any, **kwargs: Any) -> Any:
            stop(Job.objects.get(), actor=actor)
            return create(*args, **kwargs)

        monkeypatch.setattr("translations.running.create", stopping)
        with committed():
            job = start(Action.CREATE, targets(made), actor=actor)
        assert outcomes(job) == {Outcome.DONE: 1, Outcome.WAITING: 2}
        assert finished(job)
        run_job.enqueue(str(job.pk))
        assert outcomes(job) == {Outcome.DONE: 1, Outcome.WAITING: 2}

    def test_is_for_who_started_it_and_administrators(self, committed: Committed) -> None:
        with committed():
            made = practices(1)
        job = start(Action.CREATE, targets(made), actor=member_of("Translators (tr)"))
        with pytest.raises(PermissionDenied):
            stop(job, actor=member_of("Translators (ar)"))
        assert not finished(job)
        stop(job, actor=superuser())
        assert job.stopped

    def test_a_finished_job_was_not_stopped(self, committed: Committed) -> None:
        with committed():
            job = start(Action.CREATE, [], actor=superuser())
        stop(job, actor=superuser())
        assert not job.stopped


class TestResume:
    """A job that was begun, and of whose run nothing has been heard."""

    @pytest.fixture
    def job(self, committed: Committed, monkeypatch: pytest.MonkeyPatch) -> Any:
        with committed():
            made = practices(3)
        asked: list[Any] = []

        def dying(*args: Any, **kwargs: Any) -> Any:
            asked.append(args)
            if len(asked) == 2:
                raise SystemExit
            return create(*args, **kwargs)

        monkeypatch.setattr("translations.running.create", dying)
        with committed():
            job = start(Action.CREATE, targets(made), actor=superuser())
        monkeypatch.setattr("translations.running.create", create)
        assert outcomes(job) == {Outcome.DONE: 1, Outcome.WAITING: 2}
        return job

    def test_it_goes_on_when_it_has_been_silent(self, job: Any) -> None:
        periodic.send(sender=None)
        assert outcomes(job) == {Outcome.DONE: 1, Outcome.WAITING: 2}
        silence(job)
        periodic.send(sender=None)
        assert outcomes(job) == {Outcome.DONE: 3}
        assert finished(job)

    def test_a_stopped_one_does_not(self, job: Any) -> None:
        stop(job, actor=superuser())
        silence(job)
        periodic.send(sender=None)
        assert outcomes(job) == {Outcome.DONE: 1, Outcome.WAITING: 2}

    def test_one_whose_task_was_lost_is_begun(self, committed: Committed) -> None:
        with committed():
            made = practices(1)
        job = start(Action.CREATE, targets(made), actor=superuser())
        connection.run_on_commit.clear()
        periodic.send(sender=None)
        assert outcomes(job) == {Outcome.WAITING: 1}
        Job.objects.update(created_at=timezone.now() - timedelta(minutes=2))
        periodic.send(sender=None)
        assert outcomes(job) == {Outcome.DONE: 1}

    def test_a_run_that_was_only_slow_gives_way(
        self, job: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slow(*args: Any, **kwargs: Any) -> Any:
            monkeypatch.setattr("translations.running.create", create)
            page = create(*args, **kwargs)
            silence(job)
            Job.objects.filter(pk=job.pk).update(runner=job.pk, heartbeat=timezone.now())
            return page

        silence(job)
        monkeypatch.setattr("translations.running.create", slow)
        before = Page.objects.count()
        periodic.send(sender=None)
        # What the other run does is its own.
        assert outcomes(job) == {Outcome.DONE: 1, Outcome.WAITING: 2}
        assert Page.objects.count() == before
