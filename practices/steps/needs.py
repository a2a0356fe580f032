"""What a practice needs before it can be sent, and what makes it better."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.answers.declared import CONSENT

# By name of the field what a reviewer would ask for.
REQUIRED: dict[str, Promise] = {
    "title": _("Give the practice a title."),
    "summary": _("Sum the practice up in two or three sentences."),
    "cities": _("Name the city where it takes place."),
    "themes": _("Tick at least one theme."),
    "period": _("Say when it began, and when it ended if it has."),
    "context": _("Say what the city faced when it began."),
    "activities": _("Describe at least one activity."),
    "results": _("Tell at least one result, in words or as a figure."),
    "contact_name": _("Name a contact person."),
    "contact_email": _("Give a mail address at which other cities reach you."),
    CONSENT: _("Agree to publication, or ask in your municipality who can."),
}
RECOMMENDED: dict[str, Promise] = {
    "innovation_stages": _("Say how far the practice is."),
    "aims": _("Say what it wants to reach."),
    "resources": _("List the laws, plans, staff and money it draws on."),
    "budget_band": _("Say roughly what it costs: other cities ask this first."),
    "partners": _("Name the organisations that take part."),
    "challenges": _("Tell what was difficult, and what you did about it."),
    "people_reached": _("Say how many people it reached."),
    "evidence": _("Say how you know the results."),
    "what_did_not_work": _("Tell what did not work: other cities learn most from this."),
    "lessons": _("Say what you would do differently."),
    "conditions_for_success": _("Say without what it would not have worked."),
    "transfer_minimum_budget": _("Say with how much money another city could begin."),
    "transfer_minimum_staff": _("Say with how many people another city could begin."),
    "support_offered": _("Offer something to cities that want to do the same."),
    "objectives": _("Choose the objectives it works towards."),
    "submitted_by_name": _("Say who fills in this form."),
}
