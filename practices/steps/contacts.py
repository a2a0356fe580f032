"""Whom to ask, who sent it, and that it may be published."""

from django.utils.translation import gettext_lazy as _

from practices.answers.declared import CONSENT
from practices.steps.base import Step


class Contacts(Step):
    """Contact, submitter, sources and consent."""

    slug = "contacts"
    title = _("Contacts and consent")
    intro = _("Whom other cities can ask, and that the practice may be published.")
    names = (
        "contact_name",
        "contact_office",
        "contact_email",
        "submitted_by_name",
        "submitted_by_role",
        "submitted_by_unit",
        "links",
        "source_name",
        "source_url",
        CONSENT,
    )
    looked_for = (_("The contact person knows that other cities may write."),)
