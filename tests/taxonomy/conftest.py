import pytest

from taxonomy import version
from taxonomy.models import (
    City,
    Compact,
    InnovationStage,
    Objective,
    Organisation,
    Theme,
)


@pytest.fixture
def no_terms(db: None) -> None:
    """Vocabularies without a term: the database of the tests holds the shipped ones."""
    Theme.objects.exclude(parent=None)._raw_delete("default")
    for model in (Objective, Compact, Theme, InnovationStage, Organisation, City):
        model._default_manager.all()._raw_delete("default")
    version.bump()
