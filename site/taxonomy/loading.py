"""Brings the shipped vocabularies into the database, without touching what is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from taxonomy import version
from taxonomy.data import read
from taxonomy.models import (
    CANONICAL_LANGUAGE,
    City,
    Compact,
    InnovationStage,
    Objective,
    Term,
    Theme,
)

Entry = dict[str, Any]
# What a term points at: entry key → model whose English row has that code.
POINTERS: dict[str, type[Term]] = {"parent": Theme, "compact": Compact}


@dataclass
class Loaded:
    """What a load has created: languages by code, rows by model name."""

    languages: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def load() -> Loaded:
    """Create what is missing: languages, and of every shipped term the row of each language.

    Rows that exist stay as editors left them. A missing translation takes the facts of the
    English row in the database, not those of the file. The number of queries does not depend
    on the number of terms.
    """
    loaded = Loaded(languages=_load_languages())
    themes = read("themes")
    for model, entries in (
        (Compact, read("compacts")),
        (Objective, read("objectives")),
        (Theme, [entry for entry in themes if entry["parent"] is None]),
        (Theme, [entry for entry in themes if entry["parent"] is not None]),
        (InnovationStage, read("stages")),
        (City, read("cities")),
    ):
        created = _load_terms(model, entries)
        if created:
            loaded.rows[model.__name__] = loaded.rows.get(model.__name__, 0) + created
    if loaded.rows:
        version.bump()
    return loaded


def _load_languages() -> list[str]:
    known = set(Locale.objects.values_list("language_code", flat=True))
    missing = [code for code, _name in settings.LANGUAGES if code not in known]
    for code in missing:
        Locale.objects.create(language_code=code)
    return missing


def _load_terms(model: type[Term], entries: list[Entry]) -> int:
    """Create the missing rows of these terms: English ones first, for the others follow them."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    pointed = _rows_pointed_at(entries)
    held = model._default_manager.filter(code__in=[entry["code"] for entry in entries])
    existing = set(held.values_list("code", "locale__language_code"))
    english = {term.code: term for term in held.canonical()}

    new = [
        model(
            **_facts(entry, pointed),
            **entry["texts"][CANONICAL_LANGUAGE],
            locale=locales[CANONICAL_LANGUAGE],
        )
        for entry in entries
        if entry["code"] not in english
    ]
    english |= {term.code: term for term in model._default_manager.bulk_create(new)}
    translations = [
        model(
            **english[entry["code"]].facts(),
            **texts,
            locale=locales[language],
            translation_key=english[entry["code"]].translation_key,
        )
        for entry in entries
        for language, texts in entry["texts"].items()
        if language != CANONICAL_LANGUAGE and (entry["code"], language) not in existing
    ]
    return len(new) + len(model._default_manager.bulk_create(translations))


def _facts(entry: Entry, pointed: dict[tuple[str, str], int]) -> dict[str, Any]:
    facts = {name: value for name, value in entry.items() if name not in {"texts", *POINTERS}}
    for name in POINTERS:
        if entry.get(name) is not None:
            facts[f"{name}_id"] = pointed[name, entry[name]]
    return facts


def _rows_pointed_at(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    pointed: dict[tuple[str, str], int] = {}
    for name, model in POINTERS.items():
        codes = {entry[name] for entry in entries if entry.get(name) is not None}
        if codes:
            rows = model._default_manager.canonical().filter(code__in=codes)
            pointed |= {(name, code): pk for code, pk in rows.values_list("code", "pk")}
    return pointed
