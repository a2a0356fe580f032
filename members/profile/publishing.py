"""Accepted changes become part of the page."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from members.models import MunicipalityPage, ProfileProposal
from members.people import RefusedError
from members.profile.drafts import profile_of
from members.profile.form import ProfileForm
from members.profile.networks import Networks
from members.profile.values import ROWS, read
from translations.sections import section_for


def write(proposal: ProfileProposal, names: Sequence[str], *, actor: Any) -> MunicipalityPage:
    """Make a profile say these fields of a proposal; the page is locked, if there is one.

    What readers see is published anew with these fields changed and nothing else. An editor's
    draft that is ahead of it gets them as well, and stays a draft.

    Raises:
        RefusedError: the actor may not, somebody else is at the page, or a field is not valid.
    """
    page = profile_of(proposal.organisation)
    form = ProfileForm(read(None) | proposal.typed, language=proposal.language)
    # What an earlier version of the form let pass may not be valid any more.
    if form.problems:
        raise RefusedError(" ".join(text for _place, _label, text in form.problems))
    try:
        if page is None:
            return _made(proposal, form, names, actor)
        _check_free(page, actor)
        return (_change_public if page.live else _change_draft)(page, form, names, actor)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error


def _change_public(
    page: MunicipalityPage, form: ProfileForm, names: Sequence[str], actor: Any
) -> MunicipalityPage:
    ahead = page.latest_revision if page.has_unpublished_changes else None
    _put(page, form, names)
    page.save_revision(user=actor, log_action=True).publish(user=actor)
    if ahead:
        draft = ahead.as_object()
        _put(draft, form, names)
        draft.save_revision(user=actor, log_action=True, clean=False)
    public: MunicipalityPage = MunicipalityPage.objects.get(pk=page.pk)
    return public


def _change_draft(
    page: MunicipalityPage, form: ProfileForm, names: Sequence[str], actor: Any
) -> MunicipalityPage:
    draft = page.get_latest_revision_as_object()
    _put(draft, form, names)
    draft.save_revision(user=actor, log_action=True, clean=False)
    return page


def _made(
    proposal: ProfileProposal, form: ProfileForm, names: Sequence[str], actor: Any
) -> MunicipalityPage:
    """A draft, for an editor to complete and publish."""
    section = section_for(MunicipalityPage, proposal.language)
    if section is None:
        raise RefusedError(_("There is no section for municipalities yet. Add one to the pages."))
    if not section.permissions_for_user(actor).can_add_subpage():
        raise RefusedError(_("You may not add a page to the section for municipalities."))
    organisation = proposal.organisation
    page = MunicipalityPage(
        title=organisation.name,
        organisation=organisation,
        city=organisation.city,
        locale=section.locale,
        source_language=proposal.language,
        owner=actor,
        live=False,
    )
    _put(page, form, names)
    section.add_child(instance=page)
    page.save_revision(user=actor, log_action=True)
    return page


def _put(page: MunicipalityPage, form: ProfileForm, names: Sequence[str]) -> None:
    networks = Networks([row["name"] for row in form.typed["networks"]], page)
    for name in names:
        value = form.value_of(name, networks)
        if name in ROWS:
            block = getattr(page, name).stream_block
            of_kind = block.child_blocks
            value = StreamValue(
                block, [(kind, of_kind[kind].normalize(part), key) for kind, part, key in value]
            )
        setattr(page, name, value)


def _check_free(page: Page, actor: Any) -> None:
    rights = page.permissions_for_user(actor)
    if not (rights.can_edit() and (rights.can_publish() or not page.live)):
        raise RefusedError(_("You may not publish the profile."))
    if page.current_workflow_state:
        raise RefusedError(
            _("A draft of the profile is in a review. End the review first, then decide here.")
        )
    if page.scheduled_revision or page.go_live_at:
        raise RefusedError(
            _("A draft of the profile is to be published later. Cancel that first, then decide.")
        )
    if rights.page_locked():
        raise RefusedError(_("Somebody has locked the profile’s page. Unlock it first."))
