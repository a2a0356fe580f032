"""What the interface answers, as OpenAPI describes it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field

# The index holds "" where a record has no such value.
OrNull = Annotated[str | None, BeforeValidator(lambda value: value or None)]


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
    results: list[Record]
    facets: dict[str, list[FacetValue]]
