"""What the interface answers, as OpenAPI describes it."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field

from search.query import MOST_VERIFIED

# The index holds "" where a record has no such value.
OrNull = Annotated[str | None, BeforeValidator(lambda value: value or None)]

CUT = (
    "Whether more may match: of the records that hold the words of a phrase in quotation marks "
    f"only the best {MOST_VERIFIED} are read."
)


class Record(Schema):
    """One record, in the language it is shown in."""

    id: UUID = Field(description="Stable, and shared by the record's translations.")
    type: str
    title: str
    url: str
    language: str
    languages: list[str]
    summary: str
    highlights: list[str] = Field(description="Escaped HTML whose only element is mark.")
    cities: list[str]
    countries: list[str]
    themes: list[str] = Field(description="The record's own themes and their parents.")
    objectives: list[str]
    stages: list[str]
    years: list[int]
    population: OrNull
    budget: OrNull
    lessons: bool
    support: list[str]
    period: OrNull = Field(description="Extended Date/Time Format, for example 2019-09/..")
    updated: datetime


class DescribedRecord(Schema):
    """One record with all that the interface says of it, in the language it is shown in."""

    id: UUID = Field(description="Stable, and shared by the record's translations.")
    type: str
    title: str
    url: str
    language: str
    languages: list[str]
    summary: str
    cities: list[str]
    countries: list[str]
    themes: list[str] = Field(description="The record's own themes and their parents.")
    objectives: list[str]
    stages: list[str]
    years: list[int]
    population: str | None
    budget: str | None
    lessons: bool
    support: list[str]
    period: str | None = Field(description="Extended Date/Time Format, for example 2019-09/..")
    starts: date | None
    ends: date | None
    lead: str
    updated: datetime
    labels: dict[str, dict[str, str]] = Field(
        description="What the codes are called: field, code, label."
    )


class RecordList(Schema):
    query: dict[str, Any] = Field(description="The request as it was understood.")
    total: int
    page: int
    page_size: int
    records: list[DescribedRecord]


class Download(Schema):
    """The JSON file of all results of a search."""

    query: dict[str, Any] = Field(description="The request as it was understood.")
    day: date = Field(alias="date")
    cut: bool = Field(description=CUT)
    records: list[DescribedRecord]


class SuggestedRecord(Schema):
    id: UUID
    type: str
    title: str
    url: str
    language: str


class SuggestedTerm(Schema):
    """A term, or a person by name, with the search that finds its records."""

    value: str
    label: str
    count: int
    url: str


class SuggestAnswer(Schema):
    """Groups of at most five."""

    query: dict[str, str]
    records: list[SuggestedRecord]
    cities: list[SuggestedTerm]
    themes: list[SuggestedTerm]
    objectives: list[SuggestedTerm]
    people: list[SuggestedTerm]


class FacetValue(Schema):
    value: str
    label: str
    count: int
    selected: bool


class SearchAnswer(Schema):
    query: dict[str, Any] = Field(description="The request as it was understood.")
    total: int
    page: int
    page_size: int
    engine: str
    suggestion: str | None
    cut: bool = Field(description=CUT)
    results: list[Record]
    facets: dict[str, list[FacetValue]]
