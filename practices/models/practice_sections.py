"""The sections of a practice, by the question they answer: each brings fields and panels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import SECTION_FEATURES, ClaimBlock, UnitNameBlock
from core.enums import BudgetBand, PopulationBand
from practices.blocks import (
    ActivityBlock,
    ChallengeBlock,
    FunderBlock,
    ResourceBlock,
    ResponseBlock,
    ResultTextBlock,
    ServiceBlock,
    SupportBlock,
)
from practices.enums import GovernanceLevel
from taxonomy.fields import TermsField
from taxonomy.panels import TermsPanel


class LeadMixin(models.Model):
    """Who leads the practice."""

    lead_organisation = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("lead municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The municipality or other body that answers for the practice."),
    )
    lead_acronym = models.CharField(
        _("acronym in this record"), max_length=30, blank=True, help_text=_("For example: GMM.")
    )
    lead_units = StreamField(
        [("unit", UnitNameBlock())],
        blank=True,
        verbose_name=_("units"),
        help_text=_("The unit in charge; where it was renamed, each name with its years."),
    )
    mayor_name = models.CharField(
        _("mayor"), max_length=200, blank=True, help_text=_("The mayor at that time.")
    )

    lead_panels = [
        MultiFieldPanel(
            [
                FieldPanel("lead_organisation"),
                FieldRowPanel([FieldPanel("lead_acronym"), FieldPanel("mayor_name")]),
                FieldPanel("lead_units"),
            ],
            heading=_("Lead"),
        )
    ]
    override_translatable_fields = [
        SynchronizedField("lead_organisation", overridable=False),
        SynchronizedField("lead_acronym", overridable=False),
        SynchronizedField("mayor_name", overridable=False),
    ]

    class Meta:
        abstract = True


class ContextMixin(models.Model):
    """Why it was done, and to what end."""

    context = RichTextField(
        _("context and problem"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What the city faced when it began."),
    )
    aims = RichTextField(
        _("aims"), blank=True, features=SECTION_FEATURES, help_text=_("What it wants to reach.")
    )
    expected_impact = RichTextField(
        _("expected impact"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What should be different once it has worked."),
    )

    context_panels = [
        FieldPanel("context"),
        FieldPanel("aims"),
        FieldPanel("expected_impact"),
    ]

    class Meta:
        abstract = True


class DeliveryMixin(models.Model):
    """How it is done, with what."""

    innovation_stages = TermsField(
        "taxonomy.InnovationStage",
        blank=True,
        verbose_name=_("innovation stages"),
        help_text=_("Every stage the practice is in; there may be several."),
    )
    activities = StreamField(
        [("activity", ActivityBlock())],
        blank=True,
        verbose_name=_("activities"),
        help_text=_("What was done, step by step."),
    )
    services = StreamField(
        [("service", ServiceBlock())],
        blank=True,
        verbose_name=_("services set up"),
        help_text=_("Services and institutions that exist because of it."),
    )
    resources = StreamField(
        [("resource", ResourceBlock())],
        blank=True,
        verbose_name=_("resources"),
        help_text=_("The laws, strategies, partners, staff and money it draws on."),
    )
    budget_band = models.CharField(
        _("budget"),
        max_length=20,
        choices=BudgetBand.choices,
        blank=True,
        help_text=_("For the whole duration, in euros."),
    )
    funders = StreamField(
        [("funder", FunderBlock())],
        blank=True,
        verbose_name=_("funders"),
        help_text=_("Who pays for it."),
    )

    delivery_panels = [
        TermsPanel("innovation_stages"),
        FieldPanel("activities"),
        FieldPanel("services"),
        MultiFieldPanel(
            [FieldPanel("resources"), FieldPanel("budget_band"), FieldPanel("funders")],
            heading=_("Resources and money"),
        ),
    ]
    override_translatable_fields = [
        SynchronizedField("innovation_stages", overridable=False),
        SynchronizedField("budget_band", overridable=False),
        SynchronizedField("funders", overridable=False),
    ]

    class Meta:
        abstract = True


class ResultsMixin(models.Model):
    """What came of it, the failures included."""

    people_reached = StreamField(
        [("claim", ClaimBlock())],
        blank=True,
        verbose_name=_("people reached and taking part"),
        help_text=_("How many people it reached, and how many shaped it."),
    )
    challenges = StreamField(
        [("challenge", ChallengeBlock()), ("response", ResponseBlock())],
        blank=True,
        verbose_name=_("challenges and responses"),
        help_text=_("What was difficult, and what was done about it."),
    )
    results = StreamField(
        [("claim", ClaimBlock()), ("text", ResultTextBlock())],
        blank=True,
        verbose_name=_("results"),
        help_text=_("Results as figures where there are any, in words where not."),
    )
    evidence = RichTextField(
        _("evidence and evaluation"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("How the results are known: evaluations, surveys, data."),
    )
    what_did_not_work = RichTextField(
        _("what did not work"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What was tried and given up. Other cities learn most from this."),
    )
    lessons = RichTextField(
        _("lessons"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What you would do differently, and what you would do again."),
    )

    results_panels = [
        FieldPanel("people_reached"),
        FieldPanel("results"),
        FieldPanel("challenges"),
        FieldPanel("evidence"),
        FieldPanel("what_did_not_work"),
        FieldPanel("lessons"),
    ]

    class Meta:
        abstract = True


class TransferMixin(models.Model):
    """What another city needs to do the same."""

    conditions_for_success = RichTextField(
        _("conditions for success"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("Without what would it not have worked?"),
    )
    transfer_population = models.CharField(
        _("fits cities of"),
        max_length=20,
        choices=PopulationBand.choices,
        blank=True,
        help_text=_("The size of city it works in as it is."),
    )
    transfer_governance_level = models.CharField(
        _("level of government needed"),
        max_length=20,
        choices=GovernanceLevel.choices,
        blank=True,
        help_text=_("The lowest level that has the powers it takes."),
    )
    transfer_legal_basis = models.TextField(
        _("legal basis needed"),
        blank=True,
        help_text=_("What a city must be allowed to do before it can begin."),
    )
    transfer_minimum_budget = models.PositiveBigIntegerField(
        _("smallest budget (euros)"),
        null=True,
        blank=True,
        help_text=_("The least it can be begun with, as a whole number without separators."),
    )
    transfer_minimum_staff = models.PositiveIntegerField(
        _("smallest staff (persons)"),
        null=True,
        blank=True,
        help_text=_("How many people it takes at least."),
    )
    next_steps = RichTextField(
        _("next steps"), blank=True, features=SECTION_FEATURES, help_text=_("What comes next.")
    )
    support_required = RichTextField(
        _("support required"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What would help to carry on or to grow."),
    )
    support_offered = StreamField(
        [("support", SupportBlock())],
        blank=True,
        verbose_name=_("support offered"),
        help_text=_("What you offer to cities that want to do the same."),
    )

    transfer_panels = [
        FieldPanel("conditions_for_success"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("transfer_population"), FieldPanel("transfer_governance_level")]
                ),
                FieldPanel("transfer_legal_basis"),
                FieldRowPanel(
                    [FieldPanel("transfer_minimum_budget"), FieldPanel("transfer_minimum_staff")]
                ),
            ],
            heading=_("What another city needs"),
        ),
        FieldPanel("next_steps"),
        FieldPanel("support_required"),
        FieldPanel("support_offered"),
    ]

    class Meta:
        abstract = True
