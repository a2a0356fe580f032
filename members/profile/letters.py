"""The mails about changes of a profile, each in its reader's language."""

from django.urls import reverse

from mail.links import absolute, link
from members.letters import language_of, name_of, tell, union_readers
from members.models import Membership, ProfileProposal


def proposed(proposal: ProfileProposal) -> None:
    """To those who look after the members: there is something to decide."""
    context = {
        "organisation": proposal.organisation.name,
        "name": name_of(proposal.proposed_by),
        "address": absolute(reverse("members_proposal", args=[proposal.pk])),
    }
    for reader in union_readers("members.change_membership"):
        tell("profile_proposed", reader, language_of(reader), context)


def decided(proposal: ProfileProposal, *, is_accepted: bool, is_whole: bool) -> None:
    """To the municipality's leads: what the union has taken, and why not the rest."""
    leads = Membership.objects.active().filter(organisation=proposal.organisation, lead=True)
    is_public = bool(proposal.page and proposal.page.live)
    for lead in leads.select_related("user").exclude(user__email=""):
        language = language_of(lead.user)
        context = {
            "organisation": proposal.organisation.name,
            "reason": proposal.reason,
            "is_accepted": is_accepted,
            "is_whole": is_whole,
            "is_public": is_public,
            "address": link(language, "desk:profile"),
        }
        tell("profile_decided", lead.user, language, context)
