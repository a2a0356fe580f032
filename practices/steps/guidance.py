"""What the form says at each question: label, guidance, an example. Elsewhere the model's words."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.date_advice import how_to_write
from practices.answers.declared import CONSENT, Stream, shapes
from practices.models import PracticePage


@dataclass(frozen=True)
class Guide:
    """What is said at a question; empty where there is nothing to say."""

    label: Any = ""
    help: Any = ""
    example: Any = ""


ORGANISATION = _("Type its name and choose it from the list. A name that is missing is added.")

# By name of the field; within rows by kind and text: `activity.text`.
GUIDES: dict[str, Guide] = {
    "title": Guide(
        help=_("What it is called in your city, in a few words. Not the name of the project."),
        example=_("Language cafés in every district"),
    ),
    "summary": Guide(
        help=_("Two or three sentences: what was done, for whom, with what result."),
        example=_(
            "Volunteers and newcomers meet once a week to talk. In two years 1,200 people took "
            "part, and half of them went on to a language course."
        ),
    ),
    "cities": Guide(
        help=_("Type the name and choose it from the list. A city that is missing is added."),
    ),
    "themes": Guide(help=_("Tick what it is mainly about, three themes at most.")),
    "period": Guide(help=lazy(how_to_write, str)()),
    "innovation_stages": Guide(label=_("How far it is")),
    "countries": Guide(
        label=_("Countries of other places"), help=_("Only if no city above lies in them.")
    ),
    "phases": Guide(label=_("Phases")),
    "lead_units": Guide(label=_("Unit in charge")),
    "lead_acronym": Guide(label=_("Acronym of your municipality")),
    "mayor_name": Guide(
        label=_("Mayor at that time"), help=_("First name and family name. Shown to readers.")
    ),
    "other_names": Guide(label=_("Other names of the practice")),
    "context": Guide(
        help=_("What the city faced when it began: who was concerned, and what was missing."),
        example=_(
            "In 2015 many families arrived within a few months. Schools had places, but nobody to "
            "interpret between teachers and parents."
        ),
    ),
    "aims": Guide(
        example=_("Every newly arrived child goes to school within a month."),
    ),
    "expected_impact": Guide(
        example=_("Parents take part in school life, whatever language they speak."),
    ),
    "figures": Guide(label=_("Figures about your city")),
    "activity.title": Guide(help=_("A few words. For example: language cafés.")),
    "activity.text": Guide(
        example=_("Two cafés a week in each of six districts, led by trained volunteers."),
    ),
    "activity.partner": Guide(help=ORGANISATION),
    "service.text": Guide(example=_("Advice in four languages, without appointment.")),
    "resource.kind": Guide(help=_("What sort of resource it is.")),
    "partner.organisation": Guide(help=ORGANISATION),
    "funder.organisation": Guide(help=ORGANISATION),
    "challenge.challenge": Guide(
        help=_("One difficulty, in a sentence or two."),
        example=_("Women with small children could not come in the evening."),
    ),
    "challenge.response": Guide(
        example=_("The cafés moved to the morning, with child care next door.")
    ),
    "response.value": Guide(
        label=_("What helped"),
        help=_("Something that helped in general, not with one challenge alone."),
    ),
    "text.value": Guide(
        label=_("Result"),
        help=_("What changed, and for whom."),
        example=_("Teachers and parents now talk to each other without delay."),
    ),
    "evidence": Guide(
        example=_("A survey of 300 participants by the university, in spring and autumn."),
    ),
    "what_did_not_work": Guide(
        help=_(
            "What you tried and gave up. Other cities learn most from this, and it does not count "
            "against you."
        ),
        example=_("Printed leaflets reached few people; we stopped them after a year."),
    ),
    "lessons": Guide(
        example=_("We would ask the newcomers first and choose the rooms later."),
    ),
    "conditions_for_success": Guide(
        example=_("A person in every district whom the neighbours trust."),
    ),
    "transfer_population": Guide(label=_("Size of city it fits")),
    "transfer_legal_basis": Guide(
        example=_("The municipality must be allowed to employ people without citizenship."),
    ),
    "transfer_minimum_budget": Guide(
        help=_("The least it can be begun with, in euros."), example="5000"
    ),
    "transfer_minimum_staff": Guide(help=_("The fewest people it can be begun with."), example="2"),
    "next_steps": Guide(example=_("From next year on, in the two neighbouring towns as well.")),
    "support_required": Guide(
        example=_("Partners who have trained volunteers before."),
    ),
    "support.kind": Guide(help=_("What you would do for another city.")),
    "objectives": Guide(
        label=_("Objectives of the compacts"),
        help=_(
            "Tick the objectives your practice works towards, two to five as a rule. Then say in a "
            "sentence or two how it contributes to each."
        ),
    ),
    "objective.how": Guide(
        example=_("The centre keeps figures by age and district, and publishes them each year."),
    ),
    "contact_name": Guide(help=_("Who answers questions of other cities. Shown to readers.")),
    "contact_office": Guide(
        label=_("Office or unit"), example=_("Migration Unit, Department of Social Services")
    ),
    "contact_email": Guide(
        help=_("Never shown: readers write through the contact form."),
        example="name@example.org",
    ),
    "submitted_by_name": Guide(help=_("Who fills in this form. Shown to readers.")),
    "submitted_by_role": Guide(help=_("Your office or profession.")),
    "submitted_by_unit": Guide(help=_("The unit and organisation you work for.")),
    "source_name": Guide(
        label=_("Published before in"),
        help=_("If it was published before: the name of the report or site."),
    ),
    "source_url": Guide(label=_("Address of that publication")),
    CONSENT: Guide(
        label=_(
            "Our municipality agrees that the union publishes this practice, translates it and "
            "shares it with other cities."
        ),
        help=_(
            "You have the right to give the texts and files, and the persons named in them agree. "
            "You can withdraw the practice at any time."
        ),
    ),
}


@cache
def guide(name: str, kind: str = "", text: str = "") -> Guide:
    """What is said at a field, or at one text of a row of it.

    Where nothing is said here, label and help are those of the page's field or block.
    """
    told = GUIDES.get(f"{kind}.{text}" if kind else name, Guide())
    if name == CONSENT:
        return told
    shape = shapes()[name]
    if kind:
        assert isinstance(shape, Stream)  # noqa: S101 - for the types
        leaf = shape.rows[kind].leaves[text]
        label, help_text = leaf.label, leaf.help_text
    else:
        field: Any = PracticePage._meta.get_field(name)
        label, help_text = field.verbose_name, field.help_text
    return replace(told, label=told.label or label, help=told.help or help_text)
