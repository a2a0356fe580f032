"""One translation: how far it is, what has changed, and what can be done."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import registry

from core.models import KnowledgePage
from core.templatetags.core_tags import number
from translations import machine
from translations.changes import changes
from translations.enums import Action, State
from translations.forms import AssignForm, ReleaseForm
from translations.models import RecordTranslation
from translations.review import may_approve, publishes_on_approval
from translations.rights import may_edit, may_read, may_translate
from translations.states import latest_of, still_pending
from translations.updating import settle
from translations.views.act import APPROVE, FITS, LABELS
from translations.views.base import AdminPage

MOST_EVENTS = 20


class RecordView(AdminPage):
    """A record in a language it is not written in."""

    template_name = "translations/admin/record.html"

    @cached_property
    def translation(self) -> RecordTranslation:
        """What is known of it, for those who may read the original or write the translation."""
        found = get_object_or_404(
            RecordTranslation.objects.select_related(
                "record__page__locale", "page", "translator", "assigned_by"
            ),
            record=self.kwargs["key"],
            language=self.kwargs["language"],
        )
        if not self.reach.records().filter(pk=found.record_id).exists():
            raise PermissionDenied
        return found

    @cached_property
    def original(self) -> KnowledgePage:
        """The original as it is in the tree."""
        page: KnowledgePage = self.translation.record.page.specific
        return page

    @cached_property
    def page(self) -> KnowledgePage | None:
        """The translation's page, if it is begun."""
        page = self.translation.page
        return page.specific if page else None

    @cached_property
    def may_write(self) -> bool:
        """Whether the user may change the translation now, or begin it."""
        if self.page is not None:
            return may_edit(self.request.user, self.page)
        return may_translate(self.request.user, self.original, self.translation.language)

    @cached_property
    def may_approve(self) -> bool:
        """Whether the user may approve the translation."""
        return self.page is not None and may_approve(self.request.user, self.page)

    def get_page_title(self) -> str:
        """As the board calls it."""
        return self.translation.record.title

    def get(self, request: HttpRequest, key: UUID, language: str) -> HttpResponse:
        """The page."""
        knows = self.may_write or self.may_approve or self._is_hers()
        if not (knows or may_read(request.user, self.original)):
            raise PermissionDenied
        acts = self._acts()
        found = changes(self.page) if self.page is not None and knows else []
        return self.show(
            translation=self.translation,
            record=self.translation.record,
            page=self.page,
            knows=knows,
            may_write=self.may_write,
            changes=found,
            settleable=self._settleable(),
            acts=acts,
            next_act=next((name for name, _label in acts if self._is_next(name)), None),
            history=self._history() if knows else [],
            **self._forms(),
        )

    def post(self, request: HttpRequest, key: UUID, language: str) -> HttpResponse:
        """Texts are ticked that hold as they stand."""
        if self.page is None:
            raise Http404
        paths = request.POST.getlist("paths")
        before = still_pending(latest_of(self.page)).keys()
        if settle(self.page, paths, actor=request.user):
            count = len(before & set(paths))
            text = _("Texts settled: %(count)s.")
            messages.success(request, text % {"count": number(count)})
        else:
            messages.warning(request, _("Tick the texts that hold as they stand."))
        return self.back(request.path)

    def _is_hers(self) -> bool:
        """Also while it is under review, and nobody changes it."""
        if self.page is None:
            return False
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    def _settleable(self) -> set[str]:
        """The texts that can be ticked: all that wait, once the draft is up to date."""
        if self.page is None or not self.may_write or self._is(State.OUT_OF_DATE):
            return set()
        return set(still_pending(latest_of(self.page)))

    def _is(self, state: State) -> bool:
        return self.translation.state == state

    def _acts(self) -> list[tuple[str, Any]]:
        """What the user may have done, with the words for it."""
        allowed = {
            Action.CREATE: self.may_write,
            Action.UPDATE: self.may_write,
            APPROVE: self.may_approve and not self._is(State.APPROVED),
            Action.PUBLISH: self.may_approve and self._is(State.APPROVED) and self.original.live,
            Action.MACHINE: self.may_write and self._has_machine(),
            Action.RESTART: self.may_write,
        }
        labels = {**LABELS, APPROVE: self._approval()}
        return [
            (name, labels[name])
            for name, may in allowed.items()
            if may and FITS[name](self.translation)
        ]

    def _is_next(self, action: str) -> bool:
        """Whether that is the next step; where none is, the user is to write."""
        if action == APPROVE:
            return not self.translation.waiting
        return action in {Action.CREATE, Action.UPDATE, Action.PUBLISH}

    def _approval(self) -> str:
        if self.page is not None and publishes_on_approval(self.translation, self.page):
            return _("Approve and publish")
        return _("Approve")

    def _has_machine(self) -> bool:
        source = self.original.locale.language_code
        return machine.available(source, self.translation.language)

    def _forms(self) -> dict[str, Any]:
        found = self.translation
        assign = AssignForm(
            initial={"translator": found.translator, "due": found.due}, languages=[found.language]
        )
        release = ReleaseForm(initial={"release": found.release})
        return {
            "assign_form": assign if self.may_write else None,
            "release_form": release if self.may_approve else None,
        }

    def _history(self) -> Any:
        if self.page is None:
            return []
        entries = registry.get_logs_for_instance(self.page).select_related("user")
        return entries.order_by("-timestamp")[:MOST_EVENTS]
