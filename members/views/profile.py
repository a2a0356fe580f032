"""What the public reads of the municipality itself, and the changes that are on their way."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.decorators import MemberRequest, representative
from members.enums import ProposalState
from members.models import Membership, MunicipalityPage, ProfileProposal
from members.models.proposal import OPEN
from members.people import RefusedError
from members.profile import acts
from members.profile.comparing import Change, changes
from members.profile.drafts import Known, known
from members.profile.values import changed
from taxonomy.models import Organisation

MOST_EARLIER = 20


@require_http_methods(["GET", "HEAD", "POST"])
@representative
def profile(request: MemberRequest) -> HttpResponse:
    """The published profile, what is proposed, and what became of earlier proposals."""
    organisation = request.membership.organisation
    if request.method == "POST":
        return _act(request, organisation)
    there = known(organisation)
    page = _in_readers_language(there.page)
    decided = ProfileProposal.objects.filter(organisation=organisation).exclude(state__in=OPEN)
    earlier = list(decided.select_related("saved_by", "proposed_by")[:MOST_EARLIER])
    latest = earlier[0] if earlier and not there.proposal else None
    context = {
        "profile": page,
        "is_foreign": page is not None and page.locale.language_code != get_language(),
        "proposal": there.proposal,
        "is_public": bool(there.page and there.page.live),
        "is_made": any(one.accepted for one in earlier),
        "changes": changes_of(there),
        "latest": latest,
        "is_partly": bool(latest and acts.not_taken(latest)),
        "earlier": [(one, _of_earlier(one), bool(acts.not_taken(one))) for one in earlier],
    }
    return render(request, "desk/profile/index.html", context)


def changes_of(there: Known) -> list[Change]:
    """What is being written or waits for the union, beside what is public."""
    if there.proposal is None:
        return []
    names = changed(there.typed, there.base)
    return changes(names, there.public, there.typed, there.base, there.proposal.language)


def for_panel(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    """For the panel of what is to be done about the profile, or waited for."""
    found = ProfileProposal.objects.filter(organisation=membership.organisation)
    latest = found.select_related("proposed_by").order_by("-saved_at", "-pk").first()
    is_open = latest is not None and latest.state in OPEN
    is_declined = latest is not None and latest.state == ProposalState.DECLINED
    return {"proposal": latest if is_open or is_declined else None}


def _act(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    act, actor = request.POST.get("act", ""), request.user
    try:
        if act == "take-back":
            acts.take_back(organisation, actor=actor)
            return redirect("desk:edit_profile")
        if act == "withdraw":
            acts.withdraw(organisation, actor=actor)
            messages.success(request, _("Given up. You can take it up again at any time."))
        if act == "again":
            acts.take_up_again(_earlier(request, organisation), actor=actor)
            return redirect("desk:edit_profile")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:profile")


def _earlier(request: MemberRequest, organisation: Organisation) -> ProfileProposal:
    text = request.POST.get("number", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    decided = ProfileProposal.objects.filter(organisation=organisation).exclude(state__in=OPEN)
    found: ProfileProposal = get_object_or_404(decided, pk=number)
    return found


def _of_earlier(proposal: ProfileProposal) -> list[Change]:
    typed, base = proposal.typed, proposal.base
    return changes(changed(typed, base), base, typed, base, proposal.language)


def _in_readers_language(original: MunicipalityPage | None) -> MunicipalityPage | None:
    """The public page in the reader's language, else the original."""
    if original is None:
        return None
    live = MunicipalityPage.objects.live().filter(
        translation_key=original.translation_key, alias_of=None
    )
    pages = {page.locale.language_code: page for page in live.select_related("locale", "city")}
    return pages.get(get_language() or "", pages.get(original.locale.language_code))
