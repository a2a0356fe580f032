"""What one city has that others must not learn of, and what addresses need to name it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import wagtail_factories
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, Comment, Locale, Site, Task, Workflow

from home.models import Introduction
from mail.messages import send
from members.enums import ProposalState
from members.messages import writing
from members.models import Invitation, JoinRequest, Membership, ProfileProposal, Thread
from members.profile.values import read as read_profile
from practices.adaptations.enums import AdaptationState
from practices.enums import SubmissionState
from practices.models import (
    Adaptation,
    Call,
    PracticePage,
    SignOff,
    Submission,
    Superseded,
    Upload,
)
from practices.models.upload import UploadKind, UploadState
from practices.submissions.reviews import start
from shelves.models import Shelf
from taxonomy.models import Organisation, Theme
from tests.factories import full
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory

# Every private text of the city holds both; readers search for the first, and look for the second.
WORD = "Quillworts"
SECRET = "zqxj81secret"
# A term of each kind that has a page of its own, by how addresses call the kind.
TERMS = {
    "themes": "social-cohesion",
    "compacts": "gcm",
    "objectives": "gcm-16",
    "cities": "gaziantep-tr",
    "countries": "TR",
}
# What stands for nothing: who asks for it is told so.
NONE = 10**6


class World:
    """The rows of a city's private matters, and the values that addresses take for them."""

    def __init__(self) -> None:
        self.own: Organisation = OrganisationFactory(kind="municipality")
        self.theirs: Organisation = OrganisationFactory(kind="municipality")
        self.author = representative(self.own, lead=True)
        self.image = wagtail_factories.ImageFactory()
        self.document = wagtail_factories.DocumentFactory()
        self.page = self._page()
        self.submission = self._submission()
        self.upload = self._upload()
        self.sign_off = self._sign_off()
        self.invitation = self._invitation()
        self.practice = PracticePageFactory(parent=section(), lead_organisation=self.theirs)
        self.practice.save_revision().publish()
        self.adaptation = self._adaptation()
        self.request = self._request()
        self.call = self._call()
        self.thread = self._thread()
        self.introduction = self._introduction()
        self.proposal = self._proposal()
        self.shelf = self._shelf()
        send("removed", self.author.email, "en", {"organisation": SECRET})

    def values(self, form: str) -> Mapping[str, Any]:
        """What the parameters of an address stand for; the same name is another row elsewhere."""
        found = {**self._common, **self._by_kind}
        rows = self._rows
        nearest = max((start for start in rows if form.startswith(start)), key=len, default=None)
        if nearest is not None:
            found["pk"] = rows[nearest].pk
        if entry := re.match("en/browse/([a-z]+)/%\\(code\\)s", form):
            found["code"] = TERMS[entry[1]]
        if form.startswith("en/%"):
            found["_0"] = self.page.get_url().removeprefix("/en/")
        if form.startswith("admin/members/request/"):
            found["key"] = self.request.pk
        if snippet := re.match("admin/snippets/(?:choose/)?([^/]+)/([^/]+)/", form):
            model = apps.get_model(snippet[1], snippet[2])
            found["pk"] = model._default_manager.values_list("pk", flat=True)[0]
        return found

    def _page(self) -> PracticePage:
        def secretive(filler: full.Filler, path: str, length: int | None = None) -> str:
            return f"{WORD} {SECRET} {path}"[: length or None]

        with patch.object(full.Filler, "text", secretive):
            page, _entered = full.full_record(
                PracticePage, live=False, lead_organisation=self.own, owner=self.author
            )
        page.save_revision(user=self.author)
        stored: PracticePage = PracticePage.objects.get(pk=page.pk)
        Comment.objects.create(page=stored, user=self.author, text=SECRET, contentpath="summary")
        return stored

    def _submission(self) -> Submission:
        submission: Submission = Submission.objects.create(
            organisation=self.own,
            author=self.author,
            language="en",
            state=SubmissionState.IN_REVIEW,
            page=self.page,
            revision=self.page.latest_revision,
            submitted_at=timezone.now(),
            reason=SECRET,
            answers={"title": f"{WORD} {SECRET}", "summary": f"{WORD} {SECRET}"},
        )
        start(self.page, actor=self.author)
        Superseded.objects.create(
            submission=submission, path="summary", text=SECRET, by=self.author
        )
        return submission

    def _upload(self) -> Upload:
        return Upload.objects.create(
            submission=self.submission,
            kind=UploadKind.DOCUMENT,
            file=ContentFile(SECRET.encode(), name="file"),
            name=f"{SECRET}.txt",
            size=len(SECRET),
            sha256="0" * 64,
            state=UploadState.CLEAN,
            added_by=self.author,
        )

    def _sign_off(self) -> SignOff:
        return SignOff.objects.create(
            submission=self.submission,
            key="1" * 64,
            digest="0" * 64,
            address=f"{SECRET}@example.org",
            role=f"{WORD} {SECRET}",
            language="en",
            created_by=self.author,
        )

    def _invitation(self) -> Invitation:
        return Invitation.objects.create(
            key="0" * 64,
            address=f"{SECRET}@example.org",
            organisation=self.own,
            language="en",
            invited_by=self.author,
        )

    def _adaptation(self) -> Adaptation:
        """Recorded by the city, objected to by the other one, hidden by the union."""
        adaptation: Adaptation = Adaptation.objects.create(
            practice=self.practice.translation_key,
            organisation=self.own,
            stage="planning",
            changed=f"{WORD} {SECRET}",
            language="en",
            state=AdaptationState.HIDDEN,
            objection=SECRET,
            created_by=self.author,
        )
        return adaptation

    def _call(self) -> Call:
        """One that the union has not published yet."""
        call: Call = Call.objects.create(
            slug="draft", closes=timezone.localdate() + timedelta(days=9)
        )
        call.texts.create(language="en", title=f"{WORD} {SECRET}", text=f"<p>{SECRET}</p>")
        return call

    def _thread(self) -> Thread:
        """With a message that the city has not read."""
        texts = (f"{WORD} {SECRET}", f"{WORD} {SECRET}")
        thread = writing.begin(uuid4(), self.own, *texts, actor=self.author)
        union = person("union", "Moderators")
        last = thread.messages.get().pk
        writing.answer(uuid4(), thread.pk, SECRET, last, actor=union, for_union=True)
        return thread

    def _introduction(self) -> Introduction:
        """Of a term with a page of its own, and not published yet."""
        text = {"language": "en", "text": f"<p>{WORD} {SECRET}</p>"}
        introduction = Introduction(term=f"theme/{TERMS['themes']}", live=False)
        introduction.texts = [("text", text)]
        introduction.save()
        introduction.save_revision(user=self.author)
        return introduction

    def _proposal(self) -> ProfileProposal:
        """One that waits for the union."""
        nothing = read_profile(None)
        proposal: ProfileProposal = ProfileProposal.objects.create(
            organisation=self.own,
            language="en",
            typed=nothing | {"summary": f"{WORD} {SECRET}", "mayor_name": SECRET},
            base=nothing,
            state=ProposalState.PROPOSED,
            saved_by=self.author,
            proposed_by=self.author,
            proposed_at=timezone.now(),
        )
        return proposal

    def _shelf(self) -> Shelf:
        """A reader's own list, with the private record on it."""
        shelf: Shelf = Shelf.objects.create(owner=self.author, name=f"{WORD} {SECRET}")
        shelf.items.create(record=self.page.translation_key, note=f"{WORD} {SECRET}", position=1)
        return shelf

    def _request(self) -> JoinRequest:
        return JoinRequest.objects.create(
            municipality=f"{WORD} {SECRET}",
            city=SECRET,
            country="TR",
            official_contact="town.hall@example.org",
            person=SECRET,
            office=SECRET,
            address=f"{SECRET}@example.org",
            language="en",
        )

    @cached_property
    def _rows(self) -> dict[str, Any]:
        """What `pk` is below an address; elsewhere it is the private page."""
        return {
            "admin/adaptations/": self.adaptation,
            "admin/api/main/documents/": self.document,
            "admin/api/main/images/": self.image,
            "admin/practice_calls/": self.call,
            "admin/collections/": Collection.get_first_root_node(),
            "admin/documents/": self.document,
            "admin/groups/": Group.objects.get(name="Reviewers"),
            "admin/images/": self.image,
            "admin/localize/": Theme.objects.first(),
            "admin/locales/": Locale.objects.first(),
            "admin/members/messages/": self.thread,
            "admin/members/municipality/": self.own,
            "admin/members/proposal/": self.proposal,
            "admin/practices/review/": self.submission,
            "admin/settings/": Site.objects.first(),
            "admin/sites/": Site.objects.first(),
            "admin/users/": self.author,
            "admin/workflows/": Workflow.objects.first(),
            "admin/workflows/tasks/": Task.objects.first(),
            "en/desk/adaptations/": self.adaptation,
            "en/desk/colleagues/": Membership.objects.get(user=self.author),
            "en/desk/invitations/": self.invitation,
            "en/desk/messages/": self.thread,
            "en/desk/submissions/": self.submission,
            "en/shelves/": self.shelf,
        }

    @cached_property
    def _common(self) -> dict[str, Any]:
        pages = ("page_id", "pk", "page_to_move_id", "page_pk", "object_id")
        missing = (
            "translation_id", "translation_source_id", "string_segment_id",
            "overridable_segment_id", "workflow_state_id", "uploaded_file_id", "redirect_id",
            "session_id", "restriction_id", "page_view_restriction_id",
        )  # fmt: skip
        parent = self.page.get_parent()
        revision = self.page.latest_revision_id
        return {
            **dict.fromkeys(pages, self.page.pk),
            **dict.fromkeys(missing, NONE),
            **dict.fromkeys(("parent_page_id", "destination_id"), parent.pk),
            **dict.fromkeys(("revision_id", "revision_id_a"), revision),
            "revision_id_b": "latest",
            "task_state_id": self.page.current_workflow_task_state.pk,
            "key": self.page.translation_key,
            "language": "tr",
            "id": self.page.translation_key,
            "job_id": uuid4(),
            "number": 1,
            "_0": self.document.pk,
            "_1": self.document.filename,
        }

    @cached_property
    def _by_kind(self) -> dict[str, Any]:
        return {
            **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), "practices"),
            **dict.fromkeys(("model_name", "content_type_model_name"), "practicepage"),
            **dict.fromkeys(("document_id", "doc_id"), self.document.pk),
            "action": "delete",
            "action_name": "approve",
            "mode": "draft",
            "image_id": self.image.pk,
            "upload_id": self.upload.pk,
            "sign_off": self.sign_off.pk,
            "practice": self.practice.translation_key,
            "slug": "context",
            "filter_spec": "width-100",
            "extension": "docx",
            "ending": "csv",
            "task_id": Task.objects.values_list("pk", flat=True).first(),
            "workflow_pk": Workflow.objects.values_list("pk", flat=True).first(),
            "collection_id": Collection.get_first_root_node().pk,
            "uidb64": "MQ",
            "uidb36": "1",
            "token": "token",
            "secret": "secret",
            "path": "nothing.png",
        }
