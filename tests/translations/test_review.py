"""Review and approval, through Wagtail's workflow and apart from it."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow, WorkflowPage

from practices.models import PracticePage
from tests.admin.forms import address_to_edit, filled
from tests.translations.people import logged_in, member_of, superuser
from tests.translations.records import (
    draft,
    fresh,
    publish,
    row,
    together,
)
from translations.enums import State
from translations.review import approve, may_approve
from translations.review import publish as publish_translation
from translations.states import MACHINE, NEW, still_pending, waiting
from translations.updating import bring_up_to_date

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def send(user: Any, page: Page, **values: str) -> Any:
    """What the editor's buttons send."""
    client = logged_in(user)
    return client.post(
        address_to_edit(page), filled(client, address_to_edit(page), type(page), **values)
    )


def act(user: Any, page: Page, name: str, comment: str = "") -> Any:
    """What the buttons of a reviewer send."""
    return send(
        user,
        page,
        **{
            "action-workflow-action": "1",
            "workflow-action-name": name,
            "workflow-action-extra-data": json.dumps({"comment": comment}),
        },
    )


class TestWorkflow:
    def test_a_translation_has_its_own_and_an_original_that_of_its_tree(
        self, original: Any, turkish: Any
    ) -> None:
        assert original.get_workflow().name == "Moderators approval"
        assert turkish.get_workflow().name == "Translation review"
        assert turkish.has_workflow
        WorkflowPage.objects.all().delete()
        assert not original.has_workflow
        Workflow.objects.update(active=False)
        assert not turkish.has_workflow

    def test_from_the_translators_draft_to_the_public_page(
        self, turkish: Any, translator: Any, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            send(translator, turkish, **{"action-submit": "1"})
        submitted = fresh(turkish)
        assert submitted.workflow_in_progress
        assert not submitted.live
        assert (
            "action-submit"
            not in logged_in(translator).get(address_to_edit(turkish)).content.decode()
        )
        with committed():
            act(reviewer, submitted, "approve", "Well done")
        now = fresh(turkish)
        assert (now.live, now.title) == (True, "Bitti")
        assert not now.workflow_in_progress
        assert TaskState.objects.get().comment == "Well done"
        assert row(turkish).state == State.PUBLISHED
        assert row(turkish).approved == now.live_revision

    def test_what_is_sent_back_can_be_changed_and_submitted_again(
        self, turkish: Any, translator: Any, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            turkish.get_workflow().start(turkish, translator)
            act(reviewer, turkish, "reject", "The title is wrong")
        assert fresh(turkish).current_workflow_state.status == "needs_changes"
        assert (
            "The title is wrong"
            in logged_in(translator).get(address_to_edit(turkish)).content.decode()
        )
        with committed():
            send(translator, turkish, title="Daha iyi", **{"action-submit": "1"})
            act(reviewer, fresh(turkish), "approve")
        assert (fresh(turkish).live, fresh(turkish).title) == (True, "Daha iyi")

    @pytest.mark.parametrize(
        "groups", [("Translators (tr)",), ("Translation reviewers (ar)",), ("Translators (ar)",)]
    )
    def test_nobody_else_approves(
        self, turkish: Any, translator: Any, groups: tuple[str, ...], committed: Committed
    ) -> None:
        turkish.get_workflow().start(turkish, translator)
        user = member_of(*groups)
        for name in ("approve", "reject"):
            form = {"action-workflow-action": "1", "workflow-action-name": name}
            editor = logged_in(superuser())
            sent = filled(editor, address_to_edit(turkish), PracticePage, **form)
            with committed():
                logged_in(user).post(address_to_edit(turkish), sent)
        assert fresh(turkish).workflow_in_progress
        assert not TaskState.objects.reviewable_by(user).exists()
        assert not may_approve(user, turkish)
        with pytest.raises(PermissionDenied):
            approve(turkish, actor=user)
        with pytest.raises(PermissionDenied):
            publish_translation(turkish, actor=user)
        assert not fresh(turkish).live

    def test_reviewers_find_what_waits_for_them(
        self, turkish: Any, translator: Any, reviewer: Any
    ) -> None:
        turkish.get_workflow().start(turkish, translator)
        assert list(TaskState.objects.reviewable_by(reviewer)) == [TaskState.objects.get()]
        assert "Bitti" in logged_in(reviewer).get(reverse("wagtailadmin_home")).content.decode()

    def test_while_it_is_reviewed_the_translator_changes_nothing(
        self, original: Any, turkish: Any, translator: Any, reviewer: Any, committed: Committed
    ) -> None:
        turkish.get_workflow().start(turkish, translator)
        with committed():
            publish(original, summary="Something else.")
        with pytest.raises(PermissionDenied):
            bring_up_to_date(turkish, actor=translator)
        assert bring_up_to_date(turkish, actor=reviewer)


class TestButtons:
    def labels(self, user: Any, page: Page) -> list[str]:
        soup = BeautifulSoup(logged_in(user).get(address_to_edit(page)).content, "html.parser")
        found = soup.select("[data-workflow-action-name=approve]")
        return sorted(button.get_text(strip=True) for button in found)

    def test_say_what_an_approval_does(self, turkish: Any, translator: Any, reviewer: Any) -> None:
        turkish.get_workflow().start(turkish, translator)
        assert self.labels(reviewer, turkish) == [
            "Approve and Publish",
            "Approve with comment and Publish",
        ]
        together(turkish)
        assert self.labels(reviewer, turkish) == ["Approve", "Approve with comment"]
        assert self.labels(translator, turkish) == []


class TestApproval:
    def test_publishes_what_is_released_on_approval(
        self, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            assert approve(turkish, actor=reviewer)
        assert (fresh(turkish).live, fresh(turkish).title) == (True, "Bitti")
        assert not approve(turkish, actor=reviewer)
        assert not publish_translation(turkish, actor=reviewer)

    def test_ends_the_review(
        self, turkish: Any, translator: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        turkish.get_workflow().start(turkish, translator)
        with committed():
            approve(turkish, actor=reviewer)
        assert fresh(turkish).current_workflow_state is None
        assert TaskState.objects.get().finished_by == reviewer
        assert row(turkish).state == State.APPROVED

    def test_ends_one_that_was_sent_back(
        self, turkish: Any, translator: Any, reviewer: Any
    ) -> None:
        together(turkish)
        turkish.get_workflow().start(turkish, translator)
        act(reviewer, turkish, "reject")
        approve(turkish, actor=reviewer)
        assert fresh(turkish).current_workflow_state is None

    def test_makes_the_text_a_persons(
        self, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        made = draft(turkish)
        made.machine_tool = "Engine"
        made.pending = waiting(made, ["title"], MACHINE) | waiting(made, ["summary"], NEW)
        with committed():
            made.save_revision(clean=False).publish()
        assert row(turkish).machine
        with committed():
            approve(turkish, actor=reviewer)
        now = fresh(turkish)
        assert now.machine_tool == draft(turkish).machine_tool == ""
        assert still_pending(now) == {"summary": NEW}
        assert not row(turkish).machine
        assert row(turkish).approved == now.live_revision

    def test_of_what_is_public_already_needs_no_other_publication(
        self, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        made = draft(turkish)
        made.machine_tool = "Engine"
        with committed():
            made.save_revision(clean=False).publish()
        together(turkish)
        with committed():
            approve(turkish, actor=reviewer)
        assert not fresh(turkish).machine_tool
        assert row(turkish).state == State.PUBLISHED

    def test_holds_for_that_draft_alone(self, turkish: Any, reviewer: Any) -> None:
        together(turkish)
        approve(turkish, actor=reviewer)
        assert row(turkish).state == State.APPROVED
        changed = draft(turkish)
        changed.title = "Sonra"
        changed.save_revision(clean=False)
        assert row(turkish).state == State.DRAFT

    def test_does_not_hold_for_what_the_editor_saves_into_the_same_revision(
        self, turkish: Any, translator: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        mine = draft(turkish).save_revision(user=translator, clean=False)
        approve(turkish, actor=reviewer)
        changed = draft(turkish)
        changed.title = "Sonra"
        changed.save_revision(user=translator, clean=False, overwrite_revision=mine)
        assert fresh(turkish).latest_revision_id == mine.pk
        assert row(turkish).approved is None
        assert row(turkish).state == State.DRAFT

    def test_moves_along_when_facts_are_carried(
        self, original: Any, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        together(turkish)
        approve(turkish, actor=reviewer)
        with committed():
            changed = draft(original)
            changed.summary, changed.mayor_name = "Something else.", "Somebody else"
            changed.save_revision(clean=False).publish()
        assert row(turkish).approved == fresh(turkish).latest_revision
        assert draft(turkish).mayor_name == "Somebody else"
        assert not fresh(turkish).live

    def test_of_a_public_page_moves_along_as_well(
        self, original: Any, turkish: Any, reviewer: Any, committed: Committed
    ) -> None:
        with committed():
            approve(turkish, actor=reviewer)
        with committed():
            publish(original, mayor_name="Somebody else")
        assert row(turkish).approved == fresh(turkish).live_revision
        assert fresh(turkish).mayor_name == "Somebody else"

    def test_is_no_right_on_an_original(self, original: Any, reviewer: Any) -> None:
        assert not may_approve(superuser(), original)
        with pytest.raises(PermissionDenied):
            approve(original, actor=superuser())
