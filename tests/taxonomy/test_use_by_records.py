"""Terms that records have."""

import pytest

from taxonomy.usage import in_use
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import (
    CityFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StageFactory,
    ThemeFactory,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "factory"),
    [("themes", ThemeFactory), ("cities", CityFactory), ("innovation_stages", StageFactory)],
)
def test_a_term_of_a_draft_is_in_use(field: str, factory: type[ThemeFactory]) -> None:
    term, unused = factory(), factory()
    page = PracticePageFactory(parent=section(), live=False)
    setattr(page, field, [term])
    page.save()
    assert in_use(term)
    assert not in_use(unused)


def test_a_term_chosen_in_a_block_is_in_use(committed: object) -> None:
    objective, organisation = ObjectiveFactory(), OrganisationFactory()
    with committed():  # type: ignore[operator]
        PracticePageFactory(
            parent=section(),
            objectives=[("objective", {"objective": objective, "how": "By example."})],
            partners=[("partner", {"organisation": organisation, "role": "partner"})],
        )
    assert in_use(objective)
    assert in_use(organisation)
    assert in_use(objective.compact)


def test_nothing_uses_a_translation() -> None:
    theme = ThemeFactory()
    row = translate(theme, "tr", name="Su")
    page = PracticePageFactory(parent=section())
    page.themes = [theme]
    page.save()
    assert not in_use(row)
