"""A profile's changes while they are written: saved as typed, by several people, nothing lost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from members.enums import ProposalState
from members.models import Membership, MunicipalityPage, ProfileProposal
from members.models.proposal import OPEN
from members.profile.values import NAMES, Typed, digest, read, same
from taxonomy.models import Organisation


@dataclass(frozen=True)
class Known:
    """Where a municipality's profile stands.

    `public` is what readers see or, before they see anything, what the union has taken so far;
    `typed` and `base` what the form begins with.
    """

    organisation: Organisation
    page: MunicipalityPage | None
    public: Typed
    proposal: ProfileProposal | None
    typed: Typed
    base: Typed


@dataclass(frozen=True)
class Saved:
    """What became of a save: the names of fields to ask about, since somebody else changed them.

    `sent` where nothing was saved, since the union has the changes.
    """

    known: Known
    conflicts: list[str] = field(default_factory=list)
    sent: bool = False


def profile_of(organisation: Organisation) -> MunicipalityPage | None:
    """The original of a municipality's profile, public or not."""
    pages = MunicipalityPage.objects.filter(organisation=organisation, alias_of=None)
    found = pages.select_related("locale", "latest_revision").order_by("-live", "pk")
    return next((page for page in found if page.is_original), None)


def known(organisation: Organisation) -> Known:
    """Where its profile stands now."""
    page = profile_of(organisation)
    public = read(page) if page and page.live else _taken(organisation)
    proposals = ProfileProposal.objects.select_related("saved_by", "proposed_by")
    proposal = proposals.filter(organisation=organisation, state__in=OPEN).first()
    typed, base = rebased(proposal, public) if proposal else (public, public)
    return Known(organisation, page, public, proposal, typed, base)


def rebased(proposal: ProfileProposal, public: Typed) -> tuple[Typed, Typed]:
    """What is typed and what it was before, where fields left alone follow what is public now."""
    # One from before the form had a field says nothing of it.
    typed, base = read(None) | proposal.typed, read(None) | proposal.base
    for name in NAMES:
        if same(typed[name], base[name]) and not same(base[name], public[name]):
            typed[name] = base[name] = public[name]
    return typed, base


@transaction.atomic
def save(
    organisation: Organisation,
    typed: Typed,
    shown: Mapping[str, str],
    *,
    actor: Any,
    language: str,
    leaving: Collection[str] = (),
) -> Saved:
    """Keep what was typed, but for fields that changed since `shown`, their digests.

    `leaving` has the names of fields whose stored text the writer prefers to hers; `language` is
    the one of a first profile.

    Raises:
        PermissionDenied: the actor is no lead of the municipality.
    """
    lock(organisation)
    check_lead(actor, organisation)
    there = known(organisation)
    if there.proposal and there.proposal.is_waiting:
        return Saved(there, sent=True)
    wanted = {name: text for name, text in typed.items() if name not in leaving}
    taken, conflicts = merge(there.typed, wanted, shown)
    new = there.typed | taken
    if there.proposal is None and new == there.typed:
        return Saved(there, conflicts)
    if there.proposal and there.proposal.saved_by != actor and _replaces(there, new):
        _keep(there.proposal)
    proposal = there.proposal or ProfileProposal(organisation=organisation)
    proposal.page = there.page
    proposal.language = there.page.locale.language_code if there.page else language
    proposal.typed, proposal.base = new, there.base
    proposal.saved_at, proposal.saved_by = timezone.now(), actor
    proposal.save()
    return Saved(known(organisation), conflicts)


def _replaces(there: Known, new: Typed) -> bool:
    """Whether something that was proposed would be gone."""
    return any(
        not same(there.typed[name], there.base[name]) and not same(new[name], there.typed[name])
        for name in NAMES
    )


def _keep(overruled: ProfileProposal) -> None:
    """What a colleague had written stays among the earlier changes."""
    ProfileProposal.objects.create(
        organisation=overruled.organisation,
        page=overruled.page,
        language=overruled.language,
        typed=overruled.typed,
        base=overruled.base,
        state=ProposalState.WITHDRAWN,
        saved_at=overruled.saved_at,
        saved_by=overruled.saved_by,
    )


def merge(stored: Typed, typed: Typed, shown: Mapping[str, str]) -> tuple[Typed, list[str]]:
    """What to take of the typed fields, and the names of those to ask about."""
    taken, conflicts = {}, []
    for name, value in typed.items():
        before = shown.get(name, "")
        if digest(stored[name]) in (before, digest(value)):
            taken[name] = value
        elif digest(value) != before:
            conflicts.append(name)
    return taken, conflicts


def lock(organisation: Organisation) -> None:
    """One change at a time in what a municipality proposes, until the transaction ends."""
    Organisation._default_manager.select_for_update(no_key=True).get(pk=organisation.pk)


def check_lead(actor: Any, organisation: Organisation) -> None:
    """Let pass a lead of the municipality.

    Raises:
        PermissionDenied: for anybody else.
    """
    leads = Membership.objects.active().filter(organisation=organisation, lead=True)
    if not leads.filter(user=actor).exists():
        raise PermissionDenied


def _taken(organisation: Organisation) -> Typed:
    found = read(None)
    proposals = ProfileProposal.objects.filter(
        organisation=organisation, state=ProposalState.ACCEPTED
    )
    for proposal in proposals.order_by("decided_at", "pk"):
        found |= {name: proposal.typed[name] for name in proposal.accepted}
    return found
