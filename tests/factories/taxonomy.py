"""Factories of terms: English rows unless `locale` is given."""

from typing import Any

from factory import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from taxonomy.models import City, Compact, InnovationStage, Objective, Organisation, Term, Theme


def language(code: str) -> Locale:
    """The locale of a language, made when it is first asked for."""
    locale: Locale = Locale.objects.get_or_create(language_code=code)[0]
    return locale


def translate(term: Term, code: str, **texts: Any) -> Term:
    """Give a term its row in another language."""
    row = term.copy_for_translation(language(code))
    for name, value in texts.items():
        setattr(row, name, value)
    row.save()
    return row


class TermFactory(DjangoModelFactory):
    """What all terms have."""

    locale = LazyFunction(lambda: language("en"))

    class Meta:
        abstract = True


class ThemeFactory(TermFactory):
    """A main theme, unless `parent` is given."""

    code = Sequence(lambda number: f"theme-{number}")
    name = Sequence(lambda number: f"Theme {number}")

    class Meta:
        model = Theme


class CompactFactory(TermFactory):
    """A compact without objectives."""

    code = Sequence(lambda number: f"compact-{number}")
    name = Sequence(lambda number: f"Compact number {number}")
    label = Sequence(lambda number: f"Compact {number}")

    class Meta:
        model = Compact


class ObjectiveFactory(TermFactory):
    """An objective of a compact of its own, unless `compact` is given."""

    compact = SubFactory(CompactFactory)
    number = Sequence(lambda number: number + 1)
    code = Sequence(lambda number: f"objective-{number}")
    name = Sequence(lambda number: f"Reach aim number {number}")
    label = Sequence(lambda number: f"Aim {number}")

    class Meta:
        model = Objective


class StageFactory(TermFactory):
    """An innovation stage."""

    code = Sequence(lambda number: f"stage-{number}")
    name = Sequence(lambda number: f"Stage {number}")
    definition = "what happens at this stage"

    class Meta:
        model = InnovationStage


class CityFactory(TermFactory):
    """A city in Türkiye, of unknown population."""

    code = Sequence(lambda number: f"city-{number}-tr")
    name = Sequence(lambda number: f"City {number}")
    local_name = Sequence(lambda number: f"Kent {number}")
    country = "TR"
    latitude = "39.00000"
    longitude = "35.00000"

    class Meta:
        model = City


class OrganisationFactory(DjangoModelFactory):
    """An organisation of no particular kind."""

    code = Sequence(lambda number: f"organisation-{number}")
    name = Sequence(lambda number: f"Organisation {number}")

    class Meta:
        model = Organisation
