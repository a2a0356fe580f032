"""Accepted changes become part of the page: of one with a draft ahead, and of none."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow
from wagtail.models import WorkflowTask as Step

from core.enums import RecordType
from members.models import MunicipalityPage, ProfileProposal
from tests.factories.pages import section
from tests.factories.people import person
from tests.members.profiles import (
    PROFILE,
    browser,
    decided,
    fresh,
    review,
    sent,
    stored,
)

pytestmark = pytest.mark.django_db


class TestDraftAhead:
    def test_stays_a_draft_and_says_what_was_accepted(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        profile.summary, profile.mayor_name = "Not to be read yet.", "An editor's guess"
        profile.save_revision()
        source = union.get(review(found)).content.decode()
        assert "An editor&#x27;s guess" in source
        assert "Not to be read yet." not in source
        decided(union, found, accept="yes")
        public = stored(profile)
        assert (public.mayor_name, public.summary) == ("Ayşe Örnek", "A city on the border.")
        assert public.has_unpublished_changes
        draft = public.get_latest_revision_as_object()
        assert (draft.mayor_name, draft.summary) == ("Ayşe Örnek", "Not to be read yet.")
        draft.save_revision().publish()
        assert stored(profile).mayor_name == "Ayşe Örnek"

    def refused(self, union: Client, found: ProfileProposal, profile: Any) -> str:
        answer = decided(union, found, accept="yes")
        assert answer.status_code == 409
        assert fresh(found).is_waiting
        assert stored(profile).mayor_name == "Fatma Örnek"
        return str(answer.content.decode())

    def test_in_a_review_is_decided_first(
        self, union: Client, editor: Any, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        workflow = Workflow.objects.create(name="Another")
        Step.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="One"))
        profile.summary = "Under review."
        profile.save_revision()
        workflow.start(profile, editor)
        assert "is in a review" in self.refused(union, found, profile)

    def test_to_be_published_later_is_called_off_first(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        profile.go_live_at = timezone.now() + timedelta(days=9)
        profile.save_revision().publish()
        assert "to be published later" in self.refused(union, found, profile)

    def test_on_a_locked_page_is_not_touched(self, union: Client, profile: Any, lead: Any) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        profile.locked, profile.locked_by = True, person("other", is_superuser=True)
        profile.save()
        assert "has locked" in self.refused(union, found, profile)


class TestFirst:
    def test_becomes_a_draft_that_an_editor_completes(
        self, union: Client, lead: Any, city: Any, mailoutbox: Any
    ) -> None:
        section(RecordType.MUNICIPALITY, "en")
        found = sent(lead, language="tr", official_name="Gaziantep Belediyesi", summary="Kent.")
        assert "There is no profile yet" in union.get(review(found)).content.decode()
        decided(union, found, accept="yes")
        made = fresh(found).page
        assert made is not None
        assert not made.live
        assert made.is_original
        assert (made.locale.language_code, made.get_parent().locale.language_code) == ("tr", "tr")
        assert (made.title, made.organisation, made.city) == (city.name, city, city.city)
        draft = made.get_latest_revision_as_object()
        assert (draft.official_name, draft.summary) == ("Gaziantep Belediyesi", "Kent.")
        assert "completes the profile" in mailoutbox[-1].body
        assert "completes it and publishes it" in browser(lead).get(PROFILE).content.decode()
        draft.save_revision().publish()
        source = browser(lead).get(PROFILE).content.decode()
        assert "Gaziantep Belediyesi" in source

    def test_a_second_change_goes_into_the_same_draft(
        self, union: Client, lead: Any, city: Any
    ) -> None:
        section(RecordType.MUNICIPALITY)
        decided(union, sent(lead, summary="First."), accept="yes")
        made = MunicipalityPage.objects.get(organisation=city)
        draft = made.get_latest_revision_as_object()
        draft.mayor_name = "Not to be read yet"
        draft.save_revision()
        assert "Not to be read" not in browser(lead).get("/en/desk/profile/edit/").content.decode()
        found = sent(lead, summary="Second.")
        assert found.base["summary"] == "First."
        decided(union, found, accept="yes")
        latest = stored(made).get_latest_revision_as_object()
        assert (latest.summary, latest.mayor_name) == ("Second.", "Not to be read yet")
        assert not stored(made).live

    def test_without_a_section_the_editor_is_told(self, union: Client, lead: Any) -> None:
        found = sent(lead, summary="First.")
        answer = decided(union, found, accept="yes")
        assert "no section for municipalities" in answer.content.decode()
        assert fresh(found).is_waiting
