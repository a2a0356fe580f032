"""Doing something to one translation at once, or to many in a job."""

from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.models import KnowledgePage
from translations import machine
from translations.creating import create
from translations.enums import Action, State
from translations.jobs import start
from translations.models import RecordTranslation
from translations.reach import Reach
from translations.review import approve
from translations.running import ACTS
from translations.views.assign import AssignView
from translations.views.base import AdminPage, chosen, targets_of
from translations.views.files import file_of

# What only one translation at a time is asked for.
APPROVE = "approve"
# What is asked again before it is done to many.
ASKED_AGAIN = {Action.RESTART, Action.PUBLISH}

LABELS: Mapping[str, str | Promise] = {
    Action.CREATE: gettext_lazy("Begin the translation"),
    Action.UPDATE: gettext_lazy("Bring up to date"),
    Action.RESTART: gettext_lazy("Translate anew"),
    Action.MACHINE: gettext_lazy("Translate by machine"),
    Action.PUBLISH: gettext_lazy("Publish"),
}
FITS: Mapping[str, Callable[[RecordTranslation], bool]] = {
    Action.CREATE: lambda found: found.page is None,
    Action.UPDATE: lambda found: found.state == State.OUT_OF_DATE,
    Action.RESTART: lambda found: found.page is not None,
    Action.MACHINE: lambda found: found.waiting > 0,
    Action.PUBLISH: lambda found: found.page is not None and found.state != State.PUBLISHED,
    APPROVE: lambda found: found.page is not None and found.state != State.PUBLISHED,
}
DONE: Mapping[str, str | Promise] = {
    Action.CREATE: gettext_lazy("The translation can be written now."),
    Action.UPDATE: gettext_lazy("The draft is up to date with the original."),
    Action.RESTART: gettext_lazy("Every text waits to be translated anew."),
    Action.MACHINE: gettext_lazy("A machine has translated the texts. Please check each of them."),
    Action.PUBLISH: gettext_lazy("The translation is published."),
    APPROVE: gettext_lazy("The translation is approved."),
}


def offered(reach: Reach) -> list[tuple[str, str | Promise]]:
    """What somebody can have done to many translations, with the words for it."""
    hidden = set()
    if not _has_machine():
        hidden.add(Action.MACHINE)
    if not reach.publishes:
        hidden.add(Action.PUBLISH)
    return [(name, label) for name, label in LABELS.items() if name not in hidden]


def act(action: str, translation: RecordTranslation, *, actor: Any) -> KnowledgePage | None:
    """Do it to one translation; its page if that changed anything.

    Raises:
        PermissionDenied: the actor may not.
        MachineError: the machine did not answer, or not well.
    """
    if action == Action.CREATE:
        return create(translation.record.page.specific, translation.language, actor=actor)
    page: Any = translation.page
    specific: KnowledgePage = page.specific
    perform = approve if action == APPROVE else ACTS[action]
    return specific if perform(specific, actor=actor) else None


def _has_machine() -> bool:
    codes = [code for code, _name in settings.LANGUAGES]
    return any(machine.available(source, target) for source, target in permutations(codes, 2))


class ActView(AdminPage):
    """Asked for by the board, and by the page of one translation."""

    page_title = gettext_lazy("Please confirm")
    template_name = "translations/admin/confirm.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Do it, start a job that does it, or ask what is still to be known."""
        translations = chosen(request.POST, request.user, self.reach)
        action = request.POST.get("action", "")
        if not translations:
            messages.warning(request, _("Tick the translations first. Only yours can be ticked."))
            return self.back()
        if action == "assign":
            return AssignView.as_view()(request)
        if action == "export":
            return file_of(translations, actor=request.user)
        if action not in FITS:
            raise Http404
        fitting = [found for found in translations if FITS[action](found)]
        if not fitting:
            messages.warning(request, _("There is nothing to do of that kind."))
            return self.back()
        if len(fitting) == 1:
            return self._at_once(action, fitting[0])
        if action not in Action:
            raise Http404
        return self._many(Action(action), fitting, len(translations) - len(fitting))

    def _many(self, action: Action, fitting: list[RecordTranslation], others: int) -> HttpResponse:
        asks = action in ASKED_AGAIN or self.request.POST.get("scope") == "all"
        if asks and "confirmed" not in self.request.POST:
            return self.show(
                translations=fitting, action=action, label=LABELS[action], others=others
            )
        job = start(action, targets_of(fitting), actor=self.request.user)
        return redirect("translations:job", job.pk)

    def _at_once(self, action: str, translation: RecordTranslation) -> HttpResponse:
        address = reverse("translations:record", args=[translation.record_id, translation.language])
        try:
            page = act(action, translation, actor=self.request.user)
        except (machine.MachineError, PermissionDenied) as error:
            if not str(error):
                raise
            messages.error(self.request, str(error))
            return self.back(address)
        if page is not None:
            messages.success(self.request, str(DONE[action]))
        else:
            messages.info(self.request, _("There was nothing to do."))
        if action == Action.CREATE and page is not None:
            return redirect("wagtailadmin_pages:edit", page.pk)
        return self.back(address)
