"""What another city needs to do the same."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Transfer(Step):
    """Conditions, law, money and staff; next steps; support asked for and offered."""

    slug = "transfer"
    title = _("Transfer to other cities")
    intro = _("What a city should know before it does the same.")
    names = (
        "conditions_for_success",
        "transfer_population",
        "transfer_governance_level",
        "transfer_legal_basis",
        "transfer_minimum_budget",
        "transfer_minimum_staff",
        "next_steps",
        "support_required",
        "support_offered",
    )
    looked_for = (_("A city of another country can tell whether it could do the same."),)
