"""Factories of the site's pages. Give `parent`; a page without one stands in no tree."""

from typing import Any

import wagtail_factories
from factory import Faker, LazyAttribute, Sequence
from wagtail.models import Locale

from core.enums import RecordType
from events.models import DeclarationPage, EventPage
from home.models import HomePage, SectionPage, StandardPage, UnionBodyPage
from members.models import MunicipalityPage
from practices.models import PracticePage, ProjectPage
from publications.models import ReportPage


def home(language: str = "en") -> HomePage:
    """The home page of a language, made by the migrations."""
    found: HomePage = HomePage.objects.get(locale__language_code=language)
    return found


def section(record_type: str = RecordType.PRACTICE, language: str = "en") -> SectionPage:
    """The section for records of a type, made when it is first asked for."""
    slug = f"{record_type}-{language}"
    found = SectionPage.objects.filter(slug=slug).first()
    return found or SectionPageFactory(
        parent=home(language),
        title=f"{record_type} {language}",
        slug=slug,
        record_type=record_type,
        locale=Locale.objects.get(language_code=language),
    )


class SectionPageFactory(wagtail_factories.PageFactory):
    """A section under a home page."""

    title = Sequence(lambda number: f"Section {number}")

    class Meta:
        model = SectionPage


class StandardPageFactory(wagtail_factories.PageFactory):
    """A plain page."""

    title = Sequence(lambda number: f"Plain page {number}")

    class Meta:
        model = StandardPage


class RecordFactory(wagtail_factories.PageFactory):
    """A record in its parent's language."""

    title = Sequence(lambda number: f"Record {number}")
    summary = Faker("sentence")
    locale = LazyAttribute(lambda page: page.parent.locale if page.parent else None)

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("locale") is None:
            kwargs["locale"] = Locale.objects.get(language_code="en")
        return super()._create(model_class, *args, **kwargs)


class PracticePageFactory(RecordFactory):
    """A practice."""

    class Meta:
        model = PracticePage


class ProjectPageFactory(RecordFactory):
    """A project."""

    class Meta:
        model = ProjectPage


class EventPageFactory(RecordFactory):
    """An event."""

    class Meta:
        model = EventPage


class DeclarationPageFactory(RecordFactory):
    """A declaration."""

    class Meta:
        model = DeclarationPage


class ReportPageFactory(RecordFactory):
    """A report."""

    class Meta:
        model = ReportPage


class MunicipalityPageFactory(RecordFactory):
    """A municipality's profile."""

    class Meta:
        model = MunicipalityPage


class UnionBodyPageFactory(RecordFactory):
    """A body of the union."""

    class Meta:
        model = UnionBodyPage
