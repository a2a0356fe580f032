"""Approved translations are published together with their original, or apart from it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.translations.people import superuser
from tests.translations.records import (
    begun,
    draft,
    field_of,
    fresh,
    publish,
    row,
    together,
    translated,
)
from translations.creating import create
from translations.enums import Release, State
from translations.models import RecordTranslation
from translations.review import approve
from translations.review import publish as publish_translation
from translations.words import raw_stream

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


class TestTogether:
    def test_an_approved_translation_is_published_with_its_original(
        self, original: Any, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        with committed():
            approve(turkish, actor=reviewer)
        assert not fresh(turkish).live
        with committed():
            publish(original, mayor_name="Somebody else")
        now = fresh(turkish)
        assert (now.live, now.title, now.mayor_name) == (True, "Bitti", "Somebody else")
        assert row(turkish).state == State.PUBLISHED

    def test_one_out_of_date_stays(
        self, original: Any, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        approve(turkish, actor=reviewer)
        with committed():
            publish(original, summary="Something else.")
        assert not fresh(turkish).live
        assert row(turkish).state == State.OUT_OF_DATE

    def test_one_not_approved_stays(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        for release in Release.values:
            RecordTranslation.objects.filter(page=turkish).update(release=release)
            with committed():
                publish(original, mayor_name=release)
            assert not fresh(turkish).live

    def test_of_an_original_not_yet_public_every_approved_one_waits_for_it(
        self, original: Any, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            fresh(original).unpublish()
            approve(turkish, actor=reviewer)
        assert not fresh(turkish).live
        assert row(turkish).state == State.APPROVED
        with committed():
            publish(original)
        assert fresh(turkish).live

    def test_a_withdrawn_one_stays_withdrawn(
        self, original: Any, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            approve(turkish, actor=reviewer)
        with committed():
            Page.objects.get(pk=turkish.pk).unpublish(set_expired=True)
        assert row(turkish).state == State.DRAFT
        with committed():
            publish(original, mayor_name="Somebody else")
        assert not fresh(turkish).live

    def test_it_is_published_when_its_original_is_by_the_clock(
        self, turkish: Any, original: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        approve(turkish, actor=reviewer)
        later = draft(original)
        later.mayor_name, later.go_live_at = "Elected later", timezone.now() + timedelta(days=1)
        with committed():
            scheduled = later.save_revision(clean=False)
            scheduled.publish()
        assert not fresh(turkish).live
        due = timezone.now() - timedelta(minutes=1)
        scheduled.refresh_from_db()
        content = {**scheduled.content, "go_live_at": due.isoformat()}
        Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=due, content=content)
        with committed():
            call_command("publish_scheduled")
        assert fresh(original).mayor_name == "Elected later"
        assert (fresh(turkish).live, fresh(turkish).mayor_name) == (True, "Elected later")

    def test_one_with_a_time_of_its_own_keeps_to_it(
        self, turkish: Any, original: Any, reviewer: Any, committed: Committed
    ) -> None:
        later = draft(turkish)
        later.go_live_at = timezone.now().replace(microsecond=0) + timedelta(days=1)
        later.save_revision(clean=False)
        with committed():
            approve(turkish, actor=reviewer)
        scheduled = fresh(turkish).latest_revision
        assert scheduled.approved_go_live_at == later.go_live_at
        with committed():
            publish(original)
        assert not fresh(turkish).live
        scheduled.refresh_from_db()
        assert scheduled.approved_go_live_at == later.go_live_at

    def test_apart_from_it_a_translation_is_published_by_who_may(
        self, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        with committed():
            assert publish_translation(turkish, actor=reviewer)
        assert fresh(turkish).live
        assert row(turkish).approved is None

    def test_the_time_of_the_original_is_not_the_translations(
        self, reviewer: Any, committed: Committed
    ) -> None:
        later = timezone.now() + timedelta(days=1)
        with committed():
            secret = PracticePageFactory(parent=section(), live=False, go_live_at=later)
            page = create(secret, "tr", actor=superuser())
        assert fresh(page).go_live_at is draft(page).go_live_at is None

    def test_of_what_was_never_public_none_is_published(
        self, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            secret = PracticePageFactory(parent=section(), live=False)
            page = begun(secret)
        with pytest.raises(PermissionDenied, match="not been published yet"):
            publish_translation(page, actor=reviewer)

    def test_an_alias_of_a_translation_shows_the_facts_carried_to_it(
        self, original: Any, committed: Committed
    ) -> None:
        with committed():
            page = translated(original)
            alias = page.create_alias(parent=page.get_parent(), update_slug="again")
        with committed():
            publish(original, mayor_name="Somebody else")
        assert fresh(alias).mayor_name == fresh(page).mayor_name == "Somebody else"
        figures = field_of(PracticePage, "figures")
        assert raw_stream(fresh(alias), figures) == raw_stream(fresh(page), figures)
