"""The facets a reader may choose from: each a small object, declared once, in the order shown."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from core.enums import BudgetBand, PopulationBand, RecordType, Support
from core.i18n import country_choices, format_number, language_name
from taxonomy.labels import compact_objectives, theme_parents
from taxonomy.labels import labels as term_labels

Labels = Callable[[str], Mapping[str, str]]
Families = Callable[[], Mapping[str, str]]


class Order(enum.Enum):
    """How the values of a facet follow each other."""

    GIVEN = "as their labels come"
    LATEST = "last of the labels first"
    COUNT = "most records first, then by label"


@dataclass(frozen=True)
class Facet:
    """One facet. `labels(language)` maps every value there may be to what the reader sees.

    `several`: a record may have more than one value. `families()` maps values to the code of the
    term they stand under, `family` names the kind of that term: a theme's parent, an objective's
    compact. `codes`: the values, where no editor can add one. `ranged`: its values are years, of
    which a form may ask for all from one to another.
    """

    parameter: str
    label: Promise
    labels: Labels
    order: Order = Order.GIVEN
    several: bool = True
    family: str = ""
    families: Families | None = None
    codes: tuple[str, ...] = ()
    ranged: bool = False


def _choices(choices: type[TextChoices]) -> Labels:
    def labels(language: str) -> Mapping[str, str]:
        with override(language):
            return {str(value): str(label) for value, label in choices.choices}

    return labels


def _terms(kind: str) -> Labels:
    return lambda language: term_labels(kind, language)


def _countries(language: str) -> Mapping[str, str]:
    return dict(country_choices(language))


@lru_cache(maxsize=16)
def _years(language: str) -> Mapping[str, str]:
    digits = str.maketrans({str(digit): format_number(digit, language) for digit in range(10)})
    return {str(year): str(year).translate(digits) for year in range(1000, 10_000)}


def _languages(language: str) -> Mapping[str, str]:
    return {code: language_name(code, language) for code, _name in settings.LANGUAGES}


def _lessons(language: str) -> Mapping[str, str]:
    with override(language):
        return {"yes": gettext("Says what did not work")}


def _compacts_of_objectives() -> Mapping[str, str]:
    return {code: compact for compact, codes in compact_objectives().items() for code in codes}


FACETS = (
    Facet("type", _("Type"), _choices(RecordType), several=False, codes=tuple(RecordType.values)),
    Facet("theme", _("Theme"), _terms("theme"), family="theme", families=theme_parents),
    Facet(
        "objective",
        _("Objective"),
        _terms("objective"),
        family="compact",
        families=_compacts_of_objectives,
    ),
    Facet("city", _("City"), _terms("city"), Order.COUNT),
    Facet("country", _("Country"), _countries, Order.COUNT),
    Facet("stage", _("Stage of innovation"), _terms("stage")),
    Facet("year", _("Year"), _years, Order.LATEST, ranged=True),
    Facet(
        "language",
        _("Language"),
        _languages,
        codes=tuple(code for code, _name in settings.LANGUAGES),
    ),
    Facet(
        "population",
        _("Size of the city"),
        _choices(PopulationBand),
        codes=tuple(PopulationBand.values),
    ),
    Facet(
        "budget",
        _("Budget"),
        _choices(BudgetBand),
        several=False,
        codes=tuple(BudgetBand.values),
    ),
    Facet("lessons", _("Lessons from failure"), _lessons, several=False, codes=("yes",)),
    Facet("support", _("Support offered"), _choices(Support), codes=tuple(Support.values)),
)
BY_PARAMETER: Mapping[str, Facet] = {facet.parameter: facet for facet in FACETS}
