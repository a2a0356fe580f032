"""Texts are put where their paths say, and nowhere else."""

import pytest

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.factories.full import full_record
from tests.translations.records import fresh, in_turkish
from translations.texts import put
from translations.words import texts_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_every_text_of_every_type_can_be_put(model: type[KnowledgePage]) -> None:
    page = fresh(full_record(model)[0])
    before = texts_of(page)
    given = {path: in_turkish(text) for path, text in before.items() if text}
    assert put(page, given) == set(given)
    assert texts_of(page) == {**before, **given}
    page.save()
    assert texts_of(fresh(page)) == {**before, **given}


def test_what_is_not_given_stays_and_what_is_not_there_is_passed_over() -> None:
    page = fresh(full_record(PracticePage)[0])
    before = texts_of(page)
    path = next(path for path in before if path.startswith("figures."))
    given = {"title": page.title, "summary": "Other", path: "Other", "gone": "x", "gone.1": "y"}
    assert put(page, given) == {"summary", path}
    assert texts_of(page) == {**before, "summary": "Other", path: "Other"}
