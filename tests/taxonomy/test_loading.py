"""Loading the shipped vocabularies."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taxonomy.data import read
from taxonomy.labels import labels
from taxonomy.loading import load
from taxonomy.models import City, Compact, InnovationStage, Objective, Term, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_terms")]

VOCABULARIES: list[tuple[str, type[Term]]] = [
    ("compacts", Compact),
    ("objectives", Objective),
    ("themes", Theme),
    ("stages", InnovationStage),
    ("cities", City),
]


def rows(model: type[Term]) -> list[Any]:
    return list(model._default_manager.order_by("pk").values())


@pytest.mark.parametrize(("name", "model"), VOCABULARIES)
def test_what_is_loaded_is_what_the_file_says(name: str, model: type[Term]) -> None:
    load()
    stored = {
        (term.code, term.locale.language_code): term
        for term in model._default_manager.select_related("locale")
    }
    entries = read(name)
    assert len(stored) == 4 * len(entries)
    for entry in entries:
        for language, texts in entry["texts"].items():
            term = stored[entry["code"], language]
            assert {field: getattr(term, field) for field in texts} == texts
            assert term.translation_key == stored[entry["code"], "en"].translation_key


def test_a_second_load_changes_nothing() -> None:
    load()
    before = [rows(model) for _name, model in VOCABULARIES]
    loaded = load()
    assert (loaded.languages, loaded.rows) == ([], {})
    assert [rows(model) for _name, model in VOCABULARIES] == before


def test_an_editors_change_survives_a_load() -> None:
    load()
    theme = Theme.objects.get(code="open-data", locale__language_code="fr")
    theme.name = "Données en accès libre"
    theme.save()
    load()
    theme.refresh_from_db()
    assert theme.name == "Données en accès libre"


def test_a_missing_translation_takes_the_facts_editors_gave_the_english_row() -> None:
    load()
    City.objects.get(code="sombor-rs", locale__language_code="tr").delete()
    english = City.objects.canonical().get(code="sombor-rs")
    english.aliases = "Zombor"
    english.save()
    assert load().rows == {"City": 1}
    again = City.objects.get(code="sombor-rs", locale__language_code="tr")
    assert (again.aliases, again.translation_key) == ("Zombor", english.translation_key)


def test_terms_point_at_english_rows_only() -> None:
    load()
    assert not Theme.objects.exclude(parent=None).exclude(parent__locale__language_code="en")
    assert not Objective.objects.exclude(compact__locale__language_code="en").exists()
    turkish = Theme.objects.get(code="social-cohesion", locale__language_code="tr")
    assert turkish.parent is not None
    assert turkish.parent.code == "migration-and-social-cohesion"


def test_labels_are_read_anew_after_a_load() -> None:
    assert "gaziantep-tr" not in labels("city", "ar")
    load()
    assert labels("city", "ar")["gaziantep-tr"] == "غازي عنتاب"


def test_a_load_asks_few_questions_however_many_terms_there_are() -> None:
    with CaptureQueriesContext(connection) as first:
        load()
    with CaptureQueriesContext(connection) as second:
        load()
    assert len(first) <= 60
    assert len(second) <= 30


def test_the_command_says_what_it_created_and_then_that_nothing_is_missing() -> None:
    first, second = StringIO(), StringIO()
    call_command("load_taxonomies", stdout=first)
    call_command("load_taxonomies", stdout=second)
    assert "Objective: 196 rows created" in first.getvalue()
    assert second.getvalue() == "All vocabularies are there already; nothing was changed.\n"
