"""The vocabularies."""

from taxonomy.models.base import (
    CANONICAL_LANGUAGE,
    Coded,
    CodedQuerySet,
    LabelledTerm,
    OrderedTerm,
    Term,
)
from taxonomy.models.organisations import Organisation
from taxonomy.models.places import City
from taxonomy.models.state import VocabularyState
from taxonomy.models.terms import Compact, InnovationStage, Objective, Theme

__all__ = [
    "CANONICAL_LANGUAGE",
    "City",
    "Coded",
    "CodedQuerySet",
    "Compact",
    "InnovationStage",
    "LabelledTerm",
    "Objective",
    "OrderedTerm",
    "Organisation",
    "Term",
    "Theme",
    "VocabularyState",
]
