"""Records with every section filled, generically: a field added tomorrow is filled as well."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

import wagtail_factories
from django.db import models
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from core.blocks import ClaimBlock, CountryBlock, LanguageBlock, PeriodBlock
from core.blocks.figures import ClaimValue, Qualifier
from core.dates import Period
from core.fields import PeriodField
from core.i18n import country_name, format_date, format_number, format_time, language_name
from core.models import CreditedImage, KnowledgePage
from taxonomy.blocks import TermChooserBlock
from taxonomy.labels import label_of
from taxonomy.models import Coded, Organisation
from tests.factories.pages import section

SECRET_MAIL = "never.shown@example.org"
SHORTENED = "https://example.org/news/a-very-long-na…"
# What a form would refuse if it were any text.
PARTICULAR = {
    "isbn": "978-3-16-148410-0",
    "doi": "10.1234/meydan",
    "time_zone": "Europe/Istanbul",
    "contact_email": SECRET_MAIL,
}
# Entered for editors only, or printed where the test looks for them itself.
NOT_PRINTED = {"contact_email", "review_by"}

Shown = Callable[[], str]
_numbers = count(1)


@dataclass
class Entered:
    """What was written into a record, by its path, as readers of the active language see it."""

    shown: dict[str, Shown] = field(default_factory=dict)

    def missing(self, text: str) -> list[str]:
        """The paths of what the text, read in the active language, does not hold."""
        return [path for path, shown in self.shown.items() if shown() not in text]


class Filler:
    """Makes values for fields and blocks and remembers how each is shown."""

    def __init__(self) -> None:
        self.entered = Entered()

    def show(self, path: str, shown: Shown) -> None:
        self.entered.shown[path] = shown

    def text(self, path: str, length: int | None = None) -> str:
        text = f"Entered {next(_numbers)} for {path.replace('_', ' ')}"[: length or None]
        self.show(path, lambda: text)
        return text

    def address(self, path: str) -> str:
        address = f"https://example.org/{next(_numbers)}"
        self.show(path, lambda: address.removeprefix("https://"))
        return address

    def number(self, path: str) -> int:
        number = 1234560 + next(_numbers)
        self.show(path, lambda: format_number(number, language()))
        return number

    def day(self, path: str) -> datetime.date:
        day = datetime.date(2019, 1, 1) + datetime.timedelta(days=next(_numbers) % 3000)
        self.show(path, lambda: format_date(day, language()))
        return day

    def time(self, path: str) -> datetime.time:
        time = datetime.time(next(_numbers) % 24, next(_numbers) % 60)
        self.show(path, lambda: format_time(time, get_language() or "en"))
        return time

    def period(self, path: str) -> Period:
        period = Period.parse(f"{1950 + next(_numbers) % 60}-09/..")
        self.show(path, lambda: period.display(language()))
        return period

    def choice(self, path: str, choices: Any) -> str:
        """The last choice, since the first is often the default and the least remarkable."""
        value, label = [pair for pair in choices if pair[0]][-1]
        self.show(path, lambda: str(label))
        return str(value)

    def term(self, path: str, model: type[Coded]) -> Coded:
        term = term_of(model)
        self.show(path, lambda: label_of(term))
        return term

    def document(self, path: str) -> Any:
        document = wagtail_factories.DocumentFactory(title=f"Document for {path}")
        self.show(path, lambda: document.url)
        return document

    def image(self, path: str) -> Any:
        number = next(_numbers)
        image = wagtail_factories.ImageFactory(title=f"Image {number}", credit=f"Credit {number}")
        self.show(path, lambda: image.credit)
        return image

    def block(self, block: blocks.Block, path: str) -> Any:
        """A value for a block, in the form that a StreamField takes from Python."""
        if isinstance(block, blocks.StructBlock):
            return {
                name: self.block(child, f"{path}.{name}")
                for name, child in block.child_blocks.items()
            }
        if path.endswith(".qualifier"):
            return self.qualifier(path)
        if path.endswith("unverified_link.text"):
            self.show(path, lambda: SHORTENED)
            return SHORTENED
        for kind, make in self.by_block().items():
            if isinstance(block, kind):
                return make(block, path)
        raise NotImplementedError(f"No value is known for {block!r} at {path}.")

    def by_block(self) -> dict[type[blocks.Block], Callable[[Any, str], Any]]:
        """What makes a value for a block; the more particular class comes first."""
        return {
            LanguageBlock: lambda block, path: self.language(path),
            CountryBlock: lambda block, path: self.country(path),
            blocks.ChoiceBlock: lambda block, path: self.choice(path, block.field.choices),
            PeriodBlock: lambda block, path: self.period(path),
            TermChooserBlock: lambda block, path: self.term(path, block.model_class),
            DocumentChooserBlock: lambda block, path: self.document(path),
            ImageChooserBlock: lambda block, path: self.image(path),
            blocks.URLBlock: lambda block, path: self.address(path),
            blocks.DecimalBlock: lambda block, path: Decimal(self.number(path)),
            blocks.DateBlock: lambda block, path: self.day(path),
            blocks.TimeBlock: lambda block, path: self.time(path),
            blocks.RichTextBlock: lambda block, path: f"<p>{self.text(path)}</p>",
            blocks.TextBlock: lambda block, path: self.text(path),
            blocks.CharBlock: lambda block, path: self.text(path, block.field.max_length),
        }

    def language(self, path: str) -> str:
        self.show(path, lambda: language_name("de", language()))
        return "de"

    def country(self, path: str) -> str:
        self.show(path, lambda: country_name("LB", language()))
        return "LB"

    def qualifier(self, path: str) -> str:
        value = ClaimValue(ClaimBlock(), [("qualifier", Qualifier.MORE_THAN)])
        self.show(path, lambda: max(value.words_around_number, key=len))
        return Qualifier.MORE_THAN

    def stream(self, stream: StreamField, path: str) -> list[tuple[str, Any]]:
        """One block of each type that the field offers."""
        offered = stream.stream_block.child_blocks.items()
        return [(name, self.block(block, f"{path}.{name}")) for name, block in offered]

    def value(self, model_field: Any) -> Any:
        """A value for a field that is neither a relation to pages nor to several rows."""
        path = model_field.name
        if path in PARTICULAR:
            self.show(path, lambda: PARTICULAR[path])
            return PARTICULAR[path]
        if isinstance(model_field, StreamField):
            return self.stream(model_field, path)
        if isinstance(model_field, models.ForeignKey):
            return self.related(model_field)
        if model_field.choices:
            return self.choice(path, model_field.choices)
        for kind, make in self.by_field().items():
            if isinstance(model_field, kind):
                return make(model_field)
        raise NotImplementedError(f"No value is known for {model_field!r}.")

    def by_field(self) -> dict[type[Any], Callable[[Any], Any]]:
        """What makes a value for a field; the more particular class comes first."""
        return {
            PeriodField: lambda found: self.period(found.name),
            models.URLField: lambda found: self.address(found.name),
            RichTextField: lambda found: f"<p>{self.text(found.name)}</p>",
            models.DateField: lambda found: self.day(found.name),
            models.TimeField: lambda found: self.time(found.name),
            models.IntegerField: lambda found: self.number(found.name),
            models.TextField: lambda found: self.text(found.name),
            models.CharField: lambda found: self.text(found.name, found.max_length),
        }

    def related(self, model_field: Any) -> Any:
        if issubclass(model_field.related_model, CreditedImage):
            return self.image(model_field.name)
        return self.term(model_field.name, model_field.related_model)


def language() -> str:
    """The active language."""
    return get_language() or "en"


def term_of(model: type[Coded]) -> Coded:
    """A canonical term of a vocabulary; of the shipped ones, so that it has its translations."""
    if model is Organisation:
        number = next(_numbers)
        created: Coded = Organisation.objects.create(
            code=f"organisation-of-{number}", name=f"Organisation of number {number}"
        )
        return created
    rows = model._default_manager.canonical().order_by("pk")
    # A narrower theme, a city: anything but the first, which other records might have as well.
    term: Coded = rows[next(_numbers) % rows.count()]
    return term


def own_fields(model: type[KnowledgePage]) -> Iterator[Any]:
    """The fields that a record type adds to Wagtail's page and that editors fill."""
    wagtails = {found.name for found in Page._meta.get_fields()}
    for found in model._meta.get_fields():
        if found.name not in wagtails | {"page_ptr"} and getattr(found, "editable", False):
            yield found


def points_at_pages(model_field: Any) -> bool:
    """Whether a field is a relation to other records."""
    related = model_field.related_model
    return isinstance(related, type) and issubclass(related, Page)


def full_record(model: type[KnowledgePage], **given: Any) -> tuple[Any, Entered]:
    """A published record with every field filled, but for relations to other records."""
    filler = Filler()
    values: dict[str, Any] = {}
    several: dict[str, list[Coded]] = {}
    for found in own_fields(model):
        if points_at_pages(found) or found.name in given:
            continue
        if found.many_to_many:
            several[found.name] = [filler.term(found.name, found.related_model)]
        else:
            values[found.name] = filler.value(found)
    title = filler.text("title")
    page = model(title=title, slug=f"full-{next(_numbers)}", **{**values, **given})
    for name, terms in several.items():
        setattr(page, name, terms)
    section(model.record_type).add_child(instance=page)
    for path in NOT_PRINTED:
        filler.entered.shown.pop(path, None)
    return page, filler.entered
